"""What surrounds every page: skip link, masthead with navigation and language switch, footer."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.editions import can_be_kept
from dashboard.model import Selection
from dashboard.web.access import editing_offered
from dashboard.web.components.attributes import labelled
from dashboard.web.components.links import page_link
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["framed", "ignored_notice"]

_NAV = (
    ("home", "/"),
    ("compare", "/compare"),
    ("composition", "/composition"),
    ("plan", "/plan"),
    ("trend", "/trend"),
    ("coverage", "/coverage"),
    ("findings", "/findings"),
    ("documents", "/documents"),
)
_REVIEW = ("review", "/review")
_KEEPS_SELECTION = ("compare", "composition", "plan", "trend")


def framed(
    lookup: Lookup, selection: Selection, path: str, others: dict[str, str], body: list[Component]
) -> list[Component]:
    """The whole visible page. `path` is without the prefix; `others` are query keys beside the selection."""
    lang = selection.lang
    return [
        html.A(say(WORDS, "skip", lang), href="#main", className="skip"),
        html.Header(
            html.Div(
                [
                    page_link(_project_title(lookup, lang), lookup.href("/", Selection(lang=lang)), className="brand"),
                    html.Nav(_nav(lookup, selection, path), className="nav", **labelled(say(WORDS, "nav", lang))),
                    _language_switch(lookup, selection, path, others),
                ],
                className="masthead-in",
            ),
            className="masthead",
        ),
        html.Main(body, id="main", tabIndex=-1),
        _footer(lookup, _freeze_link(lookup, selection, path, others), lang),
    ]


def ignored_notice(ignored: tuple[str, ...], lang: str) -> list[Component]:
    """A line naming the parts of the address that were left out; nothing if there are none."""
    if not ignored:
        return []
    shown = html.Code("  ".join(ignored[:8]) + ("  …" if len(ignored) > 8 else ""))
    return [html.P([say(WORDS, "ignored", lang), shown], className="notice", role="status")]


def _project_title(lookup: Lookup, lang: str) -> str:
    project = lookup.catalogue.project
    return project.title_zh if lang == "zh" else project.title_en


def _nav(lookup: Lookup, selection: Selection, path: str) -> list[Component]:
    """The pages; charts keep what is selected, the others keep only the language."""
    links = []
    for name, target in (*_NAV, *([_REVIEW] if editing_offered() else [])):
        kept = selection if name in _KEEPS_SELECTION else Selection(lang=selection.lang)
        here = path == target or (target != "/" and path.startswith(target + "/"))
        current = {"aria-current": "page"} if here else {}
        links.append(page_link(say(WORDS, f"nav.{name}", selection.lang), lookup.href(target, kept), **current))
    return links


def _language_switch(lookup: Lookup, selection: Selection, path: str, others: dict[str, str]) -> Component:
    """The same page in the other language; a full load, so that the document itself is served in that language."""
    other = "en" if selection.lang == "zh" else "zh"
    return html.A(
        say(WORDS, "other_language", selection.lang),
        href=lookup.href(path, replace(selection, lang=other), **others),
        className="lang",
        lang="en" if other == "en" else "zh-CN",
        title=say(WORDS, "other_language.label", selection.lang),
        hrefLang="en" if other == "en" else "zh-CN",
    )


def _footer(lookup: Lookup, freeze: list[Component], lang: str) -> Component:
    lines = (
        say(WORDS, "footer.licence", lang, licence=lookup.catalogue.project.licence_data),
        say(WORDS, "footer.rounding", lang),
        say(WORDS, "footer.local", lang),
    )
    version = say(WORDS, "footer.version", lang, version=lookup.project.version[:10])
    history = page_link(version, lookup.href("/history", Selection(lang=lang)))
    return html.Footer(html.Div([*map(html.Span, lines), history, *freeze], className="footer-in"), className="footer")


def _freeze_link(lookup: Lookup, selection: Selection, path: str, others: dict[str, str]) -> list[Component]:
    """The address of this view with the data as they are now, whatever they become; none where no edition can be kept."""
    if lookup.at or not can_be_kept(lookup.project):
        return []
    target = lookup.href(path, selection, **{**others, "at": lookup.project.version})
    return [page_link(say(WORDS, "frozen.freeze", selection.lang), target)]
