"""The two frames as Parquet files, the observations so that one indicator of one place is one run of lines.

Three files hold the observations: the lines themselves, sorted by indicator and place; the runs; and the ids in order,
each with its line. What is read of them, and how, is for `cells.py`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from dashboard.observations.cells import ID_COLUMNS, LINE, LINE_COLUMNS, RUN_COLUMNS, Cells, Packed
from dashboard.observations.columns import filled_frame
from dashboard.observations.dtypes import MENTION_COLUMNS, OBSERVATION_COLUMNS
from dashboard.observations.parquet import Lines, parquet_bytes

__all__ = ["cells_of", "packed_frames", "packed_mentions", "packed_observations", "unpacked"]

_RUN = ["indicator", "ref_area", "entity_alone"]


def cells_of(frame: pd.DataFrame) -> Cells:
    """An observations frame arranged for reading cell by cell."""
    return Cells(packed_observations(frame))


def packed_mentions(frame: pd.DataFrame) -> bytes:
    """A mentions frame as a Parquet file."""
    return parquet_bytes({name: frame[name] for name in MENTION_COLUMNS}, MENTION_COLUMNS)


def packed_observations(frame: pd.DataFrame) -> Packed:
    """An observations frame as its three files. Of one cell: totals before parts, newest first, extracted before curated."""
    lines = frame.assign(line=np.arange(len(frame)), entity_alone=frame["scope"] == "entity")
    order = lines[[*_RUN, "observation_id"]].assign(
        _part=lines["breakdown"] != "", _newest=-lines["year"], _curated=lines["origin"] == "curated"
    )
    order = order.sort_values([*_RUN, "_part", "_newest", "_curated", "observation_id"], kind="stable")
    lines = lines.loc[order.index].reset_index(drop=True)
    return Packed(
        lines=parquet_bytes({name: lines[name] for name in LINE_COLUMNS}, LINE_COLUMNS, "lz4"),
        runs=parquet_bytes(_runs(lines), RUN_COLUMNS),
        ids=parquet_bytes(_sorted_ids(lines), ID_COLUMNS),
    )


def packed_frames(observations: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, bytes]:
    """Both frames as a project holds them."""
    return {**asdict(packed_observations(observations)), "mentions": packed_mentions(mentions)}


def _sorted_ids(lines: pd.DataFrame) -> dict[str, Any]:
    """The ids in order, each with its line."""
    ids = lines["observation_id"].sort_values(kind="stable")
    return {"observation_id": ids, LINE: ids.index.to_numpy()}


def _runs(lines: pd.DataFrame) -> dict[str, Any]:
    """One line per indicator and place (entities apart): where its lines are, and what a page asks of them most."""
    keys = lines[_RUN]
    new = np.ones(len(lines), dtype=bool)
    new[1:] = (keys.iloc[1:].to_numpy() != keys.iloc[:-1].to_numpy()).any(axis=1)
    starts = np.flatnonzero(new)
    number = np.cumsum(new) - 1
    total = (lines["origin"] == "extracted") & (lines["breakdown"] == "")
    years = lines.assign(_run=number)[lines["year"] > 0].drop_duplicates(["_run", "year"])["_run"]
    first = lines.loc[starts]
    return {
        **{name: first[name] for name in _RUN},
        "start": starts,
        "stop": np.append(starts, len(lines))[1:],
        "national": _any(lines["scope"] == "nation", number, len(starts)),
        "spoken": _any(lines["document"] != "", number, len(starts)),
        "stated": _any(total, number, len(starts)),
        "years": np.bincount(years, minlength=len(starts)),
    }


def _any(holds: pd.Series, number: Any, runs: int) -> Any:
    """For each run, whether it holds for one of its lines."""
    return np.bincount(number[holds.to_numpy(dtype=bool)], minlength=runs) > 0


def unpacked(lines: Lines) -> pd.DataFrame:
    """A frame as it was packed: its columns and dtypes, its lines in their first order."""
    frame = filled_frame({name: lines.column(name) for name in lines.dtypes}, lines.dtypes, len(lines))
    if LINE not in frame:
        return frame
    return frame.sort_values(LINE).drop(columns=LINE).reset_index(drop=True)[list(OBSERVATION_COLUMNS)]
