"""When a figure is true: the dates said before it, carried on until another is said, and the kind of period.

`find_periods` reads the dates of any text against an anchor date. `Calendar` follows one document: a date holds from
where it stands to the end of its paragraph, or, in a heading, for what stands below; 目前 and 现有 end it.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.model import PeriodType, Span
from dashboard.quantities import DateSpan, find_moments, resolve

__all__ = ["Calendar", "Period", "begins_section", "find_periods", "period_type_of"]

_SINCE = re.compile(r"以来|起|至今")
_NOW = re.compile(r"截至目前|截止目前|到目前|目前|现有|现阶段|迄今|至今")
_AS_OF = re.compile(r"(?:截至|截止|截止到|截至到|到|至)$")
_SECTION = re.compile(
    r"(?:#+ ?)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部分]|【)"
)
_SECTION_FIRST = frozenset("#一二三四五六七八九十（(第【")  # asked first: few paragraphs begin with one of them
_DAY = len("2024-05-18")  # a day in a heading is when the letter was written or read out
_CARRIED = 8  # dates said before that may still be meant
_TITLE_ENDS = 120  # where the head of a letter is over
_COMPARED = re.compile(r"[比较同]$|[建立办设]于$")  # 比2010年, 始建于一九八四年
_COMPARED_LAST = frozenset("比较同于\n")  # asked first
_FOUNDED = re.compile(r"[^，。；\d]{0,12}?(?:成立|组建|创办|创建|建校|始建|设立|挂牌)(?:[，。；]|以来|时)")
_ASIDE_FIGURE = re.compile(
    r"[^（）()\n]{0,24}?\d[多余万亿]{0,3}[所家个人名枚元项次本%][^（）()\n]{0,24}[)）]"
)  # …（2013年为126565人）
_OPENED = re.compile(r"[（(][^（）()]*$")
_BRACKET = 30
_YEAR = re.compile(r"\b\d{4}(?=-|/|$)")
_PAST_YEARS = re.compile(r"过去的?.年|.年来")
_LOOKING_BACK = 4  # a report of January to April speaks of the years before its own as the past ones
_PROGRAMME = re.compile(
    r"工作报告|工作要点|工作计划|重点工作"
)  # its title's year is when it was given or is to be carried out
_CLAUSE_END = re.compile(r"[，。；]")
_YEARLY = re.compile(r"每年|年均|逐年平均|一年")
_CUMULATIVE = re.compile(r"累计|先后|已有|共有过|以来|年来(?<=[三四五六七八九十\d]年来)|历年")
_IN_YEAR = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_TO_DATE = re.compile(r"今年以来|本年以来|年初以来|1月以来")


@dataclass(frozen=True, slots=True)
class Period:
    """A date read: its span in clean text, ISO 8601 `time_period`, and whether it names an end (截至, 年底)."""

    span: Span
    time_period: str
    as_of: bool
    basis: str = "text"

    @property
    def year(self) -> int:
        """The year the period ends in."""
        first, _, last = self.time_period.rpartition("/")
        return int((first if last == ".." else last)[:4])

    def earlier(self, years: int) -> Period:
        """The same stretch of time so many years before."""
        return replace(self, time_period=_YEAR.sub(lambda m: str(int(m.group()) - years), self.time_period))


def find_periods(text: str, anchor: datetime.date | None) -> list[Period]:
    """Every date and stretch of time of any text: 今天, 下周三, 三天前, 2015年9月到12月, 二十世纪九十年代, 两年半.

    Relative words count from `anchor`, missing years are those said before or the anchor's; words that stay open without
    it are left out. `time_period` is ISO 8601: a date to the precision printed, `first/last`, `first/..` or `../last`
    for open ends, or a duration (P2Y6M). The letter's own calendar (`Calendar`) reads the narrower `find_dates`.
    """
    return [Period(m.span, m.time_period, _names_end(text, m.span)) for m in find_moments(text, anchor)]


def _names_end(text: str, span: Span) -> bool:
    return bool(_AS_OF.search(text[max(0, span.start - 3) : span.start])) or "底" in span.of(text)


def _resolved(text: str, date: DateSpan, anchor_year: int | None, context_year: int | None) -> Period | None:
    first, last = resolve(date.first, anchor_year, context_year), resolve(date.last, anchor_year, context_year)
    if first is None or last is None:
        return None
    if not date.is_range and _SINCE.match(text, date.span.end) and len(last) == 4:
        return Period(date.span, f"{first}/..", False)
    return Period(date.span, f"{first}/{last}" if date.is_range else last, _names_end(text, date.span))


def begins_section(text: str, start: int) -> bool:
    """Whether a numbered heading stands at the beginning of a paragraph: what the sections before said is over."""
    return text[start] in _SECTION_FIRST and _SECTION.match(text, start) is not None


class Calendar:
    """The period in force at each place of one document."""

    def __init__(self, date_issued: str | None) -> None:
        self.date_issued = date_issued
        self._year = int(date_issued[:4]) if date_issued else None
        self._looks_back = bool(date_issued) and int((date_issued or "")[5:7] or "1") <= _LOOKING_BACK
        self._heading: Period | None = None
        self._title: Period | None = None
        self._carried: list[Period] = []
        self._moments: list[Period] = []
        self._text = ""
        self._said: Sequence[DateSpan] = ()
        self._spoken = self._year
        self._issued = self._document(Span(0, 0))
        self._lead: Period | None = None  # 截至2023年8月底 said before the first section holds for all of them
        self._sections = False

    def enter_paragraph(self, text: str, span: Span, heading: bool, said: Sequence[DateSpan]) -> None:
        """Start a paragraph in which the dates `said` stand; a heading's date holds for what stands below it.

        What was said last in the paragraph before still holds, unless a numbered heading begins here. A paragraph that
        begins no section, and no heading's date, need not be entered if none of its figures is asked for: what it would
        hand on is what the one after it takes over anyway.
        """
        self._text, self._said = text, said
        section = begins_section(text, span.start)
        self._take_over(section)
        read = self._read(span, heading=True) if heading else []
        dates = _narrowest([d for d in read if d.as_of or len(d.time_period.rpartition("/")[2]) < _DAY])
        if dates and _PROGRAMME.search(text, span.start, span.end):
            dates = [d for d in dates if d.as_of or d.year != self._year]
        if section:
            self._heading = dates[-1] if dates else None
        elif dates:
            self._heading = dates[-1]
            self._title = dates[-1] if span.start < _TITLE_ENDS else self._title

    def enter_section(self) -> None:
        """Start a paragraph with a section's number, without dates and figures: what was said before it is over."""
        self._take_over(section=True)
        self._heading = None

    def _take_over(self, section: bool) -> None:
        """What the paragraphs before hand on: a heading's or the title's date, the one said last, or the lead's."""
        before = [p for p in (*self._carried, *self._moments) if p.basis != "document"]
        if not self._sections and before and before[-1].as_of and before[-1].basis == "text":
            self._lead = before[-1]
        self._sections = self._sections or section
        last = before[-1] if before and not section else None
        inherited = _inherited((None if section else self._heading) or self._title or last or self._lead)
        self._carried = [inherited] if inherited else []
        self._moments = []

    def enter_sentence(self, span: Span) -> None:
        """Note the moments of a sentence: where a date is said, and where 目前 ends the dates said before."""
        text = self._text
        said = self._read(span)
        now = [self._document(Span(*m.span())) for m in _NOW.finditer(text, span.start, span.end)]
        kept = [p for p in (*self._carried, *self._moments) if self._holds(p, len(text))]
        self._carried = [p for p in map(_inherited, kept[-_CARRIED:]) if p]
        self._moments = sorted((p for p in (*said, *now) if p), key=lambda p: p.span)

    def at(self, position: int, back: int = 0) -> Period | None:
        """The period in force at a clean offset of the sentence entered last; `back` 1 is the one said before it."""
        found: Period | None = None
        for period in self._latest(position):
            found = period
            if back == 0:
                break
            back -= 1
        return found

    def _latest(self, position: int) -> Iterator[Period]:
        """The periods said before a place, the last first."""
        for moment in reversed(self._moments):
            if moment.span.start <= position and self._holds(moment, position):
                yield moment
        yield from reversed(self._carried)

    def _holds(self, period: Period, position: int) -> bool:
        """A date of comparison (比2010年) holds to the end of its clause, one beside a figure in brackets to their end."""
        start, end = period.span.start, period.span.end
        compared = self._text[start - 1 : start] in _COMPARED_LAST and _COMPARED.search(
            self._text[max(0, start - 3) : start]
        )
        if (compared or _FOUNDED.match(self._text, end)) and _CLAUSE_END.search(self._text, end, position):
            return False
        if not _OPENED.search(self._text[max(0, start - _BRACKET) : start]):
            return True
        aside = _ASIDE_FIGURE.match(self._text, end)
        return aside is None or aside.end() > position

    def document(self) -> Period | None:
        """The document's own date, for figures that state none."""
        return self._issued

    def _document(self, span: Span) -> Period | None:
        return Period(span, self.date_issued, True, "document") if self.date_issued else None

    def _read(self, span: Span, heading: bool = False) -> list[Period]:
        found: list[Period] = []
        first, end = (bisect_left(self._said, at, key=_start) for at in (span.start, span.end))
        if heading:
            years = [d.last for d in self._said[first:end] if len(d.last) == 4 and d.last.isdigit()]
            self._spoken = int(years[-1]) if years else self._spoken
        for date in self._said[first:end]:
            printed = date.span.of(self._text)
            if (heading and date.looks_back) or (_PAST_YEARS.fullmatch(printed) and not self._looks_back):
                continue
            period = _resolved(self._text, date, self._year, self._spoken)
            if period:
                found.append(period)
                self._spoken = self._spoken if date.looks_back else period.year
        return found


def _narrowest(dates: list[Period]) -> list[Period]:
    """The dates of a heading; a year behind a quarter of it only says which year: 一季度进度（2018年）."""
    if (
        len(dates) > 1
        and len(dates[-1].time_period) == 4
        and dates[-2].time_period.startswith(f"{dates[-1].time_period}-")
    ):
        return dates[:-1]
    return dates


def _start(date: DateSpan) -> int:
    return date.span.start


def _inherited(period: Period | None) -> Period | None:
    """A period carried on from an earlier sentence; the letter's own date stays the letter's own."""
    return replace(period, basis="inherited") if period and period.basis == "text" else period


def period_type_of(kind: str, before: str, period: Period | None) -> PeriodType:
    """The kind of period of a figure: from its indicator's kind and the words of its sentence before it."""
    if kind in {"capacity"} or _YEARLY.search(before[-30:]):
        return PeriodType.RATE
    if kind == "stock":
        return PeriodType.AS_OF
    if _CUMULATIVE.search(before) and not _TO_DATE.search(before):
        return PeriodType.CUMULATIVE
    if kind in {"flow", "target"} and period and period.basis != "document" and _to_date(period, before):
        return PeriodType.YEAR_TO_DATE
    if kind == "share":
        return PeriodType.AS_OF
    return PeriodType.DURING if period and period.basis != "document" else PeriodType.UNKNOWN


def _to_date(period: Period, before: str) -> bool:
    """A flow at a day within a year counts from 1 January to that day."""
    if _TO_DATE.search(before):
        return True
    return period.as_of and not period.time_period.endswith("-12-31") and bool(_IN_YEAR.fullmatch(period.time_period))
