"""The lines of a trend, before anything is drawn: which values belong to one line, and what sets lines apart.

One panel is one indicator in one unit at one scope: a city beside the nation on one axis would be a flat line at zero and
is not comparable anyway (domain handbook 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.computed import residents_notes
from dashboard.charts.labels import (
    breakdown_text,
    indicator_name,
    origin_text,
    perimeter_text,
    place_name,
    reason_text,
    unit_text,
)
from dashboard.charts.style import Row, Theme
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE, INDEX, PER_10K, Measure, Refused, measured, stated
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["Series", "TrendPanel", "series_measures", "series_rows", "trend_panels"]

_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_PANEL = ("panel", "unit", "scope")
_KEY = ("ref_area", "breakdown", "perimeter", "event", "period_type", "status", "origin")
_panel_of: Callable[[Row], tuple[str, ...]] = itemgetter(*_PANEL)
_year_of: Callable[[Row], int] = itemgetter("year")
_line_of: Callable[[Row], tuple[str, ...]] = itemgetter(*_KEY)


@dataclass(frozen=True, slots=True)
class Series:
    """The values that make one line: `rows` by year, `label` what sets it apart in its panel.

    `measures` says what is drawn of each row; a row of which nothing could be computed is not among `rows`.
    """

    rows: tuple[Row, ...]
    measures: tuple[Measure, ...]
    label: str
    colour: str
    dash: str

    @property
    def first(self) -> Row:
        """Any row stands for the key all of them share."""
        return self.rows[0]


@dataclass(frozen=True)
class TrendPanel:
    """One indicator in one unit; `axis` is what the reader is told of the value axis."""

    title: str
    axis: str
    places: tuple[str, ...]
    rank: bool
    series: tuple[Series, ...]
    notes: tuple[str, ...]

    @cached_property
    def highest(self) -> float:
        """The highest value drawn."""
        return max(each.value for series in self.series for each in series.measures)


def series_measures(rows: Sequence[Row], mode: str, catalogue: Catalogue) -> dict[str, Measure | Refused]:
    """What each row of `selection.select_series` measures in a mode, by observation_id; 100 is each series' first year."""
    if mode != INDEX:
        return {row["observation_id"]: measured(row, mode, catalogue) for row in rows}
    found: dict[str, Measure | Refused] = {}
    for series in series_rows(rows):
        found |= {str(row["observation_id"]): measured(row, mode, catalogue, series[0]) for row in series}
    return found


def series_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of `selection.select_series` line by line, each by year."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(_panel_of(row), []).append(row)
    return [line for mine in grouped.values() for line in _lines(mine).values()]


def _lines(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    """The rows of a panel line by line, each by year, under what they have in common."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(_line_of(row), []).append(row)
    for line in grouped.values():
        line.sort(key=_year_of)
    return grouped


def trend_panels(
    rows: Sequence[Row], colours: Mapping[str, str], catalogue: Catalogue, selection: Selection, theme: Theme
) -> tuple[TrendPanel, ...]:
    """The panels of the rows of `selection.select_series`: one per `panel`, unit and scope."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(_panel_of(row), []).append(row)
    return tuple(_trend_panel(mine, colours, catalogue, selection, theme) for mine in grouped.values())


def _trend_panel(
    rows: Sequence[Row], colours: Mapping[str, str], catalogue: Catalogue, selection: Selection, theme: Theme
) -> TrendPanel:
    """One panel; where nothing at all can be computed it is drawn as stated, and says so."""
    indicator, _, breakdown = str(rows[0]["panel"]).partition(";")
    lang, mode = selection.lang, selection.mode
    measures = _measures(rows, mode, catalogue)
    computed = measures.values() if mode != ABSOLUTE else ()
    refused = {each.reason: None for each in computed if isinstance(each, Refused)}
    if refused and all(isinstance(each, Refused) for each in measures.values()):
        mode, measures = ABSOLUTE, _measures(rows, ABSOLUTE, catalogue)
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    entry = catalogue.indicators.get(indicator)
    lines = _lines(rows)
    broken = any(len({key[2] for key in lines if key[0] == place}) > 1 for place in {key[0] for key in lines})
    notes = [say(WORDS, "trend.perimeters", lang)] if broken else []
    notes += [
        say(WORDS, "trend.break", lang, years=year) for year in (entry.breaks if entry else ()) if _spans(rows, year)
    ]
    if refused:
        reasons = say(WORDS, "list.semicolon", lang).join(reason_text(reason, lang) for reason in refused)
        left = "trend.as_stated" if mode != selection.mode else "trend.left_out"
        notes.append(say(WORDS, left, lang, reasons=reasons))
    return TrendPanel(
        title=f"{title} · {words}" if words else title,
        axis=_axis(unit_text(str(rows[0]["unit"]), catalogue, lang), mode, lang),
        places=tuple(
            dict.fromkeys(place_name(code, catalogue, lang) for code in dict.fromkeys(row["ref_area"] for row in rows))
        ),
        rank=entry is not None and entry.kind == "rank",
        series=_series(lines, measures, colours, catalogue, lang, theme),
        notes=(*notes, *(residents_notes(rows, measures, catalogue, lang) if mode == PER_10K else ())),
    )


def _measures(rows: Sequence[Row], mode: str, catalogue: Catalogue) -> dict[str, Measure | Refused]:
    """What is drawn of each row; of values as they stand a line shows no interval."""
    if mode == ABSOLUTE:
        return {row["observation_id"]: stated(row) for row in rows}
    return series_measures(rows, mode, catalogue)


def _spans(rows: Sequence[Row], change: str) -> bool:
    """Whether there are values before and after a change of definition."""
    years = [int(row["year"]) for row in rows]
    return min(years) < int(change[:4]) <= max(years)


def _axis(unit: str, mode: str, lang: str) -> str:
    key = {PER_10K: "panel.unit.per_10k", INDEX: "trend.unit.index"}.get(mode, "panel.unit")
    return say(WORDS, key, lang, **({} if mode == INDEX else {"unit": unit}))


def _series(
    lines: Mapping[tuple[str, ...], Sequence[Row]],
    measures: Mapping[str, Measure | Refused],
    colours: Mapping[str, str],
    catalogue: Catalogue,
    lang: str,
    theme: Theme,
) -> tuple[Series, ...]:
    """The lines of a panel; one of which nothing could be computed is left out."""
    drawn: dict[tuple[str, ...], list[tuple[Row, Measure]]] = {}
    for key, line in lines.items():
        pairs = [(row, each) for row in line if type(each := measures[row["observation_id"]]) is Measure]
        if pairs:
            drawn[key] = pairs
    varying = frozenset(column for index, column in enumerate(_KEY) if len({key[index] for key in drawn}) > 1)
    series: list[Series] = []
    before: Counter[str] = Counter()
    for mine in drawn.values():
        first = mine[0][0]
        dash = _DASHES[before[first["ref_area"]] % len(_DASHES)]
        before[first["ref_area"]] += 1
        label = _series_label(first, varying, catalogue, lang)
        colour = colours.get(str(first["ref_area"]), theme.muted)
        series.append(Series(tuple(row for row, _ in mine), tuple(each for _, each in mine), label, colour, dash))
    return tuple(series)


def _series_label(row: Row, varying: frozenset[str], catalogue: Catalogue, lang: str) -> str:
    """What sets a line apart within its panel; the place where nothing else does."""
    words: dict[str, Callable[[], str]] = {
        "breakdown": lambda: breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang),
        "perimeter": lambda: perimeter_text(row, catalogue, lang),
        "event": lambda: str(row["event"]),
        "period_type": lambda: say(WORDS, f"trend.{row['period_type']}", lang),
        "status": lambda: say(WORDS, f"status.{row['status']}", lang) if row["status"] != "actual" else "",
        "origin": lambda: origin_text(row, lang) if row["status"] == "actual" else "",
    }
    apart = [text for column in words if (column in varying or column == "status") and (text := words[column]())]
    place = place_name(str(row["ref_area"]), catalogue, lang)
    return " · ".join([place, *apart] if "ref_area" in varying or not apart else apart)
