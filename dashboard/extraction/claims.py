"""Claims without a number (位于全省前列, 创历史最高): kept as mentions without a value, never as a rank or a count."""

from __future__ import annotations

import re

from dashboard.model import Span

__all__ = ["CLAIM_WORDS", "find_claims"]

_FIELD = r"(?:全省|全国|全市|同类|中部|全球|世界)"
_CLAIM = re.compile(
    rf"(?:位于|位居|居于|处于|走在|跻身|列|居){_FIELD}[\u4e00-\u9fff]{{0,4}}(?:前列|第一方阵|领先|先进行列|上游)"
    r"|(?:[\u4e00-\u9fff]{2,12}?)?(?:创|创下|刷新|达到)(?:了)?历史(?:最高|新高|最好|最佳|纪录|记录)(?:水平|成绩)?"
)
CLAIM_WORDS = re.compile(r"前列|方阵|领先|行列|上游|历史")
"""One of these words stands in every claim."""


def find_claims(text: str, start: int, end: int) -> list[Span]:
    """The qualitative claims between two clean offsets, in order."""
    if not CLAIM_WORDS.search(text, start, end):
        return []
    return [Span(*m.span()) for m in _CLAIM.finditer(text, start, end)]
