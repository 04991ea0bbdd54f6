"""The same text printed otherwise: hard-wrapped in every width, blanks around digits, wide digits. Are the figures the same?

A variant is the source cut line by line into pieces of `width` characters. Each of its characters remembers where it
stood in the source, so that records of the variant can be laid over those of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from dashboard.bench.material import Row, records
from dashboard.extraction import Extractor
from dashboard.model import SourceDocument

__all__ = ["BREAKS", "WIDTHS", "Tally", "Variant", "Way", "measure", "variant", "ways"]

WIDTHS = range(12, 41)
BREAKS = ("\n", "\n\n", " \n", "\r\n")
_DIGITS = re.compile(r"[0-9０-９]+")
_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SPANS = ("start", "end", "sentence_start", "sentence_end")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of printing: the width of a line, blanks around digits or not, wide digits or not, what ends a line."""

    width: int
    blanks: bool
    wide: bool
    line_break: str = "\n"


@dataclass(frozen=True, slots=True)
class Variant:
    """A text printed in one way; `origins[i]` is the source offset of character i, -1 where it was put in."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a range of the variant that begins and ends with characters of the source."""
        return self.origins[start], self.origins[end - 1] + 1


@dataclass(slots=True)
class Tally:
    """What came out over many variants. `differing` counts the variants of each document that are not identical."""

    variants: int = 0
    identical: int = 0
    asked: int = 0
    found: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)  # document → the first way and difference


def ways(widths: Iterable[int] = WIDTHS, line_breaks: Sequence[str] = ("\n",)) -> Iterator[Way]:
    """Every way: each width with and without blanks around digits, half-width and full-width digits."""
    for line_break, width, blanks, wide in product(line_breaks, widths, (False, True), (False, True)):
        yield Way(width, blanks, wide, line_break)


def variant(text: str, way: Way) -> Variant:
    """The text printed in one way."""
    characters: list[str] = []
    origins: list[int] = []
    offset = 0
    for line in text.translate(_WIDE if way.wide else _HALF).split("\n"):
        printed = _with_blanks(line, offset) if way.blanks else [(c, offset + i) for i, c in enumerate(line)]
        for start in range(0, max(len(printed), 1), way.width):
            piece = printed[start : start + way.width]
            characters += [c for c, _ in piece]
            origins += [o for _, o in piece]
            characters += way.line_break
            origins += [-1] * len(way.line_break)
        offset += len(line) + 1
    last = len(characters) - len(way.line_break)
    return Variant("".join(characters[:last]), tuple(origins[:last]))


def _with_blanks(line: str, offset: int) -> list[tuple[str, int]]:
    """The characters of a line with a blank put before and behind each run of digits that has none there."""
    printed: list[tuple[str, int]] = []
    edges = {e for m in _DIGITS.finditer(line) for e in m.span()}
    for index, character in enumerate(line):
        if index in edges and index > 0 and not (character.isspace() or line[index - 1].isspace()):
            printed.append((" ", -1))
        printed.append((character, offset + index))
    return printed


def measure(extractor: Extractor, documents: Iterable[SourceDocument], tried: Sequence[Way]) -> Tally:
    """Extract every document in every way and compare with the document as it is."""
    tally = Tally()
    for document in documents:
        plain = records(extractor, document)
        for way in tried:
            _count(tally, document, plain, way, _mapped(extractor, document, way))
    return tally


def _mapped(extractor: Extractor, document: SourceDocument, way: Way) -> list[Row]:
    """The records of a variant with their spans laid back over the source."""
    printed = variant(document.text, way)
    mapped: list[Row] = []
    for row in records(extractor, replace(document, text=printed.text)):
        start, end = printed.span(row["start"], row["end"])
        sentence_start, sentence_end = printed.span(row["sentence_start"], row["sentence_end"])
        mapped.append(row | dict(zip(_SPANS, (start, end, sentence_start, sentence_end), strict=True)))
    return mapped


def _count(tally: Tally, document: SourceDocument, plain: Sequence[Row], way: Way, mapped: Sequence[Row]) -> None:
    tally.variants += 1
    tally.asked += len(plain)
    values = Counter(_quantity(r) for r in mapped)
    tally.found += sum((values & Counter(_quantity(r) for r in plain)).values())
    difference = _difference(plain, mapped)
    if difference:
        tally.differing[document.name] += 1
        tally.first.setdefault(document.name, f"{way}: {difference}")
    else:
        tally.identical += 1


def _quantity(row: Row) -> tuple[object, ...]:
    return row["start"], row["value"], row["value_high"], row["unit"]


def _difference(plain: Sequence[Row], mapped: Sequence[Row]) -> str:
    """The first difference in words, empty when the records are identical but for the printed surface."""
    for a, b in zip(plain, mapped, strict=False):
        keys = [k for k in a if k != "surface" and a[k] != b[k]]
        if keys:
            return f"{a['surface']}@{a['start']} {keys[0]} {a[keys[0]]!r} → {b[keys[0]]!r} ({b['surface']!r})"
    return "" if len(plain) == len(mapped) else f"{len(plain)} → {len(mapped)} records"
