"""What a comparison draws: shapes, fills, bounds, conflicts, refusals, ranks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from chart_frames import NANYANG, XINYANG, frame_of, row, small_catalogue, small_observations

from dashboard.charts import ChartStyle, compare_chart, place_colours
from dashboard.errors import UsageError
from dashboard.model import Selection

CATALOGUE, OBSERVATIONS = small_catalogue(), small_observations()
BLUE, ORANGE = (place_colours(OBSERVATIONS)[code] for code in (NANYANG, XINYANG))


def drawn(*indicators: str, **more: Any) -> dict[str, Any]:
    style = more.pop("style", None)
    observations = more.pop("observations", OBSERVATIONS)
    selection = Selection(indicators=indicators, places=more.pop("places", ("南阳市", "信阳市")), **more)
    return compare_chart(observations, selection, CATALOGUE, style)


def traces(chart: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in chart["data"] if trace["name"] == name and trace["x"] != [None]]


def words(chart: dict[str, Any]) -> list[str]:
    return [annotation["text"] for annotation in chart["layout"]["annotations"]]


def legend(chart: dict[str, Any]) -> list[str]:
    return [trace["name"] for trace in chart["data"] if trace.get("showlegend")]


def test_extracted_are_bars_and_curated_are_diamonds_beside_them() -> None:
    chart = drawn("higher_vocational_colleges")
    (bars,), (points,), (labels,) = (traces(chart, name) for name in ("extracted", "point", "label"))
    assert (bars["x"], bars["customdata"], bars["text"]) == ([5.0, 4.0], ["a03", "a05"], ["5所", "4所"])
    assert bars["marker"]["color"] == [BLUE, ORANGE]
    assert (points["x"], points["customdata"]) == ([6.0, 6.0], ["a04", "a06"])
    assert [symbol.removesuffix("-x") for symbol in points["marker"]["symbol"]] == ["diamond", "diamond"]
    assert labels["customdata"] == ["a03", "a04", "a05", "a06"]
    assert legend(chart)[:2] == ["自动摘录", "人工整理"]


def test_agreement_and_difference_are_named() -> None:
    text = "".join(words(drawn("higher_vocational_colleges")))
    assert "南阳市：摘录5所，整理6所，两者不一致。" in text
    assert "信阳市：摘录4所（截至2022年5月15日），整理6所（截至2025年6月20日），时点不同。" in text
    same = [
        row("s1", "higher_vocational_colleges", NANYANG, 5, "5所", "2025"),
        row("s2", "higher_vocational_colleges", NANYANG, 5, "5所", "2025-06-20", origin="curated"),
    ]
    agreed = drawn("higher_vocational_colleges", observations=frame_of(same), places=("南阳市",))
    assert "南阳市：摘录与整理一致（5所）。" in words(agreed)


def test_with_care_is_hatched_and_says_why() -> None:
    chart = drawn("secondary_vocational_schools")
    (bars,) = traces(chart, "extracted")
    assert bars["marker"]["pattern"]["shape"] == ["/", "/"]
    assert "谨慎比较：口径不同或未注明；时点相差一年以上；文件内数值不一致。" in "".join(words(chart))
    assert "斜纹、叉纹：谨慎比较" in legend(chart)
    plain = drawn("annual_training_capacity")
    assert "斜纹、叉纹：谨慎比较" not in legend(plain)


def test_a_conflict_shows_both_values() -> None:
    chart = drawn("secondary_vocational_schools")
    (points,) = traces(chart, "point")
    assert (points["x"], points["customdata"], points["marker"]["symbol"]) == ([17.0], ["a02|17所"], ["x-thin"])
    assert "信阳市：同一文件另载17所。" in words(chart)
    (labels,) = traces(chart, "label")
    assert [text for text in labels["text"] if "同文不一" in text and "15所" in text]


def test_bounds_are_drawn_as_bounds() -> None:
    (bars,) = traces(drawn("annual_skilled_graduates"), "extracted")
    assert (bars["x"], bars["error_x"]["array"], bars["error_x"]["arrayminus"]) == ([50000.0], [10000.0], [0.0])
    (arrow,) = traces(drawn("training_person_times"), "bound")
    assert (arrow["customdata"], arrow["marker"]["symbol"]) == (["a12"], ["triangle-right"])


def test_what_is_not_an_actual_has_a_mark_of_its_own() -> None:
    (bars,) = traces(drawn("training_person_times"), "extracted")
    assert bars["customdata"] == ["a11", "a12"]
    assert bars["marker"]["pattern"]["shape"] == [".", ""]
    assert bars["marker"]["color"] == ["rgba(213, 94, 0, 0.32)", "#ffffff"]
    (capacity,) = traces(drawn("annual_training_capacity"), "extracted")
    assert (capacity["marker"]["pattern"]["shape"], capacity["marker"]["color"]) == (["+"], ["#ffffff"])


def test_a_derived_value_is_an_open_circle() -> None:
    (points,) = traces(drawn("evaluation_agencies"), "point")
    assert (points["customdata"], points["marker"]["symbol"], points["marker"]["color"]) == (
        ["a15"],
        ["circle"],
        ["#ffffff"],
    )
    assert "算式：100 + 160" in points["hovertext"][0]


def test_ranks_stand_on_an_inverted_axis() -> None:
    chart = drawn("competition_rank")
    left, right = chart["layout"]["xaxis"]["range"]
    assert left == 23.5
    assert left > 4 > right
    assert not traces(chart, "stem")
    assert traces(chart, "point")[0]["x"] == [4.0]


def test_bars_begin_at_zero_and_labels_have_room() -> None:
    axis = drawn("secondary_vocational_schools")["layout"]["xaxis"]
    assert axis["range"][0] == 0.0
    assert axis["range"][1] > 37
    assert axis["tickvals"][0] == 0


def test_what_may_not_be_compared_is_written_and_not_drawn() -> None:
    chart = drawn("new_skilled_talent")
    assert not traces(chart, "extracted")
    (labels,) = traces(chart, "label")
    assert labels["customdata"] == ["a16", "a17"]
    assert [text.partition(" ")[0] for text in labels["text"]] == ["8.1万人", "10.2万人次"]
    assert "不可比，仅列数值：计量单位不同类（如人与人次）。" in words(chart)


def test_of_three_places_only_the_odd_one_is_refused() -> None:
    rows = [
        row("p1", "new_skilled_talent", NANYANG, 5, "5人", "2024"),
        row("p2", "new_skilled_talent", XINYANG, 6, "6人", "2024"),
        row("p3", "new_skilled_talent", "CN000000", 7, "7人", "2024"),
    ]
    chart = drawn("new_skilled_talent", observations=frame_of(rows), places=("全国", "南阳", "信阳"))
    assert traces(chart, "extracted")[0]["customdata"] == ["p1", "p2"]
    assert "不可比，仅列数值：统计范围不同（全国）。" in words(chart)


def test_missing_is_a_gap_that_says_so() -> None:
    chart = drawn("annual_skilled_graduates")
    assert "无数据" in words(chart)
    assert all(0 not in trace["x"] for trace in chart["data"])
    assert chart["layout"]["yaxis"]["ticktext"] == ["南阳市", "信阳市"]


def test_every_point_can_be_clicked_and_read() -> None:
    chart = compare_chart(OBSERVATIONS, Selection(lang="en"), CATALOGUE)
    known = set(OBSERVATIONS["observation_id"])
    for trace in (trace for trace in chart["data"] if trace["x"] != [None]):
        assert len(trace["customdata"]) == len(trace["x"]) == len(trace["y"]) == len(trace["hovertext"])
        assert {key.partition("|")[0] for key in trace["customdata"]} <= known
    json.dumps(chart, allow_nan=False)


def test_by_place_every_place_has_its_own_panel_on_one_scale() -> None:
    chart = drawn("secondary_vocational_schools", by="place")
    said = words(chart)
    assert [line for line in said if "：中等" in line] == [
        "<b>南阳市：中等职业学校数</b>",
        "<b>信阳市：中等职业学校数</b>",
    ]
    axes = [chart["layout"]["xaxis"]["range"], chart["layout"]["xaxis2"]["range"]]
    assert axes[0] == axes[1]


def test_the_hover_says_where_the_value_comes_from() -> None:
    (bars,) = traces(drawn("secondary_vocational_schools"), "extracted")
    assert bars["hovertext"][1].split("<br>") == [
        "<b>15所</b>",
        "信阳市 · 中等职业学校数",
        "时期：截至2022年5月15日",
        "范围：全市",
        "口径：口径未注明",
        "取得方式：自动摘录",
        "同文另值：17所",
        "标记：u 同一文件数值不一致；摘编 摘编，非原文",
        "摘编句：句中写明15所。",
        "信阳市教育体育局（2022）信教体函〔2022〕12号（摘",
        "编，非原文）",
    ]


def test_markup_in_a_text_is_harmless() -> None:
    rows = [row("x1", "new_skilled_talent", NANYANG, 5, "5人", "2024", note="<b onclick=x>&</b>")]
    chart = drawn("new_skilled_talent", observations=frame_of(rows))
    assert "&lt;b onclick=x&gt;&amp;&lt;/b&gt;" in traces(chart, "extracted")[0]["hovertext"][0]


@pytest.mark.parametrize(
    ("lang", "note_en", "said"),
    [("zh", "counted", "按名单数出"), ("en", "counted", "counted"), ("en", "", "按名单数出"), ("zh", "", "按名单数出")],
)
def test_the_hover_ends_with_the_note_in_the_language_of_the_page(lang: str, note_en: str, said: str) -> None:
    rows = [row("x1", "new_skilled_talent", NANYANG, 5, "5人", "2024", note="按名单数出", note_en=note_en)]
    chart = drawn("new_skilled_talent", observations=frame_of(rows), lang=lang)
    assert traces(chart, "extracted")[0]["hovertext"][0].split("<br>")[-1] == said


def test_a_shared_axis_and_an_order_by_value() -> None:
    two = ("secondary_vocational_schools", "higher_vocational_colleges")
    own, shared = drawn(*two)["layout"], drawn(*two, axis="shared")["layout"]
    assert own["xaxis2"]["range"][1] < 20 < shared["xaxis2"]["range"][1]
    assert drawn(two[0], order="value", places=("信阳", "南阳"))["layout"]["yaxis"]["ticktext"] == ["南阳市", "信阳市"]


def test_a_place_keeps_its_colour_in_every_selection() -> None:
    alone = drawn("secondary_vocational_schools", places=("信阳市",))
    assert traces(alone, "extracted")[0]["marker"]["color"] == [ORANGE]


def test_a_narrow_chart_puts_labels_above_the_marks() -> None:
    chart = drawn("secondary_vocational_schools", style=ChartStyle(width=390, columns=1, fixed=True))
    (bars,), (labels,) = traces(chart, "extracted"), traces(chart, "label")
    assert chart["layout"]["width"] == 390
    assert labels["y"][0] < bars["y"][0]


def test_nothing_to_show_is_said() -> None:
    assert words(drawn("enrolment", observations=OBSERVATIONS.head(0), places=())) == ["<b>在校生数</b>"]
    assert words(compare_chart(OBSERVATIONS.head(0), Selection(), CATALOGUE)) == ["所选范围没有数据。"]


def test_an_unknown_theme_lists_the_themes() -> None:
    with pytest.raises(UsageError, match="must be one of: light, dark"):
        drawn("secondary_vocational_schools", style=ChartStyle(theme="sepia"))
