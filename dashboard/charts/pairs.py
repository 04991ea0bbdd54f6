"""The pairs of values of one panel: the verdict on each with its reasons, and how many times one is the other.

The first value of each place is its main one; pairs of main values of different places come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.computed import ratio_text
from dashboard.charts.labels import part_owner, period_text, place_name, reason_text, value_text
from dashboard.charts.series import series_rows
from dashboard.charts.style import Row
from dashboard.observations.compare import Verdict
from dashboard.observations.measures import PER_10K, Measure, measured_verdict, ratio
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = [
    "Pair",
    "all_pairs",
    "line_pairs",
    "line_verdicts",
    "main_pairs",
    "pair_of",
    "pair_ratio",
    "reasons_text",
    "row_verdicts",
    "side_text",
    "verdict_text",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values and whether they compare in a mode; `ratio` is None where there is none: 不可比, ranks, shares, a new definition."""

    a: Row
    b: Row
    verdict: Verdict
    ratio: Measure | None
    mode: str


def main_pairs(rows: Sequence[Row], mode: str, catalogue: Catalogue) -> tuple[Pair, ...]:
    """The first value of each place against each other place's, in the order of the rows."""
    mains: dict[str, Row] = {}
    for row in rows:
        mains.setdefault(str(row["ref_area"]), row)
    return tuple(pair_of(a, b, mode, catalogue) for a, b in combinations(mains.values(), 2))


def all_pairs(rows: Sequence[Row], mode: str, catalogue: Catalogue) -> tuple[Pair, ...]:
    """Every pair of two rows, those of main values first, each once."""
    first = main_pairs(rows, mode, catalogue)
    known = {(pair.a["observation_id"], pair.b["observation_id"]) for pair in first}
    others = [
        pair_of(a, b, mode, catalogue)
        for a, b in combinations(rows, 2)
        if (a["observation_id"], b["observation_id"]) not in known
    ]
    return (*first, *others)


def line_pairs(rows: Sequence[Row], mode: str, catalogue: Catalogue) -> tuple[Pair, ...]:
    """Every value of a trend (`selection.select_series`) and the next one of its line."""
    return tuple(pair_of(a, b, mode, catalogue) for line in series_rows(rows) for a, b in pairwise(line))


def line_verdicts(rows: Sequence[Row], mode: str, catalogue: Catalogue, lang: str) -> dict[str, str]:
    """observation_id → how a value of a trend stands to the one before it in its line, with the reasons."""
    found = {str(row["observation_id"]): say(WORDS, "pair.first", lang) for row in rows}
    for pair in line_pairs(rows, mode, catalogue):
        before = say(
            WORDS, "pair.before", lang, value=value_text(pair.a, catalogue, lang), period=period_text(pair.a, lang)
        )
        reasons = reasons_text(pair.verdict, lang)
        key, word = "pair.verdict.why" if reasons else "pair.verdict", verdict_text(pair.verdict.verdict, lang)
        found[str(pair.b["observation_id"])] = say(WORDS, key, lang, verdict=word, sides=before, reasons=reasons)
    return found


def pair_of(a: Row, b: Row, mode: str, catalogue: Catalogue) -> Pair:
    """Two values of one place have no ratio: it would measure two sources, not two places."""
    shares = ratio(a, b, mode, catalogue) if a["ref_area"] != b["ref_area"] else None
    return Pair(a, b, measured_verdict(a, b, mode, catalogue), shares, mode)


def verdict_text(code: str, lang: str) -> str:
    """可比, 谨慎 or 不可比."""
    return say(WORDS, f"verdict.{code}", lang)


def reasons_text(verdict: Verdict, lang: str) -> str:
    """The reasons of a verdict in words; empty without any."""
    return say(WORDS, "list.semicolon", lang).join(reason_text(reason, lang) for reason in verdict.reasons)


def side_text(row: Row, catalogue: Catalogue, lang: str) -> str:
    """Place and value: 南阳市37所; of a part which one it is: 信阳市（院校评价机构、中职、完成公示）13所."""
    place = part_owner(row, catalogue, lang, str(row.get("panel", "")))
    return say(WORDS, "pair.side", lang, place=place, value=value_text(row, catalogue, lang))


def pair_ratio(pair: Pair, catalogue: Catalogue, lang: str) -> str:
    """南阳市是信阳市的2.47倍, of rates 按每万常住人口计，…; empty where there is no ratio."""
    if pair.ratio is None:
        return ""
    a, b = (place_name(str(row["ref_area"]), catalogue, lang) for row in (pair.a, pair.b))
    key = "pair.ratio.rate" if pair.mode == PER_10K else "pair.ratio"
    return say(WORDS, key, lang, a=a, b=b, ratio=ratio_text(pair.ratio, lang))


def row_verdicts(row: Row, rows: Sequence[Row], mode: str, catalogue: Catalogue, lang: str) -> str:
    """The verdict on a row and every other of its panel, those alike together: 谨慎：信阳市15所（口径不同或未注明）."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for other in rows:
        if other["observation_id"] != row["observation_id"]:
            judged = measured_verdict(row, other, mode, catalogue)
            key = verdict_text(judged.verdict, lang), reasons_text(judged, lang)
            grouped.setdefault(key, []).append(side_text(other, catalogue, lang))
    comma, semicolon = (say(WORDS, f"list.{name}", lang) for name in ("comma", "semicolon"))
    texts = []
    for (word, reasons), sides in grouped.items():
        wording = "pair.verdict.why" if reasons else "pair.verdict"
        texts.append(say(WORDS, wording, lang, verdict=word, sides=comma.join(sides), reasons=reasons))
    return semicolon.join(texts)
