"""A data set → its files by name, and back."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.errors import ExportError
from dashboard.export.dataset.descriptors import csvw_group, csvw_table, datapackage, dataset_described, schema_org
from dashboard.export.dataset.sdmx import OBS_STATUS, sdmx_files
from dashboard.export.dataset.tables import Dataset
from dashboard.export.json_text import json_of
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["DESCRIPTOR", "files_of", "read_dataset"]

DESCRIPTOR = "datapackage.json"


def files_of(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the data set by name, the descriptor last: who finds it finds the others. ExportError: SDMX keys twice."""
    tables = {resource.path: resource.content for resource in dataset.resources}
    data = tables | sdmx_files(dataset)
    described = {
        f"{resource.path}-metadata.json": json_of(csvw_table(dataset, resource)) for resource in dataset.resources
    }
    return {
        **data,
        **described,
        "csv-metadata.json": json_of(csvw_group(dataset)),
        "dataset.jsonld": json_of(schema_org(dataset, data)),
        "README.md": _readme(dataset).encode("utf-8"),
        DESCRIPTOR: json_of(datapackage(dataset, data)),
    }


def read_dataset(files: Mapping[str, bytes]) -> Dataset:
    """The data set of such files; `files_of` makes the same bytes of it. ExportError: they are not those of a data set of ours."""
    try:
        descriptor: Any = json.loads(files[DESCRIPTOR])
        described = dataset_described(descriptor)
        return replace(described, resources=tuple(each.with_rows_of(files[each.path]) for each in described.resources))
    except (KeyError, ValueError, csv.Error) as error:
        raise ExportError(*(say(WORDS, "error.no_package", lang) for lang in LANGUAGES)) from error


def _readme(dataset: Dataset) -> str:
    """What a person should know before using the files, in both languages."""
    return "\n".join(_readme_in(dataset, lang) for lang in LANGUAGES)


def _readme_in(dataset: Dataset, lang: str) -> str:
    def words(key: str, **values: object) -> str:
        return say(WORDS, key, lang, **values)

    proof, zh = dataset.proof, lang == "zh"
    tables = [f"- `{each.path}`: {each.zh if zh else each.en}" for each in dataset.resources]
    tables += [
        f"- `{name}`: {words(key)}"
        for name, key in (("observations.sdmx.csv", "table.sdmx"), ("claims.sdmx.csv", "table.claims"))
    ]
    rules = ("blank", "rounding", "units", "revisions", "digest", "period")
    lines = (
        f"# {dataset.title_zh if zh else dataset.title_en}",
        "",
        words("description"),
        "",
        words("readme.version", data=proof.data_hash, catalogue=proof.catalogue_hash),
        "",
        words("readme.licence", licence=dataset.licence),
        "",
        f"## {words('readme.files')}",
        "",
        *tables,
        "",
        f"## {words('readme.rules')}",
        "",
        *(f"- {words(f'readme.{rule}')}" for rule in rules),
        "",
        f"## {words('readme.symbols')}",
        "",
        *(f"- `{code}`: {words(f'status.{code}')}" for code in OBS_STATUS),
        "",
    )
    return "\n".join(lines)
