"""Dates and stretches of time as printed: 2024年底, 5月15日, 2022年1—6月, 今年上半年, “十四五”, 2024-05-18.

A found date keeps what the text leaves open: `~` stands for a year to be taken from what was said before, `^` for the
year before that one, `@0`, `@-1` for this year and last year as the writer saw them. `resolve` fills these in; nothing is
taken from the clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.model import Span
from dashboard.quantities.numerals import read_number

__all__ = ["DateSpan", "find_dates", "resolve"]

_C = "零〇○Ｏ一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][零〇○Ｏ一二三四五六七八九]{3})"
_RELATIVE = {
    "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "去年": -1, "前年": -2, "明年": 1, "翌年": 1,
}  # fmt: skip
_YEAR_BEFORE = ("上年", "上年度")
_REL = "|".join(sorted((*_RELATIVE, *_YEAR_BEFORE), key=len, reverse=True))
_DASH = r"(?:[-—–~～]{1,2}|至|到)"
_ANY_YEAR = rf"(?:(?P<@y>{_YEAR})年度?|(?P<@r>{_REL}))"
_MONTH = rf"(?:\d{{1,2}}|[{_C}]{{1,2}})"
_DAY = rf"(?:\d{{1,2}}|[{_C}]{{1,3}})"
_SEASONS = {
    "上半年": ("01", "06"), "下半年": ("07", "12"), "前三季度": ("01", "09"), "前三个季度": ("01", "09"), "第一季度": ("01", "03"),
    "一季度": ("01", "03"), "第二季度": ("04", "06"), "二季度": ("04", "06"), "第三季度": ("07", "09"), "三季度": ("07", "09"),
    "第四季度": ("10", "12"), "四季度": ("10", "12"), "前两月": ("01", "02"), "前两个月": ("01", "02"),
}  # fmt: skip
_SEASON = "|".join(sorted(_SEASONS, key=len, reverse=True))
_END = "年底|年末|底|末"
_BEGIN = "年初|初"
_PLANS = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in clean text: `first` and `last` are ISO 8601 with `~`, `^` or `@n` where the year is open."""

    span: Span
    first: str
    last: str

    @property
    def is_range(self) -> bool:
        """Whether two different ends are named."""
        return self.first != self.last

    @property
    def looks_back(self) -> bool:
        """Whether it names the year before the one spoken of (上年), which stays the one spoken of."""
        return self.last[0] == "^"


def _named(pattern: str, name: str) -> str:
    return pattern.replace("@", name)


_RULES: tuple[tuple[str, str], ...] = (
    ("plan", r"[“\"]?(?P<plan>九|十[一二三四五]?)五[”\"]?(?:规划|期间|时期|以来|末|期末)?(?<=[”\"期间时来末划])"),
    ("iso", rf"(?<![\d.])(?P<iy>{_YEAR})[-./](?P<im>\d{{1,2}})[-./](?P<id>\d{{1,2}})(?![\d.])"),
    ("years", rf"(?P<ya>{_YEAR})年?{_DASH}(?P<yb>{_YEAR})(?:年度?|学年)"),
    ("days", rf"(?:{_named(_ANY_YEAR, 'd')})?(?P<dm>{_MONTH})月(?P<dd>{_DAY})[日号]?{_DASH}(?:(?P<dy2>{_YEAR})年)?(?:(?P<dm2>{_MONTH})月)?(?P<dd2>{_DAY})[日号]"),
    ("months", rf"(?:{_named(_ANY_YEAR, 'm')})?(?P<mm>{_MONTH})月?{_DASH}(?:(?P<my2>{_YEAR})年)?(?P<mm2>{_MONTH})月(?:份|底|末)?"),
    ("day", rf"(?:{_named(_ANY_YEAR, 'a')})?(?P<am>{_MONTH})月(?P<ad>{_DAY})[日号]"),
    ("season", rf"(?:{_named(_ANY_YEAR, 's')})?(?P<season>{_SEASON})"),
    ("month", rf"(?:{_named(_ANY_YEAR, 'o')})?(?P<om>{_MONTH})月(?:份|(?P<oe>底|末)|(?P<ob>初))?(?![日号\d])"),
    ("year", rf"{_named(_ANY_YEAR, 'u')}(?:(?P<ue>{_END})|(?P<ub>{_BEGIN}))?"),
    ("bracket", r"(?<=[（(])(?P<bracket>(?:19|20)\d{2})(?=[)）])"),
    ("edge", r"(?P<edge>年底|年末)"),
    ("past", rf"过去的?(?P<past>[{_C}两])年|(?<![{_C}\d])(?P<since>[{_C}两])年来"),
    ("whole", r"(?P<whole>全年|当年|同年)"),
)  # fmt: skip
_FIRST = rf"(?=[\d{_C}“\"今去前本上明翌下第全当同年过两])"  # the characters a date begins with
_PATTERN = re.compile(_FIRST + "(?:" + "|".join(f"(?P<is_{name}>{rule})" for name, rule in _RULES) + ")")
_TRIGGER = re.compile(r"[年月五季12](?:(?<=[年月五])|(?<=季)度|(?:(?<=1)9|(?<=2)0)\d\d[-./)）])")  # in every date
_BEFORE_TRIGGER = 12  # characters of a date before its trigger, at most: 二〇二四——二〇二五年


def find_dates(text: str) -> list[DateSpan]:
    """The dates of clean text in order, none overlapping.

    The pattern is slow to dismiss a place, so it is only asked from shortly before the next character no date is without.
    """
    found: list[DateSpan] = []
    position = 0
    while trigger := _TRIGGER.search(text, position):
        match = _PATTERN.search(text, max(position, trigger.start() - _BEFORE_TRIGGER))
        if match is None:
            break
        ends = _READERS[(match.lastgroup or "")[3:]](match)
        if ends:
            found.append(DateSpan(Span(*match.span()), *ends))
        position = match.end()
    return found


def resolve(stamp: str, anchor_year: int | None, context_year: int | None) -> str | None:
    """A stamp with its year filled in. None when open.

    `@n` counts from the writer's year, `~` is the year spoken of, `^` the one before it.
    """
    head, _, rest = _relative(stamp) if stamp[0] == "@" else stamp.partition("-")
    if head in {"~", "^"}:
        spoken = context_year if context_year is not None else anchor_year
        year = spoken - 1 if spoken is not None and head == "^" else spoken
    elif head.startswith("@"):
        year = None if anchor_year is None else anchor_year + int(head[1:])
    else:
        year = int(head)
    if year is None:
        return None
    return _last_day(f"{year}-{rest}") if rest else str(year)


def _relative(stamp: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(@-?\d+)(?:-(.*))?", stamp)
    if match is None:
        raise ValueError(stamp)
    return match[1], "-", match[2] or ""


def _last_day(stamp: str) -> str:
    """`2022-02-99` means the last day of the month."""
    if not stamp.endswith("-99"):
        return stamp
    year, month, _ = stamp.split("-")
    return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02d}"


def _year(match: re.Match[str], group: str) -> str:
    """The year part of a stamp: digits, @n, ^ or ~."""
    printed, relative = match[group + "y"], match[group + "r"]
    if printed:
        return _digits(printed)
    if relative in _YEAR_BEFORE:
        return "^"
    return f"@{_RELATIVE[relative]}" if relative else "~"


def _digits(year: str) -> str:
    value = read_number(year.replace("Ｏ", "〇"))
    return f"{int(value or 0):04d}"


def _two(printed: str, most: int) -> str | None:
    value = read_number(printed)
    return f"{int(value):02d}" if value and 1 <= value <= most else None


def _read_plan(match: re.Match[str]) -> tuple[str, str]:
    first = _PLANS[match["plan"]]
    return str(first), str(first + 4)


def _read_iso(match: re.Match[str]) -> tuple[str, str] | None:
    month, day = _two(match["im"], 12), _two(match["id"], 31)
    return (f"{match['iy']}-{month}-{day}",) * 2 if month and day else None


def _read_years(match: re.Match[str]) -> tuple[str, str]:
    return _digits(match["ya"]), _digits(match["yb"])


def _read_days(match: re.Match[str]) -> tuple[str, str] | None:
    year = _year(match, "d")
    months = _two(match["dm"], 12), _two(match["dm2"] or match["dm"], 12)
    days = _two(match["dd"], 31), _two(match["dd2"], 31)
    if None in months or None in days:
        return None
    last = _digits(match["dy2"]) if match["dy2"] else year
    return f"{year}-{months[0]}-{days[0]}", f"{last}-{months[1]}-{days[1]}"


def _read_months(match: re.Match[str]) -> tuple[str, str] | None:
    year = _year(match, "m")
    first, last = _two(match["mm"], 12), _two(match["mm2"], 12)
    if first is None or last is None:
        return None
    return f"{year}-{first}", f"{_digits(match['my2']) if match['my2'] else year}-{last}"


def _read_day(match: re.Match[str]) -> tuple[str, str] | None:
    month, day = _two(match["am"], 12), _two(match["ad"], 31)
    return (f"{_year(match, 'a')}-{month}-{day}",) * 2 if month and day else None


def _read_season(match: re.Match[str]) -> tuple[str, str]:
    first, last = _SEASONS[match["season"]]
    year = _year(match, "s")
    return f"{year}-{first}", f"{year}-{last}"


def _read_month(match: re.Match[str]) -> tuple[str, str] | None:
    month = _two(match["om"], 12)
    if month is None:
        return None
    stamp = f"{_year(match, 'o')}-{month}" + ("-99" if match["oe"] else "-01" if match["ob"] else "")
    return stamp, stamp


def _read_year(match: re.Match[str]) -> tuple[str, str]:
    stamp = _year(match, "u") + ("-12-31" if match["ue"] else "-01-01" if match["ub"] else "")
    return stamp, stamp


def _read_bracket(match: re.Match[str]) -> tuple[str, str]:
    return match["bracket"], match["bracket"]


def _read_edge(match: re.Match[str]) -> tuple[str, str]:
    return "~-12-31", "~-12-31"


def _read_past(match: re.Match[str]) -> tuple[str, str] | None:
    """过去五年, 五年来: so many whole years before the writer's."""
    years = read_number(match["past"] or match["since"])
    return (f"@-{int(years)}", "@-1") if years else None


def _read_whole(match: re.Match[str]) -> tuple[str, str]:
    return "~", "~"


_READERS: dict[str, Callable[[re.Match[str]], tuple[str, str] | None]] = {
    "plan": _read_plan,
    "iso": _read_iso,
    "years": _read_years,
    "days": _read_days,
    "months": _read_months,
    "day": _read_day,
    "season": _read_season,
    "month": _read_month,
    "year": _read_year,
    "bracket": _read_bracket,
    "edge": _read_edge,
    "past": _read_past,
    "whole": _read_whole,
}
