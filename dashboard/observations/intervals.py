"""Arithmetic on what printed numbers stand for (domain handbook 1.4), and how an interval is shown."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dashboard.model import Interval

__all__ = [
    "difference_of",
    "exact",
    "implied_whole",
    "integers_in",
    "interval_of",
    "is_exact",
    "ratio_of",
    "show",
    "show_number",
    "sum_of",
    "within",
]

_MANY = 1_000  # more whole numbers than this are not listed


def interval_of(low: float, high: float, low_closed: bool, high_closed: bool) -> Interval:
    """An interval out of frame columns, where NaN is an absent bound."""
    return Interval(None if math.isnan(low) else low, None if math.isnan(high) else high, low_closed, high_closed)


def exact(value: float) -> Interval:
    """One number and nothing else."""
    return Interval(value, value)


def is_exact(interval: Interval) -> bool:
    """Whether an interval holds one number only."""
    return interval.low is not None and interval.low == interval.high


def sum_of(intervals: Iterable[Interval]) -> Interval:
    """The interval of a sum; of nothing it is [0, 0]."""
    total = exact(0.0)
    for interval in intervals:
        total = total.plus(interval)
    return total


def difference_of(whole: Interval, part: Interval) -> Interval:
    """The interval of whole − part: 258 and [150, 160) give (98, 108]."""
    low = None if whole.low is None or part.high is None else whole.low - part.high
    high = None if whole.high is None or part.low is None else whole.high - part.low
    return Interval(low, high, whole.low_closed and part.high_closed, whole.high_closed and part.low_closed)


def ratio_of(a: Interval, b: Interval, times: float = 1) -> Interval:
    """`a` × `times` ÷ `b`, both without negative numbers: 37 and 15 give [2.47, 2.47]. Open where `b` may be zero."""
    low = None if a.low is None or not b.high else a.low * times / b.high
    high = None if a.high is None or not b.low else a.high * times / b.low
    return Interval(low, high, a.low_closed and b.high_closed, a.high_closed and b.low_closed)


def implied_whole(part: Interval, share: Interval) -> Interval:
    """The whole of which `part` is `share` per cent: 44 and [64.65, 64.75) give (67.95, 68.06]. Bounds must be positive."""
    return ratio_of(part, share, 100)


def integers_in(interval: Interval) -> range | None:
    """The whole numbers in an interval; None where it is unbounded or holds more than a thousand."""
    if interval.low is None or interval.high is None or interval.high - interval.low > _MANY:
        return None
    first, last = math.ceil(interval.low), math.floor(interval.high)
    first += first == interval.low and not interval.low_closed
    last -= last == interval.high and not interval.high_closed
    return range(first, max(first, last + 1))


def within(part: Interval, wholes: Iterable[Interval]) -> bool:
    """Whether a part can be no larger than at least one of the wholes."""
    at_least = Interval(part.low, None, part.low_closed)
    return any(at_least.meets(whole) for whole in wholes)


def show_number(value: float, lang: str) -> str:
    """A number with at most two decimals: 67.95, 68, and 10.19万 in Chinese or 101,942 in English."""
    if lang == "zh" and abs(value) >= 10_000 and not (value % 1 == 0 and (abs(value) < 100_000 or value % 100)):
        scale, word = (1e8, "亿") if abs(value) >= 1e8 else (1e4, "万")
        return _trimmed(value / scale) + word
    if lang != "zh" and abs(value) >= 1_000:
        return f"{value:,.0f}"
    return _trimmed(value)


def _trimmed(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def show(interval: Interval, lang: str) -> str:
    """An interval as two numbers (67.95–68.06), as one (68), or as a bound (≥ 250,000)."""
    if interval.low is None or interval.high is None:
        bound = interval.high if interval.low is None else interval.low
        sign = "≤" if interval.low is None else "≥"
        return "–" if bound is None else f"{sign} {show_number(bound, lang)}"
    low, high = show_number(interval.low, lang), show_number(interval.high, lang)
    if low == high:
        return low
    word = high[-1]
    return f"{low[:-1]}–{high}" if word in "万亿" and low.endswith(word) else f"{low}–{high}"
