"""A state of the data opened again: an edition, a project folder, or a revision of the folder in git."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from dashboard.catalogue import load_catalogue
from dashboard.editions.keeping import STATE, Edition, blob, find_edition, keep_edition
from dashboard.errors import CatalogueError, Problem, UsageError
from dashboard.model import SourceDocument
from dashboard.observations.cells import Row
from dashboard.observations.changes import Changes, changes_between
from dashboard.observations.records import finding_of
from dashboard.project import CATALOGUE_FILE, Project, load_project
from dashboard.wording import LANGUAGES, say
from dashboard.wording.editions import WORDS

__all__ = ["changes_since", "keep_state", "open_edition", "open_state", "stated_rows"]

_GIT_SECONDS = 30


def open_edition(folder: Path, edition: Edition) -> Project:
    """The project as it was in an edition: its catalogue read anew, its frames as they were kept.

    UsageError: a file of the edition is gone or damaged, or this version of the program cannot read its catalogue.
    """
    frames = {name: _bytes(folder, edition, hash_) for name, hash_ in edition.frames.items()}
    state = json.loads(frames.pop(STATE).decode("utf-8", "surrogatepass"))
    with tempfile.TemporaryDirectory() as place:
        for path, hash_ in edition.files.items():
            file = Path(place, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(folder, edition, hash_))
        try:
            catalogue = load_catalogue(Path(place, CATALOGUE_FILE))
        except CatalogueError as error:
            raise _refused("edition.unreadable", edition=edition.number) from error
    return Project(
        folder,
        catalogue,
        tuple(SourceDocument(**record) for record in state["documents"]),
        frames,
        tuple(finding_of(record) for record in state["findings"]),
        tuple(Problem(**record) for record in state["problems"]),
        edition.version,
    )


def keep_state(project: Project) -> Edition | None:
    """The edition of a project's present state, numbered by what changed since the last; None where none can be kept."""

    def compared(last: Edition) -> Changes | None:
        try:
            return changes_since(open_edition(project.folder, last), project)
        except UsageError:
            return None  # what it was cannot be known any more: the next number is the safe one

    return keep_edition(project, compared)


def open_state(folder: Path, name: str) -> Project:
    """What `diff` is given: a project folder, the name of an edition of `folder`, or a revision of its git repository.

    UsageError where it is none of them; CatalogueError where its indicators.yaml is invalid.
    """
    other = Path(name)
    if (other / CATALOGUE_FILE).is_file():
        return load_project(other)
    if edition := find_edition(folder, name):
        return open_edition(folder, edition)
    with _checked_out(folder, name) as place:
        return load_project(place)


def changes_since(old: Project, new: Project) -> Changes:
    """What changed between two states; observations that were taken as they stand from large tables are not looked at."""
    return changes_between(stated_rows(old), stated_rows(new), old.catalogue, new.catalogue)


def stated_rows(project: Project) -> Iterator[Row]:
    """The observations that documents, curators and declared tables state, and those computed of them."""
    return (
        row for row in project.cells.lines.rows(0, len(project.cells.lines)) if not row["table"].endswith(".parquet")
    )


@contextmanager
def _checked_out(folder: Path, revision: str) -> Iterator[Path]:
    """The project folder as a revision of git has it, in a folder of its own for as long as it is looked at."""
    if revision.startswith("-"):
        raise _refused("state.unknown", name=revision)
    command = ["git", "-C", str(folder), "archive", "--format=tar", revision, CATALOGUE_FILE, "data"]
    try:
        made = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise _refused("state.unknown", name=revision) from error
    with tempfile.TemporaryDirectory() as place, tarfile.open(fileobj=BytesIO(made.stdout)) as archive:
        _unpack(archive, Path(place).resolve())
        yield Path(place)


def _unpack(archive: tarfile.TarFile, place: Path) -> None:
    """The plain files of an archive, none of them outside a folder. (`extractall` can be told so from 3.11.4 on only.)"""
    for member in archive:
        content = archive.extractfile(member) if member.isfile() else None
        target = (place / member.name).resolve()
        if content is not None and target.is_relative_to(place):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _bytes(folder: Path, edition: Edition, name: str) -> bytes:
    data = blob(folder, name)
    if data is None:
        raise _refused("edition.damaged", edition=edition.number)
    return data


def _refused(key: str, **values: object) -> UsageError:
    return UsageError(*(say(WORDS, key, lang, **values) for lang in LANGUAGES))
