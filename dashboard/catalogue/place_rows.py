"""data/places.csv → places by code, every row checked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.catalogue.csv_rows import CsvRows
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
FLAGS = {"true": True, "false": False, "": True}


def read_places(text: str, problems: Problems) -> Places:
    """The places of a CSV text (without BOM); rows with errors are noted and, where they have a code, kept."""
    rows = CsvRows(text, problems, COLUMNS, REQUIRED)
    places, lines = Places(), dict[str, int]()
    for number, row in rows:
        if not _code_is_good(row["code"], number, rows, lines):
            continue
        _check_row(row, number, rows)
        lines[row["code"]] = number
        places[row["code"]] = _place(row)
    _check_parents(places, lines, rows)
    return places


def _code_is_good(code: str, line: int, rows: CsvRows, lines: Mapping[str, int]) -> bool:
    """Whether a code has the right form and is new."""
    if not CODE.fullmatch(code):
        rows.problems.add("place_code", rows.at(line, "code"), value=code)
        return False
    if code in lines:
        rows.problems.add("place_repeated", rows.at(line, "code"), value=code, first=lines[code])
        return False
    return True


def _check_row(row: Mapping[str, str], line: int, rows: CsvRows) -> None:
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


def _check_parents(places: Places, lines: Mapping[str, int], rows: CsvRows) -> None:
    """Every parent is there, and no place is above itself."""
    for code, place in places.items():
        if place.parent and place.parent not in places:
            at = rows.at(lines[code], "parent")
            rows.problems.add("place_parent", at, near=(place.parent, places), value=place.parent)
        way = line_up(places, place)
        if len(way) == DEEPEST:
            at = rows.at(lines[code], "parent")
            rows.problems.add("place_cycle", at, value=" → ".join(way[:4]))
