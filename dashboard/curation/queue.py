"""What waits for a person, the worst first: contradictions, doubtful figures, figures nothing claims, decisions that no longer fit.

Only what somebody can decide is listed: findings that have a way out, mentions with a number. What was confirmed or
rejected is out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from dashboard.catalogue.entries import Correction
from dashboard.curation.pinning import Row
from dashboard.errors import Problem
from dashboard.model import Finding, SourceDocument
from dashboard.observations.decisions import Decision, decisions
from dashboard.observations.records import finding_names

__all__ = ["ANSWERS", "CONFLICT", "DOUBTFUL", "FIGURE", "KINDS", "LEFTOVER", "UNFIT", "Item", "unfit_key", "waiting"]

CONFLICT, DOUBTFUL, LEFTOVER, UNFIT, FIGURE = KINDS = ("conflict", "doubtful", "leftover", "unfit", "figure")
"""The kinds of items in the order of the queue; `figure` are the rest, listed only when asked for."""

_FIGURE_ANSWERS = (
    ("c", "confirm", "confirm"),
    ("x", "reject", "reject"),
    ("e", "correct", "correct"),
    ("a", "assign", "assign"),
)
ANSWERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    CONFLICT: (("c", "both", "confirm"), ("x", "reject_all", "reject")),
    DOUBTFUL: _FIGURE_ANSWERS,
    LEFTOVER: (
        ("a", "assign", "assign"),
        ("x", "reject", "reject"),
        ("i", "define", "define"),
        ("e", "correct", "correct"),
    ),
    UNFIT: (("c", "renew", "confirm"), ("x", "withdraw", "reject")),
    FIGURE: _FIGURE_ANSWERS,
}
"""What can be done with each kind of item, beside choosing by number: the key, the wording (`do.…`), the action."""

_SURE = 0.9
_OPEN = "unreviewed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide. `key` stays while it waits: a finding's name, a mention's id, or a hash of a correction.

    `rows` are the mentions it is about; `ways` the ways out of a conflict; `rivals` the indicators it might be. An `unfit`
    item has the `correction`, its `number` in the file (from 0) and the `problem` it met.
    """

    key: str
    kind: str
    document: str
    rows: tuple[Row, ...]
    ways: tuple[Decision, ...] = ()
    rivals: tuple[str, ...] = ()
    finding: Finding | None = None
    correction: Correction | None = None
    number: int = 0
    problem: Problem | None = None


def waiting(
    mentions: Mapping[str, Row],
    findings: Sequence[Finding],
    documents: Mapping[str, SourceDocument],
    corrections: Sequence[Correction] = (),
    problems: Sequence[Problem] = (),
    everything: bool = False,
) -> tuple[Item, ...]:
    """The queue. `mentions` by id, in the order of the documents; `everything` adds the figures nobody doubts."""
    conflicts = tuple(_conflicts(mentions, findings, documents))
    taken = {row["mention_id"] for item in conflicts for row in item.rows}
    open_rows = [r for r in mentions.values() if r["review_state"] == _OPEN and r["value"] == r["value"]]
    figures = [r for r in open_rows if r["indicator"] and r["mention_id"] not in taken]
    doubtful = sorted((r for r in figures if r["confidence"] < _SURE), key=lambda r: float(r["confidence"]))
    leftovers = sorted((r for r in open_rows if not r["indicator"]), key=lambda r: not r["rivals"])
    sure = [r for r in figures if r["confidence"] >= _SURE] if everything else []
    return (
        *conflicts,
        *(_alone(row, DOUBTFUL) for row in doubtful),
        *(_alone(row, LEFTOVER) for row in leftovers),
        *_unfit(corrections, problems),
        *(_alone(row, FIGURE) for row in sure),
    )


def unfit_key(correction: Correction) -> str:
    """The key of a correction that does not fit."""
    said = (correction.document, correction.quote, *map(str, correction.expect.items()))
    return f"correction-{sha256(chr(0).join(said).encode()).hexdigest()[:8]}"


def _conflicts(
    mentions: Mapping[str, Row], findings: Sequence[Finding], documents: Mapping[str, SourceDocument]
) -> Iterator[Item]:
    """The findings with a way out of which a side is still open, errors first."""
    order = {"error": 0, "warning": 1, "info": 2}
    named = sorted(zip(finding_names(findings), findings, strict=True), key=lambda pair: order[str(pair[1].severity)])
    for name, finding in named:
        ways = decisions(finding, mentions, documents, "", "")
        rows = tuple(mentions[key] for key in finding.mentions if key in mentions)
        if ways and any(row["review_state"] == _OPEN for row in rows):
            yield Item(name, CONFLICT, rows[0]["document"], rows, ways, finding=finding)


def _alone(row: Row, kind: str) -> Item:
    return Item(row["mention_id"], kind, row["document"], (row,), rivals=tuple(row["rivals"]))


def _unfit(corrections: Sequence[Correction], problems: Sequence[Problem]) -> Iterator[Item]:
    """The corrections whose place in the file a problem names."""
    met = {(problem.line, problem.column): problem for problem in problems if problem.severity == "error"}
    for number, correction in enumerate(corrections):
        problem = met.get(correction.at)
        if problem is not None:
            key = unfit_key(correction)
            yield Item(key, UNFIT, correction.document, (), correction=correction, number=number, problem=problem)
