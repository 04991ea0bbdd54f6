"""Which way a value went, and when that is not said."""

from __future__ import annotations

import math
from typing import Any

import pytest

from dashboard.catalogue import Catalogue
from dashboard.observations import direction

NOW: dict[str, Any] = {
    "indicator": "secondary_vocational_schools", "breakdown": "", "unit": "所", "unit_family": "institution",
    "perimeter": "edu_only", "scope": "city", "entity": "", "event": "", "ref_area": "CN411300", "status": "actual",
    "period_type": "as_of", "time_period": "2025", "year": 2025, "value": 37.0, "low": 37.0, "high": 37.0, "low_closed": True,
    "high_closed": True, "qualifier": "eq", "conflict": False, "rank_of": math.nan,
}  # fmt: skip
AGENCIES = NOW | {"indicator": "evaluation_agencies", "perimeter": "", "scope": "nation", "ref_area": "CN000000"}


def _at(year: int, value: float, **said: Any) -> dict[str, Any]:
    return NOW | {"time_period": str(year), "year": year, "value": value, "low": value, "high": value} | said


@pytest.mark.parametrize(
    ("others", "change", "since", "years"),
    [
        ([_at(2024, 40)], "down", 2024, 2),
        ([_at(2024, 30)], "up", 2024, 2),
        ([_at(2024, 37)], "level", 2024, 2),
        ([_at(2020, 40), _at(2023, 36), _at(2021, 50)], "up", 2023, 4),
        ([_at(2023, 36), _at(2023, 36, origin="curated")], "up", 2023, 2),
        ([_at(2024, 40, low=36.5, high=40.5)], "level", 2024, 2),
        ([_at(2024, 40, time_period="2024-05")], "down", 2024, 2),
    ],
    ids=["fewer", "more", "as many", "the newest of several", "a year counts once", "prints that may mean one number", "another day"],
)  # fmt: skip
def test_a_value_is_held_against_the_newest_earlier_one(
    others: list[dict[str, Any]], change: str, since: int, years: int, catalogue: Catalogue
) -> None:
    found = direction(NOW, [NOW, *others], catalogue)
    assert found is not None
    assert (found.change, found.since["year"], found.years) == (change, since, years)


DURING = {"period_type": "during", "indicator": "training_person_times", "perimeter": "", "unit_family": "person_time"}


@pytest.mark.parametrize(
    ("row", "other"),
    [
        (NOW, _at(2025, 40)),
        (NOW, _at(2026, 40)),
        (NOW, _at(2024, 40, status="target")),
        (NOW | {"status": "target"}, _at(2024, 40, status="target")),
        (NOW, _at(2024, 40, perimeter="incl_skilled")),
        (NOW | {"perimeter": "unstated"}, _at(2024, 40, perimeter="unstated")),
        (NOW, _at(2024, 40, scope="system")),
        (NOW, _at(2024, 40, breakdown="ownership=public")),
        (NOW, _at(2024, 40, qualifier="gt")),
        (NOW, _at(2024, 40, conflict=True)),
        (NOW | {"conflict": True}, _at(2024, 40)),
        (NOW | DURING, _at(2024, 40, **DURING | {"time_period": "2024-01"})),
        (
            NOW | DURING | {"period_type": "year_to_date"},
            _at(2024, 40, **DURING | {"period_type": "year_to_date"}),
        ),
        (NOW | {"period_type": "cumulative"}, _at(2024, 40, period_type="cumulative")),
        (
            AGENCIES | {"time_period": "2023", "year": 2023},
            AGENCIES | {"time_period": "2018", "year": 2018, "value": 12.0},
        ),
        (
            NOW | {"indicator": "competition_rank", "perimeter": "", "rank_of": 23.0},
            _at(2024, 4, indicator="competition_rank", perimeter="", rank_of=19.0),
        ),
    ],
    ids=[
        "of one year", "later", "a target before", "a target now", "two perimeters", "an unstated perimeter", "another scope",
        "a part", "a bound", "a conflict before", "a conflict now", "a month and a year", "years to date", "sums that run on",
        "across a break of the definition", "fields of two sizes",
    ],
)  # fmt: skip
def test_what_does_not_compare_has_no_direction(
    row: dict[str, Any], other: dict[str, Any], catalogue: Catalogue
) -> None:
    assert direction(row, [row, other], catalogue) is None


def test_on_one_side_of_a_break_there_is_a_direction(catalogue: Catalogue) -> None:
    later = AGENCIES | {"time_period": "2024", "year": 2024}
    found = direction(
        later,
        [later, AGENCIES | {"time_period": "2023", "year": 2023, "value": 12.0, "high": 12.0, "low": 12.0}],
        catalogue,
    )
    assert found is not None
    assert found.change == "up"
