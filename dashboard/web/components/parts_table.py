"""The table twin of a composition: every part and every total a row, what is left open said in a row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.composition import part_text, rest_text
from dashboard.charts.labels import origin_text, owner_text, period_text
from dashboard.charts.sources import citation
from dashboard.observations.composition import Composition
from dashboard.web.components.values import value_button
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["parts_table"]

_HEADS = ("column.who", "column.part", "column.value", "column.period", "column.origin", "column.source")


def parts_table(lookup: Lookup, found: Sequence[Composition], name: str, lang: str) -> Component:
    """The compositions of one chart as a table, folded away; every value a button to the same drawer as its mark."""
    rows = [row for each in found for row in _rows(lookup, each, lang)]
    head = html.Thead(html.Tr([html.Th(say(WORDS, key, lang), scope="col") for key in _HEADS]))
    summary = html.Summary(say(WORDS, "chart.table", lang, count=len(rows)))
    table = html.Div(html.Table([head, html.Tbody(rows)]), className="scroll")
    return html.Details([summary, table], className="twin", id=f"twin-{name}")


def _rows(lookup: Lookup, each: Composition, lang: str) -> Iterator[Component]:
    catalogue = lookup.catalogue
    for code, row in each.parts:
        yield _row(lookup, row, part_text(each, code, catalogue, lang), lang)
    if each.verdict in ("rest", "short", "open"):
        yield _open_row(each, catalogue, lang)
    if each.total is not None:
        yield _row(lookup, each.total, say(WORDS, "column.total", lang), lang)


def _row(lookup: Lookup, row: Row, part: str, lang: str) -> Component:
    known = lookup.observations[str(row["observation_id"])]
    texts = (period_text(row, lang), origin_text(row, lang), citation(row, lang))
    who = html.Th(owner_text(row, lookup.catalogue, lang), scope="row")
    return html.Tr([who, html.Td(part), html.Td(value_button(lookup, known, lang)), *map(html.Td, texts)])


def _open_row(each: Composition, catalogue: Catalogue, lang: str) -> Component:
    """The row of what nobody explains: its amount where it is known, else that it is not."""
    unknown = say(WORDS, "composition.rest", lang)
    texts = (unknown, rest_text(each, catalogue, lang) or unknown, period_text(each.first, lang), "", "")
    return html.Tr([html.Th(owner_text(each.first, catalogue, lang), scope="row"), *map(html.Td, texts)])
