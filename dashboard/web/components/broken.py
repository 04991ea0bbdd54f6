"""The banner over a page whose files are broken: what is wrong and where, for as long as it is so."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Problem
from dashboard.web.components.attributes import Attributes
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["broken_banner", "live_shell"]

_AT_ONCE = 3  # problems that are shown before the rest is unfolded
_BEFORE, _BEHIND = 48, 60  # characters of a line that are shown either side of a fault


def live_shell() -> list[Component]:
    """The places for the banner and for the word that the server is gone, empty on every page."""
    gone: Attributes = {f"data-{lang}": say(WORDS, "gone", lang) for lang in ("zh", "en")}
    return [
        html.Div(id="broken", role="alert"),
        html.Div(id="gone", className="gone", role="status", hidden=True, **gone),
    ]


def broken_banner(problems: Sequence[Problem], lang: str) -> list[Component]:
    """What is wrong with the files, to be folded but not to be sent away; nothing where nothing is wrong."""
    if not problems:
        return []
    files = say(WORDS, "broken.names", lang).join(dict.fromkeys(problem.file for problem in problems))
    title = say(WORDS, "broken.title", lang, file=files, count=len(problems))
    rest = problems[_AT_ONCE:]
    more = [html.Details([html.Summary(say(WORDS, "broken.more", lang, count=len(rest))), _list(rest, lang)])]
    inside = [_list(problems[:_AT_ONCE], lang), *(more if rest else []), html.P(say(WORDS, "broken.hint", lang))]
    return [html.Details([html.Summary(title), html.Div(inside)], className="broken", open=True)]


def _list(problems: Sequence[Problem], lang: str) -> Component:
    return html.Ul([_item(problem, lang) for problem in problems])


def _item(problem: Problem, lang: str) -> Component:
    """Where, what, and the line with a caret under the place."""
    whole = say(WORDS, "broken.whole", lang, file=problem.file)
    where = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else whole
    said = problem.zh if lang == "zh" else problem.en
    return html.Li([html.Code(where), html.Span(said), *_line(problem)])


def _line(problem: Problem) -> list[Component]:
    """The line, cut around the fault, with a caret.

    Before the caret stands the line's own text, unseen: so it is below the right character whatever the font.
    """
    if not problem.excerpt.strip():
        return []
    at = max(problem.column - 1, 0)
    first = max(0, at - _BEFORE)
    before, behind = problem.excerpt[first:at], problem.excerpt[at : at + _BEHIND]
    before = f"…{before}" if first else before
    unheard: Attributes = {"aria-hidden": "true"}
    caret = html.Span([html.Span(before, className="before"), "^"], className="caret", **unheard)
    return [html.Pre([f"{before}{behind}\n", caret])]
