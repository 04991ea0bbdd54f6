"""Which way a value went: up, down or level against an earlier one that may be compared with it without reserve."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.model import Interval
from dashboard.observations.compare import COMPARABLE, verdict

__all__ = ["DOWN", "LEVEL", "UP", "Direction", "direction"]

Row = Mapping[str, Any]  # a row of the observations frame

UP, DOWN, LEVEL = "up", "down", "level"

_kind_of = itemgetter("breakdown", "scope", "entity", "event", "perimeter", "status", "period_type", "unit")
_REPEATED = ("as_of", "during", "rate")  # a sum that runs on grows by itself, and two of them cover unequal months


@dataclass(frozen=True, slots=True)
class Direction:
    """`change` since the newest earlier value, and how many years can be compared, this one included (two or more)."""

    change: str
    since: Row
    years: int


def direction(row: Row, others: Iterable[Row], catalogue: Catalogue) -> Direction | None:
    """The direction of an actual value among the others of its indicator and place; None where nothing earlier compares.

    Two values compare if they differ in nothing but the time, cover periods of one length, and their verdict is
    `comparable`: no target, no bound, no conflict, no break of the definition between them.
    """
    if row["status"] != "actual" or row["period_type"] not in _REPEATED or row["conflict"]:
        return None
    year, kind, any_length = row["year"], _kind_of(row), row["period_type"] == "as_of"
    earlier = [
        other
        for other in others
        if 0 < other["year"] < year
        and _kind_of(other) == kind
        and (any_length or len(other["time_period"]) == len(row["time_period"]))
        and verdict(row, other, catalogue).verdict == COMPARABLE
    ]
    if not earlier:
        return None
    newest = max(earlier, key=itemgetter("year"))
    return Direction(_change(newest, row), newest, 1 + len({other["year"] for other in earlier}))


def _change(before: Row, after: Row) -> str:
    """Level where both prints may stand for one number."""
    if _interval(before).meets(_interval(after)):
        return LEVEL
    return UP if after["value"] > before["value"] else DOWN


def _interval(row: Row) -> Interval:
    low, high = row["low"], row["high"]
    return Interval(
        None if math.isnan(low) else low,
        None if math.isnan(high) else high,
        bool(row["low_closed"]),
        bool(row["high_closed"]),
    )
