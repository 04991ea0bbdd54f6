"""The tidy frames and what is wrong with them: mentions, observations, corrections, checks, comparability."""

from __future__ import annotations

from dashboard.observations.checks import CHECKS, run_checks
from dashboard.observations.columns import KEY, MENTION_COLUMNS, OBSERVATION_COLUMNS
from dashboard.observations.compare import Verdict, verdict
from dashboard.observations.corrections import apply_corrections
from dashboard.observations.curated import curated_problems
from dashboard.observations.direction import Direction, direction
from dashboard.observations.frame import build_mentions, build_observations
from dashboard.observations.records import finding_record

__all__ = [
    "CHECKS",
    "KEY",
    "MENTION_COLUMNS",
    "OBSERVATION_COLUMNS",
    "Direction",
    "Verdict",
    "apply_corrections",
    "build_mentions",
    "build_observations",
    "curated_problems",
    "direction",
    "finding_record",
    "run_checks",
    "verdict",
]
