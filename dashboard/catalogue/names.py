"""What the entries of the catalogue are called, in Chinese and English: indicators, their parts, places, measure words, themes.

Every function gives plain text in `lang` ("zh" or "en"), and what it was given where the catalogue does not know it.
"""

from __future__ import annotations

from dashboard.catalogue.entries import Catalogue, Place
from dashboard.model import breakdown_of
from dashboard.wording import say
from dashboard.wording.charts import WORDS
from dashboard.wording.web import WORDS as WEB

__all__ = ["breakdown_text", "indicator_name", "perimeter_name", "place_name", "theme_text", "unit_text"]


def indicator_name(indicator: str, catalogue: Catalogue, lang: str) -> str:
    """The indicator's name, or its id when the catalogue does not know it."""
    entry = catalogue.indicators.get(indicator)
    if entry is None:
        return indicator
    return entry.zh if lang == "zh" else entry.en


def place_name(code: str, catalogue: Catalogue, lang: str) -> str:
    """The name of an area code, or the code itself when it is unknown."""
    place: Place | None = catalogue.places.get(code)
    if place is None:
        return code
    return place.name_zh if lang == "zh" else place.name_en or place.name_zh


def unit_text(unit: str, catalogue: Catalogue, lang: str) -> str:
    """The measure word in Chinese, its English name in English."""
    entry = catalogue.units.get(unit)
    return unit if lang == "zh" or entry is None else entry.en or unit


def breakdown_text(indicator: str, breakdown: str, catalogue: Catalogue, lang: str) -> str:
    """The parts of a breakdown key in words (企业评价机构、备案); empty for a total."""
    parts = [_part_text(indicator, dim, code, catalogue, lang) for dim, code in breakdown_of(breakdown).items()]
    return say(WORDS, "list.comma", lang).join(parts)


def _part_text(indicator: str, dim: str, code: str, catalogue: Catalogue, lang: str) -> str:
    """A code in words: Chinese as the catalogue says it in running text, English from our list or the code itself."""
    entry = catalogue.indicators.get(indicator)
    codes = entry.breakdowns.get(dim, {}) if entry is not None else {}
    if lang == "zh" and codes.get(code):
        return codes[code][0]
    if f"part.{code}" in WORDS:
        return say(WORDS, f"part.{code}", lang)
    number = list(codes).index(code) + 1 if code in codes else ""
    return say(WORDS, "part.unnamed", "zh", number=number) if lang == "zh" else code.replace("_", " ")


def perimeter_name(indicator: str, code: str, catalogue: Catalogue, lang: str) -> str:
    """A perimeter in words: from our list, else in Chinese as the catalogue says it and in English the code itself."""
    if f"perimeter.{code}" in WORDS:
        return say(WORDS, f"perimeter.{code}", lang)
    entry = catalogue.indicators.get(indicator)
    words = entry.perimeter_codes[code].words if entry is not None and code in entry.perimeter_codes else ()
    if lang == "zh":
        return words[0] if words else say(WORDS, "perimeter.unnamed", "zh")
    return code.replace("_", " ")


def theme_text(theme: str, lang: str) -> str:
    """A theme's name; of one without a name 其他."""
    return say(WEB, f"theme.{theme}" if f"theme.{theme}" in WEB else "theme.other", lang)
