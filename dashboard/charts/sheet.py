"""What surrounds the panels of a chart: title, subtitle, legend above; footnotes and sources below; and the grid.

All heights and widths are pixels; a chart's inside is its size less `MARGIN` on every side. `Sheet` turns pixels from the
top left corner into the fractions plotly wants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.style import FONTS, Chart, ChartStyle, Theme
from dashboard.charts.typesetting import escape, text_width, wrap

__all__ = [
    "KEY_ROW",
    "LEGEND_SIZE",
    "MARGIN",
    "Sheet",
    "Text",
    "Texts",
    "compose",
    "footing",
    "heading",
    "legend_height",
    "legend_layout",
    "note_lines",
]

MARGIN = 20
TITLE_SIZE = 20
SUBTITLE_SIZE = 13
FOOT_SIZE = 11
LEGEND_SIZE = 12
KEY_ROW = 19.5


@dataclass(frozen=True, slots=True)
class Text:
    """One line of plain text with its top left corner at (`left`, `top`)."""

    text: str
    left: float
    top: float
    size: float
    colour: str
    bold: bool = False
    anchor: str = "left"


Texts = list[Text]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The inside of a chart, in pixels."""

    width: float
    height: float

    def x(self, left: float) -> float:
        """A distance from the left as a fraction."""
        return min(max(left / self.width, 0.0), 1.0)

    def y(self, top: float) -> float:
        """A distance from the top as a fraction counted from below."""
        return min(max(1 - top / self.height, 0.0), 1.0)


def heading(style: ChartStyle, theme: Theme) -> tuple[Texts, float]:
    """Title and subtitle, and how high they stand together (0 without either)."""
    texts: Texts = []
    top = 0.0
    for text, size, colour, bold in (
        (style.title, TITLE_SIZE, theme.ink, True),
        (style.subtitle, SUBTITLE_SIZE, theme.muted, False),
    ):
        for line in note_lines(text.splitlines(), style.width - 2 * MARGIN, size * (1.06 if bold else 1)):
            texts.append(Text(line, 0, top, size, colour, bold))
            top += size * 1.45
    return texts, top + 6 if texts else 0.0


def note_lines(notes: Sequence[str], width: float, size: float) -> list[str]:
    """Notes one after another, wrapped to a width."""
    return [line for note in notes for line in wrap(note, width, size)]


def footing(style: ChartStyle, theme: Theme, top: float) -> tuple[Texts, float]:
    """The footnotes from `top` on, and how high they stand."""
    lines = note_lines(style.footnotes, style.width - 2 * MARGIN, FOOT_SIZE)
    step = FOOT_SIZE * 1.55
    texts = [Text(line, 0, top + 10 + index * step, FOOT_SIZE, theme.muted) for index, line in enumerate(lines)]
    return texts, 14 + len(lines) * step if lines else 0.0


def legend_height(names: Sequence[str], width: float) -> float:
    """How high a legend of these entries stands when it may be `width` wide."""
    if not names:
        return 0.0
    widths = [text_width(name, LEGEND_SIZE) + 48 for name in names]
    per_row = len(names) if sum(widths) <= width else max(1, int(width // max(widths)))
    return -(-len(names) // per_row) * KEY_ROW + 14


def compose(
    traces: list[dict[str, Any]],
    axes: dict[str, Any],
    texts: Texts,
    sheet: Sheet,
    legend_top: float,
    style: ChartStyle,
    theme: Theme,
) -> Chart:
    """The chart as plotly's JSON shape: `{"data": [...], "layout": {...}}`."""
    layout: dict[str, Any] = {
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": theme.paper,
        "font": {"family": FONTS, "size": 12, "color": theme.ink},
        "margin": {"l": MARGIN, "r": MARGIN, "t": MARGIN, "b": MARGIN, "autoexpand": False, "pad": 0},
        "height": sheet.height + 2 * MARGIN,
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme.paper,
            "bordercolor": theme.rule,
            "font": {"family": FONTS, "size": 12, "color": theme.ink},
        },
        "legend": legend_layout(sheet, 0, legend_top, theme),
        "annotations": [_annotation(text, sheet) for text in texts],
        "showlegend": True,
        **axes,
    }
    size = {"width": style.width} if style.fixed else {"autosize": True}
    numbered = [trace | {"uid": f"trace{number}"} for number, trace in enumerate(traces)]
    return {"data": numbered, "layout": layout | size}


def legend_layout(sheet: Sheet, left: float, top: float, theme: Theme) -> dict[str, Any]:
    """A legend with its top left corner at (`left`, `top`); a chart may have several (`legend`, `legend2` …)."""
    return {
        "orientation": "h",
        "x": sheet.x(left),
        "xanchor": "left",
        "y": sheet.y(top),
        "yanchor": "top",
        "font": {"size": LEGEND_SIZE, "color": theme.ink},
        "bgcolor": "rgba(0,0,0,0)",
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
    }


def _annotation(text: Text, sheet: Sheet) -> dict[str, Any]:
    words = escape(text.text)
    return {
        "text": f"<b>{words}</b>" if text.bold else words,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": sheet.x(text.left),
        "xanchor": text.anchor,
        "y": sheet.y(text.top),
        "yanchor": "top",
        "align": "left",
        "borderpad": 0,
        "font": {"family": FONTS, "size": text.size, "color": text.colour},
    }
