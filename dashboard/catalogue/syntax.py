"""What a YAML parser complains about, said so that an editor of the file can mend it."""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.catalogue.problems import LINE_END, Problems

__all__ = ["add_syntax_problem", "control_character"]

_Finder = Callable[[list[str], int], tuple[int, int] | None]
"""Takes the lines and the one (from 1) a parser stopped at; gives the line and column to mend, None where it is not that."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# Among them are the three that YAML 1.1 takes for the end of a line and editors do not: after one, every line would be
# reported with another number than the editor shows.
INDENT_WITH_TAB = re.compile(r"[ \-]*\t\s*(?=[^\s#])")
INDENT_WITH_WIDE = re.compile(r"[ \-]*(?P<here>[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff])\s*\S")
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
DASH_WITHOUT_BLANK = re.compile(r"\s*(?P<here>-(?=[A-Za-z_]\w*:(?: |$))|[－–—−]\s*[A-Za-z_]\w*:)")
KEY_AND_VALUE = re.compile(r"""["'A-Za-z_][^:#]*:\s+[^\s#|>&]""")
WIDE_COLON = re.compile(r"[\s\-]*[A-Za-z_][A-Za-z0-9_]*(?P<here>：)")
OPEN_QUOTE = re.compile(r"""(?P<before>\s*(?:- )?(?:[A-Za-z_]\w*: +)?)(?:"(?:[^"\\]|\\.)*|'[^']*)$""")
QUOTED = re.compile(r"""([\[{,:]\s*|^\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
QUOTE_INSIDE = re.compile(r"""(?<=[\[{, ])["\']""")
LONGEST = 2_000  # characters of a line that is looked at for a quote
KEY = re.compile(r"\s*(?:- )?[A-Za-z_]\w*:(?: |$)|\s*- ")
# A fragment of the parser's complaint → the wording that explains it; libyaml's words first, then PyYAML's own.
BEGUN_BEFORE = ("unexpected end of stream", "unexpected document indicator", "could not find expected ':'")
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
    for key, look in LOOKS:
        if (found := look(lines, line)) is not None:
            problems.add(key, found, value=lines[found[0] - 1].strip(), detail=complaint)
            return found[0]
    if (begun := _open_bracket(error, lines, line)) is not None:
        quote = _open_quote_in(lines[begun[0] - 1])
        key, place = ("syntax_bracket", begun) if quote is None else ("syntax_quote", (begun[0], quote))
    else:
        key, place = _cause(complaint, lines, line, column)
    said = lines[place[0] - 1].strip()
    problems.add(key, place, value=said, detail=complaint or type(error).__name__)
    return place[0]


def _cause(complaint: str, lines: list[str], line: int, column: int) -> tuple[str, tuple[int, int]]:
    """The wording key of a complaint and the place to mend, by the parser's own words and the looks of the line."""
    here = lines[line - 1]
    key = next((key for fragment, key in CAUSES if fragment in complaint), "syntax_other")
    if key == "syntax_colon" and (out := _moved_out(lines, line)) is not None:
        return "syntax_indent", out
    if key == "syntax_indent" and here[: column - 1].strip() and "expected key" in complaint:
        key = "syntax_behind"
    return key, (line, min(column, len(here) + 1))


def _place_of(error: Exception, complaint: str) -> tuple[int, int]:
    """Where to point: an unclosed quote, or a key without colon, at its beginning; everything else where the parser stopped."""
    mark = getattr(error, "problem_mark", None)
    if any(words in complaint for words in BEGUN_BEFORE):
        mark = getattr(error, "context_mark", None) or mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _open_bracket(error: Exception, lines: list[str], line: int) -> tuple[int, int] | None:
    """Where a bracket opens that is never closed: a later line, up to the one complained of, begins a key no further in."""
    context = getattr(error, "context_mark", None)
    if context is None or "flow" not in str(getattr(error, "context", "")) or context.line + 1 >= line:
        return None
    opening = lines[context.line]
    between = (text for text in lines[context.line + 1 : line] if KEY.match(text))
    ends_there = line == len(lines) and not lines[line - 1].strip()
    if ends_there or any(_indent(text) <= _indent(opening) for text in between):
        return context.line + 1, context.column + 1
    return None


def _open_quote_in(text: str) -> int | None:
    """The column of a quote inside brackets that is not closed in its own line."""
    match = QUOTE_INSIDE.search(QUOTED.sub(lambda found: found[1] + "_" * (len(found[0]) - len(found[1])), text))
    return match.end() if match else None


def _moved_out(lines: list[str], line: int) -> tuple[int, int] | None:
    """The key before, where it stands at the beginning of its line with a value behind it: no section has one there."""
    before = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip() and lines[n - 1].lstrip()[0] != "#"), None)
    return (before, 1) if before and KEY_AND_VALUE.match(lines[before - 1]) else None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _conflict(lines: list[str], line: int) -> tuple[int, int] | None:
    """The first mark of two versions that were not brought together."""
    return next(((n, 1) for n in range(1, line + 1) if CONFLICT.match(lines[n - 1])), None)


def _directive(lines: list[str], line: int) -> tuple[int, int] | None:
    """A line for the parser (%YAML, %TAG) before the content."""
    if any(text.startswith("---") for text in lines[:line]) and not lines[line - 1].startswith("%"):
        return None
    return next(((n, 1) for n in range(1, line + 1) if lines[n - 1].startswith("%")), None)


def _document_end(lines: list[str], line: int) -> tuple[int, int] | None:
    """The three dots that end a document, right before the line."""
    before = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), None)
    return (before, 1) if before and lines[before - 1].rstrip() == "..." else None


def _near(pattern: re.Pattern[str]) -> _Finder:
    """A finder of the first `here` of a pattern on the line, or else on the one before."""

    def find(lines: list[str], line: int) -> tuple[int, int] | None:
        for number in (line, line - 1):
            match = pattern.match(lines[number - 1]) if number > 0 else None
            if match:
                return number, match.start("here") + 1
        return None

    return find


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


LOOKS = (  # what is told by the looks of the lines, before the parser's own words: wording key, and who finds the place
    ("syntax_conflict", _conflict),
    ("syntax_tab", _tab_near),
    ("syntax_wide_blank", _near(INDENT_WITH_WIDE)),
    ("syntax_wide_colon", _near(WIDE_COLON)),
    ("syntax_dash_blank", _near(DASH_WITHOUT_BLANK)),
    ("syntax_directive", _directive),
    ("syntax_document_end", _document_end),
    ("syntax_quote", _open_quote_before),
)
