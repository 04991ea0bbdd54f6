"""How a value is qualified when it is quoted alone: a number cut out of 全省有近700万人 must not become 700万人."""

from __future__ import annotations

import re

from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["qualified", "shade"]

_SAYS_SO = re.compile(r"[多余几约近超逾过不足≥≤<>~～–]|以上|以下|以内|左右|上下|突破|至少|至多|最高")


def shade(qualifier: str, value: float, high: float) -> str:
    """The qualifier, or `nearly` for an approximate value whose interval ends at the value itself (近; handbook 1.4)."""
    return "nearly" if qualifier == "approx" and high <= value else qualifier


def qualified(printed: str, qualifier: str, value: float, high: float) -> str:
    """A print in Chinese with its qualifier before it, unless the print holds one itself: 近700万人, 5万多名."""
    key = f"value.{shade(qualifier, value, high)}"
    if key not in WORDS or _SAYS_SO.search(printed):
        return printed
    return say(WORDS, key, "zh", value=printed)
