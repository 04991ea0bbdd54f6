"""What is to be exported and how: the request every writer gets, and what every file has to say about itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.compare import compare_chart
from dashboard.charts.composition import composition_chart, composition_rows, composition_words, find_compositions
from dashboard.charts.labels import flags, place_name
from dashboard.charts.panels import build_panels
from dashboard.charts.progress import find_progress, progress_chart, progress_rows, progress_words
from dashboard.charts.selection import describe_selection, place_codes, select, select_series
from dashboard.charts.sources import source_line
from dashboard.charts.style import Chart, ChartStyle, Row
from dashboard.charts.trend import trend_chart
from dashboard.model import Selection
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["CHARTS", "Exportable", "Request"]

_SELECT = {"compare": select, "trend": select_series, "composition": composition_rows, "plan": progress_rows}
_DRAW = {"compare": compare_chart, "trend": trend_chart, "composition": composition_chart, "plan": progress_chart}
CHARTS = tuple(_DRAW)
_EVERY_PERIOD = ("trend", "plan")


class Exportable(Protocol):
    """What an export needs of a project."""

    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102 - the fields of dashboard.project.Project

    @property
    def observations(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def version(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Request:
    """One export.

    `chart` is one of `CHARTS`, `scale` the magnification of a picture, `columns` its panels abreast and
    `width` its width in pixels before scaling.
    """

    project: Exportable
    selection: Selection
    chart: str = "compare"
    scale: int = 1
    theme: str = "light"
    columns: int = 2
    width: int = 960

    @property
    def lang(self) -> str:
        """The language of the file."""
        return self.selection.lang

    @property
    def catalogue(self) -> Catalogue:
        """The project's catalogue."""
        return self.project.catalogue

    @cached_property
    def rows(self) -> list[Row]:
        """The selected observations, as the chart shows them."""
        frame = _SELECT[self.chart](self.project.observations, self.selection, self.catalogue)
        return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]

    @cached_property
    def selection_words(self) -> tuple[str, ...]:
        """The selection stated in words: indicators, places, periods."""
        indicators, places, periods = describe_selection(self.selection, self.catalogue, self.lang)
        if self.chart in _EVERY_PERIOD and not self.selection.periods:
            all_periods = say(CHART_WORDS, "selection.all_periods", self.lang)
            periods = say(CHART_WORDS, "selection.periods", self.lang, items=all_periods)
        return indicators, places, periods

    @property
    def title(self) -> str:
        """The heading of the file."""
        codes = place_codes(self.selection, self.catalogue) or tuple(
            dict.fromkeys(str(r["ref_area"]) for r in self.rows)
        )
        names = say(CHART_WORDS, "list.comma", self.lang).join(
            place_name(c, self.catalogue, self.lang) for c in codes[:4]
        )
        places = names if 0 < len(codes) <= 4 else say(WORDS, "title.places", self.lang)
        return say(WORDS, f"title.{self.chart}", self.lang, places=places)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know: flags that occur, blanks, rounding, digests, sources, the version of the data."""
        lang = self.lang
        found = {flag.code: flag for row in self.rows for flag in flags(row, lang)}
        marks = [found[code] for code in sorted(found) if code != "digest"]
        words = [say(WORDS, "flag", lang, symbol=flag.symbol, meaning=flag.meaning) for flag in marks]
        flagged = say(WORDS, "flags", lang, flags=say(CHART_WORDS, "list.semicolon", lang).join(words))
        return (
            *((flagged,) if words else ()),
            say(WORDS, "blank", lang),
            say(CHART_WORDS, "note.rounding", lang),
            *((say(WORDS, "digest", lang),) if "digest" in found else ()),
            source_line(self.rows, self.catalogue, lang),
            say(WORDS, "version", lang, version=self.project.version),
        )

    @cached_property
    def panel_notes(self) -> tuple[str, ...]:
        """What a chart says under its panels: of a comparison with the name of the indicator; nothing for a trend."""
        if self.chart == "composition":
            found = find_compositions(self.project.observations, self.selection, self.catalogue)
            return tuple(composition_words(each, self.catalogue, self.lang) for each in found)
        if self.chart == "plan":
            plans = find_progress(self.project.observations, self.selection, self.catalogue)
            return tuple(progress_words(each, self.catalogue, self.lang) for each in plans)
        if self.chart != "compare":
            return ()
        frame = select(self.project.observations, self.selection, self.catalogue)
        colon = "：" if self.lang == "zh" else ": "
        panels = build_panels(frame, self.selection, self.catalogue)
        return tuple(f"{panel.title}{colon}{note}" for panel in panels for note in panel.notes)

    def drawn(self, *, fixed: bool, bare: bool = False) -> Chart:
        """The chart; `fixed` gives it its width in pixels, `bare` leaves heading and footnotes to the page around it."""
        style = ChartStyle(theme=self.theme, width=self.width, columns=self.columns, fixed=fixed)
        if not bare:
            style = replace(style, title=self.title, subtitle="\n".join(self.selection_words), footnotes=self.notes)
        draw: Any = _DRAW[self.chart]
        chart: Chart = draw(self.project.observations, self.selection, self.catalogue, style)
        return chart
