"""What a valid indicators.yaml says, as pydantic models of its shape, and the JSON Schema made from them.

The models see plain data from `nodes.plain_data`. Whether names exist (ids, places, units) is not a question of shape:
`references.py` asks it. Where the file may say something in a short and a long way (a text or {zh, en}, a list of codes
or codes with words), the short way is turned into the long one before it is looked at.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from dashboard.catalogue.entries import KINDS, THEMES
from dashboard.catalogue.nodes import Quoted
from dashboard.catalogue.scalars import (
    Address,
    CheckCode,
    Code,
    Date,
    FileName,
    Flag,
    Id,
    Number,
    Period,
    Printed,
    Scale,
    Text,
    UnitId,
    Whole,
    one_of,
)
from dashboard.model import PeriodType, Qualifier, Scope, Status

__all__ = [
    "Bilingual",
    "ColumnModel",
    "CorrectionModel",
    "DocumentModel",
    "FileModel",
    "IndicatorModel",
    "ObservationModel",
    "PopulationModel",
    "SourceModel",
    "TableModel",
    "Values",
    "allowed_keys",
    "json_schema",
]

Theme = Annotated[str, one_of(*THEMES)]
Kind = Annotated[str, one_of(*KINDS)]
Direction = Annotated[str, one_of("higher", "lower", "none")]
DocumentKind = Annotated[str, one_of("original", "digest")]
ScopeName = Annotated[str, one_of(*Scope)]
StatusName = Annotated[str, one_of(*Status)]
PeriodTypeName = Annotated[str, one_of(*PeriodType)]
QualifierName = Annotated[str, one_of(*Qualifier)]


class _Entry(BaseModel):
    """A mapping of the file: unknown keys are refused; a known key that says nothing counts as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if not cls._says_nothing(key, value)}

    @classmethod
    def _says_nothing(cls, key: str, value: object) -> bool:
        """Whether a known key has no value; an empty text in quotes is none only where none is needed."""
        field = cls.model_fields.get(key)
        return field is not None and (value is None or (value == "" and not field.is_required()))


def _both_languages(value: object) -> object:
    """A text stands for itself in both languages."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


def _titled(value: object) -> object:
    """A text is a source's title."""
    return {"title": value} if isinstance(value, str) else value


def _coded(value: object) -> object:
    """A list of codes is a mapping from the codes to nothing more."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return {} if value is None else value


def _dimensions(value: object) -> object:
    """Dimensions, each with its codes as a mapping."""
    coded = _coded(value)
    return {dim: _coded(codes) for dim, codes in coded.items()} if isinstance(coded, dict) else coded


def _listed(value: object) -> object:
    """Nothing is an empty list."""
    return [] if value is None else value


def _said(value: object) -> object:
    """Nothing is an empty mapping."""
    return {} if value is None else value


def _additive(value: object) -> bool | tuple[str, ...]:
    """`true`, `false`, or a list of dimensions."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    if isinstance(value, str) and not isinstance(value, Quoted) and value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bad_additive", "{value}", {"value": str(value), "guess": ""})


class _Bilingual(_Entry):
    zh: Text
    en: Text


class Licence(_Entry):
    """`project.licence`."""

    code: Text = "MIT"
    data: Text = "CC BY 4.0"


class _Source(_Entry):
    title: Text
    publisher: Text = ""
    date: Date = ""
    url: Address = ""


class _Perimeter(_Entry):
    words: tuple[Text, ...] = ()
    beside: tuple[Id, ...] = ()


Bilingual = Annotated[_Bilingual, BeforeValidator(_both_languages, json_schema_input_type=str | _Bilingual)]
SourceModel = Annotated[_Source, BeforeValidator(_titled, json_schema_input_type=str | _Source)]
_Words = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
_Perimeters = Annotated[
    dict[Id, Annotated[_Perimeter, BeforeValidator(_said)]],
    BeforeValidator(_coded, json_schema_input_type=list[Id] | dict[Id, _Perimeter | None]),
]
_Breakdowns = Annotated[
    dict[Id, dict[Id, _Words]],
    BeforeValidator(_dimensions, json_schema_input_type=list[Id] | dict[Id, list[Id] | dict[Id, list[Text] | None]]),
]
_Additive = Annotated[
    bool | tuple[str, ...],
    PlainValidator(_additive),
    WithJsonSchema({"oneOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}),
]


class ProjectModel(_Entry):
    """`project:`."""

    title: Bilingual
    licence: Licence = Licence()


class IndicatorModel(_Entry):
    """One entry of `indicators:`."""

    id: Id
    zh: Text
    en: Text
    theme: Theme
    core: Flag = False
    unit: UnitId
    unit_family: Id
    kind: Kind
    direction: Direction = "none"
    additive: _Additive = False
    aliases: tuple[Text, ...] = ()
    lookalikes: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    settled_by: Id | None = None
    outside: tuple[Text, ...] = ()
    breakdowns: _Breakdowns = {}
    parent: Id | None = None
    sum_of: tuple[Id, ...] = ()
    numerator: Id | None = None
    denominator: Id | None = None
    perimeter_codes: _Perimeters = {}
    definition: Bilingual | None = None
    source_of_definition: SourceModel | None = None
    not_comparable_when: tuple[Bilingual, ...] = ()
    checks: tuple[CheckCode, ...] = ()
    breaks: tuple[Period, ...] = ()
    per_population: Flag | None = None
    decimals: Whole = 0


class UnitModel(_Entry):
    """One entry of `units:`."""

    words: tuple[Text, ...] = ()
    families: tuple[Id, ...] = ()
    en: Text = ""


class DocumentModel(_Entry):
    """One entry of `documents:`."""

    file: FileName
    kind: DocumentKind = "original"
    title: Text | None = None
    document_number: Text | None = None
    issuing_body: Text | None = None
    place: Text | None = None
    date_issued: Date | None = None
    url: Address | None = None
    accessed: Date | None = None


class ObservationModel(_Entry):
    """One entry of `observations:`, a figure a person entered."""

    indicator: Id
    breakdown: dict[Id, Code] = {}
    place: Text
    scope: ScopeName | None = None
    entity: Text | None = None
    event: Text | None = None
    time_period: Period
    period_type: PeriodTypeName | None = None
    value: Text
    unit: UnitId | None = None
    status: StatusName = "actual"
    perimeter: Id | None = None
    source: SourceModel
    by: Text = ""
    on: Date = ""
    note: Text = ""
    note_en: Text = ""


class ColumnModel(_Entry):
    """One column of a table, under its header."""

    indicator: Id
    breakdown: dict[Id, Code] = {}
    perimeter: Id | None = None
    scale: Scale = 1
    decimals: Whole = 0


class TableModel(_Entry):
    """One entry of `tables:`."""

    file: FileName
    source: SourceModel
    place: Text
    scope: ScopeName
    period_column: Text
    columns: dict[Text, ColumnModel]
    by: Text = ""
    on: Date = ""
    note: Text = ""
    note_en: Text = ""


class PopulationModel(_Entry):
    """`population:`, the CSV of residents that counts may be divided by.

    `scales`: unit as printed → what it multiplies; `stale_after`: so many years apart a figure and a population may lie.
    """

    file: FileName
    scales: dict[Text, Scale]
    stale_after: Whole = 5
    by: Text = ""
    on: Date = ""
    note: Text = ""
    note_en: Text = ""


class Values(BaseModel):
    """What a correction expects or sets; here nothing (`null`) is a value like others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Id | None = None
    breakdown: dict[Id, Code] | None = None
    value: Number | None = None
    value_high: Number | None = None
    low: Number | None = None
    high: Number | None = None
    low_closed: Flag | None = None
    high_closed: Flag | None = None
    unit: UnitId | None = None
    qualifier: QualifierName | None = None
    place: Text | None = None
    area_name: Text | None = None
    ref_area: Text | None = None
    scope: ScopeName | None = None
    entity: Text | None = None
    event: Text | None = None
    perimeter: Id | None = None
    time_period: Period | None = None
    period_type: PeriodTypeName | None = None
    status: StatusName | None = None
    rank_of: Number | None = None
    subject: Text | None = None
    surface: Text | None = None


class Changes(Values):
    """What a correction sets: a value as the document should have printed it (5.2万人次), or a bare number."""

    value: Printed | None = None  # type: ignore[assignment]  # wider than what is expected: a text too


class CorrectionModel(_Entry):
    """One entry of `corrections:`; exactly one of `set`, `reject`, `choose`, `assign` says what to do."""

    document: FileName
    quote: Text
    expect: Values
    set: Changes | None = None
    reject: Flag = False
    choose: Flag = False
    assign: Id | None = None
    reason: Text
    reason_en: Text = ""
    by: Text
    on: Date


class FileModel(_Entry):
    """The whole file, its keys in order."""

    project: ProjectModel
    indicators: tuple[IndicatorModel, ...]
    units: dict[UnitId, Annotated[UnitModel, BeforeValidator(_said)]]
    scopes: dict[ScopeName, _Words] = {}
    documents: tuple[DocumentModel, ...] = ()
    observations: tuple[ObservationModel, ...] = ()
    tables: tuple[TableModel, ...] = ()
    population: PopulationModel | None = None
    corrections: tuple[CorrectionModel, ...] = ()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of indicators.yaml, for editors that check while one types."""
    return FileModel.model_json_schema(mode="validation")


def allowed_keys(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys of the mapping at a place in the file, in order; empty where the keys are names of the reader's own."""
    model = _inner(FileModel)
    for step in loc:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(str(step))
            model = _inner(field.annotation) if field else None
        else:
            model = _inner(get_args(model)[-1 if isinstance(step, str) else 0]) if get_args(model) else None
    return tuple(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else ()


def _inner(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    if hasattr(annotation, "__metadata__"):
        return _inner(get_args(annotation)[0])
    arms = [arm for arm in get_args(annotation) if arm is not type(None)]
    if type(None) in get_args(annotation) and len(arms) == 1:
        return _inner(arms[0])
    return annotation
