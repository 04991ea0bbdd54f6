"""A file onto the disk, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["put_file"]


def put_file(path: Path, content: bytes) -> None:
    """Write beside the place, then move there: a reader sees the old file or the new one. OSError: the disk refused.

    What is no plain file (a pipe, a terminal) is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
