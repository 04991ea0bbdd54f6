"""The brief as DOCX, to be worked on: styles for headings, a table whose head repeats, pictures with a text beside them.

The same bytes for the same data: no clock, no name of a person.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from dashboard.export.brief import Block, Brief, Line, Picture, Section, Table
from dashboard.export.brief_style import CONTENT_MM, FACES, LINES, MARGINS_MM, PAPER_MM, SIZES_PT, TABLE_WIDTHS
from dashboard.export.pictures import png_of
from dashboard.export.provenance import KEY, proof_text
from dashboard.wording import say
from dashboard.wording.export import WORDS

__all__ = ["docx_of"]

_EPOCH = datetime(2000, 1, 1)
_DOS_EPOCH = (2000, 1, 1, 0, 0, 0)
_STYLES = {"Normal": "body", "Title": "title", "Heading 1": "heading", "Subtitle": "subtitle", "Caption": "caption"}
_AROUND_PT = {"body": (0, 4), "title": (0, 6), "heading": (12, 4), "subtitle": (0, 0), "caption": (0, 6)}
_XML_UNFIT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def docx_of(brief: Brief, width: int, abreast: int) -> bytes:
    """The DOCX of a brief, its charts drawn for `width` pixels and `abreast` side by side, as they are printed. ExportError: easel.py."""
    document = Document()
    _set_up(document, brief)
    document.add_paragraph(_fit(brief.title), style="Title")
    for line in brief.subtitle:
        document.add_paragraph(_fit(line), style="Subtitle")
    for section in brief.sections:
        _write_section(document, section, width, abreast, brief.board.lang)
    _carry_proof(document, brief)
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _fit(text: str) -> str:
    """The text without what no XML file may hold."""
    return text.encode("utf-8", "replace").decode().translate(_XML_UNFIT)


# --- the paper -----------------------------------------------------------------------------------------------------


def _set_up(document: Any, brief: Brief) -> None:
    """Paper, faces, the foot of the page, and what the file says of itself."""
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(length) for length in PAPER_MM)
    for side, length in MARGINS_MM.items():
        setattr(page, f"{side}_margin", Mm(length))
    for name, size in _STYLES.items():
        _set_lines(document.styles[name].paragraph_format, size, *_AROUND_PT[size])
        faces = FACES["word_body" if name in ("Normal", "Subtitle") else "word_heading"]
        _set_face(document.styles[name], faces, SIZES_PT[size])
    _write_foot(page.footer.paragraphs[0], _fit(brief.foot))
    said = document.core_properties
    said.title, said.author, said.comments, said.keywords = (
        _fit(brief.title)[:255],
        KEY,
        "",
        brief.board.proof.link[:255],
    )
    said.created = said.modified = _EPOCH
    said.language = "zh-CN" if brief.board.lang == "zh" else "en"


def _set_lines(paragraphs: Any, size: str, before: float | None = None, after: float | None = None) -> None:
    """Lines as far apart as on the printed page, not as far as a face asks for; points before and behind a paragraph."""
    paragraphs.line_spacing = Pt(SIZES_PT[size] * LINES[size])
    if before is not None and after is not None:
        paragraphs.space_before, paragraphs.space_after = Pt(before), Pt(after)


def _set_face(style: Any, faces: tuple[str, ...], size: float) -> None:
    """One style in a Latin and a Chinese face; no theme colours, no italics, letters no further apart than in the face."""
    latin, chinese = faces
    style.font.name, style.font.size, style.font.italic = latin, Pt(size), False
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
    _set_language(properties)
    for ornament in ("w:color", "w:spacing"):
        found = properties.find(qn(ornament))
        if found is not None:
            properties.remove(found)


def _set_language(properties: Any) -> None:
    """Chinese is set as on the mainland: commas and full stops stand at the foot of the line."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _write_foot(paragraph: Any, text: str) -> None:
    """What the brief is, and the page it is on of how many."""
    run = paragraph.add_run(f"{text}    ")
    run.font.size = Pt(SIZES_PT["foot"])
    for code, between in (("PAGE", " / "), ("NUMPAGES", "")):
        _write_field(paragraph, code)
        paragraph.add_run(between).font.size = Pt(SIZES_PT["foot"])


def _write_field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(SIZES_PT["foot"])
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = code
        run._r.append(part)


# --- what stands on it ---------------------------------------------------------------------------------------------


def _write_section(document: Any, section: Section, width: int, abreast: int, lang: str) -> None:
    document.add_paragraph(section.heading, style="Heading 1")
    pictures = [block for block in section.blocks if isinstance(block, Picture)]
    if pictures:
        _write_pictures(document, pictures, width, abreast, lang)
    for number, block in enumerate(section.blocks, start=1):
        _write_block(document, block, section.kind, number)


def _write_block(document: Any, block: Block, kind: str, number: int) -> None:
    if isinstance(block, Table):
        _write_table(document, block)
    elif isinstance(block, Line):
        paragraph = document.add_paragraph(style="List Bullet" if kind == "list" else "Normal")
        if kind == "notes":
            _write_note_number(paragraph, number)
        _write_line(paragraph, block)
        if kind != "text":
            _resize(paragraph, "note", 0, 2)


def _write_line(paragraph: Any, line: Line) -> None:
    """Texts, each followed by the numbers of its notes, raised."""
    for text, notes in line.runs:
        paragraph.add_run(_fit(text))
        for number in notes:
            _link_note(paragraph, number)


def _link_note(paragraph: Any, number: int) -> None:
    """The number of a note, raised, that leads to it."""
    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"note{number}")
    link.set(qn("w:history"), "1")
    link.append(run._r)
    paragraph._p.append(link)


def _write_note_number(paragraph: Any, number: int) -> None:
    """The number before a note, with the mark that links lead to."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note{number}")
        paragraph._p.append(mark)
    paragraph.add_run(f"[{number}] ")


def _resize(paragraph: Any, size: str, before: float = 0, after: float = 0) -> None:
    """Every run of a paragraph in a size of SIZES_PT, those that are links too, and its lines as far apart as suits it."""
    _set_lines(paragraph.paragraph_format, size, before, after)
    for run in paragraph._p.iter(qn("w:r")):
        Run(run, paragraph).font.size = Pt(SIZES_PT[size])


def _write_table(document: Any, table: Table) -> None:
    """A table whose head is repeated on every page and whose rows are not torn apart."""
    drawn = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    drawn.autofit = False
    for cell, word in zip(drawn.rows[0].cells, table.head, strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    _mark_row(drawn.rows[0], "w:tblHeader")
    for row in table.rows:
        cells = drawn.add_row().cells
        for cell, line in zip(cells, row, strict=True):
            _write_line(cell.paragraphs[0], line)
    shares = TABLE_WIDTHS[len(table.head)]
    for column, share in zip(drawn.columns, shares, strict=True):
        column.width = Mm(CONTENT_MM * share)
    for row in drawn.rows:
        _mark_row(row, "w:cantSplit")
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(CONTENT_MM * share)
            _resize(cell.paragraphs[0], "table")


def _mark_row(row: Any, name: str) -> None:
    """A property of a row; the schema wants cantSplit before tblHeader."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    if name == "w:cantSplit":
        properties.insert(0, mark)
    else:
        properties.append(mark)


def _write_pictures(document: Any, pictures: list[Picture], width: int, abreast: int, lang: str) -> None:
    """The charts, in a table without lines where several stand side by side."""
    if abreast == 1:
        for picture in pictures:
            _write_picture(document.add_paragraph(), document.add_paragraph(style="Caption"), picture, width, 1, lang)
        return
    grid = document.add_table(rows=0, cols=abreast)
    for start in range(0, len(pictures), abreast):
        row = grid.add_row()
        _mark_row(row, "w:cantSplit")
        for cell, picture in zip(row.cells, pictures[start : start + abreast], strict=False):
            caption = cell.add_paragraph(style="Caption")
            _write_picture(cell.paragraphs[0], caption, picture, width, abreast, lang)


def _write_picture(paragraph: Any, caption: Any, picture: Picture, width: int, abreast: int, lang: str) -> None:
    request = replace(picture.request, width=width, columns=1, scale=2)
    paragraph.paragraph_format.keep_with_next = abreast == 1  # in a row of a table it would hold all rows together
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1.0, Pt(0)
    shape = paragraph.add_run().add_picture(
        io.BytesIO(png_of(request, bare=True)), width=Mm(CONTENT_MM / abreast - (abreast > 1) * 4)
    )
    words = {"title": picture.caption.text, "said": picture.said}
    shape._inline.docPr.set("descr", _fit(say(WORDS, "brief.alt", lang, **words)))
    _write_line(caption, picture.caption)


# --- what travels with it ------------------------------------------------------------------------------------------


def _carry_proof(document: Any, brief: Brief) -> None:
    """The proof as a part of its own (provenance.py), which word processors keep."""
    text = f'<?xml version="1.0" encoding="UTF-8"?><proof xmlns="urn:{KEY}">{escape(proof_text(brief.board.proof))}</proof>'
    package = document.part.package
    part = Part(PackURI("/customXml/proof.xml"), "application/xml", text.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _settled(content: bytes) -> bytes:
    """The package packed anew in its own order, no file bearing the time it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _DOS_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, given.read(name))
    return out.getvalue()
