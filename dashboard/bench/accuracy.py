"""The shared scorer over labelled sets: each set as a whole, each text by itself, and the set without each text.

The letters and texts are read without declared metadata, as strangers would send them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.bench.material import LabelledSet, Row, records
from dashboard.extraction import Extractor

__all__ = ["MEASURES", "SetScore", "TextScore", "score_set"]

Score = dict[str, float]
MEASURES = (
    "quantity_f1",
    "indicator_f1",
    "indicator_precision",
    "place",
    "period",
    "status",
    "status_marked",
    "qualifier",
    "qualifier_marked",
    "entity",
    "entity_precision",
)


@dataclass(frozen=True, slots=True)
class TextScore:
    """One text: its own score, and the score of the set without it."""

    name: str
    alone: Score
    left_out: Score


@dataclass(frozen=True, slots=True)
class SetScore:
    """One set: its score, how much of its labelled indicators reaches confidence 0.5, and its texts."""

    name: str
    score: Score
    texts: tuple[TextScore, ...]


def score_set(extractor: Extractor, labelled: LabelledSet, scorer: Path, by_text: bool = True) -> SetScore:
    """Extract a set and score it. `scorer` is the path of score.py."""
    rows = [r for document in labelled.documents for r in records(extractor, document)]
    gold, traps = labelled.gold, labelled.traps
    names = sorted({g["doc"] for g in gold}) if by_text else []
    texts = tuple(
        TextScore(
            name,
            _score(scorer, [g for g in gold if g["doc"] == name], [t for t in traps if t["doc"] == name], rows),
            _score(scorer, [g for g in gold if g["doc"] != name], [t for t in traps if t["doc"] != name], rows),
        )
        for name in names
    )
    return SetScore(labelled.name, _score(scorer, gold, traps, rows), texts)


def _score(scorer: Path, gold: Sequence[Row], traps: Sequence[Row], rows: Sequence[Row]) -> Score:
    """What score.py says of the rows; it takes only the documents that are in the labels."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in (("gold.jsonl", gold), ("traps.jsonl", traps), ("rows.jsonl", rows)):
            lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in content)
            (folder / file).write_text(lines, "utf-8")
        command = [sys.executable, str(scorer), str(folder), str(folder / "rows.jsonl"), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: Score = json.loads(done.stdout)
    return found
