r"""Text as a reader sees it: hard wraps joined, widths folded, stray blanks dropped, with a map back to the source.

In clean text "\n" ends a paragraph or a table row, "\t" parts columns, and a single blank is one that was printed
between two words. Everything else is one character of the source, folded to half width where it is a digit, a letter
or one of ％＋－．＃＝. The map is exact: `clean.source(span)` is the range of the source the clean range came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from dashboard.documents.wraps import wrapped_breaks
from dashboard.model import Span

__all__ = ["CleanText", "clean"]

_FOLDED = "％＋－．＃＝＆＠〇"
_FOLD = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FOLD |= {ord(c): ord(unicodedata.normalize("NFKC", c)) for c in _FOLDED} | {ord("﹪"): ord("%"), ord("\r"): ord("\n")}
_FOLDABLE = re.compile(f"[{''.join(map(chr, _FOLD))}]+")
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_GAP = re.compile(rf"[\s{_UNSEEN}]+")
_ODD_GAP = re.compile(rf"[\s{_UNSEEN}](?:(?<!\n)|(?=[\s{_UNSEEN}]|\Z)|(?<=\A\n))[\s{_UNSEEN}]*")  # all but one "\n"
_INVISIBLE = re.compile(rf"[{_UNSEEN}]+")
_WIDE = re.compile(r"\t|\u3000| {2,}")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and, piece by piece, where it came from: `starts` in the clean text, `sources` in the source."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The source offset of the clean character at `position`."""
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]

    def source(self, span: Span) -> Span:
        """The source range of a clean range that is not empty."""
        return Span(self.offset(span.start), self.offset(span.end - 1) + 1)


def clean(source: str) -> CleanText:
    """Fold widths, join hard wraps and drop blanks that carry no meaning."""
    folded = _FOLDABLE.sub(lambda m: m.group().translate(_FOLD), source)
    wraps = wrapped_breaks(source.replace("\r", "\n") if "\r" in source else source)
    pieces: list[str] = []
    sources: list[int] = []
    position = 0
    last = len(folded)
    for gap in (_GAP if wraps else _ODD_GAP).finditer(folded):
        start, end = gap.span()
        ends_line = folded[start] == "\n" and not wraps and start > 0 and end < last  # most gaps, seen without a call
        kept = "\n" if ends_line else _kept(folded, gap, wraps)
        if kept and folded[start] == kept:
            start += 1
            kept = ""
            if start == end:
                continue
        if start > position:
            pieces.append(folded[position:start])
            sources.append(position)
        if kept:
            pieces.append(kept)
            sources.append(start)
        position = end
    pieces.append(folded[position:])
    sources.append(position)
    return CleanText("".join(pieces), tuple(accumulate(map(len, pieces[:-1]), initial=0)), tuple(sources))


def _kept(text: str, gap: re.Match[str], wraps: Mapping[int, str]) -> str:
    """What stands in clean text for a run of white space: nothing, a blank, a column mark or a paragraph end."""
    start, end = gap.span()
    if start == 0 or end == len(text):
        return ""
    blank = gap.group()
    if "\n" in blank:
        return wraps.get(start, "\n")
    if blank != " ":
        blank = _INVISIBLE.sub("", blank)
        if _WIDE.search(blank):
            return "\t"
    return " " if blank and _keeps_blank(text, start, end) else ""


def _keeps_blank(text: str, start: int, end: int) -> bool:
    """A single blank matters between two Latin words and in 2 210, but not in a number set apart: 6 8 7 万人."""
    before, after = text[start - 1], text[end]
    if not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum()):
        return False
    single = not (text[max(0, start - 2)].isdigit() and start > 1) and not text[end + 1 : end + 2].isdigit()
    return not (before.isdigit() and after.isdigit() and single)
