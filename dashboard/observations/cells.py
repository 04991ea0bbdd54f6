"""The observations cell by cell: of an indicator and a place only its own lines are read, and only when asked for.

A row is a plain dict of one line of the observations frame (`columns.py`); absent text is "", absent numbers are NaN.
Nothing here needs pandas: a page is drawn from the few rows it shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import proxy

from dashboard.observations.dtypes import OBSERVATION_COLUMNS

if TYPE_CHECKING:
    from dashboard.observations.parquet import Lines

__all__ = ["ID_COLUMNS", "LINE", "LINE_COLUMNS", "RUN_COLUMNS", "Cells", "Packed", "Row", "Run", "opened"]

Row = Mapping[str, Any]

LINE = "line"
LINE_COLUMNS = {LINE: "int64", **OBSERVATION_COLUMNS}
RUN_COLUMNS = {
    "indicator": "str", "ref_area": "str", "entity_alone": "bool", "start": "int64", "stop": "int64",
    "national": "bool", "spoken": "bool", "stated": "bool", "years": "int64",
}  # fmt: skip
ID_COLUMNS = {"observation_id": "str", LINE: "int64"}
_CELLS_KEPT = 512
_GAP, _BATCH = 64, 4096  # lines read for nothing between two cells, and lines read at once, at most


@dataclass(frozen=True, slots=True)
class Packed:
    """The Parquet files of the observations (`arrange.py`): the lines, the runs of one cell each, the ids."""

    lines: bytes
    runs: bytes
    ids: bytes


class Run(NamedTuple):
    """Where the lines of a cell are, and about them: a document speaks of it; a document states its total; how many years."""

    start: int
    stop: int
    spoken: bool
    stated: bool
    years: int


_Place = tuple[Run, tuple[str, str]]


class Cells(Mapping[tuple[str, str], tuple[Row, ...]]):
    """(indicator, place) → the rows of that place, totals before parts, newest first, extracted before curated.

    Rows of single institutions are found by id but belong to no cell, and neither do rows whose place is not known.
    """

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self._cell = lru_cache(maxsize=_CELLS_KEPT)(
            partial(Cells._read_cell, proxy(self))
        )  # no circle: gone when dropped

    def __getitem__(self, key: tuple[str, str]) -> tuple[Row, ...]:
        if key not in self.runs:
            raise KeyError(key)
        return self._cell(key)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)

    def __contains__(self, key: object) -> bool:
        return key in self.runs

    @cached_property
    def runs(self) -> dict[tuple[str, str], Run]:
        """The cells without their rows, by indicator and place."""
        return {key: run for key, run in self._all_runs.items() if key[1]}

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """observation_id → row, for every observation."""
        return _ById(self.lines, opened(self.packed.ids, ID_COLUMNS))

    @cached_property
    def indicators(self) -> Mapping[str, tuple[str, ...]]:
        """Indicator → the places it has rows of, "" for those whose place is not known."""
        found: dict[str, list[str]] = {}
        for indicator, place in self._all_runs:
            found.setdefault(indicator, []).append(place)
        return {indicator: tuple(places) for indicator, places in found.items()}

    @cached_property
    def places(self) -> Mapping[str, bool]:
        """Every place of the frame in the order of the codes, and whether it is a nation."""
        found: dict[str, bool] = {}
        for place, national in zip(*(self._runs.column(name) for name in ("ref_area", "national")), strict=True):
            found[place] = national or found.get(place, False)
        return {place: found[place] for place in sorted(found) if place}

    @cached_property
    def lines(self) -> Lines:
        """All lines, cell after cell."""
        return opened(self.packed.lines, LINE_COLUMNS)

    def many(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Row, ...]]:
        """The rows of several cells, those that lie beside each other read at once; keys without rows are left out."""
        found: dict[tuple[str, str], tuple[Row, ...]] = {}
        wanted = sorted((self.runs[key], key) for key in keys if key in self.runs)
        for batch in _beside_each_other(wanted):
            first, last = batch[0][0].start, batch[-1][0].stop
            rows = _standing_alone(self.lines.rows(first, last))
            found |= {key: tuple(rows[run.start - first : run.stop - first]) for run, key in batch}
        return found

    def rows_of(self, indicator: str, places: Iterable[str] = ()) -> list[Row]:
        """The rows of an indicator in the places given, in all where none is given, in the order of the frame."""
        wanted = self.indicators.get(indicator, ())
        chosen = set(places)
        rows = [row for place in wanted if place in chosen or not chosen for row in self._cell((indicator, place))]
        return sorted(rows, key=_line)

    def institution_rows(self, indicators: Iterable[str] = (), places: Iterable[str] = ()) -> list[Row]:
        """The rows of single institutions, of these indicators and in these places (of all where none is given)."""
        names, codes = set(indicators), set(places)
        runs = [
            run
            for (name, code), run in self._institution_runs.items()
            if (not names or name in names) and (not codes or code in codes)
        ]
        return sorted((row for run in runs for row in self.lines.rows(run.start, run.stop)), key=_line)

    def spans(self, indicators: Iterable[str] = (), places: Iterable[str] = ()) -> list[range]:
        """Where the lines of these indicators in these places are (of all where none is given), single institutions among them."""
        names, codes = set(indicators), set(places)
        runs = [
            range(run.start, run.stop)
            for runs in (self._all_runs, self._institution_runs)
            for (name, code), run in runs.items()
            if (not names or name in names) and (not codes or code in codes)
        ]
        return sorted(runs, key=lambda run: run.start)

    @cached_property
    def _runs(self) -> Lines:
        return opened(self.packed.runs, RUN_COLUMNS)

    @cached_property
    def _all_runs(self) -> dict[tuple[str, str], Run]:
        return self._runs_where(alone=False)

    @cached_property
    def _institution_runs(self) -> dict[tuple[str, str], Run]:
        return self._runs_where(alone=True)

    def _runs_where(self, alone: bool) -> dict[tuple[str, str], Run]:
        """Indicator and place → their run, of single institutions or of everything else."""
        columns = {name: self._runs.column(name) for name in RUN_COLUMNS}
        keys = zip(columns["indicator"], columns["ref_area"], strict=True)
        runs = map(Run, *(columns[name] for name in Run._fields))
        entities = columns["entity_alone"]
        return {key: run for key, run, entity in zip(keys, runs, entities, strict=True) if key[0] and entity == alone}

    def _read_cell(self, key: tuple[str, str]) -> tuple[Row, ...]:
        run = self._all_runs[key]
        return tuple(_standing_alone(self.lines.rows(run.start, run.stop)))


def opened(data: bytes, dtypes: Mapping[str, str]) -> Lines:
    """A Parquet file as lines. Only then is pyarrow imported: a server takes requests before it is."""
    from dashboard.observations.parquet import Lines

    return Lines(data, dtypes)


def _standing_alone(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each in the panel of its own indicator, where they stand unless a selection puts them elsewhere."""
    for row in rows:
        row["panel"] = row["indicator"]
    return rows


def _beside_each_other(wanted: Sequence[_Place]) -> Iterator[list[_Place]]:
    """The cells in batches: no far way from one to the next, no batch too long."""
    batch: list[_Place] = []
    for place in wanted:
        if batch and (place[0].start - batch[-1][0].stop > _GAP or place[0].stop - batch[0][0].start > _BATCH):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _line(row: Row) -> int:
    number: int = row[LINE]
    return number


class _ById(Mapping[str, Row]):
    """Every observation by its id: the group of ids it would be in, then its line."""

    def __init__(self, lines: Lines, ids: Lines) -> None:
        self._lines, self._ids = lines, ids
        self._first = ids.first_of_groups("observation_id")
        self._group = lru_cache(maxsize=16)(partial(_ById._read_group, proxy(self)))

    def __getitem__(self, key: str) -> Row:
        number = bisect_right(self._first, key) - 1
        if number < 0:
            raise KeyError(key)
        line = self._group(number)[key]
        row: Row = self._lines.rows(line, line + 1)[0]
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids.column("observation_id"))

    def __len__(self) -> int:
        return len(self._ids)

    def _read_group(self, number: int) -> dict[str, int]:
        return {row["observation_id"]: row[LINE] for row in self._ids.rows(*self._ids.group(number))}
