"""Which numbers may be statistics, and which are names, dates, editions and rules."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.quantities import find_quantities, measure_words, read_printed


def _found(catalogue: Catalogue, text: str) -> list[tuple[str, float, str | None]]:
    words = measure_words(catalogue.units.values())
    return [(q.surface, q.value, q.unit) for q in find_quantities(text, words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现有高职院校5所、技工院校10所", [("5所", 5, "所"), ("10所", 10, "所")]),
        ("荣获2银9铜53优胜的佳绩", [("2银", 2, "枚"), ("9铜", 9, "枚"), ("53优胜", 53, "个")]),
        ("居全省第四名", [("第四名", 4, "名次")]),
        ("金牌榜列第六，", [("第六", 6, "名次")]),
        ("参加培训395人，9人次获得称号", [("395人", 395, "人"), ("9人次", 9, "人次")]),
        ("技能人才近700万，", [("700万", 7_000_000, None)]),
        ("养殖面积387万公顷", []),
        ("2025年5月15日前完成3项", [("3项", 3, "项")]),
    ],
)
def test_quantities(catalogue: Catalogue, text: str, expected: list[tuple[str, float, str | None]]) -> None:
    assert _found(catalogue, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "宛人社字〔2025〕55号",
        "第73179号提案",
        "市政协五届七次会议",
        "第三届职业技能大赛",
        "推行“1+X”证书",
        "《2023年度报告》",
        "文件分5个方面、19条",
        "抄送：市政协提案委（2份）",
        "联系电话：0379-6230042",
        "2014届毕业生",
        "[14]",
        "选手最大54岁",
    ],
)
def test_what_is_no_statistic(catalogue: Catalogue, text: str) -> None:
    arabic = [q for q in _found(catalogue, text) if q[0][0] in "0123456789第"]
    assert arabic == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.2万人", (102_000, "人", "eq")),
        ("32%以上", (32, "%", "ge")),
        ("1960多万人", (19_600_000, "人", "gt")),
        ("第四名", (4, "名次", "eq")),
        ("200万人次以上", (2_000_000, "人次", "ge")),
        ("37", (37, None, "eq")),
    ],
)
def test_a_curated_value_is_read_like_a_letter(
    catalogue: Catalogue, value: str, expected: tuple[float, str | None, str]
) -> None:
    quantity = read_printed(value, catalogue)
    assert (quantity.value, quantity.unit, quantity.qualifier.value) == expected


@pytest.mark.parametrize("value", ["", "若干", "5所和6所"])
def test_a_curated_value_without_exactly_one_number_is_refused(catalogue: Catalogue, value: str) -> None:
    with pytest.raises(ValueError, match=r"holds \d numbers, not one"):
        read_printed(value, catalogue)
