"""The JSON Schema an editor checks indicators.yaml with: the shape of the file, its words explained, the names of the moment.

Draft-07, which every editor's YAML support knows; both languages stand in each description, for an editor shows one
only. What no schema can say (circles, aliases claimed twice, units that do not fit) is left to `check`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from typing import Any

from dashboard.catalogue.entries import Catalogue, Indicator, Place
from dashboard.catalogue.examples import EXAMPLES
from dashboard.catalogue.files import Files
from dashboard.catalogue.schema import json_schema
from dashboard.model import Scope
from dashboard.wording.fields import WORDS
from dashboard.wording.web import WORDS as CHECKS

__all__ = ["editor_schema"]

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
DEFINITIONS = "definitions"
NAMES_OF_MODELS = {
    "FileModel": "file", "ProjectModel": "project", "Licence": "licence", "IndicatorModel": "indicator", "UnitModel": "unit",
    "DocumentModel": "document", "ObservationModel": "observation", "ColumnModel": "column", "TableModel": "table",
    "PopulationModel": "population", "Values": "values", "Changes": "changes", "CorrectionModel": "correction", "_Bilingual": "bilingual",
    "_Source": "source", "_Perimeter": "perimeter",
}  # fmt: skip
REFERENCES = {  # entry.key → the names it may have; of what stands there, only texts of this form are narrowed
    **dict.fromkeys(
        ("indicator.parent", "indicator.sum_of", "indicator.numerator", "indicator.denominator", "perimeter.beside",
         "observation.indicator", "column.indicator", "values.indicator", "correction.assign"), "indicators",
    ),
    **dict.fromkeys(("indicator.unit", "observation.unit", "values.unit"), "units"),
    **dict.fromkeys(("observation.scope", "table.scope", "values.scope"), "scopes"),
    "indicator.unit_family": "families",
    **dict.fromkeys(("indicator.additive", "indicator.settled_by"), "dimensions"),
    **dict.fromkeys(("observation.breakdown", "column.breakdown", "values.breakdown"), "breakdown"),
    **dict.fromkeys(("observation.perimeter", "column.perimeter", "values.perimeter"), "perimeters"),
    **dict.fromkeys(("observation.place", "document.place", "table.place", "values.place"), "places"),
    "correction.document": "documents", "document.file": "files", "table.file": "csv", "population.file": "csv",
    "indicator.checks": "checks",
}  # fmt: skip
OPEN = frozenset({"places", "files", "csv"})  # offered, but others are right too
PLACE_LEVELS = frozenset({"nation", "province", "city"})  # offered by name; a county is found by typing it
ALIKE = (
    ("changes.", "values."),
    ("values.", "observation."),
)  # what is set is said as what is expected, that as what is entered
TOTAL = "_T"
CHECK = re.compile(r"check\.C[0-9]{2}")


def editor_schema(catalogue: Catalogue, files: Files, comment: str) -> Schema:
    """The schema for one catalogue; `files` are those that lie beside it, `comment` says what it was made for."""
    shape = json_schema()
    models: dict[str, Schema] = {**shape.pop("$defs"), "FileModel": shape}
    closed = {model: _model(name, models[model]) for model, name in NAMES_OF_MODELS.items()}
    closed["CorrectionModel"]["anyOf"] = [{"required": [key]} for key in ("set", "reject", "choose", "assign")]
    root = closed.pop("FileModel")
    head = {"$schema": DRAFT, "$comment": comment, "title": " · ".join(WORDS["title"])}
    return {**head, **root, DEFINITIONS: {**closed, **_names(catalogue, files)}}


def _model(name: str, model: Schema) -> Schema:
    """One mapping of the file: its keys explained, and no others allowed."""
    fields = {key: _field(f"{name}.{key}", field) for key, field in model["properties"].items()}
    required = {"required": model["required"]} if "required" in model else {}
    return {"type": "object", "properties": fields, "additionalProperties": False, **required}


def _field(place: str, pydantic: Schema) -> Schema:
    """What may stand behind a key, with its description and examples."""
    field = _plain(pydantic)
    names = REFERENCES.get(place.replace("changes.", "values."))
    if names == "breakdown":
        field = _reference(names)
    elif names is not None:
        field = _narrowed(field, names)
    field = _with_meanings(field, place.rpartition(".")[2])
    if "$ref" in field:
        field = {"allOf": [field]}  # beside a reference draft-07 sees nothing else
    return {**_explained(place), **field}


def _plain(schema: Any) -> Any:
    """A part of pydantic's schema in draft-07, without titles, and with what the file's reader takes for a text."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _reference(schema["$ref"].rpartition("/")[2])
    left_out = {"title", "description", "propertyNames", "default"}
    parts = {
        key: {name: _plain(below) for name, below in part.items()} if key == "patternProperties" else _plain(part)
        for key, part in schema.items()
        if key not in left_out
    }
    words = schema.get("propertyNames", {}).get("enum", ())
    if words:
        parts["properties"] = dict.fromkeys(words, parts["additionalProperties"])
    if words or "patternProperties" in parts:
        parts["additionalProperties"] = False
    if parts.get("type") == "string" and "pattern" not in parts and "enum" not in parts:
        parts["type"] = ["string", "number"]  # 743 is a text as printed
    return parts


def _reference(name: str) -> Schema:
    return {"$ref": f"#/{DEFINITIONS}/{name}"}


def _narrowed(field: Schema, names: str) -> Schema:
    """The field with each text in it narrowed to names of the moment."""
    if field.get("type") == "string" or field.get("type") == ["string", "number"]:
        return _reference(names)
    narrowed = dict(field)
    for key in ("anyOf", "oneOf"):
        if key in field:
            narrowed[key] = [_narrowed(arm, names) for arm in field[key]]
    if "items" in field:
        narrowed["items"] = _narrowed(field["items"], names)
    return narrowed


def _with_meanings(field: Schema, key: str) -> Schema:
    """Allowed words with what each means, as far as that is said."""
    if "anyOf" in field:
        return {**field, "anyOf": [_with_meanings(arm, key) for arm in field["anyOf"]]}
    if "enum" not in field:
        return field
    meanings = [" · ".join(WORDS.get(f"{key}.{word}", (word,))) for word in field["enum"]]
    return {**field, "enumDescriptions": meanings}


def _explained(place: str) -> Schema:
    """Description and examples of a key."""
    for one, other in ALIKE:
        place = place if place in WORDS else place.replace(one, other)
    if place not in WORDS:
        return {}
    examples = EXAMPLES.get(place)
    lines = list(WORDS[place])
    if examples is None:
        return {"description": "\n\n".join(lines)}
    for key, mark in (("good", "✓"), ("bad", "✗")):
        written = "   ".join(f"`{example}`" for example in getattr(examples, key))
        lines.append(f"{mark} {' · '.join(WORDS[key])}: {written}")
    return {"description": "\n\n".join(lines), "examples": list(examples.good)}


def _names(catalogue: Catalogue, files: Files) -> dict[str, Schema]:
    """The names of the moment, each kind a definition of its own."""
    indicators = catalogue.indicators.values()
    offered: dict[str, Mapping[str, str]] = {
        "indicators": {one.id: f"{one.zh} · {one.en} ({one.unit})" for one in indicators},
        "units": {unit.id: " · ".join((*unit.words, unit.en)) for unit in catalogue.units.values()},
        "families": {family: "、".join(units) for family, units in _families(catalogue).items()},
        "dimensions": {dimension: "、".join(codes) for dimension, codes in _dimensions(indicators).items()},
        "perimeters": dict(_perimeters(indicators)),
        "scopes": {level: "、".join(catalogue.scopes.get(level, ())) for level in Scope},
        "places": {one.name_zh: f"{one.name_en} {one.code}" for one in _offered_places(catalogue)},
        "documents": {one.file: one.title or "" for one in catalogue.documents},
        "files": dict.fromkeys(files.document_names(), ""),
        "csv": dict.fromkeys(files.table_names(), ""),
        "checks": {
            key.removeprefix("check."): " · ".join(said) for key, said in CHECKS.items() if CHECK.fullmatch(key)
        },
    }
    return {**{kind: _offer(kind, names) for kind, names in offered.items()}, "breakdown": _breakdown(indicators)}


def _offer(kind: str, names: Mapping[str, str]) -> Schema:
    """Names with what they mean: the only right ones, or where others are right too a help in typing."""
    offer = {"enum": list(names), "enumDescriptions": list(names.values())}
    if not names:
        return {"type": "string"}
    return {"anyOf": [offer, {"type": "string"}]} if kind in OPEN else {"type": "string", **offer}


def _families(catalogue: Catalogue) -> dict[str, list[str]]:
    """The unit families, each with its units."""
    families: dict[str, list[str]] = {}
    for unit in catalogue.units.values():
        for family in unit.families:
            families.setdefault(family, []).append(unit.id)
    return families


def _dimensions(indicators: Collection[Indicator]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The dimensions of all indicators: code → the words that say it."""
    dimensions: dict[str, dict[str, tuple[str, ...]]] = {}
    for indicator in indicators:
        for dimension, codes in indicator.breakdowns.items():
            dimensions.setdefault(dimension, {}).update(codes)
    return dimensions


def _breakdown(indicators: Collection[Indicator]) -> Schema:
    """A mapping from dimensions to codes. A dimension that an indicator leaves open takes any code."""
    open_ones = {name for indicator in indicators for name, codes in indicator.breakdowns.items() if not codes}
    fields = {}
    for dimension, codes in _dimensions(indicators).items():
        meanings = [*("、".join(words) for words in codes.values()), "合计 · total"]
        offer: Schema = {"type": "string", "enum": [*codes, TOTAL], "enumDescriptions": meanings}
        fields[dimension] = {"anyOf": [offer, {"type": "string"}]} if dimension in open_ones else offer
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _perimeters(indicators: Collection[Indicator]) -> Iterator[tuple[str, str]]:
    """The perimeter codes of all indicators, each with the words that say it."""
    for indicator in indicators:
        for code, perimeter in indicator.perimeter_codes.items():
            yield code, "、".join(perimeter.words)


def _offered_places(catalogue: Catalogue) -> Iterator[Place]:
    """The nation, provinces and cities that are valid today, and every place the file names."""
    entries = (catalogue.observations, catalogue.documents, catalogue.tables)
    named = {name for section in entries for name in map(attrgetter("place"), section)}
    for place in catalogue.places.values():
        if place.name_zh in named or (place.level in PLACE_LEVELS and not place.valid_to):
            yield place
