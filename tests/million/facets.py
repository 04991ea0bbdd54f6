"""Milliseconds to build facets of lines, ours then plotly.express': `python -m tests.million.facets DIR FACETS LINES`."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dashboard.charts import trend_chart
from dashboard.model import Selection
from dashboard.project import load_project
from dashboard.web.serving import _OFTEN
from tests.million import stock
from tests.million.generate import indicator_id, place_code


def best_of(rounds: int, build: Callable[[], object]) -> float:
    """The shortest of several runs in milliseconds, after one that warms up."""
    times = []
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        build()
        times.append(1000 * (time.perf_counter() - begin))
    return min(times[1:])


def main() -> None:
    """Print both."""
    folder, facets, lines = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    project = load_project(folder)
    chosen = Selection(tuple(map(indicator_id, range(facets))), tuple(map(place_code, range(lines))))
    frame = stock.frame_of(folder)
    frame = frame[frame["indicator"].isin(chosen.indicators) & frame["ref_area"].isin(chosen.places)]
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OFTEN, 10, 10)  # as the server does once it is warm
    ours = best_of(9, lambda: trend_chart(project.cells, chosen, project.catalogue))
    theirs = best_of(3, lambda: stock.facets(frame, facets, lines))
    print(ours, theirs)


if __name__ == "__main__":
    main()
