"""SDMX-CSV 2.0: the observations, one row per key, and all claims, told apart by the dimension MENTION (domain handbook 6, 7).

OBS_VALUE is the number as printed, with UNIT_MULT and DECIMALS beside it; a range of dates is its start and how long it lasts.
Facts have columns of their own; OBS_STATUS is derived of them here and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property

from dashboard.errors import ExportError
from dashboard.export.csv_text import csv_of, number_of
from dashboard.export.dataset.tables import Dataset, Row
from dashboard.model import breakdown_of
from dashboard.observations.compare import break_between
from dashboard.observations.timespan import days_of, year_of
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["CLAIMS", "OBSERVATIONS", "OBS_STATUS", "breaks_of", "obs_value", "sdmx_files", "sdmx_period"]

OBSERVATIONS, CLAIMS = "observations.sdmx.csv", "claims.sdmx.csv"
OBS_STATUS = ("U", "B", "D", "W", "P", "E", "V", "A")
"""The codes in use, the first that applies; W stands in the place of D where the perimeter includes something more."""

_AGENCY = "VETDASH"
_HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_BEFORE, _AFTER = (
    ("FREQ", "REF_AREA", "INDICATOR"),
    ("EVENT", "ENTITY", "SCOPE", "PERIMETER", "PERIOD_TYPE", "STATUS", "TIME_PERIOD"),
)
_ATTRIBUTES = (
    "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "LOW", "HIGH", "OBS_STATUS", "CONF_STATUS", "COMMENT_OBS",
    "QUALIFIER", "ORIGIN", "PROCESSING", "REVIEW_STATE", "SOURCE_DOC", "QUOTE", "MENTIONS", "PRINTED", "PERIOD_STATED", "OBSERVATION_ID",
)  # fmt: skip
_TOTAL, _NOT_APPLICABLE, _UNKNOWN, _FREE = "_T", "_Z", "_X", "F"
_FREQUENCIES = {4: "A", 7: "M", 10: "D"}  # by the length of the period as written
_IRREGULAR = "_O"

Cells = dict[str, str | int | float]


def sdmx_files(dataset: Dataset) -> dict[str, bytes]:
    """The two files. Rows that state no period are in neither: SDMX has no place for them.

    Of several observations of one key the first file holds the printed before the derived, then the extracted before the
    curated; the second holds them all. ExportError: two rows of one key.
    """
    structure = _Structure(dataset)
    kept: dict[tuple[object, ...], Cells] = {}
    for row in sorted(structure.rows, key=_preference):
        cells = structure.cells(row)
        kept.setdefault(tuple(cells[name] for name in structure.dimensions), cells)
    order = {row["observation_id"]: number for number, row in enumerate(structure.rows)}
    observations = sorted(kept.values(), key=lambda cells: order[cells["OBSERVATION_ID"]])
    claims = list(structure.claims())
    claimed = (*structure.dimensions[:-1], "MENTION", structure.dimensions[-1])
    return {
        OBSERVATIONS: _written("DF_OBSERVATIONS", structure.dimensions, observations, OBSERVATIONS),
        CLAIMS: _written("DF_CLAIMS", claimed, claims, CLAIMS),
    }


def _preference(row: Row) -> tuple[bool, bool]:
    return row["processing"] == "derived", row["origin"] == "curated"


def _written(flow: str, dimensions: Sequence[str], rows: Sequence[Cells], file: str) -> bytes:
    _refuse_twins(rows, dimensions, file)
    head: Cells = dict(zip(_HEAD, ("dataflow", f"{_AGENCY}:{flow}(1.0)", "I"), strict=True))
    names = (*_HEAD, *dimensions, *_ATTRIBUTES)
    return csv_of([names, *([(head | row)[name] for name in names] for row in rows)], mark=False)


def _refuse_twins(rows: Iterable[Cells], dimensions: Sequence[str], file: str) -> None:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(row[name] for name in dimensions)
        if key in seen:
            said = {"file": file, "dimensions": ", ".join(map(str, key))}
            raise ExportError(*(say(WORDS, "error.sdmx_key", lang, **said) for lang in LANGUAGES))
        seen.add(key)


@dataclass(frozen=True)
class _Structure:
    """The observations of a data set as SDMX sees them."""

    dataset: Dataset

    @cached_property
    def rows(self) -> list[Row]:
        """The observations that state a period."""
        return [row for row in self.dataset.by_name["observations"].rows if sdmx_period(_text(row["time_period"]))]

    @cached_property
    def indicators(self) -> Mapping[str, Row]:
        """The indicators by id."""
        return {_text(row["id"]): row for row in self.dataset.by_name["indicators"].rows}

    @cached_property
    def breakdowns(self) -> dict[str, str]:
        """Breakdown → the dimension it is: its name in capitals, which no other column has."""
        names = sorted({str(name) for row in self.indicators.values() for name in _listed(row["breakdowns"])})
        taken = {*_HEAD, *_BEFORE, *_AFTER, *_ATTRIBUTES, "MENTION"}
        return {name: f"BREAKDOWN_{name.upper()}" if name.upper() in taken else name.upper() for name in names}

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions in order, the time last."""
        return (*_BEFORE, *self.breakdowns.values(), *_AFTER)

    @cached_property
    def broken(self) -> set[str]:
        """The ids of the observations before which their series breaks."""
        return set(breaks_of(self.rows, self.indicators))

    def cells(self, row: Row, **other: str | int | float) -> Cells:
        """One observation as cells; `other` puts something else in some of them."""
        period = _text(row["time_period"])
        parts = breakdown_of(_text(row["breakdown"]))
        return {
            "FREQ": _FREQUENCIES.get(len(period), _IRREGULAR) if "/" not in period else _IRREGULAR,
            "REF_AREA": _text(row["ref_area"]) or _UNKNOWN,
            "INDICATOR": _text(row["indicator"]),
            **{dimension: parts.get(name, _TOTAL) for name, dimension in self.breakdowns.items()},
            **{name: _text(row[name.lower()]) or _NOT_APPLICABLE for name in ("EVENT", "ENTITY", "PERIMETER")},
            **{name: _text(row[name.lower()]) for name in ("SCOPE", "PERIOD_TYPE", "STATUS")},
            "TIME_PERIOD": sdmx_period(period),
            **_stated(row),
            "OBS_STATUS": self.status(row),
            "CONF_STATUS": _FREE,
            "COMMENT_OBS": _text(row["note"]),
            **{name: _text(row[name.lower()]) for name in ("ORIGIN", "PROCESSING", "REVIEW_STATE", "QUOTE", "PRINTED")},
            "SOURCE_DOC": _text(row["document"]) or _text(row["source_title"]),
            "MENTIONS": " ".join(map(str, _listed(row["mentions"]))),
            "PERIOD_STATED": period,
            "OBSERVATION_ID": _text(row["observation_id"]),
            **other,
        }

    def claims(self) -> Iterator[Cells]:
        """Every value of every document, and every observation that stands in none."""
        claims: dict[str, list[Row]] = defaultdict(list)
        for mention in self.dataset.by_name["mentions"].rows:
            if mention["value"] is not None and mention["review_state"] != "rejected":
                claims[_text(mention["observation_id"])].append(mention)
        for row in self.rows:
            own = claims.get(_text(row["observation_id"]), ())
            for mention in own:
                printed = "".join(_text(mention["surface"]).split())
                said = {"PRINTED": printed, "SOURCE_DOC": _text(mention["document"]), "QUOTE": "", "MENTIONS": ""}
                yield self.cells(
                    row, MENTION=_text(mention["mention_id"]), **_stated(mention | {"processing": "printed"}), **said
                )
            if not own:
                yield self.cells(row, MENTION=_text(row["observation_id"]))

    def status(self, row: Row) -> str:
        """OBS_STATUS (domain handbook 6.3): the first code of OBS_STATUS that applies."""
        listed = _listed(self.indicators[_text(row["indicator"])]["perimeter_codes"])
        perimeter = _text(row["perimeter"])
        other = perimeter not in ("", "unstated", *listed[:1])  # the first code is the definition's own
        holds = {
            "U": row["conflict"],
            "B": row["observation_id"] in self.broken,
            "D": other and not perimeter.startswith("incl_"),
            "W": other,
            "P": row["period_type"] == "year_to_date" or "stage=pending" in _text(row["breakdown"]),
            "E": row["qualifier"] != "eq",
            "V": row["origin"] == "extracted" and row["review_state"] != "confirmed",
            "A": True,
        }
        return next(code for code in OBS_STATUS if holds[code])


def _stated(row: Row) -> Cells:
    """The number of an observation or a mention with everything said about it."""
    return {
        "OBS_VALUE": obs_value(row),
        "UNIT_MEASURE": _text(row["unit"]) or _NOT_APPLICABLE,
        "UNIT_MULT": _number(row["unit_mult"]),
        "DECIMALS": _number(row["decimals"]),
        "LOW": _number(row["low"]),
        "HIGH": _number(row["high"]),
        "QUALIFIER": _text(row["qualifier"]),
    }


def obs_value(row: Row) -> str:
    """The number as printed: 5.2 for 5.2万, 258 for 258; "" where there is none. A computed one has no more digits than said."""
    if not isinstance(row["value"], int | float) or isinstance(row["value"], bool):
        return ""
    exact = Decimal(repr(row["value"])).scaleb(-int(_number(row["unit_mult"]) or 0))
    rounded = exact.quantize(Decimal(1).scaleb(-int(_number(row["decimals"]) or 0)), ROUND_HALF_EVEN)
    return f"{rounded if row['processing'] == 'derived' or rounded == exact else exact.normalize():f}"


def sdmx_period(period: str) -> str:
    """A period as SDMX writes it: 2024, 2024-05, 2024-12-31; a range as start and duration, 2022-01-01/P135D.

    Of a range without an end only the start is left (PERIOD_STATED has the whole); "" for what is no period.
    """
    days = days_of(period)
    if days is None:
        return ""
    start, _, end = period.partition("/")
    if not end or end == "..":
        return start
    first, last = days
    lengths = {len(start), len(end)}
    if lengths == {4}:
        return f"{first}/P{last.year - first.year + 1}Y"
    if lengths == {7}:
        return f"{first}/P{(last.year - first.year) * 12 + last.month - first.month + 1}M"
    return f"{first}/P{(last - first).days + 1}D"


_SERIES = ("indicator", "breakdown", "ref_area", "scope", "entity", "event", "status", "period_type")


def breaks_of(rows: Iterable[Row], indicators: Mapping[str, Row]) -> Iterator[str]:
    """The ids of what comes first after a change of definition, or in a perimeter that the series did not have before."""
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        series[tuple(row[name] for name in _SERIES)].append(row)
    for key, found in series.items():
        changes = [str(change) for change in _listed(indicators[str(key[0])]["breaks"])]
        found.sort(key=lambda row: year_of(_text(row["time_period"])))
        yield from (_text(row["observation_id"]) for row in found if _breaks_before(row, found, changes))


def _breaks_before(row: Row, series: Sequence[Row], changes: Sequence[str]) -> bool:
    year = year_of(_text(row["time_period"]))
    earlier = [other for other in series if year_of(_text(other["time_period"])) < year]
    alike = [other for other in earlier if other["perimeter"] == row["perimeter"]]
    if alike:
        return break_between(changes, year_of(_text(alike[-1]["time_period"])), year)
    before = {other["perimeter"] for other in earlier}
    goes_on = any(other["perimeter"] in before for other in series if year_of(_text(other["time_period"])) >= year)
    return bool(before) and not goes_on and not {None, "unstated"} & {row["perimeter"], *before}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | dict) else []


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: object) -> int | float | str:
    return number_of(value) if isinstance(value, int | float) else ""
