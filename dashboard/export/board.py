"""Several charts of one selection together: what a portable page and a brief are made of.

A board has one chart an indicator and kind of chart chosen, in that order, those without a value left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import breakdown_text, indicator_name, place_name
from dashboard.charts.selection import describe_selection, place_codes
from dashboard.charts.style import Row
from dashboard.export.csv_text import whole
from dashboard.export.exportable import Exportable
from dashboard.export.options import STATED, Request
from dashboard.export.provenance import Proof, proof_for
from dashboard.export.query import CHARTS, write_query
from dashboard.model import Finding, Selection, SourceDocument
from dashboard.observations.measures import ABSOLUTE
from dashboard.observations.records import finding_names
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = [
    "LONGEST_INTRODUCTION",
    "LONGEST_TITLE",
    "MOST_CHARTS",
    "Board",
    "Showable",
    "board_of_query",
    "board_of_request",
    "own_words",
]

MOST_CHARTS = 60
"""Charts one board may have; the rest is left out and said to be."""


LONGEST_TITLE, LONGEST_INTRODUCTION = 80, 600
"""Characters an author's own title and introduction may have: with the selection they fit into an address."""

_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Showable(Exportable, Protocol):
    """What a board needs of a project: what an export needs, and what the checks found."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102 - the fields of dashboard.project.Project

    @property
    def documents(self) -> tuple[SourceDocument, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class Board:
    """`charts` are kinds of CHARTS, `findings` names of findings (`finding_names`); `theme` is the charts'.

    `headline` and `introduction` are the author's own words, "" where there are none (`own_words`).
    `asked` is the request a board of a single chart's page was made of; it says then what that page is called and its link.
    """

    project: Exportable
    selection: Selection
    charts: tuple[str, ...] = ("compare",)
    findings: tuple[str, ...] = ()
    theme: str = "light"
    headline: str = ""
    introduction: str = ""
    asked: Request | None = None

    @property
    def lang(self) -> str:
        """The language of the file."""
        return self.selection.lang

    @property
    def catalogue(self) -> Catalogue:
        """The project's catalogue."""
        return self.project.catalogue

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """One request a chart, at most MOST_CHARTS."""
        return self._requests[:MOST_CHARTS]

    @property
    def left_out(self) -> int:
        """How many charts there would be beyond MOST_CHARTS."""
        return len(self._requests) - len(self.requests)

    @cached_property
    def _requests(self) -> tuple[Request, ...]:
        known = self.project.cells.indicators
        names = self.selection.indicators or tuple(name for name in self.catalogue.indicators if name in known)
        asked = (
            Request(self.project, self._single(name, chart), chart, theme=self.theme, columns=1)
            for name in names
            for chart in self.charts
        )
        return tuple(request for request in asked if (request.rows if self.asked else _shows_something(request)))

    def _single(self, name: str, chart: str) -> Selection:
        only = replace(self.selection, indicators=(name,))
        return replace(only, mode=ABSOLUTE) if chart in STATED else only

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every observation of a chart, once, in the order of the charts."""
        rows = {str(row["observation_id"]): row for request in self.requests for row in request.rows}
        return tuple(rows.values())

    @cached_property
    def computed(self) -> dict[str, str]:
        """What its first chart of an observation computes of it."""
        return {name: text for request in reversed(self.requests) for name, text in request.computed.items()}

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """The chosen findings in the order chosen; names nobody bears are left out."""
        known: tuple[Finding, ...] = getattr(self.project, "findings", ())
        named = dict(zip(finding_names(known), known, strict=True)) if self.findings else {}
        return tuple(named[name] for name in self.findings if name in named)

    @cached_property
    def title(self) -> str:
        """The heading of the file."""
        if self.headline or self.asked:
            return self.headline or (self.asked.title if self.asked else "")
        codes = place_codes(self.selection, self.catalogue) or tuple(
            dict.fromkeys(str(row["ref_area"]) for row in self.rows)
        )
        names = say(CHART_WORDS, "list.comma", self.lang).join(
            place_name(code, self.catalogue, self.lang) for code in codes[:4]
        )
        places = names if 0 < len(codes) <= 4 else say(WORDS, "title.places", self.lang)
        return say(WORDS, "title.brief", self.lang, places=places)

    @property
    def words(self) -> tuple[str, ...]:
        """The selection in words."""
        if self.asked:
            return self.asked.selection_words
        said = self.requests[0].selection_words[3:] if self.requests else ()
        return (*describe_selection(self.selection, self.catalogue, self.lang), *said)

    def chart_title(self, request: Request) -> str:
        """What one chart of the board shows: its indicator, and which kind of chart where there are several."""
        name, _, breakdown = request.selection.indicators[0].partition(";")
        part = breakdown_text(name, breakdown, self.catalogue, self.lang)
        words = [indicator_name(name, self.catalogue, self.lang), part]
        if len(self.charts) > 1:
            words.append(say(WORDS, f"kind_of_chart.{request.chart}", self.lang))
        return " · ".join(word for word in words if word)

    @property
    def query(self) -> str:
        """The query of the page that shows this board, without the question mark."""
        chosen = replace(self.selection, places=place_codes(self.selection, self.catalogue))
        charts = "" if self.charts == ("compare",) else ",".join(self.charts)
        own = {"title": self.headline, "introduction": self.introduction}
        return write_query(chosen, charts=charts, findings=",".join(self.findings), **own).removeprefix("?")

    @property
    def printed_link(self) -> str:
        """The link as it is printed: without the author's own words, which the proof has in full."""
        return replace(self, headline="", introduction="").proof.link

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of all its charts, each once."""
        kinds = [self.asked] if self.asked else [self._whole(chart) for chart in self.charts]
        return tuple(dict.fromkeys(note for request in kinds for note in request.notes))

    def _whole(self, chart: str) -> Request:
        mode = ABSOLUTE if chart in STATED else self.selection.mode
        return Request(self.project, replace(self.selection, mode=mode), chart)

    @cached_property
    def proof(self) -> Proof:
        """What the file carries to be trusted and opened again."""
        if self.asked:
            return self.asked.proof
        return proof_for(self, "brief", self.query)


def _shows_something(request: Request) -> bool:
    """Whether there is a value; of a chart over the years whether one place has two of them."""
    if request.chart != "trend":
        return bool(request.rows)
    years: dict[str, set[int]] = {}
    for row in request.rows:
        years.setdefault(str(row["ref_area"]), set()).add(int(row["year"]))
    return any(len(each) > 1 for each in years.values())


def board_of_request(request: Request) -> Board:
    """The page of one chart as a board: its indicators one by one."""
    names = request.selection.indicators or tuple(dict.fromkeys(str(row["indicator"]) for row in request.rows))
    selection = replace(request.selection, indicators=names)
    return Board(request.project, selection, (request.chart,), theme=request.theme, asked=request)


def board_of_query(project: Exportable, selection: Selection, others: Mapping[str, str], theme: str = "light") -> Board:
    """The board of a link: the keys of BRIEF as the page has them; kinds of charts nobody knows are left out."""
    charts = tuple(dict.fromkeys(word for word in others.get("charts", "").split(",") if word in CHARTS))
    findings = tuple(dict.fromkeys(word for word in others.get("findings", "").split(",") if word))
    headline = own_words(others.get("title", ""), LONGEST_TITLE).replace("\n", " ")
    introduction = own_words(others.get("introduction", ""), LONGEST_INTRODUCTION)
    return Board(project, selection, charts or CHARTS[:1], findings, theme, headline, introduction)


def own_words(text: str, most: int) -> str:
    """What an author wrote, as plain text of at most so many characters: no controls, nothing that turns the direction; lines stay."""
    lines = whole(text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines.replace("\t", " ")).strip()[:most]
