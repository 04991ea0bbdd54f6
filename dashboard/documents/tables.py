"""Tables flattened to text: rows of cells parted by | or by columns of blanks, or one cell a line.

A table is at least two rows of numbers under a row of words or years. Cells keep their clean spans; in rows parted by
blanks each cell finds its column by where it was printed, so that an empty cell stays empty. A line of one short cell
between two rows names the section below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.documents.clean import CleanText
from dashboard.documents.sentences import Paragraph
from dashboard.documents.wraps import printed_width
from dashboard.model import Span

__all__ = ["Cell", "Table", "find_tables", "is_number", "number_in"]

_NUMBER = re.compile(
    r"[\[【\uff3b〔]?(?P<number>[-－−—]?\d[\d,，. ]*%?(?:[万亿]?(?:人次|[人个家所项名枚元张])|[万亿])?)"
    r"(?:以内|以上|以下|左右)?[\]】\uff3d〕]?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"(?:^|[\t|])\s*\d")  # a cell that begins with a digit
_WORD = re.compile(r"\S+")
_CAPTION = re.compile(r"单位[:：]\s*(?P<units>[^\n\t|。）)]{1,20})")
_BEHIND = re.compile(r"[（(](?:单位[:：])?(?P<units>[^（）()，。\d]{1,3}(?:[、/][^（）()，。\d]{1,3})*)[)）]$")
_SHORT_CELL = 14
_FEWEST_COLUMNS = 3
_FEWEST_LINES = 6
_FEWEST_NUMBERS = 4  # in a table of one cell a line: two rows of two


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its clean span and text; `at` is the printed column of its right end, `row` the paragraph's index."""

    span: Span
    text: str
    at: int
    row: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the words over each column (outermost first), the rows' cells by column, the units of its caption.

    `columns[i]` heads `rows[r][i]`; a missing cell is None. Column 0 names the rows. `paragraphs` are the indices of the
    paragraphs the table takes up.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    units: str
    paragraphs: frozenset[int]


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else, but for brackets around it and a bound: [16.7], 4.5以内."""
    return bool(_NUMBER.fullmatch(text.strip()))


def number_in(cell: Cell) -> Span | None:
    """Where in clean text the number of a cell of a number stands, without brackets and bound."""
    match = _NUMBER.fullmatch(cell.text)
    if match is None:
        return None
    start, end = match.span("number")
    return Span(cell.span.start + start, cell.span.start + end)


def find_tables(cleaned: CleanText, source: str, paragraphs: Sequence[Paragraph]) -> list[Table]:
    """The tables among the paragraphs, in order."""
    found: list[Table] = []
    kinds = _kinds(cleaned.text, paragraphs)
    index = 0 if kinds else len(paragraphs)
    while index < len(paragraphs):
        kind = next((k for k in kinds if k(cleaned.text, paragraphs[index])), None)
        end = index + 1
        if kind:
            while _continues(cleaned.text, paragraphs, end, kind):
                end += 1
            run = _Run(cleaned, source, paragraphs, index, end)
            found += _delimited(run) if kind is _is_row else _stacked(run)
        index = end
    return found


_Kind = Callable[[str, Paragraph], bool]


def _kinds(text: str, paragraphs: Sequence[Paragraph]) -> list[_Kind]:
    """The kinds of lines of which there are enough for a table; most texts have neither."""
    marks = max(text.count("|"), text.count("\t")) >= _FEWEST_COLUMNS - 1
    short = [p for p in paragraphs if p.span.end - p.span.start <= _SHORT_CELL]
    numbers = sum([is_number(p.span.of(text)) for p in short]) if len(short) >= _FEWEST_LINES else 0
    possible: list[tuple[_Kind, bool]] = [(_is_row, marks), (_is_cell, numbers >= _FEWEST_NUMBERS)]
    return [kind for kind, enough in possible if enough]


def _continues(text: str, paragraphs: Sequence[Paragraph], index: int, kind: _Kind) -> bool:
    """Whether a run of one kind goes on: with one more of it, or with the name of a section before the next row."""
    if index >= len(paragraphs):
        return False
    if kind(text, paragraphs[index]):
        return True
    section = kind is _is_row and index + 1 < len(paragraphs) and _is_cell(text, paragraphs[index])
    return (
        section and _is_row(text, paragraphs[index + 1]) and bool(_FIGURE.search(paragraphs[index + 1].span.of(text)))
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs of one kind that follow each other, from `first` to before `end`."""

    cleaned: CleanText
    source: str
    paragraphs: Sequence[Paragraph]
    first: int
    end: int


def _is_row(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a row of three cells or more."""
    start, end = paragraph.span.start, paragraph.span.end
    fewest = _FEWEST_COLUMNS - 1
    return text.count("|", start, end) >= fewest or text.count("\t", start, end) >= fewest


def _is_cell(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph may be one cell of a table printed one cell a line."""
    start, end = paragraph.span.start, paragraph.span.end
    return end - start <= _SHORT_CELL and text.find("\t", start, end) < 0 and text.find("。", start, end) < 0


def _cells(cleaned: CleanText, source: str, paragraph: Paragraph) -> list[Cell]:
    text = paragraph.span.of(cleaned.text)
    mark = "|" if text.count("|") >= _FEWEST_COLUMNS - 1 else "\t"
    cells: list[Cell] = []
    position = paragraph.span.start
    for part in text.split(mark):
        inner = part.strip()
        start = position + len(part) - len(part.lstrip())
        span = Span(start, start + len(inner))
        cells.append(Cell(span, inner, _printed_end(cleaned, source, paragraph, span), paragraph.index))
        position += len(part) + 1
    return cells


def _printed_end(cleaned: CleanText, source: str, row: Paragraph, cell: Span) -> int:
    """The printed column in which a cell ends, from the beginning of its row in the source, wraps undone."""
    if cell.start == cell.end:
        return 0
    end = cleaned.offset(cell.end - 1) + 1
    line = source.rfind("\n", 0, cleaned.offset(row.span.start)) + 1
    return printed_width(source[line:end].replace("\n", "").replace("\r", ""))


# ---- rows parted by | or by blanks ---------------------------------------------------------------------------------


def _delimited(run: _Run) -> list[Table]:
    """The table that a run of rows is: rows of words or years over rows of which nearly every one has two numbers."""
    rows = [_cells(run.cleaned, run.source, run.paragraphs[i]) for i in range(run.first, run.end)]
    numbers = [0 if _heads_years(row) else sum(is_number(c.text) for c in row) for row in rows]
    if numbers[0]:
        above = _blank_parted(run, rows[0])
        rows, numbers = [above, *rows] if above else rows, [0, *numbers] if above else numbers
    left, at = sum(numbers), 0
    while at < len(rows):
        heads = next((i for i in range(at, len(rows)) if numbers[i]), len(rows)) - at
        body = rows[at + heads :]
        height = sum(len(row) > 1 for row in body)
        if heads and height >= 2 and 4 * left >= 7 * height - 4:
            head = [row for row in rows[at : at + heads] if len(row) > 1]
            sections = [row for row in rows[at : at + heads] if len(row) == 1 and head]
            return [_table(run, head, [*sections, *body])] if head else []
        at += max(heads, 1)
        left -= numbers[at - 1]
    return []


def _heads_years(row: Sequence[Cell]) -> bool:
    """Whether a row has words and years over its columns: 项目|单位|2014|2015."""
    printed = [c.text for c in row if is_number(c.text)]
    return len(printed) < len(row) and bool(printed) and all(_YEAR.fullmatch(text) for text in printed)


def _blank_parted(run: _Run, row: Sequence[Cell]) -> list[Cell]:
    """The line above a run as heads, when single blanks part it into as many words as the first row has numbers."""
    if run.first == 0:
        return []
    paragraph = run.paragraphs[run.first - 1]
    begin = run.cleaned.offset(paragraph.span.start)
    printed = run.source[begin : run.cleaned.offset(paragraph.span.end - 1) + 1]
    words = [m.group() for m in _WORD.finditer(printed)]
    width = sum(1 for c in row if c.text)
    if not width - 1 <= len(words) <= width or "".join(words) == printed or any(map(is_number, words)):
        return []
    cells: list[Cell] = []
    start = paragraph.span.start
    for word in words:
        span = Span(start, min(start + len(word), paragraph.span.end))
        cells.append(Cell(span, span.of(run.cleaned.text), 0, paragraph.index))
        start = span.end
    return cells


def _table(run: _Run, heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> Table:
    first = next(i for i in range(max(0, run.first - 1), run.end) if run.paragraphs[i].index == heads[0][0].row)
    piped = "|" in run.paragraphs[first].span.of(run.cleaned.text)
    columns, placed = _by_order(heads, body) if piped else _by_position(heads, body)
    taken = frozenset(p.index for p in run.paragraphs[first : run.end])
    return Table(columns, placed, _caption(run.cleaned.text, run.paragraphs, first), taken)


Placed = tuple[tuple[str, ...], tuple[tuple[Cell | None, ...], ...]]


def _by_order(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> Placed:
    """Cells parted by a mark stand in the column of their number; empty ones are None."""
    columns = tuple(c.text for c in heads[-1])
    return columns, tuple(_row(row, len(columns)) for row in body)


def _row(cells: Sequence[Cell], width: int) -> tuple[Cell | None, ...]:
    """The cells of one row, None where one is empty or the row is too short."""
    filled = [c if c.text else None for c in cells[:width]]
    return (*filled, *([None] * (width - len(filled))))


def _by_position(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> Placed:
    """Numbers stand under the head that ends nearest; the first cell of a row is its name."""
    top = [c for c in heads[0] if c.text]
    columns = [""] + ["".join([c.text, *_under(c, heads[1:])]) for c in top]
    rows: list[tuple[Cell | None, ...]] = []
    for row in body:
        cells = [c for c in row if c.text][: len(top) + 1]
        placed: list[Cell | None] = [cells[0] if cells else None, *([None] * len(top))]
        for number, column in zip(cells[1:], _assigned(cells[1:], top), strict=True):
            placed[column + 1] = number
        rows.append(tuple(placed))
    return tuple(columns), tuple(rows)


def _assigned(numbers: Sequence[Cell], heads: Sequence[Cell]) -> list[int]:
    """The column of each number: in order when the row is full, else the nearest head not yet passed."""
    if len(numbers) == len(heads):
        return list(range(len(heads)))
    taken: list[int] = []
    for left, number in enumerate(numbers):
        first = taken[-1] + 1 if taken else 0
        last = len(heads) - (len(numbers) - left)
        taken.append(min(range(first, max(first, last) + 1), key=lambda i: abs(heads[i].at - number.at)))
    return taken


def _under(head: Cell, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The words of further head rows that stand nearest to a head: mostly its unit in brackets."""
    return [min(cells, key=lambda c: abs(c.at - head.at)).text for row in rows if (cells := [c for c in row if c.text])]


# ---- one cell a line -----------------------------------------------------------------------------------------------


def _stacked(run: _Run) -> list[Table]:
    """The tables in a run of short lines: heads one a line, then for each row its name and as many numbers as heads."""
    if run.end - run.first < _FEWEST_LINES:
        return []
    chosen = run.paragraphs[run.first : run.end]
    lines = [Cell(p.span, p.span.of(run.cleaned.text), 0, p.index) for p in chosen]
    numbers = [*(is_number(c.text) for c in lines), False]
    found: list[Table] = []
    floor = at = 0  # the first line no table has taken, and where to look for the next number
    while at < len(lines):
        if not numbers[at]:
            at += 1
            continue
        width = numbers.index(False, at) - at
        rows = _stack_rows(lines, numbers, at - 1, width) if at > floor else []
        heads = lines[max(floor, at - 1 - width) : max(floor, at - 1)]
        if width >= 2 and len(heads) == width and len(rows) >= 2:
            found.append(_stack(run, heads, rows))
            floor = at = at - 1 + len(rows) * (width + 1)
        else:
            at += width
    return found


def _stack(run: _Run, heads: Sequence[Cell], rows: Sequence[tuple[Cell, ...]]) -> Table:
    taken = frozenset(c.row for cells in (heads, *rows) for c in cells)
    first = next(i for i in range(run.first, run.end) if run.paragraphs[i].index == heads[0].row)
    columns = ("", *(c.text for c in heads))
    return Table(columns, tuple(rows), _caption(run.cleaned.text, run.paragraphs, first), taken)


def _stack_rows(lines: Sequence[Cell], numbers: Sequence[bool], first: int, width: int) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for at in range(first, len(lines) - width, width + 1):
        if numbers[at] or not all(numbers[at + 1 : at + width + 1]):
            break
        rows.append(tuple(lines[at : at + width + 1]))
    return rows


def _caption(text: str, paragraphs: Sequence[Paragraph], first: int) -> str:
    """The units said right above or in the first line of a table: 单位：万人、%, or behind its title: （枚、个）."""
    for paragraph in reversed(paragraphs[max(0, first - 2) : first + 1]):
        match = _CAPTION.search(paragraph.span.of(text))
        if match:
            return match["units"]
    behind = _BEHIND.search(paragraphs[first - 1].span.of(text)) if first else None
    return behind["units"] if behind else ""
