"""A project as large as one asks for: every indicator has a value of every place, for several years, flags among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from web_project import shipped

from dashboard.catalogue.entries import Indicator, Place
from dashboard.observations.arrange import packed_frames
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame
from dashboard.project import Project
from dashboard.web.lookup import Lookup, build_lookup

__all__ = ["full_lookup", "full_project"]

_LEVELS = ("province", "city", "county")


def full_project(places: int = 50, indicators: int = 60, years: int = 3) -> Project:
    """The shipped catalogue with so many of its indicators, and frames made of nothing but curated values."""
    project = shipped()
    chosen = dict(islice(project.catalogue.indicators.items(), indicators))
    rows = list(_rows(list(chosen.values()), _chosen_places(list(project.catalogue.places.values()), places), years))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return replace(
        project,
        folder=Path("nowhere"),  # no files say this, and none are written
        catalogue=replace(project.catalogue, indicators=chosen),
        frames=packed_frames(filled_frame(columns, OBSERVATION_COLUMNS, len(rows)), project.mentions.iloc[:0]),
        documents=(),
        findings=(),
    )


def full_lookup(places: int = 50, indicators: int = 60, years: int = 3) -> Lookup:
    """The lookup of such a project."""
    return build_lookup(full_project(places, indicators, years))


def _chosen_places(places: list[Place], count: int) -> list[Place]:
    """Places of three levels by turns, those with an English name."""
    turns = zip(*([p for p in places if p.level == level and p.name_en] for level in _LEVELS), strict=False)
    return list(islice((place for turn in turns for place in turn), count))


def _rows(indicators: list[Indicator], places: list[Place], years: int) -> Iterator[dict[str, Any]]:
    """One row per indicator, place and year; every seventh value is approximate, every eleventh in conflict."""
    number = 0
    for entry in indicators:
        for place in places:
            for year in range(2025 - years, 2025):
                number += 1
                value = float(100 + number * 37 % 9_900)
                yield {
                    "observation_id": f"full-{number:06d}",
                    "indicator": entry.id,
                    "ref_area": place.code,
                    "area_name": place.name_zh,
                    "scope": place.level,
                    "status": "target" if number % 23 == 0 else "actual",
                    "period_type": "as_of" if entry.kind == "stock" else "during",
                    "time_period": str(year),
                    "year": year,
                    "value": value,
                    "value_high": float("nan"),
                    "low": value - 0.5,
                    "high": value + 0.5,
                    "low_closed": True,
                    "high_closed": False,
                    "unit": entry.unit,
                    "unit_family": entry.unit_family,
                    "printed": f"{value:.0f}{entry.unit}",
                    "qualifier": "approx" if number % 7 == 0 else "eq",
                    "conflict": number % 11 == 0,
                    "origin": "curated",
                    "processing": "printed",
                    "source_title": "统计年鉴",
                }
