"""The JSON Schema that editors check indicators.yaml with: `schema` writes it, other commands keep it up to date."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.editor_file import refresh_schema as refreshed
from dashboard.catalogue.editor_file import schema_text
from dashboard.cli.said import both
from dashboard.errors import DashboardError, UsageError
from dashboard.wording import say
from dashboard.wording.cli import WORDS

__all__ = ["refresh_schema", "schema"]


def schema(options: argparse.Namespace) -> int:
    """Write the schema where it was asked for, else where editors look for it. Exit 0."""
    catalogue = load_catalogue(options.project / "indicators.yaml")
    try:
        _write_schema(options, catalogue)
    except OSError as error:
        file = options.output or options.project
        raise UsageError(*both("cannot_write", file=file, why=error.strerror or error)) from error
    return 0


def _write_schema(options: argparse.Namespace, catalogue: Catalogue) -> None:
    """To its own file or the one named; to standard output for a hyphen, and beside its own file in a pipe."""
    if options.output is None:
        written = refreshed(options.project, catalogue, always=True)
        print(say(WORDS, "schema_written", options.lang, file=written), file=sys.stderr)
    if options.output is not None and str(options.output) != "-":
        options.output.write_text(schema_text(options.project, catalogue), "utf-8")
    elif options.output is not None or not sys.stdout.isatty():
        print(schema_text(options.project, catalogue), end="")


def refresh_schema(folder: Path) -> None:
    """Bring a project's schema up to date. It is a help: where it cannot be made, nothing is said."""
    with suppress(DashboardError, OSError):
        refreshed(folder, load_catalogue(folder / "indicators.yaml"))
