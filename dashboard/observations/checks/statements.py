"""What a figure's own statement lacks: C07 and C27 ranks, C17 and C18 dates, C24 windows, C25 status, C29 claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dashboard.model import Finding, Interval, Severity, Span
from dashboard.observations.checks.report import Text, Values, date_of, finding, listed, name_of, place_name, value_of
from dashboard.observations.figures import Evidence, Figure
from dashboard.observations.intervals import show_number
from dashboard.observations.timespan import days_of
from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = [
    "c07_rank_le_field", "c17_stale_as_of", "c18_missing_as_of", "c24_open_window", "c25_claim_status", "c27_rank_comparability",
    "c29_unverifiable_claim",
]  # fmt: skip

_STALE, _VERY_STALE = 90, 365  # days (domain handbook 5, C17)
_OPEN_STATUS = {"applied": "C25.applied", "target": "C25.target"}


def c07_rank_le_field(evidence: Evidence) -> Iterator[Finding]:
    """A rank lies between 1 and the size of its field."""
    for figure in evidence.figures:
        if evidence.indicator(figure).kind == "rank" and not math.isnan(figure.rank_of):
            field = Interval(1.0, figure.rank_of)
            if not figure.interval.meets(field):
                words: Values = {"rank": show_number(figure.value, "en"), "field": show_number(figure.rank_of, "en")}
                yield finding("C07", Severity.ERROR, [figure], "C07", words, field)


def c27_rank_comparability(evidence: Evidence) -> Iterator[Finding]:
    """Ranks of one place out of fields of different size."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in evidence.figures:
        if evidence.indicator(figure).kind == "rank" and figure.kept and not math.isnan(figure.rank_of):
            groups.setdefault((figure.indicator, figure.breakdown, figure.ref_area, figure.entity), []).append(figure)
    for group in groups.values():
        if len({f.rank_of for f in group}) > 1:
            words: Values = {"indicator": name_of(evidence, group[0]), "place": place_name(evidence, group[0])}
            yield finding("C27", Severity.INFO, group, "C27", {**words, "values": listed(_rank(f) for f in group)})


def _rank(figure: Figure) -> Text:
    words = {"rank": show_number(figure.value, "en"), "field": show_number(figure.rank_of, "en")}
    (zh_date, en_date) = date_of(figure.time_period)
    return say(WORDS, "C27.value", "zh", period=zh_date, **words), say(
        WORDS, "C27.value", "en", period=en_date, **words
    )


def c17_stale_as_of(evidence: Evidence) -> Iterator[Finding]:
    """Figures whose as-of date is certainly long before the document's date; one finding per document and date.

    A date given only as a year counts with its nearest day, so an age that is merely possible stays silent. A target has no
    age: its date is when it was to be reached.
    """
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in evidence.mentioned:
        if figure.dated and figure.period_type in ("as_of", "cumulative") and figure.status != "target":
            groups.setdefault((figure.document, figure.time_period), []).append(figure)
    for (_, as_of), group in groups.items():
        age = _least_age(as_of, group[0].issued)
        if age > _STALE:
            severity = Severity.WARNING if age > _VERY_STALE else Severity.INFO
            words: Values = {
                "as_of": date_of(as_of),
                "issued": date_of(group[0].issued),
                "days": age,
                "values": _counted(evidence, group),
            }
            yield finding("C17", severity, group, "C17", words)


def _least_age(as_of: str, issued: str) -> int:
    """Days from the last day of the as-of period to the first day of the document's date; 0 if unknown."""
    then, now = days_of(as_of), days_of(issued)
    return max(0, (now[0] - then[1]).days) if then and now else 0


def _counted(evidence: Evidence, figures: Sequence[Figure]) -> Text:
    """Each figure with what it counts."""
    texts = []
    for figure in figures:
        zh, en = name_of(evidence, figure)
        printed, number = value_of(evidence, figure)
        texts.append((f"{zh}{printed}", f"{en} {number}"))
    return listed(texts)


def c18_missing_as_of(evidence: Evidence) -> Iterator[Finding]:
    """Stocks whose date the text does not state; one finding per document, listing them."""
    groups: dict[str, list[Figure]] = {}
    for figure in evidence.mentioned:
        if evidence.indicator(figure).kind == "stock" and not figure.dated:
            groups.setdefault(figure.document, []).append(figure)
    for group in groups.values():
        yield finding("C18", Severity.INFO, group, "C18", {"count": len(group), "values": _counted(evidence, group)})


def c24_open_window(evidence: Evidence) -> Iterator[Finding]:
    """A cumulative flow whose start is not stated."""
    for figure in evidence.mentioned:
        flow = evidence.indicator(figure).kind == "flow" and figure.period_type == "cumulative"
        if flow and "/" not in figure.time_period:
            words: Values = {"value": value_of(evidence, figure), "indicator": name_of(evidence, figure)}
            yield finding("C24", Severity.INFO, [figure], "C24", words, figure.interval)


def c25_claim_status(evidence: Evidence) -> Iterator[Finding]:
    """What was applied for or planned is no result."""
    for figure in evidence.mentioned:
        key = _OPEN_STATUS.get(figure.status)
        if key:
            words: Values = {"value": value_of(evidence, figure), "indicator": name_of(evidence, figure)}
            yield finding("C25", Severity.WARNING, [figure], key, words, figure.interval)


def c29_unverifiable_claim(evidence: Evidence) -> Iterator[Finding]:
    """A superlative without a number: a mention without a value."""
    frame = evidence.mentions
    claims = frame[frame["value"].isna() & (frame["review_state"] != "rejected")]
    for row in claims.to_dict("records"):
        claim = "".join(row["surface"].split())
        yield Finding(
            code="C29",
            severity=Severity.INFO,
            documents=(row["document"],),
            mentions=(row["mention_id"],),
            spans=((row["document"], Span(row["start"], row["end"])),),
            indicator=row["indicator"] or None,
            interval=None,
            zh=say(WORDS, "C29", "zh", claim=claim),
            en=say(WORDS, "C29", "en", claim=claim),
        )
