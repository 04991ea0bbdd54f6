"""The brief: every number has its note; A4, one to six pages; a DOCX word processors take as it is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.errors import UsageError
from dashboard.export.board import Board
from dashboard.export.boards import export_board
from dashboard.export.brief import Brief, Line, Picture, Section, Table, brief_of
from dashboard.export.brief_style import MOST_PAGES, PAPER_MM
from dashboard.model import Selection
from dashboard.observations.records import finding_names
from dashboard.project import Project, load_project

PLACES = ("CN411300", "CN411500")
SELECTION = Selection(("secondary_vocational_schools", "higher_vocational_colleges", "training_person_times"), PLACES)


@pytest.fixture(scope="module")
def shipped(root: Path) -> Project:
    return load_project(root)


@pytest.fixture(scope="module")
def board(shipped: Project) -> Board:
    chosen = tuple(
        name for name, each in zip(finding_names(shipped.findings), shipped.findings, strict=True) if each.code == "C08"
    )
    assert len(chosen) >= 2
    return Board(shipped, SELECTION, ("compare", "trend"), chosen)


def _said(brief: Brief) -> Iterator[Line]:
    """Every line that states something: key figures, captions, cells of values, findings."""
    for section in brief.sections[:4]:
        for block in section.blocks:
            if isinstance(block, Line):
                yield block
            elif isinstance(block, Picture):
                yield block.caption
            elif isinstance(block, Table):
                yield from (row[2] for row in block.rows)


def _section(brief: Brief, heading: str) -> Section:
    return next(section for section in brief.sections if section.heading == heading)


def test_a_brief_has_its_sections_in_order(board: Board) -> None:
    brief = brief_of(board)
    assert [section.heading for section in brief.sections] == [
        "要点", "图", "数据", "核对发现", "注释", "来源", "指标定义", "说明",
    ]  # fmt: skip
    english = brief_of(Board(board.project, Selection(SELECTION.indicators, PLACES, lang="en"), board.charts))
    assert [section.heading for section in english.sections] == [
        "Key figures", "Charts", "Values", "Notes", "Sources", "Definitions", "Notes",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_has_its_note(board: Board, lang: str) -> None:
    """Each run with a digit is followed by a note, and each note that is pointed at exists and says a source."""
    selection = Selection(SELECTION.indicators, PLACES, lang=lang)
    brief = brief_of(Board(board.project, selection, board.charts, board.findings))
    bare = [text for line in _said(brief) for text, notes in line.runs if re.search(r"\d", text) and not notes]
    assert [text for text in bare if not text.startswith(("图", "Figure"))] == []
    notes = brief.sections[4].blocks
    asked = {number for line in _said(brief) for _, numbers in line.runs for number in numbers}
    assert asked == set(range(1, len(notes) + 1))
    assert all(isinstance(note, Line) and note.text for note in notes)


def test_a_note_names_the_body_and_the_sentence(board: Board) -> None:
    notes = [block.text for block in _section(brief_of(board), "注释").blocks if isinstance(block, Line)]
    named = "南阳市人力资源和社会保障局（2025）《关于优化职业教育资源的提案答复（第73179号提案）》宛人社字〔2025〕55号"
    first = f"{named}（摘编，非原文）；“截至目前，全市有高职院校5所，中等职业学校37所"
    assert notes[0].startswith(first)
    assert any(note.startswith("核对规则 C08；") for note in notes)


def test_sources_and_definitions_are_those_of_the_values(board: Board) -> None:
    brief = brief_of(board)
    sources = [block.text for block in _section(brief, "来源").blocks if isinstance(block, Line)]
    assert any("宛人社字〔2025〕55号" in source and "[Z" in source for source in sources)
    defined = [block.text.partition("：")[0] for block in _section(brief, "指标定义").blocks if isinstance(block, Line)]
    assert defined == ["中等职业学校数", "高职（专科）院校数", "职业技能培训人次"]


@pytest.fixture(scope="module")
def printed(board: Board, drawing: None) -> bytes:
    return export_board(board, "pdf")


def test_the_pdf_is_a4_of_one_to_six_pages_and_its_text_is_right(printed: bytes, board: Board) -> None:
    with pypdfium2.PdfDocument(printed) as pdf:
        sizes = {tuple(round(length / 72 * 25.4) for length in page.get_size()) for page in pdf}
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert sizes == {PAPER_MM}
    assert 1 <= len(pages) <= MOST_PAGES
    text = "".join("".join(pages).split())
    wanted = [line.runs[0][0] for line in _said(brief_of(board))]
    assert len(wanted) > 20
    assert [words for words in wanted if "".join(words.split()) not in text] == []
    assert [character for character in text if "\u2e80" <= character <= "\u2fdf" or character == "\0"] == []
    assert f"1/{len(pages)}" in text


def test_the_same_data_give_the_same_brief(board: Board, printed: bytes) -> None:
    assert export_board(board, "pdf") == printed


@pytest.fixture(scope="module")
def docx(board: Board, drawing: None) -> bytes:
    return export_board(board, "docx")


def test_the_docx_holds_headings_notes_tables_and_pictures_with_words(docx: bytes, board: Board) -> None:
    document = Document(io.BytesIO(docx))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [section.heading for section in brief_of(board).sections]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["指标", "地区", "原文数值", "时期", "取得方式"]
    assert document.tables[0].rows[1].cells[2].text == "37所[1]"
    shapes = document.inline_shapes
    assert len(shapes) == len(board.requests)
    assert all("。" in shape._inline.docPr.get("descr", "") for shape in shapes)
    faces = document.styles["Normal"].element.rPr.rFonts
    assert faces.get(qn("w:eastAsia")) == "宋体"
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == PAPER_MM


_ROW_ORDER = ("cantSplit", "tblHeader")
_RUN_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "color",
    "spacing",
    "kern",
    "sz",
    "szCs",
    "u",
    "vertAlign",
    "lang",
)


def test_the_parts_of_the_docx_stand_in_the_order_of_the_schema(docx: bytes) -> None:
    """Word repairs a file whose properties stand in another order than the schema's sequence."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        roots = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "styles", "footer1")]
        kinds = archive.read("[Content_Types].xml").decode()
        assert all(
            f'"/{name}"' in kinds or name.endswith((".rels", ".png", ".xml", ".jpeg")) for name in archive.namelist()
        )
    properties = [each for root in roots for name in ("trPr", "rPr") for each in root.iter(qn(f"w:{name}"))]
    assert len(properties) > 50
    for each in properties:
        order = _ROW_ORDER if each.tag.endswith("trPr") else _RUN_ORDER
        places = [order.index(name) for name in (etree.QName(child).localname for child in each) if name in order]
        assert places == sorted(places), etree.tostring(each)


def test_the_same_data_give_the_same_docx(board: Board, docx: bytes) -> None:
    assert export_board(board, "docx") == docx


def test_libreoffice_opens_the_docx_as_it_is(docx: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (libreoffice-writer-nogui)")
    (tmp_path / "brief.docx").write_bytes(docx)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "brief.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    with pypdfium2.PdfDocument(tmp_path / "brief.pdf") as pdf:
        assert 1 <= len(pdf) <= MOST_PAGES
        text = "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    for words in ("职业教育培训指标简报", "37所", "注释", "来源", "指标定义", "图1"):
        assert words in text


@pytest.mark.usefixtures("drawing")
def test_a_brief_that_would_be_too_long_is_not_made(shipped: Project) -> None:
    with pytest.raises(UsageError, match="a brief has at most 6") as raised:
        export_board(Board(shipped, Selection(), ("compare", "trend", "composition", "plan")), "pdf")
    assert "请少选一些指标" in raised.value.zh


def test_a_brief_of_nothing_is_not_made(small_project: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match="nothing is stated for this selection"):
        export_board(Board(small_project, Selection(("enrolment",), ("CN000000",), ("1900",))), "docx")
    with pytest.raises(UsageError, match="must be one of: pdf, docx, html"):
        export_board(Board(small_project, Selection()), "odt")
