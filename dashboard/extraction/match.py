"""A quantity in its sentence → the indicator it counts.

The noun stands behind the number (15所中职学校), before it (中职学校15所), inside it (2银), before a bracket whose parts
follow (16个，含11所…), or was said before and is carried on. Each way has a strength; the strongest noun whose unit fits
wins, the others stay as rivals. A change (增加3所) is no level and gets no indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.catalogue.lookup import CodeMatch, Lexicon, NounMatch
from dashboard.extraction.respective import paired_items
from dashboard.extraction.windows import FILLER, PARTICIPATIONS, Window, phrase_start
from dashboard.model import Breakdown, Quantity, Span
from dashboard.quantities import find_dates

__all__ = ["Match", "Matcher", "Topic", "first_levels"]

_PARTS = re.compile(r"^[：:]|含|其中|包括|包含|分别|由|分为|细分")
_BY_KIND = re.compile(r"按[^，。；]{1,8}(?:分|划分)|其中|分[^，。；]{1,6}看")
_CARRIES = re.compile(r"(?:其中|[已己]有|有|含|，|、|；|\(|（)$")
_TO_LEVEL = re.compile(
    r"(?:迅速|稳步)?(?:增加|增长|增|减少|减|下降|降|提高|上升|升|扩大|发展|扩|整合|调整|优化|压减|合并)(?:到|至|为)(?:[^，。；]{0,9}[年月日底末]的?)?"
)
_OF_PLAN = re.compile(r"(?:完成|占)(?:了)?[^，。；]{0,10}(?:目标任务|任务|目标|计划)(?:数|量)?的$")
_PLAN = re.compile(r"(?:全年|年度|当年|省定|市定|省下达|市下达)?(?:目标任务|目标|任务|计划)(?:数|的|为|是)?$")
_LISTED = re.compile(r"[和、]\d")
_GENERIC = re.compile(
    r"(?:^|[，。；：、\n])(?:共有|现有|独立设置的?)?(?:学校|院校|机构)(?:数|总数)?(?:共|为|有|达|由|从)*(?:近|约|超过)?$"
)
_TOTALLED = re.compile(r"(?:累计|总数|总量|总计|合计|共计|共)(?:已)?(?:达到|达|为|有)?")
_VERB_ONLY = re.compile(
    r"(?:其中|另有?|现|目前|最终|实际)?(?:共|已|累计)?(?:申报|获批|获得授权|立项|建成|完成|认定|备案|立项建设)(?:了)?"
)
_PLACED = re.compile(r"(?:占|有|为|完成|得|各|公示|认定)?")
_PLACE_LIKE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:区|县|市|州|旗|镇)")
_SHARE_OF = re.compile(r"[，,（(]?占[^，。；]{0,12}")
_BARE_SHARE = re.compile(r"占(?:比)?(?:达到|达|约|近|超过|超)?$")
_OUTSIDE = "(outside)"
_UNSETTLED = 0.45
_SENTENCES_BACK = 4
_PEOPLE = {"person", "person_time", "person_per_year"}  # sources print 人 for 人次; the printed word stays the unit


@dataclass(frozen=True, slots=True)
class Match:
    """What a quantity counts: the indicator (None: a leftover), its breakdown, and why; `noun` is a clean span."""

    indicator: str | None
    breakdown: Breakdown = field(default_factory=dict)
    confidence: float = 0.0
    reason: str = ""
    rivals: tuple[str, ...] = ()
    noun: Span | None = None
    where: Span | None = None  # the item of a list whose place is the figure's


@dataclass(frozen=True, slots=True)
class Topic:
    """What was counted or spoken of: carried to later quantities of the paragraph."""

    indicator: str
    breakdown: Mapping[str, str]
    span: Span
    unit: str | None = None  # of the total counted, None for a noun alone


Earlier = Sequence[tuple[Quantity, Match]]


class Matcher:
    """Matches the quantities of one document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._catalogue: Catalogue = lexicon.catalogue
        indicators = self._catalogue.indicators.values()
        self._families = {u.id: frozenset(u.families) for u in self._catalogue.units.values()}
        self._medals = [i for i in indicators if i.unit_family in {"medal", "award"}]
        self._ranks = [i for i in indicators if i.unit_family == "rank"]
        self._shares = [i for i in indicators if i.numerator and i.denominator]
        self._staged = [i for i in indicators if {"stage", "host"} <= set(i.breakdowns)]
        self._ways = (
            self._inside,
            self._part,
            self._staged_host,
            self._direct,
            self._coded,
            self._generic,
            self._completion,
            self._planned,
            self._bare_share,
            self._carried,
            self._elided,
            self._rank,
        )
        self._topics: list[Topic] = []
        self._starts: list[int] = [0]
        self._headings: tuple[str, ...] = ()

    @property
    def _passage(self) -> int:
        """Where the sentences a figure may take its context from begin."""
        return self._starts[max(0, len(self._starts) - _SENTENCES_BACK)]

    def enter_paragraph(self, start: int, headings: Sequence[str]) -> None:
        """Forget what the paragraph before spoke of; `headings` stand above this one, the title first."""
        self._topics = []
        self._starts = [start]
        self._headings = tuple(headings)

    def match(self, text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[Match]:
        """One Match for each quantity of the sentence, in order. Quantities carry clean spans."""
        self._starts.append(sentence.start)
        nouns = self._lexicon.nouns(text, sentence.start, sentence.end)
        items = paired_items(text, sentence, quantities)
        matches: list[Match] = []
        for index, quantity in enumerate(quantities):
            left = quantities[index - 1].span.end if index else sentence.start
            right = quantities[index + 1].span.start if index + 1 < len(quantities) else sentence.end
            window = Window(text, sentence, quantity, left, right)
            if index in items:
                found = self._respective(window, nouns, items[index], items)
            else:
                found = self._one(window, nouns, list(zip(quantities, matches, strict=False)))
            matches.append(found)
            if found.indicator:
                self._topics.append(Topic(found.indicator, found.breakdown, quantity.span, quantity.unit))
        self._note_topics(text, nouns)
        return matches

    def _one(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match:
        level = self._level_after(window, earlier)
        if level:
            return level
        if window.is_change() or window.is_norm() or window.is_rate():
            changed = self._direct(window, nouns, earlier)
            rivals = (changed.indicator,) if changed and changed.indicator else ()
            return Match(None, reason="a change, a rule or a rate, not a level", rivals=rivals)
        for way in self._ways:
            found = way(window, nouns, earlier)
            if found:
                return self._admitted(window, found)
        return Match(None, reason="no noun")

    def _admitted(self, window: Window, match: Match) -> Match:
        """The match, if the passage is one the indicator is spoken of in, and says of whom it is one."""
        if match.indicator is None:
            return match
        indicator = self._catalogue.indicators[match.indicator]
        if indicator.context and not self._says(indicator.context, window):
            return Match(None, reason="the passage speaks of something else", rivals=(indicator.id,))
        if indicator.settled_by and indicator.settled_by not in match.breakdown:
            return self._settled(window, match, indicator)
        return match

    def _says(self, words: Sequence[str], window: Window) -> bool:
        """Whether one of the words stands in the sentence, in the ones before it, in a heading or in the title."""
        said = (window.text[self._passage : window.sentence.end], *self._headings)
        return any(word in text for text in said for word in words)

    def _settled(self, window: Window, match: Match, indicator: Indicator) -> Match:
        """The owner said last before the figure: a code of the dimension, a perimeter, or somebody else's."""
        owners = self._owners(indicator)
        for text in (window.text[self._passage : window.quantity.span.start], *reversed(self._headings)):
            said = [(text.rfind(word), len(word), owner) for word, owner in owners.items() if word in text]
            if said:
                owner = max(said, key=lambda s: (s[0] + s[1], s[1]))[2]
                if owner == _OUTSIDE:
                    return Match(None, reason="a figure of somebody else", rivals=(indicator.id,))
                breakdown = {**match.breakdown, str(indicator.settled_by): owner} if owner else match.breakdown
                return replace(match, breakdown=breakdown)
        vocational = any(word in text for text in self._headings for word in indicator.context)
        return match if vocational else replace(match, confidence=min(match.confidence, _UNSETTLED))

    def _owners(self, indicator: Indicator) -> dict[str, str]:
        """Word → the code it says; "" for a perimeter over several codes, `_OUTSIDE` for what is not ours."""
        found = {w: code for code, words in indicator.breakdowns[indicator.settled_by or ""].items() for w in words}
        found |= {w: "" for perimeter in indicator.perimeter_codes.values() for w in perimeter.words if w not in found}
        return found | dict.fromkeys(indicator.outside, _OUTSIDE)

    # ---- the noun beside the number ------------------------------------------------------------------------------

    def _direct(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        fitting = [n for n in nouns if self._fits(window.quantity, n.indicator)]
        candidates = sorted(
            (c for n in fitting if (c := window.candidate(n, fitting))),
            key=lambda c: (-c.strength, -len(c.noun.alias), -c.noun.span.start),
        )
        if not candidates:
            return None
        best = candidates[0]
        if self._catalogue.indicators[best.noun.indicator].kind == "stock" and _is_no_stock(window, best.noun):
            return Match(
                None, reason="who was served, chosen or gained, not how many there are", rivals=(best.noun.indicator,)
            )
        if not self._has_numerator(window, best.noun, nouns, earlier):
            return Match(None, reason="a share of something else", rivals=(best.noun.indicator,))
        rivals = tuple(dict.fromkeys(c.noun.indicator for c in candidates if c.noun.indicator != best.noun.indicator))
        breakdown = self._breakdown(window, best.noun)
        reason = f"{best.reason}: {best.noun.alias}"
        return Match(best.noun.indicator, breakdown, best.strength, reason, rivals, best.noun.span)

    def _has_numerator(self, window: Window, noun: NounMatch, nouns: Sequence[NounMatch], earlier: Earlier) -> bool:
        """Whether 占技能人才…% is said of the share's own numerator: counted right before, or named in the clause."""
        numerator = self._catalogue.indicators[noun.indicator].numerator
        if not numerator or not noun.alias.startswith("占"):
            return True
        if (
            earlier
            and earlier[-1][0].span.end <= noun.span.start
            and not window.text[earlier[-1][0].span.end : noun.span.start].strip("，,（(")
        ):
            return earlier[-1][1].indicator in {numerator, noun.indicator}
        return True

    def _fits(self, quantity: Quantity, indicator: str) -> bool:
        family = self._catalogue.indicators[indicator].unit_family
        if quantity.unit is None:
            return family in _PEOPLE
        measured = self._families.get(quantity.unit, frozenset())
        return family in measured or (family == "person_time" and "person" in measured)

    def _breakdown(self, window: Window, noun: NounMatch) -> Breakdown:
        """Codes said by the words of the noun phrase and, for stages, by the predicate around it."""
        phrase = window.phrase(noun.span)
        found: dict[str, str] = {}
        for code in self._lexicon.codes(noun.indicator, window.text, phrase.start, phrase.end):
            found.setdefault(code.dimension, code.code)
        predicate = window.predicate()
        for code in self._lexicon.codes(noun.indicator, window.text, predicate.start, predicate.end):
            if code.dimension == "stage":
                found.setdefault(code.dimension, code.code)
        return found

    # ---- the noun inside the number: 2银9铜 ------------------------------------------------------------------------

    def _inside(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        span = window.quantity.span
        tail = Span(span.start + 1, span.end)
        for indicator in self._medals:
            if not self._fits(window.quantity, indicator.id):
                continue
            codes = self._lexicon.codes(indicator.id, window.text, tail.start, tail.end)
            if codes:
                breakdown = {codes[0].dimension: codes[0].code}
                return Match(indicator.id, breakdown, 0.95, "the colour is the measure word", noun=codes[0].span)
        for noun in nouns:
            if (
                tail.start <= noun.span.start
                and noun.span.end <= tail.end
                and self._fits(window.quantity, noun.indicator)
            ):
                return Match(noun.indicator, {}, 0.95, f"the noun is the measure word: {noun.alias}", noun=noun.span)
        return None

    # ---- parts of a total: 16个，含11所技工院校和5个企业 --------------------------------------------------------------

    def _part(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """A part of the last total, opened by 含 or 其中 (按对象分 in a new sentence), whose noun says one of its codes."""
        total = self._total(window, earlier)
        if total is None or not self._fits(window.quantity, total):
            return None
        indicator = self._catalogue.indicators[total]
        code = self._head_code(window, indicator)
        if code is None:
            return None
        breakdown = {code.dimension: code.code}
        return Match(indicator.id, breakdown, 0.9, "a part of the total before", (), code.span)

    def _total(self, window: Window, earlier: Earlier) -> str | None:
        """The indicator of the total this quantity may be a part of."""
        unit = window.quantity.unit
        same = [(q, m) for q, m in earlier if m.indicator and _same_unit(q.unit, unit)]
        said = next(((q, m) for q, m in reversed(same) if not set(m.breakdown) & self._additive(m)), None)
        if said:
            between = window.text[said[0].span.end : window.quantity.span.start]
            additive = self._catalogue.indicators[said[1].indicator or ""].additive
            return said[1].indicator if additive and _PARTS.search(between) else None
        if not _BY_KIND.search(window.text, window.sentence.start, window.quantity.span.start):
            return None
        totals = [t for t in self._topics if t.unit == window.quantity.unit and not t.breakdown]
        return totals[-1].indicator if totals else None

    def _additive(self, match: Match) -> set[str]:
        """The dimensions over which parts of what was counted are parted."""
        indicator = self._catalogue.indicators[match.indicator or ""]
        return set(indicator.breakdowns) if indicator.additive is True else set(indicator.additive or ())

    def _head_code(self, window: Window, indicator: Indicator) -> CodeMatch | None:
        """The code said by the noun of the quantity, behind it or right before it."""
        after = window.after()
        behind = self._lexicon.codes(indicator.id, window.text, after.start, after.end)
        if behind:
            return behind[-1]
        start = window.quantity.span.start
        before = self._lexicon.codes(indicator.id, window.text, window.left, start)
        return next((c for c in reversed(before) if FILLER.fullmatch(window.text, c.span.end, start)), None)

    # ---- hosts with a stage: 15所中职学校已有13所完成公示 ---------------------------------------------------------------

    def _staged_host(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """A number of hosts with a stage word, in a passage about what they host, counts what they host."""
        for indicator in self._staged:
            topic = self._topic(indicator.id, window, nouns)
            if topic is None or not self._fits(window.quantity, indicator.id) or window.names(indicator.id, nouns):
                continue
            said = window.predicate()
            stage = self._code(indicator.id, "stage", window.text, said.start, said.end)
            host = self._host(indicator.id, window, earlier)
            if stage and host:
                codes = {
                    "agency_type": topic.breakdown.get("agency_type", ""),
                    "host": host.code,
                    "stage": stage.code,
                }
                kept = {k: v for k, v in codes.items() if v and k in indicator.breakdowns}
                return Match(indicator.id, kept, 0.85, "hosts with a stage, in a passage about them", noun=host.span)
        return None

    def _topic(self, indicator: str, window: Window, nouns: Sequence[NounMatch]) -> Topic | None:
        """The nearest earlier mention of the indicator in the paragraph, with the codes of its noun phrase."""
        start = window.quantity.span.start
        before = [n for n in nouns if n.indicator == indicator and n.span.end <= start]
        if before:
            return Topic(indicator, self._noun_codes(window.text, before[-1]), before[-1].span)
        return next((t for t in reversed(self._topics) if t.indicator == indicator), None)

    def _host(self, indicator: str, window: Window, earlier: Earlier) -> CodeMatch | None:
        after = window.after()
        own = self._code(indicator, "host", window.text, after.start, after.end)
        own = own or self._last_host(indicator, window.text, window.left, window.quantity.span.start)
        if own or not earlier or not _CARRIES.search(window.before):
            return own
        return self._last_host(indicator, window.text, window.sentence.start, window.quantity.span.start)

    def _last_host(self, indicator: str, text: str, start: int, end: int) -> CodeMatch | None:
        hosts = [c for c in self._lexicon.codes(indicator, text, start, end) if c.dimension == "host"]
        return hosts[-1] if hosts else None

    def _code(self, indicator: str, dimension: str, text: str, start: int, end: int) -> CodeMatch | None:
        return next((c for c in self._lexicon.codes(indicator, text, start, end) if c.dimension == dimension), None)

    # ---- A、B分别为x、y ---------------------------------------------------------------------------------------------

    def _respective(
        self, window: Window, nouns: Sequence[NounMatch], item: Span | None, items: Mapping[int, Span | None]
    ) -> Match:
        """The noun of the quantity's own item; without one the head noun of the last item, with the item's own codes."""
        if item is None:
            return Match(None, reason="a list that does not pair")
        fitting = [n for n in nouns if self._fits(window.quantity, n.indicator)]
        own = [n for n in fitting if item.start <= n.span.start and n.span.end <= item.end]
        last = [s for s in items.values() if s][-1]
        shared = [n for n in fitting if last.start <= n.span.start and n.span.end <= last.end]
        named = self._lexicon.places(window.text, item.start, item.end) or _PLACE_LIKE.fullmatch(
            window.text, *_ends(item)
        )
        where = item if named else None
        if own or shared:
            noun = (own or shared)[-1]
            codes = self._lexicon.codes(noun.indicator, window.text, item.start, item.end)
            breakdown = {c.dimension: c.code for c in codes}
            found = Match(noun.indicator, breakdown, 0.88, "paired in order", noun=noun.span, where=where)
            return self._admitted(window, found)
        totals = [t for t in self._topics if t.unit == window.quantity.unit]
        if not totals:
            return Match(None, reason="no noun in its item")
        codes = self._lexicon.codes(totals[-1].indicator, window.text, item.start, item.end)
        if not where and not codes:
            return Match(None, reason="no noun in its item")
        breakdown = {**totals[-1].breakdown, **{c.dimension: c.code for c in codes}}
        return Match(totals[-1].indicator, breakdown, 0.8, "paired with a place or a kind", where=where)

    # ---- no noun of its own --------------------------------------------------------------------------------------

    def _level_after(self, window: Window, earlier: Earlier) -> Match | None:
        """由2892所减为2551所: the second level counts what the first does."""
        if not earlier or not _TO_LEVEL.fullmatch(window.before) or earlier[-1][0].unit != window.quantity.unit:
            return None
        return earlier[-1][1]

    def _elided(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """2015年25枚金牌；2014年为20枚: only the date changes, the noun is that of the figure before."""
        said = window.before.strip("，；、。 ")
        if _TOTALLED.fullmatch(said):
            return self._totalled(window, earlier)
        where = self._place_of(window, said) if not _LISTED.match(window.text, window.quantity.span.end) else None
        dates = find_dates(said)
        rest = said[: dates[0].span.start] + said[dates[-1].span.end :] if dates else said
        if where is None and not (dates and FILLER.fullmatch(rest)) and not (said and _VERB_ONLY.fullmatch(said)):
            return None
        totals = [t for t in self._topics if t.unit == window.quantity.unit]
        if where and totals:
            return Match(
                totals[-1].indicator, dict(totals[-1].breakdown), 0.75, "the noun of the figure before", where=where
            )
        return (
            Match(totals[-1].indicator, dict(totals[-1].breakdown), 0.75, "the noun of the figure before")
            if totals
            else None
        )

    def _coded(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """接受补贴性培训的，企业职工4200万人次，农民工3100万人次: a code right before the number, its noun said before."""
        start = window.quantity.span.start
        here = [n.indicator for n in nouns if n.span.end <= window.left or n.span.end <= start]
        before = here if window.quantity.unit not in PARTICIPATIONS else [*(t.indicator for t in self._topics), *here]
        for indicator in dict.fromkeys(reversed(before)):
            if not self._fits(window.quantity, indicator):
                continue
            for code in reversed(self._lexicon.codes(indicator, window.text, window.left, start)):
                if FILLER.fullmatch(window.text, code.span.end, start):
                    return Match(
                        indicator, {code.dimension: code.code}, 0.75, "a kind of what was named", noun=code.span
                    )
        return None

    def _generic(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """中职：学校7294所: a bare 学校 counts the kind of institution named last."""
        generic = _GENERIC.search(window.before)
        if not generic or not self._families.get(window.quantity.unit or "", frozenset()) & {"institution"}:
            return None
        said = self._lexicon.nouns(window.text, self._passage, window.left + generic.start())
        kinds = [n for n in said if self._catalogue.indicators[n.indicator].unit_family == "institution"]
        if not kinds:
            return None
        return Match(
            kinds[-1].indicator, {}, 0.75, f"the institutions named last: {kinds[-1].alias}", noun=kinds[-1].span
        )

    def _completion(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """完成全年目标18万人次的37.9%: the share of a plan printed right before it."""
        if window.quantity.unit != "%" or not earlier:
            return None
        if _OF_PLAN.search(window.before):
            return self._completion_of(earlier[-1][1])
        if window.before not in {"的", "的约", "的近"}:
            return None
        plan = earlier[-1]
        said = window.text[window.sentence.start : plan[0].span.start]
        return self._completion_of(plan[1]) if _PLAN.search(said) else None

    def _completion_of(self, counted: Match) -> Match | None:
        """The completion share of what was counted before, if there is such a share."""
        for share in self._shares:
            if share.numerator == counted.indicator and self._is_plan(share.denominator):
                return Match(share.id, {}, 0.85, "the share of the plan before")
        return None

    def _planned(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """完成全年目标18万人次, 全年任务5万人次: a plan without a noun is one of what was counted last."""
        if not _PLAN.search(window.before):
            return None
        totals = [t for t in self._topics if t.unit == window.quantity.unit]
        flows = [t for t in totals if self._catalogue.indicators[t.indicator].kind == "flow"]
        return (
            Match(flows[-1].indicator, dict(flows[-1].breakdown), 0.8, "a plan of what was counted") if flows else None
        )

    def _is_plan(self, indicator: str | None) -> bool:
        return bool(indicator) and self._catalogue.indicators[indicator or ""].kind == "target"

    def _bare_share(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """高技能人才140万，占20%: the share of what was counted last in what was counted before it."""
        if window.quantity.unit != "%" or not earlier:
            return None
        if _SHARE_OF.fullmatch(window.before):
            found = self._share_of_counted(window, nouns, earlier[-1][0])
            if found:
                return found
        if not _BARE_SHARE.search(window.before):
            return None
        counted = [m.indicator for _, m in earlier]
        for share in self._shares:
            if counted[-1] == share.numerator and share.denominator in counted:
                return Match(share.id, {}, 0.8, "the share of the figure before")
        return None

    def _totalled(self, window: Window, earlier: Earlier) -> Match | None:
        """累计达87家, 共32个: the total of the parts before it, or of the one kind counted before it."""
        same = [
            m.indicator or next(iter(m.rivals), None) for q, m in earlier if _same_unit(q.unit, window.quantity.unit)
        ]
        parts = [m for _, m in earlier[-2:] if m.breakdown and m.indicator == earlier[-1][1].indicator]
        named = same[-1] if same and (len(set(same)) == 1 or len(parts) == 2) else None
        return Match(named, {}, 0.7, "the total of what was counted before") if named else None

    def _place_of(self, window: Window, said: str) -> Span | None:
        """The place that alone stands before the number: 石嘴山占1.24万人次, 青岛32所."""
        start = window.quantity.span.start - len(said)
        places = self._lexicon.places(window.text, start, window.quantity.span.start)
        whole = len(places) == 1 and places[0].span.start == start
        if whole and _PLACED.fullmatch(window.text, places[0].span.end, window.quantity.span.start):
            return places[0].span
        return None

    def _share_of_counted(self, window: Window, nouns: Sequence[NounMatch], counted: Quantity) -> Match | None:
        """双师型教师538人，占专任教师36.3%: the noun before the count names the share."""
        before = [
            n
            for n in nouns
            if self._catalogue.indicators[n.indicator].kind == "share"
            and n.span.end <= counted.span.start
            and FILLER.fullmatch(window.text, n.span.end, counted.span.start)
        ]
        if not before:
            return None
        return Match(before[-1].indicator, {}, 0.8, f"the share of {before[-1].alias}", noun=before[-1].span)

    def _carried(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """国家级3个、省级4个: a code word alone carries the noun of the quantity before."""
        indicator = next((m.indicator for _, m in reversed(earlier) if m.indicator), None)
        if indicator is None or not self._fits(window.quantity, indicator):
            return None
        start = window.quantity.span.start
        for code in reversed(self._lexicon.codes(indicator, window.text, window.left, start)):
            if FILLER.fullmatch(window.text, code.span.end, start):
                return Match(indicator, {code.dimension: code.code}, 0.7, "the noun is carried over", (), code.span)
        return None

    def _rank(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        if window.quantity.unit != "名次" or len(self._ranks) != 1:
            return None
        return Match(self._ranks[0].id, {}, 0.7, "a rank in a contest")

    def _note_topics(self, text: str, nouns: Sequence[NounMatch]) -> None:
        """Nouns of the sentence stay topics for the sentences after it, with the codes of their phrases."""
        self._topics += [Topic(n.indicator, self._noun_codes(text, n), n.span) for n in nouns]
        self._topics.sort(key=lambda t: t.span.start)

    def _noun_codes(self, text: str, noun: NounMatch) -> Breakdown:
        start = phrase_start(text, noun.span.start, 0)
        return {c.dimension: c.code for c in self._lexicon.codes(noun.indicator, text, start, noun.span.end)}


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_no_stock(window: Window, noun: NounMatch) -> bool:
    """Whether the number says who was served, chosen or gained rather than how many there are."""
    behind = noun.span.start >= window.quantity.span.end
    return window.is_concerned(behind) or window.is_new(noun.span) or window.is_selected(noun.span)


def first_levels(text: str, quantities: Sequence[Quantity]) -> frozenset[Span]:
    """The earlier of two levels (由422.8万人增为445万人) among the quantities of a sentence."""
    return frozenset(
        a.span
        for a, b in pairwise(quantities)
        if _TO_LEVEL.fullmatch(text, a.span.end, b.span.start) and a.unit == b.unit
    )


def _same_unit(a: str | None, b: str | None) -> bool:
    """Whether two printed measure words may measure one thing: 个 goes with every counter."""
    return a == b or "个" in {a, b}
