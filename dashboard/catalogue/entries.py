"""What indicators.yaml and the CSVs beside it say, once read and checked: frozen dataclasses.

`schema.py` validates a file against these shapes; `load.py` fills them. `at` is the place in the file an entry came
from, as (line, column), both from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.errors import Problem
from dashboard.model import Interval

__all__ = [
    "KINDS",
    "THEMES",
    "Catalogue",
    "Correction",
    "CuratedObservation",
    "Dimension",
    "DocumentEntry",
    "Indicator",
    "Perimeter",
    "Place",
    "Population",
    "ProjectInfo",
    "Reading",
    "Residents",
    "Source",
    "Table",
    "TableColumn",
    "Unit",
]

THEMES = ("providers", "evaluation", "training", "pupils", "competitions")
KINDS = ("stock", "flow", "share", "rank", "capacity", "target")
Dimension = Mapping[str, tuple[str, ...]]  # code → the words that say it in running text


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """`project:`: the title (both languages) and the licences."""

    title_zh: str
    title_en: str
    licence_code: str = "MIT"
    licence_data: str = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a curated figure, a table or a definition comes from."""

    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Perimeter:
    """One perimeter code: the words that state it, and the indicators whose presence beside this one implies it."""

    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured (domain handbook 2: fields of an entry)."""

    id: str
    zh: str
    en: str
    theme: str
    unit: str
    unit_family: str
    kind: str  # stock flow share rank capacity target
    direction: str = "none"  # higher lower none
    additive: bool | tuple[str, ...] = False  # over every dimension, none, or the dimensions named
    core: bool = False
    aliases: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()  # phrases that contain an alias and mean something else
    context: tuple[str, ...] = ()  # a figure counts only in a passage that says one of these words
    settled_by: str | None = None  # a figure counts only where a code of this dimension, or a perimeter, is said
    outside: tuple[str, ...] = ()  # whose figures these are not: 小学, 普通高中
    breakdowns: Mapping[str, Dimension] = field(default_factory=dict)
    parent: str | None = None
    sum_of: tuple[str, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    perimeter_codes: Mapping[str, Perimeter] = field(default_factory=dict)
    definition_zh: str = ""
    definition_en: str = ""
    source_of_definition: Source | None = None
    not_comparable_when_zh: tuple[str, ...] = ()
    not_comparable_when_en: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()  # years in which the definition changed: 2019/2022
    per_population: bool = False  # whether the count may be divided by the residents of its place
    decimals: int = 0
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical measure word, the printed words that mean the same, and the unit families it can measure."""

    id: str
    words: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    en: str = ""
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """The metadata of one document; `file` is relative to data/documents/."""

    file: str
    kind: str = "original"
    title: str | None = None
    document_number: str | None = None
    issuing_body: str | None = None
    place: str | None = None
    date_issued: str | None = None
    url: str | None = None
    accessed: str | None = None
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class CuratedObservation:
    """A figure a person entered. `value` is as printed (10.2万人); it is read by the same reader as a letter.

    `note` is shown in both languages, unless `note_en` says it in English; so it is with tables.
    """

    indicator: str
    place: str
    time_period: str
    value: str
    source: Source
    breakdown: Mapping[str, str] = field(default_factory=dict)
    scope: str | None = None
    entity: str | None = None
    event: str | None = None
    period_type: str | None = None
    unit: str | None = None
    status: str = "actual"
    perimeter: str | None = None
    by: str = ""
    on: str = ""
    note: str = ""
    note_en: str = ""
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """What one column of a table holds. `scale` multiplies the printed number (10000 for a column in 万人)."""

    header: str
    indicator: str
    breakdown: Mapping[str, str] = field(default_factory=dict)
    perimeter: str | None = None
    scale: int = 1
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV under data/ whose rows are periods and whose columns are indicators."""

    file: str
    source: Source
    place: str
    scope: str
    period_column: str
    columns: tuple[TableColumn, ...]
    by: str = ""
    on: str = ""
    note: str = ""
    note_en: str = ""
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Correction:
    """A declared change to what was extracted. Exactly one of `set`, `reject`, `choose`, `assign` says what to do.

    `quote` stands in the document, blanks ignored; `expect` is what the extraction says there today.
    `reason` is shown in both languages, unless `reason_en` says it in English.
    """

    document: str
    quote: str
    expect: Mapping[str, str | int | float | bool | None]
    reason: str
    by: str
    on: str
    set: Mapping[str, str | int | float | bool | None] | None = None
    reject: bool = False
    choose: bool = False
    assign: str | None = None
    reason_en: str = ""
    at: tuple[int, int] = (0, 0)


class Place(NamedTuple):
    """One area of data/places.csv. `code` is CN + six digits of GB/T 2260 (CN000000 for the nation) or a local code.

    A tuple, since thousands are made at every start, three times as fast as of a frozen dataclass.
    """

    code: str
    name_zh: str
    name_en: str
    level: str  # nation province city county zone
    parent: str | None
    valid_from: str = ""
    valid_to: str = ""
    aliases: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()  # phrases in which the name is not the place: 长治久安, 其中国家
    official: bool = True
    source: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Population:
    """The residents of a place in a year: one row of data/population.csv. `printed` is number and unit as printed."""

    place: str
    year: int
    value: float
    interval: Interval
    printed: str
    source: Source
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Residents:
    """`population:` and its CSV. `counts` by place code, the years in order.

    A population more than `stale_after` years from a figure's own year is still used, and said to be old.
    """

    counts: Mapping[str, tuple[Population, ...]] = field(default_factory=dict)
    stale_after: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """indicators.yaml and data/*.csv, read once. Ids are unique; every reference resolves."""

    project: ProjectInfo
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]
    scopes: Mapping[str, tuple[str, ...]]  # scope level → words, e.g. city: [全市, 我市]
    documents: tuple[DocumentEntry, ...]
    observations: tuple[CuratedObservation, ...]
    tables: tuple[Table, ...]
    corrections: tuple[Correction, ...]
    places: Mapping[str, Place]  # by code
    content_hash: str = ""
    residents: Residents = field(default_factory=Residents)


@dataclass(frozen=True, slots=True)
class Reading:
    """One attempt at reading: `catalogue` is None exactly where one of the problems is an error."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
