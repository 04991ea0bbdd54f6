"""A project arranged for reading page by page: every id leads to its row without a search. Built once per app.

A row is a plain dict of one line of a frame (columns: see `dashboard.observations`); absent text is "", absent numbers
are NaN. Nothing here is changed after it is built, save what is remembered of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from dashboard.catalogue.entries import Catalogue, Indicator, Place
from dashboard.model import Finding, Selection, SourceDocument
from dashboard.project import Project
from dashboard.web.state import write_query

__all__ = ["Lookup", "Row", "build_lookup", "by_theme"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Lookup:
    """The project and its indexes. `cells` holds, for (indicator, place), the rows of that place, newest first.

    `findings_of` leads from a mention or observation id to the numbers of the findings it takes part in; `anchors` names
    each finding by what it found, so that a link to it outlives a new order.
    `prefix` is the path the app is served under, with a slash at both ends. `told` keeps what a page made of a cell, since the
    rows of a lookup stay what they are.
    """

    project: Project
    observations: Mapping[str, Row]
    mentions: Mapping[str, Row]
    mentions_of: Mapping[str, tuple[Row, ...]]
    documents: Mapping[str, SourceDocument]
    cells: Mapping[tuple[str, str], tuple[Row, ...]]
    findings_of: Mapping[str, tuple[int, ...]]
    anchors: tuple[str, ...]
    prefix: str = "/"
    told: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The project's catalogue."""
        return self.project.catalogue

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The project's findings; a finding's number is its place in this tuple."""
        return self.project.findings

    def href(self, path: str, selection: Selection, anchor: str = "", **others: str) -> str:
        """The address of a page (`/compare`) with a selection, below the prefix."""
        mark = f"#{quote(anchor, safe='')}" if anchor else ""
        return self.prefix.rstrip("/") + quote(path, safe="/@") + write_query(selection, **others) + mark

    def places_with_values(self) -> tuple[Place, ...]:
        """The places that have a value of their own: those the documents speak of most, then the best covered, by code."""
        spoken = Counter(code for (_, code), rows in self.cells.items() if any(row["document"] for row in rows))
        known = Counter(code for _, code in self.cells)
        places = [self.catalogue.places[code] for code in known if code in self.catalogue.places]
        return tuple(sorted(places, key=lambda place: (-spoken[place.code], -known[place.code], place.code)))

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
        known = {indicator for indicator, _ in self.cells}
        return tuple(entry for key, entry in self.catalogue.indicators.items() if key in known)


def build_lookup(project: Project, prefix: str = "/") -> Lookup:
    """Arrange a project. One pass over each frame; rows of entities are found by id but belong to no cell."""
    observations = _rows(project.observations)
    mentions = _rows(project.mentions)
    return Lookup(
        project=project,
        observations={row["observation_id"]: row for row in observations},
        mentions={row["mention_id"]: row for row in mentions},
        mentions_of=_by_document(mentions),
        documents={document.name: document for document in project.documents},
        cells=_cells(observations),
        findings_of=_findings_of(project.findings),
        anchors=_anchors(project.findings),
        prefix=prefix,
    )


def by_theme(entries: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """The indicators under their themes; themes and indicators in the order they come."""
    themes: dict[str, list[Indicator]] = {}
    for entry in entries:
        themes.setdefault(entry.theme, []).append(entry)
    return themes


def _rows(frame: Any) -> list[dict[str, Any]]:
    """A frame's lines as dicts with string keys."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _by_document(mentions: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """The mentions of each document in the order of the text."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in mentions:
        found[row["document"]].append(row)
    return {name: tuple(sorted(rows, key=lambda row: (row["start"], row["end"]))) for name, rows in found.items()}


def _cells(observations: Iterable[Row]) -> dict[tuple[str, str], tuple[Row, ...]]:
    """The rows of each (indicator, place): totals before parts, newest first, extracted before curated."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in observations:
        if row["scope"] != "entity" and row["indicator"] and row["ref_area"]:
            found[row["indicator"], row["ref_area"]].append(row)
    return {key: tuple(sorted(rows, key=_cell_order)) for key, rows in found.items()}


def _cell_order(row: Row) -> tuple[bool, int, bool, str]:
    """Totals, then the newest year, then what stands in a document."""
    return bool(row["breakdown"]), -int(row["year"] or 0), row["origin"] == "curated", row["observation_id"]


def _anchors(findings: Iterable[Finding]) -> tuple[str, ...]:
    """`C08-3f2a91c0` of each finding: its code and a hash of its mentions (of its documents, where it has none)."""
    seen: Counter[str] = Counter()
    anchors: list[str] = []
    for finding in findings:
        found = "\n".join((finding.indicator or "", *sorted(finding.mentions or finding.documents)))
        anchor = f"{finding.code}-{sha256(found.encode()).hexdigest()[:8]}"
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return tuple(anchors)


def _findings_of(findings: Iterable[Finding]) -> dict[str, tuple[int, ...]]:
    """For each mention or observation id, the numbers of its findings."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        for key in finding.mentions:
            found[key].append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}
