"""The review queue: what waits for a person, one item at a time, decided by keyboard or mouse (`assets/review.js`).

The page brings the words and the frame; what waits comes as plain data from `editing.py` and is drawn as text.
"""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.assets_on_need import asset_address
from dashboard.web.components.attributes import Attributes, labelled, needs
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.curation import WORDS as CURATION

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/review"
TITLE = "nav.review"

_SAID = ("do", "read", "form", "history", "said", "stale", "keys", "queue", "refused.missing", "access.token.label")


def layout(lookup: Lookup, selection: Selection, **_ids: object) -> list[Component]:
    """Heading, messages, and the place the queue is drawn in."""
    lang = selection.lang
    words = {
        key: say_raw(key, lang)
        for key in CURATION
        if key.startswith(tuple(f"{name}." for name in _SAID)) or key in _SAID
    }
    about: Attributes = {
        "data-words": json.dumps(words, ensure_ascii=False),
        "data-base": f"{lookup.prefix.rstrip('/')}{PATH}/",
        "data-lang": lang,
        "data-version": lookup.project.version,
    }
    return [
        html.Div(
            [html.H1(say(CURATION, "review.title", lang), tabIndex=-1), html.P(say(CURATION, "review.lede", lang))],
            className="lede",
        ),
        html.Div(id="review-said", role="status", className="review-said"),
        html.Div(id="review-refused", role="alert", className="review-said"),
        html.Div(
            id="review",
            className="review",
            role="region",
            **about,
            **labelled(say(CURATION, "queue.list", lang)),
            **needs(*(asset_address(lookup.prefix, name) for name in ("review.js", "review.css"))),
        ),
    ]


def say_raw(key: str, lang: str) -> str:
    """A sentence with its placeholders still in it: the page fills them."""
    zh, en = CURATION[key]
    return zh if lang == "zh" else en
