r"""Text as a reader sees it: hard wraps joined, widths folded, stray blanks dropped, with a map back to the source.

In clean text "\n" ends a paragraph or a table row, "\t" parts columns, and a single blank is one that was printed
between two words. Everything else is one character of the source, folded to half width where it is a digit, a letter
or one of ％＋－．＃＝. The map is exact: `clean.source(span)` is the range of the source the clean range came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from dashboard.model import Span

__all__ = ["CleanText", "clean", "printed_width"]

_FOLDED = "％＋－．＃＝＆＠〇"
_FOLD = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FOLD |= {ord(c): unicodedata.normalize("NFKC", c) for c in _FOLDED}
_FOLD |= dict.fromkeys(map(ord, "﹪"), "%")
_GAP = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_WIDE = re.compile(r"\t|\u3000| {2,}")
_ENDS = frozenset("。！？；;!?…")
_STARTS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.、．](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条编]|[▲△○●■□◆★#【\-|]|[\u2460-\u2473]"
    r"|[（(][^（）()\n]*[）)]\s*(?:\n|$)|(?:抄送|抄报|主办单位|联系人|附件?：|附：))"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_ROW = re.compile(r"\S(?:\t|\u3000+ *| {2,})\S|\|")


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
    folded = source.translate(_FOLD)
    full = _full_line(folded)
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = position = 0
    for gap in _GAP.finditer(folded):
        for piece, origin in ((folded[position : gap.start()], position), (_kept(folded, gap, full), gap.start())):
            if piece:
                pieces.append(piece)
                starts.append(length)
                sources.append(origin)
                length += len(piece)
        position = gap.end()
    pieces.append(folded[position:])
    starts.append(length)
    sources.append(position)
    return CleanText("".join(pieces), tuple(starts), tuple(sources))


def _kept(text: str, gap: re.Match[str], full: int) -> str:
    """What stands in clean text for a run of white space: nothing, a blank, a column mark or a paragraph end."""
    blank = gap.group()
    if gap.start() == 0 or gap.end() == len(text):
        return ""
    if "\n" in blank or "\r" in blank:
        return "" if _is_wrap(text, gap, full) else "\n"
    blank = _INVISIBLE.sub("", blank)
    if _WIDE.search(blank):
        return "\t"
    before, after = text[gap.start() - 1], text[gap.end()]
    return " " if blank and _keeps_blank(before, after) else ""


def _keeps_blank(before: str, after: str) -> bool:
    """A single blank matters between two digits and between two Latin words."""
    return before.isascii() and after.isascii() and (before.isalnum() and after.isalnum())


def _is_wrap(text: str, gap: re.Match[str], full: int) -> bool:
    """Whether a line break only ends a printed line: the line is full and neither side looks like an end or a start."""
    before = text[gap.start() - 1]
    if before in _ENDS or _STARTS.match(text, gap.end()):
        return False
    line_start = max(text.rfind("\n", 0, gap.start()), text.rfind("\r", 0, gap.start())) + 1
    line = text[line_start : gap.start()].strip()
    return full > 0 and printed_width(line) >= full and not _ROW.search(line) and not _BRACKETED.fullmatch(line)


def _full_line(text: str) -> int:
    """The width from which a line counts as full, or 0 when the text is not wrapped.

    Wrapped text has many lines of nearly one width and none much longer; text with one line a paragraph has not.
    """
    widths = sorted((printed_width(line.strip()) for line in text.splitlines() if line.strip()), reverse=True)
    if len(widths) < 2:
        return 0
    longest = widths[min(len(widths) - 1, len(widths) // 50)]
    return int(longest * 0.75)


def printed_width(line: str) -> int:
    """Columns a line takes in print: two for a Chinese character, one for a Latin one."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in line)
