"""The states of the data: `diff` between two of them, and their `history`."""

from __future__ import annotations

import argparse
import json

from dashboard.editions import changes_since, editions, keep_state, open_state
from dashboard.export.changes import change_lines, change_records, changes_title, edition_line
from dashboard.project import load_project

__all__ = ["diff", "history"]


def diff(options: argparse.Namespace) -> int:
    """What changed from one state to another, or to the present one. Exit 0."""
    old = open_state(options.project, options.old)
    new = open_state(options.project, options.new) if options.new else load_project(options.project)
    changes = changes_since(old, new)
    if options.format == "jsonl":
        for record in change_records(changes):
            print(json.dumps(record, ensure_ascii=False, allow_nan=False))
    else:
        lines = change_lines(changes, old.catalogue, new.catalogue, options.lang)
        print(*lines, changes_title(changes, options.lang), sep="\n")
    return 0


def history(options: argparse.Namespace) -> int:
    """The change log of the data; the present state is kept first, so that it is in it. Exit 0."""
    keep_state(load_project(options.project))
    for edition in reversed(editions(options.project)):
        print(edition_line(edition, options.lang))
    return 0
