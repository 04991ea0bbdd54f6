"""The checks of domain handbook 5: one small function each, Evidence → Findings, and the table that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.model import Finding, SourceDocument
from dashboard.observations.checks import conflicts, parts, shares, statements, sums
from dashboard.observations.figures import Evidence, evidence_of

__all__ = ["CHECKS", "Check", "run_checks"]

Check = Callable[[Evidence], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "C01": sums.c01_sum_of_parts,
    "C02": shares.c02_implied_total,
    "C03": shares.c03_plan_completion,
    "C04": parts.c04_part_le_whole,
    "C05": shares.c05_share_range,
    "C06": sums.c06_medal_table,
    "C07": statements.c07_rank_le_field,
    "C08": conflicts.c08_same_indicator_conflict,
    "C09": sums.c09_composed_total_conflict,
    "C11": parts.c11_stage_chain,
    "C12": conflicts.c12_person_vs_person_times,
    "C13": conflicts.c13_perimeter_mismatch,
    "C14": parts.c14_subset_exceeds_population,
    "C15": conflicts.c15_stock_decrease,
    "C17": statements.c17_stale_as_of,
    "C18": statements.c18_missing_as_of,
    "C20": conflicts.c20_revision,
    "C22": parts.c22_scope_mismatch,
    "C23": parts.c23_capacity_vs_trained,
    "C24": statements.c24_open_window,
    "C25": statements.c25_claim_status,
    "C27": statements.c27_rank_comparability,
    "C29": statements.c29_unverifiable_claim,
    "C31": conflicts.c31_double_mention,
}


def run_checks(
    mentions: pd.DataFrame, observations: pd.DataFrame, documents: Sequence[SourceDocument], catalogue: Catalogue
) -> tuple[Finding, ...]:
    """What every check finds in the two frames, by document, then code, then position; curated-only findings come last.

    Rejected mentions and derived observations are not looked at.
    """
    evidence = evidence_of(mentions, observations, documents, catalogue)
    order = {d.name: n for n, d in enumerate(documents)}
    found = [finding for check in CHECKS.values() for finding in check(evidence)]
    return tuple(sorted(found, key=lambda f: _position(f, order)))


def _position(finding: Finding, order: Mapping[str, int]) -> tuple[object, ...]:
    """A finding about several documents stands after those about the first of them alone."""
    documents = tuple(order.get(name, len(order)) for name in finding.documents) or (len(order),)
    spans = tuple((order.get(name, len(order)), span) for name, span in finding.spans)
    return documents, finding.code, spans, finding.mentions
