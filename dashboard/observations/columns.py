"""The one way to fill the two frames (dtypes.py says what they hold)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.observations.dtypes import (
    COUNT,
    FLAG,
    KEY,
    MENTION_COLUMNS,
    NUMBER,
    OBSERVATION_COLUMNS,
    TEXT,
    TUPLE,
)

__all__ = ["KEY", "MENTION_COLUMNS", "OBSERVATION_COLUMNS", "Columns", "filled_frame"]

Columns = Mapping[str, "Sequence[object] | pd.Series"]

_STRINGS = pd.StringDtype(storage="python", na_value=math.nan)  # pandas' `str`, whatever else is installed
_DEFAULTS: dict[str, object] = {TEXT: "", NUMBER: math.nan, COUNT: 0, FLAG: False, TUPLE: ()}


def filled_frame(columns: Columns, dtypes: Mapping[str, str], length: int) -> pd.DataFrame:
    """A frame of `length` rows with exactly the columns of `dtypes`; what `columns` leaves out is absent everywhere.

    KeyError names a column nobody knows: a frame never grows a column by accident.
    """
    unknown = sorted(set(columns) - set(dtypes))
    if unknown:
        raise KeyError(", ".join(unknown))
    return pd.DataFrame({name: _column(columns.get(name), dtype, length) for name, dtype in dtypes.items()})


def _column(values: Sequence[Any] | pd.Series | None, name: str, length: int) -> pd.Series:
    if values is None:
        values = [_DEFAULTS[name]] * length
    dtype: Any = _STRINGS if name == TEXT else name
    column: pd.Series = (
        pd.Series(values).astype(dtype) if isinstance(values, pd.Series) else pd.Series(list(values), dtype=dtype)
    )
    return column.reset_index(drop=True)
