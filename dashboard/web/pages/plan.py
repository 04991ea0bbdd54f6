"""Plans and results: one panel an indicator, each target with the result of its period, then results nobody planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts import ChartStyle, place_colours
from dashboard.charts.progress import find_progress, find_unplanned, panel_name, progress_panels, progress_words
from dashboard.charts.strips import StripPanel, draw_strips
from dashboard.charts.style import Row, theme_named
from dashboard.model import Selection
from dashboard.observations.progress import Progress
from dashboard.web.components.attributes import opens
from dashboard.web.components.controls import PageWords, controls, newest_years, nothing_found, offered
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link
from dashboard.web.components.panels import chart_figure, source_note
from dashboard.web.components.plan_table import plan_table
from dashboard.web.components.values import what_text
from dashboard.web.lookup import Choices, Lookup
from dashboard.web.screen import Screen
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "choices", "completed", "layout"]

PATH = "/plan"
TITLE = "plan.title"

_WORDS = PageWords(TITLE, "plan.lede", "pick.all_periods", "plan.empty", "plan.nothing")

_FIRST_INDICATORS = 6
_FIRST_PLACES = 30
_MOST_UNPLANNED = 12
_LOOKS = {"met": "good", "short": "error", "to_date": "info", "undecided": "warning", "none": "plain"}


def layout(lookup: Lookup, selection: Selection, screen: Screen | None = None, **_ids: object) -> list[Component]:
    """Controls, exports, one panel per indicator. What the URL leaves open is filled by `completed`."""
    full, known, open_to = completed(lookup, selection), _known(lookup), choices(lookup)
    years = newest_years(((str(each.target["indicator"]), int(each.target["year"])) for each in known), full)
    return [
        *controls(lookup, full, PATH, _WORDS, open_to, years),
        *_body(lookup, full, open_to, screen or Screen()),
        legend(full.lang),
    ]


def completed(lookup: Lookup, selection: Selection) -> Selection:
    """The selection with a first choice where it says nothing: indicators with most results beside targets, their places.

    Places are only chosen for the reader where there are more than a page shows.
    """
    known = _known(lookup)
    paired = Counter(str(each.target["indicator"]) for each in known if each.actual is not None)
    names = sorted(dict.fromkeys(str(each.target["indicator"]) for each in known), key=lambda name: -paired[name])
    places = choices(lookup).places
    first = tuple(places[:_FIRST_PLACES]) if len(places) > _FIRST_PLACES else ()
    return replace(
        selection,
        indicators=selection.indicators or tuple(names[:_FIRST_INDICATORS]),
        places=selection.places or first,
    )


def choices(lookup: Lookup) -> Choices:
    """What may be chosen: whatever has a target, as far as a page can look."""
    targets = (each.target for each in _known(lookup))
    return offered(lookup, ((str(target["indicator"]), str(target["ref_area"])) for target in targets))


def _known(lookup: Lookup) -> tuple[Progress, ...]:
    """The targets of the best known places, found once."""
    if (PATH,) not in lookup.told:
        best = Selection(places=lookup.best_known(len(lookup.indicators_with_values())))
        lookup.told[(PATH,)] = find_progress(lookup.cells, best, lookup.catalogue)
    known: tuple[Progress, ...] = lookup.told[(PATH,)]
    return known


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all panels of one page share."""

    lookup: Lookup
    selection: Selection
    panels: Mapping[str, StripPanel]
    unplanned: Sequence[Row]
    style: ChartStyle


def _body(lookup: Lookup, selection: Selection, open_to: Choices, screen: Screen) -> list[Component]:
    """The panels, or what there is instead."""
    observations, catalogue = lookup.cells, lookup.catalogue
    found = find_progress(observations, selection, catalogue) if selection.indicators else ()
    if not found:
        return [nothing_found(lookup, PATH, _WORDS, open_to, selection.lang)]
    colours = place_colours(observations, screen.theme)
    panels = progress_panels(found, selection, catalogue, theme_named(screen.theme), colours)
    style = ChartStyle(theme=screen.theme, width=screen.width, columns=1)
    unplanned = find_unplanned(observations, selection, catalogue)
    sheet = _Sheet(lookup, selection, {panel.name: panel for panel in panels}, unplanned, style)
    groups: dict[str, list[Progress]] = {}
    for each in found:
        groups.setdefault(panel_name(each), []).append(each)
    boxes = [_panel(sheet, name, group, number) for number, (name, group) in enumerate(groups.items())]
    return [html.Div(boxes, className="panels")]


def _panel(sheet: _Sheet, name: str, found: Sequence[Progress], number: int) -> Component:
    """One indicator: its chart, every pair in a sentence, the table, results without a target, the sources."""
    lookup, lang, panel = sheet.lookup, sheet.selection.lang, sheet.panels[name]
    bare = replace(panel, title="", notes=())
    shared = sheet.selection.axis == "shared"
    chart = draw_strips([bare], sheet.style, lang, shared=shared, beside=tuple(sheet.panels.values()))
    indicator = str(found[0].target["indicator"])
    title = page_link(panel.title, lookup.href(f"/indicator/{indicator}", Selection(lang=lang)))
    rows = [row for each in found for row in (each.target, each.actual) if row is not None]
    parts = [
        html.Div(html.H2(title), className="panel-head"),
        chart_figure(chart, panel.title, number, lang),
        _verdicts(lookup, found, lang),
        *_unplanned(sheet, found[0].target),
        plan_table(lookup, found, name, lang),
        source_note(lookup, rows, lang),
    ]
    return html.Article(parts, className="panel")


def _verdicts(lookup: Lookup, found: Sequence[Progress], lang: str) -> Component:
    """The chart in words: each target with what was reached, and a badge that says whether that is enough."""
    lines = [
        html.Div(
            [
                html.Span(
                    say(WORDS, f"plan.verdict.{each.verdict}", lang), className=f"badge badge-{_LOOKS[each.verdict]}"
                ),
                html.Span(progress_words(each, lookup.catalogue, lang)),
            ],
            className="verdict",
        )
        for each in found
    ]
    return html.Section([html.H3(say(WORDS, "plan.verdicts", lang)), *lines], className="verdicts")


def _unplanned(sheet: _Sheet, target: Row) -> list[Component]:
    """Results of the same indicator and breakdown that have no target of their year, each to be opened."""
    lookup, lang = sheet.lookup, sheet.selection.lang
    same = ("indicator", "breakdown")
    rows = [row for row in sheet.unplanned if all(row[name] == target[name] for name in same)]
    if not rows:
        return []
    buttons = [
        html.Li(
            html.Button(
                f"{what_text(lookup, row, lang)} · {row['year']}",
                className="plain",
                type="button",
                **opens(f"o:{row['observation_id']}"),
            )
        )
        for row in rows[:_MOST_UNPLANNED]
    ]
    rest = len(rows) - len(buttons)
    more = [html.P(say(WORDS, "matrix.more", lang, count=rest), className="small")] if rest else []
    heading = html.H3(say(WORDS, "plan.unplanned", lang))
    return [html.Section([heading, html.Ul(buttons, className="inline-rows"), *more], className="verdicts")]
