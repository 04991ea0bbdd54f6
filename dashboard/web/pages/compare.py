"""Places side by side: one small panel per indicator, extracted beside curated, each pair with its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts import ChartStyle, Panel, build_panels, by_place, draw_compare, place_colours, select
from dashboard.charts.labels import part_owner, period_text, place_name, value_text
from dashboard.charts.pairs import row_verdicts
from dashboard.model import SWITCHES, Selection
from dashboard.observations.measures import ABSOLUTE
from dashboard.web.components.exports import export_bar
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link
from dashboard.web.components.panels import Beside, chart_figure, source_note, table_twin
from dashboard.web.components.picker import clear_link, indicator_picker, period_picker, picker, place_picker, switch
from dashboard.web.components.values import full_name
from dashboard.web.components.verdicts import verdict_list
from dashboard.web.lookup import Choices, Lookup, Row
from dashboard.web.screen import Screen
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "choices", "completed", "layout", "years"]

PATH = "/compare"
TITLE = "compare.title"

_FIRST_INDICATORS = 4
_FIRST_PLACES = 6


def layout(lookup: Lookup, selection: Selection, screen: Screen | None = None, **_ids: object) -> list[Component]:
    """Controls, exports, panels. What the URL leaves open is filled by `completed`."""
    lang = selection.lang
    full, offered = completed(lookup, selection), choices(lookup)
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, f"compare.lede.{full.by}", lang))],
            className="lede",
        ),
        picker(
            indicator_picker(lookup, full, PATH, offered.indicators, later=True),
            place_picker(lookup, full, PATH, offered.places, later=True),
            period_picker(lookup, full, PATH, years(lookup, full), "pick.newest"),
        ),
        html.Div(
            [
                html.Div(
                    [*(_switch(lookup, full, key) for key in _SWITCHES), clear_link(lookup, full, PATH)],
                    className="switches",
                ),
                export_bar(lookup, full, "compare"),
            ],
            className="bar",
        ),
        html.Div(_panels(lookup, full, screen or Screen()), className="panels"),
        legend(lang),
    ]


def choices(lookup: Lookup) -> Choices:
    """What may be chosen: whatever has a value."""
    return Choices(lookup.indicators_with_values(), tuple(place.code for place in lookup.places_with_values()))


def completed(lookup: Lookup, selection: Selection) -> Selection:
    """The selection with a first choice where it says nothing: indicators known of most of its places, and their places."""
    indicators = selection.indicators or _common_indicators(lookup, selection.places)
    places = selection.places or _common_places(lookup, indicators)
    return replace(selection, indicators=indicators, places=places)


def _common_indicators(lookup: Lookup, places: Collection[str]) -> tuple[str, ...]:
    """The indicators that documents state for most places; the catalogue's order decides between equals.

    Where places are chosen: of those that have a value there, the ones known in most of them first.
    """
    runs = lookup.cells.runs
    stated = Counter(indicator for (indicator, _), run in runs.items() if run.stated)
    here = Counter(indicator for indicator, place in runs if place in places)
    names = [entry.id for entry in lookup.indicators_with_values() if entry.id in here or not here]
    return tuple(sorted(names, key=lambda name: (-here[name], -stated[name]))[:_FIRST_INDICATORS])


def _common_places(lookup: Lookup, indicators: tuple[str, ...]) -> tuple[str, ...]:
    """The places a document speaks about that have a value of one of the indicators, else any place that has one.

    Those that have values of more of them come first, so that the page does not open on empty lines.
    """
    names = {name.partition(";")[0] for name in indicators}
    runs = lookup.cells.runs
    known = [place.code for place in lookup.places_with_values() if any((name, place.code) in runs for name in names)]
    spoken = [code for code in known if any((name, code) in runs and runs[name, code].spoken for name in names)]
    chosen = spoken if len(spoken) > 1 else known
    return tuple(sorted(chosen, key=lambda code: -sum((name, code) in runs for name in names))[:_FIRST_PLACES])


def years(lookup: Lookup, selection: Selection) -> list[int]:
    """The years the chosen indicators have values for, newest first, at most eight."""
    names = {name.partition(";")[0] for name in selection.indicators}
    found = {
        int(row["year"]) for name in names for place in selection.places for row in lookup.cells.get((name, place), ())
    }
    return sorted(found - {0}, reverse=True)[:8]


_SWITCHES: Mapping[str, tuple[str, ...]] = {
    **{key: SWITCHES[key] for key in ("by", "mode")},
    "axis": ("own", "shared"),
    "order": SWITCHES["order"],
}


def _switch(lookup: Lookup, selection: Selection, key: str) -> Component:
    """One switch; the axis shows what holds where the reader has not chosen one."""
    scale = "shared" if selection.one_scale else "own"
    return switch(lookup, selection, PATH, key, _SWITCHES[key], scale if key == "axis" else "")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all panels of one page share."""

    lookup: Lookup
    selection: Selection
    panels: Sequence[Panel]
    colours: Mapping[str, str]
    style: ChartStyle


def _panels(lookup: Lookup, selection: Selection, screen: Screen) -> list[Component]:
    """The panels of the selection; a sentence where there is none."""
    rows = select(lookup.cells, selection, lookup.catalogue)
    panels = build_panels(rows, selection, lookup.catalogue)
    if not panels:
        said = [html.P(say(WORDS, key, selection.lang)) for key in ("home.empty", "home.empty.hint")]
        return [html.Div(said, className="empty")]
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["panel"], []).append(row)
    style = ChartStyle(theme=screen.theme, width=screen.width, columns=1)
    sheet = _Sheet(lookup, selection, panels, place_colours(lookup.cells, screen.theme), style)
    if selection.by == "place":
        return [*_place_panels(sheet, found), *_verdicts(sheet, found)]
    return [_panel(sheet, panel, found.get(panel.name, []), number) for number, panel in enumerate(panels)]


def _panel(sheet: _Sheet, panel: Panel, rows: Sequence[Row], number: int) -> Component:
    """One indicator: its chart and everything that says the same in words."""
    lookup, lang = sheet.lookup, sheet.selection.lang
    title = page_link(panel.title, lookup.href(f"/indicator/{panel.name.partition(';')[0]}", Selection(lang=lang)))
    head = html.Div(html.H2(title), className="panel-head")
    if not rows:
        return html.Article([head, html.P(say(WORDS, "compare.none", lang), className="nodata")], className="panel")
    bare = replace(panel, title="", notes=())
    chart = draw_compare([bare], sheet.colours, lookup.catalogue, sheet.selection, sheet.style, beside=sheet.panels)
    notes = [html.Ul([html.Li(note) for note in panel.notes], className="notice")] if panel.notes else []
    beside = _beside(sheet, {panel.name: rows})
    parts = [
        head,
        chart_figure(chart, panel.title, number, lang),
        html.P(_summary(sheet, rows, beside.computed), className="summary"),
        *notes,
        *verdict_list(lookup, rows, sheet.selection, panel.name),
        table_twin(lookup, rows, lang, panel.name, beside=beside),
        source_note(lookup, rows, lang),
    ]
    return html.Article(parts, className="panel")


def _place_panels(sheet: _Sheet, found: Mapping[str, Sequence[Row]]) -> list[Component]:
    """One box per place, its indicators in it one under another, on the scales all places share."""
    boxes: dict[str, list[Panel]] = {}
    for panel in by_place(sheet.panels, sheet.selection.lang):
        boxes.setdefault(panel.blocks[0].code, []).append(panel)
    return [_place_panel(sheet, code, panels, found, number) for number, (code, panels) in enumerate(boxes.items())]


def _place_panel(
    sheet: _Sheet, code: str, panels: Sequence[Panel], found: Mapping[str, Sequence[Row]], number: int
) -> Component:
    """One place: its chart, the chart in words, the table behind it, the sources."""
    lookup, lang = sheet.lookup, sheet.selection.lang
    name = place_name(code, lookup.catalogue, lang)
    rows = [row for panel in panels for row in found.get(panel.name, ()) if row["ref_area"] == code]
    titles = {panel.name: panel.title for panel in sheet.panels}
    bare = [replace(panel, title=titles[panel.name], notes=()) for panel in panels]
    beside = by_place(sheet.panels, lang)
    chart = draw_compare(bare, sheet.colours, lookup.catalogue, sheet.selection, sheet.style, beside=beside)
    said = _beside(sheet, found)
    parts = [
        html.Div(html.H2(name), className="panel-head"),
        chart_figure(chart, name, number, lang),
        *([html.P(_summary(sheet, rows, said.computed, named=True), className="summary")] if rows else []),
        table_twin(lookup, rows, lang, code, named=True, beside=said),
        source_note(lookup, rows, lang),
    ]
    return html.Article(parts, className="panel")


def _beside(sheet: _Sheet, found: Mapping[str, Sequence[Row]]) -> Beside:
    """What the tables say beside the values of some panels: the value in the mode chosen, and how each compares."""
    selection, catalogue = sheet.selection, sheet.lookup.catalogue
    lanes = [
        lane
        for panel in sheet.panels
        if panel.name in found
        for block in panel.blocks
        for lane in block.lanes
        if not lane.rival
    ]
    return Beside(
        head="" if selection.mode == ABSOLUTE else selection.mode,
        computed={lane.row["observation_id"]: lane.label for lane in lanes if lane.measure},
        missing={lane.row["observation_id"]: lane.mark for lane in lanes if not lane.measure},
        verdicts={
            row["observation_id"]: row_verdicts(row, rows, selection.mode, catalogue, selection.lang)
            for rows in found.values()
            for row in rows
        },
    )


def _verdicts(sheet: _Sheet, found: Mapping[str, Sequence[Row]]) -> list[Component]:
    """What the boxes of single places cannot say: for each indicator its notes and the verdict on each pair."""
    boxes: list[Component] = []
    for panel in sheet.panels:
        notes = [html.Ul([html.Li(note) for note in panel.notes], className="notice")] if panel.notes else []
        judged = verdict_list(sheet.lookup, found.get(panel.name, ()), sheet.selection, panel.name)
        if notes or judged:
            boxes.append(
                html.Article(
                    [html.Div(html.H2(panel.title), className="panel-head"), *notes, *judged], className="panel"
                )
            )
    return boxes


def _summary(sheet: _Sheet, rows: Sequence[Row], computed: Mapping[str, str], named: bool = False) -> str:
    """The chart in words: every place (or with `named` every indicator) with its value and period.

    `computed` holds what is drawn in place of a value as stated, by observation_id.
    """
    lookup, lang = sheet.lookup, sheet.selection.lang
    texts = []
    for row in rows:
        place = full_name(lookup, row, lang) if named else part_owner(row, lookup.catalogue, lang, row["panel"])
        stated, period = value_text(row, lookup.catalogue, lang), period_text(row, lang)
        drawn = computed.get(row["observation_id"], "")
        if drawn:
            period = say(WORDS, "chart.summary.stated", lang, stated=stated, period=period)
        texts.append(say(WORDS, "chart.summary", lang, place=place, value=drawn or stated, period=period))
    return ("；" if lang == "zh" else "; ").join(texts) + say(WORDS, "chart.summary.end", lang)
