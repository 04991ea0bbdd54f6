"""What the checks look at: every value that was stated, mentioned in a document or curated, as one plain object."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.model import Breakdown, Interval, SourceDocument, Span, breakdown_of
from dashboard.observations.intervals import interval_of
from dashboard.observations.selection import selected
from dashboard.observations.timespan import periods_agree, year_of

__all__ = [
    "Evidence", "Figure", "Group", "curated_figures", "evidence_of", "issue_dates", "mention_figures", "same_moment", "unit_family_of",
]  # fmt: skip

_STOCK_TYPES = ("as_of", "unknown")
_COUNTED = ("registration", "organisation", "site")  # families of which one host has few, so that hosts bound them


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated value. `id` is its mention id, or its observation id if it was curated (then `document` is "").

    `source` is what it shares with the figures printed beside it: the document, the table, or the title of the source.
    `dated` says whether the text itself gives the period; `kept` whether its slot kept it.
    """

    id: str
    observation_id: str
    document: str
    source: str
    span: Span
    sentence: Span
    paragraph: int
    printed: str
    value: float
    interval: Interval
    qualifier: str
    unit: str
    unit_family: str
    indicator: str
    breakdown: str
    ref_area: str
    area_name: str
    scope: str
    entity: str
    event: str
    perimeter: str
    time_period: str
    period_type: str
    dated: bool
    status: str
    rank_of: float
    origin: str
    issued: str
    kept: bool = True

    @property
    def parts(self) -> Breakdown:
        """The breakdown as a mapping of dimension to code."""
        return breakdown_of(self.breakdown)


class Group:
    """Figures printed beside each other, in order, and those of one indicator among them."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._by_indicator: dict[str, list[Figure]] = {}

    def add(self, figure: Figure) -> None:
        """Put one more figure behind the others."""
        self.figures.append(figure)
        self._by_indicator.setdefault(figure.indicator, []).append(figure)

    def of(self, *indicators: str | None) -> list[Figure]:
        """The figures of these indicators, indicator by indicator; None stands for no indicator."""
        return [f for name in dict.fromkeys(indicators) if name for f in self._by_indicator.get(name, ())]


@dataclass(frozen=True)
class Evidence:
    """Everything a check may look at. `figures` are in document order, then the curated ones; rejected ones are left out.

    `mentions` is the mentions frame itself, for leftovers and claims without a number.
    """

    figures: tuple[Figure, ...]
    mentions: pd.DataFrame
    documents: Mapping[str, SourceDocument]
    catalogue: Catalogue

    def indicator(self, figure: Figure) -> Indicator:
        """The catalogue entry of a figure."""
        return self.catalogue.indicators[figure.indicator]

    @cached_property
    def mentioned(self) -> tuple[Figure, ...]:
        """The figures that stand in a document."""
        return tuple(f for f in self.figures if f.document)

    @cached_property
    def groups(self) -> list[Group]:
        """The figures printed beside each other: of one document, or of one source, place and year."""
        found: dict[Hashable, Group] = {}
        for figure in self.figures:
            key = figure.document or (figure.source, figure.ref_area, year_of(figure.time_period))
            found.setdefault(key, Group()).add(figure)
        return list(found.values())

    @cached_property
    def slots(self) -> list[list[Figure]]:
        """The mentions of each document that state one observation, in document order."""
        groups: dict[tuple[str, str], list[Figure]] = {}
        for figure in self.mentioned:
            groups.setdefault((figure.document, figure.observation_id), []).append(figure)
        return list(groups.values())

    @cached_property
    def populations(self) -> dict[tuple[str, str, str], str]:
        """(indicator, dimension, code) → the indicator that counts all the institutions the code names.

        A code names institutions when its words begin an alias of a stock of institutions: `host: higher_vocational`
        said as 高职 is counted by the indicator with the alias 高职院校. Codes that could mean several are left out,
        unless one of the indicators contains the others.
        """
        return {
            (indicator.id, dimension, code): found
            for indicator in self.catalogue.indicators.values()
            if indicator.unit_family in _COUNTED
            for dimension, codes in indicator.breakdowns.items()
            for code, words in codes.items()
            if (found := _population(self.catalogue, words))
        }


def _population(catalogue: Catalogue, words: Sequence[str]) -> str | None:
    named = {
        i.id: i.parent
        for i in catalogue.indicators.values()
        if i.kind == "stock"
        and i.unit_family == "institution"
        and any(a.startswith(w) for a in i.aliases for w in words)
    }
    outermost = [id_ for id_, parent in named.items() if parent not in named]
    return outermost[0] if len(outermost) == 1 else None


def unit_family_of(catalogue: Catalogue, indicator: str, unit: str) -> str:
    """The family a printed unit measures here: the indicator's own if the unit can measure it, else the unit's first."""
    expected = catalogue.indicators[indicator].unit_family
    families = catalogue.units[unit].families if unit in catalogue.units else ()
    return expected if expected in families or not families else families[0]


def same_moment(a: Figure, b: Figure) -> bool:
    """Whether two figures of one source speak of the same time: an undated figure fits every date of its kind."""
    kinds = {"as_of" if t in _STOCK_TYPES else t for t in (a.period_type, b.period_type)}
    return len(kinds) == 1 and (not (a.dated and b.dated) or periods_agree(a.time_period, b.time_period))


def issue_dates(documents: Sequence[SourceDocument]) -> dict[str, str]:
    """Document name → date issued, "" if unknown."""
    return {d.name: d.date_issued or "" for d in documents}


def mention_figures(
    mentions: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue
) -> Iterator[Figure]:
    """The figures of a mentions frame in its order; rejected mentions, leftovers and claims state none."""
    issued = issue_dates(documents)
    rows = selected(mentions, catalogue, issued)
    for row in rows[rows["review_state"] != "rejected"].to_dict("records"):
        yield Figure(
            id=row["mention_id"],
            document=row["document"],
            source=row["document"],
            span=Span(row["start"], row["end"]),
            sentence=Span(row["sentence_start"], row["sentence_end"]),
            paragraph=row["paragraph"],
            printed="".join(row["surface"].split()),
            dated=row["dated"],
            issued=issued.get(row["document"], ""),
            kept=row["kept"],
            unit_family=unit_family_of(catalogue, row["indicator"], row["unit"]),
            **_shared(row),
        )


def curated_figures(observations: pd.DataFrame) -> Iterator[Figure]:
    """The curated rows of an observations frame as figures, in its order."""
    for row in observations[observations["origin"] == "curated"].to_dict("records"):
        yield Figure(
            id=row["observation_id"],
            document="",
            source=row["table"] or row["source_title"],
            span=Span(0, 0),
            sentence=Span(0, 0),
            paragraph=0,
            printed=row["printed"],
            dated=True,
            issued=row["source_date"],
            unit_family=row["unit_family"],
            **_shared(row),
        )


_SAME_NAME = (
    "observation_id", "value", "qualifier", "unit", "indicator", "breakdown", "ref_area", "area_name", "scope", "entity",
    "event", "perimeter", "time_period", "period_type", "status", "rank_of", "origin",
)  # fmt: skip


def _shared(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """The fields both frames name alike."""
    bounds = interval_of(row["low"], row["high"], row["low_closed"], row["high_closed"])
    return {"interval": bounds, **{name: row[name] for name in _SAME_NAME}}


def evidence_of(
    mentions: pd.DataFrame, observations: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue
) -> Evidence:
    """Frames → what the checks look at. Derived observations are left out."""
    order = {d.name: n for n, d in enumerate(documents)}
    stated = sorted(mention_figures(mentions, documents, catalogue), key=lambda f: (order.get(f.document, 0), f.span))
    figures = (*stated, *curated_figures(observations))
    return Evidence(figures, mentions, {d.name: d for d in documents}, catalogue)
