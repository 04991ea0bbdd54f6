"""Every date and stretch of time of a text, against a day of writing."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extraction.periods import find_periods

WRITTEN = datetime.date(2024, 5, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "surface", "time_period"),
    [
        ("截至2024年底，", "2024年底", "2024-12-31"),
        ("去年12月", "去年12月", "2023-12"),
        ("今年上半年", "今年上半年", "2024-01/2024-06"),
        ("2022年1—6月", "2022年1—6月", "2022-01/2022-06"),
        ("2021年12月13日至18日", "2021年12月13日至18日", "2021-12-13/2021-12-18"),
        ("2015年9月到12月", "2015年9月到12月", "2015-09/2015-12"),
        ("“十四五”期间", "“十四五”期间", "2021/2025"),
        ("二十世纪九十年代", "二十世纪九十年代", "1990/1999"),
        ("２０１８年　十二月", "２０１８年　十二月", "2018-12"),
        ("2020年第三季度", "2020年第三季度", "2020-07/2020-09"),
        ("今天上午", "今天", "2024-05-15"),
        ("下周三", "下周三", "2024-05-22"),
        ("上个月", "上个月", "2024-04"),
        ("本月十日", "本月十日", "2024-05-10"),
        ("三天前", "三天前", "2024-05-12"),
        ("5年前", "5年前", "2019"),
        ("2015年前", "2015年前", "../2015"),
        ("自2018年以来", "自2018年以来", "2018/.."),
        ("2010年1月4日或之前", "2010年1月4日或之前", "../2010-01-04"),
        ("2015年和2018年之间", "2015年和2018年之间", "2015/2018"),
        ("近三年", "近三年", "2022/2024"),
        ("过去十年", "过去十年", "2014/2023"),
        ("两年半", "两年半", "P2Y6M"),
        ("两年", "两年", "P2Y"),
        ("10/1/2018-10/7/2018", "10/1/2018-10/7/2018", "2018-10-01/2018-10-07"),
        ("2月30日", "2月30日", "2024-02"),
        ("三月二十八日到四月15日", "三月二十八日到四月15日", "2024-03-28/2024-04-15"),
    ],
)
def test_a_moment_as_printed(text: str, surface: str, time_period: str) -> None:
    [period] = find_periods(text, WRITTEN)
    assert (period.span.of(text), period.time_period) == (surface, time_period)


@pytest.mark.parametrize(
    "text", ["共有2018人", "电话888-000-9999", "12号", "提前十分重要", "18周岁", "〔2009〕", "处以上刑"]
)
def test_no_moment(text: str) -> None:
    assert find_periods(text, WRITTEN) == []


def test_several_moments_and_the_year_said_before() -> None:
    text = "2023年3月和5月分别开班，去年共3期"
    assert [(p.span.of(text), p.time_period) for p in find_periods(text, WRITTEN)] == [
        ("2023年3月", "2023-03"),
        ("5月", "2023-05"),
        ("去年", "2023"),
    ]


def test_relative_words_stay_out_without_a_day_of_writing() -> None:
    assert [p.time_period for p in find_periods("去年、下周三、5月，2020年5月", None)] == ["2020-05"]


@given(
    st.text(
        alphabet="一二三十两半上下前后今去明本年月日天周号个0123456789-/. 至到和之间以来起第季度世纪代", max_size=50
    )
)
def test_any_text_is_read_and_spans_fit(text: str) -> None:
    end = 0
    for period in find_periods(text, WRITTEN):
        assert end <= period.span.start < period.span.end <= len(text)
        end = period.span.end
