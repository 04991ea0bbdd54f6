"""What the reviewer's forms ask and begin with: the same for the page and for the terminal."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.curation.desk import Sitting
from dashboard.curation.forms import (
    FIELDS,
    FILLED,
    NEEDED,
    answered,
    begins,
    completed,
    fixed_choices,
    id_from,
    named_fields,
    words_of,
)
from dashboard.curation.queue import Item
from dashboard.errors import EditError
from dashboard.project import load_project
from dashboard.wording.curation import WORDS
from tests.curation.conftest import desk_of

READ = {
    "indicator": "colleges",
    "place": "南阳市",
    "scope": "city",
    "period_type": "as_of",
    "status": "actual",
    "unit": "所",
}
COLLEGES, TEACHERS = "letter.md@29", "letter.md@56"


def first(folder: Path, action: str, key: str = "", **changed: Any) -> dict[str, str]:
    """What a form begins with, of an item whose figure may say something else."""
    ground = (sitting := desk_of(folder).sitting()).ground
    item = sitting.item(key)
    if item is not None and changed:
        item = replace(item, rows=({**item.rows[0], **changed},))
    name = item.document if item else ""
    return begins(action, item, ground.documents.get(name), ground.rows_of.get(name, ()), ground.catalogue)


def said(form: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if value}


def test_a_correction_begins_with_the_figure_as_it_is_read(letter: Path) -> None:
    form = first(letter, "correct", COLLEGES)
    assert tuple(form) == FIELDS["correct"]
    assert said(form) == {"value": "4所", **READ}


def test_a_figure_from_elsewhere_begins_with_all_but_the_value_or_with_nothing(letter: Path) -> None:
    form = first(letter, "observe", COLLEGES)
    assert tuple(form) == FIELDS["observe"]
    assert form["value"] == form["source_title"] == ""
    assert said(form) == READ
    assert said(first(letter, "observe")) == {"status": "actual"}


def test_an_indicator_begins_with_the_words_of_the_sentence(letter: Path) -> None:
    form = first(letter, "define", TEACHERS)
    assert tuple(form) == FIELDS["define"]
    assert form == {
        "zh": "选派教师",
        "en": "",
        "id": "",
        "theme": "providers",
        "unit": "人",
        "unit_family": "person",
        "kind": "flow",
        "aliases": "选派教师",
    }


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ({"unit": "%", "period_type": "as_of"}, "share"),
        ({"unit": "人", "period_type": "as_of"}, "stock"),
        ({"unit": "人", "period_type": "during"}, "flow"),
        ({"unit": "人", "period_type": "unknown"}, "flow"),
    ],
)
def test_the_kind_proposed_follows_unit_and_period(letter: Path, figure: dict[str, str], kind: str) -> None:
    assert first(letter, "define", TEACHERS, **figure)["kind"] == kind


def test_words_are_what_stands_at_the_figure_up_to_the_punctuation(letter: Path) -> None:
    sitting = desk_of(letter).sitting()
    words = {item.key: words_of(item, sitting.ground.documents["letter.md"]) for item in sitting.short if item.rows}
    assert {key: found for key, found in words.items() if found} == {
        "letter.md@48": ["建成产业学院"],
        TEACHERS: ["选派教师"],
        "letter.md@86": ["项目", "另有"],
        "letter.md@91": ["项目在建"],
    }


IDS = {
    "New bases": "new_bases",
    "  R&D — centres (2024) ": "r_d_centres_2024",
    "2024 plan": "plan",
    "新基地": "",
    "x" * 80: "x" * 60,
}


@pytest.mark.parametrize(("english", "made"), IDS.items())
def test_an_id_is_made_of_the_english_name(english: str, made: str) -> None:
    assert id_from(english) == made


def test_what_one_answer_changes_in_the_others(letter: Path) -> None:
    catalogue = load_project(letter).catalogue
    figure = first(letter, "observe", COLLEGES) | {"breakdown": "ownership=public"}
    other = answered("observe", figure, "indicator", "schools", catalogue)
    assert {name: value for name, value in other.items() if value != figure[name]} == {
        "indicator": "schools",
        "breakdown": "",
        "unit": "",
    }
    assert answered("observe", figure, "indicator", "colleges", catalogue) == figure
    new = completed("define", first(letter, "define", TEACHERS), {"unit": "所", "en": "A b"}, catalogue)
    assert (new["unit_family"], new["id"]) == ("organisation", "a_b")
    assert answered("define", new, "en", "C", catalogue)["id"] == "c"
    assert answered("define", new | {"id": "own"}, "en", "C", catalogue)["id"] == "own"


def test_fields_are_read_with_blanks_in_them() -> None:
    words = ["value=17所", "entity=某", "学校", "http://a?b=c", "place=信阳市"]
    assert named_fields("correct", words) == {"value": "17所", "entity": "某 学校 http://a?b=c", "place": "信阳市"}
    assert named_fields("observe", ["note=as b=c says", "value=1人"]) == {"note": "as b=c says", "value": "1人"}


@pytest.mark.parametrize("words", [["valeu=17所"], ["value=17所", "plac=信阳市"], ["17所"]])
def test_a_field_the_form_does_not_have_is_refused(words: list[str]) -> None:
    with pytest.raises(EditError, match="the fields are: indicator, alias") as refusal:
        named_fields("assign", words)
    assert "可用的栏有：indicator, alias。" in refusal.value.zh


@cache
def shipped() -> Sitting:
    return Sitting(load_project(Path(__file__).parents[2]))


def test_every_field_has_a_name_and_what_is_needed_is_asked() -> None:
    assert [name for fields in FIELDS.values() for name in fields if f"form.{name}" not in WORDS] == []
    assert [name for form in NEEDED for name in FILLED[form] if name not in FIELDS[form]] == []


def test_what_a_form_of_the_shipped_queue_begins_with_can_be_chosen() -> None:
    ground, fixed = shipped().ground, fixed_choices(shipped().ground.catalogue, "en")
    names = {name: {"", *(code for code, _ in pairs)} for name, pairs in fixed.items()}

    def form(action: str, item: Item) -> dict[str, str]:
        return begins(action, item, ground.documents[item.document], ground.rows_of[item.document], ground.catalogue)

    leftovers = [item for item in shipped().short if item.kind == "leftover"]
    assert len(leftovers) > 50
    forms = [form(action, item) for item in leftovers for action in ("observe", "define", "correct")]
    assert [
        (name, each[name]) for each in forms for name in each if each[name] not in names.get(name, {each[name]})
    ] == []
