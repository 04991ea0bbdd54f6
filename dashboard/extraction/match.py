"""A quantity in its sentence → the indicator it counts.

The noun stands behind the number (15所中职学校), before it (中职学校15所), inside it (2银), before a bracket whose parts
follow (16个，含11所…), or was said before and is carried on. Each way has a strength; the strongest noun whose unit fits
wins, the others stay as rivals. A change (增加3所) is no level and gets no indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.catalogue.lookup import CodeMatch, Lexicon, NounMatch
from dashboard.model import Breakdown, Quantity, Span

__all__ = ["Match", "Matcher", "Topic"]

_SEPARATOR = re.compile(r"[，。；;：:、（）()\t\n！？|]")
_CLAUSE_END = re.compile(r"[，。；;：:、（()）\t\n！？|]")
_FILLER = re.compile(
    r"(?:总量|总数|总人数|人数|数量|规模|总计|合计|累计|共计|共有|共|已达到|已达|达到|达|已有|已|为|有|是|约为|约|近|接近|超过|突破|超|不少于|不低于|至少"
    r"|增至|增加到|增长到|提高到|发展到|扩大到|的|了|：|:|\t|（|\(|成果|各)*"
)
_CHANGE = re.compile(
    r"(?:增加|增长|新增|净增|减少|下降|提高|上升|增幅|降幅|多|少|同比|比上年|较上年)(?:了|约|近|超过)?$"
)
_RESULT = re.compile(r"(?:增加|增长|提高|上升|减少|下降)(?:到|至|为)$")
_PARTS = re.compile(r"含|其中|包括|包含|分别|由|分为|细分")
_CARRIES = re.compile(r"(?:其中|[已己]有|有|含|，|、|；|\(|（)$")
_NORM = re.compile(r"(?:每|至少|确保|不少于)[^，。；]{0,8}$")
_PEOPLE = {"person", "person_time", "person_per_year"}  # sources print 人 for 人次; the printed word stays the unit
_BREAK_MODIFIER = 12
_CLOSE = 3
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Match:
    """What a quantity counts: the indicator (None: a leftover), its breakdown, and why; `noun` is a clean span."""

    indicator: str | None
    breakdown: Breakdown = field(default_factory=dict)
    confidence: float = 0.0
    reason: str = ""
    rivals: tuple[str, ...] = ()
    noun: Span | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    strength: float
    noun: NounMatch
    reason: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What was counted or spoken of last: carried to later quantities of the paragraph."""

    indicator: str
    breakdown: Mapping[str, str]
    span: Span


class Matcher:
    """Matches the quantities of one document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._catalogue: Catalogue = lexicon.catalogue
        self._families = {u.id: frozenset(u.families) for u in self._catalogue.units.values()}
        self._medals = [i for i in self._catalogue.indicators.values() if i.unit_family in {"medal", "award"}]
        self._ranks = [i for i in self._catalogue.indicators.values() if i.unit_family == "rank"]
        self._staged = [i for i in self._catalogue.indicators.values() if {"stage", "host"} <= set(i.breakdowns)]
        self._topics: list[Topic] = []

    def enter_paragraph(self) -> None:
        """Forget what the paragraph before spoke of."""
        self._topics = []

    def match(self, text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[Match]:
        """One Match for each quantity of the sentence, in order. Quantities carry clean spans."""
        nouns = self._lexicon.nouns(text, sentence.start, sentence.end)
        matches: list[Match] = []
        for index, quantity in enumerate(quantities):
            left = quantities[index - 1].span.end if index else sentence.start
            right = quantities[index + 1].span.start if index + 1 < len(quantities) else sentence.end
            window = _Window(text, sentence, quantity, left, right)
            found = self._one(window, nouns, list(zip(quantities, matches, strict=False)))
            matches.append(found)
            if found.indicator:
                self._topics.append(Topic(found.indicator, found.breakdown, quantity.span))
        self._note_topics(text, nouns)
        return matches

    def _one(self, window: _Window, nouns: Sequence[NounMatch], earlier: Sequence[tuple[Quantity, Match]]) -> Match:
        if window.is_change() or window.is_norm():
            return Match(None, reason="a change or a rule, not a level")
        for way in (self._inside, self._part, self._staged_host):
            found = way(window, nouns, earlier)
            if found:
                return found
        direct = self._direct(window, nouns)
        return direct or self._carried(window, earlier) or self._rank(window) or Match(None, reason="no noun")

    # ---- the noun beside the number ------------------------------------------------------------------------------

    def _direct(self, window: _Window, nouns: Sequence[NounMatch]) -> Match | None:
        fitting = [n for n in nouns if self._fits(window.quantity, n.indicator)]
        candidates = sorted(
            (c for n in fitting if (c := window.candidate(n, fitting))),
            key=lambda c: (-c.strength, -len(c.noun.alias), -c.noun.span.start),
        )
        if not candidates:
            return None
        best = candidates[0]
        rivals = tuple(dict.fromkeys(c.noun.indicator for c in candidates if c.noun.indicator != best.noun.indicator))
        breakdown = self._breakdown(window, best.noun)
        return Match(
            best.noun.indicator, breakdown, best.strength, f"{best.reason}: {best.noun.alias}", rivals, best.noun.span
        )

    def _fits(self, quantity: Quantity, indicator: str) -> bool:
        family = self._catalogue.indicators[indicator].unit_family
        if quantity.unit is None:
            return family in _PEOPLE
        measured = self._families.get(quantity.unit, frozenset())
        return family in measured or (family == "person_time" and "person" in measured)

    def _breakdown(self, window: _Window, noun: NounMatch) -> Breakdown:
        """Codes said by the words of the noun phrase and, for stages, by the predicate behind it."""
        phrase = window.phrase(noun.span)
        found: dict[str, CodeMatch] = {}
        for code in self._lexicon.codes(noun.indicator, window.text, phrase.start, phrase.end):
            found.setdefault(code.dimension, code)
        predicate = window.predicate(noun.span)
        for code in self._lexicon.codes(noun.indicator, window.text, predicate.start, predicate.end):
            if code.dimension == "stage":
                found.setdefault(code.dimension, code)
        return {dimension: code.code for dimension, code in found.items()}

    # ---- the noun inside the number: 2银9铜 ------------------------------------------------------------------------

    def _inside(self, window: _Window, nouns: Sequence[NounMatch], earlier: object) -> Match | None:
        span = window.quantity.span
        tail = Span(span.start + 1, span.end)
        for indicator in self._medals:
            if not self._fits(window.quantity, indicator.id):
                continue
            codes = self._lexicon.codes(indicator.id, window.text, tail.start, tail.end)
            if codes:
                return Match(
                    indicator.id,
                    {codes[0].dimension: codes[0].code},
                    0.95,
                    "the colour is the measure word",
                    noun=codes[0].span,
                )
        for noun in nouns:
            if (
                noun.span.start >= tail.start
                and noun.span.end <= tail.end
                and self._fits(window.quantity, noun.indicator)
            ):
                return Match(noun.indicator, {}, 0.95, f"the noun is the measure word: {noun.alias}", noun=noun.span)
        return None

    # ---- parts of a total: 16个，含11所技工院校和5个企业 --------------------------------------------------------------

    def _part(self, window: _Window, nouns: object, earlier: Sequence[tuple[Quantity, Match]]) -> Match | None:
        """A part of the last total of the sentence, opened by 含 or 其中, whose noun says one of the total's codes."""
        total = next(((q, m) for q, m in reversed(earlier) if m.indicator and not m.breakdown), None)
        if total is None:
            return None
        quantity, match = total
        indicator = self._catalogue.indicators[match.indicator or ""]
        between = window.text[quantity.span.end : window.quantity.span.start]
        if not indicator.additive or not _PARTS.search(between) or not self._fits(window.quantity, indicator.id):
            return None
        code = self._head_code(window, indicator)
        return (
            Match(indicator.id, {code.dimension: code.code}, 0.9, "a part of the total before", (), code.span)
            if code
            else None
        )

    def _head_code(self, window: _Window, indicator: Indicator) -> CodeMatch | None:
        """The code said by the noun of the quantity, behind it or right before it."""
        after = window.after()
        additive = set(indicator.breakdowns) if indicator.additive is True else set(indicator.additive or ())
        behind = [
            c for c in self._lexicon.codes(indicator.id, window.text, after.start, after.end) if c.dimension in additive
        ]
        if behind:
            return behind[-1]
        before = [
            c
            for c in self._lexicon.codes(indicator.id, window.text, window.left, window.quantity.span.start)
            if c.dimension in additive and _FILLER.fullmatch(window.text, c.span.end, window.quantity.span.start)
        ]
        return before[-1] if before else None

    # ---- hosts with a stage: 15所中职学校已有13所完成公示 ---------------------------------------------------------------

    def _staged_host(
        self, window: _Window, nouns: Sequence[NounMatch], earlier: Sequence[tuple[Quantity, Match]]
    ) -> Match | None:
        """A number of hosts with a stage word, in a passage about what they host, counts what they host."""
        for indicator in self._staged:
            topic = self._topic(indicator.id, window, nouns)
            if topic is None or not self._fits(window.quantity, indicator.id) or window.names(indicator.id, nouns):
                continue
            after = window.after()
            stage = self._code(indicator.id, "stage", window.text, after.start, after.end)
            host = self._host(indicator.id, window, earlier)
            if stage and host:
                codes = {"agency_type": topic.breakdown.get("agency_type", ""), "host": host.code, "stage": stage.code}
                kept = {k: v for k, v in codes.items() if v and k in indicator.breakdowns}
                return Match(indicator.id, kept, 0.85, "hosts with a stage, in a passage about them", noun=host.span)
        return None

    def _topic(self, indicator: str, window: _Window, nouns: Sequence[NounMatch]) -> Topic | None:
        """The nearest earlier mention of the indicator in the paragraph, with the codes of its noun phrase."""
        before = [n for n in nouns if n.indicator == indicator and n.span.end <= window.quantity.span.start]
        if before:
            return Topic(indicator, self._noun_codes(window.text, before[-1]), before[-1].span)
        return next((t for t in reversed(self._topics) if t.indicator == indicator), None)

    def _host(self, indicator: str, window: _Window, earlier: Sequence[tuple[Quantity, Match]]) -> CodeMatch | None:
        after = window.after()
        own = self._code(indicator, "host", window.text, after.start, after.end)
        if own or not earlier or not _CARRIES.search(window.text[window.left : window.quantity.span.start]):
            return own
        previous = earlier[-1][0].span
        return self._code(indicator, "host", window.text, previous.end, window.quantity.span.start)

    def _code(self, indicator: str, dimension: str, text: str, start: int, end: int) -> CodeMatch | None:
        return next((c for c in self._lexicon.codes(indicator, text, start, end) if c.dimension == dimension), None)

    # ---- no noun of its own --------------------------------------------------------------------------------------

    def _carried(self, window: _Window, earlier: Sequence[tuple[Quantity, Match]]) -> Match | None:
        """国家级3个、省级4个: a code word alone carries the noun of the quantity before."""
        previous = next(((q, m) for q, m in reversed(earlier) if m.indicator), None)
        if previous is None or previous[1].indicator is None:
            return None
        indicator = previous[1].indicator
        if not self._fits(window.quantity, indicator):
            return None
        for code in reversed(self._lexicon.codes(indicator, window.text, window.left, window.quantity.span.start)):
            if _FILLER.fullmatch(window.text, code.span.end, window.quantity.span.start):
                return Match(indicator, {code.dimension: code.code}, 0.7, "the noun is carried over", (), code.span)
        return None

    def _rank(self, window: _Window) -> Match | None:
        if window.quantity.unit != "名次" or len(self._ranks) != 1:
            return None
        return Match(self._ranks[0].id, {}, 0.7, "a rank in a contest")

    def _note_topics(self, text: str, nouns: Sequence[NounMatch]) -> None:
        """Nouns of the sentence stay topics for the sentences after it, with the codes of their phrases."""
        self._topics += [Topic(n.indicator, self._noun_codes(text, n), n.span) for n in nouns]
        self._topics.sort(key=lambda t: t.span.start)

    def _noun_codes(self, text: str, noun: NounMatch) -> Breakdown:
        start = _phrase_start(text, noun.span.start, 0)
        return {c.dimension: c.code for c in self._lexicon.codes(noun.indicator, text, start, noun.span.end)}


@dataclass(frozen=True, slots=True)
class _Window:
    """A quantity with the stretch of its sentence that is its own: from the quantity before to the one behind."""

    text: str
    sentence: Span
    quantity: Quantity
    left: int
    right: int

    def after(self) -> Span:
        """From the quantity to the end of its clause or the next quantity."""
        end = self.quantity.span.end
        stop = _CLAUSE_END.search(self.text, end, self.right)
        return Span(end, stop.start() if stop else self.right)

    def is_change(self) -> bool:
        """Whether the number is a difference (增加3所), not a level (增加到3所)."""
        before = self.text[self.left : self.quantity.span.start]
        return self.quantity.unit == "百分点" or (bool(_CHANGE.search(before)) and not _RESULT.search(before))

    def is_norm(self) -> bool:
        """Whether 一 or 两 is part of a rule (至少取得一本), not a count."""
        return self.quantity.surface[0] in "一两" and bool(
            _NORM.search(self.text[self.sentence.start : self.quantity.span.start])
        )

    def names(self, indicator: str, nouns: Sequence[NounMatch]) -> bool:
        """Whether the quantity's own clause names this indicator behind the number."""
        after = self.after()
        return any(n.indicator == indicator and after.start <= n.span.start < after.end for n in nouns)

    def candidate(self, noun: NounMatch, fitting: Sequence[NounMatch]) -> _Candidate | None:
        """How strongly a noun of the sentence belongs to the quantity; None where it cannot."""
        span = self.quantity.span
        if noun.span.start >= span.end:
            return self._behind(noun, fitting)
        return self._before(noun) if noun.span.end <= span.start else None

    def _behind(self, noun: NounMatch, fitting: Sequence[NounMatch]) -> _Candidate | None:
        """Behind the number the last noun of a chain is its head: 2所〔中职学校〕〔社评类认证中心〕."""
        gap = self.text[self.quantity.span.end : noun.span.start]
        if noun.span.end > self.right or _SEPARATOR.search(gap) or self.quantity.unit == "%":
            return None
        modifiers = [
            n.span.end for n in fitting if self.quantity.span.end <= n.span.start < n.span.end <= noun.span.start
        ]
        apart = noun.span.start - max(modifiers, default=self.quantity.span.end)
        strength = 0.93 if apart <= _CLOSE else 0.86 if apart <= _NEAR else 0.7
        return _Candidate(strength + 0.001 * noun.span.start / (self.sentence.end + 1), noun, "noun behind the number")

    def _before(self, noun: NounMatch) -> _Candidate | None:
        gap = self.text[noun.span.end : self.quantity.span.start]
        if _FILLER.fullmatch(gap):
            return _Candidate(0.95, noun, "noun before the number")
        if noun.span.end < self.left:
            return None
        apart = _SEPARATOR.findall(gap)
        strength = (0.8 if len(gap) <= 6 else 0.66) if not apart else 0.5 if len(apart) == 1 else 0.4
        return _Candidate(strength, noun, "noun earlier in the clause") if strength > 0.4 else None

    def phrase(self, noun: Span) -> Span:
        """The noun phrase: the noun with its modifiers, the number not included."""
        if noun.start >= self.quantity.span.end:
            return Span(_phrase_start(self.text, noun.start, self.quantity.span.end), noun.end)
        return Span(_phrase_start(self.text, noun.start, min(self.left, noun.start)), self._phrase_end(noun))

    def _phrase_end(self, noun: Span) -> int:
        """Modifiers may also stand between the noun and its number: 工作室国家级3个."""
        gap = self.text[noun.end : self.quantity.span.start]
        return noun.end if _SEPARATOR.search(gap) else self.quantity.span.start

    def predicate(self, noun: Span) -> Span:
        """The clause around the number, without what stands before the clause."""
        clause = max(
            (m.end() for m in _CLAUSE_END.finditer(self.text, self.left, self.quantity.span.start)), default=self.left
        )
        return Span(clause, self.after().end)


def _phrase_start(text: str, start: int, floor: int) -> int:
    """How far back a noun's modifiers may reach: to a separator, and a dozen characters at most."""
    begin = max(floor, start - _BREAK_MODIFIER)
    stops = [m.end() for m in _SEPARATOR.finditer(text, begin, start)]
    return stops[-1] if stops else begin
