"""What the ways of matching share: the catalogue's names, and what the passage being read has said so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.catalogue.lookup import CodeMatch, Lexicon, NounMatch
from dashboard.extraction.windows import phrase_start
from dashboard.model import Breakdown, Quantity, Span

__all__ = ["Earlier", "Ground", "Match", "Topic", "same_unit"]

_SENTENCES_BACK = 4
_TOPICS = 40  # nouns and figures that stay known in a paragraph
_CONTEXT = 1200  # characters before a sentence in which its subject is looked for
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
    years_back: int = 0  # 1 for last year's figure beside this year's


@dataclass(frozen=True, slots=True)
class Topic:
    """What was counted or spoken of: carried to later quantities of the paragraph."""

    indicator: str
    breakdown: Mapping[str, str]
    span: Span
    unit: str | None = None  # of the total counted, None for a noun alone


Earlier = Sequence[tuple[Quantity, Match]]


class Ground:
    """The names and measure words of a catalogue, and the topics of the paragraph being read."""

    def __init__(self, lexicon: Lexicon, opening: str) -> None:
        self.lexicon = lexicon
        self._opening = opening
        self.catalogue = lexicon.catalogue
        indicators = self.catalogue.indicators.values()
        self.families = {u.id: frozenset(u.families) for u in self.catalogue.units.values()}
        self.medals = [i for i in indicators if i.unit_family in {"medal", "award"}]
        self.ranks = [i for i in indicators if i.unit_family == "rank"]
        self.shares = [i for i in indicators if i.numerator and i.denominator]
        self.staged = [i for i in indicators if {"stage", "host"} <= set(i.breakdowns)]
        self.topics: list[Topic] = []
        self.headings: tuple[str, ...] = ()
        self._starts: list[int] = [0]
        self._said: tuple[str, ...] = ()
        self._says: dict[tuple[str, ...], bool] = {}

    @property
    def start(self) -> int:
        """Where the sentences a figure may take its context from begin."""
        return self._starts[max(0, len(self._starts) - _SENTENCES_BACK)]

    @property
    def paragraph(self) -> int:
        """Where the paragraph begins."""
        return self._starts[0]

    def enter_paragraph(self, start: int, headings: Sequence[str]) -> None:
        """Forget what the paragraph before spoke of; `headings` stand above this one, the title first."""
        self.topics = []
        self._starts = [start]
        self.headings = tuple(headings)

    def enter_sentence(self, text: str, sentence: Span) -> None:
        """One more sentence of the paragraph."""
        self._starts.append(sentence.start)
        near = text[max(self.start, sentence.start - _CONTEXT) : sentence.end]
        self._said = (near, *self.headings, self._opening)
        self._says.clear()

    def says(self, words: tuple[str, ...]) -> bool:
        """Whether one of the words stands in the sentence, in the ones before it, in a heading or as the letter opens."""
        if words not in self._says:
            self._says[words] = any(word in text for text in self._said for word in words)
        return self._says[words]

    def about(self, quantity: Quantity) -> NounMatch | None:
        """What the nearest heading or the title names that the quantity can measure."""
        for heading in reversed(self.headings):
            nouns = [n for n in self.lexicon.nouns(heading, 0, len(heading)) if self.fits(quantity, n.indicator)]
            if nouns:
                return nouns[-1]
        return None

    def remember(self, topic: Topic) -> None:
        """One more topic; the oldest is forgotten when there are many."""
        self.topics.append(topic)
        if len(self.topics) > _TOPICS:
            del self.topics[0]

    def note(self, text: str, nouns: Sequence[NounMatch]) -> None:
        """Nouns of the sentence stay topics for the sentences after it, with the codes of their phrases."""
        if not nouns:
            return
        self.topics += [Topic(n.indicator, self.noun_codes(text, n), n.span) for n in nouns[-_TOPICS:]]
        self.topics.sort(key=lambda t: t.span.start)
        del self.topics[:-_TOPICS]

    def fits(self, quantity: Quantity, indicator: str) -> bool:
        """Whether the quantity's measure word can measure the indicator."""
        family = self.catalogue.indicators[indicator].unit_family
        if quantity.unit is None:
            return family in _PEOPLE
        measured = self.families.get(quantity.unit, frozenset())
        return family in measured or (family == "person_time" and "person" in measured)

    def code(self, indicator: str, dimension: str, text: str, start: int, end: int) -> CodeMatch | None:
        """The first word between two offsets that says a code of one dimension."""
        return next((c for c in self.lexicon.codes(indicator, text, start, end) if c.dimension == dimension), None)

    def noun_codes(self, text: str, noun: NounMatch) -> Breakdown:
        """The codes said by a noun and its modifiers."""
        start = phrase_start(text, noun.span.start, 0)
        return {c.dimension: c.code for c in self.lexicon.codes(noun.indicator, text, start, noun.span.end)}


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two printed measure words may measure one thing: 个 goes with every counter."""
    return a == b or "个" in {a, b}
