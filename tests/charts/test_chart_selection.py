"""Which observations a selection shows."""

from __future__ import annotations

from typing import Any

import pytest
from chart_frames import NANYANG, XINYANG, frame_of, row, small_catalogue, small_observations

from dashboard.charts.selection import describe_selection, place_codes, select, select_series
from dashboard.model import Selection

CATALOGUE, OBSERVATIONS = small_catalogue(), small_observations()
BOTH = ("南阳", "CN411500")


def column(rows: list[Any], name: str) -> list[Any]:
    """One value of each row."""
    return [row[name] for row in rows]


@pytest.mark.parametrize(
    ("indicator", "periods", "expected"),
    [
        ("secondary_vocational_schools", (), ["a01", "a02"]),
        ("higher_vocational_colleges", (), ["a03", "a04", "a05", "a06"]),  # extracted, then curated, place by place
        ("evaluation_agencies", (), ["a07", "a15"]),  # the total, not its parts
        ("evaluation_agencies;agency_type=enterprise", (), ["a08"]),
        ("training_person_times", (), ["a11", "a12"]),  # to date, then the plan
        ("technician_teacher_share", (), []),  # one school's share is not the city's
        ("new_skilled_talent", (), ["a16", "a17"]),  # the newest year
        ("new_skilled_talent", ("2023",), ["a18"]),
        ("new_skilled_talent", ("2023", "2024"), ["a18", "a16", "a17"]),
    ],
)
def test_what_an_indicator_shows(indicator: str, periods: tuple[str, ...], expected: list[str]) -> None:
    chosen = select(OBSERVATIONS, Selection(indicators=(indicator,), places=BOTH, periods=periods), CATALOGUE)
    assert column(chosen, "observation_id") == expected
    assert set(column(chosen, "panel")) == ({indicator} if expected else set())


def test_without_a_choice_every_indicator_with_a_value_is_shown_once() -> None:
    chosen = select(OBSERVATIONS, Selection(), CATALOGUE)
    assert list(dict.fromkeys(column(chosen, "panel"))) == [
        "secondary_vocational_schools", "higher_vocational_colleges", "evaluation_agencies", "annual_skilled_graduates",
        "annual_training_capacity", "training_person_times", "competition_rank", "new_skilled_talent", "enrolment",
    ]  # fmt: skip


def test_parts_without_any_total_get_a_panel_each() -> None:
    medals = [
        row("m1", "competition_medals", NANYANG, 2, "2家", "2024", breakdown="medal=silver"),
        row("m2", "competition_medals", NANYANG, 9, "9家", "2024", breakdown="medal=bronze"),
    ]
    chosen = select(frame_of(medals), Selection(indicators=("competition_medals",)), CATALOGUE)
    assert column(chosen, "panel") == ["competition_medals;medal=silver", "competition_medals;medal=bronze"]


def test_an_old_target_does_not_stand_beside_a_newer_actual() -> None:
    rows = [
        row("t1", "new_skilled_talent", NANYANG, 5, "5人", "2021", status="target"),
        row("t2", "new_skilled_talent", NANYANG, 6, "6人", "2023"),
        row("t3", "new_skilled_talent", NANYANG, 7, "7人", "2025", status="target"),
    ]
    chosen = select(frame_of(rows), Selection(), CATALOGUE)
    assert column(chosen, "observation_id") == ["t2", "t3"]


def test_the_order_of_the_places_is_the_readers() -> None:
    chosen = select(
        OBSERVATIONS, Selection(indicators=("secondary_vocational_schools",), places=("信阳", "南阳")), CATALOGUE
    )
    assert column(chosen, "ref_area") == [XINYANG, NANYANG]
    assert place_codes(Selection(places=("信阳", "南阳市", "Xinyang", "某地")), CATALOGUE) == (XINYANG, NANYANG, "某地")


def test_a_series_needs_three_years_unless_it_was_asked_for() -> None:
    assert set(column(select_series(OBSERVATIONS, Selection(), CATALOGUE), "indicator")) == {"enrolment"}
    asked = select_series(OBSERVATIONS, Selection(indicators=("new_skilled_talent",), places=BOTH), CATALOGUE)
    assert column(asked, "observation_id") == ["a18", "a16", "a17"]


def test_a_selection_in_words() -> None:
    selection = Selection(indicators=("evaluation_agencies;agency_type=school",), places=BOTH, periods=("2024",))
    assert describe_selection(selection, CATALOGUE, "zh") == (
        "指标：技能人才评价机构数（院校评价机构）",
        "地区：南阳市、信阳市",
        "时期：2024年",
    )
    assert describe_selection(Selection(), CATALOGUE, "en") == (
        "Indicators: all indicators",
        "Places: all places",
        "Periods: newest of each origin",
    )
