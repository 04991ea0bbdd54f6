"""What the reader chose ⇄ the URL. Keys: `i` indicators, `p` places, `t` periods, `by axis mode order lang`.

`i`, `p` and `t` are comma-separated. An indicator is an id, alone or with a breakdown behind a semicolon
(`evaluation_agencies;agency_type=enterprise`). A place may be written as its code, its name or an alias; links always carry the
code. Values nobody knows are left out of the selection and handed back, so that the page can name them. The keys that only the
overview has are in `view`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from dashboard.catalogue.entries import Catalogue
from dashboard.model import SWITCHES, Selection
from dashboard.wording import LANGUAGES

__all__ = [
    "BRIEF",
    "CHARTS",
    "CHOICES",
    "COVERAGE",
    "MOST_CHARACTERS",
    "MOST_VALUES",
    "PAGES",
    "PERIOD_PATTERN",
    "Reading",
    "is_period",
    "known_indicator",
    "read_language",
    "read_query",
    "toggled",
    "write_query",
]

CHARTS = ("compare", "trend", "composition", "plan")
"""The charts, each called like the page that shows it; a link without one means the first."""

BRIEF = ("charts", "findings", "title", "introduction")
"""The keys a page of chosen charts (`/brief`) has beside the selection: comma-separated kinds of charts, names of findings, and
the author's own title and introduction."""

COVERAGE = ("theme",)
"""The key the page of what is stated where (`/coverage`) has beside the selection."""

PAGES = (*CHARTS, "brief", "coverage")
"""What a link of an exported file may lead to."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    **SWITCHES,
    "lang": LANGUAGES,
}
"""The words each one-of-several key accepts; the first is the default and is not written into links."""

MOST_VALUES = 100
"""How many indicators, places or periods one URL may name; the rest is ignored and said to be."""

MOST_CHARACTERS = 8_000
"""How long a query may be; what stands behind is not read."""

PERIOD_PATTERN = r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?"
"""How a period is written: 2024, 2024-05, 2024-12-31, or two of these around a stroke."""

_PERIOD = re.compile(PERIOD_PATTERN)
_SAFE = "=;:-_.~/"
_LISTS = ("i", "p", "t")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as read: the selection, the keys this module does not own, and the values that were ignored."""

    selection: Selection
    others: Mapping[str, str]
    ignored: tuple[str, ...]


def read_query(query: str, catalogue: Catalogue) -> Reading:
    """Read `?i=…&p=…`; never raises. Unknown values are named in `ignored` as `key=value`."""
    pairs = _pairs(query)
    known = catalogue.places
    spelled = any(word.strip() not in known for word in pairs.get("p", "").split(","))
    names = _place_codes(catalogue) if spelled else {}
    readers: dict[str, Callable[[str], str | None]] = {
        "i": lambda word: known_indicator(word, catalogue),
        "p": lambda word: word if word in known else names.get(word),
        "t": lambda word: word if is_period(word) else None,
    }
    ignored: list[str] = []
    lists = {key: _read_list(key, pairs.pop(key, ""), read, ignored) for key, read in readers.items()}
    single = {key: _read_choice(key, pairs.pop(key, ""), ignored) for key in CHOICES}
    selection = Selection(indicators=lists["i"], places=lists["p"], periods=lists["t"], **single)
    return Reading(selection, pairs, tuple(ignored))


def read_language(query: str) -> str:
    """The language a query asks for; Chinese unless it says otherwise."""
    pairs = _pairs(query)
    return pairs.get("lang", "") if pairs.get("lang") in LANGUAGES else LANGUAGES[0]


def _pairs(query: str) -> dict[str, str]:
    """The keys of a query with their values; of a list given in pieces (`p=A&p=B`) all, of another key the last."""
    found: dict[str, str] = {}
    for key, value in parse_qsl(query.lstrip("?")[:MOST_CHARACTERS], errors="replace"):
        found[key] = f"{found[key]},{value}" if key in _LISTS and key in found else value
    return found


def write_query(selection: Selection, **others: str) -> str:
    """`?i=…&p=…` without what is default; empty for a selection that says nothing. Inverse of `read_query`."""
    lists = {"i": selection.indicators, "p": selection.places, "t": selection.periods}
    parts = [f"{key}={','.join(map(_quoted, words))}" for key, words in lists.items() if words]
    for key, choices in CHOICES.items():
        value = str(getattr(selection, key))
        if value != choices[0]:
            parts.append(f"{key}={quote(value, safe=_SAFE)}")
    parts += [
        f"{quote(key, safe='')}={quote(value, safe=_SAFE + ',')}" for key, value in sorted(others.items()) if value
    ]
    return "?" + "&".join(parts) if parts else ""


def _quoted(word: str) -> str:
    """A word as a link has it; half characters (lone surrogates), which no link can hold, become question marks."""
    return quote(word, safe=_SAFE, errors="replace")


def is_period(word: str) -> bool:
    """Whether this is a period as links write it (PERIOD_PATTERN)."""
    return _PERIOD.fullmatch(word) is not None


def toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    """`values` without `value` if it was there, with it at the end if it was not."""
    return tuple(v for v in values if v != value) if value in values else (*values, value)


def _read_list(key: str, text: str, read: Callable[[str], str | None], ignored: list[str]) -> tuple[str, ...]:
    """The known words of a comma-separated value, once each, in the order given."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    known: dict[str, None] = {}
    for word in words[:MOST_VALUES]:
        found = read(word)
        if found is not None:
            known[found] = None
        else:
            ignored.append(f"{key}={word[:60]}")
    if len(words) > MOST_VALUES:
        ignored.append(f"{key}: +{len(words) - MOST_VALUES}")
    return tuple(known)


def _read_choice(key: str, text: str, ignored: list[str]) -> str:
    """The word if the key accepts it, else the key's default."""
    if not text or text in CHOICES[key]:
        return text or CHOICES[key][0]
    ignored.append(f"{key}={text[:60]}")
    return CHOICES[key][0]


def known_indicator(word: str, catalogue: Catalogue) -> str | None:
    """The word if it is an id, alone or with a breakdown key of that indicator's own dimensions and codes."""
    name, _, key = word.partition(";")
    entry = catalogue.indicators.get(name)
    if entry is None:
        return None
    parts = [part.partition("=") for part in key.split(";") if part]
    known = all(code in entry.breakdowns.get(dim, {}) for dim, _, code in parts)
    return ";".join((name, *(f"{dim}={code}" for dim, _, code in sorted(parts)))) if known else None


def _place_codes(catalogue: Catalogue) -> dict[str, str]:
    """Chinese name, English name and alias → code; a name borne by two places resolves to the first."""
    codes: dict[str, str] = {}
    for place in catalogue.places.values():
        for word in (place.name_zh, place.name_en, *place.aliases):
            codes.setdefault(word, place.code)
    return codes
