"""What an export needs of a project, and what a file needs of the thing it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.style import Row
from dashboard.observations.cells import Cells

__all__ = ["Exportable", "Shown"]


class Exportable(Protocol):
    """What an export needs of a project."""

    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102 - the fields of dashboard.project.Project

    @property
    def cells(self) -> Cells: ...  # noqa: D102

    @property
    def version(self) -> str: ...  # noqa: D102


class Shown(Protocol):
    """One chart, or several together: its project, the observations it shows, its title and its language."""

    @property
    def project(self) -> Exportable: ...  # noqa: D102

    @property
    def rows(self) -> Sequence[Row]: ...  # noqa: D102

    @property
    def computed(self) -> Mapping[str, str]: ...  # noqa: D102 - by observation, as kept.py keeps it

    @property
    def title(self) -> str: ...  # noqa: D102

    @property
    def lang(self) -> str: ...  # noqa: D102
