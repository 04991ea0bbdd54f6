"""CSV that a spreadsheet opens and a program reads back unchanged: RFC 4180, UTF-8, no cell that is run.

A text that begins with `= + - @`, tab or CR gets an apostrophe before it, and so does one that begins with apostrophes and
then with one of these: so the apostrophe can be taken away again without guessing. Plain numbers are left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["csv_of", "neutral", "number_of", "read_csv", "whole"]

Cell = str | int | float

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?%?")


def neutral(cell: Cell) -> Cell:
    """A text no spreadsheet runs. Numbers stay numbers, −7.5 too."""
    if isinstance(cell, str) and cell.lstrip("'").startswith(_FORMULA_START) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _plain(cell: str) -> str:
    """The inverse of `neutral`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_START) else cell


def csv_of(rows: Iterable[Sequence[Cell]], *, mark: bool = True) -> bytes:
    """The rows as CSV: CRLF between records, quotes doubled. `mark` puts a byte order mark first, which Excel asks for."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def read_csv(content: bytes) -> list[list[str]]:
    """The cells of such a file, its heading first; `csv_of` makes the same bytes of them again.

    UnicodeDecodeError: not UTF-8; csv.Error: no CSV.
    """
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [[_plain(cell) for cell in line] for line in lines]


def whole(text: str) -> str:
    """The text with half characters (lone surrogates) replaced, so that every file can be encoded."""
    return text.encode("utf-8", "replace").decode("utf-8")


def number_of(value: float) -> int | float:
    """A number as it is written: whole ones exactly, others to 15 digits, so that 33.05 is not 33.050000000000004."""
    return int(value) if float(value).is_integer() else float(f"{value:.15g}")
