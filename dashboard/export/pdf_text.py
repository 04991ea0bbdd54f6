"""A PDF of Chromium's made fit to be searched, copied from and trusted: its text right, its origin inside, its clock removed.

Chromium names each glyph by the first character its font draws with it. Noto draws 民 (U+6C11) and the radical ⺠ (U+2EA0) with
one glyph, so the text of the PDF has the radical. We know what was printed: whatever name is none of the printed characters
is replaced by the printed character it looks like.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping

from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject, StreamObject, TextStringObject

__all__ = ["LOOKALIKES", "printed_names", "settled_pdf"]

_RADICALS = (
    "⺁厂⺂乛⺃乚⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍𭕄⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爪⺦丬"
    "⺧牛⺨犭⺩𤣩⺪疋⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝"
    "⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜"
    "⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of U+2E80 ff. and the ideograph each looks like (Unicode: Equivalent_Unified_Ideograph); the rest NFKC knows."""

_SAME_GLYPH = (
    "-\u00ad\u2010\u2011",  # hyphens
    "\u00b7\u2022\u2027\u30fb\u2219\u22c5",  # middle dots
    "\u2012\u2013",  # figure and en dash
    "\u2014\u2015",  # em dash and bar
    "~\u223c\uff5e",  # tildes
    "'\u2032\u02b9",  # primes
    "\u2026\u22ef",  # ellipses
)
"""Characters fonts draw with one glyph."""

LOOKALIKES: Mapping[str, str] = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))

_BLOCK = re.compile(rb"begin(bfchar|bfrange)\s(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_CMAP = re.compile(rb"/ToUnicode (\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)")
_CLOCK = re.compile(rb"(/(?:CreationDate|ModDate) )\(D:[^)]{21}\)")
_MAKER = re.compile(rb"(/(?:Creator|Producer) )(\((?:[^()\\]|\\.)*\))")
_NODE = re.compile(rb"node\d{8}")
_MOST_PER_BLOCK = 100  # as the format allows


def settled_pdf(pdf: bytes, text: str, about: Mapping[str, str]) -> bytes:
    """The PDF with the names of its glyphs taken from `text` (everything printed), `about` as its document information.

    No date and no name of the browser is left: the same page gives the same bytes. What changes is appended as the format's
    own incremental update, so that a large file need not be taken apart.
    """
    still = _counted_anew(_CLOCK.sub(rb"\1(D:20000101000000+00'00')", _MAKER.sub(_blanked, pdf)))
    reader = PdfReader(io.BytesIO(still))
    changed: dict[int, PdfObject] = {}
    for number in sorted({int(each) for each in _CMAP.findall(still)}):
        stream = reader.get_object(number)
        if isinstance(stream, StreamObject) and (named := _renamed(stream.get_data(), text)):
            changed[number] = _stream(named)
    size = int(str(reader.trailer["/Size"]))
    changed[size] = DictionaryObject({NameObject(f"/{name}"): TextStringObject(value) for name, value in about.items()})
    return _appended(still, changed, reader, size)


def _counted_anew(pdf: bytes) -> bytes:
    """The elements of a tagged page numbered from one: Chromium goes on counting from page to page."""
    known: dict[bytes, bytes] = {}
    return _NODE.sub(lambda found: known.setdefault(found.group(), b"node%08d" % (len(known) + 1)), pdf)


def _blanked(found: re.Match[bytes]) -> bytes:
    """The text of an entry replaced by as many blanks, so that nothing moves."""
    return found.group(1) + b"(" + b" " * (len(found.group(2)) - 2) + b")"


def _renamed(written: bytes, text: str) -> bytes:
    """The table with its glyphs named by what was printed; b"" where it names them right already."""
    mapping = _read_cmap(written)
    named = printed_names(mapping, text)
    return _write_cmap(named, written) if named != mapping else b""


def _stream(content: bytes) -> StreamObject:
    plain = DecodedStreamObject()
    plain.set_data(content)
    return plain.flate_encode()


def _appended(pdf: bytes, changed: Mapping[int, PdfObject], reader: PdfReader, info: int) -> bytes:
    """The file with new versions of objects behind it, and the table that finds them; `info` is the number of the last."""
    out = io.BytesIO()
    out.write(pdf.rstrip(b"\n") + b"\n")
    places: dict[int, int] = {}
    for number, each in changed.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number)
        each.write_to_stream(out)
        out.write(b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places.items()))
    root = reader.trailer.raw_get("/Root")
    words = (info + 1, root.idnum, info, int(_START.findall(pdf)[-1]), start)
    out.write(b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % words)
    return out.getvalue()


def printed_names(mapping: Mapping[str, str], text: str) -> dict[str, str]:
    """Glyph code → text, each character that was not printed replaced by the printed one it looks like, if there is one."""
    printed = set(text)
    return {
        code: name if printed.issuperset(name) else "".join(_printed(character, printed) for character in name)
        for code, name in mapping.items()
    }


def _printed(character: str, printed: set[str]) -> str:
    if character in printed:
        return character
    return next((alike for alike in _alike(character) if alike in printed), character)


def _alike(character: str) -> Iterator[str]:
    """The characters that may share a glyph with this one, the likeliest first."""
    yield unicodedata.normalize("NFKC", character)
    yield LOOKALIKES.get(character, character)
    for family in _SAME_GLYPH:
        if character in family:
            yield from family


def _read_cmap(written: bytes) -> dict[str, str]:
    """Glyph code (hexadecimal, as written) → text, ranges spelled out."""
    mapping: dict[str, str] = {}
    for kind, block in _BLOCK.findall(written):
        words = [word.decode() for word in _HEX.findall(block)]
        if kind == b"bfchar":
            mapping |= {code: _text(name) for code, name in zip(words[::2], words[1::2], strict=True)}
            continue
        for first, last, name in zip(words[::3], words[1::3], words[2::3], strict=True):
            start = _text(name)
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + step:0{len(first)}X}"
                mapping[code] = start[:-1] + chr(ord(start[-1]) + step)
    return mapping


def _text(name: str) -> str:
    return bytes.fromhex(name).decode("utf-16-be")


def _write_cmap(mapping: Mapping[str, str], before: bytes) -> bytes:
    """The table with its blocks of names written anew, everything around them as it was."""
    first, last = next(_BLOCK.finditer(before)), list(_BLOCK.finditer(before))[-1]
    # "n begin…" : the count before the first block goes too
    head = re.sub(rb"\d+\s*$", b"", before[: first.start()])
    lines = [f"<{code}> <{name.encode('utf-16-be').hex().upper()}>" for code, name in mapping.items()]
    blocks = [lines[start : start + _MOST_PER_BLOCK] for start in range(0, len(lines), _MOST_PER_BLOCK)]
    written = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return head + written.encode() + before[last.end() :]
