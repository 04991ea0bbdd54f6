"""Places by code, and the way from a written name to a place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from dashboard.catalogue.entries import Place

__all__ = ["DEEPEST", "LEVELS", "Places", "find_place", "find_places", "line_up", "short_name"]

LEVELS = ("nation", "province", "city", "county", "zone")
SUFFIXES = ("省", "市", "县", "区")
DEEPEST = 10  # levels; a longer line of parents can only be a circle


class Places(dict[str, Place]):
    """Places by code, with an index of their names. Made once and not changed afterwards."""

    @cached_property
    def by_name(self) -> dict[str, list[Place]]:
        """Full name → the places that bear it."""
        return _grouped((place.name_zh, place) for place in self.values())

    @cached_property
    def by_alias(self) -> dict[str, list[Place]]:
        """Alias, or full name without 省/市/县/区 → the places it may mean."""
        return _grouped(
            (name, place) for place in self.values() for name in {*place.aliases, short_name(place.name_zh)}
        )

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """Every name a place can be called by, codes included."""
        return tuple(dict.fromkeys([*self.by_name, *self.by_alias, *self]))


def _grouped(pairs: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = {}
    for name, place in pairs:
        if name:
            groups.setdefault(name, []).append(place)
    return groups


def short_name(name: str) -> str:
    """A full name without its last character if that is 省, 市, 县 or 区 and two characters stay; else nothing."""
    return name[:-1] if len(name) > 2 and name.endswith(SUFFIXES) else ""


def find_places(places: Mapping[str, Place], name: str) -> tuple[Place, ...]:
    """All places a name may mean: the one with that code; else those so called in full; else by alias or short name."""
    known = places if isinstance(places, Places) else Places(places)
    wanted = unicodedata.normalize("NFKC", name).strip()
    if wanted in known:
        return (known[wanted],)
    return tuple(known.by_name.get(wanted) or known.by_alias.get(wanted) or ())


def find_place(places: Mapping[str, Place], name: str, within: str | None = None) -> Place | None:
    """The one place a name means, or None where there is none or more than one.

    Accepts a code, the full name, an alias, or the full name without 省/市/县/区. Of several, those inside `within` (a
    code; itself included) are preferred, then those that still exist, then the highest level.
    """
    found = list(find_places(places, name))
    if len(found) > 1 and within is not None:
        found = [place for place in found if within in line_up(places, place)] or found
    if len(found) > 1:
        found = [place for place in found if not place.valid_to] or found
    if len(found) > 1:
        highest = min(LEVELS.index(place.level) for place in found)
        found = [place for place in found if LEVELS.index(place.level) == highest]
    return found[0] if len(found) == 1 else None


def line_up(places: Mapping[str, Place], place: Place) -> list[str]:
    """The place's code and those of its parents, upwards, ten at most."""
    codes, above = [place.code], place.parent
    while above and above in places and len(codes) < DEEPEST:
        codes.append(above)
        above = places[above].parent
    return codes
