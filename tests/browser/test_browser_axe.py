"""Pages and their states have no accessibility fault axe-core knows; axe-playwright-python brings the script, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import go_on
from tests.conftest import PAGES

pytestmark = pytest.mark.browser

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

DRAWER = "dialog#drawer[open] h2"
UNFOLD = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
SETTLED = "document.title !== '' && [...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('.main-svg'))"
AT_REST = """Promise.all(document.getAnimations().filter((each) => each.effect.getTiming().iterations === 1 && !each.effect.getTiming().delay)
  .map((each) => each.finished))"""


def faults(page: Page) -> list[str]:
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
    go_on(page, f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_function(SETTLED)


ADDRESSES = (*PAGES, "/nowhere")
"""Every kind of page once; the states of each are sampled below."""


def _language(lang: str) -> str:
    return "zh-CN" if lang == "zh" else "en"


@pytest.mark.parametrize(
    ("lang", "width", "theme", "first"),
    [
        ("zh", 1440, "light", 0),
        ("en", 390, "dark", 1),
        pytest.param("zh", 1440, "light", 1, marks=pytest.mark.long),
        pytest.param("en", 390, "dark", 0, marks=pytest.mark.long),
    ],
)
def test_no_page_has_an_accessibility_fault_with_everything_unfolded(
    browser: Browser, address: str, lang: str, width: int, theme: str, first: int
) -> None:
    with _opened(browser, width, theme) as page:
        for path in ADDRESSES[first::2]:
            _go(page, address, path, lang)
            assert page.evaluate("document.documentElement.lang") == _language(lang)
            page.evaluate(UNFOLD)
            assert faults(page) == [], path


SELECTED = (
    "/?q=zz&columns=value&of=secondary_vocational_schools&dir=up",
    "/?q=zzzz&theme=training",
    "/?flag=conflict,target&rows=name",
    "/compare?i=secondary_vocational_schools,training_person_times&p=CN411300,CN411500&mode=index",
    "/compare?i=nothing_known&severity=none",
    "/trend?i=full_time_teachers&p=CN411300",
    "/composition?i=full_time_teachers",
    "/plan?i=full_time_teachers",
    "/coverage?theme=training&t=2022",
    "/findings?code=C08&p=CN411500",
    "/findings?code=C08&p=CN420000",
    "/place/CN110000",
)
"""Filters set, places ordered, nothing found, nothing chosen, unknown words."""


@pytest.mark.parametrize(
    ("lang", "width", "theme"), [pytest.param("en", 1440, "dark", marks=pytest.mark.long), ("zh", 360, "light")]
)
def test_no_selection_has_an_accessibility_fault(
    browser: Browser, address: str, lang: str, width: int, theme: str
) -> None:
    with _opened(browser, width, theme) as page:
        for path in SELECTED[:: 1 if width > 1000 else 2]:
            _go(page, address, path, lang)
            assert faults(page) == [], path


def _drawer(page: Page) -> None:
    page.locator("main [data-open]:visible").first.click()
    page.wait_for_selector(DRAWER)


def _walk(page: Page) -> None:
    page.locator(".chart-frame").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(DRAWER)


def _lose_server(page: Page) -> None:
    page.route("**/_dash-update-component*", lambda route: route.abort("connectionrefused"))
    page.locator("main [data-open]:visible").first.click()
    page.wait_for_selector("#notice:popover-open")


def _wait_long(page: Page) -> None:
    page.route("**/_dash-update-component*", lambda _: None)
    page.locator("#severity-warning").click()
    page.wait_for_selector("#busy:visible")


def _make_file(page: Page) -> None:
    page.route("**/export/**", lambda _: None)
    page.locator("#export-menu > summary").click()
    page.locator("#export-png-1").click()
    page.wait_for_selector("#export-png-1[aria-busy]")


def _skip_link(page: Page) -> None:
    page.keyboard.press("Tab")
    page.wait_for_selector(".skip:focus")


STATES = [
    ("/", "zh", 390, "dark", _drawer),
    ("/compare?mode=per_10k", "en", 390, "light", _walk),
    ("/trend?mode=index", "zh", 1440, "dark", _walk),
    ("/documents/xinyang-2022-digest.md", "en", 1440, "light", _drawer),
    ("/findings", "zh", 360, "dark", _drawer),
    ("/place/CN411300", "en", 1440, "light", _lose_server),
    ("/findings?code=C08", "zh", 1440, "dark", _wait_long),
    ("/compare?i=higher_vocational_colleges", "en", 1440, "dark", _make_file),
    ("/documents", "zh", 320, "light", _skip_link),
]


@pytest.mark.parametrize(("path", "lang", "width", "theme", "reach"), STATES)
def test_no_state_has_an_accessibility_fault(
    browser: Browser, address: str, path: str, lang: str, width: int, theme: str, reach: Callable[[Page], None]
) -> None:
    with _opened(browser, width, theme) as page:
        _go(page, address, path, lang)
        reach(page)
        assert faults(page) == []


def test_a_planted_fault_is_found(browser: Browser, address: str) -> None:
    with _opened(browser, 1440, "light") as page:
        _go(page, address, "/nowhere", "zh")
        page.evaluate("document.querySelector('main').append(document.createElement('button'))")
        assert faults(page) == ["button-name: <button></button>"]
