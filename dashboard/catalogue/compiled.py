"""A reading as JSON, kept so that the next start needs neither a YAML parser nor validation.

It stands for one state of everything a reading depends on. The bytes of indicators.yaml and places.csv and the
program's own source make the fingerprint it is kept under; whether documents and tables lie beside them, and what the
table of populations holds, is written into it and asked again. Readings with errors are not kept. Warnings are, so that they are said every time.

JSON knows no tuples and no entries: both are lists here, whose first item is the entry's kind, or nothing. A mapping of
entries of one kind is a table: its kind with a star, the keys, and a list for every field.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
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
    Population,
    ProjectInfo,
    Reading,
    Residents,
    Source,
    Table,
    TableColumn,
    Unit,
)
from dashboard.catalogue.files import DATA, PLACES, Files, are_as_before
from dashboard.catalogue.kept import keep, kept
from dashboard.catalogue.places import Places
from dashboard.errors import Problem
from dashboard.model import Interval

__all__ = ["keep_last", "last_kept", "recall", "remember"]

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Catalogue, Correction, CuratedObservation, DocumentEntry, Indicator, Perimeter, Place, Places),
        *(Interval, Population, Problem, ProjectInfo, Reading, Residents, Source, Table, TableColumn, Unit),
    )
}
ATOMS = (str, int, float)
NESTED = (list, dict)
TABLE = "*"
PACKAGE = Path(__file__).parent.parent
BESIDE = ("errors.py", "model.py", "wording/__init__.py", "wording/catalogue.py")  # what the catalogue's code stands on


def recall(path: Path, given: bytes | None = None) -> Reading | None:
    """What was found when `path` last had this content; None where that is not known or no longer true.

    `given` is the content where it has been read already.
    """
    content, places = _bytes(path) if given is None else given, _bytes(path.parent / DATA / PLACES)
    name = _fingerprint(path.name, content, places) if content is not None else None
    text = kept(name) if name else None
    return _reading(text, path.parent / DATA) if text else None


def remember(reading: Reading, files: Files, name: str, content: bytes, places: bytes | None) -> None:
    """Keep a reading without errors of the bytes of a file of this name and of places.csv (None: there is none)."""
    fingerprint = _fingerprint(name, content, places)
    if fingerprint:
        said = _plain((reading, files.documents, files.tables, files.contents))
        keep(fingerprint, json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def keep_last(place: str, catalogue: Catalogue, said: str) -> None:
    """Keep a catalogue whatever becomes of its files, with one line `said` about it, as the last of a place (any text)."""
    name = _last_name(place)
    if name:
        keep(name, json.dumps([said, _plain(catalogue)], ensure_ascii=False, separators=(",", ":")))


def last_kept(place: str) -> tuple[Catalogue, str] | None:
    """The last catalogue of a place and what was said about it; None where there is none this program has kept."""
    name = _last_name(place)
    text = kept(name) if name else None
    try:
        said, plain = json.loads(text) if text else (None, None)
        catalogue = _made(plain) if plain else None
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    return (catalogue, said) if isinstance(catalogue, Catalogue) and isinstance(said, str) else None


def _last_name(place: str) -> str | None:
    program = _program()
    return (
        hashlib.sha256(b"last;" + program + place.encode("utf-8", "surrogateescape")).hexdigest() if program else None
    )


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


def _plain(value: Any) -> Any:
    """A value as JSON has it; TypeError for what could not be made again from JSON."""
    kind = type(value)
    if kind in (dict, Places):
        return _plain_mapping(value)
    if kind is tuple:
        return ["", *_plain_each(value)] if value else []
    if KINDS.get(kind.__name__) is not kind:
        raise TypeError(f"{kind.__name__} has no compiled form")
    return [kind.__name__, *_plain_each(getattr(value, name) for name in kind.__match_args__)]


def _plain_mapping(value: dict[str, Any]) -> Any:
    """A mapping; where its values are all of one kind a table, column by column."""
    kind, *others = {type(item) for item in value.values()} or {str}
    if others or KINDS.get(kind.__name__) is not kind:
        plain: object = dict(zip(value, _plain_each(value.values()), strict=True))
    else:
        columns = (_plain_each(map(attrgetter(name), value.values())) for name in kind.__match_args__)
        plain = [f"{kind.__name__}{TABLE}", list(value), *columns]
    return ["Places", plain] if isinstance(value, Places) else plain


def _plain_each(values: Iterable[Any]) -> list[Any]:
    """The values; what JSON has itself stays as it is."""
    return [value if value is None or isinstance(value, ATOMS) else _plain(value) for value in values]


def _made(value: list[Any] | dict[str, Any]) -> Any:
    """What `_plain` was given."""
    if isinstance(value, dict):
        return dict(zip(value, _made_each(value.values()), strict=True))
    if not value:
        return ()
    kind, *parts = value
    if kind.endswith(TABLE):
        keys, *columns = parts
        return dict(zip(keys, map(KINDS[kind.removesuffix(TABLE)], *map(_made_each, columns)), strict=True))
    made = _made_each(parts)
    return KINDS[kind](*made) if kind else tuple(made)


def _made_each(values: Iterable[Any]) -> list[Any]:
    """The values; only what holds others is looked into, for the places alone are forty thousand texts."""
    return [_made(value) if type(value) in NESTED else value for value in values]


def _reading(text: str, data: Path) -> Reading | None:
    """The reading a text keeps, if the files beside it are as they were then."""
    try:
        made = _made(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    match made:
        case (Reading() as reading, dict() as documents, dict() as tables, dict() as contents) if are_as_before(
            data, documents, tables, contents
        ):
            return reading
    return None
