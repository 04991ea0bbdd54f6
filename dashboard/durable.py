"""Bytes put into a file whole and for good: beside it first, synced, then moved there. A killed writer leaves the old file.

What the program keeps for itself of a project lies in `.dashboard/` in the project's folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

__all__ = ["UNFINISHED", "clear_unfinished", "made_own_folder", "own_folder", "write_whole"]

_OWN = ".dashboard"
UNFINISHED = ".part"  # how a file ends that is not yet what it will be


def write_whole(path: Path, data: bytes, still: Callable[[], None] = lambda: None) -> None:
    """Replace a file's bytes; OSError where that fails, the old file then as it was.

    The new file has the old one's permissions. `still` is called last before the move: what it raises ends the attempt.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}{UNFINISHED}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, part)
        still()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sync(path.parent)


def own_folder(folder: Path) -> Path:
    """`.dashboard/` in a project's folder; `made_own_folder` makes it."""
    return folder / _OWN


def made_own_folder(folder: Path) -> Path:
    """The same, made where it is missing, with a note for git to pass it over. OSError where that fails."""
    home = own_folder(folder)
    home.mkdir(exist_ok=True)
    ignore = home / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return home


def clear_unfinished(path: Path) -> None:
    """Remove what killed writers of a file left beside it; only where no other writer can be at work."""
    for part in path.parent.glob(f".{path.name}.*{UNFINISHED}"):
        with suppress(OSError):
            part.unlink()


def _sync(folder: Path) -> None:
    """Make the names in a folder last as well, where the system has a way to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
