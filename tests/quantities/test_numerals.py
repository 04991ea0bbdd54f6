"""Printed forms of numbers: value, interval and qualifier, as the handbook's table 1.4 has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.quantities import find_numerals

UNBOUNDED = None


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "low", "high", "closed"),
    [
        ("258家", 258, "eq", 258, 258, (True, True)),
        ("5.2万人次", 52_000, "eq", 51_500, 52_500, (True, False)),
        ("15.5万人", 155_000, "eq", 154_500, 155_500, (True, False)),
        ("64.7%", 64.7, "eq", 64.65, 64.75, (True, False)),
        ("70%", 70, "eq", 69.5, 70.5, (True, False)),
        ("百分之六十", 60, "eq", 59.5, 60.5, (True, False)),
        ("5万多名", 50_000, "gt", 50_000, 60_000, (False, False)),
        ("10余项", 10, "gt", 10, 20, (False, False)),
        ("5400多万人", 54_000_000, "gt", 54_000_000, 55_000_000, (False, False)),
        ("4500多所", 4500, "gt", 4500, 4600, (False, False)),
        ("2个多百分点", 2, "gt", 2, 3, (False, False)),
        ("九十一万余人", 910_000, "gt", 910_000, 920_000, (False, False)),
        ("近700万人", 7_000_000, "approx", 6_300_000, 7_000_000, (False, False)),
        ("25万人以上", 250_000, "ge", 250_000, UNBOUNDED, (True, False)),
        ("不少于30家", 30, "ge", 30, UNBOUNDED, (True, False)),
        ("超过6000万人", 60_000_000, "gt", 60_000_000, UNBOUNDED, (False, False)),
        ("20%左右", 20, "approx", 19, 21, (True, True)),
        ("不超过50人", 50, "le", 0, 50, (True, True)),
        ("不足50人", 50, "lt", 0, 50, (True, False)),
        ("1,330万人", 13_300_000, "eq", 13_295_000, 13_305_000, (True, False)),
        ("1，234人", 1234, "eq", 1234, 1234, (True, True)),
        ("2 210人", 2210, "eq", 2210, 2210, (True, True)),
        ("2800余亿元", 280_000_000_000, "gt", 280_000_000_000, 290_000_000_000, (False, False)),
    ],
)
def test_the_interval_a_printed_form_stands_for(
    text: str, value: float, qualifier: str, low: float, high: float | None, closed: tuple[bool, bool]
) -> None:
    [numeral] = find_numerals(text)
    interval = numeral.interval
    assert (numeral.value, numeral.qualifier.value) == (pytest.approx(value), qualifier)
    assert interval.low == pytest.approx(low)
    assert interval.high == (None if high is None else pytest.approx(high))
    assert (interval.low_closed, interval.high_closed) == closed


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6-8所", 6, 8),
        ("15—16所", 15, 16),
        ("3—5万人", 30_000, 50_000),
        ("9.81～10.19万人次", 98_100, 101_900),
        ("37.5%至40%", 37.5, 40),
    ],
)
def test_a_range_keeps_both_ends(text: str, low: float, high: float) -> None:
    [numeral] = find_numerals(text)
    assert (numeral.value, numeral.value_high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("text", "value"), [("四分之三", 0.75), ("约1/4", 0.25), ("三分之一", 1 / 3)])
def test_fractions(text: str, value: float) -> None:
    [numeral] = find_numerals(text)
    assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["①②", "面积5²", "节约成本", "1" * 100_000])
def test_what_is_no_number_is_none(text: str) -> None:
    assert [n.surface for n in find_numerals(text) if n.surface != "5"] == []


@given(st.integers(0, 10**12))
def test_plain_digits_keep_their_value_and_their_place(number: int) -> None:
    text = f"共有{number}所"
    [numeral] = find_numerals(text)
    assert numeral.value == number
    assert numeral.span.of(text) == str(number)
