"""The schema file that the first line of indicators.yaml points editors to: where it lies, whether it is stale, written whole."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.files import DATA, Files
from dashboard.durable import made_own_folder, write_whole
from dashboard.wording import fields

__all__ = ["POINTER", "SCHEMA_FILE", "refresh_schema", "schema_text"]

SCHEMA_FILE = ".dashboard/indicators.schema.json"
BEGINNING = 400  # characters the stamp stands in
POINTER = f"# yaml-language-server: $schema={SCHEMA_FILE}"


def schema_text(folder: Path, catalogue: Catalogue) -> str:
    """The schema of a project folder's indicators.yaml as JSON."""
    from dashboard.catalogue.editor import editor_schema

    schema = editor_schema(catalogue, Files(folder / DATA), _stamp(catalogue))
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def refresh_schema(folder: Path, catalogue: Catalogue, *, always: bool = False) -> Path:
    """Write the schema file where it is missing or made for another catalogue (`always`: in any case); its path.

    OSError where it cannot be written.
    """
    path = folder / SCHEMA_FILE
    if always or not _is_fresh(path, catalogue):
        made_own_folder(folder)
        write_whole(path, schema_text(folder, catalogue).encode())
    return path


def _is_fresh(path: Path, catalogue: Catalogue) -> bool:
    """Whether the file says it was made for this catalogue; only its beginning is read."""
    try:
        with path.open(encoding="utf-8") as file:
            return _stamp(catalogue) in file.read(BEGINNING)
    except (OSError, UnicodeDecodeError):
        return False


def _stamp(catalogue: Catalogue) -> str:
    """What a schema is made for: the files of the catalogue, and the program that makes it."""
    return f"{catalogue.content_hash}-{_program()}"


@cache
def _program() -> str:
    """A hash of the source that decides what the schema says; the same for all where the source is not at hand."""
    parts = [Path(__file__).with_name(f"{name}.py") for name in ("editor", "examples", "schema", "scalars")]
    try:
        return hashlib.sha256(b"".join(part.read_bytes() for part in (*parts, Path(fields.__file__)))).hexdigest()[:12]
    except OSError:
        return "0"
