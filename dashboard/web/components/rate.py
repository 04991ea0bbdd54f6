"""The part of the drawer about what was computed of a value: a rate with its population and source, or an index with its base."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Source
from dashboard.charts.computed import measure_formula, measure_text, population_text, residents_notes
from dashboard.charts.labels import period_text, reason_text
from dashboard.export.options import STATED, Request
from dashboard.model import Selection
from dashboard.observations.dates import date_text
from dashboard.observations.measures import INDEX, PER_10K, Measure, Refused, measured
from dashboard.web.components.attributes import opens
from dashboard.web.components.evidence import section
from dashboard.web.components.links import outside_link
from dashboard.web.components.provenance import definition_list
from dashboard.web.components.values import what_text
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["computed_section"]


def computed_section(lookup: Lookup, row: Row, selection: Selection, chart: str) -> Component | None:
    """The rate or the index of a value, or why there is none; None where values stand as stated.

    `selection` is complete, `chart` is what the page draws (one of `dashboard.export.CHARTS`): an index depends on both.
    """
    if row["indicator"] not in lookup.catalogue.indicators or chart in STATED:
        return None
    if selection.mode == PER_10K:
        return _rate_section(lookup, row, selection)
    index = _index_of(lookup, row, selection, chart) if selection.mode == INDEX else None
    return _index_section(lookup, row, selection.lang, index) if index is not None else None


def _index_of(lookup: Lookup, row: Row, selection: Selection, chart: str) -> Measure | Refused | None:
    """What the chart draws of the value; None of a value it does not hold."""
    names = tuple(name for name in selection.indicators if name.partition(";")[0] == row["indicator"])
    if not names:
        return None
    drawn = Request(lookup.project, replace(selection, indicators=names), chart)
    pairs = zip(drawn.rows, drawn.measures, strict=True)
    return next((each for own, each in pairs if own["observation_id"] == row["observation_id"]), None)


def _index_section(lookup: Lookup, row: Row, lang: str, index: Measure | Refused) -> Component:
    """The index, how it came about, and the base, which opens its own source."""
    title = say(WORDS, "drawer.index", lang)
    if isinstance(index, Refused) or index.base is None:
        reason = reason_text(index.reason, lang) if isinstance(index, Refused) else ""
        return section(title, html.P(say(WORDS, "drawer.rate.none", lang, reason=reason), className="notice"))
    base = index.base
    if base["observation_id"] == row["observation_id"]:
        return section(title, html.P(say(WORDS, "drawer.index.own", lang)))
    what = f"{what_text(lookup, base, lang)} · {period_text(base, lang)}"
    opened = html.Button(what, className="plain", type="button", **opens(f"o:{base['observation_id']}"))
    pairs: list[tuple[str, Any]] = [
        ("column.index", measure_text(index, row, lookup.catalogue, lang)),
        ("drawer.rate.formula", measure_formula(index, row, lookup.catalogue, lang)),
        ("drawer.index.base", opened),
    ]
    return section(title, definition_list(pairs, lang))


def _rate_section(lookup: Lookup, row: Row, selection: Selection) -> Component:
    """The rate of a value, or why there is none."""
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
