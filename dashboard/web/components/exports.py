"""The export menu: the current selection as a picture, a table, a page, a link, a citation or a brief.

Every entry is a plain link to the file, made by the server; our script shows that it is being made, waits where the server
is busy, and copies what is to be copied.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.components.attributes import Attributes, labelled
from dashboard.web.components.links import page_link
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["export_bar", "export_links", "file_link", "told"]

_PICTURES = (("png", 1), ("png", 2), ("png", 4), ("svg", 0), ("pdf", 0))
_TABLES = ("csv", "xlsx", "json", "parquet")
_COPIED_SCALE = 2
_TOLD = ("making", "waiting", "done", "failed", "lost", "copied", "uncopied")


def export_bar(lookup: Lookup, selection: Selection, chart: str) -> Component:
    """The menu of a page of charts; `chart` (one of `dashboard.export.CHARTS`) says which chart is meant."""
    lang = selection.lang
    pictures = [_picture(lookup, selection, chart, form, scale) for form, scale in _PICTURES]
    tables = [file_link(lookup, selection, name, name.upper(), chart=_named(chart)) for name in _TABLES]
    pages = [file_link(lookup, selection, "html", "HTML", chart=_named(chart))]
    copied = lookup.href("/export/png", selection, chart=_named(chart), scale=str(_COPIED_SCALE))
    copies = [
        _button("export.copy.picture", lang, {"data-copy-picture": copied}),
        _button("export.copy.link", lang, {"data-copy-link": "1"}),
    ]
    brief = [page_link(say(WORDS, "export.brief.make", lang), lookup.href("/brief", selection))]
    rows = (("pictures", [*pictures, copies[0]]), ("tables", tables), ("page", [*pages, *brief]), ("link", [copies[1]]))
    panel = [
        html.P("", className="export-status small", role="status"),
        *(_row(name, parts, lang) for name, parts in rows),
        _citation(lookup, selection, chart),
    ]
    return html.Details(
        [html.Summary(say(WORDS, "export", lang)), html.Div(panel, className="export-panel")],
        className="export-menu",
        id="export-menu",
        **told(lang),
    )


def export_links(lookup: Lookup, selection: Selection, chart: str, formats: Sequence[str], **others: str) -> Component:
    """Links to `/export/<format>` with the selection; `chart` (one of `dashboard.export.CHARTS`, or `coverage`) says what of.

    `others` are the page's own query keys.
    """
    lang = selection.lang
    links = [file_link(lookup, selection, name, name.upper(), chart=_named(chart), **others) for name in formats]
    status = html.P("", className="export-status small", role="status")
    return html.Div([html.Span(say(WORDS, "export", lang)), *links, status], className="exports", **told(lang))


def told(lang: str) -> Attributes:
    """What our script says while a file is made, as attributes of the element around the links."""
    return {f"data-{key}": say(WORDS, f"export.menu.{key}", lang) for key in _TOLD}


def file_link(lookup: Lookup, selection: Selection, name: str, words: str, **others: str) -> Component:
    """A link to a file of the selection, which our script follows without leaving the page."""
    label = labelled(say(WORDS, "export.label", selection.lang, format=words))
    known: Attributes = {"data-export": "1", **label}
    scale = others.get("scale", "")
    key = f"export-{name}{f'-{scale}' if scale else ''}".replace(".", "-")
    return html.A(words, href=lookup.href(f"/export/{name}", selection, **others), id=key, **known)


def _picture(lookup: Lookup, selection: Selection, chart: str, form: str, scale: int) -> Component:
    words = f"{form.upper()} {scale}×" if scale else form.upper()
    size = {"scale": str(scale)} if scale else {}
    return file_link(lookup, selection, form, words, chart=_named(chart), **size)


def _named(chart: str) -> str:
    """The chart as a query key says it: nothing for the first."""
    return "" if chart == "compare" else chart


def _row(name: str, parts: Sequence[Component], lang: str) -> Component:
    words = say(WORDS, f"export.row.{name}", lang)
    return html.Div(
        [html.Span(words, className="export-name"), html.Div(list(parts), className="export-parts")],
        className="export-row",
        role="group",
        **labelled(words),
    )


def _button(key: str, lang: str, attributes: Attributes) -> Component:
    return html.Button(say(WORDS, key, lang), type="button", **attributes)


def _citation(lookup: Lookup, selection: Selection, chart: str) -> Component:
    """How to cite the chart; fetched when the menu is opened, since it bears the day it was looked at."""
    lang = selection.lang
    parts = [
        html.Div(
            [html.P("", className="citation"), _button(f"export.copy.{kind}", lang, {"data-copy-citation": kind})],
            className="export-cited",
        )
        for kind in ("reference", "sentence")
    ]
    words = say(WORDS, "export.row.cite", lang)
    asked: Attributes = {"data-cite": lookup.href(f"/cite/{chart}", selection)}
    return html.Div(
        [html.Span(words, className="export-name"), html.Div(parts, className="export-parts")],
        className="export-row",
        role="group",
        **labelled(words),
        **asked,
    )
