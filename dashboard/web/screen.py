"""What the browser told about itself: its colour scheme and how wide a chart may be. Nothing else is asked."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Screen", "read_screen"]

_NARROWEST, _WIDEST = 260, 1200


@dataclass(frozen=True, slots=True)
class Screen:
    """`theme` is light or dark, `width` the pixels a chart is laid out for."""

    theme: str = "light"
    width: int = 560


def read_screen(data: object) -> Screen:
    """The screen a browser sent; whatever it is not, the default takes its place."""
    if not isinstance(data, dict):
        return Screen()
    width = data.get("width")
    sized = isinstance(width, (int, float)) and not isinstance(width, bool) and _NARROWEST <= width <= _WIDEST
    return Screen(
        theme="dark" if data.get("theme") == "dark" else "light",
        width=int(width) if sized and width is not None else Screen().width,
    )
