"""The portable page: several charts in one file, the sentence behind each mark, no host asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from chart_frames import NANYANG, frame_of, row, small_catalogue, small_observations
from conftest import project_of
from playwright.sync_api import Browser, Page

from dashboard.export import export_selection
from dashboard.export.board import Board, board_of_query
from dashboard.export.bundle import basic_bundle
from dashboard.export.html import board_html
from dashboard.model import Selection
from dashboard.project import load_project

PLACES = ("CN411300", "CN411500", "CN000000")
SELECTION = Selection(("secondary_vocational_schools", "training_person_times", "enrolment"), PLACES)
MOST_BYTES = 6_000_000


def test_a_board_has_a_chart_an_indicator_and_kind_where_there_is_something_to_show(
    small_project: SimpleNamespace,
) -> None:
    board = Board(small_project, Selection(), ("compare", "trend"))
    shown = [(request.selection.indicators[0], request.chart) for request in board.requests]
    assert [name for name, chart in shown if chart == "trend"] == [
        "higher_vocational_colleges",
        "new_skilled_talent",
        "enrolment",
    ]
    assert len({name for name, _ in shown}) == len(small_project.cells.indicators)
    assert board.left_out == 0


def test_a_board_is_read_from_its_link(small_project: SimpleNamespace) -> None:
    others = {"charts": "trend,pie,compare,trend", "findings": "C08-1,C09-2", "evil": "x"}
    board = board_of_query(small_project, SELECTION, others)
    assert (board.charts, board.findings, board.found) == (("trend", "compare"), ("C08-1", "C09-2"), ())
    assert board.query == (
        "i=secondary_vocational_schools,training_person_times,enrolment&p=CN411300,CN411500,CN000000"
        "&charts=trend,compare&findings=C08-1,C09-2"
    )
    assert board_of_query(small_project, SELECTION, {}).charts == ("compare",)


def test_the_page_holds_charts_tables_sentences_notes_and_citations(small_project: SimpleNamespace) -> None:
    page = board_html(Board(small_project, SELECTION, ("compare", "trend"))).decode()
    assert re.findall(r"<h2>(.*?)</h2>", page) == [
        "中等职业学校数 · 各地对照",
        "职业技能培训人次 · 各地对照",
        "在校生数 · 各地对照",
        "在校生数 · 历年变化",
    ]
    given = re.search(r"<script>const given = (.*);\n", page)
    assert given is not None
    record = json.loads(given.group(1))
    assert len(record["charts"]) == 4
    assert record["config"]["showSendToCloud"] is False
    ids = set(re.findall(r'<tr id="(c\d+-[^"]+)"', page))
    marks = {
        f"c{number}-{datum.split('|')[0]}"
        for number, chart in enumerate(record["charts"])
        for trace in chart["data"]
        for datum in _data(trace.get("customdata", ()))
    }
    assert len(marks) >= 7
    assert marks <= ids
    assert page.count("<mark>") >= 4
    assert "标记：" in page
    assert "引用格式" in page
    assert page.count("</script>") == 2


def _data(custom: object) -> Iterator[str]:
    for datum in custom if isinstance(custom, list) else ():
        first = datum[0] if isinstance(datum, list) else datum
        if isinstance(first, str) and first:
            yield first


def test_a_page_without_values_says_so(small_project: SimpleNamespace) -> None:
    page = board_html(Board(small_project, Selection(("enrolment",), ("CN000000",), ("1900",)))).decode()
    assert "<p>所选范围没有数值。</p>" in page


def test_markup_in_a_sentence_stays_text() -> None:
    evil = '</template><script>alert(1)</script>"onload="x'
    rows = [row("e1", "new_skilled_talent", NANYANG, 5, "5人", "2024", quote=evil, quote_end=3, document_number=evil)]
    page = board_html(Board(project_of(small_catalogue(), frame_of(rows)), Selection())).decode()
    assert "<script>alert" not in page
    assert page.count("</script>") == 2


def test_twenty_charts_fit_into_six_megabytes(root: Path) -> None:
    """With the basic bundle, as it is installed; without it the library alone is larger than all charts together."""
    if basic_bundle() is None:
        pytest.skip("the basic plotly bundle was not taken at set-up")
    project = load_project(root)
    page = board_html(Board(project, Selection(), ("compare", "composition", "plan")))
    charts = page.count(b"data-chart=")
    assert charts >= 20
    assert len(page) <= MOST_BYTES


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The page opened from disk by a browser without a network, with every address it asked for."""
    path = tmp_path_factory.mktemp("page") / "board.html"
    frame = small_observations()
    frame["quote_start"] = 4  # behind 句中写明
    frame["quote_end"] = 4 + frame["printed"].str.len()
    path.write_bytes(board_html(Board(project_of(small_catalogue(), frame), SELECTION)))
    asked: list[str] = []
    context = browser.new_context(offline=True, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(f"error: {error}"))
    page.on("console", lambda message: asked.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("[data-drawn] .main-svg")
    yield page, asked
    context.close()


@pytest.mark.browser
def test_opened_from_disk_it_asks_for_nothing_but_itself(offline: tuple[Page, list[str]]) -> None:
    page, asked = offline
    assert [address.rpartition("/")[2] for address in asked] == ["board.html"]
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'let out', () => 'kept in')") == "kept in"
    asked.clear()
    assert page.locator(".modebar a[data-title*='cloud' i], .modebar a[data-title*='Share' i]").count() == 0


@pytest.mark.browser
def test_a_mark_opens_its_sentence_and_the_focus_comes_back(offline: tuple[Page, list[str]]) -> None:
    page, _ = offline
    page.locator("[data-chart='0'] .barlayer .point path").first.click(force=True)
    assert page.evaluate("document.getElementById('evidence').open")
    assert page.locator("#facts mark").inner_text() == "37所"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "FIGURE"


@pytest.mark.browser
def test_the_keyboard_goes_from_value_to_value(offline: tuple[Page, list[str]]) -> None:
    page, _ = offline
    page.locator("figure").first.focus()
    page.keyboard.press("Enter")
    values = []
    for _step in range(3):
        values.append(page.locator("#facts dd").nth(2).inner_text())
        page.keyboard.press("ArrowRight")
    assert values == ["37所", "15所", "15所"]
    assert page.locator("#after").is_disabled()
    page.keyboard.press("Escape")


def test_a_single_chart_s_page_bears_its_own_link(small_project: SimpleNamespace) -> None:
    page = export_selection(small_project, SELECTION, "html", chart="trend").decode()
    assert "/trend?i=secondary_vocational_schools,training_person_times,enrolment" in unescape(page)
    assert page.count("data-chart=") == 3
