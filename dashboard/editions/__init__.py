"""Editions: every state the data of a project had while it was shown, numbered, kept, and to be looked at again."""

from __future__ import annotations

from dashboard.editions.keeping import Edition, can_be_kept, editions, find_edition, keep_edition, pin_edition
from dashboard.editions.opening import changes_since, keep_state, open_edition, open_state, stated_rows

__all__ = [
    "Edition",
    "can_be_kept",
    "changes_since",
    "editions",
    "find_edition",
    "keep_edition",
    "keep_state",
    "open_edition",
    "open_state",
    "pin_edition",
    "stated_rows",
]
