"""Attributes that are not Python names (`aria-…`, `data-…`), as keyword dictionaries."""

from __future__ import annotations

from typing import Any

__all__ = ["Attributes", "copies", "labelled", "needs", "opens"]

Attributes = dict[str, Any]


def labelled(text: str) -> Attributes:
    """A name for what has no visible one."""
    return {"aria-label": text}


def opens(key: str, label: str = "") -> Attributes:
    """Makes an element open the drawer on `o:<observation_id>` or `m:<mention_id>`."""
    return {"data-open": key, "aria-haspopup": "dialog", **(labelled(label) if label else {})}


def copies(text: str, done: str) -> Attributes:
    """Makes a button copy a text and then announce `done`."""
    return {"data-copy": text, "data-done": done}


def needs(script: str, style: str) -> Attributes:
    """Makes a part of a page bring a script and a style sheet of its own, by their addresses, when it is first drawn."""
    return {"data-script": script, "data-style": style}
