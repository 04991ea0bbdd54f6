"""The line under a panel's title that says how its places compare: each pair by name, or, of many, how many of each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.charts.panels import Panel
from dashboard.charts.sheet import Text, Texts
from dashboard.charts.style import Theme
from dashboard.charts.typesetting import text_width
from dashboard.observations.compare import COMPARABLE, NOT_COMPARABLE, WITH_CARE
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["PAIR_STEP", "pair_lines", "pair_texts"]

PAIR_STEP = 18.0
_SIZE = 11
_GAP = 12.0
_NAMED = 3  # pairs named one by one: those of three places


@dataclass(frozen=True, slots=True)
class _Piece:
    """A pair (or a count) and the word of its verdict."""

    words: str
    verdict: str
    mark: str

    @property
    def width(self) -> float:
        return text_width(self.words + self.mark, _SIZE) + 5


def pair_lines(panel: Panel, width: float, lang: str) -> list[list[_Piece]]:
    """The pieces of a panel in lines no wider than `width` pixels, unless one piece alone is; none for a single place."""
    lines: list[list[_Piece]] = []
    room = 0.0
    for piece in _pieces(panel, lang):
        if not lines or piece.width > room:
            lines.append([])
            room = width - (_lead_width(lang) if len(lines) == 1 else 0)
        lines[-1].append(piece)
        room -= piece.width + _GAP
    return lines


def _lead_width(lang: str) -> float:
    return text_width(say(WORDS, "panel.pairs", lang), _SIZE)


def _pieces(panel: Panel, lang: str) -> Iterator[_Piece]:
    """Three pairs at most are named; of more the verdicts are counted."""
    if len(panel.pairs) > _NAMED:
        counts = Counter(pair.verdict for pair in panel.pairs)
        for code in (COMPARABLE, WITH_CARE, NOT_COMPARABLE):
            if counts[code]:
                yield _Piece(say(WORDS, "panel.pair.count", lang, count=counts[code]), code, _mark(code, lang))
        return
    for pair in panel.pairs:
        a, b = pair.names[::-1] if pair.codes[1] == panel.alone else pair.names
        names = say(WORDS, "panel.pair.with" if panel.alone else "panel.pair", lang, a=a, b=b)
        yield _Piece(names, pair.verdict, _mark(pair.verdict, lang))


def _mark(code: str, lang: str) -> str:
    return say(WORDS, f"verdict.{code}", lang)


def pair_texts(panel: Panel, width: float, left: float, top: float, theme: Theme, lang: str) -> Texts:
    """The lines as texts with their top left corner at (`left`, `top`), each verdict in its colour."""
    texts: Texts = []
    for number, line in enumerate(pair_lines(panel, width, lang)):
        at, height = left, top + number * PAIR_STEP
        if not number:
            texts.append(Text(say(WORDS, "panel.pairs", lang), at, height, _SIZE, theme.muted))
            at += _lead_width(lang)
        for piece in line:
            texts.append(Text(piece.words, at, height, _SIZE, theme.ink))
            mark = at + text_width(piece.words, _SIZE) + 5
            texts.append(Text(piece.mark, mark, height, _SIZE, theme.verdicts[piece.verdict], bold=True))
            at += piece.width + _GAP
    return texts
