"""The findings page: filters that the address holds, arithmetic in intervals, and how a conflict is settled."""

from __future__ import annotations

from typing import Any

import pytest
from web_project import NANYANG, XINYANG, XINYANG_LETTER, attribute, of_type, shipped_lookup, words

from dashboard.model import Selection
from dashboard.web.callbacks import show_page
from dashboard.web.pages import findings
from dashboard.web.pages.findings import Wanted, chosen_findings

LOOKUP = shipped_lookup()


def _cards(query: str) -> list[Any]:
    page, _ = show_page(LOOKUP, "/findings", query, None)
    return of_type(page, "Article")


def _places(number: int) -> set[str]:
    finding = LOOKUP.findings[number]
    rows = [LOOKUP.mentions.get(key) or LOOKUP.observations.get(key) for key in finding.mentions]
    return {str(row["ref_area"]) for row in rows if row is not None}


def test_findings_of_a_place_of_a_document_and_of_both() -> None:
    every = range(len(LOOKUP.findings))
    of_place = [n for n in every if XINYANG in _places(n)]
    of_document = [n for n in every if XINYANG_LETTER in LOOKUP.findings[n].documents]
    assert 0 < len(of_place) < len(LOOKUP.findings)
    assert sorted(chosen_findings(LOOKUP, Wanted(places=(XINYANG,)))) == of_place
    assert sorted(chosen_findings(LOOKUP, Wanted(document=XINYANG_LETTER))) == of_document
    assert len(_cards(f"?p={XINYANG}")) == len(of_place)
    assert len(_cards(f"?document={XINYANG_LETTER}&severity=warning")) == len(
        [n for n in of_document if LOOKUP.findings[n].severity == "warning"]
    )
    both = len(_cards(f"?p={XINYANG},{NANYANG}"))
    assert both > len(of_place)


@pytest.mark.parametrize("query", ["?severity=nosuch", "?document=nosuch.md", "?code=C99", "?p=Atlantis", ""])
def test_unknown_words_restrict_nothing(query: str) -> None:
    assert len(_cards(query)) == len(LOOKUP.findings)


def test_every_filter_keeps_the_others() -> None:
    page, _ = show_page(LOOKUP, "/findings", f"?severity=warning&p={XINYANG}&document={XINYANG_LETTER}&lang=en", None)
    chips = [part for part in of_type(page, "A") if getattr(part, "className", "") == "chip"]
    kept = ("severity=warning", f"p={XINYANG}", f"document={XINYANG_LETTER}", "lang=en")
    for chip in chips:
        missing = [word for word in kept if word not in str(chip.href)]
        assert len(missing) <= 1, (chip.id, missing)


def test_a_count_is_what_the_filter_would_show() -> None:
    page = findings.layout(LOOKUP, Selection())
    for chip in (part for part in of_type(page, "A") if getattr(part, "className", "") == "chip"):
        query = str(chip.href).partition("?")[2]
        assert words(chip).split()[-1] == str(len(_cards(f"?{query}"))), chip.id


def test_the_arithmetic_is_in_intervals() -> None:
    (card,) = (card for card in _cards("?code=C03") if XINYANG_LETTER in str(card))
    assert "5.2万人次 → [51,500, 52,500)" in words(card)
    assert "52% → [51.5, 52.5)" in words(card)
    assert "推算区间：(98,095" in words(card)
    (conflict,) = (card for card in _cards("?code=C08") if "学校" in words(of_type(card, "P")[0]))
    assert "15所 → 15；17所 → 17" in words(conflict)
    assert "没有共同的数" in words(conflict)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_conflict_shows_the_entries_that_settle_it_with_a_button_to_copy_them(lang: str) -> None:
    cards = _cards(f"?code=C08&lang={lang}")
    assert len(cards) == 2
    for card in cards:
        ways = [part for part in of_type(card, "Div") if getattr(part, "className", "") == "way"]
        assert len(ways) == 2
        for way in ways:
            (button,) = of_type(way, "Button")
            text = words(of_type(way, "Pre"))
            assert attribute(button, "data-copy") == text
            assert text.startswith(f"  - document: {XINYANG_LETTER}\n    quote: ")
            assert "    reject: true\n" in text
    assert not any(of_type(card, "Pre") for card in _cards("?code=C18"))


def test_a_curated_value_in_a_finding_names_its_source() -> None:
    assert "全国普通高等学校名单" in words(_cards("?code=C20"))


def test_only_values_of_one_thing_at_one_time_are_said_to_exclude_each_other() -> None:
    said = {
        LOOKUP.findings[number].code
        for number in range(len(LOOKUP.findings))
        if "不能同时成立" in words(findings.finding_card(LOOKUP, number, "zh"))
    }
    assert said == {"C08"}
