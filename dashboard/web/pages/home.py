"""The overview: what is known of which place, one table, every value leading to its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.components.frame import ignored_notice
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link
from dashboard.web.components.matrix import matrix
from dashboard.web.components.paper import paper_note
from dashboard.web.components.view_bar import clear_filters, order_note, view_bar
from dashboard.web.lookup import Lookup
from dashboard.web.overview import arranged
from dashboard.web.view import View, read_view
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/"
TITLE = "home.title"
_REMEMBERED = 8


def layout(
    lookup: Lookup, selection: Selection, others: Mapping[str, str] | None = None, **_ids: object
) -> list[Component]:
    """Counts, the search box with filters and orders, the matrix, the symbols. `others` are the query keys of the view."""
    lang = selection.lang
    view, ignored = read_view(others or {}, lookup.catalogue)
    return [
        *ignored_notice(ignored, lang),
        html.Div(
            [
                html.H1(say(WORDS, TITLE, lang), tabIndex=-1),
                html.P(say(WORDS, "home.lede", lang)),
                _facts(lookup, lang),
            ],
            className="lede",
        ),
        *(_table(lookup, selection, view) if lookup.cells else [_nothing(lookup, lang)]),
        legend(lang, trends=True),
    ]


def _table(lookup: Lookup, selection: Selection, view: View) -> list[Component]:
    """The controls, the matrix, and what stands in its place when nothing is left of it."""
    lang = selection.lang
    return [
        view_bar(lookup, selection, view),
        html.Div(
            [
                paper_note(lang),
                *order_note(lookup, selection, view),
                *_drawn(lookup, selection, view),
                html.Div(
                    [
                        html.P(id="matrix-none"),
                        html.Div(
                            [
                                html.Button(
                                    say(WORDS, "home.clear_query", lang),
                                    id="matrix-clear",
                                    className="button",
                                    type="button",
                                ),
                                html.Span(clear_filters(lookup, selection, view), hidden=not view.narrowed),
                            ],
                            className="actions",
                        ),
                    ],
                    className="empty",
                    id="matrix-empty",
                    hidden=True,
                ),
            ],
            className="matrix-part",
        ),
    ]


def _drawn(lookup: Lookup, selection: Selection, view: View) -> list[Component]:
    """The matrix, and above it how many places it cannot hold. The last few are remembered: a large one takes long to read."""
    remembered = lookup.told.setdefault(("overviews",), {})
    key = (selection.lang, view)
    if key not in remembered:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()
        overview = arranged(lookup, view, selection.lang)
        shown, known = len(overview.places), len(overview.places) + overview.left_out
        said = say(WORDS, "matrix.some_places", selection.lang, shown=shown, all=known)
        note = [html.P(said, className="small")] if overview.left_out else []
        remembered[key] = [*note, matrix(overview, lookup, selection, view)]
    drawn: list[Component] = remembered[key]
    return drawn


def _nothing(lookup: Lookup, lang: str) -> Component:
    """A project without a single value: what to do about it."""
    documents = page_link(
        say(WORDS, "home.empty.documents", lang), lookup.href("/documents", Selection(lang=lang)), className="button"
    )
    return html.Div(
        [html.H2(say(WORDS, "home.empty", lang)), html.P(say(WORDS, "home.empty.hint", lang)), documents],
        className="empty",
    )


def _facts(lookup: Lookup, lang: str) -> Component:
    """How much there is of what."""
    counts = {
        "documents": len(lookup.documents),
        "observations": len(lookup.observations),
        "places": len(lookup.places_with_values()),
        "findings": len(lookup.findings),
    }
    pairs = [
        html.Div([html.Dt(say(WORDS, f"home.{key}", lang, count=count)), html.Dd(f"{count:,}")])
        for key, count in counts.items()
    ]
    return html.Dl(pairs, className="facts")
