"""The files of a project as they lie on the disk: when one was touched, and bytes that nobody was writing meanwhile."""

from __future__ import annotations

import os
import time
from pathlib import Path

from dashboard.catalogue.reading import SIZE_LIMIT
from dashboard.project import CATALOGUE_FILE

__all__ = ["Marks", "marks_of", "steady_bytes"]

Mark = tuple[int, int, int, int]
Marks = dict[str, Mark]
"""File → inode, size and both clocks: what changes when a file is written, replaced, or comes and goes."""

_IN_PASSING = ("~", ".swp", ".swx", ".tmp", ".part")  # what editors lay beside a file while they save it
_YOUNGEST = 3_000_000  # nanoseconds a file has to be left alone to be read as a whole
_TRIES, _BETWEEN = 60, 0.001


def marks_of(folder: Path) -> Marks:
    """The marks of indicators.yaml and of every file under data/; hidden ones and what editors leave in passing are none."""
    marks: Marks = {}
    own = _mark(folder / CATALOGUE_FILE)
    if own:
        marks[str(folder / CATALOGUE_FILE)] = own
    _note(str(folder / "data"), marks)
    return marks


def _note(folder: str, marks: Marks) -> None:
    """Add the marks of the files below a folder; links to folders are not followed, as nothing is read behind them."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # it is going as it is looked at: the next look tells
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(_IN_PASSING):
            continue
        if entry.is_dir(follow_symlinks=False):
            _note(entry.path, marks)
        elif mark := _mark(entry):
            marks[entry.path] = mark


def _mark(path: Path | os.DirEntry[str]) -> Mark | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def steady_bytes(path: Path) -> bytes | None:
    """The bytes of a file nobody touched shortly before or while they were read.

    None where there is no such moment, no such file, or one too large: who reads the file itself then says what is amiss.
    """
    for _ in range(_TRIES):
        before = _mark(path)
        if before is None or before[1] > SIZE_LIMIT:
            return None
        if time.time_ns() - before[2] >= _YOUNGEST or before[2] > time.time_ns():
            content = _read(path)
            if content is not None and _mark(path) == before:
                return content
        time.sleep(_BETWEEN)
    return None


def _read(path: Path) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe is not waited for
        with os.fdopen(handle, "rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError:
        return None
