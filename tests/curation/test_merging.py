"""Two changes of one text come together where they touch different lines."""

from __future__ import annotations

import pytest

from dashboard.curation.merging import merged

BASE = "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (BASE, BASE, BASE),
        ("A\nb\nc\nd\n", BASE, "A\nb\nc\nd\n"),
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("a\nb\nc\nd\nmine\n", "a\nb\nc\nd\ntheirs\n", "a\nb\nc\nd\ntheirs\nmine\n"),
        ("a\nc\nd\n", "a\nb\nc\nd\ne\n", "a\nc\nd\ne\n"),
        ("a\nX\nc\nd\n", "a\nX\nc\nd\n", "a\nX\nc\nd\n"),
        ("a\nX\nc\nd\n", "a\nY\nc\nd\n", None),
        ("a\nX\nc\nd\n", "a\nc\nd\n", None),
        ("a\nB\nC\nd\n", "a\nb\nc2\nd\n", None),
    ],
)
def test_two_changes(mine: str, theirs: str, together: str | None) -> None:
    assert merged(BASE, mine, theirs) == together
