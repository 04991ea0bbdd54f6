"""One finding as a card: what is wrong, the arithmetic in intervals, the sentences, and how a person may settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.snippets import correction_lines
from dashboard.charts.labels import indicator_name, value_text
from dashboard.charts.sources import citation
from dashboard.model import Finding, Interval, Selection
from dashboard.observations.composition import row_interval
from dashboard.observations.decisions import Decision, decisions
from dashboard.observations.intervals import is_exact
from dashboard.web.access import editing_offered
from dashboard.web.components.attributes import copies, opens
from dashboard.web.components.evidence import digest_mark, passage_of
from dashboard.web.components.links import page_link
from dashboard.web.components.passage import quote_block, run_on
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.curation import WORDS as CURATION
from dashboard.wording.web import WORDS

__all__ = ["check_name", "finding_card", "rows_of"]

_MOST_SENTENCES = 6
_CURATOR = "curator"
_ONE_TRUTH = "C08"  # the check whose figures are said of one thing at one time, so that one of them is wrong


def check_name(code: str, lang: str) -> str:
    """The name of a check; empty for one without a name."""
    return say(WORDS, f"check.{code}", lang) if f"check.{code}" in WORDS else ""


def rows_of(lookup: Lookup, finding: Finding) -> Iterator[tuple[str, Row]]:
    """The mentions and curated observations a finding is about, with their keys."""
    for key in finding.mentions:
        row = lookup.mentions.get(key) or lookup.observations.get(key)
        if row is not None:
            yield key, row


def finding_card(lookup: Lookup, number: int, lang: str) -> Component:
    """The card of a finding, the target of its anchor."""
    finding = lookup.findings[number]
    head = [
        html.Span(say(WORDS, f"severity.{finding.severity}", lang), className=f"badge badge-{finding.severity}"),
        html.H2(check_name(finding.code, lang) or finding.code),
        html.Span(finding.code, className="code"),
    ]
    if finding.indicator:
        target = lookup.href(f"/indicator/{finding.indicator}", Selection(lang=lang))
        head.append(page_link(indicator_name(finding.indicator, lookup.catalogue, lang), target, className="small"))
    parts: list[Component] = [
        html.Div(head, className="finding-head"),
        html.P(finding.zh if lang == "zh" else finding.en, className="said"),
        *_arithmetic(lookup, finding, lang),
        _quotes(lookup, finding, lang) if finding.mentions else _document_links(lookup, finding, lang),
        *_settling(lookup, finding, number, lang),
    ]
    return html.Article(parts, className=f"finding finding-{finding.severity}", id=lookup.anchors[number])


# --- arithmetic ----------------------------------------------------------------------------------------------------


def _arithmetic(lookup: Lookup, finding: Finding, lang: str) -> list[Component]:
    """What each print stands for and what was computed of it; nothing for findings without arithmetic."""
    if finding.interval is None:
        return []
    rows = [row for _, row in rows_of(lookup, finding)]
    if all(is_exact(row_interval(row)) for row in rows) and is_exact(finding.interval) and len(rows) < 2:
        return []
    texts = dict.fromkeys(
        say(
            WORDS,
            "findings.stands",
            lang,
            value=_printed(lookup, row, lang),
            interval=_interval_text(row_interval(row)),
        )
        for row in rows[:_MOST_SENTENCES]
    )
    semicolon = "；" if lang == "zh" else "; "
    lines = [say(WORDS, "findings.intervals", lang, values=semicolon.join(texts))]
    intervals = [row_interval(row) for row in rows]
    if finding.interval not in intervals:
        lines.append(say(WORDS, "findings.interval", lang, interval=_interval_text(finding.interval)))
    elif finding.code == _ONE_TRUTH and not all(interval.meets(finding.interval) for interval in intervals):
        lines.append(say(WORDS, "findings.apart", lang))
    return [html.Div([html.Div(line) for line in lines], className="arith")]


def _interval_text(interval: Interval) -> str:
    """`[98,095, 101,942)`; an open end is ∞, one number stands alone."""
    if is_exact(interval):
        return f"{interval.low:,.10g}"
    left = "[" if interval.low_closed else "("
    right = "]" if interval.high_closed else ")"
    low = "−∞" if interval.low is None else f"{interval.low:,.10g}"
    high = "∞" if interval.high is None else f"{interval.high:,.10g}"
    return f"{left}{low}, {high}{right}"


def _printed(lookup: Lookup, row: Row, lang: str) -> str:
    """A value as it stands in its document, or as a reader may quote a curated one."""
    return run_on(str(row["surface"])) if "surface" in row else value_text(row, lookup.catalogue, lang)


# --- sentences -----------------------------------------------------------------------------------------------------


def _quotes(lookup: Lookup, finding: Finding, lang: str) -> Component:
    """The sentences concerned, the value marked, curated values with their source; then the rest as buttons."""
    quotes: list[Component] = []
    buttons: list[Component] = []
    for key, row in rows_of(lookup, finding):
        passage = passage_of(lookup, row, row if "sentence_start" in row else None)
        if len(quotes) >= _MOST_SENTENCES:
            buttons.append(html.Span([_opener(lookup, row, key, lang), " "]))
        elif passage is not None:
            quotes.append(quote_block(passage, _quote_footer(lookup, row, key, lang)))
        else:
            source = html.Span(citation(row, lang), className="where")
            quotes.append(html.Blockquote([_opener(lookup, row, key, lang), " · ", source], className="quote"))
    return html.Div([*quotes, html.P(buttons) if buttons else None], className="quotes")


def _quote_footer(lookup: Lookup, row: Row, key: str, lang: str) -> list[Component | str]:
    document = lookup.documents.get(row["document"])
    name = (document.title or document.name) if document else row["document"]
    mark = digest_mark(document, lang) if document else []
    return [_opener(lookup, row, key, lang), f" · {name} ", *mark]


def _opener(lookup: Lookup, row: Row, key: str, lang: str) -> Component:
    """A button that opens the value's drawer."""
    text = _printed(lookup, row, lang)
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


# --- settling ------------------------------------------------------------------------------------------------------


def _settling(lookup: Lookup, finding: Finding, number: int, lang: str) -> list[Component]:
    """For a conflict the corrections that would settle it, one text for each way out, each to be copied."""
    ways = decisions(finding, lookup.mentions, lookup.documents, _CURATOR, date.today().isoformat())
    if not ways:
        return []
    summary = html.Summary(say(WORDS, "findings.settle", lang))
    hint = html.P(say(WORDS, "findings.settle.hint", lang), className="small")
    boxes = [_way(lookup, way, lang) for way in ways]
    settle = html.Details([summary, hint, *boxes], className="twin settle", id=f"settle-{lookup.anchors[number]}")
    return [settle, *_settled_here(lookup, number, lang)]


def _settled_here(lookup: Lookup, number: int, lang: str) -> list[Component]:
    """Where the server takes decisions, the way to this one."""
    if not editing_offered():
        return []
    target = lookup.href("/review", Selection(lang=lang), item=lookup.anchors[number])
    return [page_link(say(CURATION, "do.settle_here", lang), target, className="button")]


def _way(lookup: Lookup, way: Decision, lang: str) -> Component:
    """What is kept and rejected, the entry as text, the button that copies it."""
    comma = "、" if lang == "zh" else ", "
    kept, lost = (
        comma.join(dict.fromkeys(_named(lookup, row, way, lang) for row in rows)) for rows in (way.kept, way.rejected)
    )
    title = say(WORDS, "findings.settle.keep", lang, kept=kept, lost=lost)
    reason = say(WORDS, "findings.settle.reason", lang, kept=kept)
    text = correction_lines(replace(correction, reason=reason) for correction in way.corrections)
    copy = copies(text, say(WORDS, "drawer.copied", lang))
    button = html.Button(say(WORDS, "findings.settle.copy", lang), className="button quiet", type="button", **copy)
    return html.Div([html.P(title), html.Pre(html.Code(text), tabIndex=0), button], className="way")


def _named(lookup: Lookup, row: Row, way: Decision, lang: str) -> str:
    """A value, with its indicator where the two sides are of different ones."""
    printed = run_on(str(row["surface"]))
    if len({each["indicator"] for each in (*way.kept, *way.rejected)}) == 1:
        return printed
    name = indicator_name(str(row["indicator"]), lookup.catalogue, lang)
    return f"{name}{printed}" if lang == "zh" else f"{name} {printed}"
