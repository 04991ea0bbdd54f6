"""Draws the README's pictures of today's page: `python tests/browser/draw_readme.py`, with Chromium installed."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress.server import create_server as listen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from conftest import ARGUMENTS, _browser_path  # noqa: E402 - the path is set above

from dashboard.web import create_server  # noqa: E402 - as above

PAGE = "/compare?i=higher_vocational_colleges,secondary_vocational_schools&p=CN411300,CN411500"


def main() -> None:
    """Serve the shipped project, open the compare page at its panels, save the picture."""
    server = listen(create_server(ROOT), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser_path(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.effective_port}{PAGE}")
        page.wait_for_selector(".panel .barlayer .point path")
        page.locator(".panel").first.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)
        page.screenshot(path=ROOT / ".readme" / "compare.png")
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
