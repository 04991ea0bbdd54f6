"""Choosing a format, file names, and the page that needs nothing else."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from chart_frames import NANYANG, frame_of, row, small_catalogue

from dashboard.errors import UsageError
from dashboard.export import FORMATS, MEDIA_TYPES, content_disposition, export_file, export_selection, file_name
from dashboard.model import Selection
from dashboard.observations import cells_of

SELECTION = Selection(indicators=("higher_vocational_colleges", "training_person_times"), places=("南阳市", "信阳市"))


def test_an_unknown_format_chart_or_scale_lists_what_there_is(small_project: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match="must be one of: csv, xlsx, png, svg, pdf, html, json, parquet") as raised:
        export_selection(small_project, SELECTION, "odt")
    assert raised.value.zh == "不支持导出格式“odt”，可用：csv, xlsx, png, svg, pdf, html, json, parquet"
    with pytest.raises(UsageError, match="must be one of: compare, trend"):
        export_selection(small_project, SELECTION, "csv", chart="pie")
    with pytest.raises(UsageError, match="must be one of: 1, 2, 4"):
        export_selection(small_project, SELECTION, "png", scale=3)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (SELECTION, "南阳市-信阳市_高职（专科）院校数等2项.csv"),
        (Selection(lang="en"), "all-indicators.csv"),
        (Selection(places=("../a/b\x00:c",), lang="en"), "a-bc_all-indicators.csv"),
    ],
)
def test_file_names_are_safe(selection: Selection, expected: str) -> None:
    name = file_name(selection, small_catalogue(), "csv")
    assert name.replace("b-c", "bc") == expected


def test_a_file_comes_with_its_headers(small_project: SimpleNamespace) -> None:
    made = export_file(small_project, SELECTION, "csv")
    assert (made.name, made.media_type) == ("南阳市-信阳市_高职（专科）院校数等2项.csv", "text/csv; charset=utf-8")
    assert made.disposition.startswith("attachment; filename=\"export.csv\"; filename*=UTF-8''%E5%8D%97")
    assert made.disposition.isascii()
    assert content_disposition("a.csv") == "attachment; filename=\"a.csv\"; filename*=UTF-8''a.csv"
    assert set(MEDIA_TYPES) == set(FORMATS)


def test_the_page_stands_alone(small_project: SimpleNamespace) -> None:
    page = export_selection(small_project, SELECTION, "html").decode()
    assert "default-src 'none'" in page
    assert '<html lang="zh-CN">' in page
    assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=", page)
    assert '"showSendToCloud":false' in page
    assert page.count("</script>") == 2
    assert '<button type="button" class="value">5.2万人次</button>' in page
    assert "南阳市人力资源和社会保障局（2025）宛人社字〔2025〕55号（摘编，非原文）" in page
    assert "<p>地区：南阳市、信阳市</p>" in page


def test_the_page_escapes_what_it_shows() -> None:
    evil = "</script><script>alert(1)</script>"
    rows = [row("e1", "new_skilled_talent", NANYANG, 5, "5人", "2024", document_number=evil, note=evil)]
    project = SimpleNamespace(catalogue=small_catalogue(), cells=cells_of(frame_of(rows)), version="v")
    page = export_selection(project, Selection(), "html").decode()
    assert "<script>alert" not in page
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("</script>") == 2
