"""`open`: an exported file's view again, and what changed in the data since."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.cli.said import print_problems
from dashboard.export.opening import open_again
from dashboard.project import load_project

if TYPE_CHECKING:
    from dashboard.errors import Problem

__all__ = ["open_view"]


def open_view(options: argparse.Namespace) -> int:
    """Print what changed, then show the view, or with --print its link. Exit 0."""
    opened = open_again(options.source, load_project(options.project), options.lang)
    for line in opened.said:
        print(line)
    if options.only_print:
        print(opened.link)
    else:
        _show_view(options, opened.link)
    return 0


def _show_view(options: argparse.Namespace, link: str) -> None:
    """The view in the browser: on the server that runs at this address, else on a new one, until interrupted."""
    import webbrowser

    from dashboard.web.serving import running_at, serve

    running = running_at(options.host, options.port)
    if running:
        print(f"{running}{link}")
        webbrowser.open(f"{running}{link}")
        return

    def ready(url: str, problems: Sequence[Problem]) -> None:
        print_problems(problems, options.lang)
        print(f"{url.rstrip('/')}{link}", flush=True)
        webbrowser.open(f"{url.rstrip('/')}{link}")

    serve(options.project, options.host, options.port, ready)
