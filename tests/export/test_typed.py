"""JSON and Parquet: strict, typed, with the proof, and the same after reading and writing."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from chart_frames import NANYANG, frame_of, row

from dashboard.export import export_selection
from dashboard.export.json_text import json_of
from dashboard.export.options import Request
from dashboard.export.provenance import KEY, bare, read_proof
from dashboard.export.tables import COLUMNS
from dashboard.model import Selection
from dashboard.observations import cells_of

SELECTION = Selection(
    indicators=("higher_vocational_colleges", "training_person_times"), places=("CN411300", "CN411500")
)
SAID_ONCE = ("selection_words", "catalogue_hash", "selection", "data_hash")


def project_of(small_project: SimpleNamespace, **cells: Any) -> SimpleNamespace:
    odd = [row("o1", "new_skilled_talent", NANYANG, cells.pop("value", 1.0), "1人", "2024", **cells)]
    return SimpleNamespace(catalogue=small_project.catalogue, cells=cells_of(frame_of(odd)), version="v")


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def test_json_holds_the_rows_of_the_selection_with_null_for_what_is_not_stated(small_project: SimpleNamespace) -> None:
    made = json.loads(export_selection(small_project, SELECTION, "json"), parse_constant=no_constant)
    assert list(made) == ["proof", "selection", "notes", "columns", "rows"]
    assert [column["name"] for column in made["columns"]] == [name for name in COLUMNS if name not in SAID_ONCE]
    shown = [(r["ref_area"], r["printed"], r["value"], r["high"], r["conflict"], r["rank_of"]) for r in made["rows"]]
    assert shown == [
        ("CN411300", "5所", 5, 5, False, None),
        ("CN411300", "6所", 6, 6, False, None),
        ("CN411500", "4所", 4, 4, False, None),
        ("CN411500", "6所", 6, 6, False, None),
        ("CN411500", "5.2万人次", 52000, 52500, False, None),
        ("CN411500", "25万人次以上", 250000, None, False, None),
    ]
    assert read_proof(made["proof"]) == bare(Request(small_project, SELECTION).proof)
    assert made["selection"] == [
        "指标：高职（专科）院校数、职业技能培训人次",
        "地区：南阳市、信阳市",
        "时期：各来源最新一期",
    ]


def test_json_is_the_same_after_reading_and_writing_it(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, Selection(), "json", chart="trend")
    assert json_of(json.loads(content)) == content


def test_json_keeps_texts_verbatim_and_replaces_half_characters(small_project: SimpleNamespace) -> None:
    project = project_of(small_project, note="=1+1\n\ud800", value=-7.5)
    (made,) = json.loads(export_selection(project, Selection(), "json"))["rows"]
    assert (made["note"], made["value"]) == ("=1+1\n?", -7.5)


@pytest.mark.parametrize("value", [0.0, 9007199254740991.0, 1e15, 0.1, 64.7])
def test_numbers_are_exact(small_project: SimpleNamespace, value: float) -> None:
    content = export_selection(project_of(small_project, value=value), Selection(), "json")
    (made,) = json.loads(content)["rows"]
    assert (made["value"], isinstance(made["value"], int)) == (value, value.is_integer())


def test_parquet_holds_the_same_rows_in_their_own_types(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, SELECTION, "parquet")
    rows = json.loads(export_selection(small_project, SELECTION, "json"))["rows"]
    assert pq.read_table(io.BytesIO(content)).to_pylist() == rows
    frame = pd.read_parquet(io.BytesIO(content))
    assert list(frame["value"]) == [5.0, 6.0, 4.0, 6.0, 52000.0, 250000.0]


def test_parquet_carries_its_proof_and_its_headings(small_project: SimpleNamespace) -> None:
    schema = pq.read_schema(io.BytesIO(export_selection(small_project, SELECTION, "parquet")))
    assert read_proof(schema.metadata[KEY.encode()]) == Request(small_project, SELECTION).proof
    assert schema.field("printed").metadata[b"description"].decode() == "原文数值"


def test_nothing_selected_is_an_empty_table_with_its_proof(small_project: SimpleNamespace) -> None:
    nothing = Selection(indicators=("technician_teacher_share",))
    assert json.loads(export_selection(small_project, nothing, "json"))["rows"] == []
    table = pq.read_table(io.BytesIO(export_selection(small_project, nothing, "parquet")))
    assert (table.num_rows, table.num_columns) == (0, len(COLUMNS) - 4)


def test_a_mode_brings_its_numbers_as_numbers(small_project: SimpleNamespace) -> None:
    chosen = Selection(("higher_vocational_colleges",), ("CN411300", "CN411500"), mode="index")
    rows = json.loads(export_selection(small_project, chosen, "json"))["rows"]
    assert [r["computed_value"] for r in rows] == [100, 120, 80, 120]
