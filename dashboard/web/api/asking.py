"""A query → what is asked for, or a refusal that says what is allowed and which known name is nearest. Nothing is left out silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import parse_qsl

from dashboard.export.query import (
    CHARTS,
    CHOICES,
    MOST_CHARACTERS,
    MOST_VALUES,
    PERIOD_PATTERN,
    read_language,
    read_query,
    write_query,
)
from dashboard.model import SWITCHES, Selection, Severity
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.api import WORDS as API_WORDS

__all__ = ["EDITION", "FORMATS", "KEYS", "SELECTION_KEYS", "Ask", "Key", "Refusal", "problem_of", "read_ask"]

FORMATS = ("json", "csv")
SELECTION_KEYS = ("i", "p", "t", *CHOICES)
"""The keys of the pages; every resource reads them all and uses those it has a use for."""

EDITION = "at"
"""The key that names an edition of the data; every resource takes it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A query key: a list of names, one of several words (`choices`), a whole number (`least` to `most`), or a text."""

    name: str
    kind: str  # list, choice, number, text
    choices: tuple[str, ...] = ()
    default: str = ""
    least: int = 0
    most: int = 0
    pattern: str = ""

    @property
    def words(self) -> str:
        """The key of its explanation in the wording."""
        return "key.choice" if self.name in SWITCHES else f"key.{self.name}"


KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        Key("i", "list"),
        Key("p", "list"),
        Key("t", "list", pattern=f"^{PERIOD_PATTERN}$"),
        *(Key(name, "choice", choices, choices[0]) for name, choices in CHOICES.items()),
        Key("format", "choice", FORMATS, FORMATS[0]),
        Key("limit", "number", default="500", least=1, most=5000),
        Key("offset", "number", default="0", least=0, most=100_000_000),
        Key("chart", "choice", CHARTS),
        Key("severity", "choice", tuple(str(one) for one in Severity)),
        Key("code", "text", pattern="^C[0-9]{2}$"),
        Key("document", "text"),
        Key("o", "text"),
        Key(EDITION, "text"),
    )
}


@dataclass(frozen=True)
class Refusal(Exception):  # noqa: N818 - an answer, not a failure
    """Why there is no data: a status, a sentence of the wording, what is allowed, the nearest known name ("" for none)."""

    status: int
    detail: str
    words: Mapping[str, object]
    allowed: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True)
class Ask:
    """One question: a resource, the selection, and the other keys as given. `host` and `today` are the reader's: they go into citations."""

    lookup: Lookup
    resource: str
    selection: Selection
    others: Mapping[str, str]
    host: str = ""
    today: str = ""

    def other(self, name: str) -> str:
        """The value of a key that is not of the selection, or its default."""
        return self.others.get(name) or KEYS[name].default

    @property
    def lang(self) -> str:
        """The language of words."""
        return self.selection.lang

    @property
    def limit(self) -> int:
        """The most rows of the answer."""
        return int(self.other("limit"))

    @property
    def offset(self) -> int:
        """How many rows come before."""
        return int(self.other("offset"))

    def href(self, **changes: str) -> str:
        """The address of this question, with some keys changed."""
        return self.lookup.href(f"/api/{self.resource}", self.selection, **{**self.others, **changes})

    def page(self, path: str, selection: Selection | None = None) -> str:
        """The whole address of a page, host included."""
        return self.host.rstrip("/") + self.lookup.href(path, selection or Selection(lang=self.lang))

    @property
    def query(self) -> str:
        """The question as a query."""
        return write_query(self.selection, **self.others)


def read_ask(
    lookup: Lookup, resource: str, accepted: Iterable[str], query: str, host: str = "", today: str = ""
) -> Ask:
    """What a query asks of a resource that takes the keys of a selection and those in `accepted`. Refusal: it is not allowed."""
    if len(query) > MOST_CHARACTERS:
        raise Refusal(400, "detail.long", {"most": MOST_CHARACTERS})
    reading = read_query(query, lookup.catalogue)
    given = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
    _check_names(given, (*SELECTION_KEYS, EDITION, *accepted))
    _check_blanks(given, lookup)
    for ignored in reading.ignored:
        _refuse(ignored, lookup)
    others = {name: value for name, value in given.items() if name not in SELECTION_KEYS}
    for name, value in others.items():
        _check(KEYS[name], value)
    return Ask(lookup, resource, reading.selection, others, host, today)


def _check_names(given: Iterable[str], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise Refusal(400, "detail.key", {"name": name[:60]}, known, _nearest(name, known))


def _check_blanks(given: Mapping[str, str], lookup: Lookup) -> None:
    """Pages pass over an empty word; here it is as unknown as any other."""
    for name in ("i", "p", "t"):
        words = given[name].split(",") if name in given else []
        if len(words) > MOST_VALUES:
            raise Refusal(400, "detail.many", {"most": MOST_VALUES})
        if not all(word.strip() for word in words):
            _refuse(f"{name}=", lookup)
    for name, choices in CHOICES.items():
        if given.get(name) == "":
            raise Refusal(400, "detail.value", {"asked": name, "name": ""}, choices)


def _refuse(ignored: str, lookup: Lookup) -> None:
    """Raise what a part of the selection that was left out deserves (query.py writes it as `key=value` or `key: +more`)."""
    name, sign, value = ignored.partition("=")
    if not sign:
        raise Refusal(400, "detail.many", {"most": MOST_VALUES})
    if name == "i":
        raise Refusal(404, "detail.indicator", {"name": value}, nearest=_nearest(value, lookup.catalogue.indicators))
    if name == "p":
        raise Refusal(404, "detail.place", {"name": value}, nearest=_nearest(value, _place_names(lookup)))
    if name == "t":
        raise Refusal(400, "detail.period", {"name": value})
    raise Refusal(400, "detail.value", {"asked": name, "name": value}, CHOICES[name], _nearest(value, CHOICES[name]))


def _check(key: Key, value: str) -> None:
    if key.kind == "choice" and value not in key.choices:
        raise Refusal(
            400, "detail.value", {"asked": key.name, "name": value[:60]}, key.choices, _nearest(value, key.choices)
        )
    if key.kind == "number":
        inside = re.fullmatch("[0-9]{1,9}", value) and key.least <= int(value) <= key.most
        if not inside:
            raise Refusal(
                400, "detail.number", {"asked": key.name, "name": value[:60], "least": key.least, "most": key.most}
            )
    if key.pattern and key.kind == "text" and not re.fullmatch(key.pattern.strip("^$"), value):
        raise Refusal(400, "detail.value", {"asked": key.name, "name": value[:60]}, (key.pattern,))


def _place_names(lookup: Lookup) -> list[str]:
    return [name for place in lookup.catalogue.places.values() for name in (place.name_zh, place.name_en, place.code)]


def _nearest(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name[:60], list(known), 1, 0.5)), "")


def problem_of(refusal: Refusal, query: str, instance: str) -> dict[str, object]:
    """The refusal as a problem (RFC 9457), in the language the query asks for."""
    lang = read_language(query)
    said: dict[str, object] = {
        "type": "about:blank",
        "title": say(API_WORDS, f"problem.{refusal.status}", lang),
        "status": refusal.status,
        "detail": say(API_WORDS, refusal.detail, lang, **refusal.words),
        "instance": instance,
    }
    said |= {"allowed": list(refusal.allowed)} if refusal.allowed else {}
    return said | ({"nearest": refusal.nearest} if refusal.nearest else {})
