"""Interval arithmetic and periods, as tables."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.model import Interval
from dashboard.observations.intervals import implied_whole, integers_in, show, within
from dashboard.observations.timespan import days_between, days_of, periods_agree, year_of


def test_a_part_and_its_share_imply_the_whole() -> None:
    whole = implied_whole(Interval(44, 44), Interval(64.65, 64.75, True, False))
    assert whole.low == pytest.approx(67.9537, abs=1e-4)
    assert whole.high == pytest.approx(68.0588, abs=1e-4)
    assert (whole.low_closed, whole.high_closed, integers_in(whole)) == (False, True, range(68, 69))


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(1, 3), range(1, 4)),
        (Interval(1, 3, False, False), range(2, 3)),
        (Interval(1.2, 1.8), range(2, 2)),
        (Interval(1, None), None),
        (Interval(0, 5_000), None),
    ],
)
def test_whole_numbers_in_an_interval(interval: Interval, expected: range | None) -> None:
    assert integers_in(interval) == expected


@pytest.mark.parametrize(
    ("interval", "zh", "en"),
    [
        (Interval(67.9537, 68.0588), "67.95–68.06", "67.95–68.06"),
        (Interval(98_095.2, 101_941.7), "9.81–10.19万", "98,095–101,942"),
        (Interval(258, 258), "258", "258"),
        (Interval(10_963, 10_963), "10963", "10,963"),
        (Interval(250_000, None), "≥ 25万", "≥ 250,000"),
        (Interval(None, 0.5), "≤ 0.5", "≤ 0.5"),
        (Interval(9_800.5, 10_200.5), "9800.5–1.02万", "9,800–10,200"),
    ],
)
def test_how_an_interval_is_shown(interval: Interval, zh: str, en: str) -> None:
    assert (show(interval, "zh"), show(interval, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("part", "whole", "fits"),
    [
        (Interval(13, 13), Interval(15, 15), True),
        (Interval(15, 15), Interval(15, 15), True),
        (Interval(16, 16), Interval(15, 15), False),
        (Interval(10, 20, False, False), Interval(None, 10, True, True), False),
        (Interval(250_000, None), Interval(200_000, None), True),
    ],
)
def test_a_part_fits_in_its_whole(part: Interval, whole: Interval, fits: bool) -> None:
    assert within(part, [whole]) is fits


@pytest.mark.parametrize(
    ("period", "days", "year"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31)), 2024),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29)), 2024),
        ("2024-12-31", (date(2024, 12, 31), date(2024, 12, 31)), 2024),
        ("2021-09-01/2022-05-15", (date(2021, 9, 1), date(2022, 5, 15)), 2022),
        ("", None, 0),
        ("2024-13", None, 2024),
        ("2022/2021", None, 2021),
    ],
)
def test_days_of_a_period(period: str, days: tuple[date, date] | None, year: int) -> None:
    assert (days_of(period), year_of(period)) == (days, year)


def test_days_between_periods() -> None:
    assert days_between("2022-05-15", "2022-07-22") == 68
    assert days_between("2025", "2022-05-15") == 962
    assert days_between("2025", "2025-06-20") == 0
    assert days_between("", "2025") is None


def test_periods_that_say_the_same_more_or_less_exactly() -> None:
    assert periods_agree("2025", "2025-06-20")
    assert periods_agree("", "")
    assert not periods_agree("2025", "2024-06-20")
    assert not periods_agree("2022", "2022-01-01/2022-05-15")
    assert not periods_agree("", "2025")
