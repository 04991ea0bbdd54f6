"""Every sentence and label the program shows, in Chinese and in English, and nowhere else.

One module a station; each has `WORDS: dict[str, tuple[str, str]]`, key → (zh, en), with `{name}` placeholders; in English
`{name:figure|figures}` is the word that goes with the number.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

__all__ = ["LANGUAGES", "Words", "say"]

LANGUAGES = ("zh", "en")
Words = dict[str, tuple[str, str]]


def say(words: Words, key: str, lang: str, **values: object) -> str:
    """The wording of `key` in `lang` with its placeholders filled; KeyError names an unknown key."""
    zh, en = words[key]
    text = zh if lang == "zh" else en
    return _COUNTING.vformat(text, (), values) if "|" in text else text.format(**values)


class _Counting(Formatter):
    """Knows one word for one and another for more: `{count:figure|figures}`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, mark, more = format_spec.partition("|")
        return (one if str(value) == "1" else more) if mark else super().format_field(value, format_spec)


_COUNTING = _Counting()
