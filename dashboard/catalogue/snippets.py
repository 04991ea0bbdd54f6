"""Entries of indicators.yaml as text, ready to stand in the file. Written by hand: this has to read like the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from dashboard.catalogue.entries import Correction

__all__ = ["correction_lines", "expected_text", "indicator_lines", "observation_lines", "said"]

Value = str | int | float | bool | None
Entry = Mapping[str, Value | Mapping[str, str] | tuple[str, ...]]

_BARE = re.compile(
    r"(?=[^\d]|.*[\u4e00-\u9fff])[\w（“《〔][\w .;/+%×·~！？。，；：、（）“”《》〔〕—–…-]*"
)  # no number, no date, nothing YAML or a list in brackets would read as more than text
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")
_WORDS_THAT_MEAN_MORE = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_DATES = frozenset(("on", "time_period", "date", "date_issued"))


def correction_lines(corrections: Iterable[Correction]) -> str:
    """The entries below `corrections:`, indented as there, each ending in a line break."""
    return "".join(_entry(correction) for correction in corrections)


def expected_text(values: Mapping[str, Value]) -> str:
    """What a correction expects or sets, in braces; nothing is written `null`."""
    return "{" + ", ".join(f"{name}: {said(name, value)}" for name, value in values.items()) + "}"


def observation_lines(fields: Entry) -> str:
    """An entry below `observations:`; nothing is written of a field that is empty. Mappings come in braces."""
    return _lines(f"{name}: {said(name, value)}" for name, value in fields.items() if value)


def indicator_lines(fields: Entry) -> str:
    """An entry below `indicators:`; lists in brackets, mappings in braces, nothing of what is empty."""
    return _lines(f"{name}: {said(name, value)}" for name, value in fields.items() if value)


def said(name: str, value: Value | Mapping[str, str] | tuple[str, ...]) -> str:
    """A value as the file writes it on one line: a breakdown key as a mapping, a date bare, a text in quotes only where needed."""
    if name == "breakdown" and isinstance(value, str):
        parts = (part.partition("=") for part in value.split(";"))
        return said("", {dim: code for dim, _, code in parts})
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {said(key, part)}" for key, part in value.items() if part) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(part) for part in value) + "]"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, str):
        return value if name in _DATES and _DATE.fullmatch(value) else _text(value)
    return f"{value:.15g}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)) + "\n"


def _entry(correction: Correction) -> str:
    return _lines(
        (
            f"document: {_text(correction.document)}",
            f"quote: {_text(correction.quote)}",
            f"expect: {expected_text(correction.expect)}",
            *_action(correction),
            f"reason: {_text(correction.reason)}",
            *([f"reason_en: {_text(correction.reason_en)}"] if correction.reason_en else []),
            f"by: {_text(correction.by)}",
            f"on: {correction.on}",
        )
    )


def _action(correction: Correction) -> list[str]:
    if correction.assign:
        return [f"assign: {_text(correction.assign)}"]
    if correction.set is not None:
        return [f"set: {expected_text(correction.set)}"]
    return ["choose: true" if correction.choose else "reject: true"]


def _text(text: str) -> str:
    """A text bare where that is plain, in a list too, else in double quotes, escaped as JSON does, which YAML reads alike."""
    plain = _BARE.fullmatch(text) and text.strip() == text and text.lower() not in _WORDS_THAT_MEAN_MORE
    return text if plain else json.dumps(text, ensure_ascii=False)
