"""A quantity in its sentence → the indicator it counts.

The noun stands behind the number (15所中职学校), before it (中职学校15所), inside it (2银), before a bracket whose parts
follow (16个，含11所…), or was said before and is carried on. Each way has a strength; the strongest noun whose unit fits
wins, the others stay as rivals. A change (增加3所) is no level and gets no indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.lookup import Lexicon, NounMatch
from dashboard.extraction.carried import Carried
from dashboard.extraction.ground import Earlier, Ground, Match, Topic
from dashboard.extraction.leaning import Leaning
from dashboard.extraction.parts import Parts
from dashboard.extraction.respective import paired_items
from dashboard.extraction.windows import Window
from dashboard.model import Breakdown, Quantity, Span

__all__ = ["Match", "Matcher"]

_PLACE_LIKE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:区|县|市|州|旗|镇)")
_GAINED = re.compile(r"新增|净增|新培养")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]|其中[^，。；（(]*")  # 347所（其中技工学校63所），在校生 are those of all 347
_SHARE_OF = re.compile(
    r"占[^，。；]{0,24}?(?=\d)|在[^，。；]{0,12}(?:比重|比例|占比)"
)  # 占高中阶段教育招生的27.6% speaks of nobody's own figure
_CONTEST = re.compile(r"赛|奖|[金银铜]牌|总分|代表[队团]|选手|\d[金银铜]")
_OUTSIDE = "(outside)"
_UNSETTLED = 0.45
_REACH = 240  # characters of its sentence a figure takes its meaning from, either way
_OWNER_REACH = 600
_EARLIER = 24  # figures before it that a figure may lean on


class Matcher:
    """Matches the quantities of one document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, opening: str = "") -> None:
        """`opening` is the beginning of the document, which says what it is about."""
        self._ground = Ground(lexicon, opening)
        parts, leaning, self._carried = Parts(self._ground), Leaning(self._ground), Carried(self._ground)
        self._unnamed_ways = (  # those that need no name beside the figure, before it in the paragraph or above it
            parts.inside,
            self._carried.generic,
            self._carried.rank,
        )
        self._ways = (
            leaning.last_years,
            parts.inside,
            parts.part,
            parts.staged_host,
            self._direct,
            self._carried.coded,
            self._carried.generic,
            self._carried.completion,
            self._carried.planned,
            self._carried.bare_share,
            leaning.labelled,
            leaning.series,
            leaning.of_kind,
            leaning.pupils,
            self._carried.carried,
            self._carried.elided,
            leaning.group,
            self._carried.rank,
        )

        self._named = False  # whether the sentence names an indicator or counts one
        self._naming: dict[tuple[str, ...], bool] = {}  # whether the headings over a paragraph name one

    def enter_paragraph(self, start: int, headings: Sequence[str]) -> None:
        """Forget what the paragraph before spoke of; `headings` stand above this one, the title first."""
        above = tuple(headings)
        if above not in self._naming:
            self._naming[above] = any(self._ground.lexicon.nouns(h, 0, len(h)) for h in above)
        self._ground.enter_paragraph(start, above)

    def match(self, text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[Match]:
        """One Match for each quantity of the sentence, in order. Quantities carry clean spans."""
        self._ground.enter_sentence(text, sentence)
        nouns = self._ground.lexicon.nouns(text, sentence.start, sentence.end)
        self._named = bool(nouns) or self._naming[tuple(self._ground.headings)]
        starts = [n.span.start for n in nouns]
        items = paired_items(text, sentence, quantities)
        unpaired = [i for i in items if items[i] is None]
        said: list[tuple[Quantity, Match]] = []
        for index, quantity in enumerate(quantities):
            left = quantities[index - 1].span.end if index else sentence.start
            right = quantities[index + 1].span.start if index + 1 < len(quantities) else sentence.end
            reach = _reach(sentence, quantity.span)
            near = nouns[bisect_left(starts, reach.start) : bisect_left(starts, reach.end)]
            window = Window(text, reach, quantity, left, right)
            item = items.get(index)
            if item:
                found = self._respective(window, near, item, items)
            elif index in items:
                found = self._referred(window, near, said, unpaired)
            else:
                found = self._one(window, near, said[-_EARLIER:])
            said.append((quantity, found))
            self._named = self._named or bool(found.indicator or found.rivals)
            if found.indicator:
                self._ground.remember(Topic(found.indicator, found.breakdown, quantity.span, quantity.unit))
        self._ground.note(text, nouns)
        return [match for _, match in said]

    def _one(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match:
        level = self._carried.level_after(window, earlier)
        if level:
            return level
        if window.is_change() or window.is_norm() or window.is_rate():
            changed = self._direct(window, nouns, earlier)
            rivals = (changed.indicator,) if changed and changed.indicator else ()
            return Match(None, reason="a change, a rule or a rate, not a level", rivals=rivals)
        for way in self._ways if self._named or self._ground.topics else self._unnamed_ways:
            found = way(window, nouns, earlier)
            if found:
                return self._admitted(window, found)
        return self._far(window, nouns)

    def _admitted(self, window: Window, match: Match) -> Match:
        """The match, if the passage is one the indicator is spoken of in, and says of whom it is one."""
        if match.indicator is None:
            return match
        indicator = self._ground.catalogue.indicators[match.indicator]
        if indicator.kind == "rank" and not _CONTEST.search(window.text, self._ground.start, window.sentence.end):
            return Match(None, reason="a rank in no contest", rivals=(indicator.id,))
        if indicator.context and not self._ground.says(indicator.context):
            return Match(None, reason="the passage speaks of something else", rivals=(indicator.id,))
        if indicator.settled_by and indicator.settled_by not in match.breakdown:
            return self._settled(window, match, indicator)
        return match

    def _settled(self, window: Window, match: Match, indicator: Indicator) -> Match:
        """The owner said last before the figure: a code of the dimension, a perimeter, or somebody else's."""
        owners = self._owners(indicator)
        start = max(self._ground.paragraph, window.quantity.span.start - _OWNER_REACH)
        before = _SHARE_OF.sub("", _ASIDE.sub("", window.text[start : window.quantity.span.start]))
        for text in (before, *reversed(self._ground.headings)):
            said = [(text.rfind(word), len(word), owner) for word, owner in owners.items() if word in text]
            if said:
                owner = max(said, key=lambda s: (s[0] + s[1], s[1]))[2]
                if owner == _OUTSIDE:
                    return Match(None, reason="a figure of somebody else", rivals=(indicator.id,))
                breakdown = {**match.breakdown, str(indicator.settled_by): owner} if owner else match.breakdown
                return replace(match, breakdown=breakdown)
        vocational = any(word in text for text in self._ground.headings for word in indicator.context)
        return match if vocational else replace(match, confidence=min(match.confidence, _UNSETTLED))

    def _owners(self, indicator: Indicator) -> dict[str, str]:
        """Word → the code it says; "" for a perimeter over several codes, `_OUTSIDE` for what is not ours."""
        found = {w: code for code, words in indicator.breakdowns[indicator.settled_by or ""].items() for w in words}
        found |= {w: "" for perimeter in indicator.perimeter_codes.values() for w in perimeter.words if w not in found}
        return found | dict.fromkeys(indicator.outside, _OUTSIDE)

    def _direct(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        fitting = [n for n in nouns if self._ground.fits(window.quantity, n.indicator)]
        candidates = sorted(
            (c for n in fitting if (c := window.candidate(n, fitting))),
            key=lambda c: (-c.strength, -len(c.noun.alias), -c.noun.span.start),
        )
        if not candidates:
            return None
        best = candidates[0]
        if best.strength <= _UNSETTLED:
            return None
        refused = self._refused(window, best.noun, nouns, earlier)
        if refused:
            return refused
        rivals = tuple(dict.fromkeys(c.noun.indicator for c in candidates if c.noun.indicator != best.noun.indicator))
        breakdown = self._breakdown(window, best.noun)
        reason = f"{best.reason}: {best.noun.alias}"
        return Match(best.noun.indicator, breakdown, best.strength, reason, rivals, best.noun.span)

    def _refused(self, window: Window, noun: NounMatch, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """A leftover that says why the noun, though it stands beside the number, is not what it counts all of."""
        indicator = self._ground.catalogue.indicators[noun.indicator]
        rivals = (noun.indicator,)
        stock, family = indicator.kind == "stock", indicator.unit_family
        if stock and self._is_gained(window, noun, earlier):
            return Match(None, reason="one more of what was gained, or how many there are", rivals=rivals)
        if (
            (stock and _is_no_stock(window, noun))
            or (stock and family == "person" and window.is_trained(noun.span))
            or (family == "delegation" and window.is_awarded(noun.span))
        ):
            return Match(None, reason="who was served, chosen or gained, not how many there are", rivals=rivals)
        if window.is_joint(noun.span):
            return Match(None, reason="one number over several kinds", rivals=rivals)
        if not self._has_numerator(window, noun, nouns, earlier):
            return Match(None, reason="a share of something else", rivals=rivals)
        return None

    def _is_gained(self, window: Window, noun: NounMatch, earlier: Earlier) -> bool:
        """Whether 新增 of the figure before may govern this one too: 新增技能人才30万人，高技能人才12万人."""
        if not earlier or not (gained := earlier[-1][1].noun):
            return False
        between = window.text[earlier[-1][0].span.end : noun.span.start]
        return _GAINED.match(window.text, gained.start) is not None and between in {"以上，", "，", "、", "以上、"}

    def _far(self, window: Window, nouns: Sequence[NounMatch]) -> Match:
        """A leftover; the nouns of the clause before, which it may mean, are its rivals."""
        fitting = [n for n in nouns if self._ground.fits(window.quantity, n.indicator)]
        rivals = dict.fromkeys(c.noun.indicator for n in fitting if (c := window.candidate(n, fitting)))
        return Match(None, reason="a noun only in the clause before" if rivals else "no noun", rivals=tuple(rivals))

    def _has_numerator(self, window: Window, noun: NounMatch, nouns: Sequence[NounMatch], earlier: Earlier) -> bool:
        """Whether a share (占技能人才…%, 完成年度任务的…%) is said of its own numerator, where one was counted before it."""
        indicator = self._ground.catalogue.indicators[noun.indicator]
        numerator = indicator.numerator
        counted = [(q, m) for q, m in earlier if m.indicator] or earlier
        if numerator and self._carried.is_plan(indicator.denominator):
            return not earlier or earlier[-1][1].indicator in {None, numerator, noun.indicator}
        if not numerator or not noun.alias.startswith("占"):
            return True
        if (
            counted
            and earlier[-1][0].span.end <= noun.span.start
            and not window.text[earlier[-1][0].span.end : noun.span.start].strip("，,（(")
        ):
            return counted[-1][1].indicator in {numerator, noun.indicator}
        return True

    def _breakdown(self, window: Window, noun: NounMatch) -> Breakdown:
        """Codes said by the words of the noun phrase and, for stages, by the predicate around it."""
        phrase = window.phrase(noun.span)
        found: dict[str, str] = {}
        for code in self._ground.lexicon.codes(noun.indicator, window.text, phrase.start, phrase.end):
            found.setdefault(code.dimension, code.code)
        predicate = window.predicate()
        for code in self._ground.lexicon.codes(noun.indicator, window.text, predicate.start, predicate.end):
            if code.dimension == "stage":
                found.setdefault(code.dimension, code.code)
        return found

    def _referred(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier, group: Sequence[int]) -> Match:
        """高校81所、中职86所、技工58所，在校学生依次为x、y、z: the list means the kinds counted right before it."""
        count, index = len(group), len(earlier) - group[0]
        kinds = [m.noun for _, m in earlier[group[0] - count : group[0]] if m.noun] if group[0] >= count else []
        head = [
            n
            for n in nouns
            if self._ground.fits(window.quantity, n.indicator)
            and kinds
            and kinds[-1].end <= n.span.start < window.quantity.span.start
        ]
        if len(kinds) != count or not head:
            return Match(None, reason="a list that does not pair")
        kind, noun = kinds[index], head[-1]
        codes = {
            c.dimension: c.code for c in self._ground.lexicon.codes(noun.indicator, window.text, kind.start, kind.end)
        }
        found = Match(noun.indicator, codes, 0.8, "paired with the kinds before", noun=noun.span)
        return self._admitted(window, found) if codes else found

    def _respective(
        self, window: Window, nouns: Sequence[NounMatch], item: Span, items: Mapping[int, Span | None]
    ) -> Match:
        """The noun of the quantity's own item; without one the head noun of the last item, with the item's own codes."""
        fitting = [n for n in nouns if self._ground.fits(window.quantity, n.indicator)]
        own = [n for n in fitting if item.start <= n.span.start and n.span.end <= item.end]
        last = [s for s in items.values() if s][-1]
        shared = [n for n in fitting if last.start <= n.span.start and n.span.end <= last.end]
        named = self._ground.lexicon.places(window.text, item.start, item.end) or _PLACE_LIKE.fullmatch(
            window.text, *_ends(item)
        )
        where = item if named else None
        if own or shared:
            noun = (own or shared)[-1]
            codes = self._ground.lexicon.codes(noun.indicator, window.text, item.start, item.end)
            breakdown = {c.dimension: c.code for c in codes}
            found = Match(noun.indicator, breakdown, 0.88, "paired in order", noun=noun.span, where=where)
            return self._admitted(window, found)
        totals = [t for t in self._ground.topics if t.unit == window.quantity.unit]
        if not totals:
            return Match(None, reason="no noun in its item")
        codes = self._ground.lexicon.codes(totals[-1].indicator, window.text, item.start, item.end)
        if not where and not codes:
            return Match(None, reason="no noun in its item")
        breakdown = {**totals[-1].breakdown, **{c.dimension: c.code for c in codes}}
        return Match(totals[-1].indicator, breakdown, 0.8, "paired with a place or a kind", where=where)


def _reach(sentence: Span, quantity: Span) -> Span:
    """The part of a sentence a figure is read in; however long the sentence, the work a figure makes is bounded."""
    return Span(max(sentence.start, quantity.start - _REACH), min(sentence.end, quantity.end + _REACH))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_no_stock(window: Window, noun: NounMatch) -> bool:
    """Whether the number says who was served, chosen or gained rather than how many there are."""
    behind = noun.span.start >= window.quantity.span.end
    return window.is_concerned(behind) or window.is_new(noun.span) or window.is_selected(noun.span)
