"""One document, whole, with every figure marked; a mark opens the drawer, and every mark can be linked to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import indicator_name
from dashboard.model import Selection, SourceDocument
from dashboard.observations.privacy import masked
from dashboard.web.components.attributes import opens
from dashboard.web.components.evidence import digest_mark, document_facts
from dashboard.web.components.links import page_link
from dashboard.web.components.passage import run_on
from dashboard.web.components.provenance import definition_list
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout", "title_of"]

PATH = "/documents/<name>"
TITLE = "documents.title"

_PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n\s*")
_HEADING = re.compile(r"#{1,6}\s+|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_HASHES = re.compile(r"#{1,6}\s+")


def title_of(lookup: Lookup, name: str) -> str | None:
    """The document's title; None if there is no such document."""
    document = lookup.documents.get(name)
    return None if document is None else document.title or document.name


def layout(lookup: Lookup, selection: Selection, name: str = "", **_ids: object) -> list[Component]:
    """Letterhead beside the text. `name` is the id of a known document."""
    lang = selection.lang
    document = lookup.documents[name]
    crumb = page_link(say(WORDS, "document.back", lang), lookup.href("/documents", Selection(lang=lang)))
    paragraphs = list(_paragraphs(lookup, document, lang))
    aside = [
        html.Section(definition_list(_facts(document, lang), lang), className="panel"),
        html.Section([html.H2(say(WORDS, "document.marks", lang)), _legend(lang)], className="panel"),
    ]
    return [
        html.Div(
            [
                html.P(crumb, className="crumb"),
                html.H1(document.title or document.name, tabIndex=-1, lang="zh-CN"),
                html.P(digest_mark(document, lang)),
            ],
            className="lede",
        ),
        html.Div(
            [html.Article(paragraphs, className="sheet", lang="zh-CN"), html.Aside(aside, className="aside")],
            className="document-page",
        ),
    ]


def _facts(document: SourceDocument, lang: str) -> list[tuple[str, Any]]:
    return document_facts(document, lang, full=True)


def _legend(lang: str) -> Component:
    """A sample of each kind of mark."""
    kinds = (("figure", ""), ("leftover", "leftover"), ("claim", "claim"))
    sample = say(WORDS, "document.marks.sample", lang)
    lines = [
        html.Div([html.Mark(sample, className=look), " ", say(WORDS, f"document.marks.{kind}", lang)])
        for kind, look in kinds
    ]
    return html.Div([*lines, html.Div(say(WORDS, "document.covered", lang), className="small")], className="legend")


def _paragraphs(lookup: Lookup, document: SourceDocument, lang: str) -> Iterator[Component]:
    """The text paragraph by paragraph; a mark that crosses a blank line keeps its paragraphs together."""
    text, marks = masked(document.text), _apart(lookup.mentions_of.get(document.name, ()))
    for start, end in _paragraph_spans(text, marks):
        inside = [row for row in marks if start <= row["start"] < end]
        heading = _HEADING.match(text, start, end)
        hashes = _HASHES.match(text, start, end)
        parts = _marked(lookup, text, hashes.end() if hashes else start, end, inside, lang)
        yield html.P(parts, className="heading") if heading and end - start < 80 else html.P(parts)


def _apart(rows: tuple[Row, ...]) -> list[Row]:
    """The mentions whose spans do not overlap an earlier one."""
    kept: list[Row] = []
    for row in rows:
        if not kept or row["start"] >= kept[-1]["end"]:
            kept.append(row)
    return kept


def _paragraph_spans(text: str, marks: list[Row]) -> Iterator[tuple[int, int]]:
    """The spans between blank lines, in order; blank lines inside a mark do not part anything."""
    start = len(text) - len(text.lstrip())
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() <= start or any(row["start"] < gap.end() and gap.start() < row["end"] for row in marks):
            continue
        yield start, gap.start()
        start = gap.end()
    if start < len(text.rstrip()):
        yield start, len(text.rstrip())


def _marked(lookup: Lookup, text: str, start: int, end: int, marks: list[Row], lang: str) -> list[Component | str]:
    """A paragraph as text and marks, in order."""
    parts: list[Component | str] = []
    for row in marks:
        parts += [run_on(text[start : row["start"]]), _mark(lookup, text, row, lang)]
        start = row["end"]
    return [*parts, run_on(text[start:end])]


def _mark(lookup: Lookup, text: str, row: Row, lang: str) -> Component:
    """One mention: focusable, named, opening its drawer, the target of `#m<start>`."""
    surface = run_on(text[row["start"] : row["end"]])
    kind = _kind(row)
    name = indicator_name(row["indicator"], lookup.catalogue, lang) if row["indicator"] else ""
    title = say(WORDS, f"mark.{kind}", lang, indicator=name, value=surface, surface=surface)
    observation = lookup.observations.get(row["observation_id"])
    look = kind + (" conflict" if observation is not None and observation["conflict"] else "")
    opening = opens(f"m:{row['mention_id']}", title)
    return html.Mark(surface, id=f"m{row['start']}", className=look, title=title, tabIndex=0, role="button", **opening)


def _kind(row: Row) -> str:
    """figure, leftover or claim."""
    if row["value"] != row["value"]:
        return "claim"
    return "figure" if row["indicator"] else "leftover"
