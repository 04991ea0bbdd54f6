"""The flags of `export` and `brief` that choose what is shown, as a Selection; unknown names are named with the nearest."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from dashboard.catalogue import Catalogue, find_place
from dashboard.errors import UsageError
from dashboard.model import SWITCHES, Selection
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS

__all__ = ["listed", "selection", "unknown"]


def selection(options: argparse.Namespace, catalogue: Catalogue) -> Selection:
    """What the flags choose; names and codes of places both work. UsageError: an indicator or a place nobody knows."""
    indicators, places, periods = (listed(getattr(options, key)) for key in ("indicators", "places", "periods"))
    for indicator in indicators:
        if indicator.partition(";")[0] not in catalogue.indicators:
            raise unknown("unknown_indicator", indicator, catalogue.indicators)
    codes = tuple(_code(name, catalogue) for name in places)
    switches = {key: getattr(options, key) for key in SWITCHES}
    return Selection(indicators, codes, periods, **switches, lang=options.lang)


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
