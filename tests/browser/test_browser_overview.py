"""The overview in a browser: found by any of its names, filtered, ordered, walked with the arrow keys, the view in the address."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from waitress.server import create_server as listen

from dashboard.web import create_app
from tests.conftest import until_closed

sys.path.append(str(Path(__file__).resolve().parents[1] / "web"))

from full_project import full_project

pytestmark = pytest.mark.browser

SCHOOLS, COLLEGES = "secondary_vocational_schools", "higher_vocational_colleges"
ROWS, COLUMNS = ".matrix tr[data-row]:visible", ".matrix thead th[scope=col]:visible"


def _go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".matrix", state="attached")


def _rows(page: Page) -> list[str]:
    return page.locator(ROWS).evaluate_all("all => all.map(row => row.dataset.row)")


def _columns(page: Page) -> list[str]:
    return page.locator(COLUMNS).all_inner_texts()[1:]


def _box(page: Page) -> Locator:
    return page.locator("#matrix-search")


FINDS = [
    ("ny", None, ["南阳市"]),
    ("\uff2e\uff39", None, ["南阳市"]),
    ("nanyang", None, ["南阳市"]),
    ("Nan yang", None, ["南阳市"]),
    ("南阳", None, ["南阳市"]),
    ("宛", None, ["南阳市"]),
    ("CN411300", None, ["南阳市"]),
    ("4113", None, ["南阳市"]),
    ("南阳 信阳", None, ["南阳市", "信阳市"]),
    ("gzyx", COLLEGES, None),
    ("gaozhiyuanxiao", COLLEGES, None),
    ("高职院校", COLLEGES, None),
    ("技校", "skilled_worker_schools", None),
    ("higher vocational", COLLEGES, None),
    ("HIGHER_VOCATIONAL_COLLEGES", COLLEGES, None),
    ("信阳 高职院校", COLLEGES, ["信阳市"]),
    ("xy gzyx", COLLEGES, ["信阳市"]),
]


@pytest.mark.parametrize(("typed", "row", "columns"), FINDS)
def test_an_indicator_or_a_place_is_found_by_any_of_its_names(
    walker: Page, address: str, typed: str, row: str | None, columns: list[str] | None
) -> None:
    reader = walker
    if not reader.locator(".matrix").count():
        _go(reader, address)
    _box(reader).fill("")
    expect(reader.locator(ROWS)).to_have_count(reader.locator(".matrix tr[data-row]").count())
    everything = len(_rows(reader)), len(_columns(reader))
    _box(reader).fill(typed)
    expect(reader.locator("#matrix-hits")).not_to_have_text(f"{everything[0]} 项指标 · {everything[1]} 个地区")
    if row:
        assert row in _rows(reader)
        assert len(_rows(reader)) <= 4
    if columns:
        assert _columns(reader) == columns
    assert (len(_rows(reader)), len(_columns(reader))) < everything
    expect(reader.locator("#matrix-hits")).to_have_text(f"{len(_rows(reader))} 项指标 · {len(_columns(reader))} 个地区")


def test_what_a_word_may_also_mean_is_offered(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?q=zz")
    assert _columns(reader) == ["郑州市"]
    offered = reader.locator("#matrix-also")
    expect(offered).to_contain_text("“zz”也可指：")
    offered.get_by_role("button", name="中等职业学校数").click()
    expect(_box(reader)).to_have_value("中等职业学校数")
    expect(reader.locator(ROWS)).to_have_count(1)
    expect(offered).to_be_hidden()
    assert len(_columns(reader)) > 1


def test_a_place_named_beside_an_indicator_is_shown_even_where_nothing_is_stated(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?q=许昌 技校")
    assert _columns(reader) == ["许昌市"]
    expect(reader.locator('tr[data-row="skilled_worker_schools"] td:visible')).to_have_text("无数据")


def test_the_search_is_in_the_address_and_in_every_link_of_the_view(reader: Page, address: str) -> None:
    asked: list[str] = []
    _go(reader, address)
    reader.wait_for_load_state("networkidle")
    reader.on("request", lambda request: asked.append(request.url) if "_dash" in request.url else None)
    _box(reader).fill("南阳")
    expect(reader).to_have_url(f"{address}/?q=%E5%8D%97%E9%98%B3")
    assert asked == []
    assert reader.locator("a.lang").get_attribute("href") == "/?lang=en&q=%E5%8D%97%E9%98%B3"
    reader.locator("#view-more summary").click()
    reader.locator("#theme-training").click()
    expect(reader.locator("#theme-training")).to_have_attribute("aria-checked", "true")
    expect(reader).to_have_url(re.compile(r"theme=training"))
    expect(_box(reader)).to_have_value("南阳")
    assert _columns(reader) == ["南阳市"]
    reader.reload()
    reader.wait_for_selector(".matrix")
    expect(_box(reader)).to_have_value("南阳")
    assert _columns(reader) == ["南阳市"]
    assert reader.locator("#theme-training").get_attribute("aria-checked") == "true"
    reader.go_back()
    expect(reader.locator("#theme-training")).to_have_attribute("aria-checked", "false")
    expect(_box(reader)).to_have_value("南阳")


def test_a_page_drawn_anew_keeps_search_place_and_focus(reader: Page, address: str) -> None:
    _go(reader, address)
    _box(reader).fill("南阳 信阳")
    expect(reader.locator(COLUMNS)).to_have_count(3)
    cell = reader.locator(f'tr[data-row="{COLLEGES}"] .cell').nth(1)
    cell.focus()
    key = cell.get_attribute("data-open")
    reader.evaluate("document.querySelector('.matrix').dataset.old = 'yes'")
    reader.set_viewport_size({"width": 700, "height": 800})
    expect(reader.locator(".matrix[data-old]")).to_have_count(0)
    expect(_box(reader)).to_have_value("南阳 信阳")
    assert _columns(reader) == ["南阳市", "信阳市"]
    assert reader.evaluate("document.activeElement.dataset.open") == key


def test_the_way_back_from_nothing_found(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?q=zzzz&theme=training&lang=en")
    expect(reader.locator("#matrix-none")).to_contain_text('Nothing is called "zzzz"')
    expect(reader.locator(".matrix")).to_be_hidden()
    reader.get_by_role("button", name="Clear the search").click()
    expect(reader.locator("#matrix-empty")).to_be_hidden()
    expect(_box(reader)).to_be_focused()
    expect(reader).to_have_url(f"{address}/?theme=training&lang=en")
    training = _rows(reader)
    _box(reader).fill("zzzz")
    reader.get_by_role("link", name="Clear the filters").click()
    reader.get_by_role("button", name="Clear the search").click()
    expect(reader.locator("#matrix-empty")).to_be_hidden()
    expect(reader).to_have_url(f"{address}/?lang=en")
    expect(reader.locator(".matrix a[href*='i=secondary_vocational_schools']").first).to_be_visible()
    assert len(_rows(reader)) > len(training) > 0


def test_only_rows_of_two_shown_places_can_be_compared(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?only=comparable&q=南阳 信阳")
    assert _columns(reader) == ["南阳市", "信阳市"]
    missing = reader.locator(f"{ROWS} td.nodata:visible").count()
    assert (len(_rows(reader)) > 3, missing) == (True, 0)
    _box(reader).fill("南阳")
    expect(reader.locator("#matrix-none")).to_have_text("所设条件之下没有数值。")


def test_enter_on_the_button_of_a_row_orders_the_places_and_keeps_the_focus(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?level=city")
    order = reader.locator(f'[id="order-{COLLEGES}"]')
    head = reader.locator(f'tr[data-row="{COLLEGES}"] th')
    assert head.get_attribute("aria-sort") is None
    order.focus()
    reader.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(order).to_be_focused()
    expect(reader).to_have_url(re.compile(rf"columns=value.*of={COLLEGES}"))
    stated = reader.locator(f'tr[data-row="{COLLEGES}"] td').evaluate_all(
        "all => all.map(c => c.className !== 'nodata')"
    )
    assert stated == sorted(stated, reverse=True)
    reader.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    reader.keyboard.press("Enter")
    expect(reader.locator(f'tr[data-row="{COLLEGES}"] th')).not_to_have_attribute("aria-sort", "ascending")
    expect(reader).to_have_url(f"{address}/?level=city")


def _stop(page: Page) -> str:
    """What the focus is on: text of its row's head and of its column's head."""
    return page.evaluate(
        """() => { const cell = document.activeElement.closest('td, th'), row = cell.parentElement;
        const head = row.cells[0].querySelector('a, span'), top = document.querySelector('.matrix thead tr').cells[cell.cellIndex];
        return `${(head || row.cells[0]).textContent}/${top.textContent}`; }"""
    )


def test_the_table_is_one_stop_for_tab_and_the_arrows_walk_it(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?theme=providers")
    _box(reader).focus()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    assert _stop(reader) == "中等职业学校数/南阳市"
    for key, there in [
        ("ArrowRight", "中等职业学校数/信阳市"),
        ("ArrowDown", "中等职业学校数/信阳市"),  # the second value of the cell
        ("ArrowDown", "中职教学点数/信阳市"),
        ("ArrowUp", "中等职业学校数/信阳市"),
        ("Home", "中等职业学校数/指标"),
        ("ArrowUp", "办学与培训机构/指标"),
        ("ArrowUp", "指标/指标"),
        ("ArrowRight", "指标/南阳市"),
        ("ArrowDown", "办学与培训机构/指标"),
        ("ArrowDown", "中等职业学校数/南阳市"),
        ("Control+Home", "指标/指标"),
    ]:
        reader.keyboard.press(key)
        assert _stop(reader) == there, key
    assert reader.locator('.matrix [tabindex="0"]').count() == 1
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('.matrix')") is None
    reader.keyboard.press("Shift+Tab")
    assert _stop(reader) == "指标/指标"


def test_the_focus_is_never_under_the_head_or_the_first_column(reader: Page, address: str) -> None:
    _go(reader, address)
    reader.locator(".matrix .cell").first.focus()
    for key in ["ArrowRight"] * 12 + ["ArrowDown"] * 30 + ["ArrowLeft"] * 6 + ["ArrowUp"] * 20:
        reader.keyboard.press(key)
        seen = reader.evaluate(
            """() => { const part = document.activeElement, box = part.getBoundingClientRect();
            const at = document.elementFromPoint(box.left + Math.min(8, box.width / 2), box.top + Math.min(8, box.height / 2));
            return part === at || part.contains(at) || at.contains(part); }"""
        )
        assert seen, (key, _stop(reader))


WIDTHS = [(1440, 900), (390, 844), (360, 225)]


@pytest.mark.parametrize(("width", "height"), WIDTHS, ids=["wide", "narrow", "at 400 %"])
def test_the_head_and_the_first_column_stay_while_the_table_scrolls(
    reader: Page, address: str, width: int, height: int
) -> None:
    reader.set_viewport_size({"width": width, "height": height})
    _go(reader, address)
    reader.locator(".matrix-scroll").scroll_into_view_if_needed()
    kept, moved = reader.evaluate(
        """() => { const scroll = document.querySelector('.matrix-scroll'), box = scroll.getBoundingClientRect();
        scroll.scrollTop = 500; scroll.scrollLeft = 120;
        const at = (query) => document.querySelector(query).getBoundingClientRect();
        const head = at('.matrix thead th'), row = at('.matrix tr[data-row] th'), cell = at('.matrix tr[data-row] td');
        return [[head.top - box.top, head.left - box.left, row.left - box.left].map((n) => Math.abs(n) <= 2),
                [cell.top < box.top, row.width + 80 < box.width, head.height + 60 < box.height]]; }"""
    )
    assert kept == [True, True, True]
    assert moved == [True, True, True]
    assert reader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_mark_of_a_trend_says_its_sentence(reader: Page, address: str) -> None:
    _go(reader, f"{address}/?q=全国 技工院校数")
    mark = reader.locator('tr[data-row="skilled_worker_schools"] .change')
    expect(mark).to_have_text("↑ 21期")
    expect(mark).to_have_attribute("aria-label", "较2019年的2392所上升，可比 21 期")


@pytest.fixture(scope="module")
def full_address() -> Iterator[str]:
    """Fifty places by sixty indicators, every cell filled."""
    server = listen(create_app(full_project()).server, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=until_closed, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=0.3)


def test_three_thousand_cells_are_sought_and_scrolled_without_a_long_wait(page: Page, full_address: str) -> None:
    """Ratios to drawing the same table once: a search costs less than drawing it, a step of scrolling a small part of it."""
    _go(page, full_address)
    assert page.locator(".matrix .cell").count() >= 3000
    drawn, sought, step = page.evaluate(
        """async () => {
        const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const timed = async (run) => { await frame(); const from = performance.now(); run(); document.body.offsetHeight; return performance.now() - from; };
        const grid = document.querySelector('.matrix'), home = grid.parentElement, box = document.querySelector('#matrix-search');
        const drawn = await timed(() => { const copy = grid.cloneNode(true); grid.hidden = true; home.append(copy); });
        home.lastElementChild.remove(); grid.hidden = false;
        const type = (text) => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text); box.dispatchEvent(new Event('input', { bubbles: true })); };
        const steps = [];
        for (let at = 0; at < 30; at += 1) steps.push(await timed(() => { home.scrollTop += 120; home.scrollLeft += 60; }));
        const from = performance.now(); type('zy'); await new Promise((done) => { const seen = new MutationObserver(() => { seen.disconnect(); done(); }); seen.observe(document.querySelector('#matrix-hits'), { childList: true }); });
        document.body.offsetHeight;
        const sought = performance.now() - from - 80;
        steps.sort((a, b) => a - b);
        return [drawn, sought, steps[15]]; }"""
    )
    assert sought < drawn * 2, (sought, drawn)
    assert step < drawn / 10, (step, drawn)
