"""What every test may use: the project's own folder, its catalogue, and the shared letters where they are there."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from dashboard.catalogue import Catalogue, load_catalogue

settings.register_profile("patient", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGES = (
    "/",
    "/compare",
    "/compare?by=place&mode=per_10k",
    "/trend?mode=index",
    "/composition",
    "/plan",
    "/coverage",
    "/findings",
    "/history",
    "/documents",
    "/documents/nanyang-2025-digest.md",
    "/indicator/evaluation_agencies",
    "/place/CN411300",
    "/review",
    "/brief",
)  # every kind of page once
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share what the first process names
    _CACHE = tempfile.mkdtemp(prefix="vet-dashboard-")
    atexit.register(shutil.rmtree, _CACHE, ignore_errors=True)
    os.environ["VET_DASHBOARD_CACHE"] = _CACHE  # what one test read of the shipped files, the next need not read again


def until_closed(server: Any) -> None:
    """Run a server until its sockets are closed under it, which is how a test ends it."""
    with suppress(OSError):
        server.run()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "indicators.yaml")


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "letters").is_dir():
        pytest.skip("needs the original letters in ../shared/letters, which are not part of the repository")
    return SHARED


ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]


def _browser_path() -> str | None:
    """The system's browser, else the one Playwright brought; None if there is neither."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = _browser_path()
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium, or playwright install chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url() -> str:
    """No base address: in place of the plugin's fixture, whose form pytest 9 warns about."""
    return ""
