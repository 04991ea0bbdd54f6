"""The marks of one panel as plotly traces (plain dicts). Shape says where a value comes from, fill what it states.

Extracted values are bars, curated ones diamonds on a stem, derived ones open circles on a stem; targets, applications
and capacities are hollow, values to date and cumulative ones pale; hatched means: compare with care. Every point
carries its observation_id as `customdata`, so that a click can open the sentence behind it; a value that lost a conflict
carries what is printed too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.hover import hover_text
from dashboard.charts.labels import has
from dashboard.charts.panels import Lane
from dashboard.charts.style import Theme
from dashboard.charts.typesetting import escape, text_width
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = [
    "DETAIL_SIZE",
    "LABEL_SIZE",
    "Placed",
    "fill_of",
    "label_gap",
    "label_text",
    "legend_keys",
    "legend_traces",
    "panel_traces",
    "reach",
]

BAR_WIDTH = 0.62
LABEL_SIZE = 12
DETAIL_SIZE = 10
_PATTERNS = {"year_to_date": ".", "cumulative": "-", "applied": "\\", "capacity": "+"}
_INSIDE = {"year_to_date": "-dot", "cumulative": "-cross"}  # what stands inside a point, as a pattern does inside a bar
_SYMBOLS = {"extracted": "square", "corrected": "square", "curated": "diamond", "derived": "circle"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A lane at its height `y` on the panel, in the colour of its place, its label `text` ready to be shown."""

    lane: Lane
    y: float
    label_y: float
    colour: str
    text: str
    pixel: float  # how much of the value axis one pixel is; negative on an inverted axis
    base: float  # where the value axis begins, at the left: 0, or the last rank
    width: float = BAR_WIDTH  # of a bar, in lanes


def fill_of(lane: Lane) -> str:
    """`solid`, or what a mark of its own says: target, applied, capacity, year_to_date, cumulative."""
    if lane.row["status"] != "actual":
        return str(lane.row["status"])
    kind = str(lane.row["period_type"])
    return kind if kind in ("year_to_date", "cumulative") else "solid"


def reach(lane: Lane) -> float:
    """How far out a lane's mark goes, whisker included."""
    return max([lane.value, *(end for end in (lane.ends[1],) if end is not None)])


def _arrow(lane: Lane) -> str:
    """The arrow at the open end of a bound: outwards for 以上, inwards for 以内; empty for none."""
    if lane.rival or lane.refused:
        return ""
    if lane.row["qualifier"] in ("ge", "gt") and not has(lane.row["high"]):
        return "triangle-right"
    return "triangle-left" if lane.row["qualifier"] in ("le", "lt") else ""


def panel_traces(
    placed: Sequence[Placed], axis: str, theme: Theme, catalogue: Catalogue, lang: str
) -> list[dict[str, Any]]:
    """The traces of one panel on axes `x{axis}`, `y{axis}`; kinds without a mark are left out."""
    drawn = [item for item in placed if not item.lane.refused]
    bars = [item for item in drawn if _is_bar(item.lane)]
    points = [item for item in drawn if not _is_bar(item.lane)]
    stems = [item for item in points if not item.lane.rank and not item.lane.rival]
    arrows = [item for item in drawn if _arrow(item.lane)]
    kinds: list[tuple[list[Placed], Callable[[list[Placed], Theme], dict[str, Any]]]] = [
        (bars, _bars),
        (stems, _stems),
        (points, _points),
        (arrows, _arrows),
        (list(placed), _touch),
        (list(placed), _labels),
    ]
    shared = {"xaxis": f"x{axis}", "yaxis": f"y{axis}", "showlegend": False, "hoverinfo": "text"}
    said = {id(item): hover_text(item.lane, catalogue, lang) for item in placed}
    return [shared | _ids(items, said) | draw(items, theme) for items, draw in kinds if items]


def _is_bar(lane: Lane) -> bool:
    return lane.row["origin"] in ("extracted", "corrected") and not lane.rival and not lane.rank


def _ids(items: list[Placed], said: Mapping[int, str]) -> dict[str, Any]:
    """What all traces of a panel say of their points; `said` is what appears beside the pointer."""
    return {
        "customdata": [_key(item.lane) for item in items],
        "hovertext": [said[id(item)] for item in items],
        "y": [item.y for item in items],
    }


def _key(lane: Lane) -> str:
    """The observation behind a mark; of a value that lost, `id|17所`: the observation and the printed value."""
    name = str(lane.row["observation_id"])
    return f"{name}|{lane.row['printed']}" if lane.rival else name


def _bars(items: list[Placed], theme: Theme) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "extracted",
        "x": [item.lane.value for item in items],
        "width": [item.width for item in items],
        "text": [item.lane.label for item in items],
        "textposition": "none",
        "error_x": _whiskers(items, theme),
        "marker": {
            "color": [_fill(item, theme) for item in items],
            "line": {"color": [_outline(item, theme) for item in items], "width": [_line(item) for item in items]},
            "pattern": {
                "shape": [_pattern(item.lane) for item in items],
                "fillmode": "overlay",
                "bgcolor": "rgba(0, 0, 0, 0)",  # the default would be the list of colours, which is no colour
                "fgcolor": [theme.paper if fill_of(item.lane) == "solid" else item.colour for item in items],
                "size": 6,
                "solidity": 0.28,
            },
        },
    }


def _pattern(lane: Lane) -> str:
    return "/" if lane.care else _PATTERNS.get(fill_of(lane), "")


def _fill(item: Placed, theme: Theme) -> str:
    fill = fill_of(item.lane)
    if fill == "solid":
        return item.colour
    return _pale(item.colour) if fill in ("year_to_date", "cumulative") else theme.paper


def _pale(colour: str) -> str:
    """A hex colour at a third of its strength."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.32)"


def _outline(item: Placed, theme: Theme) -> str:
    return theme.ink if item.lane.row["origin"] == "corrected" else item.colour


def _line(item: Placed) -> float:
    return 1.6 if fill_of(item.lane) != "solid" or item.lane.row["origin"] == "corrected" else 0


def _whiskers(items: list[Placed], theme: Theme) -> dict[str, Any]:
    """Error bars to both ends of the interval of each bound; zero for exact values."""
    ends = [item.lane.ends for item in items]
    values = [item.lane.value for item in items]
    return {
        "type": "data",
        "symmetric": False,
        "array": [0 if high is None else max(high - value, 0) for value, (_, high) in zip(values, ends, strict=True)],
        "arrayminus": [0 if low is None else max(value - low, 0) for value, (low, _) in zip(values, ends, strict=True)],
        "color": theme.ink,
        "thickness": 1.4,
        "width": 5,
        "visible": any(high is not None for _, high in ends),
    }


def _stems(items: list[Placed], theme: Theme) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "stem",
        "x": [item.lane.value for item in items],
        "width": 0.07,
        "marker": {"color": [item.colour for item in items], "line": {"width": 0}},
    }


def _points(items: list[Placed], theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "point",
        "x": [item.lane.value for item in items],
        "text": [item.lane.label for item in items],
        "cliponaxis": False,
        "error_x": _whiskers(items, theme),
        "marker": {
            "symbol": [_symbol(item.lane) for item in items],
            "size": [10 if item.lane.rival else 13 for item in items],
            "opacity": 1,
            "color": [_point_fill(item, theme) for item in items],
            "line": {"color": [item.colour for item in items], "width": 2},
        },
    }


def _symbol(lane: Lane) -> str:
    if lane.rival:
        return "x-thin"
    symbol = _SYMBOLS[str(lane.row["origin"])]
    if lane.care:
        return f"{symbol}-x"
    return symbol + _INSIDE.get(fill_of(lane), "")


def _point_fill(item: Placed, theme: Theme) -> str:
    """Open where derived, or with care unless what it states has a fill of its own (to date, cumulative: pale)."""
    solid = fill_of(item.lane) == "solid"
    return theme.paper if item.lane.row["origin"] == "derived" or (item.lane.care and solid) else _fill(item, theme)


def _arrows(items: list[Placed], theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "bound",
        "x": [item.lane.value + (7 * item.pixel if _arrow(item.lane) == "triangle-right" else 0) for item in items],
        "cliponaxis": False,
        "marker": {
            "symbol": [_arrow(item.lane) for item in items],
            "size": 11,
            "opacity": 1,
            "color": [item.colour for item in items],
            "line": {"color": theme.paper, "width": 1},
        },
    }


def _labels(items: list[Placed], theme: Theme) -> dict[str, Any]:
    """The printed value behind each mark; for a refused value the whole of what is shown."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "label",
        "x": [_label_x(item) for item in items],
        "y": [item.label_y for item in items],
        "text": [item.text for item in items],
        "textposition": "middle right",
        "textfont": {"size": LABEL_SIZE, "color": theme.ink},
        "cliponaxis": False,
    }


def _touch(items: list[Placed], _: Theme) -> dict[str, Any]:
    """Unseen bars under the labels: plotly feels a text only at its first character, a reader clicks anywhere on it."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": "touch",
        "base": [_label_x(item) for item in items],
        "x": [_label_pixels(item.lane) * item.pixel for item in items],
        "y": [item.label_y for item in items],
        "width": [0.9 if item.lane.refused else item.width for item in items],
        "marker": {"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
    }


def _label_pixels(lane: Lane) -> float:
    """How wide the value and its small words are, at most."""
    return text_width(lane.label, LABEL_SIZE) + text_width(" · ".join(lane.details), DETAIL_SIZE) + 8


def label_gap(lane: Lane) -> float:
    """Pixels between a value's end and its label."""
    if lane.refused:
        return 5
    return 14 if _arrow(lane) == "triangle-right" else 4 if _is_bar(lane) else 11


def _label_x(item: Placed) -> float:
    if item.label_y != item.y:
        return item.base + 2 * item.pixel
    start = item.base if item.lane.refused else reach(item.lane)
    return start + label_gap(item.lane) * item.pixel


def label_text(lane: Lane, detail: str, theme: Theme) -> str:
    """A label's markup: the value, then the small words behind it."""
    small = f'  <span style="font-size:{DETAIL_SIZE}px;color:{theme.muted}">{escape(detail)}</span>' if detail else ""
    return f"{escape(lane.label)}{small}"


# --- legend --------------------------------------------------------------------------------------------------------


def legend_keys(lanes: Sequence[Lane]) -> list[str]:
    """What a legend has to explain, in a fixed order."""
    shown = [lane for lane in lanes if not lane.refused]
    found = {str(lane.row["origin"]) for lane in shown if not lane.rival} | {fill_of(lane) for lane in shown}
    found |= {"rival"} if any(lane.rival for lane in shown) else set()
    found |= {"care"} if any(lane.care for lane in shown) else set()
    found |= {"bound"} if any(_arrow(lane) or lane.ends[1] is not None for lane in shown) else set()
    return [key for key in _LEGEND if key in found]


_LEGEND = (
    "extracted",
    "corrected",
    "curated",
    "derived",
    "year_to_date",
    "cumulative",
    "target",
    "applied",
    "capacity",
    "rival",
    "bound",
    "care",
)


def legend_traces(keys: Sequence[str], theme: Theme, lang: str) -> list[dict[str, Any]]:
    """One trace without points per legend entry, drawn in grey: shape and fill mean the same for every place."""
    return [_legend_trace(key, theme, lang) for key in keys]


def _legend_trace(key: str, theme: Theme, lang: str) -> dict[str, Any]:
    shared = {"x": [None], "y": [None], "name": say(WORDS, f"legend.{key}", lang), "hoverinfo": "skip"}
    symbols = {"curated": "diamond", "derived": "circle", "rival": "x-thin", "bound": "triangle-right"}
    grey = theme.muted
    if key in symbols:
        fill = theme.paper if key == "derived" else grey
        marker = {"symbol": symbols[key], "size": 11, "color": fill, "line": {"color": grey, "width": 1.6}}
        return shared | {"type": "scatter", "mode": "markers", "marker": marker, "showlegend": True}
    solid = key in ("extracted", "corrected", "care")
    pale = key in ("year_to_date", "cumulative")
    bar = {
        "color": grey if solid else _pale(grey) if pale else theme.paper,
        "line": {"color": theme.ink if key == "corrected" else grey, "width": 1.6},
        "pattern": {
            "shape": "/" if key == "care" else _PATTERNS.get(key, ""),
            "fillmode": "overlay",
            "fgcolor": theme.paper if solid else grey,
            "size": 5,
        },
    }
    return shared | {"type": "bar", "marker": bar, "showlegend": True}
