"""Each check on small letters: what it finds, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.catalogue import Catalogue, CuratedObservation, Source
from dashboard.model import PeriodType, Scope, Status
from dashboard.observations import CHECKS, build_mentions, build_observations, run_checks
from tests.observations.cases import DATA, Fig, bare, counted, fig, found_in, letter

AGENCIES, SCHOOLS, MEDALS = "evaluation_agencies", "secondary_vocational_schools", "competition_medals"
TRAINED, CAPACITY, COLLEGES = "training_person_times", "annual_training_capacity", "higher_vocational_colleges"
DATED = {"time_period": "2025", "period_basis": "text"}
YEAR = {"period_type": PeriodType.DURING, **DATED}


def of(indicator: str, surface: str, **said: Any) -> Fig:
    """A dated figure, so that no test meets C18 unasked."""
    return fig(surface, indicator, **(DATED | said))


def kind(surface: str, agency_type: str, **said: Any) -> Fig:
    return of(AGENCIES, surface, breakdown={"agency_type": agency_type}, **said)


def hosted(surface: str, agency_type: str, stage: str) -> Fig:
    return of(AGENCIES, surface, breakdown={"agency_type": agency_type, "host": "secondary_vocational", "stage": stage})


def medal(surface: str, colour: str | None) -> Fig:
    return fig(surface, MEDALS, breakdown={"medal": colour} if colour else {}, event="甲大赛", **YEAR)


def flow(indicator: str, surface: str, **said: Any) -> Fig:
    return fig(surface, indicator, **(YEAR | said))


ALL_AGENCIES = (
    kind("169家", "enterprise"),
    kind("35家", "school"),
    kind("25家", "social"),
    kind("29家", "special_ability"),
)

CASES: list[tuple[str, list[str | Fig], dict[str, int]]] = [
    ("C01 holds", [of(AGENCIES, "258家"), *ALL_AGENCIES], {}),
    ("C01 fails", [of(AGENCIES, "259家"), *ALL_AGENCIES], {"C01 error": 1}),
    ("C01 parts missing, sum below the total", [of(AGENCIES, "259家"), *ALL_AGENCIES[:3]], {}),
    ("C01 parts missing, sum above the total", [of(AGENCIES, "200家"), *ALL_AGENCIES[:3]], {"C01 error": 1}),
    (
        "C01 rounded parts meet a rounded total",
        [flow(TRAINED, "10万人次"), flow(TRAINED, "6.2万人次", breakdown={"organiser": "hr_system"})],
        {},
    ),
    (
        "C01 stages are no parts",
        [
            of(AGENCIES, "10家"),
            of(AGENCIES, "9家", breakdown={"stage": "filed"}),
            of(AGENCIES, "8家", breakdown={"stage": "published"}),
        ],
        {},
    ),
    (
        "C01 a total and its kinds in one sentence",
        [of("higher_education_institutions", "5所"), of(COLLEGES, "4所"), of("undergraduate_institutions", "3所")],
        {"C01 error": 1},
    ),
    (
        "C09 a total and its kinds in two sentences",
        [
            of("higher_education_institutions", "5所"),
            "。",
            of(COLLEGES, "4所"),
            of("undergraduate_institutions", "3所"),
        ],
        {"C09 warning": 1},
    ),
    (
        "C09 a kind may be missing",
        [
            of("higher_education_institutions", "9所"),
            "。",
            of(COLLEGES, "4所"),
            of("undergraduate_institutions", "3所"),
        ],
        {},
    ),
    (
        "C02 one whole number",
        [of("skills_revitalisation_projects", "44个"), "占", of("skills_revitalisation_projects_share", "64.7%")],
        {"C02 info": 1},
    ),
    (
        "C02 no whole number",
        [of("skills_revitalisation_projects", "3个"), "占", of("skills_revitalisation_projects_share", "64.70%")],
        {"C02 error": 1},
    ),
    (
        "C02 not across sentences",
        [of("skills_revitalisation_projects", "44个"), "。", of("skills_revitalisation_projects_share", "64.7%")],
        {},
    ),
    (
        "C02 the printed whole fits",
        [of("skilled_talent", "1744.5万人"), of("high_skilled_talent", "516.8万人"), of("high_skilled_share", "29.6%")],
        {},
    ),
    (
        "C02 the printed whole does not fit",
        [of("skilled_talent", "1744.5万人"), of("high_skilled_talent", "516.8万人"), of("high_skilled_share", "32%")],
        {"C02 error": 1},
    ),
    ("C03 unknown plan", [flow(TRAINED, "5.2万人次"), "占", flow("training_plan_completion", "52％")], {"C03 info": 1}),
    (
        "C03 known plan fits",
        [
            flow(TRAINED, "124.8万人次"),
            flow("training_plan_completion", "155.9%"),
            "。",
            flow("training_plan", "80.05万人次"),
        ],
        {},
    ),
    (
        "C03 known plan is another",
        [flow(TRAINED, "5.2万人次"), flow("training_plan_completion", "52%"), "。", flow("training_plan", "12万人次")],
        {"C03 warning": 1},
    ),
    ("C04 one firm's part fits", [of(SCHOOLS, "395所", entity="甲集团"), "。", of(SCHOOLS, "6295所")], {}),
    (
        "C04 one firm's part exceeds",
        [of(SCHOOLS, "6296所", entity="甲集团"), "。", of(SCHOOLS, "6295所")],
        {"C04 error": 1},
    ),
    (
        "C04 a kind exceeds its parent",
        [of("technician_colleges", "12所"), "。", of("skilled_worker_schools", "10所")],
        {"C04 error": 1},
    ),
    ("C04 hosts", [of(SCHOOLS, "15所"), "。", hosted("13所", "school", "published")], {}),
    ("C04 more than the hosts", [of(SCHOOLS, "15所"), "。", hosted("16所", "school", "published")], {"C04 error": 1}),
    ("C05 above 100 %", [of("high_skilled_share", "101%")], {"C05 error": 1}),
    ("C05 completion may exceed", [flow("training_plan_completion", "142.9%")], {}),
    ("C06 gold unstated", [medal("2枚", "silver"), medal("9枚", "bronze")], {"C06 info": 1}),
    ("C06 complete", [medal("1枚", "gold"), medal("2枚", "silver"), medal("9枚", "bronze")], {}),
    ("C06 holds", [medal("12枚", None), medal("1枚", "gold"), medal("2枚", "silver"), medal("9枚", "bronze")], {}),
    (
        "C06 fails",
        [medal("13枚", None), medal("1枚", "gold"), medal("2枚", "silver"), medal("9枚", "bronze")],
        {"C06 error": 1},
    ),
    (
        "C06 more than the total",
        [medal("10枚", None), medal("2枚", "silver"), medal("9枚", "bronze")],
        {"C06 error": 1},
    ),
    ("C07 holds", [flow("competition_rank", "第四名", rank_of=23.0)], {}),
    ("C07 fails", [flow("competition_rank", "第二十四名", rank_of=23.0)], {"C07 error": 1}),
    ("C08 in two paragraphs", [of(SCHOOLS, "15所"), "。\n", of(SCHOOLS, "17所")], {"C08 warning": 1}),
    ("C08 in one paragraph", [of(SCHOOLS, "15所"), "。", of(SCHOOLS, "17所")], {"C08 error": 1}),
    ("C31 one value twice", [of(SCHOOLS, "15所"), "。", of(SCHOOLS, "15 所")], {"C31 info": 1}),
    ("C11 chain holds", [hosted("13所", "school", "published"), hosted("6所", "school", "operating")], {}),
    ("C11 chain fails", [hosted("5所", "school", "published"), hosted("6所", "school", "operating")], {"C11 error": 1}),
    (
        "C11 hosts hold",
        [of(SCHOOLS, "15所"), "。", hosted("2所", "social", "published"), hosted("1所", "social", "pending")],
        {},
    ),
    (
        "C11 hosts fail",
        [of(SCHOOLS, "15所"), "。", hosted("9所", "social", "published"), hosted("7所", "social", "pending")],
        {"C11 error": 1},
    ),
    (
        "C12 two families",
        [flow(TRAINED, "5万人次"), "。\n", flow(TRAINED, "6万人", period_type=PeriodType.RATE)],
        {"C12 warning": 1},
    ),
    ("C12 two indicators", [flow("new_apprenticeship_trainees", "6295人"), flow("technical_experts", "9人次")], {}),
    (
        "C14 more members than schools",
        [
            of("vet_group_members", "11所", entity="甲集团", breakdown={"member_type": "skilled_worker_school"}),
            "。",
            of("skilled_worker_schools", "10所"),
        ],
        {"C14 info": 1},
    ),
    (
        "C14 members may be fewer",
        [
            of("vet_group_members", "9所", entity="甲集团", breakdown={"member_type": "skilled_worker_school"}),
            "。",
            of("skilled_worker_schools", "10所"),
        ],
        {},
    ),
    (
        "C15 a stock falls by more than a tenth",
        [of(SCHOOLS, "100所", time_period="2020"), of(SCHOOLS, "89所", time_period="2021")],
        {"C15 warning": 1, "C17 warning": 2},
    ),
    ("C15 by less", [of(SCHOOLS, "100所", time_period="2024-12-31"), of(SCHOOLS, "91所")], {}),
    ("C17 the age of a year-only letter is undecided", [of(SCHOOLS, "15所", time_period="2024-12-31")], {}),
    (
        "C17 certainly old",
        [of(SCHOOLS, "15所", time_period="2024-06-30"), of(COLLEGES, "5所", time_period="2024-06-30")],
        {"C17 info": 1},
    ),
    (
        "C17 a target has no age",
        [of(SCHOOLS, "15所", time_period="2023", status=Status.TARGET)],
        {"C25 warning": 1},
    ),
    ("C17 very old", [of(SCHOOLS, "15所", time_period="2023-06-30")], {"C17 warning": 1}),
    ("C18 one finding a letter", [fig("15所", SCHOOLS), "。", fig("5所", COLLEGES)], {"C18 info": 1}),
    (
        "C22 a name as subject",
        [of(SCHOOLS, "3所", entity="甲集团"), "。甲集团共有", of(COLLEGES, "1所")],
        {"C22 error": 1},
    ),
    ("C22 a name as example", [of(SCHOOLS, "3所", entity="甲集团"), "。现有甲集团等基地", of(COLLEGES, "1所")], {}),
    (
        "C22 a scope word in between",
        [of(SCHOOLS, "3所", entity="甲集团"), "。甲集团牵头，全市", of(COLLEGES, "1所")],
        {},
    ),
    ("C22 scope without a name", [of(SCHOOLS, "3所", scope=Scope.CITY, entity="")], {}),
    (
        "C23 usual size",
        [
            of("private_training_providers", "158所"),
            "，",
            flow(CAPACITY, "15.5万人", period_type=PeriodType.RATE, status=Status.CAPACITY),
        ],
        {},
    ),
    (
        "C23 too many a provider",
        [
            of("private_training_providers", "5所"),
            "，",
            flow(CAPACITY, "15.5万人", period_type=PeriodType.RATE, status=Status.CAPACITY),
        ],
        {"C23 info": 1},
    ),
    (
        "C23 trained beyond capacity",
        [
            flow(CAPACITY, "10万人", period_type=PeriodType.RATE, status=Status.CAPACITY),
            "。",
            flow(TRAINED, "17万人次"),
        ],
        {"C23 info": 1},
    ),
    ("C24 open", [flow(TRAINED, "6295人次", period_type=PeriodType.CUMULATIVE)], {"C24 info": 1}),
    (
        "C24 with a start",
        [flow(TRAINED, "6295人次", period_type=PeriodType.CUMULATIVE, time_period="2021-01-01/2025-12-31")],
        {},
    ),
    ("C24 a stock has no window", [of(SCHOOLS, "5所", period_type=PeriodType.CUMULATIVE)], {}),
    ("C25 applied", [flow("patents", "10余项", status=Status.APPLIED)], {"C25 warning": 1}),
    ("C25 target", [flow(TRAINED, "3万人次", status=Status.TARGET)], {"C25 warning": 1}),
    ("C29", [fig("位于前列", None, claim=True)], {"C29 info": 1}),
    ("a leftover is no finding", [fig("300人", None)], {}),
]


@pytest.mark.parametrize(("pieces", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_a_letter_shows(pieces: list[str | Fig], expected: dict[str, int], catalogue: Catalogue) -> None:
    assert counted(found_in(bare(catalogue), letter(catalogue, "a.txt", *pieces))) == expected


def test_every_check_fails_somewhere_in_these_tables() -> None:
    seen = {code.split()[0] for _, _, expected in CASES for code in expected}
    assert sorted(set(CHECKS) - seen) == ["C13", "C20", "C27"]  # across letters: below


def test_dates_in_a_finding_are_written_as_dates(catalogue: Catalogue) -> None:
    pieces = (of(SCHOOLS, "100所", time_period="2024-09-01"), "。", of(SCHOOLS, "80所", time_period="2025-01-31"))
    found = {each.code: each for each in found_in(bare(catalogue), letter(catalogue, "a.txt", *pieces))}["C15"]
    assert (found.zh, found.en) == (
        "中等职业学校数（南阳市）由2024年9月1日的100所降至2025年1月31日的80所，降幅 20.0%。",
        "Secondary vocational schools (Nanyang) fell from 100 (1 September 2024) to 80 (31 January 2025), by 20.0 %.",
    )


def test_a_cumulative_figure_that_falls(catalogue: Catalogue) -> None:
    said = {"period_type": PeriodType.CUMULATIVE, "period_basis": "text"}
    pieces = (
        fig("100人次", TRAINED, time_period="2024-12-31", **said),
        "。",
        fig("99人次", TRAINED, time_period="2025", **said),
    )
    assert counted(found_in(bare(catalogue), letter(catalogue, "a.txt", *pieces))) == {"C15 warning": 1, "C24 info": 2}


@pytest.mark.parametrize(
    ("perimeter", "ref_area", "expected"),
    [
        ("edu_only", "CN411500", {}),
        ("unstated", "CN411500", {"C13 warning": 1}),
        (None, "CN411500", {"C13 warning": 1}),
        ("unstated", "CN411300", {}),
    ],
    ids=["equal", "unstated", "left open", "one place"],
)
def test_perimeters_of_two_letters(
    perimeter: str | None, ref_area: str, expected: dict[str, int], catalogue: Catalogue
) -> None:
    one = letter(catalogue, "a.txt", of(SCHOOLS, "37所", perimeter="edu_only"))
    two = letter(catalogue, "b.txt", of(SCHOOLS, "37所", perimeter=perimeter, ref_area=ref_area))
    assert counted(found_in(bare(catalogue), one, two)) == expected


def test_a_perimeter_mismatch_is_said_in_words(catalogue: Catalogue) -> None:
    one = letter(catalogue, "a.txt", of(SCHOOLS, "37所", perimeter="edu_only"))
    two = letter(catalogue, "b.txt", of(SCHOOLS, "15所", area_name="信阳市", ref_area="CN411500"))
    (found,) = found_in(bare(catalogue), one, two)
    assert found.zh == "中等职业学校数口径不一，不能直接相比：南阳市37所（不含技工学校）、信阳市15所（口径未注明）。"
    assert found.documents == ("a.txt", "b.txt")


@pytest.mark.parametrize(("second", "expected"), [("310人", {"C20 info": 1}), ("300人", {})])
def test_a_newer_letter_revises_a_figure(second: str, expected: dict[str, int], catalogue: Catalogue) -> None:
    one = letter(catalogue, "a.txt", flow("graduates", "300人"), issued="2025-12-01")
    two = letter(catalogue, "b.txt", flow("graduates", second), issued="2026-02-01")
    assert counted(found_in(bare(catalogue), one, two)) == expected


def test_ranks_out_of_two_fields(catalogue: Catalogue) -> None:
    one = letter(
        catalogue, "a.txt", flow("competition_rank", "第四名", rank_of=23.0, time_period="2024", event="第三届")
    )
    two = letter(
        catalogue, "b.txt", flow("competition_rank", "第四名", rank_of=19.0, time_period="2023", event="第二届")
    )
    (found,) = found_in(bare(catalogue), one, two)
    assert (found.code, found.en) == (
        "C27",
        "Rank (Nanyang): the ranks are out of different fields "
        "(2024 rank 4 of 23, 2023 rank 4 of 19) and do not compare directly.",
    )


def _curated(value: str, **said: Any) -> CuratedObservation:
    base: dict[str, Any] = {
        "indicator": "competition_events", "place": "南阳市", "time_period": "2024-05", "value": value, "event": "某大赛",
        "source": Source("闭幕消息", "某局", "2024-05-18"),
    }  # fmt: skip
    return CuratedObservation(**(base | said))


def test_announced_against_held(catalogue: Catalogue) -> None:
    announced = _curated("70个", status="target", source=Source("新闻发布会", "某网", "2024-04-24"))
    known = replace(bare(catalogue), observations=(announced, _curated("55个")))
    (found,) = found_in(known)
    assert (found.code, found.documents, found.spans) == ("C20", (), ())
    assert found.zh == "赛项数（南阳市，2024年5月）：新闻发布会记为70个，闭幕消息记为55个；以较新的来源为准，旧值保留。"


def test_a_curated_value_beside_an_extracted_one_of_the_same_year(catalogue: Catalogue) -> None:
    listed = _curated(
        "6所", indicator=COLLEGES, time_period="2025-06-20", event=None, source=Source("名单", "教育部", "2025-06-20")
    )
    known = replace(bare(catalogue), observations=(listed,))
    assert counted(found_in(known, letter(known, "a.txt", of(COLLEGES, "5所")))) == {"C20 info": 1}


def test_a_rejected_figure_is_not_checked(catalogue: Catalogue) -> None:
    known = bare(catalogue)
    document, mentions = letter(known, "a.txt", of(SCHOOLS, "15所"), "。", of(SCHOOLS, "17所"))
    frame = build_mentions([document], mentions, known)
    frame = frame.assign(review_state=["unreviewed", "rejected"]).astype({"review_state": "str"})
    observations = build_observations(frame, [document], known, DATA)
    assert run_checks(frame, observations, [document], known) == ()
    assert observations[["printed", "conflict", "rival_values"]].to_dict("split")["data"] == [
        ["15所", False, ("17所",)]
    ]


def test_findings_come_by_letter_then_code_then_position(catalogue: Catalogue) -> None:
    one = letter(catalogue, "b.txt", flow("patents", "3项", status=Status.APPLIED), "。", fig("9所", COLLEGES))
    two = letter(
        catalogue,
        "a.txt",
        fig("8所", COLLEGES, ref_area="CN411500"),
        "。",
        flow("patents", "4项", status=Status.APPLIED, ref_area="CN411500"),
    )
    found = found_in(bare(catalogue), one, two)
    assert [(f.documents[0], f.code) for f in found] == [
        ("b.txt", "C18"),
        ("b.txt", "C25"),
        ("a.txt", "C18"),
        ("a.txt", "C25"),
    ]


def test_parts_and_perimeters_are_called_in_a_finding_as_on_the_pages(catalogue: Catalogue) -> None:
    applied = of(AGENCIES, "29家", breakdown={"agency_type": "special_ability"}, status=Status.APPLIED)
    said = {each.code: each.en for each in found_in(bare(catalogue), letter(catalogue, "a.txt", applied))}
    assert said["C25"].startswith("Skill-evaluation agencies (registrations) (special-ability bodies), 29: applied for")
    one = letter(catalogue, "a.txt", of(SCHOOLS, "37所", perimeter="edu_only"))
    other = letter(catalogue, "b.txt", of(SCHOOLS, "15所", ref_area="CN411500", area_name="信阳市"))
    said = {each.code: each.en for each in found_in(bare(catalogue), one, other)}
    assert "Nanyang 37 (without skilled-worker schools), Xinyang 15 (perimeter not stated)" in said["C13"]
