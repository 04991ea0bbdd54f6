"""Does confidence mean something: of the rows at each level of confidence, how many are right in every respect.

A row is right when its indicator, value, place and period are, as far as the label states them. A row whose indicator
is neither right nor wrong by the scorer's rule is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import ModuleType

from dashboard.bench.material import LabelledSet, Row, records
from dashboard.extraction import Extractor

__all__ = ["Bin", "Judged", "Reliability", "judge", "measure"]

_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with an indicator, and whether it is right; `wrong` names what is not, and `label` is its label, if any."""

    row: Row
    label: Row | None
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows of one tenth of confidence: from `low` up, how many, how many of them right."""

    low: float
    rows: int
    right: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins from the lowest; `covered` is confidence → share of the labelled indicator rows found right by it."""

    bins: tuple[Bin, ...]
    labelled: int
    covered: dict[float, float]
    reached: dict[float, float]
    errors: tuple[Judged, ...]

    def share_right(self, low: float) -> float:
        """The share right of all rows of at least this confidence; 0 where there are none."""
        chosen = [b for b in self.bins if b.low >= low - 1e-9]
        rows = sum(b.rows for b in chosen)
        return sum(b.right for b in chosen) / rows if rows else 0.0


def measure(extractor: Extractor, sets: Sequence[LabelledSet], scorer: ModuleType) -> Reliability:
    """The reliability over all sets together. `scorer` is the shared scorer, for its judgement of one row."""
    judged = [j for s in sets for j in judge(_rows(extractor, s), s.gold, scorer)]
    asked = sum(1 for s in sets for g in s.gold if _is_asked(g))
    return _summed(judged, asked)


def _rows(extractor: Extractor, labelled: LabelledSet) -> list[Row]:
    return [r for document in labelled.documents for r in records(extractor, document)]


def _summed(judged: Sequence[Judged], asked: int) -> Reliability:
    bins = []
    for number in range(_BINS):
        inside = [j for j in judged if min(_BINS - 1, int(j.row["confidence"] * _BINS + 1e-9)) == number]
        bins.append(Bin(number / _BINS, len(inside), sum(not j.wrong for j in inside)))
    named = [j for j in judged if j.label and _is_asked(j.label) and "indicator" not in j.wrong]
    reached = {c: sum(j.row["confidence"] >= c for j in named) / max(1, asked) for c in (0.9, 0.5)}
    covered = {c: sum(j.row["confidence"] >= c and not j.wrong for j in named) / max(1, asked) for c in (0.9, 0.5)}
    wrong = sorted((j for j in judged if j.wrong), key=lambda j: -float(j.row["confidence"]))
    return Reliability(tuple(bins), asked, covered, reached, tuple(wrong))


def judge(rows: Sequence[Row], gold: Sequence[Row], scorer: ModuleType) -> list[Judged]:
    """The rows that carry an indicator with what is wrong about them, paired with labels as the scorer pairs them."""
    texts: dict[str, list[Row]] = defaultdict(list)
    documents = {g["doc"] for g in gold}
    for row in rows:
        name = PurePath(row["document"]).name
        texts[name if name in documents else PurePath(name).stem].append(row)
    labels: dict[int, Row] = {}
    for label in gold:
        match = _match(label, [r for r in texts[label["doc"]] if id(r) not in labels], scorer)
        if match is not None:
            labels[id(match)] = label
    judged = (_judged(r, labels.get(id(r)), scorer) for d in documents for r in texts[d] if r["indicator"])
    return [j for j in judged if j is not None]


def _match(label: Row, rows: Sequence[Row], scorer: ModuleType) -> Row | None:
    """The row of this label: overlapping, equal value and unit, one whose indicator is accepted before others."""
    start, end = label["start"], label["start"] + len(label["surface"])
    fitting = [
        r
        for r in rows
        if scorer.overlaps(r, start, end) and scorer.close(r["value"], label["value"]) and scorer.same_unit(label, r)
    ]
    return next((r for r in fitting if scorer.accepted(label, r)), fitting[0] if fitting else None)


def _judged(row: Row, label: Row | None, scorer: ModuleType) -> Judged | None:
    if label is None:
        return Judged(row, None, ("value",))
    if label["indicator"] is None and (row["indicator"] in scorer.UNLABELLED or scorer.accepted(label, row)):
        return None
    if not scorer.accepted(label, row):
        return Judged(row, label, ("indicator",))
    place = not _stated(label, "place") or scorer.agree_place(label, row)
    period = not _stated(label, "period") or scorer.agree_period(label, row)
    wrong = [name for name, right in (("place", place), ("period", period)) if not right]
    return Judged(row, label, tuple(wrong))


def _stated(label: Row, name: str) -> bool:
    return bool(label[name]) and label[f"{name}_basis"] == "text"


def _is_asked(label: Row) -> bool:
    return label["indicator"] is not None and None not in label["indicator_ok"]
