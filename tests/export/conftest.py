"""The small frame of the chart tests, as a project to export."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "charts"))


@pytest.fixture(scope="session")
def small_project() -> SimpleNamespace:
    from chart_frames import small_catalogue, small_observations

    from dashboard.observations import cells_of

    return SimpleNamespace(catalogue=small_catalogue(), cells=cells_of(small_observations()), version="c0ffee123456")
