"""What changed between two states of a project: observations added, removed, of another value, and indicators redefined.

An observation is the same one as long as its key is (`KEY`, architecture: one value per key) and whether it was read from a
document, entered by hand or computed; a corrected one is still the one that was read. The change decides the next version
number, as semantic versioning has it: what somebody may have cited is gone or says something else (major), there is
more than before (minor), only words about it differ (patch).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.observations.dtypes import KEY

__all__ = ["LEVELS", "Changed", "Changes", "changes_between", "identity", "next_number"]

Row = Mapping[str, Any]
LEVELS = ("major", "minor", "patch", "none")

_LINEAGE = {"corrected": "extracted"}
_VALUE = ("value", "value_high", "low", "high", "low_closed", "high_closed", "qualifier", "unit", "rank_of")
_TEXT = (
    "printed", "document", "quote", "document_number", "issuing_body", "date_issued", "document_kind", "formula", "conflict",
    "rival_values", "source_title", "source_publisher", "source_date", "source_url", "by", "on", "note", "note_en",
    "review_state",
)  # fmt: skip
_MEANING = (
    "unit", "unit_family", "kind", "additive", "parent", "sum_of", "numerator", "denominator", "perimeter_codes",
    "definition_zh", "definition_en", "breaks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """One observation before and after. `fields` are those that differ; `why` is corrected, updated or curated."""

    old: Row
    new: Row
    fields: tuple[str, ...]

    @property
    def why(self) -> str:
        """`corrected`: a person decided so; `updated`: another document says so; `read`: the same document is read otherwise."""
        if self.new["origin"] in ("corrected", "curated") or self.new["review_state"] != self.old["review_state"]:
            return "corrected"
        return "updated" if self.new["document"] != self.old["document"] else "read"


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs, in the order of the newer state (of the older one, for what is gone).

    `redefined` and `renamed` are indicators: of another meaning, or only of other words. `worded` are observations
    with the same value and other words around it.
    """

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[Changed, ...]
    worded: tuple[Changed, ...]
    redefined: tuple[str, ...]
    renamed: tuple[str, ...]

    @property
    def level(self) -> str:
        """One of LEVELS: what kind of step the next version number takes."""
        if self.removed or self.changed or self.redefined:
            return "major"
        return "minor" if self.added else "patch" if self.worded or self.renamed else "none"


def changes_between(old: Iterable[Row], new: Iterable[Row], before: Catalogue, after: Catalogue) -> Changes:
    """The changes from one state to the next: rows of the observations frame of each, and its catalogue."""
    was, now = _by_identity(old), _by_identity(new)
    pairs = [(was[key], row) for key, row in now.items() if key in was]
    changed = [Changed(a, b, _differing(a, b, (*_VALUE, *_TEXT))) for a, b in pairs if _differing(a, b, _VALUE)]
    same = [(a, b) for a, b in pairs if not _differing(a, b, _VALUE)]
    worded = [Changed(a, b, fields) for a, b in same if (fields := _differing(a, b, _TEXT))]
    kept = [name for name in before.indicators if name in after.indicators]
    redefined = [name for name in kept if _meaning(before.indicators[name]) != _meaning(after.indicators[name])]
    used = {row["indicator"] for row, _ in pairs}
    names = [name for name in kept if _names(before.indicators[name]) != _names(after.indicators[name])]
    return Changes(
        tuple(row for key, row in now.items() if key not in was),
        tuple(row for key, row in was.items() if key not in now),
        tuple(changed),
        tuple(worded),
        tuple(name for name in redefined if name in used),
        tuple(name for name in names if name in used),
    )


def identity(row: Row) -> tuple[str, ...]:
    """What an observation is, whatever its value: its key, and whether it was read, entered or computed."""
    origin = str(row["origin"])
    return (*(str(row[name]) for name in KEY), _LINEAGE.get(origin, origin))


def next_number(number: str, level: str) -> str:
    """The version number after a change: `1.4.2` and minor → `1.5.0`; the first is `1.0.0`."""
    if not number:
        return "1.0.0"
    major, minor, patch = map(int, number.split("."))
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, steps.get(level, (major, minor, patch))))


def _by_identity(rows: Iterable[Row]) -> dict[tuple[str, ...], Row]:
    return {identity(row): row for row in rows}


def _differing(old: Row, new: Row, fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in fields if not _same(old[name], new[name]))


def _same(old: Any, new: Any) -> bool:
    """Whether two values are equal; absent numbers are equal to each other."""
    if isinstance(old, float) and isinstance(new, float) and math.isnan(old):
        return math.isnan(new)
    return bool(old == new)


def _meaning(entry: Indicator) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in _MEANING)


def _names(entry: Indicator) -> tuple[object, ...]:
    return entry.zh, entry.en, entry.theme, entry.not_comparable_when_zh, entry.not_comparable_when_en
