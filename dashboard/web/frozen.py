"""Views of the data as they once were: `at` in an address names the version, and every page is drawn of that edition.

Above a frozen view stands what became of its values since. Whoever opens one lets its edition stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from dash import html
from dash.development.base_component import Component

from dashboard.editions import Edition, changes_since, find_edition, keep_state, open_edition, pin_edition
from dashboard.errors import UsageError
from dashboard.model import Selection
from dashboard.web.components.links import page_link
from dashboard.web.lookup import Lookup, Row, build_lookup
from dashboard.web.state import read_query
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["FrozenViews", "fate_of_values"]

_OPEN = 6  # editions held in memory
_LONGEST_NAME = 40


class FrozenViews:
    """The editions somebody looks at. Belongs to one app; safe to use from many threads."""

    def __init__(self) -> None:
        self._opened = lru_cache(maxsize=_OPEN)(_opened)

    def lookup(self, current: Lookup, search: Any) -> Lookup:
        """What an address asks for: the edition it names, else the data as they are."""
        return self._asked(current, search)[0]

    def named(self, current: Lookup, search: str) -> Lookup:
        """The same, but UsageError where the address names an edition that is not there."""
        lookup, _, why = self._asked(current, search)
        if why is not None:
            raise why
        return lookup

    def shown(self, current: Lookup, pathname: Any, search: Any) -> tuple[Lookup, Sequence[Component]]:
        """The same with what has to be said above the page: that it is frozen and what became of it, or that it is gone."""
        lookup, edition, why = self._asked(current, search)
        query = search if isinstance(search, str) else ""
        selection = read_query(query, lookup.catalogue).selection
        if why is not None:
            text = why.zh if selection.lang == "zh" else why.en
            return lookup, [html.P(text, className="notice", role="status")]
        if edition is None:
            return lookup, ()
        fate = fate_of_values(lookup, current, selection)
        return lookup, [_banner(lookup, current, edition, fate, _here(current, pathname, query), selection)]

    def _asked(self, current: Lookup, search: Any) -> tuple[Lookup, Edition | None, UsageError | None]:
        pairs = dict(parse_qsl(search.lstrip("?"), errors="replace")) if isinstance(search, str) else {}
        name = pairs.get("at", "")
        if not name:
            return current, None, None
        if name == current.project.version:
            keep_state(current.project)
        try:
            lookup, edition = self._opened(current.project.folder, name, current.prefix)
        except UsageError as error:
            return current, None, error
        return lookup, edition, None


def fate_of_values(frozen: Lookup, current: Lookup, selection: Selection) -> Counter[str]:
    """What became of the values a selection shows since: how many were `corrected`, `updated` (read otherwise too), `removed`."""
    changes = changes_since(frozen.project, current.project)
    fates = Counter("removed" for _ in _chosen(changes.removed, selection))
    for each in changes.changed:
        if any(_chosen((each.old,), selection)):
            fates["corrected" if each.why == "corrected" else "updated"] += 1
    return fates


def _opened(folder: Path, name: str, prefix: str) -> tuple[Lookup, Edition]:
    edition = find_edition(folder, name)
    if edition is None:
        words = (say(WORDS, "frozen.gone", lang, name=name[:_LONGEST_NAME]) for lang in ("zh", "en"))
        raise UsageError(*words)
    pin_edition(folder, edition)
    lookup = build_lookup(open_edition(folder, edition), prefix, at=edition.version)
    return lookup, edition


def _chosen(rows: Iterable[Row], selection: Selection) -> Iterable[Row]:
    """The rows of the indicators and places chosen; all where none is."""
    names = {name.partition(";")[0] for name in selection.indicators}
    places = set(selection.places)
    return [
        row for row in rows if (not names or row["indicator"] in names) and (not places or row["ref_area"] in places)
    ]


def _here(current: Lookup, pathname: Any, query: str) -> str:
    """The same address with the data as they are now."""
    path = pathname if isinstance(pathname, str) else "/"
    reading = read_query(query, current.catalogue)
    below = "/" + path.removeprefix(current.prefix).lstrip("/")
    return current.href(below, reading.selection, **{**reading.others, "at": ""})


def _banner(
    lookup: Lookup, current: Lookup, edition: Edition, fate: Counter[str], now: str, selection: Selection
) -> Component:
    lang = selection.lang
    values = {name: fate[name] for name in ("corrected", "updated", "removed")}
    told = say(WORDS, "frozen.changed", lang, **values) if fate else say(WORDS, "frozen.same", lang)
    when = edition.when[:10]
    changes = current.href("/history", Selection(lang=lang), **{"from": edition.version})
    links = [page_link(say(WORDS, "frozen.now", lang), now)]
    if fate:
        links.append(page_link(say(WORDS, "frozen.changes", lang), changes))
    said = say(WORDS, "frozen.banner", lang, number=edition.number, when=when)
    parts = [html.B(said), " ", told, " ", *(part for link in links for part in (link, " "))]
    return html.P(parts, className="notice frozen", role="status")
