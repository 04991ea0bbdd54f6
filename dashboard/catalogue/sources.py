"""indicators.yaml and the CSVs of places and populations read whole: parsed, checked, built, and compiled for the next time."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from dashboard.catalogue.beside import check_files
from dashboard.catalogue.beyond import note_beyond
from dashboard.catalogue.build import build_catalogue
from dashboard.catalogue.compiled import remember
from dashboard.catalogue.entries import Reading, Residents
from dashboard.catalogue.files import DATA, PLACES, Files
from dashboard.catalogue.nodes import Mapping, Node, compose
from dashboard.catalogue.place_rows import COLUMNS, read_places
from dashboard.catalogue.places import Places
from dashboard.catalogue.population import read_population
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.reading import decode, note_byte_order_mark, note_invisible, note_tabs, read_bytes
from dashboard.catalogue.references import check_references, entries, index_of, scalar
from dashboard.catalogue.repeated import check_repeated
from dashboard.catalogue.schema import FileModel, PopulationModel
from dashboard.catalogue.shape import check_shape
from dashboard.catalogue.syntax import control_character
from dashboard.catalogue.values import check_values
from dashboard.errors import UsageError
from dashboard.wording import say
from dashboard.wording.catalogue import WORDS

__all__ = ["read_sources"]

CUT_SHORT = (
    "bad_csv",
    "csv_quote",
    "too_many_rows",
)  # after one of these, a place that is not known may be there all the same
PLACES_SHOWN = f"{DATA}/{PLACES}"


def read_sources(path: Path, content: bytes | None = None) -> Reading:
    """Read, check and, where nothing is wrong, build and compile; UsageError where there is no such file.

    `content` stands for the bytes of the file before they are written, or where they have been read already; there are
    at most as many as a file may have.
    """
    if content is None and not path.is_file():
        key = "no_regular_file" if os.path.lexists(path) else "no_catalogue"
        zh, en = (say(WORDS, key, lang, value=path.name) for lang in ("zh", "en"))
        raise UsageError(zh, en)
    files = Files(path.parent / DATA)
    problems = Problems(path.name)
    content = (read_bytes(path, problems) or b"") if content is None else content
    root = None if problems.errors else _root(content, problems)
    place_bytes, places, place_problems = _places(files.data / PLACES, root)
    model = _checked(root, places, files, problems) if root is not None else None
    declared = model.population if model is not None else None
    population_problems = Problems(f"{DATA}/{declared.file}" if declared else DATA)
    population_bytes, residents = _residents(declared, places, files, population_problems)
    books = (problems, place_problems, population_problems)
    said = Problems.finish(books)
    if any(book.errors for book in books) or model is None or not isinstance(root, Mapping):
        return Reading(None, said)
    content_hash = hashlib.sha256(content + (place_bytes or b"") + population_bytes).hexdigest()
    reading = Reading(build_catalogue(model, root, places or Places(), residents, content_hash), said)
    remember(reading, files, path.name, content, place_bytes)
    return reading


def _root(content: bytes, problems: Problems) -> Node | None:
    """The root node of the YAML bytes, or None with the reason noted."""
    text = decode(content, problems)
    if text is None:
        return None
    root = compose(text, problems)
    if root is None and problems.is_unreadable:
        note_beyond(text, problems)
    note_byte_order_mark(content, problems)
    if root is not None:
        note_invisible(text, problems)
        note_tabs(text, problems)
    return root


def _places(path: Path, root: Node | None) -> tuple[bytes | None, Places | None, Problems]:
    """The bytes and the places of the CSV, each None where there are none to be had, and its problems.

    Without the file no place is known: an error if the catalogue names one, else a warning.
    """
    problems = Problems(PLACES_SHOWN)
    if not path.is_file():
        named = any(
            scalar(entry, "place") for key in ("documents", "observations", "tables") for entry in entries(root, key)
        )
        problems.add("no_places", (0, 0), severity="error" if named else "warning", value=",".join(COLUMNS))
        return None, None, problems
    content = read_bytes(path, problems)
    return (content, *_places_in(content)) if content is not None else (None, None, problems)


@lru_cache(maxsize=1)
def _places_in(content: bytes) -> tuple[Places | None, Problems]:
    """The places of the bytes of the CSV and what is wrong with it: remembered, for indicators.yaml is edited far more often."""
    problems = Problems(PLACES_SHOWN)
    text = decode(content, problems)
    if text is None or control_character(text, problems):
        return None, problems
    note_invisible(text, problems)
    places = read_places(text, problems)
    if not places and not problems.errors:
        problems.add("no_place_rows", (2, 1))
    return (None if not places or problems.has(*CUT_SHORT) else places), problems


def _residents(
    declared: PopulationModel | None, places: Places | None, files: Files, problems: Problems
) -> tuple[bytes, Residents]:
    """The bytes and the rows of the population table; nothing where none is declared or it cannot be read."""
    if declared is None or not files.has_table(declared.file):
        return b"", Residents()
    content = read_bytes(files.data / declared.file, problems)
    text = decode(content, problems) if content is not None else None
    if content is None or text is None or control_character(text, problems):
        return b"", Residents()
    note_invisible(text, problems)
    files.content(declared.file)
    return content, Residents(read_population(text, declared.scales, places, problems), declared.stale_after)


def _checked(root: Node, places: Places | None, files: Files, problems: Problems) -> FileModel | None:
    """Shape, references and files of a root node; None where the shape is wrong."""
    model = check_shape(root, problems)
    if isinstance(root, Mapping):
        index = index_of(root, places, problems)
        check_references(index)
        check_values(index)
        check_repeated(index)
        check_files(index, files)
    return model
