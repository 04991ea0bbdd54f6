"""Shares: C02 implied total, C03 plan completion, C05 range."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.model import Finding, Interval, Severity
from dashboard.observations.checks.report import Text, Values, bounds, finding, indicator_name, name_of, value_of
from dashboard.observations.completion import is_completion
from dashboard.observations.figures import Evidence
from dashboard.observations.implied import Implied, implied_wholes

__all__ = ["c02_implied_total", "c03_plan_completion", "c05_share_range"]

_WHOLE_RANGE = Interval(0.0, 100.0)
_NOT_NEGATIVE = Interval(0.0, None)


def c02_implied_total(evidence: Evidence) -> Iterator[Finding]:
    """Total = part / share. Information when the total is not printed; an error when no whole number or not the printed one fits."""
    for implied in implied_wholes(evidence.figures, evidence.catalogue):
        if implied.plan:
            continue
        off = [w for w in implied.whole if not w.interval.meets(implied.interval)]
        if off:
            yield _implied(evidence, implied, "C02", Severity.ERROR, "C02.off", whole=value_of(evidence, off[0]))
        elif implied.whole:
            continue
        elif implied.integers is not None and not implied.integers:
            yield _implied(evidence, implied, "C02", Severity.ERROR, "C02.none")
        elif implied.single is not None:
            yield _implied(evidence, implied, "C02", Severity.INFO, "C02.single", whole=str(implied.single))
        else:
            yield _implied(evidence, implied, "C02", Severity.INFO, "C02.range")


def c03_plan_completion(evidence: Evidence) -> Iterator[Finding]:
    """Plan = done / share. Information when the plan is unknown; a warning when the known plan is another."""
    for implied in implied_wholes(evidence.figures, evidence.catalogue):
        if not implied.plan:
            continue
        off = [w for w in implied.whole if not w.interval.meets(implied.interval)]
        if off:
            yield _implied(evidence, implied, "C03", Severity.WARNING, "C03.off", whole=value_of(evidence, off[0]))
        elif not implied.whole:
            yield _implied(evidence, implied, "C03", Severity.INFO, "C03.implied")


def _implied(
    evidence: Evidence, implied: Implied, code: str, severity: Severity, key: str, **values: str | Text
) -> Finding:
    words: Values = {
        "part": value_of(evidence, implied.part), "share": value_of(evidence, implied.share), "interval": bounds(implied.interval),
        "indicator": indicator_name(evidence.catalogue, implied.share.indicator), **values,
    }  # fmt: skip
    return finding(code, severity, [implied.part, implied.share, *implied.whole], key, words, implied.interval)


def c05_share_range(evidence: Evidence) -> Iterator[Finding]:
    """A share lies in 0–100 %; the completion of a plan may exceed 100 %."""
    for figure in evidence.figures:
        indicator = evidence.indicator(figure)
        if indicator.kind != "share" or figure.unit_family != "percent":
            continue
        allowed = _NOT_NEGATIVE if is_completion(indicator, evidence.catalogue) else _WHOLE_RANGE
        if not figure.interval.meets(allowed):
            words: Values = {"indicator": name_of(evidence, figure), "value": value_of(evidence, figure)}
            yield finding("C05", Severity.ERROR, [figure], "C05", words, figure.interval)
