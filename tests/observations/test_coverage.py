"""What counts as known, what is newest and oldest, and when a figure is old."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.observations.coverage import age_of, covered, is_known


def _row(name: str, year: int, **more: Any) -> dict[str, Any]:
    said = {"observation_id": name, "year": year, "status": "actual", "processing": "printed", "indicator": "i", "breakdown": "", "document": "", "table": "", "source_title": "", "conflict": False}  # fmt: skip
    return said | more


@pytest.mark.parametrize(("year", "age"), [(2027, "fresh"), (2026, "fresh"), (2025, "fresh"), (2024, "ageing"), (2023, "old"), (2000, "old")])  # fmt: skip
def test_ages(year: int, age: str) -> None:
    assert age_of(year, 2026) == age


STATES = [
    ({}, True),
    ({"status": "capacity"}, True),
    ({"status": "target"}, False),
    ({"status": "applied"}, False),
    ({"processing": "derived"}, False),
]


@pytest.mark.parametrize(("change", "known"), STATES)
def test_targets_and_computed_values_are_no_knowledge(change: dict[str, Any], known: bool) -> None:
    assert is_known(_row("a", 2024, **change)) is known


def test_newest_oldest_years_and_sources() -> None:
    rows = [
        _row("a", 2022, document="x.md", conflict=True),
        _row("b", 2025, table="t.csv", indicator="j"),
        _row("c", 0, source_title="年鉴"),
        _row("d", 2026, status="target", document="y.md"),
        _row("e", 2025, breakdown="sex=female", document="x.md"),
    ]
    found = covered(rows)
    assert found.newest is not None
    assert found.oldest is not None
    assert (found.newest["observation_id"], found.oldest["observation_id"]) == ("b", "a")
    assert (found.years, found.indicators) == ((2022, 2025), ("i", "j"))
    assert (found.documents, found.sources) == (("x.md", "y.md"), ("t.csv", "年鉴"))
    assert (len(found.rows), found.conflict_share) == (4, 0.25)


def test_chosen_years_and_nothing_at_all() -> None:
    rows = [_row("a", 2022), _row("b", 2025)]
    assert covered(rows, ("2022",)).years == (2022,)
    empty = covered(rows, ("1999",))
    assert (empty.newest, empty.rows, empty.conflict_share) == (None, (), 0.0)
