"""PNG, SVG and PDF, drawn by a real browser; what is said when there is none."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import zlib
from types import SimpleNamespace

import pypdfium2
import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from dashboard.errors import ExportError, UsageError
from dashboard.export import easel, export_selection, stop_drawing
from dashboard.export.pdf_text import LOOKALIKES, printed_names
from dashboard.model import Selection

SELECTION = Selection(indicators=("secondary_vocational_schools",), places=("南阳市", "信阳市"))
TWO = Selection(indicators=("secondary_vocational_schools", "higher_vocational_colleges"), places=("CN411300",))


def _chunks(png: bytes) -> list[tuple[str, bytes]]:
    """Kind and content of every chunk, its checksum tried."""
    found, at = [], 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content)
        found.append((kind.decode(), content))
        at += length + 12
    return found


@pytest.mark.usefixtures("drawing")
def test_a_png_has_the_size_asked_for(small_project: SimpleNamespace) -> None:
    drawn = [
        export_selection(small_project, SELECTION, "png", scale=scale, width=480, columns=1) for scale in (1, 2, 4)
    ]
    sizes = [struct.unpack(">II", png[16:24]) for png in drawn]
    assert [width for width, _ in sizes] == [480, 960, 1920]
    assert abs(sizes[1][1] - 2 * sizes[0][1]) <= 2
    assert abs(sizes[2][1] - 4 * sizes[0][1]) <= 4


@pytest.mark.usefixtures("drawing")
def test_a_png_tells_where_it_comes_from(small_project: SimpleNamespace) -> None:
    chunks = _chunks(export_selection(small_project, SELECTION, "png"))
    assert [kind for kind, _ in chunks][-5:] == ["iTXt", "iTXt", "iTXt", "tEXt", "IEND"]
    texts = {content.split(b"\0", 1)[0].decode(): content for kind, content in chunks if kind.endswith("Xt")}
    assert texts["Title"].endswith("南阳市、信阳市：职业教育培训指标对照".encode())
    assert "宛人社字〔2025〕55号".encode() in texts["Source"]
    proof = json.loads(texts["vet-dashboard"].split(b"\0", 1)[1])
    assert proof["link"] == "/compare?i=secondary_vocational_schools&p=CN411300,CN411500"
    assert (proof["data_hash"], proof["catalogue_hash"]) == ("c0ffee123456", "c0ffee")


@pytest.mark.usefixtures("drawing")
def test_an_svg_says_everything_inside_the_picture(small_project: SimpleNamespace) -> None:
    svg = export_selection(small_project, SELECTION, "svg").decode()
    for text in (
        "南阳市、信阳市：职业教育培训指标对照",
        "中等职业学校数",
        "37所",
        "同文不一 · 2022-05-15",
        "单位：所",
        "时期：各来源最新一期",
        "谨慎比较：口径不同或未注明；时点相差一年以上；文件内数值不一致。",
        "标有“摘编，非原文”的来源为摘编件，引用时请核对原文。",
        "数据版本：c0ffee123456",
        "打开此视图：/s/c-ohld5-8td08tik",
    ):
        assert f">{text}" in svg, text
    assert "来源：南阳市人力资源和社会保障局（2025）" in svg
    assert "<title>南阳市、信阳市：职业教育培训指标对照</title>" in svg
    assert "Noto Sans CJK SC" in svg


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_data_give_the_same_picture(small_project: SimpleNamespace, form: str) -> None:
    assert export_selection(small_project, SELECTION, form) == export_selection(small_project, SELECTION, form)


@pytest.mark.usefixtures("drawing")
def test_a_stopped_browser_is_started_again(small_project: SimpleNamespace) -> None:
    before = export_selection(small_project, SELECTION, "png")
    stop_drawing()
    assert export_selection(small_project, SELECTION, "png") == before


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("chart", ["compare", "trend"])
def test_the_text_of_a_pdf_is_what_was_printed(small_project: SimpleNamespace, chart: str) -> None:
    """Every line of the SVG, character by character: no digit lost, no radical in place of an ideograph."""
    selection = Selection(places=("CN411300", "CN411500"))
    drawn = export_selection(small_project, selection, "svg", chart=chart).decode()
    lines = {line for line in drawn.replace("<", ">").split(">")[2::2] if line.strip()}
    assert len(lines) >= 20
    content = export_selection(small_project, selection, "pdf", chart=chart)
    plain = PdfReader(io.BytesIO(content)).pages[0].extract_text()  # as the file names its glyphs, nothing guessed
    assert [character for character in plain if "\u2e80" <= character <= "\u2fdf"] == []
    with pypdfium2.PdfDocument(content) as pdf:
        assert len(pdf) == 1
        text = "".join(pdf[0].get_textpage().get_text_range().split())
        assert pdf.get_metadata_dict()["Title"] == "南阳市、信阳市：职业教育培训指标" + (
            "对照" if chart == "compare" else "历年变化"
        )
    shown = [line for line in _lines(drawn) if "".join(line.split()) not in text]
    assert shown == []
    assert [character for character in text if "\u2e80" <= character <= "\u2fdf" or character in "\0\ufffe"] == []


def _lines(svg: str) -> list[str]:
    """What stands in the text elements of a picture, title, description and metadata left out."""
    import re
    from html import unescape

    inside = re.sub(r"<(title|desc|metadata)\b.*?</\1>", "", svg, flags=re.DOTALL)
    return [unescape(line) for line in re.findall(r">([^<>]+)<", inside) if line.strip()]


def test_a_glyph_is_named_by_what_was_printed() -> None:
    mapping = {"01": "⺠", "02": "⽂", "03": "\u2012", "04": "7", "05": "人", "06": "⺠"}
    expected = {"01": "民", "02": "文", "03": "–", "04": "7", "05": "人", "06": "民"}
    assert printed_names(mapping, "民文–7人") == expected
    assert printed_names(mapping, "⺠⽂\u20127人") == mapping
    assert printed_names({"01": "Ω"}, "民") == {"01": "Ω"}
    assert (LOOKALIKES["⺠"], LOOKALIKES["⻅"], len(LOOKALIKES)) == ("民", "见", 113)


@pytest.mark.usefixtures("drawing")
def test_no_glyph_of_a_picture_is_missing(small_project: SimpleNamespace, browser: Browser) -> None:
    """Each character as the picture's faces draw it, against what they draw for a code point nobody uses."""
    chart = export_selection(small_project, Selection(), "svg").decode()
    characters = sorted({character for line in _lines(chart) for character in line if not character.isspace()})
    assert len(characters) > 150
    page = browser.new_page()
    missing = page.evaluate(_MISSING, ["".join(characters), _faces(chart)])
    planted = page.evaluate(_MISSING, ["中\U0010fffe", _faces(chart)])
    page.close()
    assert missing == []
    assert planted == ["\U0010fffe"]


_MISSING = """([text, faces]) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 60;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (character) => {
    pen.clearRect(0, 0, 60, 60);
    pen.font = `40px ${faces}`;
    pen.fillText(character, 5, 45);
    return pen.getImageData(0, 0, 60, 60).data.join();
  };
  const box = drawn(String.fromCodePoint(0x10fffd)), blank = drawn(" ");
  return Array.from(text).filter((character) => [box, blank].includes(drawn(character)));
}"""


def _faces(svg: str) -> str:
    import re

    found = re.search(r"font-family: ([^;]+);", svg)
    assert found is not None
    return found.group(1).replace("&quot;", '"')


def test_an_unknown_scale_is_refused(small_project: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match="must be one of: 1, 2, 4"):
        export_selection(small_project, SELECTION, "png", scale=3)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_without_a_chinese_font_nothing_is_drawn(
    small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(easel, "has_chinese_font", lambda: False)
    monkeypatch.setattr(easel, "_easel", _must_not_draw)
    with pytest.raises(ExportError, match="Install fonts-noto-cjk") as raised:
        export_selection(small_project, SELECTION, form)
    assert "请安装 fonts-noto-cjk" in raised.value.zh


def test_without_a_browser_nothing_is_drawn(small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel, "has_chinese_font", lambda: True)
    monkeypatch.setattr(easel, "browser_path", lambda: None)
    with pytest.raises(ExportError, match="Install chromium") as raised:
        export_selection(small_project, SELECTION, "svg")
    assert "请安装 chromium" in raised.value.zh


def test_a_character_no_font_has_is_named_before_anything_is_drawn(
    small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(easel, "has_chinese_font", lambda: True)
    monkeypatch.setattr(easel, "browser_path", lambda: "/somewhere/chromium")
    monkeypatch.setattr(easel, "characters_without_glyph", lambda text: "所" if "所" in text else "")
    monkeypatch.setattr(easel, "_easel", _must_not_draw)
    with pytest.raises(ExportError, match="no installed font has these characters: 所"):
        export_selection(small_project, SELECTION, "png")


def _must_not_draw(path: str) -> None:
    raise AssertionError(f"drawn with {path}")


def test_fonts_are_asked_for_what_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """A face with 中 and 文 only: asked once for all, then one by one."""
    asked: list[str] = []

    def listed(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command[1])
        wanted = set(command[1].removeprefix(":charset=").split())
        return SimpleNamespace(stdout=b"Face" if wanted <= {"4e2d", "6587"} else b"")

    monkeypatch.setattr(easel, "_drawable", set())
    monkeypatch.setattr(easel.platform, "system", lambda: "Linux")
    monkeypatch.setattr(easel.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", listed)
    assert easel.characters_without_glyph("中文㐀 7 a。") == "㐀"
    assert asked == [":charset=3400 4e2d 6587", ":charset=3400", ":charset=4e2d", ":charset=6587"]
    asked.clear()
    assert easel.characters_without_glyph("文中") == ""
    assert asked == []


def test_a_browser_that_cannot_start_is_an_error_and_not_a_wait(
    small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(easel, "has_chinese_font", lambda: True)
    monkeypatch.setattr(easel, "browser_path", lambda: "/nonexistent/chromium")
    with pytest.raises(ExportError, match="did not finish drawing"):
        export_selection(small_project, SELECTION, "png")


@pytest.mark.usefixtures("drawing")
def test_a_pdf_is_read_by_others_after_what_was_appended(small_project: SimpleNamespace) -> None:
    content = export_selection(small_project, TWO, "pdf")
    reader = PdfReader(io.BytesIO(content), strict=True)
    assert reader.metadata is not None
    assert reader.metadata["/Keywords"] == (
        "/compare?i=secondary_vocational_schools,higher_vocational_colleges&p=CN411300"
    )
    assert b"HeadlessChrome" not in content
    assert b"Skia" not in content
    assert "37所" in reader.pages[0].extract_text()


def test_the_browser_that_draws_lets_others_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel.Chromium, "get_cli", lambda self: ["chromium", "--headless"])
    browser = object.__new__(easel._PatientChromium)
    monkeypatch.setattr(easel.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert browser.get_cli() == ["/usr/bin/nice", "-n", "10", "chromium", "--headless"]
    monkeypatch.setattr(easel.shutil, "which", lambda name: None)
    assert browser.get_cli() == ["chromium", "--headless"]
