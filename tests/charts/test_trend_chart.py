"""What a trend draws: lines per perimeter, gaps, hollow targets."""

from __future__ import annotations

from chart_frames import NANYANG, frame_of, row, small_catalogue, small_observations

from dashboard.charts import CONFIG, trend_chart
from dashboard.charts.typesetting import axis_number, nice_ticks, text_width, wrap
from dashboard.model import Selection

CATALOGUE, OBSERVATIONS = small_catalogue(), small_observations()


def test_two_perimeters_are_two_lines_and_a_missing_year_is_a_gap() -> None:
    chart = trend_chart(OBSERVATIONS, Selection(indicators=("enrolment",)), CATALOGUE)
    narrow, wide = sorted(chart["data"], key=lambda trace: trace["name"])
    assert (narrow["name"], wide["name"]) == ("不含技工学校", "含技工学校")
    assert narrow["x"] == wide["x"] == list(range(2004, 2021))
    assert narrow["y"][:2] == [11000000.0, 11200000.0]
    assert [year for year, value in zip(wide["x"], wide["y"], strict=True) if value is None] == [2009]
    assert wide["connectgaps"] is False
    assert (wide["customdata"][4], wide["customdata"][5]) == ("ni2008", "")
    texts = [annotation["text"] for annotation in chart["layout"]["annotations"]]
    assert "口径不同的数列分线绘制，不相衔接。" in texts
    assert "全国 · 单位：人" in texts


def test_axis_labels_are_ready_made_in_both_languages() -> None:
    zh, en = (
        trend_chart(OBSERVATIONS, Selection(indicators=("enrolment",), lang=lang), CATALOGUE) for lang in ("zh", "en")
    )
    assert zh["layout"]["yaxis"]["ticktext"] == ["0", "500万", "1000万", "1500万"]
    assert en["layout"]["yaxis"]["ticktext"] == ["0", "5,000,000", "10,000,000", "15,000,000"]
    assert zh["layout"]["yaxis"]["range"][0] == 0


def test_targets_are_hollow_marks_without_a_line() -> None:
    rows = [
        row(f"v{year}", "new_skilled_talent", NANYANG, year - 2000, f"{year - 2000}人", str(year))
        for year in (2021, 2022, 2023)
    ]
    rows.append(row("goal", "new_skilled_talent", NANYANG, 30, "30人", "2025", status="target"))
    chart = trend_chart(frame_of(rows), Selection(indicators=("new_skilled_talent",)), CATALOGUE)
    goal = next(trace for trace in chart["data"] if trace.get("customdata") == ["goal"])
    assert (goal["mode"], goal["marker"]["color"], goal["name"]) == ("markers", "#ffffff", "目标")
    assert [trace["name"] for trace in chart["data"] if trace["x"] == [None]] == ["自动摘录", "目标"]


def test_no_graph_may_send_itself_away() -> None:
    for config in CONFIG.values():
        assert (config["showSendToCloud"], config["displaylogo"]) == (False, False)
    assert CONFIG["zh"]["locales"]["zh-CN"]["dictionary"]["Download plot as a PNG"] == "下载为 PNG 图片"


def test_numbers_on_an_axis() -> None:
    assert [axis_number(value, "zh") for value in (0, 500, 25000, 250000, 120000000)] == [
        "0",
        "500",
        "2.5万",
        "25万",
        "1.2亿",
    ]
    assert [axis_number(value, "en") for value in (0, 2.5, 25000)] == ["0", "2.5", "25,000"]
    assert nice_ticks(0, 37, 3) == [0, 10, 20, 30]
    assert nice_ticks(5, 5) == [5]


def test_lines_break_where_chinese_may_break() -> None:
    lines = wrap("信阳市教育体育局（2022）信教体函，共十二号", 120, 12)
    assert lines == ["信阳市教育体育局", "（2022）信教体函，", "共十二号"]
    assert all(text_width(line, 12) <= 132 for line in lines)
