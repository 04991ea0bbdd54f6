"""A mention as one line of `extract`'s output: the keys in the order the contract names them."""

from __future__ import annotations

from dashboard.model import Mention

__all__ = ["mention_record"]

Value = str | int | float | bool | None | list[str] | dict[str, str]


def mention_record(mention: Mention, explain: bool = False) -> dict[str, Value]:
    """A JSON-ready dict; None where unknown, whole numbers as integers. `explain` adds the reason and the subject."""
    interval = mention.interval
    record: dict[str, Value] = {
        "document": mention.document,
        "surface": mention.surface,
        "start": mention.span.start,
        "end": mention.span.end,
        "sentence_start": mention.sentence.start,
        "sentence_end": mention.sentence.end,
        "value": _number(mention.value),
        "value_high": _number(mention.value_high),
        "low": _number(interval.low) if interval else None,
        "high": _number(interval.high) if interval else None,
        "low_closed": interval.low_closed if interval else None,
        "high_closed": interval.high_closed if interval else None,
        "unit": mention.unit,
        "qualifier": mention.qualifier.value,
        "indicator": mention.indicator,
        "breakdown": dict(mention.breakdown),
        "rivals": list(mention.rivals),
        "reason": mention.reason,
        "area_name": mention.area_name,
        "ref_area": mention.ref_area,
        "scope": mention.scope.value if mention.scope else None,
        "entity": mention.entity,
        "event": mention.event,
        "perimeter": mention.perimeter,
        "time_period": mention.time_period,
        "period_type": mention.period_type.value,
        "status": mention.status.value,
        "confidence": mention.confidence,
    }
    if explain:
        record |= {"subject": mention.subject, "period_basis": mention.period_basis}
    return record


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 6)
