"""Many files in one go, to be broken off and taken up again: a file that is there and says so itself is not made twice."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.catalogue.entries import Catalogue
from dashboard.errors import DashboardError, ExportError, UsageError
from dashboard.export import Exportable, export_selection, file_name
from dashboard.export.containers import read_container
from dashboard.export.options import Request
from dashboard.export.provenance import Proof, link_parts
from dashboard.export.query import CHARTS, read_query
from dashboard.export.short import SHORT_PATH, read_short
from dashboard.export.writing import put_file
from dashboard.model import Selection
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = ["MOST_VIEWS", "Done", "Look", "View", "every_indicator", "export_batch", "read_views"]

MOST_VIEWS = 10_000
"""Views one batch may have."""


@dataclass(frozen=True, slots=True)
class View:
    """What one file shows: a chart of CHARTS and its selection."""

    chart: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Look:
    """How the files of a batch look: their format (of FORMATS), scale and theme."""

    form: str = "png"
    scale: int = 2
    theme: str = "light"


@dataclass(frozen=True, slots=True)
class Done:
    """One file of a batch: `state` is made, kept (it was there and right) or failed; `problem` says why it failed."""

    path: Path
    state: str
    seconds: float
    problem: DashboardError | None = None


def read_views(text: str, catalogue: Catalogue, lang: str) -> tuple[View, ...]:
    """The views of a list: a link a line, short or full, a host before it allowed; empty lines and `#` lines count for nothing.

    UsageError names the first line that is no link, and a list that is too long.
    """
    views: list[View] = []
    for number, line in enumerate(text.splitlines(), start=1):
        link = line.strip()
        if link and not link.startswith("#"):
            views.append(_view(link, number, catalogue, lang))
        if len(views) > MOST_VIEWS:
            raise _bad("batch.many", most=MOST_VIEWS)
    return tuple(views)


def _view(link: str, number: int, catalogue: Catalogue, lang: str) -> View:
    if SHORT_PATH in link:
        found = read_short(link, catalogue)
        if found is not None:
            return View(*found)
        raise _bad("batch.link", line=number, link=link[:80])
    try:
        chart, query = link_parts(link)
    except ExportError as error:
        raise _bad("batch.link", line=number, link=link[:80]) from error
    reading = read_query(query, catalogue)
    if reading.ignored or chart not in CHARTS:
        raise _bad("batch.words", line=number, names=", ".join(reading.ignored) or chart)
    return View(chart, reading.selection if "lang=" in query else replace(reading.selection, lang=lang))


def _bad(key: str, **words: object) -> UsageError:
    return UsageError(*(say(WORDS, key, lang, **words) for lang in LANGUAGES))


def every_indicator(project: Exportable, chart: str, selection: Selection) -> tuple[View, ...]:
    """One view for each indicator of the selection (of the catalogue, where it names none) that has something to show."""
    known = project.cells.indicators
    names = selection.indicators or tuple(name for name in project.catalogue.indicators if name in known)
    views = (View(chart, replace(selection, indicators=(name,))) for name in names)
    return tuple(view for view in views if Request(project, view.selection, view.chart).rows)


def export_batch(project: Exportable, views: Iterable[View], folder: Path, look: Look) -> Iterator[Done]:
    """Write a file a view into the folder, and tell of each when it is there.

    A file is named by what it shows and how. One that is there already and was made of the same data, catalogue and values is
    kept. One that cannot be made is told of and the others go on. OSError: the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for view in views:
        started = time.perf_counter()
        path = folder / _name(project, view, look)
        state, problem = "kept", None
        if not _is_right(path, project, view):
            state, problem = _make(project, view, look, path)
        yield Done(path, state, time.perf_counter() - started, problem)


def _name(project: Exportable, view: View, look: Look) -> str:
    """`南阳市_中等职业学校数_compare_3f2a91.png`: what it shows, and a hash of the view and of how it looks."""
    stem, _, form = file_name(view.selection, project.catalogue, look.form).rpartition(".")
    said = repr((view.chart, view.selection, look)).encode("utf-8", "replace")
    return f"{stem}_{view.chart}_{hashlib.sha256(said).hexdigest()[:6]}.{form}"


def _is_right(path: Path, project: Exportable, view: View) -> bool:
    """Whether the file is there, whole, and made of what the project says today."""
    if not path.exists():
        return False
    try:
        found = read_container(path).proof
    except ExportError:
        return False
    return _told(found) == _told(Request(project, view.selection, view.chart).proof)


def _told(proof: Proof) -> tuple[str, ...]:
    return proof.chart, proof.selection, proof.data_hash, proof.catalogue_hash


def _make(project: Exportable, view: View, look: Look, path: Path) -> tuple[str, DashboardError | None]:
    try:
        content = export_selection(
            project, view.selection, look.form, scale=look.scale, theme=look.theme, chart=view.chart
        )
        put_file(path, content)
    except DashboardError as error:
        return "failed", error
    except OSError as error:
        why = {"file": path.name, "why": error.strerror or error}
        return "failed", ExportError(*(say(WORDS, "batch.unwritten", lang, **why) for lang in LANGUAGES))
    return "made", None
