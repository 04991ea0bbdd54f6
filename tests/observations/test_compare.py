"""The table of domain handbook 4, pair by pair, and the rules it leaves out."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from dashboard.catalogue import Catalogue
from dashboard.observations import Verdict, verdict

BASE = {
    "indicator": "secondary_vocational_schools", "breakdown": "", "unit_family": "institution", "perimeter": "edu_only",
    "scope": "city", "period_type": "as_of", "time_period": "2025", "ref_area": "CN411300", "status": "actual",
    "qualifier": "eq", "conflict": False, "rank_of": math.nan, "entity": "",
}  # fmt: skip
NANYANG_SCHOOLS = BASE
XINYANG_SCHOOLS = BASE | {
    "ref_area": "CN411500",
    "perimeter": "unstated",
    "time_period": "2022-05-15",
    "conflict": True,
}
COLLEGES = BASE | {"indicator": "higher_vocational_colleges", "perimeter": ""}
TRAINED = BASE | {
    "indicator": "training_person_times", "unit_family": "person_time", "perimeter": "", "scope": "system",
    "period_type": "year_to_date", "time_period": "2022-01-01/2022-05-15", "ref_area": "CN411500",
}  # fmt: skip
TRAINED_YEAR = TRAINED | {"unit_family": "person", "scope": "city", "period_type": "during", "time_period": "2022"}
CAPACITY = BASE | {
    "indicator": "annual_training_capacity", "unit_family": "person_per_year", "perimeter": "", "period_type": "rate",
    "status": "capacity",
}  # fmt: skip
APPRENTICES = BASE | {
    "indicator": "new_apprenticeship_trainees", "unit_family": "person", "perimeter": "", "period_type": "cumulative",
}  # fmt: skip
AGENCIES = BASE | {
    "indicator": "evaluation_agencies",
    "unit_family": "registration",
    "perimeter": "",
    "breakdown": "stage=filed",
}
AGENCIES_PUBLISHED = AGENCIES | {
    "breakdown": "agency_type=school;host=secondary_vocational;stage=published", "ref_area": "CN411500",
    "time_period": "2022-05-15",
}  # fmt: skip
RANK = BASE | {
    "indicator": "competition_rank", "unit_family": "rank", "perimeter": "", "period_type": "during", "time_period": "2024",
    "rank_of": 23.0,
}  # fmt: skip
NATION = AGENCIES | {"breakdown": "", "scope": "nation", "ref_area": "CN000000"}
SHARE = BASE | {"indicator": "high_skilled_share", "unit_family": "percent", "perimeter": ""}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (NANYANG_SCHOOLS, XINYANG_SCHOOLS, Verdict("with_care", ("perimeter", "age", "conflict"))),
        (COLLEGES, COLLEGES | {"ref_area": "CN411500", "time_period": "2022-05-15"}, Verdict("with_care", ("age",))),
        (TRAINED, TRAINED_YEAR, Verdict("not_comparable", ("unit_family", "scope", "period_type"))),
        (TRAINED, CAPACITY, Verdict("not_comparable", ("indicator", "unit_family", "scope", "period_type", "status"))),
        (APPRENTICES, APPRENTICES | {"scope": "entity", "entity": "甲公司"}, Verdict("not_comparable", ("scope",), True)),
        (AGENCIES, AGENCIES_PUBLISHED, Verdict("not_comparable", ("breakdown",))),
        (RANK, RANK | {"time_period": "2023", "rank_of": 19.0}, Verdict("with_care", ("field_size",))),
        (NATION | {"time_period": "2012"}, NATION | {"time_period": "2022"}, Verdict("with_care", ("definition_break",))),
    ],
    ids=[
        "schools of two perimeters", "colleges three years apart", "persons and participations", "training and capacity",
        "city and one firm", "all agencies and one kind at one stage", "ranks in two fields", "across a change of definition",
    ],
)  # fmt: skip
def test_the_handbook_table(
    a: dict[str, object], b: dict[str, object], expected: Verdict, catalogue: Catalogue
) -> None:
    assert verdict(a, b, catalogue) == expected
    assert verdict(b, a, catalogue) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (BASE, BASE | {"ref_area": "CN411500"}, Verdict("comparable")),
        (BASE, BASE | {"time_period": "2015"}, Verdict("comparable")),
        (BASE | {"perimeter": "unstated"}, BASE | {"perimeter": "unstated"}, Verdict("with_care", ("perimeter",))),
        (COLLEGES, COLLEGES | {"period_type": "unknown"}, Verdict("with_care", ("period_type",))),
        (BASE | {"perimeter": "unstated"}, BASE | {"period_type": "unknown"}, Verdict("not_comparable", ("perimeter", "period_type"))),
        (AGENCIES, AGENCIES | {"breakdown": "stage=published"}, Verdict("with_care", ("breakdown",))),
        (COLLEGES, COLLEGES | {"qualifier": "ge"}, Verdict("with_care", ("qualifier",))),
        (COLLEGES, COLLEGES | {"qualifier": "approx"}, Verdict("comparable")),
        (COLLEGES, COLLEGES | {"status": "target"}, Verdict("not_comparable", ("status",))),
        (NATION | {"time_period": "2012"}, NATION | {"time_period": "2018"}, Verdict("comparable")),
        (NATION | {"time_period": "2023"}, NATION | {"time_period": "2024"}, Verdict("comparable")),
        (SHARE, SHARE | {"indicator": "skilled_share_of_employed"}, Verdict("not_comparable", ("indicator", "denominator"))),
        (
            BASE | {"indicator": "high_skilled_talent", "perimeter": "certified"},
            BASE | {"indicator": "skilled_talent", "perimeter": "certified"},
            Verdict("not_comparable", ("indicator",), True),
        ),
    ],
)  # fmt: skip
def test_single_rules(a: dict[str, object], b: dict[str, object], expected: Verdict, catalogue: Catalogue) -> None:
    assert verdict(a, b, catalogue) == expected


def test_a_change_within_one_year_divides_the_years_before_from_that_year(catalogue: Catalogue) -> None:
    changed = replace(catalogue.indicators["evaluation_agencies"], breaks=("2020",))
    catalogue = replace(catalogue, indicators={**catalogue.indicators, changed.id: changed})
    years = ["2018", "2019", "2020", "2021"]
    pairs = [(a, b) for a in years for b in years if a < b]
    divided = [
        p for p in pairs if verdict(NATION | {"time_period": p[0]}, NATION | {"time_period": p[1]}, catalogue).reasons
    ]
    assert divided == [("2018", "2020"), ("2018", "2021"), ("2019", "2020"), ("2019", "2021")]
