"""Aliases that no text can show, that are also another kind of name, or that stand where nobody said them.

Asked for by `check`, not at every start: the names are compiled and the rows of traps.txt read as a letter would be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.lookup import Lexicon
from dashboard.catalogue.nodes import Mapping, Scalar, compose
from dashboard.catalogue.problems import Noun, Problems, Value
from dashboard.catalogue.reading import decode, read_bytes
from dashboard.catalogue.references import entries, scalar, scalars
from dashboard.errors import Problem

__all__ = ["TRAPS", "alias_problems"]

TRAPS = Path(__file__).with_name("traps.txt")
_GAP = "…"
_FOLDED = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％＋－．＃＝＆＠﹪〇]"
)  # written in half width when a letter is cleaned
_BLANK = re.compile(r"(?<![!-~])\s|\s(?![!-~])")  # dropped, unless between two words of another script
_STOP = re.compile(r"[。！？!?；;]")  # where a sentence ends


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name in running text: whose it is, and where the file says it."""

    owner: str
    node: Scalar


@dataclass(frozen=True, slots=True)
class _Trap:
    """Words in a row, and the offsets at which one ends and the next begins."""

    text: str
    seams: tuple[int, ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether a name begins or ends inside one of the words, and a seam is in it."""
        edges = {0, *self.seams, len(self.text)}
        return not {start, end} <= edges and any(start < seam < end for seam in self.seams)


def alias_problems(path: Path, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Warnings about the aliases of an indicators.yaml that is valid, as `catalogue` says; in file order."""
    problems = Problems(path.name)
    text = decode(read_bytes(path, problems) or b"", problems)
    root = compose(text, problems) if text else None
    lexicon = Lexicon(catalogue)
    claims = list(_claims(root)) if isinstance(root, Mapping) else []
    trapped = _trapped(lexicon)
    for claim in claims:
        _check(claim, lexicon, problems)
        traps = trapped.get((claim.owner, claim.node.text))
        if traps:
            said: dict[str, Value] = {"owner": claim.owner, "value": claim.node.text, "traps": tuple(traps)}
            problems.add("alias_trap", claim.node, severity="warning", more=said)
    return Problems.finish((problems,))


def _claims(root: Mapping) -> Iterator[_Claim]:
    """Every alias, and the Chinese name of each indicator that has aliases."""
    for entry in entries(root, "indicators"):
        owner, name, aliases = scalar(entry, "id"), scalar(entry, "zh"), scalars(entry.get("aliases"))
        if owner is not None and name is not None and aliases:
            own = [] if name.text in {alias.text for alias in aliases} else [name]
            yield from (_Claim(owner.text, node) for node in (*own, *aliases))


def _trapped(lexicon: Lexicon) -> dict[tuple[str, str], list[str]]:
    """(indicator, alias) → the rows of words in which the alias would be read though nobody said it."""
    found: dict[tuple[str, str], list[str]] = {}
    for trap in _traps():
        for noun in lexicon.nouns(trap.text, 0, len(trap.text)):
            if trap.holds(noun.span.start, noun.span.end):
                found.setdefault((noun.indicator, noun.alias), []).append(trap.text)
    return found


@cache
def _traps() -> tuple[_Trap, ...]:
    """The rows of traps.txt."""
    lines = (line.split() for line in TRAPS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(_Trap("".join(words), tuple(accumulate(map(len, words[:-1])))) for words in lines)


def _check(claim: _Claim, lexicon: Lexicon, problems: Problems) -> None:
    """Whether a name can be met as it is written, and is nothing else besides."""
    name = claim.node.text
    said: dict[str, Value] = {"owner": claim.owner, "value": name}
    folded = _BLANK.sub("", _FOLDED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), name))
    if folded != name:
        problems.add("alias_folded", claim.node, severity="warning", guess=folded, more=said)
    elif _STOP.search(name) or not _is_met(claim, lexicon):
        problems.add("alias_never", claim.node, severity="warning", more=said)
    if name in lexicon.catalogue.indicators[claim.owner].lookalikes:
        problems.add("alias_lookalike", claim.node, severity="warning", more=said)
    other = _other_kind(name, lexicon)
    if other is not None:
        problems.add("alias_is_name", claim.node, severity="warning", noun=other, more=said)


def _is_met(claim: _Claim, lexicon: Lexicon) -> bool:
    """Whether the name is found where nothing but the name stands."""
    alone = claim.node.text.replace(_GAP, "")
    nouns = lexicon.nouns(alone, 0, len(alone))
    return any((n.indicator, n.alias) == (claim.owner, claim.node.text) for n in nouns)


def _other_kind(name: str, lexicon: Lexicon) -> Noun | None:
    """What else a name is: a measure word, which is read as one behind a number; a place or a scope word."""
    whole = (0, len(name))
    if any(name == unit.id or name in unit.words for unit in lexicon.catalogue.units.values()):
        return Noun("noun.unit")
    if any((p.span.start, p.span.end) == whole for p in lexicon.places(name, *whole)):
        return Noun("noun.place")
    if any((s.span.start, s.span.end) == whole for s in lexicon.scopes(name, *whole)):
        return Noun("noun.scope")
    return None
