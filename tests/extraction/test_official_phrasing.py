"""How official prose puts figures, one line a phrasing: what each number counts, or that it counts nothing of ours."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import Mention, SourceDocument, breakdown_key

HEAD = "信阳市职业教育和技能培训情况。\n"


def _mentions(catalogue: Catalogue, text: str) -> list[Mention]:
    document = SourceDocument("x.txt", HEAD + text, "", date_issued="2024-03-01")
    return [m for m in extract(document, catalogue) if m.value is not None]


def _figures(catalogue: Catalogue, text: str) -> list[tuple[str, str | None, str]]:
    return [(m.surface, m.indicator, breakdown_key(m.breakdown)) for m in _mentions(catalogue, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "中职学校、高职院校在校生分别为3.1万人、5.2万人。",
            [
                ("3.1万人", "enrolment", "school_type=secondary_vocational"),
                ("5.2万人", "enrolment", "school_type=higher_vocational"),
            ],
        ),
        (
            "中职招生、在校生、毕业生分别为1万人、3万人、2万人。",
            [
                ("1万人", "new_entrants", "school_type=secondary_vocational"),
                ("3万人", "enrolment", "school_type=secondary_vocational"),
                ("2万人", "graduates", "school_type=secondary_vocational"),
            ],
        ),
        ("中职学校、高职院校、技工院校分别为3所、5所。", [("3所", None, ""), ("5所", None, "")]),
        (
            "技工院校由12所减为9所，减少3所。",
            [("12所", "skilled_worker_schools", ""), ("9所", "skilled_worker_schools", ""), ("3所", None, "")],
        ),
        (
            "技能大师工作室46个，国家级、省级分别为5个、41个。",
            [
                ("46个", "skill_master_studios", ""),
                ("5个", "skill_master_studios", "admin_level=nation"),
                ("41个", "skill_master_studios", "admin_level=province"),
            ],
        ),
        (
            "技工院校181所，其中技师学院45所。",
            [
                ("181所", "skilled_worker_schools", ""),
                ("45所", "skilled_worker_schools", "school_type=technician_college"),
            ],
        ),
        ("新增技能大师工作室3个，累计达20个。", [("3个", None, ""), ("20个", "skill_master_studios", "")]),
        ("7所高职院校入选国家计划。", [("7所", None, "")]),
        (
            "开展职业技能培训6.8万人次，完成全年目标18万人次的37.9%。",
            [
                ("6.8万人次", "training_person_times", ""),
                ("18万人次", "training_person_times", ""),
                ("37.9%", "training_plan_completion", ""),
            ],
        ),
        (
            "高技能人才42万人，每万名劳动者中有高技能人才789人。",
            [("42万人", "high_skilled_talent", ""), ("789人", None, "")],
        ),
        (
            "在职业技能大赛上获金奖19个、银奖14个和3枚铜牌。",
            [
                ("19个", "competition_medals", "medal=gold"),
                ("14个", "competition_medals", "medal=silver"),
                ("3枚", "competition_medals", "medal=bronze"),
            ],
        ),
        ("市属普通高中在校生4万人。", [("4万人", None, "")]),
        ("教职工2364人，其中专任教师2108人。", [("2364人", None, ""), ("2108人", "full_time_teachers", "")]),
        ("“双师型”教师538人，占专任教师36.3%。", [("538人", None, ""), ("36.3%", "dual_qualified_teacher_share", "")]),
    ],
)
def test_what_official_phrasing_counts(
    catalogue: Catalogue, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert _figures(catalogue, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省技工院校120所，南阳市10所。", [("120所", "河南省"), ("10所", "南阳市")]),
        ("南阳、洛阳中职学校分别为37所、42所。", [("37所", "南阳市"), ("42所", "洛阳市")]),
        ("其中国家级技能大师工作室2个。", [("2个", "信阳市")]),
        ("获批河南省产教融合型企业21家。", [("21家", "信阳市")]),
    ],
)
def test_whose_figure_it_is(catalogue: Catalogue, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.surface, m.area_name) for m in _mentions(catalogue, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015年技工院校12所，比2010年的9所多3所。", [("12所", "2015"), ("9所", "2010"), ("3所", "2010")]),
        ("技工院校由2012年的12所增加到2022年的15所。", [("12所", "2012"), ("15所", "2022")]),
        ("2022年底，技能人才30万人。高技能人才9万人。", [("30万人", "2022-12-31"), ("9万人", "2022-12-31")]),
        ("2021年以来，开展职业技能培训9万人次。", [("9万人次", "2021/..")]),
    ],
)
def test_when_it_was_true(catalogue: Catalogue, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.surface, m.time_period) for m in _mentions(catalogue, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二、2025年工作安排\n完成职业技能培训6万人次。", ["target"]),
        ("一、2023年工作回顾\n完成职业技能培训6万人次。", ["actual"]),
        ("全年任务5万人次，已培训职业技能4万人次。", ["target", "actual"]),
    ],
)
def test_headings_and_plans_turn_figures_into_targets(catalogue: Catalogue, text: str, expected: list[str]) -> None:
    assert [m.status.value for m in _mentions(catalogue, text)] == expected


def test_one_schools_figure_is_not_the_citys(catalogue: Catalogue) -> None:
    text = "全市技工院校12所。信阳职业技术学院与215家企业深度合作，在校生5600多人。"
    found = [(m.surface, m.entity, m.scope and m.scope.value) for m in _mentions(catalogue, text)]
    assert found == [
        ("12所", None, "city"),
        ("215家", "信阳职业技术学院", "entity"),
        ("5600多人", "信阳职业技术学院", "entity"),
    ]


TABLE = """2018年各县区中等职业学校基本情况
县区|学校数（所）|招生数（人）|在校生数（人）
合计|18|11,206|32,418
固始县|2|1,340|3,977
潢川县|3|2,903|8,850
"""


def test_a_table_gives_each_number_its_column_and_its_row(catalogue: Catalogue) -> None:
    document = SourceDocument("x.txt", "信阳市统计资料\n" + TABLE, "")
    found = [(m.surface, m.value, m.indicator, m.area_name) for m in extract(document, catalogue)]
    assert found == [
        ("18", 18, "secondary_vocational_schools", "信阳市"),
        ("11,206", 11206, "new_entrants", "信阳市"),
        ("32,418", 32418, "enrolment", "信阳市"),
        ("2", 2, "secondary_vocational_schools", "固始县"),
        ("1,340", 1340, "new_entrants", "固始县"),
        ("3,977", 3977, "enrolment", "固始县"),
        ("3", 3, "secondary_vocational_schools", "潢川县"),
        ("2,903", 2903, "new_entrants", "潢川县"),
        ("8,850", 8850, "enrolment", "潢川县"),
    ]
