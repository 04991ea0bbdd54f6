"""A quantity in its context → a mention: what it counts, whose it is, when it was true, and how sure that is."""

from __future__ import annotations

from dashboard.extraction.extract import Extractor, extract
from dashboard.extraction.periods import Period, find_periods
from dashboard.extraction.records import mention_record

__all__ = ["Extractor", "Period", "extract", "find_periods", "mention_record"]
