"""What one panel of a comparison holds, before anything is drawn: lanes, who may stand beside whom, and the notes.

A panel is one indicator (or one part of it); it has one block per place and in it one lane per value. Rules: domain
handbook 4 (comparable, with care, not comparable) and 8 (missing is a gap, conflicts show both values).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard import quantities
from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import (
    breakdown_text,
    flags,
    has,
    indicator_name,
    period_text,
    place_name,
    reason_text,
    scope_text,
    short_period,
    unit_text,
    value_text,
)
from dashboard.charts.selection import place_codes
from dashboard.charts.style import Row
from dashboard.model import Interval, Selection
from dashboard.observations import compare
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["Block", "Lane", "Panel", "build_panels", "by_place"]

STYLED_APART = frozenset({"status", "period_type", "age", "qualifier", "conflict"})
"""Reasons that marks of their own already show: a target beside the actual of the same place is no mix-up."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One value of one place.

    `details` are the small words behind it, the most telling first; `refused` lanes are written as text only; `rival`
    is a value that lost a conflict; a `rank` is a place in an order, the lower the better.
    """

    row: Row
    value: float
    label: str
    details: tuple[str, ...]
    care: bool = False
    refused: bool = False
    rival: bool = False
    rank: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One place of a panel: `code`, its name, and its lanes (none: 无数据)."""

    code: str
    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart. `name` is the `panel` of the selected rows, `unit` the unit in words, `rank` inverts the axis."""

    name: str
    title: str
    unit: str
    rank: bool
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """Which rows (by observation_id) may be drawn, which only with care, and why."""

    refused: frozenset[str]
    refusals: dict[str, list[str]]  # reason code → names of the places
    care: frozenset[str]
    cares: dict[str, list[str]]


def build_panels(rows: Sequence[Row], selection: Selection, catalogue: Catalogue) -> tuple[Panel, ...]:
    """The panels of selected rows (`selection.select`), in their order.

    Every selected place has its block; without selected places, every place that has a value.
    """
    codes = place_codes(selection, catalogue)
    names = dict.fromkeys(str(row["panel"]) for row in rows)
    wanted = [*names, *(name for name in selection.indicators if not any(_belongs(n, name) for n in names))]
    panels = []
    for name in wanted:
        mine = [row for row in rows if row["panel"] == name]
        shown = codes or tuple(sorted({str(row["ref_area"]) for row in mine}))
        panels.append(_panel(name, mine, shown, selection, catalogue))
    return tuple(panels)


def by_place(panels: Sequence[Panel], lang: str) -> tuple[Panel, ...]:
    """The same panels place by place: one for each place of each, named after both, a place's panels together.

    Verdicts and hatching stay those of the comparison; what is said about pairs of places stands once, under the last.
    A place without a value keeps its 无数据.
    """
    codes = list(dict.fromkeys(block.code for panel in panels for block in panel.blocks))
    return tuple(
        replace(
            panel,
            title=say(WORDS, "panel.of_place", lang, place=block.name, title=panel.title),
            blocks=(block,),
            notes=panel.notes if code == codes[-1] else (),
        )
        for code in codes
        for panel in panels
        for block in panel.blocks
        if block.code == code
    )


def _belongs(panel: str, indicator: str) -> bool:
    return panel == indicator or panel.startswith(f"{indicator};")


def _panel(name: str, rows: Sequence[Row], codes: tuple[str, ...], selection: Selection, catalogue: Catalogue) -> Panel:
    indicator, _, breakdown = name.partition(";")
    lang = selection.lang
    entry = catalogue.indicators.get(indicator)
    judged = _judge(rows, catalogue, lang)
    rank = entry is not None and entry.kind == "rank"
    blocks = [_block(code, rows, name, rank, judged, catalogue, lang) for code in codes]
    if selection.order == "value":
        blocks.sort(key=_leading_value, reverse=True)
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    units = dict.fromkeys(unit_text(str(row["unit"]), catalogue, lang) for row in rows if row["unit"])
    return Panel(
        name=name,
        title=f"{title} · {words}" if words else title,
        unit=say(WORDS, "list.comma", lang).join(units),
        rank=rank,
        blocks=tuple(blocks),
        notes=tuple(_notes(rows, judged, catalogue, lang)),
    )


def _leading_value(block: Block) -> float:
    drawn = [lane.value for lane in block.lanes if not lane.refused]
    return drawn[0] if drawn else -math.inf


# --- who may stand beside whom -------------------------------------------------------------------------------------


def _verdict(a: Row, b: Row, catalogue: Catalogue) -> tuple[str, tuple[str, ...]]:
    """The verdict on two rows and its reason codes."""
    verdict = compare.verdict(a, b, catalogue)
    return str(verdict.verdict), tuple(str(reason) for reason in verdict.reasons)


def _judge(rows: Sequence[Row], catalogue: Catalogue, lang: str) -> _Judged:
    mains: dict[str, Row] = {}
    for row in rows:
        mains.setdefault(str(row["ref_area"]), row)
    if not mains:
        return _Judged(frozenset(), {}, frozenset(), {})
    anchor = max(mains.values(), key=lambda row: _partners(row, mains.values(), catalogue))
    refusals: dict[str, list[str]] = {}
    refused = {str(row["observation_id"]) for row in rows if _refuse(row, anchor, mains, refusals, catalogue, lang)}
    drawn = [row for row in rows if row["observation_id"] not in refused]
    if len(mains) > 1 and len({row["ref_area"] for row in drawn}) == 1:
        refused, drawn = {str(row["observation_id"]) for row in rows}, []
    care, cares = _with_care(drawn, catalogue, lang)
    return _Judged(frozenset(refused), refusals, care, cares)


def _partners(row: Row, others: Iterable[Row], catalogue: Catalogue) -> int:
    return sum(_verdict(row, other, catalogue)[0] != "not_comparable" for other in others if other is not row)


def _refuse(
    row: Row, anchor: Row, mains: dict[str, Row], refusals: dict[str, list[str]], catalogue: Catalogue, lang: str
) -> bool:
    """Whether a row may not stand as a mark beside the anchor; its reasons are noted in `refusals`."""
    if row is anchor:
        return False
    main = mains[str(row["ref_area"])]
    verdict, reasons = _verdict(anchor, row, catalogue)
    if verdict != "not_comparable":
        return False
    if row is not main and not _refuse(main, anchor, mains, {}, catalogue, lang):
        own_verdict, own_reasons = _verdict(main, row, catalogue)
        if own_verdict != "not_comparable" or set(own_reasons) <= STYLED_APART:
            return False
        reasons = own_reasons
    _note(refusals, reasons, place_name(str(row["ref_area"]), catalogue, lang))
    return True


def _note(noted: dict[str, list[str]], reasons: tuple[str, ...], *places: str) -> None:
    for reason in reasons:
        listed = noted.setdefault(reason, [])
        listed.extend(place for place in places if place not in listed)


def _with_care(drawn: list[Row], catalogue: Catalogue, lang: str) -> tuple[frozenset[str], dict[str, list[str]]]:
    """The drawn actual values of different places that compare only with care, and the reasons."""
    care: set[str] = set()
    cares: dict[str, list[str]] = {}
    actual = [row for row in drawn if row["status"] == "actual"]
    for index, a in enumerate(actual):
        for b in actual[index + 1 :]:
            if a["ref_area"] == b["ref_area"]:
                continue
            verdict, reasons = _verdict(a, b, catalogue)
            if verdict == "with_care":
                care |= {str(a["observation_id"]), str(b["observation_id"])}
                names = (place_name(str(row["ref_area"]), catalogue, lang) for row in (a, b))
                _note(cares, reasons, *names)
    return frozenset(care), cares


# --- lanes ---------------------------------------------------------------------------------------------------------


def _block(
    code: str, rows: Sequence[Row], panel: str, rank: bool, judged: _Judged, catalogue: Catalogue, lang: str
) -> Block:
    lanes: list[Lane] = []
    for row in rows:
        if row["ref_area"] == code:
            lane = replace(_lane(row, panel, judged, catalogue, lang), rank=rank)
            lanes.extend([lane, *_rivals(lane, catalogue, lang)])
    return Block(code, place_name(code, catalogue, lang), tuple(lanes))


def _lane(row: Row, panel: str, judged: _Judged, catalogue: Catalogue, lang: str) -> Lane:
    refused = str(row["observation_id"]) in judged.refused
    return Lane(
        row=row,
        value=float(row["value"]),
        label=value_text(row, catalogue, lang),
        details=tuple(_details(row, panel, refused, catalogue, lang)),
        care=str(row["observation_id"]) in judged.care,
        refused=refused,
    )


def _details(row: Row, panel: str, refused: bool, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """The small words behind a value: whatever sets it apart, then its period, then that it is only listed."""
    if row["status"] != "actual":
        yield say(WORDS, f"status.{row['status']}", lang)
    if row["period_type"] in _PERIOD_FLAG:
        yield say(WORDS, f"flag.{_PERIOD_FLAG[str(row['period_type'])]}.short", lang)
    if row["origin"] == "derived":
        yield say(WORDS, "origin.derived", lang)
    if row["breakdown"] != panel.partition(";")[2]:
        yield breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
    if row["scope"] in ("municipal", "system"):
        yield scope_text(row, lang)
    if has(row["rank_of"]) and lang == "zh":
        yield say(WORDS, "panel.field", lang, of=f"{row['rank_of']:g}")
    if any(flag.code == "conflict" for flag in flags(row, lang)):
        yield say(WORDS, "flag.conflict.short", lang)
    if row["time_period"]:
        yield short_period(row, lang)
    if refused:
        yield say(WORDS, "panel.refused.mark", lang)


_PERIOD_FLAG = {"year_to_date": "provisional", "cumulative": "cumulative", "rate": "rate"}


def _rivals(lane: Lane, catalogue: Catalogue, lang: str) -> Iterator[Lane]:
    """A lane for each value that lost a conflict, as the document prints it."""
    for printed in lane.row["rival_values"]:
        value = quantities.read_printed(str(printed), catalogue).value
        details = (say(WORDS, "legend.rival", lang),)
        shown = {**lane.row, "value": value, "value_high": math.nan, "printed": printed, "qualifier": "eq"}
        label = value_text(shown, catalogue, lang)
        yield replace(
            lane,
            row={**lane.row, "printed": printed},
            value=value,
            label=label,
            details=details,
            care=False,
            rival=True,
        )


# --- notes ---------------------------------------------------------------------------------------------------------


def _notes(rows: Sequence[Row], judged: _Judged, catalogue: Catalogue, lang: str) -> Iterator[str]:
    places = {str(row["ref_area"]) for row in rows}
    if judged.refusals:
        yield say(WORDS, "panel.refused", lang, reasons=_reasons(judged.refusals, len(places), lang))
    if judged.cares:
        yield say(WORDS, "panel.care", lang, reasons=_reasons(judged.cares, len(places), lang))
    for row in rows:
        if row["conflict"] and len(row["rival_values"]):
            values = say(WORDS, "list.comma", lang).join(lane for lane in _rival_words(row, catalogue, lang))
            name = place_name(str(row["ref_area"]), catalogue, lang)
            yield say(WORDS, "panel.conflict", lang, place=name, values=values)
    for code in dict.fromkeys(str(row["ref_area"]) for row in rows):
        yield from _agreement([row for row in rows if row["ref_area"] == code], catalogue, lang)


def _rival_words(row: Row, catalogue: Catalogue, lang: str) -> Iterator[str]:
    lane = Lane(row, float(row["value"]), "", ())
    yield from (rival.label for rival in _rivals(lane, catalogue, lang))


def _reasons(noted: dict[str, list[str]], places: int, lang: str) -> str:
    """The reasons in words; with more than two places in the panel each says whom it concerns."""
    comma = say(WORDS, "list.comma", lang)
    words = []
    for code, names in noted.items():
        reason = reason_text(code, lang)
        listed = say(WORDS, "panel.reason_places", lang, reason=reason, places=comma.join(names))
        words.append(listed if places > 2 else reason)
    return say(WORDS, "list.semicolon", lang).join(words)


def _agreement(rows: Sequence[Row], catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Whether the extracted and the curated value of one place say the same."""
    actual = [row for row in rows if row["status"] == "actual"]
    extracted = next((row for row in actual if row["origin"] in ("extracted", "corrected")), None)
    curated = next((row for row in actual if row["origin"] == "curated"), None)
    if extracted is None or curated is None:
        return
    verdict, reasons = _verdict(extracted, curated, catalogue)
    values = {
        "place": place_name(str(extracted["ref_area"]), catalogue, lang),
        "a": value_text(extracted, catalogue, lang),
        "b": value_text(curated, catalogue, lang),
        "a_period": period_text(extracted, lang),
        "b_period": period_text(curated, lang),
        "reasons": _reasons({reason: [] for reason in reasons}, 1, lang),
    }
    yield say(WORDS, f"panel.{_agreement_key(extracted, curated, verdict)}", lang, **values)


def _agreement_key(extracted: Row, curated: Row, verdict: str) -> str:
    if verdict == "not_comparable":
        return "incomparable"
    if extracted["year"] != curated["year"]:
        return "apart"
    return "agree" if _interval(extracted).meets(_interval(curated)) else "differ"


def _interval(row: Row) -> Interval:
    low = float(row["low"]) if has(row["low"]) else None
    high = float(row["high"]) if has(row["high"]) else None
    return Interval(low, high, bool(row["low_closed"]), bool(row["high_closed"]))
