"""The proof out of a file, whatever its format: pictures, SVG, PDF, HTML, tables, briefs, data sets.

The file may come from anybody. It is recognised by its content, read up to stated sizes, and nothing in it is run, resolved or
fetched: text formats are searched for our one mark, archives are unpacked up to a limit, a document type is refused.
"""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path

from dashboard.errors import ExportError
from dashboard.export.csv_text import read_csv
from dashboard.export.kept import Kept, computed_text
from dashboard.export.provenance import KEY, Proof, link_parts, read_proof
from dashboard.model import SWITCHES
from dashboard.observations.parquet import UNREADABLE, said_of
from dashboard.wording import LANGUAGES, say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["LARGEST_FILE", "MOST_UNPACKED", "Carried", "read_container"]

LARGEST_FILE = 50_000_000
"""Bytes a file may have to be opened; ours have a tenth of it."""
MOST_UNPACKED = 100_000_000
"""Bytes an archive may hold unpacked."""

_PNG = b"\x89PNG\r\n\x1a\n"
_MARKED = {
    "svg": re.compile(rf'<metadata id="{KEY}">([^<]*)</metadata>'.encode()),
    "html": re.compile(rf'<meta name="{KEY}" content="([^"<]*)">'.encode()),
}
_DESCRIPTOR, _OBSERVATIONS = "datapackage.json", "observations.csv"
_BRIEF_PART = "customXml/proof.xml"
_KEPT = Kept._fields[:-1]
_IN_PART = re.compile(rb"<proof[^>]*>([^<]*)</proof>")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries. `everything` is whether it is a data set, whose values are those of the whole project."""

    proof: Proof
    everything: bool = False


def read_container(path: Path) -> Carried:
    """What a file carries, or a folder that holds a data set.

    ExportError says what is wrong: it is not there, too large, of no format of ours, damaged, or was not written by us.
    """
    content = _content(path / _DESCRIPTOR if path.is_dir() else path)
    kind = _kind(content)
    if kind is None:
        raise _fail("open.unknown", path)
    try:
        if kind == "archive":
            return _of_archive(content)
        if kind == "json" and (path.is_dir() or path.name == _DESCRIPTOR):
            folder = path if path.is_dir() else path.parent
            return _of_dataset(content, _content(folder / _OBSERVATIONS))
        return Carried(_READERS[kind](content))
    except _BrokenError as error:
        raise _fail("open.broken", path, format=_said_kind(kind, content), why=str(error)) from error
    except _EmptyError as error:
        raise _fail("open.empty", path) from error
    except ExportError as error:
        raise _fail("open.foreign", path, format=_said_kind(kind, content)) from error


class _EmptyError(Exception):
    """The file is a table without a row, which has nowhere to say where it comes from."""


class _BrokenError(Exception):
    """The file is no whole file of its format."""


def _fail(key: str, path: Path, **words: object) -> ExportError:
    return ExportError(*(say(WORDS, key, lang, file=path.name or str(path), **words) for lang in LANGUAGES))


def _content(path: Path) -> bytes:
    """The bytes of a plain file that is not too large."""
    try:
        if not path.is_file():
            raise _fail("open.missing", path)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _fail("open.unreadable", path, why=error.strerror or error) from error
    if len(content) > LARGEST_FILE:
        raise _fail("open.large", path, most=LARGEST_FILE // 1_000_000)
    return content


def _kind(content: bytes) -> str | None:
    """The format by the first bytes; None for none of ours."""
    start = content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    signs: tuple[tuple[str, bool], ...] = (
        ("png", content.startswith(_PNG)),
        ("pdf", content.startswith(b"%PDF-")),
        ("parquet", content.startswith(b"PAR1")),
        ("archive", content.startswith(b"PK\x03\x04")),
        ("svg", b"<svg" in start),
        ("html", start[:15].lower().startswith((b"<!doctype html", b"<html"))),
        ("json", start.startswith(b"{")),
        ("csv", b"selection" in _first_line(content) and b"data_hash" in _first_line(content)),
    )
    return next((kind for kind, is_it in signs if is_it), None)


def _first_line(content: bytes) -> bytes:
    return content[:20_000].partition(b"\n")[0]


def _said_kind(kind: str, content: bytes) -> str:
    """The format as a reader calls it: what an archive is can be seen from the names in its directory, at its end."""
    names = {"XLSX": b"xl/workbook.xml", "DOCX": b"word/document.xml"}
    inside = (name for name, part in names.items() if kind == "archive" and part in content)
    return next(inside, "ZIP" if kind == "archive" else kind.upper())


# --- one reader a format -------------------------------------------------------------------------------------------


def _of_png(content: bytes) -> Proof:
    """The text chunk under our name; at most a thousand chunks are looked at."""
    at = len(_PNG)
    for _ in range(1000):
        if at + 8 > len(content):
            break
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at + 8 : at + 8 + length]
        if kind == b"tEXt" and chunk.startswith(KEY.encode() + b"\0"):
            return read_proof(chunk[len(KEY) + 1 :])
        if kind == b"IEND":
            return read_proof("")
        at += length + 12
    raise _BrokenError("PNG")


def _of_markup(kind: str) -> Callable[[bytes], Proof]:
    def read(content: bytes) -> Proof:
        found = _MARKED[kind].search(content)
        return read_proof(unescape(found.group(1).decode("utf-8", "replace")) if found else "")

    return read


def _of_pdf(content: bytes) -> Proof:
    from pypdf import PdfReader  # a third of a second that only a PDF should cost
    from pypdf.errors import PyPdfError

    try:
        said = PdfReader(io.BytesIO(content)).metadata
        text = said.get(f"/{KEY}", "") if said else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise _BrokenError(type(error).__name__) from error
    return read_proof(str(text))


def _of_parquet(content: bytes) -> Proof:
    try:
        return read_proof(said_of(content).get(KEY, ""))
    except UNREADABLE as error:
        raise _BrokenError(type(error).__name__) from error


def _of_json(content: bytes) -> Proof:
    """A table or the descriptor of a data set: the object `proof` at the top."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _BrokenError(type(error).__name__) from error
    said = record.get("proof") if isinstance(record, dict) else None
    proof = read_proof(said if isinstance(said, Mapping) else "")
    rows = record.get("rows")
    return proof if proof.values or not isinstance(rows, list) else replace(proof, values=_values_of_records(rows))


def _values_of_records(rows: Sequence[object]) -> tuple[Kept, ...]:
    named = [row for row in rows if isinstance(row, dict)]
    return tuple(
        Kept._make(
            (
                *("" if row.get(key) is None else str(row[key]) for key in _KEPT),
                computed_text(row.get("computed_value")),
            )
        )
        for row in named
    )


def _of_csv(content: bytes) -> Proof:
    try:
        head, *lines = read_csv(content)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise _BrokenError(type(error).__name__) from error
    return _of_table(head, [line for line in lines if len(line) == len(head)])


def _of_table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Proof:
    """The proof of a table from its columns `selection` and `data_hash`, the values from its own."""
    where = {word: column for column, word in enumerate(head)}
    ours = {"selection", "data_hash"} <= where.keys() and _column(where, "observation_id") is not None
    if not ours:
        return read_proof("")
    if not lines:
        raise _EmptyError
    first = lines[0]
    chart, selection = link_parts(first[where["selection"]])
    catalogue = _column(where, "catalogue_hash")
    values = _values_of_lines(where, lines)
    known = first[catalogue] if catalogue is not None else ""
    return Proof(chart, selection, first[where["data_hash"]], known, values=values, count=len(values))


def _values_of_lines(where: Mapping[str, int], lines: Sequence[Sequence[str]]) -> tuple[Kept, ...]:
    """The values of a table whose columns are named as WORDS or by their own names; lines without a value are passed over."""
    columns = [_column(where, key) for key in _KEPT]
    computed = next((where[word] for word in _computed_headings() if word in where), None)
    if columns[0] is None or columns[1] is None:
        return ()
    name = columns[0]
    return tuple(
        Kept._make(
            (
                *("" if column is None else line[column] for column in columns),
                "" if computed is None else computed_text(line[computed]),
            )
        )
        for line in lines
        if line[name]
    )


def _column(where: Mapping[str, int], key: str) -> int | None:
    """Where a column stands, in whichever language the file is; None if it does not."""
    return next((where[word] for word in (key, *WORDS[f"column.{key}"]) if word in where), None)


@cache
def _computed_headings() -> tuple[str, ...]:
    """What the column of computed numbers may be called: by mode and language."""
    return tuple(
        say(WORDS, "column.computed_value", lang, mode=say(CHART_WORDS, f"mode.{mode}", lang))
        for mode in SWITCHES["mode"]
        for lang in LANGUAGES
    )


# --- archives: workbooks, briefs, data sets ------------------------------------------------------------------------


def _of_dataset(descriptor: bytes, observations: bytes) -> Carried:
    """The proof of a data set, every value from its table of observations."""
    try:
        head, *lines = read_csv(observations)
        values = _values_of_lines({word: column for column, word in enumerate(head)}, lines)
    except (UnicodeDecodeError, csv.Error, ValueError, IndexError) as error:
        raise _BrokenError(type(error).__name__) from error
    return Carried(replace(_of_json(descriptor), values=values, count=len(values)), everything=True)


def _of_archive(content: bytes) -> Carried:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if _DESCRIPTOR in names:
                return _of_dataset(_part(archive, _DESCRIPTOR), _part(archive, _OBSERVATIONS))
            if _BRIEF_PART in names:
                found = _IN_PART.search(_part(archive, _BRIEF_PART))
                return Carried(read_proof(unescape(found.group(1).decode("utf-8", "replace")) if found else ""))
            if "xl/workbook.xml" in names:
                return Carried(_of_workbook(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, KeyError) as error:
        raise _BrokenError(type(error).__name__) from error
    return Carried(read_proof(""))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked no further than allowed: what an archive says of its sizes may be untrue."""
    with archive.open(name) as part:
        content = part.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        raise _BrokenError(f"> {MOST_UNPACKED // 1_000_000} MB")
    return content


def _of_workbook(archive: zipfile.ZipFile) -> Proof:
    """The proof from the document properties, the values from the first sheet."""
    from openpyxl import load_workbook  # costs as much as the rest together
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(_checked(archive), read_only=True, data_only=True, keep_links=False)
        proof = read_proof(workbook.properties.description or "")
        cells = workbook.worksheets[0].iter_rows(values_only=True)
        head, *lines = [["" if cell is None else str(cell) for cell in line] for line in cells]
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise _BrokenError(type(error).__name__) from error
    return replace(proof, values=_of_table(head, lines).values) if lines and not proof.values else proof


def _checked(archive: zipfile.ZipFile) -> io.BytesIO:
    """The archive packed anew of parts that were all looked through: none too large, none with a document type."""
    left, checked = MOST_UNPACKED, io.BytesIO()
    with zipfile.ZipFile(checked, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            with archive.open(name) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _BrokenError(f"> {MOST_UNPACKED // 1_000_000} MB")
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise _BrokenError("DOCTYPE")
            copy.writestr(name, content)
    checked.seek(0)
    return checked


_READERS: Mapping[str, Callable[[bytes], Proof]] = {
    "png": _of_png,
    "svg": _of_markup("svg"),
    "html": _of_markup("html"),
    "pdf": _of_pdf,
    "parquet": _of_parquet,
    "json": _of_json,
    "csv": _of_csv,
}
