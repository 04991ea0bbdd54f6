"""A project folder, read once: the catalogue, its documents, the frames made of them and what the checks found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.documents import read_shelf
from dashboard.errors import Problem
from dashboard.extraction import Extractor
from dashboard.model import Finding, Mention, SourceDocument
from dashboard.observations import apply_corrections, build_mentions, build_observations, curated_problems, run_checks

__all__ = ["CATALOGUE_FILE", "Project", "judge", "load_project"]

CATALOGUE_FILE = "indicators.yaml"


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the charts, exports and pages show. Frames are not to be changed in place.

    `problems` are documents that could not be read and curated decisions that no longer fit; `version` is a hash of
    the catalogue, the data beside it and the documents.
    """

    folder: Path
    catalogue: Catalogue
    documents: tuple[SourceDocument, ...]
    mentions: pd.DataFrame
    observations: pd.DataFrame
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    version: str


def load_project(folder: Path) -> Project:
    """Read a project folder.

    CatalogueError lists everything wrong with indicators.yaml; an unreadable document is a problem of the project, not
    an error.
    """
    catalogue = load_catalogue(folder / CATALOGUE_FILE)
    shelf = read_shelf(folder, catalogue)
    extractor = Extractor(catalogue)
    extracted = [m for document in shelf.documents for m in extractor.extract(document)]
    read = build_mentions(shelf.documents, extracted, catalogue)
    mentions, refused = apply_corrections(read, shelf.documents, catalogue)
    data = folder / "data"
    observations = build_observations(mentions, shelf.documents, catalogue, data)
    findings = run_checks(mentions, observations, shelf.documents, catalogue)
    problems = (*shelf.problems, *refused, *curated_problems(catalogue, data))
    return Project(
        folder,
        catalogue,
        shelf.documents,
        mentions,
        observations,
        findings,
        problems,
        _version(catalogue, shelf.documents),
    )


def judge(documents: tuple[SourceDocument, ...], catalogue: Catalogue) -> tuple[Finding, ...]:
    """What the checks find in these documents alone, curated figures and corrections left out."""
    alone = replace(catalogue, observations=(), tables=(), corrections=())
    extractor = Extractor(alone)
    extracted: list[Mention] = [m for document in documents for m in extractor.extract(document)]
    mentions = build_mentions(documents, extracted, alone)
    observations = build_observations(mentions, documents, alone, Path())
    return run_checks(mentions, observations, documents, alone)


def _version(catalogue: Catalogue, documents: tuple[SourceDocument, ...]) -> str:
    digest = hashlib.sha256(catalogue.content_hash.encode())
    for document in documents:
        digest.update(f"{document.name}\0{document.sha256}\n".encode())
    return digest.hexdigest()[:12]
