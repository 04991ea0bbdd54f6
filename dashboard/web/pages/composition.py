"""What totals are made of: one panel an indicator and split, one stacked bar a place, parts and total held together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts import ChartStyle
from dashboard.charts.composition import (
    composition_panels,
    composition_words,
    find_compositions,
    part_text,
)
from dashboard.charts.labels import owner_text, period_text, value_text
from dashboard.charts.strips import StripPanel, draw_strips
from dashboard.charts.style import theme_named
from dashboard.model import Selection
from dashboard.observations.composition import Composition, may_be_composed
from dashboard.web.components.controls import PageWords, controls, newest_years, nothing_found, offered
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link
from dashboard.web.components.panels import chart_figure, source_note
from dashboard.web.components.parts_table import parts_table
from dashboard.web.lookup import Choices, Lookup
from dashboard.web.screen import Screen
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "choices", "completed", "layout"]

PATH = "/composition"
TITLE = "composition.title"

_WORDS = PageWords(TITLE, "composition.lede", "pick.newest", "composition.empty", "composition.nothing")

_FIRST_INDICATORS = 6
_FIRST_PLACES = 12
_LOOKS = {"agrees": "good", "whole": "info", "over": "error", "short": "error"}


def layout(lookup: Lookup, selection: Selection, screen: Screen | None = None, **_ids: object) -> list[Component]:
    """Controls, exports, one panel per indicator and split. What the URL leaves open is filled by `completed`."""
    full, known, open_to = completed(lookup, selection), _known(lookup), choices(lookup)
    years = newest_years(((each.indicator, int(each.first["year"])) for each in known), full)
    return [
        *controls(lookup, full, PATH, _WORDS, open_to, years),
        *_body(lookup, full, open_to, screen or Screen()),
        legend(full.lang),
    ]


def completed(lookup: Lookup, selection: Selection) -> Selection:
    """The selection with a first choice where it says nothing: indicators documents state parts of first, and their places."""
    known = sorted(_known(lookup), key=lambda each: not each.first["document"])
    names = tuple(dict.fromkeys(each.indicator for each in known))
    indicators = selection.indicators or names[:_FIRST_INDICATORS]
    chosen = {name.partition(";")[0] for name in indicators}
    stated = {str(each.first["ref_area"]) for each in known if each.indicator in chosen}
    first = [code for code in choices(lookup).places if code in stated][:_FIRST_PLACES]
    return replace(selection, indicators=indicators, places=selection.places or tuple(first))


def choices(lookup: Lookup) -> Choices:
    """What may be chosen: whatever has parts, as far as a page can look."""
    return offered(lookup, ((each.indicator, str(each.first["ref_area"])) for each in _known(lookup)))


def _known(lookup: Lookup) -> tuple[Composition, ...]:
    """The newest compositions of the best known places, found once."""
    if (PATH,) not in lookup.told:
        composed = sum(may_be_composed(entry) for entry in lookup.indicators_with_values())
        best = Selection(places=lookup.best_known(composed))
        lookup.told[(PATH,)] = find_compositions(lookup.cells, best, lookup.catalogue)
    known: tuple[Composition, ...] = lookup.told[(PATH,)]
    return known


def _body(lookup: Lookup, selection: Selection, open_to: Choices, screen: Screen) -> list[Component]:
    """The panels, or what there is instead."""
    found = find_compositions(lookup.cells, selection, lookup.catalogue) if selection.indicators else ()
    if not found:
        return [nothing_found(lookup, PATH, _WORDS, open_to, selection.lang)]
    panels = composition_panels(found, selection, lookup.catalogue, theme_named(screen.theme))
    groups: dict[tuple[str, str], list[Composition]] = {}
    for each in found:
        groups.setdefault((each.indicator, each.dimension), []).append(each)
    boxes = [_panel(lookup, selection, panels, number, group, screen) for number, group in enumerate(groups.values())]
    return [html.Div(boxes, className="panels")]


def _panel(
    lookup: Lookup,
    selection: Selection,
    panels: Sequence[StripPanel],
    number: int,
    found: Sequence[Composition],
    screen: Screen,
) -> Component:
    """One indicator and split: its chart, the same in words, parts against total, the table, the sources."""
    lang, panel = selection.lang, panels[number]
    bare = replace(panel, title="", notes=())
    style = ChartStyle(theme=screen.theme, width=screen.width, columns=1)
    chart = draw_strips([bare], style, lang, shared=selection.axis == "shared", beside=panels)
    title = page_link(panel.title, lookup.href(f"/indicator/{found[0].indicator}", Selection(lang=lang)))
    rows = [row for each in found for row in each.rows]
    parts = [
        html.Div(html.H2(title), className="panel-head"),
        chart_figure(chart, panel.title, number, lang),
        html.P(" ".join(_summary(lookup, each, lang) for each in found), className="summary"),
        _verdicts(lookup, found, lang),
        parts_table(lookup, found, panel.name, lang),
        source_note(lookup, rows, lang),
    ]
    return html.Article(parts, className="panel")


def _verdicts(lookup: Lookup, found: Sequence[Composition], lang: str) -> Component:
    """For each bar: do the parts add up to the total, and what is left, in a sentence."""
    lines = [
        html.Div(
            [
                html.Span(
                    say(WORDS, f"composition.verdict.{each.verdict}", lang),
                    className=f"badge badge-{_LOOKS.get(each.verdict, 'warning')}",
                ),
                html.Span(composition_words(each, lookup.catalogue, lang)),
            ],
            className="verdict",
        )
        for each in found
    ]
    return html.Section([html.H3(say(WORDS, "composition.verdicts", lang)), *lines], className="verdicts")


def _summary(lookup: Lookup, each: Composition, lang: str) -> str:
    """One bar in words: every part with its value, then the total."""
    comma = "、" if lang == "zh" else ", "
    catalogue = lookup.catalogue
    parts = comma.join(
        say(
            WORDS,
            "composition.part",
            lang,
            name=part_text(each, code, catalogue, lang),
            value=value_text(row, catalogue, lang),
        )
        for code, row in each.parts
    )
    total = say(WORDS, "composition.no_total", lang)
    if each.total is not None:
        total = say(WORDS, "composition.total", lang, value=value_text(each.total, catalogue, lang))
    who, period = owner_text(each.first, catalogue, lang), period_text(each.first, lang)
    return say(WORDS, "composition.summary", lang, name=who, period=period, parts=parts, total=total)
