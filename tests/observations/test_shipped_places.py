"""What a first visitor can compare with the data as shipped: places, indicators in common, targets beside results."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from dashboard.observations import verdict
from dashboard.project import Project, load_project
from tests.conftest import ROOT

WORKFORCE = {"skilled_talent", "high_skilled_talent"}
PROVINCES = {"江苏省", "河北省", "河南省", "浙江省", "海南省", "湖北省", "陕西省"}
PLANS_OF_2026 = {
    "内蒙古自治区": "40万人次",
    "山东省": "40万人次",
    "河南省": "200万人次",
    "辽宁省": "23万人次",
    "黑龙江省": "20万人次",
}
# A target and a result of one place and indicator, each with its year.
TOLD_APART = [
    ("河南省", "training_person_times", "", ("2025", "284万人次"), ("2026", "200万人次")),
    ("海南省", "skilled_talent", "", ("2025-05", "91万余人"), ("2025-12-31", "80万人")),
    ("海南省", "high_skilled_talent", "", ("2025-05", "13万余人"), ("2025-12-31", "12万人")),
]
# What `corrections:` take away or change: document, indicator, printed.
REJECTED = {
    ("zhejiang-2026-digest.md", "training_person_times", "5万人次"),
    ("inner-mongolia-2023-digest.md", "chief_special_technicians", "18人"),
    ("inner-mongolia-2023-digest.md", "chief_special_technicians", "7人"),
}


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def stated(project: Project) -> pd.DataFrame:
    """What documents and curated figures say about places below the nation; tables and derived figures left out."""
    frame = project.observations
    return frame[(frame["ref_area"] != "CN000000") & (frame["origin"] != "derived") & (frame["table"] == "")]


def _provinces(stated: pd.DataFrame, indicator: str, status: str) -> pd.DataFrame:
    wanted = (stated["indicator"] == indicator) & (stated["status"] == status) & (stated["scope"] == "province")
    return stated[wanted & (stated["breakdown"] == "")]


def test_at_least_ten_places_can_be_compared_and_none_is_only_mentioned(stated: pd.DataFrame) -> None:
    names = set(stated["area_name"])
    assert {"南阳市", "信阳市", "河南省", "山东省", "辽宁省", "福建省", "江苏省", "陕西省"} <= names
    assert len(names) >= 20
    assert not names & {"北京市", "台湾省", "芜湖市"}


def test_seven_provinces_have_two_indicators_in_common(stated: pd.DataFrame) -> None:
    common = [set(_provinces(stated, indicator, "actual")["area_name"]) for indicator in sorted(WORKFORCE)]
    assert set.intersection(*common) >= PROVINCES


@pytest.mark.parametrize("indicator", sorted(WORKFORCE))
def test_no_pair_of_those_provinces_is_refused(project: Project, stated: pd.DataFrame, indicator: str) -> None:
    found = _provinces(stated, indicator, "actual")
    newest = found[found["area_name"].isin(PROVINCES)].sort_values("time_period").groupby("area_name").tail(1)
    rows = [{str(k): v for k, v in row.items()} for row in newest.to_dict("records")]
    judged = {verdict(a, b, project.catalogue).verdict for a, b in combinations(rows, 2)}
    assert (len(rows), judged) == (len(PROVINCES), {"with_care"})  # the perimeter is stated by none of them


def test_five_provinces_plan_trainings_for_2026(stated: pd.DataFrame) -> None:
    plans = _provinces(stated, "training_person_times", "target")
    plans = plans[plans["time_period"] == "2026"]
    assert dict(zip(plans["area_name"], plans["printed"], strict=True)) == PLANS_OF_2026
    results = _provinces(stated, "training_person_times", "actual")
    assert list(results.loc[results["time_period"] == "2026", "printed"]) == []  # the year has not run yet


@pytest.mark.parametrize(("place", "indicator", "breakdown", "result", "target"), TOLD_APART)
def test_targets_and_results_of_a_place_are_told_apart(
    stated: pd.DataFrame, place: str, indicator: str, breakdown: str, result: tuple[str, str], target: tuple[str, str]
) -> None:
    rows = stated[(stated["area_name"] == place) & (stated["indicator"] == indicator)]
    rows = rows[rows["breakdown"] == breakdown]
    said = set(zip(rows["status"], rows["time_period"], rows["printed"], strict=True))
    assert {("actual", *result), ("target", *target)} <= said
    assert not {("target", *result), ("actual", *target)} & said


def test_the_work_report_of_liaoning_gives_a_subsidised_result_and_a_plan_for_all(stated: pd.DataFrame) -> None:
    rows = stated[(stated["area_name"] == "辽宁省") & (stated["indicator"] == "training_person_times")]
    assert set(zip(rows["status"], rows["breakdown"], rows["time_period"], rows["printed"], strict=True)) == {
        ("actual", "funding=subsidised", "2025", "25.6万人次"),
        ("target", "", "2026", "23万人次"),
    }


def test_what_is_only_a_part_is_rejected_or_scoped_with_a_reason(project: Project) -> None:
    assert [p.en for p in project.problems if p.severity == "error"] == []
    mentions = project.mentions
    rejected = mentions[mentions["review_state"] == "rejected"]
    assert set(zip(rejected["document"], rejected["indicator"], rejected["surface"], strict=True)) == REJECTED
    shown = project.observations
    assert not REJECTED & set(zip(shown["document"], shown["indicator"], shown["printed"], strict=True))
    hainan = shown[(shown["document"] == "hainan-2025-digest.md") & (shown["indicator"] == "training_person_times")]
    assert hainan[["scope", "origin", "printed"]].to_numpy().tolist() == [["system", "corrected", "20多万人次"]]


def test_the_shipped_documents_raise_no_error(project: Project) -> None:
    assert [(f.code, f.documents, f.en) for f in project.findings if f.severity == "error"] == []


def test_no_share_of_the_employed_becomes_a_number_of_skilled_people(project: Project) -> None:
    frame = project.observations
    derived = frame[(frame["origin"] == "derived") & (frame["indicator"] == "skilled_talent")]
    assert list(derived["area_name"]) == ["湖北省"]
