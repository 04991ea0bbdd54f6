"""The selection as tables: CSV that Excel opens, and a workbook with notes, pairs, sources, definitions and symbols.

Missing is an empty cell, never 0. A text that a spreadsheet would run as a formula is made text: with an apostrophe in CSV,
by its cell type in the workbook. Both are the same bytes for the same data.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import xlsxwriter

from dashboard.charts.labels import (
    breakdown_text,
    flag_marks,
    has,
    indicator_name,
    origin_text,
    perimeter_text,
    period_text,
    place_name,
    scope_text,
    symbols_legend,
    unit_text,
)
from dashboard.charts.pairs import pair_ratio, reasons_text, side_text, verdict_text
from dashboard.charts.sources import citation
from dashboard.charts.style import Row
from dashboard.export.options import Cell, Request
from dashboard.observations.measures import INDEX, PER_10K
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["COLUMNS", "Cell", "columns_of", "csv_bytes", "data_rows", "heading_words", "xlsx_bytes"]

_Reader = Callable[[Row, Request], object]


def _plain(column: str) -> _Reader:
    return lambda row, _: row[column]


def _document_kind(row: Row, request: Request) -> str:
    kind = str(row["document_kind"])
    return say(WORDS, f"document_kind.{kind}", request.lang) if kind else ""


_READERS: Mapping[str, _Reader] = {
    "indicator_name": lambda row, request: indicator_name(str(row["indicator"]), request.catalogue, request.lang),
    "place": lambda row, request: place_name(str(row["ref_area"]), request.catalogue, request.lang),
    "breakdown_name": lambda row, request: breakdown_text(
        str(row["indicator"]), str(row["breakdown"]), request.catalogue, request.lang
    ),
    "scope": lambda row, request: scope_text(row, request.lang),
    "perimeter": lambda row, request: perimeter_text(row, request.catalogue, request.lang),
    "status": lambda row, request: say(CHART_WORDS, f"status.{row['status']}", request.lang),
    "period": lambda row, request: period_text(row, request.lang),
    "unit": lambda row, request: unit_text(str(row["unit"]), request.catalogue, request.lang),
    "flags": lambda row, request: flag_marks(row, request.lang),
    "origin": lambda row, request: origin_text(row, request.lang),
    "document_kind": _document_kind,
    "citation": lambda row, request: citation(row, request.lang),
    "selection": lambda _, request: say(CHART_WORDS, "list.semicolon", request.lang).join(request.selection_words),
    "data_hash": lambda _, request: request.project.version,
}

COLUMNS = (
    "indicator_name", "breakdown_name", "place", "period", "printed", "value", "value_high", "unit", "flags", "qualifier",
    "low", "high", "scope", "event", "perimeter", "status", "period_type", "time_period", "rank_of", "origin", "processing",
    "formula", "conflict", "rival_values", "verdicts", "citation", "document_kind", "document_number", "issuing_body", "date_issued",
    "quote", "document", "source_title", "source_publisher", "source_date", "source_url", "by", "on", "note", "review_state",
    "indicator", "breakdown", "ref_area", "unit_family", "unit_mult", "decimals", "observation_id", "selection", "data_hash",
)  # fmt: skip
"""The columns of the data table in order; `selection` and `data_hash` are the same in every row."""

_COMPUTED = ("computed", "computed_value", "computed_low", "computed_high", "computed_formula", "not_computed")
_MODE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    PER_10K: (*_COMPUTED, "population", "population_year", "population_source"),
    INDEX: _COMPUTED,
}
_BEFORE_COMPUTED = COLUMNS.index("flags") + 1


def columns_of(request: Request) -> tuple[str, ...]:
    """The columns of a file: those of COLUMNS, and behind the flags what the mode computes."""
    mode = _MODE_COLUMNS.get(request.selection.mode, ())
    return (*COLUMNS[:_BEFORE_COMPUTED], *mode, *COLUMNS[_BEFORE_COMPUTED:])


def heading_words(request: Request) -> list[str]:
    """The column headings in the language of the file."""
    mode = say(CHART_WORDS, f"mode.{request.selection.mode}", request.lang)
    return [say(WORDS, f"column.{column}", request.lang, mode=mode) for column in columns_of(request)]


def data_rows(request: Request) -> list[list[Cell]]:
    """The cells of the data table: texts, exact integers, floats; "" where nothing is stated."""
    columns = columns_of(request)
    own = {"verdicts", *(column for several in _MODE_COLUMNS.values() for column in several)}
    return [
        [
            _cell(extra.get(column, "") if column in own else _READERS.get(column, _plain(column))(row, request))
            for column in columns
        ]
        for row, extra in zip(request.rows, request.extras, strict=True)
    ]


def _cell(value: object) -> Cell:
    if isinstance(value, tuple | list):
        return " | ".join(_well_formed(str(part)) for part in value)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if not has(value):
        return ""
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else float(value)
    return _well_formed(str(value))


def _well_formed(text: str) -> str:
    """The text with half characters (lone surrogates) replaced, so that every file can be encoded."""
    return text.encode("utf-8", "replace").decode("utf-8")


# --- CSV -----------------------------------------------------------------------------------------------------------

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def neutral(cell: Cell) -> Cell:
    """A text no spreadsheet runs: an apostrophe before `= + - @`, tab and CR. Numbers stay numbers, −7.5 too."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_START) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def csv_bytes(request: Request) -> bytes:
    """UTF-8 with a byte order mark, RFC 4180: CRLF between records, quotes doubled."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(word) for word in heading_words(request)])
    writer.writerows([neutral(cell) for cell in row] for row in data_rows(request))
    return text.getvalue().encode("utf-8-sig")


# --- XLSX ----------------------------------------------------------------------------------------------------------

_WIDTHS = {"verdicts": 50, "indicator_name": 26, "period": 24, "quote": 60, "citation": 44, "selection": 40, "note": 30}
_BASE_VALUES = ("value", "value_high", "low", "high")
_EPOCH = datetime(2000, 1, 1)


def xlsx_bytes(request: Request) -> bytes:
    """A workbook: data, notes, pairs, sources, definitions, symbols. No formula, no live link."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": _well_formed(request.title), "created": _EPOCH})
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
                _write(sheet, line, column, _cell(cell), wrap)
    workbook.close()
    return buffer.getvalue()


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
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _number_format(row: Row) -> str:
    """Thousands separators and as many decimals as the source printed."""
    decimals = max(0, int(row["decimals"]) - int(row["unit_mult"]))
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell, shown: object) -> None:
    """One cell by its type: a text is always a text cell, an empty one is left out."""
    if isinstance(cell, str):
        if cell:
            sheet.write_string(line, column, cell, shown)
    else:
        sheet.write_number(line, column, cell, shown)


def _note_rows(request: Request) -> list[list[object]]:
    licence = say(WORDS, "licence", request.lang, licence=request.catalogue.project.licence_data)
    lines = (request.title, *request.selection_words, *request.panel_notes, *request.notes, licence)
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
    "source_title", "source_publisher", "source_date", "source_url",
]  # fmt: skip


def _source_rows(request: Request) -> list[list[object]]:
    """Each source once, in the order of the data."""
    found: dict[tuple[str, ...], None] = {}
    for row in request.rows:
        found[tuple(str(_READERS.get(c, _plain(c))(row, request)) for c in _SOURCE_COLUMNS)] = None
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
