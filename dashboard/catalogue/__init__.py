"""The catalogue: indicators.yaml and data/places.csv, read once, checked whole; the only place that knows YAML."""

from __future__ import annotations

from dashboard.catalogue.entries import (
    Catalogue,
    Correction,
    CuratedObservation,
    Dimension,
    DocumentEntry,
    Indicator,
    Perimeter,
    Place,
    Population,
    ProjectInfo,
    Residents,
    Source,
    Table,
    TableColumn,
    Unit,
)
from dashboard.catalogue.load import catalogue_problems, load_catalogue, problems_of
from dashboard.catalogue.places import find_place

__all__ = [
    "Catalogue",
    "Correction",
    "CuratedObservation",
    "Dimension",
    "DocumentEntry",
    "Indicator",
    "Perimeter",
    "Place",
    "Population",
    "ProjectInfo",
    "Residents",
    "Source",
    "Table",
    "TableColumn",
    "Unit",
    "catalogue_problems",
    "find_place",
    "load_catalogue",
    "problems_of",
]
