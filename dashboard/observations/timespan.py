"""What days a `time_period` covers: 2024, 2024-05, 2024-12-31, 2022-01-01/2022-05-15 and, without an end, 2021/.."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

__all__ = ["days_between", "days_of", "periods_agree", "year_of"]

_OPEN = ".."
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=65_536)
def days_of(time_period: str) -> tuple[date, date] | None:
    """First and last day a period covers; None for "" and for anything that is no ISO 8601 date or range of dates."""
    start, _, end = time_period.partition("/")
    if end == _OPEN:
        since = _days(start)
        return (since[0], date.max) if since else None
    first, last = _days(start), _days(end or start)
    if first is None or last is None or last[1] < first[0]:
        return None
    return first[0], last[1]


def _days(text: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def year_of(time_period: str) -> int:
    """The year a period ends in, or begins in where it has no end; 0 if it states none."""
    start, _, end = time_period.rpartition("/")
    end = start if end == _OPEN else end
    return int(end[:4]) if _DATE.match(end) else 0


def days_between(a: str, b: str) -> int | None:
    """The fewest days that can lie between two periods: 0 if they overlap, None if one of them is unknown."""
    first, second = days_of(a), days_of(b)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def periods_agree(a: str, b: str) -> bool:
    """Whether two periods are one, or one is the other said less exactly (2025 and 2025-06-20)."""
    if a == b:
        return True
    return bool(a and b) and "/" not in a + b and (a.startswith(b + "-") or b.startswith(a + "-"))
