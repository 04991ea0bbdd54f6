"""data/places.csv → places by code, and the way from a written name to a place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from dashboard.catalogue.entries import Place
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.scalars import day_of, suggested_date

__all__ = ["COLUMNS", "LEVELS", "Places", "find_place", "find_places", "read_places"]

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
LEVELS = ("nation", "province", "city", "county", "zone")
CODE = re.compile(r"CN[0-9]{6}|(?!CN[0-9]+$)[A-Z]{2}[A-Z0-9_-]{1,30}")
SUFFIXES = ("省", "市", "县", "区")
SEPARATOR = re.compile(r"[|\s]+")
ROW_LIMIT = 50_000
DEEPEST = 10  # levels; a longer line of parents can only be a circle
FLAGS = {"true": True, "false": False, "": True}


class Places(dict[str, Place]):
    """Places by code, with an index of their names. Made once and not changed afterwards."""

    @cached_property
    def by_name(self) -> dict[str, list[Place]]:
        """Full name → the places that bear it."""
        return _grouped((place.name_zh, place) for place in self.values())

    @cached_property
    def by_alias(self) -> dict[str, list[Place]]:
        """Alias, or full name without 省/市/县/区 → the places it may mean."""
        return _grouped((name, place) for place in self.values() for name in {*place.aliases, _short(place.name_zh)})

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """Every name a place can be called by, codes included."""
        return tuple(dict.fromkeys([*self.by_name, *self.by_alias, *self]))


def _grouped(pairs: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = {}
    for name, place in pairs:
        if name:
            groups.setdefault(name, []).append(place)
    return groups


def _short(name: str) -> str:
    """A full name without its last character if that is 省, 市, 县 or 区 and two characters stay; else nothing."""
    return name[:-1] if len(name) > 2 and name.endswith(SUFFIXES) else ""


def find_places(places: Mapping[str, Place], name: str) -> tuple[Place, ...]:
    """All places a name may mean: the one with that code; else those so called in full; else by alias or short name."""
    known = places if isinstance(places, Places) else Places(places)
    wanted = unicodedata.normalize("NFKC", name).strip()
    if wanted in known:
        return (known[wanted],)
    return tuple(known.by_name.get(wanted) or known.by_alias.get(wanted) or ())


def find_place(places: Mapping[str, Place], name: str, within: str | None = None) -> Place | None:
    """The one place a name means, or None where there is none or more than one.

    Accepts a code, the full name, an alias, or the full name without 省/市/县/区. Of several, those inside `within` (a
    code; itself included) are preferred, then those that still exist, then the highest level.
    """
    found = list(find_places(places, name))
    if len(found) > 1 and within is not None:
        found = [place for place in found if within in _line_up(places, place)] or found
    if len(found) > 1:
        found = [place for place in found if not place.valid_to] or found
    if len(found) > 1:
        highest = min(LEVELS.index(place.level) for place in found)
        found = [place for place in found if LEVELS.index(place.level) == highest]
    return found[0] if len(found) == 1 else None


def _line_up(places: Mapping[str, Place], place: Place) -> list[str]:
    """The place's code and those of its parents, upwards, ten at most."""
    codes, above = [place.code], place.parent
    while above and above in places and len(codes) < DEEPEST:
        codes.append(above)
        above = places[above].parent
    return codes


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
            line = self._reader.line_num + 1
            for count, fields in enumerate(self._reader):
                if count == ROW_LIMIT:
                    self.problems.add("too_many_places", (line, 1), limit=ROW_LIMIT)
                    return
                if fields and len(fields) != len(self._header):
                    self.problems.add("csv_fields", (line, 1), value=len(fields), count=len(self._header))
                elif fields:
                    row = zip(self._header, (field.strip() for field in fields), strict=True)
                    yield line, dict.fromkeys(COLUMNS, "") | dict(row)
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
        aliases=tuple(alias for alias in SEPARATOR.split(row["aliases"]) if alias),
        lookalikes=tuple(phrase for phrase in SEPARATOR.split(row["lookalikes"]) if phrase),
        official=FLAGS.get(row["official"], True),
        source=row["source"],
        fetched=row["fetched"],
    )


def _check_parents(places: Places, lines: Mapping[str, int], rows: _Rows) -> None:
    """Every parent is there, and no place is above itself."""
    for code, place in places.items():
        at = rows.at(lines[code], "parent")
        if place.parent and place.parent not in places:
            rows.problems.add("place_parent", at, near=(place.parent, places), value=place.parent)
        line_up = _line_up(places, place)
        if len(line_up) == DEEPEST:
            rows.problems.add("place_cycle", at, value=" → ".join(line_up[:4]))
