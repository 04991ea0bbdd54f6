"""What is known, and how old it is: rows of one place, or of one indicator in one place, counted. Plain rows in, no frame.

Only figures of the place itself count, as they were stated: targets and derived values are no knowledge of what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["OLD", "Coverage", "age_of", "covered", "is_known"]

Row = Mapping[str, Any]  # a row of the observations frame

OLD = 3
"""Years after which a figure is called old."""

_CLASSES = ((1, "fresh"), (OLD - 1, "ageing"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some rows know. `newest` and `oldest` are rows with a year, None where no row has one.

    `years` in ascending order; `documents` and `sources` are names, each once; `conflicts` counts the rows whose own
    source contradicts them.
    """

    rows: tuple[Row, ...]
    newest: Row | None
    oldest: Row | None
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...]
    conflicts: int

    @property
    def conflict_share(self) -> float:
        """The share of rows in conflict, 0 without rows."""
        return self.conflicts / len(self.rows) if self.rows else 0.0


def is_known(row: Row) -> bool:
    """Whether a row states what is or was: no target, no application, nothing computed."""
    return row["status"] in ("actual", "capacity") and row["processing"] != "derived"


def covered(rows: Iterable[Row], years: Sequence[str] = ()) -> Coverage:
    """What the rows know; with `years` only those of these years. Documents and sources of targets count too."""
    stated = [row for row in rows if row["processing"] != "derived" and (not years or str(row["year"]) in years)]
    known = tuple(row for row in stated if is_known(row))
    dated = sorted((row for row in known if row["year"]), key=lambda row: int(row["year"]))
    newest = max(dated, key=lambda row: (int(row["year"]), not row["breakdown"]), default=None)
    return Coverage(
        rows=known,
        newest=newest,
        oldest=dated[0] if dated else None,
        years=tuple(dict.fromkeys(int(row["year"]) for row in dated)),
        indicators=tuple(dict.fromkeys(str(row["indicator"]) for row in known)),
        documents=tuple(dict.fromkeys(str(row["document"]) for row in stated if row["document"])),
        sources=tuple(dict.fromkeys(_source(row) for row in stated if not row["document"] and _source(row))),
        conflicts=sum(bool(row["conflict"]) for row in known),
    )


def _source(row: Row) -> str:
    return str(row["source_title"] or row["table"])


def age_of(year: int, now: int) -> str:
    """How old a figure of `year` is in the year `now`: `fresh` (this year or last), `ageing`, `old`."""
    return next((name for most, name in _CLASSES if now - year <= most), "old")
