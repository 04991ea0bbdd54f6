"""The trend: values over the years, one line per place, part and perimeter, one panel per indicator and unit.

A year without a value is a gap in the line. A change of perimeter, scope, kind of period or origin begins another line, so
nothing is joined across a break (domain handbook 4). Targets, applications and capacities are hollow marks without a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.hover import hover_text
from dashboard.charts.labels import (
    breakdown_text,
    indicator_name,
    origin_text,
    perimeter_text,
    place_name,
    scope_text,
    unit_text,
    value_text,
)
from dashboard.charts.panels import Lane
from dashboard.charts.selection import select_series
from dashboard.charts.sheet import MARGIN, Sheet, Text, Texts, compose, footing, heading, legend_height, note_lines
from dashboard.charts.style import Chart, ChartStyle, Row, Theme, place_colours, theme_named
from dashboard.charts.typesetting import axis_number, nice_ticks, shorten, text_width, wrap
from dashboard.model import Selection
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["trend_chart"]

_PLOT = 220.0
_AXIS = 24.0
_GAP = 34.0
_LABEL = 11
_LABEL_STEP = 15.0
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = {"extracted": "square", "corrected": "square", "curated": "diamond", "derived": "circle-open"}
_KEY = ("ref_area", "breakdown", "perimeter", "scope", "event", "period_type", "status", "origin")


@dataclass(frozen=True, slots=True)
class Series:
    """The values that make one line: `rows` by year, `label` what sets it apart in its panel."""

    rows: tuple[Row, ...]
    label: str
    colour: str
    dash: str

    @property
    def first(self) -> Row:
        """Any row stands for the key all of them share."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One indicator in one unit."""

    title: str
    unit: str
    places: tuple[str, ...]
    rank: bool
    series: tuple[Series, ...]
    notes: tuple[str, ...]


def trend_chart(
    observations: pd.DataFrame,
    selection: Selection,
    catalogue: Catalogue,
    style: ChartStyle | None = None,
    titled: bool = True,
) -> Chart:
    """The trend a selection asks for, from the whole observations frame. `{"data": …, "layout": …}`.

    Years on the horizontal axis, values from zero (ranks inverted); `titled` False leaves out the panels' own titles,
    for a page that has them already. UsageError for an unknown theme.
    """
    style = style or ChartStyle()
    theme, lang = theme_named(style.theme), selection.lang
    rows = select_series(observations, selection, catalogue)
    panels = trend_panels(rows, place_colours(observations, style.theme), catalogue, lang, theme)
    panels = panels if titled else tuple(replace(panel, title="") for panel in panels)
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
    traces = [_legend_trace(key, theme, lang) for key in keys]
    axes: dict[str, Any] = {}
    for number, (panel, box) in enumerate(zip(panels, boxes, strict=True), start=1):
        axis = "" if number == 1 else str(number)
        traces += [_trace(series, axis, catalogue, theme, lang) for series in panel.series]
        axes |= _axes(panel, box, sheet, axis, theme, lang)
        texts += _texts(panel, box, theme, lang)
    return compose(traces, axes, texts + foot, sheet, legend_top, style, theme)


def trend_panels(
    rows: pd.DataFrame, colours: Mapping[str, str], catalogue: Catalogue, lang: str, theme: Theme
) -> tuple[TrendPanel, ...]:
    """The panels of the rows of `selection.select_series`: one per `panel` and unit, in their order."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    for record in rows.to_dict("records"):
        row = {str(key): value for key, value in record.items()}
        grouped.setdefault((str(row["panel"]), str(row["unit"])), []).append(row)
    return tuple(
        _trend_panel(name, unit, mine, colours, catalogue, lang, theme) for (name, unit), mine in grouped.items()
    )


def _trend_panel(
    name: str, unit: str, rows: list[Row], colours: Mapping[str, str], catalogue: Catalogue, lang: str, theme: Theme
) -> TrendPanel:
    indicator, _, breakdown = name.partition(";")
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    entry = catalogue.indicators.get(indicator)
    keys: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        keys.setdefault(tuple(str(row[column]) for column in _KEY), []).append(row)
    varying = frozenset(column for index, column in enumerate(_KEY) if len({key[index] for key in keys}) > 1)
    broken = any(len({key[2] for key in keys if key[0] == place}) > 1 for place in {key[0] for key in keys})
    series: list[Series] = []
    for mine in keys.values():
        dash = _DASHES[sum(other.first["ref_area"] == mine[0]["ref_area"] for other in series) % len(_DASHES)]
        label = _series_label(mine[0], varying, catalogue, lang)
        colour = colours.get(str(mine[0]["ref_area"]), theme.muted)
        series.append(Series(tuple(sorted(mine, key=lambda row: int(row["year"]))), label, colour, dash))
    return TrendPanel(
        title=f"{title} · {words}" if words else title,
        unit=unit_text(unit, catalogue, lang),
        places=tuple(dict.fromkeys(place_name(str(row["ref_area"]), catalogue, lang) for row in rows)),
        rank=entry is not None and entry.kind == "rank",
        series=tuple(series),
        notes=(say(WORDS, "trend.perimeters", lang),) if broken else (),
    )


def _series_label(row: Row, varying: frozenset[str], catalogue: Catalogue, lang: str) -> str:
    """What sets a line apart within its panel; the place where nothing else does."""
    words = {
        "breakdown": breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang),
        "perimeter": perimeter_text(row, catalogue, lang),
        "scope": scope_text(row, lang),
        "event": str(row["event"]),
        "period_type": say(WORDS, f"trend.{row['period_type']}", lang),
        "status": say(WORDS, f"status.{row['status']}", lang) if row["status"] != "actual" else "",
        "origin": origin_text(row, lang) if row["status"] == "actual" else "",
    }
    apart = [text for column, text in words.items() if column in varying and text]
    place = place_name(str(row["ref_area"]), catalogue, lang)
    return " · ".join([place, *apart] if "ref_area" in varying or not apart else apart)


# --- traces --------------------------------------------------------------------------------------------------------


def _trace(series: Series, axis: str, catalogue: Catalogue, theme: Theme, lang: str) -> dict[str, Any]:
    points = _points(series)
    hollow = series.first["status"] != "actual"
    lanes = [None if row is None else _lane(row, catalogue, lang) for _, row in points]
    return {
        "type": "scatter",
        "mode": "markers" if hollow else "lines+markers",
        "name": series.label,
        "x": [year for year, _ in points],
        "y": [None if lane is None else lane.value for lane in lanes],
        "customdata": ["" if row is None else str(row["observation_id"]) for _, row in points],
        "text": ["" if lane is None else lane.label for lane in lanes],
        "hovertext": ["" if lane is None else hover_text(lane, catalogue, lang) for lane in lanes],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": series.colour, "width": 2, "dash": series.dash},
        "marker": {
            "symbol": _SYMBOLS[str(series.first["origin"])],
            "size": 9 if hollow else 7,
            "color": theme.paper if hollow else series.colour,
            "line": {"color": series.colour, "width": 2 if hollow else 0.5},
        },
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "showlegend": False,
    }


def _points(series: Series) -> list[tuple[int, Row | None]]:
    """(year, row) with None for every year between the first and the last that has no value."""
    points: list[tuple[int, Row | None]] = []
    for row in series.rows:
        year = int(row["year"])
        if points:
            points.extend((missing, None) for missing in range(points[-1][0] + 1, year))
        points.append((year, row))
    return points


def _lane(row: Row, catalogue: Catalogue, lang: str) -> Lane:
    return Lane(row, float(row["value"]), value_text(row, catalogue, lang), ())


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
    """Where a panel stands, in pixels: `head` is the top of its plot, `ticks` and `names` the room left and right."""

    left: float
    top: float
    head: float
    width: float
    ticks: float
    names: float


def _boxes(panels: Sequence[TrendPanel], top: float, style: ChartStyle) -> tuple[list[_Box], float]:
    columns = max(1, min(style.columns, len(panels) or 1))
    width = (style.width - 2 * MARGIN - (columns - 1) * _GAP) / columns
    boxes: list[_Box] = []
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        for column, panel in enumerate(row):
            widest = max(text_width(series.label, _LABEL) for series in panel.series) + 14
            left = column * (width + _GAP)
            boxes.append(_Box(left, top, top + _head(panel, width), width, 52, min(widest, width * 0.36)))
        notes = max(len(note_lines(panel.notes, width, 11)) for panel in row) * 16.5
        top += max(_head(panel, width) for panel in row) + _PLOT + _AXIS + notes + _GAP
    return boxes, top


def _head(panel: TrendPanel, width: float) -> float:
    return len(wrap(panel.title, width, 16.2)) * 21 + 26


def _values(panel: TrendPanel) -> list[float]:
    return [float(row["value"]) for series in panel.series for row in series.rows]


def _axes(panel: TrendPanel, box: _Box, sheet: Sheet, axis: str, theme: Theme, lang: str) -> dict[str, Any]:
    years = [int(row["year"]) for series in panel.series for row in series.rows]
    first, last = min(years), max(years)
    high = max(_values(panel))
    ticks = nice_ticks(1 if panel.rank else 0, high, 4)
    room = [high + 0.5, 0.5] if panel.rank else [0, max(high * 1.06, ticks[-1], 1e-9)]
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
            "domain": [sheet.y(box.head + _PLOT), sheet.y(box.head)],
            "anchor": f"x{axis}",
            "range": room,
            "tickvals": ticks,
            "ticktext": [axis_number(tick, lang) for tick in ticks],
            "gridcolor": theme.grid,
        },
    }


def _texts(panel: TrendPanel, box: _Box, theme: Theme, lang: str) -> Texts:
    texts: Texts = []
    top = box.top
    for line in wrap(panel.title, box.width, 16.2):
        texts.append(Text(line, box.left, top, 15, theme.ink, bold=True))
        top += 21
    places = say(WORDS, "list.comma", lang).join(panel.places)
    under = f"{places} · {say(WORDS, 'panel.unit', lang, unit=panel.unit)}"
    texts.append(Text(shorten(under, box.width, 11), box.left, top, 11, theme.muted))
    below = box.head + _PLOT + _AXIS
    for index, line in enumerate(note_lines(panel.notes, box.width, 11)):
        texts.append(Text(line, box.left, below + index * 16.5, 11, theme.muted))
    return texts + _end_labels(panel, box)


def _end_labels(panel: TrendPanel, box: _Box) -> Texts:
    """The name of each line behind its last value, pushed apart where two would touch."""
    high = max(_values(panel))
    ticks = nice_ticks(1 if panel.rank else 0, high, 4)
    bottom, up = (0.5, high + 0.5) if panel.rank else (0.0, max(high * 1.06, ticks[-1], 1e-9))
    wanted = []
    for series in panel.series:
        share = (float(series.rows[-1]["value"]) - bottom) / (up - bottom)
        wanted.append((box.head + _PLOT * (share if panel.rank else 1 - share) - 8, series))
    texts: Texts = []
    lowest = box.head - 12
    left = box.left + box.width - box.names + 6
    for top, series in sorted(wanted, key=lambda pair: pair[0]):
        lowest = max(top, lowest)
        for line in wrap(series.label, box.names - 8, _LABEL):
            texts.append(Text(line, left, lowest, _LABEL, series.colour))
            lowest += _LABEL_STEP
    return texts
