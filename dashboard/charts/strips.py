"""Strips: panels of horizontal lines, each a row of marks on an axis from zero with its words above, behind and below it.

A panel is an indicator, a strip in it a place with an axis of its own, a line one bar of that place. What the marks mean
is said by whoever makes them (`composition`, `progress`); here they are only laid out. Every mark and every word carries
the observation it rests on as `customdata`, so that a click can open the sentence behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.sheet import (
    KEY_ROW,
    LEGEND_SIZE,
    MARGIN,
    Sheet,
    Text,
    Texts,
    compose,
    footing,
    heading,
    legend_layout,
    note_lines,
)
from dashboard.charts.strip_marks import (
    BAR,
    Key,
    Mark,
    Words,
    Written,
    bar_trace,
    label_trace,
    legend_trace,
    symbol_trace,
    touch_trace,
)
from dashboard.charts.style import Chart, ChartStyle, Theme, theme_named
from dashboard.charts.typesetting import axis_number, nice_ticks, shorten, text_width, wrap
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["Line", "Strip", "StripPanel", "draw_strips"]

_ABOVE, _BELOW, _GAP = 18.0, 18.0, 12.0
_NAME, _AXIS, _STRIP_GAP = 22.0, 20.0, 8.0
_COLUMN_GAP, _ROW_GAP = 36.0, 26.0
_LEAST = 40.0  # pixels of axis below which two numbers would touch
_TITLE, _UNIT, _NOTE, _NAME_SIZE, _LABEL, _SMALL = 15, 11, 11, 13, 12, 11


@dataclass(frozen=True, slots=True)
class Line:
    """One bar: its marks, the small words above it, the label behind it and the small words below it."""

    marks: tuple[Mark, ...]
    above: Words
    label: Words
    below: tuple[Words, ...] = ()

    @property
    def reach(self) -> float:
        """How far out the marks go."""
        return max((mark.end for mark in self.marks), default=0.0)

    @property
    def stub(self) -> float:
        """How many pixels a mark of unknown length, or a symbol at the end, goes beyond that."""
        beyond = [max(mark.stub, mark.shift + (6 if mark.kind not in ("bar", "tick") else 0)) for mark in self.marks]
        return max(beyond, default=0.0)

    @property
    def height(self) -> float:
        """Pixels from line to line."""
        return _ABOVE + BAR + (_BELOW if self.below else 0) + _GAP


@dataclass(frozen=True, slots=True)
class Strip:
    """One place of a panel, or one institution in it; `scaled` False leaves out the numbers of its axis."""

    code: str
    name: str
    lines: tuple[Line, ...]
    scaled: bool = True

    @property
    def height(self) -> float:
        """Pixels of the plot."""
        return sum(line.height for line in self.lines)

    @property
    def whole(self) -> float:
        """Pixels from strip to strip, name and axis included."""
        return _NAME + self.height + (_AXIS + _STRIP_GAP if self.scaled else 0)


@dataclass(frozen=True, slots=True)
class StripPanel:
    """One small chart: an indicator in one unit, its strips, its legend, its notes."""

    name: str
    title: str
    unit: str
    strips: tuple[Strip, ...]
    keys: tuple[Key, ...]
    notes: tuple[str, ...]


def draw_strips(
    panels: Sequence[StripPanel], style: ChartStyle, lang: str, shared: bool = False, beside: Sequence[StripPanel] = ()
) -> Chart:
    """The chart of panels. `shared` puts all strips of one unit on one scale, those of `beside` (drawn elsewhere) included."""
    theme = theme_named(style.theme)
    texts, top = heading(style, theme)
    boxes, bottom = _boxes(panels, top + 4, style)
    if not panels:
        texts.append(Text(say(WORDS, "panel.none", lang), 0, top + 10, 14, theme.muted))
        bottom = top + 60
    foot, foot_height = footing(style, theme, bottom)
    sheet = Sheet(style.width - 2 * MARGIN, bottom + foot_height)
    spans = _shared_spans([*panels, *beside], boxes[0].width) if shared and boxes else {}
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    number = rows = 0
    for box in boxes:
        texts += _panel_texts(box, theme, lang)
        for strip, head in box.strips():
            number += 1
            drawn = _Plot(strip, box, head, "" if number == 1 else str(number), spans.get(box.panel.unit, 0.0))
            layout |= drawn.axes(sheet, theme, lang)
            texts.append(drawn.name(theme))
            traces += drawn.traces(theme)
        for row, keys in enumerate(box.key_rows):
            rows += 1
            legend = "legend" if rows == 1 else f"legend{rows}"
            layout[legend] = legend_layout(sheet, box.left, box.legend + row * KEY_ROW, theme)
            traces += [legend_trace(key, theme, legend) for key in keys]
    return compose(traces, layout, texts + foot, sheet, 0, style, theme)


# --- boxes ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a panel stands, in pixels inside the sheet."""

    panel: StripPanel
    left: float
    top: float
    width: float

    @property
    def title_lines(self) -> list[str]:
        return wrap(self.panel.title, self.width, _TITLE * 1.08)

    @property
    def legend(self) -> float:
        """Where the legend begins."""
        return self.top + len(self.title_lines) * _TITLE * 1.4 + (_UNIT * 1.7 if self.panel.unit else 0)

    @property
    def key_rows(self) -> list[list[Key]]:
        """The legend row by row: plotly would let a row run into the panel beside it."""
        rows: list[list[Key]] = []
        left = self.width
        for key in self.panel.keys:
            width = text_width(key.name, LEGEND_SIZE) + 48
            if not rows or width > left:
                rows.append([])
                left = self.width
            rows[-1].append(key)
            left -= width
        return rows

    @property
    def head(self) -> float:
        """Where the first strip begins."""
        rows = len(self.key_rows)
        return self.legend + (rows * KEY_ROW + 14 if rows else 0)

    def strips(self) -> Iterator[tuple[Strip, float]]:
        """Each strip with the top of its plot."""
        top = self.head
        for strip in self.panel.strips:
            yield strip, top + _NAME
            top += strip.whole

    @property
    def notes_top(self) -> float:
        return self.head + sum(strip.whole for strip in self.panel.strips)

    @property
    def bottom(self) -> float:
        return self.notes_top + len(note_lines(self.panel.notes, self.width, _NOTE)) * _NOTE * 1.5


def _boxes(panels: Sequence[StripPanel], top: float, style: ChartStyle) -> tuple[list[_Box], float]:
    """The panels row by row, and where the last row ends."""
    columns = max(1, min(style.columns, len(panels) or 1))
    width = (style.width - 2 * MARGIN - (columns - 1) * _COLUMN_GAP) / columns
    boxes: list[_Box] = []
    for start in range(0, len(panels), columns):
        row = [
            _Box(panel, column * (width + _COLUMN_GAP), top, width)
            for column, panel in enumerate(panels[start : start + columns])
        ]
        boxes += row
        top = max(box.bottom for box in row) + _ROW_GAP
    return boxes, top


def _panel_texts(box: _Box, theme: Theme, lang: str) -> Texts:
    texts: Texts = []
    top = box.top
    for line in box.title_lines:
        texts.append(Text(line, box.left, top, _TITLE, theme.ink, bold=True))
        top += _TITLE * 1.4
    if box.panel.unit:
        texts.append(Text(say(WORDS, "panel.unit", lang, unit=box.panel.unit), box.left, top, _UNIT, theme.muted))
    for index, line in enumerate(note_lines(box.panel.notes, box.width, _NOTE)):
        texts.append(Text(line, box.left, box.notes_top + index * _NOTE * 1.5, _NOTE, theme.muted))
    return texts


# --- one strip -----------------------------------------------------------------------------------------------------


def _span(strip: Strip, width: float) -> float:
    """How much of the value axis `width` pixels must show, so that every label fits behind its marks."""
    spans = [line.reach * width / max(width - _behind(line), width * 0.3) for line in strip.lines]
    return max([*spans, 1e-9])


def _behind(line: Line) -> float:
    """Pixels beyond the last mark: the stub and the label."""
    return line.stub + text_width(line.label.texts[0], _LABEL) + 14


def _shared_spans(panels: Sequence[StripPanel], width: float) -> dict[str, float]:
    spans: dict[str, float] = {}
    for panel in panels:
        for strip in panel.strips:
            spans[panel.unit] = max(spans.get(panel.unit, 0.0), _span(strip, width))
    return spans


@dataclass(frozen=True, slots=True)
class _Plot:
    """One strip in its box: `head` the top of its plot, `axis` the number of its axes, `shared` a span it must reach."""

    strip: Strip
    box: _Box
    head: float
    axis: str
    shared: float

    @property
    def span(self) -> float:
        return max(_span(self.strip, self.box.width), self.shared)

    @property
    def pixel(self) -> float:
        """How much of the value axis one pixel is."""
        return self.span / self.box.width

    def axes(self, sheet: Sheet, theme: Theme, lang: str) -> dict[str, Any]:
        farthest = max((line.reach for line in self.strip.lines), default=0.0)
        ticks = _ticks(farthest, farthest / self.pixel, lang) if self.strip.scaled else []
        bottom = self.head + self.strip.height
        return {
            f"xaxis{self.axis}": {
                "domain": [sheet.x(self.box.left), sheet.x(self.box.left + self.box.width)],
                "anchor": f"y{self.axis}",
                "range": [0, self.span],
                "tickvals": ticks,
                "ticktext": [axis_number(tick, lang) for tick in ticks],
                "tickfont": {"size": 10, "color": theme.muted},
                "tickangle": 0,
                "ticks": "outside",
                "ticklen": 3,
                "tickcolor": theme.rule,
                "showline": self.strip.scaled,
                "linecolor": theme.rule,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            f"yaxis{self.axis}": {
                "domain": [sheet.y(bottom), sheet.y(self.head)],
                "anchor": f"x{self.axis}",
                "range": [self.strip.height, 0],
                "visible": False,
                "fixedrange": True,
            },
        }

    def name(self, theme: Theme) -> Text:
        """Whose strip it is, above its plot."""
        name = shorten(self.strip.name, self.box.width, _NAME_SIZE * 1.05)
        return Text(name, self.box.left, self.head - _NAME, _NAME_SIZE, theme.ink, bold=True)

    def traces(self, theme: Theme) -> list[dict[str, Any]]:
        marks, words = self._placed(), self._written(theme)
        kinds = {
            "bar": bar_trace([(m, y) for m, y in marks if m.kind == "bar"], self.pixel, theme),
            "mark": symbol_trace([(m, y) for m, y in marks if m.kind != "bar"], self.pixel, theme),
            "touch": touch_trace(words, self.pixel),
            "label": label_trace(words),
        }
        shared = {"xaxis": f"x{self.axis}", "yaxis": f"y{self.axis}", "showlegend": False, "hoverinfo": "text"}
        return [shared | {"name": name} | trace for name, trace in kinds.items() if trace["y"]]

    def _placed(self) -> list[tuple[Mark, float]]:
        """Every mark with the middle of its line."""
        placed, top = [], 0.0
        for line in self.strip.lines:
            placed += [(mark, top + _ABOVE + BAR / 2) for mark in line.marks]
            top += line.height
        return placed

    def _written(self, theme: Theme) -> list[Written]:
        """Every word of the strip that fits, with its place."""
        found: list[Written | None] = []
        top = 0.0
        for line in self.strip.lines:
            behind = line.reach + (line.stub + 7) * self.pixel
            found.append(self._words(line.above, top + _ABOVE / 2, _SMALL, theme.muted))
            found.append(Written(line.label, line.label.texts[0], behind, top + _ABOVE + BAR / 2, _LABEL, theme.ink))
            found += [self._words(words, top + _ABOVE + BAR + _BELOW / 2, _SMALL, theme.ink) for words in line.below]
            top += line.height
        return [each for each in found if each is not None]

    def _words(self, words: Words, y: float, size: int, colour: str) -> Written | None:
        if words.end is None:
            room = self.box.width - words.start / self.pixel
            fits = (text for text in words.texts if text_width(text, size) <= room)
            text = next(fits, None) or shorten(words.texts[-1], room, size)
            return Written(words, text, words.start, y, size, colour)
        room = (words.end - words.start) / self.pixel + words.stub
        text = next((text for text in words.texts if text_width(text, size) <= room), "")
        middle = words.start + room * self.pixel / 2
        return Written(words, text, middle, y, size, colour, centred=True) if text else None


def _ticks(farthest: float, pixels: float, lang: str) -> list[float]:
    """Round numbers from zero to the farthest mark, so few that their labels stand apart; whole where there are enough."""
    if farthest <= 1e-9 or pixels < _LEAST:
        return [0.0]
    for count in (4, 3, 2):
        ticks = nice_ticks(0, farthest, count)
        whole = [tick for tick in ticks if tick == int(tick)]
        ticks = whole if len(whole) > 1 else ticks
        widest = max(text_width(axis_number(tick, lang), 10) for tick in ticks)
        if (widest + 14) * (len(ticks) - 1) <= pixels * ticks[-1] / farthest:
            return ticks
    return [ticks[0], ticks[-1]]
