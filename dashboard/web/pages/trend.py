"""Values over the years: one chart per indicator, one line per place, part and perimeter; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts import ChartStyle, select_series, trend_chart
from dashboard.charts.computed import measure_text
from dashboard.charts.labels import (
    breakdown_text,
    indicator_name,
    perimeter_text,
    period_text,
    place_name,
    reason_text,
    value_text,
)
from dashboard.charts.pairs import line_verdicts
from dashboard.charts.series import series_measures, series_rows
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE, MODES, Measure, Refused
from dashboard.web.components.exports import export_bar
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link
from dashboard.web.components.panels import Beside, chart_figure, source_note, table_twin
from dashboard.web.components.picker import clear_link, indicator_picker, picker, place_picker, switch
from dashboard.web.lookup import Choices, Lookup, Row
from dashboard.web.screen import Screen
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "choices", "completed", "layout"]

PATH = "/trend"
TITLE = "trend.title"

_FIRST_INDICATORS = 4
_FIRST_PLACES = 8


def layout(lookup: Lookup, selection: Selection, screen: Screen | None = None, **_ids: object) -> list[Component]:
    """Controls, exports, one panel per indicator. Without a choice: the first series of three years or more."""
    lang, offered = selection.lang, choices(lookup)
    full = completed(lookup, selection)
    panels = [_panel(lookup, full, name, number, screen or Screen()) for number, name in enumerate(full.indicators)]
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "trend.lede", lang))], className="lede"
        ),
        picker(
            indicator_picker(lookup, full, PATH, offered.indicators, later=True),
            place_picker(lookup, full, PATH, offered.places, later=True),
        ),
        html.Div(
            [
                html.Div(
                    [switch(lookup, full, PATH, "mode", MODES), clear_link(lookup, full, PATH)], className="switches"
                ),
                export_bar(lookup, full, "trend"),
            ],
            className="bar",
        ),
        html.Div(panels or html.P(say(WORDS, "trend.none", lang), className="empty"), className="panels"),
        legend(lang),
    ]


def completed(lookup: Lookup, selection: Selection) -> Selection:
    """The selection with the first series where it says nothing."""
    indicators = selection.indicators or _first_indicators(lookup, selection.places)
    places = selection.places or _places_with_series(_long_series(lookup), indicators)
    return replace(selection, indicators=indicators, places=places)


def _first_indicators(lookup: Lookup, places: Collection[str]) -> tuple[str, ...]:
    """The first indicators with a series, of the chosen places where these have one."""
    long = _long_series(lookup)
    names = [entry.id for entry in choices(lookup).indicators]
    here = [name for name in names if not long[name].isdisjoint(places)]
    return tuple((here or names)[:_FIRST_INDICATORS])


def choices(lookup: Lookup) -> Choices:
    """What may be chosen: whatever has a series."""
    long = _long_series(lookup)
    indicators = [entry for entry in lookup.indicators_with_values() if entry.id in long]
    return Choices(indicators, sorted({code for codes in long.values() for code in codes}))


def _long_series(lookup: Lookup) -> dict[str, set[str]]:
    """Indicator → the places it has values of three years or more for."""
    found: dict[str, set[str]] = {}
    for (indicator, place), run in lookup.cells.runs.items():
        if run.years >= 3:
            found.setdefault(indicator, set()).add(place)
    return found


def _places_with_series(long: dict[str, set[str]], indicators: tuple[str, ...]) -> tuple[str, ...]:
    """The first places with a series of one of the indicators."""
    known = {place for name in indicators for place in long.get(name.partition(";")[0], ())}
    return tuple(sorted(known)[:_FIRST_PLACES])


def _panel(lookup: Lookup, selection: Selection, name: str, number: int, screen: Screen) -> Component:
    """One indicator's lines, in words and as a table too."""
    lang = selection.lang
    only = replace(selection, indicators=(name,))
    indicator = name.partition(";")[0]
    title = indicator_name(indicator, lookup.catalogue, lang)
    head = html.Div(
        html.H2(page_link(title, lookup.href(f"/indicator/{indicator}", Selection(lang=lang)))), className="panel-head"
    )
    rows = select_series(lookup.cells, only, lookup.catalogue)
    if not rows:
        return html.Article([head, html.P(say(WORDS, "trend.none", lang), className="nodata")], className="panel")
    style = ChartStyle(theme=screen.theme, width=screen.width, columns=1)
    chart = trend_chart(lookup.cells, only, lookup.catalogue, style, titled=False)
    measures = {} if selection.mode == ABSOLUTE else series_measures(rows, selection.mode, lookup.catalogue)
    return html.Article(
        [
            head,
            chart_figure(chart, title, number, lang),
            _summary(lookup, rows, selection, measures),
            table_twin(lookup, rows, lang, name, beside=_beside(lookup, rows, selection, measures)),
            source_note(lookup, rows, lang),
        ],
        className="panel",
    )


def _beside(
    lookup: Lookup, rows: Sequence[Row], selection: Selection, measures: Mapping[str, Measure | Refused]
) -> Beside:
    """What the table says beside each value: what it is in the mode chosen, and how it compares with the one before."""
    mode, lang = selection.mode, selection.lang
    texts = {row["observation_id"]: (row, measures[row["observation_id"]]) for row in rows} if measures else {}
    return Beside(
        head="" if mode == ABSOLUTE else mode,
        computed={
            key: measure_text(each, row, lookup.catalogue, lang)
            for key, (row, each) in texts.items()
            if isinstance(each, Measure)
        },
        missing={key: reason_text(each.reason, lang) for key, (_, each) in texts.items() if isinstance(each, Refused)},
        verdicts=line_verdicts(rows, mode, lookup.catalogue, lang),
    )


def _summary(
    lookup: Lookup, rows: Sequence[Row], selection: Selection, measures: Mapping[str, Measure | Refused]
) -> Component:
    """Of every line its first and last value, as drawn; in a mode that computes, what they were stated as too."""
    drawn = [[row for row in line if _is_drawn(row, measures)] for line in series_rows(rows)]
    lines = [line for line in drawn if line]
    if not lines:  # nothing could be computed: the chart shows what is stated
        return _summary(lookup, rows, selection, {})
    said = [_line_summary(lookup, line, selection.lang, measures) for line in lines]
    head = [say(WORDS, f"chart.series.{selection.mode}", selection.lang)] if measures else []
    return html.Ul([html.Li(line) for line in [*head, *said]], className="summary rows")


def _is_drawn(row: Row, measures: Mapping[str, Measure | Refused]) -> bool:
    """Whether a row has a mark: all have where nothing is computed."""
    return not measures or isinstance(measures[row["observation_id"]], Measure)


def _line_summary(lookup: Lookup, line: Sequence[Row], lang: str, measures: Mapping[str, Measure | Refused]) -> str:
    first, last = line[0], line[-1]
    names = (
        place_name(first["ref_area"], lookup.catalogue, lang),
        breakdown_text(first["indicator"], first["breakdown"], lookup.catalogue, lang),
        perimeter_text(first, lookup.catalogue, lang) if first["perimeter"] else "",
    )
    return say(
        WORDS,
        "chart.series" if len(line) > 1 else "chart.series.one",
        lang,
        name=" · ".join(name for name in names if name),
        first=_value_said(lookup, first, lang, measures),
        last=_value_said(lookup, last, lang, measures),
        first_period=period_text(first, lang),
        last_period=period_text(last, lang),
        count=len(line),
    )


def _value_said(lookup: Lookup, row: Row, lang: str, measures: Mapping[str, Measure | Refused]) -> str:
    """A value as drawn: as stated, or computed with what was stated behind it."""
    stated = value_text(row, lookup.catalogue, lang)
    each = measures.get(row["observation_id"])
    if not isinstance(each, Measure):
        return stated
    return say(
        WORDS, "chart.series.computed", lang, value=measure_text(each, row, lookup.catalogue, lang), stated=stated
    )
