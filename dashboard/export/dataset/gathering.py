"""A project → the six tables of the data set. Personal data are masked already, or masked here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.catalogue.places import LEVELS
from dashboard.charts.sources import citation
from dashboard.export.csv_text import whole
from dashboard.export.dataset.tables import Dataset, Field, ForeignKey, Resource, Row, Value, refuse_broken_keys
from dashboard.export.provenance import Proof, newest_issue
from dashboard.model import Finding, Origin, PeriodType, Qualifier, Scope, Severity, SourceDocument, Status
from dashboard.observations.cells import Cells
from dashboard.observations.dtypes import COUNT, FLAG, MENTION_COLUMNS, NUMBER, OBSERVATION_COLUMNS, TEXT, TUPLE
from dashboard.observations.parquet import Lines
from dashboard.observations.privacy import masked
from dashboard.observations.records import finding_names, finding_record
from dashboard.wording import say
from dashboard.wording.dataset import WORDS
from dashboard.wording.export import WORDS as EXPORT_WORDS

__all__ = ["Publishable", "dataset_of", "document_rows", "finding_rows", "indicator_rows", "place_rows"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPES = {TEXT: "string", NUMBER: "number", COUNT: "integer", FLAG: "boolean", TUPLE: "array"}
_IN_A_QUOTE = ("quote_start", "quote_end")  # 0 where there is no quote


class Publishable(Protocol):
    """What a data set needs of a project: the fields of dashboard.project.Project."""

    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    @property
    def cells(self) -> Cells: ...  # noqa: D102
    @property
    def mention_lines(self) -> Lines: ...  # noqa: D102
    @property
    def documents(self) -> tuple[SourceDocument, ...]: ...  # noqa: D102
    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102


def dataset_of(project: Publishable) -> Dataset:
    """The data set of a whole project. ExportError: a key stands twice or points at nothing."""
    catalogue = project.catalogue
    observations = sorted(project.cells.lines.rows(0, len(project.cells.lines)), key=lambda row: row["line"])
    proof = Proof(
        chart="compare",
        selection="",
        data_hash=project.version,
        catalogue_hash=catalogue.content_hash,
        title=catalogue.project.title_zh,
        issued=newest_issue(observations),
        licence=catalogue.project.licence_data,
    )
    dataset = Dataset(
        title_zh=catalogue.project.title_zh,
        title_en=catalogue.project.title_en,
        licence=catalogue.project.licence_data,
        created=_created(observations, project.documents),
        proof=proof,
        resources=(
            _observations(observations, catalogue),
            _mentions(project, catalogue),
            _indicators(catalogue),
            _places(catalogue),
            _documents(project.documents),
            _findings(project.findings),
        ),
        sources=_sources(observations),
    )
    refuse_broken_keys(dataset)
    return dataset


def _created(observations: Iterable[Mapping[str, Any]], documents: Iterable[SourceDocument]) -> str:
    """The newest whole day that a source, a document or a decision bears."""
    days = [str(row[name]) for row in observations for name in ("date_issued", "source_date", "on")]
    days += [day for document in documents for day in (document.date_issued or "", document.accessed or "")]
    return max((day for day in days if _DAY.fullmatch(day)), default="")


def _sources(observations: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Every source once with its address, in the order of the rows."""
    cited = ((whole(citation(row, "zh")), whole(str(row["source_url"]))) for row in observations)
    return tuple(dict.fromkeys(source for source in cited if source[0]))


def _field(name: str, kind: str, enum: Iterable[str] = ()) -> Field:
    words, key = (WORDS, f"field.{name}") if f"field.{name}" in WORDS else (EXPORT_WORDS, f"column.{name}")
    return Field(name, kind, say(words, key, "zh"), say(words, key, "en"), tuple(enum))


def _resource(name: str, fields: Sequence[Field], rows: Sequence[Row], **keys: str) -> Resource:
    """A table whose first field is its key; `keys` name what a field points at: `indicator="indicators.id"`."""
    pointers = tuple(ForeignKey(field, *target.split(".")) for field, target in keys.items())
    zh, en = (say(WORDS, f"table.{name}", lang) for lang in ("zh", "en"))
    return Resource(name, zh, en, tuple(fields), rows, fields[0].name, pointers)


def _observations(rows: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> Resource:
    fields = [_field(name, _TYPES[dtype], _enum(name, catalogue)) for name, dtype in OBSERVATION_COLUMNS.items()]
    return _resource(
        "observations", fields, [_row(row, OBSERVATION_COLUMNS) for row in rows],
        indicator="indicators.id", ref_area="places.code", document="documents.name", mention_id="mentions.mention_id",
    )  # fmt: skip


def _mentions(project: Publishable, catalogue: Catalogue) -> Resource:
    fields = [_field(name, _TYPES[dtype], _enum(name, catalogue)) for name, dtype in MENTION_COLUMNS.items()]
    texts = {document.name: masked(document.text) for document in project.documents}
    lines = project.mention_lines
    rows = [_row(row | _covered(row, texts), MENTION_COLUMNS) for row in lines.rows(0, len(lines))]
    return _resource(
        "mentions", fields, rows,
        indicator="indicators.id", ref_area="places.code", document="documents.name", observation_id="observations.observation_id",
    )  # fmt: skip


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


def _enum(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What a field of the frames may say; () for any text."""
    known: dict[str, Iterable[str]] = {
        "scope": Scope, "status": Status, "period_type": PeriodType, "qualifier": Qualifier, "origin": Origin,
        "processing": ("printed", "derived"), "review_state": ("unreviewed", "confirmed", "rejected"),
        "document_kind": ("original", "digest"), "period_basis": ("text", "inherited", "document", "none"),
        "unit_family": dict.fromkeys(f for unit in catalogue.units.values() for f in unit.families),
        "perimeter": dict.fromkeys(code for entry in catalogue.indicators.values() for code in entry.perimeter_codes),
    }  # fmt: skip
    return tuple(str(code) for code in known.get(name, ()))


_INDICATOR_FIELDS = {
    "id": "string", "zh": "string", "en": "string", "theme": "string", "unit": "string", "unit_family": "string",
    "kind": "string", "direction": "string", "core": "boolean", "additive": "array", "parent": "string", "sum_of": "array",
    "numerator": "string", "denominator": "string", "breakdowns": "object", "perimeter_codes": "array", "breaks": "array",
    "definition_zh": "string", "definition_en": "string", "definition_source": "string",
    "not_comparable_zh": "array", "not_comparable_en": "array", "decimals": "integer",
}  # fmt: skip
_INDICATOR_ENUMS = {
    "kind": ("stock", "flow", "share", "rank", "capacity", "target"),
    "direction": ("higher", "lower", "none"),
}


def _indicators(catalogue: Catalogue) -> Resource:
    fields = [_field(name, kind, _INDICATOR_ENUMS.get(name, ())) for name, kind in _INDICATOR_FIELDS.items()]
    own = dict.fromkeys(("parent", "numerator", "denominator"), "indicators.id")
    return _resource("indicators", fields, indicator_rows(catalogue), **own)


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


_PLACE_FIELDS = {
    "code": "string", "name_zh": "string", "name_en": "string", "level": "string", "parent": "string",
    "valid_from": "string", "valid_to": "string", "aliases": "array", "official": "boolean", "source": "string", "fetched": "string",
}  # fmt: skip


def _places(catalogue: Catalogue) -> Resource:
    fields = [_field(name, kind, LEVELS if name == "level" else ()) for name, kind in _PLACE_FIELDS.items()]
    return _resource("places", fields, place_rows(catalogue), parent="places.code")


def place_rows(catalogue: Catalogue) -> list[Row]:
    """One row per place, by code."""
    return [_plain(place, _PLACE_FIELDS) for _, place in sorted(catalogue.places.items())]


_DOCUMENT_FIELDS = {
    "name": "string", "document_kind": "string", "title": "string", "document_number": "string", "issuing_body": "string",
    "place": "string", "date_issued": "string", "url": "string", "accessed": "string", "format": "string", "encoding": "string",
    "sha256": "string",
}  # fmt: skip


def _documents(documents: Iterable[SourceDocument]) -> Resource:
    fields = [
        _field(name, kind, ("original", "digest") if name == "document_kind" else ())
        for name, kind in _DOCUMENT_FIELDS.items()
    ]
    return _resource("documents", fields, document_rows(documents))


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


_FINDING_FIELDS = {
    "finding_id": "string", "code": "string", "severity": "string", "indicator": "string", "documents": "array",
    "mentions": "array", "spans": "array", "low": "number", "high": "number", "zh": "string", "en": "string",
}  # fmt: skip


def _findings(findings: Sequence[Finding]) -> Resource:
    fields = [_field(name, kind, Severity if name == "severity" else ()) for name, kind in _FINDING_FIELDS.items()]
    return _resource("findings", fields, finding_rows(findings), indicator="indicators.id")


def finding_rows(findings: Sequence[Finding]) -> list[Row]:
    """One row per finding, in the order of the documents, each with the name its link has."""
    rows: list[Row] = []
    for name, finding in zip(finding_names(findings), findings, strict=True):
        record: dict[str, Any] = finding_record(finding)
        bounds = record.pop("interval") or {"low": None, "high": None}
        row = {"finding_id": name, **record, "low": bounds["low"], "high": bounds["high"]}
        rows.append({field: _text(row[field]) for field in _FINDING_FIELDS})
    return rows
