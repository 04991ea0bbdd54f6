"""Columns and dtypes of the two frames, and the one way to fill them.

Absent text is "", an absent number NaN (`year` and offsets: 0), an absent tuple (). Text is pandas' `str`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

__all__ = ["KEY", "MENTION_COLUMNS", "OBSERVATION_COLUMNS", "Columns", "filled_frame"]

Columns = Mapping[str, "Sequence[object] | pd.Series"]

KEY = (
    "indicator", "breakdown", "ref_area", "scope", "entity", "event", "perimeter", "status", "period_type", "time_period",
)  # fmt: skip

_TEXT, _NUMBER, _COUNT, _FLAG, _TUPLE = "str", "float64", "int64", "bool", "object"
_DEFAULTS: dict[str, object] = {_TEXT: "", _NUMBER: math.nan, _COUNT: 0, _FLAG: False, _TUPLE: ()}

_QUANTITY = {
    "value": _NUMBER, "value_high": _NUMBER, "low": _NUMBER, "high": _NUMBER, "low_closed": _FLAG, "high_closed": _FLAG,
}  # fmt: skip

MENTION_COLUMNS: dict[str, str] = {
    "mention_id": _TEXT, "document": _TEXT, "surface": _TEXT, "start": _COUNT, "end": _COUNT,
    "sentence_start": _COUNT, "sentence_end": _COUNT, "prefix": _TEXT, "suffix": _TEXT,
    **_QUANTITY,
    "unit": _TEXT, "unit_mult": _COUNT, "decimals": _COUNT, "qualifier": _TEXT, "subject": _TEXT,
    "indicator": _TEXT, "breakdown": _TEXT, "rivals": _TUPLE, "reason": _TEXT,
    "area_name": _TEXT, "ref_area": _TEXT, "scope": _TEXT, "entity": _TEXT, "event": _TEXT, "perimeter": _TEXT,
    "time_period": _TEXT, "period_type": _TEXT, "period_basis": _TEXT, "status": _TEXT,
    "rank_of": _NUMBER, "paragraph": _COUNT, "confidence": _NUMBER,
    "origin": _TEXT, "review_state": _TEXT, "observation_id": _TEXT,
    "by": _TEXT, "on": _TEXT, "note": _TEXT, "replaced": _TEXT,
}  # fmt: skip

OBSERVATION_COLUMNS: dict[str, str] = {
    "observation_id": _TEXT, **dict.fromkeys(KEY, _TEXT), "area_name": _TEXT,
    **_QUANTITY,
    "unit": _TEXT, "unit_family": _TEXT, "unit_mult": _COUNT, "decimals": _COUNT, "printed": _TEXT, "qualifier": _TEXT,
    "origin": _TEXT, "processing": _TEXT, "formula": _TEXT, "inputs": _TUPLE,
    "document": _TEXT, "mention_id": _TEXT, "mentions": _TUPLE, "conflict": _FLAG, "rival_values": _TUPLE,
    "quote": _TEXT, "quote_start": _COUNT, "quote_end": _COUNT,
    "document_kind": _TEXT, "document_number": _TEXT, "issuing_body": _TEXT, "date_issued": _TEXT,
    "period_basis": _TEXT,
    "source_title": _TEXT, "source_publisher": _TEXT, "source_date": _TEXT, "source_url": _TEXT,
    "by": _TEXT, "on": _TEXT, "note": _TEXT, "review_state": _TEXT, "confidence": _NUMBER, "rank_of": _NUMBER,
    "table": _TEXT, "year": _COUNT,
}  # fmt: skip


def filled_frame(columns: Columns, dtypes: Mapping[str, str], length: int) -> pd.DataFrame:
    """A frame of `length` rows with exactly the columns of `dtypes`; what `columns` leaves out is absent everywhere.

    KeyError names a column nobody knows: a frame never grows a column by accident.
    """
    unknown = sorted(set(columns) - set(dtypes))
    if unknown:
        raise KeyError(", ".join(unknown))
    return pd.DataFrame({name: _column(columns.get(name), dtype, length) for name, dtype in dtypes.items()})


def _column(values: Sequence[Any] | pd.Series | None, dtype: Any, length: int) -> pd.Series:
    if values is None:
        values = [_DEFAULTS[dtype]] * length
    column: pd.Series = (
        pd.Series(values).astype(dtype) if isinstance(values, pd.Series) else pd.Series(list(values), dtype=dtype)
    )
    return column.reset_index(drop=True)
