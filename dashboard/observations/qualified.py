"""How a value is qualified when it is quoted alone: a number cut out of 全省有近700万人 must not become 700万人."""

from __future__ import annotations

import re

from dashboard.wording import say
from dashboard.wording.observations import WORDS

__all__ = ["qualified"]

_SAYS_SO = re.compile(r"[多余几约近超逾过不足≥≤<>~～–]|以上|以下|以内|左右|上下|突破|至少|至多|最高")


def qualified(text: str, qualifier: str, value: float, high: float, lang: str) -> str:
    """The text of a value with its qualifier; a Chinese print that holds one itself stays: 近700万人, 5万多名.

    An approximate value whose interval ends at the value itself (`high`) is nearly that much (近; handbook 1.4).
    """
    key = "value.nearly" if qualifier == "approx" and high <= value else f"value.{qualifier}"
    if key not in WORDS or (lang == "zh" and _SAYS_SO.search(text)):
        return text
    return say(WORDS, key, lang, value=text)
