"""The figures of a table: the column says what is counted, the row whose or of which kind, the caption in what unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.lookup import Lexicon, NounMatch
from dashboard.documents.tables import Cell, Table, is_number, number_in
from dashboard.extraction.ground import Match
from dashboard.model import Breakdown, Interval, Quantity, Span
from dashboard.quantities import MeasureWords, find_dates, find_quantities, read_numerals

__all__ = ["TableFigure", "read_table"]

_BRACKET = re.compile(r"[（(](?P<unit>[^（）()]*)[）)]")
_NO_STATISTIC = re.compile(r"序号|编号|代码|课时|学时|标准|邮编|电话|日期|年份|页")
_CHANGE = re.compile(r"增长|增幅|增速|增减|±|同比|比上年")
_SHARE = re.compile(r"占比|比重|比例|率$")
_INSTITUTIONS = re.compile(r"^(?:学校|院校|机构|单位|校|所)数?$")
_PEOPLE = re.compile(r"(?:人数|人员|学生|生|教师|职工|选手)数?$")
_OWNER = re.compile(r"机构|单位|学校|院校|企业|公司|名称")
_OWNERS = re.compile(r"(?:学院|学校|院校|大学|公司|集团|中心|基地|中专|厂)$")
_NUMBERING = re.compile(r"^(?:[#＃\d一二三四五六七八九十]+[.、．]?|其中[:：]?|[（(]\d+[）)]|[ \t])+")
_PLAIN_HEAD = re.compile(r"(?:任务|计划|目标|完成|实际)?(?:数|数量|人数|人次|情况)?")  # what is counted says the title
_TARGET = re.compile(r"任务|目标|计划|规划|预期")
_BOUND = {"预期性", "约束性"}  # how a plan's indicators are meant
_MEASURED = re.compile(r"数$|合计|总计")
_COUNTY = re.compile(r"(?![全本各])[\u4e00-\u9fff]{1,6}(?:自治县|区|县|市|州|旗)")
_ENDINGS = ("", "生", "学生", "人数", "数", "生数")
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One number of a table: the quantity with its clean span, what it counts, and what its row and column say of it.

    `entity` is the institution and `place` the place the row names; `period` is said by the column's head or by a cell of
    words in the row, `target` by the head.
    """

    quantity: Quantity
    match: Match
    entity: str | None
    place: str | None
    period: str | None
    target: bool
    cell_row: int  # the index of the paragraph the number stands in


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    unit: str
    counted: bool
    period: str | None = None


def read_table(table: Table, title: str, lexicon: Lexicon, words: MeasureWords) -> list[TableFigure]:
    """The figures of one table in reading order. Columns of numbers that are no statistics are left out.

    `title` is the text above the table. Where the heads are years the rows say what is counted.
    """
    caption = [u for u in re.split(r"[、,，/ ]", table.units) if u]
    columns = [_column(head, caption, lexicon) for head in table.columns]
    last = max((c.period for c in columns if c.period), default=None)
    bound = any(c and c.text in _BOUND for row in table.rows for c in row)
    planned = last if (bound or _TARGET.search(title)) and sum(c.period is not None for c in columns) > 1 else None
    found: list[TableFigure] = []
    section = ""
    for row in table.rows:
        entity, label = _owner(table.columns, row), _label(row)
        unit = _row_unit(table.columns, row)
        place, dated = _place(label, lexicon), _dated(row)
        for column, cell in zip(columns, row, strict=True):
            said = column.unit or unit or _fitting(f"{label}{section}", caption, lexicon)
            said = said or (caption[0] if len(caption) == 1 and column.period else "")
            asked = _Column(column.head, said, column.counted, column.period)
            quantity = _quantity(cell, asked, words) if cell else None
            if cell and quantity:
                families = _families(lexicon.catalogue, quantity.unit)
                match = _matched(asked, label, row, families, lexicon, (section, title))
                target = column.period is not None and (column.period == planned or bool(_TARGET.search(column.head)))
                found.append(TableFigure(quantity, match, entity, place, column.period or dated, target, cell.row))
        section = label if _MEASURED.search(label) else section
    return found


def _place(label: str, lexicon: Lexicon) -> str | None:
    """The place a row is named for: a known one, or a name of a county's form."""
    known = lexicon.places(label, 0, len(label))
    if known and known[0].span.start == 0 and known[0].span.end == len(label):
        return label
    return label if _COUNTY.fullmatch(label) else None


def _dated(row: Sequence[Cell | None]) -> str | None:
    """The one date that the words of a row say: 第45届 喀山（2019年）."""
    said = {d.last for c in row if c and not is_number(c.text) for d in find_dates(c.text)}
    last = said.pop() if len(said) == 1 else "~"
    return last if last[0] not in "~^@" else None


def _row_unit(heads: Sequence[str], row: Sequence[Cell | None]) -> str:
    """The unit a row states itself: in a column headed 单位, or in brackets behind its name."""
    for head, cell in zip(heads, row, strict=True):
        if cell and head.strip() in {"单位", "计量单位"}:
            return cell.text
    first = next((c.text for c in row if c and not is_number(c.text)), "")
    bracket = _BRACKET.search(first)
    return re.split(r"[，,、]", bracket["unit"])[0] if bracket else ""


def _fitting(phrase: str, caption: Sequence[str], lexicon: Lexicon) -> str:
    """The unit of the caption that measures what a phrase names: of 所、人 it is 人 for 招生数."""
    for noun in reversed(lexicon.nouns(phrase, 0, len(phrase))):
        family = lexicon.catalogue.indicators[noun.indicator].unit_family
        for unit in caption:
            if family in _families(lexicon.catalogue, unit.lstrip("万亿千百")):
                return unit
    return ""


def _column(head: str, caption: Sequence[str], lexicon: Lexicon) -> _Column:
    """A column's words without its unit, its unit (its own, else the caption's that fits), and whether it is counted."""
    bracket = _BRACKET.search(head)
    bare = _BRACKET.sub("", head).strip("#＃ ")
    percent = [u for u in caption if u in {"%", "‰"}]
    plain = [u for u in caption if u not in percent]
    if bracket:
        unit = bracket["unit"]
    elif percent and (_CHANGE.search(bare) or _SHARE.search(bare)):
        unit = percent[0]
    else:
        persons = "人" if _PEOPLE.search(bare) else ""
        unit = (_fitting(bare, plain, lexicon) if len(plain) > 1 else "") or next(iter(plain), persons)
    dates = find_dates(bare) or find_dates(f"{bare}年")
    period = dates[0].last if dates and dates[0].span.start == 0 and dates[0].last[0] not in "~^@" else None
    counted = period is not None or (bool(bare) and not _NO_STATISTIC.search(bare))
    return _Column(bare, "" if period else unit, counted, period)


def _owner(heads: Sequence[str], row: Sequence[Cell | None]) -> str | None:
    """The institution a row is about: a cell that is one's name, under a head that asks for it."""
    for head, cell in zip(heads, row, strict=True):
        if cell and _OWNER.search(head) and _OWNERS.search(cell.text) and len(cell.text) >= 4:
            return cell.text
    return None


def _label(row: Sequence[Cell | None]) -> str:
    """The name of a row: its first cell with words, without numbering."""
    names = (_BRACKET.sub("", _NUMBERING.sub("", c.text)) for c in row if c and not is_number(c.text))
    return next((name for name in names if name), "")


def _quantity(cell: Cell, column: _Column, words: MeasureWords) -> Quantity | None:
    """The number of a cell in its column's unit: 57.1 under 万人 is 571,000 persons, 4.5以内 at most 4.5."""
    span = number_in(cell)
    if not column.counted or span is None:
        return None
    number = cell.text[span.start - cell.span.start : span.end - cell.span.start]
    negative = number[0] in "-－−—"
    bare = number.lstrip("-－−—")
    printed = bare if bare[-1] == "%" or not bare[-1].isdigit() else bare + column.unit
    bound = cell.text[span.end - cell.span.start :].rstrip("]】〕\uff3d")
    quantity = _bounded(printed + bound, span, number, words) if bound else _plain(printed, span, number, words)
    return _negated(quantity) if quantity and negative else quantity


def _plain(printed: str, span: Span, surface: str, words: MeasureWords) -> Quantity | None:
    numerals = read_numerals(printed, words)
    if len(numerals) != 1:
        return None
    n = numerals[0]
    unit = words.canonical.get(n.word or "") or None
    return Quantity(span, surface, n.value, None, n.interval, unit, n.unit_mult, n.decimals, n.qualifier)


def _bounded(printed: str, span: Span, surface: str, words: MeasureWords) -> Quantity | None:
    found = find_quantities(printed, words, ())
    return found[0]._replace(span=span, surface=surface) if len(found) == 1 else None


def _negated(quantity: Quantity) -> Quantity:
    i = quantity.interval
    low = None if i.high is None else -i.high
    high = None if i.low is None else -i.low
    return quantity._replace(value=-quantity.value, interval=Interval(low, high, i.high_closed, i.low_closed))


def _families(catalogue: Catalogue, unit: str | None) -> frozenset[str]:
    """The unit families a column's unit can measure; every family of persons goes with 人."""
    families = frozenset(catalogue.units[unit].families) if unit and unit in catalogue.units else frozenset()
    return families | {"person_time"} if "person" in families else families


def _matched(
    column: _Column,
    label: str,
    row: Sequence[Cell | None],
    families: frozenset[str],
    lexicon: Lexicon,
    above: tuple[str, str],
) -> Match:
    if _CHANGE.search(column.head):
        return Match(None, reason="a column of changes")
    for phrase in _phrases(column, label, row, above):
        for noun in reversed(lexicon.nouns(phrase, 0, len(phrase))):
            if not families or lexicon.catalogue.indicators[noun.indicator].unit_family in families:
                breakdown = _breakdown(noun, label, column.head, lexicon)
                return Match(noun.indicator, breakdown, _SURE, f"table: {column.head} of {label}")
    return Match(None, reason="no noun in the column or the row")


def _phrases(column: _Column, label: str, row: Sequence[Cell | None], above: tuple[str, str]) -> list[str]:
    """Where to look for the noun, best first: the head, the row's name, the row above that measures, the title."""
    section, title = above
    if column.period:
        return [label, f"{label}{section}", f"{label}{title.rpartition('|')[2]}"]
    if _INSTITUTIONS.search(column.head):
        return [label, title]
    heads = [column.head + ending for ending in _ENDINGS]
    words = [c.text for c in row if c and not is_number(c.text)]
    named = [*heads, *(f"{word}{column.head}" for word in [label, *words])]
    return [*named, title] if _PLAIN_HEAD.fullmatch(column.head) else named


def _breakdown(noun: NounMatch, label: str, head: str, lexicon: Lexicon) -> Breakdown:
    """Codes said by the row's name and the column's head together."""
    phrase = f"{label}|{head}"
    found: dict[str, str] = {}
    for code in lexicon.codes(noun.indicator, phrase, 0, len(phrase)):
        found.setdefault(code.dimension, code.code)
    return found
