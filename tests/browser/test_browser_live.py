"""The page that is open follows its files: what the reader has before them stays where it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from waitress.server import create_server as listen

from dashboard.web.app import create_app
from dashboard.web.live import open_project
from tests.conftest import until_closed
from tests.live.edits import YAML, copy_of_shipped, edits, titled, write

pytestmark = pytest.mark.browser

CHOSEN = "?i=secondary_vocational_schools,higher_vocational_colleges&p=CN411300,CN411500"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_shipped(tmp_path / "project")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A project of the test's own, on a free port; in place of the shipped one."""
    app = create_app(open_project(folder))
    app.live.prepare()
    server = listen(app.server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=until_closed, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=0.3)


def _write(folder: Path, text: str) -> None:
    (folder / YAML).write_text(text, "utf-8")


def test_twelve_edits_five_of_them_broken_are_followed_in_the_page(folder: Path, reader: Page, address: str) -> None:
    reader.goto(f"{address}/compare{CHOSEN}")
    brand, banner = reader.locator(".brand"), reader.locator("#broken")
    expect(brand).to_have_text("职业教育培训指标台")
    shown = "职业教育培训指标台"
    for edit in edits(folder, 12, 5, 3):
        write(folder, edit)
        if edit.broken:
            expect(banner.locator(".broken summary").first).to_contain_text(YAML)
        else:
            shown = edit.shows
            expect(banner).to_be_empty()
        expect(brand).to_have_text(shown)


def test_the_banner_names_every_place_with_its_line_and_goes_by_itself(
    folder: Path, reader: Page, address: str
) -> None:
    whole = (folder / YAML).read_text("utf-8")
    reader.goto(f"{address}/compare?lang=en")
    expect(reader.locator("main h1")).to_be_visible()
    _write(folder, whole.replace("theme: providers", "theme: provider", 2).replace("kind: stock", "kind: stok", 2))
    banner = reader.get_by_role("alert").locator(".broken")
    expect(banner.locator("summary").first).to_have_text(
        f"Problems in {YAML}: 4. The page still shows what was there before."
    )
    places = [text for text in banner.locator("li > code").all_text_contents() if text.startswith(f"{YAML}:")]
    assert len(places) == 4
    assert "Did you mean “providers”?" in banner.locator("li").first.inner_text()
    assert banner.locator("pre").first.inner_text().splitlines()[0].strip() == "theme: provider"
    mark = banner.locator("pre .caret").first.bounding_box()
    assert mark is not None
    banner.locator("summary").first.click()
    expect(banner.locator("li").first).to_be_hidden()
    expect(banner.locator("summary").first).to_be_visible()
    _write(folder, whole)
    expect(reader.locator("#broken")).to_be_empty()


def test_a_change_leaves_the_reader_where_they_are(folder: Path, reader: Page, address: str) -> None:
    reader.set_viewport_size({"width": 1280, "height": 600})
    reader.goto(f"{address}/{CHOSEN}")
    reader.wait_for_load_state("networkidle")
    reader.locator("[data-open]").nth(6).scroll_into_view_if_needed()
    reader.evaluate("window.scrollTo(0, 320)")
    before = reader.evaluate("window.scrollY")
    assert before > 100
    reader.evaluate("document.querySelectorAll('[data-open]')[6].click()")
    expect(reader.locator("#drawer")).to_be_visible()
    heading = reader.locator("#drawer h2").inner_text()
    url = reader.url
    _write(folder, titled((folder / YAML).read_text("utf-8"), "读者未动"))
    expect(reader.locator(".brand")).to_have_text("读者未动")
    reader.wait_for_timeout(500)
    expect(reader.locator("#drawer")).to_be_visible()
    assert reader.locator("#drawer h2").inner_text() == heading
    assert abs(reader.evaluate("window.scrollY") - before) <= 2
    assert reader.url == url


def test_a_page_that_is_idle_falls_silent_long_enough_to_count_as_loaded(reader: Page, address: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{address}/")
    reader.wait_for_load_state("networkidle")
    asked.clear()
    reader.wait_for_timeout(3000)
    assert 3 <= len(asked) <= 6
    assert {url.removeprefix(address) for url in asked} == {"/version"}
