"""Several charts as one file: a portable page, a brief as PDF, a brief as DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from dashboard.errors import UsageError
from dashboard.export import MEDIA_TYPES
from dashboard.export.board import Board
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = ["BOARD_FORMATS", "BOARD_MEDIA_TYPES", "export_board"]

BOARD_MEDIA_TYPES: Mapping[str, str] = {
    "pdf": MEDIA_TYPES["pdf"],
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": MEDIA_TYPES["html"],
}


def export_board(board: Board, form: str) -> bytes:
    """The file of a format of BOARD_FORMATS. UsageError: another format, nothing chosen, too long; ExportError: not drawn."""
    if form not in BOARD_FORMATS:
        words = {"format": form, "formats": ", ".join(BOARD_FORMATS)}
        raise UsageError(*(say(WORDS, "error.brief_format", lang, **words) for lang in LANGUAGES))
    return _WRITERS[form](board)


def _html(board: Board) -> bytes:
    write: Callable[[Board], bytes] = import_module("dashboard.export.html").board_html
    return write(board)


def _pdf(board: Board) -> bytes:
    """The printed brief; libraries are imported with the first one, they take longer than a page."""
    brief, page = (import_module(f"dashboard.export.{name}") for name in ("brief", "brief_page"))
    printed: bytes = page.printed_brief(brief.brief_of(board)).pdf
    return printed


def _docx(board: Board) -> bytes:
    """The brief as DOCX, laid out as it prints: so it has as few pages."""
    brief, page, docx = (import_module(f"dashboard.export.{name}") for name in ("brief", "brief_page", "brief_docx"))
    content = brief.brief_of(board)
    printed = page.printed_brief(content, spare=1)
    written: bytes = docx.docx_of(content, printed.width, printed.abreast)
    return written


_WRITERS: Mapping[str, Callable[[Board], bytes]] = {"pdf": _pdf, "docx": _docx, "html": _html}
BOARD_FORMATS = tuple(_WRITERS)
