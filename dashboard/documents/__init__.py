"""A file → text, with a map back to the source, and the letterhead it carries."""

from __future__ import annotations

from dashboard.documents.clean import CleanText, clean
from dashboard.documents.header import Letterhead, read_letterhead
from dashboard.documents.read import SUFFIXES, read_document
from dashboard.documents.sentences import Paragraph, Sentence, paragraphs
from dashboard.documents.shelf import Shelf, read_documents, read_shelf
from dashboard.documents.tables import Cell, Table, find_tables

__all__ = [
    "SUFFIXES",
    "Cell",
    "CleanText",
    "Letterhead",
    "Paragraph",
    "Sentence",
    "Shelf",
    "Table",
    "clean",
    "find_tables",
    "paragraphs",
    "read_document",
    "read_documents",
    "read_letterhead",
    "read_shelf",
]
