"""Full-width digits, letters and signs as their half-width twins, one character for one, so that offsets stay."""

from __future__ import annotations

import re

__all__ = ["fold_widths"]

_FULL = range(0xFF01, 0xFF5F)  # the full-width forms of ! to ~, each 0xFEE0 above its twin
_KEPT = frozenset("！（），：；？")  # Chinese punctuation, which has its own meaning
_FOLD = {c: c - 0xFEE0 for c in _FULL if chr(c) not in _KEPT}
_FOLD |= {0xFFE5: ord("¥"), 0x2212: ord("-"), 0xFE6A: ord("%"), 0x3000: ord(" "), 0xA0: ord(" ")}
_WIDE = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")


def fold_widths(text: str) -> str:
    """`text` in half width; the same length, and the text itself when nothing is wide."""
    return text.translate(_FOLD) if _WIDE.search(text) else text
