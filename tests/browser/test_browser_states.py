"""What a reader is told while an answer is slow, when it fails, when the server is gone, and where there is nothing to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import go_on

pytestmark = pytest.mark.browser

ANSWERS = "**/_dash-update-component*"
WAITING = {"zh": "正在载入……", "en": "Loading …"}


@pytest.fixture
def visitor(page: Page) -> Iterator[Page]:
    """A page that may meet errors of the network; errors of our own scripts still fail the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    yield page
    assert [error for error in errors if "Failed to fetch" not in error] == []


class Held:
    """The answers to some requests, held back until `release`."""

    def __init__(self, page: Page, asked: str) -> None:
        self.routes: list[Route] = []
        self.page, self.asked = page, asked
        page.route(asked, lambda route: self.routes.append(route))

    def release(self) -> None:
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.asked)


def _go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")


def _notice(page: Page) -> Locator:
    return page.locator("#notice")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_slow_first_page_and_a_slow_next_one_say_that_they_are_loading(
    visitor: Page, address: str, lang: str
) -> None:
    busy = visitor.locator("#busy")
    held = Held(visitor, ANSWERS)
    visitor.goto(f"{address}/findings?lang={lang}", wait_until="commit")
    expect(busy).to_be_visible()
    expect(busy).to_contain_text(WAITING[lang])
    visitor.wait_for_selector("#url, #page", state="attached")
    visitor.wait_for_timeout(300)
    expect(busy).to_be_visible()
    assert "Loading..." not in visitor.locator("body").inner_text()
    held.release()
    visitor.wait_for_selector("main h1")
    expect(busy).to_be_hidden()
    held = Held(visitor, ANSWERS)
    visitor.locator("#severity-warning").click()
    expect(busy).to_be_visible()
    expect(busy.locator("span")).to_have_text(WAITING[lang])
    held.release()
    expect(visitor.locator("#severity-warning")).to_have_attribute("aria-current", "true")
    expect(busy).to_be_hidden()
    assert not _notice(visitor).is_visible()


def test_a_quick_answer_says_nothing_of_waiting(visitor: Page, address: str) -> None:
    _go(visitor, f"{address}/findings")
    visitor.evaluate(
        """() => { window.shown = 0; new MutationObserver(() => { window.shown += document.querySelector('#busy').hidden ? 0 : 1; })
        .observe(document.querySelector('#busy'), { attributes: true }); }"""
    )
    visitor.route(ANSWERS, lambda route: route.fulfill(status=204))
    visitor.locator("#severity-warning").click()
    visitor.wait_for_timeout(800)
    assert visitor.evaluate("window.shown") == 0


@pytest.mark.parametrize(
    ("lang", "advice"),
    [("zh", "请重试；若再次出现，请告知维护者编号"), ("en", "Try again, and if it happens again tell the maintainer")],
)
def test_a_failed_step_gives_its_number_and_says_what_to_do(
    visitor: Page, address: str, monkeypatch: pytest.MonkeyPatch, lang: str, advice: str
) -> None:
    _go(visitor, f"{address}/?lang={lang}")

    def broken(*_: object) -> list[object]:
        raise RuntimeError("planted")

    with monkeypatch.context() as patched:
        patched.setattr("dashboard.web.callbacks.open_value", broken)
        visitor.locator(".matrix .cell").first.click()
        expect(_notice(visitor)).to_be_visible()
        expect(_notice(visitor)).to_contain_text(advice)
        assert re.search(r"\b[0-9a-f]{10}\b", _notice(visitor).inner_text())
        _notice(visitor).get_by_role("button").click()
        expect(_notice(visitor)).to_be_hidden()
    visitor.locator(".matrix .cell").first.click()
    expect(visitor.locator("dialog#drawer")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "gone", "back"),
    [("zh", "服务器没有应答", "服务器已恢复"), ("en", "The server does not answer", "The server answers again")],
)
def test_a_server_that_is_gone_is_said_and_the_page_goes_on_when_it_is_back(
    visitor: Page, address: str, lang: str, gone: str, back: str
) -> None:
    _go(visitor, f"{address}/findings?lang={lang}")
    for asked in (ANSWERS, "**/health"):
        visitor.route(asked, lambda route: route.abort("connectionrefused"))
    visitor.locator("#severity-warning").click()
    expect(_notice(visitor)).to_contain_text(gone)
    visitor.wait_for_timeout(2500)
    expect(_notice(visitor)).to_contain_text(gone)
    expect(visitor.locator("main h1")).to_be_visible()
    for asked in (ANSWERS, "**/health"):
        visitor.unroute(asked)
    expect(_notice(visitor)).to_contain_text(back)
    expect(visitor.locator("#severity-warning")).to_have_attribute("aria-current", "true")
    expect(_notice(visitor)).to_be_hidden()


def test_a_server_gone_before_the_first_page_is_said_and_the_page_comes_when_it_is_back(
    visitor: Page, address: str
) -> None:
    for asked in ("**/_dash-layout", "**/health"):
        visitor.route(asked, lambda route: route.abort("connectionrefused"))
    visitor.goto(f"{address}/documents?lang=en")
    expect(_notice(visitor)).to_contain_text("The server does not answer")
    assert "Error loading" not in visitor.locator("body").inner_text()
    for asked in ("**/_dash-layout", "**/health"):
        visitor.unroute(asked)
    expect(visitor.locator("main h1")).to_have_text("Documents")


def test_a_step_the_server_refuses_says_that_the_page_may_be_old(visitor: Page, address: str) -> None:
    _go(visitor, f"{address}/findings")
    visitor.route(ANSWERS, lambda route: route.fulfill(status=400, content_type="application/json", body="{}"))
    visitor.locator("#severity-warning").click()
    expect(_notice(visitor)).to_contain_text("服务器未能处理这一步，本页可能已经过时。请刷新本页")


def test_a_notice_is_seen_above_an_open_drawer(visitor: Page, address: str) -> None:
    _go(visitor, f"{address}/place/CN411500")
    visitor.locator(".cell").first.click()
    expect(visitor.locator("dialog#drawer")).to_be_visible()
    visitor.route(ANSWERS, lambda route: route.abort("connectionrefused"))
    visitor.locator("dialog#drawer [data-open]").first.click()
    expect(_notice(visitor)).to_be_visible()
    seen = visitor.evaluate(
        """() => { const box = document.querySelector('#notice').getBoundingClientRect();
        return [box.left >= 0, box.right <= innerWidth, box.bottom <= innerHeight, document.querySelector('#notice').matches(':popover-open')]; }"""
    )
    assert seen == [True, True, True, True]


def test_a_file_that_takes_long_says_that_it_is_being_made(visitor: Page, address: str) -> None:
    _go(visitor, f"{address}/compare?lang=en")
    held = Held(visitor, "**/export/png*")
    visitor.locator("#export-menu > summary").click()
    link, status = visitor.locator("#export-png-1"), visitor.locator(".export-status")
    with visitor.expect_download() as waiting:
        link.click()
        expect(link).to_have_attribute("aria-busy", "true")
        expect(status).to_have_text("Being made…")
        held.release()
    assert waiting.value.suggested_filename.endswith(".png")
    expect(link).not_to_have_attribute("aria-busy", "true")
    expect(status).to_have_text(f"Made: {waiting.value.suggested_filename}")


def test_a_file_that_cannot_be_made_says_why_where_the_reader_is(
    visitor: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _go(visitor, f"{address}/compare")

    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("planted")

    monkeypatch.setattr("dashboard.web.routes.export_file", broken)
    visitor.locator("#export-menu > summary").click()
    visitor.locator("#export-csv").click()
    expect(visitor.locator(".export-status")).to_contain_text("请告知维护者编号")
    assert visitor.url.startswith(f"{address}/compare")
    visitor.route("**/export/**", lambda route: route.abort("connectionrefused"))
    visitor.locator("#export-csv").click()
    expect(visitor.locator(".export-status")).to_contain_text("服务器没有应答")


EMPTY = [
    (
        "/compare?i=nothing_known",
        "notice",
        "网址中有无法识别的内容，已略去：",
        "Some of the address was not understood",
    ),
    (
        "/compare?i=competition_medals&p=CN410100",
        "nodata",
        "所选地区没有这项指标的数据。",
        "No value of this indicator",
    ),
    ("/trend?i=full_time_teachers&p=CN411300", "nodata", "所选指标没有可绘制的历年数据。", "have no series to draw"),
    ("/composition?i=full_time_teachers", "empty", "下列指标有：", "These have:"),
    ("/plan?i=full_time_teachers", "empty", "下列指标有：", "These have some:"),
    ("/findings?code=C08&p=CN420000", "empty", "没有符合条件的提示。", "No finding matches."),
    ("/?q=zzzz", "empty", "找不到“zzzz”。可用指标或地区的名称", 'Nothing is called "zzzz". Try a name'),
    ("/place/CN110000", "empty", "无数据：所收文件和统计资料没有载明", "No data: no document"),
    ("/nowhere", "empty", "网址可能有误", "The address may be wrong"),
]


@pytest.mark.parametrize(("path", "_kind", "zh", "en"), EMPTY, ids=[path for path, *_ in EMPTY])
def test_where_there_is_nothing_it_is_said_in_both_languages_with_a_way_on(
    walker: Page, address: str, path: str, _kind: str, zh: str, en: str
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        go_on(walker, f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
        expect(walker.locator("main")).to_contain_text(words)
        assert walker.locator("main a, main button:visible").count() > 0
