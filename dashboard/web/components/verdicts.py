"""For each pair of values: may they be compared, and if not or only with care, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import reason_text
from dashboard.observations.compare import verdict
from dashboard.web.components.values import what_text
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["verdict_list"]

_MOST_PAIRS = 10


def verdict_list(lookup: Lookup, rows: Sequence[Row], lang: str) -> list[Component]:
    """A heading and a line per pair of different places, extracted values before curated; empty for a single place."""
    lines = [_line(lookup, a, b, lang) for a, b in _pairs(rows)]
    if not lines:
        return []
    more = [html.P(say(WORDS, "matrix.more", lang, count=len(lines) - _MOST_PAIRS), className="small")]
    shown = [*lines[:_MOST_PAIRS], *(more if len(lines) > _MOST_PAIRS else [])]
    return [html.Section([html.H3(say(WORDS, "verdicts", lang)), *shown], className="verdicts")]


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The first value of each place against each other's, then extracted against curated of one place."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["ref_area"], row)
    yield from combinations(first.values(), 2)
    for row in rows:
        main = first[row["ref_area"]]
        if row is not main and row["origin"] != main["origin"]:
            yield main, row


def _line(lookup: Lookup, a: Row, b: Row, lang: str) -> Component:
    judged = verdict(a, b, lookup.catalogue)
    names = say(WORDS, "verdict.pair", lang, a=what_text(lookup, a, lang), b=what_text(lookup, b, lang))
    semicolon = "；" if lang == "zh" else "; "
    reasons = semicolon.join(reason_text(str(reason), lang) for reason in judged.reasons)
    badge = html.Span(say(WORDS, f"verdict.{judged.verdict}", lang), className=f"badge badge-{judged.verdict}")
    return html.Div([badge, html.Span(names), html.Span(reasons, className="small")], className="verdict")
