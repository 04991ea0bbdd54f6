"""The trend: values over the years, one line per place, part and perimeter, one panel per indicator and unit.

A year without a value is a gap in the line. A change of perimeter, scope, kind of period or origin begins another line, and
a line has a gap where the definition changed: nothing is joined across a break (domain handbook 4). Targets, applications and capacities are hollow marks without a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.computed import measure_text
from dashboard.charts.hover import hover_text
from dashboard.charts.labels import indicator_name, place_name, value_text
from dashboard.charts.panels import Lane
from dashboard.charts.selection import select_series
from dashboard.charts.series import Series, TrendPanel, trend_panels
from dashboard.charts.sheet import MARGIN, Sheet, Text, Texts, compose, footing, heading, legend_height, note_lines
from dashboard.charts.style import Chart, ChartStyle, Row, Theme, legible, place_colours, theme_named
from dashboard.charts.typesetting import axis_number, escape, nice_ticks, shorten, text_width, wrap
from dashboard.model import Selection
from dashboard.observations.compare import verdict
from dashboard.observations.measures import Measure
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.observations.cells import Cells

__all__ = ["trend_chart"]

_PLOT = 220.0
_MOST_SAID = 600  # points that say all about themselves beside the pointer; of more each says the least
_MANY = 10  # points from which marks are small, so that dashes show
_AXIS = 24.0
_GAP = 34.0
_LABEL = 11
_NARROW = 460.0  # below this long names stand under the plot
_LABEL_STEP = 15.0
_SYMBOLS = {"extracted": "square", "corrected": "square", "curated": "diamond", "derived": "circle-open"}


def trend_chart(
    observations: Cells | pd.DataFrame,
    selection: Selection,
    catalogue: Catalogue,
    style: ChartStyle | None = None,
    titled: bool = True,
) -> Chart:
    """The trend a selection asks for, from the observations of a project. `{"data": …, "layout": …}`.

    Years on the horizontal axis, values from zero (ranks inverted); `titled` False leaves out the panels' own titles,
    for a page that has them already. UsageError for an unknown theme.
    """
    style = style or ChartStyle()
    theme, lang = theme_named(style.theme), selection.lang
    rows = select_series(observations, selection, catalogue)
    panels = trend_panels(rows, place_colours(observations, style.theme), catalogue, selection, theme)
    panels = panels if titled else tuple(replace(panel, title="") for panel in panels)
    panels = tuple(_numbered(panel, _panel_width(len(panels), style)) for panel in panels)
    texts, top = heading(style, theme)
    keys = _legend_keys(panels)
    legend_top = top
    top += legend_height([say(WORDS, f"legend.{key}", lang) for key in keys], style.width - 2 * MARGIN)
    boxes, bottom = _boxes(panels, top + 4, style)
    if not panels:
        texts.append(Text(say(WORDS, "panel.none", lang), 0, top + 10, 14, theme.muted))
        bottom = top + 60
    foot, foot_height = footing(style, theme, bottom)
    sheet = Sheet(style.width - 2 * MARGIN, bottom + foot_height)
    full = sum(len(series.rows) for panel in panels for series in panel.series) <= _MOST_SAID
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for number, (panel, box) in enumerate(zip(panels, boxes, strict=True), start=1):
        axis = "" if number == 1 else str(number)
        traces += [_trace(series, axis, full, catalogue, theme, lang) for series in panel.series]
        axes |= _axes(panel, box, sheet, axis, theme, lang)
        texts += _texts(panel, box, style, lang)
    traces += [_legend_trace(key, theme, lang) for key in keys]
    return compose(traces, axes, texts + foot, sheet, legend_top, style, theme)


# --- traces --------------------------------------------------------------------------------------------------------


def _trace(series: Series, axis: str, full: bool, catalogue: Catalogue, theme: Theme, lang: str) -> dict[str, Any]:
    points = _points(series, catalogue)
    hollow = series.first["status"] != "actual"
    pairs = [pair for _, pair in points]
    labels = _labels(series, pairs, catalogue, lang)
    said = _said_in_full(pairs, labels, catalogue, lang) if full else _said_in_short(series, catalogue, lang)
    return {
        "type": "scatter",
        "mode": "markers" if hollow else "lines+markers",
        "name": series.label,
        "x": [year for year, _ in points],
        "y": [None if pair is None else pair[1].value for pair in pairs],
        "customdata": ["" if pair is None else pair[0]["observation_id"] for pair in pairs],
        "text": labels,
        **said,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": series.colour, "width": 2, "dash": series.dash},
        "marker": {
            "symbol": _SYMBOLS[str(series.first["origin"])],
            "size": 9 if hollow else 5 if len(points) > _MANY else 7,
            "color": theme.paper if hollow else series.colour,
            "line": {"color": series.colour, "width": 2 if hollow else 0.5},
        },
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "showlegend": False,
    }


def _said_in_full(
    pairs: Sequence[tuple[Row, Measure] | None], labels: Sequence[str], catalogue: Catalogue, lang: str
) -> dict[str, Any]:
    """Everything about each point, ready made."""
    said = [
        "" if pair is None else hover_text(_lane(*pair, label), catalogue, lang)
        for pair, label in zip(pairs, labels, strict=True)
    ]
    return {"hovertext": said, "hoverinfo": "text"}


def _said_in_short(series: Series, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    """One form for all points of a line: the value, then whose it is, what it counts and its year. A click says the rest."""
    row = series.first
    names = (place_name(str(row["ref_area"]), catalogue, lang), indicator_name(str(row["indicator"]), catalogue, lang))
    what = " · ".join(escape(name).replace("%", "&#37;") for name in names)
    return {"hovertemplate": f"<b>%{{text}}</b><br>{what}<br>%{{x}}<extra></extra>"}


def _points(series: Series, catalogue: Catalogue) -> list[tuple[int, tuple[Row, Measure] | None]]:
    """(year, row and what it measures), with None where the line is not joined.

    That is every year between the first and the last that has no value, and where the definition changed.
    """
    changes = catalogue.indicators[str(series.first["indicator"])].breaks
    years = [int(row["year"]) for row in series.rows]
    pairs = zip(series.rows, series.measures, strict=True)
    if not changes and years == list(range(years[0], years[-1] + 1)):
        return list(zip(years, pairs, strict=True))
    points: list[tuple[int, tuple[Row, Measure] | None]] = []
    before: Row | None = None
    for row, each in pairs:
        year = int(row["year"])
        if before is not None:
            points.extend((missing, None) for missing in range(points[-1][0] + 1, year))
            if changes and "definition_break" in verdict(before, row, catalogue).reasons:
                points.append((year, None))
        points.append((year, (row, each)))
        before = row
    return points


def _labels(series: Series, pairs: Sequence[tuple[Row, Measure] | None], catalogue: Catalogue, lang: str) -> list[str]:
    """The values of a line, all as they were computed or all as they stand; empty where it is not joined."""
    if _is_computed(series.measures[0]):
        return ["" if pair is None else measure_text(pair[1], pair[0], catalogue, lang) for pair in pairs]
    return ["" if pair is None else value_text(pair[0], catalogue, lang) for pair in pairs]


def _lane(row: Row, each: Measure, label: str) -> Lane:
    return Lane(row, each.value, label, (), measure=each if _is_computed(each) else None)


def _is_computed(each: Measure) -> bool:
    return each.population is not None or each.base is not None


def _legend_keys(panels: Sequence[TrendPanel]) -> list[str]:
    """Which shapes need a word: the origins when there are several, and hollow marks."""
    firsts = [series.first for panel in panels for series in panel.series]
    origins = [
        key for key in ("extracted", "corrected", "curated", "derived") if any(r["origin"] == key for r in firsts)
    ]
    hollow = [key for key in ("target", "applied", "capacity") if any(r["status"] == key for r in firsts)]
    return (origins if len(origins) > 1 or hollow else []) + hollow


def _legend_trace(key: str, theme: Theme, lang: str) -> dict[str, Any]:
    fill = theme.muted if key in _SYMBOLS else theme.paper
    marker = {
        "symbol": _SYMBOLS.get(key, "diamond"),
        "size": 9,
        "color": fill,
        "line": {"color": theme.muted, "width": 2},
    }
    name = say(WORDS, f"legend.{key}", lang)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": name,
        "marker": marker,
        "hoverinfo": "skip",
    }


# --- layout --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a panel stands, in pixels.

    `head` is the top of its plot, `ticks` and `names` the room left and right of it,
    `plot` its height.
    """

    left: float
    top: float
    head: float
    width: float
    ticks: float
    names: float
    plot: float


def _boxes(panels: Sequence[TrendPanel], top: float, style: ChartStyle) -> tuple[list[_Box], float]:
    columns, width = _columns(len(panels), style), _panel_width(len(panels), style)
    boxes: list[_Box] = []
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        plot = max(_plot_height(panel, width) for panel in row)
        for column, panel in enumerate(row):
            left = column * (width + _GAP)
            boxes.append(_Box(left, top, top + _head(panel, width), width, 52, _names(panel, width), plot))
        notes = max(len(note_lines(panel.notes, width, 11)) for panel in row) * 16.5
        top += max(_head(panel, width) for panel in row) + plot + _AXIS + notes + _GAP
    return boxes, top


def _columns(count: int, style: ChartStyle) -> int:
    return max(1, min(style.columns, count or 1))


def _panel_width(count: int, style: ChartStyle) -> float:
    """The width of each of so many panels."""
    columns = _columns(count, style)
    return (style.width - 2 * MARGIN - (columns - 1) * _GAP) / columns


def _numbered(panel: TrendPanel, width: float) -> TrendPanel:
    """On a narrow panel whose names would take the room of the lines: numbers at the lines, the names below."""
    widest = max(text_width(series.label, _LABEL) for series in panel.series)
    if width >= _NARROW or widest + 14 <= width * 0.36:
        return panel
    keys = tuple(f"({number}) {series.label}" for number, series in enumerate(panel.series, start=1))
    series = tuple(replace(each, label=f"({number})") for number, each in enumerate(panel.series, start=1))
    return replace(panel, series=series, notes=(*keys, *panel.notes))


def _names(panel: TrendPanel, width: float) -> float:
    """The room for the names of the lines, to the right of the plot."""
    return min(max(text_width(series.label, _LABEL) for series in panel.series) + 14, width * 0.36)


def _plot_height(panel: TrendPanel, width: float) -> float:
    """High enough for the names of all lines, one under another."""
    names = _names(panel, width)
    return max(_PLOT, sum(_label_height(series, names) for series in panel.series))


def _label_lines(series: Series, names: float) -> list[str]:
    return wrap(series.label, names - 8, _LABEL)


def _label_height(series: Series, names: float) -> float:
    lines = len(_label_lines(series, names))
    return lines * _LABEL_STEP + (7 if lines > 1 else 2)


def _head(panel: TrendPanel, width: float) -> float:
    return len(wrap(panel.title, width, 16.2)) * 21 + 26


def _axes(panel: TrendPanel, box: _Box, sheet: Sheet, axis: str, theme: Theme, lang: str) -> dict[str, Any]:
    years = [int(row["year"]) for series in panel.series for row in series.rows]
    first, last = min(years), max(years)
    ticks = _value_ticks(panel)
    marks = [year for year in nice_ticks(first, last, 5) if year == int(year)] or [first]
    shared = {"fixedrange": True, "zeroline": False, "tickfont": {"size": 11, "color": theme.muted}}
    return {
        f"xaxis{axis}": shared
        | {
            "domain": [sheet.x(box.left + box.ticks), sheet.x(box.left + box.width - box.names)],
            "anchor": f"y{axis}",
            "range": [first - 0.4, last + 0.4],
            "tickvals": marks,
            "ticktext": [f"{year:.0f}" for year in marks],
            "showgrid": False,
            "linecolor": theme.rule,
            "showline": True,
            "ticks": "outside",
            "tickcolor": theme.rule,
        },
        f"yaxis{axis}": shared
        | {
            "domain": [sheet.y(box.head + box.plot), sheet.y(box.head)],
            "anchor": f"x{axis}",
            "range": list(_value_range(panel)),
            "tickvals": ticks,
            "ticktext": [axis_number(tick, lang) for tick in ticks],
            "gridcolor": theme.grid,
        },
    }


def _value_ticks(panel: TrendPanel) -> list[float]:
    return nice_ticks(1 if panel.rank else 0, panel.highest, 4)


def _value_range(panel: TrendPanel) -> tuple[float, float]:
    """From zero to above the highest value; ranks from the worst up to the first."""
    high = panel.highest
    return (high + 0.5, 0.5) if panel.rank else (0.0, max(high * 1.06, _value_ticks(panel)[-1], 1e-9))


def _texts(panel: TrendPanel, box: _Box, style: ChartStyle, lang: str) -> Texts:
    theme = theme_named(style.theme)
    texts: Texts = []
    top = box.top
    for line in wrap(panel.title, box.width, 16.2):
        texts.append(Text(line, box.left, top, 15, theme.ink, bold=True))
        top += 21
    places = say(WORDS, "list.comma", lang).join(panel.places)
    under = f"{places} · {panel.axis}"
    texts.append(Text(shorten(under, box.width, 11), box.left, top, 11, theme.muted))
    below = box.head + box.plot + _AXIS
    for index, line in enumerate(note_lines(panel.notes, box.width, 11)):
        texts.append(Text(line, box.left, below + index * 16.5, 11, theme.muted))
    return texts + _end_labels(panel, box, style)


def _end_labels(panel: TrendPanel, box: _Box, style: ChartStyle) -> Texts:
    """The name of each line behind its last value, pushed apart where two would touch, never below the plot."""
    left = box.left + box.width - box.names + 6
    reach = _value_range(panel)
    wanted = sorted(
        ((_end_height(reach, series, box) - 8, series) for series in panel.series), key=lambda pair: pair[0]
    )
    heights = [_label_height(series, box.names) for _, series in wanted]
    tops = _apart([top for top, _ in wanted], heights, box.head - 8, box.head + box.plot + 8)
    return [
        Text(line, left, top + index * _LABEL_STEP, _LABEL, legible(series.colour, style.theme))
        for top, (_, series) in zip(tops, wanted, strict=True)
        for index, line in enumerate(_label_lines(series, box.names))
    ]


def _end_height(reach: tuple[float, float], series: Series, box: _Box) -> float:
    """Where the last value of a line stands, in pixels from the top of the sheet; `reach` is the axis of its panel."""
    start, end = reach
    return box.head + box.plot * (1 - (series.measures[-1].value - start) / (end - start))


def _apart(tops: Sequence[float], heights: Sequence[float], first: float, last: float) -> list[float]:
    """Tops as near to those wanted as they can be without touching: pushed down, then back up from the bottom."""
    placed: list[float] = []
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, first))
        first = placed[-1] + height
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], last - heights[index])
        last = placed[index]
    return placed
