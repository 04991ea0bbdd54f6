"""indicators.yaml and the CSVs of places and populations → Catalogue, or every problem of all of them at once.

The files are read and checked whole once; after that a compiled form is read for as long as nothing has changed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.catalogue.compiled import recall
from dashboard.catalogue.entries import Catalogue, Reading
from dashboard.errors import CatalogueError, Problem

__all__ = ["catalogue_problems", "load_catalogue", "problems_of"]


def load_catalogue(path: Path, content: bytes | None = None) -> Catalogue:
    """The catalogue of `path` (an indicators.yaml; places from data/places.csv beside it).

    `content` are the bytes of the file where they have been read already: the file itself is then left alone.
    Raises UsageError where there is no such file, CatalogueError with every problem (warnings too, in file order, 50
    at most and then how many more) where one of them is an error. Files are named relative to the project folder.
    """
    reading = _read(path, content)
    if reading.catalogue is None:
        raise CatalogueError(reading.problems)
    return reading.catalogue


def catalogue_problems(path: Path) -> tuple[Problem, ...]:
    """Errors and warnings of `path`, in file order; UsageError where there is no such file."""
    return _read(path).problems


def problems_of(path: Path, content: bytes) -> tuple[Problem, ...]:
    """What `catalogue_problems` would find, were these the bytes of `path`; they are not written."""
    return _read(path, content).problems


def _read(path: Path, content: bytes | None = None) -> Reading:
    """The compiled form where there is one; else the files, by a station that only then costs its imports.

    The YAML parser and pydantic take longer to import than a compiled catalogue and a letter take to read.
    """
    known = recall(path, content)
    if known is not None:
        return known
    with _nothing_collected():
        from dashboard.catalogue.sources import read_sources

        return read_sources(path, content)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No search for unreachable circles: nearly all that is imported and read stays, and would be searched repeatedly."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
