"""A link short enough to be printed under a picture and typed in again: `/s/c-7qk3aw2mzd-8te58tey`.

Nothing is stored: each indicator is named by five characters of a hash of its id, each place by its six digits in base 36.
The catalogue finds them again. Parts: the chart and the switches that are not default, indicators, places, periods.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.export.query import CHARTS, CHOICES
from dashboard.model import Selection

__all__ = ["SHORT_PATH", "read_short", "short_link"]

SHORT_PATH = "/s/"

_CHARTS = {"compare": "c", "trend": "t", "composition": "m", "plan": "p"}
_SWITCHES: Mapping[str, str] = {"by": "b", "axis": "a", "mode": "o", "order": "r", "lang": "l"}
_NAME, _PLACE = 5, 4  # characters an indicator, a place takes
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 80


def short_link(chart: str, selection: Selection, catalogue: Catalogue) -> str:
    """The short link of a view below the dashboard's address; "" where there is none: too much is chosen, or an odd place."""
    switches = "".join(
        f"{letter}{CHOICES[key].index(str(getattr(selection, key)))}"
        for key, letter in _SWITCHES.items()
        if str(getattr(selection, key)) != CHOICES[key][0]
    )
    names = "".join(_short_name(name) for name in selection.indicators)
    places = "".join(_short_place(code) for code in selection.places)
    periods = "_".join(selection.periods).replace("/", "~")
    code = "-".join((_CHARTS[chart] + switches, names, places, periods)).rstrip("-") if "-" not in places else ""
    link = f"{SHORT_PATH}{code}"
    return link if code and len(link) <= _LONGEST and read_short(link, catalogue) == (chart, selection) else ""


def read_short(link: str, catalogue: Catalogue) -> tuple[str, Selection] | None:
    """The chart and the selection of a short link, a host or prefix before it allowed; None for what is none."""
    code = link.rpartition(SHORT_PATH)[2].strip().strip("/").lower()
    head, names, places, periods = (*code.split("-", 3), "", "", "")[:4]
    chart = next((name for name, letter in _CHARTS.items() if head[:1] == letter), "")
    switches = _read_switches(head[1:])
    known = _names(catalogue) if names else {}
    indicators = [known.get(word, "") for word in _cut(names, _NAME)]
    codes = [_long_place(word) for word in _cut(places, _PLACE)]
    if chart not in CHARTS or switches is None or not all(indicators) or any(c not in catalogue.places for c in codes):
        return None
    chosen = Selection(tuple(indicators), tuple(codes), tuple(filter(None, periods.replace("~", "/").split("_"))))
    return chart, replace(chosen, **switches)  # type: ignore[arg-type]  # every switch is a text


def _read_switches(text: str) -> dict[str, str] | None:
    keys = {letter: key for key, letter in _SWITCHES.items()}
    found: dict[str, str] = {}
    for letter, digit in zip(text[::2], text[1::2].ljust((len(text) + 1) // 2), strict=True):
        choices = CHOICES.get(keys.get(letter, ""), ())
        if not digit.isdecimal() or not digit.isascii() or int(digit) >= len(choices):
            return None
        found[keys[letter]] = choices[int(digit)]
    return found


def _cut(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]


def _short_name(name: str) -> str:
    return base64.b32encode(hashlib.sha256(name.encode("utf-8", "replace")).digest())[:_NAME].decode().lower()


def _short_place(code: str) -> str:
    """`CN411300` → four digits in base 36; "-" for a code of another form, which no short link takes."""
    digits = code.removeprefix("CN")
    if not (code.startswith("CN") and len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        return "-"
    number, text = int(digits), ""
    for _ in range(_PLACE):
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
    return text


def _long_place(word: str) -> str:
    if len(word) != _PLACE or not all(character in _DIGITS for character in word):
        return ""
    return f"CN{int(word, 36):06d}"


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Short name → indicator, alone and with one part of one or two of its dimensions; what two share is left out."""
    found: dict[str, str] = {}
    for name in itertools.chain.from_iterable(_spelled(entry) for entry in catalogue.indicators.values()):
        short = _short_name(name)
        found[short] = name if short not in found else ""
    return found


def _spelled(entry: Indicator) -> Iterator[str]:
    yield entry.id
    parts = [[f"{dim}={code}" for code in codes] for dim, codes in sorted(entry.breakdowns.items())]
    for dimension in parts:
        yield from (f"{entry.id};{part}" for part in dimension)
    for first, second in itertools.combinations(parts, 2):
        yield from (f"{entry.id};{one};{other}" for one, other in itertools.product(first, second))
