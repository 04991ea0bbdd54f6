"""`brief`: chosen charts and findings as a document of a few pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from dashboard.cli.chosen import listed, selection, unknown
from dashboard.cli.said import unwritten
from dashboard.export import CHARTS
from dashboard.export.board import Board
from dashboard.export.boards import export_board
from dashboard.export.writing import put_file
from dashboard.observations.records import finding_names
from dashboard.project import Project, load_project

__all__ = ["brief"]


def brief(options: argparse.Namespace) -> int:
    """Write a brief of the chosen charts and findings. Exit 0."""
    project = load_project(options.project)
    charts = _charts(options.charts)
    findings = _findings(options.finding, project)
    board = Board(project, selection(options, project.catalogue), charts, findings)
    content = export_board(board, options.format or options.output.suffix.lstrip(".").lower())
    try:
        put_file(options.output, content)
    except OSError as error:
        raise unwritten(options.output, error) from error
    return 0


def _charts(text: str) -> tuple[str, ...]:
    """The charts of `A,B`, each once. UsageError: there is no such chart."""
    charts = tuple(dict.fromkeys(listed(text)))
    for chart in charts:
        if chart not in CHARTS:
            raise unknown("unknown_chart", chart, CHARTS)
    return charts


def _findings(names: Sequence[str], project: Project) -> tuple[str, ...]:
    """The findings as they are named. UsageError: the project has none called so."""
    known = tuple(finding_names(project.findings)) if names else ()
    for name in names:
        if name not in known:
            raise unknown("unknown_finding", name, known)
    return tuple(names)
