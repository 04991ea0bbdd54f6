"""The table twin of plans and results: a target a row, with its result, how much that is, and what the source says."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import owner_text, period_text
from dashboard.charts.progress import share_text
from dashboard.charts.style import Row
from dashboard.observations.progress import Progress
from dashboard.web.components.values import value_button
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["plan_table"]

_HEADS = (
    "column.who",
    "column.target",
    "column.target_period",
    "column.result",
    "column.period",
    "column.share",
    "column.completion",
)


def plan_table(lookup: Lookup, found: Sequence[Progress], name: str, lang: str) -> Component:
    """The targets of one chart as a table, folded away; every value a button to the same drawer as its mark."""
    head = html.Thead(html.Tr([html.Th(say(WORDS, key, lang), scope="col") for key in _HEADS]))
    body = html.Tbody([_row(lookup, each, lang) for each in found])
    summary = html.Summary(say(WORDS, "chart.table", lang, count=len(found)))
    table = html.Div(html.Table([head, body]), className="scroll")
    return html.Details([summary, table], className="twin", id=f"twin-{name}")


def _row(lookup: Lookup, each: Progress, lang: str) -> Component:
    actual = each.actual
    cells: tuple[Component | str, ...] = (
        _button(lookup, each.target, lang),
        period_text(each.target, lang),
        _button(lookup, actual, lang),
        period_text(actual, lang) if actual is not None else "",
        share_text(each, lookup.catalogue, lang) or say(WORDS, "plan.verdict.none", lang),
        _button(lookup, each.completion, lang),
    )
    return html.Tr(
        [html.Th(owner_text(each.target, lookup.catalogue, lang), scope="row"), *(_cell(cell) for cell in cells)]
    )


def _cell(content: Component | str) -> Component:
    """A cell; a text in it, such as a period, has room for its words."""
    return html.Td(content, className="when") if isinstance(content, str) else html.Td(content)


def _button(lookup: Lookup, row: Row | None, lang: str) -> Component:
    """The value as a button, or that there is none."""
    if row is None:
        return html.Span(say(WORDS, "plan.none", lang), className="nodata")
    return value_button(lookup, lookup.observations[str(row["observation_id"])], lang)
