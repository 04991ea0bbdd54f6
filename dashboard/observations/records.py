"""A finding as one line of `check --format jsonl`."""

from __future__ import annotations

from dashboard.model import Finding, Interval

__all__ = ["finding_record"]


def finding_record(finding: Finding) -> dict[str, object]:
    """A JSON-ready dict: code, severity, documents, mentions, spans, indicator, interval, zh, en. None where unknown."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "documents": list(finding.documents),
        "mentions": list(finding.mentions),
        "spans": [{"document": name, "start": span.start, "end": span.end} for name, span in finding.spans],
        "indicator": finding.indicator,
        "interval": _bounds(finding.interval) if finding.interval else None,
        "zh": finding.zh,
        "en": finding.en,
    }


def _bounds(interval: Interval) -> dict[str, float | bool | None]:
    return {
        "low": interval.low,
        "high": interval.high,
        "low_closed": interval.low_closed,
        "high_closed": interval.high_closed,
    }
