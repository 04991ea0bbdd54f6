"""A project → the data set: its six tables, what they point at, its sources, how new it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.sources import citation
from dashboard.export.csv_text import whole
from dashboard.export.dataset.rows import (
    document_rows,
    fields_of,
    finding_rows,
    indicator_rows,
    mention_rows,
    observation_rows,
    place_rows,
)
from dashboard.export.dataset.tables import Dataset, ForeignKey, Resource, Row, refuse_broken_keys
from dashboard.export.provenance import Proof, newest_issue
from dashboard.model import Finding, SourceDocument
from dashboard.observations.cells import Cells
from dashboard.wording import say
from dashboard.wording.dataset import WORDS

if TYPE_CHECKING:
    from dashboard.observations.parquet import Lines

__all__ = ["Publishable", "dataset_of"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Publishable(Protocol):
    """What a data set needs of a project: the fields of dashboard.project.Project."""

    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    @property
    def cells(self) -> Cells: ...  # noqa: D102
    @property
    def mention_lines(self) -> Lines: ...  # noqa: D102
    @property
    def documents(self) -> tuple[SourceDocument, ...]: ...  # noqa: D102
    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102


def dataset_of(project: Publishable) -> Dataset:
    """The data set of a whole project. ExportError: a key stands twice or points at nothing."""
    catalogue = project.catalogue
    observations = sorted(project.cells.lines.rows(0, len(project.cells.lines)), key=lambda row: row["line"])
    mentions = project.mention_lines.rows(0, len(project.mention_lines))
    proof = Proof(
        chart="compare",
        selection="",
        data_hash=project.version,
        catalogue_hash=catalogue.content_hash,
        title=catalogue.project.title_zh,
        issued=newest_issue(observations),
        licence=catalogue.project.licence_data,
    )
    dataset = Dataset(
        title_zh=catalogue.project.title_zh,
        title_en=catalogue.project.title_en,
        licence=catalogue.project.licence_data,
        created=_created(observations, project.documents),
        proof=proof,
        resources=(
            _table("observations", observation_rows(observations), catalogue),
            _table("mentions", mention_rows(mentions, project.documents), catalogue),
            _table("indicators", indicator_rows(catalogue), catalogue),
            _table("places", place_rows(catalogue), catalogue),
            _table("documents", document_rows(project.documents), catalogue),
            _table("findings", finding_rows(project.findings), catalogue),
        ),
        sources=_sources(observations),
    )
    refuse_broken_keys(dataset)
    return dataset


def _created(observations: Iterable[Mapping[str, Any]], documents: Iterable[SourceDocument]) -> str:
    """The newest whole day that a source, a document or a decision bears."""
    days = [str(row[name]) for row in observations for name in ("date_issued", "source_date", "on")]
    days += [day for document in documents for day in (document.date_issued or "", document.accessed or "")]
    return max((day for day in days if _DAY.fullmatch(day)), default="")


def _sources(observations: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Every source once with its address, in the order of the rows."""
    cited = ((whole(citation(row, "zh")), whole(str(row["source_url"]))) for row in observations)
    return tuple(dict.fromkeys(source for source in cited if source[0]))


_POINTERS: Mapping[str, Mapping[str, str]] = {
    "observations": {
        "indicator": "indicators.id", "ref_area": "places.code", "document": "documents.name", "mention_id": "mentions.mention_id",
    },
    "mentions": {
        "indicator": "indicators.id", "ref_area": "places.code", "document": "documents.name",
        "observation_id": "observations.observation_id",
    },
    "indicators": dict.fromkeys(("parent", "numerator", "denominator"), "indicators.id"),
    "places": {"parent": "places.code"},
    "findings": {"indicator": "indicators.id"},
}  # fmt: skip


def _table(name: str, rows: Sequence[Row], catalogue: Catalogue) -> Resource:
    """A table whose first field is its key, and what its fields point at."""
    fields = fields_of(name, catalogue)
    pointers = tuple(ForeignKey(field, *target.split(".")) for field, target in _POINTERS.get(name, {}).items())
    zh, en = (say(WORDS, f"table.{name}", lang) for lang in ("zh", "en"))
    return Resource(name, zh, en, fields, rows, fields[0].name, pointers)
