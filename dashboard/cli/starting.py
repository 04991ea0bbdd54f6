"""`init`: a starter project."""

from __future__ import annotations

import argparse

from dashboard.cli.schema import refresh_schema
from dashboard.starter import write_starter
from dashboard.wording import say
from dashboard.wording.cli import WORDS

__all__ = ["init"]


def init(options: argparse.Namespace) -> int:
    """Write the starter project into a new or empty folder. Exit 0."""
    write_starter(options.folder)
    refresh_schema(options.folder)
    print(say(WORDS, "initialised", options.lang, folder=options.folder))
    return 0
