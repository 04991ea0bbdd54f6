"""What the reader chose ⇄ the URL, as the pages read and write it. The rules are the exports' own: a file carries the same query."""

from __future__ import annotations

from dashboard.export.query import CHOICES, MOST_VALUES, Reading, read_language, read_query, toggled, write_query

__all__ = ["CHOICES", "MOST_VALUES", "Reading", "read_language", "read_query", "toggled", "write_query"]
