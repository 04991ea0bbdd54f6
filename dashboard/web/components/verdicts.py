"""For each pair of values: may they be compared, and if not or only with care, why; how many times one is the other."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.pairs import Pair, all_pairs, pair_ratio, reasons_text, verdict_text
from dashboard.model import Selection
from dashboard.web.components.values import what_text
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["verdict_list"]

_MOST_PAIRS = 10


def verdict_list(lookup: Lookup, rows: Sequence[Row], selection: Selection, name: str) -> list[Component]:
    """A heading and a line per pair: places first, then extracted against curated; all others folded away below.

    Empty for a single value. `name` makes the fold's id.
    """
    lang = selection.lang
    pairs = all_pairs(rows, selection.mode, lookup.catalogue)
    if not pairs:
        return []
    mains = {row["ref_area"]: row["observation_id"] for row in reversed(rows)}
    first = [pair for pair in pairs if _is_told_first(pair, mains)][:_MOST_PAIRS]
    shown = {id(pair) for pair in first}
    others = [pair for pair in pairs if id(pair) not in shown]
    lines = [_line(lookup, pair, lang) for pair in first]
    if others:
        summary = html.Summary(say(WORDS, "verdicts.more", lang, count=len(others)))
        folded = html.Div([_line(lookup, pair, lang) for pair in others], className="verdicts")
        lines.append(html.Details([summary, folded], className="other-pairs", id=f"pairs-{name}"))
    return [html.Section([html.H3(say(WORDS, "verdicts", lang)), *lines], className="verdicts")]


def _is_told_first(pair: Pair, mains: dict[str, str]) -> bool:
    """Whether both are the main values of their places, or one place's main value stands beside one of another origin."""
    a, b = pair.a, pair.b
    main, other = (row["observation_id"] == mains[row["ref_area"]] for row in (a, b))
    beside = a["ref_area"] == b["ref_area"] and a["origin"] != b["origin"]
    return bool(main and (other or beside))


def _line(lookup: Lookup, pair: Pair, lang: str) -> Component:
    code = pair.verdict.verdict
    names = say(WORDS, "verdict.pair", lang, a=what_text(lookup, pair.a, lang), b=what_text(lookup, pair.b, lang))
    badge = html.Span(verdict_text(code, lang), className=f"badge badge-{code}")
    said = (pair_ratio(pair, lookup.catalogue, lang), reasons_text(pair.verdict, lang))
    words = [html.Span(text, className="small") for text in said if text]
    return html.Div([badge, html.Span(names), *words], className="verdict")
