"""A reading as JSON, kept so that the next start needs neither a YAML parser nor validation.

It stands for one state of everything a reading depends on. The bytes of indicators.yaml and places.csv and the
program's own source make the fingerprint it is kept under; whether documents and tables lie beside them is written into
it and asked again. Readings with errors are not kept. Warnings are, so that they are said every time.

JSON knows no tuples and no dataclasses: both are lists here, whose first item is the dataclass's name, or nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.catalogue.entries import (
    Catalogue,
    Correction,
    CuratedObservation,
    DocumentEntry,
    Indicator,
    Perimeter,
    Place,
    ProjectInfo,
    Reading,
    Source,
    Table,
    TableColumn,
    Unit,
)
from dashboard.catalogue.files import DATA, PLACES, Files, are_as_before
from dashboard.catalogue.kept import keep, kept
from dashboard.catalogue.places import Places
from dashboard.errors import Problem

__all__ = ["recall", "remember"]

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Catalogue, Correction, CuratedObservation, DocumentEntry, Indicator, Perimeter, Place, Places),
        *(Problem, ProjectInfo, Reading, Source, Table, TableColumn, Unit),
    )
}
PACKAGE = Path(__file__).parent.parent
BESIDE = ("errors.py", "model.py", "wording/__init__.py", "wording/catalogue.py")  # what the catalogue's code stands on


def recall(path: Path) -> Reading | None:
    """What was found when `path` last had this content; None where that is not known or no longer true."""
    content, places = _bytes(path), _bytes(path.parent / DATA / PLACES)
    name = _fingerprint(path.name, content, places) if content is not None else None
    text = kept(name) if name else None
    return _reading(text, path.parent / DATA) if text else None


def remember(reading: Reading, files: Files, name: str, content: bytes, places: bytes | None) -> None:
    """Keep a reading without errors of the bytes of a file of this name and of places.csv (None: there is none)."""
    fingerprint = _fingerprint(name, content, places)
    if fingerprint:
        said = _plain((reading, files.documents, files.tables))
        keep(fingerprint, json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def _bytes(path: Path) -> bytes | None:
    """The bytes of a regular file, None where there is none; whatever is amiss is said by who reads it whole."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _fingerprint(name: str, content: bytes, places: bytes | None) -> str | None:
    """A hash of what a reading is made of, lengths keeping the parts apart; None where the program is not at hand."""
    program = _program()
    if program is None:
        return None
    digest = hashlib.sha256(program)
    for part in (name.encode("utf-8", "surrogateescape"), content, places):
        digest.update(b"none;" if part is None else b"%d;" % len(part) + part)
    return digest.hexdigest()


@cache
def _program() -> bytes | None:
    """A hash of the Python and of all source that decides what a catalogue is and what is said about it.

    After an upgrade nothing that the old program kept is found. Asked once, so that a process that outlives an upgrade
    does not pass off its own readings as the new program's. None where the source is not at hand.
    """
    try:
        code = sorted(file for file in (PACKAGE / "catalogue").iterdir() if file.suffix == ".py")
        parts = [file.read_bytes() for file in (*code, *(PACKAGE / name for name in BESIDE))]
    except OSError:
        return None
    return hashlib.sha256(b"\0".join([sys.version.encode(), *parts])).digest()


def _plain(value: object) -> object:
    """A value as JSON has it; TypeError for what could not be made again from JSON."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return ["", *map(_plain, value)]
    if isinstance(value, dict):
        plain = {key: _plain(item) for key, item in value.items()}
        return ["Places", plain] if isinstance(value, Places) else plain
    kind = type(value)
    if KINDS.get(kind.__name__) is not kind:
        raise TypeError(f"{kind.__name__} has no compiled form")
    return [kind.__name__, *(_plain(getattr(value, name)) for name in kind.__match_args__)]


def _made(value: object) -> object:
    """The value that `_plain` was given."""
    if isinstance(value, list):
        parts = [_made(part) if isinstance(part, (list, dict)) else part for part in value]
        return KINDS[str(parts[0])](*parts[1:]) if parts[0] else tuple(parts[1:])
    if isinstance(value, dict):
        return {key: _made(item) for key, item in value.items()}
    return value


def _reading(text: str, data: Path) -> Reading | None:
    """The reading a text keeps, if the files beside it are as they were then."""
    try:
        made = _made(json.loads(text))
    except (ValueError, TypeError, LookupError):
        return None
    match made:
        case (Reading() as reading, dict() as documents, dict() as tables) if are_as_before(data, documents, tables):
            return reading
    return None
