"""What a computed value is called: a rate per 10,000 residents, an index, a ratio, and how each came about.

Never more digits than the source allows (`Measure.decimals`); of a bound the ends are said, not the middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import place_name, unit_text, value_text
from dashboard.charts.style import Row
from dashboard.observations.dates import date_text
from dashboard.observations.measures import Measure, Refused
from dashboard.wording import say
from dashboard.wording.charts import WORDS
from dashboard.wording.observations import WORDS as VALUES

__all__ = ["measure_formula", "measure_text", "population_text", "ratio_text", "residents_notes"]


def measure_text(measure: Measure, row: Row, catalogue: Catalogue, lang: str) -> str:
    """A rate or an index as it stands beside its mark: 0.0381所, 51.5–61.8人, 约83.4人次; of an index the number alone."""
    number = _measure_number(measure, str(row["qualifier"]), lang)
    if measure.population is None:
        return number
    words = unit_text(str(row["unit"]), catalogue, lang)
    return number + words if lang == "zh" else f"{number} {words}"


def _measure_number(measure: Measure, qualifier: str, lang: str) -> str:
    """The number with no more digits than it deserves; of a bound its ends."""
    low, high = (None if end is None else f"{end:,.{measure.decimals}f}" for end in _ends_of(measure))
    if lang == "zh":
        low, high = (None if end is None else end.replace(",", "") for end in (low, high))
    if measure.bound and low is not None and high is not None:
        return low if low == high else f"{low}–{high}"
    if measure.bound:
        return say(VALUES, "value.ge" if high is None else "value.le", lang, value=low if high is None else high)
    return say(VALUES, "value.approx", lang, value=low) if qualifier == "approx" else str(low)


def _ends_of(measure: Measure) -> tuple[float | None, float | None]:
    return (measure.interval.low, measure.interval.high) if measure.bound else (measure.value, measure.value)


def measure_formula(measure: Measure, row: Row, catalogue: Catalogue, lang: str) -> str:
    """How a rate or an index was computed: 37所 ÷ 9713112人（2020年） × 10000; empty for a value as printed."""
    value = value_text(row, catalogue, lang)
    if measure.population is not None:
        return say(WORDS, "formula.per_10k", lang, value=value, population=population_text(measure, lang))
    if measure.base is None:
        return ""
    place = place_name(str(measure.base["ref_area"]), catalogue, lang)
    base = value_text(measure.base, catalogue, lang)
    return say(WORDS, "formula.index", lang, value=value, base=base, place=place)


def population_text(measure: Measure, lang: str) -> str:
    """The residents a rate was divided by, and their year: 9713112人（2020年）."""
    population = measure.population
    if population is None:
        return ""
    printed = population.printed if lang == "zh" else f"{population.value:,.0f}"
    return say(WORDS, "population", lang, value=printed, year=date_text(str(population.year), lang))


def ratio_text(ratio: Measure, lang: str) -> str:
    """How many times the second value the first one is: 2.5倍; of bounds 1.7–2.0倍."""
    return say(WORDS, "ratio", lang, ratio=_measure_number(ratio, "eq", lang))


def residents_notes(
    rows: Sequence[Row], measures: Mapping[str, Measure | Refused], catalogue: Catalogue, lang: str
) -> Iterator[str]:
    """The populations that rates rest on, each once, and the places whose population is of a distant year."""
    items, old = dict[str, None](), dict[str, None]()
    for row in rows:
        each = measures[str(row["observation_id"])]
        if isinstance(each, Measure) and each.population is not None:
            place = place_name(str(row["ref_area"]), catalogue, lang)
            population = population_text(each, lang)
            items[say(WORDS, "panel.residents.item", lang, place=place, population=population)] = None
            old |= {place: None} if each.stale else {}
    comma = say(WORDS, "list.comma", lang)
    if items:
        yield say(WORDS, "panel.residents", lang, items=comma.join(items))
    if old:
        years = catalogue.residents.stale_after
        yield say(WORDS, "panel.residents.stale", lang, places=comma.join(old), years=years)
