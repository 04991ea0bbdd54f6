"""What is to be exported and how: the request every writer gets, and what every file has to say about itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.compare import compare_chart
from dashboard.charts.composition import composition_chart, composition_rows, composition_words, find_compositions
from dashboard.charts.computed import measure_formula, measure_text
from dashboard.charts.labels import flags, place_name, reason_text
from dashboard.charts.pairs import Pair, all_pairs, line_pairs, line_verdicts, row_verdicts
from dashboard.charts.panels import build_panels
from dashboard.charts.progress import find_progress, progress_chart, progress_rows, progress_words
from dashboard.charts.selection import describe_selection, place_codes, select, select_series
from dashboard.charts.series import series_measures
from dashboard.charts.sources import population_source, source_line
from dashboard.charts.standing import base_place, stand
from dashboard.charts.style import Chart, ChartStyle, Row
from dashboard.charts.trend import trend_chart
from dashboard.export.exportable import Exportable
from dashboard.export.kept import computed_text
from dashboard.export.provenance import Proof, proof_for
from dashboard.export.query import CHARTS, write_query
from dashboard.export.short import short_link
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE, INDEX, Measure, Refused, measured
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["CHARTS", "STATED", "Cell", "Listing", "Request"]

Cell = str | int | float

_SELECT = {"compare": select, "trend": select_series, "composition": composition_rows, "plan": progress_rows}
_DRAW = {"compare": compare_chart, "trend": trend_chart, "composition": composition_chart, "plan": progress_chart}
STATED = ("composition", "plan")
"""The charts whose values stand as stated, whatever mode is chosen for the others."""

_EVERY_PERIOD = ("trend", "plan")


@dataclass(frozen=True, slots=True)
class Listing:
    """One plain list: its name (of a sheet), its headings, its rows; "" where there is nothing."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


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
        return _SELECT[self.chart](self.project.cells, self.selection, self.catalogue)

    @cached_property
    def panels(self) -> dict[str, list[Row]]:
        """The rows of each panel."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(str(row["panel"]), []).append(row)
        return found

    @cached_property
    def measures(self) -> list[Measure | Refused]:
        """What each row measures in the mode chosen."""
        if self.chart == "trend":
            known = series_measures(self.rows, self.selection.mode, self.catalogue)
            return [known[str(row["observation_id"])] for row in self.rows]
        if self.chart in STATED:
            return [measured(row, ABSOLUTE, self.catalogue) for row in self.rows]
        standing = {name: stand(rows, self.selection, self.catalogue) for name, rows in self.panels.items()}
        return [standing[str(row["panel"])].measures[str(row["observation_id"])] for row in self.rows]

    @cached_property
    def pairs(self) -> dict[str, tuple[Pair, ...]]:
        """Every pair of values of each panel with its verdict, of a trend each value and the next of its line.

        Parts and plans have none: they join what belongs together.
        """
        judge = {"compare": all_pairs, "trend": line_pairs}.get(self.chart)
        if judge is None:
            return {}
        return {name: judge(rows, self.selection.mode, self.catalogue) for name, rows in self.panels.items()}

    @cached_property
    def _line_verdicts(self) -> dict[str, str]:
        """How each value of a trend stands to the one before; nothing for other charts."""
        if self.chart != "trend":
            return {}
        return line_verdicts(self.rows, self.selection.mode, self.catalogue, self.lang)

    @cached_property
    def extras(self) -> list[dict[str, object]]:
        """What is said beside each row: how it compares, and what was computed of it, from what."""
        return [self._extra(row, each) for row, each in zip(self.rows, self.measures, strict=True)]

    @cached_property
    def computed(self) -> dict[str, str]:
        """What the mode computes of each observation, as a file keeps it; nothing where values stand as stated."""
        if self.selection.mode == ABSOLUTE or self.chart in STATED:
            return {}
        rows = zip(self.rows, self.extras, strict=True)
        return {str(row["observation_id"]): computed_text(extra.get("computed_value")) for row, extra in rows}

    def _extra(self, row: Row, each: Measure | Refused) -> dict[str, object]:
        mode, lang = self.selection.mode, self.lang
        peers = self.panels[str(row["panel"])] if self.chart == "compare" else []
        before = self._line_verdicts.get(str(row["observation_id"]), "")
        said = {"verdicts": row_verdicts(row, peers, mode, self.catalogue, lang) if peers else before}
        if isinstance(each, Refused):
            return {**said, "not_computed": reason_text(each.reason, lang)}
        population = each.population
        return {
            **said,
            "computed": measure_text(each, row, self.catalogue, lang),
            "computed_value": _six_digits(each.value),
            "computed_low": _six_digits(each.interval.low),
            "computed_high": _six_digits(each.interval.high),
            "computed_formula": measure_formula(each, row, self.catalogue, lang),
            "population": population.value if population else "",
            "population_year": population.year if population else "",
            "population_source": population_source(population.source, lang) if population else "",
        }

    @cached_property
    def selection_words(self) -> tuple[str, ...]:
        """The selection stated in words: indicators, places, periods, and the mode where values do not stand as stated."""
        indicators, places, periods = describe_selection(self.selection, self.catalogue, self.lang)
        if self.chart in _EVERY_PERIOD and not self.selection.periods:
            all_periods = say(CHART_WORDS, "selection.all_periods", self.lang)
            periods = say(CHART_WORDS, "selection.periods", self.lang, items=all_periods)
        return indicators, places, periods, *self._mode_words

    @property
    def _mode_words(self) -> tuple[str, ...]:
        lang, mode = self.lang, self.selection.mode
        if mode == ABSOLUTE:
            return ()
        key = "selection.mode"
        if mode == INDEX:
            key = "selection.mode.first" if self.chart == "trend" else "selection.mode.base"
        bases = self._base_places
        if key == "selection.mode.base" and len(bases) != 1:
            key = "selection.mode.bases"
        words = {"place": place_name(bases[0], self.catalogue, lang)} if key == "selection.mode.base" else {}
        return (say(CHART_WORDS, key, lang, mode=say(CHART_WORDS, f"mode.{mode}", lang), **words),)

    @property
    def _base_places(self) -> tuple[str, ...]:
        """The places that are 100 in the panels of an index, each once."""
        panels: dict[str, list[Row]] = {}
        for row in self.rows:
            panels.setdefault(str(row["panel"]), []).append(row)
        return tuple(dict.fromkeys(base_place(self.selection, self.catalogue, rows) for rows in panels.values()))

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
        title = say(WORDS, f"title.{self.chart}", self.lang, places=places)
        mode = self.selection.mode
        if mode == ABSOLUTE:
            return title
        return say(WORDS, "title.mode", self.lang, title=title, mode=say(CHART_WORDS, f"mode.{mode}", self.lang))

    @property
    def _coded(self) -> Selection:
        """The selection with its places by their codes."""
        return replace(self.selection, places=place_codes(self.selection, self.catalogue))

    @cached_property
    def proof(self) -> Proof:
        """What the file carries to be trusted and opened again."""
        return proof_for(self, self.chart, write_query(self._coded).removeprefix("?"))

    @property
    def foot(self) -> str:
        """How to come back to this view from a printed picture, in which no metadata are left."""
        link = short_link(self.chart, self._coded, self.catalogue)
        return say(WORDS, "foot.link" if link else "foot.long", self.lang, link=link)

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
            *self._population_notes,
            say(WORDS, "version", lang, version=self.project.version),
        )

    @property
    def _population_notes(self) -> tuple[str, ...]:
        """Where the populations come from, each source once."""
        sources = [extra["population_source"] for extra in self.extras if extra.get("population_source")]
        if not sources:
            return ()
        listed = say(CHART_WORDS, "source.join", self.lang).join(str(source) for source in dict.fromkeys(sources))
        return (say(WORDS, "populations", self.lang, sources=listed),)

    @cached_property
    def panel_notes(self) -> tuple[str, ...]:
        """What a chart says under its panels: of a comparison with the name of the indicator; nothing for a trend."""
        if self.chart == "composition":
            found = find_compositions(self.project.cells, self.selection, self.catalogue)
            return tuple(composition_words(each, self.catalogue, self.lang) for each in found)
        if self.chart == "plan":
            plans = find_progress(self.project.cells, self.selection, self.catalogue)
            return tuple(progress_words(each, self.catalogue, self.lang) for each in plans)
        if self.chart != "compare":
            return ()
        rows = select(self.project.cells, self.selection, self.catalogue)
        colon = "：" if self.lang == "zh" else ": "
        panels = build_panels(rows, self.selection, self.catalogue)
        return tuple(f"{panel.title}{colon}{note}" for panel in panels for note in panel.notes)

    def drawn(self, *, fixed: bool, bare: bool = False) -> Chart:
        """The chart; `fixed` gives it its width in pixels, `bare` leaves heading and footnotes to the page around it."""
        style = ChartStyle(theme=self.theme, width=self.width, columns=self.columns, fixed=fixed)
        if not bare:
            style = replace(
                style, title=self.title, subtitle="\n".join(self.selection_words), footnotes=(*self.notes, self.foot)
            )
        draw: Any = _DRAW[self.chart]
        chart: Chart = draw(self.project.cells, self.selection, self.catalogue, style)
        return chart


def _six_digits(number: float | None) -> float | str:
    """A computed number without the digits that only the division made; "" for an open end."""
    return "" if number is None else float(f"{number:.6g}")
