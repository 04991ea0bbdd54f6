"""A frame as one Parquet file: written whole, read a few lines at a time. The only place that knows pyarrow.

A column is text, whole numbers, numbers (absent: NaN), flags, or tuples of texts; nothing in it is null.
"""

from __future__ import annotations

import io
import json
import threading
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import proxy

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.observations.dtypes import LATER

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["UNREADABLE", "Lines", "nullable_bytes", "parquet_bytes", "read_columns", "said_of"]

UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError)
"""What reading a file raises that is no such Parquet file."""

_GROUP = 4096  # lines that are read together
_GROUPS_KEPT = 32
_SAME = b"same"  # key of the file's own words: the columns with one value, as JSON
_TYPES = {"str": pa.string(), "float64": pa.float64(), "int64": pa.int64(), "bool": pa.bool_(), "object": pa.list_(pa.string())}  # fmt: skip


class Lines:
    """The lines of a Parquet file held in memory as it stands on disk. Safe to use from many threads.

    One of UNREADABLE: `data` is no Parquet file, or has other columns than those of `dtypes` (dtypes.py). What of these
    came LATER than the file says the same in all its lines.
    """

    def __init__(self, data: bytes, dtypes: Mapping[str, str]) -> None:
        self.dtypes = dict(dtypes)
        self._file = pq.ParquetFile(pa.BufferReader(data))
        schema = self._file.schema_arrow
        said = json.loads((schema.metadata or {}).get(_SAME, b"{}"))
        self._same = {name: tuple(value) if dtypes[name] == "object" else value for name, value in said.items()}
        self._columns = list(schema.names)
        known = {*self._columns, *self._same}
        self._same |= {name: said for name, said in LATER.items() if name in dtypes and name not in known}
        if {*self._columns, *self._same} != set(dtypes):
            raise KeyError(", ".join({*self._columns, *self._same} ^ set(dtypes)))
        parts = self._file.metadata
        self._starts = [0, *accumulate(parts.row_group(n).num_rows for n in range(parts.num_row_groups))]
        self._turn = threading.Lock()
        self._group = lru_cache(maxsize=_GROUPS_KEPT)(partial(Lines._read_group, proxy(self)))

    def __len__(self) -> int:
        total: int = self._starts[-1]
        return total

    def rows(self, start: int, stop: int) -> list[dict[str, Any]]:
        """The lines of a range as plain dicts: str, int, float, bool, tuples of str."""
        if start >= stop:
            return []
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, stop - 1) - 1
        found: list[dict[str, Any]] = []
        for number in range(first, last + 1):
            begin = self._starts[number]
            cut = slice(max(start - begin, 0), stop - begin)
            found += [
                self._same | dict(zip(self._columns, line, strict=True)) for line in _cut(self._group(number), cut)
            ]
        return found

    def column(self, name: str) -> list[Any]:
        """All values of one column."""
        if name in self._same:
            return [self._same[name]] * len(self)
        with self._turn:
            table = self._file.read(columns=[name], use_threads=False)
        return _values(table.column(name), self.dtypes[name])

    def first_of_groups(self, name: str) -> list[Any]:
        """The least value of a column in each group of lines, for a file that is sorted by it."""
        position = self._columns.index(name)
        parts = self._file.metadata
        return [
            parts.row_group(n).column(position).statistics.min for n in range(parts.num_row_groups if len(self) else 0)
        ]

    def group(self, number: int) -> tuple[int, int]:
        """Where a group of lines starts and stops."""
        return self._starts[number], self._starts[number + 1]

    def _read_group(self, number: int) -> list[tuple[str, pa.Array]]:
        with self._turn:
            table = self._file.read_row_group(number, use_threads=False)
        return [(self.dtypes[name], table.column(name).combine_chunks()) for name in self._columns]


def parquet_bytes(columns: Mapping[str, Any], dtypes: Mapping[str, str], compression: str = "zstd") -> bytes:
    """The columns (Series, arrays or lists) as a Parquet file. A column that says one thing everywhere is said once.

    The first column is always written: it says how many lines there are. `lz4` is read faster than `zstd` and takes more room.
    """
    arrays = {name: _array(columns[name], _TYPES[dtype]) for name, dtype in dtypes.items()}
    same = {name: array[0].as_py() for name, array in list(arrays.items())[1:] if _says_one_thing(array)}
    table = pa.table({name: array for name, array in arrays.items() if name not in same})
    table = table.replace_schema_metadata({_SAME: json.dumps(same)})
    file = io.BytesIO()
    pq.write_table(table, file, compression=compression, row_group_size=_GROUP)
    return file.getvalue()


def nullable_bytes(
    columns: Mapping[str, Sequence[Any]], dtypes: Mapping[str, str], words: Mapping[str, str], said: Mapping[str, str]
) -> bytes:
    """Columns for other programs as a Parquet file: None is null; `words` describe a column, `said` the whole file."""
    schema = pa.schema(
        [pa.field(name, _TYPES[dtype], metadata={"description": words[name]}) for name, dtype in dtypes.items()],
        metadata=dict(said),
    )
    table = pa.table({name: pa.array(columns[name], _TYPES[dtype]) for name, dtype in dtypes.items()}, schema=schema)
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd", row_group_size=_GROUP)
    return file.getvalue()


def _says_one_thing(array: pa.Array) -> bool:
    """Whether all values of a column are equal; a list counts as such only where it is empty."""
    if not len(array):
        return False
    if pa.types.is_list(array.type):
        return not len(array.flatten())
    return len(array.unique()) == 1


def read_columns(path: Path) -> dict[str, pd.Series]:
    """The columns of a Parquet file somebody else wrote, text that repeats as categories. One of UNREADABLE."""
    table = pq.read_table(path, use_threads=False)
    return {name: table.column(name).to_pandas() for name in table.column_names}


def said_of(data: bytes) -> dict[str, str]:
    """What a Parquet file says of itself as a whole (`said` of `nullable_bytes`). One of UNREADABLE: it is none."""
    said = pq.read_schema(pa.BufferReader(data)).metadata or {}
    return {key.decode("utf-8", "replace"): text.decode("utf-8", "replace") for key, text in said.items()}


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    """The values as a column. Half characters (lone surrogates), which no UTF-8 can hold, become question marks."""
    try:
        array = pa.array(values, from_pandas=False) if len(values) else pa.array([], kind)
    except UnicodeEncodeError:
        array = pa.array([value.encode("utf-8", "replace").decode() for value in values])
    return (array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array).cast(kind)


def _cut(columns: Sequence[tuple[str, pa.Array]], cut: slice) -> zip[tuple[Any, ...]]:
    """The lines of a range as tuples."""
    return zip(*(_values(array[cut], dtype) for dtype, array in columns), strict=True)


def _values(array: pa.Array | pa.ChunkedArray, dtype: str) -> list[Any]:
    values = array.to_pylist()
    return [tuple(value) for value in values] if dtype == "object" else values
