"""Targets and results: which make a pair, what keeps them apart, and how much was reached, as intervals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator
from dashboard.model import Interval
from dashboard.observations.progress import Progress, progress, unplanned
from tests.charts.chart_frames import NANYANG, XINYANG, row, small_catalogue

TRAINING, PLAN, DONE = "training_person_times", "training_plan", "training_plan_completion"


def _catalogue() -> Catalogue:
    catalogue = small_catalogue()
    plan = replace(catalogue.indicators[TRAINING], id=PLAN, kind="target")
    done = Indicator(
        DONE, "完成率", "Completion", "training", "%", "percent", "share", numerator=TRAINING, denominator=PLAN
    )
    return replace(catalogue, indicators={**catalogue.indicators, PLAN: plan, DONE: done})


CATALOGUE = _catalogue()
_BLANK = {"breakdown": "", "entity": "", "event": "", "perimeter": "", "document": "", "table": "", "source_title": ""}


def _row(name: str, value: float, period: str, **more: Any) -> dict[str, Any]:
    said = {"period_type": "during", "unit": "人次", "unit_family": "person_time"} | more
    indicator = str(said.pop("indicator", TRAINING))
    return _BLANK | row(name, indicator, NANYANG, value, f"{value:g}人次", period) | said


def _target(value: float, period: str = "2022", **more: Any) -> dict[str, Any]:
    return _row("t", value, period, status="target", origin="curated", **more)


def _one(*rows: dict[str, Any]) -> Progress:
    (found,) = progress(rows, CATALOGUE)
    return found


NAN = float("nan")
REACHED = [
    (_target(200), _row("a", 100, "2022"), Interval(50, 50), "short"),
    (_target(200), _row("a", 250, "2022"), Interval(125, 125), "met"),
    (_target(200), _row("a", 100, "2022-01-01/2022-06-30", period_type="year_to_date"), Interval(50, 50), "to_date"),
    (_target(200), _row("a", 250, "2022-01-01/2022-06-30", period_type="year_to_date"), Interval(125, 125), "met"),
    (_target(8, value_high=10.0, low=8.0, high=10.0), _row("a", 5, "2022"), Interval(50, 62.5), "short"),
    (_target(8, value_high=10.0, low=8.0, high=10.0), _row("a", 9, "2022"), Interval(90, 112.5), "undecided"),
    (_target(200, low=200.0, high=NAN), _row("a", 100, "2022"), Interval(50, 50), "short"),
    (_target(8, period_type="as_of"), _row("a", 5, "2022-06-20", period_type="as_of"), Interval(62.5, 62.5), "to_date"),
    (
        _target(8, period_type="as_of"),
        _row("a", 5, "2022", period_type="as_of", period_basis="document"),
        Interval(62.5, 62.5),
        "to_date",
    ),
    (_target(8, period_type="as_of"), _row("a", 9, "2022-06-20", period_type="as_of"), Interval(112.5, 112.5), "met"),
    (_target(8, period_type="as_of"), _row("a", 5, "2022-12-31", period_type="as_of"), Interval(62.5, 62.5), "short"),
    (_target(32, unit_family="percent"), _row("a", 35, "2022", unit_family="percent"), Interval(3, 3), "met"),
    (_target(32, unit_family="percent"), _row("a", 30, "2022", unit_family="percent"), Interval(-2, -2), "short"),
]


@pytest.mark.parametrize(("target", "actual", "reached", "verdict"), REACHED)
def test_how_much_of_a_target_is_reached(
    target: dict[str, Any], actual: dict[str, Any], reached: Interval, verdict: str
) -> None:
    found = _one(target, actual)
    assert (found.reached, found.verdict) == (reached, verdict)


def test_a_rounded_result_reaches_a_rounded_target_within_bounds() -> None:
    found = _one(_target(235000, low=234500.0, high=235500.0, high_closed=False), _row("a", 145800, "2022", low=145750.0, high=145850.0, high_closed=False))  # fmt: skip
    assert found.reached is not None
    assert (round(found.reached.low or 0, 2), round(found.reached.high or 0, 2)) == (61.89, 62.2)
    assert not found.reached.high_closed


APART = [
    ({"unit_family": "person"}, ("unit_family",)),
    ({"scope": "system"}, ("scope",)),
    ({"period_type": "cumulative"}, ("period_type",)),
    ({"unit_family": "person", "scope": "system"}, ("unit_family", "scope")),
]


@pytest.mark.parametrize(("change", "reasons"), APART)
def test_what_is_no_pair_is_named_with_the_reason(change: dict[str, Any], reasons: tuple[str, ...]) -> None:
    found = _one(_target(200), _row("a", 100, "2022", **change))
    assert found.actual is None
    assert [(each["observation_id"], why) for each, why in found.apart] == [("a", reasons)]


@pytest.mark.parametrize(
    "change", [{"ref_area": XINYANG}, {"entity": "某校"}, {"breakdown": "funding=x"}, {"event": "赛"}]
)
def test_another_subject_is_no_candidate(change: dict[str, Any]) -> None:
    found = _one(_target(200), _row("a", 100, "2022") | change)
    assert (found.actual, found.latest, found.apart, found.verdict) == (None, None, (), "none")


def test_a_target_for_several_years_is_not_met_by_the_last_of_them() -> None:
    found = _one(_target(200, "2022/2025", year=2025), _row("a", 100, "2025"))
    assert [why for _, why in found.apart] == [("period_type",)]
    spanning = _one(_target(200, "2022/2025", year=2025), _row("a", 100, "2022/2025"))
    assert spanning.actual is not None


def test_a_target_without_a_result_of_its_year_names_the_latest() -> None:
    rows = [
        _target(200, "2024"),
        _row("a", 100, "2020"),
        _row("b", 150, "2022"),
        _row("c", 9, "2023", unit_family="person"),
    ]
    found = _one(*rows)
    assert found.actual is None
    assert found.latest is not None
    assert found.latest["observation_id"] == "b"


def test_the_final_result_counts_before_one_to_date_and_curators_stand_beside_documents() -> None:
    to_date = _row("d", 90, "2022-01-01/2022-06-30", period_type="year_to_date")
    found = progress(
        [_target(200), to_date, _row("f", 100, "2022"), _row("c", 110, "2022", origin="curated")], CATALOGUE
    )
    assert [each.actual and each.actual["observation_id"] for each in found] == ["f", "c"]


def test_a_stated_completion_stands_for_a_plan() -> None:
    share = _row("s", 52, "2022", indicator=DONE, unit_family="percent", low=51.5, high=52.5, high_closed=False)
    found = _one(_target(100), _row("a", 52, "2022"), share)
    assert found.completion is share
    assert found.implied is not None
    assert (round(found.implied.low or 0, 2), round(found.implied.high or 0, 2)) == (99.05, 100.97)
    other = _one(_target(100), _row("a", 52, "2022"), share | {"document": "another.md"})
    assert other.implied is None


def test_of_a_derived_plan_the_stated_share_is_what_was_reached() -> None:
    share = _row("s", 52, "2022", indicator=DONE, unit_family="percent", low=51.5, high=52.5)
    plan = _target(100, processing="derived", low=98.0, high=102.0)
    assert _one(plan, _row("a", 52, "2022"), share).reached == Interval(51.5, 52.5)


def test_results_nobody_planned() -> None:
    rows = [_target(200, "2022"), _row("a", 100, "2022"), _row("b", 120, "2023")]
    rows += [_row("x", 70, "2021", ref_area=XINYANG), _row("y", 5, "2023", indicator="enrolment")]
    assert [each["observation_id"] for each in unplanned(rows, CATALOGUE)] == ["b", "x"]
    assert unplanned(rows[1:], CATALOGUE) == ()
