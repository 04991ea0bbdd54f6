"""The server behind `python -m dashboard`: waitress on one address, nothing but this app."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from waitress.server import create_server as listen

from dashboard.web.app import create_server

__all__ = ["serve"]

_BACKLOG = 256
_THREADS = 8
_MOST_BODY = 1_000_000  # bytes of a request


def serve(folder: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the project in `folder` until interrupted; `ready` gets the address once requests are taken.

    CatalogueError and UsageError: the project cannot be read; OSError: the address cannot be listened on.
    """
    app = create_server(folder)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=_BACKLOG) as listener:
        server = listen(app, sockets=[listener], threads=_THREADS, ident="", max_request_body_size=_MOST_BODY)
        ready(f"http://{_shown(host)}:{listener.getsockname()[1]}/")
        try:
            server.run()
        finally:
            server.close()


def _shown(host: str) -> str:
    """An address as a browser takes it: brackets around IPv6, this machine's name for a wildcard."""
    if host in {"0.0.0.0", "::", ""}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
