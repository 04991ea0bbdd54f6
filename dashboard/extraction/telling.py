"""Which paragraphs may hold anything to read. Most of a law hold nothing, and a text is searched once for those that do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from dashboard.catalogue.lookup import Lexicon, first_in_lines
from dashboard.documents.sentences import Paragraph
from dashboard.extraction.claims import CLAIM_WORDS

__all__ = ["Telling", "telling_paragraphs"]

_DIGIT = re.compile(r"[0-9]")


class Telling(NamedTuple):
    """The numbers of paragraphs: those with a digit or an indicator's name, and those with a word no claim is without."""

    counting: frozenset[int]
    claiming: frozenset[int]


def telling_paragraphs(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Telling:
    """Which of the paragraphs of a clean text may hold quantities, and which claims."""
    starts = [p.span.start for p in paragraphs]
    figures = chain(first_in_lines(_DIGIT, text), lexicon.naming_lines(text))
    return Telling(
        frozenset(bisect_right(starts, at) - 1 for at in figures),
        frozenset(bisect_right(starts, at) - 1 for at in first_in_lines(CLAIM_WORDS, text)),
    )
