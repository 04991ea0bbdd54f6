"""The profile of a place: everything known of it, each value to be opened, what is missing said."""

from __future__ import annotations

from typing import Any

import pytest
from web_project import NANYANG, XINYANG, attribute, of_type, opened_by, shipped_lookup, words

from dashboard.model import Selection
from dashboard.web.callbacks import page_title, show_page
from dashboard.web.pages import find_page, place

LOOKUP = shipped_lookup()
NOW = 2026
PLACES = [entry.code for entry in LOOKUP.places_with_values()]


def _page(code: str, lang: str = "zh") -> list[Any]:
    return list(place.layout(LOOKUP, Selection(lang=lang), name=code, now=NOW))


@pytest.mark.parametrize("code", PLACES)
def test_every_value_of_a_place_and_of_its_institutions_opens(code: str) -> None:
    known = {f"o:{row['observation_id']}" for row in LOOKUP.observations.values() if row["ref_area"] == code}
    assert set(opened_by(_page(code))) == known


def test_values_stand_as_printed_with_their_flags_and_lead_to_the_comparison() -> None:
    page = _page(XINYANG)
    line = next(part for part in of_type(page, "Tr") if words(part).startswith("中等职业学校数"))
    for said in ("15所", "29所", "人工整理", "摘编"):
        assert said in words(line)
    assert "/compare?i=secondary_vocational_schools" in [attribute(link, "href") for link in of_type(line, "A")]


def test_the_figures_of_an_institution_are_never_the_places() -> None:
    page = _page(NANYANG)
    (section,) = (part for part in of_type(page, "Section") if words(part).startswith("单个机构的数值"))
    entities = {
        f"o:{r['observation_id']}"
        for r in LOOKUP.observations.values()
        if r["ref_area"] == NANYANG and r["scope"] == "entity"
    }
    assert entities
    assert set(opened_by(section)) == entities
    others = [part for part in of_type(page, "Section") if part is not section]
    assert not entities & set(opened_by(others))


def test_it_says_what_is_missing_how_old_and_what_conflicts() -> None:
    text = words(_page(XINYANG))
    every = len(LOOKUP.indicators_with_values())
    own = len({indicator for indicator, code in LOOKUP.cells if code == XINYANG})
    assert f"无数据的指标（{every - own} 个）" in text
    assert "前后不一（" in text
    assert "最新数值为 2022 年，已过 4 年，请留意时效。" in words(_page("CN150000"))
    assert "4 years ago" in words(_page("CN150000", "en"))


def test_what_has_only_targets_or_applications_is_neither_known_nor_missing() -> None:
    text = words(_page(NANYANG))
    every = len(LOOKUP.indicators_with_values())
    missing = every - len({indicator for indicator, code in LOOKUP.cells if code == NANYANG})
    known = every - missing - 2
    assert f"有数指标 {known} 个（各地共 {every} 个），{missing} 个无数据。另有 2 个只有目标、申报或推算值。" in text
    assert f"无数据的指标（{missing} 个）" in text
    assert "For 2 more there are only targets" in words(_page(NANYANG, "en"))


def test_the_gravest_findings_of_a_place_come_first() -> None:
    (section,) = (part for part in of_type(_page(NANYANG), "Section") if words(part).startswith("核查提示"))
    levels = [words(badge) for badge in of_type(section, "Span") if "badge" in str(getattr(badge, "className", ""))]
    assert levels == sorted(levels, key=["错误", "警示", "提示"].index)
    assert {"警示", "提示"} <= set(levels)


def test_documents_and_findings_of_the_place() -> None:
    page = _page(XINYANG)
    links = [str(attribute(link, "href")) for link in of_type(page, "A")]
    assert "/documents/xinyang-2022-digest.md" in links
    assert f"/findings?p={XINYANG}" in links
    assert any(link.startswith("/findings#C09-") for link in links)


def test_a_place_nothing_is_known_of_says_so() -> None:
    assert find_page(LOOKUP, "/place/CN110000").found
    assert "无数据" in words(_page("CN110000"))
    assert not find_page(LOOKUP, "/place/Atlantis").found
    assert page_title(LOOKUP, f"/place/{NANYANG}", "en").startswith("Nanyang")


def test_a_series_of_several_years_says_which_way_it_went_and_leads_to_the_trend() -> None:
    page = _page("CN330000")
    line = next(part for part in of_type(page, "Tr") if words(part).startswith("高技能人才占比"))
    link = next(link for link in of_type(line, "A") if "/trend?" in str(attribute(link, "href")))
    assert attribute(link, "href") == "/trend?i=high_skilled_share&p=CN330000"
    assert "2012" in str(attribute(link, "aria-label"))
    (curated,) = (part for part in of_type(_page(XINYANG), "Tr") if words(part).startswith("高职（专科）院校数"))
    assert any("/trend?" in str(attribute(link, "href")) for link in of_type(curated, "A"))
    (single,) = (part for part in of_type(_page(NANYANG), "Tr") if words(part).startswith("公共实训基地数"))
    assert not any("/trend?" in str(attribute(link, "href")) for link in of_type(single, "A"))


def test_the_page_is_found_by_its_address() -> None:
    page, state = show_page(LOOKUP, f"/place/{NANYANG}", "?lang=en", None)
    assert state["title"].startswith("Nanyang")
    assert words(of_type(page, "H1")) == "Nanyang"
