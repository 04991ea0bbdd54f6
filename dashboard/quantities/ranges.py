"""Ranges in words: 位于20和30之间, 大于二十的同时小于等于三十五, 最多100最少20, 1000以上，1500以下."""

from __future__ import annotations

import re

from dashboard.model import Qualifier, Span
from dashboard.quantities.scan import Numeral

__all__ = ["join_ranges", "with_parts"]

_WITH = re.compile(r"(?P<first>[^\d，。；\n]{0,3}?) ?(?:和|与|跟|至|到) ?第?")
_BETWEEN = re.compile(r" ?(?:之间|间(?![隔断接]))")
_WITHIN = re.compile(r"(?:位于|介于|处于|在)?第?$")
_ALSO = re.compile(r"[，,]? ?(?:并且|而且|但是?|且|并|的?同时)? ?(?:又|也)?")
_LOWER = frozenset({"ge", "gt"})
_UPPER = frozenset({"le", "lt"})


def join_ranges(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """The numerals with every two neighbours that state one range joined into one of kind `range`."""
    joined: list[Numeral] = []
    for numeral in numerals:
        pair = (_between(text, joined[-1], numeral) or _bounded(text, joined[-1], numeral)) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(_framed(text, numeral) if numeral.parts and numeral.kind == "range" else numeral)
    return joined


def with_parts(numerals: list[Numeral]) -> list[Numeral]:
    """Each numeral followed by those inside it, whose bounds the outer one states."""
    found: list[Numeral] = []
    for numeral in numerals:
        found.append(numeral)
        for part in numeral.parts:
            found += with_parts([part._replace(meaning="eq", qualifier=Qualifier.EQ, phrase=part.span)])
    return found


def _between(text: str, first: Numeral, second: Numeral) -> Numeral | None:
    """20和30之间, 第十与第十五间."""
    gap = text[first.word_span.end : second.word_span.start]
    closing = _BETWEEN.match(text, second.span.end if second.word == "间" and not first.word else second.word_span.end)
    if closing is None or len(gap) > 5 or not _WITH.fullmatch(gap) or first.parts or second.parts:
        return None
    return _range(text, first, second, _opening(text, first.word_span.start), closing.end())


def _framed(text: str, numeral: Numeral) -> Numeral:
    """在80到90之间: a range already, with the words around it."""
    closing = _BETWEEN.match(text, numeral.word_span.end)
    if closing is None:
        return numeral
    span = Span(_opening(text, numeral.word_span.start), closing.end())
    return numeral._replace(phrase=span)


def _opening(text: str, start: int) -> int:
    before = text[max(0, start - 4) : start]
    match = _WITHIN.search(before)
    return start - (len(before) - match.start() if match else 0)


def _bounded(text: str, first: Numeral, second: Numeral) -> Numeral | None:
    """A lower and an upper bound side by side: 大于10小于20, 不大于50不小于20, 1000以上，1500以下."""
    low, high = (first, second) if first.meaning in _LOWER else (second, first)
    if low.meaning not in _LOWER or high.meaning not in _UPPER or low.value >= high.value or first.parts:
        return None
    gap = text[max(first.phrase.end, first.word_span.end) : second.phrase.start]
    if len(gap) > 6 or not _ALSO.fullmatch(gap):
        return None
    whole = _range(text, first, second, first.phrase.start, second.phrase.end)
    return whole._replace(value=low.value, value_high=high.value)


def _range(text: str, first: Numeral, second: Numeral, start: int, end: int) -> Numeral:
    span = Span(start, end)
    return second._replace(
        span=span, word_span=Span(start, max(end, second.word_span.end)), surface=text[start : max(end, second.word_span.end)],
        value=first.value, value_high=second.value, qualifier=Qualifier.EQ, meaning="eq", kind="range", phrase=span,
        parts=(first, second),
    )  # fmt: skip
