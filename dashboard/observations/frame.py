"""The two frames: `mentions` (every span) and `observations` (one value per key and origin). The only constructor of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.model import Interval, Mention, SourceDocument, breakdown_key
from dashboard.observations.columns import MENTION_COLUMNS, OBSERVATION_COLUMNS, filled_frame
from dashboard.observations.completion import share_indicators
from dashboard.observations.curated import curated_rows
from dashboard.observations.figures import curated_figures, issue_dates, mention_figures, unit_family_of
from dashboard.observations.implied import derived_rows, implied_wholes
from dashboard.observations.privacy import masked
from dashboard.observations.selection import assign_observations, selected
from dashboard.observations.timespan import year_of

__all__ = ["build_mentions", "build_observations"]

_CONTEXT = 16  # characters either side that make a quote unique (domain handbook 7.4)
_AS_THEY_ARE = (
    "document", "surface", "unit", "unit_mult", "decimals", "indicator", "rivals", "reason", "subject", "area_name",
    "ref_area", "entity", "event", "perimeter", "time_period", "period_basis", "paragraph", "confidence",
    "value", "value_high", "rank_of",
)  # fmt: skip
_ENUMS = ("qualifier", "scope", "period_type", "status")
_NAN = float("nan")


def build_mentions(
    documents: Sequence[SourceDocument], mentions: Sequence[Mention], catalogue: Catalogue
) -> pd.DataFrame:
    """The mentions frame: one row per mention in the order given, `observation_id` assigned (columns.MENTION_COLUMNS).

    KeyError: a mention of a document that is not among `documents`.
    """
    texts = {d.name: masked(d.text) for d in documents}
    columns: dict[str, list[object]] = {n: [_plain(getattr(m, n), n) for m in mentions] for n in _AS_THEY_ARE}
    columns |= {n: [str(getattr(m, n) or "") for m in mentions] for n in _ENUMS}
    columns |= _bounds(m.interval for m in mentions)
    columns |= {
        "mention_id": [f"{m.document}@{m.span.start}" for m in mentions],
        "start": [m.span.start for m in mentions],
        "end": [m.span.end for m in mentions],
        "sentence_start": [m.sentence.start for m in mentions],
        "sentence_end": [m.sentence.end for m in mentions],
        "prefix": [texts[m.document][max(0, m.span.start - _CONTEXT) : m.span.start] for m in mentions],
        "suffix": [texts[m.document][m.span.end : m.span.end + _CONTEXT] for m in mentions],
        "breakdown": [breakdown_key(m.breakdown) for m in mentions],
        "origin": ["extracted"] * len(mentions),
        "review_state": ["unreviewed"] * len(mentions),
    }
    frame = filled_frame(columns, MENTION_COLUMNS, len(mentions))
    return assign_observations(frame, catalogue, issue_dates(documents))


def _plain(value: object, name: str) -> object:
    """Absent text is "", an absent number NaN."""
    if value is None:
        return _NAN if name in ("value", "value_high", "rank_of") else ""
    return value


def _bounds(intervals: Iterable[Interval | None]) -> dict[str, list[object]]:
    known = [i or Interval(None, None, False, False) for i in intervals]
    return {
        "low": [_NAN if i.low is None else i.low for i in known],
        "high": [_NAN if i.high is None else i.high for i in known],
        "low_closed": [i.low_closed for i in known],
        "high_closed": [i.high_closed for i in known],
    }


def build_observations(
    mentions: pd.DataFrame,
    documents: Sequence[SourceDocument],
    catalogue: Catalogue,
    data_folder: Path,
    curated: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The observations frame (columns.OBSERVATION_COLUMNS): extracted slots, then curated ones and tables, then derived.

    Curated and extracted values of one key stand side by side. What cannot be read of the curated part is left out here
    and reported by `curated_problems`; `curated` are its rows where they have been read already.
    """
    extracted = _extracted(mentions, documents, catalogue)
    curated = curated_rows(catalogue, data_folder)[0] if curated is None else curated
    stated = pd.concat([extracted, curated], ignore_index=True) if len(curated) else extracted
    derived = _derived(mentions, stated, documents, catalogue)
    return pd.concat([stated, derived], ignore_index=True) if len(derived) else stated


def _extracted(mentions: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue) -> pd.DataFrame:
    rows = selected(mentions, catalogue, issue_dates(documents))
    main = rows[rows["main"]].reset_index(drop=True)
    families = {
        pair: unit_family_of(catalogue, *pair) for pair in set(zip(main["indicator"], main["unit"], strict=True))
    }
    same = [name for name in MENTION_COLUMNS if name in OBSERVATION_COLUMNS]
    columns: dict[str, Sequence[object] | pd.Series] = {
        **{name: main[name] for name in (*same, "conflict")},
        "unit_family": [families[pair] for pair in zip(main["indicator"], main["unit"], strict=True)],
        "printed": _printed(main),
        "processing": ["printed"] * len(main),
        "mentions": _tuples(main, rows, "mention_id"),
        "rival_values": _rivals(main, rows),
        "year": [year_of(period) for period in main["time_period"]],
    }
    columns |= _quotes(main, documents) | _letterhead(main, documents)
    return filled_frame(columns, OBSERVATION_COLUMNS, len(main))


def _unbroken(surface: pd.Series) -> pd.Series:
    """The surface without the blanks and line breaks inside it."""
    return surface.str.replace(r"\s+", "", regex=True)


def _printed(main: pd.DataFrame) -> pd.Series:
    """The value as the document prints it; a corrected value is written the same way from its digits and unit."""
    printed = _unbroken(main["surface"])
    corrected = _value_corrected(main)
    written = [
        _written(*row)
        for row in main.loc[corrected, ["value", "unit_mult", "decimals", "unit"]].itertuples(index=False)
    ]
    printed[corrected] = written
    return printed


def _value_corrected(rows: pd.DataFrame) -> pd.Series:
    return rows["replaced"].str.contains(r"\bvalue=", regex=True)


def _written(value: float, unit_mult: int, decimals: int, unit: str) -> str:
    return f"{value / 10**unit_mult:.{decimals}f}{ {4: '万', 8: '亿'}.get(unit_mult, '') }{unit}"


def _tuples(main: pd.DataFrame, rows: pd.DataFrame, column: str) -> list[tuple[str, ...]]:
    """For each observation the values of a column of its mentions, each once, in order."""
    groups: dict[str, dict[str, None]] = {}
    for name, value in zip(rows["observation_id"], rows[column], strict=True):
        groups.setdefault(name, {})[value] = None
    return [tuple(groups.get(name, ())) for name in main["observation_id"]]


def _rivals(main: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """The printed values that lost, among them what a correction replaced by another value."""
    lost = rows[rows["lost"] | _value_corrected(rows)]
    lost = lost.assign(surface=_unbroken(lost["surface"]))
    return _tuples(main, lost, "surface")


def _quotes(main: pd.DataFrame, documents: Sequence[SourceDocument]) -> dict[str, list[object]]:
    """The sentence of each kept mention, personal data masked, and where in it the value stands."""
    texts = {d.name: masked(d.text) for d in documents}
    place = zip(main["document"], main["sentence_start"], main["sentence_end"], main["start"], main["end"], strict=True)
    found = [(texts[name][first:last], start - first, end - first) for name, first, last, start, end in place]
    return {
        "quote": [quote for quote, _, _ in found],
        "quote_start": [start for _, start, _ in found],
        "quote_end": [end for _, _, end in found],
    }


def _letterhead(main: pd.DataFrame, documents: Sequence[SourceDocument]) -> dict[str, list[object]]:
    heads: Mapping[str, SourceDocument] = {d.name: d for d in documents}
    fields = {
        "document_kind": "kind", "document_number": "document_number", "issuing_body": "issuing_body",
        "date_issued": "date_issued", "source_title": "title", "source_url": "url",
    }  # fmt: skip
    stated = {name: [masked(getattr(head, field) or "") for field in fields.values()] for name, head in heads.items()}
    return {column: [stated[name][i] for name in main["document"]] for i, column in enumerate(fields)}


def _derived(
    mentions: pd.DataFrame, stated: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue
) -> pd.DataFrame:
    """The implied wholes of the shares in the frames; only rows that bear on a share are looked at."""
    shares = share_indicators(catalogue).values()
    bearing = {name for i in shares for name in (i.id, i.numerator, i.denominator) if name}
    figures = [
        *mention_figures(mentions[mentions["indicator"].isin(bearing)], documents, catalogue),
        *curated_figures(stated[stated["indicator"].isin(bearing)]),
    ]
    return derived_rows(list(implied_wholes(figures, catalogue)), stated, catalogue)
