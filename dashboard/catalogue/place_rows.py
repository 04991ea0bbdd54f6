"""data/places.csv → places by code, every row checked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from dashboard.catalogue.entries import Place
from dashboard.catalogue.places import DEEPEST, LEVELS, Places, line_up
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.scalars import day_of, suggested_date

__all__ = ["COLUMNS", "read_places"]

COLUMNS = (
    "code",
    "name_zh",
    "name_en",
    "level",
    "parent",
    "valid_from",
    "valid_to",
    "aliases",
    "lookalikes",
    "official",
    "source",
    "fetched",
)
REQUIRED = ("code", "name_zh", "level", "parent")
CODE = re.compile(r"CN[0-9]{6}|(?!CN[0-9]+$)[A-Z]{2}[A-Z0-9_-]{1,30}")
SEPARATOR = re.compile(r"[|\s]+")
ROW_LIMIT = 50_000
FLAGS = {"true": True, "false": False, "": True}


def read_places(text: str, problems: Problems) -> Places:
    """The places of a CSV text (without BOM); rows with errors are noted and, where they have a code, kept."""
    rows = _Rows(text, problems)
    places, lines = Places(), dict[str, int]()
    for number, row in rows:
        if not _code_is_good(row["code"], number, rows, lines):
            continue
        _check_row(row, number, rows)
        lines[row["code"]] = number
        places[row["code"]] = _place(row)
    _check_parents(places, lines, rows)
    return places


class _Rows:
    """The rows of the CSV as dicts with every column, and the places of their fields."""

    def __init__(self, text: str, problems: Problems) -> None:
        self.problems = problems
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self._header: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, row) for every row with the right number of fields; the rest is noted."""
        try:
            self._header = [name.strip() for name in next(self._reader, [])]
            if not self._header_is_good():
                return
            nothing, line = dict.fromkeys(COLUMNS, ""), self._reader.line_num + 1
            for count, fields in enumerate(self._reader):
                if count == ROW_LIMIT:
                    self.problems.add("too_many_places", (line, 1), limit=ROW_LIMIT)
                    return
                if fields and len(fields) != len(self._header):
                    self.problems.add("csv_fields", (line, 1), value=len(fields), count=len(self._header))
                elif fields:
                    yield line, nothing | dict(zip(self._header, map(str.strip, fields), strict=True))
                line = self._reader.line_num + 1
        except csv.Error as error:
            self.problems.add("bad_csv", (max(self._reader.line_num, 1), 1), detail=str(error))

    def _header_is_good(self) -> bool:
        """Whether the needed columns are there and no other ones."""
        for name in self._header:
            if name not in COLUMNS:
                place = (1, self._column_of(1, self._header.index(name)))
                self.problems.add("csv_unknown_column", place, near=(name, COLUMNS), value=name, allowed=COLUMNS)
        missing = [name for name in REQUIRED if name not in self._header]
        for name in missing:
            self.problems.add("csv_missing_column", (1, 1), value=name, allowed=COLUMNS)
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


def _code_is_good(code: str, line: int, rows: _Rows, lines: Mapping[str, int]) -> bool:
    """Whether a code has the right form and is new."""
    if not CODE.fullmatch(code):
        rows.problems.add("place_code", rows.at(line, "code"), value=code)
        return False
    if code in lines:
        rows.problems.add("place_repeated", rows.at(line, "code"), value=code, first=lines[code])
        return False
    return True


def _check_row(row: Mapping[str, str], line: int, rows: _Rows) -> None:
    """Name, level, dates and the official flag of one row."""
    problems = rows.problems
    if not row["name_zh"]:
        problems.add("place_no_name", rows.at(line, "name_zh"), value=row["code"])
    if row["level"] not in LEVELS:
        near = (row["level"], LEVELS)
        problems.add("place_level", rows.at(line, "level"), near=near, value=row["level"], allowed=LEVELS)
    if row["official"] not in FLAGS:
        problems.add("place_official", rows.at(line, "official"), value=row["official"])
    for name in ("valid_from", "valid_to", "fetched"):
        if row[name] and day_of(row[name]) is None:
            problems.add("place_date", rows.at(line, name), guess=suggested_date(row[name]), value=row[name])


def _place(row: Mapping[str, str]) -> Place:
    """One row as a place."""
    return Place(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        level=row["level"] if row["level"] in LEVELS else LEVELS[-1],
        parent=row["parent"] or None,
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        aliases=_several(row["aliases"]),
        lookalikes=_several(row["lookalikes"]),
        official=FLAGS.get(row["official"], True),
        source=row["source"],
        fetched=row["fetched"],
    )


def _several(text: str) -> tuple[str, ...]:
    """The names in a field, blanks or | between them; in most there are none."""
    return tuple(name for name in SEPARATOR.split(text) if name) if text else ()


def _check_parents(places: Places, lines: Mapping[str, int], rows: _Rows) -> None:
    """Every parent is there, and no place is above itself."""
    for code, place in places.items():
        if place.parent and place.parent not in places:
            at = rows.at(lines[code], "parent")
            rows.problems.add("place_parent", at, near=(place.parent, places), value=place.parent)
        way = line_up(places, place)
        if len(way) == DEEPEST:
            at = rows.at(lines[code], "parent")
            rows.problems.add("place_cycle", at, value=" → ".join(way[:4]))
