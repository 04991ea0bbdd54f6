"""What else is wrong in a file that is no YAML: the entry that stops the parser is left out, and reading goes on behind it.

Entries are found by their looks: a key at the beginning of a line opens a section, a dash as far in as the section's first
opens an entry. What is found behind a fault is found with everything before it blank, so that no fault is said twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

import yaml

from dashboard.catalogue.nodes import LOADER, compose
from dashboard.catalogue.problems import LINE_END, Problems
from dashboard.catalogue.shape import check_shape
from dashboard.catalogue.syntax import add_syntax_problem

__all__ = ["note_beyond"]

_SECTION = re.compile(r"""["'A-Za-z_\u4e00-\u9fff][^\n]*:""")
_DASH = re.compile(r"( *)-(?: |$)")
_ANCHOR = re.compile(r"(?:^|[\s:\[-])&\w")
_MOST = 20  # faults looked for behind the first
_LARGEST = 1_000_000  # characters of a file read on; the shipped one has a tenth of that
_BEGUN_BEFORE = re.compile(
    "flow|quoted|simple key"
)  # what a parser says it was at, where the fault is at its beginning


@dataclass(frozen=True)
class _Layout:
    """The lines of a file (counted from 0): where its sections begin, and where sections and entries do."""

    lines: Sequence[str]
    sections: Sequence[int]
    starts: Sequence[int]

    def block(self, line: int) -> int:
        """Where the section head or entry that holds a line begins."""
        at = bisect_right(self.starts, line) - 1
        return self.starts[at] if at >= 0 else 0

    def behind(self, line: int) -> int:
        """Where the next one begins; the number of lines where there is none."""
        at = bisect_right(self.starts, line)
        return self.starts[at] if at < len(self.starts) else len(self.lines)

    def is_missed(self, out: Set[int]) -> bool:
        """Whether the rest is not whole without these lines: an anchor was set in them, or they are all of a section."""
        left = [start for start in self.starts if start not in out]
        heads = [n for n, start in enumerate(left) if start in self.sections]
        emptied = [n for n in heads if n + 1 == len(left) or left[n + 1] in self.sections]
        before = [n for n, start in enumerate(self.starts) if start in self.sections]
        empty = [n for n in before if n + 1 == len(self.starts) or self.starts[n + 1] in self.sections]
        return len(emptied) > len(empty) or any(_ANCHOR.search(self.lines[line]) for line in out)

    def only_from(self, line: int) -> str:
        """The file with everything before a line blank but the head of the section the line is in."""
        head = max((start for start in self.sections if start < line), default=None)
        inside = head is not None and line not in self.sections
        kept = (text if inside and number == head else "" for number, text in enumerate(self.lines[:line]))
        return "\n".join([*kept, *self.lines[line:]])


def note_beyond(text: str, problems: Problems) -> None:
    """Note the faults behind the first of a text that is no YAML, and what is wrong with the entries that can be read."""
    if len(text) > _LARGEST:
        return
    layout = _layout_of(LINE_END.split(text))
    rest, error = text, _fault(text)
    if error is None:
        return  # it is refused for another reason
    out = set[int]()
    for _ in range(_MOST):
        if error is None:
            break
        first, last = _extent(error, layout, add_syntax_problem(error, rest, problems) - 1)
        if first in layout.sections:
            return  # a section's own head is at fault: what stands behind it cannot be told apart
        out |= set(range(first, last))
        rest = layout.only_from(last)
        error = _fault(rest)
    else:
        return
    if not layout.is_missed(out):
        _check_entries("\n".join("" if number in out else line for number, line in enumerate(layout.lines)), problems)


def _check_entries(text: str, problems: Problems) -> None:
    """What is wrong with the keys and the shape of the entries that are left. References may lead to those that are not."""
    root = compose(text, problems)
    if root is not None:
        check_shape(root, problems)


def _layout_of(lines: Sequence[str]) -> _Layout:
    sections, starts, indent = list[int](), list[int](), -1
    for number, line in enumerate(lines):
        dash = _DASH.match(line)
        if _SECTION.match(line):
            sections.append(number)
            starts.append(number)
            indent = -1
        elif dash and sections and indent in (-1, len(dash[1])):
            indent = len(dash[1])
            starts.append(number)
    return _Layout(lines, sections, starts)


def _fault(text: str) -> yaml.YAMLError | None:
    """Where the parser stops for good; None where it does not, or for another reason."""
    try:
        for _ in yaml.parse(text, Loader=LOADER):
            pass
    except yaml.YAMLError as error:
        return error
    except (ValueError, OverflowError):
        return None
    return None


def _extent(error: yaml.YAMLError, layout: _Layout, noted: int) -> tuple[int, int]:
    """The lines to leave out: the entry the noted line is in, or what the parser was at began in.

    Where it stopped at the first line of an entry, the one before goes too: it may be that which does not end well.
    """
    context = getattr(error, "context_mark", None)
    if context is not None and _BEGUN_BEFORE.search(str(getattr(error, "context", ""))) and context.line < noted:
        return layout.block(context.line), layout.behind(context.line)
    first = noted
    if noted in layout.starts and noted not in layout.sections:
        first = max((n for n in range(noted) if layout.lines[n].strip()), default=noted)
        first = noted if layout.block(first) in layout.sections else first
    return layout.block(first), layout.behind(noted)
