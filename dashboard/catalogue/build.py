"""Models of a valid file → the frozen entries that the rest of the program knows."""

from __future__ import annotations

from dashboard.catalogue.entries import (
    Catalogue,
    Correction,
    CuratedObservation,
    DocumentEntry,
    Indicator,
    Perimeter,
    ProjectInfo,
    Residents,
    Source,
    Table,
    TableColumn,
    Unit,
)
from dashboard.catalogue.nodes import Listing, Mapping
from dashboard.catalogue.places import Places
from dashboard.catalogue.schema import (
    ColumnModel,
    CorrectionModel,
    DocumentModel,
    FileModel,
    IndicatorModel,
    ObservationModel,
    SourceModel,
    TableModel,
    Values,
)
from dashboard.model import breakdown_key

__all__ = ["build_catalogue"]

At = tuple[int, int]
COUNTS = ("stock", "flow")  # kinds of indicator that count something a place's residents can be set against


def build_catalogue(
    file: FileModel, root: Mapping, places: Places, residents: Residents, content_hash: str
) -> Catalogue:
    """The catalogue of a file without errors; `root` gives the entries their lines."""
    project = file.project
    return Catalogue(
        project=ProjectInfo(project.title.zh, project.title.en, project.licence.code, project.licence.data),
        indicators={
            model.id: _indicator(model, at)
            for model, at in zip(file.indicators, _lines(root, "indicators"), strict=True)
        },
        units=_units(file, root),
        scopes=dict(file.scopes),
        documents=tuple(
            _document(model, at) for model, at in zip(file.documents, _lines(root, "documents"), strict=True)
        ),
        observations=tuple(
            _observation(model, at) for model, at in zip(file.observations, _lines(root, "observations"), strict=True)
        ),
        tables=tuple(_table(model, at) for model, at in zip(file.tables, _lines(root, "tables"), strict=True)),
        corrections=tuple(
            _correction(model, at) for model, at in zip(file.corrections, _lines(root, "corrections"), strict=True)
        ),
        places=places,
        content_hash=content_hash,
        residents=residents,
    )


def _lines(root: Mapping, section: str) -> list[At]:
    """(line, column) of every entry of a list."""
    listing = root.get(section)
    return [(item.line, item.column) for item in listing.items] if isinstance(listing, Listing) else []


def _units(file: FileModel, root: Mapping) -> dict[str, Unit]:
    section = root.get("units")
    keys = {name: key for name, (key, _) in section.pairs.items()} if isinstance(section, Mapping) else {}
    return {
        name: Unit(name, model.words, model.families, model.en, (keys[name].line, keys[name].column))
        for name, model in file.units.items()
    }


def _source(model: SourceModel) -> Source:
    return Source(model.title, model.publisher, model.date, model.url)


def _indicator(model: IndicatorModel, at: At) -> Indicator:
    definition, source = model.definition, model.source_of_definition
    return Indicator(
        id=model.id,
        zh=model.zh,
        en=model.en,
        theme=model.theme,
        unit=model.unit,
        unit_family=model.unit_family,
        kind=model.kind,
        direction=model.direction,
        additive=model.additive,
        core=model.core,
        aliases=model.aliases,
        lookalikes=model.lookalikes,
        context=model.context,
        settled_by=model.settled_by,
        outside=model.outside,
        breakdowns=model.breakdowns,
        parent=model.parent,
        sum_of=model.sum_of,
        numerator=model.numerator,
        denominator=model.denominator,
        perimeter_codes={code: Perimeter(said.words, said.beside) for code, said in model.perimeter_codes.items()},
        definition_zh=definition.zh if definition else "",
        definition_en=definition.en if definition else "",
        source_of_definition=_source(source) if source else None,
        not_comparable_when_zh=tuple(reason.zh for reason in model.not_comparable_when),
        not_comparable_when_en=tuple(reason.en for reason in model.not_comparable_when),
        checks=model.checks,
        breaks=model.breaks,
        per_population=model.kind in COUNTS if model.per_population is None else model.per_population,
        decimals=model.decimals,
        at=at,
    )


def _document(model: DocumentModel, at: At) -> DocumentEntry:
    return DocumentEntry(**dict(model), at=at)


def _observation(model: ObservationModel, at: At) -> CuratedObservation:
    return CuratedObservation(**dict(model) | {"source": _source(model.source)}, at=at)


def _table(model: TableModel, at: At) -> Table:
    columns = tuple(_column(header, column) for header, column in model.columns.items())
    return Table(**dict(model) | {"source": _source(model.source), "columns": columns}, at=at)


def _column(header: str, model: ColumnModel) -> TableColumn:
    return TableColumn(header=header, **dict(model))


def _correction(model: CorrectionModel, at: At) -> Correction:
    said = {"expect": _values(model.expect), "set": _values(model.set) if model.set is not None else None}
    return Correction(**dict(model) | said, at=at)


def _values(model: Values) -> dict[str, str | int | float | bool | None]:
    """What is said, and only that; a breakdown as its key."""
    said = {name: getattr(model, name) for name in Values.model_fields if name in model.model_fields_set}
    return {name: breakdown_key(value) if isinstance(value, dict) else value for name, value in said.items()}
