"""How the values of one panel stand to each other: what each measures, who may be drawn beside whom, and why not.

Rules: domain handbook 4. What may not be compared is listed, not drawn; in an index that is what does not compare with
the base; a rate that cannot be computed is listed as it was stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import place_name
from dashboard.charts.selection import place_codes
from dashboard.charts.style import Row
from dashboard.model import Selection
from dashboard.observations.compare import NOT_COMPARABLE, WITH_CARE, verdict
from dashboard.observations.measures import INDEX, Measure, Refused, index_base, measured

__all__ = ["Judged", "Standing", "base_place", "stand"]

STYLED_APART = frozenset({"status", "period_type", "age", "qualifier", "conflict"})
"""Reasons that marks of their own already show: a target beside the actual of the same place is no mix-up."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Which rows (by observation_id) may be drawn, which only with care, and why."""

    refused: frozenset[str]
    refusals: dict[str, list[str]]  # reason code → names of the places
    care: frozenset[str]
    cares: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rows of a panel stand in its mode: what each measures (by observation_id), and who may be drawn.

    `uncomputed`: why nothing is computed of some rows, reason code → names of the places.
    """

    mode: str
    base: Row | None
    measures: dict[str, Measure | Refused]
    uncomputed: dict[str, list[str]]
    judged: Judged


def base_place(selection: Selection, catalogue: Catalogue, rows: Sequence[Row]) -> str:
    """The place that is 100 in an index of these rows: the first chosen that has an actual value, else that has any.

    Without a choice the first of the rows; "" without a row.
    """
    codes = place_codes(selection, catalogue) or tuple(str(row["ref_area"]) for row in rows)
    actual = {str(row["ref_area"]) for row in rows if row["status"] == "actual"}
    stated = {str(row["ref_area"]) for row in rows}
    return next((code for known in (actual, stated) for code in codes if code in known), "")


# --- what each value measures --------------------------------------------------------------------------------------


def stand(rows: Sequence[Row], selection: Selection, catalogue: Catalogue) -> Standing:
    """What the rows measure in the mode chosen, who may be drawn beside whom, and why not."""
    mode, lang = selection.mode, selection.lang
    base = index_base(rows, base_place(selection, catalogue, rows)) if mode == INDEX else None
    measures = {str(row["observation_id"]): measured(row, mode, catalogue, base) for row in rows}
    refused, refusals = _judge(rows, catalogue, lang) if mode != INDEX else (set[str](), dict[str, list[str]]())
    uncomputed: dict[str, list[str]] = {}
    for row in rows:
        each, place = measures[str(row["observation_id"])], place_name(str(row["ref_area"]), catalogue, lang)
        if isinstance(each, Refused) and each.verdict is not None and each.reason == "not_comparable":
            _note(refusals, each.verdict.reasons, place)
        elif isinstance(each, Refused):
            _note(uncomputed, (each.reason,), place)
    refused |= {name for name, each in measures.items() if isinstance(each, Refused)}
    care, cares = _with_care([row for row in rows if row["observation_id"] not in refused], catalogue, lang)
    judged = Judged(frozenset(refused), refusals, care | _stale(measures), cares)
    return Standing(mode, base, measures, uncomputed, judged)


def _stale(measures: dict[str, Measure | Refused]) -> frozenset[str]:
    """The rows whose population is of a distant year."""
    return frozenset(name for name, each in measures.items() if isinstance(each, Measure) and each.stale)


# --- who may stand beside whom -------------------------------------------------------------------------------------


def _judge(rows: Sequence[Row], catalogue: Catalogue, lang: str) -> tuple[set[str], dict[str, list[str]]]:
    """The rows (by observation_id) that may not be drawn, and the reasons with the places they concern."""
    mains: dict[str, Row] = {}
    for row in rows:
        mains.setdefault(str(row["ref_area"]), row)
    if not mains:
        return set(), {}
    anchor = max(mains.values(), key=lambda row: _partners(row, mains.values(), catalogue))
    refusals: dict[str, list[str]] = {}
    refused = {str(row["observation_id"]) for row in rows if _refuse(row, anchor, mains, refusals, catalogue, lang)}
    drawn = {row["ref_area"] for row in rows if row["observation_id"] not in refused}
    if len(mains) > 1 and len(drawn) == 1:
        refused = {str(row["observation_id"]) for row in rows}
    return refused, refusals


def _partners(row: Row, others: Iterable[Row], catalogue: Catalogue) -> int:
    return sum(verdict(row, other, catalogue).verdict != NOT_COMPARABLE for other in others if other is not row)


def _refuse(
    row: Row, anchor: Row, mains: dict[str, Row], refusals: dict[str, list[str]], catalogue: Catalogue, lang: str
) -> bool:
    """Whether a row may not stand as a mark beside the anchor; its reasons are noted in `refusals`."""
    if row is anchor:
        return False
    main = mains[str(row["ref_area"])]
    judged = verdict(anchor, row, catalogue)
    if judged.verdict != NOT_COMPARABLE:
        return False
    if row is not main and not _refuse(main, anchor, mains, {}, catalogue, lang):
        own = verdict(main, row, catalogue)
        if own.verdict != NOT_COMPARABLE or set(own.reasons) <= STYLED_APART:
            return False
        judged = own
    _note(refusals, judged.reasons, place_name(str(row["ref_area"]), catalogue, lang))
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
            judged = verdict(a, b, catalogue)
            if judged.verdict == WITH_CARE:
                care |= {str(a["observation_id"]), str(b["observation_id"])}
                names = (place_name(str(row["ref_area"]), catalogue, lang) for row in (a, b))
                _note(cares, judged.reasons, *names)
    return frozenset(care), cares
