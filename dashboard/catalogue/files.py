"""The files under data/ that indicators.yaml speaks of: whether documents are there, and how tables begin.

What was asked is remembered with its answer, so that a later start can ask again instead of reading everything anew.
"""

from __future__ import annotations

import csv
import hashlib
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
        self.contents: dict[str, str | None] = {}

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

    def has_table(self, name: str) -> bool:
        """Whether a table is there."""
        return _is_file(self.data, name)

    def document_names(self) -> list[str]:
        """The files in the folder of documents, hidden ones left out."""
        return _names(self.data / "documents", "*")

    def table_names(self) -> list[str]:
        """The CSVs of the data folder."""
        return _names(self.data, "*.csv")

    def content(self, name: str) -> str | None:
        """A hash of all a table holds, None where there is no such file; OSError where it cannot be read."""
        there = self.has_table(name)
        self.contents[name] = hashlib.sha256((self.data / name).read_bytes()).hexdigest() if there else None
        return self.contents[name]


def are_as_before(
    data: Path,
    documents: Mapping[str, bool],
    tables: Mapping[str, tuple[str, ...] | None],
    contents: Mapping[str, str | None],
) -> bool:
    """Whether the questions once asked about a data folder would be answered the same today."""
    files = Files(data)
    try:
        return (
            all(files.has_document(name) is there for name, there in documents.items())
            and all(files.header(name) == header for name, header in tables.items())
            and all(files.content(name) == content for name, content in contents.items())
        )
    except (OSError, UnicodeDecodeError, csv.Error):
        return False


def _names(folder: Path, pattern: str) -> list[str]:
    """The names of the files in a folder, in order; none where it cannot be read."""
    try:
        return sorted(file.name for file in folder.glob(pattern) if file.is_file() and not file.name.startswith("."))
    except OSError:
        return []


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
