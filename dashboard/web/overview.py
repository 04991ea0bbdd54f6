"""Places × indicators as the overview shows them: which rows and columns, in which order, and what a cell holds.

Plain functions of a lookup and a view; what comes out is frozen and knows nothing of Dash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Indicator, Place
from dashboard.catalogue.sounds import spelled, spelled_as
from dashboard.charts.labels import flags, has, indicator_name
from dashboard.web.lookup import Lookup, Row, by_theme
from dashboard.web.view import View

__all__ = ["Overview", "arranged", "cell_rows", "spelled_place"]

_MOST_PARTS = 4
_MOST_CELLS = 3200  # more take a server longer to read and a browser longer to lay out than a reader waits
_BOUND = {"gt": 1, "ge": 1, "lt": -1, "le": -1}
_SHARES_OF_A_PLACE = ("municipal", "system")


@dataclass(frozen=True, slots=True)
class Overview:
    """The places in the order of the columns, the indicators under their themes in the order of the rows, and the cells.

    A cell is the rows of an indicator and a place that the view lets through; where there are none, the key is missing.
    `left_out` is how many more places there are than the table can hold.
    """

    places: tuple[Place, ...]
    groups: Mapping[str, Sequence[Indicator]]
    cells: Mapping[tuple[str, str], tuple[Row, ...]]
    left_out: int = 0


def arranged(lookup: Lookup, view: View, lang: str) -> Overview:
    """What a view shows. A row or column without any value has nothing to show and is left out."""
    places = [place for place in lookup.places_with_values() if not view.levels or place.level in view.levels]
    entries = [entry for entry in lookup.indicators_with_values() if not view.themes or entry.theme in view.themes]
    room = max(1, _MOST_CELLS // max(1, len(entries)))
    left_out = max(0, len(places) - room)
    if left_out:
        places = _ordered_places(places, lookup.cells, view, lang)[:room]
    keys = [(entry.id, place.code) for entry in entries for place in places]
    held = lookup.cells.many(keys)
    cells = {key: rows for key in keys if (rows := _let_through(held.get(key, ()), view, lang))}
    of_indicator, of_place = (Counter(key[part] for key in cells) for part in (0, 1))
    places = _ordered_places([place for place in places if of_place[place.code]], cells, view, lang)
    entries = [entry for entry in entries if of_indicator[entry.id]]
    order: dict[str, Callable[[Indicator], tuple[object, ...]]] = {
        "catalogue": lambda _: (),
        "name": lambda entry: (_name_key(indicator_name(entry.id, lookup.catalogue, lang), lang),),
        "coverage": lambda entry: (-of_indicator[entry.id],),
    }
    groups = {theme: sorted(rows, key=order[view.rows]) for theme, rows in by_theme(entries).items()}
    return Overview(tuple(places), groups, cells, left_out)


def _let_through(rows: tuple[Row, ...], view: View, lang: str) -> tuple[Row, ...]:
    """The rows that carry one of the view's flags; all where it names none."""
    if not view.flags:
        return rows
    return tuple(row for row in rows if any(flag.code in view.flags for flag in flags(row, lang)))


def _ordered_places(
    places: list[Place], cells: Mapping[tuple[str, str], tuple[Row, ...]], view: View, lang: str
) -> list[Place]:
    """The places as the view orders them; the given order where it names none, and between equals."""
    counts = Counter(code for _, code in cells)
    order: dict[str, Callable[[Place], tuple[object, ...]]] = {
        "spoken": lambda _: (),
        "name": lambda place: (
            spelled_place(place).lower() if lang == "zh" else (place.name_en or place.name_zh).lower(),
        ),
        "code": lambda place: (place.code,),
        "count": lambda place: (-counts[place.code],),
        "value": lambda place: _standing(cells.get((view.of, place.code), ()), view.direction),
    }
    return sorted(places, key=order[view.columns])


def spelled_place(place: Place) -> str:
    """A place's Chinese name as it sounds; its English name says which of several readings."""
    return spelled_as(place.name_zh, place.name_en)


def _name_key(name: str, lang: str) -> str:
    return (spelled(name) if lang == "zh" else name).lower()


def _standing(rows: tuple[Row, ...], direction: str) -> tuple[int, float, int]:
    """Where a cell stands among the values of its indicator.

    First the actual totals of the whole place; then what is planned, applied for or possible, what is known of parts only, of
    one department only, or of a year not yet over; last the cells without a value. A range stands at its middle, more than 5
    just above 5, fewer than 5 just below it.
    """
    if not rows:
        return 2, 0.0, 0
    row = cell_rows(rows)[0][0]
    sign = 1 if direction == "up" else -1
    high = row["value_high"] if has(row["value_high"]) else row["value"]
    apart = (
        row["status"] != "actual"
        or bool(row["breakdown"])
        or row["scope"] in _SHARES_OF_A_PLACE
        or row["period_type"] == "year_to_date"
    )
    return int(apart), sign * (float(row["value"]) + float(high)) / 2, sign * _BOUND.get(row["qualifier"], 0)


def cell_rows(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], int]:
    """Of one indicator and place: the rows a cell shows, and how many more there are.

    The newest total is shown, and where documents and curators both state one, the newest of each: neither replaces the
    other. Where only parts are known, the broadest of them, each with its newest value. A plan, an application or a
    capacity gives way to an actual.
    """
    ranked = sorted(rows, key=lambda row: row["status"] != "actual")
    totals = [row for row in ranked if not row["breakdown"]]
    if totals:
        newest = _newest_of_each_origin(totals)
        return newest, len(rows) - len(newest)
    depth = min(row["breakdown"].count("=") for row in ranked)
    parts: dict[str, Row] = {}
    for row in ranked:
        if row["breakdown"].count("=") == depth:
            parts.setdefault(row["breakdown"], row)
    shown = tuple(parts.values())[:_MOST_PARTS]
    return shown, len(rows) - len(shown)


def _newest_of_each_origin(totals: Iterable[Row]) -> tuple[Row, ...]:
    """The first of what documents state, then the first of what curators entered; what is derived only where nothing else is."""
    given = list(totals)
    stated = [row for row in given if row["origin"] != "derived"] or given[:1]
    settled = [row for row in stated if row["status"] == stated[0]["status"]]
    first: dict[bool, Row] = {}
    for row in settled:
        first.setdefault(row["origin"] == "curated", row)
    return tuple(first[curated] for curated in sorted(first))
