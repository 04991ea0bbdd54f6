"""Numerals of Chinese text: digits, 一二三, 万 and 亿, 多 and 余, ranges, fractions, percentages, ordinals, amounts.

`find_numerals` is the main door and finds every numeral, with the measure word if there is one; what counts as a
statistic is decided in `find.py`, which reads the outermost numerals only (`read_numerals`).
"""

from __future__ import annotations

from dashboard.quantities.bounds import interval_of
from dashboard.quantities.digits import read_number
from dashboard.quantities.ranges import join_ranges, with_parts
from dashboard.quantities.scan import Numeral, read_numerals
from dashboard.quantities.units import MeasureWords
from dashboard.quantities.widths import fold_widths

__all__ = ["Numeral", "find_numerals", "interval_of", "read_number", "read_numerals"]


def find_numerals(text: str, words: MeasureWords | None = None) -> list[Numeral]:
    """Every numeral of any text, in order of their beginnings; offsets are the text's, in whatever width it is printed.

    How each kind of statement is found: a number by `span` and `value`; a percentage (`kind` percent) and an amount of
    money or a measure by `word_span`, `value` and `word`; an ordinal (`kind` ordinal) by `phrase` and `value`; a range
    by `phrase`, `value` and `value_high`; a bound (超过80, 五百多) by `phrase`, `value` and `qualifier`. A range
    (`kind` range) and an amount in two units (五元三毛) come before the numerals inside them, which follow as numerals
    of their own; no other numerals overlap. Without `words` the general measure words are used.
    """
    return with_parts(join_ranges(fold_widths(text), read_numerals(text, words)))
