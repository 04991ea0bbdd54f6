"""The rows a selection shows: the newest value of each origin, for each place, and what to call the selection.

An indicator of a selection is an id of the catalogue, alone (`evaluation_agencies`) or with a breakdown key behind a
semicolon (`evaluation_agencies;agency_type=enterprise`). A place is a code, a name or an alias. A period is a year or a
`time_period`. Rows of single institutions (scope `entity`) are never a place's value and never selected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isnan
from operator import itemgetter
from typing import TYPE_CHECKING

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import breakdown_text, indicator_name, place_name
from dashboard.charts.style import Row, cells_in
from dashboard.model import Selection, breakdown_of
from dashboard.observations.cells import LINE, Cells
from dashboard.observations.dates import date_text
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["describe_selection", "place_codes", "rows_stated", "select", "select_series"]

_ORIGIN_GROUP = {"extracted": 0, "corrected": 0, "curated": 1, "derived": 2}
_group_of: Callable[[Row], tuple[str, str, str, str]] = itemgetter("panel", "ref_area", "status", "origin")
_time_of: Callable[[Row], tuple[int, str]] = itemgetter("year", "time_period")
_STATUS_ORDER = {"actual": 0, "target": 1, "applied": 2, "capacity": 3}
_SAME_STATEMENT = ("ref_area", "breakdown", "scope", "event", "perimeter", "status", "period_type", "unit_family")


def place_codes(selection: Selection, catalogue: Catalogue) -> tuple[str, ...]:
    """The area codes of the selected places in the order chosen; a place nobody knows stays as it was written."""
    known = catalogue.places
    names = {} if all(text in known for text in selection.places) else _names(catalogue)
    return tuple(dict.fromkeys(text if text in known else names.get(text, text) for text in selection.places))


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Name or alias → code; the first place that bears it."""
    names: dict[str, str] = {}
    for code, place in catalogue.places.items():
        for name in (place.name_zh, place.name_en, *place.aliases):
            names.setdefault(name, code)
    return names


def select(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> list[Row]:
    """The observations a comparison shows, in the order they are shown.

    Rows of the observations frame with a `panel` (an indicator id, with `;` and a breakdown key for a part). Per
    indicator and place: the total, or where a place has no total its broadest parts; of those the chosen periods, or
    else the newest year of each origin, extracted beside curated; plans, applications and capacities of no older year.
    """
    cells, codes = cells_in(observations), place_codes(selection, catalogue)
    picked: list[Row] = []
    for name in selection.indicators or tuple(i for i in catalogue.indicators if i in cells.indicators):
        indicator, _, breakdown = name.partition(";")
        rows = _of_periods(_stating(cells.rows_of(indicator, codes)), selection)
        for panel, part in _panels(name, breakdown, rows):
            picked += _named(_pick(part, selection), panel)
    return _ordered(picked, codes)


def select_series(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> list[Row]:
    """The observations a trend shows: every year of the chosen indicators and places, `panel` being the indicator.

    Without chosen indicators: those with a value in three years or more for one place. Rows without a year are left out.
    """
    cells, codes = cells_in(observations), place_codes(selection, catalogue)
    found: list[Row] = []
    for name in selection.indicators or tuple(i for i in catalogue.indicators if i in cells.indicators):
        indicator, _, breakdown = name.partition(";")
        rows = [row for row in _stating(cells.rows_of(indicator, codes)) if row["year"] > 0]
        rows = _of_periods(rows, selection)
        if not selection.indicators:
            rows = _long(rows)
        found += _named([row for row in rows if not breakdown or row["breakdown"] == breakdown], name)
    return _ordered(found, codes)


def rows_stated(observations: Cells | pd.DataFrame, indicators: Iterable[str], codes: Sequence[str]) -> list[Row]:
    """The rows with a value of these indicators in these places (in all where none is given), then their institutions'."""
    cells, names = cells_in(observations), list(dict.fromkeys(indicators))
    keys = {name: [(name, code) for code in codes or cells.indicators.get(name, ())] for name in names}
    held = cells.many(key for mine in keys.values() for key in mine)
    rows = [
        row
        for mine in keys.values()
        for row in sorted((row for key in mine for row in held.get(key, ())), key=itemgetter(LINE))
    ]
    return _stating([*rows, *cells.institution_rows(names, codes)])


def _stating(rows: Iterable[Row]) -> list[Row]:
    """The rows that have a value."""
    return [row for row in rows if not isnan(row["value"])]


def _named(rows: list[Row], panel: str) -> list[Row]:
    """The rows in a panel; those of a cell stand in their indicator's own already."""
    if all(row["panel"] == panel for row in rows):
        return rows
    return [{**row, "panel": panel} for row in rows]


def _long(rows: Sequence[Row]) -> list[Row]:
    """The rows of places and scopes with values in three years or more."""
    years: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        years.setdefault((row["ref_area"], row["scope"]), set()).add(row["year"])
    return [row for row in rows if len(years[row["ref_area"], row["scope"]]) >= 3]


def _of_periods(rows: list[Row], selection: Selection) -> list[Row]:
    if not selection.periods:
        return rows
    chosen = set(selection.periods)
    return [row for row in rows if row["time_period"] in chosen or str(row["year"]) in chosen]


def _panels(name: str, breakdown: str, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The panels the rows of one chosen indicator stand in."""
    if breakdown:
        yield name, [row for row in rows if row["breakdown"] == breakdown]
    elif any(not row["breakdown"] for row in rows):
        yield name, _broadest(rows)
    elif rows:
        yield from _parts(name, _broadest(rows))


def _parts(name: str, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of an indicator nobody states a total of: one panel where one part is the broadest of all, else one a part."""
    least = min(map(_depth, rows))
    broadest = dict.fromkeys(row["breakdown"] for row in rows if _depth(row) == least)
    if len(broadest) == 1:
        yield f"{name};{next(iter(broadest))}", rows
        return
    for key in dict.fromkeys(row["breakdown"] for row in rows):
        yield f"{name};{key}", [row for row in rows if row["breakdown"] == key]


def _depth(row: Row) -> int:
    """How many dimensions a row's breakdown has."""
    return len(breakdown_of(row["breakdown"]))


def _broadest(rows: list[Row]) -> list[Row]:
    """Of each place the rows with the fewest breakdown dimensions."""
    least: dict[str, int] = {}
    for row in rows:
        least[row["ref_area"]] = min(_depth(row), least.get(row["ref_area"], _depth(row)))
    return [row for row in rows if _depth(row) == least[row["ref_area"]]]


def _pick(rows: list[Row], selection: Selection) -> list[Row]:
    """Of several rows that state the same, the one whose period ends last; without chosen periods only the newest."""
    if not selection.periods:
        rows = _newest(rows)
    last: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: _end_of(row["time_period"])):
        statement = (_ORIGIN_GROUP[row["origin"]], *(row[column] for column in _SAME_STATEMENT))
        key = (*statement, row["year"]) if selection.periods else statement
        last.pop(key, None)
        last[key] = row
    return list(last.values())


def _newest(rows: list[Row]) -> list[Row]:
    """The newest year of each place, origin and status; what is not actual only if no older than the actual."""
    newest: dict[tuple[str, int, str], int] = {}
    actual: dict[str, int] = {}
    for row in rows:
        key, year = _statement_of(row), row["year"]
        newest[key] = max(year, newest.get(key, year))
        if row["status"] == "actual":
            actual[row["ref_area"]] = max(year, actual.get(row["ref_area"], 0))
    return [
        row
        for row in rows
        if row["year"] == newest[_statement_of(row)]
        and (row["status"] == "actual" or row["year"] >= actual.get(row["ref_area"], 0))
    ]


def _statement_of(row: Row) -> tuple[str, int, str]:
    return row["ref_area"], _ORIGIN_GROUP[row["origin"]], row["status"]


def _end_of(period: str) -> str:
    """The end of a period as sortable text: a year sorts after its months, a month after its days."""
    return (period.partition("/")[2] or period) + "~"


def _ordered(rows: list[Row], codes: tuple[str, ...]) -> list[Row]:
    """The rows panel by panel, and in each place by place, plans after what was done, curated after extracted."""
    panels = {panel: rank for rank, panel in enumerate(dict.fromkeys(row["panel"] for row in rows))}
    places = {code: rank for rank, code in enumerate(codes or sorted({row["ref_area"] for row in rows}))}

    def rank(group: tuple[str, str, str, str]) -> tuple[int, int, int, int]:
        panel, place, status, origin = group
        return panels[panel], places[place], _STATUS_ORDER[status], _ORIGIN_GROUP[origin]

    ranked: dict[tuple[int, int, int, int], list[Row]] = {}
    lists: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        group = _group_of(row)
        if group not in lists:
            lists[group] = ranked.setdefault(rank(group), [])
        lists[group].append(row)
    return [row for place in sorted(ranked) for row in sorted(ranked[place], key=_time_of)]


def describe_selection(selection: Selection, catalogue: Catalogue, lang: str) -> tuple[str, str, str]:
    """The selection in words: its indicators, its places, its periods."""
    comma = say(WORDS, "list.comma", lang)
    indicators = [_indicator_words(name, catalogue, lang) for name in selection.indicators]
    places = [place_name(code, catalogue, lang) for code in place_codes(selection, catalogue)]
    periods = [date_text(period, lang) for period in selection.periods]
    return (
        say(
            WORDS,
            "selection.indicators",
            lang,
            items=comma.join(indicators) or say(WORDS, "selection.all_indicators", lang),
        ),
        say(WORDS, "selection.places", lang, items=comma.join(places) or say(WORDS, "selection.all_places", lang)),
        say(WORDS, "selection.periods", lang, items=comma.join(periods) or say(WORDS, "selection.newest", lang)),
    )


def _indicator_words(name: str, catalogue: Catalogue, lang: str) -> str:
    indicator, _, breakdown = name.partition(";")
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    return title + (f"（{words}）" if lang == "zh" else f" ({words})") if words else title
