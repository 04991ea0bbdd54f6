"""What waits for a person comes in the order it is needed, and nothing comes that nobody can decide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.entries import Correction
from dashboard.curation.queue import waiting
from dashboard.errors import Problem
from dashboard.model import Finding, Severity, SourceDocument
from tests.curation.conftest import desk_of

LETTER = SourceDocument("a.md", "甲17所，乙15所，丙40个，丁20人，戊1家，己2家", "")


def row(name: str, indicator: str, confidence: float, *rivals: str, **more: Any) -> dict[str, Any]:
    """A mention as the frame has it, so far as the queue looks at it."""
    start = LETTER.text.index(name)
    same = {"breakdown": "", "qualifier": "eq", "review_state": "unreviewed", "value": float(name[:-1])}
    span = {"start": start, "end": start + len(name)}
    known = {"mention_id": f"a.md@{start}", "document": "a.md", "surface": name, "indicator": indicator}
    return {**known, **same, **span, "confidence": confidence, "rivals": rivals, **more}


def mentions(*rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["mention_id"]: each for each in rows}


def finding(code: str, severity: Severity, *names: str) -> Finding:
    keys = tuple(f"a.md@{LETTER.text.index(name)}" for name in names)
    return Finding(code, severity, ("a.md",), keys, (), "schools", None, "", "")


ROWS = mentions(
    row("17所", "schools", 0.95),
    row("15所", "schools", 0.6),
    row("40个", "", 0.0),
    row("20人", "", 0.0, "teachers"),
    row("1家", "agencies", 0.8),
    row("2家", "agencies", 0.4),
)
CONFLICT = finding("C08", Severity.ERROR, "17所", "15所")


def kinds(*args: Any, **more: Any) -> list[tuple[str, list[str]]]:
    items = waiting(*args, **more)
    return [(item.kind, [each["surface"] for each in item.rows]) for item in items]


def test_contradictions_come_first_then_the_least_sure_then_leftovers_that_have_rivals() -> None:
    assert kinds(ROWS, [CONFLICT], {"a.md": LETTER}) == [
        ("conflict", ["17所", "15所"]),
        ("doubtful", ["2家"]),
        ("doubtful", ["1家"]),
        ("leftover", ["20人"]),
        ("leftover", ["40个"]),
    ]


def test_an_error_comes_before_a_warning() -> None:
    total = finding("C09", Severity.WARNING, "40个", "20人")
    assert [kind[1] for kind in kinds(ROWS, [total, CONFLICT], {"a.md": LETTER})[:2]] == [
        ["17所", "15所"],
        ["40个", "20人"],
    ]


def test_findings_without_a_way_out_and_claims_without_a_number_are_no_decisions() -> None:
    claim = {**row("20人", "", 0.0, "teachers"), "value": float("nan")}
    assert kinds(mentions(claim), [finding("C25", Severity.WARNING, "20人")], {"a.md": LETTER}) == []


def test_what_is_confirmed_or_rejected_is_out() -> None:
    for state in ("confirmed", "rejected"):
        done = {key: {**each, "review_state": state} for key, each in ROWS.items()}
        assert kinds(done, [CONFLICT], {"a.md": LETTER}, everything=True) == []


def test_figures_nobody_doubts_come_last_and_only_when_asked_for() -> None:
    sure = mentions(row("17所", "schools", 0.95), row("1家", "agencies", 0.8))
    assert kinds(sure, [], {}) == [("doubtful", ["1家"])]
    assert kinds(sure, [], {}, everything=True) == [("doubtful", ["1家"]), ("figure", ["17所"])]


def test_a_correction_that_no_longer_fits_waits_before_the_figures_nobody_doubts() -> None:
    one = Correction("a.md", "18所", {"value": 18}, "old", "li", "2026-11-22", reject=True, at=(7, 5))
    other = replace(one, quote="17所", at=(14, 5))
    problem = Problem("indicators.yaml", 7, 5, "error", "不再适用", "gone")
    items = waiting(mentions(row("17所", "schools", 0.95)), [], {}, [other, one], [problem], everything=True)
    assert [(item.kind, item.number, item.correction, item.problem) for item in items] == [
        ("unfit", 1, one, problem),
        ("figure", 0, None, None),
    ]


def test_a_warning_about_a_correction_or_another_place_is_nothing_to_decide() -> None:
    one = Correction("a.md", "18所", {"value": 18}, "old", "li", "2026-11-22", reject=True, at=(7, 5))
    amiss = [Problem("b.md", 0, 0, "error", "坏", "bad"), Problem("indicators.yaml", 7, 5, "warning", "疑", "odd")]
    assert waiting({}, [], {}, [one], amiss) == ()


def test_keys_stay_when_other_things_come_and_go(letter: Path) -> None:
    before = [item.key for item in desk_of(letter).sitting().full]
    path = letter / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("en: Schools", "en: All schools"), encoding="utf-8")
    assert [item.key for item in desk_of(letter).sitting().full] == before
    assert before[0].startswith("C08-")
    assert before[1:] == ["letter.md@29", "letter.md@48", "letter.md@56", "letter.md@86", "letter.md@91"]


@pytest.mark.parametrize("everything", [True, False])
def test_nothing_is_listed_twice_in_the_shipped_project(shipped: Path, everything: bool) -> None:
    sitting = desk_of(shipped.parent).sitting()
    items = sitting.full if everything else sitting.short
    ids = [each["mention_id"] for item in items if item.kind != "conflict" for each in item.rows]
    assert len(ids) > 50
    assert len(ids) == len(set(ids))
    assert len({item.key for item in items}) == len(items)
