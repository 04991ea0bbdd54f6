"""What changed between two states of the data, as lines to read and as records for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import breakdown_text, indicator_name, period_text, place_name, value_text
from dashboard.charts.sources import citation
from dashboard.charts.style import Row
from dashboard.editions import Edition
from dashboard.observations.changes import Changed, Changes, next_number
from dashboard.observations.dtypes import KEY
from dashboard.wording import say
from dashboard.wording.editions import WORDS

__all__ = [
    "change_lines",
    "change_records",
    "changes_title",
    "counts_text",
    "edition_line",
    "fields_text",
    "step_text",
    "what_is_observed",
]


def change_lines(changes: Changes, before: Catalogue, after: Catalogue, lang: str) -> Iterator[str]:
    """One line a change, what is gone first; an observation with its sentence below it, indented."""
    for row in changes.removed:
        yield from _one("removed", row, before, lang)
    for changed in changes.changed:
        values = {"old": value_text(changed.old, before, lang), "new": value_text(changed.new, after, lang)}
        why = say(WORDS, f"change.why.{changed.why}", lang)
        what = what_is_observed(changed.new, after, lang)
        yield say(WORDS, "change.changed", lang, what=what, why=why, **values)
        yield from _sentence(changed.new, lang)
    for row in changes.added:
        yield from _one("added", row, after, lang)
    for changed in changes.worded:
        fields = fields_text(changed, lang)
        yield say(WORDS, "change.worded", lang, what=what_is_observed(changed.new, after, lang), fields=fields)
    for name in changes.redefined:
        yield say(WORDS, "change.redefined", lang, name=indicator_name(name, after, lang))
    for name in changes.renamed:
        yield say(WORDS, "change.renamed", lang, name=indicator_name(name, after, lang))


def changes_title(changes: Changes, lang: str) -> str:
    """How many changes of each kind there are, and what that means for the version number."""
    counts = {name: len(getattr(changes, name)) for name in ("added", "removed", "changed", "worded", "redefined")}
    return say(WORDS, f"change.total.{changes.level}", lang, **counts)


def step_text(number: str, level: str, lang: str) -> str:
    """`1.4.2 → 2.0.0`, or that the number stays."""
    if level == "none":
        return say(WORDS, "change.same_number", lang, number=number)
    return say(WORDS, "change.step", lang, old=number, new=next_number(number, level))


def edition_line(edition: Edition, lang: str) -> str:
    """Number, time, what changed since the edition before, and the version by which links name it."""
    values = {"number": edition.number, "when": edition.when, "version": edition.version}
    return say(WORDS, "edition.line", lang, changes=counts_text(edition, lang), **values)


def counts_text(edition: Edition, lang: str) -> str:
    """`1 changed, 2 added`; the first edition says that it is the first."""
    if not edition.previous:
        return say(WORDS, "edition.first", lang)
    comma = "，" if lang == "zh" else ", "
    counted = {name: count for name, count in edition.counts.items() if count}
    parts = [say(WORDS, f"edition.count.{name}", lang, count=count) for name, count in counted.items()]
    return comma.join(parts) or say(WORDS, "edition.count.nothing", lang)


def change_records(changes: Changes) -> Iterator[dict[str, Any]]:
    """One JSON-ready dict a change: `change`, the key of the observation, old and new value as printed, document, quote."""
    for row in changes.removed:
        yield {"change": "removed", **_key(row), "old": row["printed"], "new": None, **_place(row)}
    for changed in changes.changed:
        yield {**_both("changed", changed), "why": changed.why}
    for row in changes.added:
        yield {"change": "added", **_key(row), "old": None, "new": row["printed"], **_place(row)}
    for changed in changes.worded:
        yield _both("worded", changed)
    for name in changes.redefined:
        yield {"change": "redefined", "indicator": name}
    for name in changes.renamed:
        yield {"change": "renamed", "indicator": name}


def what_is_observed(row: Row, catalogue: Catalogue, lang: str) -> str:
    """Place, indicator with its part, and period of an observation, in one phrase."""
    name = (
        indicator_name(row["indicator"], catalogue, lang)
        if row["indicator"] in catalogue.indicators
        else row["indicator"]
    )
    part = breakdown_text(row["indicator"], row["breakdown"], catalogue, lang) if row["breakdown"] else ""
    values = {
        "place": place_name(row["ref_area"], catalogue, lang) or str(row["area_name"]),
        "name": say(WORDS, "change.part", lang, name=name, part=part) if part else name,
        "period": period_text(row, lang),
    }
    return say(WORDS, "change.what", lang, **values)


def fields_text(changed: Changed, lang: str) -> str:
    """What of an observation differs, in words."""
    comma = "、" if lang == "zh" else ", "
    names = dict.fromkeys(say(WORDS, f"change.field.{name}", lang) for name in changed.fields)
    return comma.join(names)


def _one(kind: str, row: Row, catalogue: Catalogue, lang: str) -> Iterator[str]:
    what, value = what_is_observed(row, catalogue, lang), value_text(row, catalogue, lang)
    yield say(WORDS, f"change.{kind}", lang, what=what, value=value)
    yield from _sentence(row, lang)


def _sentence(row: Row, lang: str) -> Iterator[str]:
    """The sentence a value stands in, or who is its source."""
    quote = "".join(str(row["quote"]).split("\n"))
    source = citation(row, lang)
    if quote or source:
        yield "    " + (say(WORDS, "change.sentence", lang, quote=quote, source=source) if quote else source)


def _both(kind: str, changed: Changed) -> dict[str, Any]:
    record = {"change": kind, **_key(changed.new), "old": changed.old["printed"], "new": changed.new["printed"]}
    return {**record, **_place(changed.new), "fields": list(changed.fields)}


def _key(row: Row) -> dict[str, Any]:
    return {name: str(row[name]) for name in (*KEY, "origin")}


def _place(row: Row) -> dict[str, Any]:
    return {"document": str(row["document"]), "quote": str(row["quote"])}
