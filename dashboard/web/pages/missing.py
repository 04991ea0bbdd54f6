"""The page for an address that leads nowhere."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.components.links import page_link
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["TITLE", "layout"]

TITLE = "missing.title"


def layout(lookup: Lookup, selection: Selection, **_ids: object) -> list[Component]:
    """Says so, and leads back."""
    lang = selection.lang
    home = page_link(say(WORDS, "missing.home", lang), lookup.href("/", Selection(lang=lang)), className="button")
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "missing.text", lang)), home],
            className="empty",
        )
    ]
