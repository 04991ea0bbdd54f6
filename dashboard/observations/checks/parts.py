"""Parts and wholes: C04 part and whole, C11 stages, C14 members and population, C22 scope, C23 capacity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dashboard.model import Finding, Interval, Severity
from dashboard.observations.checks.report import Values, bounds, finding, name_of, value_of
from dashboard.observations.figures import Evidence, Figure, Group, same_moment
from dashboard.observations.intervals import exact, sum_of, within

__all__ = [
    "c04_part_le_whole", "c11_stage_chain", "c14_subset_exceeds_population", "c22_scope_mismatch", "c23_capacity_vs_trained",
]  # fmt: skip

_AMOUNTS = ("stock", "flow", "capacity", "target")
_NARROWER = ("entity", "system", "municipal")  # scopes that are a part of their place
_LATER_EARLIER = (("operating", "published"), ("used", "issued"), ("paid", "allocated"))
_REGISTERED = ("published", "pending")  # stages a host has at most one registration in (domain handbook 5, C11)
_EXAMPLE = "等"  # 「某学院等」 names an example of a list, not whose figure it is
_TRAINED_PER_CAPACITY = 1.5
_PER_PROVIDER = Interval(50.0, 20_000.0)


def _wholes(evidence: Evidence, part: Figure, group: Group) -> Iterator[Figure]:
    """What a figure is a part of: the place's own figure, the parent indicator's, or that of all hosts."""
    parent = evidence.indicator(part).parent
    hosts = _populations(evidence, part)
    hosts = set() if part.scope == "entity" else hosts
    for whole in group.of(part.indicator, parent, *sorted(hosts)):
        if whole.ref_area != part.ref_area or whole.status != part.status:
            continue
        own = whole.indicator == part.indicator and _narrower(part, whole) and same_moment(part, whole)
        kind = (
            whole.indicator == parent and not whole.breakdown and _same_owner(part, whole) and same_moment(part, whole)
        )
        hosting = whole.indicator in hosts and not whole.breakdown and whole.scope != "entity"
        if own or kind or hosting:
            yield whole


def _populations(evidence: Evidence, part: Figure) -> set[str]:
    """The indicators that count the institutions a figure's codes name."""
    found = (evidence.populations.get((part.indicator, d, c)) for d, c in part.parts.items())
    return {name for name in found if name}


def _narrower(part: Figure, whole: Figure) -> bool:
    """Whether one figure is a narrower scope of the other: one firm's of the city's."""
    alike = (part.breakdown, part.unit_family, part.event) == (whole.breakdown, whole.unit_family, whole.event)
    return alike and part.scope in _NARROWER and whole.scope not in _NARROWER


def _same_owner(part: Figure, whole: Figure) -> bool:
    return (part.scope, part.entity, part.unit_family) == (whole.scope, whole.entity, whole.unit_family)


def _exceeding(part: Figure, wholes: Sequence[Figure]) -> bool:
    return bool(wholes) and not within(part.interval, (w.interval for w in wholes))


def c04_part_le_whole(evidence: Evidence) -> Iterator[Finding]:
    """A part is not larger than its whole in the same source: one entity's figure, one kind's, or one host type's."""
    for group in evidence.groups:
        for part in group.figures:
            if not part.kept or evidence.indicator(part).kind not in _AMOUNTS:
                continue
            wholes = list(_wholes(evidence, part, group))
            if _exceeding(part, wholes):
                yield _part_finding("C04", Severity.ERROR, evidence, part, wholes[0])


def _part_finding(code: str, severity: Severity, evidence: Evidence, part: Figure, whole: Figure) -> Finding:
    low, high = (
        bounds(Interval(part.interval.low, part.interval.low)),
        bounds(Interval(whole.interval.high, whole.interval.high)),
    )
    words: Values = {
        "part": value_of(evidence, part), "part_name": name_of(evidence, part), "low": low,
        "whole": value_of(evidence, whole), "whole_name": name_of(evidence, whole), "high": high,
    }  # fmt: skip
    return finding(code, severity, [part, whole], code, words, part.interval)


def c11_stage_chain(evidence: Evidence) -> Iterator[Finding]:
    """A later stage has no more than the earlier one, and published and pending together no more than the hosts."""
    for group in evidence.groups:
        for stages in _staged(group.figures):
            for later, earlier in _LATER_EARLIER:
                if later in stages and earlier in stages and _exceeding(stages[later], [stages[earlier]]):
                    pair = [stages[later], stages[earlier]]
                    words: Values = {
                        "later": value_of(evidence, pair[0]),
                        "earlier": value_of(evidence, pair[1]),
                        "indicator": name_of(evidence, pair[0]),
                    }
                    yield finding("C11", Severity.ERROR, pair, "C11.stages", words, pair[1].interval)
            yield from _against_hosts(evidence, [stages[s] for s in _REGISTERED if s in stages], group)


def _staged(figures: Iterable[Figure]) -> list[dict[str, Figure]]:
    """The kept figures that differ only in their stage: stage → figure."""
    groups: dict[tuple[object, ...], dict[str, Figure]] = {}
    for figure in figures:
        stage = figure.parts.get("stage")
        if stage and figure.kept:
            rest = tuple((d, c) for d, c in figure.parts.items() if d != "stage")
            key = (
                figure.indicator,
                rest,
                figure.ref_area,
                figure.scope,
                figure.entity,
                figure.status,
                figure.time_period,
            )
            groups.setdefault(key, {}).setdefault(stage, figure)
    return list(groups.values())


def _against_hosts(evidence: Evidence, registered: Sequence[Figure], group: Group) -> Iterator[Finding]:
    if len(registered) < 2:
        return
    first = registered[0]
    hosts = group.of(*sorted(_populations(evidence, first)))
    wholes = [w for w in hosts if not w.breakdown and w.scope != "entity" and w.ref_area == first.ref_area]
    total = sum_of(f.interval for f in registered)
    if wholes and not within(total, (w.interval for w in wholes)):
        words: Values = {
            "indicator": name_of(evidence, first),
            "sum": bounds(total),
            "hosts": value_of(evidence, wholes[0]),
        }
        yield finding("C11", Severity.ERROR, [*registered, wholes[0]], "C11.hosts", words, total)


def c14_subset_exceeds_population(evidence: Evidence) -> Iterator[Finding]:
    """Members of one group that are more than all institutions of their kind in the place."""
    for group in evidence.groups:
        for part in group.figures:
            if not part.kept or part.scope != "entity" or not part.breakdown:
                continue
            everyone = group.of(*sorted(_populations(evidence, part)))
            wholes = [w for w in everyone if not w.breakdown and w.scope != "entity" and w.ref_area == part.ref_area]
            if _exceeding(part, wholes):
                yield _part_finding("C14", Severity.INFO, evidence, part, wholes[0])


def c22_scope_mismatch(evidence: Evidence) -> Iterator[Finding]:
    """A figure of one institution kept as its place's, or scope and institution that contradict each other."""
    entities: dict[str, set[str]] = {}
    for figure in evidence.mentioned:
        if figure.entity:
            entities.setdefault(figure.document, set()).add(figure.entity)
    for figure in evidence.figures:
        owner = None if figure.entity else _subject(evidence, figure, entities.get(figure.document, ()))
        if not owner and (figure.scope == "entity") == bool(figure.entity):
            continue
        words: Values = {
            "value": value_of(evidence, figure),
            "indicator": name_of(evidence, figure),
            "scope": figure.scope,
        }
        key = "C22.unmarked" if owner else "C22.nameless"
        yield finding("C22", Severity.ERROR, [figure], key, {**words, "entity": owner or figure.entity or "–"})


def _subject(evidence: Evidence, figure: Figure, entities: Iterable[str]) -> str | None:
    """The institution that stands before the figure in its sentence with no scope word in between, if it is its subject."""
    if not entities:
        return None
    text = evidence.documents[figure.document].text[figure.sentence.start : figure.span.start]
    before = "".join(text.split())
    names = [(before.rfind(name), name) for name in entities if name in before]
    if not names:
        return None
    position, name = max(names)
    after = before[position + len(name) :]
    scoped = any(word in after for words in evidence.catalogue.scopes.values() for word in words)
    return None if scoped or after.startswith(_EXAMPLE) else name


def c23_capacity_vs_trained(evidence: Evidence) -> Iterator[Finding]:
    """Training done is at most one and a half times the capacity, and a provider's capacity is of a usual size.

    The providers are the institutions counted just before the capacity in its sentence; training done is a flow in the
    same source whose catalogue entry names this check.
    """
    for group in evidence.groups:
        for capacity in group.figures:
            if capacity.kept and evidence.indicator(capacity).kind == "capacity" and capacity.status != "target":
                yield from _overtrained(evidence, capacity, group.figures)
                yield from _per_provider(evidence, capacity, group.figures)


def _overtrained(evidence: Evidence, capacity: Figure, figures: Iterable[Figure]) -> Iterator[Finding]:
    if capacity.interval.high is None:
        return
    limit = Interval(None, capacity.interval.high * _TRAINED_PER_CAPACITY)
    for trained in figures:
        entry = evidence.indicator(trained)
        named = entry.kind == "flow" and "C23" in entry.checks and trained.status == "actual"
        same = (trained.ref_area, trained.entity) == (capacity.ref_area, capacity.entity)
        if (
            named
            and same
            and trained.kept
            and trained.period_type != "cumulative"
            and not trained.interval.meets(limit)
        ):
            words: Values = {"trained": value_of(evidence, trained), "capacity": value_of(evidence, capacity)}
            yield finding("C23", Severity.INFO, [trained, capacity], "C23.trained", words, limit)


def _per_provider(evidence: Evidence, capacity: Figure, figures: Iterable[Figure]) -> Iterator[Finding]:
    providers = [
        f for f in figures
        if f.document and f.sentence == capacity.sentence and f.span < capacity.span and f.unit_family == "institution"
    ]  # fmt: skip
    if not providers or not providers[-1].value or capacity.interval.low is None or capacity.interval.high is None:
        return
    nearest = providers[-1]
    each = Interval(capacity.interval.low / nearest.value, capacity.interval.high / nearest.value)
    if not each.meets(_PER_PROVIDER):
        average = bounds(exact(round(capacity.value / nearest.value, 2)))
        words: Values = {
            "capacity": value_of(evidence, capacity),
            "providers": value_of(evidence, nearest),
            "each": average,
        }
        yield finding("C23", Severity.INFO, [capacity, nearest], "C23.provider", words, each)
