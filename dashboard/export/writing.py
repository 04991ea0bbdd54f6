"""A file onto the disk, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from dashboard.durable import write_whole

__all__ = ["put_file"]


def put_file(path: Path, content: bytes) -> None:
    """Write beside the place, then move there: a reader sees the old file or the new one. OSError: the disk refused.

    What is no plain file (a pipe, a terminal) is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
    else:
        write_whole(path, content)
