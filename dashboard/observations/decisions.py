"""What a person may decide where values contradict each other: for each way out the corrections that would settle it.

A decision keeps one side and rejects the other; nothing is decided here. Only figures that stand in documents can be
rejected: what a person entered is edited where it was entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Correction
from dashboard.model import Finding, Severity, SourceDocument
from dashboard.observations.privacy import masked
from dashboard.observations.quotes import quote_spans

__all__ = ["Decision", "decisions", "unique_quote"]

Row = Mapping[str, Any]  # a row of the mentions frame

_ONE_THING = ("C08",)  # values for one thing: one of them is kept
_MARKS = "，。；：、！？（）\n"
_TOTALS = ("C01", "C06", "C09")  # the total first, then its parts: one side is kept


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to settle a finding: the mentions kept, those rejected, and the corrections that reject them."""

    kept: tuple[Row, ...]
    rejected: tuple[Row, ...]
    corrections: tuple[Correction, ...]


def decisions(
    finding: Finding, mentions: Mapping[str, Row], documents: Mapping[str, SourceDocument], by: str, on: str
) -> tuple[Decision, ...]:
    """The ways to settle a conflict, in the order of its values; none for findings that are no conflict inside a document.

    `by` and `on` sign the corrections; their reason is empty, for whoever decides knows it.
    """
    rows = [mentions[key] for key in finding.mentions if key in mentions]
    if len(rows) != len(finding.mentions):
        return ()
    return tuple(
        Decision(tuple(kept), tuple(lost), tuple(_rejection(row, documents[row["document"]], by, on) for row in lost))
        for kept, lost in _ways(finding, rows)
    )


def _ways(finding: Finding, rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """(kept, rejected) for each way out."""
    if finding.code in _ONE_THING:
        values = dict.fromkeys(_value(row) for row in rows)
        for value in values if len(values) > 1 else ():
            yield [row for row in rows if _value(row) == value], [row for row in rows if _value(row) != value]
    elif finding.code in _TOTALS and finding.severity is not Severity.INFO:
        yield list(rows[1:]), [rows[0]]
        yield [rows[0]], list(rows[1:])


def _value(row: Row) -> tuple[float, str]:
    return float(row["value"]), str(row["qualifier"])


def _rejection(row: Row, document: SourceDocument, by: str, on: str) -> Correction:
    value = float(row["value"])
    expect: dict[str, str | int | float | bool | None] = {"indicator": str(row["indicator"])}
    if row["breakdown"]:
        expect["breakdown"] = str(row["breakdown"])
    expect["value"] = int(value) if value.is_integer() else value
    quote = unique_quote(document.text, int(row["start"]), int(row["end"]))
    return Correction(document.name, quote, expect, reason="", by=by, on=on, reject=True)


def unique_quote(text: str, start: int, end: int) -> str:
    """A stretch around a span that stands once in the text, blanks left out: the span, its clause, or what lies around it.

    It grows within its paragraph. Where private details would come into it, or nothing unique is found, it is the span alone.
    """
    shown = masked(text)
    for left, right in ((start, end), *_stretches(text, start, end)):
        if len(quote_spans(text, text[left:right])) == 1:
            kept = shown[left:right] == text[left:right]
            return "".join((text[left:right] if kept else text[start:end]).split())
    return "".join(text[start:end].split())


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clause of a span, then ever more on both sides, to the ends of the paragraph."""
    first, last = text.rfind("\n\n", 0, start) + 1, text.find("\n\n", end)
    last = len(text) if last < 0 else last
    left = max((text.rfind(mark, first, start) + 1 for mark in _MARKS), default=first)
    right = min((place for mark in _MARKS if (place := text.find(mark, end, last)) >= 0), default=last)
    while left > first or right < last:
        yield left, right
        left, right = max(first, left - 1), min(last, right + 1)
    yield first, last
