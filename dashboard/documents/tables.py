"""Tables flattened to text: rows of cells parted by | or by columns of blanks, or one cell a line.

A table is at least two rows of numbers under a row of words. Cells keep their clean spans; in rows parted by blanks each
cell finds its column by where it was printed, so that an empty cell stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.documents.clean import CleanText, printed_width
from dashboard.documents.sentences import Paragraph
from dashboard.model import Span

__all__ = ["Cell", "Table", "find_tables", "is_number"]

_NUMBER = re.compile(r"[-−－—]?\d[\d,，. ]*%?")
_CAPTION = re.compile(r"单位[:：]\s*(?P<units>[^\n。]{1,20})")
_SHORT_CELL = 14
_FEWEST_COLUMNS = 3
_FEWEST_LINES = 6


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
    """Whether a cell holds a number and nothing else."""
    return bool(_NUMBER.fullmatch(text.strip()))


def find_tables(cleaned: CleanText, source: str, paragraphs: Sequence[Paragraph]) -> list[Table]:
    """The tables among the paragraphs, in order."""
    found: list[Table] = []
    index = 0
    while index < len(paragraphs):
        table = _delimited(cleaned, source, paragraphs, index) or _stacked(cleaned, source, paragraphs, index)
        if table:
            found.append(table)
            index = max(table.paragraphs) + 1
        else:
            index += 1
    return found


def _cells(cleaned: CleanText, source: str, paragraph: Paragraph) -> list[Cell]:
    text = paragraph.span.of(cleaned.text)
    mark = "|" if text.count("|") >= _FEWEST_COLUMNS - 1 else "\t"
    cells: list[Cell] = []
    position = paragraph.span.start
    for part in text.split(mark):
        inner = part.strip()
        start = position + len(part) - len(part.lstrip())
        span = Span(start, start + len(inner))
        cells.append(Cell(span, inner, _printed_end(cleaned, source, span), paragraph.index))
        position += len(part) + 1
    return cells


def _printed_end(cleaned: CleanText, source: str, span: Span) -> int:
    """The printed column in which a cell ends, from the beginning of its line in the source."""
    if span.start == span.end:
        return 0
    end = cleaned.offset(span.end - 1) + 1
    line = source.rfind("\n", 0, end) + 1
    return printed_width(source[line:end])


# ---- rows parted by | or by blanks ---------------------------------------------------------------------------------


def _delimited(cleaned: CleanText, source: str, paragraphs: Sequence[Paragraph], first: int) -> Table | None:
    rows: list[list[Cell]] = []
    for paragraph in paragraphs[first:]:
        cells = _cells(cleaned, source, paragraph)
        if len(cells) < _FEWEST_COLUMNS:
            break
        rows.append(cells)
    heads = _heads(rows)
    body = rows[heads:]
    if not heads or len(body) < 2 or sum(is_number(c.text) for row in body for c in row) < 2 * len(body) - 1:
        return None
    piped = "|" in paragraphs[first].span.of(cleaned.text)
    columns, placed = _by_order(rows[:heads], body) if piped else _by_position(rows[:heads], body)
    taken = frozenset(p.index for p in paragraphs[first : first + len(rows)])
    return Table(columns, placed, _caption(cleaned.text, paragraphs, first), taken)


def _heads(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top hold words only."""
    count = 0
    for row in rows:
        if any(is_number(c.text) for c in row):
            break
        count += 1
    return count


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
        cells = [c for c in row if c.text]
        placed: list[Cell | None] = [cells[0], *([None] * len(top))]
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


def _stacked(cleaned: CleanText, source: str, paragraphs: Sequence[Paragraph], first: int) -> Table | None:
    """Heads one a line, then for each row its name and as many numbers as there are heads."""
    lines: list[Cell] = []
    for paragraph in paragraphs[first:]:
        text = paragraph.span.of(cleaned.text)
        if len(text) > _SHORT_CELL or "\t" in text or "。" in text:
            break
        lines.append(Cell(paragraph.span, text, 0, paragraph.index))
    numbers = [is_number(c.text) for c in lines]
    if len(lines) < _FEWEST_LINES or True not in numbers:
        return None
    start = numbers.index(True) - 1  # the name of the first row
    width = next((i for i, n in enumerate(numbers[start + 1 :]) if not n), len(numbers) - start - 1)
    heads = lines[max(0, start - width - 1) : start]
    rows = _stack_rows(lines[start:], width)
    if width < 2 or len(heads) < width or len(rows) < 2:
        return None
    columns = ("", *(c.text for c in heads[-width:]))
    taken = frozenset(c.row for c in [*heads, *(c for row in rows for c in row)])
    return Table(columns, tuple(rows), _caption(cleaned.text, paragraphs, first + start - len(heads)), taken)


def _stack_rows(lines: Sequence[Cell], width: int) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for at in range(0, len(lines) - width, width + 1):
        row = tuple(lines[at : at + width + 1])
        if is_number(row[0].text) or not all(is_number(c.text) for c in row[1:]):
            break
        rows.append(row)
    return rows


def _caption(text: str, paragraphs: Sequence[Paragraph], first: int) -> str:
    """The units said right above or in the first line of a table: 单位：万人、%."""
    for paragraph in reversed(paragraphs[max(0, first - 2) : first + 1]):
        match = _CAPTION.search(paragraph.span.of(text))
        if match:
            return match["units"]
    return ""
