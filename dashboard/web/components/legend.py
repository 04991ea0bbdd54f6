"""What the symbols beside the values mean."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import symbols_legend
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["legend"]


def legend(lang: str, trends: bool = False) -> Component:
    """Every symbol once, folded away until asked for; those of trends where the page has some."""
    entries = [(symbol, meaning) for symbol, meaning in symbols_legend(lang) if symbol]
    entries.append((say(WORDS, "matrix.missing", lang), say(WORDS, "legend.missing", lang)))
    if trends:
        entries.append(("↑ ↓ →", say(WORDS, "legend.change", lang)))
    items = [part for symbol, meaning in entries for part in (html.Dt(symbol), html.Dd(meaning))]
    return html.Details(
        [html.Summary(say(WORDS, "legend.title", lang)), html.Dl(items, className="meta-list")],
        className="twin",
    )
