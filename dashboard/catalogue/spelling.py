"""The name somebody probably meant: what the eye cannot tell apart, and which known name is the fewest slips away."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

__all__ = ["ALIKE", "INVISIBLE", "folded", "nearest"]

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
ALIKE = str.maketrans("аеорсухіјѕԁһӏѵɡοανικρτυ", "aeopcyxijsdhlvgoavikptu")  # Cyrillic and Greek that look Latin
LONGEST = 120  # characters of a wrong name that are compared
MOST_NAMES = 20_000  # names searched for the nearest
MOST_COMPARED = 2_000  # of those, names with a character in common that are compared letter by letter
SLIP = 1.0
SMALL_SLIP = 0.8  # two letters swapped, a key beside the right one, a letter twice: what fingers do most
TIE = 0.01  # between equally near names: one of another length, or with another first letter, is the less likely
SLIPS_PER_LETTER = 0.34  # names further away than that are no misspelling
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = frozenset(pair for row in ROWS for a, b in pairwise(row) for pair in ((a, b), (b, a)))


def folded(text: str) -> str:
    """A name without what the eye cannot tell apart: width, case, invisible characters, foreign letters, - for _."""
    seen = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip().casefold()
    return seen.replace("-", "_").replace(" ", "_").translate(ALIKE)


def nearest(wrong: str, names: Iterable[str]) -> str | None:
    """The name most like the wrong one, or None where none is close. Of equally near names the first counts.

    A name a few slips of the fingers away goes before one that only shares letters (计划完成率 for 完成率).
    """
    known = _by_folded(tuple(names))
    key = folded(wrong)[:LONGEST]
    if key in known:
        return known[key] if known[key] != wrong else None
    letters = set(key)
    alike = [name for name in known if not letters.isdisjoint(name)][:MOST_COMPARED]
    slipped = _fewest_slips(key, alike)
    if slipped is not None:
        return known[slipped]
    found = difflib.get_close_matches(key, alike, 1, 0.6 if key.isascii() else 0.5)
    return known[found[0]] if found else None


def _fewest_slips(wrong: str, names: Iterable[str]) -> str | None:
    """The name with the fewest slips between it and the wrong one, if they are few for its length."""
    best, fewest = None, max(SLIP, SLIPS_PER_LETTER * len(wrong)) + 2 * TIE
    letters = set(wrong)
    for name in names:
        least = max(abs(len(name) - len(wrong)), len(letters.difference(name)))  # each such letter is a slip of its own
        if least * SMALL_SLIP < fewest:
            slips = _slips(wrong, name) + TIE * ((len(name) != len(wrong)) + (name[:1] != wrong[:1]))
            if slips < fewest:
                best, fewest = name, slips
    return best


def _slips(wrong: str, right: str) -> float:
    """The least sum of slips that make one of the other: letters dropped, added, changed, or two beside each other swapped."""
    rows = [[SLIP * n for n in range(len(right) + 1)]]
    for i, typed in enumerate(wrong, start=1):
        row = [SLIP * i]
        for j, meant in enumerate(right, start=1):
            extra = SMALL_SLIP if i > 1 and wrong[i - 2] == typed else SLIP
            least = min(rows[i - 1][j] + extra, row[j - 1] + SLIP, rows[i - 1][j - 1] + _changed(typed, meant))
            if i > 1 and j > 1 and typed == right[j - 2] and wrong[i - 2] == meant:
                least = min(least, rows[i - 2][j - 2] + SMALL_SLIP)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _changed(typed: str, meant: str) -> float:
    """What it costs to have typed one letter for another."""
    if typed == meant:
        return 0.0
    return SMALL_SLIP if (typed, meant) in BESIDE else SLIP


@lru_cache(maxsize=4)
def _by_folded(names: tuple[str, ...]) -> dict[str, str]:
    """Names by what the eye sees of them."""
    known: dict[str, str] = {}
    for name in names[:MOST_NAMES]:
        known.setdefault(folded(name), name)
    return known
