"""A project of many places and indicators in the browser: long lists are fetched when unfolded, pages without charts load none."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from waitress.server import create_server as listen

from dashboard.web import create_server
from tests.conftest import until_closed
from tests.million.generate import Size, indicator_id, place_code, write_project

pytestmark = pytest.mark.browser

CHART = f"/compare?i={indicator_id(2)}&p={place_code(3)},{place_code(8)}&lang=en"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_project(tmp_path_factory.mktemp("large"), Size(places=70, indicators=70, years=3))
    server = listen(create_server(folder), host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=until_closed, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=0.3)


@pytest.fixture
def address(large: str) -> str:
    """What `reader` watches: this server in place of the shipped project's."""
    return large


def test_a_long_list_is_fetched_when_it_is_unfolded_and_keeps_its_place(reader: Page, address: str) -> None:
    reader.goto(address + CHART)
    reader.wait_for_selector(".panel .barlayer .point path", state="attached")
    assert reader.locator('[id^="all-place-"]').count() == 0
    reader.locator("#pick-places summary").click()
    chip = reader.locator(f"#all-place-{place_code(40)}")
    expect(chip).to_have_attribute("aria-checked", "false")
    expect(reader.locator('[id^="all-place-"]')).to_have_count(70)
    chip.focus()
    reader.keyboard.press("Space")
    expect(reader.locator(f"#place-{place_code(40)}")).to_have_attribute("aria-checked", "true")
    expect(reader.locator(f"#all-place-{place_code(40)}")).to_have_attribute("aria-checked", "true")
    expect(reader.locator(f"#all-place-{place_code(40)}")).to_be_focused()
    expect(reader).to_have_url(re.compile(rf"p={place_code(3)},{place_code(8)},{place_code(40)}"))
    expect(reader.locator("#pick-places")).to_have_attribute("open", "")


def test_a_mark_opens_its_sentence_though_its_letter_is_not_at_hand(reader: Page, address: str) -> None:
    reader.goto(address + CHART)
    reader.locator(".twin summary").first.click()
    reader.locator(".twin .cell").first.click()
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_be_visible()
    value = drawer.locator(".passage mark").inner_text()
    assert re.fullmatch(r"\d+\D{1,2}", value)
    expect(drawer.locator(".passage")).to_contain_text(value)


def test_a_page_without_a_chart_loads_no_plotly_and_one_with_a_chart_loads_it_once(reader: Page, address: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{address}/?lang=en")
    reader.wait_for_selector("#matrix table")
    reader.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if "plotly" in url or "async-graph" in url] == []
    reader.get_by_role("navigation").get_by_role("link", name="Compare").click()
    reader.wait_for_selector(".panel .barlayer .point path", state="attached")
    assert len([url for url in asked if "plotly.min" in url]) == 1


@pytest.mark.parametrize("where", ["shown", "exported"])
def test_a_page_that_tried_to_ask_another_host_would_be_stopped_and_noticed(
    page: Page, large: str, tmp_path: Path, where: str
) -> None:
    """The policy holds in a real browser, and the watch on requests sees what it is to see."""
    if where == "shown":
        page.goto(f"{large}/?lang=en")
        page.wait_for_selector("h1")
    else:
        file = tmp_path / "page.html"
        file.write_bytes(page.request.get(f"{large}/export/html{CHART.partition('/compare')[2]}").body())
        page.goto(file.as_uri())
        page.wait_for_selector("[data-drawn] .main-svg", state="attached")
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text))
    tries = {
        "fetch": "fetch('http://127.0.0.2:9/x').catch(() => {})",
        "img": "new Image().src = 'http://127.0.0.2:9/x.png'",
        "script": "{ const s = document.createElement('script'); s.src = 'http://127.0.0.2:9/x.js'; document.head.append(s); }",
        "link": "{ const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = 'http://127.0.0.2:9/x.css'; document.head.append(l); }",
    }
    for attempt in tries.values():
        page.evaluate(attempt)
    page.wait_for_timeout(300)
    refused = [text for text in stopped if "127.0.0.2:9" in text and "Content Security Policy" in text]
    assert len(refused) >= len(tries)


def test_a_watched_page_that_asks_another_host_fails_its_test(page: Page, large: str) -> None:
    """Without the policy the same attempt is a request, and the watch has it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(large) else None)
    page.goto(f"{large}/health")
    page.route("**/x", lambda route: route.abort())
    page.set_content("<img src='http://127.0.0.2:9/x'>")
    page.wait_for_timeout(300)
    assert asked == ["http://127.0.0.2:9/x"]
