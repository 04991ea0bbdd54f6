"""`brief`: chosen charts and findings as a document of a few pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from dashboard.cli.chosen import listed, read_text, selection, unknown
from dashboard.cli.said import both, unwritten
from dashboard.errors import UsageError
from dashboard.export import CHARTS
from dashboard.export.board import LONGEST_INTRODUCTION, LONGEST_TITLE, Board, own_words
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
    own = _own_words(options)
    board = Board(
        project, selection(options, project.catalogue), charts, findings, headline=own[0], introduction=own[1]
    )
    content = export_board(board, options.format or options.output.suffix.lstrip(".").lower())
    try:
        put_file(options.output, content)
    except OSError as error:
        raise unwritten(options.output, error) from error
    return 0


def _own_words(options: argparse.Namespace) -> tuple[str, str]:
    """The author's title and introduction. UsageError: too long, or a file that cannot be read."""
    text = options.introduction
    if text.startswith("@"):
        text = read_text(text[1:])
    given = (
        ("--title", options.title.replace("\n", " "), LONGEST_TITLE),
        ("--introduction", text, LONGEST_INTRODUCTION),
    )
    for flag, words, most in given:
        count = len(own_words(words, len(words)))
        if count > most:
            raise UsageError(*both("brief.words_long", flag=flag, count=count, most=most))
    title, introduction = (own_words(words, most) for _, words, most in given)
    return title, introduction


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
