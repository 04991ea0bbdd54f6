"""Every sentence and label the program shows, in Chinese and in English, and nowhere else.

One module a station; each has `WORDS: dict[str, tuple[str, str]]`, key → (zh, en), with `{name}` placeholders.
"""

from __future__ import annotations

__all__ = ["LANGUAGES", "Words", "say"]

LANGUAGES = ("zh", "en")
Words = dict[str, tuple[str, str]]


def say(words: Words, key: str, lang: str, **values: object) -> str:
    """The wording of `key` in `lang` with its placeholders filled; KeyError names an unknown key."""
    zh, en = words[key]
    return (zh if lang == "zh" else en).format(**values)
