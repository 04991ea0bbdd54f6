"""Frame → chart. A chart is plotly's JSON shape as plain dicts (`{"data": [...], "layout": {...}}`); no Dash here.

`compare_chart` and `trend_chart` draw a selection; `labels` and `sources` say what a value is called and who said it.
"""

from __future__ import annotations

from dashboard.charts.compare import compare_chart, draw_compare
from dashboard.charts.panels import Block, Lane, Panel, build_panels, by_place
from dashboard.charts.selection import describe_selection, place_codes, select, select_series
from dashboard.charts.sources import citation, source_line, sources_of
from dashboard.charts.style import CONFIG, FONTS, THEMES, Chart, ChartStyle, place_colours
from dashboard.charts.trend import trend_chart

__all__ = [
    "CONFIG",
    "FONTS",
    "THEMES",
    "Block",
    "Chart",
    "ChartStyle",
    "Lane",
    "Panel",
    "build_panels",
    "by_place",
    "citation",
    "compare_chart",
    "describe_selection",
    "draw_compare",
    "place_codes",
    "place_colours",
    "select",
    "select_series",
    "source_line",
    "sources_of",
    "trend_chart",
]
