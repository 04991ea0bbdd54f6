"""Where a value comes from: the sentence with its span marked, the document, rivals, findings, a citation to copy.

A key is `o:<observation_id>`, `m:<mention_id>`, or `o:<observation_id>|<value>` for a value that lost. The content is built from dicts; nothing is searched.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import origin_text, period_text, place_name, value_text
from dashboard.export import CHARTS
from dashboard.model import Selection
from dashboard.web.components.attributes import Attributes
from dashboard.web.components.evidence import (
    citation_section,
    document_section,
    findings_section,
    passage_section,
)
from dashboard.web.components.links import page_link
from dashboard.web.components.provenance import (
    derived_section,
    facts_section,
    mentions_section,
    others_section,
    reason_section,
    source_section,
)
from dashboard.web.components.rate import computed_section
from dashboard.web.components.values import flag_list, full_name
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["drawer_content", "drawer_shell"]


def drawer_shell() -> list[Component]:
    """The empty dialog, present on every page, and the place where short news is announced."""
    titled: Attributes = {"aria-labelledby": "drawer-title"}
    live: Attributes = {"aria-live": "polite"}
    return [
        html.Dialog(
            html.Div(id="drawer-body", className="drawer-body"),
            id="drawer",
            className="drawer",
            **titled,
        ),
        html.Div(id="announce", className="unseen", role="status", **live),
    ]


def drawer_content(lookup: Lookup, key: str, selection: Selection, chart: str = CHARTS[0]) -> list[Component]:
    """The content for a key; a text that says so when there is no such value.

    `chart` is what the page the reader comes from draws, `selection` what it shows, complete.
    """
    kind, _, name = key.partition(":")
    name, _, printed = name.partition("|") if kind == "o" else (name, "", "")
    mention = lookup.mentions.get(name) if kind == "m" else None
    row = lookup.observations.get(mention["observation_id"] if mention else name)
    if row is not None and printed:
        mention = _mention_of(lookup, row, printed)
    if row is not None:
        return _observation(lookup, row, mention or lookup.mentions.get(row["mention_id"]), selection, chart)
    if mention is not None:
        return _unassigned(lookup, mention, selection)
    lang = selection.lang
    return [_head(say(WORDS, "drawer.unknown", lang), "", lang), html.P(say(WORDS, "drawer.unknown.hint", lang))]


def _mention_of(lookup: Lookup, row: Row, printed: str) -> Row | None:
    """The first mention of the observation's slot that prints this value."""
    known = (lookup.mentions[key] for key in row["mentions"] if key in lookup.mentions)
    return next((mention for mention in known if _unbroken(mention) == printed), None)


def _unbroken(mention: Row) -> str:
    """What a mention prints, without blanks and line breaks."""
    return "".join(str(mention["surface"]).split())


def _observation(lookup: Lookup, row: Row, mention: Row | None, selection: Selection, chart: str) -> list[Component]:
    """A value of an indicator: extracted, curated or derived."""
    lang = selection.lang
    where = place_name(row["ref_area"], lookup.catalogue, lang)
    sections = (
        _value(lookup, row, lang),
        _other_value(lookup, row, mention, lang),
        passage_section(lookup, row, mention, lang),
        document_section(lookup, row["document"], lang),
        source_section(row, lang),
        derived_section(lookup, row, lang),
        computed_section(lookup, row, selection, chart),
        facts_section(lookup, row, mention, lang),
        mentions_section(lookup, row, mention, lang),
        reason_section(lookup, mention, lang),
        others_section(lookup, row, lang),
        findings_section(lookup, row, mention, lang),
        citation_section(lookup, row, mention, lang),
        _actions(lookup, row, mention, selection),
    )
    return [_head(full_name(lookup, row, lang), where, lang), *(part for part in sections if part is not None)]


def _unassigned(lookup: Lookup, mention: Row, selection: Selection) -> list[Component]:
    """A leftover or a claim: what it says, where, and why nothing claims it."""
    lang = selection.lang
    claim = mention["value"] != mention["value"]
    sections = (
        passage_section(lookup, mention, mention, lang),
        document_section(lookup, mention["document"], lang),
        reason_section(lookup, mention, lang),
        findings_section(lookup, mention, mention, lang),
        _actions(lookup, mention, mention, selection),
    )
    note = say(WORDS, "drawer.claim" if claim else "drawer.leftover", lang)
    return [_head(mention["surface"], note, lang), *(part for part in sections if part is not None)]


def _head(title: str, under: str, lang: str) -> Component:
    closing: Attributes = {"data-close": "1"}
    close = html.Button(say(WORDS, "drawer.close", lang), className="close", type="button", **closing)
    heading = [html.H2(title, id="drawer-title", tabIndex=-1), html.P(under, className="small") if under else None]
    return html.Div([html.Div(heading), close], className="drawer-head")


def _value(lookup: Lookup, row: Row, lang: str) -> Component:
    """The value as printed with its period, flags and origin."""
    printed = html.P([value_text(row, lookup.catalogue, lang), html.Small(period_text(row, lang))], className="big")
    badge = html.Span(origin_text(row, lang), className="badge badge-info")
    marks = [flag for flag in flag_list(row, lang) if flag.children != origin_text(row, lang)]
    return html.Div([printed, html.P([badge, *marks])], className="section")


def _other_value(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component | None:
    """Said first where the sentence below prints another value than the one that counts."""
    if mention is None or _unbroken(mention) not in row["rival_values"]:
        return None
    here, kept = _unbroken(mention), value_text(row, lookup.catalogue, lang)
    return html.P(say(WORDS, "drawer.other_value", lang, here=here, kept=kept), className="notice")


def _actions(lookup: Lookup, row: Row, mention: Row | None, selection: Selection) -> Component:
    """On to the document at the span, and to the indicator's own page."""
    lang, links = selection.lang, []
    plain = Selection(lang=lang)
    if mention is not None and mention["document"] in lookup.documents:
        target = lookup.href(f"/documents/{mention['document']}", plain, anchor=f"m{mention['start']}")
        links.append(page_link(say(WORDS, "drawer.open_document", lang), target, className="button"))
    if row["indicator"] in lookup.catalogue.indicators:
        target = lookup.href(f"/indicator/{row['indicator']}", plain)
        links.append(page_link(say(WORDS, "drawer.definition", lang), target, className="button quiet"))
    return html.Div(links, className="actions")
