"""Numbers whose clause says only whose or which they are; what they count was said before.

专任教师：中等职业学校6905人 · 在校生56.6万人，技工学校占其中6.2万人 · 57所（58所） with 括号内为上年数 · 企业职工3700多万人次.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalogue.lookup import NounMatch
from dashboard.extraction.ground import Earlier, Ground, Match, Topic
from dashboard.extraction.windows import FILLER, PARTICIPATIONS, SEPARATOR, Window
from dashboard.model import Span
from dashboard.quantities import find_dates

__all__ = ["Leaning"]

_OPENING = re.compile(r"(?:其中|内有|里面|含|另有|另外)?")
_HOLDING = re.compile(r"(?:占了?其中|占了?|独占|承担了?)?")
_LABEL_TAIL = re.compile(r"(?:分布|名单|情况|成绩|数据|规模|方面|数量|人数|数)*[：:]")
_OWNER = re.compile(r"[\u4e00-\u9fff]{2,16}(?:学院|大学|学校|职校|商校|技校|中专|一职专|职专|职高|集团|公司)")
_LAST_YEARS = (
    "括号内为上年",
    "括号内是上年",
    "括号里为上年",
    "括号中为上年",
    "括号内为去年",
    "括号内数字为上年",
    "括号内数据为上年",
)
_GROUP = re.compile(r"[\u4e00-\u9fff]{2,8}(?:超过|超|近|约|达到|达|有|为|共)?")
_NO_GROUP = re.compile(
    r"服务|鉴定|评价|认定|就业|招聘|援助|咨询|参加|参赛|比赛|竞赛|介绍|创业|取证|证书|发放|接待|体验|实习|交流"
)
_PUPILS = re.compile(r"[，、]?(?:共有|有)?学生(?:数|人数)?(?:共|为|有|达|近|约|超过)*")
_ON_ROLLS, _SCHOOLS = "在校学生", {"所", "校"}
_ONWARDS = re.compile(r"(?:以上|左右)?[，、；（(]?(?:其中|内有|内|含)?")
_PERSONS = {"人", "人次"}
_LIKELY, _GUESS = 0.7, 0.6


class Leaning:
    """Finds what a number counts whose clause names only an owner, a kind or a group."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def last_years(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """57所（58所）: where the text says that brackets hold last year's figures, the figure in them is one."""
        if not earlier or window.before not in {"（", "("} or window.text[window.quantity.span.end] not in "）)":
            return None
        counted, match = earlier[-1]
        if counted.unit != window.quantity.unit or not match.indicator or not self._ground.says(_LAST_YEARS):
            return None
        return replace(match, reason="last year's figure in brackets", years_back=1)

    def series(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """技工院校招生五年增长：2001年17500人，2002年27500人: a row of dated figures counts what its label names last."""
        start = self._clause(window)
        dates = find_dates(window.text[start : window.quantity.span.start])
        if (
            len(dates) != 1
            or dates[0].span.start
            or not FILLER.fullmatch(window.text, start + dates[0].span.end, window.quantity.span.start)
        ):
            return None
        colon = max(window.text.rfind(c, window.sentence.start, window.quantity.span.start) for c in "：:")
        named = [n for n in nouns if n.span.end <= colon and self._ground.fits(window.quantity, n.indicator)]
        if not named or "，" in window.text[named[-1].span.end : colon]:
            return None
        codes = self._ground.noun_codes(window.text, named[-1])
        return Match(named[-1].indicator, codes, _LIKELY, f"the label: {named[-1].alias}", noun=named[-1].span)

    def labelled(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """专任教师：中等职业学校6905人: the label before the colon is counted, of the owner the clause names."""
        owner = self._owner(window)
        label = self._label(window, nouns, owner) if owner else None
        if owner is None or label is None:
            return None
        codes = self._codes(label.indicator, window.text, owner) | self._ground.noun_codes(window.text, label)
        where = owner if self._ground.lexicon.places(window.text, owner.start, owner.end) else None
        return Match(label.indicator, codes, _LIKELY, f"the label: {label.alias}", noun=label.span, where=where)

    def of_kind(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """在校生56.6万人，技工学校占其中6.2万人: institutions before persons have them; which persons was said last."""
        owner = self._owner(window)
        topic = self._last(window) if owner and not self._left_open(window, earlier, owner) else None
        if owner is None or topic is None or window.quantity.unit not in _PERSONS:
            return None
        kind = self._kind(window, owner)
        if kind is None and not _OWNER.fullmatch(window.text, owner.start, owner.end):
            return None
        return Match(
            topic.indicator,
            self._codes(topic.indicator, window.text, owner),
            _LIKELY,
            "of one kind of institution, counted as before",
        )

    def pupils(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """技工学校68所，学生240350人: 学生 right behind counted schools are those on their rolls."""
        if not earlier or not earlier[-1][1].noun or not _PUPILS.fullmatch(window.before):
            return None
        kind = earlier[-1][1].noun
        on_rolls = self._ground.lexicon.nouns(_ON_ROLLS, 0, len(_ON_ROLLS))
        if (
            not on_rolls
            or earlier[-1][0].unit not in _SCHOOLS
            or not self._ground.fits(window.quantity, on_rolls[-1].indicator)
        ):
            return None
        codes = self._codes(on_rolls[-1].indicator, window.text, kind)
        return Match(on_rolls[-1].indicator, codes, _GUESS, "the pupils of the schools counted before")

    def group(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """补贴性培训8300万人次，企业职工3700多万人次: a group of people in the sentence that counts participations."""
        if window.quantity.unit not in PARTICIPATIONS:
            return None
        said = window.text[self._clause(window) : window.quantity.span.start]
        if not _GROUP.fullmatch(said) or _NO_GROUP.search(said):
            return None
        topic = next(
            (t for t in reversed(self._ground.topics) if self._ground.fits(window.quantity, t.indicator)), None
        )
        here = [n for n in nouns if n.span.end <= window.left and self._ground.fits(window.quantity, n.indicator)]
        indicator = here[-1].indicator if here else topic.indicator if topic else None
        if indicator is None:
            return None
        return Match(indicator, {}, _GUESS, "a group of those counted in the sentence")

    def _clause(self, window: Window) -> int:
        """Where the clause of the number begins."""
        stops = SEPARATOR.finditer(window.text, window.left, window.quantity.span.start)
        return max((m.end() for m in stops), default=window.left)

    def _owner(self, window: Window) -> Span | None:
        """The stretch between the clause's beginning and the number, if it names one owner or kind and nothing else."""
        text, end = window.text, window.quantity.span.start
        start = self._clause(window)
        opening = _OPENING.match(text, start)
        start = opening.end() if opening else start
        for date in find_dates(text[start:end]):
            if not FILLER.fullmatch(text, start + date.span.end, end):
                continue
            end = start + date.span.start
        for stop in range(end, start + 1, -1):
            rest = _HOLDING.match(text, stop, end)
            filler = FILLER.fullmatch(text, rest.end() if rest else stop, end)
            if filler and self._names_owner(text, start, stop):
                return Span(start, stop)
        return None

    def _names_owner(self, text: str, start: int, end: int) -> bool:
        if _OWNER.fullmatch(text, start, end):
            return True
        named = [p.span for p in self._ground.lexicon.places(text, start, end)]
        named += [n.span for n in self._institutions(text, start, end)]
        return any(span == Span(start, end) for span in named)

    def _institutions(self, text: str, start: int, end: int) -> list[NounMatch]:
        found = self._ground.lexicon.nouns(text, start, end)
        return [n for n in found if self._ground.catalogue.indicators[n.indicator].unit_family == "institution"]

    def _kind(self, window: Window, owner: Span) -> str | None:
        """The indicator that counts the institutions an owner's words name."""
        kinds = [n for n in self._institutions(window.text, owner.start, owner.end) if n.span == owner]
        return kinds[0].indicator if kinds else None

    def _label(self, window: Window, nouns: Sequence[NounMatch], owner: Span) -> NounMatch | None:
        """The noun right before the last colon of the sentence before the owner, if the number can measure it."""
        fitting = [n for n in nouns if n.span.end < owner.start and self._ground.fits(window.quantity, n.indicator)]
        colon = max(window.text.rfind(c, window.sentence.start, window.quantity.span.start) for c in "：:")
        labels = [n for n in fitting if _LABEL_TAIL.fullmatch(window.text, n.span.end, colon + 1)]
        return labels[-1] if labels else None

    def _last(self, window: Window) -> Topic | None:
        """What was counted last in the same unit."""
        return next((t for t in reversed(self._ground.topics) if t.unit == window.quantity.unit), None)

    def _left_open(self, window: Window, earlier: Earlier, owner: Span) -> bool:
        """Whether something else was spoken of since the last figure in the same unit, or that one counts nothing known."""
        same = [(q, m) for q, m in earlier if q.unit == window.quantity.unit]
        if not same or same[-1][1].indicator is None:
            return bool(same)
        return not _ONWARDS.fullmatch(window.text, same[-1][0].span.end, owner.start)

    def _codes(self, indicator: str, text: str, owner: Span) -> dict[str, str]:
        found = self._ground.lexicon.codes(indicator, text, owner.start, owner.end)
        return {c.dimension: c.code for c in found}
