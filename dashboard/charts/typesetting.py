"""Text as it stands on a chart: its width, where its lines break, and how an axis writes a number.

Widths are estimates in pixels, slightly on the generous side, for the sans-serif faces of `style.FONTS`. Charts are
drawn from these estimates, so that no label runs into its neighbour whatever browser shows it.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from itertools import accumulate

__all__ = ["axis_number", "escape", "nice_ticks", "shorten", "text_width", "wrap"]

_WIDE = frozenset("WFA")
_SLIM = frozenset("iljtfrI.,:;'|!()[]/- ")
_BROAD = frozenset("mwMW%@—…")
_NO_LINE_END = frozenset("（《〔「『")
_NO_LINE_START = frozenset("，。；：、！？）》〕」』％%,.;:!?)”")


def text_width(text: str, size: float) -> float:
    """How wide plain text stands, in pixels, at a font size in pixels."""
    return sum(map(_em, text)) * size


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    if character in _SLIM:
        return 0.37
    return 0.9 if character in _BROAD else 0.66 if character.isupper() else 0.58


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of plain text, none wider than `width` pixels unless one word alone is.

    Chinese breaks anywhere except before closing and behind opening punctuation; other scripts break at blanks.
    """
    if len(text) * size <= width and text.isprintable():  # no character is wider than the font is high
        return [text.rstrip()] if text.strip() else []
    lines: list[str] = []
    line, long = "", 0.0  # the line so far and how wide it stands
    for piece in _pieces(text):
        longer = long + text_width(piece.rstrip(), size)
        if line and longer > width and piece[0] not in _NO_LINE_START:
            lines.append(line.rstrip())
            line, long = piece.lstrip(), text_width(piece.lstrip(), size)
        else:
            line, long = line + piece, long + text_width(piece, size)
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """The unbreakable pieces: single wide characters, and words with the blank after them."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            if word and word[-1] not in _NO_LINE_END:
                pieces.append(word)
                word = ""
            word += character
            if character not in _NO_LINE_END:
                pieces.append(word)
                word = ""
        elif character.isspace():
            pieces.append(word + " ")
            word = ""
        else:
            word += character
    return [*pieces, word] if word else pieces


def shorten(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits into `width` pixels with an ellipsis at the end."""
    if text_width(text, size) <= width:
        return text
    ends = accumulate(map(_em, text), initial=0.0)
    fitting = sum((end + _em("…")) * size <= width for end in ends)
    return text[: max(fitting - 1, 0)] + "…"


def escape(text: str) -> str:
    """The text with the characters that start markup in a chart label made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def axis_number(value: float, lang: str) -> str:
    """A tick label: 万 and 亿 in Chinese, thousands separators in English; no digit that is not needed."""
    if lang == "zh":
        for word, size in (("亿", 1e8), ("万", 1e4)):
            if abs(value) >= size:
                return f"{value / size:.6g}{word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def nice_ticks(low: float, high: float, count: int = 4) -> list[float]:
    """About `count` round numbers from `low` to `high`, both included in what they span; at least one."""
    if high <= low:
        return [low]
    rough = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = min((power * factor for factor in (1, 2, 2.5, 5, 10)), key=lambda size: abs(math.log(size / rough)))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(step * index, 10) for index in range(first, last + 1)]
