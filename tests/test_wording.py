"""A sentence is filled in, and English has one word for one and another for more."""

from __future__ import annotations

import pytest

from dashboard.wording import say

WORDS = {"found": ("{count} 个数值，{left:,} 个未归类", "{count} {count:figure|figures}, {left:,} unassigned")}


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 figures, 1,200 unassigned"), (1, "1 figure, 1,200 unassigned"), ("2", "2 figures, 1,200 unassigned")],
)
def test_the_word_goes_with_the_number(count: object, said: str) -> None:
    assert say(WORDS, "found", "en", count=count, left=1200) == said
    assert say(WORDS, "found", "zh", count=count, left=1200) == f"{count} 个数值，1,200 个未归类"


def test_an_unknown_key_and_a_missing_value_are_named() -> None:
    with pytest.raises(KeyError, match="lost"):
        say(WORDS, "lost", "en")
    with pytest.raises(KeyError, match="left"):
        say(WORDS, "found", "en", count=1)
