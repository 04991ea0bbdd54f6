"""The documents at hand: letterhead, how many figures were found, what could not be read."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Problem
from dashboard.model import Selection, SourceDocument
from dashboard.web.components.evidence import document_facts
from dashboard.web.components.links import page_link
from dashboard.web.components.provenance import definition_list
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/documents"
TITLE = "documents.title"


def layout(lookup: Lookup, selection: Selection, **_ids: object) -> list[Component]:
    """One card a document, newest first; below, the files that could not be read."""
    lang = selection.lang
    listed = sorted(lookup.documents.values(), key=lambda document: document.date_issued or "", reverse=True)
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "documents.lede", lang))],
            className="lede",
        ),
        html.Div([_card(lookup, document, lang) for document in listed], className="doc-list")
        if listed
        else html.P(say(WORDS, "documents.none", lang), className="empty"),
        *_problems(lookup.project.problems, lang),
    ]


def _card(lookup: Lookup, document: SourceDocument, lang: str) -> Component:
    rows = lookup.mentions_of.get(document.name, ())
    figures = sum(bool(row["indicator"]) and row["value"] == row["value"] for row in rows)
    leftovers = sum(not row["indicator"] and row["value"] == row["value"] for row in rows)
    target = lookup.href(f"/documents/{document.name}", Selection(lang=lang))
    return html.Article(
        [
            html.H2(page_link(document.title or document.name, target)),
            definition_list(document_facts(document, lang), lang),
            html.P(say(WORDS, "documents.figures", lang, figures=figures, leftovers=leftovers), className="small"),
        ],
        className="panel",
    )


def _problems(problems: tuple[Problem, ...], lang: str) -> list[Component]:
    """Files that could not be read, and corrections that no longer fit, as they were reported."""
    if not problems:
        return []
    lines = [html.Li(problem.text(lang)) for problem in problems]
    heading = html.H2(say(WORDS, "documents.problems", lang))
    return [html.Section([heading, html.Ul(lines, className="rows")], className="section notice")]
