"""What a value becomes when it is set against something: per 10,000 residents of its place, or as an index of a base.

A printed number stays the interval it stands for. What cannot be set against anything is not computed; a `Refused` says
why. Rules: domain handbook 1.4 and 4; residents are those of `population:` in indicators.yaml.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.catalogue.entries import Catalogue, Population
from dashboard.model import SWITCHES, Interval
from dashboard.observations.compare import NOT_COMPARABLE, WITH_CARE, Row, Verdict, is_bound, verdict
from dashboard.observations.intervals import exact, interval_of, is_exact, ratio_of

__all__ = [
    "ABSOLUTE",
    "INDEX", "MODES", "PER_10K", "REFUSALS", "Measure", "Refused", "index_base", "measured", "measured_verdict", "ratio",
    "shown_decimals", "stated",
]  # fmt: skip

ABSOLUTE, PER_10K, INDEX = MODES = SWITCHES["mode"]
RESIDENTS = 10_000  # of a rate
BASE = 100  # of an index
REFUSALS = ("kind", "area", "population", "rank", "base", "not_comparable", "definition_break")
_CARE = "population_age"
_OPEN = Interval(None, None, False, False)
_DIGITS = 3  # significant digits of what is computed; a source that prints fewer allows fewer
_LEVELS = {"zone": "county"}  # levels of a place whose own scope is called otherwise


class Measure(NamedTuple):
    """A computed value and the interval it stands for; `decimals` are the digits worth showing.

    `bound`: the ends are what is known, not the value (5万多, 8–10所). `population` and `stale` belong to rates, `base` to
    an index. A tuple, since a page of lines makes thousands, in a third of the time a frozen dataclass takes.
    """

    value: float
    interval: Interval
    decimals: int = 0
    bound: bool = False
    population: Population | None = None
    stale: bool = False
    base: Row | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is computed; `reason` is one of REFUSALS, `verdict` the one on row and base where that is the reason."""

    reason: str
    verdict: Verdict | None = None


def measured(row: Row, mode: str, catalogue: Catalogue, base: Row | None = None) -> Measure | Refused:
    """A row of the observations frame in a mode of MODES; `base` is the row that is 100 in an index (None: there is none).

    KeyError: an indicator the catalogue does not have, or an unknown mode.
    """
    if mode == ABSOLUTE:
        return Measure(_value(row), _interval(row), bound=_is_bound(row))
    return {PER_10K: _per_residents, INDEX: _index}[mode](row, base, catalogue)


def stated(row: Mapping[str, Any]) -> Measure:
    """A value as it stands, for what asks for no more than the value; what interval it stands for is left open."""
    return Measure(row["value"], _OPEN)


def _value(row: Mapping[str, Any]) -> float:
    return float(row["value"])


def _interval(row: Mapping[str, Any]) -> Interval:
    low, high = float(row["low"]), float(row["high"])
    if math.isnan(low) and math.isnan(high):
        return exact(_value(row))
    return interval_of(low, high, bool(row["low_closed"]), bool(row["high_closed"]))


def _is_bound(row: Mapping[str, Any]) -> bool:
    """Whether the ends of the interval are what the source states: a bound or a range."""
    return is_bound(row) or not math.isnan(float(row["value_high"]))


# --- per 10,000 residents ------------------------------------------------------------------------------------------


def _per_residents(row: Row, _: Row | None, catalogue: Catalogue) -> Measure | Refused:
    """The count per 10,000 residents of its place, with the population of the nearest year."""
    place = catalogue.places.get(str(row["ref_area"]))
    if not catalogue.indicators[str(row["indicator"])].per_population:
        return Refused("kind")
    if place is None or row["scope"] != _LEVELS.get(place.level, place.level):
        return Refused("area")
    year = int(str(row["year"]))
    population = _nearest(catalogue.residents.counts.get(place.code, ()), year)
    if population is None:
        return Refused("population")
    interval = ratio_of(_interval(row), population.interval, RESIDENTS)
    value = _value(row) * RESIDENTS / population.value
    stale = not year or abs(population.year - year) > catalogue.residents.stale_after
    decimals = shown_decimals(value, interval, _is_bound(row))
    return Measure(value, interval, decimals, _is_bound(row), population=population, stale=stale)


def _nearest(known: Sequence[Population], year: int) -> Population | None:
    """The population of the year nearest to one, of two equally near the earlier; the newest where no year is stated."""
    if not known or not year:
        return known[-1] if known else None
    return min(known, key=lambda population: (abs(population.year - year), population.year))


# --- index ---------------------------------------------------------------------------------------------------------


def index_base(rows: Sequence[Row], place: str) -> Row | None:
    """The row that is 100: the first of a place; None where the place has no value."""
    return next((row for row in rows if row["ref_area"] == place), None)


def _index(row: Row, base: Row | None, catalogue: Catalogue) -> Measure | Refused:
    """The value in hundredths of the base; refused for ranks, for what may not be compared and across a new definition."""
    if catalogue.indicators[str(row["indicator"])].kind == "rank":
        return Refused("rank")
    if base is None or not _value(base):
        return Refused("base")
    if row["observation_id"] == base["observation_id"]:
        return Measure(float(BASE), exact(float(BASE)), base=base)
    judged = verdict(base, row, catalogue)
    refusal = _no_ratio(judged)
    if refusal:
        return Refused(refusal, judged)
    bound = _is_bound(row) or _is_bound(base)
    interval = ratio_of(_interval(row), _interval(base), BASE)
    value = _value(row) * BASE / _value(base)
    return Measure(value, interval, shown_decimals(value, interval, bound), bound, base=base)


def _no_ratio(judged: Verdict) -> str:
    """Why two values have no ratio: the verdict, or a definition that changed between them; empty if they have one."""
    if judged.verdict == NOT_COMPARABLE:
        return "not_comparable"
    return "definition_break" if "definition_break" in judged.reasons else ""


def shown_decimals(value: float, interval: Interval, bound: bool = False) -> int:
    """Decimals worth showing: three significant digits, fewer where half the width of the interval reaches further."""
    if value <= 0:
        return 0
    wanted = _DIGITS - 1 - math.floor(math.log10(value))
    wide = not bound and not is_exact(interval) and interval.low is not None and interval.high is not None
    if wide and interval.high is not None and interval.low is not None:
        wanted = min(wanted, math.floor(-math.log10((interval.high - interval.low) / 2)))
    return max(0, wanted)


# --- pairs ---------------------------------------------------------------------------------------------------------


def measured_verdict(a: Row, b: Row, mode: str, catalogue: Catalogue) -> Verdict:
    """The verdict on two rows as they stand in a mode.

    A rate carries the verdict on the counts; it is refused where one of the two has no rate, with the reason of the
    refusal, and asks for care where a population is old.
    """
    judged = verdict(a, b, catalogue)
    if mode != PER_10K:
        return judged
    rates = [_per_residents(row, None, catalogue) for row in (a, b)]
    refused = tuple(dict.fromkeys(rate.reason for rate in rates if isinstance(rate, Refused)))
    if refused:
        return Verdict(NOT_COMPARABLE, (*judged.reasons, *refused), judged.part_of)
    if any(isinstance(rate, Measure) and rate.stale for rate in rates):
        strict = NOT_COMPARABLE if judged.verdict == NOT_COMPARABLE else WITH_CARE
        return Verdict(strict, (*judged.reasons, _CARE), judged.part_of)
    return judged


def ratio(a: Row, b: Row, mode: str, catalogue: Catalogue) -> Measure | None:
    """How many times the second value the first is; None where they have no ratio.

    Refused for ranks and shares, for what may not be compared, across a new definition and where one of the two is zero.
    """
    kinds: Mapping[str, str] = {
        str(row["indicator"]): catalogue.indicators[str(row["indicator"])].kind for row in (a, b)
    }
    if {"rank", "share"} & set(kinds.values()) or _no_ratio(measured_verdict(a, b, mode, catalogue)):
        return None
    first, second = (measured(row, PER_10K if mode == PER_10K else ABSOLUTE, catalogue) for row in (a, b))
    if isinstance(first, Refused) or isinstance(second, Refused) or not first.value or not second.value:
        return None
    bound = first.bound or second.bound
    interval = ratio_of(first.interval, second.interval)
    value = first.value / second.value
    return Measure(value, interval, min(2, shown_decimals(value, interval, bound)), bound)
