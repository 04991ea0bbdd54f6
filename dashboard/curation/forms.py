"""What the forms of a reviewer ask: the fields in their order, which are needed, what each begins with, what may be chosen.

The page draws a form of these, the terminal asks one field after the other; both send the same fields to the desk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard.catalogue.entries import KINDS, THEMES, Catalogue, Indicator
from dashboard.catalogue.names import breakdown_text, theme_text, unit_text
from dashboard.curation.pinning import Row
from dashboard.curation.queue import LEFTOVER, Item
from dashboard.errors import EditError
from dashboard.model import PeriodType, Scope, SourceDocument, Status, breakdown_key
from dashboard.wording import LANGUAGES, Words, say
from dashboard.wording.charts import WORDS as CHARTS
from dashboard.wording.curation import WORDS

__all__ = [
    "FIELDS", "FILLED", "ID_RULE", "NEEDED", "RESETS",
    "answered", "begins", "completed", "family_of", "figure_of", "fixed_choices", "id_from", "named_fields", "parts_of",
    "perimeters_of", "words_of",
]  # fmt: skip

_FIGURE = (
    "indicator",
    "breakdown",
    "perimeter",
    "place",
    "scope",
    "entity",
    "time_period",
    "period_type",
    "status",
    "unit",
)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "assign": ("indicator", "alias"),
    "correct": ("value", *_FIGURE),
    "observe": (*_FIGURE, "value", "source_title", "publisher", "date", "url", "note"),
    "define": ("zh", "en", "id", "theme", "unit", "unit_family", "kind", "aliases"),
}
"""What each form asks, in the order it is asked and sent."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "assign": ("indicator",),
    "correct": (),
    "observe": ("indicator", "place", "time_period", "value", "source_title"),
    "define": ("id", "zh", "en", "theme", "unit", "unit_family", "kind"),
}
"""Without these a decision is refused."""

FILLED: Mapping[str, tuple[str, ...]] = {
    name: (*needed, *(("status",) if "status" in FIELDS[name] else ())) for name, needed in NEEDED.items()
}
"""What a form never leaves empty: what is needed, and what always holds one of its values."""

RESETS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("correct", "indicator"): ("breakdown", "perimeter"),
    ("observe", "indicator"): ("breakdown", "perimeter", "unit"),
}
"""What is another indicator's own and not known any more once a form is about another; an empty unit is read off the value."""


class IdRule(NamedTuple):
    """How an id is made of a name in lower case: patterns of what becomes _ and of what is cut off, the most it may be long."""

    apart: str = "[^a-z0-9]+"
    ends: str = "^[^a-z]+|_+$"
    longest: int = 60


ID_RULE = IdRule()

_MOST_WORD = 12  # characters of a word proposed
_NAME = re.compile("[a-z_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


# --- what a form begins with -----------------------------------------------------------------------------------------


def begins(
    action: str, item: Item | None, document: SourceDocument | None, rows: Iterable[Row], catalogue: Catalogue
) -> dict[str, str]:
    """Every field of a form with what stands in it at first; `rows` are the mentions of the item's document."""
    row = item.rows[0] if item is not None and len(item.rows) == 1 else None
    figure = {"status": str(Status.ACTUAL)} if row is None else figure_of(row)
    first = dict.fromkeys(FIELDS[action], "")
    if action in ("correct", "observe"):
        first |= {name: figure.get(name, "") for name in FIELDS[action]} | {"status": figure["status"] or "actual"}
    if action == "observe":
        first["value"] = ""  # the source prints another one
    if action == "define" and item is not None and row is not None:
        first |= _definition(figure, words_of(item, document), rows, catalogue)
    return first


def _definition(
    figure: Mapping[str, str], words: Sequence[str], rows: Iterable[Row], catalogue: Catalogue
) -> dict[str, str]:
    """What a new indicator begins with, out of the figure, its sentence and what its document is about."""
    return {
        "zh": words[0] if words else "",
        "theme": _theme_of(rows, catalogue),
        "unit": figure["unit"],
        "unit_family": family_of(figure["unit"], catalogue),
        "kind": "share" if figure["unit"] == "%" else "stock" if figure["period_type"] == PeriodType.AS_OF else "flow",
        "aliases": "，".join(words),
    }


def figure_of(row: Row) -> dict[str, str]:
    """A figure as it is read now, by the names of the fields."""
    same = (name for name in _FIGURE if name != "place")
    value = "".join(str(row["surface"]).split())
    return {**{name: str(row[name]) for name in same}, "place": str(row["area_name"]), "value": value}


def words_of(item: Item, document: SourceDocument | None) -> list[str]:
    """What an unclaimed figure may be called: what stands right behind it, and right before, up to the punctuation."""
    if document is None or item.kind != LEFTOVER:
        return []
    row, text = item.rows[0], document.text
    behind = _HAN.match(text, int(row["end"]))
    before = [m for m in _HAN.finditer(text, int(row["sentence_start"]), int(row["start"])) if m.end() == row["start"]]
    found = [behind.group()[:_MOST_WORD]] if behind else []
    found += [before[0].group()[-_MOST_WORD:]] if before else []
    return [word for word in found if len(word) > 1]


def _theme_of(rows: Iterable[Row], catalogue: Catalogue) -> str:
    """What most of the figures are about."""
    known = catalogue.indicators
    themes = Counter(known[row["indicator"]].theme for row in rows if row["indicator"] in known)
    return themes.most_common(1)[0][0] if themes else THEMES[0]


def family_of(unit: str, catalogue: Catalogue) -> str:
    """What a measure word counts, first of all; empty where it is not known."""
    entry = catalogue.units.get(unit)
    return entry.families[0] if entry and entry.families else ""


def id_from(english: str) -> str:
    """The id an English name suggests: New bases → new_bases."""
    plain = re.sub(ID_RULE.apart, "_", english.lower())
    return re.sub(ID_RULE.ends, "", plain)[: ID_RULE.longest]


# --- while it is filled in -------------------------------------------------------------------------------------------


def answered(action: str, fields: Mapping[str, str], name: str, value: str, catalogue: Catalogue) -> dict[str, str]:
    """The fields with one answered, and what follows from it: another indicator, unit or English name changes others."""
    now = {**fields, name: value}
    if value == fields.get(name):
        return now
    for other in RESETS.get((action, name), ()):
        now[other] = ""
    if action == "define" and name == "unit":
        now["unit_family"] = family_of(value, catalogue) or fields.get("unit_family", "")
    if action == "define" and name == "en" and fields.get("id", "") in ("", id_from(fields.get("en", ""))):
        now["id"] = id_from(value)
    return now


def completed(action: str, first: Mapping[str, str], given: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    """What a form holds when some of its fields are filled in and the others left as they begin."""
    fields = dict(first)
    for name in FIELDS[action]:
        if name in given:
            fields = answered(action, fields, name, given[name], catalogue)
    return fields


def named_fields(action: str, words: Iterable[str]) -> dict[str, str]:
    """`value=17所 place=信阳市` as fields; a word without = belongs to the value before it.

    EditError: a field the form does not have, or a word before the first field.
    """
    fields: dict[str, str] = {}
    last = ""
    for word in words:
        name, mark, value = word.partition("=")
        if mark and name in FIELDS[action]:
            last, fields[name] = name, value
        elif last and not (mark and _NAME.fullmatch(name)):
            fields[last] += f" {word}"
        else:
            told = {"value": name[:60], "allowed": ", ".join(FIELDS[action])}
            raise EditError(*(say(WORDS, "refused.field", lang, **told) for lang in LANGUAGES))
    return fields


# --- what may be chosen ----------------------------------------------------------------------------------------------


def fixed_choices(catalogue: Catalogue, lang: str) -> dict[str, list[list[str]]]:
    """The fields that take one of a list, each with its codes and what they are called."""
    families = dict.fromkeys(family for unit in catalogue.units.values() for family in unit.families)
    return {
        "scope": _named(Scope, "scope", CHARTS, lang),
        "status": _named(Status, "status", CHARTS, lang),
        "period_type": _named(PeriodType, "period", WORDS, lang),
        "unit": [[name, unit_text(name, catalogue, lang)] for name in catalogue.units],
        "unit_family": [[name, name.replace("_", " ")] for name in families],
        "theme": [[name, theme_text(name, lang)] for name in THEMES],
        "kind": _named(KINDS, "indicator_kind", WORDS, lang),
    }


def parts_of(entry: Indicator, catalogue: Catalogue, lang: str) -> list[list[str]]:
    """The parts an indicator is broken down into, as the key of a breakdown and in words."""
    keys = (breakdown_key({dim: code}) for dim, codes in entry.breakdowns.items() for code in codes)
    return [[key, breakdown_text(entry.id, key, catalogue, lang)] for key in keys]


def perimeters_of(entry: Indicator) -> list[list[str]]:
    """The perimeters an indicator can be counted by."""
    return [[code, code.replace("_", " ")] for code in entry.perimeter_codes]


def _named(names: Iterable[str], family: str, words: Words, lang: str) -> list[list[str]]:
    return [[str(name), say(words, f"{family}.{name}", lang)] for name in names]
