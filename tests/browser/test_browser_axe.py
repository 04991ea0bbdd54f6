"""Pages and their states have no accessibility fault axe-core knows; axe-playwright-python brings the script, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

DRAWER = "dialog#drawer[open] h2"
UNFOLD = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
AT_REST = "Promise.all(document.getAnimations().map((each) => each.finished))"


def _faults(page: Page) -> list[str]:
    """`rule: html` of everything axe reports about what is on the page now."""
    page.evaluate(AT_REST)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.axe_script)
    report = page.evaluate("options => window.axe.run(document, options)", OPTIONS)
    return [f"{fault['id']}: {node['html'][:160]}" for fault in report["violations"] for node in fault["nodes"]]


@contextmanager
def _opened(browser: Browser, width: int, theme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def _go(page: Page, address: str, path: str, lang: str) -> None:
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(("lang", "width", "theme"), [("zh", 1440, "light"), ("en", 390, "dark")])
def test_no_page_has_an_accessibility_fault_unfolded(
    browser: Browser, address: str, paths: tuple[str, ...], lang: str, width: int, theme: str
) -> None:
    with _opened(browser, width, theme) as page:
        for path in paths:
            _go(page, address, path, lang)
            page.evaluate(UNFOLD)
            assert _faults(page) == [], path
