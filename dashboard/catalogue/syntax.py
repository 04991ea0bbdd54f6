"""What a YAML parser complains about, said so that an editor of the file can mend it."""

from __future__ import annotations

import re

from dashboard.catalogue.problems import LINE_END, Problems

__all__ = ["add_syntax_problem", "control_character"]

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
INDENT_WITH_TAB = re.compile(r"[ \-]*\t\s*(?=[^\s#])")
WIDE_COLON = re.compile(r"[\s\-]*[A-Za-z_][A-Za-z0-9_]*：")
OPEN_QUOTE = re.compile(r"""(?P<before>\s*(?:- )?(?:[A-Za-z_]\w*: +)?)(?:"(?:[^"\\]|\\.)*|'[^']*)$""")
LONGEST = 2_000  # characters of a line that is looked at for a quote
KEY = re.compile(r"\s*(?:- )?[A-Za-z_]\w*:(?: |$)|\s*- ")
# A fragment of the parser's complaint → the wording that explains it; libyaml's words first, then PyYAML's own.
CAUSES = (
    ("mapping values are not allowed", "syntax_colon"),
    ("could not find expected ':'", "syntax_no_colon"),
    ("could not found expected ':'", "syntax_no_colon"),
    ("did not find expected ',' or", "syntax_bracket"),
    ("expected ',' or", "syntax_bracket"),
    ("did not find expected node content", "syntax_bracket"),
    ("did not find expected '-' indicator", "syntax_indent"),
    ("did not find expected key", "syntax_indent"),
    ("expected <block end>", "syntax_indent"),
    ("did not find expected <document start>", "syntax_indent"),
    ("block sequence entries are not allowed", "syntax_dash"),
    ("unexpected end of stream", "syntax_quote"),
    ("unexpected document indicator", "syntax_quote"),
    ("cannot start any token", "syntax_character"),
    ("did not find expected alphabetic", "syntax_character"),
    ("escape", "syntax_escape"),
)


def control_character(text: str, problems: Problems) -> bool:
    """Whether the text holds a character no YAML file may hold; the first is noted."""
    found = CONTROL.search(text)
    if found is None:
        return False
    before = LINE_END.split(text[: found.start()])
    problems.add("control_character", (len(before), len(before[-1]) + 1), value=f"U+{ord(found[0]):04X}")
    return True


def add_syntax_problem(error: Exception, text: str, problems: Problems) -> int:
    """Note what the parser complains about: one problem at the place where it is to be mended, whose line comes back."""
    complaint = str(getattr(error, "problem", None) or "")
    line, column = _place_of(error, complaint)
    lines = LINE_END.split(text, maxsplit=line + 1)
    line = min(line, len(lines))
    here = lines[line - 1]
    if (tab := _tab_near(lines, line)) is not None:
        problems.add("syntax_tab", tab)
        return tab[0]
    if (colon := _wide_colon_near(lines, line)) is not None:
        problems.add("syntax_wide_colon", colon)
        return colon[0]
    if (quote := _open_quote_before(lines, line)) is not None:
        problems.add("syntax_quote", quote, value=lines[quote[0] - 1].strip(), detail=complaint)
        return quote[0]
    key = next((key for fragment, key in CAUSES if fragment in complaint), "syntax_other")
    problems.add(key, (line, min(column, len(here) + 1)), value=here.strip(), detail=complaint or type(error).__name__)
    return line


def _place_of(error: Exception, complaint: str) -> tuple[int, int]:
    """Where to point: an unclosed quote at its beginning, everything else where the parser stopped."""
    mark = getattr(error, "problem_mark", None)
    if "unexpected end of stream" in complaint or "unexpected document indicator" in complaint:
        mark = getattr(error, "context_mark", None) or mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _open_quote_before(lines: list[str], line: int) -> tuple[int, int] | None:
    """The first quote up to this line that is not closed in its own line, where the next line is a key or an entry."""
    for number in range(1, line + 1):
        if number == len(lines) or len(lines[number - 1]) > LONGEST or not KEY.match(lines[number]):
            continue
        if match := OPEN_QUOTE.match(lines[number - 1]):
            return number, match.end("before") + 1
    return None


def _tab_near(lines: list[str], line: int) -> tuple[int, int] | None:
    """The nearest tab in the indentation of a line up to this one, or else of the next: a parser stumbles later."""
    for number in (*range(line, 0, -1), line + 1):
        match = INDENT_WITH_TAB.match(lines[number - 1]) if number <= len(lines) else None
        if match and "\t" in match[0]:
            return number, match[0].index("\t") + 1
    return None


def _wide_colon_near(lines: list[str], line: int) -> tuple[int, int] | None:
    """The full-width colon behind a key on the line, or on the line before, if there is one."""
    for number in (line, line - 1):
        match = WIDE_COLON.match(lines[number - 1]) if number > 0 else None
        if match:
            return number, match.end()
    return None
