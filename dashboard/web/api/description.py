"""The OpenAPI 3.1 description, made of the same tables that read the queries and write the rows."""

from __future__ import annotations

from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.export.dataset.tables import Field
from dashboard.export.query import MOST_VALUES
from dashboard.web.api.asking import EDITION, KEYS, SELECTION_KEYS, Key
from dashboard.web.api.resources import RESOURCES, Resource
from dashboard.web.lookup import Lookup
from dashboard.wording import LANGUAGES, say
from dashboard.wording.api import WORDS as API_WORDS
from dashboard.wording.export import WORDS as EXPORT_WORDS

__all__ = ["description"]

Described = dict[str, Any]
_REFUSALS = (400, 404, 405)
_TYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "array": "array",
    "object": "object",
}


def _both(key: str) -> str:
    return " / ".join(say(API_WORDS, key, lang) for lang in LANGUAGES)


def description(lookup: Lookup) -> Described:
    """The whole description. It changes only with the data, like everything under `/api/`."""
    project, catalogue = lookup.catalogue.project, lookup.catalogue
    paths = {f"/api/{name}": {"get": _operation(resource)} for name, resource in RESOURCES.items()}
    selection = [_parameter(KEYS[name]) for name in (*SELECTION_KEYS, EDITION)]
    for name in ("index", "openapi"):
        path = "/api/" if name == "index" else "/api/openapi.json"
        paths[path] = {"get": _plain_operation(name, selection)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{project.title_zh} / {project.title_en}",
            "version": lookup.project.version,
            "description": _both("about"),
            "license": {"name": project.licence_data},
        },
        "servers": [{"url": lookup.prefix.rstrip("/") or "/"}],
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **{_row_name(resource): _row(resource, catalogue) for resource in RESOURCES.values()},
            },
            "responses": {f"Problem{status}": _refusal(status) for status in _REFUSALS},
        },
    }


def _operation(resource: Resource) -> Described:
    parameters = [_parameter(KEYS[name]) for name in (*SELECTION_KEYS, EDITION, *resource.keys)]
    content = {"application/json": {"schema": _answer(resource)}, "text/csv": {"schema": {"type": "string"}}}
    return {
        "operationId": resource.name,
        "summary": _both(f"resource.{resource.name}"),
        "parameters": parameters,
        "responses": _responses(content),
    }


def _plain_operation(name: str, parameters: list[Described]) -> Described:
    return {
        "operationId": name,
        "summary": _both(f"resource.{name}"),
        "parameters": parameters,
        "responses": _responses({"application/json": {"schema": {"type": "object"}}}),
    }


def _responses(content: Described) -> Described:
    tag = {"ETag": {"schema": {"type": "string"}, "required": True}}
    return {
        "200": {"description": _both("answer.200"), "headers": tag, "content": content},
        "304": {"description": _both("answer.304")},
        **{str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in _REFUSALS},
    }


def _refusal(status: int) -> Described:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": _both(f"answer.{status}"), "content": content}


def _parameter(key: Key) -> Described:
    how = {"style": "form", "explode": False} if key.kind == "list" else {}
    return {
        "name": key.name,
        "in": "query",
        "required": False,
        "description": _both(key.words),
        **how,
        "schema": _key_schema(key),
    }


def _key_schema(key: Key) -> Described:
    if key.kind == "list":
        item = {"type": "string", "minLength": 1, "maxLength": 200} | ({"pattern": key.pattern} if key.pattern else {})
        return {"type": "array", "minItems": 1, "maxItems": MOST_VALUES, "items": item}
    if key.kind == "number":
        return {"type": "integer", "minimum": key.least, "maximum": key.most, "default": int(key.default)}
    said: Described = {"type": "string"}
    said |= {"enum": list(key.choices)} if key.choices else {}
    said |= {"pattern": key.pattern} if key.pattern else {}
    return said | ({"default": key.default} if key.default else {})


def _row_name(resource: Resource) -> str:
    return f"{resource.name.capitalize()}Row"


def _answer(resource: Resource) -> Described:
    texts = ("resource", "link", "data_hash", "catalogue_hash", "licence")
    numbers = ("total", "limit", "offset")
    properties = {name: {"type": "string"} for name in texts} | {name: {"type": "integer"} for name in numbers}
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_row_name(resource)}"}}
    every: Described = {**properties, "next": {"type": ["string", "null"]}, "rows": rows}
    for name, key in (("link", "field.link"), ("total", "field.total"), ("next", "field.next")):
        every[name]["description"] = _both(key)
    every["data_hash"]["description"] = " / ".join(EXPORT_WORDS["column.data_hash"])
    return {"type": "object", "required": list(every), "properties": every, "additionalProperties": False}


def _row(resource: Resource, catalogue: Catalogue) -> Described:
    properties = {field.name: _field(field) for field in resource.fields(catalogue)}
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _field(field: Field) -> Described:
    said: Described = {"type": [_TYPES[field.type], "null"], "description": f"{field.zh} / {field.en}"}
    return said | ({"enum": [*field.enum, None]} if field.enum else {})


_PROBLEM: Described = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
        "nearest": {"type": "string"},
    },
    "additionalProperties": False,
}
