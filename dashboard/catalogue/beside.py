"""The files that indicators.yaml speaks of: documents and tables lying beside it under data/."""

from __future__ import annotations

import csv

from dashboard.catalogue.files import Files
from dashboard.catalogue.nodes import Mapping, Scalar
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.references import Index, entries, scalar, scalars, where

__all__ = ["check_files"]


def check_files(index: Index, files: Files) -> None:
    """Documents are there (else a warning), tables are there and have the columns they are said to have."""
    declared = set()
    for entry in entries(index.root, "documents"):
        name = scalar(entry, "file")
        if name is not None:
            declared.add(name.text)
            if not files.has_document(name.text):
                _note_missing(index, name, files)
    for entry in entries(index.root, "corrections"):
        name = scalar(entry, "document")
        if name is not None and name.text not in declared and not files.has_document(name.text):
            near, place = (name.text, declared), where("corrections", entry)
            index.problems.add("unknown_document", name, near=near, where=place, value=name.text)
    for entry in entries(index.root, "tables"):
        _check_table(entry, files, index.problems)
    residents = scalar(index.root.get("population"), "file")
    if residents is not None:
        _header(residents, files, index.problems)


def _note_missing(index: Index, name: Scalar, files: Files) -> None:
    """A document that is not there, with the file it may be: the one of that name without its folders, or the nearest."""
    there = files.document_names()
    alone = name.text.replace("\\", "/").rpartition("/")[2]
    guess = alone if alone in there else ""
    index.problems.add("no_document", name, severity="warning", near=(name.text, there), guess=guess, value=name.text)


def _check_table(entry: Mapping, files: Files, problems: Problems) -> None:
    """The table is there and its first line has the period column and every column named."""
    name = scalar(entry, "file")
    if name is None:
        return
    header = _header(name, files, problems)
    period = scalar(entry, "period_column")
    for column in [*([period] if period else []), *scalars(entry.get("columns"))]:
        if header and column.text not in header:
            near = (column.text, header)
            problems.add("no_column", column, near=near, value=column.text, table=name.text, allowed=header)


def _header(name: Scalar, files: Files, problems: Problems) -> tuple[str, ...]:
    """The column names of a table; none, with the reason noted, if it is not there or cannot be read."""
    try:
        header = files.header(name.text)
    except UnicodeDecodeError:
        problems.add("table_not_utf8", name, value=name.text)
        return ()
    except (OSError, csv.Error) as error:
        problems.add("unreadable_table", name, value=name.text, detail=type(error).__name__)
        return ()
    if header is None:
        problems.add("no_table", name, near=(name.text, files.table_names()), value=name.text)
    elif not header:
        problems.add("table_empty", name, value=name.text)
    return header or ()
