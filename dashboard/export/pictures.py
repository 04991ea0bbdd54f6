"""The selection as a picture: PNG, SVG and PDF drawn by Chromium, everything a reader needs inside the picture.

Each carries its proof (provenance.py) where its format has a place for it. Before drawing, a browser, a Chinese font and a
glyph for every character are looked for (easel.py).
"""

from __future__ import annotations

import re
import struct
import zlib
from html import escape, unescape

from dashboard.errors import UsageError
from dashboard.export.easel import browser_path, draw_chart, has_chinese_font, print_page, stop_drawing
from dashboard.export.options import Request
from dashboard.export.pdf_text import settled_pdf
from dashboard.export.provenance import KEY, Proof, proof_text
from dashboard.wording import say
from dashboard.wording.export import WORDS

__all__ = [
    "SCALES",
    "browser_path",
    "has_chinese_font",
    "pdf_about",
    "pdf_bytes",
    "png_bytes",
    "png_of",
    "stop_drawing",
    "svg_bytes",
    "svg_of",
]

SCALES = (1, 2, 4)
_END = b"IEND"


def png_bytes(request: Request) -> bytes:
    """A PNG, `request.scale` times as large in both directions. ExportError: no font, no browser, or it failed."""
    _check_scale(request.scale)
    png = png_of(request)
    proof = request.proof
    said = {"Title": proof.title, "Source": "\n".join(proof.sources), "Copyright": proof.licence}
    texts = [_png_text(key, text) for key, text in said.items()]
    cut = png.rindex(_END) - 4
    return png[:cut] + b"".join([*texts, _png_chunk(b"tEXt", f"{KEY}\0{proof_text(proof)}".encode())]) + png[cut:]


def _png_text(key: str, text: str) -> bytes:
    """A chunk of international text: key, not compressed, no language, UTF-8."""
    return _png_chunk(b"iTXt", key.encode() + b"\0\0\0\0\0" + text.encode("utf-8", "replace"))


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def svg_bytes(request: Request) -> bytes:
    """An SVG with its title, its description and its proof inside; the same bytes for the same data. Errors as `png_bytes`."""
    words = "\n".join((*request.selection_words, *request.panel_notes, *request.notes))
    head = (
        f"<title>{escape(request.title)}</title><desc>{escape(words)}</desc>"
        f'<metadata id="{KEY}">{escape(proof_text(request.proof))}</metadata>'
    )
    opening, end, rest = svg_of(request).partition(">")
    return f'{opening} role="img"{end}{head}{rest}'.encode("utf-8", "replace")


def svg_of(request: Request, *, bare: bool = False, name: str = "chart0") -> str:
    """The chart as SVG; `bare` leaves heading and footnotes to the page around it, `name` begins its ids."""
    chart = request.drawn(fixed=True, bare=bare)
    return _settled(draw_chart(chart, "svg").decode("utf-8"), name)


def png_of(request: Request, *, bare: bool = False) -> bytes:
    """The chart as PNG without anything said about it."""
    return draw_chart(request.drawn(fixed=True, bare=bare), "png", request.scale)


def pdf_bytes(request: Request) -> bytes:
    """The picture as a PDF of one page, its text to be searched and copied; the same bytes for the same data. Errors as `png_bytes`."""
    svg = svg_of(request)
    width, height = (float(number) for number in re.findall(r'(?:width|height)="([\d.]+)"', svg[:400])[:2])
    page = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>@page{{size:{width}px {height + 1}px;margin:0}}'
        f"body{{margin:0}}svg{{display:block}}</style></head><body>{svg}</body></html>"
    )
    text = unescape("".join(re.findall(r">([^<]+)<", svg)))
    return settled_pdf(print_page(page, text, tagged=False), text, pdf_about(request.proof))


def pdf_about(proof: Proof) -> dict[str, str]:
    """What a PDF says of itself."""
    return {
        "Title": proof.title,
        "Subject": "; ".join(proof.sources),
        "Keywords": proof.link,
        "Producer": KEY,
        KEY: proof_text(proof),
    }


def _check_scale(scale: int) -> None:
    if scale not in SCALES:
        words = {"scale": scale, "scales": ", ".join(map(str, SCALES))}
        raise UsageError(*(say(WORDS, "error.scale", lang, **words) for lang in ("zh", "en")))


def _settled(svg: str, name: str) -> str:
    """The SVG with the random part of its ids made constant."""
    found = re.search(r'id="defs-([0-9a-f]{6})"', svg)
    return re.sub(rf"(?<=[a-z\-]){found.group(1)}", name, svg) if found else svg
