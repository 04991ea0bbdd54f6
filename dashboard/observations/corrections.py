"""Curated decisions applied to the mentions: set, reject, choose, assign; each still expecting what it expected.

A correction finds its mention by the quote (blanks ignored, so re-wrapping does not break it) and by what the extraction
says there today. When the quote is gone or the extraction says something else, nothing is changed and a Problem says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.catalogue.entries import Catalogue, Correction
from dashboard.catalogue.places import find_place
from dashboard.errors import Problem
from dashboard.model import SourceDocument, Span
from dashboard.observations.columns import MENTION_COLUMNS
from dashboard.observations.figures import issue_dates
from dashboard.observations.privacy import masked
from dashboard.observations.quotes import quote_spans
from dashboard.observations.selection import assign_observations
from dashboard.quantities import read_printed
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = ["SETTABLE", "apply_corrections"]

CATALOGUE_FILE = "indicators.yaml"
SETTABLE = (
    "indicator", "breakdown", "value", "unit", "qualifier", "place", "scope", "entity", "event", "perimeter",
    "time_period", "period_type", "status", "rank_of",
)  # fmt: skip
_Scalar = str | int | float | bool | None
_Change = dict[str, Any]
_Row = dict[str, Any]


class _NotAppliedError(Exception):
    """Why a correction cannot be applied: a wording key and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def apply_corrections(
    mentions: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The mentions frame with the catalogue's corrections applied in order, observations assigned anew, and what failed.

    `reject`: review_state rejected. `choose`: confirmed, so that its slot keeps it. `set` and `assign`: the fields
    changed in place, origin corrected, confirmed, and `replaced` says what stood there. `by`, `on`, `note` and
    `note_en` (the reason) are the correction's. Applying to an already corrected frame is no different from applying once to the
    extraction: always start from `build_mentions`.
    """
    texts = {d.name: d.text for d in documents}
    rows = [{str(k): v for k, v in row.items()} for row in mentions.to_dict("records")] if catalogue.corrections else []
    changes: dict[int, _Change] = {}
    problems: list[Problem] = []
    for correction in catalogue.corrections:
        try:
            for n in _targets(correction, rows, texts):
                change = _change(correction, rows[n], catalogue)
                rows[n] |= change
                changes[n] = {**changes.get(n, {}), **change}
        except _NotAppliedError as reason:
            problems.append(_problem(correction, reason))
    corrected = _changed(mentions, changes)
    return assign_observations(corrected, catalogue, issue_dates(documents)), tuple(problems)


def _problem(correction: Correction, reason: _NotAppliedError) -> Problem:
    values = {"document": correction.document, "quote": correction.quote, **reason.values}
    line, column = correction.at
    zh, en = (say(WORDS, reason.key, lang, **values) for lang in ("zh", "en"))
    return Problem(CATALOGUE_FILE, line, column, "error", zh, en)


def _changed(mentions: pd.DataFrame, changes: Mapping[int, _Change]) -> pd.DataFrame:
    """A copy of the frame with the changes written in, dtypes kept."""
    columns: dict[str, pd.Series] = {}
    for name in {name for change in changes.values() for name in change}:
        values = mentions[name].to_list()
        for n, change in changes.items():
            values[n] = change.get(name, values[n])
        columns[name] = pd.Series(values, index=mentions.index, dtype=MENTION_COLUMNS[name])
    return mentions.assign(**columns)


def _targets(correction: Correction, rows: Sequence[_Row], texts: Mapping[str, str]) -> list[int]:
    """The rows a correction means: they stand in its quote and are as it expects. Several only if they say the same."""
    if correction.document not in texts:
        raise _NotAppliedError("correction.document")
    spans = quote_spans(texts[correction.document], correction.quote)
    if not spans:
        raise _NotAppliedError("correction.quote")
    inside = [n for n, row in enumerate(rows) if row["document"] == correction.document and _stands_in(row, spans)]
    expected = [n for n in inside if all(_as_expected(rows[n], k, v) for k, v in correction.expect.items())]
    if not expected:
        raise _NotAppliedError(
            "correction.expect", expected=_listed(correction.expect), actual=_actual(correction, rows, inside)
        )
    if len({(rows[n]["indicator"], rows[n]["breakdown"], rows[n]["value"]) for n in expected}) > 1:
        raise _NotAppliedError("correction.ambiguous", count=len(expected))
    return expected


def _stands_in(row: _Row, spans: Sequence[Span]) -> bool:
    return any(span.start < row["end"] and row["start"] < span.end for span in spans)


def _as_expected(row: _Row, name: str, expected: _Scalar) -> bool:
    """Whether a row says what was expected; null means absent, numbers are compared as numbers."""
    actual = row.get("area_name" if name == "place" else name)
    if actual is None:
        return False
    if isinstance(actual, float):
        wanted = _number(expected)
        return math.isnan(actual) if wanted is None else actual == wanted
    return str(actual) == ("" if expected is None else str(expected))


def _number(value: _Scalar) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return math.inf


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}" for name, value in values.items()
    )


def _actual(correction: Correction, rows: Sequence[_Row], inside: Sequence[int]) -> str:
    names = ["area_name" if name == "place" else name for name in correction.expect]
    return " | ".join(_listed({name: rows[n].get(name, "?") for name in names}) for n in inside) or "–"


def _change(correction: Correction, row: _Row, catalogue: Catalogue) -> _Change:
    """The columns a correction changes in one row."""
    signed: _Change = {
        "by": correction.by, "on": correction.on,
        "note": masked(correction.reason), "note_en": masked(correction.reason_en),
    }  # fmt: skip
    if correction.reject:
        return {**signed, "review_state": "rejected"}
    if correction.choose:
        return {**signed, "review_state": "confirmed"}
    fields = {"indicator": correction.assign} if correction.assign else dict(correction.set or {})
    change = dict(pair for name, value in fields.items() for pair in _field(name, value, catalogue))
    replaced = _listed(
        {name: row[name] for name in change if row[name] not in ("", change[name]) and row[name] == row[name]}
    )
    return {**signed, **change, "origin": "corrected", "review_state": "confirmed", "replaced": replaced}


def _field(name: str, value: _Scalar, catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    """The columns one corrected field stands for: a place has a code, a value has an interval and a unit."""
    text = "" if value is None else str(value)
    if name not in SETTABLE:
        raise _NotAppliedError("correction.field", bad=name, allowed=", ".join(SETTABLE))
    if name == "indicator" and text and text not in catalogue.indicators:
        raise _NotAppliedError("correction.indicator", bad=text)
    if name == "value":
        yield from _value(text, catalogue)
    elif name == "place":
        place = find_place(catalogue.places, text)
        if place is None:
            raise _NotAppliedError("correction.place", bad=text)
        yield from (("area_name", place.name_zh), ("ref_area", place.code))
    elif name == "rank_of":
        number = _number(value)
        if number is not None and not math.isfinite(number):
            raise _NotAppliedError("correction.value", bad=text)
        yield name, math.nan if number is None else number
    else:
        yield name, text


def _value(text: str, catalogue: Catalogue) -> Iterator[tuple[str, object]]:
    """A value as printed (17所, 5.2万人次) or as a bare number; its unit only if it states one."""
    try:
        quantity = read_printed(text, catalogue)
    except ValueError:
        raise _NotAppliedError("correction.value", bad=text) from None
    bounds = quantity.interval
    yield "value", quantity.value
    yield "value_high", math.nan if quantity.value_high is None else quantity.value_high
    yield "low", math.nan if bounds.low is None else bounds.low
    yield "high", math.nan if bounds.high is None else bounds.high
    yield from (("low_closed", bounds.low_closed), ("high_closed", bounds.high_closed))
    yield from (
        ("unit_mult", quantity.unit_mult),
        ("decimals", quantity.decimals),
        ("qualifier", str(quantity.qualifier)),
    )
    if quantity.unit:
        yield "unit", quantity.unit
