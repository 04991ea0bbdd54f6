"""The comparison per 10,000 residents and as an index: marks, labels, what is refused, and the verdict on each pair."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from chart_frames import NANYANG, NATION, XINYANG, frame_of, row, small_catalogue, small_observations

from dashboard.catalogue import Population, Residents, Source
from dashboard.charts import ChartStyle, build_panels, by_place, compare_chart, place_colours, select, trend_chart
from dashboard.charts.pairs import all_pairs, main_pairs, pair_ratio, row_verdicts
from dashboard.charts.style import THEMES
from dashboard.model import Interval, Selection

SCHOOLS, COLLEGES, GRADUATES, RANK = (
    "secondary_vocational_schools",
    "higher_vocational_colleges",
    "annual_skilled_graduates",
    "competition_rank",
)
CITIES = ("南阳市", "信阳市")


def _catalogue() -> Any:
    """The small catalogue with residents of two cities: ten and five millions; 2020 is long before 2030."""
    small = small_catalogue()
    counts = {
        place: (
            Population(
                place, 2020, value, Interval(value, value), f"{value:.0f}人", Source("普查公报", "统计局", "2021")
            ),
        )
        for place, value in ((NANYANG, 10_000_000.0), (XINYANG, 5_000_000.0))
    }
    countable = {
        name: replace(entry, per_population=entry.kind in ("stock", "flow")) for name, entry in small.indicators.items()
    }
    return replace(small, indicators=countable, residents=Residents(counts, stale_after=5))


CATALOGUE = _catalogue()
OBSERVATIONS = small_observations()


def drawn(
    *indicators: str, observations: Any = OBSERVATIONS, places: tuple[str, ...] = CITIES, **selection: Any
) -> dict[str, Any]:
    style = selection.pop("style", None)
    return compare_chart(observations, Selection(indicators, places, **selection), CATALOGUE, style)


def traces(chart: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in chart["data"] if trace.get("name") == name and trace["x"] != [None]]


def words(chart: dict[str, Any]) -> list[str]:
    return [annotation["text"] for annotation in chart["layout"]["annotations"]]


def labels(chart: dict[str, Any]) -> list[str]:
    return [text.partition("  <span")[0] for trace in traces(chart, "label") for text in trace["text"]]


# ---- per 10,000 residents ------------------------------------------------------------------------------------------


def test_rates_are_drawn_and_the_axis_says_so() -> None:
    chart = drawn(SCHOOLS, mode="per_10k")
    (bars,) = traces(chart, "extracted")
    assert bars["x"] == [pytest.approx(0.037), pytest.approx(0.03)]
    assert labels(chart) == ["0.0370所", "0.0300所", "0.0340所"]
    assert "每万常住人口（所）" in words(chart)
    assert "单位：所" not in words(chart)
    text = "".join(words(chart))
    assert "常住人口：南阳市10000000人（2020年）、信阳市5000000人（2020年）。" in text
    assert "折算：37所 ÷ 10000000人（2020年） × 10000" in bars["hovertext"][0]
    assert traces(chart, "label")[0]["text"][0].count("37所") == 1


def test_rates_in_english() -> None:
    chart = drawn(SCHOOLS, mode="per_10k", lang="en")
    assert "Per 10,000 residents (schools)" in words(chart)
    assert labels(chart)[0] == "0.0370 schools"
    assert "Nanyang: 10,000,000 residents (2020)" in "".join(words(chart))


def test_a_bound_keeps_both_ends_as_a_rate() -> None:
    chart = drawn(GRADUATES, mode="per_10k")
    (bars,) = traces(chart, "extracted")
    assert (bars["x"], bars["error_x"]["array"], bars["error_x"]["arrayminus"]) == ([50.0], [10.0], [0.0])
    assert labels(chart) == ["50.0–60.0人"]


def test_the_value_that_lost_a_conflict_is_a_rate_too() -> None:
    (points,) = traces(drawn(SCHOOLS, mode="per_10k"), "point")
    assert (points["x"], points["customdata"]) == ([pytest.approx(0.034)], ["a02|17所"])


def test_without_a_population_the_value_is_listed_and_says_so() -> None:
    rows = [
        row("p1", "new_skilled_talent", NANYANG, 5, "5人", "2024"),
        row("p2", "new_skilled_talent", NATION, 7, "7人", "2024", scope="city"),
    ]
    chart = drawn("new_skilled_talent", observations=frame_of(rows), places=("南阳市", "全国"), mode="per_10k")
    assert traces(chart, "extracted")[0]["customdata"] == ["p1"]
    assert labels(chart) == ["0.00500人", "7人"]
    assert "未折算，仅列原值：不是该地区全域的数，不能按其人口折算。" in "".join(words(chart))
    rows[1] = row("p2", "new_skilled_talent", NATION, 7, "7人", "2024")
    chart = drawn("new_skilled_talent", observations=frame_of(rows[1:]), places=("全国",), mode="per_10k")
    assert not traces(chart, "extracted")
    assert "未折算，仅列原值：无人口数据。" in words(chart)
    assert "无人口数据" in traces(chart, "label")[0]["text"][0]


def test_an_old_population_is_hatched_and_said() -> None:
    rows = [row("o1", COLLEGES, NANYANG, 5, "5所", "2030")]
    chart = drawn(COLLEGES, observations=frame_of(rows), mode="per_10k")
    assert traces(chart, "extracted")[0]["marker"]["pattern"]["shape"] == ["/"]
    assert "南阳市：人口年份与数值年份相差5年以上，仅供参考。" in words(chart)


def test_a_rank_is_no_count() -> None:
    chart = drawn(RANK, mode="per_10k")
    assert not traces(chart, "point")
    assert "未折算，仅列原值：不是可按人口折算的计数。" in words(chart)
    assert "单位：名次" in words(chart)


# ---- index ---------------------------------------------------------------------------------------------------------


def test_the_first_place_is_a_hundred_and_named() -> None:
    chart = drawn(SCHOOLS, mode="index")
    assert traces(chart, "extracted")[0]["x"] == [100.0, pytest.approx(15 / 37 * 100)]
    assert labels(chart) == ["100", "40.5", "45.9"]
    assert "指数，南阳市37所＝100" in words(chart)
    other = drawn(SCHOOLS, mode="index", places=("信阳市", "南阳市"), lang="en")
    assert "Index: Xinyang 15 schools = 100" in words(other)
    assert labels(other) == ["100", "113", "247"]


def test_what_does_not_compare_with_the_base_has_no_index() -> None:
    chart = drawn("training_person_times", mode="index", places=("信阳市",))
    assert traces(chart, "extracted")[0]["customdata"] == ["a11"]
    assert labels(chart) == ["100", "25万人次以上"]
    assert "不可比，仅列数值：时期性质不同；实绩、目标、申报、能力不能互比。" in words(chart)


def test_ranks_have_no_index() -> None:
    chart = drawn(RANK, mode="index")
    assert not traces(chart, "point")
    assert "未折算，仅列原值：名次不作指数。" in words(chart)


def test_a_first_place_without_a_value_leaves_the_index_to_the_next_that_has_one() -> None:
    chart = drawn("training_person_times", mode="index", places=("南阳市", "信阳市"))
    assert labels(chart) == ["100", "25万人次以上"]
    assert any("信阳市5.2万人次＝100" in said for said in words(chart))


# ---- pairs ---------------------------------------------------------------------------------------------------------


def _coloured(chart: dict[str, Any]) -> dict[str, str]:
    """Bold coloured words of the chart: the verdicts."""
    found = THEMES["light"].verdicts.values()
    return {a["text"]: a["font"]["color"] for a in chart["layout"]["annotations"] if a["font"]["color"] in found}


def test_the_verdict_on_a_pair_stands_on_the_chart() -> None:
    chart = drawn(SCHOOLS)
    assert "可比性：" in words(chart)
    assert "南阳市–信阳市" in words(chart)
    assert _coloured(chart) == {"<b>谨慎</b>": THEMES["light"].verdicts["with_care"]}
    assert _coloured(drawn("new_skilled_talent", lang="en")) == {
        "<b>not comparable</b>": THEMES["light"].verdicts["not_comparable"]
    }


def test_of_many_pairs_the_verdicts_are_counted() -> None:
    rows = [
        row(f"c{n}", COLLEGES, place, 5, "5所", period)
        for n, (place, period) in enumerate([(NANYANG, "2025"), (XINYANG, "2025"), (NATION, "2025")])
    ]
    three = drawn(COLLEGES, observations=frame_of(rows), places=("南阳市", "信阳市", "全国"))
    assert [word for word in words(three) if "–" in word] == ["南阳市–信阳市", "南阳市–全国", "信阳市–全国"]
    more = small_catalogue().places
    four = [*rows, row("c9", COLLEGES, NANYANG, 5, "5所", "2025") | {"ref_area": "CN410000", "area_name": "河南省"}]
    catalogue = replace(CATALOGUE, places={**more, "CN410000": replace_place(more[NANYANG])})
    chart = compare_chart(frame_of(four), Selection((COLLEGES,)), catalogue)
    assert [word for word in words(chart) if word.endswith("对")] == ["3对", "3对"]
    assert set(_coloured(chart)) == {"<b>可比</b>", "<b>不可比</b>"}


def replace_place(place: Any) -> Any:
    return place._replace(code="CN410000", name_zh="河南省")


def test_a_panel_of_one_place_names_the_other_of_each_pair() -> None:
    selection = Selection((SCHOOLS,), CITIES, by="place")
    panels = build_panels(select(OBSERVATIONS, selection, CATALOGUE), selection, CATALOGUE)
    assert [panel.alone for panel in by_place(panels, "zh")] == [NANYANG, XINYANG]
    chart = drawn(SCHOOLS, by="place")
    assert [word for word in words(chart) if word.startswith("与")] == ["与信阳市", "与南阳市"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("mode", ["absolute", "per_10k", "index"])
@pytest.mark.parametrize("by", ["indicator", "place"])
def test_words_stay_inside_a_narrow_chart(lang: str, mode: str, by: str) -> None:
    style = ChartStyle(width=330, columns=1, fixed=True)
    chart = drawn(SCHOOLS, COLLEGES, GRADUATES, RANK, lang=lang, mode=mode, by=by, style=style)
    from dashboard.charts.typesetting import text_width

    inside = 330 - 40
    for said in chart["layout"]["annotations"]:
        text = said["text"].removeprefix("<b>").removesuffix("</b>")
        assert said["x"] * inside + text_width(text, said["font"]["size"]) <= inside + 2, text


def test_each_pair_has_its_ratio_or_none() -> None:
    selection = Selection((SCHOOLS,), CITIES)
    rows = [dict(each) for each in select(OBSERVATIONS, selection, CATALOGUE)]
    (pair,) = main_pairs(rows, "absolute", CATALOGUE)
    assert pair_ratio(pair, CATALOGUE, "zh") == "南阳市是信阳市的2.47倍"
    assert pair_ratio(pair, CATALOGUE, "en") == "Nanyang is 2.47 times Xinyang"
    (rate,) = main_pairs(rows, "per_10k", CATALOGUE)
    assert pair_ratio(rate, CATALOGUE, "zh") == "按每万常住人口计，南阳市是信阳市的1.23倍"
    talents = [dict(each) for each in select(OBSERVATIONS, Selection(("new_skilled_talent",), CITIES), CATALOGUE)]
    (refused,) = all_pairs(talents, "absolute", CATALOGUE)
    assert (refused.verdict.verdict, pair_ratio(refused, CATALOGUE, "zh")) == ("not_comparable", "")


def test_every_pair_is_there_once_and_every_row_says_how_it_compares() -> None:
    rows = [dict(each) for each in select(OBSERVATIONS, Selection((COLLEGES,), CITIES), CATALOGUE)]
    pairs = all_pairs(rows, "absolute", CATALOGUE)
    assert len(pairs) == len({frozenset((p.a["observation_id"], p.b["observation_id"])) for p in pairs}) == 6
    assert (pairs[0].a["observation_id"], pairs[0].b["observation_id"]) == ("a03", "a05")
    assert row_verdicts(rows[0], rows, "absolute", CATALOGUE, "zh") == (
        "可比：南阳市6所、信阳市6所；谨慎：信阳市4所（时点相差一年以上）"
    )


# ---- scales, colours, trend ----------------------------------------------------------------------------------------


def _ranges(chart: dict[str, Any]) -> list[float]:
    axes = [axis for name, axis in chart["layout"].items() if name.startswith("xaxis")]
    return [axis["range"][1] for axis in axes]


def test_places_drawn_apart_share_a_scale_unless_the_reader_wants_their_own() -> None:
    two = (SCHOOLS, COLLEGES)
    auto, own = _ranges(drawn(*two, by="place")), _ranges(drawn(*two, by="place", axis="own"))
    assert (auto[0], auto[1]) == (auto[2], auto[3])  # each indicator on one scale in both places
    assert auto[0] != auto[1]
    assert own[0] != own[2]


def test_more_places_than_colours_still_look_different() -> None:
    codes = [f"CN{number:06}" for number in range(1, 34)]
    frame = frame_of([row(code, COLLEGES, NANYANG, 5, "5所", "2025") | {"ref_area": code} for code in codes])
    for theme in THEMES:
        colours = place_colours(frame, theme)
        assert len(set(colours.values())) == 33
        assert list(colours.values())[:11] == list(THEMES[theme].places)


def test_each_line_of_a_trend_begins_at_a_hundred() -> None:
    chart = trend_chart(OBSERVATIONS, Selection(("enrolment",), mode="index"), CATALOGUE)
    lines = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert [line["y"][0] for line in lines] == [100.0, 100.0]
    assert lines[0]["y"][-1] == pytest.approx(1420 / 1100 * 100)
    assert any("指数，各线最早一期＝100" in word for word in words(chart))


def test_a_trend_without_populations_is_drawn_as_stated_and_says_so() -> None:
    chart = trend_chart(OBSERVATIONS, Selection(("enrolment",), mode="per_10k"), CATALOGUE)
    assert next(t for t in chart["data"] if t.get("mode") == "lines+markers")["y"][0] == 11_000_000
    assert "未折算，按原值绘制：无人口数据。" in "".join(words(chart))


def test_a_trend_has_a_gap_where_the_definition_changed() -> None:
    rows = [
        row(f"b{year}", COLLEGES, NANYANG, year, f"{year}所", str(year), origin="curated") for year in range(2006, 2011)
    ]
    changed = replace(CATALOGUE.indicators[COLLEGES], breaks=("2008",))
    catalogue = replace(CATALOGUE, indicators={**CATALOGUE.indicators, COLLEGES: changed})
    chart = trend_chart(frame_of(rows), Selection((COLLEGES,)), catalogue)
    (line,) = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert list(zip(line["x"], [value is None for value in line["y"]], strict=True)) == [
        (2006, False), (2007, False), (2008, True), (2008, False), (2009, False), (2010, False),
    ]  # fmt: skip
    assert "2008年定义有变更，前后不相连。" in words(chart)
    index = trend_chart(frame_of(rows), Selection((COLLEGES,), mode="index"), catalogue)
    (line,) = [trace for trace in index["data"] if trace.get("mode") == "lines+markers"]
    assert line["x"] == [2006, 2007]
    assert "部分数值未折算，不绘出：定义有变更，不计算增幅。" in "".join(words(index))
