"""Sums: C01 parts and total, C06 medal table, C09 a total against its kinds stated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.catalogue.entries import Indicator
from dashboard.model import Finding, Interval, Severity
from dashboard.observations.checks.report import Values, bounds, code_name, finding, listed, name_of, value_of
from dashboard.observations.composition import additive_dimensions, is_nested
from dashboard.observations.figures import Evidence, Figure, same_moment
from dashboard.observations.intervals import sum_of

__all__ = ["c01_sum_of_parts", "c06_medal_table", "c09_composed_total_conflict"]

_MEDALS = "medal"  # unit family


class _Family(NamedTuple):
    """The parts over one dimension of one total: code → figure; `total` may be missing."""

    indicator: Indicator
    dimension: str
    parts: dict[str, Figure]
    total: Figure | None

    @property
    def missing(self) -> list[str]:
        """The codes of the dimension that no part states."""
        codes = self.indicator.breakdowns[self.dimension]
        return [c for c in codes if c not in self.parts and not is_nested(c)]

    def sum(self) -> Interval:
        """What the parts add up to."""
        return sum_of(f.interval for f in self.parts.values())


def _families(evidence: Evidence) -> Iterator[_Family]:
    """Every group of parts of one source that differ in one additive dimension only, with its total."""
    for group in evidence.groups:
        for figure in group.figures:
            if not (figure.kept and figure.breakdown):
                continue
            kept = [f for f in group.of(figure.indicator) if f.kept]
            for dimension in additive_dimensions(evidence.indicator(figure)):
                if dimension in figure.parts and _first_of_its_family(figure, kept, dimension):
                    yield _family(evidence.indicator(figure), figure, kept, dimension)


def _rest(figure: Figure, dimension: str) -> tuple[object, ...]:
    """What the parts of one total share."""
    others = tuple((d, c) for d, c in figure.parts.items() if d != dimension)
    return (
        figure.indicator, others, figure.ref_area, figure.scope, figure.entity, figure.event, figure.perimeter, figure.status,
        figure.unit_family,
    )  # fmt: skip


def _siblings(figure: Figure, figures: Iterable[Figure], dimension: str) -> Iterator[Figure]:
    rest = _rest(figure, dimension)
    for other in figures:
        if other.indicator == figure.indicator and _rest(other, dimension) == rest and same_moment(figure, other):
            yield other


def _first_of_its_family(figure: Figure, figures: Sequence[Figure], dimension: str) -> bool:
    return next(f for f in _siblings(figure, figures, dimension) if dimension in f.parts) is figure


def _family(indicator: Indicator, figure: Figure, figures: Sequence[Figure], dimension: str) -> _Family:
    parts: dict[str, Figure] = {}
    total = None
    for sibling in _siblings(figure, figures, dimension):
        code = sibling.parts.get(dimension)
        if code is None:
            total = total or sibling
        elif not is_nested(code):
            parts.setdefault(code, sibling)
    return _Family(indicator, dimension, parts, total)


def _at_least(interval: Interval) -> Interval:
    """A sum with parts missing: it can only be larger."""
    return Interval(interval.low, None, interval.low_closed, False)


def c01_sum_of_parts(evidence: Evidence) -> Iterator[Finding]:
    """Parts over an additive dimension must meet their total; where parts are missing, must not exceed it.

    Also a total printed in one sentence with its kinds (`sum_of`). Medals are left to C06.
    """
    for family in _families(evidence):
        if family.total is None or not family.parts or family.indicator.unit_family == _MEDALS:
            continue
        total = family.sum()
        if not (_at_least(total) if family.missing else total).meets(family.total.interval):
            figures = [family.total, *family.parts.values()]
            yield _sum_finding("C01", Severity.ERROR, evidence, figures, total)
    yield from _composed(evidence, "C01", Severity.ERROR, together=True)


def _sum_finding(
    code: str, severity: Severity, evidence: Evidence, figures: Sequence[Figure], total: Interval
) -> Finding:
    added = tuple(
        " + ".join(value_of(evidence, f)[n] for f in figures[1:]) + f" = {whole}"
        for n, whole in enumerate(bounds(total))
    )
    words: Values = {
        "parts": (added[0], added[1]),
        "sum": (added[0], added[1]),
        "indicator": name_of(evidence, figures[0]),
        "total": value_of(evidence, figures[0]),
    }
    return finding(code, severity, figures, code, words, total)


def c06_medal_table(evidence: Evidence) -> Iterator[Finding]:
    """Colours must add up to the printed total exactly; an unnamed colour is missing, not zero, and said to be so."""
    for family in _families(evidence):
        if family.indicator.unit_family != _MEDALS or not family.parts:
            continue
        figures, total = list(family.parts.values()), family.sum()
        named = listed(code_name(evidence.catalogue, family.indicator.id, family.dimension, c) for c in family.parts)
        words: Values = {"indicator": (family.indicator.zh, family.indicator.en), "named": named, "sum": bounds(total)}
        if family.total is not None:
            if not (_at_least(total) if family.missing else total).meets(family.total.interval):
                figures = [family.total, *figures]
                yield finding(
                    "C06",
                    Severity.ERROR,
                    figures,
                    "C06.off",
                    {**words, "total": value_of(evidence, family.total)},
                    total,
                )
        elif family.missing:
            unnamed = listed(
                code_name(evidence.catalogue, family.indicator.id, family.dimension, c) for c in family.missing
            )
            yield finding("C06", Severity.INFO, figures, "C06.unstated", {**words, "unnamed": unnamed}, total)


def c09_composed_total_conflict(evidence: Evidence) -> Iterator[Finding]:
    """A total against the sum of its kinds (`sum_of`) stated elsewhere in the source."""
    yield from _composed(evidence, "C09", Severity.WARNING, together=False)


def _composed(evidence: Evidence, code: str, severity: Severity, together: bool) -> Iterator[Finding]:
    for group in evidence.groups:
        for total in group.figures:
            kinds = evidence.indicator(total).sum_of
            if not kinds or not total.kept or total.breakdown:
                continue
            found = _kinds(total, [f for f in group.of(*kinds) if f.kept])
            beside = bool(total.document) and all(f.sentence == total.sentence for f in found.values())
            value = sum_of(f.interval for f in found.values())
            complete = len(found) == len(kinds)
            if found and beside == together and not (value if complete else _at_least(value)).meets(total.interval):
                yield _sum_finding(code, severity, evidence, [total, *found.values()], value)


def _kinds(total: Figure, figures: Iterable[Figure]) -> Mapping[str, Figure]:
    """The figures of the kinds a total is made of: same place, scope and time."""
    found: dict[str, Figure] = {}
    for figure in figures:
        same = (figure.ref_area, figure.scope, figure.entity, figure.status) == (
            total.ref_area, total.scope, total.entity, total.status,
        )  # fmt: skip
        if not figure.breakdown and same and same_moment(figure, total):
            found.setdefault(figure.indicator, figure)
    return found
