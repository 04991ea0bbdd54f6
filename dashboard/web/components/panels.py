"""One chart with everything that belongs to it: title, summary, verdicts, table twin, source line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts import CONFIG, Chart, source_line
from dashboard.charts.labels import breakdown_text, indicator_name, origin_text, period_text, place_name
from dashboard.charts.sources import citation
from dashboard.web.components.attributes import labelled, opens
from dashboard.web.components.values import value_button
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["Beside", "chart_figure", "source_note", "table_twin"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a comparison says beside each value of its table, by observation_id.

    `computed` is the value in the mode whose column is called `head` ("" where values stand as stated), `missing` why there
    is none, `verdicts` how the value compares.
    """

    head: str
    computed: Mapping[str, str]
    missing: Mapping[str, str]
    verdicts: Mapping[str, str]


def chart_figure(chart: Chart, title: str, number: int, lang: str) -> Component:
    """A chart in a focusable, named frame. A click on a mark opens the drawer (`clicked` in our script)."""
    height = float(chart["layout"]["height"])
    config: Any = CONFIG[lang]  # dash types it as its own TypedDict
    graph = dcc.Graph(
        id={"type": "chart", "index": number},
        figure=chart,
        config=config,
        style={"height": f"{height:.0f}px"},
        className="chart",
    )
    label = say(WORDS, "chart.label", lang, title=title)
    return html.Div(graph, className="chart-frame", role="group", tabIndex=0, **labelled(label))


def table_twin(
    lookup: Lookup, rows: Sequence[Row], lang: str, name: str, named: bool = False, beside: Beside | None = None
) -> Component:
    """The chart's values as a table: every value a button to the same drawer as its mark. `named`: indicators, not places."""
    parts = any(row["breakdown"] for row in rows)
    first = "matrix.indicator" if named else "column.place"
    heads = [first, *(["column.breakdown"] if parts else []), "column.value"]
    heads += [f"column.{beside.head}"] if beside and beside.head else []
    heads += [
        "column.period",
        "column.origin",
        *(["column.verdicts"] if beside and beside.verdicts else []),
        "column.source",
    ]
    head = html.Thead(html.Tr([html.Th(say(WORDS, key, lang), scope="col") for key in heads]))
    body = html.Tbody([_table_row(lookup, row, parts, lang, named, beside) for row in rows])
    summary = html.Summary(say(WORDS, "chart.table", lang, count=len(rows)))
    return html.Details(
        [summary, html.Div(html.Table([head, body]), className="scroll")], className="twin", id=f"twin-{name}"
    )


def source_note(lookup: Lookup, rows: Sequence[Row], lang: str) -> Component:
    """Who said it: bodies, years and the licence."""
    return html.P(source_line(rows, lookup.catalogue, lang), className="source")


def _table_row(lookup: Lookup, row: Row, parts: bool, lang: str, named: bool, beside: Beside | None) -> Component:
    place, indicator = (
        place_name(row["ref_area"], lookup.catalogue, lang),
        indicator_name(row["indicator"], lookup.catalogue, lang),
    )
    key = row["observation_id"]
    cells: list[Component] = [html.Th(indicator if named else place, scope="row")]
    if parts:
        cells.append(html.Td(breakdown_text(row["indicator"], row["breakdown"], lookup.catalogue, lang)))
    cells.append(html.Td([value_button(lookup, row, lang), *_rival_buttons(row, lang)]))
    if beside and beside.head:
        cells.append(html.Td(beside.computed.get(key) or beside.missing.get(key, "")))
    cells += [html.Td(period_text(row, lang), className="when"), html.Td(origin_text(row, lang))]
    if beside and beside.verdicts:
        cells.append(html.Td(beside.verdicts.get(key, ""), className="why"))
    return html.Tr([*cells, html.Td(citation(row, lang), className="who")])


def _rival_buttons(row: Row, lang: str) -> list[Component]:
    """The values of the same document that lost, each opening its own sentence."""
    return [
        html.Button(
            say(WORDS, "cell.rival", lang, value=printed),
            className="plain small",
            type="button",
            **opens(f"o:{row['observation_id']}|{printed}"),
        )
        for printed in row["rival_values"]
    ]
