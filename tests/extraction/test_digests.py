"""The shipped digests, figure by figure: what each counts, whose it is, when it was true."""

from __future__ import annotations

import csv

import pytest

from dashboard.catalogue import Catalogue
from dashboard.documents import read_shelf
from dashboard.extraction import Extractor
from dashboard.model import Mention, breakdown_key
from tests.conftest import ROOT

GROUP = "河南省豫宛通用技术技工教育集团"
CONTEST = "河南省第三届职业技能大赛"
COLLEGE = "南阳技师学院"
FIRM = "南阳卧龙防爆集团"

NANYANG = """
44个      skills_revitalisation_projects        -                                          南阳市 city     -       2025       as_of      applied
64.7%     skills_revitalisation_projects_share  -                                          南阳市 city     -       2025       as_of      actual
70%       technician_teacher_share              -                                          南阳市 entity   COLLEGE 2025       as_of      actual
10余项    patents                               -                                          南阳市 entity   COLLEGE 2025       cumulative applied
16个      vet_group_members                     -                                          南阳市 entity   GROUP   2025       as_of      actual
11所      vet_group_members                     member_type=skilled_worker_school          南阳市 entity   GROUP   2025       as_of      actual
5个       vet_group_members                     member_type=enterprise                     南阳市 entity   GROUP   2025       as_of      actual
5所       higher_vocational_colleges            -                                          南阳市 city     -       2025       as_of      actual
37所      secondary_vocational_schools          -                                          南阳市 city     -       2025       as_of      actual
10所      skilled_worker_schools                -                                          南阳市 city     -       2025       as_of      actual
5万多名   annual_skilled_graduates              -                                          南阳市 city     -       2025       rate       actual
158所     private_training_providers            -                                          南阳市 city     -       2025       as_of      actual
15.5万人  annual_training_capacity              -                                          南阳市 city     -       2025       rate       capacity
11家      public_training_bases                 -                                          南阳市 city     -       2025       as_of      actual
8家       industry_education_enterprises        stage=fostering                            南阳市 city     -       2025       as_of      actual
6295人    new_apprenticeship_trainees           -                                          南阳市 city     -       2025       cumulative actual
258家     evaluation_agencies                   stage=filed                                南阳市 city     -       2025       as_of      actual
169家     evaluation_agencies                   agency_type=enterprise;stage=filed         南阳市 city     -       2025       as_of      actual
35家      evaluation_agencies                   agency_type=school;stage=filed             南阳市 city     -       2025       as_of      actual
25家      evaluation_agencies                   agency_type=social;stage=filed             南阳市 city     -       2025       as_of      actual
29家      evaluation_agencies                   agency_type=special_ability;stage=filed    南阳市 city     -       2025       as_of      actual
395人     new_apprenticeship_trainees           -                                          南阳市 entity   FIRM    2025       cumulative actual
9人次     technical_experts                     admin_level=province                       南阳市 entity   FIRM    2025       cumulative actual
243名     competition_promotions                -                                          南阳市 city     -       2024-12-31 cumulative actual
2银       competition_medals                    medal=silver                               南阳市 city     -       2024       during     actual
9铜       competition_medals                    medal=bronze                               南阳市 city     -       2024       during     actual
53优胜    competition_merit_awards              -                                          南阳市 city     -       2024       during     actual
23个      competition_delegations               -                                          河南省 province -       2024       during     actual
第四名    competition_rank                      -                                          南阳市 city     -       2024       during     actual
"""

XINYANG = """
15所      secondary_vocational_schools          -                                                                  信阳市 city   - 2022-07-22            as_of        actual
2个       secondary_vocational_teaching_sites   -                                                                  信阳市 city   - 2022-07-22            as_of        actual
4个       secondary_divisions_in_colleges       -                                                                  信阳市 city   - 2022-07-22            as_of        actual
4所       higher_vocational_colleges            -                                                                  信阳市 city   - 2022-07-22            as_of        actual
3所       undergraduate_institutions            -                                                                  信阳市 city   - 2022-07-22            as_of        actual
15所      secondary_vocational_schools          -                                                                  信阳市 city   - 2022-05-15            as_of        actual
13所      evaluation_agencies                   agency_type=school;host=secondary_vocational;stage=published       信阳市 city   - 2022-05-15            as_of        actual
6所       evaluation_agencies                   agency_type=school;host=secondary_vocational;stage=operating       信阳市 city   - 2022-05-15            as_of        actual
2所       evaluation_agencies                   agency_type=social;host=secondary_vocational;stage=published       信阳市 city   - 2022-05-15            as_of        actual
1所       evaluation_agencies                   agency_type=social;host=secondary_vocational;stage=pending         信阳市 city   - 2022-05-15            as_of        actual
2所       evaluation_agencies                   agency_type=social;host=higher_vocational;stage=published          信阳市 city   - 2022-05-15            as_of        actual
5.2万人次 training_person_times                 -                                                                  信阳市 system - 2022-01-01/2022-05-15 year_to_date actual
52%       training_plan_completion              -                                                                  信阳市 system - 2022-01-01/2022-05-15 year_to_date actual
5所       higher_education_institutions         -                                                                  信阳市 city   - 2022-07-22            as_of        actual
17所      secondary_vocational_schools          -                                                                  信阳市 city   - 2022-07-22            as_of        actual
5个       secondary_vocational_teaching_sites   -                                                                  信阳市 city   - 2022-07-22            as_of        actual
"""


# Every figure of the other digests, read by hand. An empty indicator: nothing may claim the figure. Any other empty cell is
# not compared: what nothing claims needs no period, and what `corrections:` reject need not be dated.
FIGURES = ROOT / "tests" / "data" / "digest_figures.csv"


def _figures() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with FIGURES.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row.pop("document"), []).append(row)
    return found


BY_HAND = _figures()


@pytest.fixture(scope="module")
def mentions(catalogue: Catalogue) -> dict[str, list[Mention]]:
    extractor = Extractor(catalogue)
    shelf = read_shelf(ROOT, catalogue)
    read = {d.name: list(extractor.extract(d)) for d in shelf.documents}
    for document in shelf.documents:
        assert all(m.span.of(document.text) == m.surface for m in read[document.name])
    return read


def _table(literal: str) -> list[list[str]]:
    names = {"COLLEGE": COLLEGE, "GROUP": GROUP, "FIRM": FIRM}
    return [[names.get(cell, cell) for cell in line.split()] for line in literal.strip().split("\n")]


def _row(m: Mention) -> list[str]:
    cells = [
        m.surface,
        m.indicator,
        breakdown_key(m.breakdown),
        m.area_name,
        m.scope,
        m.entity,
        m.time_period,
        m.period_type,
        m.status,
    ]
    return [str(cell or "-") for cell in cells]


@pytest.mark.parametrize(
    ("name", "expected"), [("nanyang-2025-digest.md", NANYANG), ("xinyang-2022-digest.md", XINYANG)]
)
def test_every_figure_of_the_digest(mentions: dict[str, list[Mention]], name: str, expected: str) -> None:
    assert [_row(m) for m in mentions[name] if m.value is not None] == _table(expected)


def _cells(m: Mention) -> dict[str, str]:
    return {
        "surface": m.surface,
        "value": f"{m.value:.10g}",
        "qualifier": m.qualifier,
        "indicator": m.indicator or "",
        "breakdown": breakdown_key(m.breakdown) or "-",
        "place": m.area_name or "",
        "scope": m.scope or "",
        "period": m.time_period or "",
        "period_type": m.period_type,
        "status": m.status,
    }


def test_every_digest_has_its_figures_written_down(mentions: dict[str, list[Mention]]) -> None:
    assert set(BY_HAND) | {"nanyang-2025-digest.md", "xinyang-2022-digest.md"} == set(mentions)


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_every_figure_of_a_digest_is_read_as_by_hand(mentions: dict[str, list[Mention]], name: str) -> None:
    found = [_cells(m) for m in mentions[name] if m.value is not None]
    assert [f["surface"] for f in found] == [row["surface"] for row in BY_HAND[name]]
    compared = [
        {key: f[key] for key in row if row[key] or key == "indicator"}
        for f, row in zip(found, BY_HAND[name], strict=True)
    ]
    assert compared == [{k: v for k, v in row.items() if v or k == "indicator"} for row in BY_HAND[name]]


def test_the_digests_of_provinces_speak_of_no_single_school_or_firm(mentions: dict[str, list[Mention]]) -> None:
    assert [(m.document, m.surface, m.entity) for name in BY_HAND for m in mentions[name] if m.entity] == []


def test_claims_without_a_number_are_mentions_without_a_value(mentions: dict[str, list[Mention]]) -> None:
    found = {name: [m.surface for m in read if m.value is None] for name, read in mentions.items()}
    claims = {name: surfaces for name, surfaces in found.items() if surfaces}
    assert claims == {
        "nanyang-2025-digest.md": ["奖牌总数和总积分均创历史最高"],
        "xinyang-2022-digest.md": ["位于全省前列", "居于全省前列"],
    }


def test_contest_figures_carry_their_event_and_the_rank_its_field(mentions: dict[str, list[Mention]]) -> None:
    found = {m.surface: (m.event, m.rank_of) for m in mentions["nanyang-2025-digest.md"] if m.event}
    assert found == {
        "2银": (CONTEST, None),
        "9铜": (CONTEST, None),
        "53优胜": (CONTEST, None),
        "23个": (CONTEST, None),
        "第四名": (CONTEST, 23.0),
    }


def test_the_perimeter_is_stated_by_what_is_counted_beside(mentions: dict[str, list[Mention]]) -> None:
    letters = [mentions[name] for name in ("nanyang-2025-digest.md", "xinyang-2022-digest.md")]
    schools = [m for found in letters for m in found if m.indicator == "secondary_vocational_schools"]
    assert [(m.area_name, m.surface, m.perimeter) for m in schools] == [
        ("南阳市", "37所", "edu_only"),
        ("信阳市", "15所", "unstated"),
        ("信阳市", "15所", "unstated"),
        ("信阳市", "17所", "unstated"),
    ]
