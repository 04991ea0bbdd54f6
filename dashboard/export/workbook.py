"""The selection as a workbook: data, notes, pairs, sources, definitions and symbols. No formula, no live link.

A number is shown with the digits its source printed; what a flag means stands as a comment beside the value. Missing is an
empty cell, never 0. The same data give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from dashboard.charts.labels import flags, indicator_name, period_text, symbols_legend, unit_text
from dashboard.charts.pairs import pair_ratio, reasons_text, side_text, verdict_text
from dashboard.charts.style import Row
from dashboard.export.citing import cite_observation
from dashboard.export.options import Request
from dashboard.export.provenance import KEY, bare, proof_text
from dashboard.export.tables import Cell, cell_of, columns_of, data_rows, heading_words, read_column
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["xlsx_bytes"]

_LONGEST_TEXT = 32_767
"""Characters a cell of a workbook holds; a longer text is cut and says so."""

_WIDTHS = {"verdicts": 50, "indicator_name": 26, "period": 24, "quote": 60, "citation": 44, "selection": 40, "note": 30}
_BASE_VALUES = ("value", "value_high", "low", "high")
_COMMENT = {"author": KEY, "width": 260, "height": 90}
_EPOCH = datetime(2000, 1, 1)


def xlsx_bytes(request: Request) -> bytes:
    """A workbook: data, notes, pairs, sources, definitions, symbols. No formula, no live link."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(_properties(request))
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    _data_sheet(workbook, request, bold)
    sheets: list[tuple[str, list[str], list[list[object]]]] = [
        ("notes", ["notes"], _note_rows(request)),
        ("pairs", _PAIR_COLUMNS, _pair_rows(request)),
        ("sources", _SOURCE_COLUMNS, _source_rows(request)),
        ("definitions", _DEFINITION_COLUMNS, _definition_rows(request)),
        ("symbols", ["symbol", "meaning"], [list(pair) for pair in symbols_legend(request.lang)]),
    ]
    for name, header, rows in sheets:
        sheet = workbook.add_worksheet(say(WORDS, f"sheet.{name}", request.lang))
        words = [say(WORDS, name if name == "notes" else f"column.{column}", request.lang) for column in header]
        sheet.write_row(0, 0, words, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 100 if name == "notes" else 30, wrap)
        for line, values in enumerate(rows, start=1):
            for column, cell in enumerate(values):
                _write(sheet, line, column, cell_of(cell), wrap)
    workbook.close()
    return buffer.getvalue()


def _properties(request: Request) -> dict[str, object]:
    """What the file says of itself: its title, whose program made it, and the proof as its description."""
    proof = bare(request.proof)
    return {
        "title": proof.title,
        "author": KEY,
        "subject": proof.link,
        "comments": proof_text(proof),
        "created": _EPOCH,
    }


def _data_sheet(workbook: xlsxwriter.Workbook, request: Request, bold: object) -> None:
    sheet = workbook.add_worksheet(say(WORDS, "sheet.data", request.lang))
    sheet.freeze_panes(1, 3)
    sheet.write_row(0, 0, heading_words(request), bold)
    columns = columns_of(request)
    for column, name in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS.get(name, 13))
    formats: dict[str, object] = {}
    rows = data_rows(request)
    for line, (cells, row) in enumerate(zip(rows, request.rows, strict=True), start=1):
        digits = _number_format(row)
        shown = formats.setdefault(digits, workbook.add_format({"num_format": digits}))
        for column, cell in enumerate(cells):
            _write(sheet, line, column, cell, shown if columns[column] in _BASE_VALUES else None)
        if said := _flags_in_words(row, request.lang):
            sheet.write_comment(line, columns.index("value"), said, _COMMENT)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _flags_in_words(row: Row, lang: str) -> str:
    """What each flag of a row means, a line each; "" where it has none."""
    marks = flags(row, lang)
    return "\n".join(say(WORDS, "flag", lang, symbol=mark.symbol, meaning=mark.meaning) for mark in marks)


def _number_format(row: Row) -> str:
    """Thousands separators and as many decimals as the source printed."""
    decimals = max(0, int(row["decimals"]) - int(row["unit_mult"]))
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell, shown: object) -> None:
    """One cell by its type: a text is always a text cell, an empty one is left out."""
    if isinstance(cell, str):
        if cell:
            text = cell if len(cell) <= _LONGEST_TEXT else f"{cell[: _LONGEST_TEXT - 1]}…"
            sheet.write_string(line, column, text, shown)
    else:
        sheet.write_number(line, column, cell, shown)


def _note_rows(request: Request) -> list[list[object]]:
    licence = say(WORDS, "licence", request.lang, licence=request.catalogue.project.licence_data)
    lines = (
        request.title,
        *request.selection_words,
        *request.panel_notes,
        *request.notes,
        licence,
        say(WORDS, "proof.link", request.lang, link=request.proof.link),
        say(WORDS, "proof.catalogue", request.lang, hash=request.proof.catalogue_hash),
    )
    return [[line] for line in lines]


_PAIR_COLUMNS = [
    "indicator_name", "side_a", "period_a", "side_b", "period_b", "verdict", "reasons", "ratio", "verdict_code", "reason_codes",
]  # fmt: skip


def _pair_rows(request: Request) -> list[list[object]]:
    """Every pair of values of each panel: whether it compares, why not, and how many times one is the other."""
    catalogue, lang = request.catalogue, request.lang
    return [
        [
            indicator_name(name.partition(";")[0], catalogue, lang),
            side_text(pair.a, catalogue, lang),
            period_text(pair.a, lang),
            side_text(pair.b, catalogue, lang),
            period_text(pair.b, lang),
            verdict_text(pair.verdict.verdict, lang),
            reasons_text(pair.verdict, lang),
            pair_ratio(pair, catalogue, lang),
            pair.verdict.verdict,
            " ".join(pair.verdict.reasons),
        ]
        for name, pairs in request.pairs.items()
        for pair in pairs
    ]


_SOURCE_COLUMNS = [
    "citation", "document_kind", "document_number", "issuing_body", "date_issued", "document",
    "source_title", "source_publisher", "source_date", "source_url", "reference",
]  # fmt: skip


def _source_rows(request: Request) -> list[list[object]]:
    """Each source once, in the order of the data."""
    found: dict[tuple[str, ...], None] = {}
    for row in request.rows:
        stated = tuple(str(read_column(column, row, request)) for column in _SOURCE_COLUMNS[:-1])
        found[*stated, cite_observation(row, request.catalogue).reference] = None
    return [list(source) for source in found]


_DEFINITION_COLUMNS = ["indicator", "indicator_name", "definition", "unit", "kind", "not_comparable", "source_title"]


def _definition_rows(request: Request) -> list[list[object]]:
    catalogue, lang = request.catalogue, request.lang
    used: Sequence[str] = list(dict.fromkeys(str(row["indicator"]) for row in request.rows))
    rows: list[list[object]] = []
    for entry in (catalogue.indicators[name] for name in used if name in catalogue.indicators):
        zh = lang == "zh"
        source = entry.source_of_definition
        rows.append(
            [
                entry.id,
                indicator_name(entry.id, catalogue, lang),
                entry.definition_zh if zh else entry.definition_en,
                unit_text(entry.unit, catalogue, lang),
                say(WORDS, f"kind.{entry.kind}", lang),
                say(CHART_WORDS, "list.semicolon", lang).join(
                    line.rstrip("。.")
                    for line in (entry.not_comparable_when_zh if zh else entry.not_comparable_when_en)
                ),
                source.title if source else "",
            ]
        )
    return rows
