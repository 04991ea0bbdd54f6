"""Columns and dtypes of the two frames.

Absent text is "", an absent number NaN (`year` and offsets: 0), an absent tuple (). Text is pandas' `str`.
"""

from __future__ import annotations

__all__ = ["COUNT", "FLAG", "KEY", "LATER", "MENTION_COLUMNS", "NUMBER", "OBSERVATION_COLUMNS", "TEXT", "TUPLE"]

KEY = (
    "indicator", "breakdown", "ref_area", "scope", "entity", "event", "perimeter", "status", "period_type", "time_period",
)  # fmt: skip

TEXT, NUMBER, COUNT, FLAG, TUPLE = "str", "float64", "int64", "bool", "object"

_QUANTITY = {
    "value": NUMBER, "value_high": NUMBER, "low": NUMBER, "high": NUMBER, "low_closed": FLAG, "high_closed": FLAG,
}  # fmt: skip

MENTION_COLUMNS: dict[str, str] = {
    "mention_id": TEXT, "document": TEXT, "surface": TEXT, "start": COUNT, "end": COUNT,
    "sentence_start": COUNT, "sentence_end": COUNT, "prefix": TEXT, "suffix": TEXT,
    **_QUANTITY,
    "unit": TEXT, "unit_mult": COUNT, "decimals": COUNT, "qualifier": TEXT, "subject": TEXT,
    "indicator": TEXT, "breakdown": TEXT, "rivals": TUPLE, "reason": TEXT,
    "area_name": TEXT, "ref_area": TEXT, "scope": TEXT, "entity": TEXT, "event": TEXT, "perimeter": TEXT,
    "time_period": TEXT, "period_type": TEXT, "period_basis": TEXT, "status": TEXT,
    "rank_of": NUMBER, "paragraph": COUNT, "confidence": NUMBER,
    "origin": TEXT, "review_state": TEXT, "observation_id": TEXT,
    "by": TEXT, "on": TEXT, "note": TEXT, "note_en": TEXT, "replaced": TEXT,
}  # fmt: skip

OBSERVATION_COLUMNS: dict[str, str] = {
    "observation_id": TEXT, **dict.fromkeys(KEY, TEXT), "area_name": TEXT,
    **_QUANTITY,
    "unit": TEXT, "unit_family": TEXT, "unit_mult": COUNT, "decimals": COUNT, "printed": TEXT, "qualifier": TEXT,
    "origin": TEXT, "processing": TEXT, "formula": TEXT, "inputs": TUPLE,
    "document": TEXT, "mention_id": TEXT, "mentions": TUPLE, "conflict": FLAG, "rival_values": TUPLE,
    "quote": TEXT, "quote_start": COUNT, "quote_end": COUNT,
    "document_kind": TEXT, "document_number": TEXT, "issuing_body": TEXT, "date_issued": TEXT,
    "period_basis": TEXT,
    "source_title": TEXT, "source_publisher": TEXT, "source_date": TEXT, "source_url": TEXT,
    "by": TEXT, "on": TEXT, "note": TEXT, "note_en": TEXT, "review_state": TEXT, "confidence": NUMBER, "rank_of": NUMBER,
    "table": TEXT, "year": COUNT,
}  # fmt: skip

LATER = {"note_en": ""}
"""Columns that frames kept in older editions do not have yet, and what they say there."""
