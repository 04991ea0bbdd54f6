"""A real Chromium on a real server. Without a browser these tests are skipped and say so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server as listen

from dashboard.web import create_server
from tests.conftest import until_closed


@pytest.fixture(scope="session")
def paths() -> tuple[str, ...]:
    """Every kind of page, empty and wrong selections and an address that is none included."""
    return (
        "/",
        "/?q=zz&columns=value&of=secondary_vocational_schools&dir=up",
        "/?q=zzzz&theme=training",
        "/?flag=conflict,target&rows=name",
        "/compare",
        "/compare?i=secondary_vocational_schools,higher_vocational_colleges&p=CN411300,CN411500",
        "/compare?by=place",
        "/compare?mode=per_10k",
        "/compare?mode=index&by=place",
        "/trend?mode=index",
        "/compare?i=training_person_times",
        "/compare?i=nothing_known",
        "/composition",
        "/composition?i=full_time_teachers",
        "/composition?axis=shared",
        "/plan",
        "/plan?i=full_time_teachers",
        "/trend",
        "/brief",
        "/brief?i=secondary_vocational_schools&p=CN411500&charts=compare,trend",
        "/coverage",
        "/coverage?theme=training&t=2022",
        "/place/CN411300",
        "/place/CN110000",
        "/findings",
        "/findings?code=C08&p=CN411500",
        "/documents",
        "/documents/nanyang-2025-digest.md",
        "/indicator/evaluation_agencies",
        "/nowhere",
    )


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """The shipped project, served on a free port of this machine."""
    server = listen(create_server(root), host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=until_closed, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=0.3)


GO_ON = """address => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("not drawn: " + address)), 20000);
  if (location.href === new URL(address, location.href).href) { done(); return; }
  window.addEventListener("dashboard:drawn", () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
})"""


def go_on(page: Page, url: str) -> None:
    """To another address as a link of the page leads there, until it is drawn: the libraries need not be loaded again."""
    if "_dash" not in page.evaluate("document.documentElement.outerHTML"):
        page.goto(url)
        page.wait_for_selector("main h1")
    else:
        page.evaluate(GO_ON, url)


@pytest.fixture
def reader(page: Page, address: str) -> Iterator[Page]:
    """A page that fails the test on any error the browser reports and any request to another host."""
    yield from watched(page, address)


@pytest.fixture(scope="module")
def walker(browser: Browser, address: str) -> Iterator[Page]:
    """The same, one for all tests of a module that go on from page to page."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield from watched(context.new_page(), address)
    context.close()


def watched(page: Page, address: str) -> Iterator[Page]:
    """The page; afterwards it is looked at what it asked other hosts for and what the browser found wrong."""
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not _own(request.url, address) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)  # a busy machine draws late
    yield page
    page.wait_for_timeout(200)
    assert elsewhere == []
    assert [error for error in errors if "404" not in error] == []


def _own(url: str, address: str) -> bool:
    return url.startswith((address + "/", "data:", "blob:"))
