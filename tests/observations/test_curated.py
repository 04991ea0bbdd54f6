"""Curated observations and tables as rows, and every entry that cannot be read as a Problem."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import Catalogue, CuratedObservation, Source, Table, TableColumn
from dashboard.observations import build_mentions, build_observations, curated_problems
from dashboard.observations.curated import curated_rows
from tests.observations.cases import bare

SOURCE = Source("统计公报", "统计局", "2023", "https://example.invalid/a")
TABLE = Table(
    file="t.csv", source=SOURCE, place="全国", scope="nation", period_column="年份",
    columns=(
        TableColumn("在校生（万人）", "enrolment", {"school_type": "secondary_vocational"}, "edu_only", 10_000, 4),
        TableColumn("学校数", "secondary_vocational_schools", {}, "edu_only", 1, 0),
    ),
    by="curator", on="2026-11-22", at=(90, 5),
)  # fmt: skip


def _entry(**said: Any) -> CuratedObservation:
    base = {
        "indicator": "training_person_times",
        "place": "信阳市",
        "time_period": "2022",
        "value": "10.2万人次",
        "source": SOURCE,
    }
    return CuratedObservation(**(base | said), at=(7, 5))


def _with(catalogue: Catalogue, *entries: CuratedObservation, tables: tuple[Table, ...] = ()) -> Catalogue:
    return replace(bare(catalogue), observations=entries, tables=tables)


@pytest.mark.parametrize(
    ("said", "row"),
    [
        (
            {},
            ["CN411500", "city", "during", "10.2万人次", 102_000.0, 101_500.0, 102_500.0, "人次", "person_time", "eq"],
        ),
        (
            {"value": "32%以上", "indicator": "high_skilled_share", "status": "target"},
            ["CN411500", "city", "as_of", "32%以上", 32.0, 32.0, None, "%", "percent", "ge"],
        ),
        (
            {"value": "1960多万人", "indicator": "skilled_talent", "place": "河南省", "time_period": "2025-07"},
            [
                "CN410000",
                "province",
                "as_of",
                "1960多万人",
                19_600_000.0,
                19_600_000.0,
                19_700_000.0,
                "人",
                "person",
                "gt",
            ],
        ),
        (
            {"time_period": "2022-01-01/2022-06-17"},
            [
                "CN411500",
                "city",
                "year_to_date",
                "10.2万人次",
                102_000.0,
                101_500.0,
                102_500.0,
                "人次",
                "person_time",
                "eq",
            ],
        ),
        (
            {"value": "55个", "indicator": "competition_events", "event": "某大赛"},
            ["CN411500", "city", "during", "55个", 55.0, 55.0, 55.0, "个", "event", "eq"],
        ),
    ],
    ids=["rounded", "bound", "more than", "year to date", "another measure word"],
)
def test_a_curated_value_is_read_as_printed(
    said: dict[str, Any], row: list[object], catalogue: Catalogue, tmp_path: Path
) -> None:
    rows, problems = curated_rows(_with(catalogue, _entry(**said)), tmp_path)
    columns = [
        "ref_area",
        "scope",
        "period_type",
        "printed",
        "value",
        "low",
        "high",
        "unit",
        "unit_family",
        "qualifier",
    ]
    values = [None if value != value else value for value in rows[columns].to_dict("split")["data"][0]]
    assert (problems, values) == ((), row)


def test_a_curated_row_carries_who_when_and_where_from(catalogue: Catalogue, tmp_path: Path) -> None:
    rows, _ = curated_rows(
        _with(catalogue, _entry(by="curator", on="2026-11-22", note="含高校", note_en="colleges in")), tmp_path
    )
    columns = [
        "origin",
        "processing",
        "by",
        "on",
        "note",
        "note_en",
        "source_title",
        "source_publisher",
        "source_date",
        "source_url",
        "table",
        "year",
    ]
    assert rows[columns].to_dict("split")["data"] == [
        [
            "curated",
            "printed",
            "curator",
            "2026-11-22",
            "含高校",
            "colleges in",
            "统计公报",
            "统计局",
            "2023",
            "https://example.invalid/a",
            "",
            2022,
        ]
    ]


@pytest.mark.parametrize(
    ("said", "severity", "rows", "word"),
    [
        ({"value": "若干人次"}, "error", 0, "若干人次"),
        ({"value": "3万至人次和5万人次"}, "error", 0, "3万至人次和5万人次"),
        ({"place": "无此市"}, "error", 0, "无此市"),
        ({"time_period": "2022年"}, "error", 0, "2022年"),
        ({"indicator": "no_such"}, "error", 0, "no_such"),
        ({"value": "15所"}, "error", 0, "所"),
        ({"value": "10.2万人"}, "warning", 1, "人"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place_in_the_file(
    said: dict[str, Any], severity: str, rows: int, word: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    frame, problems = curated_rows(_with(catalogue, _entry(**said), _entry(place="南阳市")), tmp_path)
    assert [(p.file, p.line, p.column, p.severity) for p in problems] == [("indicators.yaml", 7, 5, severity)]
    assert f"“{word}”" in problems[0].zh
    assert f"“{word}”" in problems[0].en
    assert len(frame) == rows + 1


def test_a_printed_person_keeps_its_own_family(catalogue: Catalogue, tmp_path: Path) -> None:
    rows, _ = curated_rows(_with(catalogue, _entry(value="10.2万人")), tmp_path)
    assert rows[["unit", "unit_family"]].to_dict("split")["data"] == [["人", "person"]]


def test_a_table_becomes_rows_and_blank_cells_stay_missing(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "年份,在校生（万人）,学校数\n2021,,\n2020,1267.8379,9896.0\n2018,1213.628,10229.0\n", "utf-8"
    )
    rows, problems = curated_rows(_with(catalogue, tables=(TABLE,)), tmp_path)
    columns = ["indicator", "time_period", "period_type", "printed", "value", "unit_mult", "decimals", "table"]
    assert problems == ()
    assert rows[columns].to_dict("split")["data"] == [
        ["enrolment", "2020", "as_of", "1267.8379万人", 12_678_379.0, 4, 4, "t.csv"],
        ["enrolment", "2018", "as_of", "1213.628万人", 12_136_280.0, 4, 3, "t.csv"],
        ["secondary_vocational_schools", "2020", "as_of", "9896所", 9896.0, 0, 0, "t.csv"],
        ["secondary_vocational_schools", "2018", "as_of", "10229所", 10229.0, 0, 0, "t.csv"],
    ]
    assert rows[["low", "high"]].to_numpy().tolist() == [
        [12_678_378.5, 12_678_379.5], [12_136_275.0, 12_136_285.0], [9896.0, 9896.0], [10229.0, 10229.0],
    ]  # fmt: skip
    assert list(rows["high_closed"]) == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (None, [("indicators.yaml", 90, "t.csv")]),
        ("年度,学校数\n2020,3\n", [("indicators.yaml", 90, "年份")]),
        ("年份,学校数\n2020,3\n", [("indicators.yaml", 90, "在校生（万人）")]),
        ("年份,在校生（万人）,学校数\n2020,约三千,3\n", [("data/t.csv", 2, "约三千")]),
        ("年份,在校生（万人）,学校数\n上年,1.5,3\n", [("data/t.csv", 2, "上年"), ("data/t.csv", 2, "上年")]),
    ],
    ids=["no file", "no period column", "no column", "no number", "no period"],
)
def test_a_table_that_is_not_as_declared(
    text: str | None, problems: list[tuple[str, int, str]], catalogue: Catalogue, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "t.csv").write_text(text, "utf-8")
    found = curated_problems(_with(catalogue, tables=(TABLE,)), tmp_path)
    assert [(p.file, p.line) for p in found] == [(file, line) for file, line, _ in problems]
    assert all(bad in p.zh and bad in p.en for p, (_, _, bad) in zip(found, problems, strict=True))


def test_two_sources_of_one_key_make_one_row_and_the_newest_counts(catalogue: Catalogue, tmp_path: Path) -> None:
    older = _entry(value="9.9万人次", source=replace(SOURCE, date="2022"))
    rows, _ = curated_rows(_with(catalogue, older, _entry()), tmp_path)
    assert rows[["printed", "rival_values", "conflict"]].to_dict("split")["data"] == [
        ["10.2万人次", ("9.9万人次",), True]
    ]


def test_a_known_plan_is_not_derived_again(catalogue: Catalogue, tmp_path: Path) -> None:
    done = _entry(place="驻马店市", value="14.58万人次", time_period="2022-01-01/2022-06-17")
    share = replace(done, indicator="training_plan_completion", value="62.04%")
    plan = _entry(place="驻马店市", value="23.5万人次", status="target")

    def derived(*entries: CuratedObservation) -> list[list[object]]:
        known = _with(catalogue, *entries)
        rows = build_observations(build_mentions([], [], known), [], known, tmp_path)
        return rows.loc[
            rows["origin"] == "derived", ["printed", "time_period", "status", "formula", "source_title"]
        ].to_dict("split")["data"]

    assert derived(done, share) == [["23.49–23.51万人次", "2022", "target", "14.58万人次 ÷ 62.04%", "统计公报"]]
    assert derived(done, share, plan) == []


def test_the_shipped_entries_and_tables_are_readable(catalogue: Catalogue, root: Path) -> None:
    rows, problems = curated_rows(catalogue, root / "data")
    assert [p.severity for p in problems if p.severity == "error"] == []
    assert len(rows) > 300
    assert rows["observation_id"].is_unique


def test_a_note_names_no_person_and_no_phone(catalogue: Catalogue, tmp_path: Path) -> None:
    said = "联系人：张三丰，电话：0377-63123456；按名单数出"
    rows, _ = curated_rows(_with(catalogue, replace(_entry(), note=said, note_en=f"{said} (counted)")), tmp_path)
    covered = "联系人：×××，电话：×××××××××××××；按名单数出"
    assert rows[["note", "note_en"]].to_dict("split")["data"] == [[covered, f"{covered} (counted)"]]


HEADER = "年份,在校生（万人）,学校数\n"
LINE_FAULTS = [
    ("a field too few", "2020,1.5\n2019,2.5,4\n", [(2, 1, "2 fields and the header 3")], ["2019", "2019"]),
    ("a field too many", "2020,1,267.5,3\n2019,2.5,4\n", [(2, 1, "4 fields and the header 3")], ["2019", "2019"]),
    ("a period again", "2020,1.5,3\n2020,2.5,4\n", [(3, 1, "has a line already, line 2")], ["2020", "2020"]),
    ("more digits than declared", "2020,1.5,1041.5\n", [(2, 10, "than the 0 its column declares")], ["2020"]),
    ("commas at random", '2020,"1,2,3",3\n', [(2, 6, "“1,2,3” is no number")], ["2020"]),
    ("a sign", "2020,-1.5,3\n", [(2, 6, "without sign or unit")], ["2020"]),
    ("an open quote", '2020,1.5,3\n2019,"2.5,4\n2018,1,2\n', [(3, 1, "never closed")], ["2020", "2020"]),
    ("a line break in a field", '"2020\n",1.5,3\n2019,约,4\n', [(4, 6, "“约” is no number")], ["2020", "2020", "2019"]),
]


@pytest.mark.parametrize(
    ("lines", "said", "periods"), [row[1:] for row in LINE_FAULTS], ids=[r[0] for r in LINE_FAULTS]
)
def test_a_line_of_a_table_that_cannot_be_trusted_is_left_out_and_named(
    lines: str, said: list[tuple[int, int, str]], periods: list[str], catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(HEADER + lines, "utf-8")
    rows, problems = curated_rows(_with(catalogue, tables=(TABLE,)), tmp_path)
    assert [(p.file, p.line, p.column) for p in problems] == [("data/t.csv", line, at) for line, at, _ in said]
    assert all(part in problem.en for problem, (_, _, part) in zip(problems, said, strict=True))
    assert sorted(rows["time_period"], reverse=True) == sorted(periods, reverse=True)


def test_a_column_name_given_twice_is_named(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("年份,在校生（万人）,学校数,学校数\n2020,1.5,3,4\n", "utf-8")
    rows, problems = curated_rows(_with(catalogue, tables=(TABLE,)), tmp_path)
    assert [(p.line, p.column) for p in problems] == [(1, 16)]
    assert "“学校数” stands more than once" in problems[0].en
    assert list(rows["value"]) == [15_000.0, 3.0]
