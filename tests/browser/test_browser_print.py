"""On paper: light, without controls, nothing cut off, sources kept, series told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import PAGES

pytestmark = pytest.mark.browser

CONTROLS = ".nav, .lang, .picker, .exports, .view-bar, .order, .modebar, .skip, #busy, #notice, .twin > summary"
CUT = """() => [...document.querySelectorAll('main *')].filter((part) => {
  const box = part.getBoundingClientRect();
  return box.width && box.right > 704 && !part.closest('.unseen');
}).map((part) => `${part.tagName} ${part.className} ${part.textContent}`.slice(0, 80))"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page of a dark, wide screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark", bypass_csp=True)
    yield context.new_page()
    context.close()


def _print(page: Page, url: str) -> None:
    """Lay the page out as for A4, its charts drawn for the screen before."""
    page.emulate_media(media="screen")
    page.goto(url)
    page.wait_for_selector("main h1")
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every((chart) => { const drawn = chart.querySelector('.main-svg'); return drawn && drawn.clientWidth <= chart.offsetWidth; })"
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.evaluate("document.body.style.width = '703px'")  # the window keeps its size while a page is printed


@pytest.mark.parametrize("path", [*PAGES[::2], *(pytest.param(path, marks=pytest.mark.long) for path in PAGES[1::2])])
def test_a_printed_page_is_light_whole_and_without_controls(paper: Page, address: str, path: str) -> None:
    _print(paper, address + path)
    assert paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert paper.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    seen = paper.locator(CONTROLS).evaluate_all(
        "all => all.filter((one) => one.offsetParent).map((one) => one.className)"
    )
    assert seen == []
    assert paper.evaluate(CUT) == []


def test_a_printed_chart_keeps_its_source_and_all_its_pairs_and_folds_back_afterwards(
    paper: Page, address: str
) -> None:
    _print(paper, f"{address}/compare?i=higher_vocational_colleges&p=CN411300,CN411500")
    assert paper.locator(".panel .source:visible").count() == 1
    assert paper.locator(".verdicts .verdict:visible").count() == 10
    paper.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert paper.locator(".other-pairs[open]").count() == 0
    assert paper.locator(".chart").first.evaluate("part => part.style.zoom") == ""


@pytest.mark.parametrize("path", ["/", "/coverage"])
def test_a_printed_matrix_names_the_place_beside_each_value_and_says_what_is_left_out(
    paper: Page, address: str, path: str
) -> None:
    _print(paper, address + path)
    cell = paper.locator('tr:has-text("中等职业学校数") td[data-place="南阳市"]').first
    assert cell.is_visible()
    assert "南阳市" in cell.evaluate("part => getComputedStyle(part, '::before').content")
    assert paper.locator(".matrix td.nodata:visible, .ages td.state-missing:visible").count() == 0
    assert paper.get_by_text("未列出的地区无数据，并非为零").first.is_visible()


def test_parts_have_patterns_and_lines_dashes_of_their_own(paper: Page, address: str) -> None:
    paper.goto(f"{address}/composition?i=evaluation_agencies&p=CN411300")
    paper.wait_for_selector(".chart .barlayer")
    looks = paper.evaluate(
        """() => { const bars = document.querySelector('.js-plotly-plot').data.filter((trace) => trace.marker && trace.marker.pattern && Array.isArray(trace.marker.pattern.shape));
        return bars.flatMap((trace) => trace.marker.pattern.shape); }"""
    )
    assert (len(looks), len(set(looks))) == (4, 4)
    paper.goto(f"{address}/trend?i=secondary_vocational_schools&p=CN000000")
    paper.wait_for_selector(".chart .scatterlayer")
    dashes = paper.evaluate(
        "() => document.querySelector('.js-plotly-plot').data.filter((trace) => (trace.mode || '').includes('lines')).map((trace) => trace.line.dash)"
    )
    assert (len(dashes), len(set(dashes))) == (5, 5)
