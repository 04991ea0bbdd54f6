"""Plans beside what was reached: each target with the result of its own period, and results nobody set a target for.

A target and a result are a pair only of one indicator, breakdown, place, institution and contest, in one kind of unit, at
one scope, over one span of time; what misses one of these is named with the reason and not set against the target.
Nothing is carried forward: a result to date stays one to date.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.model import Interval
from dashboard.observations.completion import is_completion
from dashboard.observations.composition import row_interval
from dashboard.observations.intervals import difference_of, exact, implied_whole, ratio_of
from dashboard.observations.timespan import days_of, year_of

__all__ = ["Progress", "progress", "unplanned"]

Row = Mapping[str, Any]  # a row of the observations frame

_KEY = ("indicator", "breakdown", "ref_area", "entity", "event")
_KINDS = {"unknown": "as_of", "year_to_date": "during"}
_LEVELS = ("as_of", "rate")  # what holds at a date or in a typical year: only the year has to be the target's
_STOCKS = ("as_of", "unknown")
_UNSTATED = ("", "unstated")
_PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what became of it. `actual` is the result of its period, `completion` the share the source states.

    `latest` is the newest result of another period where the target has none; `apart` are results of the same place and
    year that may not be set against the target, each with the reasons (codes of `compare.REASONS`).
    """

    target: Row
    actual: Row | None
    completion: Row | None = None
    latest: Row | None = None
    apart: tuple[tuple[Row, tuple[str, ...]], ...] = ()

    @property
    def goal(self) -> Interval:
        """What has to be reached: the interval of the target, or of one without an upper end (以上) its floor."""
        interval = row_interval(self.target)
        return exact(interval.low) if interval.high is None and interval.low is not None else interval

    @property
    def floor(self) -> bool:
        """Whether the target is a floor."""
        return math.isnan(float(self.target["high"]))

    @property
    def implied(self) -> Interval | None:
        """The plan that the result and the stated completion stand for together; None without either."""
        if self.actual is None or self.completion is None or not self.completion["low"] > 0:
            return None
        return implied_whole(row_interval(self.actual), row_interval(self.completion))

    @property
    def in_points(self) -> bool:
        """Whether target and result are shares, so that percentage points lie between them."""
        return bool(self.target["unit_family"] == _PERCENT)

    @property
    def reached(self) -> Interval | None:
        """The result in per cent of the goal, of shares the points above it; None without a result or for a goal of 0.

        Of a goal that was itself derived from the stated completion it is that completion.
        """
        if self.actual is None:
            return None
        if self.target["processing"] == "derived" and self.completion is not None:
            return row_interval(self.completion)
        if self.in_points:
            return difference_of(row_interval(self.actual), self.goal)
        return ratio_of(row_interval(self.actual), self.goal, 100) if self.goal.low else None

    @property
    def verdict(self) -> str:
        """`none` without a result, `to_date` while the target's time runs, then `met`, `short`, or `undecided`: too rounded."""
        if self.actual is None:
            return "none"
        reached, bar = self.reached, 0.0 if self.in_points else 100.0
        if reached is not None and reached.low is not None and reached.low >= bar:
            return "met"
        if self.actual["period_type"] == "year_to_date" or _is_early(self.actual, self.target):
            return "to_date"
        below = reached is not None and not reached.meets(Interval(bar, None))
        return "short" if below else "undecided"


def progress(rows: Iterable[Row], catalogue: Catalogue) -> tuple[Progress, ...]:
    """Every target, once for each result of its period (documents before curators), in the order of the rows."""
    groups = _grouped(rows)
    completions = _completions(groups, catalogue)
    return tuple(
        each
        for group in groups.values()
        for target in group
        if target["status"] == "target"
        for each in _of_target(target, group, completions)
    )


def unplanned(rows: Iterable[Row], catalogue: Catalogue) -> tuple[Row, ...]:
    """The newest result of each indicator somebody sets targets for, where its own place and year have none."""
    groups = _grouped(rows)
    planned = {(row["indicator"], row["breakdown"]) for group in groups.values() for row in group if _is_target(row)}
    found: list[Row] = []
    for (indicator, breakdown, *_), group in groups.items():
        actual = [row for row in group if _is_result(row)]
        if actual and (indicator, breakdown) in planned:
            newest = max(actual, key=_end)
            years = {year_of(str(row["time_period"])) for row in group if _is_target(row)}
            if year_of(str(newest["time_period"])) not in years:
                found.append(newest)
    return tuple(found)


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if not math.isnan(float(row["value"])):
            groups.setdefault(tuple(str(row[name]) for name in _KEY), []).append(row)
    return groups


def _is_target(row: Row) -> bool:
    return bool(row["status"] == "target")


def _is_result(row: Row) -> bool:
    return bool(row["status"] == "actual" and row["processing"] != "derived")


def _completions(groups: Mapping[tuple[str, ...], Sequence[Row]], catalogue: Catalogue) -> dict[str, list[Row]]:
    """Indicator → the rows that say how much of its plan is completed."""
    numerators = {i.id: i.numerator for i in catalogue.indicators.values() if is_completion(i, catalogue)}
    found: dict[str, list[Row]] = {}
    for (indicator, *_), group in groups.items():
        if numerators.get(indicator):
            found.setdefault(str(numerators[indicator]), []).extend(group)
    return found


def _of_target(target: Row, group: Sequence[Row], completions: Mapping[str, Sequence[Row]]) -> Iterator[Progress]:
    results = [row for row in group if _is_result(row)]
    same_year = [row for row in results if _last_year(row) == _last_year(target)]
    judged = [(row, _reasons(row, target)) for row in same_year]
    fitting = _best_of_each_origin([row for row, reasons in judged if not reasons])
    apart = tuple((row, reasons) for row, reasons in judged if reasons)
    for actual in fitting:
        stated = (row for row in completions.get(str(target["indicator"]), ()) if _says_of(row, actual))
        yield Progress(target, actual, next(stated, None), None, apart)
    if not fitting:
        others = [row for row in results if row not in same_year and row["unit_family"] == target["unit_family"]]
        yield Progress(target, None, None, max(others, key=_end, default=None), apart)


def _best_of_each_origin(rows: Sequence[Row]) -> list[Row]:
    """Of documents and of curators the final result before one to date, then the newest."""
    best: dict[bool, Row] = {}
    for row in sorted(rows, key=lambda row: (row["period_type"] != "year_to_date", _end(row)), reverse=True):
        best.setdefault(row["origin"] == "curated", row)
    return [best[curated] for curated in sorted(best)]


def _reasons(actual: Row, target: Row) -> tuple[str, ...]:
    """Why a result may not be set against a target; empty where it may."""
    kinds = [_KINDS.get(str(row["period_type"]), str(row["period_type"])) for row in (actual, target)]
    same_span = kinds[0] in _LEVELS or _first_year(actual) == _first_year(target)
    differ = {
        "unit_family": actual["unit_family"] != target["unit_family"],
        "scope": actual["scope"] != target["scope"],
        "perimeter": actual["perimeter"] != target["perimeter"]
        and actual["perimeter"] not in _UNSTATED
        and target["perimeter"] not in _UNSTATED,
        "period_type": kinds[0] != kinds[1] or not same_span,
    }
    return tuple(name for name, is_other in differ.items() if is_other)


def _is_early(actual: Row, target: Row) -> bool:
    """Whether a stock was counted before its target was due, or in that year on a day the text does not state."""
    if actual["period_type"] not in _STOCKS:
        return False
    counted, due = days_of(str(actual["time_period"])), days_of(str(target["time_period"]))
    return actual.get("period_basis") == "document" or (counted is not None and due is not None and counted[1] < due[1])


def _says_of(completion: Row, actual: Row) -> bool:
    """Whether a stated completion is printed with this result: same place, period and source."""
    same = ("ref_area", "entity", "scope", "time_period", "document", "table", "source_title")
    return all(completion[name] == actual[name] for name in same)


def _end(row: Row) -> tuple[str, str]:
    days = days_of(str(row["time_period"]))
    return (days[1].isoformat() if days else "", str(row["observation_id"]))


def _last_year(row: Row) -> int:
    return year_of(str(row["time_period"]))


def _first_year(row: Row) -> int:
    days = days_of(str(row["time_period"]))
    return days[0].year if days else 0
