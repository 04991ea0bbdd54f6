"""Texts kept from one start to the next in the user's cache folder, never in the project.

Keeping is a favour to the next start. Whatever goes wrong (no home, no permission, no space, a damaged file, another
process at the same moment) is as if nothing had been kept, and nothing is said about it.

A file is JSON Lines: the SHA-256 of the second line, then the second line. It is written beside its place and moved
there whole.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["NEWEST", "cache_folder", "keep", "kept"]

NEWEST = 8  # texts that stay: a few projects, a few edits of each
SUFFIX = ".jsonl"
UNFINISHED = ".part"
PLATFORM_CACHES = {"darwin": "Library/Caches", "win32": "AppData/Local"}
OTHER_CACHE = ".cache"


def kept(name: str) -> str | None:
    """The text kept under a name, None where there is none or it is damaged."""
    try:
        home = _folder()
        path = home / f"{name}{SUFFIX}" if home else None
        seal, _, line = path.read_bytes().partition(b"\n") if path and path.is_file() else (b"", b"", b"")
    except (OSError, RuntimeError):
        return None
    return line.decode("utf-8", "surrogatepass") if seal == _seal(line) else None


def keep(name: str, text: str) -> None:
    """Keep a text of one line under a name, and of the others only the newest."""
    line = text.encode("utf-8", "surrogatepass")
    with suppress(OSError, RuntimeError):
        home = _folder()
        if home is None:
            return
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = home / f"{name}{SUFFIX}"
        part = home / f"{name}.{os.urandom(4).hex()}{UNFINISHED}"
        try:
            part.write_bytes(_seal(line) + b"\n" + line)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        _prune(home, place)


def cache_folder(part: str) -> Path | None:
    """Where other things are kept: beside the texts, or inside the folder VET_DASHBOARD_CACHE names. As `_folder` else."""
    texts = _folder()
    if texts is None:
        return None
    return (texts if os.environ.get("VET_DASHBOARD_CACHE") else texts.parent) / part


def _folder() -> Path | None:
    """Where texts are kept; None where VET_DASHBOARD_CACHE is set to nothing, RuntimeError where the user has no home.

    VET_DASHBOARD_CACHE names the folder itself. Without it: a folder of our own in XDG_CACHE_HOME where that is an
    absolute path, else where the platform has its caches.
    """
    own = os.environ.get("VET_DASHBOARD_CACHE")
    if own is not None:
        return Path(own) if own else None
    said = Path(os.environ.get("XDG_CACHE_HOME", ""))
    base = said if said.is_absolute() else Path.home() / PLATFORM_CACHES.get(sys.platform, OTHER_CACHE)
    return base / "vet-dashboard" / "catalogue"


def _seal(line: bytes) -> bytes:
    """The first line of a file, as JSON: the hash of its second."""
    return b'"%s"' % hashlib.sha256(line).hexdigest().encode()


def _prune(home: Path, place: Path) -> None:
    """Remove all but the newest files, what a killed process left unfinished among them; the one just kept stays."""
    others = [file for file in home.iterdir() if file.suffix in {SUFFIX, UNFINISHED} and file != place]
    others.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in others[NEWEST - 1 :]:
        file.unlink(missing_ok=True)
