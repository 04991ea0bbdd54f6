"""Parts of a page that nothing in Dash listens to, sent as one component.

Dash watches every component of a page; a page of some hundred elements costs the browser more than its charts. What has no
callback is sent as plain data instead, `[tag, props, child …]`, and our script makes React elements of it: the same
elements, text still only as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from dash.development.base_component import Component

__all__ = ["Still", "stilled"]

_ELEMENTS = "dash_html_components"


class Still(Component):
    """A row of elements without callbacks; drawn by `Still` in our script."""

    _children_props: list[str] = []  # noqa: RUF012 - as dash declares it
    _base_nodes: list[str] = []  # noqa: RUF012 - as dash declares it
    _namespace = "station_components"
    _type = "Still"

    def __init__(self, tree: list[Any]) -> None:
        # Dash's own checks what it is given, and for that looks for a package of this namespace: each time, in vain.
        self._prop_names = ["tree"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = ["tree"]
        self.available_wildcard_properties: list[str] = []
        self.tree = tree


def stilled(children: Iterable[Any], heard: Set[str]) -> list[Any]:
    """Children with every run of elements that holds nothing live as one `Still`.

    Live is what is no plain element (a chart, a store) and what a callback hears of: an id in `heard`, or a pattern.
    """
    found: list[Any] = []
    run: list[Any] = []
    for child in children:
        if _is_still(child, heard):
            run.append(_plain(child))
            continue
        found += [Still(run)] if run else []
        run = []
        _still_inside(child, heard)
        found.append(child)
    return [*found, Still(run)] if run else found


def _still_inside(component: Component, heard: Set[str]) -> None:
    """The children of a live element, stilled as far as they go."""
    inside = _children(component)
    if component._namespace == _ELEMENTS and inside:
        component.children = stilled(inside, heard)


def _is_still(node: Any, heard: Set[str]) -> bool:
    if not isinstance(node, Component):
        return True
    name = getattr(node, "id", None)
    if node._namespace != _ELEMENTS or isinstance(name, dict) or name in heard:
        return False
    return all(_is_still(child, heard) for child in _children(node))


def _children(component: Component) -> list[Any]:
    inside = getattr(component, "children", None)
    if inside is None:
        return []
    return list(inside) if isinstance(inside, list | tuple) else [inside]


def _plain(node: Any) -> Any:
    """An element as `[tag, props, child …]`; text, numbers and nothing as they are."""
    if not isinstance(node, Component):
        return node
    inside = [_plain(child) for child in _children(node)]
    known = {name: value for name, value in vars(node).items() if name not in _OWN and value is not None}
    return [node._type.lower(), known, *inside]


_OWN = {
    "children",
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
}
