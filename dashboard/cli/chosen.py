"""The flags of `export` and `brief` that choose what is shown, as a Selection; unknown names are named with the nearest."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from dashboard.catalogue import Catalogue, find_place
from dashboard.cli.said import both
from dashboard.errors import UsageError
from dashboard.export.csv_text import whole
from dashboard.export.query import is_period, known_indicator
from dashboard.model import SWITCHES, Selection
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS

__all__ = ["listed", "read_text", "selection", "unknown"]


def selection(options: argparse.Namespace, catalogue: Catalogue) -> Selection:
    """What the flags choose; names and codes of places both work. UsageError: an indicator, a part, a place or a period nobody knows."""
    indicators, places, periods = (listed(getattr(options, key)) for key in ("indicators", "places", "periods"))
    for indicator in indicators:
        if indicator.partition(";")[0] not in catalogue.indicators:
            raise unknown("unknown_indicator", indicator, catalogue.indicators)
        if known_indicator(indicator, catalogue) is None:
            raise UsageError(*both("unknown_part", name=indicator, parts=_parts(indicator, catalogue)))
    for period in periods:
        if not is_period(period):
            raise UsageError(*both("unknown_period", name=whole(period)))
    codes = tuple(_code(name, catalogue) for name in places)
    switches = {key: getattr(options, key) for key in SWITCHES}
    return Selection(indicators, codes, periods, **switches, lang=options.lang)


def _parts(indicator: str, catalogue: Catalogue) -> str:
    """The parts an indicator may be asked for, as they are written."""
    breakdowns = catalogue.indicators[indicator.partition(";")[0]].breakdowns
    return ", ".join(f"{dim}={code}" for dim, codes in breakdowns.items() for code in codes) or "—"


def listed(text: str) -> tuple[str, ...]:
    """The names of a flag that takes several, `A,B`."""
    return tuple(filter(None, text.split(",")))


def unknown(key: str, name: str, known: Iterable[str]) -> UsageError:
    """The refusal of a name that is none of the known ones, with the nearest of them."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1)
    closest = {lang: say(WORDS, "did_you_mean", lang, name=near[0]) if near else "" for lang in LANGUAGES}
    return UsageError(*(say(WORDS, key, lang, name=name, closest=closest[lang]).strip() for lang in LANGUAGES))


def _code(name: str, catalogue: Catalogue) -> str:
    """The code of a place named or coded."""
    place = find_place(catalogue.places, name)
    if place is None:
        raise unknown("unknown_place", name, [p.name_zh for p in catalogue.places.values()])
    return place.code


def read_text(name: str) -> str:
    """What a flag points at: the text of a file, or of standard input for a hyphen. UsageError: it cannot be read."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(*both("cannot_read", file=name, why=why)) from error
