"""The same text printed otherwise: hard-wrapped in every width, blanks around digits, wide digits. Are the figures the same?

A variant is the source cut line by line into pieces of `width` characters. Each of its characters remembers where it
stood in the source, so that records of the variant can be laid over those of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from dashboard.bench.material import Row, records
from dashboard.extraction import Extractor
from dashboard.model import SourceDocument

__all__ = ["BREAKS", "CUTS", "WIDTHS", "Tally", "Variant", "Way", "measure", "variant", "ways"]

WIDTHS = range(12, 41)
BREAKS = {"characters, blank lines between": "\n\n", "characters, blanks behind": " \n", "characters, CRLF": "\r\n"}
_DIGITS = re.compile(r"\d+")
_HALF = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_WIDE = {0x30 + digit: 0xFF10 + digit for digit in range(10)}
_LATIN = 0x1FFF
_CLOSING = "，。；：、！？”’）》」』】"
_SPANS = ("start", "end", "sentence_start", "sentence_end")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of printing: the width of a line, blanks around digits or not, wide digits or not, what ends a line, how it is cut."""

    width: int
    blanks: bool
    wide: bool
    line_break: str = "\n"
    cut: str = "characters"  # one of CUTS


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
    differing: dict[str, int] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)  # document → the first way and difference

    @property
    def share_found(self) -> float:
        """The share of the quantities of the plain texts that are found with equal value and unit."""
        return self.found / self.asked if self.asked else 0.0

    @property
    def share_identical(self) -> float:
        """The share of variants whose records are identical, spans and sentences included."""
        return self.identical / self.variants if self.variants else 0.0


def ways(widths: Iterable[int] = WIDTHS, line_break: str = "\n", cut: str = "characters") -> Iterator[Way]:
    """Every way: each width with and without blanks around digits, half-width and full-width digits."""
    for width, blanks, wide in product(widths, (False, True), (False, True)):
        yield Way(width, blanks, wide, line_break, cut)


def variant(text: str, way: Way) -> Variant:
    """The text printed in one way."""
    printed: list[Printed] = []
    offset = 0
    for line in text.translate(_WIDE if way.wide else _HALF).split("\n"):
        characters = _with_blanks(line, offset) if way.blanks else [(c, offset + i) for i, c in enumerate(line)]
        for piece in _CUTS[way.cut](characters, way.width):
            printed += [*piece, *((c, -1) for c in way.line_break)]
        offset += len(line) + 1
    del printed[len(printed) - len(way.line_break) :]
    return Variant("".join(c for c, _ in printed), tuple(o for _, o in printed))


def _by_characters(line: list[Printed], width: int) -> list[list[Printed]]:
    return [line[start : start + width] for start in range(0, max(len(line), 1), width)]


def _stripped(line: list[Printed], width: int) -> list[list[Printed]]:
    """As by characters, without the blanks at both ends of a piece."""
    pieces: list[list[Printed]] = []
    for piece in _by_characters(line, width):
        kept = [i for i, (c, _) in enumerate(piece) if not c.isspace()]
        pieces.append(piece[kept[0] : kept[-1] + 1] if kept else [])
    return pieces


def _by_columns(line: list[Printed], width: int) -> list[list[Printed]]:
    """`width` Chinese characters or twice as many Latin ones, and no mark that ends a clause at the head of a line."""
    pieces: list[list[Printed]] = [[]]
    columns = 0
    for character in line:
        wide = 2 if ord(character[0]) > _LATIN else 1
        if columns + wide > 2 * width and character[0] not in _CLOSING:
            pieces.append([])
            columns = 0
        pieces[-1].append(character)
        columns += wide
    return pieces


Printed = tuple[str, int]  # a character and its offset in the source, -1 if it has none
_CUTS: Mapping[str, Callable[[list[Printed], int], list[list[Printed]]]] = {
    "characters": _by_characters,
    "stripped": _stripped,
    "columns": _by_columns,
}
CUTS = tuple(_CUTS)


def _with_blanks(line: str, offset: int) -> list[Printed]:
    """The characters of a line with a blank put before and behind each run of digits that has none there."""
    printed: list[Printed] = []
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
        tally.differing[document.name] = tally.differing.get(document.name, 0) + 1
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
