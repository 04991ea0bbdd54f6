"""The tidy frames and what is wrong with them: mentions, observations, corrections, checks, comparability.

The names below are resolved when they are first used: a page is drawn from rows, without pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.observations.arrange import cells_of, packed_mentions, packed_observations, unpacked
    from dashboard.observations.cells import Cells
    from dashboard.observations.checks import CHECKS, run_checks
    from dashboard.observations.compare import Verdict, verdict
    from dashboard.observations.corrections import apply_corrections
    from dashboard.observations.curated import curated_problems
    from dashboard.observations.direction import Direction, direction
    from dashboard.observations.dtypes import KEY, MENTION_COLUMNS, OBSERVATION_COLUMNS
    from dashboard.observations.frame import build_mentions, build_observations
    from dashboard.observations.records import finding_record

__all__ = [
    "CHECKS",
    "KEY",
    "MENTION_COLUMNS",
    "OBSERVATION_COLUMNS",
    "Cells",
    "Direction",
    "Verdict",
    "apply_corrections",
    "build_mentions",
    "build_observations",
    "cells_of",
    "curated_problems",
    "direction",
    "finding_record",
    "packed_mentions",
    "packed_observations",
    "run_checks",
    "unpacked",
    "verdict",
]

_HOMES = {
    "CHECKS": "checks",
    "KEY": "dtypes",
    "MENTION_COLUMNS": "dtypes",
    "OBSERVATION_COLUMNS": "dtypes",
    "Cells": "cells",
    "Direction": "direction",
    "Verdict": "compare",
    "apply_corrections": "corrections",
    "build_mentions": "frame",
    "build_observations": "frame",
    "cells_of": "arrange",
    "curated_problems": "curated",
    "direction": "direction",
    "finding_record": "records",
    "packed_mentions": "arrange",
    "packed_observations": "arrange",
    "run_checks": "checks",
    "unpacked": "arrange",
    "verdict": "compare",
}


def __getattr__(name: str) -> object:
    """A public name, imported from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
