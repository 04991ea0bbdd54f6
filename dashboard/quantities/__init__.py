"""Text → numbers. Knows Chinese numerals, dates and measure words; knows no indicator."""

from __future__ import annotations

from dashboard.quantities.dates import DateSpan, find_dates, resolve
from dashboard.quantities.find import find_quantities, is_spelled, read_printed
from dashboard.quantities.moments import Moment, find_moments
from dashboard.quantities.numerals import Numeral, find_numerals, read_numerals
from dashboard.quantities.units import MeasureWords, measure_words

__all__ = [
    "DateSpan",
    "MeasureWords",
    "Moment",
    "Numeral",
    "find_dates",
    "find_moments",
    "find_numerals",
    "find_quantities",
    "is_spelled",
    "measure_words",
    "read_numerals",
    "read_printed",
    "resolve",
]
