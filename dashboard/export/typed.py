"""The rows of a selection for programs: strict JSON and Parquet, each value in its own type.

What stands for the whole file (the view, the hashes, the sources) is said once, not in every row.
"""

from __future__ import annotations

from typing import Any

from dashboard.export.json_text import json_of
from dashboard.export.options import Request
from dashboard.export.provenance import KEY, bare, proof_record, proof_text
from dashboard.export.tables import column_type, columns_of, heading_words, typed_rows
from dashboard.observations.parquet import nullable_bytes

__all__ = ["json_bytes", "parquet_bytes"]

_SAID_ONCE = ("selection_words", "catalogue_hash", "selection", "data_hash")


def json_bytes(request: Request) -> bytes:
    """An object with `proof`, `selection` (in words), `notes`, `columns` (name and heading) and `rows`; null where nothing is stated."""
    columns = _columns(request)
    words = dict(zip(columns_of(request), heading_words(request), strict=True))
    return json_of(
        {
            "proof": proof_record(bare(request.proof)),
            "selection": list(request.selection_words),
            "notes": [*request.panel_notes, *request.notes],
            "columns": [{"name": column, "heading": words[column]} for column in columns],
            "rows": typed_rows(request, columns),
        }
    )


def parquet_bytes(request: Request) -> bytes:
    """The same rows as a Parquet file; the file's metadata hold the proof (`provenance.KEY`) and each column its heading."""
    columns = _columns(request)
    rows: list[dict[str, Any]] = typed_rows(request, columns)
    words = dict(zip(columns_of(request), heading_words(request), strict=True))
    return nullable_bytes(
        {column: [row[column] for row in rows] for column in columns},
        {column: column_type(column) for column in columns},
        {column: words[column] for column in columns},
        {KEY: proof_text(request.proof)},
    )


def _columns(request: Request) -> tuple[str, ...]:
    return tuple(column for column in columns_of(request) if column not in _SAID_ONCE)
