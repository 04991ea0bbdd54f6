"""One observation as a button: the value as printed, its year, its flags. It opens the drawer."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import (
    Flag,
    breakdown_text,
    flags,
    indicator_name,
    origin_text,
    part_owner,
    period_text,
    place_name,
    short_period,
    value_text,
)
from dashboard.observations import direction
from dashboard.observations.dates import date_text
from dashboard.web.components.attributes import opens
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["flag_list", "full_name", "shown_flags", "trend_mark", "value_button", "what_text"]

_MARKS = {"up": "↑", "down": "↓", "level": "→"}
_OTHER_WAY = {"up": "down", "down": "up", "level": "level"}


def full_name(lookup: Lookup, row: Row, lang: str) -> str:
    """The indicator with its breakdown: 技能人才评价机构数（企业评价机构）."""
    name = indicator_name(row["indicator"], lookup.catalogue, lang)
    part = breakdown_text(row["indicator"], row["breakdown"], lookup.catalogue, lang)
    if not part:
        return name
    return f"{name}（{part}）" if lang == "zh" else f"{name} ({part})"


def what_text(lookup: Lookup, row: Row, lang: str) -> str:
    """Place and value in a few words, for lists inside the drawer and for verdicts."""
    place = part_owner(row, lookup.catalogue, lang, str(row.get("panel", "")))
    return say(WORDS, "verdict.side", lang, place=place, value=value_text(row, lookup.catalogue, lang))


def shown_flags(row: Row, lang: str) -> list[Flag]:
    """The flags shown beside a value; curated values carry their origin.

    That a date is the document's own is said by the period beside the marks.
    """
    marks = [mark for mark in flags(row, lang) if mark.code != "undated"]
    if row["origin"] == "curated":
        marks.append(Flag("curated", *[origin_text(row, lang)] * 3))
    return marks


def flag_list(row: Row, lang: str) -> list[Component]:
    """The flags of a row as small marks, each with its meaning."""
    return [
        html.Abbr(mark.word, title=mark.meaning, className=f"flag flag-{mark.code}") for mark in shown_flags(row, lang)
    ]


def trend_mark(row: Row, rows: Iterable[Row], catalogue: Catalogue, lang: str) -> tuple[str, str]:
    """The mark of a value's direction with the number of years, and the same in a sentence; empty where nothing compares.

    Of a rank the mark tells the rank's way: up is the better, and smaller, number.
    """
    found = direction(row, rows, catalogue)
    if found is None:
        return "", ""
    ranked = catalogue.indicators[row["indicator"]].kind == "rank"
    way = _OTHER_WAY[found.change] if ranked else found.change
    words = say(
        WORDS,
        "change.since",
        lang,
        period=date_text(str(found.since["time_period"]), lang),
        value=value_text(found.since, catalogue, lang),
        change=say(WORDS, f"change.{way}", lang),
        years=found.years,
    )
    return say(WORDS, "change.mark", lang, mark=_MARKS[way], years=found.years), words


def value_button(lookup: Lookup, row: Row, lang: str, part: bool = False) -> Component:
    """The button of a cell or table row; `part` puts the breakdown before the value."""
    value = value_text(row, lookup.catalogue, lang)
    place = place_name(row["ref_area"], lookup.catalogue, lang)
    what = say(WORDS, "cell.what", lang, indicator=full_name(lookup, row, lang), place=place)
    prefix = breakdown_text(row["indicator"], row["breakdown"], lookup.catalogue, lang) + " " if part else ""
    year = short_period(row, lang) or say(WORDS, "matrix.no_year", lang)
    return html.Button(
        [
            html.Span(what, className="unseen"),
            html.Span(prefix, className="unit") if prefix else None,
            html.B(value),
            html.Span([year, *flag_list(row, lang)], className="meta"),
            html.Span(say(WORDS, "cell.open", lang), className="unseen"),
        ],
        className="cell",
        type="button",
        title=period_text(row, lang),
        **opens(f"o:{row['observation_id']}"),
    )
