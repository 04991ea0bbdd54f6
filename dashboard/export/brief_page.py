"""The brief as an A4 PDF: a page of HTML, its charts as drawings in it, printed by the browser that draws pictures."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import escape, unescape

from pypdf import PdfReader

from dashboard.errors import UsageError
from dashboard.export.brief import Block, Brief, Line, Picture, Section, Table
from dashboard.export.brief_style import CHART_WIDTHS, MOST_PAGES, page_css, page_foot
from dashboard.export.easel import print_page
from dashboard.export.pdf_text import settled_pdf
from dashboard.export.pictures import pdf_about, svg_of
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = ["Printed", "printed_brief", "refuse_empty"]

_TEXT = re.compile(r">([^<]+)<")
(_FIRST, _), (_LAST, _ABREAST) = CHART_WIDTHS[0], CHART_WIDTHS[-1]
_CLOSER = _ABREAST * _ABREAST * _LAST / _FIRST  # so many pages of the first layout are one of the last, at best


class Printed:
    """A brief as it was printed: the PDF, and the layout of its charts (pixels they are drawn for, how many abreast)."""

    def __init__(self, pdf: bytes, width: int, abreast: int) -> None:
        self.pdf = pdf
        self.width = width
        self.abreast = abreast


def printed_brief(brief: Brief, spare: int = 0) -> Printed:
    """The brief as A4 PDF of at most MOST_PAGES pages; charts stand two abreast where they would take too many.

    `spare` of them are kept free for a word processor, which sets it wider.
    UsageError: nothing is chosen, or it is too long; ExportError: no page can be printed (easel.py).
    """
    refuse_empty(brief)
    pages = 0
    for width, abreast in CHART_WIDTHS:
        page = _page(brief, width, abreast)
        text = unescape("\n".join(_TEXT.findall(page))) + brief.foot + "0123456789/"
        pdf = print_page(page, text, foot=page_foot(escape(brief.foot)))
        pages = len(PdfReader(io.BytesIO(pdf)).pages) + spare
        if pages <= MOST_PAGES:
            return Printed(settled_pdf(pdf, text, pdf_about(brief.board.proof)), width, abreast)
        if pages > MOST_PAGES * _CLOSER:
            break
    raise _too_long(pages)


def refuse_empty(brief: Brief) -> None:
    """UsageError where there is neither a chart nor a finding to write about."""
    if not brief.board.requests and not brief.board.found:
        raise UsageError(*(say(WORDS, "error.brief_empty", lang) for lang in LANGUAGES))


def _too_long(pages: int) -> UsageError:
    return UsageError(*(say(WORDS, "error.brief_long", lang, pages=pages, most=MOST_PAGES) for lang in LANGUAGES))


def _page(brief: Brief, width: int, abreast: int) -> str:
    lang = "zh-CN" if brief.board.lang == "zh" else "en"
    sub = "".join(f'<p class="sub">{escape(line)}</p>' for line in brief.subtitle)
    body = "".join(_section(section, width) for section in brief.sections)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(brief.title)}</title>'
        f"<style>{page_css(abreast)}</style></head><body><h1>{escape(brief.title)}</h1>{sub}{body}</body></html>"
    )


def _section(section: Section, width: int) -> str:
    head = f"<h2>{escape(section.heading)}</h2>"
    if section.kind == "text":
        pictures = [block for block in section.blocks if isinstance(block, Picture)]
        figures = "".join(_figure(picture, number, width) for number, picture in enumerate(pictures))
        rest = "".join(_block(block) for block in section.blocks if not isinstance(block, Picture))
        return head + (f'<div class="figures">{figures}</div>' if figures else "") + rest
    lines = [_line(block) for block in section.blocks if isinstance(block, Line)]
    if section.kind == "notes":
        items = "".join(f'<li id="note{number}">{line}</li>' for number, line in enumerate(lines, start=1))
        return f"{head}<ol>{items}</ol>"
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'{head}<ul class="small">{items}</ul>'


def _block(block: Block) -> str:
    return _table(block) if isinstance(block, Table) else f"<p>{_line(block)}</p>" if isinstance(block, Line) else ""


def _figure(picture: Picture, number: int, width: int) -> str:
    svg = svg_of(replace(picture.request, width=width, columns=1), bare=True, name=f"figure{number}")
    label = escape(picture.said, quote=True)
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return f"<figure>{named}<figcaption>{_line(picture.caption)}</figcaption></figure>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{_line(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    columns = "<col>" * len(table.head)
    return f"<table class='of{len(table.head)}'><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _line(line: Line) -> str:
    """Texts, each followed by the numbers of its notes, raised."""
    return "".join(escape(text) + (f"<sup>{_marks(notes)}</sup>" if notes else "") for text, notes in line.runs)


def _marks(notes: tuple[int, ...]) -> str:
    """The numbers, each a link to its note."""
    return "".join(f'<a href="#note{number}">[{number}]</a>' for number in notes)
