"""Choosing indicators, places and periods: every choice is a link to the URL that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.names import theme_text
from dashboard.charts.labels import breakdown_text, indicator_name, place_name
from dashboard.model import Selection
from dashboard.web.components.attributes import Attributes, labelled
from dashboard.web.components.links import check_link, choice_link, page_link
from dashboard.web.lookup import Lookup, by_theme
from dashboard.web.state import toggled
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = [
    "INDICATORS",
    "MOST_SENT",
    "PLACES",
    "clear_link",
    "indicator_chips",
    "indicator_picker",
    "period_picker",
    "picker",
    "place_chips",
    "place_picker",
    "switch",
    "theme_text",
]

INDICATORS, PLACES = "indicators", "places"
MOST_SENT = 60
"""How many chips a page brings along; a longer list is fetched when the reader unfolds it (`callbacks.open_list`)."""


def picker(*rows: Component) -> Component:
    """The box of controls above the charts."""
    return html.Div(rows, className="picker")


def indicator_picker(
    lookup: Lookup, selection: Selection, path: str, offered: Iterable[Indicator], later: bool = False, **others: str
) -> Component:
    """The chosen indicators as chips that can be taken out, and all others by theme, folded away.

    With `later` the page can be asked for a list longer than MOST_SENT again (its `choices`). `others` are the page's own query
    keys, kept in the links.
    """
    lang, entries = selection.lang, list(offered)
    chosen = [_indicator_chip(lookup, selection, path, name, "on", **others) for name in selection.indicators]
    count = {"chosen": len(selection.indicators), "all": len(entries)}
    groups = None if later and len(entries) > MOST_SENT else indicator_chips(lookup, selection, path, entries, **others)
    more = _folded(INDICATORS, say(WORDS, "pick.all_indicators", lang, **count), groups)
    return _row(say(WORDS, "pick.indicators", lang), [html.Div(chosen, className="chips"), more])


def indicator_chips(
    lookup: Lookup, selection: Selection, path: str, offered: Iterable[Indicator], **others: str
) -> Sequence[Component]:
    """All indicators by theme."""
    return [
        html.Div(
            [html.Span(theme_text(theme, selection.lang), className="small"), html.Div(chips, className="chips")],
            className="pick-group",
        )
        for theme, chips in _chips_by_theme(lookup, selection, path, list(offered), **others)
    ]


def place_picker(
    lookup: Lookup, selection: Selection, path: str, codes: Iterable[str], later: bool = False, **others: str
) -> Component:
    """One chip per place that has values; where they are many and `later`, the chosen ones, and all folded away.

    `others` are the page's own query keys, kept in the links.
    """
    listed, name = list(codes), say(WORDS, "pick.places", selection.lang)
    if not later or len(listed) <= MOST_SENT:
        return _row(
            name, [html.Div(_place_chips(lookup, selection, path, listed, "place", **others), className="chips")]
        )
    chosen = _place_chips(lookup, selection, path, selection.places, "place", **others)
    count = {"chosen": len(selection.places), "all": len(listed)}
    more = _folded(PLACES, say(WORDS, "pick.all_places", selection.lang, **count), None)
    return _row(name, [html.Div(chosen, className="chips"), more])


def place_chips(lookup: Lookup, selection: Selection, path: str, codes: Iterable[str]) -> Sequence[Component]:
    """All places, as one block under the chosen ones."""
    chips = _place_chips(lookup, selection, path, codes, "all-place")
    return [html.Div(html.Div(chips, className="chips"), className="pick-group")]


def _place_chips(
    lookup: Lookup, selection: Selection, path: str, codes: Iterable[str], where: str, **others: str
) -> Sequence[Component]:
    chips = []
    for code in codes:
        target = lookup.href(path, replace(selection, places=toggled(selection.places, code)), **others)
        name = place_name(code, lookup.catalogue, selection.lang)
        chips.append(check_link(name, target, code in selection.places, f"{where}-{code}"))
    return chips


def _folded(name: str, words: str, chips: Sequence[Component] | None) -> Component:
    """A list folded away; without chips they are fetched when it is unfolded."""
    fetched: Attributes = {"data-list": name} if chips is None else {}
    inside = html.Div(chips or (), id={"type": "pick-list", "index": name})
    return html.Details([html.Summary(words), inside], className="pick-more", id=f"pick-{name}", **fetched)


def period_picker(
    lookup: Lookup, selection: Selection, path: str, years: Iterable[int], none: str, **others: str
) -> Component:
    """The years that have values; `none` is the wording key of "no restriction", `others` the page's own query keys."""
    free = lookup.href(path, replace(selection, periods=()), **others)
    chips = [choice_link(say(WORDS, none, selection.lang), free, not selection.periods, "period-none")]
    for year in map(str, years):
        target = lookup.href(path, replace(selection, periods=toggled(selection.periods, year)), **others)
        chips.append(check_link(year, target, year in selection.periods, f"period-{year}"))
    return _row(say(WORDS, "pick.periods", selection.lang), [html.Div(chips, className="chips")])


def switch(
    lookup: Lookup, selection: Selection, path: str, key: str, values: tuple[str, ...], current: str = ""
) -> Component:
    """One of two or three states of a key of the selection; `current` where the key leaves it to another one."""
    links = [
        choice_link(
            say(WORDS, f"switch.{key}.{value}", selection.lang),
            lookup.href(path, _with(selection, key, value)),
            (current or getattr(selection, key)) == value,
            f"{key}-{value}",
        )
        for value in values
    ]
    return html.Div(
        [html.Span(say(WORDS, f"switch.{key}", selection.lang)), html.Div(links, className="chips")], className="switch"
    )


def clear_link(lookup: Lookup, selection: Selection, path: str) -> Component:
    """Back to the page's own choice."""
    return page_link(
        say(WORDS, "pick.clear", selection.lang),
        lookup.href(path, Selection(lang=selection.lang)),
        className="small",
        id="clear-selection",  # so that the focus stays on it
    )


def _with(selection: Selection, key: str, value: str) -> Selection:
    """The selection with one of its words changed."""
    changed: dict[str, str] = {key: value}
    return replace(selection, **changed)  # type: ignore[arg-type]  # by, axis and order are texts


def _chips_by_theme(
    lookup: Lookup, selection: Selection, path: str, entries: list[Indicator], **others: str
) -> list[tuple[str, list[Component]]]:
    return [
        (theme, [_indicator_chip(lookup, selection, path, entry.id, "all", **others) for entry in group])
        for theme, group in by_theme(entries).items()
    ]


def _indicator_chip(lookup: Lookup, selection: Selection, path: str, name: str, where: str, **others: str) -> Component:
    """A chip for an indicator, or for one of its parts (`id;dimension=code`)."""
    indicator, _, breakdown = name.partition(";")
    words = breakdown_text(indicator, breakdown, lookup.catalogue, selection.lang)
    text = indicator_name(indicator, lookup.catalogue, selection.lang) + (f" · {words}" if words else "")
    target = lookup.href(path, replace(selection, indicators=toggled(selection.indicators, name)), **others)
    return check_link(text, target, name in selection.indicators, f"{where}-{name}")


def _row(name: str, children: list[Component]) -> Component:
    return html.Div(
        [html.Span(name, className="pick-name"), html.Div(children)],
        className="pick-row",
        role="group",
        **labelled(name),
    )
