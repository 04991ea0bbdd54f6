"""Plain lists as files: CSV that Excel opens, and a workbook of one sheet a list. What every list says is its caller's."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from dashboard.export.csv_text import csv_of
from dashboard.export.options import Listing

__all__ = ["list_bytes"]

_EPOCH = datetime(2000, 1, 1)  # the same bytes for the same data


def list_bytes(form: str, title: str, listings: Sequence[Listing]) -> bytes:
    """The lists as a file of a format of `dashboard.export.LISTS`; CSV holds the first of them. No text is run as a formula."""
    return _WRITERS[form](title, listings)


def _csv(_title: str, listings: Sequence[Listing]) -> bytes:
    """UTF-8 with a byte order mark, CRLF between records, as the tables of values have it."""
    return csv_of([listings[0].headings, *listings[0].rows])


def _xlsx(title: str, listings: Sequence[Listing]) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": title, "created": _EPOCH})
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
