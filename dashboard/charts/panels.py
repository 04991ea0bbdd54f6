"""What one panel of a comparison holds, before anything is drawn: lanes, who may stand beside whom, and the notes.

A panel is one indicator (or one part of it); it has one block per place and in it one lane per value. Rules: domain
handbook 4 (comparable, with care, not comparable) and 8 (missing is a gap, conflicts show both values).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard import quantities
from dashboard.catalogue.entries import Catalogue
from dashboard.charts.computed import measure_text, residents_notes
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
from dashboard.charts.pairs import main_pairs
from dashboard.charts.selection import place_codes
from dashboard.charts.standing import Standing, stand
from dashboard.charts.style import Row
from dashboard.model import Interval, Selection
from dashboard.observations.compare import NOT_COMPARABLE, verdict
from dashboard.observations.intervals import is_exact
from dashboard.observations.measures import INDEX, PER_10K, Measure, Refused, measured
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["Block", "Lane", "PairMark", "Panel", "build_panels", "by_place"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One value of one place.

    `value` is what is drawn and `label` what is read: as stated, per 10,000 residents or as an index. `details` are the
    small words behind it, the most telling first; `ends` those of the interval a bound stands for; `refused` lanes are
    written as text only, and `mark` says why; `rival` is a value that lost a conflict; a `rank` is a place in an order,
    the lower the better; `measure` says how a rate or an index was computed.
    """

    row: Row
    value: float
    label: str
    details: tuple[str, ...]
    care: bool = False
    refused: bool = False
    rival: bool = False
    rank: bool = False
    ends: tuple[float | None, float | None] = (None, None)
    measure: Measure | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One place of a panel: `code`, its name, and its lanes (none: 无数据)."""

    code: str
    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class PairMark:
    """The verdict on the main values of two places: their codes and names, and the verdict's code."""

    codes: tuple[str, str]
    names: tuple[str, str]
    verdict: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart. `name` is the `panel` of the selected rows, `rank` inverts the axis.

    `unit` names the scale: panels of one unit may share it; `axis` is what the reader is told of it. `alone` is the place
    of a panel drawn for one place.
    """

    name: str
    title: str
    unit: str
    rank: bool
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    axis: str = ""
    pairs: tuple[PairMark, ...] = ()
    alone: str = ""


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
            pairs=tuple(mark for mark in panel.pairs if code in mark.codes),
            alone=code,
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
    standing = stand(rows, selection, catalogue)
    rank = entry is not None and entry.kind == "rank"
    blocks = [_block(code, rows, name, rank, standing, catalogue, lang) for code in codes]
    if selection.order == "value":
        blocks.sort(key=_leading_value, reverse=True)
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    unit = say(WORDS, "list.comma", lang).join(
        dict.fromkeys(unit_text(str(row["unit"]), catalogue, lang) for row in rows if row["unit"])
    )
    return Panel(
        name=name,
        title=f"{title} · {words}" if words else title,
        unit=INDEX if selection.mode == INDEX else unit,
        rank=rank and selection.mode != INDEX,
        blocks=tuple(blocks),
        notes=tuple(_notes(rows, standing, catalogue, lang)),
        axis=_axis(unit, rows, standing, catalogue, lang),
        pairs=tuple(_pair_marks(rows, selection.mode, catalogue, lang)),
    )


def _axis(unit: str, rows: Sequence[Row], standing: Standing, catalogue: Catalogue, lang: str) -> str:
    """What the value axis counts: 单位：所, 每万常住人口（所）, 指数，南阳市37所＝100; empty without values."""
    computed = any(isinstance(each, Measure) for each in standing.measures.values())
    if standing.mode == INDEX and standing.base is not None and computed:
        place = place_name(str(standing.base["ref_area"]), catalogue, lang)
        return say(WORDS, "panel.unit.index", lang, place=place, value=value_text(standing.base, catalogue, lang))
    key = "panel.unit.per_10k" if standing.mode == PER_10K and computed else "panel.unit"
    return say(WORDS, key, lang, unit=unit) if unit else ""


def _pair_marks(rows: Sequence[Row], mode: str, catalogue: Catalogue, lang: str) -> Iterator[PairMark]:
    for pair in main_pairs(rows, mode, catalogue):
        codes = str(pair.a["ref_area"]), str(pair.b["ref_area"])
        names = place_name(codes[0], catalogue, lang), place_name(codes[1], catalogue, lang)
        yield PairMark(codes, names, pair.verdict.verdict)


def _leading_value(block: Block) -> float:
    drawn = [lane.value for lane in block.lanes if not lane.refused]
    return drawn[0] if drawn else -math.inf


# --- lanes ---------------------------------------------------------------------------------------------------------


def _block(
    code: str, rows: Sequence[Row], panel: str, rank: bool, standing: Standing, catalogue: Catalogue, lang: str
) -> Block:
    lanes: list[Lane] = []
    for row in rows:
        if row["ref_area"] == code:
            lane = replace(_lane(row, panel, standing, catalogue, lang), rank=rank)
            lanes.extend([lane, *_rivals(lane, standing, catalogue, lang)])
    return Block(code, place_name(code, catalogue, lang), tuple(lanes))


def _lane(row: Row, panel: str, standing: Standing, catalogue: Catalogue, lang: str) -> Lane:
    name = str(row["observation_id"])
    each, refused = standing.measures[name], name in standing.judged.refused
    computed = isinstance(each, Measure) and (each.population is not None or each.base is not None)
    stated = value_text(row, catalogue, lang)
    mark = _mark(each, refused, lang)
    details = tuple(_details(row, panel, mark, catalogue, lang))
    return Lane(
        row=row,
        value=each.value if isinstance(each, Measure) else float(row["value"]),
        label=measure_text(each, row, catalogue, lang) if isinstance(each, Measure) and computed else stated,
        details=(stated, *details) if computed else details,
        care=name in standing.judged.care,
        refused=refused,
        ends=_ends(row, each),
        measure=each if isinstance(each, Measure) and computed else None,
        mark=mark,
    )


def _mark(each: Measure | Refused, refused: bool, lang: str) -> str:
    """The last small word of a value that is only listed: 不可比, or why nothing is computed; empty for one drawn."""
    if isinstance(each, Refused) and each.reason != "not_comparable":
        return reason_text(each.reason, lang)
    return say(WORDS, "panel.refused.mark", lang) if refused else ""


def _ends(row: Row, each: Measure | Refused) -> tuple[float | None, float | None]:
    """The ends of the interval a bound, a range or an approximate value stands for; none where it is open above."""
    vague = row["qualifier"] != "eq" or has(row["value_high"]) or (isinstance(each, Measure) and each.bound)
    if isinstance(each, Refused) or not vague or each.interval.high is None or is_exact(each.interval):
        return None, None
    return each.interval.low, each.interval.high


def _details(row: Row, panel: str, mark: str, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """The small words behind a value: why it is only listed, whatever sets it apart, then its period."""
    if mark:
        yield mark
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


_PERIOD_FLAG = {"year_to_date": "provisional", "cumulative": "cumulative", "rate": "rate"}


def _rivals(lane: Lane, standing: Standing, catalogue: Catalogue, lang: str) -> Iterator[Lane]:
    """A lane for each value that lost a conflict, as the document prints it, computed as the kept one was."""
    for printed in lane.row["rival_values"]:
        value = quantities.read_printed(str(printed), catalogue).value
        shown = {
            **lane.row, "observation_id": "", "value": value, "value_high": math.nan, "low": value, "high": value,
            "low_closed": True, "high_closed": True, "printed": printed, "qualifier": "eq",
        }  # fmt: skip
        each = measured(shown, standing.mode, catalogue, standing.base) if lane.measure else None
        stated = value_text(shown, catalogue, lang)
        rival = say(WORDS, "legend.rival", lang)
        computed = isinstance(each, Measure)
        yield replace(
            lane,
            row={**lane.row, "printed": printed},
            value=each.value if isinstance(each, Measure) else value,
            label=measure_text(each, shown, catalogue, lang) if isinstance(each, Measure) else stated,
            details=(stated, rival) if computed else (rival,),
            care=False,
            rival=True,
            ends=(None, None),
            measure=each if isinstance(each, Measure) else None,
        )


# --- notes ---------------------------------------------------------------------------------------------------------


def _notes(rows: Sequence[Row], standing: Standing, catalogue: Catalogue, lang: str) -> Iterator[str]:
    places = {str(row["ref_area"]) for row in rows}
    judged = standing.judged
    if judged.refusals:
        yield say(WORDS, "panel.refused", lang, reasons=_reasons(judged.refusals, len(places), lang))
    if standing.uncomputed:
        yield say(WORDS, "panel.uncomputed", lang, reasons=_reasons(standing.uncomputed, len(places), lang))
    if judged.cares:
        yield say(WORDS, "panel.care", lang, reasons=_reasons(judged.cares, len(places), lang))
    yield from residents_notes(rows, standing.measures, catalogue, lang)
    for row in rows:
        if row["conflict"] and len(row["rival_values"]):
            values = say(WORDS, "list.comma", lang).join(lane for lane in _rival_words(row, catalogue, lang))
            name = place_name(str(row["ref_area"]), catalogue, lang)
            yield say(WORDS, "panel.conflict", lang, place=name, values=values)
    for code in dict.fromkeys(str(row["ref_area"]) for row in rows):
        yield from _agreement([row for row in rows if row["ref_area"] == code], catalogue, lang)


def _rival_words(row: Row, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """The values that lost, as printed."""
    for printed in row["rival_values"]:
        value = quantities.read_printed(str(printed), catalogue).value
        shown = {**row, "value": value, "value_high": math.nan, "printed": printed, "qualifier": "eq"}
        yield value_text(shown, catalogue, lang)


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
    judged = verdict(extracted, curated, catalogue)
    values = {
        "place": place_name(str(extracted["ref_area"]), catalogue, lang),
        "a": value_text(extracted, catalogue, lang),
        "b": value_text(curated, catalogue, lang),
        "a_period": period_text(extracted, lang),
        "b_period": period_text(curated, lang),
        "reasons": _reasons({reason: [] for reason in judged.reasons}, 1, lang),
    }
    yield say(WORDS, f"panel.{_agreement_key(extracted, curated, judged.verdict)}", lang, **values)


def _agreement_key(extracted: Row, curated: Row, word: str) -> str:
    if word == NOT_COMPARABLE:
        return "incomparable"
    if extracted["year"] != curated["year"]:
        return "apart"
    return "agree" if _interval(extracted).meets(_interval(curated)) else "differ"


def _interval(row: Row) -> Interval:
    low = float(row["low"]) if has(row["low"]) else None
    high = float(row["high"]) if has(row["high"]) else None
    return Interval(low, high, bool(row["low_closed"]), bool(row["high_closed"]))
