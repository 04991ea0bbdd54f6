"""One change of the file as text moves that text and nothing else."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import yaml

from dashboard.catalogue.edit import with_entry, with_item, with_value, without_entry
from dashboard.errors import EditError

SHIPPED = Path(__file__).parents[2] / "indicators.yaml"
ENTRY = "- document: x.md\n  quote: 17所\n"


def changed(old: str, new: str) -> list[str]:
    """The lines taken out and put in."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: 1\ncorrections:\n  - q: 1\n", "a: 1\ncorrections:\n  - q: 1\n  - document: x.md\n    quote: 17所\n"),
        ("corrections:\n- q: 1\nb: 2\n", "corrections:\n- q: 1\n- document: x.md\n  quote: 17所\nb: 2\n"),
        (
            "corrections:\n  - q: 1\n\n  - q: 2   # why\n\n# end\n",
            "corrections:\n  - q: 1\n\n  - q: 2   # why\n\n  - document: x.md\n    quote: 17所\n\n# end\n",
        ),
        ("corrections:\n  - q: 1", "corrections:\n  - q: 1\n  - document: x.md\n    quote: 17所\n"),
        ("corrections: []\nb: 2\n", "corrections:\n  - document: x.md\n    quote: 17所\nb: 2\n"),
        ("corrections:   # none yet\nb: 2\n", "corrections:   # none yet\n  - document: x.md\n    quote: 17所\nb: 2\n"),
        ("a: 1\n", "a: 1\n\ncorrections:\n  - document: x.md\n    quote: 17所\n"),
        (
            "corrections:\r\n  - q: 1\r\nb: 2\r\n",
            "corrections:\r\n  - q: 1\r\n  - document: x.md\r\n    quote: 17所\r\nb: 2\r\n",
        ),
        (
            "corrections:\n  -\n    q: |\n      one\n      two\nb: 2\n",
            "corrections:\n  -\n    q: |\n      one\n      two\n  - document: x.md\n    quote: 17所\nb: 2\n",
        ),
    ],
)
def test_an_entry_is_added_as_its_neighbours_are_written(text: str, after: str) -> None:
    assert with_entry(text, "corrections", ENTRY) == after


def test_an_entry_added_and_taken_away_leaves_the_shipped_file_as_it_was() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for section in ("indicators", "documents", "observations", "tables", "corrections"):
        grown = with_entry(text, section, ENTRY)
        assert [line for line in changed(text, grown) if line.strip("+ ")] == [
            "+  - document: x.md",
            "+    quote: 17所",
        ]
        number = len(yaml.safe_load(grown)[section]) - 1
        assert without_entry(grown, section, number) == text


def test_every_entry_of_the_shipped_file_can_be_taken_away_alone() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CBaseLoader)
    for section in ("documents", "corrections"):
        for number in range(len(data[section])):
            left = yaml.load(without_entry(text, section, number), Loader=yaml.CBaseLoader)
            entries = [entry for place, entry in enumerate(data[section]) if place != number]
            assert (left.get(section) or []) == entries


def test_a_value_is_replaced_on_its_line_and_the_comment_stays() -> None:
    text = "a:\n  - b: 1   # one\n    c: {d: x, e: y}\n"
    assert with_value(text, ("a", 0, "b"), "22") == "a:\n  - b: 22   # one\n    c: {d: x, e: y}\n"
    assert with_value(text, ("a", 0, "c", "d"), '"z, z"') == 'a:\n  - b: 1   # one\n    c: {d: "z, z", e: y}\n'
    assert with_value(text, ("a", 0, "c", "f"), "q") == "a:\n  - b: 1   # one\n    c: {d: x, e: y, f: q}\n"
    assert with_value(text, ("a", 0, "f"), "q") == "a:\n  - b: 1   # one\n    c: {d: x, e: y}\n    f: q\n"


def test_an_item_joins_a_list_in_the_lists_own_style() -> None:
    assert with_item("a: [x, y]  # two\n", ("a",), "z") == "a: [x, y, z]  # two\n"
    assert with_item("a:\n  - x\n  - y\nb: 1\n", ("a",), "z") == "a:\n  - x\n  - y\n  - z\nb: 1\n"
    assert with_item("b: 1\n", ("a",), "z") == "b: 1\na: [z]\n"
    assert with_item("a: []\n", ("a",), "z") == "a: [z]\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("corrections: [{q: 1}]\n", "in brackets"),
        ("corrections: {a\n", "no valid YAML"),
        ("- a\n", "no valid YAML"),
        ("base: &x\n  - q: 1\ncorrections: *x\n", "more than"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, says: str) -> None:
    with pytest.raises(EditError, match=says):
        with_entry(text, "corrections", ENTRY)


def test_a_value_that_would_break_out_of_its_place_is_refused() -> None:
    with pytest.raises(EditError):
        with_value("a: {b: 1, c: 2}\n", ("a", "b"), "1, d: 3")
    with pytest.raises(EditError):
        with_value("a: |\n  text\n", ("a",), "x")
    with pytest.raises(EditError):
        without_entry("a:\n  - b: 1\n", "a", 3)
