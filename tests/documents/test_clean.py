"""Cleaning: what is joined, folded and dropped, and that every clean character still knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.documents import clean
from dashboard.model import Span

WRAPPED = (
    "近年来全市共有中职学校 1\n\n5 所，其中民办 3 所，公办 12\n\n所。在校学生规模保持稳\n\n定，专任教师队伍不断壮大。"
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("共有 15 所", "共有15所"),
        ("占 52％", "占52%"),
        ("２０１３年", "2013年"),
        ("2 210人", "2 210人"),
        ("6 8 7 万人", "687万人"),
        ("1 7 ．5 万人", "17.5万人"),
        ("第 5 版 2 3", "第5版23"),
        ("New York", "New York"),
        ("技工院校        100所", "技工院校\t100所"),
        ("高等学校　　　 3　 6968", "高等学校\t3\t6968"),
        ("甲。\n乙。", "甲。\n乙。"),
        ("\ufeff甲\u200b乙", "甲乙"),
        ("一、标题\n二、标题", "一、标题\n二、标题"),
    ],
)
def test_blanks_and_widths(source: str, expected: str) -> None:
    assert clean(source).text == expected


def test_hard_wraps_inside_words_and_numbers_are_joined() -> None:
    assert (
        clean(WRAPPED).text
        == "近年来全市共有中职学校15所，其中民办3所，公办12所。在校学生规模保持稳定，专任教师队伍不断壮大。"
    )


def test_a_span_comes_back_to_the_printed_characters() -> None:
    cleaned = clean(WRAPPED)
    start = cleaned.text.index("15所")
    assert cleaned.source(Span(start, start + 3)).of(WRAPPED) == "1\n\n5 所"


def test_lines_of_a_table_are_not_joined() -> None:
    table = "类别　　招生　　在校\n高等教育　57.1　177.8\n中等职业　23.0　70.4"
    assert clean(table).text.count("\n") == 2


@given(st.text(alphabet="中职学校15所，。 \n\t　％２a-", max_size=80))
def test_every_clean_character_is_one_of_the_source(source: str) -> None:
    cleaned = clean(source)
    origins = [cleaned.offset(i) for i in range(len(cleaned.text))]
    assert origins == sorted(origins)
    for position, character in zip(origins, cleaned.text, strict=True):
        if character not in "\n\t ":
            assert clean(source[position]).text == character
