"""Two changes of one text put together line by line, where they do not touch the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

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
    return [(a, b, lines[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _before(one: _Change, other: _Change) -> bool:
    """Whether a change ends where the other has not begun; of two additions at one place the one asked about comes first."""
    return one[1] < other[0] or (one[1] == other[0] and (one[0] == one[1]) == (other[0] == other[1]))


def _applied(base: Sequence[str], changes: Sequence[_Change]) -> str:
    made: list[str] = []
    at = 0
    for first, last, lines in changes:
        made += [*base[at:first], *lines]
        at = last
    return "".join([*made, *base[at:]])


def beside(base: str, theirs: str, mine: str) -> dict[str, list[str]]:
    """The stretch of each text that differs, from two lines before it to two behind: for showing all three beside each other."""
    texts = {name: text.splitlines() for name, text in (("base", base), ("theirs", theirs), ("mine", mine))}
    lines = base.splitlines(keepends=True)
    changes = [*_changes(lines, theirs), *_changes(lines, mine)]
    if not changes:
        return {name: [] for name in texts}
    first = max(0, min(change[0] for change in changes) - _AROUND)
    rest = max(0, len(lines) - max(change[1] for change in changes) - _AROUND)
    return {name: text[first : len(text) - rest] for name, text in texts.items()}
