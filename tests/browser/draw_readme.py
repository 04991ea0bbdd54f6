"""Draws the README's pictures of today's pages: `python -m tests.browser.draw_readme`, with Chromium installed."""

from __future__ import annotations

import threading

from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server as listen

from dashboard.web import create_server
from tests.conftest import ARGUMENTS, ROOT, _browser_path

COMPARED = "/compare?i=secondary_vocational_schools,higher_vocational_colleges&p=CN411300,CN411500"


def _open(browser: Browser, address: str, height: int) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": height})
    page.goto(address)
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    return page


def _draw_home(browser: Browser, address: str) -> None:
    """The matrix of places and indicators."""
    page = _open(browser, f"{address}/", 860)
    page.wait_for_selector(".matrix .cell")
    page.screenshot(path=ROOT / ".readme" / "home.png")


def _draw_compare(browser: Browser, address: str) -> None:
    """The panels of two indicators, with the sentence behind a mark beside them."""
    page = _open(browser, address + COMPARED, 900)
    page.wait_for_selector(".panel .barlayer .point path")
    page.locator(".bar").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.querySelector('.panels').offsetTop - 16)")
    page.locator(".chart-frame").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] .passage")
    page.wait_for_timeout(600)
    page.screenshot(path=ROOT / ".readme" / "compare.png")


def main() -> None:
    """Serve the shipped project, save both pictures."""
    server = listen(create_server(ROOT), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    address = f"http://127.0.0.1:{server.effective_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser_path(), args=ARGUMENTS)
        _draw_home(browser, address)
        _draw_compare(browser, address)
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
