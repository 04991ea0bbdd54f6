"""Every finding as a card: what is wrong in a sentence, the arithmetic, the sentences, the documents."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import indicator_name, value_text
from dashboard.model import Finding, Interval, Selection, Severity
from dashboard.web.components.attributes import opens
from dashboard.web.components.evidence import digest_mark, passage_of
from dashboard.web.components.links import choice_link, page_link
from dashboard.web.components.passage import quote_block
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "chosen_findings", "layout"]

PATH = "/findings"
TITLE = "findings.title"

_MOST_SENTENCES = 6


def layout(lookup: Lookup, selection: Selection, severity: str = "", code: str = "", **_ids: object) -> list[Component]:
    """The cards that match `severity` and `code` (empty or unknown: no restriction), in the order of the checks."""
    lang = selection.lang
    severity = severity if severity in {str(level) for level in Severity} else ""
    code = code if code in {finding.code for finding in lookup.findings} else ""
    numbers = chosen_findings(lookup.findings, severity, code)
    cards = [_card(lookup, number, lang) for number in numbers]
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "findings.lede", lang))], className="lede"
        ),
        html.Div([_severities(lookup, severity, code, lang), _codes(lookup, severity, code, lang)], className="picker"),
        html.Div(cards or html.P(say(WORDS, "findings.none", lang), className="empty"), className="cards"),
    ]


def chosen_findings(findings: tuple[Finding, ...], severity: str, code: str) -> list[int]:
    """The numbers of the findings of that severity and code; "" restricts nothing. Errors first, then warnings."""
    order = {level: rank for rank, level in enumerate(Severity)}
    numbers = [
        number
        for number, finding in enumerate(findings)
        if severity in ("", str(finding.severity)) and code in ("", finding.code)
    ]
    return sorted(numbers, key=lambda number: (order[findings[number].severity], findings[number].code))


def _severities(lookup: Lookup, severity: str, code: str, lang: str) -> Component:
    counts = Counter(str(finding.severity) for finding in lookup.findings if code in ("", finding.code))
    links = [
        _filter(
            lookup, say(WORDS, "findings.all", lang, count=counts.total()), "", code, not severity, "severity-all", lang
        )
    ]
    for level in map(str, Severity):
        text = f"{say(WORDS, f'severity.{level}', lang)} {counts[level]}"
        links.append(_filter(lookup, text, level, code, level == severity, f"severity-{level}", lang))
    return _row(say(WORDS, "findings.severity", lang), links)


def _codes(lookup: Lookup, severity: str, code: str, lang: str) -> Component:
    counts = Counter(finding.code for finding in lookup.findings if severity in ("", str(finding.severity)))
    links = [
        _filter(
            lookup, say(WORDS, "findings.all", lang, count=counts.total()), severity, "", not code, "code-all", lang
        )
    ]
    for name in sorted(counts):
        text = f"{name} {_check_name(name, lang)} {counts[name]}"
        links.append(_filter(lookup, text, severity, name, name == code, f"code-{name}", lang))
    return _row(say(WORDS, "findings.check", lang), links)


def _row(name: str, links: list[Component]) -> Component:
    return html.Div([html.Span(name, className="pick-name"), html.Div(links, className="chips")], className="pick-row")


def _filter(lookup: Lookup, text: str, severity: str, code: str, chosen: bool, key: str, lang: str) -> Component:
    return choice_link(text, lookup.href(PATH, Selection(lang=lang), severity=severity, code=code), chosen, key)


def _check_name(code: str, lang: str) -> str:
    return say(WORDS, f"check.{code}", lang) if f"check.{code}" in WORDS else ""


def _card(lookup: Lookup, number: int, lang: str) -> Component:
    finding = lookup.findings[number]
    head = [
        html.Span(say(WORDS, f"severity.{finding.severity}", lang), className=f"badge badge-{finding.severity}"),
        html.H2(_check_name(finding.code, lang) or finding.code),
        html.Span(finding.code, className="code"),
    ]
    if finding.indicator:
        target = lookup.href(f"/indicator/{finding.indicator}", Selection(lang=lang))
        head.append(page_link(indicator_name(finding.indicator, lookup.catalogue, lang), target, className="small"))
    parts: list[Component] = [
        html.Div(head, className="finding-head"),
        html.P(finding.zh if lang == "zh" else finding.en, className="said"),
    ]
    if finding.interval is not None and finding.interval.low != finding.interval.high:
        text = say(WORDS, "findings.interval", lang, interval=interval_text(finding.interval))
        parts.append(html.P(text, className="arith"))
    parts += [_quotes(lookup, finding, lang)] if finding.mentions else [_document_links(lookup, finding, lang)]
    return html.Article(parts, className=f"finding finding-{finding.severity}", id=lookup.anchors[number])


def interval_text(interval: Interval) -> str:
    """`[98,095, 101,942)`; an open end is ∞."""
    left = "[" if interval.low_closed else "("
    right = "]" if interval.high_closed else ")"
    low = "−∞" if interval.low is None else f"{interval.low:,.10g}"
    high = "∞" if interval.high is None else f"{interval.high:,.10g}"
    return f"{left}{low}, {high}{right}"


def _quotes(lookup: Lookup, finding: Finding, lang: str) -> Component:
    """The sentences concerned, the value marked; then the rest as buttons."""
    quotes: list[Component] = []
    buttons: list[Component] = []
    for key in finding.mentions:
        row = lookup.mentions.get(key) or lookup.observations.get(key)
        if row is None:
            continue
        passage = passage_of(lookup, row, row if "mention_id" in row and "sentence_start" in row else None)
        if passage is not None and len(quotes) < _MOST_SENTENCES:
            quotes.append(quote_block(passage, _quote_footer(lookup, row, key, lang)))
        else:
            buttons.append(html.Span([_opener(lookup, row, key, lang), " "]))
    return html.Div([*quotes, html.P(buttons) if buttons else None], className="quotes")


def _quote_footer(lookup: Lookup, row: Row, key: str, lang: str) -> list[Component | str]:
    document = lookup.documents.get(row["document"])
    name = (document.title or document.name) if document else row["document"]
    mark = digest_mark(document, lang) if document else []
    return [_opener(lookup, row, key, lang), f" · {name} ", *mark]


def _opener(lookup: Lookup, row: Row, key: str, lang: str) -> Component:
    """A button that opens the value's drawer."""
    text = str(row.get("surface") or value_text(row, lookup.catalogue, lang))
    if row["indicator"]:
        text = f"{indicator_name(row['indicator'], lookup.catalogue, lang)} {text}"
    kind = "m" if key in lookup.mentions else "o"
    return html.Button(text, className="plain", type="button", **opens(f"{kind}:{key}"))


def _document_links(lookup: Lookup, finding: Finding, lang: str) -> Component:
    """Of a finding without mentions: the documents it is about."""
    links = [
        page_link(lookup.documents[name].title or name, lookup.href(f"/documents/{name}", Selection(lang=lang)))
        for name in finding.documents
        if name in lookup.documents
    ]
    return html.P([part for link in links for part in (link, " ")], className="small")
