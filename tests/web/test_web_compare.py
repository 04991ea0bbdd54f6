"""The compare page: its switches, the modes in chart, words, table and drawer, the verdict on each pair."""

from __future__ import annotations

from typing import Any

import pytest
from web_project import NANYANG, XINYANG, attribute, components, of_type, shipped_lookup, words

from dashboard.model import Selection
from dashboard.web.callbacks import open_value
from dashboard.web.pages import compare, trend
from dashboard.web.state import read_query, write_query

LOOKUP = shipped_lookup()
SCHOOLS, RANK = "secondary_vocational_schools", "competition_rank"


def page(*indicators: str, places: tuple[str, ...] = (NANYANG, XINYANG), **chosen: str) -> list[Any]:
    return compare.layout(LOOKUP, Selection(indicators, places, **chosen))  # type: ignore[arg-type]


def current(tree: Any) -> list[str]:
    """The ids of the switches' present states."""
    return [part.id for part in components(tree) if attribute(part, "aria-current") and "period" not in part.id]


def links(tree: Any) -> dict[str, str]:
    return {part.id: part.href for part in of_type(tree, "A") if getattr(part, "id", None)}


def test_every_switch_is_there_by_indicator_and_by_place() -> None:
    assert current(page(SCHOOLS)) == ["by-indicator", "mode-absolute", "axis-own", "order-fixed"]
    assert current(page(SCHOOLS, by="place", mode="index", order="value")) == [
        "by-place", "mode-index", "axis-shared", "order-value",
    ]  # fmt: skip
    assert current(page(SCHOOLS, by="place", axis="own"))[2] == "axis-own"


@pytest.mark.parametrize("mode", ["per_10k", "index"])
def test_a_mode_is_in_the_address_of_every_link_and_comes_back(mode: str) -> None:
    found = links(page(SCHOOLS, mode=mode, axis="own"))
    kept = ["by-place", "axis-shared", "order-value", f"place-{NANYANG}", "export-csv", "export-png-1"]
    for key in kept:
        query = found[key].partition("?")[2]
        assert read_query(query, LOOKUP.catalogue).selection.mode == mode, key
    assert "mode=" not in found["mode-absolute"]
    chosen = Selection((SCHOOLS,), (NANYANG,), mode=mode, axis="own")
    assert read_query(write_query(chosen), LOOKUP.catalogue).selection == chosen


@pytest.mark.parametrize(
    ("mode", "lang", "said"),
    [
        ("per_10k", "zh", ["每万常住人口", "0.0381所", "0.0241所", "常住人口：南阳市9713112人（2020年）、信阳市6234401人（2020年）。"]),
        ("per_10k", "en", ["Per 10,000 residents", "0.0381 institutions", "Nanyang: 9,713,112 residents (2020)"]),
        ("index", "zh", ["指数", "40.5", "南阳市100（37所"]),
        ("index", "en", ["Index", "40.5", "Nanyang: 100 (37 institutions"]),
    ],
)  # fmt: skip
def test_the_mode_is_said_in_words_and_in_the_table(mode: str, lang: str, said: list[str]) -> None:
    text = words(page(SCHOOLS, mode=mode, lang=lang))
    assert [part for part in said if part not in text] == []


def test_what_is_not_computed_says_why_in_notes_and_table() -> None:
    text = words(page(RANK, mode="index"))
    assert text.count("名次不作指数") == 2
    assert "未折算，仅列原值：不是可按人口折算的计数。" in words(page(RANK, mode="per_10k"))


def _lines(tree: Any) -> list[str]:
    return [words(part) for part in components(tree) if getattr(part, "className", "") == "verdict"]


def test_each_pair_says_verdict_ratio_and_reasons() -> None:
    first, *others = _lines(page(SCHOOLS))
    assert first.startswith("谨慎南阳市37所与信阳市15所南阳市是信阳市的2.47倍口径不同或未注明")
    assert len(others) == 2
    assert not any("倍" in line for line in others if line.startswith("谨慎信阳市15所与信阳市29所"))


def test_no_ratio_is_said_where_two_values_do_not_compare() -> None:
    lines = _lines(page("training_person_times", places=(XINYANG, "CN411700", "CN410000")))
    refused = [line for line in lines if line.startswith("不可比")]
    assert len(refused) >= 6
    assert [line for line in refused if "倍" in line] == []


def test_pairs_that_are_not_told_first_are_folded_away_and_counted() -> None:
    tree = page("higher_vocational_colleges")
    (fold,) = (part for part in of_type(tree, "Details") if str(getattr(part, "id", "")).startswith("pairs-"))
    colleges = "higher_vocational_colleges"
    rows = LOOKUP.cells[colleges, NANYANG] + LOOKUP.cells[colleges, XINYANG]
    pairs = len(rows) * (len(rows) - 1) // 2
    assert len(_lines(tree)) == pairs
    assert f"其余 {len(_lines(fold))} 对" in words(fold)


def test_the_table_says_how_each_value_compares() -> None:
    (table,) = of_type(page(SCHOOLS), "Table")
    assert "可比性" in words(of_type(table, "Thead"))
    first = of_type(of_type(table, "Tbody"), "Tr")[0]
    assert "谨慎：信阳市15所（口径不同或未注明；时点相差一年以上；文件内数值不一致）" in words(first)
    by_place = of_type(page(SCHOOLS, by="place"), "Table")[0]
    assert "谨慎：信阳市15所" in words(by_place)


def _drawer(place: str, query: str, indicator: str = SCHOOLS) -> str:
    row = next(row for row in LOOKUP.cells[indicator, place] if row["origin"] == "extracted")
    return words(open_value(LOOKUP, {"key": f"o:{row['observation_id']}"}, query))


def test_the_drawer_shows_the_population_behind_a_rate_with_its_source() -> None:
    text = _drawer(NANYANG, "?mode=per_10k")
    for part in (
        "0.0381所",
        "37所 ÷ 9713112人（2020年） × 10000",
        "南阳市第七次全国人口普查公报（第一号）",
        "南阳市统计局",
        "http://tj.nanyang.gov.cn/2021/08-21/33729.html",
    ):
        assert part in text
    assert "Source of the population" in _drawer(NANYANG, "?mode=per_10k&lang=en")
    assert "人口来源" not in _drawer(NANYANG, "")
    assert "未折算：不是可按人口折算的计数。" in _drawer(NANYANG, "?mode=per_10k", RANK)


@pytest.mark.parametrize(("mode", "said"), [("per_10k", "每万常住人口"), ("index", "指数，各线最早一期＝100")])
def test_the_trend_has_the_modes_too(mode: str, said: str) -> None:
    tree = trend.layout(LOOKUP, Selection(("skilled_worker_schools",), mode=mode))
    assert current(tree) == [f"mode-{mode}"]
    (graph,) = of_type(tree, "Graph")
    assert any(said in note["text"] for note in graph.figure["layout"]["annotations"])
    (table,) = of_type(tree, "Table")
    last = words(of_type(of_type(table, "Tbody"), "Tr")[-1])
    assert ("0.0172所" if mode == "per_10k" else "63.9") in last


def test_the_page_opens_on_the_places_with_most_of_its_indicators() -> None:
    first = compare.completed(LOOKUP, Selection())
    filled = [sum((name, code) in LOOKUP.cells.runs for name in first.indicators) for code in first.places]
    assert filled == sorted(filled, reverse=True)
    assert filled[0] == len(first.indicators)


def test_parts_beside_each_other_are_told_apart_in_the_summary_and_in_every_pair() -> None:
    shown = page("evaluation_agencies")
    (summary,) = (part for part in of_type(shown, "P") if getattr(part, "className", "") == "summary")
    assert "信阳市（院校评价机构、中职、完成公示）13所" in words(summary)
    sides = [words(part) for part in of_type(shown, "Div") if getattr(part, "className", "") == "verdict"]
    assert len(sides) == len(set(sides)) == 15
