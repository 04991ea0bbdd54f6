"""Which line breaks only end a printed line: hard wraps, decided from the whole text.

Two kinds of wrapped text are known. In the one every full line has exactly the same length (cut by a program, in
characters or in columns): there even a line that ends with a full stop may go on. In the other lines are of nearly one
length (set by a typesetter, who keeps stops off the beginning of a line). A text may be both, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

__all__ = ["printed_width", "wrapped_breaks"]

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\ufeff\u00ad"
_BLANK = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000" + _UNSEEN
)
_BLANKS = frozenset(_BLANK)
_WIDEST = 130  # columns of the longest printed line there is
_LONGEST = 80  # characters of the longest line a program cuts
_SHORTEST = 10
_NEARLY = 0.75
_MUCH = 0.4
_TITLE = 45
_SPACED = re.compile(r"[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]")  # 全市 15 所
_FEW = 3
_HANGING = frozenset("，。；：、！？”’）》」』】")
_WIDE_BLANK = re.compile(r"[\t\u3000]")
_STOP = re.compile(r"(?:[。！？!?…][”’」』）)]*|如下[：:])$")
_ENDS = frozenset("。！？；;!?…")
_MARK = (
    r"(?P<han>[一二三四五六七八九十]{1,3}、)|(?P<bracket>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])"
    r"|(?P<arabic>\d{1,2} ?[.、．](?! ?\d))|(?P<chapter>第[一二三四五六七八九十百\d]{1,4}[章节条编])"
    r"|(?P<sign>[▲△○●■□◆★【\u2460-\u2473]|#{1,6} )|(?P<caption>单位[：:]|[表图] ?\d)|(?P<letter>抄送|抄报|主办单位|联系人|附件?[：:])"
)
_MARKS = re.compile(_MARK)
_STARTS = re.compile(
    rf"(?:{_MARK}|[一二三四五六七八九十]{{1,3}}[.．]|[#|-]"
    r"|[（(][^（）()\n]*[）)]\s*(?:\n|$))"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_GAPS = re.compile(r"(?<=\S)(?:\t|\u3000+ *| {2,})(?=\S)|\|")
_ROW = re.compile(r"\S(?:\t|\u3000+ *| {2,})\S|\|")
_NUMERIC = re.compile(r"[-－−—]?[\d\uff10-\uff19][\d\uff10-\uff19,，.．]*[%％]?")
_TORN = re.compile(r"[\d\uff10-\uff19](?:[.．]|[ \u3000]?[十百千万亿多余]{0,3}人?)$")
_REST = re.compile(
    r"[十百千万亿多余人所家个名位元次枚%％次]|[\d\uff10-\uff19]+[\d\uff10-\uff19.．]* ?[十百千万亿多余人所家个名位元次枚%％]"
)
_CELL = re.compile(r"\|[^|。，；]{1,20}")
_ROW_NUMBER = re.compile(r"(?<![\d.|])\s*\n\s*\d{1,3} ?\| ?(?!\d)")
_PROSE = re.compile(r"[，。；,;]")
_LABELS = re.compile(
    r"(?P<dated>[^，。；：:]{0,6}\d{4}\s?年[^，。；：:]{0,12}[：:])|(?P<label>[^，。；、：:\d]{1,10}[：:])"
    r"|(?P<word>[^，。；、：:\d]{1,4}。)|(?P<book>《)"
)
_OPENING = re.compile(
    r"\d{1,4} ?[年月]|\d{1,2} ?[至—-] ?\d{1,2} ?月|《|全[市省国年县区校]|我[市省国县区]|截[至止]|近年来|目前|今年|去年"
    r"|上世纪|[一二三]是|[^，。；、：:]{1,10}[：:]|[^，。；、：:]{1,4}。"
)
_SHORT_LABEL = re.compile(r"(?![其例比如即])[^，。；、：:\d\s]{1,4}[：:]")
_YEAR = re.compile(r"[（(] ?\d{4} ?年?[）)]")
_ADDRESS = re.compile(r"[^，。；：:\d]{2,16}[：:]")
_ORDINAL = re.compile(r"[一二三四五六七八九十]是|首先")
_LEANING = frozenset("在从到于至自比和与及、的—-（(“《：:")
_GENRE = re.compile(
    r"(?:情况|报告|答复|公报|统计|数据|规划|方案|通知|总结|意见|要点|概况|概览|公示|进展|简介|纪要|综述)$|[）)]$"
)


class _Line(NamedTuple):
    """One line with text: where its text begins and ends, its length as cut, and how many line breaks follow it."""

    start: int
    end: int
    length: int
    breaks: int
    indent: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    @property
    def cut_blanks(self) -> int:
        """How many blanks stand behind the text of the line."""
        return self.length - self.indent - (self.end - self.start)


def printed_width(line: str) -> int:
    """Columns a line takes in print: two for a Chinese character, one for a Latin one."""
    return (len(line.encode("utf-8", "surrogatepass")) + len(line)) // 2


def wrapped_breaks(text: str) -> dict[int, str]:
    """Where a line's text ends and the break behind it is only a wrap → what stands there: "", or a tab in a cut gap.

    Only line feeds break lines here.
    """
    parts = text.split("\n")
    longest = _limit([*map(len, parts)])
    if len(parts) < 2 or longest > _WIDEST or not any(len(p) > longest // 3 and p[-1] not in _ENDS for p in parts):
        return {}
    lines = _lines(parts)
    rows = _rows(text, lines)
    cut = _cut(text, lines) - rows
    wraps = (cut | _set(text, _joined(lines, cut), bool(cut))) - rows
    return {a.end: _between(text, a, b) for a, b in pairwise(lines) if a.end in wraps}


def _between(text: str, line: _Line, following: _Line) -> str:
    """What stands between two lines that are one: a tab where a gap between columns was cut."""
    blanks = text[line.end : line.end + line.cut_blanks] + text[following.start - following.indent : following.start]
    return "\t" if len(blanks) > 1 or _WIDE_BLANK.search(blanks) else ""


def _lines(parts: Sequence[str]) -> list[_Line]:
    """The lines that hold text, without the blanks around it. Blanks a program left behind every line do not count."""
    found: list[tuple[int, int, int, int]] = []  # start, end, length and indent
    begins: list[int] = []  # the number of the part each of them is
    position = 0
    for number, part in enumerate(parts):
        length = len(part)
        bare = part.strip(_BLANK) if length and (part[0] in _BLANKS or part[-1] in _BLANKS) else part
        if bare:
            indent = part.index(bare) if len(bare) < length else 0
            found.append((position + indent, position + indent + len(bare), length, indent))
            begins.append(number)
        position += length + 1
    begins.append(len(parts))
    ragged = min((length - indent - (end - start) for start, end, length, indent in found), default=0)
    return [_Line(a, b, n - ragged, q - p, i) for (a, b, n, i), (p, q) in zip(found, pairwise(begins), strict=True)]


# ---- rows of a table ------------------------------------------------------------------------------------------------


def _rows(text: str, lines: Sequence[_Line]) -> frozenset[int]:
    """The ends of lines around and within a run of rows with equally many cells, a name and numbers in each.

    There the breaks are the table's own, whatever the lengths of its lines say. Above such rows a line parted by single
    blanks into as many words is their head.
    """
    if not _ROW.search(text):
        return frozenset()
    cells = [_cells_of(line.of(text)) for line in lines]
    longest = _limit([line.length for line in lines])
    ends: set[int] = set()
    first = 0
    while first < len(lines):
        last = first
        while cells[first] and last + 1 < len(lines) and len(cells[last + 1]) == len(cells[first]):
            last += 1
        printed = [line.length for line in lines[first : last + 1]]
        cut = len(set(printed)) == 1 or max(printed) >= longest  # they may all have been cut there
        if (not cut or last > first + 1) and _NUMERIC.fullmatch(cells[last][-1]) and _named(cells[first : last + 1]):
            head = first > 0 and len(lines[first - 1].of(text).split()) in {len(cells[first]), len(cells[first]) - 1}
            ends |= {line.end for line in lines[max(0, first - 1 - head) : last + 1]}
        first = last + 1
    return frozenset(ends)


def _cells_of(printed: str) -> list[str]:
    """The cells of a row of three or more parted by wide blanks; none of prose."""
    if _PROSE.search(printed) or "|" in printed:
        return []
    cells = _GAPS.split(printed)
    return cells if len(cells) > 2 else []


def _named(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row begins with a name and those after the first end with a number."""
    return not any(_NUMERIC.fullmatch(row[0]) for row in rows) and all(_NUMERIC.fullmatch(row[-1]) for row in rows[1:])


# ---- lines cut at one length ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the text prints a paragraph, known from those before which a line is not full.

    `marks` and `labels` name the kinds of beginnings, `heads` the marks under which headings stand; `breaks` is the
    fewest line breaks between two printed lines.
    """

    labels: frozenset[str]
    heads: frozenset[str]
    indented: bool
    breaks: int
    gap: int  # the widest gap between two columns of a row of three cells or more


def _cut(text: str, lines: Sequence[_Line]) -> frozenset[int]:
    """The wraps of text whose full lines are all equally long; none where the text is not of that kind."""
    full = _full(text, lines)
    if not full:
        return frozenset()
    tails = _tails(lines, full)
    habits = _habits(text, lines, full, tails)
    wraps: set[int] = set()
    begin = 0
    for index, line in enumerate(lines[:-1]):
        if index in full and _goes_on(text, lines, (begin, index, tails[index]), habits):
            wraps.add(line.end)
        else:
            begin = index + 1
    return frozenset(wraps)


def _full(text: str, lines: Sequence[_Line]) -> frozenset[int]:
    """The lines that are full, by characters or by columns, whichever explains more of them."""
    lengths = [line.length for line in lines]
    widths = [printed_width(text[line.start - line.indent : line.end + line.cut_blanks]) for line in lines]
    long, wide = _at_length(text, lines, lengths), _at_width(text, lines, widths)
    cut = long if _explains(text, lines, long, lengths) else frozenset()
    printed = wide if _explains(text, lines, wide, widths) else frozenset()
    return cut if len(cut) >= 0.8 * len(printed) else printed


def _at_length(text: str, lines: Sequence[_Line], lengths: Sequence[int]) -> frozenset[int]:
    """The lines of the greatest length; one or two blanks beside a number may have been lost at a cut."""
    limit = _limit(lengths)
    if not _SHORTEST <= limit <= _LONGEST:
        return frozenset()
    full = {i for i, n in enumerate(lengths) if n == limit}
    flush = sum(1 for line in lines if line.indent or line.cut_blanks) <= 0.1 * len(lines)
    if flush and len(_SPACED.findall(text)) >= _FEW:
        full |= {i for i in range(1, len(lines)) if _lost_blank(text, lines[i - 1 : i + 2], limit)}
        full |= {i for i in range(len(lines) - 1) if _no_room(text, lines[i], lines[i + 1], limit)}
    return frozenset(full)


def _lost_blank(text: str, around: Sequence[_Line], limit: int) -> bool:
    """Whether a line is a blank or two short of full, and one may have stood beside a number at either end of it."""
    line = around[1]
    ends = [text[a.end - 1] for a in around[:2]] + [text[a.start] for a in around[1:]]
    return 0 < limit - line.length <= 2 and any(c.isdigit() for c in ends)


def _no_room(text: str, line: _Line, following: _Line, limit: int) -> bool:
    """Whether a line was broken at the blank beside a number because what follows up to the next blank did not fit."""
    if _STOP.search(line.of(text)) or not (text[line.end - 1].isdigit() or text[following.start].isdigit()):
        return False
    word = following.of(text).split(" ", 1)[0]
    return line.length < limit <= line.length + 1 + len(word)


def _at_width(text: str, lines: Sequence[_Line], widths: Sequence[int]) -> frozenset[int]:
    """The lines of the greatest width, or a column less where a wide character did not fit; stops may hang behind it."""
    limit = _limit([w for w, line in zip(widths, lines, strict=True) if text[line.end - 1] not in _HANGING])
    if not _SHORTEST <= limit <= _WIDEST:
        return frozenset()
    return frozenset(i for i, w in enumerate(widths) if limit - 1 <= w <= limit + 4)


def _limit(sizes: Sequence[int]) -> int:
    """The greatest size but for a few outliers; 0 of nothing."""
    return sorted(sizes, reverse=True)[len(sizes) // 50] if sizes else 0


def _explains(text: str, lines: Sequence[_Line], full: frozenset[int], sizes: Sequence[int]) -> bool:
    """Whether lines of one size speak for a cut: two at least, nearly all broken off in mid-sentence.

    Where many other lines that break off are nearly as long, a typesetter made them all; rows of a table that are
    equally long have equally many cells.
    """
    cut = [i for i in sorted(full) if i + 1 < len(lines) and not _STOP.search(lines[i].of(text))]
    if len(cut) < 2 or len(cut) < 0.6 * len(full):
        return False
    broken = [i for i in range(len(lines) - 1) if not _STOP.search(lines[i].of(text))]
    limit = _NEARLY * max(sizes[i] for i in full)
    nearly = sum(1 for i in broken if i not in full and sizes[i] >= limit)
    rests = sum(1 for i in broken if i not in full and i - 1 in full and sizes[i] < limit)
    cells = [len(_GAPS.findall(lines[i].of(text))) for i in cut]
    alike = min(cells) == max(cells) > 0 and rests < 0.5 * len(cut)
    return not alike and (len(cut) >= nearly or rests >= 0.3 * len(cut))


def _habits(text: str, lines: Sequence[_Line], full: frozenset[int], tails: Sequence[int]) -> _Habits:
    begins = [i for i in range(len(lines)) if i == 0 or i - 1 not in full]
    runs = [(i, lines[tails[i]]) for i in begins]
    short = [i for i, end in runs if end.end - lines[i].start <= _TITLE and not _STOP.search(end.of(text))]
    return _Habits(
        labels=frozenset(_kind(_LABELS, text, lines[i]) for i in begins if not _colon(text, lines[i])) - {""},
        heads=frozenset(_kind(_MARKS, text, lines[i]) for i in short) - {""},
        indented=sum(lines[i].indent > 1 for i in begins) > 0.5 * len(begins),
        breaks=min((lines[i].breaks for i in full if not _STOP.search(lines[i].of(text))), default=1),
        gap=max((_widest_gap(line.of(text)) for line in lines), default=0),
    )


def _colon(text: str, line: _Line) -> bool:
    """Whether the line is an address or a lead-in by itself: 各位委员："""
    return text[line.end - 1] in "：:"


def _widest_gap(printed: str) -> int:
    """The widest gap between two columns of a row of three cells or more; 0 for other lines."""
    gaps = _GAPS.findall(printed)
    return max(map(len, gaps)) if len(gaps) > 1 else 0


def _kind(pattern: re.Pattern[str], text: str, line: _Line) -> str:
    """Which alternative of a pattern a line begins with; empty for none."""
    match = pattern.match(text, line.start)
    return match.lastgroup or "" if match else ""


def _tails(lines: Sequence[_Line], full: frozenset[int]) -> list[int]:
    """For each line the one with which its run of full lines ends: the first behind it that is not full, or the last."""
    tails = list(range(len(lines)))
    for index in range(len(lines) - 2, -1, -1):
        if index in full:
            tails[index] = tails[index + 1]
    return tails


def _goes_on(text: str, lines: Sequence[_Line], place: tuple[int, int, int], habits: _Habits) -> bool:
    """Whether a full line goes on in the next one. `place`: where its paragraph begins, the line, where its run ends."""
    line, following = lines[place[1]], lines[place[1] + 1]
    if text[following.start] in _HANGING:
        return True
    if _MARKS.match(text, following.start) or _ROW_NUMBER.match(text, line.end):
        return False
    if _row_ends(text, lines, place):
        return False
    if line.cut_blanks > 1:
        return True  # cut in the gap between two columns
    if following.indent > max(1, habits.gap) and not line.cut_blanks and not text[following.start].isdigit():
        return False
    if _STOP.search(line.of(text)):
        return not _begins(text, following, line.breaks, habits)
    return not _heads(text, lines, place, habits)


def _row_ends(text: str, lines: Sequence[_Line], place: tuple[int, int, int]) -> bool:
    """Whether a row ends: the next line begins with a word, the name of the next row, or prose follows an indented list."""
    begin, index, tail = place
    line, following = lines[index], lines[index + 1]
    row = text[max(lines[begin].start, line.end - _WIDEST) : line.end]
    if lines[begin].indent > 1 and not following.indent and _ROW.search(row) and _STOP.search(lines[tail].of(text)):
        return True
    if not (text[line.end - 1].isdigit() and len(_GAPS.findall(row)) > 1 and "|" not in row):
        return False
    return following.indent > 0 and not text[following.start].isdigit()


def _begins(text: str, line: _Line, breaks: int, habits: _Habits) -> bool:
    """Whether a line behind a full stop begins a paragraph, as other paragraphs of the text begin."""
    if habits.indented:
        return line.indent > 1
    if breaks > habits.breaks or text[line.start] in "（(" or _SHORT_LABEL.match(text, line.start):
        return True
    return _kind(_LABELS, text, line) in habits.labels


def _heads(text: str, lines: Sequence[_Line], place: tuple[int, int, int], habits: _Habits) -> bool:
    """Whether a full line that does not end with a stop is a heading or the title, and not only a part of it."""
    begin, index, tail = place
    line, following = lines[index], lines[index + 1]
    head = text[lines[begin].start : min(line.end, lines[begin].start + _TITLE + 1)]
    if len(head) > _TITLE or re.search(r"[。；]", head):
        return False
    if len(re.findall(r"[（(《“]", head)) > len(re.findall(r"[）)》”]", head)):
        return False
    if _ORDINAL.match(text, following.start) and line.of(text)[-1] not in "，、：":
        return True
    if _YEAR.fullmatch(following.of(text)):
        return False
    if _ADDRESS.fullmatch(following.of(text)) and not _PROSE.search(head):
        return True
    if not _STOP.search(lines[tail].of(text)) and text[lines[tail].end - 1] not in "：:）)":
        return False
    if _kind(_MARKS, text, lines[begin]) in habits.heads:
        return not _PROSE.search(head) or bool(_OPENING.match(text, following.start))
    return not _PROSE.search(head) and begin == 0 and _titles(head, text, following)


def _titles(head: str, text: str, following: _Line) -> bool:
    """Whether the first line is the whole title: by its last word, or by how the text behind it opens."""
    if head[-1] in _LEANING or head[-1].isdigit():
        return False
    return bool(_GENRE.search(head) or _OPENING.match(text, following.start))


def _joined(lines: Sequence[_Line], cut: frozenset[int]) -> list[_Line]:
    """The lines as they were before they were cut."""
    joined: list[_Line] = []
    going_on = False
    for line in lines:
        if going_on:
            first = joined.pop()
            line = _Line(first.start, line.end, first.length + line.length, line.breaks, first.indent)
        joined.append(line)
        going_on = line.end in cut
    return joined


# ---- lines of nearly one length ------------------------------------------------------------------------------------


def _set(text: str, lines: Sequence[_Line], cut: bool) -> frozenset[int]:
    """The wraps of text set in lines of nearly one width: full lines that end like no end before no beginning."""
    widths = [printed_width(line.of(text)) for line in lines]
    if len(lines) < 2:
        return frozenset()
    longest = _limit(widths)
    full = _NEARLY * (_middle(text, lines, widths) if cut else longest)
    if full > _NEARLY * _WIDEST:
        full = 0  # lines of paragraphs, not of print: only what is torn is joined
    apart = 2 * sorted(line.breaks for line in lines)[len(lines) // 2]
    pairs = zip(lines, lines[1:], widths, strict=False)
    return frozenset(
        a.end
        for a, b, width in pairs
        if a.breaks <= apart
        and (width >= full > 0 or _torn(text, a, b) or _CELL.fullmatch(text, b.start, b.end))
        and _is_wrap(text, a, b)
        and not (a is lines[0] and _is_title(text, a, b))
    )


def _is_title(text: str, line: _Line, following: _Line) -> bool:
    """Whether the first line is the whole title, however long the line below it."""
    printed = line.of(text)
    return len(printed) <= _TITLE and not _PROSE.search(printed) and bool(_GENRE.search(printed))


def _torn(text: str, line: _Line, following: _Line) -> bool:
    """Whether a break tears a figure of prose from its unit, or a number in two: 在校生67917 | 人, 升至46.3 | 6%."""
    printed = line.of(text)
    return bool(_PROSE.search(printed) and _TORN.search(printed) and _REST.match(text, following.start))


def _middle(text: str, lines: Sequence[_Line], widths: Sequence[int]) -> int:
    """The width lines were set in before they were cut: the middle one of those that break off in mid-sentence.

    Not the longest, for that may be two lines joined already. Where such lines are little of the text, it was not set in lines.
    """
    longest = max(widths)
    least = 0.3 * min(longest, _WIDEST)
    broken = sorted(w for w, line in zip(widths, lines, strict=True) if w >= least and line.of(text)[-1] not in _ENDS)
    return broken[(len(broken) - 1) // 2] if sum(broken) > _MUCH * sum(widths) else longest


def _is_wrap(text: str, line: _Line, following: _Line) -> bool:
    printed = line.of(text)
    if text[following.start] in _HANGING:
        return True
    if _CELL.fullmatch(text, following.start, following.end) and printed[-1] not in _ENDS:
        return True  # a row printed one cell a line
    if printed[-1] in _ENDS or _STARTS.match(text, following.start):
        return False
    return not _ROW.search(printed) and not _BRACKETED.fullmatch(printed)
