"""Both languages are whole: every sentence exists twice, is used, and holds the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import dashboard.web
from dashboard.wording.web import WORDS

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(dashboard.web.__file__).parent.rglob("*.py"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FAMILIES = (
    "export.row",
    "export.copy",
    "export.menu",
    "brief",
    "history",
    "theme",
    "basis",
    "review",
    "verdict",
    "severity",
    "kind",
    "check",
    "column",
    "compare.lede",
    "switch",
    "nav",
    "composition.verdict",
    "plan.verdict",
    "place.count",
    "place.to",
    "coverage.age",
    "coverage.cell",
    "coverage.state",
    "coverage.column",
    "home",
    "document.kind",
    "document.marks",
    "mark",
    "chart.series",
    "server",
    "export",
    "view",
    "level",
    "flagged",
    "change",
)


def _holes(text: str) -> set[str]:
    """The placeholders a text fills in; not those that only choose a word for one or for more."""
    return {name for _, name, form, _ in Formatter().parse(text) if name and "|" not in (form or "")}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_a_sentence_says_the_same_twice(key: str) -> None:
    zh, en = WORDS[key]
    assert zh.strip()
    assert en.strip()
    assert _holes(zh) == _holes(en)
    if key not in ("other_language", "other_language.label"):
        assert not _HAN.search(en)


def test_every_sentence_the_pages_ask_for_exists() -> None:
    asked = set(re.findall(r'say\(\s*WORDS,\s*"([a-zA-Z0-9_.]+)"', SOURCE))
    assert len(asked) > 60
    assert asked <= set(WORDS)


def test_no_sentence_is_left_over() -> None:
    families = tuple(f"{family}." for family in _FAMILIES)
    unused = [key for key in WORDS if f'"{key}"' not in SOURCE and not key.startswith(families)]
    assert unused == []
