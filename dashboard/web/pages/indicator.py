"""What an indicator means: definition, unit, kind, perimeters, when it may not be compared, and the values at hand."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator
from dashboard.charts.labels import breakdown_text, indicator_name, perimeter_text, place_name, unit_text
from dashboard.model import Selection
from dashboard.web.components.links import page_link
from dashboard.web.components.provenance import definition_list
from dashboard.web.components.values import value_button
from dashboard.web.lookup import Lookup
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout", "title_of"]

PATH = "/indicator/<name>"
TITLE = "indicator.definition"


def title_of(lookup: Lookup, name: str, lang: str) -> str | None:
    """The indicator's name; None if the catalogue has no such id."""
    return indicator_name(name, lookup.catalogue, lang) if name in lookup.catalogue.indicators else None


def layout(lookup: Lookup, selection: Selection, name: str = "", **_ids: object) -> list[Component]:
    """The page of a known indicator."""
    lang = selection.lang
    entry = lookup.catalogue.indicators[name]
    compare = lookup.href("/compare", Selection(indicators=(name,), lang=lang))
    definition = entry.definition_zh if lang == "zh" else entry.definition_en or entry.definition_zh
    return [
        html.Div(
            [
                html.H1(indicator_name(name, lookup.catalogue, lang), tabIndex=-1),
                html.P(definition or say(WORDS, "indicator.definition.none", lang)),
                html.P(
                    page_link(say(WORDS, "indicator.compare", lang), compare, className="button"), className="actions"
                ),
            ],
            className="lede",
        ),
        html.Section(definition_list(_facts(lookup, entry, lang), lang), className="panel"),
        *_not_comparable(entry, lang),
        *_values(lookup, entry, lang),
    ]


def _facts(lookup: Lookup, entry: Indicator, lang: str) -> list[tuple[str, Any]]:
    source = entry.source_of_definition
    origin = "，".join(part for part in (source.publisher, source.title, source.date) if part) if source else ""
    comma = "、" if lang == "zh" else ", "
    kind = f"kind.{entry.kind}"
    parts = [
        breakdown_text(entry.id, f"{dim}={code}", lookup.catalogue, lang)
        for dim, codes in entry.breakdowns.items()
        for code in codes
    ]
    return [
        ("indicator.unit", unit_text(entry.unit, lookup.catalogue, lang)),
        ("indicator.kind", say(WORDS, kind, lang) if kind in WORDS else entry.kind),
        ("indicator.parent", indicator_name(entry.parent, lookup.catalogue, lang) if entry.parent else ""),
        ("indicator.breakdowns", comma.join(part for part in parts if part)),
        ("indicator.perimeters", comma.join(_perimeters(lookup, entry, lang))),
        ("indicator.aliases", "、".join(entry.aliases)),
        ("indicator.source", origin),
        ("indicator.checks", comma.join(entry.checks)),
        ("indicator.id", html.Code(entry.id)),
    ]


def _perimeters(lookup: Lookup, entry: Indicator, lang: str) -> list[str]:
    """The perimeter codes in words."""
    return [
        perimeter_text({"perimeter": code, "indicator": entry.id}, lookup.catalogue, lang)
        for code in entry.perimeter_codes
    ]


def _not_comparable(entry: Indicator, lang: str) -> list[Component]:
    lines = entry.not_comparable_when_zh if lang == "zh" else entry.not_comparable_when_en
    if not lines:
        return []
    items = html.Ul([html.Li(line) for line in lines], className="rows")
    return [html.Section([html.H2(say(WORDS, "indicator.not_comparable", lang)), items], className="panel")]


def _values(lookup: Lookup, entry: Indicator, lang: str) -> list[Component]:
    """The values of each place, newest first."""
    rows = []
    for place in lookup.places_with_values():
        known = lookup.cells.get((entry.id, place.code), ())
        if known:
            buttons = [value_button(lookup, row, lang, part=bool(row["breakdown"])) for row in known]
            head = html.Th(place_name(place.code, lookup.catalogue, lang), scope="row")
            rows.append(html.Tr([head, html.Td(html.Div(buttons, className="parts"))]))
    if not rows:
        return []
    table = html.Div(html.Table(html.Tbody(rows), className="held"), className="scroll")
    return [html.Section([html.H2(say(WORDS, "indicator.values", lang)), table], className="section")]
