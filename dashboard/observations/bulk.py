"""Many observations at once: the Parquet tables of data/observations → rows of the observations frame.

A table has columns of the observations frame (`dtypes.py`), at least those of `REQUIRED`, one line per observation, and
every line says where it comes from. What a line leaves out is filled in as for a curated figure: the unit of the
indicator, the place's own scope, an exact value. A line that cannot be used is left out, and each kind of fault is one
Problem with a count and the first value that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.errors import Problem
from dashboard.model import PeriodType, Qualifier, Scope, Status
from dashboard.observations.columns import filled_frame
from dashboard.observations.curated import period_type_of
from dashboard.observations.dtypes import COUNT, FLAG, NUMBER, OBSERVATION_COLUMNS, TEXT
from dashboard.observations.figures import unit_family_of
from dashboard.observations.parquet import UNREADABLE, read_columns
from dashboard.observations.privacy import masked
from dashboard.observations.selection import keys_filled, observation_ids
from dashboard.observations.timespan import days_of, year_of
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = ["FOLDER", "REQUIRED", "bulk_observations"]

FOLDER = "observations"
REQUIRED = ("indicator", "ref_area", "time_period", "value")
_ORIGINS = ("curated", "extracted")
_WORDS_OF: Mapping[str, tuple[str, ...]] = {
    "origin": _ORIGINS,
    "status": tuple(Status),
    "period_type": tuple(PeriodType),
    "qualifier": tuple(Qualifier),
    "scope": ("", *Scope),
}


def bulk_observations(
    stated: pd.DataFrame, catalogue: Catalogue, data_folder: Path
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The observations stated elsewhere, with those of the Parquet tables behind them, and what is wrong with these.

    Of one key and origin what is stated elsewhere counts, then the earlier table and line.
    """
    problems: list[Problem] = []
    frames = [stated]
    home = data_folder / FOLDER
    for path in sorted(home.glob("*.parquet")) if home.is_dir() else []:
        rows = _Table(f"data/{FOLDER}/{path.name}", catalogue, problems).rows(path)
        frames += [rows] if len(rows) else []
    if len(frames) == 1:
        return stated, tuple(problems)
    everything = pd.concat(frames, ignore_index=True)
    again = everything["observation_id"].duplicated() & (everything.index >= len(stated))
    if again.any():
        problems.append(_problem(f"data/{FOLDER}", "bulk.again", count=int(again.sum())))
    return everything[~again].reset_index(drop=True), tuple(problems)


def _problem(file: str, key: str, **values: object) -> Problem:
    return Problem(file, 0, 0, "error", say(WORDS, key, "zh", **values), say(WORDS, key, "en", **values))


class _Table:
    """One table on its way into the frame; `problems` grows by what is wrong with it."""

    def __init__(self, file: str, catalogue: Catalogue, problems: list[Problem]) -> None:
        self.file, self.catalogue, self.problems = file, catalogue, problems

    def rows(self, path: Path) -> pd.DataFrame:
        """The usable lines as rows of the observations frame; none where the file itself is of no use."""
        nothing = filled_frame({}, OBSERVATION_COLUMNS, 0)
        try:
            columns = read_columns(path)
        except UNREADABLE as error:
            self._note("bulk.unreadable", why=type(error).__name__)
            return nothing
        missing = [name for name in REQUIRED if name not in columns]
        if missing:
            self._note("bulk.missing", names=", ".join(missing), required=", ".join(REQUIRED))
            return nothing
        unknown = sorted(set(columns) - set(OBSERVATION_COLUMNS))
        if unknown:
            self._note("bulk.unknown", names=", ".join(unknown[:8]))
        typed = self._typed({name: column for name, column in columns.items() if name in OBSERVATION_COLUMNS})
        return self._completed(self._usable(typed)) if typed is not None else nothing

    def _note(self, key: str, **values: object) -> None:
        self.problems.append(_problem(self.file, key, **values))

    def _typed(self, columns: Mapping[str, pd.Series]) -> pd.DataFrame | None:
        """The columns with the frame's own types, absent values as the frame has them; None where one cannot be read so."""
        typed: dict[str, Any] = {}
        for name, column in columns.items():
            try:
                typed[name] = _as(column, OBSERVATION_COLUMNS[name])
            except (TypeError, ValueError):
                self._note("bulk.type", name=name, type=column.dtype)
        length = len(next(iter(columns.values())))
        return filled_frame(_given(typed, length), OBSERVATION_COLUMNS, length) if len(typed) == len(columns) else None

    def _usable(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The lines without a fault."""
        for key, column, fault in self._faults():
            bad = fault(rows)
            if bad.any():
                first = str(rows.loc[bad, column].iloc[0])
                self._note(key, count=int(bad.sum()), bad=first[:60], name=column)
                rows = rows[~bad].reset_index(drop=True)
        return rows

    def _faults(self) -> list[tuple[str, str, Callable[[pd.DataFrame], pd.Series]]]:
        """What makes a line useless: the wording key, the column to quote, and which lines have it."""
        catalogue = self.catalogue
        words = [
            ("bulk.word", name, lambda rows, name=name, allowed=allowed: ~rows[name].isin(allowed))
            for name, allowed in _WORDS_OF.items()
        ]
        return [
            ("bulk.indicator", "indicator", lambda rows: ~rows["indicator"].isin(list(catalogue.indicators))),
            ("bulk.place", "ref_area", lambda rows: ~rows["ref_area"].isin(list(catalogue.places))),
            ("bulk.period", "time_period", lambda rows: ~_each(rows["time_period"], _is_period)),
            ("bulk.value", "value", lambda rows: ~np.isfinite(rows["value"])),
            *words,
            ("bulk.interval", "low", lambda rows: (rows["low"] > rows["value"]) | (rows["high"] < rows["value"])),
            ("bulk.span", "quote", _outside),
            ("bulk.source", "observation_id", lambda rows: (rows["source_title"] == "") & (rows["quote"] == "")),
        ]

    def _completed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with everything filled in that their indicator, place and period settle, and their ids."""
        catalogue = self.catalogue
        indicators, places = catalogue.indicators, catalogue.places
        own = rows["indicator"].map({name: entry.unit for name, entry in indicators.items()})
        unit = rows["unit"].where(rows["unit"] != "", own)
        kinds = pd.Series(list(zip(rows["indicator"], rows["time_period"], strict=True)), dtype="object")
        suggested = _each(kinds, lambda pair: period_type_of(indicators[pair[0]], pair[1], catalogue))
        pairs = pd.Series(list(zip(rows["indicator"], unit, strict=True)), dtype="object")
        rows = keys_filled(rows, catalogue).assign(
            unit=unit,
            unit_family=_each(pairs, lambda pair: unit_family_of(catalogue, *pair)),
            area_name=rows["ref_area"].map({code: place.name_zh for code, place in places.items()}),
            period_type=rows["period_type"].where(rows["period_type"] != "unknown", suggested),
            year=_each(rows["time_period"], year_of),
            printed=rows["printed"].where(rows["printed"] != "", _printed(rows, unit)),
            **{name: _each(rows[name], masked) for name in ("quote", "note", "note_en")},
        )
        filled = filled_frame({name: rows[name] for name in OBSERVATION_COLUMNS}, OBSERVATION_COLUMNS, len(rows))
        return filled.assign(observation_id=pd.Series(observation_ids(filled), dtype=filled["indicator"].dtype))


def _given(typed: dict[str, Any], length: int) -> dict[str, Any]:
    """The columns with the usual value where a table leaves a column out."""
    said = {
        "status": "actual",
        "qualifier": "eq",
        "origin": "curated",
        "processing": "printed",
        "period_type": "unknown",
    }
    usual: dict[str, Any] = {name: [value] * length for name, value in said.items()}
    if "value" in typed and "low" not in typed and "high" not in typed:
        usual |= {"low": typed["value"], "high": typed["value"], "low_closed": [True] * length}
        usual |= {"high_closed": [True] * length}
    usual["review_state"] = ["unreviewed"] * length
    usual["confidence"] = [1.0] * length
    return usual | typed


def _as(column: pd.Series, dtype: str) -> Any:
    """A column as the frame has it: absent text is "", an absent number NaN, an absent whole number 0."""
    if dtype == TEXT:
        texts = column.astype("object").where(column.notna(), "")
        if not texts.map(lambda text: isinstance(text, str)).all():
            raise TypeError("not text")
        return texts
    if dtype == NUMBER:
        return pd.to_numeric(column, errors="raise").astype("float64")
    if dtype == COUNT:
        return pd.to_numeric(column, errors="raise").fillna(0).astype("int64")
    if dtype == FLAG:
        return column.fillna(False).astype("bool")
    return [tuple(map(str, value)) if isinstance(value, list | tuple | np.ndarray) else () for value in column]


def _each(values: pd.Series, read: Callable[[Any], Any]) -> Any:
    """What `read` makes of every value, asked once for each that occurs."""
    codes, different = pd.factorize(values)
    answers = np.array([read(value) for value in different], dtype=object)
    found = pd.Series(answers[codes] if len(answers) else [], index=values.index)
    return found.infer_objects()


def _is_period(text: str) -> bool:
    return days_of(text) is not None


def _outside(rows: pd.DataFrame) -> pd.Series:
    """Rows whose span is no part of their quote."""
    start, end = rows["quote_start"], rows["quote_end"]
    return (rows["quote"] != "") & ((start < 0) | (start >= end) | (end > rows["quote"].str.len()))


def _printed(rows: pd.DataFrame, unit: pd.Series) -> list[str]:
    """Values as they would be printed: the digits declared, then the unit."""
    lines = zip(rows["value"], rows["decimals"], unit, strict=True)
    return [f"{value:.{decimals}f}{word}" for value, decimals, word in lines]
