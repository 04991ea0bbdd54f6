"""Loose words made good: marks in words, an index explained, trends judged, ignored words named, coverage as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from web_project import words

from dashboard.charts import select_series
from dashboard.export import export_selection
from dashboard.model import Selection
from dashboard.project import load_project
from dashboard.web import create_app
from dashboard.web.callbacks import open_value, show_page
from dashboard.web.lookup import Lookup, build_lookup

ROOT = Path(__file__).parents[2]
LOOKUP: Lookup = build_lookup(load_project(ROOT), "/")
CITIES = "p=CN411300,CN411500"


def _page(path: str, query: str) -> str:
    page, _ = show_page(LOOKUP, path, query, None)
    return " ".join(words(part) for part in page)


def _key(indicator: str, place: str, **own: object) -> str:
    return next(
        key
        for key, row in LOOKUP.observations.items()
        if row["indicator"] == indicator
        and row["ref_area"] == place
        and all(row[name] == value for name, value in own.items())
    )


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(load_project(ROOT)).server.test_client()


@pytest.mark.parametrize(
    ("lang", "shown", "listed"), [("zh", "同文不一", "同文不一 u"), ("en", "conflicting", "conflicting u")]
)
def test_a_conflict_is_marked_by_a_word_and_the_symbols_name_its_letter(lang: str, shown: str, listed: str) -> None:
    text = _page("/place/CN411500", f"?lang={lang}")
    assert (shown in text, " u " in text) == (True, False)
    assert listed in _page("/", f"?lang={lang}")


def test_an_index_is_explained_with_the_base_of_the_page_it_was_opened_on() -> None:
    school = _key("secondary_vocational_schools", "CN411500", origin="extracted")
    query = f"?i=secondary_vocational_schools&{CITIES}&mode=index"
    compared = words(open_value(LOOKUP, {"key": f"o:{school}"}, query, "/compare"))
    assert "40.5" in compared
    assert "15所 ÷ 37所（南阳市） × 100" in compared
    assert "基准（＝100）南阳市37所 · 时点未注明，文件日期2025年" in compared
    national = _key("skilled_worker_schools", "CN000000", time_period="2010")
    drawn = words(
        open_value(LOOKUP, {"key": f"o:{national}"}, "?i=skilled_worker_schools&mode=index&lang=en", "/trend")
    )
    assert "79.1" in drawn
    assert "Base (= 100)China 3,792 institutions · at 2000" in drawn
    first = _key("skilled_worker_schools", "CN000000", time_period="2000")
    base = words(open_value(LOOKUP, {"key": f"o:{first}"}, "?i=skilled_worker_schools&mode=index", "/trend"))
    assert "本值就是基准，记为100。" in base
    assert "基准" not in words(open_value(LOOKUP, {"key": f"o:{first}"}, "?i=skilled_worker_schools", "/trend"))
    assert "指数" not in words(open_value(LOOKUP, {"key": f"o:{school}"}, "?mode=index", "/plan"))


def test_what_has_no_index_says_why() -> None:
    share = _key("training_person_times", "CN411500", origin="curated", unit="人")
    said = words(
        open_value(LOOKUP, {"key": f"o:{share}"}, "?i=training_person_times&p=CN411500&mode=index", "/compare")
    )
    assert "未折算：" in said


def test_the_words_of_a_trend_say_what_is_drawn() -> None:
    stated = "全国：截至2000年为3792所，截至2020年为2423所，共 21 个年份。"
    assert stated in _page("/trend", "?i=skilled_worker_schools")
    index = "全国：截至2000年为100（原值3792所），截至2020年为63.9（原值2423所），共 21 个年份。"
    text = _page("/trend", "?i=skilled_worker_schools&mode=index")
    assert (index in text, "指数，各数列首期为100：" in text, stated in text) == (True, True, False)
    assert "Per 10,000 residents:" in _page("/trend", "?i=full_time_teachers&mode=per_10k&lang=en")


def test_each_value_of_a_trend_says_how_it_stands_to_the_one_before() -> None:
    selection = Selection(indicators=("undergraduate_institutions",), places=("CN000000",))
    text = export_selection(LOOKUP.project, selection, "csv", chart="trend").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = {row["时期"]: row["可比性"] for row in rows if row["数值"]}
    assert found["2004"] == "数列首期"
    assert found["2005"] == "可比：与上一期684所（截至2004年）"
    assert found["2008"].startswith("谨慎：与上一期740所（截至2007年）（")
    assert "" not in found.values()
    shown = select_series(LOOKUP.cells, selection, LOOKUP.catalogue)
    assert len(found) == len(shown) == 17
    workbook = load_workbook(io.BytesIO(export_selection(LOOKUP.project, selection, "xlsx", chart="trend")))
    assert workbook["可比性"].max_row == 17  # the headings, and sixteen pairs of neighbours
    assert "谨慎：与上一期740所（截至2007年）" in _page("/trend", "?i=undergraduate_institutions&p=CN000000")


IGNORED = [
    ("/findings", "severity=none&code=C99&document=x.md", ["severity=none", "code=C99", "document=x.md"]),
    ("/coverage", "theme=weather", ["theme=weather"]),
    ("/", "theme=weather&flag=red", ["theme=weather", "flag=red"]),
    ("/findings", "severity=warning&code=C08&document=xinyang-2022-digest.md", []),
    ("/coverage", "theme=training", []),
]


@pytest.mark.parametrize(("path", "query", "named"), IGNORED)
def test_words_of_the_address_nobody_knows_are_named(path: str, query: str, named: list[str]) -> None:
    text = _page(path, f"?{query}")
    assert [word for word in named if word not in text] == []
    assert ("网址中有无法识别的内容" in text) == bool(named)


def test_coverage_is_a_file_of_what_the_page_shows(client: FlaskClient) -> None:
    answer = client.get(f"/export/csv?chart=coverage&theme=providers&{CITIES}")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "数据覆盖.csv" in unquote(answer.headers["Content-Disposition"])
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    school = next(row for row in rows if row["指标"] == "中等职业学校数" and row["地区"] == "信阳市")
    assert (school["情况"], school["最新年份"], school["数值个数"]) == ("有数", "2022", "2")
    sites = next(row for row in rows if row["指标"] == "中职教学点数" and row["地区"] == "南阳市")
    assert (sites["情况"], sites["最新年份"], sites["出处"]) == ("无数据", "", "")
    assert {row["主题"] for row in rows} == {"办学与培训机构"}
    book = load_workbook(io.BytesIO(client.get(f"/export/xlsx?chart=coverage&lang=en&{CITIES}").data))
    assert book.sheetnames == ["cells", "Places in numbers", "notes"]
    assert [cell.value for cell in book["Places in numbers"][2]][:3] == ["Nanyang", "19", "20 of 39"]
    assert "Chosen: Nanyang · Xinyang" in [row[0].value for row in book["notes"]]


def test_coverage_has_no_picture_and_says_what_it_has(client: FlaskClient) -> None:
    answer = client.get("/export/png?chart=coverage")
    assert (answer.status_code, "没有 png 这种格式，可用：csv, xlsx。" in answer.text) == (404, True)
