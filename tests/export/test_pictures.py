"""PNG and SVG, drawn by a real browser; what is said when there is none."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from dashboard.errors import ExportError
from dashboard.export import export_selection, pictures, stop_drawing
from dashboard.model import Selection

SELECTION = Selection(indicators=("secondary_vocational_schools",), places=("南阳市", "信阳市"))

drawing = pytest.mark.skipif(
    pictures.browser_path() is None or not pictures.has_chinese_font(),
    reason="drawing needs chromium and a Chinese font (fonts-noto-cjk)",
)


@pytest.fixture(scope="module", autouse=True)
def one_browser() -> Iterator[None]:
    yield
    stop_drawing()


@drawing
def test_a_png_has_the_size_asked_for(small_project: SimpleNamespace) -> None:
    once, twice = (
        export_selection(small_project, SELECTION, "png", scale=scale, width=480, columns=1) for scale in (1, 2)
    )
    sizes = [struct.unpack(">II", png[16:24]) for png in (once, twice)]
    assert sizes[0][0] == 480
    assert sizes[1][0] == 960
    assert abs(sizes[1][1] - 2 * sizes[0][1]) <= 2


@drawing
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
    ):
        assert f">{text}" in svg, text
    assert "来源：南阳市人力资源和社会保障局（2025）" in svg
    assert "<title>南阳市、信阳市：职业教育培训指标对照</title>" in svg
    assert "Noto Sans CJK SC" in svg


@drawing
def test_the_same_data_give_the_same_picture(small_project: SimpleNamespace) -> None:
    for form in ("png", "svg"):
        assert export_selection(small_project, SELECTION, form) == export_selection(small_project, SELECTION, form)


@drawing
def test_a_stopped_browser_is_started_again(small_project: SimpleNamespace) -> None:
    before = export_selection(small_project, SELECTION, "png")
    stop_drawing()
    assert export_selection(small_project, SELECTION, "png") == before


def test_without_a_chinese_font_nothing_is_drawn(
    small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_chinese_font", lambda: False)
    with pytest.raises(ExportError, match="Install fonts-noto-cjk") as raised:
        export_selection(small_project, SELECTION, "png")
    assert "请安装 fonts-noto-cjk" in raised.value.zh


def test_without_a_browser_nothing_is_drawn(small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "has_chinese_font", lambda: True)
    monkeypatch.setattr(pictures, "browser_path", lambda: None)
    with pytest.raises(ExportError, match="Install chromium") as raised:
        export_selection(small_project, SELECTION, "svg")
    assert "请安装 chromium" in raised.value.zh


def test_a_browser_that_cannot_start_is_an_error_and_not_a_wait(
    small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_chinese_font", lambda: True)
    monkeypatch.setattr(pictures, "browser_path", lambda: "/nonexistent/chromium")
    with pytest.raises(ExportError, match="did not finish drawing"):
        export_selection(small_project, SELECTION, "png")
