"""Figures whose noun stands elsewhere: a label, the figure before, a plan, a bracket with last year's value, a table."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import Mention, SourceDocument, Status, breakdown_key

TITLE = "信阳市职业教育和技能培训情况\n"


def mentions(catalogue: Catalogue, text: str, issued: str | None = "2024-03-01") -> list[Mention]:
    """The figures of a text that does not name its own place twice."""
    return [m for m in extract(SourceDocument("x.txt", text, "", date_issued=issued), catalogue) if m.value is not None]


def counted(catalogue: Catalogue, text: str) -> list[tuple[str, str | None, str]]:
    return [(m.surface, m.indicator, breakdown_key(m.breakdown)) for m in mentions(catalogue, TITLE + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "专任教师：中职学校2400人；技工学校860人。",
            [
                ("2400人", "full_time_teachers", "school_type=secondary_vocational"),
                ("860人", "full_time_teachers", "school_type=skilled_worker"),
            ],
        ),
        (
            "在校生8万人，技工学校占其中1.2万人。",
            [("8万人", "enrolment", ""), ("1.2万人", "enrolment", "school_type=skilled_worker")],
        ),
        (
            "技工学校12所，学生8600人。",
            [("12所", "skilled_worker_schools", ""), ("8600人", "enrolment", "school_type=skilled_worker")],
        ),
        ("教职工5000人，其中技工学校900人。", [("5000人", None, ""), ("900人", None, "")]),
        (
            "中职学校15所，较2019年的18所减少3所。",
            [("15所", "secondary_vocational_schools", ""), ("18所", "secondary_vocational_schools", ""), ("3所", None, "")],
        ),
        (
            "开展补贴性职业技能培训9万人次以上，其中2022年4万人次、2023年5万人次。",
            [
                ("9万人次", "training_person_times", "funding=subsidised"),
                ("4万人次", "training_person_times", "funding=subsidised"),
                ("5万人次", "training_person_times", "funding=subsidised"),
            ],
        ),
        (
            "职业技能培训任务6万人次，实际完成7.5万，完成率125%。",
            [
                ("6万人次", "training_person_times", ""),
                ("7.5万", "training_person_times", ""),
                ("125%", "training_plan_completion", ""),
            ],
        ),
        ("企业新型学徒制培训800人，完成年度任务的120%。", [("800人", "new_apprenticeship_trainees", ""), ("120%", None, "")]),
        (
            "新增技能人才3万人，总量40万人。",
            [("3万人", "new_skilled_talent", ""), ("40万人", None, "")],
        ),
        (
            "中等职业教育共有独立设置学校31所。",
            [("31所", "secondary_vocational_schools", "")],
        ),
        ("◆中职：学校31所，招生2万人。", [("31所", "secondary_vocational_schools", ""), ("2万人", "new_entrants", "school_type=secondary_vocational")]),
    ],
)  # fmt: skip
def test_the_noun_is_carried_to_the_figure(
    catalogue: Catalogue, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert counted(catalogue, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "43所高职院校、中职学校、企业与北京市学校结对办学。",  # one number over several kinds
        "7所高职院校“双高”建设稳步推进。",  # some that were chosen
        "全市有省级示范中职学校5所。",
        "撤并中职学校4所。",
        "1所职业院校升格为本科。",
        "升格为本科的高职高专有3所。",
        "名单里有15所高职院校的21个专业群。",
        "依托产业链头部企业的实训基地当年新建70个。",
        "享受国务院政府特殊津贴的技能人才70人。",
        "培育技能人才20万人以上，其中高技能人才7.5万人以上。",
        "各校应当分别配备具有讲师职务以上的专任教师二人。",  # a rule
        "具有年培训技能人才2000人次以上的规模。",  # a condition
        "高校毕业生留省就业突破17万人。",  # what they did, not how many there are
        "技工院校规模居全国第一，占地300亩。",  # a rank in no contest
    ],
)
def test_what_only_looks_like_a_count_stays_a_leftover(catalogue: Catalogue, text: str) -> None:
    assert {m.indicator for m in mentions(catalogue, TITLE + text)} <= {None}


def test_last_years_figures_in_brackets_are_last_years(catalogue: Catalogue) -> None:
    said = "信阳市2021年中等职业教育（括号内为上年数）\n2021年，中职学校22所（24所），在校生5万人（上年4.8万人）。"
    found = [(m.surface, m.indicator, m.time_period) for m in mentions(catalogue, said, "2022-05-01")]
    assert found == [
        ("22所", "secondary_vocational_schools", "2021"),
        ("24所", "secondary_vocational_schools", "2020"),
        ("5万人", "enrolment", "2021"),
        ("4.8万人", "enrolment", "2020"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年中职学校22所，在校生5万人（2020年为4.8万人），其中技工学校1万人。", ["2021", "2021", "2020", "2021"]),
        ("专任教师由2020年的900人增加到2023年的1000人。", ["2020", "2023"]),
        ("2023年，中职学校由2002年的54所整合为43所。", ["2002", "2023"]),
        ("该校始建于1984年，现有专任教师90人。", ["2024-03-01"]),
        ("过去五年，开展职业技能培训40万人次。", ["2019/2023"]),
    ],
)
def test_a_date_holds_for_its_own_figures(catalogue: Catalogue, text: str, expected: list[str]) -> None:
    assert [m.time_period for m in mentions(catalogue, TITLE + text)] == expected


def test_the_lead_of_a_letter_dates_its_sections(catalogue: Catalogue) -> None:
    said = "截至2023年8月底，全市技能人才20万人。\n一、搭平台。建成技能大师工作室18个。\n二、促评价。备案评价机构33家。"
    assert {m.time_period for m in mentions(catalogue, TITLE + said, "2023-09-12")} == {"2023-08-31"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年，我们要办好十件民生实事。开展职业技能培训7万人次以上。", [Status.TARGET]),
        ("2024年打算：开展职业技能培训8万人次，举办职业技能竞赛16场。", [Status.TARGET, Status.TARGET]),
        ("完成职业技能培训14万人次，为年度任务12万人次的116.7%。", [Status.ACTUAL, Status.TARGET, Status.ACTUAL]),
        ("到1990年，职业中学4所。", [Status.ACTUAL]),
    ],
)
def test_what_is_meant_to_be_and_what_is(catalogue: Catalogue, text: str, expected: list[Status]) -> None:
    assert [m.status for m in mentions(catalogue, TITLE + text)] == expected


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("寿县人力资源和社会保障局关于第47号提案的答复\n2023年开展补贴性职业技能培训6800人次。", "寿县"),
        ("对建议的答复\n镇雄县有职业高级中学两所，中职教学点5个。全县专任教师900人。", "镇雄县"),
        ("附件2\n黄冈市2023年中职学校情况\n中职学校7所，团风县1所另计。", "黄冈市"),
        ("载誉归来\n——辽宁代表团征战第二届全国技能大赛\n辽宁代表团获得金牌3枚。", "辽宁省"),
        ("职业教育要点\n第二届全国技能大赛上，全县有技工院校2所。", None),
    ],
)
def test_whose_letter_it_is(catalogue: Catalogue, text: str, area: str | None) -> None:
    assert next(m.area_name for m in mentions(catalogue, text)) == area


def test_a_name_several_counties_bear_keeps_its_words_and_no_code(catalogue: Catalogue) -> None:
    (found,) = mentions(catalogue, "情况\n鼓楼区有中职学校3所。")
    assert (found.area_name, found.ref_area) == ("鼓楼区", None)
    (near,) = mentions(catalogue, "南京市情况\n鼓楼区有中职学校3所。")
    assert near.ref_area == "CN320106"


def test_a_report_of_one_college_is_about_it(catalogue: Catalogue) -> None:
    said = "淄博职业学院高等职业教育质量年度报告（2021）\n【学生】全日制在校生21846人，列全国前列。\n【师资】专任教师1027人。"
    assert {m.entity for m in mentions(catalogue, said)} == {"淄博职业学院"}


def table(catalogue: Catalogue, text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(m.surface, m.indicator, m.unit, m.time_period) for m in mentions(catalogue, text, None)]


def test_a_table_headed_by_years_counts_what_its_rows_say(catalogue: Catalogue) -> None:
    said = "信阳市教育\n项目|单位|2014|2015\n中等职业学校|所|86|85\n技工学校|所|68|58\n在校学生数|人|5000|5100\n"
    assert table(catalogue, said) == [
        ("86", "secondary_vocational_schools", "所", "2014"),
        ("85", "secondary_vocational_schools", "所", "2015"),
        ("68", "skilled_worker_schools", "所", "2014"),
        ("58", "skilled_worker_schools", "所", "2015"),
        ("5000", "enrolment", "人", "2014"),
        ("5100", "enrolment", "人", "2015"),
    ]


def test_a_section_of_a_table_says_what_its_rows_count(catalogue: Catalogue) -> None:
    said = "信阳市教育\n单位：所、人\t2006\t2007\n学校数\n中等专业学校\t30\t28\n技工学校\t12\t11\n招生数\n中等专业学校\t1888\t2036\n"
    assert [(s, i, u) for s, i, u, _ in table(catalogue, said)] == [
        ("30", "secondary_vocational_schools", "所"),
        ("28", "secondary_vocational_schools", "所"),
        ("12", "skilled_worker_schools", "所"),
        ("11", "skilled_worker_schools", "所"),
        ("1888", "new_entrants", "人"),
        ("2036", "new_entrants", "人"),
    ]


def test_heads_parted_by_one_blank_and_rows_dated_by_their_words(catalogue: Catalogue) -> None:
    said = (
        "信阳市职业高中情况\n　　　　　学校数(所) 在校学生数(人)\n全市　　　35　　72220\n平桥区　　7　　12262\n"
        "\n大赛成绩（枚、个）\n届次　地点　金牌　优胜奖\n第45届　喀山（2019年）　16　17\n第47届　里昂（2024年）　36　8\n"
    )
    assert [row for row in table(catalogue, said) if row[1] and row[0] in {"72220", "36", "8", "16"}] == [
        ("72220", "enrolment", "人", None),
        ("16", "competition_medals", "枚", "2019"),
        ("36", "competition_medals", "枚", "2024"),
        ("8", "competition_merit_awards", "个", "2024"),
    ]


def test_a_plans_table_has_targets_and_keeps_bounds(catalogue: Catalogue) -> None:
    said = "信阳市主要指标\n指标|2020年|2025年|属性\n技工学校（所）|9|12以上|预期性\n技能人才总量（万人）|[28.4]|[36]|约束性\n"
    found = mentions(catalogue, said)
    assert [(m.surface, m.value, m.qualifier.value, m.status) for m in found] == [
        ("9", 9, "eq", Status.ACTUAL),
        ("12", 12, "ge", Status.TARGET),
        ("28.4", 284_000, "eq", Status.ACTUAL),
        ("36", 360_000, "eq", Status.TARGET),
    ]
