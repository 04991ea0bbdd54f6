"""Where the noun of a number stands: behind, before, inside, in a total before, or carried over."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import SourceDocument, breakdown_key

HEAD = "信阳市情况\n"


def _read(catalogue: Catalogue, text: str) -> list[tuple[str, str | None, str]]:
    document = SourceDocument("x.txt", HEAD + text, "", date_issued="2024-03-01")
    return [
        (m.surface, m.indicator, breakdown_key(m.breakdown))
        for m in extract(document, catalogue)
        if m.value is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市有技工院校12所。", [("12所", "skilled_worker_schools", "")]),
        ("全市12所技工院校开学。", [("12所", "skilled_worker_schools", "")]),
        ("年职业培训能力达3.4万人。", [("3.4万人", "annual_training_capacity", "")]),
        (
            "参加职业技能大赛，取得4金7银的成绩。",
            [("4金", "competition_medals", "medal=gold"), ("7银", "competition_medals", "medal=silver")],
        ),
        (
            "集团成员单位20个，其中技工院校8所、企业12个。",
            [
                ("20个", "vet_group_members", ""),
                ("8所", "vet_group_members", "member_type=skilled_worker_school"),
                ("12个", "vet_group_members", "member_type=enterprise"),
            ],
        ),
        (
            "技能大师工作室国家级3个、省级4个。",
            [
                ("3个", "skill_master_studios", "admin_level=nation"),
                ("4个", "skill_master_studios", "admin_level=province"),
            ],
        ),
        ("购置设备300台、建成绿地12处。", [("300台", None, ""), ("12处", None, "")]),
        ("技工院校比上年增加2所。", [("2所", None, "")]),
        ("要求每名学生至少取得一本技能等级证书。", []),
    ],
)
def test_what_a_number_counts(catalogue: Catalogue, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = _read(catalogue, text)
    assert [row for row in found if row[1] or row in expected] == expected


def test_a_lookalike_is_no_indicator(catalogue: Catalogue) -> None:
    assert _read(catalogue, "建成技能大师工作站9个。") == [("9个", None, "")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全市完成职业技能培训3万人次。", "actual"),
        ("力争完成职业技能培训3万人次。", "target"),
        ("到2027年，完成职业技能培训3万人次。", "target"),
        ("申报发明专利12项。", "applied"),
        ("年职业培训能力3万人。", "capacity"),
    ],
)
def test_status_words_change_the_meaning(catalogue: Catalogue, text: str, status: str) -> None:
    document = SourceDocument("x.txt", HEAD + text, "", date_issued="2024-03-01")
    [mention] = extract(document, catalogue)
    assert mention.status.value == status


@pytest.mark.parametrize(
    ("text", "area", "scope"),
    [
        ("全市有技工院校12所。", "信阳市", "city"),
        ("全省有技工院校120所。", "河南省", "province"),
        ("全国有技工院校2500所。", "全国", "nation"),
        ("南阳市有技工院校10所。", "南阳市", "city"),
        ("全系统完成职业技能培训3万人次。", "信阳市", "system"),
    ],
)
def test_the_nearest_scope_word_says_whose_figure_it_is(catalogue: Catalogue, text: str, area: str, scope: str) -> None:
    document = SourceDocument("x.txt", HEAD + text, "", date_issued="2024-03-01")
    [mention] = extract(document, catalogue)
    assert (mention.area_name, mention.scope and mention.scope.value) == (area, scope)
