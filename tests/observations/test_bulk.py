"""Parquet tables of data/observations: what a line leaves out is filled in, what cannot be used is said with a count."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.catalogue import Catalogue
from dashboard.observations.bulk import bulk_observations
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame
from dashboard.observations.selection import observation_ids
from dashboard.project import load_project

NANYANG, XINYANG = "CN411300", "CN411500"
LINE: dict[str, Any] = {
    "indicator": "evaluation_agencies",
    "ref_area": NANYANG,
    "time_period": "2024",
    "value": 258.0,
    "source_title": "年鉴",
}
QUOTED = {"source_title": "", "quote": "全市评价机构258家。", "quote_start": 6, "quote_end": 10}


def _read(folder: Path, catalogue: Catalogue, *lines: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a table of these lines, and the English of what is wrong with it."""
    home = folder / "observations"
    home.mkdir(exist_ok=True)
    names = dict.fromkeys(name for line in lines for name in line)
    table = pa.table({name: pa.array([line.get(name) for line in lines]) for name in names})
    pq.write_table(table, home / "table.parquet")
    nothing = filled_frame({}, OBSERVATION_COLUMNS, 0)
    frame, problems = bulk_observations(nothing, catalogue, folder)
    assert all(problem.file.startswith("data/observations") for problem in problems)
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")], [
        problem.en for problem in problems
    ]


def test_a_line_is_filled_in_like_a_curated_figure(tmp_path: Path, catalogue: Catalogue) -> None:
    (row,), problems = _read(tmp_path, catalogue, LINE)
    assert problems == []
    expected = {
        "area_name": "南阳市", "scope": "city", "unit": "家", "unit_family": "registration", "printed": "258家", "year": 2024,
        "period_type": "as_of", "status": "actual", "qualifier": "eq", "origin": "curated", "low": 258.0, "high": 258.0,
        "low_closed": True, "high_closed": True, "breakdown": "", "document": "", "rival_values": (), "conflict": False,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert math.isnan(row["value_high"])
    assert [row["observation_id"]] == observation_ids(
        filled_frame({k: [v] for k, v in row.items()}, OBSERVATION_COLUMNS, 1)
    )


def test_what_a_line_says_stays(tmp_path: Path, catalogue: Catalogue) -> None:
    said = {
        **QUOTED, "origin": "extracted", "document": "letter.txt", "printed": "258家", "low": 257.5, "high": 258.5,
        "low_closed": True, "high_closed": False, "scope": "system", "rival_values": ["250家"], "confidence": 0.7,
    }  # fmt: skip
    (row,), problems = _read(tmp_path, catalogue, LINE | said)
    assert problems == []
    assert {name: row[name] for name in said} == said | {"rival_values": ("250家",)}
    assert row["quote"][row["quote_start"] : row["quote_end"]] == "258家"


WRONG = [
    ({"indicator": "nothing"}, "1 lines have an indicator"),
    ({"ref_area": "CN999999"}, "1 lines have a ref_area"),
    ({"time_period": "lately"}, "1 lines have a time_period"),
    ({"value": math.nan}, "1 lines have no finite value"),
    ({"value": math.inf}, "1 lines have no finite value"),
    ({"value": None}, "1 lines have no finite value"),
    ({"status": "guessed"}, "1 lines have a word in status"),
    ({"origin": "derived"}, "1 lines have a word in origin"),
    ({"low": 300.0, "high": 310.0}, "1 lines have a value outside its own bounds"),
    (QUOTED | {"quote_end": 99}, "1 lines have a quote_start and quote_end outside"),
    (QUOTED | {"quote_start": 8, "quote_end": 8}, "1 lines have a quote_start and quote_end outside"),
    ({"source_title": ""}, "1 lines do not say where they come from"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_a_line_that_cannot_be_used_is_left_out_and_counted(
    tmp_path: Path, catalogue: Catalogue, wrong: dict[str, Any], said: str
) -> None:
    right = LINE | {"low": 258.0, "high": 258.0, "status": "actual", "origin": "curated", "quote": ""}
    right |= {"quote_start": 0, "quote_end": 0}
    rows, problems = _read(tmp_path, catalogue, right, right | {"ref_area": XINYANG} | wrong)
    assert [row["ref_area"] for row in rows] == [NANYANG]
    assert [problem[: len(said)] for problem in problems] == [said]


def test_one_statement_of_a_key_counts(tmp_path: Path, catalogue: Catalogue) -> None:
    rows, problems = _read(tmp_path, catalogue, LINE, LINE | {"value": 1.0}, LINE | {"time_period": "2023"})
    assert [(row["time_period"], row["value"]) for row in rows] == [("2024", 258.0), ("2023", 258.0)]
    assert problems[0].startswith("1 lines state what is stated already")


def test_columns_missing_unknown_or_of_another_type_are_named(tmp_path: Path, catalogue: Catalogue) -> None:
    rows, problems = _read(tmp_path, catalogue, {name: LINE[name] for name in ("indicator", "value")})
    assert (rows, problems[0][:44]) == ([], "Columns are missing: ref_area, time_period; ")
    rows, problems = _read(tmp_path, catalogue, LINE | {"colour": "red"})
    assert (len(rows), problems[0][:34]) == (1, "Nobody knows these columns, they a")
    rows, problems = _read(tmp_path, catalogue, LINE | {"value": "many"})
    assert (rows, problems[0][:25]) == ([], "Column value has the type")


@pytest.mark.parametrize("content", [b"", b"indicator,value\n", b"PAR1" + b"\0" * 60 + b"PAR1"])
def test_what_is_no_table_is_said_and_the_rest_goes_on(tmp_path: Path, catalogue: Catalogue, content: bytes) -> None:
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "a.parquet").write_bytes(content)
    rows, problems = _read(tmp_path, catalogue, LINE)
    assert len(rows) == 1
    assert [problem[:24] for problem in problems] == ["This is no Parquet table"]


def test_phone_numbers_in_sentences_are_covered(tmp_path: Path, catalogue: Catalogue) -> None:
    quote = "全市评价机构258家，联系电话：0377-63161234。"
    (row,), _ = _read(tmp_path, catalogue, LINE | QUOTED | {"quote": quote})
    assert "63161234" not in row["quote"]
    assert row["quote"][6:10] == "258家"


def test_phone_numbers_in_notes_are_covered(tmp_path: Path, catalogue: Catalogue) -> None:
    notes = {"note": "按名单数出，电话：0377-63161234", "note_en": "counted, tel. 0377-63161234"}
    (row,), _ = _read(tmp_path, catalogue, LINE | notes)
    assert (row["note"], row["note_en"]) == (f"按名单数出，电话：{'×' * 13}", f"counted, tel. {'×' * 13}")


def test_a_project_shows_them_and_its_version_tells_them_apart(
    tmp_path: Path, root: Path, catalogue: Catalogue
) -> None:
    import shutil

    shutil.copy(root / "indicators.yaml", tmp_path)
    shutil.copytree(root / "data", tmp_path / "data")
    before = load_project(tmp_path)
    _read(tmp_path / "data", catalogue, LINE | {"time_period": "2010"})
    after = load_project(tmp_path)
    assert len(after.cells.by_id) == len(before.cells.by_id) + 1
    assert any(row["source_title"] == "年鉴" for row in after.cells["evaluation_agencies", NANYANG])
    assert after.version != before.version
    assert after.findings == before.findings
