"""JSON as every file of ours holds it."""

from __future__ import annotations

import json

__all__ = ["json_of"]


def json_of(value: object) -> bytes:
    """Strict JSON in UTF-8, two blanks a level: no NaN, no half character. What it gives, read and written again, is the same."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode("utf-8", "replace")
