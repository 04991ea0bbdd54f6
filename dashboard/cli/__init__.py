"""The command line: parse, call, print, exit.

python -m dashboard [--project DIR] [serve]      the dashboard in the browser
python -m dashboard extract PATH…                figures out of files          exit 0 all, 3 some, 4 none read
python -m dashboard check [PATH…]                what is wrong                 exit 0, 1 errors found, 2 catalogue or usage
python -m dashboard export FILE                  the selection as a file       exit 0, 1 not made
python -m dashboard export FILE.zip              the whole data set, documented; a folder with --format package
python -m dashboard export DIR --batch LIST      a file a link of the list     exit 0, 1 some not made; taken up where it stopped
python -m dashboard brief FILE                   a brief: PDF, DOCX or a page   exit 0, 1 not made, 2 too long
python -m dashboard open FILE                    its view again, and what changed   exit 0, 1 not ours
python -m dashboard diff OLD [NEW]               what changed in the data     exit 0
python -m dashboard history                      the editions of the data     exit 0
python -m dashboard curate                       decide on figures             exit 0, 1 something was not saved
python -m dashboard init DIR                     a starter project             exit 0, 2 folder not empty
python -m dashboard schema                       a JSON Schema for editors     exit 0, 2 catalogue or file

`parser` reads the words typed, the module of the command carries it out, `said` words what is printed beside the
result. A command's module is imported when the command is given, and imports what it needs at its top; what only one
way through it needs, it imports on that way. So reading text loads no pandas, and asking for help loads nothing.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from dashboard.cli.parser import parsed
from dashboard.cli.said import complain, counted, print_problems
from dashboard.errors import CatalogueError, DashboardError, ExportError

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "serve": "serving.serve",
    "extract": "reading.extract",
    "check": "checking.check",
    "export": "exporting.export",
    "curate": "curating.curate",
    "brief": "briefing.brief",
    "open": "opening.open_view",
    "diff": "states.diff",
    "history": "states.history",
    "init": "starting.init",
    "schema": "schema.schema",
}
"""Where each command is carried out: module and function of this package."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is the module docstring's. No traceback for anything the reader can act on."""
    _utf8_streams()
    options = parsed(sys.argv[1:] if arguments is None else arguments)
    try:
        return _function(options.command)(options)
    except CatalogueError as error:
        print_problems(error.problems, options.lang, shown=options.command == "check")
        print(counted([p.severity for p in error.problems], options.lang), file=sys.stderr)
        return 2
    except DashboardError as error:
        complain(error, options.lang)
        return 1 if isinstance(error, ExportError) else 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _utf8_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _function(command: str) -> Callable[[Namespace], int]:
    """What carries a command out: options → exit code."""
    module, _, name = COMMANDS[command].partition(".")
    function: Callable[[Namespace], int] = getattr(import_module(f"{__name__}.{module}"), name)
    return function
