"""Small letters for the tests: plain text and figures in reading order, each figure with what the extraction would say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.model import Finding, Mention, PeriodType, Qualifier, Scope, SourceDocument, Span, Status
from dashboard.observations import build_mentions, build_observations, run_checks
from dashboard.quantities import read_printed

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Fig:
    """A figure as printed, its indicator, and whatever differs from a city's undated actual stock."""

    surface: str
    indicator: str | None
    said: dict[str, Any] = field(default_factory=dict)


def fig(surface: str, indicator: str | None, **said: Any) -> Fig:
    return Fig(surface, indicator, said)


def letter(
    catalogue: Catalogue, name: str, *pieces: str | Fig, issued: str = "2025"
) -> tuple[SourceDocument, list[Mention]]:
    text = "".join(p if isinstance(p, str) else p.surface for p in pieces)
    mentions, start = [], 0
    for piece in pieces:
        length = len(piece if isinstance(piece, str) else piece.surface)
        if isinstance(piece, Fig):
            mentions.append(_mention(catalogue, name, text, Span(start, start + length), piece, issued))
        start += length
    return SourceDocument(name=name, text=text, sha256="0" * 64, date_issued=issued), mentions


def _mention(catalogue: Catalogue, name: str, text: str, span: Span, piece: Fig, issued: str) -> Mention:
    said = {
        "area_name": "南阳市", "ref_area": "CN411300", "scope": Scope.CITY, "time_period": issued,
        "period_type": PeriodType.AS_OF, "period_basis": "document",
    } | piece.said  # fmt: skip
    if said.get("entity"):
        said["scope"] = Scope.ENTITY
    sentence = Span(
        max(text.rfind("。", 0, span.start), text.rfind("\n", 0, span.start)) + 1,
        text.find("。", span.end) + 1 or len(text),
    )
    common = {
        "document": name,
        "span": span,
        "sentence": sentence,
        "surface": piece.surface,
        "indicator": piece.indicator,
    }
    paragraph = text.count("\n", 0, span.start)
    if said.pop("claim", False):
        empty = {"value": None, "value_high": None, "interval": None, "unit": None, "unit_mult": 0, "decimals": 0}
        return Mention(**common, **empty, qualifier=Qualifier.EQ, paragraph=paragraph, **said)
    q = read_printed(piece.surface, catalogue)
    unit = q.unit or (catalogue.indicators[piece.indicator].unit if piece.indicator else None)
    return Mention(
        **common, value=q.value, value_high=q.value_high, interval=q.interval, unit=unit, unit_mult=q.unit_mult,
        decimals=q.decimals, qualifier=q.qualifier, paragraph=paragraph, confidence=0.9, **said,
    )  # fmt: skip


def bare(catalogue: Catalogue) -> Catalogue:
    """The catalogue without anything curated."""
    return replace(catalogue, observations=(), tables=(), corrections=())


def frames(
    catalogue: Catalogue, letters: Sequence[tuple[SourceDocument, list[Mention]]]
) -> tuple[pd.DataFrame, pd.DataFrame, list[SourceDocument]]:
    documents = [d for d, _ in letters]
    mentions = build_mentions(documents, [m for _, ms in letters for m in ms], catalogue)
    return mentions, build_observations(mentions, documents, catalogue, DATA), documents


def found_in(catalogue: Catalogue, *letters: tuple[SourceDocument, list[Mention]]) -> tuple[Finding, ...]:
    mentions, observations, documents = frames(catalogue, letters)
    return run_checks(mentions, observations, documents, catalogue)


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """How often each code was found with each severity: `C08 warning` → 2."""
    return dict(sorted(Counter(f"{f.code} {f.severity}" for f in findings).items()))


# ── the labelled letters of the shared folder as mentions ──

_WINDOWS = ("flow",)  # a stock or share labelled cumulative stands at an unstated date (domain handbook 1.5)
_STOCK = "stock"


def labelled_letter(
    catalogue: Catalogue, shared: Path, stem: str, issued: str, area: tuple[str, str]
) -> tuple[SourceDocument, list[Mention]]:
    """One labelled letter: gold rows and claims without a number as mentions."""
    text = (shared / "letters" / f"{stem}.txt").read_bytes().decode("utf-8")
    document = SourceDocument(name=f"{stem}.txt", text=text, sha256="0" * 64, place=area[0], date_issued=issued)
    gold = _rows(shared / "eval" / "letters" / "gold.jsonl", stem)
    traps = _rows(shared / "eval" / "letters" / "traps.jsonl", stem)
    claims = [r for r in traps if re.search("among the first|record claim", r["why"])]
    mentions = [_labelled(catalogue, document, row, area) for row in gold] + [_claimed(document, row) for row in claims]
    return document, sorted(mentions, key=lambda m: m.span)


def _rows(path: Path, stem: str) -> list[dict[str, Any]]:
    return [row for line in path.read_text("utf-8").splitlines() if (row := json.loads(line))["doc"] == stem]


def _sentence(text: str, start: int, end: int) -> Span:
    return Span(text.rfind("。", 0, start) + 1, text.find("。", end) + 1 or len(text))


def _labelled(catalogue: Catalogue, document: SourceDocument, row: dict[str, Any], area: tuple[str, str]) -> Mention:
    indicator = catalogue.indicators[row["indicator"]]
    quantity = read_printed("".join(row["surface"].split()), catalogue)
    local = row["place"] == area[0]
    year_only = row["period"] == (document.date_issued or "")[:4]
    cumulative = row["period_type"] == "cumulative" and indicator.kind not in _WINDOWS
    beside = "技工院校" in document.text[row["end"] : row["end"] + 8]
    return Mention(
        document=document.name, span=Span(row["start"], row["end"]), sentence=_sentence(document.text, row["start"], row["end"]),
        surface=row["surface"], value=row["value"], value_high=row["value_high"], interval=quantity.interval,
        unit=row["unit"], unit_mult=quantity.unit_mult, decimals=quantity.decimals, qualifier=Qualifier(row["qualifier"]),
        indicator=row["indicator"], breakdown=row["breakdown"], area_name=row["place"],
        ref_area=area[1] if local else "CN410000", scope=_scope(row, local), entity=row["entity"],
        event="contest" if row["indicator"].startswith("competition_") and row["period"] == "2024" else None,
        perimeter="edu_only" if beside and indicator.perimeter_codes else None,
        time_period=row["period"], period_type=PeriodType.AS_OF if cumulative else PeriodType(row["period_type"]),
        period_basis="document" if year_only and indicator.kind == _STOCK else "text", status=Status(row["status"]),
        rank_of=23.0 if indicator.kind == "rank" else None, paragraph=document.text.count("\n", 0, row["start"]),
    )  # fmt: skip


def _scope(row: dict[str, Any], local: bool) -> Scope:
    if row["entity"]:
        return Scope.ENTITY
    if not local:
        return Scope.PROVINCE
    return Scope.SYSTEM if row["period_type"] == "year_to_date" else Scope.CITY


def _claimed(document: SourceDocument, row: dict[str, Any]) -> Mention:
    return Mention(
        document=document.name, span=Span(row["start"], row["end"]), sentence=_sentence(document.text, row["start"], row["end"]),
        surface=row["surface"], value=None, value_high=None, interval=None, unit=None, unit_mult=0, decimals=0,
        qualifier=Qualifier.EQ, subject=row["surface"], paragraph=document.text.count("\n", 0, row["start"]),
    )  # fmt: skip
