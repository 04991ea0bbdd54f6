"""What each table of the data set holds: its fields, and its rows from what a project knows.

None is "not stated". Personal data are masked already, or masked here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.catalogue.places import LEVELS
from dashboard.export.csv_text import whole
from dashboard.export.dataset.tables import Field, Row, Value
from dashboard.model import Finding, Origin, PeriodType, Qualifier, Scope, Severity, SourceDocument, Status
from dashboard.observations.dtypes import COUNT, FLAG, MENTION_COLUMNS, NUMBER, OBSERVATION_COLUMNS, TEXT, TUPLE
from dashboard.observations.privacy import masked
from dashboard.observations.records import finding_names, finding_record
from dashboard.wording import say
from dashboard.wording.dataset import WORDS
from dashboard.wording.export import WORDS as EXPORT_WORDS

__all__ = [
    "TABLES",
    "document_rows",
    "fields_of",
    "finding_rows",
    "indicator_rows",
    "mention_rows",
    "observation_rows",
    "place_rows",
]

_TYPES = {TEXT: "string", NUMBER: "number", COUNT: "integer", FLAG: "boolean", TUPLE: "array"}
_IN_A_QUOTE = ("quote_start", "quote_end")  # 0 where there is no quote

_INDICATOR_FIELDS = {
    "id": "string", "zh": "string", "en": "string", "theme": "string", "unit": "string", "unit_family": "string",
    "kind": "string", "direction": "string", "core": "boolean", "additive": "array", "parent": "string", "sum_of": "array",
    "numerator": "string", "denominator": "string", "breakdowns": "object", "perimeter_codes": "array", "breaks": "array",
    "definition_zh": "string", "definition_en": "string", "definition_source": "string",
    "not_comparable_zh": "array", "not_comparable_en": "array", "decimals": "integer",
}  # fmt: skip
_PLACE_FIELDS = {
    "code": "string", "name_zh": "string", "name_en": "string", "level": "string", "parent": "string",
    "valid_from": "string", "valid_to": "string", "aliases": "array", "official": "boolean", "source": "string", "fetched": "string",
}  # fmt: skip

_DOCUMENT_FIELDS = {
    "name": "string", "document_kind": "string", "title": "string", "document_number": "string", "issuing_body": "string",
    "place": "string", "date_issued": "string", "url": "string", "accessed": "string", "format": "string", "encoding": "string",
    "sha256": "string",
}  # fmt: skip

_FINDING_FIELDS = {
    "finding_id": "string", "code": "string", "severity": "string", "indicator": "string", "documents": "array",
    "mentions": "array", "spans": "array", "low": "number", "high": "number", "zh": "string", "en": "string",
}  # fmt: skip


TABLES: Mapping[str, Mapping[str, str]] = {
    "observations": {name: _TYPES[dtype] for name, dtype in OBSERVATION_COLUMNS.items()},
    "mentions": {name: _TYPES[dtype] for name, dtype in MENTION_COLUMNS.items()},
    "indicators": _INDICATOR_FIELDS,
    "places": _PLACE_FIELDS,
    "documents": _DOCUMENT_FIELDS,
    "findings": _FINDING_FIELDS,
}
"""The fields of each table in order, with their types; the first is the key."""


def fields_of(table: str, catalogue: Catalogue) -> tuple[Field, ...]:
    """The fields of a table in words, with the codes each may say."""
    return tuple(_field(name, kind, _enum(table, name, catalogue)) for name, kind in TABLES[table].items())


def _field(name: str, kind: str, enum: Iterable[str] = ()) -> Field:
    words, key = (WORDS, f"field.{name}") if f"field.{name}" in WORDS else (EXPORT_WORDS, f"column.{name}")
    return Field(name, kind, say(words, key, "zh"), say(words, key, "en"), tuple(enum))


def _enum(table: str, name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What a field may say; () for any text. `severity`, `kind`, `direction` and `level` occur in one table each."""
    if table in ("indicators", "places", "findings"):
        return tuple(str(code) for code in _CODES.get(name, ()))
    known: dict[str, Iterable[str]] = {
        "scope": Scope, "status": Status, "period_type": PeriodType, "qualifier": Qualifier, "origin": Origin,
        "processing": ("printed", "derived"), "review_state": ("unreviewed", "confirmed", "rejected"),
        "document_kind": ("original", "digest"), "period_basis": ("text", "inherited", "document", "none"),
        "unit_family": dict.fromkeys(f for unit in catalogue.units.values() for f in unit.families),
        "perimeter": dict.fromkeys(code for entry in catalogue.indicators.values() for code in entry.perimeter_codes),
    }  # fmt: skip
    return tuple(str(code) for code in known.get(name, ()))


_CODES: Mapping[str, Iterable[str]] = {
    "kind": ("stock", "flow", "share", "rank", "capacity", "target"),
    "direction": ("higher", "lower", "none"),
    "level": LEVELS,
    "severity": Severity,
}


def observation_rows(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows of the observations frame, as they are."""
    return [_row(row, OBSERVATION_COLUMNS) for row in rows]


def mention_rows(rows: Sequence[Mapping[str, Any]], documents: Iterable[SourceDocument]) -> list[Row]:
    """Rows of the mentions frame; `documents` are at least those they stand in."""
    used = {row["document"] for row in rows}
    texts = {document.name: masked(document.text) for document in documents if document.name in used}
    return [_row({**row, **_covered(row, texts)}, MENTION_COLUMNS) for row in rows]


def _covered(row: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The printed form with what is personal in it covered, should a number of that kind ever have been read."""
    text = texts.get(row["document"], "")
    return {"surface": text[row["start"] : row["end"]] or row["surface"]}


def _row(row: Mapping[str, Any], dtypes: Mapping[str, str]) -> Row:
    quoted = bool(row.get("quote"))
    return {
        name: None if name in _IN_A_QUOTE and not quoted else _value(row[name], name, dtype)
        for name, dtype in dtypes.items()
    }


def _value(value: Any, name: str, dtype: str) -> Value:
    if dtype == TUPLE:
        return [whole(str(part)) for part in value]
    if dtype == TEXT:
        return whole(str(value)) or None
    if dtype == NUMBER:
        return None if math.isnan(value) else float(value)
    return None if name == "year" and not value else value


def indicator_rows(catalogue: Catalogue) -> list[Row]:
    """One row per indicator, in the catalogue's order."""
    return [_indicator_row(entry) for entry in catalogue.indicators.values()]


def _indicator_row(entry: Indicator) -> Row:
    every = list(entry.breakdowns)
    additive = every if entry.additive is True else list(entry.additive or ())
    source = entry.source_of_definition
    same = ("id", "zh", "en", "theme", "unit", "unit_family", "kind", "direction", "core", "parent", "numerator")
    return {
        **{name: getattr(entry, name) for name in (*same, "denominator", "definition_zh", "definition_en", "decimals")},
        "additive": list(additive),
        "sum_of": list(entry.sum_of),
        "breakdowns": {dimension: list(codes) for dimension, codes in entry.breakdowns.items()},
        "perimeter_codes": list(entry.perimeter_codes),
        "breaks": list(entry.breaks),
        "definition_source": " ".join(filter(None, (source.publisher, source.title, source.date))) if source else None,
        "not_comparable_zh": list(entry.not_comparable_when_zh),
        "not_comparable_en": list(entry.not_comparable_when_en),
    }


def place_rows(catalogue: Catalogue) -> list[Row]:
    """One row per place, by code."""
    return [_plain(place, _PLACE_FIELDS) for _, place in sorted(catalogue.places.items())]


def document_rows(documents: Iterable[SourceDocument]) -> list[Row]:
    """One row per document: its letterhead and how it was read, not its text."""
    same = {name: kind for name, kind in _DOCUMENT_FIELDS.items() if name != "document_kind"}
    rows = [{**_plain(document, same), "document_kind": document.kind} for document in documents]
    return [row | {"title": masked(str(row["title"])) if row["title"] else None} for row in rows]


def _plain(entry: object, fields: Mapping[str, str]) -> Row:
    """The fields of an entry as they are; tuples as lists, "" as not stated."""
    values = {name: getattr(entry, name) for name in fields}
    return {name: list(value) if isinstance(value, tuple) else _text(value) for name, value in values.items()}


def _text(value: Any) -> Value:
    return whole(value) or None if isinstance(value, str) else value


def finding_rows(findings: Sequence[Finding]) -> list[Row]:
    """One row per finding, in the order of the documents, each with the name its link has."""
    rows: list[Row] = []
    for name, finding in zip(finding_names(findings), findings, strict=True):
        record: dict[str, Any] = finding_record(finding)
        bounds = record.pop("interval") or {"low": None, "high": None}
        row = {"finding_id": name, **record, "low": bounds["low"], "high": bounds["high"]}
        rows.append({field: _text(row[field]) for field in _FINDING_FIELDS})
    return rows
