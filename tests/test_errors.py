"""How a problem is pointed at: the line of the file, and a caret under the right column of a terminal."""

from __future__ import annotations

import pytest

from dashboard.errors import CatalogueError, Problem


def _problem(excerpt: str, column: int, offset: int = 0, severity: str = "error") -> Problem:
    return Problem("indicators.yaml", 3, column, severity, "错了", "wrong", excerpt, offset)


@pytest.mark.parametrize(
    ("excerpt", "column", "shown", "caret"),
    [
        ("unit: x", 7, "unit: x", "      ^"),
        ("zh: 培训人数", 7, "zh: 培训人数", "        ^"),
        ("培训: [一, ab, 三]", 13, "培训: [一, ab, 三]", "               ^"),
        ("\uff46ull", 2, "\uff46ull", "  ^"),
        ("e\u0301t", 3, "e\u0301t", " ^"),
        ("a\tb", 3, "a⇥b", "  ^"),
        ("a\u200bb\ufeff", 3, "a⍽b⍽", "  ^"),
        ("\x1b[31m", 2, "⍽[31m", " ^"),
        ("end", 4, "end", "   ^"),
        ("end", 9, "end", "   ^"),
        ("", 1, "", ""),
        ("whole", 0, "", ""),
    ],
)
def test_the_caret_stands_under_the_column(excerpt: str, column: int, shown: str, caret: str) -> None:
    assert _problem(excerpt, column).pointed() == (shown, caret)


def test_a_long_line_is_cut_round_the_place() -> None:
    line = "".join(f"第{number:03}个、" for number in range(80))
    excerpt, caret = _problem(line, line.index("050") + 1).pointed(40)
    wide = sum(2 if character > "\u2e80" else 1 for character in excerpt[: excerpt.index("050")])
    assert len(caret) - 1 == wide
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert sum(2 if character > "\u2e80" else 1 for character in excerpt) <= 40


def test_what_stands_before_the_excerpt_is_taken_off_the_column() -> None:
    assert _problem("abcdef", 1004, offset=1000).pointed() == ("…abcdef", "    ^")


def test_errors_and_warnings_are_told_apart() -> None:
    problems = (_problem("a", 1, severity="warning"), _problem("b", 1), _problem("c", 1, severity="warning"))
    error = CatalogueError(problems)
    assert [p.excerpt for p in error.errors] == ["b"]
    assert [p.excerpt for p in error.warnings] == ["a", "c"]
