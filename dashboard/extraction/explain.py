"""Mentions as a person reads them in a terminal: each sentence with its figures marked, then a line for each figure.

Pure text: whether there are colours and how wide a line may be is the caller's to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.catalogue.entries import Catalogue
from dashboard.model import Mention, SourceDocument, Span, breakdown_key
from dashboard.wording import charts as chart_words
from dashboard.wording import say
from dashboard.wording.extraction import WORDS, say_reason

__all__ = ["Explainer", "Tally", "wide"]

_UNSURE = 0.5  # below it a figure is for review only
_BREAK = re.compile(r"\s*\n\s*|\t+| {2,}")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_OPEN, _CLOSE = "（“‘「『〔[(", "，。；：、！？）”’」』〕…"
_PIECE = re.compile(  # what stays on one line: a word or a Chinese character, with the punctuation that clings to it
    f"(?:\x1b\\[[0-9;]*m|[{re.escape(_OPEN)}])*(?:[!-~\u00a0-\u024f]+|.)(?:\x1b\\[0m|[{_CLOSE}])*", re.DOTALL
)
_PAINT = {"document": "1", "figure": "1;36", "indicator": "32", "leftover": "33", "aside": "2"}
_SGR = {name: f"\x1b[{code}m" for name, code in _PAINT.items()}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quantities were found, and how many of them count something the catalogue knows."""

    count: int = 0
    counted: int = 0

    @property
    def left(self) -> int:
        """How many are left over."""
        return self.count - self.counted

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.count + other.count, self.counted + other.counted)


@dataclass(frozen=True, slots=True)
class Explainer:
    """Writes in `lang`; with `colours` for a terminal; lines are wrapped at `width` columns (0: never)."""

    catalogue: Catalogue
    lang: str
    colours: bool = False
    width: int = 0

    def explain(self, document: SourceDocument, mentions: Sequence[Mention]) -> Iterator[str]:
        """The lines of one document: its name, its sentences with their figures, how many there were.

        Claims without a number are passed over.
        """
        figures = [m for m in mentions if m.value is not None]
        title = document.title or ""
        name = self._say("document", name=document.name, title=title) if title else document.name
        yield self._paint("document", _harmless(name))
        if not figures:
            yield f"  {self._say('nothing')}"
        for sentence, own in groupby(figures, key=lambda m: m.sentence):
            said = list(own)
            yield ""
            yield from self._wrapped(self._marked(document.text, sentence, [m.span for m in said]), "  ", "  ")
            column = max(wide(_harmless(m.surface)) for m in said)
            for mention in said:
                yield from self._wrapped(self._line(mention, column), "    ", " " * (column + 7))
        yield ""
        yield self._summed("summary", self.tally(figures))

    @staticmethod
    def tally(mentions: Sequence[Mention]) -> Tally:
        """How many of the mentions are quantities, and how many of these have an indicator."""
        figures = [m for m in mentions if m.value is not None]
        return Tally(len(figures), sum(m.indicator is not None for m in figures))

    def total(self, tally: Tally, documents: int) -> str:
        """One line over several documents."""
        return self._summed("total", tally, documents)

    def _summed(self, key: str, tally: Tally, documents: int = 1) -> str:
        return self._say(key, documents=documents, count=tally.count, counted=tally.counted, left=tally.left)

    def _marked(self, text: str, sentence: Span, figures: Sequence[Span]) -> str:
        """The sentence on one line, with brackets around its figures."""
        pieces: list[str] = []
        at = sentence.start
        for span in figures:
            if span.start >= at:
                pieces += [_plain(text[at : span.start]), self._paint("figure", f"[{_plain(span.of(text))}]")]
                at = span.end
        return "".join([*pieces, _plain(text[at : sentence.end])]).strip()

    def _line(self, mention: Mention, column: int) -> str:
        """What one figure counts, whose it is, when, of what kind, how surely, why, and what else it might be."""
        surface = _harmless(mention.surface)
        padded = self._paint("figure", surface) + " " * (column - wide(surface))
        counted = self._indicator(mention)
        what = self._paint("indicator" if mention.indicator else "leftover", counted)
        facts = [self._place(mention), self._period(mention)] if mention.indicator else []
        if mention.indicator:
            status = say(chart_words.WORDS, f"status.{mention.status.value}", self.lang)
            facts += [self._say("status", status=status), self._confidence(mention)]
        aside = [self._say("reason", reason=_harmless(say_reason(mention.reason, self.lang)))]
        if mention.rivals:
            rivals = self._say("list").join(self._named(rival) for rival in mention.rivals)
            aside.append(self._say("rivals", rivals=rivals))
        head = self._say("counts", surface=padded, indicator=what)
        return " · ".join([head, *facts, self._paint("aside", " · ".join(aside))])

    def _indicator(self, mention: Mention) -> str:
        """The indicator's name and id, with the part of it that is counted."""
        indicator = self.catalogue.indicators.get(mention.indicator or "")
        if indicator is None:
            return mention.indicator or self._say("leftover")
        if not mention.breakdown:
            return self._named(indicator.id)
        parts = self._say("list").join(self._part(indicator.id, *part) for part in sorted(mention.breakdown.items()))
        codes, name = breakdown_key(mention.breakdown), self._name(indicator.id)
        return self._say("indicator.part", name=name, parts=parts, id=indicator.id, codes=codes)

    def _named(self, indicator: str) -> str:
        return self._say("indicator", name=self._name(indicator), id=indicator)

    def _name(self, indicator: str) -> str:
        known = self.catalogue.indicators[indicator]
        return known.zh if self.lang == "zh" else known.en

    def _part(self, indicator: str, dimension: str, code: str) -> str:
        """A code in words: as running text says it, or as the charts name it, or the code itself."""
        words = self.catalogue.indicators[indicator].breakdowns.get(dimension, {}).get(code, ())
        if self.lang == "zh" and words:
            return words[0]
        known = chart_words.WORDS.get(f"part.{code}")
        return say(chart_words.WORDS, f"part.{code}", self.lang) if known else code.replace("_", " ")

    def _place(self, mention: Mention) -> str:
        """The institution or the place, and on what level the figure is theirs."""
        known = self.catalogue.places.get(mention.ref_area or "")
        area = known.name_en if known and known.name_en and self.lang == "en" else mention.area_name
        place = " ".join(_harmless(name) for name in (area, mention.entity) if name) or self._say("place.none")
        if mention.scope is None:
            return self._say("place", place=place)
        scope = say(chart_words.WORDS, f"scope.{mention.scope.value}", self.lang)
        return self._say("place", place=self._say("place.scope", place=place, scope=scope))

    def _period(self, mention: Mention) -> str:
        kind = self._say(f"kind.{mention.period_type.value}")
        if mention.time_period is None:
            return self._say("period.none", kind=kind)
        basis = self._say(f"basis.{mention.period_basis}")
        return self._say("period", period=mention.time_period, kind=kind, basis=basis)

    def _confidence(self, mention: Mention) -> str:
        key = "confidence" if mention.confidence >= _UNSURE else "confidence.low"
        return self._say(key, confidence=f"{mention.confidence:.2f}")

    def _say(self, key: str, **values: object) -> str:
        return say(WORDS, key, self.lang, **values)

    def _paint(self, name: str, text: str) -> str:
        return f"{_SGR[name]}{text}\x1b[0m" if self.colours else text

    def _wrapped(self, line: str, first: str, later: str) -> Iterator[str]:
        """The line with its indent; where it is too wide, more lines, colours carried over the break."""
        room = self.width - wide(later)
        if not self.width or room < self.width // 3:
            yield first + line
            return
        row, used, paint = first, wide(first), ""
        for match in _PIECE.finditer(line):
            piece, columns = match.group(), wide(match.group())
            if used + columns > self.width and used > wide(later):
                yield row.rstrip() + ("\x1b[0m" if paint else "")
                row, used = later + paint, wide(later)
                bare = piece.lstrip(" ")
                piece, columns = bare, wide(bare)
            row, used = row + piece, used + columns
            for code in _COLOUR.findall(piece):
                paint = "" if code == "\x1b[0m" else code
        yield row


def wide(text: str) -> int:
    """How many columns a text takes in a terminal: two for a Chinese character, none for a colour or a mark on one."""
    shown = _COLOUR.sub("", text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in shown)


def _plain(text: str) -> str:
    """A piece of the letter on one line: breaks inside Chinese vanish, others become a blank."""
    return _harmless(_BREAK.sub(lambda m: "" if _is_wrap(text, m) else " ", text))


def _is_wrap(text: str, gap: re.Match[str]) -> bool:
    """Whether a break stands between two Chinese characters of a sentence."""
    before, after = text[: gap.start()][-1:], text[gap.end() :][:1]
    return "\n" in gap.group() and all(not c or _HAN.match(c) for c in (before, after))


def _harmless(text: str) -> str:
    """Text without what a terminal would obey or hide."""
    return _UNSEEN.sub("", text)
