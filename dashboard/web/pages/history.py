"""The editions of the data, newest first, and what changed between two of them; the address holds which: `from`, `to`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import has, indicator_name, value_text
from dashboard.charts.sources import citation
from dashboard.editions import Edition, changes_since, editions, find_edition, open_edition
from dashboard.errors import UsageError
from dashboard.export.changes import changes_title, counts_text, fields_text, what_is_observed
from dashboard.model import Selection
from dashboard.observations.changes import Changed, Changes
from dashboard.project import Project
from dashboard.web.components.links import page_link
from dashboard.web.components.passage import run_on
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout"]

PATH = "/history"
TITLE = "history.title"

_MOST_SHOWN = 60  # of each kind of change


def layout(
    lookup: Lookup, selection: Selection, others: Mapping[str, str] | None = None, **_ids: object
) -> list[Component]:
    """The list of editions; with `from` (and `to`, else the data as they are) the changes above it."""
    lang = selection.lang
    known = editions(lookup.project.folder)
    asked = others or {}
    shown = _between(lookup, asked["from"], asked.get("to", ""), lang) if asked.get("from") else []
    lede = [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "history.lede", lang))]
    rows = [_line(lookup, each, lang) for each in reversed(known)]
    caption = html.Caption(say(WORDS, "history.list", lang), className="unseen")
    table = html.Table([caption, _head(lang), html.Tbody(rows)], className="numbers")
    listed = html.Div(table, className="scroll history-editions")
    return [
        html.Div(lede, className="lede"),
        *shown,
        listed if known else html.P(say(WORDS, "history.none", lang), className="empty"),
    ]


# --- editions ------------------------------------------------------------------------------------------------------


def _head(lang: str) -> Component:
    names = ("number", "when", "changes", "look")
    return html.Thead(html.Tr([html.Th(say(WORDS, f"history.{name}", lang), scope="col") for name in names]))


def _line(lookup: Lookup, edition: Edition, lang: str) -> Component:
    plain = Selection(lang=lang)
    changes = lookup.href(PATH, plain, **{"from": edition.previous, "to": edition.version})
    since = lookup.href(PATH, plain, **{"from": edition.version})
    counted = counts_text(edition, lang)
    return html.Tr(
        [
            html.Th(edition.number, scope="row"),
            html.Td(html.Time(edition.when.replace("T", " ").replace("Z", " UTC"), dateTime=edition.when)),
            html.Td(page_link(counted, changes) if edition.previous else counted),
            html.Td(
                [
                    page_link(say(WORDS, "history.since", lang), since),
                    " · ",
                    page_link(say(WORDS, "history.view", lang), lookup.href("/", plain, at=edition.version)),
                ]
            ),
        ]
    )


# --- changes -------------------------------------------------------------------------------------------------------


def _between(lookup: Lookup, old: str, new: str, lang: str) -> list[Component]:
    """What changed between two editions; a notice where one of them is not there."""
    try:
        before, name = _opened(lookup, old)
        after, other = _opened(lookup, new) if new else (lookup.project, say(WORDS, "history.now", lang))
    except UsageError as error:
        return [html.P(error.zh if lang == "zh" else error.en, className="notice", role="status")]
    changes = changes_since(before, after)
    title = say(WORDS, "history.between", lang, old=name, new=other)
    return [
        html.Section(
            [
                html.H2(title),
                html.P(changes_title(changes, lang), className="said"),
                *_sections(lookup, changes, before.catalogue, after.catalogue, lang),
            ],
            className="panel history",
        )
    ]


def _opened(lookup: Lookup, name: str) -> tuple[Project, str]:
    edition = find_edition(lookup.project.folder, name)
    if edition is None:
        words = (say(WORDS, "history.unknown", each, name=name[:40]) for each in ("zh", "en"))
        raise UsageError(*words)
    return open_edition(lookup.project.folder, edition), edition.number


def _sections(lookup: Lookup, changes: Changes, before: Catalogue, after: Catalogue, lang: str) -> Iterator[Component]:
    yield from _part("removed", changes.removed, lambda row: _stated(lookup, row, before, lang), lang)
    yield from _part("changed", changes.changed, lambda each: _changed(lookup, each, before, after, lang), lang)
    yield from _part("added", changes.added, lambda row: _stated(lookup, row, after, lang), lang)
    yield from _part("worded", changes.worded, lambda each: _worded(each, after, lang), lang)
    for kind in ("redefined", "renamed"):
        yield from _part(kind, getattr(changes, kind), lambda name: [html.P(indicator_name(name, after, lang))], lang)


def _part(kind: str, items: tuple[Any, ...], drawn: Callable[[Any], list[Component]], lang: str) -> Iterator[Component]:
    """The changes of one kind under a heading that counts them; what is beyond the page's measure is counted only."""
    if not items:
        return
    yield html.H3(say(WORDS, f"history.kind.{kind}", lang, count=len(items)))
    yield html.Ul([html.Li(drawn(item)) for item in items[:_MOST_SHOWN]], className="history-list")
    if len(items) > _MOST_SHOWN:
        yield html.P(say(WORDS, "history.more", lang, count=len(items) - _MOST_SHOWN), className="small")


def _stated(lookup: Lookup, row: Row, catalogue: Catalogue, lang: str) -> list[Component]:
    what = say(WORDS, "history.stated", lang, what=what_is_observed(row, catalogue, lang))
    return [html.P([what, html.B(value_text(row, catalogue, lang))]), *_source(lookup, row, lang)]


def _changed(lookup: Lookup, changed: Changed, before: Catalogue, after: Catalogue, lang: str) -> list[Component]:
    old, new = value_text(changed.old, before, lang), value_text(changed.new, after, lang)
    what = say(WORDS, "history.stated", lang, what=what_is_observed(changed.new, after, lang))
    why = html.Span(say(WORDS, f"history.why.{changed.why}", lang), className="badge badge-plain")
    return [
        html.P([why, " ", what, html.Del(old), " → ", html.Ins(new)]),
        *_bars(changed, old, new),
        *_source(lookup, changed.new, lang),
    ]


def _bars(changed: Changed, old: str, new: str) -> list[Component]:
    """Both values as bars of one scale, where both are numbers of one unit; said by the text before, so for the eye only."""
    values = (changed.old["value"], changed.new["value"])
    if not all(map(has, values)) or changed.old["unit"] != changed.new["unit"] or max(values) <= 0 or min(values) < 0:
        return []
    widths = [100 * value / max(values) for value in values]
    bars = [
        html.Div([html.Span(style={"width": f"{width:.1f}%"}), html.Em(text)], className=f"bar-{name}")
        for width, name, text in zip(widths, ("old", "new"), (old, new), strict=True)
    ]
    hidden: dict[str, Any] = {"aria-hidden": "true"}
    return [html.Div(bars, className="history-bars", **hidden)]


def _worded(changed: Changed, catalogue: Catalogue, lang: str) -> list[Component]:
    what = say(WORDS, "history.stated", lang, what=what_is_observed(changed.new, catalogue, lang))
    return [html.P([what, fields_text(changed, lang)])]


def _source(lookup: Lookup, row: Row, lang: str) -> list[Component]:
    """The sentence with its source, and the way to the chart."""
    quote = run_on(str(row["quote"]))
    chosen = Selection(indicators=(row["indicator"],), places=(row["ref_area"],) if row["ref_area"] else (), lang=lang)
    link = page_link(say(WORDS, "history.chart", lang), lookup.href("/trend", chosen))
    source = citation(row, lang)
    said = [html.Blockquote(quote, className="quote", lang="zh-CN")] if quote else []
    return [*said, html.P([source, " · " if source else "", link], className="small")]
