"""Text → numbers. Knows Chinese numerals, dates and measure words; knows no indicator.

The names below are resolved when they are first used: a page that shows numbers need not be able to read them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {
    "DateSpan": "dates",
    "MeasureWords": "units",
    "Moment": "moments",
    "Numeral": "numerals",
    "find_dates": "dates",
    "find_moments": "moments",
    "find_numerals": "numerals",
    "find_quantities": "find",
    "is_spelled": "find",
    "measure_words": "units",
    "read_numerals": "numerals",
    "read_printed": "find",
    "resolve": "dates",
}


def __getattr__(name: str) -> object:
    """A public name, imported from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
