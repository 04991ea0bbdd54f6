"""The rows of a CSV beside indicators.yaml, each with its line, and the place of every field for a problem to point at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dashboard.catalogue.problems import Problems

__all__ = ["CsvRows"]

ROW_LIMIT = 50_000


class CsvRows:
    """The rows of a CSV text (without BOM) as dicts with every column of `columns`; `required` must be in the header."""

    def __init__(self, text: str, problems: Problems, columns: tuple[str, ...], required: tuple[str, ...]) -> None:
        self.problems = problems
        self._columns, self._required = columns, required
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self._header: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, row) for every row with the right number of fields; the rest is noted."""
        line = 1
        try:
            self._header = [name.strip() for name in next(self._reader, [])]
            if not self._header_is_good():
                return
            nothing = dict.fromkeys(self._columns, "")
            line = self._reader.line_num + 1
            for count, fields in enumerate(self._reader):
                if count == ROW_LIMIT:
                    self.problems.add("too_many_rows", (line, 1), limit=ROW_LIMIT)
                    return
                if fields and len(fields) != len(self._header):
                    self.problems.add("csv_fields", (line, 1), value=len(fields), count=len(self._header))
                elif fields:
                    yield line, nothing | dict(zip(self._header, map(str.strip, fields), strict=True))
                line = self._reader.line_num + 1
        except csv.Error as error:
            is_open = self._reader.line_num > line or "end of data" in str(error)
            key = "csv_quote" if is_open else "bad_csv"
            self.problems.add(key, (line, 1), detail=str(error))

    def _header_is_good(self) -> bool:
        """Whether the needed columns are there and no other ones."""
        for name in self._header:
            if name not in self._columns:
                place = (1, self._column_of(1, self._header.index(name)))
                near = (name, self._columns)
                self.problems.add("csv_unknown_column", place, near=near, value=name, allowed=self._columns)
        missing = [name for name in self._required if name not in self._header]
        for name in missing:
            self.problems.add("csv_missing_column", (1, 1), value=name, allowed=self._columns)
        return not missing

    def at(self, line: int, name: str) -> tuple[int, int]:
        """The place of a field of a row."""
        return line, self._column_of(line, self._header.index(name)) if name in self._header else 1

    def _column_of(self, line: int, index: int) -> int:
        """The column the index-th field of a line begins in."""
        seen, quoted = 0, False
        for column, character in enumerate(self.problems.excerpt(line), start=1):
            if seen == index:
                return column
            quoted ^= character == '"'
            seen += character == "," and not quoted
        return len(self.problems.excerpt(line)) + 1 if seen == index else 1
