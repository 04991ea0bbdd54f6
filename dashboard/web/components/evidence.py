"""The parts of the drawer that lead to the text: the passage, the document's header, findings, the citation."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.export.citing import cite_observation
from dashboard.model import Selection, SourceDocument
from dashboard.observations.dates import date_text
from dashboard.observations.privacy import masked
from dashboard.web.components.attributes import copies
from dashboard.web.components.links import page_link
from dashboard.web.components.passage import Passage, cut_passage, passage_block, run_on
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = [
    "citation_section",
    "digest_mark",
    "document_facts",
    "document_section",
    "finding_line",
    "findings_section",
    "passage_of",
    "passage_section",
    "section",
]


def section(title: str, *children: Any) -> Component:
    """A headed part of the drawer."""
    return html.Section([html.H3(title), *children], className="section")


def passage_of(lookup: Lookup, row: Row, mention: Row | None) -> Passage | None:
    """The sentence in its surroundings, from the document, or the quote alone if the document is not at hand."""
    if mention is not None and mention["document"] in lookup.documents:
        text = lookup.documents[mention["document"]].text
        return cut_passage(text, mention["start"], mention["end"], mention["sentence_start"], mention["sentence_end"])
    quote = str(row.get("quote") or "")
    if not quote:
        return None
    shown, start, end = masked(quote), int(row["quote_start"]), int(row["quote_end"])
    return Passage("", run_on(shown[:start]), run_on(shown[start:end]), run_on(shown[end:]), "")


def passage_section(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component | None:
    """The sentence with the exact span marked; None for a value that stands in no text."""
    passage = passage_of(lookup, row, mention)
    return section(say(WORDS, "drawer.sentence", lang), passage_block(passage)) if passage else None


def digest_mark(document: SourceDocument, lang: str) -> list[Component]:
    """摘编，非原文, on every quotation of a digest."""
    if document.kind != "digest":
        return []
    return [html.Span(say(WORDS, "document.kind.digest", lang), className="digest")]


def document_facts(document: SourceDocument, lang: str, full: bool = False) -> list[tuple[str, Any]]:
    """The letterhead as (name, value); `full` adds file, address and hash."""
    unstated = say(WORDS, "document.unstated", lang)
    kind = say(WORDS, f"document.kind.{document.kind}", lang)
    facts: list[tuple[str, Any]] = [
        ("document.number", document.document_number or unstated),
        ("document.body", document.issuing_body or unstated),
        ("document.issued", date_text(document.date_issued, lang) if document.date_issued else unstated),
        ("document.kind", digest_mark(document, lang) or kind),
    ]
    if full:
        more = [
            ("document.url", document.url),
            ("document.accessed", document.accessed),
            ("document.file", document.name),
        ]
        facts += [(key, value) for key, value in more if value]
        facts.append(("document.sha", document.sha256[:16] + "…"))
    return facts


def document_section(lookup: Lookup, name: str, lang: str) -> Component | None:
    """Title, number, issuing body, date issued and kind of the document."""
    document = lookup.documents.get(name)
    if document is None:
        return None
    items = [
        part
        for key, value in document_facts(document, lang)
        for part in (html.Dt(say(WORDS, key, lang)), html.Dd(value))
    ]
    title = html.P(document.title or document.name)
    return section(say(WORDS, "drawer.document", lang), title, html.Dl(items, className="meta-list"))


def findings_section(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component | None:
    """The findings the value takes part in, each a link to its card."""
    numbers = lookup.findings_about([row, *([mention] if mention else [])])
    if not numbers:
        return None
    items = [finding_line(lookup, number, lang) for number in numbers]
    return section(say(WORDS, "drawer.findings", lang), html.Ul(items, className="rows"))


def finding_line(lookup: Lookup, number: int, lang: str) -> Component:
    """A finding in one line: its severity, and its sentence as a link to its card."""
    finding = lookup.findings[number]
    target = lookup.href("/findings", Selection(lang=lang), anchor=lookup.anchors[number])
    badge = html.Span(say(WORDS, f"severity.{finding.severity}", lang), className=f"badge badge-{finding.severity}")
    return html.Li([badge, " ", page_link(finding.zh if lang == "zh" else finding.en, target)])


def citation_section(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component:
    """How to cite the value, each with a button that copies it: by GB/T 7714, and as a sentence with the span it stands in.

    The sentence says of a computed value how it was computed, so that no letter is cited for what it does not print.
    """
    cited = cite_observation(row, lookup.catalogue, lookup.documents.get(row["document"]))
    sentence = cited.sentence(lang)
    if mention is not None:
        sentence += say(WORDS, "citation.where", lang, start=mention["start"] + 1, end=mention["end"])
    reference = _to_copy(cited.reference, "export.copy.reference", lang)
    return section(say(WORDS, "drawer.citation", lang), *reference, *_to_copy(sentence, "export.copy.sentence", lang))


def _to_copy(text: str, key: str, lang: str) -> list[Component]:
    copy = copies(text, say(WORDS, "drawer.copied", lang))
    button = html.Button(say(WORDS, key, lang), className="button quiet", type="button", **copy)
    return [html.P(text, className="citation"), button]
