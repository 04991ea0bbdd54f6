"""Pairs of values labelled by hand after domain handbook 4: the verdict, and the reasons that must be given.

A line of labelled_pairs.jsonl holds two values as a document would print them. What it leaves out is plain: no breakdown,
the place's own level as scope, an actual value without conflict.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import Catalogue, find_place
from dashboard.model import breakdown_key
from dashboard.observations import verdict
from dashboard.observations.compare import REASONS
from dashboard.observations.figures import unit_family_of
from dashboard.quantities import read_printed

FILE = Path(__file__).with_name("labelled_pairs.jsonl")
PAIRS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def row(said: dict[str, Any], catalogue: Catalogue) -> dict[str, object]:
    """A row of the observations frame, as far as a verdict looks at it."""
    place = find_place(catalogue.places, said["place"])
    quantity = read_printed(said["printed"], catalogue)
    assert place is not None
    interval = quantity.interval
    return {
        "indicator": said["indicator"],
        "breakdown": breakdown_key(said.get("breakdown", {})),
        "unit_family": unit_family_of(catalogue, said["indicator"], quantity.unit or catalogue.indicators[said["indicator"]].unit),
        "perimeter": said.get("perimeter", ""),
        "scope": "entity" if "entity" in said else said.get("scope", place.level),
        "entity": said.get("entity", ""),
        "ref_area": place.code,
        "period_type": said["period_type"],
        "time_period": said["time_period"],
        "status": said.get("status", "actual"),
        "qualifier": str(quantity.qualifier),
        "value": quantity.value,
        "low": math.nan if interval.low is None else interval.low,
        "high": math.nan if interval.high is None else interval.high,
        "conflict": said.get("conflict", False),
        "rank_of": float(said.get("rank_of", math.nan)),
    }  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["case"] for pair in PAIRS])
def test_a_labelled_pair(pair: dict[str, Any], catalogue: Catalogue) -> None:
    a, b = row(pair["a"], catalogue), row(pair["b"], catalogue)
    judged = verdict(a, b, catalogue)
    assert (judged.verdict, sorted(judged.reasons)) == (pair["verdict"], sorted(pair["reasons"]))
    assert verdict(b, a, catalogue) == judged


def test_the_labels_cover_every_reason_and_every_verdict() -> None:
    assert len(PAIRS) >= 45
    assert len({pair["case"] for pair in PAIRS}) == len(PAIRS)
    assert {reason for pair in PAIRS for reason in pair["reasons"]} == set(REASONS)
    verdicts = Counter(pair["verdict"] for pair in PAIRS)
    assert min(verdicts.values()) >= 12
    assert set(verdicts) == {"comparable", "with_care", "not_comparable"}


def test_the_two_pairs_every_reader_meets_first_are_among_them() -> None:
    printed = {(pair["a"]["printed"], pair["b"]["printed"]): pair["verdict"] for pair in PAIRS}
    assert printed["37所", "15所"] == "with_care"
    assert printed["6295人", "9人次"] == "not_comparable"
