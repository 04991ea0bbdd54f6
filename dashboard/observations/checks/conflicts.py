"""Two values for one thing: C08, C31 in one document; C12 units, C13 perimeters, C15 falls, C20 revisions across sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from dashboard.model import Finding, Severity
from dashboard.observations.checks.report import (
    Text,
    Values,
    date_of,
    finding,
    listed,
    name_of,
    perimeter_name,
    place_name,
    value_of,
)
from dashboard.observations.figures import Evidence, Figure
from dashboard.observations.timespan import days_between, days_of, periods_agree
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = [
    "c08_same_indicator_conflict", "c12_person_vs_person_times", "c13_perimeter_mismatch", "c15_stock_decrease", "c20_revision",
    "c31_double_mention",
]  # fmt: skip

_NOTABLE_FALL = 0.1  # of a stock; a cumulative figure must not fall at all (domain handbook 5, C15)
_PEOPLE = {"person", "person_time"}


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], Hashable]) -> list[list[Figure]]:
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return list(groups.values())


def _values(evidence: Evidence, figures: Iterable[Figure]) -> Text:
    return listed(value_of(evidence, f) for f in figures)


def c08_same_indicator_conflict(evidence: Evidence) -> Iterator[Finding]:
    """One key, values that cannot both be true, in one document: an error in one paragraph, else a warning."""
    for slot in evidence.slots:
        kept = next((f for f in slot if f.kept), slot[0])
        against = [f for f in slot if not f.interval.meets(kept.interval)]
        if against:
            together = any(
                f.paragraph == g.paragraph for f in against for g in slot if not f.interval.meets(g.interval)
            )
            severity = Severity.ERROR if together else Severity.WARNING
            words: Values = {"indicator": name_of(evidence, kept), "values": _values(evidence, slot)}
            yield finding("C08", severity, slot, "C08", words, kept.interval)


def c31_double_mention(evidence: Evidence) -> Iterator[Finding]:
    """One key, one value, several mentions in one document: one observation."""
    for slot in evidence.slots:
        for same in _grouped(slot, lambda f: (f.value, f.interval)):
            if len(same) > 1:
                words: Values = {
                    "indicator": name_of(evidence, same[0]),
                    "value": value_of(evidence, same[0]),
                    "count": len(same),
                }
                yield finding("C31", Severity.INFO, same, "C31", words, same[0].interval)


def c12_person_vs_person_times(evidence: Evidence) -> Iterator[Finding]:
    """One indicator of one place given in persons here and in participations there."""
    kept = [f for f in evidence.figures if f.kept and f.unit_family in _PEOPLE and f.scope != "entity"]
    for group in _grouped(kept, lambda f: (f.indicator, f.breakdown, f.ref_area)):
        if {f.unit_family for f in group} == _PEOPLE:
            words: Values = {
                "indicator": name_of(evidence, group[0]),
                "place": place_name(evidence, group[0]),
                "values": _values(evidence, group),
            }
            yield finding("C12", Severity.WARNING, group, "C12", words)


def c13_perimeter_mismatch(evidence: Evidence) -> Iterator[Finding]:
    """One indicator, several places, different perimeters: not like for like."""
    stated = [
        f for f in evidence.figures
        if f.scope != "entity" and f.status == "actual" and evidence.indicator(f).perimeter_codes
    ]  # fmt: skip
    for group in _grouped(stated, lambda f: (f.indicator, f.breakdown, f.scope)):
        if len({f.perimeter for f in group}) > 1 and _differ_between_places(group):
            words: Values = {"indicator": name_of(evidence, group[0]), "values": _with_perimeter(evidence, group)}
            yield finding("C13", Severity.WARNING, group, "C13", words)


def _differ_between_places(figures: Sequence[Figure]) -> bool:
    """Whether some place never uses the perimeter another one uses."""
    used: dict[str, set[str]] = {}
    for figure in figures:
        used.setdefault(figure.ref_area, set()).add(figure.perimeter)
    return any(not (a & b) for a, b in combinations({frozenset(p) for p in used.values()}, 2))


def _with_perimeter(evidence: Evidence, figures: Sequence[Figure]) -> Text:
    texts = []
    for group in _grouped(figures, lambda f: (f.ref_area, f.perimeter)):
        place, values, perimeter = (
            place_name(evidence, group[0]),
            _values(evidence, group),
            perimeter_name(evidence, group[0]),
        )
        texts.append(
            (
                say(WORDS, "C13.value", "zh", place=place[0], value=values[0], perimeter=perimeter[0]),
                say(WORDS, "C13.value", "en", place=place[1], value=values[1], perimeter=perimeter[1]),
            )
        )
    return listed(texts)


def c15_stock_decrease(evidence: Evidence) -> Iterator[Finding]:
    """A stock that falls by more than a tenth from one period to the next, or a cumulative figure that falls at all."""
    series = [
        f for f in evidence.figures
        if f.kept and f.status == "actual" and days_of(f.time_period) and _is_level(evidence, f)
    ]  # fmt: skip
    for group in _grouped(series, lambda f: _series_key(f)):
        ordered = sorted(group, key=lambda f: days_of(f.time_period) or ())
        for old, new in pairwise(ordered):
            if days_between(old.time_period, new.time_period) and _has_fallen(old, new):
                yield _fall(evidence, old, new)


def _is_level(evidence: Evidence, figure: Figure) -> bool:
    return figure.period_type == "cumulative" or (
        figure.period_type == "as_of" and evidence.indicator(figure).kind == "stock"
    )


def _series_key(f: Figure) -> Hashable:
    return (f.indicator, f.breakdown, f.ref_area, f.scope, f.entity, f.event, f.perimeter, f.period_type, f.unit_family)


def _has_fallen(old: Figure, new: Figure) -> bool:
    if old.interval.low is None or new.interval.high is None:
        return False
    kept_share = 1 if new.period_type == "cumulative" else 1 - _NOTABLE_FALL
    return new.interval.high < old.interval.low * kept_share


def _fall(evidence: Evidence, old: Figure, new: Figure) -> Finding:
    words: Values = {
        "indicator": name_of(evidence, new),
        "place": place_name(evidence, new),
        "old": value_of(evidence, old),
        "new": value_of(evidence, new),
    }
    words = {**words, "old_period": date_of(old.time_period), "new_period": date_of(new.time_period)}
    if new.period_type == "cumulative":
        return finding("C15", Severity.WARNING, [old, new], "C15.cumulative", words, new.interval)
    fall = f"{(1 - new.value / old.value) * 100:.1f}"
    return finding("C15", Severity.WARNING, [old, new], "C15.stock", {**words, "fall": fall}, new.interval)


def c20_revision(evidence: Evidence) -> Iterator[Finding]:
    """One key in two sources with values that do not meet; also what was announced for an event and what took place."""
    kept = [f for f in evidence.figures if f.kept and f.time_period]
    for group in _grouped(kept, _revision_key):
        for a, b in combinations(group, 2):
            if (
                a.source != b.source
                and periods_agree(a.time_period, b.time_period)
                and not a.interval.meets(b.interval)
            ):
                old, new = sorted((a, b), key=lambda f: f.issued)
                yield _revision(evidence, old, new)


def _revision_key(f: Figure) -> Hashable:
    status = "" if f.event and f.status in ("target", "actual") else f.status
    return (
        f.indicator,
        f.breakdown,
        f.ref_area,
        f.scope,
        f.entity,
        f.event,
        f.perimeter,
        f.period_type,
        f.unit_family,
        status,
    )


def _source_name(evidence: Evidence, figure: Figure) -> str:
    document = evidence.documents.get(figure.document)
    return figure.source if document is None else document.document_number or document.title or document.name


def _revision(evidence: Evidence, old: Figure, new: Figure) -> Finding:
    words: Values = {
        "indicator": name_of(evidence, new), "place": place_name(evidence, new), "period": date_of(new.time_period),
        "old": value_of(evidence, old), "new": value_of(evidence, new),
        "old_source": _source_name(evidence, old), "new_source": _source_name(evidence, new),
    }  # fmt: skip
    return finding("C20", Severity.INFO, [new, old], "C20", words, new.interval)
