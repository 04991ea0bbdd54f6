"""Chinese names as they sound, for search and order: `NanYangShi`, a capital for every syllable."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["spelled", "spelled_as"]

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[a-z]+")
_UMLAUTS = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v"})


@cache
def spelled(text: str) -> str:
    """The syllables of the Chinese characters, everything else left out; ü is v.

    A character of several readings is read as the word it stands in wants.
    """
    from pypinyin import lazy_pinyin  # 0.15 s: only who searches or sorts by name waits for it

    return "".join(syllable.capitalize() for syllable in lazy_pinyin("".join(_HAN.findall(text))))


@cache
def spelled_as(text: str, romanised: str) -> str:
    """As `spelled`, but read as a name's own romanisation says as far as it goes: 漯河市 with Luohe is LuoHeShi, not TaHeShi."""
    from pypinyin import Style, pinyin  # as above

    rest = "".join(_LETTERS.findall(romanised.lower().translate(_UMLAUTS)))
    syllables: list[str] = []
    for character in _HAN.findall(text):
        (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
        fitting = max((reading for reading in readings if rest.startswith(reading)), key=len, default="")
        if not fitting:
            break
        syllables.append(fitting.capitalize())
        rest = rest.removeprefix(fitting)
    return "".join(syllables) + spelled("".join(_HAN.findall(text)[len(syllables) :]))
