"""A sentence in its surroundings with the exact span marked: text nodes only, private details masked.

Offsets are those of the document's text; masking replaces characters one by one, so that no offset moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.observations.privacy import masked

__all__ = ["Passage", "cut_passage", "passage_block", "quote_block", "run_on"]

_NEAR = 160
_STOPS = "。！？；\n"
_WRAP = re.compile(r"[ \t\u3000]*\n\s*(?![\u4e00-\u9fff]{2,6}[：:])")


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence before and after the span, the span, and what stands around the sentence."""

    before: str
    lead: str
    span: str
    rest: str
    after: str


def run_on(text: str) -> str:
    """Hard line breaks taken out, for showing only: the breaks of a typed letter are no blanks between words.

    A break before a label (发文字号：) stays one.
    """
    return _WRAP.sub("", text)


def cut_passage(text: str, start: int, end: int, sentence_start: int, sentence_end: int) -> Passage:
    """Cut the sentence and up to 160 characters of the same paragraph on either side, at a sentence's end if possible."""
    shown = masked(text)
    head = shown[max(0, sentence_start - _NEAR) : sentence_start]
    head = head.rpartition("\n\n")[2]
    if len(head) == _NEAR:
        head = "…" + head[_first_stop(head) :]
    tail = shown[sentence_end : sentence_end + _NEAR].partition("\n\n")[0]
    if len(tail) == _NEAR:
        tail = tail[: _last_stop(tail)] + "…"
    return Passage(
        *map(run_on, (head, shown[sentence_start:start], shown[start:end], shown[end:sentence_end], tail)),
    )


def passage_block(passage: Passage) -> Component:
    """The passage as a quotation: the sentence in full ink, its neighbours paler, the span marked.

    A computed value has the sentence of the figures it was computed from, and no span in it.
    """
    mark = [html.Mark(passage.span, id="drawer-mark")] if passage.span else []
    return html.Blockquote(
        [
            html.Span(passage.before, className="near"),
            html.Span([passage.lead, *mark, passage.rest], className="said"),
            html.Span(passage.after, className="near"),
        ],
        className="passage",
        lang="zh-CN",
    )


def quote_block(passage: Passage, footer: list[Component | str]) -> Component:
    """The sentence alone with its span marked, and a line that says where it stands."""
    return html.Blockquote(
        [
            html.Span([passage.lead, html.Mark(passage.span), passage.rest], lang="zh-CN"),
            html.Div(footer, className="where"),
        ],
        className="quote",
    )


def _first_stop(text: str) -> int:
    """Behind the first sentence end in the text; 0 if there is none."""
    places = [text.find(stop) + 1 for stop in _STOPS if stop in text]
    return min(places, default=0)


def _last_stop(text: str) -> int:
    """Behind the last sentence end in the text; the whole length if there is none."""
    return max((text.rfind(stop) + 1 for stop in _STOPS if stop in text), default=len(text))
