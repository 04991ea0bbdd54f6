"""Hand-curated observations and declared tables → rows of the observations frame, and a Problem for each that is unreadable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.catalogue.entries import Catalogue, CuratedObservation, Indicator, Place, Source, Table, TableColumn
from dashboard.catalogue.places import find_place
from dashboard.errors import Problem
from dashboard.model import Quantity, breakdown_key
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame
from dashboard.observations.figures import unit_family_of
from dashboard.observations.privacy import masked
from dashboard.observations.selection import keys_filled, observation_ids
from dashboard.observations.table_lines import TableLine, TableLines, is_amount
from dashboard.observations.timespan import days_of, year_of
from dashboard.quantities import read_printed
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = ["Once", "curated_problems", "curated_rows", "period_type_of"]

_Rows = tuple[pd.DataFrame, tuple[Problem, ...]]
Once = Callable[[int, Callable[[], _Rows]], _Rows]

CATALOGUE_FILE = "indicators.yaml"
_SIBLINGS = (
    {"person", "person_time"},
)  # a source may print one where the series is in the other (domain handbook 1.3)
_SCALE_WORDS = {10_000: (4, "万"), 100_000_000: (8, "亿")}
_NAN = float("nan")


def curated_problems(catalogue: Catalogue, data_folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the curated observations and the tables, in file order; `data_folder` holds the tables."""
    return curated_rows(catalogue, data_folder)[1]


def curated_rows(catalogue: Catalogue, data_folder: Path, once: Once | None = None) -> _Rows:
    """Observations frame of everything curated, entries before tables, and what could not be read of it.

    A value is read as printed; `scope` is by default the place's level and `period_type` what the indicator's kind
    suggests. Blank cells of a table are missing, never zero. A unit of another family is a Problem and no row, except
    that persons may stand for participations (a warning, and the row keeps the printed unit). `once` is given the number
    of a table and a way to read it, and may answer from what it remembers.
    """
    problems: list[Problem] = []
    frames = [_entries(catalogue, problems)]
    for number, table in enumerate(catalogue.tables):
        read = partial(_read_table, table, catalogue, data_folder)
        rows, unread = once(number, read) if once else read()
        frames.append(rows)
        problems += unread
    filled = [frame for frame in frames if len(frame)]
    rows = pd.concat(filled, ignore_index=True) if filled else filled_frame({}, OBSERVATION_COLUMNS, 0)
    rows = keys_filled(rows, catalogue)
    rows = rows.assign(observation_id=pd.Series(observation_ids(rows), dtype="str"))
    return _once_each(rows), tuple(problems)


def _once_each(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per key: of several sources the newest is kept, the other values stay as rivals."""
    if not rows["observation_id"].duplicated().any():
        return rows
    newest = rows.sort_values("source_date", ascending=False, kind="stable")
    kept = rows.loc[newest.drop_duplicates("observation_id").index].sort_index()
    values: dict[str, dict[str, None]] = {}
    for name, printed in zip(newest["observation_id"], newest["printed"], strict=True):
        values.setdefault(name, {})[printed] = None
    rivals = [tuple(list(values[name])[1:]) for name in kept["observation_id"]]
    conflict = pd.Series([bool(r) for r in rivals], index=kept.index, dtype="bool")
    return kept.assign(rival_values=pd.Series(rivals, index=kept.index, dtype="object"), conflict=conflict).reset_index(
        drop=True
    )


def _problem(where: str, at: tuple[int, int], key: str, severity: str = "error", **values: object) -> Problem:
    return Problem(where, at[0], at[1], severity, say(WORDS, key, "zh", **values), say(WORDS, key, "en", **values))


def _entries(catalogue: Catalogue, problems: list[Problem]) -> pd.DataFrame:
    rows = [row for entry in catalogue.observations if (row := _entry(entry, catalogue, problems))]
    columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
    return filled_frame(columns, OBSERVATION_COLUMNS, len(rows))


def _entry(entry: CuratedObservation, catalogue: Catalogue, problems: list[Problem]) -> dict[str, object] | None:
    """One curated observation as a row; None, with a Problem, if its place, period, value or unit is unreadable."""
    indicator = catalogue.indicators.get(entry.indicator)
    place = find_place(catalogue.places, entry.place)
    quantity = _read(entry, catalogue)
    faults = {
        "curated.indicator": indicator is None and entry.indicator,
        "curated.place": place is None and entry.place,
        "curated.period": bool(entry.time_period) and days_of(entry.time_period) is None and entry.time_period,
        "curated.value": quantity is None and entry.value,
    }
    for key, bad in faults.items():
        if bad is not False:
            problems.append(_problem(CATALOGUE_FILE, entry.at, key, bad=bad))
    if indicator is None or place is None or quantity is None or faults["curated.period"]:
        return None
    unit = entry.unit or quantity.unit or indicator.unit
    if not _family_fits(entry, indicator, unit, catalogue, problems):
        return None
    return {
        **_entry_key(entry, indicator, place, catalogue),
        **_entry_value(quantity, unit),
        **_entry_source(entry, indicator, unit, catalogue),
    }


def _read(entry: CuratedObservation, catalogue: Catalogue) -> Quantity | None:
    try:
        return read_printed(entry.value, catalogue)
    except ValueError:
        return None


def _family_fits(
    entry: CuratedObservation, indicator: Indicator, unit: str, catalogue: Catalogue, problems: list[Problem]
) -> bool:
    """Whether the unit can measure the indicator; a sibling family passes with a warning."""
    families = set(catalogue.units[unit].families) if unit in catalogue.units else set()
    if indicator.unit_family in families:
        return True
    sibling = any(indicator.unit_family in pair and families & pair for pair in _SIBLINGS)
    key, severity = ("curated.sibling", "warning") if sibling else ("curated.family", "error")
    values = {"unit": unit, "indicator": indicator.id, "family": indicator.unit_family, "bad": entry.value}
    problems.append(_problem(CATALOGUE_FILE, entry.at, key, severity, **values))
    return sibling


def _entry_key(
    entry: CuratedObservation, indicator: Indicator, place: Place, catalogue: Catalogue
) -> dict[str, object]:
    return {
        "indicator": indicator.id, "breakdown": breakdown_key(dict(entry.breakdown)),
        "ref_area": place.code, "area_name": place.name_zh, "scope": entry.scope or "", "entity": entry.entity or "",
        "event": entry.event or "", "perimeter": entry.perimeter or "", "status": entry.status,
        "period_type": entry.period_type or period_type_of(indicator, entry.time_period, catalogue),
        "time_period": entry.time_period, "year": year_of(entry.time_period),
    }  # fmt: skip


def period_type_of(indicator: Indicator, time_period: str, catalogue: Catalogue) -> str:
    """What an indicator's kind suggests where the curator says nothing: stocks are as of a date, flows during a period."""
    kind = indicator.kind
    if kind == "share":
        part = catalogue.indicators.get(indicator.numerator or "")
        kind = part.kind if part else "stock"
    if kind == "stock":
        return "as_of"
    if kind == "capacity":
        return "rate"
    start, _, end = time_period.partition("/")
    to_date = end and start[4:] in ("-01-01", "-01", "") and not end.endswith("-12-31") and start[:4] == end[:4]
    return "year_to_date" if to_date else "during"


def _entry_value(quantity: Quantity, unit: str) -> dict[str, object]:
    bounds = quantity.interval
    return {
        "value": quantity.value, "value_high": _NAN if quantity.value_high is None else quantity.value_high,
        "low": _NAN if bounds.low is None else bounds.low, "high": _NAN if bounds.high is None else bounds.high,
        "low_closed": bounds.low_closed, "high_closed": bounds.high_closed,
        "unit": unit, "unit_mult": quantity.unit_mult, "decimals": quantity.decimals, "qualifier": str(quantity.qualifier),
    }  # fmt: skip


def _entry_source(
    entry: CuratedObservation, indicator: Indicator, unit: str, catalogue: Catalogue
) -> dict[str, object]:
    return {
        "unit_family": unit_family_of(catalogue, indicator.id, unit), "printed": entry.value,
        **_curated_by(entry), **_source(entry.source), "table": "",
    }  # fmt: skip


def _curated_by(entry: CuratedObservation | Table) -> dict[str, object]:
    decided = {"origin": "curated", "processing": "printed", "review_state": "confirmed", "confidence": 1.0}
    return {**decided, "by": entry.by, "on": entry.on, "note": masked(entry.note), "note_en": masked(entry.note_en)}


def _source(source: Source) -> dict[str, object]:
    return {
        "source_title": source.title, "source_publisher": source.publisher,
        "source_date": source.date, "source_url": source.url,
    }  # fmt: skip


def _read_table(table: Table, catalogue: Catalogue, data_folder: Path) -> _Rows:
    """A declared table as rows, and what could not be read of it."""
    problems: list[Problem] = []
    return _table(table, catalogue, data_folder, problems), tuple(problems)


def _table(table: Table, catalogue: Catalogue, data_folder: Path, problems: list[Problem]) -> pd.DataFrame:
    """A declared table as rows, column by column."""
    empty = filled_frame({}, OBSERVATION_COLUMNS, 0)

    def note(at: tuple[int, int], key: str, **values: object) -> None:
        problems.append(_problem(f"data/{table.file}", at, key, "error", **values))

    try:
        lines = TableLines(data_folder / table.file, note)
    except (OSError, UnicodeDecodeError) as fault:
        problems.append(
            _problem(CATALOGUE_FILE, table.at, "table.unreadable", file=table.file, fault=type(fault).__name__)
        )
        return empty
    place = find_place(catalogue.places, table.place)
    header = lines.header
    if place is None or table.period_column not in header:
        key, bad = ("curated.place", table.place) if place is None else ("table.column", table.period_column)
        problems.append(_problem(CATALOGUE_FILE, table.at, key, bad=bad, file=table.file))
        return empty
    dated = lines.by_period(header.index(table.period_column))
    frames = [_column(table, column, header, dated, place, catalogue, problems) for column in table.columns]
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty


def _column(
    table: Table, column: TableColumn, header: Sequence[str], dated: Sequence[tuple[str, TableLine]], place: Place,
    catalogue: Catalogue, problems: list[Problem],
) -> pd.DataFrame:  # fmt: skip
    """One column of a table as rows of the observations frame, vectorised; blank cells are left out."""
    indicator = catalogue.indicators.get(column.indicator)
    if indicator is None or column.header not in header:
        key, bad = ("curated.indicator", column.indicator) if indicator is None else ("table.column", column.header)
        problems.append(_problem(CATALOGUE_FILE, table.at, key, bad=bad, file=table.file))
        return filled_frame({}, OBSERVATION_COLUMNS, 0)
    cells = list(_cells(table, column, header.index(column.header), dated, problems))
    periods = [period for period, _ in cells]
    shared = {
        "indicator": indicator.id, "breakdown": breakdown_key(dict(column.breakdown)), "ref_area": place.code,
        "area_name": place.name_zh, "scope": table.scope, "perimeter": column.perimeter or "", "status": "actual",
        "unit": indicator.unit, "unit_family": indicator.unit_family, "qualifier": "eq",
        **_curated_by(table), **_source(table.source), "table": table.file,
    }  # fmt: skip
    columns: dict[str, Sequence[object] | pd.Series] = {name: [value] * len(cells) for name, value in shared.items()}
    columns |= {
        "time_period": periods,
        "year": [year_of(period) for period in periods],
        "period_type": [period_type_of(indicator, period, catalogue) for period in periods],
    }
    columns |= _amounts([text for _, text in cells], column, indicator)
    return filled_frame(columns, OBSERVATION_COLUMNS, len(cells))


def _cells(
    table: Table, column: TableColumn, index: int, dated: Sequence[tuple[str, TableLine]], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Period and number of each filled cell of a column; what cannot be used is a Problem."""
    for period, line in dated:
        text = line.fields[index].strip()
        if not text:
            continue
        fault = _cell_fault(text, period, column.decimals)
        if fault is None:
            yield period, text.replace(",", "")
        else:
            key, bad = fault
            at = line.place(index)
            problems.append(_problem(f"data/{table.file}", at, key, bad=bad, decimals=column.decimals))


def _cell_fault(text: str, period: str, decimals: int) -> tuple[str, str] | None:
    """The wording key of what is wrong with a cell, and what it is wrong about; None for a good one."""
    if not is_amount(text):
        return "table.cell", text
    if len(text.partition(".")[2].rstrip("0")) > decimals:
        return "table.decimals", text
    return ("curated.period", period) if days_of(period) is None else None


def _amounts(
    texts: Sequence[str], column: TableColumn, indicator: Indicator
) -> Mapping[str, Sequence[object] | pd.Series]:
    """Value, interval and printed form of each cell: rounded at the digits printed, exact for a count without scale.

    A file may have dropped trailing zeros or added `.0`: the digits are the cell's own, at most those declared.
    """
    numbers = pd.Series([float(text) for text in texts], dtype="float64")
    decimals = pd.Series([min(column.decimals, len(t.partition(".")[2].rstrip("0"))) for t in texts], dtype="int64")
    unit_mult, word = _SCALE_WORDS.get(column.scale, (0, ""))
    counted = column.scale == 1 and indicator.unit_family != "percent"
    half = (10.0**-decimals) * column.scale / 2
    half = half.where((decimals > 0) | (not counted), 0.0)
    value = (numbers * column.scale).round(6)
    printed = [f"{n:.{d}f}{word}{indicator.unit}" for n, d in zip(numbers, decimals, strict=True)]
    return {
        "value": value, "low": value - half, "high": value + half,
        "low_closed": [True] * len(texts), "high_closed": half == 0,
        "unit_mult": [unit_mult] * len(texts), "decimals": decimals, "printed": printed,
    }  # fmt: skip
