"""What only a printed page says."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["paper_note"]


def paper_note(lang: str) -> Component:
    """That a printed matrix lists stated cells only, and that the others are not zero."""
    return html.P(say(WORDS, "paper.cells", lang), className="paper-only small")
