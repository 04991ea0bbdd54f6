"""Everything by keyboard: every mark of every chart, the way past the masthead, into the drawer and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CHARTS = [
    "/compare?i=higher_vocational_colleges,training_person_times&p=CN411300,CN411500",
    "/compare?by=place&i=secondary_vocational_schools&p=CN411300,CN411500",
    "/trend?i=secondary_vocational_schools,full_time_teachers&p=CN000000",
    "/composition?i=evaluation_agencies,higher_education_institutions",
    "/plan?i=training_person_times",
]
KEYS = """(chart) => [...new Set(chart.querySelector('.js-plotly-plot').data
  .flatMap((trace) => Array.isArray(trace.customdata) ? trace.customdata : []).filter(Boolean))].sort()"""
LISTEN = """() => { window.asked = []; const own = window.dash_clientside.set_props;
  window.dash_clientside.set_props = (id, props) => { if (id === 'open-request') window.asked.push(props.data.key.slice(2)); else own(id, props); }; }"""


def _go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", CHARTS)
def test_arrow_keys_reach_every_mark_of_every_chart_and_enter_opens_it(reader: Page, address: str, path: str) -> None:
    _go(reader, address + path)
    reader.wait_for_selector(".chart .xy")
    reader.evaluate(LISTEN)
    for frame in reader.locator(".chart-frame").all():
        marks = frame.evaluate(KEYS)
        frame.focus()
        for _ in range(len(marks)):
            reader.keyboard.press("ArrowRight")
            reader.keyboard.press("Enter")
        asked = reader.evaluate("window.asked.splice(0)")
        assert (sorted(asked), len(marks) > 0) == (marks, True)


def test_a_mark_is_said_and_shown_its_sentence_opens_and_the_walk_goes_on(reader: Page, address: str) -> None:
    _go(reader, f"{address}/trend?i=skilled_worker_schools&p=CN000000&lang=en")
    reader.wait_for_selector(".chart .xy")
    frame, said = reader.locator(".chart-frame").first, reader.locator("#announce")
    frame.focus()
    reader.keyboard.press("ArrowRight")
    expect(said).to_contain_text("3,792 institutions")
    expect(reader.locator(".hoverlayer .hovertext")).to_be_visible()
    reader.keyboard.press("End")
    expect(said).to_contain_text("2,423 institutions")
    reader.keyboard.press("Enter")
    drawer = reader.locator("dialog#drawer")
    expect(drawer).to_be_visible()
    expect(drawer).to_contain_text("2,423 institutions")
    reader.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(frame).to_be_focused()
    reader.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("2,392 institutions")
    reader.keyboard.press("Escape")
    expect(reader.locator(".hoverlayer .hovertext")).to_have_count(0)


def test_the_first_stop_leads_past_the_masthead(reader: Page, address: str) -> None:
    _go(reader, f"{address}/compare")
    reader.keyboard.press("Tab")
    skip = reader.locator("a.skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/compare",
        "/documents/nanyang-2025-digest.md",
        pytest.param("/coverage", marks=pytest.mark.long),
        pytest.param("/findings", marks=pytest.mark.long),
    ],
)
def test_every_stop_of_the_tab_key_is_seen_and_none_is_a_trap(reader: Page, address: str, path: str) -> None:
    _go(reader, address + path)
    seen: list[str] = []
    for _ in range(40):
        reader.keyboard.press("Tab")
        where, outlined, size = reader.evaluate(
            """() => { const on = document.activeElement, style = getComputedStyle(on.closest('.dash-input-container') || on), box = on.getBoundingClientRect();
            return [on.outerHTML.slice(0, 120), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, box.width * box.height]; }"""
        )
        if where.startswith("<body"):
            break
        assert outlined, where
        assert size > 0, where
        seen.append(where)
    assert len(set(seen)) > 10
