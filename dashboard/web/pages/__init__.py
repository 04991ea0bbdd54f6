"""The pages and their addresses. A page module has PATH, TITLE and `layout(lookup, selection, …) → components`."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from urllib.parse import unquote

from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.lookup import Lookup
from dashboard.web.pages import (
    brief,
    compare,
    composition,
    coverage,
    document,
    documents,
    findings,
    history,
    home,
    indicator,
    missing,
    place,
    plan,
    review,
    trend,
)
from dashboard.web.screen import Screen
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PAGES", "Visit", "find_page", "unknown_words"]

PAGES: tuple[ModuleType, ...] = (
    home,
    compare,
    composition,
    plan,
    trend,
    coverage,
    findings,
    history,
    documents,
    document,
    indicator,
    place,
    review,
    brief,
)

_PAGE_KEYS = ("severity", "code", "document", "theme")  # query keys of single pages, beside the selection


@dataclass(frozen=True, slots=True)
class Visit:
    """A page with the ids its address carries. `found` is False for the page that says there is none."""

    page: ModuleType
    path: str
    name: str = ""
    found: bool = True

    def title(self, lookup: Lookup, lang: str) -> str:
        """The page's own name: of a document its title, of an indicator or a place its name."""
        if self.page is document:
            return document.title_of(lookup, self.name) or self.name
        if self.page is indicator:
            return indicator.title_of(lookup, self.name, lang) or self.name
        if self.page is place:
            return place.title_of(lookup, self.name, lang) or self.name
        return say(WORDS, str(self.page.TITLE), lang)

    def draw(self, lookup: Lookup, selection: Selection, screen: Screen, others: dict[str, str]) -> list[Component]:
        """The page's components. `others` are query keys that are not part of the selection."""
        words = {key: others.get(key, "") for key in _PAGE_KEYS}
        drawn: list[Component] = self.page.layout(
            lookup, selection, name=self.name, screen=screen, others=others, **words
        )
        return drawn


def unknown_words(lookup: Lookup, visit: Visit, others: dict[str, str]) -> tuple[str, ...]:
    """What a page does not know of its own query keys, as `key=value`; a page that reads them itself says so itself."""
    known = getattr(visit.page, "known_words", None)
    if known is None:
        return ()
    words: dict[str, set[str]] = known(lookup)
    return tuple(f"{key}={others[key][:60]}" for key, every in words.items() if others.get(key, "") not in ("", *every))


def find_page(lookup: Lookup, path: str) -> Visit:
    """The page of a path below the prefix; unknown paths, documents, indicators and places lead to `missing`."""
    clean = "/" + path.strip("/")
    head, _, tail = clean[1:].partition("/")
    name = unquote(tail)
    if head == "documents" and name in lookup.documents:
        return Visit(document, clean, name)
    if head == "indicator" and name in lookup.catalogue.indicators:
        return Visit(indicator, clean, name)
    if head == "place" and name in lookup.catalogue.places:
        return Visit(place, clean, name)
    for page in PAGES:
        if clean == page.PATH:
            return Visit(page, clean)
    return Visit(missing, clean, found=False)
