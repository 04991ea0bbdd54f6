"""Names in running text: from the left, the longest at each place, within the offsets asked for."""

from __future__ import annotations

import random
import re

import pytest

from dashboard.catalogue.lookup import _Names


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["南阳", "南阳市", "阳市"], "南阳市和南阳", ["南阳市", "南阳"]),
        (["南阳市", "市中区"], "南阳市中区", ["南阳市"]),
        (["阳城县", "南阳"], "南阳城县阳城县", ["南阳", "阳城县"]),
        (["鼓楼区", "楼区"], "鼓楼口楼区", ["楼区"]),
        (["沪", "上海市", "上海"], "沪上海市上海上", ["沪", "上海市", "上海"]),
        (["a.b", "[x]", "^-"], "a.b axb [x] ^-", ["a.b", "[x]", "^-"]),
        ([], "南阳市", []),
    ],
)
def test_the_longest_from_the_left(names: list[str], text: str, found: list[str]) -> None:
    assert [span.of(text) for span in _Names(names).find(text, 0, len(text))] == found


def test_a_name_lies_between_the_offsets_whole() -> None:
    names = _Names(["南阳市", "南阳"])
    assert [(s.start, s.end) for s in names.find("在南阳市", 0, 3)] == [(1, 3)]
    assert list(names.find("在南阳市", 2, 4)) == []
    assert list(names.find("在南阳市", 0, 2)) == []


def test_it_finds_what_one_pattern_of_all_names_finds() -> None:
    chance = random.Random(1)
    for _ in range(300):
        names = {"".join(chance.choices("甲乙丙丁", k=chance.randint(1, 4))) for _ in range(chance.randint(1, 12))}
        text = "".join(chance.choices("甲乙丙丁，", k=80))
        pattern = re.compile("|".join(sorted(names, key=len, reverse=True)))
        expected = [match.span() for match in pattern.finditer(text, 3, 70)]
        assert [(s.start, s.end) for s in _Names(names).find(text, 3, 70)] == expected
