"""A brief put together: indicators, places, kinds of charts and findings, all in the address; then the file to attach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue import find_place
from dashboard.export import CHARTS
from dashboard.export.board import LONGEST_INTRODUCTION, LONGEST_TITLE, Board, board_of_query
from dashboard.export.boards import BOARD_FORMATS
from dashboard.model import Selection
from dashboard.web.components.attributes import labelled
from dashboard.web.components.exports import file_link, told
from dashboard.web.components.links import check_link
from dashboard.web.components.picker import clear_link, indicator_picker, period_picker, picker, place_picker
from dashboard.web.lookup import Lookup
from dashboard.web.pages import compare
from dashboard.web.state import toggled
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/brief"
TITLE = "brief.title"

_MOST_PLACES = 60
_MOST_FINDINGS = 40


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of the page share."""

    lookup: Lookup
    selection: Selection
    board: Board
    others: Mapping[str, str]

    def link(self, **changed: str) -> str:
        """The address of the page with some of its own keys changed."""
        return self.lookup.href(PATH, self.selection, **{**self.others, **changed})

    def say(self, key: str, **words: object) -> str:
        """A sentence of the page in its language."""
        return say(WORDS, key, self.selection.lang, **words)


def layout(
    lookup: Lookup, selection: Selection, others: Mapping[str, str] | None = None, **_ids: object
) -> list[Component]:
    """The pickers, what the brief will hold, and the links that make it."""
    full = compare.completed(lookup, selection)
    board = board_of_query(lookup.project, full, others or {})
    kept = {
        "charts": ",".join(board.charts),
        "findings": ",".join(board.findings),
        "title": board.headline,
        "introduction": board.introduction,
    }
    page = _Page(lookup, full, board, {key: text for key, text in kept.items() if text and text != CHARTS[0]})
    offered = compare.choices(lookup)
    places = list(dict.fromkeys((*full.places, *offered.places[:_MOST_PLACES])))
    return [
        html.Div([html.H1(page.say(TITLE), tabIndex=-1), html.P(page.say("brief.lede"))], className="lede"),
        picker(
            indicator_picker(lookup, full, PATH, offered.indicators, False, **page.others),
            place_picker(lookup, full, PATH, places, False, **page.others),
            period_picker(lookup, full, PATH, compare.years(lookup, full), "pick.newest", **page.others),
            _kinds(page),
            _findings(page),
        ),
        _words(page),
        _making(page),
        clear_link(lookup, full, PATH),
    ]


def _row(name: str, children: list[Component]) -> Component:
    return html.Div(
        [html.Span(name, className="pick-name"), html.Div(children)],
        className="pick-row",
        role="group",
        **labelled(name),
    )


def _words(page: _Page) -> Component:
    """A title and an introduction of the author's own: a plain form, whose answer is the address with both."""
    path, _, query = page.link(title="", introduction="").partition("?")
    kept = [dcc.Input(type="hidden", name=name, value=value, id=f"own-{name}") for name, value in parse_qsl(query)]
    title = dcc.Input(
        type="text", name="title", value=page.board.headline, id="own-title", maxLength=LONGEST_TITLE,
        placeholder=replace(page.board, headline="").title,
    )  # fmt: skip
    introduction = dcc.Textarea(
        name="introduction",
        value=page.board.introduction,
        id="own-introduction",
        maxLength=LONGEST_INTRODUCTION,
        rows=4,
    )
    written = bool(page.board.headline or page.board.introduction)
    fields = [
        html.Label(page.say("brief.own.title"), htmlFor="own-title"), title,
        html.Label(page.say("brief.own.introduction", most=LONGEST_INTRODUCTION), htmlFor="own-introduction"), introduction,
        html.Button(page.say("brief.own.take"), type="submit", className="button"),
    ]  # fmt: skip
    return html.Details(
        [
            html.Summary(page.say("brief.own")),
            html.Form([*kept, *fields], action=path, method="GET", className="own-words"),
        ],
        open=written,
    )


def _kinds(page: _Page) -> Component:
    """The kinds of charts; the last one chosen stays."""
    chips = []
    for chart in CHARTS:
        chosen = toggled(page.board.charts, chart) or (chart,)
        ordered = ",".join(each for each in CHARTS if each in chosen)
        words = page.say(f"nav.{chart}")
        chips.append(check_link(words, page.link(charts=ordered), chart in page.board.charts, f"kind-{chart}"))
    return _row(page.say("brief.charts"), [html.Div(chips, className="chips")])


def _findings(page: _Page) -> Component:
    """The findings about the documents and values of these places, each to be taken in or left out."""
    numbers = _about(page)
    if not numbers:
        return _row(page.say("brief.findings"), [html.P(page.say("brief.findings.none"), className="small")])
    taken = [number for number in numbers if page.lookup.anchors[number] in page.board.findings]
    rest = len(numbers) - _MOST_FINDINGS
    more = [html.P(page.say("brief.findings.more", count=rest), className="small")] if rest > 0 else []
    words = page.say("brief.findings.all", chosen=len(taken), all=len(numbers))
    folded = html.Details(
        [html.Summary(words), _list(page, numbers[:_MOST_FINDINGS], "all"), *more],
        className="pick-more",
        id="pick-findings",
    )
    return _row(page.say("brief.findings"), [*([_list(page, taken, "on")] if taken else []), folded])


def _list(page: _Page, numbers: Sequence[int], where: str) -> Component:
    return html.Ul([html.Li(_finding(page, number, where)) for number in numbers], className="rows picks")


def _finding(page: _Page, number: int, where: str) -> Component:
    finding, name = page.lookup.findings[number], page.lookup.anchors[number]
    chosen = ",".join(toggled(page.board.findings, name))
    text = finding.zh if page.selection.lang == "zh" else finding.en
    return check_link(text, page.link(findings=chosen), name in page.board.findings, f"{where}-finding-{name}")


def _about(page: _Page) -> list[int]:
    """The findings of the values shown and of the documents of these places, those chosen first."""
    lookup = page.lookup
    shown = set(lookup.findings_about(page.board.rows))
    places = set(page.selection.places)
    named = {document.name for document in lookup.documents.values() if _code(lookup, document.place) in places}
    numbers = [n for n, each in enumerate(lookup.findings) if n in shown or named & set(each.documents)]
    return sorted(numbers, key=lambda n: (lookup.anchors[n] not in page.board.findings, n not in shown, n))


def _code(lookup: Lookup, place: str | None) -> str:
    found = find_place(lookup.catalogue.places, place) if place else None
    return found.code if found else ""


def _making(page: _Page) -> Component:
    """What the brief will hold and the links that make it; a sentence where there is nothing."""
    board = page.board
    if not board.requests and not board.found:
        return html.P(page.say("brief.nothing"), className="empty")
    counts = {"charts": len(board.requests), "values": len(board.rows), "findings": len(board.found)}
    links = [
        file_link(page.lookup, page.selection, f"brief.{form}", page.say(f"brief.form.{form}"), **page.others)
        for form in BOARD_FORMATS
    ]
    return html.Div(
        [
            html.P(page.say("brief.contents", **counts)),
            html.Div(
                [html.Span(page.say("brief.make"), className="export-name"), html.Div(links, className="export-parts")],
                className="export-row",
            ),
            html.P("", className="export-status small", role="status"),
        ],
        className="panel brief-making",
        **told(page.selection.lang),
    )
