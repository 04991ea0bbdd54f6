"""Plain lists as files: CSV that Excel opens, and a workbook of one sheet a list. What every list says is its caller's."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from dashboard.export.csv_text import csv_of
from dashboard.export.options import Listing
from dashboard.export.provenance import KEY, Proof, bare, proof_text
from dashboard.wording import say
from dashboard.wording.export import WORDS

__all__ = ["list_bytes"]

_EPOCH = datetime(2000, 1, 1)  # the same bytes for the same data


def list_bytes(form: str, listings: Sequence[Listing], proof: Proof, lang: str) -> bytes:
    """The lists as a file of a format of `dashboard.export.LISTS`; CSV holds the first of them. No text is run as a formula.

    The last columns of the first list say in every row which view and which data it is of (provenance.py).
    """
    first = listings[0]
    said = {"catalogue_hash": proof.catalogue_hash, "selection": proof.link, "data_hash": proof.data_hash}
    heads = [*first.headings, *(say(WORDS, f"column.{key}", lang) for key in said)]
    proved = Listing(first.name, heads, [[*row, *said.values()] for row in first.rows])
    return _WRITERS[form](proof, [proved, *listings[1:]])


def _csv(_proof: Proof, listings: Sequence[Listing]) -> bytes:
    """UTF-8 with a byte order mark, CRLF between records, as the tables of values have it."""
    return csv_of([listings[0].headings, *listings[0].rows])


def _xlsx(proof: Proof, listings: Sequence[Listing]) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    about = {"title": proof.title, "subject": proof.link, "author": KEY, "comments": proof_text(bare(proof))}
    workbook.set_properties({**about, "created": _EPOCH})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for listing in listings:
        sheet = workbook.add_worksheet(listing.name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(listing.headings) - 1, 22 if len(listing.headings) > 1 else 100)
        for line, row in enumerate((listing.headings, *listing.rows)):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                if cell != "":
                    write(line, column, cell, bold if line == 0 else None)
    workbook.close()
    return buffer.getvalue()


_WRITERS = {"csv": _csv, "xlsx": _xlsx}
