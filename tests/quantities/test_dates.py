"""Dates as printed, and how open ones are filled in."""

from __future__ import annotations

import pytest

from dashboard.quantities import find_dates, resolve


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("截至2024年底", "2024-12-31", "2024-12-31"),
        ("5月15日", "~-05-15", "~-05-15"),
        ("2022年7月22日", "2022-07-22", "2022-07-22"),
        ("2022年1—6月", "2022-01", "2022-06"),
        ("1至6月", "~-01", "~-06"),
        ("今年上半年", "@0-01", "@0-06"),
        ("去年12月", "@-1-12", "@-1-12"),
        ("“十四五”期间", "2021", "2025"),
        ("2022—2025年", "2022", "2025"),
        ("一九九八年", "1998", "1998"),
        ("二〇一〇年五月", "2010-05", "2010-05"),
        ("8月底", "~-08-99", "~-08-99"),
        ("2024-05-18", "2024-05-18", "2024-05-18"),
        ("2021年12月13日至18日", "2021-12-13", "2021-12-18"),
    ],
)
def test_a_date_as_printed(text: str, first: str, last: str) -> None:
    [date] = find_dates(text)
    assert (date.first, date.last) == (first, last)


@pytest.mark.parametrize("text", ["3个月", "第五届", "连续增长", "五项举措"])
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("stamp", "anchor", "context", "expected"),
    [
        ("~-05-15", 2022, 2022, "2022-05-15"),
        ("@-1-12", 2026, 2020, "2025-12"),
        ("~-02-99", 2024, 2024, "2024-02-29"),
        ("~-05-15", None, None, None),
        ("2018", 2026, 2026, "2018"),
    ],
)
def test_open_years_are_filled_from_what_was_said_never_from_the_clock(
    stamp: str, anchor: int | None, context: int | None, expected: str | None
) -> None:
    assert resolve(stamp, anchor, context) == expected
