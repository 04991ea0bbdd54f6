"""Names in running text: the compiled search finds what trying every name, the longest first, would find."""

from __future__ import annotations

import re

from dashboard.catalogue import Catalogue
from dashboard.catalogue.lookup import Lexicon, first_in_lines

TEXT = (
    "河南省南阳市和信阳市、内蒙古自治区、黑龙江省、中国、全国、中南、南阳、阳市、上海市浦东新区、吉林省吉林市、北京、天津、"
    "张家口、石家庄市、大连市大兴安岭地区、海南省海口市、海南、南海、河北、河南河北江西江苏。\n北京市。"
)


def _one_by_one(names: list[str], text: str) -> list[tuple[int, int]]:
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [match.span() for match in re.finditer(pattern, text)]


def test_places_are_found_as_if_every_name_were_tried(catalogue: Catalogue) -> None:
    short = ("省", "市", "自治区", "地区")
    names = {p.name_zh for p in catalogue.places.values()} | {a for p in catalogue.places.values() for a in p.aliases}
    names |= {n.removesuffix(s) for n in names for s in short}
    found = [(m.span.start, m.span.end) for m in Lexicon(catalogue).places(TEXT, 0, len(TEXT))]
    assert len(found) > 20
    assert found == [s for s in _one_by_one([n for n in names if len(n) > 1], TEXT) if s in found]
    assert {TEXT[a:b] for a, b in found} >= {"河南省", "南阳市", "信阳市", "黑龙江省", "全国", "北京市"}


def test_the_lines_that_name_an_indicator(catalogue: Catalogue) -> None:
    text = "无。\n现有技工院校和中等职业学校。\n\n其中专任教师多。\n技工院校"
    assert [text.count("\n", 0, at) for at in Lexicon(catalogue).naming_lines(text)] == [1, 3, 4]


def test_a_line_is_given_once_however_often_the_pattern_stands_in_it() -> None:
    assert list(first_in_lines(re.compile("a"), "xaa\n\nb\na")) == [1, 7]
    assert list(first_in_lines(re.compile("a"), "")) == []
