"""What totals are made of: parts of one source over one dimension, or the kinds a total is the sum of (`sum_of`).

Parts are put together only where the catalogue says they may be summed, and only out of one source at one moment. What
is left between the parts and the stated total is an interval; it is never filled in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.model import Interval, breakdown_key, breakdown_of
from dashboard.observations.intervals import difference_of, exact, interval_of, sum_of
from dashboard.observations.timespan import periods_agree

__all__ = ["Composition", "additive_dimensions", "compositions", "is_nested", "may_be_composed", "row_interval"]

Row = Mapping[str, Any]  # a row of the observations frame

_CHAIN = "stage"  # stages follow each other and are never summed (domain handbook 2.2)
_NESTED = "_and_above"  # a code that contains the levels above it is no part beside them
_EVERY = "all"  # nor is one that contains all others
_STOCK_TYPES = ("as_of", "unknown")
_SHARED = ("ref_area", "scope", "entity", "event", "perimeter", "status", "unit_family")
_SHARED_BY_KINDS = ("ref_area", "scope", "entity", "event", "status")


def additive_dimensions(indicator: Indicator) -> Iterator[str]:
    """The breakdown dimensions of an indicator whose parts may be summed."""
    additive = indicator.additive
    for dimension in indicator.breakdowns:
        if dimension != _CHAIN and (additive is True or (not isinstance(additive, bool) and dimension in additive)):
            yield dimension


def may_be_composed(indicator: Indicator) -> bool:
    """Whether an indicator has parts that may be summed, or is the sum of others."""
    return bool(indicator.sum_of) or any(True for _ in additive_dimensions(indicator))


def is_nested(code: str) -> bool:
    """Whether a code holds other codes of its dimension (senior_and_above), so that it is no part beside them."""
    return code == _EVERY or code.endswith(_NESTED)


def row_interval(row: Row) -> Interval:
    """What the printed value of a row stands for."""
    return interval_of(float(row["low"]), float(row["high"]), bool(row["low_closed"]), bool(row["high_closed"]))


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of one total. `dimension` is "" where the parts are kinds: indicators of their own.

    `parts` are (code or indicator id, row) in the catalogue's order, `missing` those nobody states; `total` may be
    unstated too.
    """

    indicator: str
    dimension: str
    parts: tuple[tuple[str, Row], ...]
    total: Row | None
    missing: tuple[str, ...]

    @property
    def first(self) -> Row:
        """Any part: all share place, period, scope and source."""
        return self.parts[0][1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The parts, then the total where it is stated."""
        return (*(row for _, row in self.parts), *((self.total,) if self.total is not None else ()))

    @property
    def sum(self) -> Interval:
        """What the stated parts add up to."""
        return sum_of(row_interval(row) for _, row in self.parts)

    @property
    def rest(self) -> Interval | None:
        """The stated total less the stated parts; None without a total."""
        return None if self.total is None else difference_of(row_interval(self.total), self.sum)

    @property
    def verdict(self) -> str:
        """How parts and total stand to each other.

        `agrees`: they can both be true; `rest`: parts nobody states fill what is left; `short` and `over`: every part is
        stated, or the parts are too many, and they do not add up; `whole` and `open`: no total is stated, and no part or
        some part is missing.
        """
        rest = self.rest
        if rest is None:
            return "open" if self.missing else "whole"
        if rest.meets(exact(0.0)):
            return "agrees"
        if rest.low is not None and rest.low >= 0:
            return "rest" if self.missing else "short"
        return "over"


def compositions(rows: Iterable[Row], catalogue: Catalogue) -> tuple[Composition, ...]:
    """Every total with its parts, in the catalogue's order of indicators and dimensions, then in the order of the rows.

    Derived values are no parts. A single part without a total is no composition, nor are kinds without a total.
    """
    stated = [row for row in rows if not math.isnan(float(row["value"])) and row["processing"] != "derived"]
    by_indicator: dict[str, list[Row]] = {}
    for row in stated:
        by_indicator.setdefault(str(row["indicator"]), []).append(row)
    found: list[Composition] = []
    for indicator in catalogue.indicators.values():
        mine = by_indicator.get(indicator.id, [])
        for dimension in additive_dimensions(indicator):
            found += _over(indicator, dimension, mine, catalogue)
        if indicator.sum_of and mine:
            found += _of_kinds(
                indicator, mine, [row for kind in indicator.sum_of for row in by_indicator.get(kind, ())]
            )
    return tuple(found)


def _over(indicator: Indicator, dimension: str, rows: Sequence[Row], catalogue: Catalogue) -> Iterator[Composition]:
    """The compositions of one indicator over one dimension."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        rest = {dim: code for dim, code in breakdown_of(str(row["breakdown"])).items() if dim != dimension}
        groups.setdefault((breakdown_key(rest), _source(row), *(str(row[name]) for name in _SHARED)), []).append(row)
    for group in groups.values():
        codes = [(breakdown_of(str(row["breakdown"])).get(dimension, ""), row) for row in group]
        split = [(code, row) for code, row in codes if code and not is_nested(code)]
        totals = [row for code, row in codes if not code]
        outside = _outside(indicator, dimension, str(group[0]["perimeter"]), catalogue)
        known = [code for code in indicator.breakdowns[dimension] if not is_nested(code) and code not in outside]
        for parts in _moments(split):
            total = next((row for row in totals if _same_moment(row, parts[0][1])), None)
            if len(parts) > 1 or total is not None:
                yield _composed(indicator, dimension, parts, total, known)


def _outside(indicator: Indicator, dimension: str, perimeter: str, catalogue: Catalogue) -> set[str]:
    """The codes a perimeter leaves out: those whose words name an indicator that is printed beside this one."""
    entry = indicator.perimeter_codes.get(perimeter)
    beside = [catalogue.indicators[name] for name in (entry.beside if entry else ()) if name in catalogue.indicators]
    names = {alias for other in beside for alias in (other.zh, *other.aliases)}
    return {code for code, words in indicator.breakdowns[dimension].items() if names & set(words)}


def _of_kinds(indicator: Indicator, totals: Sequence[Row], kinds: Sequence[Row]) -> Iterator[Composition]:
    """The totals of an indicator that is the sum of others, each with the kinds its own source states."""
    for total in totals:
        beside = [
            (str(row["indicator"]), row)
            for row in kinds
            if not row["breakdown"]
            and _source(row) == _source(total)
            and _same_moment(row, total)
            and _fits(row, total)
        ]
        if beside and not total["breakdown"]:
            yield _composed(indicator, "", _first_each(beside), total, list(indicator.sum_of))


def _fits(kind: Row, total: Row) -> bool:
    return all(kind[name] == total[name] for name in _SHARED_BY_KINDS)


def _composed(
    indicator: Indicator, dimension: str, parts: Sequence[tuple[str, Row]], total: Row | None, known: Sequence[str]
) -> Composition:
    stated = dict(parts)
    order = [*known, *(code for code in stated if code not in known)]
    ordered = tuple((code, stated[code]) for code in order if code in stated)
    return Composition(indicator.id, dimension, ordered, total, tuple(code for code in known if code not in stated))


def _source(row: Row) -> str:
    """What figures printed beside each other share: the document, the table, or the title of the source."""
    return str(row["document"] or row["table"] or row["source_title"])


def _moments(parts: Sequence[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    """The parts of each moment; an undated part joins every date of its kind. What another moment holds too is left out."""
    seen: list[set[str]] = []
    for anchor in {str(row["time_period"]): row for _, row in parts}.values():
        here = _first_each((code, row) for code, row in parts if _same_moment(row, anchor))
        ids = {str(row["observation_id"]) for _, row in here}
        if not any(ids <= other for other in seen):
            seen.append(ids)
            yield here


def _first_each(parts: Iterable[tuple[str, Row]]) -> list[tuple[str, Row]]:
    kept: dict[str, Row] = {}
    for code, row in parts:
        kept.setdefault(code, row)
    return list(kept.items())


def _same_moment(a: Row, b: Row) -> bool:
    kinds = {"as_of" if row["period_type"] in _STOCK_TYPES else row["period_type"] for row in (a, b)}
    undated = any(row["period_basis"] == "document" for row in (a, b))
    return len(kinds) == 1 and (undated or periods_agree(str(a["time_period"]), str(b["time_period"])))
