"""Names in running text: indicators by their aliases, breakdown codes by their words, places and scope words by name.

The longest name wins; an alias inside one of its indicator's lookalikes is none. Built once from a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue, Indicator, Place
from dashboard.model import Span

__all__ = [
    "GAP",
    "CodeMatch",
    "Lexicon",
    "NounMatch",
    "PlaceMatch",
    "ScopeMatch",
    "alias_map",
    "first_in_lines",
    "short_name",
]

_SUFFIXES = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "地区",
    "林区",
    "省",
    "市",
    "县",
    "区",
    "盟",
)
_SHORT_LEVELS = {"province", "city", "nation"}


@dataclass(frozen=True, slots=True)
class NounMatch:
    """An indicator's alias in the text."""

    span: Span
    indicator: str
    alias: str


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A word that says one code of one breakdown dimension."""

    span: Span
    dimension: str
    code: str


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place's name in the text; `code` may stand for several places of one name, resolved by the reader."""

    span: Span
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeMatch:
    """A scope word (全市, 全省, 全系统) in the text."""

    span: Span
    scope: str


GAP = "…"
"""Between the two parts of an alias that has something else in its middle."""
_MANY = 20  # first characters from which on trying one branch after the other is felt
_CLAUSE_END = re.compile(r"[，。；：！？\n\t]")
_LONG = 200  # characters of a text that is more than a name or a title
_BEFORE_NAME = frozenset("\n\t ，。；、：（“”(省")
_Node = dict[str, "_Node"]


def alias_map(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Every name an indicator is found by → its id: its aliases and, where it has some, its title."""
    entries = [entry for entry in indicators if entry.aliases]
    return {entry.zh: entry.id for entry in entries} | {name: entry.id for entry in entries for name in entry.aliases}


def first_in_lines(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Where a pattern that holds no line feed is first found in each line in which it is."""
    match = pattern.search(text)
    while match:
        yield match.start()
        end = text.find("\n", match.end())
        match = pattern.search(text, end) if end >= 0 else None


class Lexicon:
    """The catalogue's names, compiled for searching."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._seen = ("", "")
        self._aliases = alias_map(catalogue.indicators.values())
        self._nouns = _any_of(a for a in self._aliases if GAP not in a)
        self._split = [(*a.split(GAP, 1), i) for a, i in self._aliases.items() if GAP in a]
        self._lookalikes = {w: _owners(catalogue, w) for i in catalogue.indicators.values() for w in i.lookalikes}
        self._lookalike = _Names(self._lookalikes)
        self._codes = {i.id: _code_words(i) for i in catalogue.indicators.values() if i.breakdowns}
        self._code: dict[str, re.Pattern[str]] = {}
        self._place_names = _place_names(catalogue.places.values())
        self._place = _Names(self._place_names)
        self._place_lookalike = _any_of(w for p in catalogue.places.values() for w in p.lookalikes)
        self._scopes = {w: level for level, words in catalogue.scopes.items() for w in words}
        self._scope = _any_of(self._scopes)

    def _parted(self, text: str) -> str:
        """The text with 其中 made unreadable, so that no name begins inside it: 其|中专任教师, 其|中国家级.

        The long text asked about last is kept, for it is asked about sentence by sentence.
        """
        if len(text) < _LONG:
            return text.replace("其中", "\0\0")
        if self._seen[0] is not text:
            self._seen = (text, text.replace("其中", "\0\0"))
        return self._seen[1]

    def nouns(self, text: str, start: int, end: int) -> list[NounMatch]:
        """The aliases between two offsets, in order."""
        text = self._parted(text)
        found = [
            NounMatch(Span(*m.span()), self._aliases[m.group()], m.group())
            for m in self._nouns.finditer(text, start, end)
        ]
        found += self._split_nouns(text, start, end)
        if not found:
            return found
        barred = [(s, self._lookalikes[s.of(text)]) for s in self._lookalike.find(text, start, end)]
        kept = [n for n in found if not any(n.indicator in owners and _bars(span, n.span) for span, owners in barred)]
        return sorted(kept, key=lambda n: n.span)

    def _split_nouns(self, text: str, start: int, end: int) -> list[NounMatch]:
        """Aliases in two parts (企业…合作): the noun, where its second part stands behind it in the clause."""
        found: list[NounMatch] = []
        for noun, rest, indicator in self._split:
            position = text.find(noun, start, end)
            while position >= 0:
                after = position + len(noun)
                clause = _CLAUSE_END.search(text, after, end)
                if text.find(rest, after, clause.start() if clause else end) >= 0:
                    found.append(NounMatch(Span(position, after), indicator, f"{noun}{GAP}{rest}"))
                position = text.find(noun, after, end)
        return found

    def naming_lines(self, text: str) -> Iterator[int]:
        """Where the first alias stands in each line that holds one."""
        return first_in_lines(self._nouns, self._parted(text))

    def codes(self, indicator: str, text: str, start: int, end: int) -> list[CodeMatch]:
        """The words for codes of this indicator's breakdowns between two offsets, in order."""
        words = self._codes.get(indicator)
        if words is None:
            return []
        text = self._parted(text)
        pattern = self._code.get(indicator)
        if pattern is None:  # a letter speaks of few of them, so each is compiled when it is first asked for
            pattern = self._code[indicator] = _any_of(words)
        return [CodeMatch(Span(*m.span()), *words[m.group()]) for m in pattern.finditer(text, start, end)]

    def places(self, text: str, start: int, end: int) -> list[PlaceMatch]:
        """The places named between two offsets, in order."""
        text = self._parted(text)
        found = [PlaceMatch(s, self._place_names[s.of(text)]) for s in self._place.find(text, start, end)]
        if not found:
            return found
        found = [p for p in found if p.span.end - p.span.start > 2 or self._is_free(text, p)]
        barred = [Span(*m.span()) for m in self._place_lookalike.finditer(text, max(0, start - 2), end)]
        return [p for p in found if not any(_holds(span, p.span) for span in barred)]

    def _is_free(self, text: str, place: PlaceMatch) -> bool:
        """Whether a name of two characters stands by itself: 和县 is mostly part of 市和县, a county only as a line begins."""
        if all(self.catalogue.places[c].level != "county" for c in place.codes):
            return True
        start = place.span.start
        return not start or text[start - 1] in _BEFORE_NAME

    def scopes(self, text: str, start: int, end: int) -> list[ScopeMatch]:
        """The scope words between two offsets, in order."""
        return [ScopeMatch(Span(*m.span()), self._scopes[m.group()]) for m in self._scope.finditer(text, start, end)]


class _Names:
    """Thousands of names, ready to be found in running text: from the left, the longest at each place.

    The first two characters of a name lead to the names that begin so; classes of characters for the first three dismiss
    nearly every place of a text before. A pattern of all names takes ten times as long to compile, and to search with.
    """

    def __init__(self, names: Iterable[str]) -> None:
        ordered = sorted(names, key=len, reverse=True)
        self._length = min(2, *map(len, ordered)) if ordered else 0
        self._by_head: dict[str, list[str]] = {}
        for name in ordered:
            self._by_head.setdefault(name[: self._length], []).append(name)
        self._head = re.compile(_beginnings(ordered))

    def find(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The names between two offsets, none overlapping the one before."""
        reached = start
        for match in self._head.finditer(text, start, end):
            begin = match.start()
            if begin < reached:
                continue
            for name in self._by_head.get(text[begin : begin + self._length], ()):
                if text.startswith(name, begin, end):
                    reached = begin + len(name)
                    yield Span(begin, reached)
                    break


def _beginnings(names: Sequence[str]) -> str:
    """The pattern for a first character behind which a name may go on.

    It consumes the character, for a pattern that begins with a class is searched for several times as fast as one that
    looks ahead first.
    """
    if not names:
        return r"(?!)"
    first = _class(name[0] for name in names)
    if min(map(len, names)) == 1:
        return first
    short, longer = [n for n in names if len(n) == 2], [n for n in names if len(n) > 2]
    ways = [f"(?<={_class(n[0] for n in short)}){_class(n[1] for n in short)}"] if short else []
    ways += [f"{_class(n[1] for n in longer)}{_class(n[2] for n in longer)}"] if longer else []
    return f"{first}(?={'|'.join(ways)})"


def _class(characters: Iterable[str]) -> str:
    """The pattern for one of the characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"


def short_name(place: Place) -> str:
    """A place's name without its level word: 南阳市 → 南阳, 内蒙古自治区 → 内蒙古."""
    for suffix in _SUFFIXES:
        if place.name_zh.endswith(suffix) and len(place.name_zh) - len(suffix) >= 2:
            return place.name_zh[: -len(suffix)]
    return place.name_zh


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first; it matches nothing when there are none.

    The words share their beginnings in the pattern (a trie), which searches ten times as fast as one alternative each.
    Where there are many and all have two characters or more, the second character is asked before the first is looked
    up, which is eight times as fast again.
    """
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    if not root:
        return re.compile(r"(?!)")
    plain = len(root) < _MANY or any("" in child for child in root.values())
    return re.compile(_alternatives(root) if plain else _by_second(root))


def _by_second(root: _Node) -> str:
    """The pattern of a trie of words of two characters or more, branching at the second character.

    Many first characters are common ones (中, 大, 高), and each would try every branch; but few of them stand before one
    of the second characters, so that two classes of characters dismiss nearly every place of a text.
    """
    seconds: dict[str, list[str]] = {}
    for first, child in root.items():
        for second, rest in child.items():
            seconds.setdefault(second, []).append(f"(?<={re.escape(first + second)}){_alternatives(rest)}")
    branches = (f"{re.escape(second)}(?:{'|'.join(rests)})" for second, rests in seconds.items())
    return f"{_class(root)}(?={_class(seconds)})(?:{'|'.join(branches)})"


def _alternatives(node: _Node) -> str:
    """The pattern of a trie node: its branches, optional where a word ends here."""
    branches = [re.escape(c) + _alternatives(child) for c, child in sorted(node.items()) if c]
    if not branches:
        return ""
    alone = len(branches) == 1 and ("" not in node or len(branches[0]) == 1)
    joined = branches[0] if alone else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in node else joined


def _owners(catalogue: Catalogue, lookalike: str) -> frozenset[str]:
    return frozenset(i.id for i in catalogue.indicators.values() if lookalike in i.lookalikes)


def _bars(lookalike: Span, alias: Span) -> bool:
    """A lookalike that holds the alias, or overlaps it and goes on behind it, makes it mean something else."""
    overlaps = lookalike.start < alias.end and alias.start < lookalike.end
    return overlaps and lookalike.end >= alias.end and (lookalike.end > alias.end or lookalike.start < alias.start)


def _holds(lookalike: Span, name: Span) -> bool:
    """Whether a phrase that is no place overlaps a place's name: 长治久安, 其中国家."""
    return lookalike.start < name.end and name.start < lookalike.end


def _code_words(indicator: Indicator) -> Mapping[str, tuple[str, str]]:
    return {
        word: (dim, code)
        for dim, codes in indicator.breakdowns.items()
        for code, words in codes.items()
        for word in words
    }


def _place_names(places: Iterable[Place]) -> dict[str, tuple[str, ...]]:
    """Name → codes. Short names only for provinces and prefecture-level cities; aliases of two characters or more."""
    names: dict[str, list[str]] = {}
    for place in places:
        own = {place.name_zh}
        if place.aliases and place.level != "zone":
            own.update(a for a in place.aliases if len(a) > 1)
        if place.level in _SHORT_LEVELS and len(short_name(place)) > 1:
            own.add(short_name(place))
        for name in own:
            names.setdefault(name, []).append(place.code)
    return {name: tuple(codes) for name, codes in names.items()}
