"""Every error this program raises on purpose.

    DashboardError                 something the reader can act on; never a traceback
    ├── UsageError                 the command or the folder is not what the program needs      exit 2
    ├── CatalogueError             indicators.yaml or a CSV beside it is invalid; carries every Problem   exit 2
    ├── DocumentError              one document cannot be read; the others go on               exit 3 or 4
    ├── ExportError                a file cannot be written (no browser, no font, no space)    exit 1
    └── EditError                  indicators.yaml was not changed; it is as it was            exit 1
        └── StaleEditError         somebody else changed it since it was read; carries all three texts

A message has four parts: what is wrong, where, why, and what to do; both languages are ready when the error is raised.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

__all__ = [
    "CatalogueError",
    "DashboardError",
    "DocumentError",
    "EditError",
    "ExportError",
    "Problem",
    "StaleEditError",
    "UsageError",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file. `line` and `column` count from 1; 0 means the file as a whole.

    `severity` is "error" or "warning"; `zh` and `en` are whole sentences; `excerpt` is the line itself,
    without its line end and, where it is very long, without its first `offset` characters.
    """

    file: str
    line: int
    column: int
    severity: str
    zh: str
    en: str
    excerpt: str = ""
    offset: int = 0

    def text(self, lang: str = "en") -> str:
        """`file:line:column: what, why, how` on one line."""
        return f"{self.file}:{self.line}:{self.column}: {self.zh if lang == 'zh' else self.en}"

    def pointed(self, width: int = 120) -> tuple[str, str]:
        """The excerpt and a line with a caret under `column`, both at most `width` columns of a terminal; or two empty texts.

        A wide character takes two columns and a combining one none. A line too long is cut on the left so far that the
        caret stands in its first two thirds; … stands for what is left out. Tabs and invisible characters are shown.
        """
        if not self.excerpt or self.column < 1:
            return "", ""
        cells = [_visible(character) for character in self.excerpt]
        at = min(max(self.column - 1 - self.offset, 0), len(cells))
        start = at
        while start and _width(cells[start - 1 : at]) <= width * 2 // 3:
            start -= 1
        end = at
        while end < len(cells) and _width(cells[start : end + 1]) <= width - 4:
            end += 1
        left = "…" if start or self.offset else ""
        right = "…" if end < len(cells) else ""
        return f"{left}{''.join(cells[start:end])}{right}", " " * (len(left) + _width(cells[start:at])) + "^"


def _visible(character: str) -> str:
    """A character as an excerpt shows it: a tab as an arrow, one that cannot be seen as a box."""
    if character == "\t":
        return "⇥"
    return "⍽" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def _width(cells: list[str]) -> int:
    """The columns of a terminal that characters take."""
    return sum(
        0 if unicodedata.combining(cell) else 2 if unicodedata.east_asian_width(cell) in "WF" else 1 for cell in cells
    )


class DashboardError(Exception):
    """The root: `zh` and `en` say the same thing; `str(error)` is English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class UsageError(DashboardError):
    """The command cannot be carried out as it was given."""


class CatalogueError(DashboardError):
    """The catalogue is invalid. `problems` holds all of them, in file order; `errors` and `warnings` are told apart."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            "\n".join(p.text("zh") for p in problems),
            "\n".join(p.text("en") for p in problems),
        )

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What may stay, but is probably not meant."""
        return tuple(problem for problem in self.problems if problem.severity != "error")


class DocumentError(DashboardError):
    """One document cannot be read; `document` is its file name."""

    def __init__(self, document: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.document = document


class ExportError(DashboardError):
    """A file cannot be made or written."""


class EditError(DashboardError):
    """A change of indicators.yaml that was not made. The file is as it was."""


class StaleEditError(EditError):
    """The file is not the one the change was made for: `base` was read, `theirs` is there now, `mine` was to be saved.

    `merged` is both changes together where they do not touch the same lines, else None.
    """

    def __init__(self, zh: str, en: str, base: str, theirs: str, mine: str, merged: str | None) -> None:
        super().__init__(zh, en)
        self.base = base
        self.theirs = theirs
        self.mine = mine
        self.merged = merged
