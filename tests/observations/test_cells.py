"""Reading cell by cell finds what the frame says, in the order the pages rely on, and reads no more than it has to."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard.observations.arrange import cells_of, packed_mentions, packed_observations, unpacked
from dashboard.observations.cells import LINE_COLUMNS, Cells
from dashboard.observations.columns import MENTION_COLUMNS, OBSERVATION_COLUMNS, filled_frame
from dashboard.observations.dtypes import LATER
from dashboard.observations.parquet import UNREADABLE, Lines, parquet_bytes
from dashboard.project import Project, load_project
from tests.conftest import ROOT


@cache
def shipped() -> Project:
    return load_project(ROOT)


def _frame_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _comparable(row: Any) -> dict[str, Any]:
    """A row without what reading cell by cell adds; NaN as a word, so that it equals itself."""
    own = {name: row[name] for name in OBSERVATION_COLUMNS}
    return {name: "nan" if isinstance(value, float) and math.isnan(value) else value for name, value in own.items()}


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return bool(row["breakdown"]), -row["year"], row["origin"] == "curated", row["observation_id"]


def _reference(frame: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The cells of a frame, found by looking at every row."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _frame_rows(frame):
        if row["scope"] != "entity" and row["indicator"] and row["ref_area"]:
            found.setdefault((row["indicator"], row["ref_area"]), []).append(row)
    return {key: sorted(rows, key=_order) for key, rows in found.items()}


def test_every_cell_holds_the_rows_of_the_frame_in_order() -> None:
    frame, cells = shipped().observations, shipped().cells
    reference = _reference(frame)
    assert len(reference) > 50
    assert set(cells) == set(reference)
    for key, rows in reference.items():
        assert [_comparable(row) for row in cells[key]] == [_comparable(row) for row in rows], key
    many = cells.many(reference)
    assert {key: [_comparable(row) for row in rows] for key, rows in many.items()} == {
        key: [_comparable(row) for row in rows] for key, rows in reference.items()
    }
    assert cells.many([("nothing", "nowhere")]) == {}
    with pytest.raises(KeyError):
        cells["nothing", "nowhere"]


def test_every_row_is_found_by_its_id() -> None:
    rows, by_id = _frame_rows(shipped().observations), shipped().cells.by_id
    assert len(by_id) == len(rows) == len(set(by_id))
    for row in rows:
        assert _comparable(by_id[row["observation_id"]]) == _comparable(row)
    for wrong in ("", "zzz", "000000000000"):
        assert wrong not in by_id


def test_the_rows_of_an_indicator_come_in_the_order_of_the_frame() -> None:
    frame, cells = shipped().observations, shipped().cells
    own = frame[frame["scope"] != "entity"]
    for indicator in own.loc[own["indicator"] != "", "indicator"].unique():
        expected = own.loc[own["indicator"] == indicator, "observation_id"].to_list()
        assert [row["observation_id"] for row in cells.rows_of(indicator)] == expected
    some = ["CN411500", "CN411300"]
    expected = own.loc[own["ref_area"].isin(some) & (own["indicator"] == "evaluation_agencies"), "observation_id"]
    assert [row["observation_id"] for row in cells.rows_of("evaluation_agencies", some)] == expected.to_list() != []


def test_a_run_says_of_its_cell_what_the_rows_say() -> None:
    for key, run in shipped().cells.runs.items():
        rows = shipped().cells[key]
        assert run.stop - run.start == len(rows)
        assert run.spoken == any(row["document"] for row in rows)
        assert run.stated == any(row["origin"] == "extracted" and not row["breakdown"] for row in rows)
        assert run.years == len({row["year"] for row in rows} - {0})


def test_the_places_are_those_of_the_frame_nations_told_apart() -> None:
    frame = shipped().observations
    nations = set(frame.loc[frame["scope"] == "nation", "ref_area"])
    assert dict(shipped().cells.places) == {code: code in nations for code in sorted(set(frame["ref_area"]) - {""})}
    assert nations


def test_frames_come_back_as_they_were() -> None:
    observations, mentions = shipped().observations, shipped().mentions
    again = Lines(packed_observations(observations).lines, LINE_COLUMNS)
    assert_frame_equal(unpacked(again), observations)
    assert_frame_equal(unpacked(Lines(packed_mentions(mentions), MENTION_COLUMNS)), mentions)
    assert packed_observations(observations) == packed_observations(observations)


@pytest.mark.parametrize("same", [False, True], ids=["each its own", "the same in all"])
def test_a_frame_of_before_a_column_says_nothing_in_it(same: bool) -> None:
    frame = shipped().mentions.copy()
    frame["note"] = pd.Series(["同"] * len(frame) if same else frame["note"], dtype=frame["note"].dtype)
    older = {name: dtype for name, dtype in MENTION_COLUMNS.items() if name not in LATER}
    lines = Lines(parquet_bytes({name: frame[name] for name in older}, older), MENTION_COLUMNS)
    assert_frame_equal(unpacked(lines), frame.assign(note_en=frame["note_en"].where(frame["surface"] == "", "")))
    assert [row["note_en"] for row in lines.rows(0, 3)] == ["", "", ""]


def _awkward(count: int) -> pd.DataFrame:
    columns = {
        "observation_id": [f"id-{n}" for n in range(count)],
        "indicator": ["a;b", "a", "", "a"][:count],
        "ref_area": ["", "CN1", "CN1", "CN1"][:count],
        "scope": ["city", "entity", "city", "city"][:count],
        "value": [math.nan, 1.5, 2.0, -0.0][:count],
        "rival_values": [(), ("1所", "2所"), (), ("",)][:count],
        "note": ["\ud800", "\0", "=1", "汉"][:count],
        "year": [0, 2020, 2020, 2021][:count],
        "conflict": [True, False, True, False][:count],
    }
    return filled_frame(columns, OBSERVATION_COLUMNS, count)


def test_awkward_values_survive_and_half_characters_are_question_marks() -> None:
    frame = _awkward(4)
    cells = cells_of(frame)
    assert_frame_equal(unpacked(cells.lines), frame.assign(note=frame["note"].where(frame["note"] != "\ud800", "?")))
    assert list(cells) == [("a", "CN1")]
    assert [row["observation_id"] for row in cells["a", "CN1"]] == ["id-3"]
    assert cells.by_id["id-1"]["rival_values"] == ("1所", "2所")
    assert [row["observation_id"] for row in cells.rows_of("a;b")] == ["id-0"]


def test_a_frame_without_rows_has_no_cells() -> None:
    cells = cells_of(_awkward(0))
    assert (len(cells), len(cells.by_id), dict(cells.places), cells.rows_of("a")) == (0, 0, {}, [])
    assert_frame_equal(unpacked(cells.lines), _awkward(0))


def test_a_cell_costs_no_more_than_its_own_group_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 20_000
    columns = {
        "observation_id": [f"{n:05d}" for n in range(count)],
        "indicator": [f"i{n // 2000}" for n in range(count)],
        "ref_area": [f"p{n // 10 % 200:03d}" for n in range(count)],
        "scope": ["city"] * count,
        "value": [float(n) for n in range(count)],
    }
    cells = cells_of(filled_frame(columns, OBSERVATION_COLUMNS, count))
    read: list[int] = []
    real = Lines._read_group
    lines = cells.lines
    monkeypatch.setattr(lines, "_group", lambda number: (read.append(number), real(lines, number))[1])
    assert [row["value"] for row in cells["i7", "p100"]] == [float(15_000 + n) for n in range(10)]
    assert len(read) == 1
    assert len(lines._starts) > 4


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_what_is_no_parquet_file_is_refused(content: bytes) -> None:
    with pytest.raises(UNREADABLE):
        Lines(content, MENTION_COLUMNS)


def test_a_file_of_other_columns_is_refused() -> None:
    with pytest.raises(KeyError):
        Lines(packed_mentions(shipped().mentions), LINE_COLUMNS)


def test_pages_are_drawn_without_pandas(tmp_path: Path) -> None:
    """A server that finds its store imports neither pandas nor what reads text."""
    import os
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from dashboard.project import load_project; from dashboard.web import create_app;"
        "from dashboard.web.callbacks import show_page; app = create_app(load_project(Path('.')));"
        "assert app.server.test_client().get('/').status_code == 200;"
        "first = [m for m in ('pyarrow', 'numpy') if m in sys.modules];"
        "pages = [show_page(app.lookup, path, '', None) for path in ('/', '/compare', '/trend', '/findings')];"
        "print(first, [m for m in ('pandas', 'yaml', 'choreographer', 'xlsxwriter', 'dashboard.extraction') if m in sys.modules])"
    )
    surroundings = {**os.environ, "VET_DASHBOARD_CACHE": str(tmp_path)}
    load = "from pathlib import Path; from dashboard.project import load_project; load_project(Path('.'))"
    for program in (load, code):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=surroundings, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[] []"


def test_a_cell_is_no_list_of_every_row() -> None:
    assert isinstance(shipped().cells, Cells)
    assert "line" in shipped().cells["evaluation_agencies", "CN411300"][0]
