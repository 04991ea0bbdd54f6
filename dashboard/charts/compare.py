"""The comparison: small multiples, one panel per indicator, one block of marks per place, extracted beside curated.

Rules: domain handbook 4 and 8. Bars begin at zero, ranks stand on an inverted axis, what is missing is a gap that says
so, bounds end in whiskers or arrows, values that may not be compared are written out and not drawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import has
from dashboard.charts.marks import (
    DETAIL_SIZE,
    LABEL_SIZE,
    Placed,
    label_gap,
    label_text,
    legend_keys,
    legend_traces,
    panel_traces,
    reach,
)
from dashboard.charts.pairline import PAIR_STEP, pair_lines, pair_texts
from dashboard.charts.panels import Lane, Panel, build_panels, by_place
from dashboard.charts.selection import select
from dashboard.charts.sheet import MARGIN, Sheet, Text, Texts, compose, footing, heading, legend_height, note_lines
from dashboard.charts.style import Chart, ChartStyle, Theme, place_colours, theme_named
from dashboard.charts.typesetting import axis_number, escape, nice_ticks, shorten, text_width, wrap
from dashboard.model import Selection
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.observations.cells import Cells

__all__ = ["compare_chart", "draw_compare"]

_LANE = 24.0
_NARROW_PLOT = 310.0
_BLOCK_GAP = 0.45  # of a lane, between places
_COLUMN_GAP = 36.0
_ROW_GAP = 30.0
_PANEL_TITLE = 15
_PANEL_UNIT = 11
_NOTE = 11
_SHORTEST = 40.0  # fewer pixels of a small word tell nothing
_AXIS = 22.0
_NAME_SIZE = 13


def compare_chart(
    observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue, style: ChartStyle | None = None
) -> Chart:
    """The comparison a selection asks for, from the observations of a project. `{"data": …, "layout": …}`.

    `selection.one_scale` puts panels of one unit on one scale, `selection.by` "place" draws a panel for each place,
    `selection.mode` says what is drawn of each value, `selection.order` "value" sorts the places of each panel.
    UsageError for an unknown theme.
    """
    style = style or ChartStyle()
    rows = select(observations, selection, catalogue)
    panels = build_panels(rows, selection, catalogue)
    colours = place_colours(observations, style.theme)
    shown = by_place(panels, selection.lang) if selection.by == "place" else panels
    return draw_compare(shown, colours, catalogue, selection, style)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A panel and the box it is drawn into: pixels inside the sheet, `height` as the tallest of its row."""

    panel: Panel
    number: int
    left: float
    top: float
    width: float
    names: float  # room for the names of the places

    @property
    def plot(self) -> float:
        """How wide the marks and their labels may stand."""
        return self.width - self.names


def draw_compare(
    panels: Sequence[Panel],
    colours: Mapping[str, str],
    catalogue: Catalogue,
    selection: Selection,
    style: ChartStyle,
    beside: Sequence[Panel] = (),
) -> Chart:
    """The chart of panels already built, in the colours of `place_colours`.

    `beside` are panels drawn elsewhere on the same page; a shared axis reaches as far as theirs.
    """
    theme, lang = theme_named(style.theme), selection.lang
    texts, top = heading(style, theme)
    keys = legend_keys([lane for panel in panels for block in panel.blocks for lane in block.lanes])
    legend_top = top
    top += legend_height([say(WORDS, f"legend.{key}", lang) for key in keys], style.width - 2 * MARGIN)
    slots, bottom = _slots(panels, top + 4, style, lang)
    if not panels:
        texts.append(Text(say(WORDS, "panel.none", lang), 0, top + 10, 14, theme.muted))
        bottom = top + 60
    foot, foot_height = footing(style, theme, bottom)
    sheet = Sheet(style.width - 2 * MARGIN, bottom + foot_height)
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    shared = selection.one_scale and slots
    reaches = _shared_spans([*panels, *beside], slots[0].width - slots[0].names) if shared else {}
    for slot in slots:
        drawing = _draw_panel(slot, sheet, reaches, colours, theme, catalogue, lang)
        traces += drawing.traces
        axes |= drawing.axes
        texts += drawing.texts
    traces += legend_traces(keys, theme, lang)
    return compose(traces, axes, texts + foot, sheet, legend_top, style, theme)


def _slots(panels: Sequence[Panel], top: float, style: ChartStyle, lang: str) -> tuple[list[_Slot], float]:
    """The panels row by row, and where the last row ends."""
    columns = max(1, min(style.columns, len(panels) or 1))
    inside = style.width - 2 * MARGIN
    width = (inside - (columns - 1) * _COLUMN_GAP) / columns
    longest = max((text_width(block.name, _NAME_SIZE) for panel in panels for block in panel.blocks), default=0)
    names = min(longest + 12, width * 0.34)
    slots: list[_Slot] = []
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        for column, panel in enumerate(row):
            left = column * (width + _COLUMN_GAP)
            slots.append(_Slot(panel, start + column + 1, left, top, width, names))
        top += max(_panel_height(panel, width, width - names, lang) for panel in row) + _ROW_GAP
    return slots, top


def _title_lines(panel: Panel, width: float) -> list[str]:
    return wrap(panel.title, width, _PANEL_TITLE * 1.08)


def _head_height(panel: Panel, width: float, lang: str) -> float:
    title = len(_title_lines(panel, width)) * _PANEL_TITLE * 1.4
    return title + _axis_height(panel, width) + len(pair_lines(panel, width, lang)) * PAIR_STEP + 4


def _axis_lines(panel: Panel, width: float) -> list[str]:
    return wrap(panel.axis, width, _PANEL_UNIT)


def _axis_height(panel: Panel, width: float) -> float:
    return len(_axis_lines(panel, width)) * _PANEL_UNIT * 1.6


def _lanes(panel: Panel) -> float:
    """How many lanes high a panel is, the gaps between places included."""
    return sum(max(len(block.lanes), 1) for block in panel.blocks) + _BLOCK_GAP * len(panel.blocks)


def _plot_height(panel: Panel, plot: float) -> float:
    return _lanes(panel) * _lane_height(plot)


def _panel_height(panel: Panel, width: float, plot: float, lang: str) -> float:
    notes = len(note_lines(panel.notes, width, _NOTE)) * _NOTE * 1.5
    return _head_height(panel, width, lang) + _plot_height(panel, plot) + _AXIS + notes


def _shared_spans(panels: Sequence[Panel], plot: float) -> dict[str, float]:
    """Scale → the longest axis any panel on it needs when its plot is `plot` pixels wide; ranks keep their own."""
    spans: dict[str, float] = {}
    for panel in panels:
        if not panel.rank and _drawn(panel):
            needed = _scale(panel, plot, _details(panel, plot), 0.0).end
            spans[_scale_name(panel)] = max(spans.get(_scale_name(panel), 0.0), needed)
    return spans


def _scale_name(panel: Panel) -> str:
    """What a shared scale belongs to: a unit, or where every place has its own panels one indicator of all places."""
    return panel.name if panel.alone else panel.unit


def _drawn(panel: Panel) -> list[Lane]:
    return [lane for block in panel.blocks for lane in block.lanes if not lane.refused]


@dataclass(frozen=True, slots=True)
class _Scale:
    """The value axis of a panel: `start` at the left, `end` at the right, `ticks` between."""

    start: float
    end: float
    ticks: tuple[float, ...]
    pixel: float


@dataclass(frozen=True, slots=True)
class _Drawing:
    traces: list[dict[str, Any]]
    axes: dict[str, Any]
    texts: Texts


def _draw_panel(
    slot: _Slot,
    sheet: Sheet,
    reaches: Mapping[str, float],
    colours: Mapping[str, str],
    theme: Theme,
    catalogue: Catalogue,
    lang: str,
) -> _Drawing:
    panel, plot = slot.panel, slot.plot
    details = _details(panel, plot)
    scale = _scale(panel, plot, details, reaches.get(_scale_name(panel), 0.0))
    heights = list(_lane_heights(panel))
    placed = [
        _place(lane, y, colours.get(code, theme.muted), label_text(lane, details[id(lane)], theme), scale, plot)
        for code, lane, y in heights
        if lane is not None
    ]
    axis = "" if slot.number == 1 else str(slot.number)
    traces = panel_traces(placed, axis, theme, catalogue, lang)
    head = slot.top + _head_height(panel, slot.width, lang)
    bottom = head + _plot_height(panel, plot)
    axes = {
        f"xaxis{axis}": _value_axis(slot, sheet, scale, axis, theme, lang),
        f"yaxis{axis}": _place_axis(slot, sheet, head, bottom, heights, axis, theme),
    }
    if not traces:
        traces = [{"type": "scatter", "x": [], "y": [], "xaxis": f"x{axis}", "yaxis": f"y{axis}", "showlegend": False}]
    return _Drawing(traces, axes, _panel_texts(slot, head, heights, theme, lang))


def _place(lane: Lane, y: float, colour: str, text: str, scale: _Scale, plot: float) -> Placed:
    """A lane with its label behind the mark, or above it where the panel is narrow."""
    if _stacked(plot) and not lane.refused:
        return Placed(lane, y + 0.13, y - 0.25, colour, text, scale.pixel, scale.start, 0.34)
    return Placed(lane, y, y, colour, text, scale.pixel, scale.start)


def _details(panel: Panel, plot: float) -> dict[int, str]:
    """The small words behind each value: as many as leave the mark a fifth of the plot, or all where labels stand above."""
    details: dict[int, str] = {}
    for lane in (lane for block in panel.blocks for lane in block.lanes):
        share = 1.0 if lane.refused or _stacked(plot) else 0.8
        room = plot * share - text_width(lane.label, LABEL_SIZE) - label_gap(lane) - 8
        kept = list(lane.details)
        while kept and text_width(" · ".join(kept), DETAIL_SIZE) > room:
            kept.pop()
        if not kept and room > _SHORTEST:
            kept = [shorten(detail, room, DETAIL_SIZE) for detail in lane.details[:1]]
        details[id(lane)] = " · ".join(kept)
    return details


def _stacked(plot: float) -> bool:
    """Whether labels stand above their marks, because there is no room beside them."""
    return plot < _NARROW_PLOT


def _lane_height(plot: float) -> float:
    return 42.0 if _stacked(plot) else _LANE


def _label_width(lane: Lane, detail: str) -> float:
    small = text_width(detail, DETAIL_SIZE) + 8 if detail else 0
    return text_width(lane.label, LABEL_SIZE) + small + label_gap(lane) + 4


def _scale(panel: Panel, plot: float, details: Mapping[int, str], shared: float) -> _Scale:
    """An axis long enough that every label fits behind its mark."""
    drawn = _drawn(panel)
    start = _last_rank(drawn) + 0.5 if panel.rank else 0.0
    span = max(start - 1 if panel.rank else shared, 1e-9)
    farthest = span
    for lane in drawn:
        length = start - lane.value if panel.rank else reach(lane)
        label = 18 if _stacked(plot) else _label_width(lane, details[id(lane)])
        room = max(plot - label, plot * 0.12)
        span, farthest = max(span, length * plot / room), max(farthest, length)
    if not drawn:
        return _Scale(0.0, 1.0, (), 1 / plot)
    if panel.rank:
        ticks = [tick for tick in nice_ticks(1, start - 0.5, 3) if tick == int(tick)]
        return _Scale(start, start - span, tuple(dict.fromkeys([1.0, *ticks])), -span / plot)
    return _Scale(0.0, span, tuple(_ticks(farthest, plot * farthest / span)), span / plot)


def _ticks(farthest: float, pixels: float) -> list[float]:
    """Round numbers from zero to the farthest mark, so few that their labels stand apart."""
    if farthest <= 1e-9:
        return [0.0]
    for count in (3, 2):
        ticks = _whole(nice_ticks(0, farthest, count))
        widest = max(text_width(axis_number(tick, "en"), 10) for tick in ticks)
        if (widest + 14) * (len(ticks) - 1) <= pixels * ticks[-1] / farthest:
            return ticks
    return [ticks[0], ticks[-1]]


def _whole(ticks: list[float]) -> list[float]:
    """The whole numbers among the ticks, where there are enough of them: nobody counts half a school."""
    whole = [tick for tick in ticks if tick == int(tick)]
    return whole if len(whole) > 1 else ticks


def _last_rank(drawn: Sequence[Lane]) -> float:
    """The worst rank the axis shows: the field size where one is stated."""
    return max(
        [float(lane.row["rank_of"]) if has(lane.row["rank_of"]) else lane.value + 1 for lane in drawn], default=1
    )


def _lane_heights(panel: Panel) -> list[tuple[str, Lane | None, float]]:
    """(place code, lane, y) from the top down; a place without a value has one empty lane."""
    found: list[tuple[str, Lane | None, float]] = []
    y = _BLOCK_GAP / 2
    for block in panel.blocks:
        for lane in block.lanes or (None,):
            found.append((block.code, lane, y + 0.5))
            y += 1
        y += _BLOCK_GAP
    return found


def _value_axis(slot: _Slot, sheet: Sheet, scale: _Scale, axis: str, theme: Theme, lang: str) -> dict[str, Any]:
    direction: dict[str, Any] = {"range": [scale.start, scale.end]}
    return direction | {
        "domain": [sheet.x(slot.left + slot.names), sheet.x(slot.left + slot.width)],
        "anchor": f"y{axis}",
        "tickvals": list(scale.ticks),
        "ticktext": [axis_number(tick, lang) for tick in scale.ticks],
        "tickfont": {"size": 10, "color": theme.muted},
        "tickangle": 0,
        "gridcolor": theme.grid,
        "zeroline": not slot.panel.rank,
        "zerolinecolor": theme.rule,
        "zerolinewidth": 1.2,
        "fixedrange": True,
        "showline": False,
    }


def _place_axis(
    slot: _Slot,
    sheet: Sheet,
    head: float,
    bottom: float,
    heights: Sequence[tuple[str, Lane | None, float]],
    axis: str,
    theme: Theme,
) -> dict[str, Any]:
    names = {block.code: block.name for block in slot.panel.blocks}
    middles = {
        code: sum(y for _, _, y in group) / len(group)
        for code, group in ((code, list(items)) for code, items in itertools.groupby(heights, key=lambda item: item[0]))
    }
    return {
        "domain": [sheet.y(bottom), sheet.y(head)],
        "anchor": f"x{axis}",
        "range": [_lanes(slot.panel), 0],
        "tickvals": list(middles.values()),
        "ticktext": [escape(shorten(names[code], slot.names - 8, _NAME_SIZE)) for code in middles],
        "tickfont": {"size": _NAME_SIZE, "color": theme.ink},
        "ticklen": 5,
        "tickcolor": theme.paper,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _panel_texts(
    slot: _Slot, head: float, heights: Sequence[tuple[str, Lane | None, float]], theme: Theme, lang: str
) -> Texts:
    panel, top = slot.panel, slot.top
    texts: Texts = []
    for line in _title_lines(panel, slot.width):
        texts.append(Text(line, slot.left, top, _PANEL_TITLE, theme.ink, bold=True))
        top += _PANEL_TITLE * 1.4
    for line in _axis_lines(panel, slot.width):
        texts.append(Text(line, slot.left, top, _PANEL_UNIT, theme.muted))
        top += _PANEL_UNIT * 1.6
    texts += pair_texts(panel, slot.width, slot.left, top, theme, lang)
    for _, lane, y in heights:
        if lane is None:
            where = head + y * _lane_height(slot.plot) - 10
            texts.append(Text(say(WORDS, "missing", lang), slot.left + slot.names + 4, where, LABEL_SIZE, theme.muted))
    below = head + _plot_height(panel, slot.plot) + _AXIS
    for index, line in enumerate(note_lines(panel.notes, slot.width, _NOTE)):
        texts.append(Text(line, slot.left, below + index * _NOTE * 1.5, _NOTE, theme.muted))
    return texts
