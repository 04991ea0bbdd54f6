"""The words dates and stretches of time are made of, each with what it settles: a year, a month, a day, or a length.

年 and 月 with numbers, 今年, 上个月, 十日, 上半年, 第三个月, 下周三, 今天, 九十年代, 近三年, 两年半, 2010-01-29. Compiled on first use.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from dashboard.model import Span
from dashboard.quantities.digits import read_number

__all__ = ["TimeWord", "find_time_words", "month_of", "shifted"]

_B = " {0,2}"
_ONE = "零〇○一二三四五六七八九"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十两百几]{1,4}|半)"
_UNITS = {
    "年": "Y",
    "月": "M",
    "周": "W",
    "星期": "W",
    "礼拜": "W",
    "天": "D",
    "日": "D",
    "小时": "H",
    "分钟": "m",
    "分": "m",
    "秒": "S",
}
_LENGTH = rf"{_COUNT}{_B}(?:年|个{_B}月|个?半月|月|周(?!岁|年)|个?星期|个?礼拜|天|个?小时|分钟|秒)(?:半|多|余)?"
_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "翌年": 1,
    "后年": 2,
}
_MONTHS = {"上": -1, "本": 0, "这": 0, "当": 0, "下": 1}
_DAYS = {"大前天": -3, "前天": -2, "昨": -1, "今": 0, "当日": 0, "明": 1, "次日": 1, "大后天": 3, "后天": 2}
_SHARES = {
    "上半年": (1, 6), "上个半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "下个半年": (7, 12), "后半年": (7, 12),
    "前三季度": (1, 9), "前三个季度": (1, 9), "前两月": (1, 2), "前两个月": (1, 2),
}  # fmt: skip
_PLANS = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_RULES: tuple[tuple[str, str], ...] = (
    ("plan", r"[“\"](?:九|十[一二三四五]?)五[”\"](?:规划|期间|时期)?|(?:九|十[一二三四五]?)五(?:规划|期间|时期)"),
    ("iso", r"(?<![\d./])(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|(?<!-)(?:\d{4}([-.])\d{1,2}\1\d{1,2}|\d{1,2}([-.])\d{1,2}\2\d{4})|\d{4} \d{2} \d{2})"
            r"(?![\d/]|[.-]\d{1,2}(?![\d/]))"),
    ("decade", rf"(?:[\d{_ONE}十]{{1,4}}{_B}世纪{_B})?[\d{_ONE}十]{{1,4}}{_B}年代(?:初|中期|末)?|[\d{_ONE}十]{{1,4}}{_B}世纪(?:初|末)?"),
    ("share", rf"(?:[上下](?:个)?|前|后)半年|第?[一二三四1234]{_B}季度|前[三3]个?季度|前两月|前{_COUNT}{_B}个月|年[初底末]|第{_COUNT}{_B}个月|(?<![以之提])(?:前|头|后){_COUNT}{_B}天"),
    ("near", rf"(?:过去|最近|近|未来|今后|(?<![以之提])(?:上|下|后|前|头))(?:的|这)?{_B}(?:(?!\d{{3}}){_COUNT}{_B}(?:年|个{_B}月|月|个?星期|周|天)|几(?:年|个月|天))(?:来|内|以来)?"),
    ("year", rf"(?:(?<!\d)\d{{4}}{_B}年度?|(?<!\d)\d{{2,3}}{_B}年(?={_B}\d{{1,2}}{_B}月|{_B}[一二三四五六七八九十]{{1,2}}月)|(?<!\d)0\d{_B}年"
             rf"|[{_ONE}]{{3,4}}{_B}年|[零〇九]{_B}?[{_ONE}]{_B}年|[一两二]千零?(?:[一二三四五六七八九]?十?[一二三四五六七八九]?)年|(?:大?前|去|上|今|本|明|来|翌|后)年度?)(?:底|末|初(?!中))?|[全当同]年"),
    ("half", r"[上下]半月|[上中下]旬|月[初底末]"),
    ("month", rf"(?<![\d.个第])(?:1[0-2]|0?[1-9])(?:{_B}月(?:份|底|末|初)?|(?={_B}[-–—~至到]{{1,2}}{_B}(?:1[0-2]|[1-9]){_B}月))|(?<![{_ONE}十个])(?:十[一二]?|[一二三四五六七八九]){_B}月(?:份|底|末|初)?|(?:[上下本这](?:个)?|当)月"),
    ("day", rf"(?<![\d.])(?:[12]\d|3[01]|0?[1-9]){_B}(?:日(?![元本常益内])|(?<=月.)号|(?<=月..)号|(?<=月...)号)"
            rf"|(?<=月)(?:[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])(?:{_B}[日号]|(?![个{_ONE}十百千万年月天人名所家项次种级是]))"
            rf"|(?:[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?)日(?!内)|(?<=月)[123]?\d(?={_B}[到至-])"),
    ("week", r"(?:[上下本这](?:个)?)?(?:周|星期|礼拜)[一二三四五六日天](?![年月岁])|[上下本这](?:个)?(?:周|星期|礼拜)"),
    ("today", r"大?[前后]天|[昨今明]天|[昨今明当次]日"),
    ("length", rf"(?<![第\d.]){_LENGTH}(?:{_B}(?:又|零)?{_B}{_LENGTH}){{0,6}}"),
    ("bare", rf"(?<![\d.,/年月〔【\[-])(?:1[5-9]\d\d|20\d\d|2100)(?![\d.,/%多余]|-\d|{_B}[人名位家所个万亿元项件次吨亩只台户种米公平千])"
             rf"|(?<![\d.])(?:1[5-9]|20)\d\d(?={_B}[-–—~至到]{{1,2}}{_B}\d{{4}}{_B}年)"),
)  # fmt: skip


class TimeWord(NamedTuple):
    """One word of time: its span, its rule, and what it settles.

    `year`, `month`, `day` are numbers or None; `first` and `last` are ISO ends where the word settles them itself
    (a decade, a week, 2010-01-29); `months` and `days` are stretches inside the year or month before it; `length` is an
    ISO 8601 duration.
    """

    span: Span
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: str = ""
    last: str = ""
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    length: str = ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    parts = []
    groups = 0
    for name, rule in _RULES:
        groups += 1
        shifted_rule = re.sub(r"\\([12])", lambda m, g=groups: f"\\{int(m[1]) + g}", rule)  # type: ignore[misc]
        groups += re.compile(rule).groups
        parts.append(f"(?P<{name}>{shifted_rule})")
    return re.compile("|".join(parts))


def find_time_words(text: str, anchor: datetime.date | None) -> list[TimeWord]:
    """The words of time of half-width text in order; relative ones are left out when there is no `anchor`."""
    found = []
    for match in _pattern().finditer(text):
        rule = match.lastgroup or ""
        word = _READERS[rule](TimeWord(Span(*match.span()), rule), match.group().replace(" ", ""), anchor)
        if word:
            found.append(word)
    return found


def shifted(anchor: datetime.date, months: int = 0, days: int = 0) -> datetime.date:
    """A date some months or days away, the day kept inside its month."""
    total = anchor.year * 12 + anchor.month - 1 + months
    year, month = min(max(total // 12, 1), 9999), total % 12 + 1
    moved = anchor.replace(year=year, month=month, day=min(anchor.day, calendar.monthrange(year, month)[1]))
    limit = datetime.timedelta(days=max(-300_000, min(300_000, days)))
    return moved + limit if datetime.date(1000, 1, 1) < moved < datetime.date(9000, 1, 1) else moved


def month_of(date: datetime.date) -> str:
    """The month of a date: 2024-05."""
    return f"{date.year:04d}-{date.month:02d}"


def _count(printed: str) -> float:
    if printed == "半":
        return 0.5
    return read_number(printed.replace("几", "三")) or 0.0


def _plan(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord:
    first = _PLANS[re.split('五[”"规期时]', text.lstrip('“"'))[0]]
    return word._replace(first=str(first), last=str(first + 4))


def _iso(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord | None:
    source = re.findall(r"\d+", text) if re.search(r"\D", text) else [text[:4], text[4:6], text[6:]]
    year, month, day = (
        int(n) for n in (source if len(source[0]) == 4 else (source[2], *_month_day(source[0], source[1])))
    )
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return word._replace(year=year, month=month, day=day)


def _month_day(first: str, second: str) -> tuple[str, str]:
    """13.5.2015 is 13 May, 10/1/2018 1 October."""
    return (second, first) if int(first) > 12 else (first, second)


def _decade(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    century, _, rest = text.rpartition("世纪") if "世纪" in text else ("", "", text)
    base = (int(read_number(century) or 0) - 1) * 100 if century else 1900
    digits = re.match(r"[\d零〇○一二三四五六七八九十]+(?=年代)", rest)
    if digits is None:
        return word._replace(first=f"{base:04d}", last=f"{base + 99:04d}")
    decade = int(read_number(digits.group()) or 0)
    start = decade if decade > 999 else base + decade
    return word._replace(first=f"{start:04d}", last=f"{start + 9:04d}")


def _near(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    """过去十年, 近三年, 未来5年, 下1年, 上1月."""
    match = re.search(r"(过去|最近|近|未来|今后|上|下|后|前|头)(?:的|这)?(.+?)(年|个?月|个?星期|周|天)", text)
    if match is None or anchor is None:
        return None
    ahead, running = match[1] in ("未来", "今后", "下", "后"), match[1] in ("近", "最近")
    count = _count(match[2]) * (1 if ahead else -1)
    months = {"年": 12, "月": 1, "个月": 1}.get(match[3], 0)
    days = {"天": 1, "周": 7, "星期": 7, "个星期": 7}.get(match[3], 0)
    other = shifted(anchor, int(count * months), int(count * days))
    if days:
        ends = anchor.isoformat(), other.isoformat()
    elif months == 12:
        ends = (
            (str(anchor.year + (1 if ahead else -1)), str(other.year))
            if ahead
            else (str(anchor.year - 1 + running), str(other.year + running))
        )
    else:
        ends = month_of(shifted(anchor, 1 if ahead else -1)), month_of(other)
    return word._replace(first=min(ends), last=max(ends))


def _year(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    if text in ("全年", "当年", "同年"):
        return word
    edge = {"底": (12, 12), "末": (12, 12), "初": (1, 1)}.get(text[-1])
    if edge:
        day = "31" if edge[0] == 12 else "01"
        whole = _year(word, text[:-1], anchor)
        stamp = f"{whole.year:04d}-{edge[0]:02d}-{day}" if whole else ""
        return whole and whole._replace(first=stamp, last=stamp)
    for name, distance in _YEARS.items():
        if text.startswith(name):
            return word._replace(year=anchor.year + distance) if anchor else None
    digits = text.rstrip("度").rstrip("年")
    value = int(read_number(digits) or 0)
    if len(digits) == 2:
        value += 2000 if value < 50 else 1900
    return word._replace(year=value)


def _share(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord | None:
    if text[-1] in "初底末":
        return word._replace(month=1, day=1) if text == "年初" else word._replace(month=12, day=31)
    if text in _SHARES:
        return word._replace(months=_SHARES[text])
    count = int(_count(re.sub(r"[第前头后个月天季度]", "", text)))
    if text.endswith("天"):
        return word._replace(days=(1, count) if text[0] != "后" else (-count, -1))
    if text.endswith("个月"):
        return word._replace(months=(1 if text[0] == "前" else count, count)) if 1 <= count <= 12 else None
    if text.startswith("前"):
        return word._replace(months=(1, 9))
    return word._replace(months=(3 * count - 2, 3 * count)) if 1 <= count <= 4 else None


def _half(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord:
    days = {"上半月": (1, 15), "下半月": (16, 31), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "月初": (1, 1)}
    return word._replace(days=days.get(text, (31, 31)))


def _month(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    if text[0] in _MONTHS:
        if anchor is None:
            return None
        date = shifted(anchor, _MONTHS[text[0]])
        return word._replace(year=date.year, month=date.month)
    month = int(_count(text.partition("月")[0]))
    edge = {"底": (31, 31), "末": (31, 31), "初": (1, 1)}.get(text[-1])
    return word._replace(month=month, days=edge)


def _day(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord | None:
    day = int(_count(text.rstrip("日号")))
    return word._replace(day=day) if 1 <= day <= 31 else None


def _week(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    if anchor is None:
        return None
    monday = shifted(anchor, 0, -anchor.weekday() + 7 * _MONTHS.get(text[0], 0))
    day = "一二三四五六日天".find(text[-1])
    if day < 0:
        return word._replace(first=monday.isoformat(), last=shifted(monday, 0, 6).isoformat())
    date = shifted(monday, 0, min(day, 6)).isoformat()
    return word._replace(first=date, last=date)


def _today(word: TimeWord, text: str, anchor: datetime.date | None) -> TimeWord | None:
    if anchor is None:
        return None
    date = shifted(anchor, 0, _DAYS.get(text, _DAYS.get(text[0], 0))).isoformat()
    return word._replace(first=date, last=date)


def _length(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord:
    """两年半 → P2Y6M, 一年又一个月21天 → P1Y1M21D."""
    amounts: dict[str, float] = {}
    for count, unit, half in re.findall(rf"({_COUNT}?)(?:个)?(半月|年|月|周|星期|礼拜|天|小时|分钟|秒)(半)?", text):
        value = 0.5 if unit == "半月" else _count(count) + (0.5 if half else 0.0)
        code = _UNITS[unit.lstrip("半")]
        whole, rest = divmod(value, 1)
        amounts[code] = amounts.get(code, 0.0) + whole
        if rest:
            smaller, part = {"Y": ("M", 6), "M": ("D", 15), "W": ("D", 3), "D": ("H", 12), "H": ("m", 30)}.get(
                code, ("S", 30)
            )
            amounts[smaller] = amounts.get(smaller, 0.0) + part
    days = "".join(f"{amounts[c]:.0f}{c}" for c in "YMWD" if amounts.get(c))
    clock = "".join(f"{amounts[c]:.0f}{c.upper()}" for c in "HmS" if amounts.get(c))
    return word._replace(length="P" + days + ("T" + clock if clock else ""))


def _bare(word: TimeWord, text: str, _: datetime.date | None) -> TimeWord:
    return word._replace(year=int(text))


_READERS: dict[str, Callable[[TimeWord, str, datetime.date | None], TimeWord | None]] = {
    "plan": _plan, "iso": _iso, "decade": _decade, "near": _near, "year": _year, "share": _share, "half": _half,
    "month": _month, "day": _day, "week": _week, "today": _today, "length": _length, "bare": _bare,
}  # fmt: skip
