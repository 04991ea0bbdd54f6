"""The stacked bars: every part drawn once, in a pattern of its own; what is left open hatched, never hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dashboard.catalogue import Catalogue
from dashboard.charts.composition import composition_chart, composition_panels, composition_rows, find_compositions
from dashboard.charts.style import THEMES, ChartStyle
from dashboard.errors import UsageError
from dashboard.model import Selection
from tests.charts.chart_frames import NANYANG, XINYANG, frame_of, row, small_catalogue

AGENCIES = "evaluation_agencies"
TYPES = {"enterprise": ("企业",), "school": ("院校",), "social": ("社会",)}


def _catalogue() -> Catalogue:
    catalogue = small_catalogue()
    entry = replace(catalogue.indicators[AGENCIES], additive=True, breakdowns={"agency_type": TYPES})
    return replace(catalogue, indicators={**catalogue.indicators, AGENCIES: entry})


CATALOGUE = _catalogue()


def _rows(place: str, total: float | None, **parts: float) -> list[dict[str, object]]:
    named = [
        row(f"{place}{code}", AGENCIES, place, value, f"{value:g}家", "2024", breakdown=f"agency_type={code}")
        for code, value in parts.items()
    ]
    whole = [row(f"{place}total", AGENCIES, place, total, f"{total:g}家", "2024")] if total is not None else []
    return [*named, *whole]


def _drawn(*rows: dict[str, object], axis: str = "own", lang: str = "zh", **style: Any) -> dict[str, Any]:
    selection = Selection((AGENCIES,), axis=axis, lang=lang)
    return composition_chart(frame_of(list(rows)), selection, CATALOGUE, ChartStyle(**style))


def _bars(chart: dict[str, Any]) -> list[tuple[str, float, float, str, str]]:
    """(observation, start, end, pattern, fill) of every bar a reader sees."""
    return [
        bar
        for trace in chart["data"]
        if trace.get("name") == "bar"
        for bar in zip(
            trace["customdata"],
            trace["base"],
            [base + size for base, size in zip(trace["base"], trace["x"], strict=True)],
            trace["marker"]["pattern"]["shape"],
            trace["marker"]["color"],
            strict=True,
        )
    ]


def _texts(chart: dict[str, Any]) -> list[str]:
    return [text for trace in chart["data"] for text in trace.get("text", ()) if trace.get("name") == "label"]


def _notes(chart: dict[str, Any]) -> str:
    return "".join(note["text"] for note in chart["layout"]["annotations"])


def test_parts_follow_each_other_and_the_total_stands_behind_them() -> None:
    chart = _drawn(*_rows(NANYANG, 229, enterprise=169, school=35, social=25))
    bars = _bars(chart)
    assert [(key, start, end) for key, start, end, _, _ in bars] == [
        (f"{NANYANG}enterprise", 0, 169),
        (f"{NANYANG}school", 169, 204),
        (f"{NANYANG}social", 204, 229),
    ]
    assert len({pattern for *_, pattern, _ in bars}) == len({fill for *_, fill in bars}) == 3
    assert "合计229家" in _texts(chart)
    assert "分项合计229家，与所载总数229家相符" in _notes(chart)


def test_an_unexplained_rest_is_hatched_up_to_the_total() -> None:
    chart = _drawn(*_rows(NANYANG, 229, enterprise=169, school=35))
    assert _bars(chart)[-1] == (f"{NANYANG}total", 204, 229, "/", THEMES["light"].paper)
    assert "其余25家未说明（未列：社会）" in _notes(chart)
    assert {"未说明 25家", "未说明"} & set(_texts(chart))


def test_without_a_total_the_rest_is_drawn_of_unknown_length() -> None:
    chart = _drawn(*_rows(NANYANG, None, enterprise=169, school=35))
    key, start, end, pattern, _ = _bars(chart)[-1]
    assert (key, start, pattern) == (f"{NANYANG}enterprise", 204, "/")
    assert end > start
    assert {"总数未载", "未说明"} <= set(_texts(chart))
    assert "缺失不等于零，204家不是总数" in _notes(chart)


def test_too_many_parts_are_said_and_the_total_is_a_stroke() -> None:
    chart = _drawn(*_rows(NANYANG, 220, enterprise=169, school=35, social=25))
    (stroke,) = (trace for trace in chart["data"] if trace.get("name") == "mark")
    assert (stroke["x"], stroke["marker"]["symbol"], stroke["customdata"]) == ([220], ["line-ns"], [f"{NANYANG}total"])
    assert "比所载总数220家多9家，二者不能同时成立" in _notes(chart)


def test_a_part_looks_the_same_whatever_stands_beside_it() -> None:
    alone = _bars(_drawn(*_rows(NANYANG, 60, school=35, social=25)))
    among = _bars(_drawn(*_rows(NANYANG, 229, enterprise=169, school=35, social=25)))
    assert [bar[3:] for bar in alone[:2]] == [bar[3:] for bar in among[1:]]


def test_each_place_has_its_own_axis_or_all_share_one() -> None:
    rows = [*_rows(NANYANG, 229, enterprise=169, school=35, social=25), *_rows(XINYANG, 15, school=13, social=2)]

    def ends(axis: str) -> set[float]:
        layout = _drawn(*rows, axis=axis)["layout"]
        return {layout[name]["range"][1] for name in ("xaxis", "xaxis2")}

    assert len(ends("own")) == 2
    assert len(ends("shared")) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_point_opens_something(lang: str) -> None:
    rows = [*_rows(NANYANG, 300, enterprise=169, school=35), *_rows(XINYANG, None, school=13, social=2)]
    chart = _drawn(*rows, lang=lang)
    known = {str(each["observation_id"]) for each in rows}
    for trace in (trace for trace in chart["data"] if trace["x"] != [None]):
        assert len(trace["customdata"]) == len(trace["x"]) == len(trace["y"]) == len(trace["hovertext"])
        assert set(trace["customdata"]) <= known
        assert all(trace["hovertext"])
    json.dumps(chart, allow_nan=False)


def test_narrow_parts_have_no_words_that_run_into_their_neighbours() -> None:
    rows = _rows(NANYANG, 1000, enterprise=990, school=5, social=5)
    below = [text for text in _texts(_drawn(*rows, width=330, columns=1)) if "5" in text]
    assert below == []


def test_the_newest_year_unless_years_are_chosen() -> None:
    older = [each | {"observation_id": f"{each['observation_id']}o", "time_period": "2020", "year": 2020} for each in _rows(NANYANG, 20, school=12, social=8)]  # fmt: skip
    frame = frame_of([*_rows(NANYANG, 60, school=35, social=25), *older])
    years = {
        periods: [
            each.first["year"] for each in find_compositions(frame, Selection((AGENCIES,), (), periods), CATALOGUE)
        ]
        for periods in ((), ("2020",), ("2020", "2024"), ("1999",))
    }
    assert years == {(): [2024], ("2020",): [2020], ("2020", "2024"): [2024, 2020], ("1999",): []}


def test_the_rows_of_an_export_are_the_parts_and_their_totals() -> None:
    frame = frame_of([*_rows(NANYANG, 60, school=35, social=25), *_rows(XINYANG, 15, school=13, social=2)])
    chosen = composition_rows(frame, Selection((AGENCIES,), (XINYANG,)), CATALOGUE)
    assert [each["observation_id"] for each in chosen] == [f"{XINYANG}{name}" for name in ("school", "social", "total")]


def test_an_institution_is_named_and_never_its_place() -> None:
    rows = [each | {"scope": "entity", "entity": "某集团"} for each in _rows(NANYANG, 60, school=35, social=25)]
    found = find_compositions(frame_of(rows), Selection((AGENCIES,)), CATALOGUE)
    (panel,) = composition_panels(found, Selection(), CATALOGUE, THEMES["light"])
    assert [strip.name for strip in panel.strips] == ["某集团（南阳市）"]


def test_nothing_to_show_is_said_and_an_unknown_theme_is_refused() -> None:
    assert "所选范围没有数据。" in _notes(_drawn())
    with pytest.raises(UsageError, match="light, dark"):
        _drawn(theme="sepia")


def test_a_legend_stays_in_its_own_column() -> None:
    rows = _rows(NANYANG, None, enterprise=169, school=35)
    wide, narrow = (_drawn(*rows, width=width, columns=1) for width in (900, 260))

    def legends(chart: dict[str, Any]) -> list[str]:
        return sorted({trace["legend"] for trace in chart["data"] if "legend" in trace})

    assert legends(wide) == ["legend"]
    assert len(legends(narrow)) > 1
    assert all(name in narrow["layout"] for name in legends(narrow))
    assert narrow["layout"]["height"] > wide["layout"]["height"]
