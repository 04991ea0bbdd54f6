"""What appears beside the pointer: one observation in full, ready made, in markup the chart understands."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.computed import measure_formula
from dashboard.charts.labels import (
    breakdown_text,
    flags,
    indicator_name,
    note_text,
    origin_text,
    perimeter_text,
    period_text,
    place_name,
    scope_text,
)
from dashboard.charts.panels import Lane
from dashboard.charts.sources import citation
from dashboard.charts.style import Row
from dashboard.charts.typesetting import escape, wrap
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["hover_text"]

_WIDTH = 300
_NEAR = 40  # characters of the sentence on either side of the value
_SIZE = 12
_HOLES = {"rivals": "values", "computed": "formula"}  # what a wording's placeholder is called where not as its key


def hover_text(lane: Lane, catalogue: Catalogue, lang: str) -> str:
    """The value in bold, then place, indicator, period, scope, perimeter, origin, flags and source, a line each."""
    lines = [line for text in _facts(lane, catalogue, lang) for line in wrap(text, _WIDTH, _SIZE)]
    return "<br>".join([f"<b>{escape(lane.label)}</b>", *(escape(line) for line in lines)])


def _around(row: Row) -> str:
    """The sentence without its line breaks; of a long one what stands next to the value."""
    quote = str(row["quote"])
    start, end = max(0, int(row["quote_start"]) - _NEAR), int(row["quote_end"]) + _NEAR
    text = "".join(part.strip() for part in quote[start:end].splitlines())
    return ("…" if start else "") + text + ("…" if end < len(quote) else "")


def _computed(lane: Lane, catalogue: Catalogue, lang: str) -> str:
    """How a rate or an index came about; of a value that lost a conflict nothing, its own print is in the label."""
    return measure_formula(lane.measure, lane.row, catalogue, lang) if lane.measure and not lane.rival else ""


def _facts(lane: Lane, catalogue: Catalogue, lang: str) -> Iterator[str]:
    row = lane.row
    indicator = str(row["indicator"])
    place = place_name(str(row["ref_area"]), catalogue, lang)
    yield f"{place} · {indicator_name(indicator, catalogue, lang)}"
    breakdown = breakdown_text(indicator, str(row["breakdown"]), catalogue, lang)
    by = f"{row['by']}{row['on']}"
    rivals = say(WORDS, "list.comma", lang).join(str(value) for value in row["rival_values"])
    marks = say(WORDS, "list.semicolon", lang).join(f"{flag.symbol} {flag.meaning}" for flag in flags(row, lang))
    facts = {
        "breakdown": breakdown,
        "period": period_text(row, lang),
        "scope": scope_text(row, lang),
        "perimeter": perimeter_text(row, catalogue, lang),
        "event": str(row["event"]),
        "origin": origin_text(row, lang),
        "formula": str(row["formula"]),
        "computed": _computed(lane, catalogue, lang),
        "rivals": rivals,
        "flags": marks,
    }
    yield from (say(WORDS, f"hover.{key}", lang, **{_HOLES.get(key, key): text}) for key, text in facts.items() if text)
    if row["quote"] and not lane.rival:
        key = "hover.quote.digest" if row["document_kind"] == "digest" else "hover.quote"
        yield say(WORDS, key, lang, quote=_around(row))
    if by:
        yield say(WORDS, "hover.by", lang, by=row["by"], on=row["on"])
    yield citation(row, lang)
    yield note_text(row, lang)
