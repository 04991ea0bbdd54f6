"""Bytes of a file of the project → text, or the reason why not. UTF-8 with or without BOM; 20 MB at most."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from pathlib import Path

from dashboard.catalogue.problems import LINE_END, MOST_NOTED, Problems
from dashboard.catalogue.spelling import INVISIBLE

__all__ = ["SIZE_LIMIT", "decode", "note_byte_order_mark", "note_invisible", "note_tabs", "read_bytes"]

SIZE_LIMIT = 20 * 1024 * 1024
MARKS = {  # how a file begins → the encoding that begins so; UTF-32 before UTF-16, which begins alike
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
ARCHIVE = b"PK\x03\x04"
NOT_ASCII = re.compile(b"[\x80-\xff]")
WHOLE_FILE = (0, 0)
MOST_LINES = 200_000  # of a file whose lines are asked for their encoding one by one


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a regular file of at most 20 MB; None with the reason noted."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            problems.add("too_large", WHOLE_FILE, size=size, limit=SIZE_LIMIT)
            return None
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT)
    except OSError as error:
        problems.add("unreadable", WHOLE_FILE, detail=error.strerror or type(error).__name__)
        return None


def decode(data: bytes, problems: Problems) -> str | None:
    """The text of UTF-8 bytes without BOM, given to `problems` for its excerpts; None with the remedy noted.

    The place of a wrong byte is the line and the column it has as text.
    """
    if data.startswith(ARCHIVE):
        problems.add("archive", (1, 1))
        return None
    if (wide := _wide_encoding(data)) is not None:
        problems.add("not_utf8", (1, 1), value=wide)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _note_encoding(data, error.start, problems)
        return None
    problems.read(text)
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-32 or UTF-16 by its mark; without one, where most second bytes of the beginning are zero."""
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    if marked is not None:
        return marked
    for first, name in ((0, "UTF-16BE"), (1, "UTF-16LE")):
        zeros, others = data[first:200:2], data[1 - first : 200 : 2]
        if all(others) and 2 * zeros.count(0) > len(zeros):
            return name
    return None


def _note_encoding(data: bytes, start: int, problems: Problems) -> None:
    """Say which encoding the bytes look like: at the first character beyond ASCII, else at the byte that is no UTF-8.

    Where most lines are UTF-8, each of the others is noted: text was pasted from another file.
    """
    foreign_lines = _foreign_lines(data)
    if foreign_lines:
        for line, column, value in foreign_lines:
            problems.add("line_not_utf8" if value else "line_damaged", (line, column), value=value)
        problems.read(data.decode("utf-8", "replace"))
        return
    try:
        problems.read(data.decode("gb18030"))
    except UnicodeDecodeError:
        problems.add("unknown_encoding", _end_of(data[:start]), value=f"0x{data[start]:02X}")
    else:
        foreign = NOT_ASCII.search(data)
        problems.add("not_utf8", _end_of(data[: foreign.start() if foreign else start]), value="GB18030")


def _foreign_lines(data: bytes) -> list[tuple[int, int, str]]:
    """(line, column, encoding) of every line that is no UTF-8; nothing where they are most of those beyond ASCII."""
    found, good = list[tuple[int, int, str]](), 0
    if data.count(b"\n") > MOST_LINES:
        return []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            is_cut = error.reason == "unexpected end of data" and not line[: error.start].isascii()
            found.append((number, column, "" if is_cut else _encoding_of(line)))
    return found if len(found) < good else []


def _encoding_of(line: bytes) -> str:
    """What a line that is no UTF-8 looks like; "" for nothing known."""
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def _end_of(before: bytes) -> tuple[int, int]:
    """The place behind some UTF-8 bytes."""
    text, line, start = before.decode("utf-8"), 1, 0
    for end in LINE_END.finditer(text):
        line, start = line + 1, end.end()
    return line, len(text) - start + 1


def note_invisible(text: str, problems: Problems) -> None:
    """Warn of every character that cannot be seen and would keep two equal-looking names apart."""
    if not INVISIBLE.search(text):
        return
    places = ((n, found) for n, line in enumerate(LINE_END.split(text), start=1) for found in INVISIBLE.finditer(line))
    for number, found in islice(places, MOST_NOTED):
        place = (number, found.start() + 1)
        problems.add("invisible_character", place, severity="warning", value=f"U+{ord(found[0]):04X}")


def note_tabs(text: str, problems: Problems) -> None:
    """Warn of the first tab of every line that has one."""
    for number, line in enumerate(LINE_END.split(text) if "\t" in text else (), start=1):
        if "\t" in line:
            problems.add("tab_inside", (number, line.index("\t") + 1), severity="warning")


def note_byte_order_mark(data: bytes, problems: Problems) -> None:
    """Warn of a byte-order mark at the beginning."""
    if data.startswith(codecs.BOM_UTF8):
        problems.add("byte_order_mark", (1, 1), severity="warning")
