"""The documents of a project: every file of data/documents with what the catalogue declares about it.

An original replaces the digest of the same letter. A file that cannot be read is named; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dashboard.catalogue.entries import Catalogue, DocumentEntry
from dashboard.catalogue.lookup import Lexicon
from dashboard.documents.clean import clean
from dashboard.documents.header import read_letterhead
from dashboard.documents.read import SUFFIXES, read_document
from dashboard.errors import DocumentError, Problem
from dashboard.model import SourceDocument

__all__ = ["Describe", "Shelf", "read_documents", "read_shelf"]

Describe = Callable[[SourceDocument, DocumentEntry | None, Callable[[], SourceDocument]], SourceDocument]
"""A document as its file has it, what is declared about it (without its place in the file), and a way to have both put
together → the document with its metadata."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that could be read, in order of their names, and what is said about the others."""

    documents: tuple[SourceDocument, ...]
    problems: tuple[Problem, ...]


def read_shelf(
    folder: Path, catalogue: Catalogue, lexicon: Lexicon | None = None, describe: Describe | None = None
) -> Shelf:
    """The documents of data/documents under a project folder; digests whose original is there are left out.

    `lexicon` has the places and scope words of the catalogue; `describe` may answer from what it remembers.
    """
    home = folder / "data" / "documents"
    paths = (
        sorted(p for p in home.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
        if home.is_dir()
        else []
    )
    shelf = read_documents(paths, catalogue, lexicon=lexicon, describe=describe)
    return Shelf(_without_replaced(shelf.documents), shelf.problems)


def read_documents(
    paths: Iterable[Path],
    catalogue: Catalogue,
    declared: bool = True,
    lexicon: Lexicon | None = None,
    describe: Describe | None = None,
) -> Shelf:
    """Read files in the order given. With `declared` False the metadata in indicators.yaml is not used."""
    names = lexicon or Lexicon(catalogue)
    entries = {e.file: e for e in catalogue.documents} if declared else {}
    documents: list[SourceDocument] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read = read_document(path)
        except DocumentError as error:
            problems.append(Problem(error.document, 0, 0, "error", error.zh, error.en))
            continue
        entry = entries.get(path.name)
        full = partial(_described, read, entry, names)
        documents.append(describe(read, replace(entry, at=(0, 0)) if entry else None, full) if describe else full())
    return Shelf(tuple(documents), tuple(problems))


def _described(document: SourceDocument, entry: DocumentEntry | None, lexicon: Lexicon) -> SourceDocument:
    """The document with its metadata: declared first, then as its letterhead states it."""
    if entry:
        document = replace(
            document,
            kind=entry.kind,
            title=entry.title,
            document_number=entry.document_number,
            issuing_body=entry.issuing_body,
            place=entry.place,
            date_issued=entry.date_issued,
            url=entry.url,
            accessed=entry.accessed,
        )
    text = clean(document.text).text
    head = read_letterhead(document, text, lexicon)
    place = lexicon.catalogue.places.get(head.ref_area or "")
    return replace(
        document,
        title=document.title or _title(text),
        document_number=head.document_number,
        issuing_body=head.issuing_body,
        place=document.place or (place.name_zh if place else None),
        date_issued=head.date_issued,
    )


def _title(text: str) -> str:
    """The first line that looks like a title: one that names a reply, a report or a plan, else the first."""
    lines = [line.lstrip("# ").strip() for line in text.split("\n")[:6] if line.strip()]
    named = [line for line in lines if line.endswith(("答复", "报告", "方案", "公报", "规划", "通知", "总结", "意见"))]
    return (named or lines or [""])[0]


def _without_replaced(documents: Sequence[SourceDocument]) -> tuple[SourceDocument, ...]:
    originals = [d for d in documents if d.kind != "digest"]
    return tuple(d for d in documents if d.kind != "digest" or not any(_same_letter(d, o) for o in originals))


def _same_letter(digest: SourceDocument, original: SourceDocument) -> bool:
    """The same document number; where one has none, the same body and the same day."""
    if digest.document_number and original.document_number:
        return digest.document_number == original.document_number
    stated = digest.issuing_body and digest.date_issued
    return bool(stated) and (digest.issuing_body, digest.date_issued) == (original.issuing_body, original.date_issued)
