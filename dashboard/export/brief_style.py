"""How a brief looks, in one place: paper, faces and sizes for the printed page and for the word processor alike."""

from __future__ import annotations

__all__ = [
    "CHART_WIDTHS",
    "CONTENT_MM",
    "FACES",
    "LINES",
    "MARGINS_MM",
    "MOST_PAGES",
    "PAPER_MM",
    "SIZES_PT",
    "TABLE_WIDTHS",
    "page_css",
    "page_foot",
]

PAPER_MM = (210, 297)
MARGINS_MM = {"top": 20, "right": 20, "bottom": 20, "left": 20}
CONTENT_MM = PAPER_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]
MOST_PAGES = 6

SIZES_PT = {"title": 18, "subtitle": 10, "heading": 13, "body": 10.5, "table": 9, "caption": 9, "note": 8.5, "foot": 8}

LINES = {"title": 1.35, "subtitle": 1.5, "heading": 1.5, "body": 1.65, "table": 1.45, "caption": 1.45, "note": 1.5}
"""How far apart lines stand, in sizes of their face: the same in both files, whatever faces a word processor has."""

FACES = {
    "body": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "serif"),
    "heading": ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"),
    "word_body": ("Times New Roman", "宋体"),
    "word_heading": ("Arial", "黑体"),
}
"""Stacks for the printed page; for the word processor a Latin face and a Chinese one that every office has."""

TABLE_WIDTHS = {5: (0.31, 0.12, 0.17, 0.28, 0.12), 6: (0.26, 0.11, 0.15, 0.23, 0.1, 0.15)}
"""Shares of the columns of the table of values, by how many it has: in a mode the computed value stands last."""

CHART_WIDTHS = ((640, 1), (480, 2))
"""Layouts tried one after another until the pages are few enough: pixels a chart is drawn for, charts abreast."""

_FOOT_SCALE = 0.75  # Chromium prints feet a third larger than they say

_INK, _MUTED, _RULE = "#1b1f24", "#4a515a", "#9aa2ab"


def _stack(name: str) -> str:
    return ", ".join(face if face.islower() else f'"{face}"' for face in FACES[name])


def page_css(abreast: int) -> str:
    """The style of the printed page, `abreast` charts side by side."""
    width, height = PAPER_MM
    margins = " ".join(f"{MARGINS_MM[side]}mm" for side in ("top", "right", "bottom", "left"))
    size = SIZES_PT
    return (
        f"@page{{size:{width}mm {height}mm;margin:{margins}}}"
        f"body{{margin:0;color:{_INK};font:{size['body']}pt/{LINES['body']} {_stack('body')}}}"
        f"h1,h2,th,figcaption{{font-family:{_stack('heading')}}}"
        f"h1{{font-size:{size['title']}pt;line-height:{LINES['title']};margin:0 0 4pt}}"
        f".sub{{font-size:{size['subtitle']}pt;color:{_MUTED};margin:0;line-height:{LINES['subtitle']}}}"
        f"h2{{font-size:{size['heading']}pt;line-height:{LINES['heading']};margin:14pt 0 4pt;break-after:avoid}}"
        "p{margin:0 0 4pt}ul,ol{margin:0;padding-left:1.6em}li{margin:0 0 2pt}"
        f"ol,ul.small{{font-size:{size['note']}pt;line-height:{LINES['note']}}}"
        # a browser shrinks the whole page to what is widest on it: so whatever is long breaks
        "body{overflow-wrap:anywhere}sup{font-size:.7em;line-height:0}"
        "sup a{color:inherit;text-decoration:none;white-space:nowrap}"
        f".figures{{display:grid;grid-template-columns:repeat({abreast},minmax(0,1fr));gap:6pt 10pt}}"
        "figure{margin:0;break-inside:avoid}figure svg{width:100%;height:auto;display:block}"
        f"figcaption{{font-size:{size['caption']}pt;line-height:{LINES['caption']}}}"
        f"table{{border-collapse:collapse;width:100%;font-size:{size['table']}pt;line-height:{LINES['table']};table-layout:fixed}}"
        "thead{display:table-header-group}tr{break-inside:avoid}"
        f"th,td{{text-align:left;vertical-align:top;padding:2pt 5pt;border-bottom:.5pt solid {_RULE};overflow-wrap:anywhere}}"
        + "".join(
            f"table.of{columns} col:nth-child({number}){{width:{share:.0%}}}"
            for columns, shares in TABLE_WIDTHS.items()
            for number, share in enumerate(shares, start=1)
        )
    )


def page_foot(text: str) -> str:
    """The foot of every printed page: what the brief is, and which page of how many; `text` is escaped already."""
    faces = _stack("heading").replace('"', "'")
    return (
        f'<div style="font:{SIZES_PT["foot"] * _FOOT_SCALE}pt {faces};color:{_MUTED};width:100%;margin:0 {MARGINS_MM["right"]}mm 0 {MARGINS_MM["left"]}mm;'
        f'display:flex;justify-content:space-between"><span>{text}</span>'
        '<span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
    )
