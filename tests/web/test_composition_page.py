"""The page of parts and totals, on the shipped project."""

from __future__ import annotations

import pytest
from web_project import NANYANG, XINYANG, attribute, of_type, opened_by, shipped_lookup, words

from dashboard.model import Selection
from dashboard.web.callbacks import show_page
from dashboard.web.pages import composition

LOOKUP = shipped_lookup()
AGENCIES, MEDALS, HIGHER = "evaluation_agencies", "competition_medals", "higher_education_institutions"


def _page(
    *indicators: str, lang: str = "zh", places: tuple[str, ...] = (), periods: tuple[str, ...] = ()
) -> list[object]:
    return list(composition.layout(LOOKUP, Selection(indicators, places, periods, lang=lang)))


SAID = [
    (AGENCIES, (NANYANG,), "分项合计258家，与所载总数258家相符"),
    (MEDALS, (NANYANG,), "已列分项合计11枚；金未说明，缺失不等于零，11枚不是总数"),
    (HIGHER, (XINYANG,), "分项合计7所，比所载总数5所多2所，二者不能同时成立"),
    ("vet_group_members", (NANYANG,), "河南省豫宛通用技术技工教育集团（南阳市）"),
]


@pytest.mark.parametrize(("indicator", "places", "said"), SAID)
def test_parts_and_total_are_held_together_in_words(indicator: str, places: tuple[str, ...], said: str) -> None:
    assert said in words(_page(indicator, places=places))


def test_every_mark_has_its_button_in_the_table() -> None:
    page = _page()
    boxes = [box for box in of_type(page, "Article") if of_type(box, "Graph")]
    assert len(boxes) >= 4
    for box in boxes:
        (graph,) = of_type(box, "Graph")
        marks = {f"o:{key}" for trace in graph.figure["data"] for key in trace.get("customdata", ())}
        assert marks
        assert marks <= set(opened_by(box))
        assert graph.config["showSendToCloud"] is False


def test_an_unstated_rest_has_a_row_of_its_own() -> None:
    (table,) = of_type(_page(MEDALS, places=(NANYANG,)), "Table")
    assert "未说明未说明" in words(table)


def test_without_a_choice_the_documents_come_first() -> None:
    full = composition.completed(LOOKUP, Selection())
    assert full.places[:2] == (NANYANG, XINYANG)
    assert {AGENCIES, MEDALS, HIGHER} <= set(full.indicators)
    assert composition.completed(LOOKUP, full) == full


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_indicator_without_parts_leads_to_those_that_have_some(lang: str) -> None:
    page = _page("full_time_teachers", lang=lang)
    assert not of_type(page, "Graph")
    (empty,) = (part for part in of_type(page, "Div") if getattr(part, "className", "") == "empty")
    assert any(AGENCIES in str(attribute(link, "href")) for link in of_type(empty, "A"))


def test_exports_carry_the_selection_and_the_chart() -> None:
    page, _ = show_page(LOOKUP, "/composition", f"?i={AGENCIES}&p={NANYANG}&axis=shared&lang=en", None)
    (link,) = (part for part in of_type(page, "A") if getattr(part, "id", "") == "export-xlsx")
    assert link.href == f"/export/xlsx?i={AGENCIES}&p={NANYANG}&axis=shared&lang=en&chart=composition"


@pytest.mark.parametrize(("axis", "current"), [("auto", "axis-own"), ("own", "axis-own"), ("shared", "axis-shared")])
def test_the_switch_says_which_scale_holds(axis: str, current: str) -> None:
    page = composition.layout(LOOKUP, Selection(axis=axis))
    chosen = [part.id for part in of_type(page, "A") if str(getattr(part, "id", "")).startswith("axis-")]
    assert chosen == ["axis-own", "axis-shared"]
    told = [part.id for part in of_type(page, "A") if attribute(part, "aria-current") and part.id in chosen]
    assert told == [current]
