"""The commands that write files: `export` (one, a batch, the whole data set) and `brief`. As in `cli`: call, print, exit code.

Each station is imported when it is called, so that reading text loads none of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import DashboardError, ExportError, UsageError
from dashboard.model import SWITCHES
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS

if TYPE_CHECKING:
    from dashboard.catalogue import Catalogue
    from dashboard.model import Selection
    from dashboard.project import Project

__all__ = ["CHARTS", "add_selection", "brief", "complain", "export"]

CHARTS = ("compare", "trend", "composition", "plan")
"""The charts by name, as `dashboard.export` has them."""


def add_selection(command: argparse.ArgumentParser, words: Callable[[str], str]) -> None:
    """The options that choose what is shown and how."""
    for flag, key in (("-i", "indicators"), ("-p", "places"), ("-t", "periods")):
        command.add_argument(flag, f"--{key}", default="", metavar="A,B", help=words(key))
    for key, words_of in SWITCHES.items():
        command.add_argument(f"--{key}", choices=words_of, default=words_of[0], help=words(key))


def export(options: argparse.Namespace) -> int:
    """Write what is asked for. Exit 0, or 1 where a batch could not make every file."""
    from dashboard.project import load_project

    form = options.format or options.output.suffix.lstrip(".").lower()
    project = load_project(options.project)
    try:
        if options.batch or options.every:
            return _export_batch(options, project, options.format or "png")
        (_export_dataset if form in ("package", "zip") else _export_selection)(options, project, form)
    except OSError as error:
        raise _unwritten(options.output, error) from error
    return 0


def _export_selection(options: argparse.Namespace, project: Project, form: str) -> None:
    from dashboard.export import export_selection
    from dashboard.export.writing import put_file

    chosen = _selection(options, project.catalogue)
    look = {"scale": options.scale, "theme": options.theme, "chart": options.chart}
    put_file(options.output, export_selection(project, chosen, form, options.lang, **look))


def _export_dataset(options: argparse.Namespace, project: Project, _: str) -> None:
    from dashboard.export.dataset import export_dataset

    export_dataset(project, options.output, whole=not (options.indicators or options.places or options.periods))


def _export_batch(options: argparse.Namespace, project: Project, form: str) -> int:
    """A file a view, each told of when it is there; what failed is told of again at the end."""
    from dashboard.export.batch import Look, every_indicator, export_batch, read_views

    if options.every:
        views = every_indicator(project, options.chart, _selection(options, project.catalogue))
    else:
        views = read_views(_list_text(options.batch), project.catalogue, options.lang)
    failed = 0
    for number, done in enumerate(
        export_batch(project, views, options.output, Look(form, options.scale, options.theme)), 1
    ):
        values = {"number": number, "all": len(views), "seconds": done.seconds, "file": done.path.name}
        print(say(WORDS, f"batch.{done.state}", options.lang, **values), file=sys.stderr, flush=True)
        if done.problem:
            failed += 1
            complain(done.problem, options.lang)
    print(say(WORDS, "batch.all", options.lang, all=len(views), failed=failed, folder=options.output))
    return 1 if failed else 0


def _list_text(name: str) -> str:
    """The list of a batch: of a file, or of standard input for a hyphen."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        values = {"file": name, "why": getattr(error, "strerror", None) or error}
        raise UsageError(*(say(WORDS, "cannot_read", lang, **values) for lang in LANGUAGES)) from error


def brief(options: argparse.Namespace) -> int:
    """Write a brief of the chosen charts and findings. Exit 0."""
    from dashboard.export.board import Board
    from dashboard.export.boards import export_board
    from dashboard.export.writing import put_file
    from dashboard.project import load_project

    project = load_project(options.project)
    charts = tuple(dict.fromkeys(filter(None, options.charts.split(","))))
    for chart in charts:
        if chart not in CHARTS:
            raise _unknown("unknown_chart", chart, CHARTS)
    for name in options.finding:
        if name not in (known := _finding_names(project)):
            raise _unknown("unknown_finding", name, known)
    board = Board(project, _selection(options, project.catalogue), charts, tuple(options.finding))
    content = export_board(board, options.format or options.output.suffix.lstrip(".").lower())
    try:
        put_file(options.output, content)
    except OSError as error:
        raise _unwritten(options.output, error) from error
    return 0


def _finding_names(project: Project) -> tuple[str, ...]:
    from dashboard.observations.records import finding_names

    return tuple(finding_names(project.findings))


def _selection(options: argparse.Namespace, catalogue: Catalogue) -> Selection:
    """The flags as a Selection; names and codes of places both work, unknown ones are named with the nearest."""
    from dashboard.catalogue import find_place
    from dashboard.model import Selection

    indicators, places, periods = (
        tuple(filter(None, getattr(options, k).split(","))) for k in ("indicators", "places", "periods")
    )
    for indicator in indicators:
        if indicator.partition(";")[0] not in catalogue.indicators:
            raise _unknown("unknown_indicator", indicator, catalogue.indicators)
    codes: list[str] = []
    for name in places:
        place = find_place(catalogue.places, name)
        if place is None:
            raise _unknown("unknown_place", name, [p.name_zh for p in catalogue.places.values()])
        codes.append(place.code)
    return Selection(
        indicators, tuple(codes), periods, **{key: getattr(options, key) for key in SWITCHES}, lang=options.lang
    )


def _unknown(key: str, name: str, known: Iterable[str]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1)
    closest = {lang: say(WORDS, "did_you_mean", lang, name=near[0]) if near else "" for lang in LANGUAGES}
    return UsageError(*(say(WORDS, key, lang, name=name, closest=closest[lang]).strip() for lang in LANGUAGES))


def _unwritten(path: Path, error: OSError) -> ExportError:
    values = {"file": path, "why": error.strerror or error}
    return ExportError(*(say(WORDS, "cannot_write", lang, **values) for lang in LANGUAGES))


def complain(error: DashboardError, lang: str) -> None:
    """Say on standard error what is wrong and what to do."""
    print(error.zh if lang == "zh" else error.en, file=sys.stderr)
