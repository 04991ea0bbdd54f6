"""Every mark of every chart leads to what it rests on: a sentence with the value marked, a source, or a formula."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from web_project import of_type, opened_by, shipped_lookup, words

from dashboard.charts import compare_chart, trend_chart
from dashboard.charts.composition import composition_chart
from dashboard.charts.labels import value_text
from dashboard.charts.progress import progress_chart
from dashboard.model import Selection
from dashboard.web.components.drawer import drawer_content
from dashboard.web.lookup import Row
from dashboard.web.pages import composition, coverage, place, plan
from dashboard.wording import say
from dashboard.wording.web import WORDS

LOOKUP = shipped_lookup()
LANGUAGES = ("zh", "en")


@cache
def _everything(lang: str) -> Selection:
    """All indicators × all places."""
    return Selection(
        indicators=tuple(entry.id for entry in LOOKUP.indicators_with_values()),
        places=tuple(place.code for place in LOOKUP.places_with_values()),
        lang=lang,
    )


def _marks(chart: Any) -> Iterator[str]:
    """The observation id behind every point of every trace; a trace with points but without ids is a failure."""
    for trace in chart["data"]:
        drawn = [x for x in trace["x"] if x is not None]
        if not drawn:
            continue
        assert len(trace["customdata"]) == len(trace["x"]), trace.get("name")
        yield from (key for key, y in zip(trace["customdata"], trace["y"], strict=True) if y is not None)


@cache
def _all_marks(lang: str) -> frozenset[str]:
    frame, catalogue, everything = LOOKUP.project.observations, LOOKUP.catalogue, _everything(lang)
    placewise = Selection(everything.indicators, everything.places, by="place", lang=lang)
    charts = [compare_chart(frame, chosen, catalogue) for chosen in (everything, placewise, Selection(lang=lang))]
    charts += [trend_chart(frame, chosen, catalogue) for chosen in (everything, Selection(lang=lang))]
    years = {str(year) for year in frame["year"] if year}
    charts += [
        draw(frame, Selection(periods=periods, axis=axis, lang=lang), catalogue)
        for draw in (composition_chart, progress_chart)
        for periods, axis in (((), "own"), ((), "shared"), (tuple(sorted(years)), "own"))
    ]
    charts += [
        compare_chart(frame, Selection(everything.indicators, everything.places, (year,), lang=lang), catalogue)
        for year in sorted(years)
    ]
    return frozenset(key for chart in charts for key in _marks(chart))


def _rest(row: Row, lang: str) -> list[str]:
    """What the drawer must show of a value."""
    if row["processing"] == "derived":
        return [str(row["formula"])]
    if row["document"]:
        return [say(WORDS, "drawer.sentence", lang)]
    return [str(row["source_title"] or row["source_publisher"]), say(WORDS, "drawer.source", lang)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_of_every_chart_opens_what_it_rests_on(lang: str) -> None:
    marks = _all_marks(lang)
    assert len(marks) > 350
    missing = [key for key in sorted(marks) if key.partition("|")[0] not in LOOKUP.observations]
    assert missing == []
    for key in sorted(marks):
        row = LOOKUP.observations[key.partition("|")[0]]
        content = drawer_content(LOOKUP, f"o:{key}", Selection(lang=lang))
        text = words(content)
        assert [part for part in _rest(row, lang) if part not in text] == [], (key, row["indicator"])
        assert value_text(row, LOOKUP.catalogue, lang) in text


def test_the_sentence_of_every_extracted_mark_has_its_value_marked() -> None:
    stated = [LOOKUP.observations[key] for key in sorted(_all_marks("zh")) if "|" not in key]
    stated = [row for row in stated if row["document"] and row["processing"] == "printed"]
    assert len(stated) > 30
    for row in stated:
        marked = [
            words(mark) for mark in of_type(drawer_content(LOOKUP, f"o:{row['observation_id']}", Selection()), "Mark")
        ]
        assert row["printed"] in marked, row["observation_id"]


def test_a_value_that_lost_opens_its_own_sentence() -> None:
    lost = {key.partition("|")[2]: key for key in _all_marks("zh") if "|" in key}
    assert "17所" in lost
    for printed, key in lost.items():
        content = drawer_content(LOOKUP, f"o:{key}", Selection())
        assert next(words(mark) for mark in of_type(content, "Mark")) == printed
        assert f"下列原句所载为{printed}，与取值" in words(content)


def test_every_value_of_a_place_is_a_mark_of_some_chart_or_no_newer_one_is() -> None:
    drawn = _all_marks("zh")
    known = {key for rows in LOOKUP.cells.values() for row in rows for key in [row["observation_id"]]}
    left = [LOOKUP.observations[key] for key in sorted(known - drawn)]
    assert [row["indicator"] for row in left if not row["breakdown"]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_a_chart_shows_a_code(lang: str) -> None:
    codes = {
        code
        for entry in LOOKUP.catalogue.indicators.values()
        for values in (*entry.breakdowns.values(), entry.perimeter_codes)
        for code in values
        if "_" in code
    }
    frame, catalogue = LOOKUP.project.observations, LOOKUP.catalogue
    draws = (compare_chart, trend_chart, composition_chart, progress_chart)
    charts = [draw(frame, _everything(lang), catalogue) for draw in draws]
    shown = [
        text
        for chart in charts
        for trace in chart["data"]
        for text in (trace.get("name", ""), *trace.get("hovertext", ()), *trace.get("text", ()))
    ]
    shown += [note["text"] for chart in charts for note in chart["layout"].get("annotations", ())]
    assert sorted(code for code in codes if any(code in text for text in shown)) == []


@pytest.mark.parametrize("page", [composition, plan, coverage, place])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_a_new_page_opens_is_there(page: ModuleType, lang: str) -> None:
    """By a click on a mark and by Enter on its button: both send the same key."""
    name = "CN411300" if page is place else ""
    drawn = page.layout(LOOKUP, Selection(lang=lang), name=name)
    marks = [key for graph in of_type(drawn, "Graph") for key in _marks(graph.figure)]
    keys = {*(f"o:{key}" for key in marks), *opened_by(drawn)}
    assert len(keys) > 20
    nothing = say(WORDS, "drawer.unknown", lang)
    assert [key for key in sorted(keys) if nothing in words(drawer_content(LOOKUP, key, Selection(lang=lang)))] == []
