"""What a data set is made of: resources (tables) of typed fields with keys, and what is said about the whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.errors import ExportError
from dashboard.export.csv_text import csv_of, number_of, read_csv, whole
from dashboard.export.provenance import Proof
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["Dataset", "Field", "ForeignKey", "Resource", "Value", "refuse_broken_keys", "written"]

Value = str | int | float | bool | list[object] | dict[str, object] | None
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `type` is string, integer, number, boolean, array or object; `enum` lists what it may say ("" for any)."""

    name: str
    type: str
    zh: str
    en: str
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Every value of `field` is a value of `reference` in `resource`."""

    field: str
    resource: str
    reference: str


@dataclass(frozen=True)
class Resource:
    """A table. None is "not stated"; the field `key` is the primary key and never None."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    rows: Sequence[Row]
    key: str
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @cached_property
    def content(self) -> bytes:
        """The table as CSV (csv_text.py), without a byte order mark: programs read it, and they do not expect one."""
        names = [each.name for each in self.fields]
        return csv_of([names, *([written(row[name]) for name in names] for row in self.rows)], mark=False)

    def with_rows_of(self, content: bytes) -> Resource:
        """The same table with the rows of a file. ExportError: its heading is another, or a value is not of its type."""
        heading, *lines = read_csv(content) or [[]]
        if heading != [each.name for each in self.fields]:
            raise _broken("error.heading", file=self.path, heading=", ".join(heading))
        return Resource(
            self.name, self.zh, self.en, self.fields, [self._row(line) for line in lines], self.key, self.foreign_keys
        )

    def _row(self, line: Sequence[str]) -> Row:
        try:
            return {
                each.name: _READ[each.type](text) if text else None
                for each, text in zip(self.fields, line, strict=True)
            }
        except (ValueError, KeyError) as error:
            raise _broken("error.line", file=self.path, line=",".join(line)[:80]) from error


_READ: Mapping[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "array": json.loads,
    "object": json.loads,
}


def written(value: Value) -> str | int | float:
    """A value as a cell: whole numbers without a point, lists and objects as JSON, "" for what is not stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return whole(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    if isinstance(value, float):
        return number_of(value)
    return whole(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Dataset:
    """A data set: its resources in the order they are written, and what is said about the whole.

    `created` is the newest day any source, document or decision bears (`2026-02-05`, "" if none does): never the clock's.
    `sources` pairs the citation and the address ("") of every document and other source.
    """

    title_zh: str
    title_en: str
    licence: str
    created: str
    proof: Proof
    resources: tuple[Resource, ...]
    sources: tuple[tuple[str, str], ...] = ()
    by_name: Mapping[str, Resource] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.resources})


def refuse_broken_keys(dataset: Dataset) -> None:
    """ExportError naming a key that stands twice, is empty, or points at nothing: such a data set is not written."""
    for resource in dataset.resources:
        for key, times in Counter(row[resource.key] for row in resource.rows).items():
            if times > 1 or key is None:
                raise _broken("error.key", file=resource.path, field=resource.key, value=key or "", times=times)
        for value, pointer in _dangling(dataset, resource):
            words = {"file": resource.path, "field": pointer.field, "other": f"{pointer.resource}.csv"}
            raise _broken("error.reference", value=value, **words)


def _dangling(dataset: Dataset, resource: Resource) -> Iterator[tuple[Value, ForeignKey]]:
    for pointer in resource.foreign_keys:
        known = {row[pointer.reference] for row in dataset.by_name[pointer.resource].rows}
        yield from (
            (row[pointer.field], pointer)
            for row in resource.rows
            if row[pointer.field] is not None and row[pointer.field] not in known
        )


def _broken(key: str, **words: object) -> ExportError:
    return ExportError(*(say(WORDS, key, lang, **words) for lang in LANGUAGES))
