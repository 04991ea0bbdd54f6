"""Whose figure it is: the nearest scope word or place name before the number, else the place the letter speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from dashboard.catalogue.entries import Place
from dashboard.catalogue.lookup import Lexicon
from dashboard.model import Scope, Span

__all__ = ["Area", "Territory"]

_LEVEL_SCOPE = {
    "nation": Scope.NATION,
    "province": Scope.PROVINCE,
    "city": Scope.CITY,
    "county": Scope.COUNTY,
    "zone": Scope.COUNTY,
}
_LEVELS = ("nation", "province", "city", "county", "zone")
_TOWNSHIP = re.compile(r"(?:^|(?<=[，。；：、\n]))(?P<name>[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?![级村企域办])")
_STANDING = re.compile(r"(?:居|列|进入|跻身|位居|位列|排名?|排在|处于|走在|位于)$")
_COUNTY_TITLE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:自治县|区|县|市|州|旗)(?!域)")
_KIND = re.compile(r"性|[\u4e00-\u9fff]{0,6}(?:大赛|竞赛|比赛)")
_GRANTED = re.compile(r"(?:获批|获评|获得|获|授予|评为|入选|申报)$")
_BODY_AFTER = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:局|厅|委员会|人民政府|政府|省委|市委)")


@dataclass(frozen=True, slots=True)
class Area:
    """A place and the scope level of a figure about it."""

    code: str | None
    name: str | None
    scope: Scope | None
    span: Span | None = None


class Territory:
    """The places of one document, seen from the place it speaks for."""

    def __init__(self, lexicon: Lexicon, home: Callable[[], str | None], title: str) -> None:
        self._lexicon = lexicon
        self._places: Mapping[str, Place] = lexicon.catalogue.places
        self._home = home
        self._title = title
        self._spoken: str | None = None

    @cached_property
    def home(self) -> Area:
        """The place the letter speaks for; a county the catalogue does not know keeps the name the title gives it."""
        code = self._home()
        if code:
            return self._area(code, None)
        county = _COUNTY_TITLE.match(self._title)
        return Area(None, county.group(), Scope.COUNTY) if county else Area(None, None, None)

    def in_sentence(self, text: str, span: Span, names: Sequence[Span]) -> list[Area]:
        """The places and scope words of a sentence in order.

        Those inside `names` (contests, bodies, schools, indicators) are left out, and scope words that only say where
        a rank is held.
        """
        named = [
            self._of(m.codes, m.span, text)
            for m in self._lexicon.places(text, span.start, span.end)
            if not _BODY_AFTER.match(text, m.span.end)
            and not _GRANTED.search(text[max(0, m.span.start - 3) : m.span.start])
        ]
        words = self._lexicon.scopes(text, span.start, span.end)
        scopes = [
            self.of_scope(m.scope, m.span)
            for m in words
            if not _STANDING.search(text[max(0, m.span.start - 2) : m.span.start]) and not _KIND.match(text, m.span.end)
        ]
        named += [
            Area(None, m["name"], Scope.COUNTY, Span(*m.span("name")))
            for m in _TOWNSHIP.finditer(text, span.start, span.end)
        ]
        if not named and not scopes:
            return []
        named = _apart_from(named, [w.span for w in words])  # 全国 is a place's name and a scope word
        self._speak(named)
        found = [*named, *scopes]
        kept = _apart_from(found, names)
        return _with_owners(sorted(kept, key=lambda a: a.span.start if a.span else 0))

    def named(self, name: str, lexicon: Lexicon) -> Area:
        """The area a scope word or a place's name stands for; the letter's own place where it stands for none."""
        scopes = lexicon.scopes(name, 0, len(name))
        if scopes:
            return self.of_scope(scopes[0].scope)
        places = lexicon.places(name, 0, len(name))
        return replace(self._of(places[0].codes, places[0].span, name), span=None) if places else self.home

    def enter_paragraph(self) -> None:
        """Forget the place the paragraph before spoke of."""
        self._spoken = None

    def _speak(self, areas: Sequence[Area]) -> None:
        """A province named in the paragraph is the one 全省 means in the sentences after it."""
        named = [a.code for a in areas if a.code and self._places[a.code].level in {"province", "city"}]
        self._spoken = named[-1] if named else self._spoken

    def of_scope(self, scope: str, span: Span | None = None) -> Area:
        """全省 is the province of the letter's place, 全国 the nation, every other scope word the place itself."""
        level = {"nation": "nation", "province": "province", "county": "county"}.get(scope)
        code = self._ancestor(level) if level else self.home.code
        if level == "province" and self._spoken and self.home.code and not self._inside(self.home.code, self._spoken):
            code = self._above(self._spoken, level) or code
        place = self._places.get(code or "")
        return Area(code, place.name_zh if place else None, Scope(scope), span)

    def _area(self, code: str | None, span: Span | None) -> Area:
        place = self._places.get(code or "")
        return Area(code, place.name_zh, _LEVEL_SCOPE.get(place.level), span) if place else Area(None, None, None, span)

    def _above(self, code: str | None, level: str) -> str | None:
        """The place itself or the nearest one above it that has the level."""
        while code:
            place = self._places.get(code)
            if place is None:
                return None
            if place.level == level:
                return code
            code = place.parent
        return None

    def _ancestor(self, level: str) -> str | None:
        found = self._above(self.home.code, level)
        if found:
            return found
        return (
            next((c for c, p in self._places.items() if p.level == "nation"), None)
            if level == "nation"
            else self.home.code
        )

    def _of(self, codes: Sequence[str], span: Span, text: str) -> Area:
        """The place of a name; of those that share it one inside the letter's place or around it, else the highest.

        A name that several places of one level bear (鼓楼区) keeps its words and has no code.
        """
        levels = [_LEVELS.index(self._places[c].level) for c in codes]
        inside = [c for c in codes if self.home.code and self._inside(c, self.home.code)]
        around = [c for c in codes if self.home.code and self._inside(self.home.code, c)]
        highest = [c for c, level in zip(codes, levels, strict=True) if level == min(levels)]
        chosen = inside or around or highest
        if len(chosen) == 1:
            return self._area(chosen[0], span)
        return Area(None, span.of(text), _LEVEL_SCOPE.get(self._places[chosen[0]].level), span)

    def _inside(self, code: str | None, whole: str) -> bool:
        while code:
            if code == whole:
                return True
            place = self._places.get(code)
            code = place.parent if place else None
        return False


def _with_owners(areas: Sequence[Area]) -> list[Area]:
    """A department's or the city government's own figure (教育系统, 市直) belongs to the place named before it."""
    found: list[Area] = []
    for area in areas:
        owner = found[-1] if found and area.scope in {Scope.SYSTEM, Scope.MUNICIPAL} else None
        found.append(replace(area, code=owner.code, name=owner.name) if owner else area)
    return found


def _apart_from(areas: Sequence[Area], spans: Sequence[Span]) -> list[Area]:
    """The areas that overlap none of the spans."""
    ordered = sorted(spans)
    starts = [s.start for s in ordered]
    ends = list(accumulate((s.end for s in ordered), max))
    kept: list[Area] = []
    for area in areas:
        if area.span is None:
            continue
        before = bisect_left(starts, area.span.end) - 1
        if before < 0 or ends[before] <= area.span.start:
            kept.append(area)
    return kept
