"""The compare page in each mode, by indicator and by place, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import go_on

pytestmark = pytest.mark.browser

CHOSEN = "i=secondary_vocational_schools,annual_skilled_graduates,competition_rank&p=CN411300,CN411500"

OUTSIDE = """() => [...document.querySelectorAll('.panel')].flatMap((panel) => {
  const box = panel.getBoundingClientRect();
  return [...panel.querySelectorAll('.annotation text, .textpoint text')]
    .filter((text) => text.getBoundingClientRect().right > box.right + 1)
    .map((text) => text.textContent);
})"""

OVERLAPPING = """() => [...document.querySelectorAll('.panel')].flatMap((panel) => {
  const texts = [...panel.querySelectorAll('.annotation text, .textpoint text')]
    .map((text) => [text.textContent, text.getBoundingClientRect()]).filter(([said, box]) => said && box.width);
  return texts.flatMap(([one, a], index) => texts.slice(index + 1)
    .filter(([, b]) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
    .map(([other]) => `${one} / ${other}`));
})"""


@pytest.mark.parametrize(
    ("lang", "theme", "width"),
    [
        ("zh", "light", 1440),
        ("en", "dark", 390),
        pytest.param("en", "dark", 1440, marks=pytest.mark.long),
        pytest.param("zh", "light", 390, marks=pytest.mark.long),
    ],
)
def test_every_mode_can_be_read(browser: Browser, address: str, lang: str, theme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    for by in ("indicator", "place"):
        for mode in ("absolute", "per_10k", "index"):
            go_on(page, f"{address}/compare?{CHOSEN}&by={by}&mode={mode}&lang={lang}")
            page.wait_for_selector(".panel .js-plotly-plot .textpoint text")
            page.wait_for_timeout(300)  # the last panels are drawn
            where = f"{by} {mode}"
            assert page.evaluate(OUTSIDE) == [], where
            assert page.evaluate(OVERLAPPING) == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            said = page.locator(".panel .js-plotly-plot").first.inner_text()
            assert ("谨慎" if lang == "zh" else "with care") in said, where
    context.close()


def test_a_reader_switches_the_mode_and_opens_the_population(reader: Page, address: str) -> None:
    reader.goto(f"{address}/compare?{CHOSEN}")
    reader.wait_for_selector(".panel .textpoint text")
    reader.locator("#mode-per_10k").click()
    expect(reader.locator("#mode-per_10k")).to_have_attribute("aria-current", "true")
    assert "mode=per_10k" in reader.url
    expect(reader.locator(".panel").first).to_contain_text("每万常住人口（所）")
    reader.locator(".twin summary", has_text="数据表").first.click()
    reader.locator(".twin .cell").first.click()
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_contain_text("37所 ÷ 9713112人（2020年） × 10000")
    expect(drawer).to_contain_text("南阳市第七次全国人口普查公报（第一号）")
