"""Curated decisions: each finds its figure by the quote, expects what stands there, and fails loudly otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard.catalogue import Catalogue, Correction
from dashboard.errors import Problem
from dashboard.model import Span
from dashboard.observations import apply_corrections, build_mentions, build_observations
from dashboard.observations.quotes import quote_spans
from tests.observations.cases import DATA, bare, fig, letter

SCHOOLS = "secondary_vocational_schools"


def _correction(**said: Any) -> Correction:
    base: dict[str, Any] = {
        "document": "a.txt", "quote": "17 所", "expect": {"indicator": SCHOOLS, "value": 17}, "reason": "旧数",
        "by": "curator", "on": "2026-11-30", "at": (40, 5),
    }  # fmt: skip
    return Correction(**(base | said))


def _corrected(
    catalogue: Catalogue, *corrections: Correction
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Problem, ...]]:
    known = replace(bare(catalogue), corrections=corrections)
    document, mentions = letter(
        known,
        "a.txt",
        "全市",
        fig("17所", SCHOOLS),
        "。又说\n",
        fig("15所", SCHOOLS),
        "。另有",
        fig("300人", None),
        "参加。",
    )
    frame, problems = apply_corrections(build_mentions([document], mentions, known), [document], known)
    return frame, build_observations(frame, [document], known, DATA), problems


COLUMNS = ["indicator", "printed", "value", "origin", "review_state", "conflict", "rival_values", "note"]


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ({"reject": True}, [[SCHOOLS, "15所", 15.0, "extracted", "unreviewed", False, ("17所",), ""]]),
        (
            {"choose": True, "quote": "15所", "expect": {"value": 15}},
            [[SCHOOLS, "15所", 15.0, "extracted", "confirmed", False, ("17所",), "旧数"]],
        ),
        (
            {"set": {"time_period": "2020", "period_type": "as_of"}},
            [[SCHOOLS, "17所", 17.0, "corrected", "confirmed", False, ("15所",), "旧数"]],
        ),
        (
            {"set": {"indicator": "skilled_worker_schools", "value": "16所"}},
            [
                ["skilled_worker_schools", "16所", 16.0, "corrected", "confirmed", False, ("17所",), "旧数"],
                [SCHOOLS, "15所", 15.0, "extracted", "unreviewed", False, (), ""],
            ],
        ),
        (
            {"assign": "graduates", "quote": "300人", "expect": {"indicator": None, "unit": "人"}},
            [
                [SCHOOLS, "17所", 17.0, "extracted", "unreviewed", True, ("15所",), ""],
                ["graduates", "300人", 300.0, "corrected", "confirmed", False, (), "旧数"],
            ],
        ),
    ],
    ids=["reject", "choose", "set period", "set value", "assign"],
)
def test_a_decision_and_what_becomes_of_the_observation(
    said: dict[str, Any], rows: list[list[object]], catalogue: Catalogue
) -> None:
    _, observations, problems = _corrected(catalogue, _correction(**said))
    assert problems == ()
    assert observations[COLUMNS].to_dict("split")["data"] == rows


def test_the_reason_is_the_note_of_the_value_in_both_languages(catalogue: Catalogue) -> None:
    said = {"set": {"value": 16}, "reason": "旧数，电话：0377-63123456", "reason_en": "older, tel. 0377-63123456"}
    frame, observations, _ = _corrected(catalogue, _correction(**said))
    covered = ["旧数，电话：×××××××××××××", "older, tel. ×××××××××××××"]
    assert frame[["note", "note_en"]].to_dict("split")["data"] == [covered, ["", ""], ["", ""]]
    assert observations.loc[observations["origin"] == "corrected", ["note", "note_en"]].to_dict("split")["data"] == [
        covered
    ]


def test_the_extraction_stays_one_row_per_span_and_says_what_was_replaced(catalogue: Catalogue) -> None:
    frame, _, _ = _corrected(catalogue, _correction(set={"value": 16, "place": "信阳市"}))
    assert frame[["surface", "value", "low", "high", "ref_area", "replaced", "by", "on"]].to_dict("split")["data"] == [
        [
            "17所",
            16.0,
            16.0,
            16.0,
            "CN411500",
            "value=17, low=17, high=17, area_name=南阳市, ref_area=CN411300",
            "curator",
            "2026-11-30",
        ],
        ["15所", 15.0, 15.0, 15.0, "CN411300", "", "", ""],
        ["300人", 300.0, 300.0, 300.0, "CN411300", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reject": True, "quote": "18所"}, "18所"),
        ({"reject": True, "document": "b.txt"}, "b.txt"),
        ({"reject": True, "expect": {"value": 18}}, "value=18"),
        ({"reject": True, "expect": {"indicator": "graduates"}}, f"indicator={SCHOOLS}"),
        ({"reject": True, "quote": "17所。又说15所", "expect": {"indicator": SCHOOLS}}, "2"),
        ({"set": {"colour": "red"}}, "colour"),
        ({"set": {"place": "无此市"}}, "无此市"),
        ({"set": {"value": "许多"}}, "许多"),
        ({"assign": "no_such"}, "no_such"),
    ],
    ids=[
        "quote gone",
        "no document",
        "value",
        "indicator",
        "ambiguous",
        "field",
        "place",
        "unreadable",
        "no indicator",
    ],
)
def test_what_cannot_be_applied_is_reported_and_changes_nothing(
    said: dict[str, Any], words: str, catalogue: Catalogue
) -> None:
    frame, _, problems = _corrected(catalogue, _correction(**said))
    untouched, _, _ = _corrected(catalogue)
    assert [(p.file, p.line, p.column, p.severity) for p in problems] == [("indicators.yaml", 40, 5, "error")]
    assert words in problems[0].zh
    assert words in problems[0].en
    pd.testing.assert_frame_equal(frame, untouched)


def test_one_failing_correction_does_not_stop_the_others(catalogue: Catalogue) -> None:
    _, observations, problems = _corrected(catalogue, _correction(reject=True, quote="18所"), _correction(reject=True))
    assert (len(problems), list(observations["printed"])) == (1, ["15所"])


def test_a_later_correction_expects_what_the_earlier_one_left(catalogue: Catalogue) -> None:
    first = _correction(set={"value": 16})
    _, _, stale = _corrected(catalogue, first, _correction(reject=True))
    _, observations, fresh = _corrected(catalogue, first, _correction(reject=True, expect={"value": 16}))
    assert (len(stale), fresh, list(observations["printed"])) == (1, (), ["15所"])


@pytest.mark.parametrize(
    ("text", "quote", "spans"),
    [
        ("共 17\n 所。", "17所", [Span(2, 7)]),
        ("17所和17所", "1 7所", [Span(0, 3), Span(4, 7)]),
        ("17所", "18所", []),
        ("17所", " ", []),
    ],
)
def test_a_quote_is_found_whatever_the_blanks(text: str, quote: str, spans: list[Span]) -> None:
    assert quote_spans(text, quote) == spans
