"""Names and numbers of private persons are masked in every quote and note (domain handbook 7.4)."""

from __future__ import annotations

import re

__all__ = ["masked"]

_PERSONAL = (
    re.compile(r"(?:联系人|经办人|签发人|承办人)[ 　]*[：:][ 　]*(?P<who>[一-龥·]{2,4})"),
    re.compile(r"(?:电话|手机|传真)[ 　]*[：:]?[ 　]*(?P<who>\d[\d\-— ]{5,}\d)"),
    re.compile(  # a bare number beside a contact person, unless a measure word makes it a figure
        r"(?:联系人|联系方式|联系电话|经办人|承办人)[^。；！？\d]{0,30}?"
        r"(?P<who>(?<!\d)(?:0\d{2,3}[-— ]?)?\d{7,11}(?![\d万亿多余人个所家名元件项次]))"
    ),
    re.compile(r"(?i:\b(?:telephone|tel|phone|mobile|fax))\b[ .:：]{0,3}(?P<who>\+?\d[\d\-— ]{5,}\d)"),
    re.compile(r"(?i:\bcontact(?: person)?)[ ]?[:：] ?(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"),
    re.compile(r"^[ 　]*(?P<who>[一-龥·]{2,4})(?=(?:委员|代表)[ 　]*[：:])", re.MULTILINE),
)
_MASK = "×"


def masked(text: str) -> str:
    """The text with contact persons, signatories, addressees and phone numbers covered; its length does not change."""
    for pattern in _PERSONAL:
        text = pattern.sub(_covered, text)
    return text


def _covered(match: re.Match[str]) -> str:
    """What was matched, the person or number in it covered."""
    start, end = (at - match.start() for at in match.span("who"))
    return match[0][:start] + _MASK * (end - start) + match[0][end:]
