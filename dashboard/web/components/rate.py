"""The part of the drawer about a rate: the value per 10,000 residents, and the population it rests on with its source."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Source
from dashboard.charts.computed import measure_formula, measure_text, population_text, residents_notes
from dashboard.charts.labels import date_text, reason_text
from dashboard.model import Selection
from dashboard.observations.measures import PER_10K, Refused, measured
from dashboard.web.components.evidence import section
from dashboard.web.components.links import outside_link
from dashboard.web.components.provenance import definition_list
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["rate_section"]


def rate_section(lookup: Lookup, row: Row, selection: Selection) -> Component | None:
    """The rate of a value, or why there is none; None unless the reader looks at rates."""
    if selection.mode != PER_10K or row["indicator"] not in lookup.catalogue.indicators:
        return None
    lang, title = selection.lang, say(WORDS, "drawer.rate", selection.lang)
    rate = measured(row, PER_10K, lookup.catalogue)
    if isinstance(rate, Refused) or rate.population is None:
        reason = reason_text(rate.reason, lang) if isinstance(rate, Refused) else ""
        return section(title, html.P(say(WORDS, "drawer.rate.none", lang, reason=reason), className="notice"))
    old = list(residents_notes([row], {row["observation_id"]: rate}, lookup.catalogue, lang))[1:]
    pairs: list[tuple[str, Any]] = [
        ("column.per_10k", measure_text(rate, row, lookup.catalogue, lang)),
        ("drawer.rate.formula", measure_formula(rate, row, lookup.catalogue, lang)),
        ("drawer.rate.population", population_text(rate, lang)),
        *_source(rate.population.source, lang),
    ]
    return section(title, definition_list(pairs, lang), *(html.P(note, className="notice") for note in old))


def _source(source: Source, lang: str) -> list[tuple[str, Any]]:
    return [
        ("drawer.rate.source", source.title),
        ("drawer.publisher", source.publisher),
        ("drawer.source_date", date_text(source.date, lang)),
        ("document.url", outside_link(source.url) if source.url else None),
    ]
