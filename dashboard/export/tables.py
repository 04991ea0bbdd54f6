"""The rows of a selection as a table: the columns, their words, the cells, and the CSV that Excel and WPS open.

Missing is an empty cell, never 0. The same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.charts.labels import (
    breakdown_text,
    flag_marks,
    has,
    indicator_name,
    note_text,
    origin_text,
    perimeter_text,
    period_text,
    place_name,
    scope_text,
    unit_text,
)
from dashboard.charts.sources import citation
from dashboard.charts.style import Row
from dashboard.export.csv_text import csv_of, number_of, whole
from dashboard.export.options import Cell, Request
from dashboard.observations.dtypes import FLAG, NUMBER, OBSERVATION_COLUMNS, TEXT
from dashboard.observations.measures import INDEX, PER_10K
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = [
    "COLUMNS",
    "Cell",
    "Value",
    "cell_of",
    "column_type",
    "columns_of",
    "csv_bytes",
    "data_rows",
    "heading_words",
    "read_column",
    "typed_rows",
]

Value = str | int | float | bool | list[str] | None
_Reader = Callable[[Row, Request], object]


def _document_kind(row: Row, request: Request) -> str:
    kind = str(row["document_kind"])
    return say(WORDS, f"document_kind.{kind}", request.lang) if kind else ""


_READERS: Mapping[str, _Reader] = {
    "indicator_name": lambda row, request: indicator_name(str(row["indicator"]), request.catalogue, request.lang),
    "place": lambda row, request: place_name(str(row["ref_area"]), request.catalogue, request.lang),
    "breakdown_name": lambda row, request: breakdown_text(
        str(row["indicator"]), str(row["breakdown"]), request.catalogue, request.lang
    ),
    "scope": lambda row, request: scope_text(row, request.lang),
    "perimeter": lambda row, request: perimeter_text(row, request.catalogue, request.lang),
    "status": lambda row, request: say(CHART_WORDS, f"status.{row['status']}", request.lang),
    "period": lambda row, request: period_text(row, request.lang),
    "unit": lambda row, request: unit_text(str(row["unit"]), request.catalogue, request.lang),
    "flags": lambda row, request: flag_marks(row, request.lang),
    "origin": lambda row, request: origin_text(row, request.lang),
    "document_kind": _document_kind,
    "citation": lambda row, request: citation(row, request.lang),
    "note": lambda row, request: note_text(row, request.lang),
    "selection_words": lambda _, request: say(CHART_WORDS, "list.semicolon", request.lang).join(
        request.selection_words
    ),
    "catalogue_hash": lambda _, request: request.proof.catalogue_hash,
    "selection": lambda _, request: request.proof.link,
    "data_hash": lambda _, request: request.proof.data_hash,
}

COLUMNS = (
    "indicator_name", "breakdown_name", "place", "period", "printed", "value", "value_high", "unit", "flags", "qualifier",
    "low", "high", "scope", "event", "perimeter", "status", "period_type", "time_period", "rank_of", "origin", "processing",
    "formula", "conflict", "rival_values", "verdicts", "citation", "document_kind", "document_number", "issuing_body", "date_issued",
    "quote", "document", "source_title", "source_publisher", "source_date", "source_url", "by", "on", "note", "review_state",
    "indicator", "breakdown", "ref_area", "unit_family", "unit_mult", "decimals", "observation_id",
    "selection_words", "catalogue_hash", "selection", "data_hash",
)  # fmt: skip
"""The columns of the data table in order; the last four say the same in every row."""

_COMPUTED = ("computed", "computed_value", "computed_low", "computed_high", "computed_formula", "not_computed")
_MODE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    PER_10K: (*_COMPUTED, "population", "population_year", "population_source"),
    INDEX: _COMPUTED,
}
_COMPUTED_NUMBERS = ("computed_value", "computed_low", "computed_high", "population", "population_year")
_BEFORE_COMPUTED = COLUMNS.index("flags") + 1


def columns_of(request: Request) -> tuple[str, ...]:
    """The columns of a file: those of COLUMNS, and behind the flags what the mode computes."""
    mode = _MODE_COLUMNS.get(request.selection.mode, ())
    return (*COLUMNS[:_BEFORE_COMPUTED], *mode, *COLUMNS[_BEFORE_COMPUTED:])


def column_type(column: str) -> str:
    """What a column holds (dtypes.py): numbers, flags, tuples or text; several values may be absent."""
    if column in _COMPUTED_NUMBERS:
        return NUMBER
    return TEXT if column in _READERS else OBSERVATION_COLUMNS.get(column, TEXT)


def heading_words(request: Request) -> list[str]:
    """The column headings in the language of the file; the last two are named alike in both."""
    mode = say(CHART_WORDS, f"mode.{request.selection.mode}", request.lang)
    return [say(WORDS, f"column.{column}", request.lang, mode=mode) for column in columns_of(request)]


def read_column(column: str, row: Row, request: Request) -> object:
    """What a column says of a row of the frame, as the file words it."""
    reader = _READERS.get(column)
    return reader(row, request) if reader else row[column]


def data_rows(request: Request) -> list[list[Cell]]:
    """The cells of the data table: texts, exact integers, floats; "" where nothing is stated."""
    return [[cell_of(value) for value in values] for values in _rows(request, columns_of(request))]


def typed_rows(request: Request, columns: tuple[str, ...]) -> list[dict[str, Value]]:
    """The rows by column, each value in its own type; None where nothing is stated."""
    return [
        {column: _typed(value, column) for column, value in zip(columns, values, strict=True)}
        for values in _rows(request, columns)
    ]


def _rows(request: Request, columns: tuple[str, ...]) -> list[list[object]]:
    own = {"verdicts", *(column for several in _MODE_COLUMNS.values() for column in several)}
    return [
        [extra.get(column, "") if column in own else read_column(column, row, request) for column in columns]
        for row, extra in zip(request.rows, request.extras, strict=True)
    ]


def _typed(value: object, column: str) -> Value:
    if isinstance(value, tuple | list):
        return [whole(str(part)) for part in value]
    if column_type(column) == FLAG:
        return bool(value)
    cell = cell_of(value)
    return None if cell == "" else cell


def cell_of(value: object) -> Cell:
    """A value as one cell: tuples joined, flags in words, whole numbers exact, "" for what is absent."""
    if isinstance(value, tuple | list):
        return " | ".join(whole(str(part)) for part in value)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if not has(value):
        return ""
    if isinstance(value, int | float):
        return number_of(value)
    return whole(str(value))


def csv_bytes(request: Request) -> bytes:
    """The table as CSV (csv_text.py); a number keeps its digits, a text no spreadsheet runs it."""
    return csv_of([heading_words(request), *data_rows(request)])
