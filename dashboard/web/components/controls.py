"""What pages of strips (parts, plans) have above their charts, and what they say where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import indicator_name
from dashboard.model import Selection
from dashboard.web.components.exports import export_bar
from dashboard.web.components.links import page_link
from dashboard.web.components.picker import clear_link, indicator_picker, period_picker, picker, place_picker, switch
from dashboard.web.lookup import Choices, Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PageWords", "controls", "newest_years", "nothing_found", "offered"]

_MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's own words, by their keys: `every` where no period is chosen, `empty` of a selection, `nothing` of a project."""

    title: str
    lede: str
    every: str
    empty: str
    nothing: str


def controls(
    lookup: Lookup, selection: Selection, path: str, words: PageWords, choices: Choices, years: Sequence[int]
) -> list[Component]:
    """Title, pickers, switches and exports."""
    title, lede = say(WORDS, words.title, selection.lang), say(WORDS, words.lede, selection.lang)
    switches = html.Div([_axis(lookup, selection, path), clear_link(lookup, selection, path)], className="switches")
    return [
        html.Div([html.H1(title, tabIndex=-1), html.P(lede)], className="lede"),
        picker(
            indicator_picker(lookup, selection, path, choices.indicators, later=True),
            place_picker(lookup, selection, path, choices.places, later=True),
            period_picker(lookup, selection, path, years, words.every),
        ),
        html.Div([switches, export_bar(lookup, selection, path.removeprefix("/"))], className="bar"),
    ]


def nothing_found(lookup: Lookup, path: str, words: PageWords, choices: Choices, lang: str) -> Component:
    """Says that there is nothing, and leads to what there is."""
    if not choices.indicators:
        return html.P(say(WORDS, words.nothing, lang), className="empty")
    links = [
        page_link(
            indicator_name(entry.id, lookup.catalogue, lang),
            lookup.href(path, Selection(indicators=(entry.id,), lang=lang)),
            className="chip",
        )
        for entry in choices.indicators
    ]
    text = html.P(say(WORDS, words.empty, lang))
    return html.Div([text, html.Div(links, className="chips")], className="empty")


def offered(lookup: Lookup, stated: Iterable[tuple[str, str]]) -> Choices:
    """What may be chosen of the indicators and places that have something, in the order of the catalogue and the pages."""
    pairs = list(stated)
    names, places = ({pair[side] for pair in pairs} for side in (0, 1))
    indicators = [entry for key, entry in lookup.catalogue.indicators.items() if key in names]
    return Choices(indicators, [place.code for place in lookup.places_with_values() if place.code in places])


def newest_years(stated: Iterable[tuple[str, int]], selection: Selection) -> list[int]:
    """The newest years in which something is stated of the chosen indicators."""
    chosen = {name.partition(";")[0] for name in selection.indicators}
    years = {year for indicator, year in stated if indicator in chosen} - {0}
    return sorted(years, reverse=True)[:_MOST_YEARS]


def _axis(lookup: Lookup, selection: Selection, path: str) -> Component:
    """Whether every strip has its own scale, as they have unless the reader says otherwise, or all share one."""
    current = "shared" if selection.axis == "shared" else "own"
    return switch(lookup, selection, path, "axis", ("own", "shared"), current)
