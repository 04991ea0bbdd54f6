"""The parts of the drawer about the value itself: source or formula, facts, other mentions, other values."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import (
    breakdown_text,
    has,
    indicator_name,
    note_text,
    origin_text,
    perimeter_text,
    period_text,
    scope_text,
    value_text,
)
from dashboard.observations.dates import date_text
from dashboard.observations.privacy import masked
from dashboard.web.components.attributes import opens
from dashboard.web.components.evidence import section
from dashboard.web.components.links import outside_link
from dashboard.web.components.passage import run_on
from dashboard.web.components.values import what_text
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.extraction import say_reason
from dashboard.wording.web import WORDS

__all__ = [
    "definition_list",
    "derived_section",
    "facts_section",
    "mentions_section",
    "others_section",
    "reason_section",
    "source_section",
]

_MOST_OTHERS = 12


def definition_list(pairs: list[tuple[str, Any]], lang: str) -> Component:
    """Names and values; pairs without a value are left out."""
    items = [part for key, value in pairs if value for part in (html.Dt(say(WORDS, key, lang)), html.Dd(value))]
    return html.Dl(items, className="meta-list")


def source_section(row: Row, lang: str) -> Component | None:
    """Of a curated value: title, publisher, date, address, who entered it and when, the note."""
    if row["document"] or not (row["source_title"] or row["source_publisher"]):
        return None
    who = " · ".join(part for part in (str(row["by"]), date_text(str(row["on"]), lang)) if part)
    pairs: list[tuple[str, Any]] = [
        ("drawer.source", row["source_title"]),
        ("drawer.publisher", row["source_publisher"]),
        ("drawer.source_date", date_text(str(row["source_date"]), lang)),
        ("document.url", outside_link(str(row["source_url"])) if row["source_url"] else None),
        ("drawer.table", row["table"]),
        ("drawer.by", who),
        ("drawer.note", note_text(row, lang)),
    ]
    return section(say(WORDS, "drawer.source", lang), definition_list(pairs, lang))


def derived_section(lookup: Lookup, row: Row, lang: str) -> Component | None:
    """Of a derived value: the formula and the values it was computed from, each to be opened."""
    if row["processing"] != "derived" and not row["formula"]:
        return None
    inputs = [lookup.observations[key] for key in row["inputs"] if key in lookup.observations]
    items = [_open_line(f"o:{known['observation_id']}", what_text(lookup, known, lang)) for known in inputs]
    listed = (
        [html.P(say(WORDS, "drawer.inputs", lang), className="small"), html.Ul(items, className="rows")]
        if items
        else []
    )
    return section(say(WORDS, "drawer.formula", lang), html.P(row["formula"]), *listed)


def facts_section(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component:
    """What the value describes: period and its basis, scope, perimeter, event, institution, interval, review."""
    stated = mention is not None and mention["time_period"] == row["time_period"]
    basis = mention["period_basis"] if mention is not None and stated else ""
    review = str(row["review_state"])
    doubt = has(row["confidence"]) and float(row["confidence"]) < 0.5 and row["origin"] == "extracted"
    pairs: list[tuple[str, Any]] = [
        ("drawer.describes", period_text(row, lang)),
        ("drawer.basis", say(WORDS, f"basis.{basis}", lang) if f"basis.{basis}" in WORDS else ""),
        ("drawer.scope", scope_text(row, lang)),
        ("drawer.perimeter", perimeter_text(row, lookup.catalogue, lang)),
        ("drawer.event", row["event"]),
        ("drawer.rank_of", f"{row['rank_of']:g}" if has(row["rank_of"]) else ""),
        ("drawer.origin", origin_text(row, lang)),
        ("drawer.interval", _interval(row)),
        ("drawer.review", say(WORDS, f"review.{review}", lang) if f"review.{review}" in WORDS else ""),
    ]
    warning = [html.P(say(WORDS, "drawer.doubt", lang), className="notice")] if doubt else []
    return section(say(WORDS, "drawer.about", lang), definition_list(pairs, lang), *warning)


def mentions_section(lookup: Lookup, row: Row, mention: Row | None, lang: str) -> Component | None:
    """Other mentions of the slot, and values in conflict with it."""
    here = mention["mention_id"] if mention else ""
    others = [lookup.mentions[key] for key in row.get("mentions") or () if key != here and key in lookup.mentions]
    parts: list[Any] = []
    if row.get("conflict") and row["rival_values"]:
        values = say(WORDS, "drawer.conflict", lang, values="、".join(map(str, row["rival_values"])))
        parts.append(html.P(values, className="notice"))
    parts += [html.Ul([_mention_line(lookup, other) for other in others], className="rows")] if others else []
    return section(say(WORDS, "drawer.mentions", lang), *parts) if parts else None


def reason_section(lookup: Lookup, mention: Row | None, lang: str) -> Component | None:
    """Which other indicators were considered, and why this one was chosen."""
    rivals = "、".join(indicator_name(name, lookup.catalogue, lang) for name in (mention["rivals"] if mention else ()))
    reason = say_reason(str(mention["reason"]), lang) if mention else ""
    if not rivals and not reason:
        return None
    pairs = [("drawer.rivals", rivals), ("drawer.reason", reason)]
    return section(say(WORDS, "drawer.matching", lang), definition_list(pairs, lang))


def others_section(lookup: Lookup, row: Row, lang: str) -> Component | None:
    """Other values of the same indicator, breakdown and place: other years, other origins."""
    rows = lookup.cells.get((row["indicator"], row["ref_area"]), ())
    others = [other for other in rows if other["observation_id"] != row["observation_id"]]
    others.sort(key=lambda other: other["breakdown"] != row["breakdown"])
    if not others:
        return None
    items = [_other_line(lookup, other, lang) for other in others[:_MOST_OTHERS]]
    rest = len(others) - len(items)
    more = [html.P(say(WORDS, "matrix.more", lang, count=rest), className="small")] if rest > 0 else []
    return section(say(WORDS, "drawer.others", lang), html.Ul(items, className="rows"), *more)


def _other_line(lookup: Lookup, row: Row, lang: str) -> Component:
    from_where = " · ".join((period_text(row, lang), origin_text(row, lang)))
    part = breakdown_text(row["indicator"], row["breakdown"], lookup.catalogue, lang)
    text = f"{part} {value_text(row, lookup.catalogue, lang)}".strip()
    return html.Li([_open_button(f"o:{row['observation_id']}", text), html.Span(f"  {from_where}", className="small")])


def _mention_line(lookup: Lookup, mention: Row) -> Component:
    """Another place of the document: the value with a few characters on either side."""
    document = lookup.documents.get(mention["document"])
    around = f"…{mention['prefix']}{mention['surface']}{mention['suffix']}…"
    if document is not None:
        text = masked(document.text)
        around = f"…{text[max(0, mention['start'] - 16) : mention['end'] + 16]}…"
    return _open_line(f"m:{mention['mention_id']}", run_on(around))


def _open_line(key: str, text: str) -> Component:
    return html.Li(_open_button(key, text))


def _open_button(key: str, text: str) -> Component:
    return html.Button(text, className="plain", type="button", **opens(key))


def _interval(row: Row) -> str:
    """The interval a printed form stands for, if it is more than one number: [51,500, 52,500)."""
    low, high = row["low"], row["high"]
    if (not has(low) and not has(high)) or low == high:
        return ""
    left = ("[" if row["low_closed"] else "(") + (f"{low:,.10g}" if has(low) else "−∞")
    right = (f"{high:,.10g}" if has(high) else "∞") + ("]" if row["high_closed"] else ")")
    return f"{left}, {right}"
