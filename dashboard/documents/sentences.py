"""Paragraphs, sentences and clauses of clean text, and the headings they stand under. Offsets are clean offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dashboard.model import Span

__all__ = ["Paragraph", "Sentence", "paragraphs"]

_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』）)]*")
_HEADING = re.compile(
    r"(?:#{1,6} ?)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节部分]+|【)"
)
_LEVELS = re.compile(
    r"((?:#{1,6} ?)?(?:第[一二三四五六七八九十\d]{1,3}[章节部分]+|[一二三四五六七八九十]{1,3}、))"
    r"|([（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(\d{1,2}[.、．])"
)
_UNNUMBERED = 4  # the level of a heading that none of the three groups above begins
_LEAD = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；！？]{2,30}。")
_NUMBERING = frozenset("一二三四五六七八九十（(")
_LABEL = re.compile(r"【[^】]{1,20}】")
_PLAN_TITLE = re.compile(r"(?:方案|规划|计划|目标|任务)(?:[（(][^）)]*[）)])?$")
_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span and its number in the paragraph."""

    span: Span
    index: int


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph of a text: its span, number, and the headings above it, outermost first.

    `short` says that it is one sentence of a heading's length and form. Most paragraphs of most texts are passed over: so their
    sentences are found when asked for, and the class is not frozen, which would make it three times as slow to build.
    """

    text: str
    span: Span
    index: int
    headings: tuple[str, ...]
    short: bool

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; the stop belongs to the sentence before it."""
        start, end = self.span.start, self.span.end
        stops = [stop.end() for stop in _SENTENCE_END.finditer(self.text, start, end)]
        if not stops or stops[-1] < end:
            stops.append(end)
        return tuple([Sentence(Span(a, b), n) for n, (a, b) in enumerate(zip([start, *stops], stops, strict=False))])

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a clean offset of this paragraph."""
        starts = [s.span.start for s in self.sentences]
        return self.sentences[max(0, bisect_right(starts, position) - 1)]


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of clean text in order; lines without text are left out."""
    found: list[Paragraph] = []
    headings: tuple[str, ...] = ()
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line or line.isspace():
            continue
        label = _LABEL.match(line) if line[0] == "【" else None
        lead = label or (_LEAD.match(line) if line[0] in _NUMBERING else None)
        above = headings
        if lead:
            above = (lead.group(),) if label else _under(headings, lead.group())
        stop = _SENTENCE_END.search(line) if len(line) <= _HEADING_LENGTH else None
        single = len(line) <= _HEADING_LENGTH and (stop is None or stop.end() == len(line))
        short = single and line[-1] not in "。；"
        found.append(Paragraph(text, Span(start, position - 1), len(found), above, short))
        if len(line) <= _HEADING_LENGTH and _heads(line, stop is not None, first=len(found) == 1):
            headings = _under(headings, line)
        elif lead and not label:
            headings = above
    return found


def _heads(line: str, stopped: bool, first: bool) -> bool:
    """Whether a short line is a heading: numbered or without a full stop. A title counts when it names a plan."""
    if first and not _PLAN_TITLE.search(line):
        return False
    return not stopped or bool(_HEADING.match(line))


def _under(headings: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The heading path after one more heading line: it replaces its like and all below, and stands under the rest."""
    level = _level(line)
    return (*(h for h in headings if _level(h) < level), line)


def _level(line: str) -> int:
    """How deep a heading stands: 第一章 or 一、, then （一）, then 1., then one without a number."""
    match = _LEVELS.match(line)
    return match.lastindex or _UNNUMBERED if match else _UNNUMBERED
