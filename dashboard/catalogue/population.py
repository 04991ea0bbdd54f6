"""data/population.csv → the residents of each place by year, every figure with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.catalogue.csv_rows import CsvRows
from dashboard.catalogue.entries import Population, Source
from dashboard.catalogue.places import Places
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.scalars import day_of, suggested_date
from dashboard.model import Interval

__all__ = ["COLUMNS", "read_population"]

COLUMNS = ("code", "year", "population", "unit", "source_title", "publisher", "date", "url")
REQUIRED = COLUMNS[:6]
YEAR = re.compile(r"[0-9]{4}")
COUNT = re.compile(r"[0-9]{1,12}(?:\.([0-9]{1,6}))?")

Counts = Mapping[str, tuple[Population, ...]]


def read_population(text: str, scales: Mapping[str, int], places: Places | None, problems: Problems) -> Counts:
    """The populations of a CSV text (without BOM) by place, years in order; what is wrong is noted at its field.

    `scales` gives what each unit multiplies; `places` None means: not known, ask nothing about places.
    """
    rows = CsvRows(text, problems, COLUMNS, REQUIRED)
    found: dict[tuple[str, int], Population] = {}
    for line, row in rows:
        if _is_good(row, line, rows, scales, places):
            entry = _population(row, line, scales)
            first = found.setdefault((entry.place, entry.year), entry)
            if first is not entry:
                year = str(entry.year)
                problems.add(
                    "population_repeated", rows.at(line, "year"), value=entry.place, year=year, first=first.at[0]
                )
    counts: dict[str, list[Population]] = {}
    for (place, _), entry in sorted(found.items()):
        counts.setdefault(place, []).append(entry)
    return {place: tuple(entries) for place, entries in counts.items()}


def _is_good(
    row: Mapping[str, str], line: int, rows: CsvRows, scales: Mapping[str, int], places: Places | None
) -> bool:
    """Whether a row can be used; each of its faults is noted."""
    problems, before = rows.problems, rows.problems.errors
    code, count = row["code"], COUNT.fullmatch(row["population"])
    if places is not None and code not in places:
        problems.add("population_place", rows.at(line, "code"), near=(code, places), value=code)
    if not YEAR.fullmatch(row["year"]) or day_of(row["year"]) is None:
        problems.add("population_year", rows.at(line, "year"), value=row["year"])
    if count is None or not float(count[0]):
        problems.add("population_count", rows.at(line, "population"), value=row["population"])
    if row["unit"] not in scales:
        allowed = tuple(scales)
        near = (row["unit"], allowed)
        problems.add("population_unit", rows.at(line, "unit"), near=near, value=row["unit"], allowed=allowed)
    for column in ("source_title", "publisher"):
        if not row[column]:
            problems.add("population_source", rows.at(line, column), value=code, column=column)
    if row["date"] and day_of(row["date"]) is None:
        problems.add("place_date", rows.at(line, "date"), guess=suggested_date(row["date"]), value=row["date"])
    return problems.errors == before


def _population(row: Mapping[str, str], line: int, scales: Mapping[str, int]) -> Population:
    """A good row: exact where it is printed in single persons, else rounded at its last digit."""
    count, scale = COUNT.fullmatch(row["population"]), scales[row["unit"]]
    decimals = len(count[1] or "") if count else 0
    value = round(float(row["population"]) * scale, 6)
    half = scale * 10.0**-decimals / 2
    exact = scale == 1 and not decimals
    return Population(
        place=row["code"],
        year=int(row["year"]),
        value=value,
        interval=Interval(value, value) if exact else Interval(value - half, value + half, True, False),
        printed=row["population"] + row["unit"],
        source=Source(row["source_title"], row["publisher"], row["date"], row["url"]),
        at=(line, 1),
    )
