"""The words of the review are whole in both languages, and each is used."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from dashboard.catalogue.entries import KINDS, Correction
from dashboard.curation.deciding import CHECKS
from dashboard.curation.queue import Item
from dashboard.model import PeriodType
from dashboard.web.review_items import item_of
from dashboard.wording.curation import WORDS
from tests.web.web_project import ROOT, shipped_lookup

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder, kind in (("curation", "*.py"), ("cli", "*.py"), ("web", "*.py"), ("web/assets", "review.js"))
    for path in (ROOT / "dashboard" / folder).rglob(kind)
)
FAMILIES = (
    "kind",
    "do",
    "action",
    "reason",
    "form",
    "stale",
    "keys",
    "access",
    "term",
    "read",
)


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(set(WORDS) - {"reason.observe"}))
def test_a_sentence_says_the_same_twice(key: str) -> None:
    zh, en = WORDS[key]
    assert zh.strip()
    assert en.strip()
    assert holes(zh) == holes(en)


def test_every_sentence_asked_for_is_there_and_none_is_left_over() -> None:
    asked = {
        name for pair in re.findall(r'words\["([a-z_.]+)"\]|filled\("([a-z_.]+)"', SOURCE) for name in pair if name
    }
    asked |= set(re.findall(r'(?:refused|Denied|_usage)\(\s*"((?:refused|access|start)\.[a-z_.]+)"', SOURCE))
    asked |= {f"refused.{field}" for field in CHECKS}
    assert len(asked) > 40
    assert asked <= set(WORDS)
    spoken = tuple(f"{family}." for family in (*FAMILIES, "period", "indicator_kind"))
    assert [key for key in WORDS if key not in asked and f'"{key}"' not in SOURCE and not key.startswith(spoken)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_no_word_of_a_family_is_left_over(family: str) -> None:
    last = {key.removeprefix(f"{family}.") for key in WORDS if key.startswith(f"{family}.")}
    unused = [name for name in last if not re.search(rf"\b{re.escape(name.split('.')[-1])}\b", SOURCE)]
    assert unused == []


def test_every_kind_of_period_and_of_indicator_has_its_word() -> None:
    told = {key for key in WORDS if key.startswith(("period.", "indicator_kind."))}
    assert told == {f"period.{kind}" for kind in PeriodType} | {f"indicator_kind.{kind}" for kind in KINDS}


@pytest.mark.parametrize(
    ("lang", "reason_en", "said"), [("zh", "older", "旧数"), ("en", "older", "older"), ("en", "", "旧数")]
)
def test_the_reason_of_a_decision_is_in_the_language_of_the_page(lang: str, reason_en: str, said: str) -> None:
    lookup = shipped_lookup()
    name = next(iter(lookup.documents))
    made = Correction(name, "17所", {"value": 17}, "旧数", "li", "2026-11-22", reject=True, reason_en=reason_en)
    facts = item_of(lookup, Item("k", "unfit", name, (), correction=made), lang)["facts"]
    assert [fact[1] for fact in facts] == ["value=17", said]
