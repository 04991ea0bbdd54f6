"""The states of a project's data kept under `.dashboard/editions/`: a sheet of JSON each, and the files they are made of.

A file (an input as it was, a frame, the documents and findings) is kept once, compressed, by the hash of its bytes, so that
an edition costs what changed. Sheets are written last and whole. An edition of the last ten minutes is a draft: what comes
next takes its place, so that an hour of editing is one step and not sixty. One that somebody has frozen a view of stays,
and so do the newest; of the others one of each day does. What is too large is not kept: a state of a million observations is
known by its files, and those are the project's.
"""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from dashboard.durable import made_own_folder, own_folder, write_whole
from dashboard.observations.changes import Changes, next_number
from dashboard.observations.records import finding_record
from dashboard.project import CATALOGUE_FILE, Project

__all__ = ["STATE", "Edition", "blob", "can_be_kept", "editions", "find_edition", "keep_edition", "pin_edition"]

_LOG = logging.getLogger("dashboard.editions")
_EDITIONS, _BLOBS, _SHEET, _PIN = "editions", "files", ".json", ".pin"
STATE = "state"  # the documents, findings and problems, as one file
_LARGEST = 8 * 1024 * 1024  # bytes of frames an edition is kept of
_DRAFT = 600  # seconds after which an edition stays
_NEWEST = 100  # editions that stay, whatever their day
_TABLES = ".parquet"  # too large to be kept again


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the data. `number` is its semantic version, `version` the project's hash, `when` UTC (ISO 8601).

    `counts` says how many observations were added, removed, changed, worded and how many indicators redefined since the
    edition before; `files` are inputs by their path in the project, `frames` the frames, both by hash.
    """

    number: str
    version: str
    when: str
    previous: str
    counts: Mapping[str, int]
    files: Mapping[str, str]
    frames: Mapping[str, str]


def editions(folder: Path) -> tuple[Edition, ...]:
    """The editions of a project folder, oldest first; a damaged sheet is passed over."""
    found = [edition for path in (_home(folder)).glob(f"*{_SHEET}") if (edition := _read(path))]
    return tuple(sorted(found, key=lambda edition: tuple(map(int, edition.number.split(".")))))


def find_edition(folder: Path, name: str) -> Edition | None:
    """An edition by its number or, as links have it, by its version; None where there is none.

    A number may be given again while the edition that bears it is a draft, a version never.
    """
    return next((each for each in reversed(editions(folder)) if name in (each.number, each.version)), None)


def pin_edition(folder: Path, edition: Edition) -> None:
    """Let an edition stay: somebody looks at a frozen view of it. Where that cannot be written, the log says so."""
    mark = _home(folder) / f"{edition.version}{_PIN}"
    try:
        if not mark.exists():
            mark.touch()
    except OSError as error:
        _LOG.warning("edition %s could not be pinned: %s", edition.number, error)


def can_be_kept(project: Project) -> bool:
    """Whether a state is small enough for an edition."""
    return sum(map(len, project.frames.values())) <= _LARGEST


def keep_edition(project: Project, compared: Callable[[Edition], Changes | None]) -> Edition | None:
    """The edition of a project's present state, kept if it is not yet; None where it is too large or cannot be written.

    `compared(edition)` gives the Changes from an older edition to this project, or None where that one cannot be opened.
    """
    if not can_be_kept(project):
        return None
    home = _home(project.folder)
    try:
        made_own_folder(project.folder)
        (home / _BLOBS).mkdir(parents=True, exist_ok=True)
        with FileLock(home / "lock", timeout=10):
            known = list(editions(project.folder))
            if known and known[-1].version == project.version:
                return known[-1]
            if known and _is_draft(home, known[-1]):
                (home / f"{known.pop().number}{_SHEET}").unlink()
            last = known[-1] if known else None
            if last is not None and last.version == project.version:
                return last
            edition = _written(home, project, last, compared(last) if last else None)
            _thin(home, (*known, edition))
            return edition
    except (OSError, TimeoutError) as error:
        _LOG.warning("no edition was kept: %s", error)
        return None


def blob(folder: Path, name: str) -> bytes | None:
    """The bytes kept under a hash; None where they are not there or not what their name says."""
    try:
        data = zlib.decompress((_home(folder) / _BLOBS / name).read_bytes())
    except (OSError, ValueError, zlib.error):
        return None
    return data if _hash(data) == name else None


def _written(home: Path, project: Project, last: Edition | None, changes: Changes | None) -> Edition:
    files = {path: _kept(home, data) for path, data in _inputs(project.folder)}
    frames = {name: _kept(home, data) for name, data in project.frames.items()}
    frames[STATE] = _kept(home, _state(project))
    level = changes.level if changes else "major"
    number = next_number(last.number if last else "", "patch" if level == "none" else level)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    counts = _counts(changes) if changes else {}
    edition = Edition(number, project.version, when, last.version if last else "", counts, files, frames)
    text = json.dumps(asdict(edition), ensure_ascii=False, sort_keys=True)
    write_whole(home / f"{edition.number}{_SHEET}", text.encode())
    return edition


def _counts(changes: Changes) -> dict[str, int]:
    names = ("added", "removed", "changed", "worded", "redefined", "renamed")
    return {name: len(getattr(changes, name)) for name in names}


def _inputs(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The catalogue and the files under data/, the large tables left out, by their path in the project."""
    paths = [folder / CATALOGUE_FILE, *sorted((folder / "data").rglob("*"))]
    for path in paths:
        if path.is_file() and path.suffix != _TABLES:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _state(project: Project) -> bytes:
    said = {
        "documents": [asdict(document) for document in project.documents],
        "findings": [finding_record(finding) for finding in project.findings],
        "problems": [asdict(problem) for problem in project.problems],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _kept(home: Path, data: bytes) -> str:
    """Keep bytes once; their name."""
    name = _hash(data)
    place = home / _BLOBS / name
    if not place.exists():
        write_whole(place, zlib.compress(data))
    return name


def _read(path: Path) -> Edition | None:
    try:
        edition = Edition(**json.loads(path.read_bytes()))
        tuple(map(int, edition.number.split(".")))
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return edition


def _is_draft(home: Path, edition: Edition) -> bool:
    """Whether an edition is young and nobody has frozen a view of it."""
    age = datetime.now(UTC) - datetime.fromisoformat(edition.when)
    return age.total_seconds() < _DRAFT and not (home / f"{edition.version}{_PIN}").exists()


def _thin(home: Path, known: Sequence[Edition]) -> None:
    """Of old editions nobody has frozen only the last of each day stays, and of the files what an edition refers to."""
    old, new = known[:-_NEWEST], known[-_NEWEST:]
    days = {edition.when[:10]: edition.number for edition in old}
    kept = [each for each in old if days[each.when[:10]] == each.number or (home / f"{each.version}{_PIN}").exists()]
    for edition in old:
        if edition not in kept:
            (home / f"{edition.number}{_SHEET}").unlink(missing_ok=True)
    needed = {name for each in (*kept, *new) for name in (*each.files.values(), *each.frames.values())}
    for path in (home / _BLOBS).iterdir():
        if path.name not in needed:
            path.unlink(missing_ok=True)


def _home(folder: Path) -> Path:
    return own_folder(folder) / _EDITIONS


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
