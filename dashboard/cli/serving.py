"""`serve`, and what is done without a command: the dashboard in the browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.cli.said import both, print_problems
from dashboard.cli.schema import refresh_schema
from dashboard.errors import UsageError
from dashboard.web import serve as listen
from dashboard.web.access import access_of
from dashboard.wording import say
from dashboard.wording.cli import WORDS

if TYPE_CHECKING:
    from dashboard.errors import Problem

__all__ = ["serve"]

_TAKEN = {48, 98, 10048}  # "address already in use" of macOS, Linux and Windows


def serve(options: argparse.Namespace) -> int:
    """Serve the project until interrupted. Exit 0."""
    doors = (options.edit, options.token_file, options.user_header, options.proxy, options.allow_host)
    access = access_of(options.host, options.port, *doors)
    refresh_schema(options.project)

    def ready(url: str, amiss: Sequence[Problem]) -> None:
        print_problems(amiss, options.lang)
        if amiss:
            print(say(WORDS, "last_good", options.lang), file=sys.stderr)
        print(say(WORDS, "serving", options.lang, url=url), flush=True)

    try:
        listen(options.project, options.host, options.port, ready, access)
    except OSError as error:
        raise _unheard(options.host, options.port, error) from error
    return 0


def _unheard(host: str, port: int, error: OSError) -> UsageError:
    """The refusal where the address cannot be listened on."""
    key = "port_taken" if error.errno in _TAKEN else "cannot_listen"
    return UsageError(*both(key, host=host, port=port, other=port + 1, why=error.strerror or error))
