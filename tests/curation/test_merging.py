"""Two changes of one text come together where they touch different lines."""

from __future__ import annotations

import pytest

from dashboard.curation.merging import beside, merged

BASE = "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (BASE, BASE, BASE),
        ("A\nb\nc\nd\n", BASE, "A\nb\nc\nd\n"),
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("a\nb\nc\nd\nmine\n", "a\nb\nc\nd\ntheirs\n", "a\nb\nc\nd\ntheirs\nmine\n"),
        ("a\nc\nd\n", "a\nb\nc\nd\ne\n", "a\nc\nd\ne\n"),
        ("a\nb\n", "a\nb\nc\nd\ne\n", "a\nb\ne\n"),
        ("a\nb\nc\nd\ne\n", "a\nb\n", "a\nb\ne\n"),
        ("a\nd\n", "a\nnew\nb\nc\nd\n", "a\nnew\nd\n"),
        ("a\nX\nc\nd\n", "a\nX\nc\nd\n", "a\nX\nc\nd\n"),
        ("a\nX\nc\nd\n", "a\nY\nc\nd\n", None),
        ("a\nX\nc\nd\n", "a\nc\nd\n", None),
        ("a\nB\nC\nd\n", "a\nb\nc2\nd\n", None),
    ],
)
def test_two_changes(mine: str, theirs: str, together: str | None) -> None:
    assert merged(BASE, mine, theirs) == together


def entry(name: str) -> str:
    return f"  - document: a\n    reason: {name}\n    by: li\n"


@pytest.mark.parametrize("mine", "abcd")
@pytest.mark.parametrize("theirs", "abcd")
def test_entries_that_are_nearly_alike_are_taken_out_one_by_one(mine: str, theirs: str) -> None:
    base, without_mine, without_theirs, without_both = (
        "".join(entry(name) for name in "abcd" if name not in out) for out in ("", mine, theirs, mine + theirs)
    )
    assert merged(base, without_mine, without_theirs) == without_both


def test_of_a_long_file_only_what_differs_is_shown_beside_each_other() -> None:
    lines = [f"{number}\n" for number in range(100)]
    theirs, mine = "".join(["new\n", *lines[1:]]), "".join([*lines, "more\n"])
    assert beside("".join(lines), theirs, mine) == {
        "base": ["0", "1", "2", "@@", "98", "99"],
        "theirs": ["new", "1", "2", "@@", "98", "99"],
        "mine": ["0", "1", "2", "@@", "98", "99", "more"],
    }


def test_stretches_that_meet_are_shown_as_one() -> None:
    assert beside("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n") == {
        "base": ["a", "b", "c", "d"],
        "theirs": ["A", "b", "c", "d"],
        "mine": ["a", "b", "c", "D"],
    }
    assert beside("a\n", "a\n", "a\n") == {"base": [], "theirs": [], "mine": []}
