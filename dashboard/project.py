"""A project folder, read once: the catalogue, its documents, the frames made of them and what the checks found."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import observations as station
from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.compiled import keep_last, last_kept
from dashboard.errors import Problem
from dashboard.model import Finding, SourceDocument
from dashboard.observations.cells import Cells, Packed, opened
from dashboard.observations.dtypes import MENTION_COLUMNS
from dashboard.observations.store import (
    Kept,
    StoreDamagedError,
    content_hash,
    file_hash,
    fingerprint,
    keep,
    recall,
)

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.gathering import Gatherer
    from dashboard.observations.parquet import Lines

__all__ = ["CATALOGUE_FILE", "Hashes", "Project", "Workshop", "last_good_project", "load_project"]

CATALOGUE_FILE = "indicators.yaml"
_COARSEST = 2_000_000_000  # nanoseconds the clock of a file system may stand still (FAT)


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
    return _project(folder, catalogue, kept, damage)


def last_good_project(folder: Path) -> tuple[Project, int] | None:
    """The project as it was when its files were last without error, whatever they say now; None where that is not kept.

    With it comes when the youngest of the files was changed, in nanoseconds of the system's clock.
    """
    known = last_kept(_place(folder))
    name, _, changed = known[1].partition(" ") if known else ("", "", "")
    try:
        kept = recall(name) if name else None
    except StoreDamagedError:
        return None
    if known is None or kept is None:
        return None
    return _project(folder, known[0], kept), int(changed) if changed.isdigit() else 0


class Workshop:
    """One project folder read again and again in one process; what is unchanged since the last time is not read again.

    Not for several threads at once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes = Hashes()
        self.extracted = 0
        self._gatherer: Gatherer | None = None
        self._written: Kept | None = None

    def read(self, content: bytes | None = None, known: Project | None = None) -> Project:
        """The project as its files are now, `content` being the bytes of indicators.yaml where they have been read.

        CatalogueError and UsageError as `load_project` raises them. `known` is what the files are known to come to: what
        the next reading needs is then got ready, and no frame is packed again.
        """
        from dashboard.gathering import Gathered, Gatherer

        catalogue = load_catalogue(self.folder / CATALOGUE_FILE, content)
        self._gatherer = self._gatherer or Gatherer(self.folder, self.hashes.text_of)
        taken = Gathered(known.documents, known.frames, known.findings, known.problems) if known else None
        read = self._gatherer.gather(catalogue, taken)
        self.extracted = self._gatherer.extracted
        version = _version(self.folder, catalogue, read.documents, self.hashes.text_of)
        return _project(
            self.folder, catalogue, Kept(read.documents, read.findings, read.problems, version, read.frames)
        )

    def fingerprint(self, content: bytes | None = None) -> str | None:
        """The hash of all the project is made of; None where something of it cannot be read."""
        path = self.folder / CATALOGUE_FILE
        given = hashlib.sha256(content).digest() if content is not None else None
        return fingerprint(self.folder, CATALOGUE_FILE, lambda p: given if given and p == path else self.hashes.of(p))

    def reads_as(self, project: Project) -> bool:
        """Whether a project is what the folder's files come to: its version names its own catalogue, documents and tables."""
        return _version(self.folder, project.catalogue, project.documents, self.hashes.text_of) == project.version

    def keep(self, project: Project, name: str, changed: int = 0) -> None:
        """Keep a project read from files of this fingerprint, for other starts, and as the last that was without error.

        `changed` is when the youngest of the files was changed (nanoseconds of the system's clock).
        """
        kept = Kept(project.documents, project.findings, project.problems, project.version, project.frames)
        keep(name, kept, self._written)
        self._written = kept
        keep_last(_place(self.folder), project.catalogue, f"{name} {changed}")


class Hashes:
    """The SHA-256 of files, computed again only where the file was touched, or so lately that its clock may not tell."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, ...], bytes]] = {}

    def of(self, path: Path) -> bytes:
        """The hash of a file's bytes; OSError where it cannot be read."""
        stat = path.stat()
        mark = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        known = self._known.get(path)
        if known and known[0] == mark:
            return known[1]
        content = content_hash(path)
        if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > _COARSEST:
            self._known[path] = mark, content
        return content

    def text_of(self, path: Path) -> str:
        """The same as text; "" where the file cannot be read."""
        try:
            return self.of(path).hex()
        except OSError:
            return ""


def _place(folder: Path) -> str:
    return str(folder.resolve())


def _project(folder: Path, catalogue: Catalogue, kept: Kept, damage: tuple[Problem, ...] = ()) -> Project:
    problems = (*kept.problems, *damage)
    return Project(folder, catalogue, kept.documents, kept.frames, kept.findings, problems, kept.version)


def _gathered(folder: Path, catalogue: Catalogue) -> Kept:
    """What the files say. Only then are pandas and all that reads text imported: most starts need neither."""
    from dashboard.gathering import gather

    read = gather(folder, catalogue)
    version = _version(folder, catalogue, read.documents)
    return Kept(read.documents, read.findings, read.problems, version, read.frames)


def _version(
    folder: Path,
    catalogue: Catalogue,
    documents: tuple[SourceDocument, ...],
    hash_of: Callable[[Path], str] = file_hash,
) -> str:
    """A short hash of the catalogue, the tables and the documents."""
    digest = hashlib.sha256(catalogue.content_hash.encode())
    for document in documents:
        digest.update(f"{document.name}\0{document.sha256}\n".encode())
    tables = [table.file for table in catalogue.tables]
    tables += [f"observations/{path.name}" for path in sorted((folder / "data" / "observations").glob("*.parquet"))]
    for name in tables:
        digest.update(f"{name}\0{hash_of(folder / 'data' / name)}\n".encode())
    return digest.hexdigest()[:12]
