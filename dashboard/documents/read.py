"""Bytes → SourceDocument. Text files in UTF-8 (with or without BOM), UTF-16 and GB18030; other files are named and refused.

The text is the decoded file with its newlines untouched, so that spans mean the same to every reader.
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from dashboard.errors import DocumentError
from dashboard.model import SourceDocument
from dashboard.wording import say
from dashboard.wording.documents import WORDS

__all__ = ["SUFFIXES", "read_document"]

SUFFIXES = {".txt": "text", ".md": "markdown"}
_MOST_BYTES = 20_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FALLBACKS = ("utf-8", "gb18030")


def read_document(path: Path) -> SourceDocument:
    """Read one text file. DocumentError names the file, what is wrong and what to do about it."""
    if path.suffix.lower() not in SUFFIXES:
        raise _problem(path, "format", suffix=path.suffix or "-", allowed=", ".join(SUFFIXES))
    raw = _bytes(path)
    text, encoding = _decoded(path, raw)
    if not text.strip():
        raise _problem(path, "empty")
    return SourceDocument(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        format=SUFFIXES[path.suffix.lower()],
        encoding=encoding,
    )


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise _problem(path, "missing")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _problem(path, "large", limit=_MOST_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise _problem(path, "unreadable", why=error.strerror or str(error)) from error


def _decoded(path: Path, raw: bytes) -> tuple[str, str]:
    """The text and the encoding's name; a byte order mark decides, then the first encoding without an error."""
    candidates = [name for bom, name in _BOMS if raw.startswith(bom)] or list(_FALLBACKS)
    for encoding in candidates:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise _problem(path, "encoding")


def _problem(path: Path, key: str, **values: object) -> DocumentError:
    name = path.name.encode("utf-8", "backslashreplace").decode("utf-8")
    zh, en = (say(WORDS, key, lang, file=name, **values) for lang in ("zh", "en"))
    return DocumentError(name, zh, en)
