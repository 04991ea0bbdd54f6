"""What describes the tables to programs: datapackage.json (v2), CSVW metadata beside each CSV, a schema.org Dataset.

Sources: datapackage.org/profiles/2.0, www.w3.org/TR/tabular-metadata, schema.org/Dataset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from dashboard.errors import ExportError
from dashboard.export.dataset.sdmx import CLAIMS, OBSERVATIONS
from dashboard.export.dataset.tables import Dataset, Field, ForeignKey, Resource
from dashboard.export.provenance import proof_record, read_proof
from dashboard.observations.timespan import days_of
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["csvw_group", "csvw_table", "datapackage", "dataset_described", "schema_org"]

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SDMX_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0"
_CC = re.compile(r"CC (BY(?:-[A-Z]{2})*) (\d\.\d)")
Described = dict[str, Any]


def _both(key: str) -> str:
    zh, en = (say(WORDS, key, lang) for lang in LANGUAGES)
    return f"{zh} / {en}"


def _licence(licence: str) -> Described:
    """Name, title and, for Creative Commons, the address of the text."""
    known = _CC.fullmatch(licence)
    path = f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else None
    return {"name": licence.replace(" ", "-"), "title": licence, **({"path": path} if path else {})}


# --- Data Package --------------------------------------------------------------------------------------------------


def datapackage(dataset: Dataset, contents: Mapping[str, bytes]) -> Described:
    """The descriptor; `contents` are the files it lists, by name."""
    titles = {"title": f"{dataset.title_zh} / {dataset.title_en}", "description": _both("description")}
    created = {"created": f"{dataset.created}T00:00:00Z"} if dataset.created else {}
    return {
        "$schema": _PROFILE,
        "name": "vocational-training-indicators",
        **titles,
        "version": f"1.0.0+{dataset.proof.data_hash}",
        **created,
        "licenses": [_licence(dataset.licence)],
        "contributors": [{"title": f"{dataset.title_zh} / {dataset.title_en}", "roles": ["publisher"]}],
        "sources": [_source(*source) for source in dataset.sources],
        "resources": [
            *(_resource(resource, contents[resource.path], dataset) for resource in dataset.resources),
            *(
                _file(name, key, contents[name])
                for name, key in ((OBSERVATIONS, "table.sdmx"), (CLAIMS, "table.claims"))
            ),
        ],
        "proof": proof_record(dataset.proof),
        "titles": {"zh": dataset.title_zh, "en": dataset.title_en},
    }


def _source(title: str, path: str) -> Described:
    return {"title": title, **({"path": path} if path.startswith(("http://", "https://")) else {})}


def _weighed(content: bytes) -> Described:
    return {"encoding": "utf-8", "hash": f"sha256:{sha256(content).hexdigest()}", "bytes": len(content)}


def _resource(resource: Resource, content: bytes, dataset: Dataset) -> Described:
    return {
        "name": resource.name,
        "type": "table",
        "path": resource.path,
        "title": f"{resource.zh} / {resource.en}",
        "description": _both("neutral"),
        "format": "csv",
        "mediatype": "text/csv",
        **_weighed(content),
        "schema": {
            "fields": [_field(each, resource.key) for each in resource.fields],
            "primaryKey": [resource.key],
            **({"foreignKeys": keys} if (keys := [_pointer(resource, key) for key in resource.foreign_keys]) else {}),
            "missingValues": [{"value": "", "label": _both("missing")}],
        },
        "licenses": [_licence(dataset.licence)],
        "sources": [_source(*source) for source in dataset.sources],
    }


def _field(each: Field, key: str) -> Described:
    said = {"name": each.name, "type": each.type, "title": each.zh, "description": each.en}
    limits: Described = {"required": True} if each.name == key else {}
    limits |= {"enum": list(each.enum)} if each.enum else {}
    return said | ({"constraints": limits} if limits else {})


def _pointer(resource: Resource, key: ForeignKey) -> Described:
    other = "" if key.resource == resource.name else key.resource
    return {"fields": [key.field], "reference": {"resource": other, "fields": [key.reference]}}


def _file(name: str, key: str, content: bytes) -> Described:
    stem = name.removesuffix(".csv").replace(".", "-")
    return {
        "name": stem,
        "path": name,
        "title": _both(key),
        "format": "csv",
        "mediatype": _SDMX_TYPE,
        **_weighed(content),
    }


def dataset_described(descriptor: Described) -> Dataset:
    """The data set a descriptor of ours describes, its tables still empty. ExportError: it is none of ours."""
    try:
        titles = descriptor["titles"]
        return Dataset(
            title_zh=titles["zh"],
            title_en=titles["en"],
            licence=descriptor["licenses"][0]["title"],
            created=descriptor.get("created", "")[:10],
            proof=read_proof(descriptor["proof"]),
            resources=tuple(_described(each) for each in descriptor["resources"] if each.get("type") == "table"),
            sources=tuple((source["title"], source.get("path", "")) for source in descriptor["sources"]),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ExportError(*(say(WORDS, "error.no_package", lang) for lang in LANGUAGES)) from error


def _described(resource: Described) -> Resource:
    schema = resource["schema"]
    zh, _, en = resource["title"].partition(" / ")
    fields = tuple(
        Field(
            each["name"],
            each["type"],
            each["title"],
            each["description"],
            tuple(each.get("constraints", {}).get("enum", ())),
        )
        for each in schema["fields"]
    )
    pointers = tuple(
        ForeignKey(key["fields"][0], key["reference"]["resource"] or resource["name"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    )
    return replace(Resource(resource["name"], zh, en, fields, (), schema["primaryKey"][0]), foreign_keys=pointers)


# --- CSVW ----------------------------------------------------------------------------------------------------------

_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
_DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "array": "json",
    "object": "json",
}


def csvw_table(dataset: Dataset, resource: Resource) -> Described:
    """The metadata that stand beside one CSV, as `<name>.csv-metadata.json`."""
    return {"@context": _CONTEXT, **_table(dataset, resource)}


def csvw_group(dataset: Dataset) -> Described:
    """All tables together, with what points from one to another: `csv-metadata.json`.

    Only a column that is filled in every row is declared to point: validators differ on whether an empty cell may.
    """
    tables = [_table(dataset, resource) for resource in dataset.resources]
    for table, resource in zip(tables, dataset.resources, strict=True):
        pointers = [_reference(key) for key in resource.foreign_keys if all(row[key.field] for row in resource.rows)]
        table["tableSchema"] |= {"foreignKeys": pointers} if pointers else {}
    return {"@context": _CONTEXT, "dc:title": f"{dataset.title_zh} / {dataset.title_en}", "tables": tables}


def _reference(key: ForeignKey) -> Described:
    return {
        "columnReference": key.field,
        "reference": {"resource": f"{key.resource}.csv", "columnReference": key.reference},
    }


def _table(dataset: Dataset, resource: Resource) -> Described:
    return {
        "url": resource.path,
        "dc:title": f"{resource.zh} / {resource.en}",
        "dc:license": _licence(dataset.licence)["title"],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [_column(each, resource.key) for each in resource.fields],
            "primaryKey": resource.key,
        },
    }


def _column(each: Field, key: str) -> Described:
    datatype: str | Described = _DATATYPES[each.type]
    if each.enum:
        datatype = {"base": "string", "format": "|".join(re.escape(code) for code in each.enum)}
    named = {"name": each.name, "titles": each.name, "dc:description": f"{each.zh} / {each.en}", "datatype": datatype}
    return named | ({"required": True} if each.name == key else {})


# --- schema.org ----------------------------------------------------------------------------------------------------


def schema_org(dataset: Dataset, contents: Mapping[str, bytes]) -> Described:
    """A Dataset for catalogues and search: what is measured, where, when, from what, and the files."""
    observations = dataset.by_name["observations"].rows
    used = {row["indicator"] for row in observations}
    places = {row["ref_area"] for row in observations}
    days = [span for row in observations if (span := days_of(str(row["time_period"] or "")))]
    last = [end for _, end in days if end.year < 9999]
    temporal = {"temporalCoverage": f"{min(start for start, _ in days)}/{max(last)}"} if last else {}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": [{"@language": "zh", "@value": dataset.title_zh}, {"@language": "en", "@value": dataset.title_en}],
        "description": [{"@language": lang, "@value": say(WORDS, "description", lang)} for lang in LANGUAGES],
        "version": f"1.0.0+{dataset.proof.data_hash}",
        **({"dateModified": dataset.created} if dataset.created else {}),
        "license": _licence(dataset.licence).get("path", dataset.licence),
        "inLanguage": list(LANGUAGES),
        "measurementTechnique": say(WORDS, "technique", "en"),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": row["zh"], "alternateName": row["en"], "propertyID": row["id"], "unitText": row["unit"]}
            for row in dataset.by_name["indicators"].rows
            if row["id"] in used
        ],
        **temporal,
        "spatialCoverage": [
            {"@type": "Place", "name": row["name_zh"], "alternateName": row["name_en"], "identifier": row["code"]}
            for row in dataset.by_name["places"].rows
            if row["code"] in places
        ],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": title, **({"url": path} if path.startswith("http") else {})} for title, path in dataset.sources
        ],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": name, "encodingFormat": "text/csv", "sha256": sha256(content).hexdigest()}
            for name, content in contents.items()
            if name.endswith(".csv")
        ],
    }  # fmt: skip
