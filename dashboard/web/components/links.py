"""Links inside the app: plain anchors the reader may open in a new tab; our script follows them without a reload."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component

from dashboard.model import Selection
from dashboard.web.lookup import Lookup

__all__ = ["check_link", "choice_link", "outside_link", "page_link", "place_address"]


def page_link(children: Any, href: str, **props: Any) -> Component:
    """An anchor to another page or state of the app."""
    return html.A(children, href=href, **{"data-nav": "1", **props})


def check_link(children: Any, href: str, checked: bool, key: str) -> Component:
    """A chip that puts something into the selection or takes it out; `key` is a stable id that keeps the focus."""
    state = {"role": "checkbox", "aria-checked": "true" if checked else "false"}
    return page_link(children, href, className="chip", id=key, **state)


def choice_link(children: Any, href: str, chosen: bool, key: str) -> Component:
    """One of several states; the current one says so."""
    return page_link(children, href, className="chip", id=key, **({"aria-current": "true"} if chosen else {}))


def place_address(lookup: Lookup, code: str, lang: str) -> str:
    """The address of a place's profile."""
    return lookup.href(f"/place/{code}", Selection(lang=lang))


def outside_link(url: str) -> Component:
    """A source's address as text, clickable only if it is plain http or https."""
    if urlsplit(url).scheme in ("http", "https"):
        return html.A(url, href=url, rel="noopener noreferrer nofollow", target="_blank")
    return html.Span(url)
