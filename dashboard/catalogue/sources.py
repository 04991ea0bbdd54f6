"""indicators.yaml and data/places.csv read whole: parsed, checked, built, and compiled for the next time."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dashboard.catalogue.beside import check_files
from dashboard.catalogue.build import build_catalogue
from dashboard.catalogue.compiled import remember
from dashboard.catalogue.entries import Reading
from dashboard.catalogue.files import DATA, PLACES, Files
from dashboard.catalogue.nodes import Mapping, Node, compose
from dashboard.catalogue.place_rows import COLUMNS, read_places
from dashboard.catalogue.places import Places
from dashboard.catalogue.problems import Problems
from dashboard.catalogue.reading import decode, note_invisible, read_bytes
from dashboard.catalogue.references import check_references, entries, index_of, scalar
from dashboard.catalogue.schema import FileModel
from dashboard.catalogue.shape import check_shape
from dashboard.errors import UsageError
from dashboard.wording import say
from dashboard.wording.catalogue import WORDS

__all__ = ["read_sources"]


def read_sources(path: Path) -> Reading:
    """Read, check and, where nothing is wrong, build and compile; UsageError where there is no such file."""
    if not path.is_file():
        zh, en = (say(WORDS, "no_catalogue", lang, value=path.name) for lang in ("zh", "en"))
        raise UsageError(zh, en)
    files = Files(path.parent / DATA)
    problems, place_problems = Problems(path.name), Problems(f"{DATA}/{PLACES}")
    content = read_bytes(path, problems) or b""
    root = None if problems.errors else _root(content, problems)
    place_bytes, places = _places(files.data / PLACES, root, place_problems)
    model = _checked(root, places, files, problems) if root is not None else None
    said = Problems.finish((problems, place_problems))
    if problems.errors or place_problems.errors or model is None or not isinstance(root, Mapping):
        return Reading(None, said)
    content_hash = hashlib.sha256(content + (place_bytes or b"")).hexdigest()
    reading = Reading(build_catalogue(model, root, places or Places(), content_hash), said)
    remember(reading, files, path.name, content, place_bytes)
    return reading


def _root(content: bytes, problems: Problems) -> Node | None:
    """The root node of the YAML bytes, or None with the reason noted."""
    text = decode(content, problems)
    if text is None:
        return None
    root = compose(text, problems)
    if root is not None:
        note_invisible(text, problems)
    return root


def _places(path: Path, root: Node | None, problems: Problems) -> tuple[bytes | None, Places | None]:
    """The bytes and the places of the CSV, each None where there are none to be had.

    Without the file no place is known: an error if the catalogue names one, else a warning.
    """
    if not path.is_file():
        named = any(
            scalar(entry, "place") for key in ("documents", "observations", "tables") for entry in entries(root, key)
        )
        problems.add("no_places", (0, 0), severity="error" if named else "warning", value=",".join(COLUMNS))
        return None, None
    content = read_bytes(path, problems)
    text = decode(content, problems) if content is not None else None
    if text is None:
        return content, None
    note_invisible(text, problems)
    places = read_places(text, problems)
    return content, places if places or not problems.errors else None


def _checked(root: Node, places: Places | None, files: Files, problems: Problems) -> FileModel | None:
    """Shape, references and files of a root node; None where the shape is wrong."""
    model = check_shape(root, problems)
    if isinstance(root, Mapping):
        index = index_of(root, places, problems)
        check_references(index)
        check_files(index, files)
    return model
