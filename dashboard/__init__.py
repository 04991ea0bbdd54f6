"""Figures out of official Chinese letters on vocational education: read, judged, compared, each with its sentence.

    from dashboard import load_project
    project = load_project(Path("."))
    project.observations                       # the tidy frame

The names below are resolved when they are first used, so that reading text loads neither pandas nor dash.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.catalogue import load_catalogue
    from dashboard.documents import read_document
    from dashboard.export import export_selection
    from dashboard.export.dataset import export_dataset
    from dashboard.extraction import extract
    from dashboard.model import Selection
    from dashboard.project import Project, load_project
    from dashboard.web import create_app, create_server

__all__ = [
    "Project",
    "Selection",
    "create_app",
    "create_server",
    "export_dataset",
    "export_selection",
    "extract",
    "load_catalogue",
    "load_project",
    "read_document",
]

_HOMES = {
    "Project": "dashboard.project",
    "Selection": "dashboard.model",
    "create_app": "dashboard.web",
    "create_server": "dashboard.web",
    "export_dataset": "dashboard.export.dataset",
    "export_selection": "dashboard.export",
    "extract": "dashboard.extraction",
    "load_catalogue": "dashboard.catalogue",
    "load_project": "dashboard.project",
    "read_document": "dashboard.documents",
}


def __getattr__(name: str) -> object:
    """A public name, imported from its station on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
