"""The row of export links: the current selection as a file, made by the server."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.export import FORMATS
from dashboard.model import Selection
from dashboard.web.components.attributes import labelled, makes
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["export_bar"]


def export_bar(
    lookup: Lookup, selection: Selection, chart: str, formats: Sequence[str] = FORMATS, **others: str
) -> Component:
    """Links to `/export/<format>` with the selection; `chart` (one of `dashboard.export.CHARTS`, or `coverage`) says what of.

    `others` are the page's own query keys.
    """
    lang = selection.lang
    links = [
        html.A(
            name.upper(),
            href=lookup.href(f"/export/{name}", selection, chart="" if chart == "compare" else chart, **others),
            id=f"export-{name}",
            **labelled(say(WORDS, "export.label", lang, format=name.upper())),
            **makes(*(say(WORDS, f"export.{step}", lang, format=name.upper()) for step in ("making", "made"))),
        )
        for name in formats
    ]
    return html.Div([html.Span(say(WORDS, "export", lang)), *links], className="exports")
