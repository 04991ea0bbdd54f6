"""What can be asked for: the six tables of the data set, the comparison two by two, and how to cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain, combinations, islice
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.pairs import pair_of, pair_ratio, side_text
from dashboard.export.citing import Citation, cite_chart, cite_document, cite_observation
from dashboard.export.dataset.rows import (
    document_rows,
    fields_of,
    finding_rows,
    indicator_rows,
    mention_rows,
    observation_rows,
    place_rows,
)
from dashboard.export.dataset.tables import Field, Row
from dashboard.export.options import CHARTS, STATED, Request
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE
from dashboard.observations.timespan import year_of
from dashboard.web.api.asking import Ask, Refusal
from dashboard.web.lookup import Lookup
from dashboard.web.pages import compare, composition, plan
from dashboard.wording import LANGUAGES, say
from dashboard.wording.api import WORDS as API_WORDS
from dashboard.wording.export import WORDS as EXPORT_WORDS

__all__ = ["RESOURCES", "Page", "Resource", "completed"]

_COMPLETED = {"compare": compare.completed, "composition": composition.completed, "plan": plan.completed}


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of an answer, and how many there are in all."""

    rows: Sequence[Mapping[str, Any]]
    total: int


@dataclass(frozen=True, slots=True)
class Resource:
    """One address: the keys it takes beside those of a selection, its fields, and what answers."""

    name: str
    keys: tuple[str, ...]
    fields: Callable[[Catalogue], tuple[Field, ...]]
    answer: Callable[[Ask], Page]
    dated: bool = False  # whether the answer names the day it was given


def completed(lookup: Lookup, selection: Selection, chart: str) -> Selection:
    """The selection as the page of a chart completes it where it says nothing."""
    complete = _COMPLETED.get(chart)
    return complete(lookup, selection) if complete else selection


# --- observations --------------------------------------------------------------------------------------------------


def _observations(ask: Ask) -> Page:
    chart = ask.other("chart")
    if chart:
        return _cut(ask, observation_rows(_request(ask, chart).rows))
    lines = ask.lookup.cells.lines
    found = list(_matching(ask))
    wanted = islice(chain.from_iterable(found), ask.offset, ask.offset + ask.limit)
    rows = [row for first, last in _runs(wanted) for row in lines.rows(first, last)]
    return Page(observation_rows(rows), sum(map(len, found)))


def _request(ask: Ask, chart: str) -> Request:
    selection = completed(ask.lookup, ask.selection, chart)
    if chart in STATED:
        selection = replace(selection, mode=ABSOLUTE)
    return Request(ask.lookup.project, selection, chart)


def _matching(ask: Ask) -> Iterator[Sequence[int]]:
    """The lines of the selected indicators and places; a part or a period is looked up line by line."""
    cells, chosen = ask.lookup.cells, ask.selection
    parts = _parts(chosen.indicators)
    spans = cells.spans(parts, chosen.places)
    if not chosen.periods and not any(parts.values()):
        yield from spans
        return
    names, keys, times = (cells.lines.column(name) for name in ("indicator", "breakdown", "time_period"))
    for span in spans:
        wanted = parts.get(names[span.start], set()) if span else set()
        yield [n for n in span if (not wanted or keys[n] in wanted) and _in_periods(times[n], chosen.periods)]


def _parts(indicators: Iterable[str]) -> dict[str, set[str]]:
    """Indicator → the breakdowns asked for; empty where the whole indicator is."""
    found: dict[str, set[str]] = {}
    whole = {name for name in indicators if ";" not in name}
    for name in indicators:
        indicator, _, key = name.partition(";")
        found.setdefault(indicator, set()).update({key} if key and indicator not in whole else ())
    return found


def _in_periods(period: str, chosen: Sequence[str]) -> bool:
    """Whether a period is one of those chosen, or ends in a year that is."""
    return not chosen or period in chosen or str(year_of(period)) in chosen


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as stretches (first, behind the last)."""
    first = last = -1
    for number in numbers:
        if number != last:
            if last >= 0:
                yield first, last
            first = number
        last = number + 1
    if last >= 0:
        yield first, last


# --- the other tables ----------------------------------------------------------------------------------------------


def _mentions(ask: Ask) -> Page:
    chosen, document = ask.selection, _document_of(ask)
    parts = _parts(chosen.indicators)
    rows = [
        row
        for row in (ask.lookup.mentions_of.get(document, ()) if document else ask.lookup.mentions.values())
        if (
            not parts
            or (row["indicator"] in parts and row["breakdown"] in (parts[row["indicator"]] or {row["breakdown"]}))
        )
        and (not chosen.places or row["ref_area"] in chosen.places)
        and _in_periods(row["time_period"], chosen.periods)
    ]
    page = _cut(ask, rows)
    return Page(mention_rows(page.rows, ask.lookup.project.documents), page.total)


def _document_of(ask: Ask) -> str:
    """The document asked for; Refusal: there is none of that name."""
    name = ask.others.get("document")
    if name is None:
        return ""
    if name not in ask.lookup.documents:
        nearest = next(iter(get_close_matches(name[:60], list(ask.lookup.documents), 1, 0.3)), "")
        raise Refusal(404, "detail.document", {"name": name[:60]}, nearest=nearest)
    return name


def _indicators(ask: Ask) -> Page:
    chosen = _parts(ask.selection.indicators)
    return _cut(ask, [row for row in indicator_rows(ask.lookup.catalogue) if not chosen or row["id"] in chosen])


def _places(ask: Ask) -> Page:
    chosen = ask.selection.places
    return _cut(ask, [row for row in place_rows(ask.lookup.catalogue) if not chosen or row["code"] in chosen])


def _documents(ask: Ask) -> Page:
    places = ask.lookup.catalogue.places
    names = {places[code].name_zh for code in ask.selection.places}
    return _cut(ask, [row for row in document_rows(ask.lookup.project.documents) if not names or row["place"] in names])


def _findings(ask: Ask) -> Page:
    document, chosen = _document_of(ask), _parts(ask.selection.indicators)
    code, severity = ask.other("code"), ask.other("severity")
    wanted = [
        row
        for row in finding_rows(ask.lookup.findings)
        if (not chosen or row["indicator"] in chosen)
        and (not code or row["code"] == code)
        and (not severity or row["severity"] == severity)
        and (not document or document in _listed(row["documents"]))
        and (not ask.selection.places or _concerns(ask, row))
    ]
    return _cut(ask, wanted)


def _concerns(ask: Ask, row: Row) -> bool:
    """Whether a value of the finding is of a place asked for."""
    lookup = ask.lookup
    values = (lookup.mentions.get(key) or lookup.observations.get(key) for key in _listed(row["mentions"]))
    return any(value["ref_area"] in ask.selection.places for value in values if value)


def _listed(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else []


def _cut(ask: Ask, rows: Sequence[Mapping[str, Any]]) -> Page:
    return Page(rows[ask.offset : ask.offset + ask.limit], len(rows))


# --- comparison and citation ---------------------------------------------------------------------------------------


def _compare(ask: Ask) -> Page:
    """Every pair of values of each panel, judged as the page judges them; only the pairs of the answer are judged."""
    request = _request(ask, "compare")
    mode, catalogue, lang = request.selection.mode, request.catalogue, ask.lang
    every = ((panel, a, b) for panel, rows in request.panels.items() for a, b in combinations(rows, 2))
    rows: list[dict[str, Any]] = []
    for panel, a, b in islice(every, ask.offset, ask.offset + ask.limit):
        pair = pair_of(a, b, mode, catalogue)
        rows.append(
            {
                "panel": panel,
                "a": a["observation_id"],
                "b": b["observation_id"],
                "a_text": side_text(a, catalogue, lang),
                "b_text": side_text(b, catalogue, lang),
                "verdict": pair.verdict.verdict,
                "reasons": list(pair.verdict.reasons),
                "part_of": pair.verdict.part_of,
                "ratio": pair.ratio.value if pair.ratio else None,
                "ratio_text": pair_ratio(pair, catalogue, lang) or None,
            }
        )
    return Page(rows, sum(len(each) * (len(each) - 1) // 2 for each in request.panels.values()))


_PAIR = {
    "panel": "string", "a": "string", "b": "string", "a_text": "string", "b_text": "string", "verdict": "string",
    "reasons": "array", "part_of": "boolean", "ratio": "number", "ratio_text": "string",
}  # fmt: skip
_CITED = {"of": "string", "reference": "string", "zh": "string", "en": "string"}
_VERDICTS = ("comparable", "with_care", "not_comparable")


def _own_fields(types: Mapping[str, str], enums: Mapping[str, tuple[str, ...]]) -> tuple[Field, ...]:
    return tuple(Field(name, kind, *_words_of(name), enums.get(name, ())) for name, kind in types.items())


def _words_of(name: str) -> tuple[str, str]:
    words, key = (API_WORDS, f"field.{name}") if f"field.{name}" in API_WORDS else (EXPORT_WORDS, "column.citation")
    zh, en = (say(words, key, lang) for lang in LANGUAGES)
    return zh, en


def _citations(ask: Ask) -> Page:
    """One row: of the observation, else of the document, else of the chart."""
    key, name = ask.others.get("o"), _document_of(ask)
    if key is not None:
        kind, cited = "observation", _cited_observation(ask, key)
    elif name:
        kind, cited = "document", cite_document(ask.lookup.documents[name], ask.page(f"/documents/{name}"), ask.today)
    else:
        chart = ask.other("chart") or CHARTS[0]
        request = _request(ask, chart)
        kind, cited = "chart", cite_chart(request, ask.page(f"/{chart}", request.selection), ask.today)
    return _cut(ask, [{"of": kind, "reference": cited.reference, "zh": cited.zh, "en": cited.en}])


def _cited_observation(ask: Ask, key: str) -> Citation:
    row = ask.lookup.observations.get(key)
    if row is None:
        raise Refusal(404, "detail.observation", {"name": key[:60]})
    document = ask.lookup.documents.get(str(row["document"]))
    page = f"/documents/{document.name}" if document else f"/place/{row['ref_area']}"
    return cite_observation(row, ask.lookup.catalogue, document, ask.page(page), ask.today)


def _table(name: str, keys: tuple[str, ...], answer: Callable[[Ask], Page]) -> Resource:
    return Resource(name, keys, lambda catalogue: fields_of(name, catalogue), answer)


_PAGED = ("format", "limit", "offset")
RESOURCES: Mapping[str, Resource] = {
    resource.name: resource
    for resource in (
        _table("observations", (*_PAGED, "chart"), _observations),
        _table("mentions", (*_PAGED, "document"), _mentions),
        _table("indicators", _PAGED, _indicators),
        _table("places", _PAGED, _places),
        _table("documents", _PAGED, _documents),
        _table("findings", (*_PAGED, "document", "code", "severity"), _findings),
        Resource("compare", _PAGED, lambda _: _own_fields(_PAIR, {"verdict": _VERDICTS}), _compare),
        Resource(
            "citations",
            (*_PAGED, "chart", "document", "o"),
            lambda _: _own_fields(_CITED, {"of": ("observation", "document", "chart")}),
            _citations,
            dated=True,
        ),
    )
}
"""Every resource by its name, in the order they are described."""
