"""The overview: what is known of which place, one table, every value leading to its sentence."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.components.legend import legend
from dashboard.web.components.matrix import matrix
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/"
TITLE = "home.title"


def layout(lookup: Lookup, selection: Selection, **_ids: object) -> list[Component]:
    """Counts, a search box over the rows, the matrix, the symbols."""
    lang = selection.lang
    return [
        html.Div(
            [
                html.H1(say(WORDS, TITLE, lang), tabIndex=-1),
                html.P(say(WORDS, "home.lede", lang)),
                _facts(lookup, lang),
            ],
            className="lede",
        ),
        html.Div(
            [
                html.Label(say(WORDS, "home.search", lang), htmlFor="matrix-search"),
                dcc.Input(
                    id="matrix-search", type="search", placeholder=say(WORDS, "home.search.hint", lang), value=""
                ),
            ],
            className="field",
        ),
        html.Div(
            [
                matrix(lookup, selection),
                html.P(say(WORDS, "home.none", lang), id="matrix-none", className="empty", hidden=True),
            ],
        ),
        legend(lang),
    ]


def _facts(lookup: Lookup, lang: str) -> Component:
    """How much there is of what."""
    counts = {
        "documents": len(lookup.documents),
        "observations": len(lookup.observations),
        "places": len(lookup.places_with_values()),
        "findings": len(lookup.findings),
    }
    pairs = [
        html.Div([html.Dt(say(WORDS, f"home.{key}", lang)), html.Dd(f"{count:,}")]) for key, count in counts.items()
    ]
    return html.Dl(pairs, className="facts")
