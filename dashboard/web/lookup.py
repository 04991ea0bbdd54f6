"""A project arranged for reading page by page: every id leads to its row without a search.

A row is a plain dict of one line of a frame (columns: see `dashboard.observations`); absent text is "", absent numbers
are NaN. Nothing is read before a page asks for it, and of the observations only the cells that it shows. What is there is
not changed, only remembered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from dashboard.catalogue.entries import Catalogue, Indicator, Place
from dashboard.model import Finding, Selection, SourceDocument
from dashboard.observations.cells import Cells, Row
from dashboard.observations.records import finding_names
from dashboard.project import Project
from dashboard.web.state import write_query

__all__ = ["Choices", "Lookup", "Row", "build_lookup", "by_theme"]


_MOST_CELLS = 4000


@dataclass(frozen=True, slots=True)
class Choices:
    """What a page offers to choose from: indicators, and places by code, in the order they are shown."""

    indicators: Sequence[Indicator]
    places: Sequence[str]


@dataclass(frozen=True)
class Lookup:
    """The project and its indexes, each made when it is first asked for.

    `prefix` is the path the app is served under, with a slash at both ends. `told` keeps what a page made of a cell, since the
    rows of a lookup stay what they are. `at` is the version of the data where it is frozen: every link then carries it.
    """

    project: Project
    prefix: str = "/"
    at: str = ""
    told: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The project's catalogue."""
        return self.project.catalogue

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The project's findings; a finding's number is its place in this tuple."""
        return self.project.findings

    @property
    def cells(self) -> Cells:
        """For (indicator, place), the rows of that place: totals before parts, newest first, extracted before curated."""
        return self.project.cells

    @property
    def observations(self) -> Mapping[str, Row]:
        """The observations by id, those of single institutions too."""
        return self.project.cells.by_id

    @cached_property
    def mentions(self) -> Mapping[str, Row]:
        """The mentions by id."""
        lines = self.project.mention_lines
        return {row["mention_id"]: row for row in lines.rows(0, len(lines))}

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Row, ...]]:
        """The mentions of each document in the order of the text."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.mentions.values():
            found[row["document"]].append(row)
        return {name: tuple(sorted(rows, key=lambda row: (row["start"], row["end"]))) for name, rows in found.items()}

    @cached_property
    def documents(self) -> Mapping[str, SourceDocument]:
        """The documents by name."""
        return {document.name: document for document in self.project.documents}

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[int, ...]]:
        """For each mention or observation id, the numbers of its findings."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, finding in enumerate(self.findings):
            for key in finding.mentions:
                found[key].append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Each finding named by what it found, so that a link to it outlives a new order."""
        return tuple(finding_names(self.findings))

    def href(self, path: str, selection: Selection, anchor: str = "", **others: str) -> str:
        """The address of a page (`/compare`) with a selection, below the prefix."""
        mark = f"#{quote(anchor, safe='')}" if anchor else ""
        others = {"at": self.at, **others}
        return self.prefix.rstrip("/") + quote(path, safe="/@") + write_query(selection, **others) + mark

    def places_with_values(self) -> tuple[Place, ...]:
        """The places that have a value of their own: those the documents speak of most, then the best covered, by code."""
        return self._places_with_values

    def findings_about(self, rows: Iterable[Row]) -> list[int]:
        """The numbers of the findings the rows (observations or mentions) take part in, ascending."""
        keys = (
            key
            for row in rows
            for key in (row.get("observation_id"), row.get("mention_id"), *(row.get("mentions") or ()))
        )
        return sorted({number for key in keys if key for number in self.findings_of.get(key, ())})

    def indicators_with_values(self) -> tuple[Indicator, ...]:
        """The indicators that have a value of some place, in the catalogue's order."""
        return self._indicators_with_values

    def best_known(self, indicators: int) -> tuple[str, ...]:
        """The places to look through for so many indicators: all, or as many of the best known as a page can read."""
        room = max(1, _MOST_CELLS // max(1, indicators))
        return tuple(place.code for place in self.places_with_values()[:room])

    @cached_property
    def _places_with_values(self) -> tuple[Place, ...]:
        runs = self.cells.runs
        spoken = Counter(code for (_, code), run in runs.items() if run.spoken)
        known = Counter(code for _, code in runs)
        places = [self.catalogue.places[code] for code in known if code in self.catalogue.places]
        return tuple(sorted(places, key=lambda place: (-spoken[place.code], -known[place.code], place.code)))

    @cached_property
    def _indicators_with_values(self) -> tuple[Indicator, ...]:
        known = {indicator for indicator, _ in self.cells.runs}
        return tuple(entry for key, entry in self.catalogue.indicators.items() if key in known)


def build_lookup(project: Project, prefix: str = "/", at: str = "") -> Lookup:
    """Arrange a project for reading page by page; `at` where it is a state of the past."""
    return Lookup(project, prefix, at)


def by_theme(entries: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """The indicators under their themes; themes and indicators in the order they come."""
    themes: dict[str, list[Indicator]] = {}
    for entry in entries:
        themes.setdefault(entry.theme, []).append(entry)
    return themes
