"""Two changes of one text put together line by line, where they do not touch the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from math import inf

__all__ = ["beside", "merged"]

_AROUND = 2  # lines shown before and behind what differs
_Change = tuple[int, int, list[str]]  # lines [first, last) of the base become these


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of `base` in one text; None where they touch the same lines and are not the same change.

    Two additions at one place are no contradiction: theirs comes first.
    """
    lines = base.splitlines(keepends=True)
    left, right = _changes(lines, theirs), _changes(lines, mine)
    together: list[_Change] = []
    while left and right:
        one, other = left[0], right[0]
        if one == other:
            right.pop(0)
        elif _before(one, other):
            together.append(left.pop(0))
        elif _before(other, one):
            together.append(right.pop(0))
        else:
            return None
    return _applied(lines, [*together, *left, *right])


def _changes(base: Sequence[str], text: str) -> list[_Change]:
    lines = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    found = [(a, b, lines[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    ends = [0, *(change[1] for change in found)]
    begins = [*(change[0] for change in found[1:]), len(base)]
    return [_aligned(base, *bounds) for bounds in zip(found, ends, begins, strict=False)]


def _aligned(base: Sequence[str], change: _Change, least: int, most: int) -> _Change:
    """The same change at the place where it is an entry; `least` and `most` are the lines of the base it may reach to.

    Of entries that end or begin alike a comparison may take the end of one and the beginning of the next.
    """
    first, last, added = change
    if added and first != last:
        return change
    alike = [change]
    while first > least and base[first - 1] == (added[-1] if added else base[last - 1]):
        first, last, added = first - 1, last - 1, [base[first - 1], *added[:-1]] if added else added
        alike.append((first, last, added))
    first, last, added = change
    while last < most and base[last] == (added[0] if added else base[first]):
        first, last, added = first + 1, last + 1, [*added[1:], base[last]] if added else added
        alike.append((first, last, added))
    return min(alike, key=lambda each: (_indent(each[2][0] if each[2] else base[each[0]]), each[0]))


def _indent(line: str) -> float:
    """How far in a line begins; a blank one begins nothing."""
    return len(line) - len(line.lstrip()) if line.strip() else inf


def _before(one: _Change, other: _Change) -> bool:
    """Whether a change ends where the other has not begun; of two additions at one place the one asked about comes first.

    Lines that go touch no line that is added right before or behind them: entries taken back while others follow.
    """
    if one[1] != other[0]:
        return one[1] < other[0]
    return _adds(one) == _adds(other) or _only_takes(one) or _only_takes(other)


def _adds(change: _Change) -> bool:
    """Whether it puts lines in and takes none out."""
    return change[0] == change[1]


def _only_takes(change: _Change) -> bool:
    """Whether it takes lines out and puts none in."""
    return not _adds(change) and not change[2]


def _applied(base: Sequence[str], changes: Sequence[_Change]) -> str:
    made: list[str] = []
    at = 0
    for first, last, lines in changes:
        made += [*base[at:first], *lines]
        at = last
    return "".join([*made, *base[at:]])


def beside(base: str, theirs: str, mine: str) -> dict[str, list[str]]:
    """The stretches of each text that differ, with two lines around each and `@@` between them: for showing all three beside each other.

    The stretches are the same ones in all three, in the same order.
    """
    lines = base.splitlines(keepends=True)
    changes = {"base": [], "theirs": _changes(lines, theirs), "mine": _changes(lines, mine)}
    shown = _stretches([*changes["theirs"], *changes["mine"]], len(lines))
    return {name: _shown(lines, made, shown) for name, made in changes.items()}


def _stretches(changes: Sequence[_Change], length: int) -> list[tuple[int, int]]:
    """The lines [first, last) of the base that changes touch, two more on either side; those that meet are one."""
    found: list[tuple[int, int]] = []
    for first, last, _ in sorted(changes):
        first, last = max(0, first - _AROUND), min(length, last + _AROUND)
        if found and first <= found[-1][1]:
            first, last = found[-1][0], max(last, found.pop()[1])
        found.append((first, last))
    return found


def _shown(base: Sequence[str], changes: Sequence[_Change], stretches: Sequence[tuple[int, int]]) -> list[str]:
    """What some changes make of stretches of the base, line by line, `@@` between two stretches."""
    shown: list[str] = []
    for first, last in stretches:
        own = [(a - first, b - first, lines) for a, b, lines in changes if first <= a <= b <= last]
        shown += [*(["@@"] if shown else []), *_applied(base[first:last], own).splitlines()]
    return shown
