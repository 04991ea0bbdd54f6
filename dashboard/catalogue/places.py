"""data/places.csv → places by code, and the way from a written name to a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from dashboard.catalogue.csv_rows import CsvRows
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
        aliases=tuple(alias for alias in SEPARATOR.split(row["aliases"]) if alias),
        lookalikes=tuple(phrase for phrase in SEPARATOR.split(row["lookalikes"]) if phrase),
        official=FLAGS.get(row["official"], True),
        source=row["source"],
        fetched=row["fetched"],
    )


def _check_parents(places: Places, lines: Mapping[str, int], rows: CsvRows) -> None:
    """Every parent is there, and no place is above itself."""
    for code, place in places.items():
        at = rows.at(lines[code], "parent")
        if place.parent and place.parent not in places:
            rows.problems.add("place_parent", at, near=(place.parent, places), value=place.parent)
        line_up = _line_up(places, place)
        if len(line_up) == DEEPEST:
            rows.problems.add("place_cycle", at, value=" → ".join(line_up[:4]))
