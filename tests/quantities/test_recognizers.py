"""The Chinese cases of Recognizers-Text (MIT), read through the two public functions.

`find_numerals` answers six of its models, `find_periods` two: a number is `span` and `value` of what is no range; a
percentage, an amount of money and a measure are `word_span` and `value`, told apart by kind and word; an ordinal and a
range are `phrase`. A case passes when exactly the labelled spans are found, with their values; openness of bounds and
the resolution of dates are not compared. Print the failures with `-rP`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.extraction.periods import find_periods
from dashboard.quantities import Numeral, find_numerals
from dashboard.quantities.units import MEASURES, MONEY

CASES = Path(__file__).resolve().parents[3] / "shared" / "eval" / "recognizers"
ANCHOR = "2016-11-07"
Found = tuple[int, int, float | None, float | None]

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/eval/recognizers is not there")


def _outer(numerals: list[Numeral]) -> Iterator[Numeral]:
    """Numerals that are not the parts of another."""
    inside: list[Numeral] = []
    for numeral in numerals:
        if not any(numeral.span == part.span for part in inside):
            yield numeral
        inside += numeral.parts


def _numbers(text: str) -> list[Found]:
    return [(n.span.start, n.span.end, n.value, None) for n in find_numerals(text) if n.value_high is None]


def _percentages(text: str) -> list[Found]:
    return [(n.word_span.start, n.word_span.end, n.value, None) for n in find_numerals(text) if n.kind == "percent"]


def _ordinals(text: str) -> list[Found]:
    return [(n.phrase.start, n.phrase.end, n.value, None) for n in find_numerals(text) if n.kind == "ordinal"]


def _worded(words: frozenset[str]) -> Callable[[str], list[Found]]:
    def read(text: str) -> list[Found]:
        numerals = _outer(find_numerals(text))
        return [(n.word_span.start, n.word_span.end, n.value, None) for n in numerals if n.word in words]

    return read


def _ranges(text: str) -> list[Found]:
    found: list[Found] = []
    for n in find_numerals(text):
        if n.value_high is not None:
            found.append((*_ends(n), n.value, n.value_high))
        elif n.meaning in {"ge", "gt", "more"}:
            found.append((*_ends(n), n.value, None))
        elif n.meaning in {"le", "lt"}:
            found.append((*_ends(n), None, n.value))
        elif n.kind == "number" and n.phrase != n.span:
            found.append((*_ends(n), n.value, n.value))
    return found


def _ends(numeral: Numeral) -> tuple[int, int]:
    return numeral.phrase.start, numeral.phrase.end


def _labelled(result: dict[str, Any]) -> Found:
    """One labelled result; `End` is inclusive, a range is printed [20,30)."""
    end = result["End"] + 1 if "End" in result else result["Start"] + result["Length"]
    value = (result.get("Resolution") or {}).get("value")
    if value is None:
        return result["Start"], end, None, None
    if value[0] in "([":
        low, high = value[1:-1].split(",")
        return result["Start"], end, float(low) if low else None, float(high) if high else None
    return result["Start"], end, float(value.rstrip("%")), None


def _passed(name: str, read: Callable[[str], list[Found]]) -> int:
    passed = 0
    for case in _cases(name):
        found, wanted = sorted(read(case["input"])), sorted(_labelled(r) for r in case["results"])
        if len(found) == len(wanted) and all(_same(a, b) for a, b in zip(found, wanted, strict=True)):
            passed += 1
        else:
            print(f"{name}: {case['input']!r}\n  wanted {wanted}\n  found  {found}")
    return passed


def _cases(name: str) -> Iterator[dict[str, Any]]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return (case for case in map(json.loads, lines) if case["tier"] == "core")


def _same(a: Found, b: Found) -> bool:
    return a[:2] == b[:2] and all(
        x is y or (x is not None and y is not None and x == pytest.approx(y)) for x, y in zip(a[2:], b[2:], strict=True)
    )


@pytest.mark.parametrize(
    ("name", "read", "bar"),
    [
        ("Number.NumberModel", _numbers, 185),
        ("Number.PercentModel", _percentages, 67),
        ("Number.OrdinalModel", _ordinals, 7),
        ("Number.NumberRangeModel", _ranges, 57),
        ("NumberWithUnit.CurrencyModel", _worded(MONEY), 26),
        ("NumberWithUnit.DimensionModel", _worded(MEASURES), 28),
    ],
)
def test_numerals(name: str, read: Callable[[str], list[Found]], bar: int) -> None:
    assert _passed(name, read) >= bar


@pytest.mark.parametrize(("name", "bar"), [("DateTime.DateTimeModel", 130), ("DateTime.DatePeriodExtractor", 34)])
def test_dates(name: str, bar: int) -> None:
    passed = 0
    for case in _cases(name):
        anchor = datetime.date.fromisoformat(case.get("context", {}).get("ReferenceDateTime", ANCHOR)[:10])
        found = [(p.span.start, p.span.end) for p in find_periods(case["input"], anchor)]
        wanted = [_labelled({**r, "Resolution": None})[:2] for r in case["results"]]
        passed += found == wanted
        if found != wanted:
            print(f"{name}: {case['input']!r}\n  wanted {wanted}\n  found  {found}")
    assert passed >= bar
