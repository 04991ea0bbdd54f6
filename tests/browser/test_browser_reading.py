"""A reader's way: overview, two indicators and two places, a bar, its sentence, a file. By mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go_on

pytestmark = pytest.mark.browser

SCHOOLS, COLLEGES = "secondary_vocational_schools", "higher_vocational_colleges"
TWO = f"/compare?i={SCHOOLS},{COLLEGES}&p=CN411300,CN411500"


def _go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("main h1")


def _click_bar(page: Page) -> None:
    """Click the middle of the first panel's first bar (the legend's have no width)."""
    page.wait_for_selector(".panel .barlayer .point path")
    page.locator(".panel").first.locator(".chart").scroll_into_view_if_needed()
    bars = page.locator(".panel").first.locator(".barlayer .point path")
    box = next(box for bar in bars.all() if (box := bar.bounding_box()) and box["width"] > 5)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_two_places_two_indicators_a_bar_its_sentence_and_a_file(reader: Page, address: str, tmp_path: Path) -> None:
    _go(reader, address)
    reader.get_by_role("navigation").get_by_role("link", name="对比").click()
    expect(reader.locator("main h1")).to_have_text("地区对比")
    reader.locator("#pick-indicators summary").click()
    for key in (SCHOOLS, COLLEGES):
        reader.locator(f'[id="all-{key}"]').click()
        expect(reader.locator(f'[id="all-{key}"]')).to_have_attribute("aria-checked", "true")
    for key in reader.locator('[id^="on-"]').evaluate_all("all => all.map(one => one.id)"):
        if key.removeprefix("on-") not in (SCHOOLS, COLLEGES):
            reader.locator(f'[id="{key}"]').click()
            expect(reader.locator(f'[id="{key}"]')).to_have_count(0)
    expect(reader.locator("#pick-indicators")).to_have_attribute("open", "")
    chosen = reader.locator('[id^="place-"][aria-checked="true"]').evaluate_all("all => all.map(one => one.id)")
    for key in ("place-CN411300", *chosen, "place-CN411500"):  # the first stays chosen while the others go
        before = reader.locator(f"#{key}").get_attribute("aria-checked")
        reader.locator(f"#{key}").click()
        expect(reader.locator(f"#{key}")).to_have_attribute("aria-checked", "false" if before == "true" else "true")
    expect(reader.locator('[id^="place-"][aria-checked="true"]')).to_have_count(2)
    expect(reader.locator(".panel")).to_have_count(2)

    _click_bar(reader)
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator("h2")).to_have_text("中等职业学校数")
    expect(drawer.locator(".passage mark")).to_have_text("37所")
    expect(drawer.locator(".passage .said")).to_contain_text("中等职业学校37所")
    expect(drawer).to_contain_text("宛人社字〔2025〕55号")
    expect(drawer).to_contain_text("摘编，非原文")
    reader.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    _click_bar(reader)
    expect(drawer).to_be_visible()
    drawer.get_by_role("link", name="在文件中查看").click()
    expect(reader).to_have_url(re.compile(r"/documents/nanyang-2025-digest\.md#m\d+$"))
    expect(reader.locator("mark.is-target")).to_have_text("37所")
    reader.go_back()
    expect(reader.locator(".panel")).to_have_count(2)

    reader.locator("#export-menu > summary").click()
    with reader.expect_download() as waiting:
        reader.locator("#export-png-2").click()
    saved = tmp_path / "chart.png"
    waiting.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert waiting.value.suggested_filename.endswith(".png")


def test_a_curated_mark_opens_its_source(reader: Page, address: str) -> None:
    _go(reader, f"{address}/compare?i={COLLEGES}&p=CN411300&lang=en")
    reader.locator(".twin summary").first.click()
    reader.locator(".twin .cell", has_text="6").first.click()
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_contain_text("教育部")
    expect(drawer).to_contain_text("curated")


@pytest.mark.parametrize(("lang", "first"), [("zh", 0), ("en", 1)])
def test_no_page_asks_another_host_or_reports_an_error(
    reader: Page, address: str, paths: tuple[str, ...], lang: str, first: int
) -> None:
    for path in paths[first::2]:
        joint = "&" if "?" in path else "?"
        go_on(reader, f"{address}{path}{joint}lang={lang}")
        reader.wait_for_load_state("networkidle")
        assert reader.evaluate("document.documentElement.lang") == ("zh-CN" if lang == "zh" else "en")


def test_a_cell_opens_with_enter_and_escape_brings_the_focus_back(reader: Page, address: str) -> None:
    _go(reader, address)
    cell = reader.locator(".matrix .cell").first
    cell.focus()
    key = cell.get_attribute("data-open")
    reader.keyboard.press("Enter")
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator("h2")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert reader.evaluate("document.activeElement.dataset.open") == key


def test_a_mark_of_a_document_opens_by_keyboard(reader: Page, address: str) -> None:
    _go(reader, f"{address}/documents/xinyang-2022-digest.md")
    mark = reader.locator("mark.figure").first
    mark.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("dialog#drawer .passage mark")).to_have_text(mark.inner_text())


def test_a_chip_by_keyboard_keeps_the_focus_and_back_undoes_it(reader: Page, address: str) -> None:
    _go(reader, address + TWO)
    chip = reader.locator("#place-CN411500")
    chip.focus()
    reader.keyboard.press("Space")
    expect(chip).to_have_attribute("aria-checked", "false")
    expect(chip).to_be_focused()
    expect(reader).to_have_url(re.compile(r"p=CN411300$"))
    reader.go_back()
    expect(chip).to_have_attribute("aria-checked", "true")


def test_a_narrow_screen_never_scrolls_sideways(reader: Page, address: str, paths: tuple[str, ...]) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    for path in paths[::2]:
        go_on(reader, address + path)
        reader.wait_for_timeout(200)  # charts are laid out
        assert reader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path


def test_choices_made_faster_than_the_page_is_drawn_all_count(reader: Page, address: str) -> None:
    _go(reader, f"{address}/compare?i={SCHOOLS}&p=CN411300")
    reader.locator("#pick-indicators summary").click()
    reader.evaluate(
        "keys => keys.forEach((key) => document.getElementById(key).click())",
        [f"all-{COLLEGES}", "place-CN411500", "mode-per_10k", "place-CN411300"],
    )
    expect(reader.locator("#mode-per_10k")).to_have_attribute("aria-current", "true")
    expect(reader.locator("#place-CN411300")).to_have_attribute("aria-checked", "false")
    expect(reader).to_have_url(f"{address}/compare?i={SCHOOLS},{COLLEGES}&p=CN411500&mode=per_10k")
    expect(reader.locator("#pick-indicators")).to_have_attribute("open", "")


def test_on_a_telephone_a_row_of_choices_is_one_line_that_stays_where_it_was_pushed(reader: Page, address: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    _go(reader, address + TWO)
    places = reader.locator('.chips:has(> [id^="place-"])')
    chips = places.locator(".chip")
    assert len({round(chip.bounding_box()["y"]) for chip in chips.all()}) == 1  # type: ignore[index]
    last = chips.last
    last.click()
    expect(last).to_have_attribute("aria-checked", "true")
    box = last.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 390 - box["width"]
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
