"""Collecting what is wrong with a file, so that all of it can be said at once.

A `Problems` belongs to one file. Checks add drafts in any order; `finish` sorts them by place, keeps at most `LIMIT`
and only then words them, so that a file with a hundred thousand mistakes costs no more than one with fifty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.catalogue.spelling import INVISIBLE, nearest
from dashboard.errors import Problem
from dashboard.wording import LANGUAGES, say
from dashboard.wording.catalogue import WORDS

__all__ = ["LIMIT", "MOST_NOTED", "Noun", "Placed", "Problems", "Value", "Where", "shown"]

LIMIT = 50  # problems said in full; the rest are counted
MOST_NOTED = 2_000  # problems of one severity that are kept until they are sorted
EXCERPT = 400  # characters of a line that are shown
AFTER = 80  # of them, characters behind the place
SHOWN = 60  # characters of a bad value that are quoted
NAMED = 14  # allowed names that are listed one by one
LINE_END = re.compile("\r\n|[\n\r]")  # what editors take for the end of a line; YAML's other three are refused
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|" + INVISIBLE.pattern)

Value = str | int | tuple[str, ...]


class Where(str):
    """A place in the file as a reader names it, made of parts that are already harmless."""

    __slots__ = ()


class Noun(str):
    """A key of the wording module that stands for a word of the sentence, worded in each language."""

    __slots__ = ()


class Placed(Protocol):
    """Anything that knows its place in a file; both count from 1."""

    @property
    def line(self) -> int:
        """Line of the first character."""

    @property
    def column(self) -> int:
        """Column of the first character, in code points."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A problem before it is worded."""

    line: int
    column: int
    severity: str
    key: str
    values: tuple[tuple[str, Value], ...]
    wrong: str
    names: tuple[str, ...] = field(compare=False)
    guess: str = ""


class Problems:
    """The problems of one file. `file` is the name the reader sees, relative to the project folder."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self._drafts: dict[_Draft, None] = {}
        self.unsaid = 0  # problems only counted
        self._noted = Counter[str]()
        self.read(text)

    def read(self, text: str) -> None:
        """Give the text the excerpts are taken from; its lines are looked for as far as they are asked for."""
        self._text = text
        self._starts = [0]  # of the lines, as far as they have been looked for
        self._ends = LINE_END.finditer(text)

    def add(
        self,
        key: str,
        at: Placed | tuple[int, int],
        *,
        severity: str = "error",
        near: tuple[str, Iterable[str]] | None = None,
        guess: str = "",
        more: Mapping[str, Value] | None = None,
        **values: Value,
    ) -> None:
        """Note a problem: a wording key, its place, the values of its placeholders.

        `near` is the wrong name and the names that would be right: the closest is offered to the reader,
        unless `guess` already is the right spelling; `more` holds values whose names are not known beforehand.
        A place of (0, 0) means the file as a whole.
        """
        if self._noted[severity] >= MOST_NOTED:
            self.unsaid += 1
            return
        self._noted[severity] += 1
        line, column = at if isinstance(at, tuple) else (at.line, at.column)
        wrong, names = (near[0], tuple(near[1])) if near else ("", ())
        self._drafts[
            _Draft(line, column, severity, key, tuple((values | dict(more or {})).items()), wrong, names, guess)
        ] = None

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(draft.severity == "error" for draft in self._drafts)

    @property
    def is_unreadable(self) -> bool:
        """Whether one of them is of the syntax: the file is no YAML."""
        return any(draft.key.startswith("syntax_") for draft in self._drafts)

    def has(self, *keys: str) -> bool:
        """Whether something worded by one of these keys was noted."""
        return any(draft.key in keys for draft in self._drafts)

    def excerpt(self, line: int) -> str:
        """The line itself, cut at 400 characters; empty where there is none."""
        return self._line(line, 0)

    def _line(self, line: int, offset: int) -> str:
        """At most 400 characters of a line, those before `offset` left out."""
        while len(self._starts) <= line and (end := next(self._ends, None)):
            self._starts.append(end.end())
        if not 0 < line <= len(self._starts):
            return ""
        start = self._starts[line - 1] + offset
        beyond = self._starts[line] if line < len(self._starts) else len(self._text)
        return LINE_END.split(self._text[start : min(start + EXCERPT, beyond)], maxsplit=1)[0]

    @staticmethod
    def finish(books: Sequence[Problems]) -> tuple[Problem, ...]:
        """All problems of some files in file order: errors before warnings where there are too many to say."""
        drafts = [(index, draft) for index, book in enumerate(books) for draft in book._drafts]
        drafts.sort(key=lambda pair: (pair[1].severity != "error", pair[0], pair[1].line, pair[1].column))
        said = sorted(drafts[:LIMIT], key=lambda pair: (pair[0], pair[1].line, pair[1].column))
        problems = [books[index]._worded(draft) for index, draft in said]
        total = len(drafts) + sum(book.unsaid for book in books)
        if len(drafts) > LIMIT:
            index, first = drafts[LIMIT]
            more = _Draft(first.line, first.column, first.severity, "more", (("count", total - LIMIT),), "", ())
            problems.append(books[index]._worded(more))
        return tuple(problems)

    def _worded(self, draft: _Draft) -> Problem:
        """The draft as whole sentences in both languages, with the nearest name behind them."""
        guess = draft.guess or (nearest(draft.wrong, draft.names) if draft.wrong else None)
        zh, en = (_sentence(draft, lang) + _hint(guess, lang) for lang in LANGUAGES)
        excerpt, offset = self._window(draft.line, draft.column)
        return Problem(self.file, draft.line, draft.column, draft.severity, zh, en, excerpt, offset)

    def _window(self, line: int, column: int) -> tuple[str, int]:
        """The part of a line that holds the column, and how many characters stand before it."""
        beginning = self.excerpt(line)
        if column <= EXCERPT - AFTER or len(beginning) < EXCERPT:
            return beginning, 0
        offset = column - EXCERPT // 2
        return self._line(line, offset), offset


def _sentence(draft: _Draft, lang: str) -> str:
    """One language's sentence without a hint."""
    return say(WORDS, draft.key, lang, **{name: _filled(value, lang) for name, value in draft.values})


def _hint(guess: str | None, lang: str) -> str:
    """The question that offers the nearest name, or nothing."""
    return say(WORDS, "hint", lang, guess=shown(guess)) if guess else ""


def _filled(value: Value, lang: str) -> str:
    """A placeholder's value: nouns translated, lists joined (and cut), texts made harmless."""
    if isinstance(value, Noun):
        return say(WORDS, value, lang)
    if isinstance(value, Where):
        return value
    if isinstance(value, tuple):
        listed = ("、" if lang == "zh" else ", ").join(shown(name) for name in value[:NAMED])
        more = say(WORDS, "and_so_on", lang, count=len(value)) if len(value) > NAMED else ""
        return (listed + more) or say(WORDS, "none", lang)
    return shown(value) if isinstance(value, str) else str(value)


def shown(text: str) -> str:
    r"""A value as it may be quoted: at most 60 characters, invisible ones written as \u200b."""
    cut = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", cut)
