"""分别 and 依次: A、B分别为x、y pairs the items before with the quantities after, in order.

If the counts differ nothing is paired, and the quantities of the list stay leftovers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dashboard.model import Quantity, Span

__all__ = ["paired_items"]

_RESPECTIVELY = re.compile(r"(?:分别|依次|各)(?:增加到|增长到|提高到|达到|达|为|是|有|占|完成|共有|拥有|超过|约为|约)*")
_CLAUSE = re.compile(r"[，。；：:\n]")
_ITEM = re.compile(r"、|和|与|及|以及")
_OPENING = re.compile(r"[\u4e00-\u9fff]{0,4}")
_BETWEEN = re.compile(r"[、，和与及]*(?:以及|约|近|超过|达到|达|为)*")


def paired_items(text: str, sentence: Span, quantities: Sequence[Quantity]) -> Mapping[int, Span | None]:
    """Index of a quantity → the item it belongs to; None where the list does not pair. Others are not in it."""
    found: dict[int, Span | None] = {}
    if len(quantities) < 2:
        return found
    for match in _RESPECTIVELY.finditer(text, sentence.start, sentence.end):
        listed = _listed(text, match.end(), quantities)
        items = _items(text, sentence.start, match.start())
        if len(listed) < 2:
            continue
        paired = len(items) == len(listed)
        found |= {q: items[n] if paired else None for n, q in enumerate(listed)}
    return found


def _listed(text: str, start: int, quantities: Sequence[Quantity]) -> list[int]:
    """The quantities that follow one another from `start`, with nothing but separators between."""
    listed: list[int] = []
    position = start
    for index, quantity in enumerate(quantities):
        if quantity.span.start < start:
            continue
        between = _BETWEEN if listed else _OPENING
        if not between.fullmatch(text, position, quantity.span.start):
            break
        listed.append(index)
        position = quantity.span.end
    return listed


def _items(text: str, start: int, end: int) -> list[Span]:
    """The items of the clause that ends at `end`, parted by 、 or 和."""
    begin = max([start, *(m.end() for m in _CLAUSE.finditer(text, start, end))])
    items: list[Span] = []
    position = begin
    for mark in _ITEM.finditer(text, begin, end):
        items.append(Span(position, mark.start()))
        position = mark.end()
    return [s for s in (*items, Span(position, end)) if s.end > s.start]
