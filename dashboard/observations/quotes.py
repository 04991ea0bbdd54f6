"""Where a quote stands in a text, however either is wrapped."""

from __future__ import annotations

from dashboard.model import Span

__all__ = ["quote_spans"]


def quote_spans(text: str, quote: str) -> list[Span]:
    """Where a quote stands in a text, blanks and line breaks ignored on both sides; [] for an empty quote."""
    offsets = [n for n, character in enumerate(text) if not character.isspace()]
    dense, wanted = "".join(text.split()), "".join(quote.split())
    found: list[Span] = []
    position = dense.find(wanted) if wanted else -1
    while position >= 0:
        found.append(Span(offsets[position], offsets[position + len(wanted) - 1] + 1))
        position = dense.find(wanted, position + 1)
    return found
