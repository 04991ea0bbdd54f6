"""Numbers without a noun of their own: it was said before, and is carried on.

2014年为20枚 · 累计达87家 · 企业职工4200万人次 · 完成全年目标18万人次的37.9% · 国家级3个、省级4个 · 占36.3%.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dashboard.catalogue.lookup import NounMatch
from dashboard.extraction.ground import Earlier, Ground, Match, Topic, same_unit
from dashboard.extraction.windows import FILLER, PARTICIPATIONS, Window
from dashboard.model import Quantity, Span
from dashboard.quantities import find_dates

__all__ = ["Carried", "levels"]

_TO_LEVEL = re.compile(
    r"(?:迅速|稳步)?(?:增加|增长|增|减少|减|下降|降|提高|上升|升|扩大|发展|扩|整合|调整|优化|压减|合并)(?:到|至|为)(?:[^，。；]{0,9}[年月日底末]的?)?"
)
_RATE_OF_PLAN = re.compile(r"[，、（(]?(?:任务|目标|计划)?(?:完成|达成)(?:率|进度)(?:为|达|达到)?")
_OF_PLAN = re.compile(r"(?:完成|占|为|达)(?:了)?[^，。；]{0,10}(?:目标任务|任务|目标|计划)(?:数|量)?的$")
_PLAN = re.compile(r"(?:全年|年度|当年|省定|市定|省下达|市下达)?(?:目标任务|目标|任务|计划)(?:数|的|为|是)?$")
_LISTED = re.compile(r"[和、]\d")
_GENERIC = re.compile(
    r"(?:(?:^|[，。；：、\n])(?:共有|现有|独立设置的?)?|教育(?:\[\d+\])?(?:共有|现有|有)?(?:独立设置的?)?)(?:学校|院校|机构)(?:数|总数)?(?:[（(][^（）()]{0,24}[)）])?(?:共|为|有|达|由|从)*(?:\d{4}年的?)?(?:近|约|超过)?$"
)
_TOTALLED = re.compile(r"(?:累计|计为?|总数|总量|总计|合计|共计|共)(?:已)?(?:达到|达|为|有)?")
_VERB_ONLY = re.compile(
    r"(?:其中|另有?|现|目前|最终|实际)?(?:实际|现有)?(?:共|已|累计)?(?:申报|获批|获得授权|立项|建成|完成|认定|备案|立项建设)(?:了)?"
)
_GROWN = re.compile(
    r"(?:^|[，。；年])(?:又|再|迅速|一度|盲目)?(?:增至|增加到|发展到|恢复到|扩大到|减至|减少到|调整到|压减到)$"
)
_TAIL = re.compile(r"^(?:以上|以下|以内|左右|上下)")  # of the bound of the figure before
_COMPARED = re.compile(r"(?:其中|较|比|相比|相较|与)")
_COUNTY = re.compile(r"(?![全本我该各])[\u4e00-\u9fff]{2,5}(?:自治县|自治旗|[县旗])")
_EDUCATION = re.compile(r"[\u4e00-\u9fff]{2}职业教育")
_LEVEL = re.compile(r"总量|总数|规模")
_PLACED = re.compile(r"(?:以|夺|获|占|有|为|完成|得|各|公示|认定)?")
_SHARE_OF = re.compile(r"[，,（(]?占[^，。；]{0,12}")
_BARE_SHARE = re.compile(r"占(?:比)?(?:达到|达|约|近|超过|超)?$")


class Carried:
    """Finds the noun a number leaves out."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def level_after(self, window: Window, earlier: Earlier) -> Match | None:
        """由2892所减为2551所: the second level counts what the first does."""
        if earlier and earlier[-1][0].unit == window.quantity.unit and _TO_LEVEL.fullmatch(window.before):
            return earlier[-1][1]
        return self._grown(window) if _GROWN.search(window.before) else None

    def _grown(self, window: Window) -> Match | None:
        """技工学校18所，学生7400人。1957年，增至36所: a level again of what was counted in the unit before."""
        totals = [t for t in self._ground.topics if t.unit == window.quantity.unit]
        about = None if totals else self._ground.about(window.quantity)
        counted = totals[-1].indicator if totals else about.indicator if about else None
        if counted is None or self._ground.catalogue.indicators[counted].kind != "stock":
            return None
        breakdown = dict(totals[-1].breakdown) if totals else {}
        return Match(counted, breakdown, 0.7 if totals else 0.6, "a later level of the figure before")

    def elided(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """2015年25枚金牌；2014年为20枚: only the date changes, the noun is that of the figure before."""
        said = _TAIL.sub("", window.before).strip("，；、。（( ")
        if _TOTALLED.fullmatch(said):
            return self._totalled(window, earlier)
        where = (
            self._place_of(window, said.rpartition("，")[2])
            if not _LISTED.match(window.text, window.quantity.span.end)
            else None
        )
        dates = find_dates(said)
        rest = said[: dates[0].span.start] + said[dates[-1].span.end :] if dates else said
        rest = _COMPARED.sub("", rest, count=1) if dates and _COMPARED.match(rest) else rest
        if where is None and not (dates and FILLER.fullmatch(rest)) and not (said and _VERB_ONLY.fullmatch(said)):
            return None
        totals = self._counted(window)
        if where and not totals:
            return self._named_at(window, nouns, where)
        if where and totals:
            return Match(
                totals[-1].indicator, dict(totals[-1].breakdown), 0.75, "the noun of the figure before", where=where
            )
        return (
            Match(totals[-1].indicator, dict(totals[-1].breakdown), 0.75, "the noun of the figure before")
            if totals
            else None
        )

    def _named_at(self, window: Window, nouns: Sequence[NounMatch], where: Span) -> Match | None:
        """金牌榜上，苏州5枚: what a list of places counts was named before its first place."""
        before = [n for n in nouns if n.span.end <= where.start and self._ground.fits(window.quantity, n.indicator)]
        if not before or self._ground.catalogue.indicators[before[-1].indicator].unit_family not in {"medal", "award"}:
            return None
        codes = self._ground.noun_codes(window.text, before[-1])
        return Match(before[-1].indicator, codes, 0.7, f"of a place, named before: {before[-1].alias}", where=where)

    def _counted(self, window: Window) -> list[Topic]:
        """What was counted in the same unit; of a bare 7.02万 in any unit of persons, as a bare one leaves it out."""
        unit, bare = window.quantity.unit, window.quantity.unit is None and window.quantity.unit_mult
        persons = {"人", *PARTICIPATIONS}
        return [t for t in self._ground.topics if t.unit == unit or (bare and t.unit in persons)]

    def coded(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """接受补贴性培训的，企业职工4200万人次，农民工3100万人次: a code right before the number, its noun said before."""
        start = window.quantity.span.start
        here = [n.indicator for n in nouns if n.span.end <= window.left or n.span.end <= start]
        before = (
            here if window.quantity.unit not in PARTICIPATIONS else [*(t.indicator for t in self._ground.topics), *here]
        )
        for indicator in dict.fromkeys(reversed(before)):
            if not self._ground.fits(window.quantity, indicator):
                continue
            for code in reversed(self._ground.lexicon.codes(indicator, window.text, window.left, start)):
                if FILLER.fullmatch(window.text, code.span.end, start):
                    return Match(
                        indicator, {code.dimension: code.code}, 0.75, "a kind of what was named", noun=code.span
                    )
        return None

    def generic(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """中职：学校7294所: a bare 学校 counts the kind of institution named last."""
        generic = _GENERIC.search(window.before)
        if not generic or not self._ground.families.get(window.quantity.unit or "", frozenset()) & {"institution"}:
            return None
        said = self._ground.lexicon.nouns(window.text, self._ground.start, window.left + generic.start())
        kinds = [n for n in said if self._ground.catalogue.indicators[n.indicator].unit_family == "institution"]
        kinds = kinds or self._of_education(window, window.left + generic.end())
        if not kinds:
            return None
        return Match(
            kinds[-1].indicator, {}, 0.75, f"the institutions named last: {kinds[-1].alias}", noun=kinds[-1].span
        )

    def _of_education(self, window: Window, end: int) -> list[NounMatch]:
        """中等职业教育共有独立设置学校241所: the schools of the kind of education the sentence is about."""
        found: list[NounMatch] = []
        for match in _EDUCATION.finditer(window.text, window.sentence.start, end):
            named = f"{match.group()}学校"
            nouns = [n for n in self._ground.lexicon.nouns(named, 0, len(named)) if n.alias == named]
            found += [NounMatch(Span(*match.span()), n.indicator, n.alias) for n in nouns]
        return found

    def completion(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """完成全年目标18万人次的37.9%: the share of a plan printed right before it."""
        if window.quantity.unit != "%" or not earlier:
            return None
        if _OF_PLAN.search(window.before) or _RATE_OF_PLAN.fullmatch(window.before):
            return self._completion_of(earlier[-1][1])
        if window.before not in {"的", "的约", "的近"}:
            return None
        plan = earlier[-1]
        said = window.text[window.sentence.start : plan[0].span.start]
        return self._completion_of(plan[1]) if _PLAN.search(said) else None

    def _completion_of(self, counted: Match) -> Match | None:
        """The completion share of what was counted before, if there is such a share."""
        for share in self._ground.shares:
            if share.numerator == counted.indicator and self.is_plan(share.denominator):
                return Match(share.id, {}, 0.85, "the share of the plan before")
        return None

    def planned(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """完成全年目标18万人次, 全年任务5万人次: a plan without a noun is one of what was counted last."""
        if not _PLAN.search(window.before):
            return None
        totals = [t for t in self._ground.topics if t.unit == window.quantity.unit]
        flows = [t for t in totals if self._ground.catalogue.indicators[t.indicator].kind == "flow"]
        about = None if totals else self._ground.about(window.quantity)
        if about and self._ground.catalogue.indicators[about.indicator].kind == "flow":
            return Match(about.indicator, {}, 0.6, f"a plan of what the heading names: {about.alias}")
        return (
            Match(flows[-1].indicator, dict(flows[-1].breakdown), 0.8, "a plan of what was counted") if flows else None
        )

    def is_plan(self, indicator: str | None) -> bool:
        """Whether an indicator is a plan."""
        return bool(indicator) and self._ground.catalogue.indicators[indicator or ""].kind == "target"

    def bare_share(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """高技能人才140万，占20%: the share of what was counted last in what was counted before it."""
        if window.quantity.unit != "%" or not earlier:
            return None
        if _SHARE_OF.fullmatch(window.before):
            found = self._share_of_counted(window, nouns, earlier[-1][0])
            if found:
                return found
        if not _BARE_SHARE.search(window.before):
            return None
        counted = [*(t.indicator for t in self._ground.topics if t.unit), *(m.indicator for _, m in earlier)]
        for share in self._ground.shares:
            if counted[-1] == share.numerator and share.denominator in counted:
                return Match(share.id, {}, 0.8, "the share of the figure before")
        return None

    def _totalled(self, window: Window, earlier: Earlier) -> Match | None:
        """累计达87家, 共32个: the total of the parts before it, or of the one kind counted before it."""
        same = [
            m.indicator or next(iter(m.rivals), None) for q, m in earlier if same_unit(q.unit, window.quantity.unit)
        ]
        parts = [m for _, m in earlier[-2:] if m.breakdown and m.indicator == earlier[-1][1].indicator]
        named = same[-1] if same and (len(set(same)) == 1 or len(parts) == 2) else None
        flow = named is not None and self._ground.catalogue.indicators[named].kind == "flow"
        if named is None or (flow and _LEVEL.search(window.before)):
            return None  # 新增技能人才15万人以上，总量80万人 is no total of the new ones
        return Match(named, {}, 0.7, "the total of what was counted before")

    def _place_of(self, window: Window, said: str) -> Span | None:
        """The place that alone stands before the number: 石嘴山占1.24万人次, 青岛32所."""
        start = window.quantity.span.start - len(said)
        places = self._ground.lexicon.places(window.text, start, window.quantity.span.start)
        whole = len(places) == 1 and places[0].span.start == start
        unknown = _COUNTY.match(window.text, start, window.quantity.span.start) if not places else None
        if unknown and _PLACED.fullmatch(window.text, unknown.end(), window.quantity.span.start):
            return Span(*unknown.span())
        if whole and _PLACED.fullmatch(window.text, places[0].span.end, window.quantity.span.start):
            return places[0].span
        return None

    def _share_of_counted(self, window: Window, nouns: Sequence[NounMatch], counted: Quantity) -> Match | None:
        """双师型教师538人，占专任教师36.3%: the noun before the count names the share."""
        before = [
            n
            for n in nouns
            if self._ground.catalogue.indicators[n.indicator].kind == "share"
            and n.span.end <= counted.span.start
            and FILLER.fullmatch(window.text, n.span.end, counted.span.start)
        ]
        if not before:
            return None
        return Match(before[-1].indicator, {}, 0.8, f"the share of {before[-1].alias}", noun=before[-1].span)

    def carried(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """国家级3个、省级4个: a code word alone carries the noun of the quantity before."""
        indicator = next((m.indicator for _, m in reversed(earlier) if m.indicator), None)
        if indicator is None or not self._ground.fits(window.quantity, indicator):
            return None
        start = window.quantity.span.start
        for code in reversed(self._ground.lexicon.codes(indicator, window.text, window.left, start)):
            if FILLER.fullmatch(window.text, code.span.end, start):
                return Match(indicator, {code.dimension: code.code}, 0.7, "the noun is carried over", (), code.span)
        return None

    def rank(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """第四名: the one indicator that is a rank."""
        if window.quantity.unit != "名次" or len(self._ground.ranks) != 1:
            return None
        return Match(self._ground.ranks[0].id, {}, 0.7, "a rank in a contest")


def levels(text: str, quantities: Sequence[Quantity]) -> Mapping[Span, Span]:
    """The later of two levels (由422.8万人增为445万人) by the earlier, among the quantities of a sentence."""
    return {
        a.span: b.span
        for a, b in pairwise(quantities)
        if a.unit == b.unit and _TO_LEVEL.fullmatch(text, a.span.end, b.span.start)
    }
