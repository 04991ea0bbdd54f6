"""Whether two observations may be compared, and why not (domain handbook 4)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.model import breakdown_of
from dashboard.observations.timespan import days_between, year_of

__all__ = [
    "COMPARABLE",
    "NOT_COMPARABLE",
    "REASONS",
    "WITH_CARE",
    "Row",
    "Verdict",
    "break_between",
    "is_bound",
    "verdict",
]

COMPARABLE, WITH_CARE, NOT_COMPARABLE = "comparable", "with_care", "not_comparable"
REASONS = (
    "indicator", "unit_family", "scope", "perimeter", "period_type", "breakdown", "status", "denominator",
    "definition_break", "field_size", "age", "qualifier", "conflict",
)  # fmt: skip
Row = Mapping[str, object]  # a row of the observations frame

_MAX_AGE = 365  # days between the as-of dates of two places
_BOUNDS = ("ge", "gt", "le", "lt")


@dataclass(frozen=True, slots=True)
class Verdict:
    """comparable, with_care or not_comparable; `reasons` in the order of REASONS; `part_of` if one is a part of the other.

    A refusal names only what refuses it: the key parts and the status that differ, not what would merely ask for care.
    """

    verdict: str
    reasons: tuple[str, ...] = ()
    part_of: bool = False


def verdict(a: Row, b: Row, catalogue: Catalogue) -> Verdict:
    """The verdict on two rows of the observations frame; the order of the two does not matter.

    KeyError: an indicator the catalogue does not have.
    """
    first, second = catalogue.indicators[str(a["indicator"])], catalogue.indicators[str(b["indicator"])]
    refused = {name for name in ("indicator", "unit_family", "scope", "status") if a[name] != b[name]}
    refused |= {"denominator"} if _other_denominator(a, b, first, second) else set()
    uncertain = _uncertain_parts(a, b, first)
    part_of = _part_of(a, b, first, second)
    if refused or len(uncertain) > 1:
        return Verdict(NOT_COMPARABLE, _ordered(refused | set(uncertain)), part_of)
    care = {*uncertain, *(name for name, asks in _CARE.items() if asks(a, b, first))}
    return Verdict(WITH_CARE if care else COMPARABLE, _ordered(care), part_of)


def _ordered(reasons: set[str]) -> tuple[str, ...]:
    return tuple(name for name in REASONS if name in reasons)


def _uncertain_parts(a: Row, b: Row, indicator: Indicator) -> list[str]:
    """Perimeter, period_type and breakdown where they differ or are unstated; each dimension of a breakdown counts."""
    parts = []
    if a["indicator"] == b["indicator"] and indicator.perimeter_codes and _differ(a, b, "perimeter", ("", "unstated")):
        parts.append("perimeter")
    if _differ(a, b, "period_type", ("", "unknown")):
        parts.append("period_type")
    if a["indicator"] == b["indicator"] and a["breakdown"] != b["breakdown"]:
        first, second = breakdown_of(str(a["breakdown"])), breakdown_of(str(b["breakdown"]))
        parts += ["breakdown" for d in sorted({*first, *second}) if first.get(d) != second.get(d)]
    return parts


def _differ(a: Row, b: Row, name: str, unstated: tuple[str, ...]) -> bool:
    return a[name] != b[name] or a[name] in unstated


def _other_denominator(a: Row, b: Row, first: Indicator, second: Indicator) -> bool:
    """Two shares of different wholes."""
    if first.kind != "share" or second.kind != "share":
        return False
    of = [breakdown_of(str(row["breakdown"])).get("of") for row in (a, b)]
    return first.denominator != second.denominator or of[0] != of[1]


def _part_of(a: Row, b: Row, first: Indicator, second: Indicator) -> bool:
    """Whether one is contained in the other: one institution's figure in its place's, or a kind in its parent."""
    if a["ref_area"] != b["ref_area"]:
        return False
    if first.id == second.id:
        return (a["scope"] == "entity") != (b["scope"] == "entity")
    return second.id == first.parent or first.id == second.parent


def _definition_break(a: Row, b: Row, indicator: Indicator) -> bool:
    """Whether a change of definition lies between the two."""
    if not indicator.breaks:
        return False
    return break_between(indicator.breaks, *sorted((year_of(str(a["time_period"])), year_of(str(b["time_period"])))))


def break_between(breaks: Sequence[str], earlier: int, later: int) -> bool:
    """Whether one of the changes (2008, 2019/2022), or part of one, falls between two years; an unknown year is 0."""
    if not earlier or earlier == later:
        return False
    changes = [(year_of(change.partition("/")[0]), year_of(change)) for change in breaks]
    return any(earlier < end and (later > start or later >= end) for start, end in changes)


def _field_size(a: Row, b: Row, indicator: Indicator) -> bool:
    sizes = [float(str(row["rank_of"])) for row in (a, b)]
    return indicator.kind == "rank" and sizes[0] != sizes[1] and not (math.isnan(sizes[0]) and math.isnan(sizes[1]))


def _age(a: Row, b: Row, _: Indicator) -> bool:
    """As-of dates of two places more than a year apart; along one place's series age is what one wants to see."""
    if a["ref_area"] == b["ref_area"] or {a["period_type"], b["period_type"]} != {"as_of"}:
        return False
    days = days_between(str(a["time_period"]), str(b["time_period"]))
    return days is not None and days > _MAX_AGE


def _qualifier(a: Row, b: Row, _: Indicator) -> bool:
    return is_bound(a) or is_bound(b)


def is_bound(row: Row) -> bool:
    """More than, at least, at most, fewer than; and 近, an upper bound though approximate: its interval ends at the number."""
    return row["qualifier"] in _BOUNDS or (
        row["qualifier"] == "approx" and row.get("high") == row.get("value", math.nan)
    )


def _conflict(a: Row, b: Row, _: Indicator) -> bool:
    return bool(a["conflict"]) or bool(b["conflict"])


_CARE: Mapping[str, Callable[[Row, Row, Indicator], bool]] = {
    "definition_break": _definition_break,
    "field_size": _field_size,
    "age": _age,
    "qualifier": _qualifier,
    "conflict": _conflict,
}
