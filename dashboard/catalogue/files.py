"""The files under data/ that indicators.yaml speaks of: whether documents are there, and how tables begin.

What was asked is remembered with its answer, so that a later start can ask again instead of reading everything anew.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

__all__ = ["DATA", "PLACES", "Files", "are_as_before"]

DATA = "data"
PLACES = "places.csv"


class Files:
    """The documents and tables of one data folder, as far as they were asked for."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.documents: dict[str, bool] = {}
        self.tables: dict[str, tuple[str, ...] | None] = {}

    def has_document(self, name: str) -> bool:
        """Whether a document is there."""
        self.documents[name] = _is_file(self.data / "documents", name)
        return self.documents[name]

    def header(self, name: str) -> tuple[str, ...] | None:
        """The column names of a table, None where there is no such file.

        Raises OSError, UnicodeDecodeError or csv.Error where it cannot be read.
        """
        self.tables[name] = _header(self.data / name) if _is_file(self.data, name) else None
        return self.tables[name]


def are_as_before(data: Path, documents: Mapping[str, bool], tables: Mapping[str, tuple[str, ...] | None]) -> bool:
    """Whether the questions once asked about a data folder would be answered the same today."""
    files = Files(data)
    try:
        return all(files.has_document(name) is there for name, there in documents.items()) and all(
            files.header(name) == header for name, header in tables.items()
        )
    except (OSError, UnicodeDecodeError, csv.Error):
        return False


def _is_file(folder: Path, name: str) -> bool:
    """Whether a name leads to a regular file inside a folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        return False
    try:
        return (folder / path).is_file() and (folder / path).resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def _header(path: Path) -> tuple[str, ...]:
    """The cells of a CSV's first row, without the blanks around them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(cell.strip() for cell in next(csv.reader(file), []))
