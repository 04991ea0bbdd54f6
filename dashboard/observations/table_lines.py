"""A declared table as it lies on disk: its header and its lines, each with the line of the file it begins in.

A line with more or fewer fields than the header is left out: its figures would stand under other columns' names.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["TableLine", "TableLines", "is_amount"]

Note = Callable[..., None]
"""Takes a place (line, column), a wording key and the values of its sentence."""

_AMOUNT = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


def is_amount(text: str) -> bool:
    """Whether a cell is a number as a table may print it: 1041, 1,041 or 220.6; no sign, no unit, no wide digits."""
    return _AMOUNT.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: the number it has in the file, its fields, and its text for finding a field's place."""

    number: int
    fields: Sequence[str]
    text: str

    def place(self, index: int) -> tuple[int, int]:
        """Line and column (both from 1) at which a field begins; the line's own beginning where a field goes over lines."""
        seen, quoted = 0, False
        for column, character in enumerate(self.text, start=1):
            if seen == index:
                return self.number, column
            quoted ^= character == '"'
            seen += character == "," and not quoted
        return self.number, len(self.text) + 1 if seen == index else 1


class TableLines:
    """The lines of a table. OSError and UnicodeDecodeError: it cannot be read; what is wrong with a line goes to `note`."""

    def __init__(self, path: Path, note: Note) -> None:
        self._note = note
        text = path.read_bytes().decode("utf-8-sig")
        self._texts = io.StringIO(text, newline=None).read().split("\n")
        lines = self._read(text)
        first = next(lines, None)
        self.header = [name.strip() for name in first.fields] if first else []
        self._note_twice(first)
        self.lines = [line for line in lines if self._is_whole(line)]

    def _read(self, text: str) -> Iterator[TableLine]:
        """Every line that is not blank, up to a quote that is never closed."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        begins = 1
        try:
            for fields in reader:
                if fields:
                    yield TableLine(begins, fields, self._texts[begins - 1])
                begins = reader.line_num + 1
        except csv.Error:
            self._note((begins, 1), "table.quote", bad=self._texts[begins - 1][:60])

    def _note_twice(self, first: TableLine | None) -> None:
        """A name that two columns bear: what stands under it is one column's or the other's."""
        for name, count in Counter(self.header).items():
            if first and name and count > 1:
                again = len(self.header) - 1 - self.header[::-1].index(name)
                self._note(first.place(again), "table.header_twice", bad=name)

    def _is_whole(self, line: TableLine) -> bool:
        """Whether a line has as many fields as the header."""
        whole = len(line.fields) == len(self.header)
        if not whole:
            self._note((line.number, 1), "table.fields", bad=len(line.fields), count=len(self.header))
        return whole

    def by_period(self, column: int) -> list[tuple[str, TableLine]]:
        """(period, line) of each line; one whose period was given before is left out."""
        first: dict[str, int] = {}
        found: list[tuple[str, TableLine]] = []
        for line in self.lines:
            period = line.fields[column].strip()
            if period and first.setdefault(period, line.number) != line.number:
                self._note(line.place(column), "table.period_twice", bad=period, first=first[period])
            else:
                found.append((period, line))
        return found
