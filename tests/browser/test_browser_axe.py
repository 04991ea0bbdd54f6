"""Pages and their states have no accessibility fault axe-core knows. axe-core is not shipped: AXE_JS names its axe.min.js."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPT = Path(os.environ.get("AXE_JS", "axe.min.js is not given"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """`rule: html` of everything axe reports about what is on the page now."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    report = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{fault['id']}: {node['html'][:160]}" for fault in report["violations"] for node in fault["nodes"]]


@pytest.mark.skipif(not SCRIPT.is_file(), reason="needs axe-core: AXE_JS=…/node_modules/axe-core/axe.min.js")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 390)])
def test_no_page_or_state_has_an_accessibility_fault(
    browser: Browser, address: str, paths: tuple[str, ...], theme: str, lang: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    for path in paths:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.wait_for_selector("main h1")
        page.wait_for_load_state("networkidle")
        assert faults(page) == [], path
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert faults(page) == [], f"{path} unfolded"
        if page.locator("[data-open]:visible").count():
            page.locator("[data-open]:visible").first.click()
            page.wait_for_selector("dialog[open] h2")
            page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
            assert faults(page) == [], f"{path} drawer"
    context.close()
