"""Places × indicators: one native table, rows grouped by theme, each cell the value with its year and flags."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator, Place
from dashboard.charts.labels import indicator_name, place_name, unit_text
from dashboard.model import Selection
from dashboard.web.components.attributes import Attributes, labelled
from dashboard.web.components.links import page_link
from dashboard.web.components.values import value_button
from dashboard.web.lookup import Lookup, Row, by_theme
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["cell_rows", "matrix"]

_MOST_PARTS = 4


def matrix(lookup: Lookup, selection: Selection) -> Component:
    """The table of everything known; an indicator without any value of a place has no row."""
    places = lookup.places_with_values()
    groups = by_theme(lookup.indicators_with_values())
    head = html.Thead(
        html.Tr([_column(say(WORDS, "matrix.indicator", selection.lang)), *_place_heads(lookup, places, selection)])
    )
    bodies = [_group(lookup, theme, entries, places, selection) for theme, entries in groups.items()]
    caption = html.Caption(say(WORDS, "matrix.caption", selection.lang), className="unseen")
    return html.Div(
        html.Table([caption, head, *bodies], className="matrix"),
        className="scroll matrix-scroll",
        tabIndex=0,
        role="region",
        **labelled(say(WORDS, "matrix.caption", selection.lang)),
    )


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


def _newest_of_each_origin(totals: list[Row]) -> tuple[Row, ...]:
    """The first of what documents state, then the first of what curators entered; what is derived only where nothing else is."""
    stated = [row for row in totals if row["origin"] != "derived"] or totals[:1]
    settled = [row for row in stated if row["status"] == stated[0]["status"]]
    first: dict[bool, Row] = {}
    for row in settled:
        first.setdefault(row["origin"] == "curated", row)
    return tuple(first[curated] for curated in sorted(first))


def _column(children: str | Component) -> Component:
    return html.Th(children, scope="col")


def _place_heads(lookup: Lookup, places: tuple[Place, ...], selection: Selection) -> list[Component]:
    """The places, each leading to all that is known of it."""
    lang = selection.lang
    return [
        _column(
            page_link(
                place_name(place.code, lookup.catalogue, lang),
                lookup.href(f"/place/{place.code}", Selection(lang=lang)),
            )
        )
        for place in places
    ]


def _group(
    lookup: Lookup, theme: str, entries: list[Indicator], places: tuple[Place, ...], selection: Selection
) -> Component:
    """One theme: a heading row and a row per indicator."""
    key = f"theme.{theme}" if f"theme.{theme}" in WORDS else "theme.other"
    heading = html.Tr(
        html.Th(say(WORDS, key, selection.lang), colSpan=len(places) + 1, scope="rowgroup"), className="group"
    )
    rows = [_row(lookup, entry, places, selection) for entry in entries]
    group: Attributes = {"data-group": theme}
    return html.Tbody([heading, *rows], **group)


def _row(lookup: Lookup, entry: Indicator, places: tuple[Place, ...], selection: Selection) -> Component:
    """An indicator: its name leads to its comparison, each cell to its sentence."""
    lang = selection.lang
    name = indicator_name(entry.id, lookup.catalogue, lang)
    words = " ".join((entry.zh, entry.en, entry.id, *entry.aliases)).lower()
    head = html.Th(
        [
            page_link(
                name,
                lookup.href("/compare", Selection(indicators=(entry.id,), lang=lang)),
                title=say(WORDS, "matrix.compare", lang, indicator=name),
            ),
            html.Div(
                say(WORDS, "matrix.unit", lang, unit=unit_text(entry.unit, lookup.catalogue, lang)), className="unit"
            ),
        ],
        scope="row",
    )
    cells = [_cell(lookup, lookup.cells.get((entry.id, place.code), ()), lang) for place in places]
    search: Attributes = {"data-search": words}
    return html.Tr([head, *cells], **search)


def _cell(lookup: Lookup, rows: tuple[Row, ...], lang: str) -> Component:
    """The cell of an indicator and a place; never empty, never zero where nothing is stated."""
    if not rows:
        return html.Td(html.Span(say(WORDS, "matrix.missing", lang), className="nodata"))
    shown, more = cell_rows(rows)
    buttons = [value_button(lookup, row, lang, part=bool(row["breakdown"])) for row in shown]
    page = lookup.href(f"/indicator/{shown[0]['indicator']}", Selection(lang=lang))
    rest = [page_link(say(WORDS, "matrix.more", lang, count=more), page, className="more")] if more else []
    return html.Td([html.Div(buttons, className="parts"), *rest] if len(buttons) > 1 else [*buttons, *rest])
