"""What every test may use: the project's own folder, its catalogue, and the shared letters where they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dashboard.catalogue import Catalogue, load_catalogue

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
os.environ["VET_DASHBOARD_CACHE"] = ""  # tests read the files themselves, their subprocesses too


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
