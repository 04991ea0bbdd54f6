"""A project folder, read once: the catalogue, its documents, the frames made of them and what the checks found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import observations as station
from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.errors import Problem
from dashboard.model import Finding, SourceDocument
from dashboard.observations.cells import Cells, Packed, opened
from dashboard.observations.dtypes import MENTION_COLUMNS
from dashboard.observations.store import Kept, StoreDamagedError, file_hash, fingerprint, keep, recall

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.observations.parquet import Lines

__all__ = ["CATALOGUE_FILE", "Project", "load_project", "packed_frames"]

CATALOGUE_FILE = "indicators.yaml"


@dataclass(frozen=True)
class Project:
    """Everything the charts, exports and pages show.

    `frames` are the Parquet files both frames are kept in; of them only what is asked for is read. `problems` are
    documents that could not be read and curated decisions that no longer fit; `version` is a hash of the catalogue, the
    data beside it and the documents.
    """

    folder: Path
    catalogue: Catalogue
    documents: tuple[SourceDocument, ...]
    frames: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    version: str

    @cached_property
    def cells(self) -> Cells:
        """The observations by indicator and place: what a page needs, and no pandas."""
        return Cells(Packed(self.frames["lines"], self.frames["runs"], self.frames["ids"]))

    @cached_property
    def mention_lines(self) -> Lines:
        """The mentions, line by line in the order of the documents."""
        return opened(self.frames["mentions"], MENTION_COLUMNS)

    @cached_property
    def observations(self) -> pd.DataFrame:
        """The whole tidy frame (`dashboard.observations.OBSERVATION_COLUMNS`), not to be changed in place."""
        return station.unpacked(self.cells.lines)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Every span of every document (`dashboard.observations.MENTION_COLUMNS`), not to be changed in place."""
        return station.unpacked(self.mention_lines)


def load_project(folder: Path) -> Project:
    """Read a project folder: from the store where nothing changed since it was last read, else from its files.

    CatalogueError lists everything wrong with indicators.yaml; an unreadable document is a problem of the project, not
    an error, and so is a store that had to be built again.
    """
    catalogue = load_catalogue(folder / CATALOGUE_FILE)
    name = fingerprint(folder, CATALOGUE_FILE)
    damage: tuple[Problem, ...] = ()
    try:
        kept = recall(name) if name else None
    except StoreDamagedError as error:
        kept, damage = None, (error.problem,)
    if kept is None:
        kept = _gathered(folder, catalogue)
        if name and name == fingerprint(folder, CATALOGUE_FILE):
            keep(name, kept)
    problems = (*kept.problems, *damage)
    return Project(folder, catalogue, kept.documents, kept.frames, kept.findings, problems, kept.version)


def packed_frames(observations: pd.DataFrame, mentions: pd.DataFrame) -> Mapping[str, bytes]:
    """Both frames as a project holds them."""
    return {**asdict(station.packed_observations(observations)), "mentions": station.packed_mentions(mentions)}


def _gathered(folder: Path, catalogue: Catalogue) -> Kept:
    """What the files say. Only then are pandas and all that reads text imported: most starts need neither."""
    from dashboard.gathering import gather

    read = gather(folder, catalogue)
    frames = packed_frames(read.observations, read.mentions)
    version = _version(folder, catalogue, read.documents)
    return Kept(read.documents, read.findings, read.problems, version, frames)


def _version(folder: Path, catalogue: Catalogue, documents: tuple[SourceDocument, ...]) -> str:
    """A short hash of the catalogue, the tables and the documents."""
    digest = hashlib.sha256(catalogue.content_hash.encode())
    for document in documents:
        digest.update(f"{document.name}\0{document.sha256}\n".encode())
    tables = [table.file for table in catalogue.tables]
    tables += [f"observations/{path.name}" for path in sorted((folder / "data" / "observations").glob("*.parquet"))]
    for name in tables:
        digest.update(f"{name}\0{file_hash(folder / 'data' / name)}\n".encode())
    return digest.hexdigest()[:12]
