"""What in the file says which figure of a document is meant: a quote that stands there once, and what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.errors import EditError
from dashboard.model import SourceDocument
from dashboard.observations.privacy import masked
from dashboard.observations.quotes import quote_spans
from dashboard.wording import LANGUAGES, say
from dashboard.wording.curation import WORDS

__all__ = ["Expectation", "Row", "pinned"]

Row = Mapping[str, Any]
Expectation = dict[str, str | int | float | bool | None]

_MARKS = "，。；：、！？（）\n"
_MORE = ("breakdown", "time_period", "place", "scope", "entity", "status", "unit", "subject")
_CLOSEST = 60  # characters a quote grows on each side, at most


def pinned(document: SourceDocument, row: Row, rows: Sequence[Row]) -> tuple[str, Expectation]:
    """A quote without blanks, and the expectation: together they fit this row and no other of `rows`, its document's.

    What is expected is what the extraction says today: the indicator (null of a leftover), the breakdown if any, the value,
    and more only where another figure beside it says the same. EditError: nothing tells it from another figure.
    """
    expected = _expected(row)
    twins = [
        other
        for other in rows
        if other is not row and all(_told(other, name) == value for name, value in expected.items())
    ]
    quote = _quote(document.text, row, twins)
    if quote is not None:
        return quote, expected
    for name in _MORE:
        if name not in expected and all(_told(other, name) != _told(row, name) for other in twins):
            quote = _quote(document.text, row, [])
            if quote is not None:
                return quote, {**expected, name: _told(row, name)}
    raise EditError(*(say(WORDS, "refused.not_alone", lang, value=row["surface"]) for lang in LANGUAGES))


def _expected(row: Row) -> Expectation:
    expected: Expectation = {"indicator": row["indicator"] or None}
    if row["breakdown"]:
        expected["breakdown"] = str(row["breakdown"])
    value = float(row["value"])
    return {**expected, "value": int(value) if value.is_integer() else value}


def _told(row: Row, name: str) -> str | float | None:
    """What a row says of a field as an expectation writes it: nothing is null."""
    value = row["area_name" if name == "place" else name]
    return float(value) if name == "value" else str(value) or None


def _quote(text: str, row: Row, twins: Sequence[Row]) -> str | None:
    """The first stretch around a row's span that stands once, touches no twin and shows nobody's private details."""
    shown = masked(text)
    for left, right in _stretches(text, int(row["start"]), int(row["end"])):
        spans = quote_spans(text, text[left:right])
        alone = len(spans) == 1 and not any(t["start"] < spans[0].end and spans[0].start < t["end"] for t in twins)
        if alone and shown[left:right] == text[left:right]:
            return "".join(text[left:right].split())
    return None


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, with what stands before it or behind it in its clause, the clause, then ever more to one side and to both."""
    first, last = text.rfind("\n\n", 0, start) + 1, text.find("\n\n", end)
    last = len(text) if last < 0 else last
    left = max((text.rfind(mark, first, start) + 1 for mark in _MARKS), default=first)
    left = max(left, first)
    right = min((place for mark in _MARKS if (place := text.find(mark, end, last)) >= 0), default=last)
    yield from ((start, end), (left, end), (start, right), (left, right))
    for step in range(1, _CLOSEST):
        before, behind = max(first, left - step), min(last, right + step)
        yield from ((before, end), (start, behind), (before, right), (left, behind), (before, behind))
