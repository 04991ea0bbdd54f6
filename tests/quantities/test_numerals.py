"""Printed forms of numbers: value, interval and qualifier, as the handbook's table 1.4 has them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.quantities import find_numerals, read_numerals

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
    numeral, *ends = find_numerals(text)
    assert (numeral.value, numeral.value_high) == (pytest.approx(low), pytest.approx(high))
    assert [n.kind for n in (numeral, *ends)] == ["range", ends[0].kind, ends[1].kind]
    assert read_numerals(text) == [numeral]


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


@pytest.mark.parametrize(
    ("text", "span", "word_span", "phrase", "value", "word", "kind"),
    [
        ("百分之六十", "六十", "百分之六十", "六十", 60, "%", "percent"),
        ("千分之三", "三", "千分之三", "三", 0.3, "%", "percent"),
        ("百 分 之 五十", "五十", "百 分 之 五十", "五十", 50, "%", "percent"),
        ("２．２个百分点", "２．２", "２．２个百分点", "２．２", 2.2, "个百分点", "percent"),
        ("百分之百", "百", "百分之百", "百", 100, "%", "percent"),
        ("增长-3.2%", "-3.2", "-3.2%", "-3.2", -3.2, "%", "percent"),
        ("减负237亿元", "237亿", "237亿元", "237亿", 23_700_000_000, "元", "number"),
        ("第三届", "三", "三届", "第三", 3, "届", "ordinal"),
        ("超过了80人", "80", "80人", "超过了80", 80, "人", "number"),
        ("三十或者以上", "三十", "三十", "三十或者以上", 30, None, "number"),
        ("上千人", "千", "千人", "上千", 1000, "人", "number"),
        ("千余家企业", "千", "千余家", "千余", 1000, "家", "number"),
        ("￥300", "300", "￥300", "300", 300, "￥", "number"),
        ("12千米", "12", "12千米", "12", 12, "千米", "number"),
        ("两吨半", "两吨半", "两吨半", "两吨半", 2.5, "吨", "number"),
        ("三百五又三分之一", "三百五又三分之一", "三百五又三分之一", "三百五又三分之一", 350 + 1 / 3, None, "fraction"),
    ],
)
def test_a_numeral_has_a_number_a_measure_and_a_phrase(
    text: str, span: str, word_span: str, phrase: str, value: float, word: str | None, kind: str
) -> None:
    [numeral] = find_numerals(text)
    stretches = (numeral.span.of(text), numeral.word_span.of(text), numeral.phrase.of(text))
    assert stretches == (span, word_span, phrase)
    assert (numeral.value, numeral.kind) == (pytest.approx(value), kind)
    assert numeral.word == (word if word != "￥" else "¥")


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high"),
    [
        ("位于20和30之间", "位于20和30之间", 20, 30),
        ("大于二十的同时小于等于三十五", "大于二十的同时小于等于三十五", 20, 35),
        ("不大于50不小于20", "不大于50不小于20", 20, 50),
        ("1000以上，1500以下", "1000以上，1500以下", 1000, 1500),
        ("排名在第十和第十五之间", "在第十和第十五之间", 10, 15),
    ],
)
def test_two_bounds_are_one_range_and_two_numbers(text: str, phrase: str, low: float, high: float) -> None:
    whole, *ends = find_numerals(text)
    assert (whole.phrase.of(text), whole.value, whole.value_high) == (phrase, low, high)
    assert sorted(n.value for n in ends) == [low, high]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("二三十所", 20, 30), ("五六家", 5, 6), ("一两个", 1, 2), ("七八千人", 7000, 8000)]
)
def test_two_digits_side_by_side_are_a_range(text: str, low: float, high: float) -> None:
    [numeral] = find_numerals(text)
    assert (numeral.value, numeral.value_high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四亿五千六百四十二万零一十五", 456_420_015),
        ("5亿1万4千6百", 500_014_600),
        ("3亿2500万", 325_000_000),
        ("二百五", 250),
        ("二百零五", 205),
        ("三万五", 35_000),
        ("一万五千亿", 1_500_000_000_000),
        ("4.78万亿", 4_780_000_000_000),
        ("十五点七万", 157_000),
        ("1千零20", 1020),
        ("五十千", 50),
        ("二零二四年", 2024),
        ("7 万5 千4 百", 75_400),
        ("负四十五亿零四百零四万", -4_504_040_000),
    ],
)
def test_compound_numbers(text: str, value: float) -> None:
    [numeral] = find_numerals(text)
    assert numeral.value == value


@pytest.mark.parametrize(
    "text",
    [
        "一切",
        "四川",
        "美味十足",
        "万",
        "万万",
        "统一部署",
        "几十家",
        "数百人",
        "千家万户",
        "队伍",
        "两两",
        "收拾",
        "五角大楼",
    ],
)
def test_numerals_inside_words_are_no_numbers(text: str) -> None:
    assert [n.surface for n in find_numerals(text) if n.word != "楼"] in ([], ["五"])


HOSTILE = (
    "十",
    "一",
    "万",
    "1-",
    "1 ",
    "百分之",
    "一分之",
    "1/",
    "大于10小于",
    "1元",
    "又1",
    "第一",
    "三十",
    "1,234,",
    "点一",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = time.process_time()
        find_numerals(text)
        return time.process_time() - started

    assert min(seconds(2_000) for _ in range(3)) < 0.06


@given(st.text(alphabet="一二三十百千万亿两半点多几第负-0123456789.,%／，。至和 个百分之间元又超过以上", max_size=60))
def test_any_text_is_read_and_spans_fit(text: str) -> None:
    for numeral in find_numerals(text):
        assert 0 <= numeral.span.start < numeral.span.end <= len(text)
        assert numeral.surface == numeral.word_span.of(text)
    outer = read_numerals(text)
    assert all(a.word_span.end <= b.span.start for a, b in pairwise(outer))
