"""The small frame of the chart tests, as a project to export."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.export import easel, stop_drawing

sys.path.insert(0, str(Path(__file__).parents[1] / "charts"))


@pytest.fixture(scope="session")
def small_project() -> SimpleNamespace:
    from chart_frames import small_catalogue, small_observations

    return project_of(small_catalogue(), small_observations())


def project_of(catalogue: object, frame: object, version: str = "c0ffee123456") -> SimpleNamespace:
    """What an export needs of a project: a catalogue, observations, and here no finding and no document."""
    from dashboard.observations import cells_of

    cells = cells_of(frame)  # type: ignore[arg-type]
    return SimpleNamespace(catalogue=catalogue, cells=cells, version=version, findings=(), documents=())


@pytest.fixture(scope="module")
def drawing() -> Iterator[None]:
    """Skips where nothing can be drawn; closes the browser behind the tests of a module."""
    if easel.browser_path() is None or not easel.has_chinese_font():
        pytest.skip("drawing needs chromium and a Chinese font (fonts-noto-cjk)")
    yield
    stop_drawing()
