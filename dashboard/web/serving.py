"""The server behind `python -m dashboard`: waitress on one address, nothing but this app."""

from __future__ import annotations

import gc
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from waitress.server import create_server as listen

from dashboard.curation.saving import tidy
from dashboard.errors import Problem
from dashboard.project import CATALOGUE_FILE
from dashboard.web.access import VIEWERS, Access
from dashboard.web.app import Station, create_app
from dashboard.web.callbacks import show_page
from dashboard.web.live import open_project
from dashboard.web.routes import PLOTLY

__all__ = ["running_at", "serve", "server_on", "warm_up"]

_BACKLOG = 256
_THREADS = 8
_OFTEN = 20_000  # new objects between two searches for circles: about what a page is made of
_FIRST = ("/", "/compare", "/trend")  # the pages most readers begin with
_SCRIPT = re.compile(r'<script src="([^"]+)"')
_MOST_BODY = 1_000_000  # bytes of a request


def serve(
    folder: Path,
    host: str,
    port: int,
    ready: Callable[[str, Sequence[Problem]], None],
    access: Access = VIEWERS,
) -> None:
    """Serve the project in `folder` until interrupted; `ready` gets the address once requests are taken.

    It also gets what is wrong with the files where the last good state of them is shown. CatalogueError and UsageError:
    the project cannot be read, and there is no such state; OSError: the address cannot be listened on.
    """
    app = create_app(open_project(folder), access=access)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=_BACKLOG) as listener:
        server = server_on(listener, app)
        ready(f"http://{_shown(host)}:{listener.getsockname()[1]}/", app.live.problems)
        threading.Thread(target=warm_up, args=(app,), name="warm-up", daemon=True).start()
        try:
            server.run()
        finally:
            server.close()


def server_on(listener: socket.socket, app: Station) -> Any:
    """What answers at a socket, not yet running.

    The headers a proxy adds stay on a request: they are how `Access` tells a stranger behind a proxy from who sits here.
    """
    return listen(
        app.server,
        sockets=[listener],
        threads=_THREADS,
        ident="",
        max_request_body_size=_MOST_BODY,
        clear_untrusted_proxy_headers=False,
    )


def running_at(host: str, port: int) -> str:
    """The address of our own server if one answers there, without a slash at its end; else ""."""
    address = f"http://{_shown(host)}:{port}"
    asked = http.client.HTTPConnection(_shown(host).strip("[]"), port, timeout=2)
    try:
        asked.request("GET", "/health")
        said = json.loads(asked.getresponse().read(100_000))
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    finally:
        asked.close()
    return address if isinstance(said, dict) and {"version", "documents"} <= said.keys() else ""


def warm_up(app: Station) -> None:
    """What the first reader would wait for is done while the browser opens: cells looked up, libraries compressed.

    So is what the first change of the files would wait for. What is there then stays as long as the server: no search for
    unreachable circles goes through it again.
    """
    tidy(app.live.folder / CATALOGUE_FILE)
    for path in _FIRST:
        show_page(app.lookup, path, "", None)
    client, prefix = app.server.test_client(), app.lookup.prefix
    index = client.get(prefix).get_data(as_text=True)
    for path in (*_SCRIPT.findall(index), f"{prefix}{PLOTLY}"):
        client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"}).close()
    app.live.prepare()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OFTEN, *gc.get_threshold()[1:])


def _shown(host: str) -> str:
    """An address as a browser takes it: brackets around IPv6, this machine's name for a wildcard."""
    if host in {"0.0.0.0", "::", ""}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
