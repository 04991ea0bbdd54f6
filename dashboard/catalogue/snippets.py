"""Entries of indicators.yaml as text, ready to be pasted into the file. Written by hand: this has to read like the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from dashboard.catalogue.entries import Correction

__all__ = ["correction_lines"]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_WORDS_THAT_MEAN_MORE = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


def correction_lines(corrections: Iterable[Correction]) -> str:
    """The entries below `corrections:`, indented as there, each ending in a line break."""
    return "".join(_entry(correction) for correction in corrections)


def _entry(correction: Correction) -> str:
    expect = ", ".join(f"{name}: {_value(name, value)}" for name, value in correction.expect.items())
    lines = [
        f"document: {_text(correction.document)}",
        f"quote: {_text(correction.quote)}",
        f"expect: {{{expect}}}",
        *_action(correction),
        f"reason: {_text(correction.reason)}",
        f"by: {_text(correction.by)}",
        f"on: {correction.on}",
    ]
    return "\n".join(f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)) + "\n"


def _action(correction: Correction) -> list[str]:
    if correction.assign:
        return [f"assign: {_text(correction.assign)}"]
    if correction.set is not None:
        return ["set: {" + ", ".join(f"{name}: {_value(name, value)}" for name, value in correction.set.items()) + "}"]
    return ["choose: true" if correction.choose else "reject: true"]


def _value(name: str, value: str | int | float | bool | None) -> str:
    """A value as the file writes it; a breakdown key as a mapping."""
    if name == "breakdown" and isinstance(value, str):
        parts = (part.partition("=") for part in value.split(";"))
        return "{" + ", ".join(f"{dim}: {_text(code)}" for dim, _, code in parts) + "}"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return _text(value) if isinstance(value, str) else f"{value:.15g}"


def _text(text: str) -> str:
    """A text bare where that is plain, else in double quotes, escaped as JSON does, which YAML reads alike."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_THAT_MEAN_MORE
    return text if plain else json.dumps(text, ensure_ascii=False)
