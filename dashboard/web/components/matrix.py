"""Places × indicators as data: what our script needs to draw the table of the overview.

Thousands of cells as components would take the browser seconds; as data they take a few dozen KiB and are drawn at once.
Everything is plain text, every address is made here, and what repeats is said once: the words, the flags, the names of rows and
columns.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator, Place
from dashboard.catalogue.places import short_name
from dashboard.catalogue.sounds import spelled, spelled_as
from dashboard.charts.labels import (
    Flag,
    breakdown_text,
    indicator_name,
    period_text,
    place_name,
    short_period,
    unit_text,
    value_text,
)
from dashboard.model import Selection
from dashboard.web.components.links import place_address
from dashboard.web.components.values import shown_flags, trend_mark
from dashboard.web.lookup import Lookup, Row
from dashboard.web.overview import Overview, cell_rows, spelled_place
from dashboard.web.view import View, write_view
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["matrix", "matrix_data"]

_PATH = "/"
_SPOKEN = {
    "indicator": "matrix.indicator",
    "caption": "matrix.caption",
    "missing": "matrix.missing",
    "more": "matrix.more",
    "hits": "matrix.hits",
    "unfound": "matrix.unfound",
    "filtered": "matrix.filtered",
    "also": "matrix.also",
}
_HOLES = {name: f"{{{name}}}" for name in ("count", "rows", "columns", "query")}  # filled by the script
_Known = dict[str, tuple[str, str]]  # code of a flag → word, meaning
_NO_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)")


def matrix(overview: Overview, lookup: Lookup, selection: Selection, view: View) -> Component:
    """Where our script draws the table, and what it draws it from."""
    return html.Div(
        [
            dcc.Store(id={"type": "matrix", "index": "overview"}, data=matrix_data(overview, lookup, selection, view)),
            html.Div(id="matrix"),
        ]
    )


def matrix_data(overview: Overview, lookup: Lookup, selection: Selection, view: View) -> dict[str, Any]:
    """The table as plain data.

    `words`; `columns` and `groups` of `rows`, each with what it is called, where it leads and what it is found by; `flags`, code →
    word and meaning. A row's `cells` are in the order of the columns: 0 where nothing is stated, else the number of further
    values and then each value (see `_value`).
    """
    lang = selection.lang
    cells, known = _cells(overview, lookup, lang, view.flags)
    return {
        "words": {name: say(WORDS, key, lang, **_HOLES) for name, key in _SPOKEN.items()},
        "flags": known,
        "columns": [_column(place, lookup, lang) for place in overview.places],
        "groups": [
            {
                "name": say(WORDS, f"theme.{theme}" if f"theme.{theme}" in WORDS else "theme.other", lang),
                "rows": [_row(entry, cells[entry.id], lookup, selection, view) for entry in entries],
            }
            for theme, entries in overview.groups.items()
        ],
        "sorted": {"name": "ascending", "coverage": "other"}.get(view.rows, ""),
        "comparable": view.comparable,
    }


def _column(place: Place, lookup: Lookup, lang: str) -> dict[str, Any]:
    """The head of a place: a link to its profile."""
    name = place_name(place.code, lookup.catalogue, lang)
    digits, short = place.code.removeprefix("CN"), short_name(place.name_zh)
    return {
        "id": place.code,
        "name": name,
        "href": place_address(lookup, place.code, lang),
        "title": say(WORDS, "matrix.profile", lang, place=name),
        "names": _once(place.name_zh, short, place.name_en, place.code, digits, *place.aliases),
        "spelled": _once(spelled_place(place), spelled_as(short, place.name_en), *map(spelled, place.aliases)),
    }


def _row(entry: Indicator, cells: list[Any], lookup: Lookup, selection: Selection, view: View) -> dict[str, Any]:
    """An indicator: its name leads to its comparison, the button beside it orders the places by its values."""
    lang = selection.lang
    name = indicator_name(entry.id, lookup.catalogue, lang)
    chosen = view.columns == "value" and view.of == entry.id
    bare = _NO_BRACKETS.sub("", entry.zh)
    return {
        "id": entry.id,
        "name": name,
        "href": lookup.href("/compare", Selection(indicators=(entry.id,), lang=lang)),
        "title": say(WORDS, "matrix.compare", lang, indicator=name),
        "more": lookup.href(f"/indicator/{entry.id}", Selection(lang=lang)),
        "unit": say(WORDS, "matrix.unit", lang, unit=unit_text(entry.unit, lookup.catalogue, lang)),
        "order": lookup.href(_PATH, Selection(lang=lang), **write_view(_next_order(entry, view))),
        "order_title": say(WORDS, "matrix.order", lang, indicator=name),
        "sorted": {"down": "descending", "up": "ascending"}[view.direction] if chosen else "",
        "names": _once(entry.zh, bare, entry.en, entry.id, *entry.aliases),
        "spelled": _once(*map(spelled, (entry.zh, bare, *entry.aliases))),
        "cells": cells,
    }


def _next_order(entry: Indicator, view: View) -> View:
    """What the button of a row does next: best first, then the other way round, then the order that was there before."""
    first, second = ("up", "down") if entry.kind == "rank" else ("down", "up")
    if view.columns != "value" or view.of != entry.id:
        return replace(view, columns="value", of=entry.id, direction=first)
    if view.direction == first:
        return replace(view, direction=second)
    return replace(view, columns=View().columns, of="", direction=View().direction)


def _cells(
    overview: Overview, lookup: Lookup, lang: str, flagged: tuple[str, ...]
) -> tuple[dict[str, list[Any]], _Known]:
    """The cells of every row, and the flags that stand in them."""
    told: dict[str, list[Any]] = {}
    known: _Known = {}
    for entry in (entry for entries in overview.groups.values() for entry in entries):
        told[entry.id] = []
        for place in overview.places:
            rows = overview.cells.get((entry.id, place.code), ())
            key = ("cell", lang, flagged, entry.id, place.code)
            if key not in lookup.told:
                lookup.told[key] = _cell(rows, lookup, lang)
            cell, marks = lookup.told[key]
            told[entry.id].append(cell)
            known.update(marks)
    return told, known


def _cell(rows: tuple[Row, ...], lookup: Lookup, lang: str) -> tuple[Any, _Known]:
    """One cell and the flags in it."""
    if not rows:
        return 0, {}
    shown, more = cell_rows(rows)
    run = lookup.cells.runs[rows[0]["indicator"], rows[0]["ref_area"]]
    hidden = run.stop - run.start - len(rows)
    marked = [(row, shown_flags(row, lang)) for row in shown]
    known = {mark.code: (mark.word, mark.meaning) for _, marks in marked for mark in marks}
    return [more + hidden, *(_value(row, marks, rows, lookup, lang) for row, marks in marked)], known


def _value(row: Row, marks: list[Flag], rows: tuple[Row, ...], lookup: Lookup, lang: str) -> list[str]:
    """Id, value, period, period in full, codes of the flags, part of the whole, mark and words of the trend.

    What is empty at the end is left out.
    """
    said = [
        row["observation_id"],
        value_text(row, lookup.catalogue, lang),
        short_period(row, lang) or say(WORDS, "matrix.no_year", lang),
        period_text(row, lang),
        " ".join(mark.code for mark in marks),
        breakdown_text(row["indicator"], row["breakdown"], lookup.catalogue, lang),
        *trend_mark(row, rows, lookup.catalogue, lang),
    ]
    while not said[-1]:
        said.pop()
    return said


def _once(*words: str) -> list[str]:
    """The words that say something, each once."""
    return [word for word in dict.fromkeys(words) if word]
