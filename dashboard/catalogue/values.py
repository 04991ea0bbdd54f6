"""Curated values against their indicator: a number that its unit can measure and its kind can be.

Only what is plain from the text is judged here: digits, 万 and 亿, the measure word behind them. How the printed form is
to be read in full is the business of `dashboard.quantities`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from dashboard.catalogue.nodes import Mapping, Scalar
from dashboard.catalogue.problems import Value, Where
from dashboard.catalogue.references import Index, entries, scalar, scalars, where

__all__ = ["check_values"]

PERCENT, RANK = "percent", "rank"
COUNTED = frozenset({
    "award", "delegation", "event", "institution", "medal", "organisation", "person", "person_time", "project", "rank",
    "registration", "site", "voucher",
})  # fmt: skip  # families of which there is no half
SIBLINGS = frozenset({"person", "person_time"})  # one may be printed for the other (domain handbook 1.3)
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
SPELLED = re.compile("[零〇一二两三四五六七八九十百千万亿半几]")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
SCALE = "(?:[十千万亿]|百(?!分))"  # 百分点 and 百分之 are words of their own
NUMBER = re.compile(rf"(?P<part>{DIGITS})(?P<scale>{SCALE}*)(?:(?P<more>(?:{DIGITS}{SCALE}+)+))?[多余来几]?{SCALE}*")
RANGE = re.compile(r"\s*(?:-|—|–|~|～|至|到|/|、)+\s*")
NO_DIGITS = re.compile(
    "(?<![A-Za-z])[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
)  # ² ①
SPAN = re.compile(r"\s*(?:-|—|–|~|～|至|到)+\s*")
KILO = re.compile("[瓦米克伏卡焦]")
NEGATIVE = re.compile(r"\s*(?:约|近|为)?\s*[-−负](?=\s*\d)")
MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers in a value: each with its scale, the text behind the last one, and whether one is below zero."""

    amounts: tuple[float, ...]
    behind: str
    negative: bool
    exact: bool
    separate: int


def check_values(index: Index) -> None:
    """Note every curated value that is no number, is of another unit, or lies beyond what its indicator can be."""
    ids = Counter(name.text for entry in entries(index.root, "indicators") if (name := scalar(entry, "id")))
    for entry in entries(index.root, "observations"):
        value, name = scalar(entry, "value"), scalar(entry, "indicator")
        indicator = index.indicators.get(name.text) if name and ids[name.text] == 1 else None
        if value is not None and value.text.strip():
            _check_value(index, entry, value, indicator)


def _check_value(index: Index, entry: Mapping, value: Scalar, indicator: Mapping | None) -> None:
    """One value, as far as it can be told without its indicator, and then with it."""
    place = where("observations", entry, "value")
    text = unicodedata.normalize("NFKC", value.text)
    numbers = _numbers(text)
    if numbers is None or NO_DIGITS.search(value.text):
        if numbers is not None or not SPELLED.search(text):
            index.problems.add("value_no_number", value, where=place, value=value.text)
        return
    if numbers.separate > 1 and "第" not in text:
        index.problems.add("value_several", value, where=place, value=value.text, count=numbers.separate)
    if numbers.separate == 1 and _runs_down(text):
        index.problems.add("value_reversed", value, where=place, value=value.text)
    if indicator is not None:
        key = _out_of_range(index, numbers, indicator)
        if _has_right_unit(index, entry, value, numbers, indicator) and key is not None:
            said: dict[str, Value] = {"where": place, "value": value.text, "indicator": _id_of(indicator)}
            index.problems.add(key, value, more=said)


def _runs_down(text: str) -> bool:
    """Whether the text is a range whose end lies below its beginning."""
    found = [match for match in NUMBER.finditer(text) if len(match["part"]) <= MOST_DIGITS]
    if len(found) != 2 or not SPAN.fullmatch(_without_words(text[found[0].end() : found[1].start()])):
        return False
    first, last = (_amount(match) for match in found)
    return first > last


def _numbers(text: str) -> _Numbers | None:
    """The numbers written in digits; None where there are none."""
    found = [match for match in NUMBER.finditer(text) if len(match["part"]) <= MOST_DIGITS]
    if not found:
        return None
    separate = 1
    for one, other in pairwise(found):
        separate += not RANGE.fullmatch(_without_words(text[one.end() : other.start()]))
    amounts = tuple(_amount(match) for match in found)
    plain = all(not match["more"] and match[0] == match["part"] + match["scale"] for match in found)
    return _Numbers(amounts, _behind(text, found[-1]), NEGATIVE.match(text) is not None, plain, separate)


def _behind(text: str, number: re.Match[str]) -> str:
    """The text behind a number; a 千 that begins a measure word (千瓦, 千米) is part of it."""
    after = text[number.end() :]
    return f"千{after}" if number["scale"].endswith("千") and KILO.match(after) else after.strip()


def _without_words(between: str) -> str:
    """What stands between two numbers, without the measure word and the words that bound the first one."""
    return re.sub(r"^\s*(?:以上|以下|左右)?\S{0,3}?(?=\s*(?:-|—|–|~|～|至|到))", "", between)


def _amount(match: re.Match[str]) -> float:
    """The number with its scale, to the nine digits behind the point that a source may print."""
    amount = float(match["part"].replace(",", ""))
    for word in match["scale"]:
        amount *= SCALES[word]
    return round(amount, 6)


def _has_right_unit(index: Index, entry: Mapping, value: Scalar, numbers: _Numbers, indicator: Mapping) -> bool:
    """Whether the unit that is named, and the measure word behind the number, measure the indicator; what does not is noted."""
    family = scalar(indicator, "unit_family")
    if family is None or family.text not in index.families:
        return True
    said: dict[str, Value] = {
        "indicator": _id_of(indicator),
        "family": family.text,
        "allowed": _units_of(index, family.text),
    }
    unit, word = scalar(entry, "unit"), _word_behind(index, numbers.behind)
    named_well = unit is None or _measures(index, unit.text, family.text)
    stands_well = not word or any(_measures(index, name, family.text) for name in _units_with(index, word))
    if unit is not None and not named_well:
        place = where("observations", entry, "unit")
        index.problems.add("value_unit_named", unit, where=place, value=unit.text, more=said)
    if not stands_well:
        place = where("observations", entry, "value")
        index.problems.add("value_unit", value, where=place, value=value.text, unit=word, more=said)
    return named_well and stands_well


def _families(index: Index, unit: str) -> set[str]:
    entry = index.units.get(unit)
    return {name.text for name in scalars(entry.get("families"))} if isinstance(entry, Mapping) else set()


def _measures(index: Index, unit: str, family: str) -> bool:
    """Whether a unit measures a family or one that may stand for it. An unknown unit is somebody else's problem."""
    families = _families(index, unit)
    return not families or family in families or (family in SIBLINGS and not families.isdisjoint(SIBLINGS))


def _units_of(index: Index, family: str) -> tuple[str, ...]:
    return tuple(unit for unit in index.units if family in _families(index, unit))


def _units_with(index: Index, word: str) -> list[str]:
    """The units a measure word may be of: itself, or the one it is a word of."""
    return [name for name in (word, index.unit_words.get(word, "")) if name in index.units]


def _word_behind(index: Index, behind: str) -> str:
    """The longest measure word the text begins with, or nothing."""
    known = (*index.units, *index.unit_words)
    return max((word for word in known if word and behind.startswith(word)), key=len, default="")


def _out_of_range(index: Index, numbers: _Numbers, indicator: Mapping) -> str | None:
    """The wording key of what a value of this indicator cannot be."""
    family, kind = scalar(indicator, "unit_family"), scalar(indicator, "kind")
    if family is None or kind is None:
        return None
    if numbers.negative:
        return "value_negative"
    if (
        kind.text == "share"
        and family.text == PERCENT
        and max(numbers.amounts) > 100
        and not _is_completion(index, indicator)
    ):
        return "value_share"
    if family.text == RANK and min(numbers.amounts) < 1:
        return "value_rank"
    counts = numbers.exact and (not numbers.behind or _word_behind(index, numbers.behind))
    if family.text in COUNTED and counts and any(amount % 1 for amount in numbers.amounts):
        return "value_fraction"
    return None


def _is_completion(index: Index, indicator: Mapping) -> bool:
    """Whether a share is of a plan, which may be outdone."""
    whole = scalar(indicator, "denominator")
    kind = scalar(index.indicators.get(whole.text), "kind") if whole else None
    return kind is not None and kind.text == "target"


def _id_of(indicator: Mapping) -> Where:
    name = scalar(indicator, "id")
    return Where(name.text if name else "")
