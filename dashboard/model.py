"""The nouns every station shares: spans, quantities, mentions, findings, selections. Standard library only.

Offsets are Unicode code points in the source text as decoded (newlines untouched), end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "SWITCHES",
    "Breakdown",
    "Finding",
    "Interval",
    "Mention",
    "Origin",
    "PeriodType",
    "Qualifier",
    "Quantity",
    "Scope",
    "Selection",
    "Severity",
    "SourceDocument",
    "Span",
    "Status",
    "breakdown_key",
    "breakdown_of",
]

Breakdown = dict[str, str]


class Qualifier(StrEnum):
    """How exactly a printed number is meant (domain handbook 1.4)."""

    EQ = "eq"
    APPROX = "approx"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"


class Status(StrEnum):
    """What kind of statement a number is: done, planned, applied for, or possible."""

    ACTUAL = "actual"
    TARGET = "target"
    APPLIED = "applied"
    CAPACITY = "capacity"


class PeriodType(StrEnum):
    """How a number relates to its period (domain handbook 1.5)."""

    AS_OF = "as_of"
    DURING = "during"
    YEAR_TO_DATE = "year_to_date"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """Whose number it is (domain handbook 1.6)."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    MUNICIPAL = "municipal"
    SYSTEM = "system"
    COUNTY = "county"
    ENTITY = "entity"


class Origin(StrEnum):
    """How a value came into the frame."""

    EXTRACTED = "extracted"
    CURATED = "curated"
    CORRECTED = "corrected"
    DERIVED = "derived"


class Severity(StrEnum):
    """How much a finding matters: impossible, to be looked at, or information."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A character range of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The quote: the text in the range."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Interval:
    """What a printed number stands for. A bound that is None is unbounded (and open)."""

    low: float | None
    high: float | None
    low_closed: bool = True
    high_closed: bool = True

    def meets(self, other: Interval) -> bool:
        """Whether one number could lie in both."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: Interval) -> bool:
        """Whether every number here is smaller than every number there."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return not (self.high_closed and other.low_closed)
        return self.high < other.low

    def plus(self, other: Interval) -> Interval:
        """The interval of a sum."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed)


class Quantity(NamedTuple):
    """A number with its measure word, before it is known what it counts. A tuple, for thousands are made a document.

    `value` and `value_high` carry 万 and 亿 already; `unit_mult` is 0, 4 or 8 and `decimals` the digits printed
    behind the point, so that the printed form can be shown again. `unit` is the canonical measure word or None.
    """

    span: Span
    surface: str
    value: float
    value_high: float | None
    interval: Interval
    unit: str | None
    unit_mult: int
    decimals: int
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a document where a value stands (or, with `value` None, a claim without a number).

    Spans are source offsets. `indicator` None is a leftover. `breakdown` holds only the dimensions the text settles.
    `period_basis` is text, inherited, document or none.
    """

    document: str
    span: Span
    sentence: Span
    surface: str
    value: float | None
    value_high: float | None
    interval: Interval | None
    unit: str | None
    unit_mult: int
    decimals: int
    qualifier: Qualifier
    indicator: str | None = None
    breakdown: Breakdown = field(default_factory=dict)
    rivals: tuple[str, ...] = ()
    reason: str = ""
    subject: str = ""
    area_name: str | None = None
    ref_area: str | None = None
    scope: Scope | None = None
    entity: str | None = None
    event: str | None = None
    perimeter: str | None = None
    time_period: str | None = None
    period_type: PeriodType = PeriodType.UNKNOWN
    period_basis: str = "none"
    status: Status = Status.ACTUAL
    rank_of: float | None = None
    paragraph: int = 0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file as read: its text, how it was read, and what is known about the letter itself.

    `name` is the file name; `kind` is original or digest; `sha256` is of the bytes. Header fields are None when
    neither the catalogue nor the letter states them. `date_issued` is ISO 8601, to the precision stated.
    """

    name: str
    text: str
    sha256: str
    format: str = "text"
    encoding: str = "utf-8"
    kind: str = "original"
    title: str | None = None
    document_number: str | None = None
    issuing_body: str | None = None
    place: str | None = None
    date_issued: str | None = None
    url: str | None = None
    accessed: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. `mentions` are mention or observation ids; `spans` pairs document names and spans.

    `interval` is what the arithmetic gave, where there was any; `zh` and `en` are one plain sentence each.
    """

    code: str
    severity: Severity
    documents: tuple[str, ...]
    mentions: tuple[str, ...]
    spans: tuple[tuple[str, Span], ...]
    indicator: str | None
    interval: Interval | None
    zh: str
    en: str


SWITCHES: Mapping[str, tuple[str, ...]] = {
    "by": ("indicator", "place"),
    "axis": ("auto", "own", "shared"),
    "mode": ("absolute", "per_10k", "index"),
    "order": ("fixed", "value"),
}
"""What the one-of-several fields of a Selection may be; the first is the default."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose; every page, export and link states it. Empty tuples mean "no restriction"."""

    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    by: str = "indicator"
    axis: str = "auto"
    mode: str = "absolute"
    order: str = "fixed"
    lang: str = "zh"

    @property
    def one_scale(self) -> bool:
        """Whether panels of one unit share a scale: as chosen, else where every place has panels of its own."""
        return self.axis == "shared" or (self.axis == "auto" and self.by == "place")


def breakdown_key(breakdown: Breakdown) -> str:
    """A breakdown as one sortable string: `agency_type=enterprise;stage=filed`; empty for a total."""
    return ";".join(f"{dim}={code}" for dim, code in sorted(breakdown.items()) if code != "_T")


def breakdown_of(key: str) -> Breakdown:
    """The inverse of `breakdown_key`."""
    return dict(part.split("=", 1) for part in key.split(";") if part)
