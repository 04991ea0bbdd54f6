"""How long the overview takes and weighs, beside a bare Dash table of the same strings: `python tests/web/measure_home.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from dash import html

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from full_project import full_lookup, full_project
from web_project import shipped, shipped_lookup

from dashboard.model import Selection
from dashboard.web import create_app
from dashboard.web.callbacks import show_page
from dashboard.web.components.matrix import matrix_data
from dashboard.web.lookup import Lookup
from dashboard.web.overview import arranged
from dashboard.web.view import View
from tests.asking import page_asked

ROUNDS = 5


def first_and_next(lookup: Lookup) -> tuple[float, float]:
    """Seconds of processor time for drawing the page of a lookup nobody has asked for anything yet, and of drawing it again; the best of some."""

    def page() -> None:
        show_page(lookup, "/", "", None)

    def forgetful() -> None:
        lookup.told.clear()
        page()

    page()  # names are spelled once in the life of the program
    return best(forgetful), best(page)


def bare_table(lookup: Lookup) -> float:
    """Seconds of processor time for a table of Dash's components that holds the values of the cells and nothing else."""
    cells = strings(lookup)
    return best(lambda: html.Table([html.Tr([html.Td(html.Button(text)) for text in row]) for row in cells]))


def strings(lookup: Lookup) -> list[list[str]]:
    """The first value of every cell, row by row."""
    data = matrix_data(arranged(lookup, View(), "zh"), lookup, Selection(), View())
    rows: list[dict[str, Any]] = [row for group in data["groups"] for row in group["rows"]]
    return [[cell[1][1] if cell else "" for cell in row["cells"]] for row in rows]


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = process_time()
        run()
        times.append(process_time() - begin)
    return min(times)


def answer_bytes(client: Any, search: str = "") -> int:
    """Bytes of the answer that holds the page, compressed."""
    body = page_asked("/", search)
    with client.post("/_dash-update-component", json=body, headers={"Accept-Encoding": "br"}) as answer:
        assert answer.status_code == 200
        return len(answer.data)


def main() -> None:
    """Shipped data, then fifty places by sixty indicators."""
    projects = {"shipped": (shipped(), shipped_lookup()), "50 x 60": (full_project(), full_lookup())}
    for name, (project, lookup) in projects.items():
        first, again = first_and_next(lookup)
        plain = bare_table(lookup)
        weight = answer_bytes(create_app(project).server.test_client()) / 1024
        print(
            f"{name:8} cells {len(lookup.cells):5}  first {1000 * first:6.1f} ms ({first / plain:.2f})"
            f"  again {1000 * again:6.1f} ms ({again / plain:.2f})  bare table {1000 * plain:6.1f} ms (1.00)  answer {weight:6.1f} KiB"
        )


if __name__ == "__main__":
    main()
