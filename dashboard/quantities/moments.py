"""Every date and stretch of time of a text: words of time put together into dates, dates into ranges.

下周三 · 2018年 十二月 · 去年本月十日 · 从一月十日到十二日 · 2015年和2018年之间 · 2010年1月4日或之前 · 自2018年以来 · 三年半 · 5年前.
For the reader's own dates, which a figure can be true at, see `dates.py`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from dashboard.model import Span
from dashboard.quantities.timewords import TimeWord, find_time_words, shifted
from dashboard.quantities.widths import fold_widths

__all__ = ["Moment", "find_moments"]

_JOIN = re.compile(r" {0,2}的? {0,2}")
_ORDER = {"year": 0, "share": 1, "month": 1, "half": 2, "day": 2}
_TO = re.compile(r" {0,2}(?:[-–—~]{1,2}|至|到) {0,2}")
_AND = re.compile(r" {0,2}[和与] {0,2}")
_BETWEEN = re.compile(r" ?(?:之间|间(?!隔))")
_FROM = re.compile(r"(?:自从|从|自)$")
_SINCE = re.compile(
    r" {0,2}(?:(?:或|及|和)?(?:以后|之后)|以来|(?:开始|起)(?![来点草伏])|后(?![半续期备来勤代天年一二三四五六七八九十\d]))"
)
_UNTIL = re.compile(r" {0,2}(?:(?:或|及|和)?(?:以前|之前)|前(?![半三四五六七八九十一二两\d期沿往头景列十面茅言提方]))")


class Moment(NamedTuple):
    """A date or a stretch of time: where it stands and its ISO 8601 form.

    `time_period` is a date to the precision printed, `first/last`, `first/..` and `../last` for open ends, or a duration
    (P2Y6M) where the text tells no date. A day no calendar has (2月30日) stands as its month. `year` is the last one named.
    """

    span: Span
    time_period: str
    year: int | None


class _Point(NamedTuple):
    span: Span
    words: tuple[TimeWord, ...]
    first: str
    last: str
    year: int | None
    month: int | None = None


def find_moments(text: str, anchor: datetime.date | None) -> list[Moment]:
    """The moments of a text in order, none overlapping. Offsets are the text's; it may be full-width or spaced.

    `anchor` is the day of writing: relative words count from it, and a date without a year takes the year said before or
    the anchor's. Words that stay open without it are left out.
    """
    folded = fold_widths(text)
    points = _points(folded, find_time_words(folded, anchor), anchor)
    found: list[Moment] = []
    position = 0
    while position < len(points):
        moment, used = _moment(folded, points, position, anchor, found[-1].span.end if found else 0)
        found.append(moment)
        position += used
    return found


def _points(text: str, words: list[TimeWord], anchor: datetime.date | None) -> list[_Point]:
    groups: list[list[TimeWord]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if last and _continues(text, last, word):
            groups[-1].append(word)
        else:
            groups.append([word])
    points: list[_Point] = []
    for group in groups:
        before = points[-1] if points else None
        points.append(
            _point(
                tuple(group),
                anchor,
                before,
                bool(before and _TO.fullmatch(text[before.span.end : group[0].span.start])),
            )
        )
    return [p for p in points if p.first]


def _continues(text: str, last: TimeWord, word: TimeWord) -> bool:
    """A year goes on with a month, a month with a day: 去年|本月|十日, 2021年的|第三个月."""
    one, two = _ORDER.get(last.rule), _ORDER.get(word.rule)
    if one is None or two is None or one >= two or (last.rule == "share" and word.rule == "day"):
        return False
    return bool(_JOIN.fullmatch(text[last.span.end : word.span.start]))


def _point(words: tuple[TimeWord, ...], anchor: datetime.date | None, before: _Point | None, ranged: bool) -> _Point:
    span = Span(words[0].span.start, words[-1].span.end)
    if words[0].length:
        return _Point(span, words, words[0].length, words[0].length, before.year if before else None)
    if words[0].first:
        return _Point(span, words, words[0].first, words[0].last, int(words[0].last[:4]))
    year = next((w.year for w in words if w.year is not None), None)
    if len(words) > 1 and words[0].rule == "year":
        year = words[0].year
    if year is None:
        year = before.year if before and before.year is not None else anchor.year if anchor else None
    month = next((w.month for w in words if w.month is not None), None)
    if month is None and (words[-1].rule in {"day", "half"}):
        month = before.month if before and ranged else anchor.month if anchor else None
        year = year if month else None
    if year is None:
        return _Point(span, words, "", "", None)
    first, last = _ends(words, year, month)
    return _Point(span, words, first, last, year, month)


def _ends(words: tuple[TimeWord, ...], year: int, month: int | None) -> tuple[str, str]:
    months = next((w.months for w in words if w.months), None)
    days = next((w.days for w in words if w.days), None)
    day = next((w.day for w in words if w.day), None)
    if months:
        return f"{year:04d}-{months[0]:02d}", f"{year:04d}-{months[1]:02d}"
    if days and month is None:
        start = datetime.date(year, 1, 1) if days[0] > 0 else shifted(datetime.date(year, 12, 31), 0, days[0] + 1)
        return start.isoformat(), shifted(start, 0, abs(days[1] - days[0])).isoformat()
    if month is None:
        return (f"{year:04d}",) * 2
    length = calendar.monthrange(min(max(year, 1), 9999), month)[1]
    stem = f"{year:04d}-{month:02d}"
    if days:
        return f"{stem}-{min(days[0], length):02d}", f"{stem}-{min(days[1], length):02d}"
    return (stem if day is None or day > length else f"{stem}-{day:02d}",) * 2


def _moment(
    text: str, points: list[_Point], position: int, anchor: datetime.date | None, floor: int
) -> tuple[Moment, int]:
    """The moment that begins at a point, and how many points it takes."""
    point = points[position]
    following = points[position + 1] if position + 1 < len(points) else None
    start = _opening(text, point.span.start, floor)
    if following:
        joined = _range(text, point, following, start)
        if joined:
            return joined, 2
    limit = following.span.start if following else len(text)
    since, until = _SINCE.match(text, point.span.end, limit), _UNTIL.match(text, point.span.end, limit)
    if point.words[0].length:
        return _distance(point, since, until, anchor), 1
    if since and following and following.span.start == since.end():
        closing = _UNTIL.match(text, following.span.end)
        if closing:
            return Moment(Span(point.span.start, closing.end()), f"{point.first}/{following.last}", following.year), 2
    if since:
        return Moment(Span(start, since.end()), f"{point.first}/..", point.year), 1
    if until:
        return Moment(Span(point.span.start, until.end()), f"../{point.last}", point.year), 1
    if text.startswith("自从", start):
        return Moment(Span(start, point.span.end), f"{point.first}/..", point.year), 1
    return Moment(point.span, _period(point.first, point.last), point.year), 1


def _opening(text: str, start: int, floor: int) -> int:
    before = _FROM.search(text[max(floor, start - 2) : start])
    return start - len(before.group()) if before else start


def _range(text: str, first: _Point, last: _Point, start: int) -> Moment | None:
    gap = text[first.span.end : last.span.start]
    if first.words[0].length or last.words[0].length or len(gap) > 6:
        return None
    if _TO.fullmatch(gap):
        return Moment(Span(start, last.span.end), f"{first.first}/{last.last}", last.year)
    closing = _BETWEEN.match(text, last.span.end) if _AND.fullmatch(gap) else None
    if closing:
        return Moment(Span(first.span.start, closing.end()), f"{first.first}/{last.last}", last.year)
    return None


def _distance(
    point: _Point, since: re.Match[str] | None, until: re.Match[str] | None, anchor: datetime.date | None
) -> Moment:
    """5年前 is a year, 三天后 a day; 两年 alone is a length of time."""
    closing = until or since
    amounts = {unit: int(n) for n, unit in re.findall(r"(\d+)([YMWD])", point.first.partition("T")[0])}
    if closing is None or anchor is None or not amounts:
        return Moment(point.span, point.first, point.year)
    sign = -1 if until else 1
    date = shifted(
        anchor,
        sign * (12 * amounts.get("Y", 0) + amounts.get("M", 0)),
        sign * (7 * amounts.get("W", 0) + amounts.get("D", 0)),
    )
    stamp = date.isoformat()[: 10 if {"W", "D"} & set(amounts) else 7 if "M" in amounts else 4]
    return Moment(Span(point.span.start, closing.end()), stamp, point.year)


def _period(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"
