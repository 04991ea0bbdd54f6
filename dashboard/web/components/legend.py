"""What the symbols beside the values mean."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import every_flag, symbols_legend
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["legend"]


def legend(lang: str, trends: bool = False) -> Component:
    """Every mark once, with the letter it has in files, folded away until asked for; those of trends where the page has some."""
    marks = every_flag(lang)
    entries = [
        (mark.word if mark.word == mark.symbol else f"{mark.word} {mark.symbol}", mark.meaning) for mark in marks
    ]
    entries += [(symbol, meaning) for symbol, meaning in symbols_legend(lang)[len(marks) :] if symbol]
    entries.append((say(WORDS, "matrix.missing", lang), say(WORDS, "legend.missing", lang)))
    if trends:
        entries.append(("↑ ↓ →", say(WORDS, "legend.change", lang)))
    items = [part for symbol, meaning in entries for part in (html.Dt(symbol), html.Dd(meaning))]
    return html.Details(
        [html.Summary(say(WORDS, "legend.title", lang)), html.Dl(items, className="meta-list")],
        className="twin",
    )
