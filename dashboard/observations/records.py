"""A finding as one line of `check --format jsonl`, and back; and the name a link knows it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from dashboard.model import Finding, Interval, Severity, Span

__all__ = ["finding_names", "finding_of", "finding_record"]


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


def finding_of(record: dict[str, Any]) -> Finding:
    """The inverse of `finding_record`; KeyError, TypeError or ValueError for what is no such record."""
    texts = {name: record[name] for name in ("code", "indicator", "zh", "en")}
    return Finding(
        severity=Severity(record["severity"]),
        documents=tuple(record["documents"]),
        mentions=tuple(record["mentions"]),
        spans=tuple((span["document"], Span(span["start"], span["end"])) for span in record["spans"]),
        interval=Interval(**record["interval"]) if record["interval"] else None,
        **texts,
    )


def _bounds(interval: Interval) -> dict[str, float | bool | None]:
    return {
        "low": interval.low,
        "high": interval.high,
        "low_closed": interval.low_closed,
        "high_closed": interval.high_closed,
    }


def finding_names(findings: Iterable[Finding]) -> Iterator[str]:
    """`C08-3f2a91c0` of each finding: its code and a hash of its mentions (of its documents, where it has none)."""
    seen: Counter[str] = Counter()
    for finding in findings:
        found = "\n".join((finding.indicator or "", *sorted(finding.mentions or finding.documents)))
        name = f"{finding.code}-{sha256(found.encode()).hexdigest()[:8]}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
