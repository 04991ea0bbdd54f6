"""How a check says what it found: names, values and the finding itself, in both languages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from dashboard.catalogue import names
from dashboard.catalogue.entries import Catalogue
from dashboard.model import Finding, Interval, Severity, breakdown_key
from dashboard.observations.dates import date_text
from dashboard.observations.figures import Evidence, Figure
from dashboard.observations.intervals import show, show_number
from dashboard.observations.qualified import qualified
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = [
    "Text",
    "Values",
    "bounds",
    "code_name",
    "date_of",
    "finding",
    "indicator_name",
    "listed",
    "name_of",
    "perimeter_name",
    "place_name",
    "value_of",
]

Text = tuple[str, str]  # (zh, en)
Values = Mapping[str, str | int | Text]

_LANGUAGES = ("zh", "en")
_SPELLED_FAMILIES = ("person", "person_time", "person_per_year", "money")  # never confused, so always said


def indicator_name(catalogue: Catalogue, indicator: str) -> Text:
    """An indicator's name."""
    entry = catalogue.indicators[indicator]
    return entry.zh, entry.en


def date_of(period: str) -> Text:
    """A date or period in words."""
    return date_text(period, "zh"), date_text(period, "en")


def code_name(catalogue: Catalogue, indicator: str, dimension: str, code: str) -> Text:
    """A breakdown code in words."""
    key = breakdown_key({dimension: code})
    return names.breakdown_text(indicator, key, catalogue, "zh"), names.breakdown_text(indicator, key, catalogue, "en")


def name_of(evidence: Evidence, figure: Figure) -> Text:
    """What a figure counts: its indicator with the breakdown, and the institution whose figure it is."""
    name = indicator_name(evidence.catalogue, figure.indicator)
    parts = [code_name(evidence.catalogue, figure.indicator, d, c) for d, c in figure.parts.items()]
    parts += [(figure.entity, figure.entity)] if figure.entity else []
    if not parts:
        return name
    zh, en = listed(parts)
    return say(WORDS, "of", "zh", name=name[0], parts=zh), say(WORDS, "of", "en", name=name[1], parts=en)


def perimeter_name(evidence: Evidence, figure: Figure) -> Text:
    """A perimeter in words; one that is left open is not stated."""
    said = (figure.indicator, figure.perimeter or "unstated", evidence.catalogue)
    return names.perimeter_name(*said, "zh"), names.perimeter_name(*said, "en")


def value_of(evidence: Evidence, figure: Figure) -> Text:
    """A value as printed in Chinese; in English the number with its qualifier, and what it counts where that is people."""
    number = show_number(figure.value, "en")
    unit = evidence.catalogue.units.get(figure.unit)
    if figure.unit_family == "percent":
        number += " %"
    elif unit and unit.en and figure.unit_family in _SPELLED_FAMILIES:
        number += f" {unit.en}"
    high = math.inf if figure.interval.high is None else figure.interval.high
    said = (figure.qualifier, figure.value, high)
    return qualified(figure.printed, *said, "zh"), qualified(number, *said, "en")


def place_name(evidence: Evidence, figure: Figure) -> Text:
    """The place of a figure."""
    place = evidence.catalogue.places.get(figure.ref_area)
    if place is None:
        name = figure.area_name
        return (name, name) if name else WORDS["place.unknown"]
    return place.name_zh, place.name_en or place.name_zh


def listed(texts: Iterable[Text]) -> Text:
    """Several texts as one, each once."""
    once = list(dict.fromkeys(texts))
    return WORDS["list"][0].join(zh for zh, _ in once), WORDS["list"][1].join(en for _, en in once)


def bounds(interval: Interval) -> Text:
    """A computed interval."""
    return show(interval, "zh"), show(interval, "en")


def finding(
    code: str, severity: Severity, figures: Sequence[Figure], key: str, values: Values, interval: Interval | None = None
) -> Finding:  # fmt: skip
    """A finding about some figures: ids and spans in their order, the wording of `key` with its values, the interval."""
    zh, en = (
        say(WORDS, key, lang, **{name: v[n] if isinstance(v, tuple) else v for name, v in values.items()})
        for n, lang in enumerate(_LANGUAGES)
    )
    stated = [f for f in figures if f.document]
    return Finding(
        code=code,
        severity=severity,
        documents=tuple(dict.fromkeys(f.document for f in stated)),
        mentions=tuple(f.id for f in figures),
        spans=tuple((f.document, f.span) for f in stated),
        indicator=figures[0].indicator if figures else None,
        interval=interval,
        zh=zh,
        en=en,
    )
