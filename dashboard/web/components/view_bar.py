"""How the overview is looked at: the search box, and filters and orders as links to the URL that holds them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue.places import LEVELS
from dashboard.charts.labels import indicator_name
from dashboard.model import Selection
from dashboard.web.components.attributes import Attributes, labelled
from dashboard.web.components.links import check_link, choice_link, page_link
from dashboard.web.lookup import Lookup
from dashboard.web.state import toggled
from dashboard.web.view import COLUMN_ORDERS, FLAGS, ROW_ORDERS, View, write_view
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["clear_filters", "order_note", "view_bar"]

_PATH = "/"
_DEFAULT = View()


@dataclass(frozen=True, slots=True)
class _Bar:
    """What every link of the bar is made of."""

    lookup: Lookup
    lang: str
    view: View

    def to(self, **changes: object) -> str:
        """The address of the view with these changes."""
        changed = replace(self.view, **changes)  # type: ignore[arg-type]  # the fields of a view, by name
        return self.lookup.href(_PATH, Selection(lang=self.lang), **write_view(changed))

    def words(self, key: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return say(WORDS, key, self.lang, **values)


def view_bar(lookup: Lookup, selection: Selection, view: View) -> Component:
    """The search box with the number of hits beside it, and below it everything else, folded away until it is wanted."""
    bar = _Bar(lookup, selection.lang, view)
    live: Attributes = {"aria-live": "polite"}
    hits = html.P(id="matrix-hits", className="small", role="status", **live)
    title = bar.words("view.title.count" if view.narrowed else "view.title", count=view.narrowed)
    choices = [_themes(bar), _levels(bar), _flags(bar), _comparable(bar), _columns(bar), _rows(bar)]
    return html.Div(
        [
            html.Div([_search(bar), hits], className="find"),
            html.P(id="matrix-also", className="small also"),
            html.Details(
                [html.Summary(title), html.Div(choices, className="picker")], id="view-more", className="view-more"
            ),
        ],
        id="view-bar",
        className="view-bar",
    )


def clear_filters(lookup: Lookup, selection: Selection, view: View) -> Component:
    """Every filter off; the search and the orders stay."""
    bar = _Bar(lookup, selection.lang, view)
    free = bar.to(themes=(), levels=(), flags=(), comparable=False)
    return page_link(bar.words("home.clear_filters"), free)


def order_note(lookup: Lookup, selection: Selection, view: View) -> list[Component]:
    """How the places stand when they are ordered by a value; nothing in any other order."""
    if view.columns != "value":
        return []
    bar = _Bar(lookup, selection.lang, view)
    name = indicator_name(view.of, lookup.catalogue, bar.lang)
    sentence = bar.words("view.by_value", indicator=name, way=bar.words(f"view.way.{view.direction}"))
    reset = page_link(bar.words("view.reset"), _in_order(bar, _DEFAULT.columns))
    return [html.P([sentence, " ", reset], className="small", id="view-note")]


def _search(bar: _Bar) -> Component:
    """The one box for indicators and places. What is typed is looked for in the browser (assets/matrix.js)."""
    box = dcc.Input(
        id="matrix-search",
        type="search",
        placeholder=bar.words("home.search.hint"),
        value=bar.view.query,
        autoComplete="off",
    )
    return html.Div([html.Label(bar.words("home.search"), htmlFor="matrix-search"), box], className="field")


def _themes(bar: _Bar) -> Component:
    chosen = bar.view.themes
    themes = dict.fromkeys(entry.theme for entry in bar.lookup.indicators_with_values())
    return _line(
        bar,
        "theme",
        [
            check_link(_theme(bar, theme), bar.to(themes=toggled(chosen, theme)), theme in chosen, f"theme-{theme}")
            for theme in themes
        ],
    )


def _theme(bar: _Bar, theme: str) -> str:
    return bar.words(f"theme.{theme}" if f"theme.{theme}" in WORDS else "theme.other")


def _levels(bar: _Bar) -> Component:
    chosen = bar.view.levels
    present = {place.level for place in bar.lookup.places_with_values()}
    return _line(
        bar,
        "level",
        [
            check_link(
                bar.words(f"level.{level}"), bar.to(levels=toggled(chosen, level)), level in chosen, f"level-{level}"
            )
            for level in LEVELS
            if level in present
        ],
    )


def _flags(bar: _Bar) -> Component:
    chosen = bar.view.flags
    return _line(
        bar,
        "flag",
        [
            check_link(
                bar.words(f"flagged.{flag}"), bar.to(flags=toggled(chosen, flag)), flag in chosen, f"flag-{flag}"
            )
            for flag in FLAGS
        ],
    )


def _comparable(bar: _Bar) -> Component:
    chosen = bar.view.comparable
    link = check_link(bar.words("view.only.comparable"), bar.to(comparable=not chosen), chosen, "only-comparable")
    return _line(bar, "only", [link])


def _columns(bar: _Bar) -> Component:
    """The orders of the places; that by a value is offered once a row was chosen for it."""
    view = bar.view
    links = [
        choice_link(
            bar.words(f"view.columns.{order}", indicator=indicator_name(view.of, bar.lookup.catalogue, bar.lang)),
            bar.to() if order == "value" else _in_order(bar, order),
            view.columns == order,
            f"columns-{order}",
        )
        for order in COLUMN_ORDERS
        if order != "value" or view.columns == "value"
    ]
    return _line(bar, "columns", links)


def _in_order(bar: _Bar, order: str) -> str:
    """The places in an order that goes by no indicator."""
    return bar.to(columns=order, of=_DEFAULT.of, direction=_DEFAULT.direction)


def _rows(bar: _Bar) -> Component:
    links = [
        choice_link(bar.words(f"view.rows.{order}"), bar.to(rows=order), bar.view.rows == order, f"rows-{order}")
        for order in ROW_ORDERS
    ]
    return _line(bar, "rows", links)


def _line(bar: _Bar, key: str, links: list[Component]) -> Component:
    """The name of a key and its links."""
    name = bar.words(f"view.{key}")
    return html.Div(
        [html.Span(name, className="pick-name"), html.Div(links, className="chips")],
        className="pick-row",
        role="group",
        **labelled(name),
    )
