"""Printing a text otherwise, and laying what was read over the text as it was."""

from __future__ import annotations

import pytest

from dashboard.bench.wrapping import CUTS, Way, measure, variant, ways
from dashboard.catalogue import Catalogue
from dashboard.extraction import Extractor
from dashboard.model import SourceDocument

LINE = "全市共有技工院校20所。\n在校生2.0万人。"


@pytest.mark.parametrize(
    ("way", "printed"),
    [
        (Way(6, blanks=False, wide=False), "全市共有技工\n院校20所。\n在校生2.0\n万人。"),
        (Way(6, blanks=False, wide=True), "全市共有技工\n院校２０所。\n在校生２.０\n万人。"),
        (Way(8, blanks=True, wide=False), "全市共有技工院校\n 20 所。\n在校生 2 . \n0 万人。"),
        (Way(8, blanks=True, wide=False, cut="stripped"), "全市共有技工院校\n20 所。\n在校生 2 .\n0 万人。"),
        (Way(5, blanks=False, wide=False, cut="columns"), "全市共有技\n工院校20所。\n在校生2.0\n万人。"),
        (Way(9, blanks=False, wide=False, line_break="\n\n"), "全市共有技工院校2\n\n0所。\n\n在校生2.0万人。"),
    ],
)
def test_a_text_printed_otherwise(way: Way, printed: str) -> None:
    assert variant(LINE, way).text == printed


@pytest.mark.parametrize("cut", CUTS)
def test_every_printed_character_knows_where_it_stood(cut: str) -> None:
    printed = variant(LINE, Way(5, blanks=True, wide=False, cut=cut))
    known = [(c, LINE[o]) for c, o in zip(printed.text, printed.origins, strict=True) if o >= 0]
    assert [a for a, _ in known] == [b for _, b in known] == list(LINE.replace("\n", ""))


def test_a_span_is_laid_back_over_the_source() -> None:
    printed = variant(LINE, Way(9, blanks=True, wide=True))
    start = printed.text.index("２")
    end = printed.text.index("所") + 1
    assert LINE[slice(*printed.span(start, end))] == "20所"


def test_there_are_four_ways_for_each_width() -> None:
    assert len(list(ways())) == 29 * 4


def test_every_figure_of_a_cut_text_is_found_again(catalogue: Catalogue) -> None:
    text = (
        "关于某提案的答复\n"
        + "全市现有技工院校20所，在校生2.0万人，年培训能力达15.5万人次，另有民办职业技能培训机构158所，各类评价机构258家。"
        * 2
    )
    tally = measure(Extractor(catalogue), [SourceDocument("a.txt", text, "")], list(ways(range(12, 41, 4))))
    assert (tally.variants, tally.asked) == (32, 320)
    assert (tally.share_found, tally.share_identical) == (1.0, 1.0)
    assert tally.differing == {}
