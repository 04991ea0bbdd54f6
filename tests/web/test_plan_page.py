"""The page of plans and results, on the shipped project."""

from __future__ import annotations

import pytest
from web_project import NANYANG, XINYANG, attribute, of_type, opened_by, shipped_lookup, words

from dashboard.charts.progress import find_unplanned
from dashboard.model import Selection
from dashboard.web.callbacks import show_page
from dashboard.web.pages import plan

LOOKUP = shipped_lookup()
TRAINING, COLLEGES = "training_person_times", "higher_vocational_colleges"


def _page(
    *indicators: str, places: tuple[str, ...] = (), lang: str = "zh", periods: tuple[str, ...] = ()
) -> list[object]:
    return list(plan.layout(LOOKUP, Selection(indicators, places, periods, lang=lang)))


SAID = [
    (TRAINING, XINYANG, "zh", "原文称完成52%；5.2万人次 ÷ 52%，推算计划为9.81–10.19万人次"),
    (TRAINING, XINYANG, "zh", "另有10.2万人（2022年），未与目标对照：计量单位不同类（如人与人次）；统计范围不同"),
    (TRAINING, XINYANG, "en", "implies a plan of 98,095–101,942 participations"),
    (COLLEGES, NANYANG, "zh", "实绩5所（时点未注明，文件日期2025年），目标8-10所（2025年），为目标的50.0–62.5%"),
    ("enrolment", NANYANG, "zh", "目标25万人（2025年），尚无同期实绩"),
    (TRAINING, "CN411700", "zh", "原文称完成62.04%，折合计划23.49–23.51万人次，与所载目标相符"),
]


@pytest.mark.parametrize(("indicator", "place", "lang", "said"), SAID)
def test_pairs_in_words(indicator: str, place: str, lang: str, said: str) -> None:
    assert said in words(_page(indicator, places=(place,), lang=lang))


def test_every_mark_has_its_button_in_the_panel() -> None:
    boxes = [box for box in of_type(_page(), "Article") if of_type(box, "Graph")]
    assert len(boxes) >= 5
    for box in boxes:
        (graph,) = of_type(box, "Graph")
        marks = {f"o:{key}" for trace in graph.figure["data"] for key in trace.get("customdata", ())}
        latest = {key for key in marks if key not in opened_by(of_type(box, "Table"))}
        assert marks - latest
        assert latest <= set(opened_by(box)), words(of_type(box, "H2"))


def test_results_without_a_target_are_listed_and_open() -> None:
    chosen = Selection((TRAINING,))
    expected = {
        f"o:{row['observation_id']}" for row in find_unplanned(LOOKUP.project.observations, chosen, LOOKUP.catalogue)
    }
    assert expected
    page = _page(TRAINING)
    lists = [part for part in of_type(page, "Ul") if getattr(part, "className", "") == "inline-rows"]
    assert set(opened_by(lists)) <= expected
    assert "河南省284万人次 · 2025" in words(lists)


def test_without_a_choice_the_indicators_with_most_pairs_come_first() -> None:
    full = plan.completed(LOOKUP, Selection())
    assert full.indicators[0] == TRAINING
    assert len(full.indicators) == 6
    assert plan.completed(LOOKUP, full) == full


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_indicator_without_targets_leads_to_those_that_have_some(lang: str) -> None:
    page = _page("full_time_teachers", lang=lang)
    assert not of_type(page, "Graph")
    (empty,) = (part for part in of_type(page, "Div") if getattr(part, "className", "") == "empty")
    assert any(TRAINING in str(attribute(link, "href")) for link in of_type(empty, "A"))


def test_exports_carry_the_selection_and_the_chart() -> None:
    page, _ = show_page(LOOKUP, "/plan", f"?i={TRAINING}&t=2022&lang=en", None)
    (link,) = (part for part in of_type(page, "A") if getattr(part, "id", "") == "export-csv")
    assert link.href == f"/export/csv?i={TRAINING}&t=2022&lang=en&chart=plan"


@pytest.mark.parametrize(("axis", "current"), [("auto", "axis-own"), ("own", "axis-own"), ("shared", "axis-shared")])
def test_the_switch_says_which_scale_holds(axis: str, current: str) -> None:
    page = plan.layout(LOOKUP, Selection(axis=axis))
    chosen = [part.id for part in of_type(page, "A") if str(getattr(part, "id", "")).startswith("axis-")]
    assert chosen == ["axis-own", "axis-shared"]
    told = [part.id for part in of_type(page, "A") if attribute(part, "aria-current") and part.id in chosen]
    assert told == [current]
