"""What the commands say beside their results, on standard error: problems, refusals, counts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.errors import DashboardError, ExportError, Problem
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS

__all__ = ["both", "complain", "counted", "print_problems", "unwritten"]

_EXCERPT = 100  # columns of a terminal a line of the file may take


def print_problems(problems: Sequence[Problem], lang: str, shown: bool = False) -> None:
    """One line a problem on standard error, errors first; on a terminal, or where `shown`, the line of the file and a caret."""
    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        said = problem.zh if lang == "zh" else problem.en
        kind = "" if problem.severity == "error" else say(WORDS, "a_warning", lang)
        print(f"{problem.file}:{problem.line}:{problem.column}: {kind}{said}", file=sys.stderr)
        excerpt, caret = problem.pointed(_EXCERPT)
        if excerpt and (shown or sys.stderr.isatty()):
            print(f"    {excerpt}\n    {caret}", file=sys.stderr)


def complain(error: DashboardError, lang: str) -> None:
    """Say on standard error what is wrong and what to do."""
    print(error.zh if lang == "zh" else error.en, file=sys.stderr)


def counted(severities: Sequence[str], lang: str) -> str:
    """How many errors, warnings and remarks there are, as a sentence."""
    counts = {f"{name}s": severities.count(name) for name in ("error", "warning", "info")}
    return say(WORDS, "counted", lang, **counts)


def both(key: str, **values: object) -> tuple[str, str]:
    """A sentence in Chinese and in English, as an error takes it."""
    zh, en = (say(WORDS, key, lang, **values) for lang in LANGUAGES)
    return zh, en


def unwritten(path: Path, error: OSError) -> ExportError:
    """The refusal where a file that was asked for could not be written."""
    return ExportError(*both("cannot_write", file=path, why=error.strerror or error))
