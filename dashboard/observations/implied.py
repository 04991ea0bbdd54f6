"""Totals and plans that a part and its share imply (checks C02 and C03) and the derived observations made of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.model import Interval
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame
from dashboard.observations.completion import is_completion, share_indicators
from dashboard.observations.figures import Figure
from dashboard.observations.intervals import implied_whole, integers_in, is_exact, show
from dashboard.observations.selection import observation_ids
from dashboard.observations.timespan import year_of

__all__ = ["Implied", "derived_rows", "implied_wholes"]


@dataclass(frozen=True, slots=True)
class Implied:
    """What a share says about its whole. `whole` are the figures that state it, `plan` whether it is a plan (C03)."""

    share: Figure
    part: Figure
    interval: Interval
    plan: bool
    whole: tuple[Figure, ...] = ()

    @property
    def single(self) -> int | None:
        """The only whole number in the interval, where the part is an exact count."""
        numbers = self.integers
        return numbers[0] if numbers is not None and len(numbers) == 1 else None

    @property
    def integers(self) -> range | None:
        """The whole numbers that fit; None where the part is rounded or too many fit."""
        return integers_in(self.interval) if is_exact(self.part.interval) else None


def implied_wholes(figures: Iterable[Figure], catalogue: Catalogue) -> Iterator[Implied]:
    """Each share with the part printed beside it: in the same sentence, or in the same source for the same period.

    Shares of nothing, of a range that starts at 0, or of a part that is a bound imply no whole and are passed over.
    """
    shares = share_indicators(catalogue)
    stated = list(figures)
    beside: dict[tuple[str, str], list[Figure]] = {}
    in_place: dict[tuple[str, str], list[Figure]] = {}
    for figure in stated:
        beside.setdefault((figure.indicator, figure.source), []).append(figure)
        in_place.setdefault((figure.indicator, figure.ref_area), []).append(figure)
    for share in stated:
        indicator = shares.get(share.indicator)
        if indicator is None or not share.interval.low or share.interval.high is None:
            continue
        parts = [
            p for p in beside.get((indicator.numerator or "", share.source), []) if _beside(share, p) and _is_done(p)
        ]
        if parts:
            part = min(parts, key=lambda p: (p.span.start > share.span.start, abs(p.span.start - share.span.start)))
            plan = is_completion(indicator, catalogue)
            bounds = implied_whole(part.interval, share.interval)
            yield Implied(share, part, bounds, plan, tuple(_wholes(share, part, indicator, in_place, plan)))


def _is_done(part: Figure) -> bool:
    return part.status != "target" and part.interval.low is not None and part.interval.high is not None


def _same_place(a: Figure, b: Figure) -> bool:
    return (a.ref_area, a.entity, a.event) == (b.ref_area, b.entity, b.event)


def _beside(share: Figure, part: Figure) -> bool:
    """Whether a part is the numerator the share is printed with."""
    if share.source != part.source or not _same_place(share, part):
        return False
    return share.sentence == part.sentence if share.document else share.time_period == part.time_period


def _wholes(
    share: Figure, part: Figure, indicator: Indicator, in_place: Mapping[tuple[str, str], list[Figure]], plan: bool
) -> Iterator[Figure]:
    """The figures that state the whole: of the denominator, and for a plan the numerator's own target."""
    if indicator.denominator and indicator.denominator != indicator.numerator:
        for whole in in_place.get((indicator.denominator, share.ref_area), []):
            if _same_place(share, whole) and whole.scope == part.scope and _same_year(share, whole, plan):
                yield whole
    if plan:
        for whole in in_place.get((part.indicator, share.ref_area), []):
            if whole.status == "target" and _same_place(share, whole) and _same_year(share, whole, plan):
                yield whole


def _same_year(share: Figure, whole: Figure, plan: bool) -> bool:
    """A plan holds for the year; any other whole must be of the very same source and period."""
    if plan:
        return year_of(share.time_period) == year_of(whole.time_period)
    return share.source == whole.source and share.time_period == whole.time_period


def derived_rows(implied: Sequence[Implied], observations: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Observations frame of the implied wholes that nobody states: origin and processing `derived`, formula and inputs given.

    A whole is on the denominator's indicator, and there is none where no indicator counts it (技能人才占就业人员的30.9%); a
    plan is the numerator's target for the year. The quote and the source are those of the part; no mention states the value.
    """
    wanted = [i for i in implied if not i.whole and (i.plan or catalogue.indicators[i.share.indicator].denominator)]
    parts = observations[observations["observation_id"].isin([i.part.observation_id for i in wanted])]
    rows = {row["observation_id"]: row for row in parts.to_dict("records")}
    derived = [_derived(i, rows[i.part.observation_id], catalogue) for i in wanted]
    table = {name: [row[name] for row in derived] for name in OBSERVATION_COLUMNS}
    frame = filled_frame(table, OBSERVATION_COLUMNS, len(derived))
    frame = frame.assign(observation_id=pd.Series(observation_ids(frame), dtype="str"))
    return frame.drop_duplicates("observation_id").reset_index(drop=True)


def _derived(implied: Implied, source: Mapping[Hashable, Any], catalogue: Catalogue) -> dict[Hashable, Any]:
    value = implied.single or implied.part.value * 100 / implied.share.value
    single = implied.single is not None
    scale = 4 if not single and value >= 10_000 else 0
    amount = str(implied.single) if single else show(implied.interval, "zh")
    bounds = (float(value), float(value)) if single else (implied.interval.low, implied.interval.high)
    return {
        **source, **_derived_key(implied, catalogue),
        "value": float(value), "value_high": float("nan"), "low": bounds[0], "high": bounds[1],
        "low_closed": single or implied.interval.low_closed, "high_closed": single or implied.interval.high_closed,
        "unit_mult": scale, "decimals": 2 if scale else 0, "printed": amount + implied.part.unit,
        "qualifier": "eq" if single else "approx",
        "formula": f"{implied.part.printed} ÷ {implied.share.printed}",
        "inputs": (implied.part.observation_id, implied.share.observation_id),
        "mention_id": "", "mentions": (), "conflict": False, "rival_values": (), "quote_start": 0, "quote_end": 0,
        "by": "", "on": "", "note": "", "note_en": "", "review_state": "unreviewed", "table": "",
    }  # fmt: skip


def _derived_key(implied: Implied, catalogue: Catalogue) -> dict[Hashable, Any]:
    part = implied.part
    key: dict[Hashable, Any] = {"origin": "derived", "processing": "derived", "breakdown": ""}
    if implied.plan:
        year = year_of(part.time_period)
        return {
            **key,
            "breakdown": part.breakdown,
            "status": "target",
            "period_type": "during",
            "time_period": str(year or ""),
        }
    indicator = catalogue.indicators[implied.share.indicator]
    return {**key, "indicator": indicator.denominator}
