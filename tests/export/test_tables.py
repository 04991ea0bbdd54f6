"""CSV and XLSX, read back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from chart_frames import NANYANG, XINYANG, frame_of, row
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export import export_selection
from dashboard.export.board import Board
from dashboard.export.brief import Line, brief_of
from dashboard.export.csv_text import csv_of, neutral
from dashboard.export.csv_text import read_csv as read_back
from dashboard.export.html import board_html
from dashboard.export.provenance import read_proof
from dashboard.export.tables import COLUMNS
from dashboard.model import Selection
from dashboard.observations import cells_of

SELECTION = Selection(indicators=("higher_vocational_colleges", "training_person_times"), places=("南阳市", "信阳市"))


def read_csv(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(cells) for cells in rows} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in rows[1:]]


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_csv_is_what_a_chinese_excel_opens(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, SELECTION, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert (
        content.decode("utf-8-sig")
        .splitlines()[0]
        .startswith("指标,分项,地区,时期（文字）,原文数值,数值,数值上限,单位,标记")
    )
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_csv_holds_the_selected_values_with_their_sources(small_project: SimpleNamespace) -> None:
    rows = read_csv(export_selection(small_project, SELECTION, "csv"))
    shown = [(r["place"], r["printed"], r["value"], r["origin"], r["flags"]) for r in rows]
    assert shown == [
        ("南阳市", "5所", "5", "自动摘录", "摘编"),
        ("南阳市", "6所", "6", "人工整理", ""),
        ("信阳市", "4所", "4", "自动摘录", "摘编"),
        ("信阳市", "6所", "6", "人工整理", ""),
        ("信阳市", "5.2万人次", "52000", "自动摘录", "p 摘编"),
        ("信阳市", "25万人次以上", "250000", "自动摘录", "e 目标 摘编"),
    ]
    assert rows[0]["document_kind"] == "摘编，非原文"
    assert rows[0]["citation"] == "南阳市人力资源和社会保障局（2025）宛人社字〔2025〕55号（摘编，非原文）"
    link = "/compare?i=higher_vocational_colleges,training_person_times&p=CN411300,CN411500"
    words = "指标：高职（专科）院校数、职业技能培训人次；地区：南阳市、信阳市；时期：各来源最新一期"
    last = [tuple(r[name] for name in COLUMNS[-4:]) for r in rows]
    assert last == [(words, "c0ffee", link, "c0ffee123456")] * 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_last_columns_are_named_alike_in_both_languages(small_project: SimpleNamespace, lang: str) -> None:
    content = export_selection(small_project, SELECTION, "csv", lang)
    assert read_back(content)[0][-2:] == ["selection", "data_hash"]


def test_missing_is_empty_and_never_zero(small_project: SimpleNamespace) -> None:
    last = read_csv(export_selection(small_project, SELECTION, "csv"))[-1]
    assert (last["low"], last["high"], last["value_high"], last["rank_of"]) == ("250000", "", "", "")


def test_a_selection_without_rows_still_has_its_heading(small_project: SimpleNamespace) -> None:
    nothing = Selection(indicators=("technician_teacher_share",), lang="en")
    content = export_selection(small_project, nothing, "csv").decode("utf-8-sig")
    assert content.startswith("indicator,breakdown in words,place")
    assert content.count("\r\n") == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (-7.5, -7.5),
        ("-7.5", "-7.5"),
        ("-7.5%", "-7.5%"),
        ("5所", "5所"),
        ("", ""),
        ("'=1+1", "''=1+1"),
        ("'quoted'", "'quoted'"),
        ("-٣", "'-٣"),
    ],
)
def test_no_text_is_run_as_a_formula(cell: str | float, expected: str | float) -> None:
    assert neutral(cell) == expected


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=2, max_size=2), min_size=1, max_size=4
    )
)
def test_csv_is_read_back_as_it_was_and_written_the_same(rows: list[list[str]]) -> None:
    content = csv_of(rows)
    assert read_back(content) == rows
    assert csv_of(read_back(content)) == content


def test_an_exported_csv_is_the_same_after_reading_and_writing_it(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, Selection(), "csv", chart="trend")
    assert csv_of(read_back(content)) == content


@pytest.mark.parametrize(("lang", "said"), [("zh", ["按名单数出", "含高校"]), ("en", ["counted", "含高校"])])
def test_the_note_is_in_the_language_of_the_file(small_project: SimpleNamespace, lang: str, said: list[str]) -> None:
    first = {"origin": "curated", "note": "按名单数出", "note_en": "counted"}
    rows = [
        row("o1", "new_skilled_talent", NANYANG, 5, "5人", "2024", **first),
        row("o2", "new_skilled_talent", XINYANG, 6, "6人", "2024", origin="curated", note="含高校"),
    ]
    project = SimpleNamespace(
        catalogue=small_project.catalogue, cells=cells_of(frame_of(rows)), version="v", findings=(), documents=()
    )
    selection = Selection(("new_skilled_talent",), ("南阳市", "信阳市"), lang=lang)
    assert [made["note"] for made in read_csv(export_selection(project, selection, "csv"))] == said
    heading, *cells = next(iter(sheets(export_selection(project, selection, "xlsx")).values()))
    assert [line[heading.index("备注" if lang == "zh" else "note")] for line in cells] == said
    made = json.loads(export_selection(project, selection, "json"))
    assert [line["note"] for line in made["rows"]] == said
    board = Board(project, selection, ("compare",))
    page = board_html(board).decode()
    assert [note in page for note in ("按名单数出", "counted", "含高校")] == [lang == "zh", lang == "en", True]
    printed = "".join(
        block.text for part in brief_of(board).sections for block in part.blocks if isinstance(block, Line)
    )
    assert [note in printed for note in ("按名单数出", "counted")] == [lang == "zh", lang == "en"]


def test_awkward_texts_survive_csv_and_stay_text_in_the_workbook(small_project: SimpleNamespace) -> None:
    note = '=HYPERLINK("http://x")\n"quoted", \ud800'
    odd = [row("o1", "new_skilled_talent", NANYANG, -7.5, "-7.5%", "2024", note=note, decimals=1, unit_mult=0)]
    project = SimpleNamespace(catalogue=small_project.catalogue, cells=cells_of(frame_of(odd)), version="v")
    (back,) = read_csv(export_selection(project, Selection(), "csv"))
    assert back["note"] == '\'=HYPERLINK("http://x")\n"quoted", ?'
    assert back["value"] == "-7.5"
    content = export_selection(project, Selection(), "xlsx")
    data = sheets(content)["数据"]
    assert data[1][COLUMNS.index("value")] == -7.5
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_workbook_has_its_sheets_and_a_frozen_heading(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, SELECTION, "xlsx")
    assert list(sheets(content)) == ["数据", "说明", "可比性", "来源", "指标定义", "符号"]
    data = openpyxl.load_workbook(io.BytesIO(content))["数据"]
    assert data.freeze_panes == "D2"
    value = COLUMNS.index("value") + 1
    assert [data.cell(line, value).value for line in range(2, 8)] == [5, 6, 4, 6, 52000, 250000]
    assert data.cell(2, value).number_format == "#,##0"
    assert data.cell(7, COLUMNS.index("high") + 1).value is None


def test_the_workbook_says_what_is_in_it(small_project: SimpleNamespace) -> None:
    book = sheets(export_selection(small_project, SELECTION, "xlsx", "en"))
    notes = [line for (line,) in book["notes"]]
    assert notes[1:5] == [
        "Nanyang, Xinyang: vocational training indicators compared",
        "Indicators: Higher vocational colleges, Training participations",
        "Places: Nanyang, Xinyang",
        "Periods: newest of each origin",
    ]
    assert "Higher vocational colleges: Nanyang: extracted 5 schools, curated 6 schools: they differ." in notes
    assert "Sources marked as digests are summaries; check the original text before quoting." in notes
    assert [line[0] for line in book["sources"][1:]] == [
        "南阳市人力资源和社会保障局 (2025) 宛人社字〔2025〕55号 (digest, not the original text)",
        "教育部 (2025) 《全国普通高等学校名单》",
        "信阳市教育体育局 (2022) 信教体函〔2022〕12号 (digest, not the original text)",
    ]
    assert [line[:2] for line in book["definitions"][1:]] == [
        ("higher_vocational_colleges", "Higher vocational colleges"),
        ("training_person_times", "Training participations"),
    ]
    assert ("u", "conflicting values in one document") in book["symbols"]


def test_printed_decimals_are_kept_by_the_number_format(small_project: SimpleNamespace) -> None:
    rows = [row("d1", "new_skilled_talent", NANYANG, 64.7, "64.7%", "2024", decimals=1, unit_mult=0)]
    project = SimpleNamespace(catalogue=small_project.catalogue, cells=cells_of(frame_of(rows)), version="v")
    sheet = openpyxl.load_workbook(io.BytesIO(export_selection(project, Selection(), "xlsx")))["数据"]
    assert sheet.cell(2, COLUMNS.index("value") + 1).number_format == "#,##0.0"


def test_the_trend_exports_its_own_rows(small_project: SimpleNamespace) -> None:
    rows = read_csv(export_selection(small_project, Selection(indicators=("enrolment",)), "csv", chart="trend"))
    assert len(rows) == 33
    assert rows[0]["selection_words"] == "指标：在校生数；地区：全部地区；时期：全部时期"
    assert rows[0]["selection"] == "/trend?i=enrolment"


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "json", "parquet"])
def test_the_same_data_give_the_same_bytes(small_project: SimpleNamespace, form: str) -> None:
    assert export_selection(small_project, SELECTION, form) == export_selection(small_project, SELECTION, form)


def test_a_flag_is_explained_in_a_comment_beside_its_value(small_project: SimpleNamespace) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export_selection(small_project, SELECTION, "xlsx", "en")))["data"]
    value = COLUMNS.index("value") + 1
    comments = [sheet.cell(line, value).comment for line in range(2, 8)]
    assert [comment.text if comment else "" for comment in comments] == [
        "digest = digest, not the original text",
        "",
        "digest = digest, not the original text",
        "",
        "p = provisional: year to date\ndigest = digest, not the original text",
        "e = approximate, or a bound\ntarget = a plan, not an actual\ndigest = digest, not the original text",
    ]


def test_the_workbook_carries_its_proof(small_project: SimpleNamespace) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_selection(small_project, SELECTION, "xlsx")))
    proof = read_proof(book.properties.description)
    link = "/compare?i=higher_vocational_colleges,training_person_times&p=CN411300,CN411500"
    assert (proof.link, proof.data_hash, proof.catalogue_hash) == (link, "c0ffee123456", "c0ffee")
    assert book.properties.subject == link
    notes = [line for (line,) in book["说明"].iter_rows(values_only=True)]
    assert notes[-4:] == [
        "数据版本：c0ffee123456",
        "数据许可：CC BY 4.0",
        f"视图链接（接在本程序网址之后）：{link}",
        "指标目录版本：c0ffee",
    ]


def test_a_text_longer_than_a_cell_is_cut_visibly(small_project: SimpleNamespace) -> None:
    long = [row("o1", "new_skilled_talent", NANYANG, 1.0, "1人", "2024", note="长" * 40_000)]
    project = SimpleNamespace(catalogue=small_project.catalogue, cells=cells_of(frame_of(long)), version="v")
    note = sheets(export_selection(project, Selection(), "xlsx"))["数据"][1][COLUMNS.index("note")]
    assert (len(note), note[-2:]) == (32_767, "长…")


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "parquet", "html"])
def test_a_selection_with_half_a_character_is_exported_all_the_same(small_project: SimpleNamespace, form: str) -> None:
    chosen = Selection(("secondary_vocational_schools",), ("CN411300",), ("\ud800",))
    assert export_selection(small_project, chosen, form)
