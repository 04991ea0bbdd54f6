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
    without its line end, for a caret to be drawn under `column`.
    """

    file: str
    line: int
    column: int
    severity: str
    zh: str
    en: str
    excerpt: str = ""

    def text(self, lang: str = "en") -> str:
        """`file:line:column: what, why, how` on one line."""
        return f"{self.file}:{self.line}:{self.column}: {self.zh if lang == 'zh' else self.en}"


class DashboardError(Exception):
    """The root: `zh` and `en` say the same thing; `str(error)` is English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class UsageError(DashboardError):
    """The command cannot be carried out as it was given."""


class CatalogueError(DashboardError):
    """The catalogue is invalid. `problems` holds all of them, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            "\n".join(p.text("zh") for p in problems),
            "\n".join(p.text("en") for p in problems),
        )


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
