"""`export`: the selection as a file, a file a view of a batch, or the whole data set. Each imports what it writes with."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from dashboard.cli.chosen import read_text, selection
from dashboard.cli.said import complain, unwritten
from dashboard.project import Project, load_project
from dashboard.wording import say
from dashboard.wording.cli import WORDS

if TYPE_CHECKING:
    from dashboard.export.batch import Done

__all__ = ["export"]


def export(options: argparse.Namespace) -> int:
    """Write what is asked for. Exit 0, or 1 where a batch could not make every file."""
    form = options.format or options.output.suffix.lstrip(".").lower()
    project = load_project(options.project)
    try:
        if options.batch or options.every:
            return _export_batch(options, project)
        if form in ("package", "zip"):
            _export_dataset(options, project)
        else:
            _export_selection(options, project, form)
    except OSError as error:
        raise unwritten(options.output, error) from error
    return 0


def _export_selection(options: argparse.Namespace, project: Project, form: str) -> None:
    from dashboard.export import export_selection
    from dashboard.export.writing import put_file

    chosen = selection(options, project.catalogue)
    look = {"scale": options.scale, "theme": options.theme, "chart": options.chart}
    put_file(options.output, export_selection(project, chosen, form, options.lang, **look))


def _export_dataset(options: argparse.Namespace, project: Project) -> None:
    from dashboard.export.dataset import export_dataset

    export_dataset(project, options.output, whole=not (options.indicators or options.places or options.periods))


def _export_batch(options: argparse.Namespace, project: Project) -> int:
    """A file a view, each told of when it is there; what failed is told of again at the end."""
    from dashboard.export.batch import Look, every_indicator, export_batch, read_views

    if options.every:
        views = every_indicator(project, options.chart, selection(options, project.catalogue))
    else:
        views = read_views(read_text(options.batch), project.catalogue, options.lang)
    look = Look(options.format or "png", options.scale, options.theme)
    failed = 0
    for number, done in enumerate(export_batch(project, views, options.output, look), 1):
        _tell(done, number, len(views), options.lang)
        failed += done.problem is not None
    print(say(WORDS, "batch.all", options.lang, all=len(views), failed=failed, folder=options.output))
    return 1 if failed else 0


def _tell(done: Done, number: int, views: int, lang: str) -> None:
    """Say that a file of a batch is there, or why it is not."""
    values = {"number": number, "all": views, "seconds": done.seconds, "file": done.path.name}
    print(say(WORDS, f"batch.{done.state}", lang, **values), file=sys.stderr, flush=True)
    if done.problem:
        complain(done.problem, lang)
