"""A project folder read from its files: letters, tables and curated decisions → frames and findings.

This is the long way, which imports all that reads text and pandas; `dashboard.project` keeps what comes out of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.documents import read_shelf
from dashboard.errors import Problem
from dashboard.extraction import Extractor
from dashboard.model import Finding, Mention, SourceDocument
from dashboard.observations import apply_corrections, build_mentions, build_observations, curated_problems, run_checks
from dashboard.observations.bulk import bulk_observations

__all__ = ["Gathered", "gather", "judge"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a folder's files say: the documents, both frames, what the checks found, what could not be read."""

    documents: tuple[SourceDocument, ...]
    mentions: pd.DataFrame
    observations: pd.DataFrame
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def gather(folder: Path, catalogue: Catalogue) -> Gathered:
    """Read the documents and tables of a project folder.

    An unreadable document is a problem, not an error. The checks look at what documents and curators say; the
    observations of Parquet tables are taken as they stand.
    """
    shelf = read_shelf(folder, catalogue)
    extractor = Extractor(catalogue)
    extracted = [m for document in shelf.documents for m in extractor.extract(document)]
    read = build_mentions(shelf.documents, extracted, catalogue)
    mentions, refused = apply_corrections(read, shelf.documents, catalogue)
    data = folder / "data"
    stated = build_observations(mentions, shelf.documents, catalogue, data)
    findings = run_checks(mentions, stated, shelf.documents, catalogue)
    observations, unread = bulk_observations(stated, catalogue, data)
    problems = (*shelf.problems, *refused, *curated_problems(catalogue, data), *unread)
    return Gathered(shelf.documents, mentions, observations, findings, problems)


def judge(documents: tuple[SourceDocument, ...], catalogue: Catalogue) -> tuple[Finding, ...]:
    """What the checks find in these documents alone, curated figures and corrections left out."""
    alone = replace(catalogue, observations=(), tables=(), corrections=())
    extractor = Extractor(alone)
    extracted: list[Mention] = [m for document in documents for m in extractor.extract(document)]
    mentions = build_mentions(documents, extracted, alone)
    observations = build_observations(mentions, documents, alone, Path())
    return run_checks(mentions, observations, documents, alone)
