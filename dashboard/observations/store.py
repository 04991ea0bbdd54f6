"""The built frames on disk, by content hash, so that a start reads them instead of every letter anew.

The store lies in the user's cache folder, never in the project. Each frame is a Parquet file named after the SHA-256 of
its bytes; a sheet of JSON, named after the hash of all that was read and of the program that read it, says which belong
together and holds the documents and findings. Everything is written beside its place, synced and moved there whole, the
sheet last: a reader finds all of it or nothing. Whatever is no longer what its name says is reported, and built again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from dashboard.catalogue.kept import cache_folder
from dashboard.durable import UNFINISHED, write_whole
from dashboard.errors import Problem
from dashboard.model import Finding, SourceDocument
from dashboard.observations.records import finding_of, finding_record
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = ["Kept", "StoreDamagedError", "content_hash", "file_hash", "fingerprint", "keep", "project_files", "recall"]

_LOG = logging.getLogger("dashboard.store")
_NEWEST = 4  # sheets that stay: a few projects, the last edits of each
_THREADS = 4  # that hash files
_SETTLED = 600  # seconds after which a file nobody refers to is nobody's work in progress
_SHEET, _FRAME = ".json", ".parquet"
_Given = TypeVar("_Given")
_Found = TypeVar("_Found")
_PACKAGE = Path(__file__).parent.parent
_READERS = ("catalogue", "quantities", "documents", "extraction", "observations", "wording")  # what a frame is made by
_BESIDE = ("errors.py", "gathering.py", "model.py", "project.py")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a project's files came to: `frames` are Parquet files by name."""

    documents: tuple[SourceDocument, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    version: str
    frames: Mapping[str, bytes]


class StoreDamagedError(Exception):
    """A file of the store is not what its name says. `problem` names it and what was done about it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        words = {lang: say(WORDS, "store.damaged", lang) for lang in ("zh", "en")}
        self.problem = Problem(str(path), 0, 0, "warning", words["zh"], words["en"])


def fingerprint(folder: Path, catalogue_file: str, hash_of: Callable[[Path], bytes] | None = None) -> str | None:
    """A hash of everything a project's frames are made of; None where something of it cannot be read.

    The bytes of indicators.yaml and of every file under data/, their names, and the program's own source. `hash_of` tells
    the SHA-256 of a file where that is known already.
    """
    try:
        digest = hashlib.sha256(_program())
        paths = [folder / catalogue_file, *project_files(folder / "data")]
        for path, content in zip(paths, _at_once(hash_of or content_hash, paths), strict=True):
            name = os.fsencode(path.relative_to(folder))
            digest.update(b"%d;%b" % (len(name), name) + content)
    except OSError:
        return None
    return digest.hexdigest()


def recall(name: str) -> Kept | None:
    """What was kept under a fingerprint; None where nothing was. StoreDamagedError: a file of it is not whole."""
    home = _home()
    sheet = home / f"{name}{_SHEET}" if home else None
    if home is None or sheet is None or not sheet.is_file():
        return None
    try:
        seal, _, line = sheet.read_bytes().partition(b"\n")
        if seal != _hash(line).encode():
            raise StoreDamagedError(sheet)
        said = json.loads(line.decode("utf-8", "surrogatepass"))
        names = list(said["frames"].values())
        contents = _at_once(partial(_frame, home), names)
        frames = dict(zip(said["frames"], contents, strict=True))
        documents = tuple(SourceDocument(**record) for record in said["documents"])
        problems = tuple(Problem(**record) for record in said["problems"])
        findings = tuple(finding_of(record) for record in said["findings"])
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise StoreDamagedError(sheet) from error
    return Kept(documents, findings, problems, said["version"], frames)


def keep(name: str, kept: Kept, written: Kept | None = None) -> None:
    """Keep what a project's files came to under their fingerprint. Where that fails, the log says why; nothing else changes.

    The frames (the very same objects) of `written`, which this process has kept before, are not written again.
    """
    home = _home()
    if home is None:
        return
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        hashes = {key: _hash(data) for key, data in kept.frames.items()}
        for key, data in kept.frames.items():
            if (
                written is None
                or written.frames.get(key) is not data
                or not (home / f"{hashes[key]}{_FRAME}").is_file()
            ):
                write_whole(home / f"{hashes[key]}{_FRAME}", data)
        line = json.dumps(_plain(kept, hashes), ensure_ascii=False).encode("utf-8", "surrogatepass")
        write_whole(home / f"{name}{_SHEET}", _hash(line).encode() + b"\n" + line)
        _prune(home)
    except OSError as error:
        _LOG.warning("%s", say(WORDS, "store.not_kept", "en", folder=home, why=error.strerror or error))


def _plain(kept: Kept, hashes: Mapping[str, str]) -> dict[str, object]:
    """The sheet as JSON has it."""
    return {
        "version": kept.version,
        "frames": dict(hashes),
        "documents": [asdict(document) for document in kept.documents],
        "findings": [finding_record(finding) for finding in kept.findings],
        "problems": [asdict(problem) for problem in kept.problems],
    }


def _home() -> Path | None:
    """Where the store is; None where the user wants none, or has no home."""
    try:
        return cache_folder("store")
    except RuntimeError:
        return None


def project_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in one order on every machine. What is neither file nor folder is left to the readers."""
    for home, folders, names in os.walk(folder):
        folders.sort()
        yield from (path for name in sorted(names) if (path := Path(home, name)).is_file())


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes; "" where it cannot be read."""
    try:
        return content_hash(path).hex()
    except OSError:
        return ""


def content_hash(path: Path) -> bytes:
    """The SHA-256 of a file's bytes; OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


@cache
def _program() -> bytes:
    """A hash of the Python and of all source that decides what is read out of a letter and what is said about it."""
    stations = (file for name in _READERS for file in (_PACKAGE / name).rglob("*.py"))
    code = sorted((*stations, *(_PACKAGE / name for name in _BESIDE)))
    return hashlib.sha256(b"\0".join([sys.version.encode(), *(file.read_bytes() for file in code)])).digest()


def _at_once(read: Callable[[_Given], _Found], things: Sequence[_Given]) -> list[_Found]:
    """What `read` makes of each: hashing a large file waits for no other."""
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(read, things))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _frame(home: Path, name: str) -> bytes:
    """The bytes of a frame; StoreDamagedError where they are not those its name is the hash of."""
    path = home / f"{name}{_FRAME}"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreDamagedError(path) from error
    if _hash(data) != name:
        raise StoreDamagedError(path)
    return data


def _prune(home: Path) -> None:
    """Remove all but the newest sheets, frames none of them refers to, and what killed writers left unfinished."""
    sheets = sorted(home.glob(f"*{_SHEET}"), key=_age)
    for sheet in sheets[_NEWEST:]:
        sheet.unlink(missing_ok=True)
    needed = {name for sheet in sheets[:_NEWEST] for name in _referred(sheet)}
    unneeded = [path for path in home.glob(f"*{_FRAME}") if path.stem not in needed]
    for path in (*unneeded, *home.glob(f"*{UNFINISHED}")):
        if _age(path) > _SETTLED:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """Seconds since a file was written; a file that is gone is as old as can be."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _referred(sheet: Path) -> Sequence[str]:
    """The frames a sheet refers to; none where it is damaged."""
    try:
        return list(json.loads(sheet.read_bytes().partition(b"\n")[2])["frames"].values())
    except (OSError, ValueError, LookupError, AttributeError):
        return ()
