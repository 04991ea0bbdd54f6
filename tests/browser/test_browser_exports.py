"""The export menu as a reader uses it: with the mouse, with the keyboard, on a busy server, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.export import easel

pytestmark = pytest.mark.browser

QUERY = "?i=secondary_vocational_schools&p=CN411300,CN411500"
needs_drawing = pytest.mark.skipif(
    easel.browser_path() is None or not easel.has_chinese_font(),
    reason="drawing needs chromium and a Chinese font (fonts-noto-cjk)",
)


@pytest.fixture
def menu(reader: Page, address: str) -> Page:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto(f"{address}/compare{QUERY}")
    reader.locator("#export-menu > summary").click()
    return reader


@needs_drawing
def test_a_picture_is_downloaded_and_the_menu_says_so(menu: Page) -> None:
    with menu.expect_download() as download:
        menu.locator("#export-png-2").click()
    assert download.value.suggested_filename == "南阳市-信阳市_中等职业学校数.png"
    expect(menu.locator(".export-status")).to_have_text("已生成：南阳市-信阳市_中等职业学校数.png")


@needs_drawing
def test_the_picture_is_copied(menu: Page) -> None:
    menu.get_by_role("button", name="复制图片").click()
    expect(menu.locator(".export-status")).to_have_text("已复制")
    types = menu.evaluate("navigator.clipboard.read().then((all) => all.flatMap((each) => each.types))")
    assert types == ["image/png"]


def test_link_and_citation_are_copied(menu: Page, address: str) -> None:
    menu.get_by_role("button", name="复制本页链接").click()
    expect(menu.locator(".export-status")).to_have_text("已复制")
    assert menu.evaluate("navigator.clipboard.readText()") == f"{address}/compare{QUERY}"
    shown = menu.locator(".export-cited .citation").first
    expect(shown).to_contain_text("南阳市人力资源和社会保障局, 信阳市教育体育局")
    menu.get_by_role("button", name="复制参考文献").click()
    menu.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('南阳市人力资源'))")
    assert menu.evaluate("navigator.clipboard.readText()") == shown.inner_text()


_LISTEN = """() => {
  const status = document.querySelector(".export-status");
  window.told = [];
  new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
}"""


def test_a_busy_server_is_asked_again(page: Page, address: str) -> None:
    answers = [(503, {"Retry-After": "1"}), (200, {"Content-Disposition": "attachment; filename*=UTF-8''a.png"})]

    def busy(route: Route) -> None:
        status, headers = answers.pop(0)
        route.fulfill(status=status, headers=headers, body="<p>busy</p>")

    page.goto(f"{address}/compare{QUERY}")
    page.locator("#export-menu > summary").click()
    page.evaluate(_LISTEN)
    page.route("**/export/png*", busy)
    with page.expect_download() as download:
        page.locator("#export-png-1").click()
    assert download.value.suggested_filename == "a.png"
    page.wait_for_function("window.told.length === 3")
    assert page.evaluate("window.told") == ["正在生成…", "前面还有图片在生成，排队中…", "已生成：a.png"]
    assert answers == []


def test_a_failure_says_what_the_server_says(page: Page, address: str) -> None:
    page.goto(f"{address}/compare{QUERY}&lang=en")
    page.route(
        "**/export/svg*",
        lambda route: route.fulfill(status=503, content_type="text/html", body="<h1>x</h1><p>Install chromium.</p>"),
    )
    page.locator("#export-menu > summary").click()
    page.locator("#export-svg").click()
    expect(page.locator(".export-status")).to_have_text("The export failed. Install chromium.")


def test_the_menu_is_opened_and_closed_with_the_keyboard(reader: Page, address: str) -> None:
    reader.goto(f"{address}/trend")
    reader.locator("#export-menu > summary").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".export-panel")).to_be_visible()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.id") == "export-png-1"
    reader.keyboard.press("Escape")
    expect(reader.locator(".export-panel")).to_be_hidden()
    assert reader.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [390, 1440])
def test_the_menu_fits_the_screen(reader: Page, address: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(f"{address}/plan?lang=en")
    reader.locator("#export-menu > summary").click()
    box = reader.locator(".export-panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_brief_is_put_together_by_clicking(reader: Page, address: str) -> None:
    reader.goto(f"{address}/compare{QUERY}")
    reader.locator("#export-menu > summary").click()
    reader.get_by_role("link", name="做成简报…").click()
    expect(reader.locator("h1")).to_have_text("简报")
    reader.locator("#kind-trend").click()
    expect(reader.locator("#kind-trend")).to_have_attribute("aria-checked", "true")
    reader.locator("#pick-findings > summary").click()
    reader.locator("[id^=all-finding-]").first.click()
    expect(reader.locator("[id^=on-finding-]")).to_have_count(1)
    assert "&charts=compare,trend&findings=" in reader.url
    expect(reader.locator(".brief-making")).to_contain_text("1 条发现")
