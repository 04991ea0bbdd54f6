"""The marks and words of strips (`strips`) as plotly traces, plain dicts. Every point carries what a click opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.style import Theme
from dashboard.charts.typesetting import escape, text_width

__all__ = [
    "BAR",
    "Key",
    "Look",
    "Mark",
    "Words",
    "Written",
    "bar_trace",
    "label_trace",
    "legend_trace",
    "symbol_trace",
    "touch_trace",
]

BAR = 20.0
_CLEAR = "rgba(0, 0, 0, 0)"


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is filled: `solid` in its colour, `pale`, hollow (`paper`) or not at all; `pattern` as plotly names it."""

    colour: str
    fill: str = "solid"
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark from `start` to `end` on the axis, resting on the observation `key`.

    `kind`: `bar`; `tick`, an upright stroke at `end`; or a plotly symbol at `end`, `shift` pixels to its right. A bar is
    `height` pixels high; one that stands for an unknown amount is `stub` pixels long beyond `end`.
    """

    start: float
    end: float
    key: str
    hover: str
    look: Look
    kind: str = "bar"
    height: float = BAR
    stub: float = 0.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """What is written at a line: of `texts` the first that fits between `start` and `end`, nothing if none does.

    Without `end` they begin at `start`, have the rest of the line, and the last of them is cut to fit.
    """

    texts: tuple[str, ...]
    key: str
    hover: str
    start: float = 0.0
    end: float | None = None
    stub: float = 0.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a panel's legend."""

    name: str
    look: Look
    kind: str = "bar"


@dataclass(frozen=True, slots=True)
class Written:
    """A text with its place: `x` its left end or, `centred`, its middle."""

    words: Words
    text: str
    x: float
    y: float
    size: int
    colour: str
    centred: bool = False


def bar_trace(placed: Sequence[tuple[Mark, float]], pixel: float, theme: Theme) -> dict[str, Any]:
    """Bars, each with the middle of its line; `pixel` is how much of the value axis one pixel is."""
    looks = [mark.look for mark, _ in placed]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [mark.start for mark, _ in placed],
        "x": [mark.end - mark.start + mark.stub * pixel for mark, _ in placed],
        "y": [y for _, y in placed],
        "width": [mark.height for mark, _ in placed],
        "customdata": [mark.key for mark, _ in placed],
        "hovertext": [mark.hover for mark, _ in placed],
        "textposition": "none",
        "marker": _painted(looks, theme),
    }


def _painted(looks: Sequence[Look], theme: Theme) -> dict[str, Any]:
    """Fill, outline and pattern of bars; on a full fill the pattern is paper, on a hollow one it is the colour."""
    return {
        "color": [_fill(look, theme) for look in looks],
        "line": {"color": [theme.paper if look.fill == "solid" else look.colour for look in looks], "width": 1},
        "pattern": {
            "shape": [look.pattern for look in looks],
            "fillmode": "overlay",
            "bgcolor": _CLEAR,
            "fgcolor": [theme.paper if look.fill == "solid" else look.colour for look in looks],
            "size": 6,
            "solidity": 0.26,
        },
    }


def _fill(look: Look, theme: Theme) -> str:
    if look.fill in ("paper", "none"):
        return theme.paper if look.fill == "paper" else _CLEAR
    red, green, blue = (int(look.colour[start : start + 2], 16) for start in (1, 3, 5))
    return look.colour if look.fill == "solid" else f"rgba({red}, {green}, {blue}, 0.32)"


def symbol_trace(placed: Sequence[tuple[Mark, float]], pixel: float, theme: Theme) -> dict[str, Any]:
    """Strokes and symbols, each with the middle of its line."""
    marks = [mark for mark, _ in placed]
    ticks = [mark.kind == "tick" for mark in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.end + mark.shift * pixel for mark in marks],
        "y": [y for _, y in placed],
        "customdata": [mark.key for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "cliponaxis": False,
        "marker": {
            "symbol": ["line-ns" if tick else mark.kind for tick, mark in zip(ticks, marks, strict=True)],
            "size": [16 if tick else 12 for tick in ticks],
            "opacity": 1,
            "color": [_fill(mark.look, theme) for mark in marks],
            "line": {"color": [mark.look.colour for mark in marks], "width": [3 if tick else 2 for tick in ticks]},
        },
    }


def label_trace(written: Sequence[Written]) -> dict[str, Any]:
    """Words as they stand."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [each.x for each in written],
        "y": [each.y for each in written],
        "text": [escape(each.text) for each in written],
        "textposition": ["middle center" if each.centred else "middle right" for each in written],
        "textfont": {"size": [each.size for each in written], "color": [each.colour for each in written]},
        "customdata": [each.words.key for each in written],
        "hovertext": [each.words.hover for each in written],
        "cliponaxis": False,
    }


def touch_trace(written: Sequence[Written], pixel: float) -> dict[str, Any]:
    """Unseen bars under the words: plotly feels a text only at its first character, a reader clicks anywhere on it."""
    widths = [text_width(each.text, each.size) * pixel for each in written]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [each.x - width / 2 if each.centred else each.x for each, width in zip(written, widths, strict=True)],
        "x": widths,
        "y": [each.y for each in written],
        "width": 15,
        "customdata": [each.words.key for each in written],
        "hovertext": [each.words.hover for each in written],
        "textposition": "none",
        "marker": {"color": _CLEAR, "line": {"width": 0}},
    }


def legend_trace(key: Key, theme: Theme, legend: str) -> dict[str, Any]:
    """A trace without points that stands for one look."""
    shared: Mapping[str, Any] = {
        "x": [None],
        "y": [None],
        "name": key.name,
        "hoverinfo": "skip",
        "legend": legend,
        "showlegend": True,
    }
    if key.kind == "bar":
        painted = _painted([key.look], theme)
        pattern = {name: value[0] if isinstance(value, list) else value for name, value in painted["pattern"].items()}
        del pattern["bgcolor"]  # a single bar takes it for its fill
        outline = {"color": painted["line"]["color"][0], "width": 1}
        return {**shared, "type": "bar", "marker": {"color": painted["color"][0], "line": outline, "pattern": pattern}}
    tick = key.kind == "tick"
    marker = {
        "symbol": "line-ns" if tick else key.kind,
        "size": 11,
        "color": _fill(key.look, theme),
        "line": {"color": key.look.colour, "width": 3 if tick else 2},
    }
    return {**shared, "type": "scatter", "mode": "markers", "marker": marker}
