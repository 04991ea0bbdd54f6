"""A selection → the bytes of a file, with its sources, its notes and the selection itself inside. No Dash here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from dashboard.errors import UsageError
from dashboard.export.exportable import Exportable
from dashboard.export.names import content_disposition, file_name
from dashboard.export.options import CHARTS, STATED, Listing, Request
from dashboard.export.provenance import Proof
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE
from dashboard.wording import say
from dashboard.wording.export import WORDS

if TYPE_CHECKING:
    from dashboard.export.pictures import stop_drawing

__all__ = [
    "CHARTS",
    "FORMATS",
    "LISTS",
    "MEDIA_TYPES",
    "Exportable",
    "ExportedFile",
    "Listing",
    "Request",
    "content_disposition",
    "export_file",
    "export_lists",
    "export_selection",
    "file_name",
    "stop_drawing",
]

_WRITERS = {
    "csv": "tables", "xlsx": "workbook", "png": "pictures", "svg": "pictures", "pdf": "pictures", "html": "html", "json": "typed", "parquet": "typed",
}  # fmt: skip
FORMATS = tuple(_WRITERS)
LISTS = ("csv", "xlsx")
"""The formats a plain list may have."""

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file ready to be sent: its bytes, its name, its media type and its Content-Disposition."""

    content: bytes
    name: str
    media_type: str
    disposition: str


def export_selection(
    project: Exportable,
    selection: Selection,
    form: str,
    lang: str = "",
    *,
    scale: int = 1,
    theme: str = "light",
    chart: str = "compare",
    columns: int = 2,
    width: int = 960,
) -> bytes:
    """The selection as a file of a format of `FORMATS`, in `lang` (default: the selection's own).

    `scale` (1, 2, 4) magnifies a PNG; `columns` 1 with a `width` of 390 suits a phone; `chart` is one of `CHARTS` and
    chooses the rows of a table too. UsageError: unknown format, chart, theme or scale; ExportError: a picture failed.
    """
    _check("error.format", format=form, formats=FORMATS)
    _check("error.chart", chart=chart, charts=CHARTS)
    stated = _as_drawn(selection, chart)
    chosen = replace(stated, lang=lang) if lang else stated
    return _writer(form)(Request(project, chosen, chart, scale, theme, columns, width))


def export_file(
    project: Exportable, selection: Selection, form: str, chart: str = "compare", **how: int
) -> ExportedFile:
    """The same with the name and headers a server needs; `how` is passed on to `export_selection`."""
    content = export_selection(project, selection, form, chart=chart, **how)  # type: ignore[arg-type]
    name = file_name(_as_drawn(selection, chart), project.catalogue, form)
    return ExportedFile(content, name, MEDIA_TYPES[form], content_disposition(name))


def export_lists(listings: Sequence[Listing], form: str, proof: Proof, name: str, lang: str) -> ExportedFile:
    """Plain lists as one file of a format of `LISTS`, called `name`; CSV holds the first of them. UsageError: another format."""
    _check("error.format", format=form, formats=LISTS)
    write: Callable[[str, Sequence[Listing], Proof, str], bytes] = import_module(f"{__name__}.lists").list_bytes
    return ExportedFile(
        write(form, listings, proof, lang), f"{name}.{form}", MEDIA_TYPES[form], content_disposition(f"{name}.{form}")
    )


def _as_drawn(selection: Selection, chart: str) -> Selection:
    """The selection as a chart takes it: some draw values as stated, whatever the mode."""
    return replace(selection, mode=ABSOLUTE) if chart in STATED else selection


def _writer(form: str) -> Callable[[Request], bytes]:
    """What writes a format, imported with the first such file: the libraries that write take longer than a page."""
    write: Callable[[Request], bytes] = getattr(import_module(f"{__name__}.{_WRITERS[form]}"), f"{form}_bytes")
    return write


def __getattr__(name: str) -> object:
    """`stop_drawing`, which lives with the pictures."""
    if name != "stop_drawing":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = import_module(f"{__name__}.pictures").stop_drawing
    return value


def _check(key: str, **words: str | tuple[str, ...]) -> None:
    """UsageError when the first word is not among the second."""
    (name, value), (several, allowed) = words.items()
    if value not in allowed:
        texts = {name: value, several: ", ".join(allowed)}
        raise UsageError(*(say(WORDS, key, lang, **texts) for lang in ("zh", "en")))
