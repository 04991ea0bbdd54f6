"""The files that indicators.yaml speaks of: documents and tables lying beside it under data/."""

from __future__ import annotations

import csv
from pathlib import Path, PurePosixPath

from dashboard.catalogue.nodes import Mapping, Scalar
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.references import Index, entries, scalar, scalars, where

__all__ = ["check_files", "lies_under"]


def check_files(index: Index, data: Path) -> None:
    """Documents are there (else a warning), tables are there and have the columns they are said to have."""
    documents = data / "documents"
    declared = set()
    for entry in entries(index.root, "documents"):
        name = scalar(entry, "file")
        if name is not None:
            declared.add(name.text)
            if not lies_under(documents, name.text):
                index.problems.add("no_document", name, severity="warning", value=name.text)
    for entry in entries(index.root, "corrections"):
        name = scalar(entry, "document")
        if name is not None and name.text not in declared and not lies_under(documents, name.text):
            near, place = (name.text, declared), where("corrections", entry)
            index.problems.add("unknown_document", name, near=near, where=place, value=name.text)
    for entry in entries(index.root, "tables"):
        _check_table(entry, data, index.problems)
    residents = scalar(index.root.get("population"), "file")
    if residents is not None:
        _check_is_there(residents, data, index.problems)


def lies_under(folder: Path, name: str) -> bool:
    """Whether a name leads to a regular file inside a folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        return False
    try:
        return (folder / path).is_file() and (folder / path).resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def _check_table(entry: Mapping, data: Path, problems: Problems) -> None:
    """The table is there and its first line has the period column and every column named."""
    name = scalar(entry, "file")
    if name is None or not _check_is_there(name, data, problems):
        return
    header = _header(data / name.text, name, problems)
    period = scalar(entry, "period_column")
    for column in [*([period] if period else []), *scalars(entry.get("columns"))]:
        if header and column.text not in header:
            near = (column.text, header)
            problems.add("no_column", column, near=near, value=column.text, table=name.text, allowed=header)


def _check_is_there(name: Scalar, data: Path, problems: Problems) -> bool:
    """Whether a table lies under data/; if not, the nearest name is offered."""
    there = lies_under(data, name.text)
    if not there:
        tables = [path.name for path in sorted(data.glob("*.csv"))]
        problems.add("no_table", name, near=(name.text, tables), value=name.text)
    return there


def _header(path: Path, name: Scalar, problems: Problems) -> tuple[str, ...]:
    """The column names of a CSV; none, with the reason noted, if it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = tuple(cell.strip() for cell in next(csv.reader(file), []))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.add("unreadable_table", name, value=name.text, detail=type(error).__name__)
        return ()
    if not header:
        problems.add("unreadable_table", name, value=name.text, detail="0")
    return header
