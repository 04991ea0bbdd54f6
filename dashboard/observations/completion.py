"""Which indicators are shares of something counted, and which of them say how much of a plan is done."""

from __future__ import annotations

from dashboard.catalogue.entries import Catalogue, Indicator

__all__ = ["is_completion", "share_indicators"]


def is_completion(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether a share is the completion of a plan: its denominator is a target. It may exceed 100 %."""
    whole = catalogue.indicators.get(indicator.denominator or "")
    return indicator.kind == "share" and whole is not None and whole.kind == "target"


def share_indicators(catalogue: Catalogue) -> dict[str, Indicator]:
    """The indicators that are per cent of a whole and name their numerator."""
    return {
        i.id: i
        for i in catalogue.indicators.values()
        if i.kind == "share" and i.unit_family == "percent" and i.numerator
    }
