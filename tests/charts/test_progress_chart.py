"""Bars with a target stroke: what is drawn for a result, a target, a range, a floor, and for what is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.charts.progress import find_progress, find_unplanned, progress_chart, progress_rows, progress_words
from dashboard.charts.style import ChartStyle
from dashboard.model import Selection
from tests.charts.chart_frames import NANYANG, NATION, XINYANG, frame_of, row, small_catalogue

CATALOGUE = small_catalogue()
TRAINING, COLLEGES = "training_person_times", "higher_vocational_colleges"
NAN = float("nan")


def _training(name: str, value: float, period: str, place: str = NANYANG, **more: Any) -> dict[str, object]:
    said = {"period_type": "during", **more}
    return row(name, TRAINING, place, value, f"{value:g}人次", period, **said)


def _target(name: str, value: float, period: str, place: str = NANYANG, **more: Any) -> dict[str, object]:
    return _training(name, value, period, place, status="target", origin="curated", **more)


def _drawn(*rows: dict[str, object], lang: str = "zh", axis: str = "own") -> dict[str, Any]:
    return progress_chart(frame_of(list(rows)), Selection(lang=lang, axis=axis), CATALOGUE, ChartStyle())


def _trace(chart: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in chart["data"] if trace.get("name") == name)


def _texts(chart: dict[str, Any]) -> list[str]:
    return [text for trace in chart["data"] if trace.get("name") == "label" for text in trace["text"]]


def _notes(chart: dict[str, Any]) -> str:
    return "".join(note["text"] for note in chart["layout"]["annotations"])


def test_a_result_is_a_bar_and_its_target_a_stroke() -> None:
    chart = _drawn(_target("t", 200, "2022"), _training("a", 150, "2022"))
    bars, strokes = _trace(chart, "bar"), _trace(chart, "mark")
    assert (bars["customdata"], bars["base"], bars["x"]) == (["a"], [0.0], [150.0])
    assert (strokes["customdata"], strokes["x"], strokes["marker"]["symbol"]) == (["t"], [200.0], ["line-ns"])
    assert "目标的75.0%" in _texts(chart)
    assert "南阳市：实绩150人次（2022年），目标200人次（2022年），为目标的75.0%。" in _notes(chart)


def test_a_curated_result_is_a_diamond_on_a_stem() -> None:
    chart = _drawn(_target("t", 200, "2022"), _training("a", 150, "2022", origin="curated"))
    assert _trace(chart, "bar")["width"] == [3.0]
    assert _trace(chart, "mark")["marker"]["symbol"] == ["diamond", "line-ns"]


def test_a_result_to_date_is_pale_and_dotted() -> None:
    to_date = _training("a", 150, "2022-01-01/2022-06-30", period_type="year_to_date")
    marker = _trace(_drawn(_target("t", 200, "2022"), to_date), "bar")["marker"]
    assert marker["color"][0].startswith("rgba")
    assert marker["pattern"]["shape"] == ["."]


def test_a_range_is_a_band_and_a_floor_an_arrow() -> None:
    ranged = _target("t", 8, "2025", value_high=10.0, low=8.0, high=10.0)
    chart = _drawn(ranged, _training("a", 5, "2025"))
    bars = _trace(chart, "bar")
    assert (bars["base"], bars["x"], bars["marker"]["pattern"]["shape"]) == ([0.0, 8.0], [5.0, 2.0], ["", "\\"])
    assert _trace(chart, "mark")["x"] == [8.0, 10.0]
    assert "目标的50.0–62.5%" in _texts(chart)
    floor = _drawn(_target("t", 200, "2022", low=200.0, high=NAN, qualifier="ge"), _training("a", 150, "2022"))
    assert _trace(floor, "mark")["marker"]["symbol"] == ["line-ns", "triangle-right"]
    assert "目标下限的75.0%" in _texts(floor)


def test_an_implied_plan_is_as_wide_as_the_arithmetic_leaves_it() -> None:
    plan = _target("t", 100000, "2022", low=98095.2, high=101941.7, processing="derived", formula="5.2万人次 ÷ 52%")
    for lang, said in (("zh", "推算计划 9.81–10.19万人次"), ("en", "Implied plan: 98,095–101,942 participations")):
        chart = _drawn(plan, _training("a", 52000, "2022"), lang=lang)
        assert (_trace(chart, "bar")["base"][1], _trace(chart, "mark")["x"]) == (98095.2, [98095.2, 101941.7])
        assert [text for text in _texts(chart) if text.startswith(said)]


def test_a_target_without_a_result_stands_alone_and_says_so() -> None:
    chart = _drawn(_target("t", 200, "2026"), _training("a", 284, "2025"))
    assert not [trace for trace in chart["data"] if trace.get("name") == "bar"]
    assert {"尚无实绩", "最近一期 284人次（2025）"} <= set(_texts(chart))
    assert "尚无同期实绩；最近一期为284人次（2025年）" in _notes(chart)


def test_what_is_no_pair_is_said_with_the_reason() -> None:
    rows = [
        _target("t", 200, "2022"),
        _training("a", 102, "2022", unit="人", unit_family="person") | {"printed": "102人"},
    ]
    (found,) = find_progress(frame_of(rows), Selection(), CATALOGUE)
    assert "另有102人（2022年），未与目标对照：计量单位不同类" in progress_words(found, CATALOGUE, "zh")
    assert "Not set against the target: 102 persons (2022)" in progress_words(found, CATALOGUE, "en")


def test_places_with_results_come_first_unless_places_are_chosen() -> None:
    rows = [
        _target("n", 10, "2022", NATION),
        _target("t", 200, "2022"),
        _target("x", 300, "2022", XINYANG),
        _training("a", 150, "2022", XINYANG),
    ]
    frame = frame_of(rows)
    free = [each.target["ref_area"] for each in find_progress(frame, Selection(), CATALOGUE)]
    assert free == [XINYANG, NATION, NANYANG]
    chosen = find_progress(frame, Selection(places=(NANYANG, XINYANG)), CATALOGUE)
    assert [each.target["ref_area"] for each in chosen] == [NANYANG, XINYANG]


def test_a_selection_of_years_and_the_rows_of_an_export() -> None:
    frame = frame_of([_target("t", 200, "2022"), _target("u", 300, "2026"), _training("a", 150, "2022")])
    chosen = Selection((TRAINING,), periods=("2026",))
    assert [each.target["observation_id"] for each in find_progress(frame, chosen, CATALOGUE)] == ["u"]
    assert [each["observation_id"] for each in progress_rows(frame, Selection(), CATALOGUE)] == ["u", "a", "t"]
    assert find_unplanned(frame, Selection(), CATALOGUE) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("axis", ["own", "shared"])
def test_every_point_opens_something(lang: str, axis: str) -> None:
    rows = [
        _target("t", 200, "2022"),
        _training("a", 150, "2022"),
        _target("u", 20, "2026", XINYANG, low=20.0, high=NAN),
        _training("b", 15, "2025", XINYANG, origin="curated"),
    ]
    chart = _drawn(*rows, lang=lang, axis=axis)
    for trace in (trace for trace in chart["data"] if trace["x"] != [None]):
        assert len(trace["customdata"]) == len(trace["x"]) == len(trace["y"]) == len(trace["hovertext"])
        assert set(trace["customdata"]) <= {"t", "a", "u", "b"}
        assert all(trace["hovertext"])
    json.dumps(chart, allow_nan=False)
    ends = {chart["layout"][name]["range"][1] for name in ("xaxis", "xaxis2")}
    assert len(ends) == (1 if axis == "shared" else 2)
