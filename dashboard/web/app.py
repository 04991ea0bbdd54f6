"""The Dash app of one project, and the WSGI app a server runs. Importing this starts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash, ctx, set_props
from flask import Flask, Response, g, request

from dashboard.project import Project
from dashboard.web.access import VIEWERS, Access, access_of, shared_mark
from dashboard.web.assets_on_need import ASSETS, ON_NEED
from dashboard.web.callbacks import base_layout, failure_text, page_title, register
from dashboard.web.compression import compressing_server
from dashboard.web.editing import add_editing
from dashboard.web.frozen import FrozenViews
from dashboard.web.live import VERSION, Live, Served, open_project
from dashboard.web.lookup import Lookup
from dashboard.web.pages import find_page
from dashboard.web.routes import add_routes
from dashboard.web.security import correlation_id, protect
from dashboard.web.state import read_language
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["Station", "create_app", "create_server"]

_INDEX = """<!DOCTYPE html>
<html lang="{lang}">
  <head>
    {metas}
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title}</title>
    {favicon}
    {css}
  </head>
  <body>
    <noscript><style>#busy {{ display: none; }}</style>{noscript}</noscript>
    <div id="busy" class="busy first" role="status" data-words="{waiting}"><span>{waiting}</span><small>{slow}</small></div>
    <div id="notice" class="toast" popover="manual" role="alert" data-lost="{lost}" data-back="{back}" data-broken="{broken}">
      <p></p><button type="button" class="close" data-dismiss>{close}</button>
    </div>
    <div id="react-entry-point"></div>
    <div hidden>{config}{scripts}{renderer}</div>
  </body>
</html>"""


_SAID = {
    "noscript": "noscript",
    "waiting": "waiting",
    "slow": "waiting.slow",
    "lost": "server.lost",
    "back": "server.back",
    "broken": "server.broken",
    "close": "drawer.close",
}
"""What the first HTML says by itself, in the language of the address: it must be there when the server is not."""


class Station(Dash):
    """Dash over one project, with a first page in the reader's language."""

    live: Live

    @property
    def lookup(self) -> Lookup:
        """What is served at this moment, arranged for reading."""
        return self.live.lookup

    def _config(self) -> dict[str, Any]:
        """What the page tells Dash's renderer: nothing of the machine, and no address of another host to ask for news."""
        known: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]  # dash
        return known | {"python_version": "", "dash_version_url": "", "disable_version_check": True}

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        """The HTML a browser gets first: language, title and waiting words in the language of the address."""
        lang = read_language(request.query_string.decode("utf-8", "replace"))
        lookup = self.live.served().lookup
        words = {
            "metas": metas,
            "css": css,
            "config": config,
            "scripts": scripts,
            "favicon": favicon,
            "renderer": renderer,
            "lang": "zh-CN" if lang == "zh" else "en",
            "title": escape(page_title(lookup, _path_of(lookup, request.path), lang)),
        }
        return _INDEX.format_map(words | {name: escape(say(WORDS, key, lang)) for name, key in _SAID.items()})


def create_app(project: Project | Live, prefix: str = "/", access: Access = VIEWERS) -> Station:
    """The app of a project. `prefix` is the path it is served under (a slash at both ends), `access` says who may edit.

    The app follows the project's folder: what changes there is shown without a restart (`app.live`). Two apps in one
    process share nothing. Everything is served from this host.
    """
    app = Station(
        "dashboard.web",
        server=compressing_server(),
        assets_folder=str(ASSETS),
        assets_ignore=ON_NEED,
        pages_folder="",
        use_pages=False,
        compress=True,
        serve_locally=True,
        update_title="",
        url_base_pathname=prefix,
        enable_mcp=False,
        add_log_handler=False,
        on_error=_on_error,
    )
    app.live = project if isinstance(project, Live) else Live(project, prefix)
    app.layout = base_layout()

    def get(since: int = 0) -> Served:
        return app.live.served(since)

    frozen = FrozenViews()
    register(app, get, frozen)
    server: Flask = app.server
    server.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    add_routes(server, prefix, get, lambda page_open: app.live.glance(page_open), frozen)

    def renew() -> Project:
        app.live.refresh(now=True)
        return app.live.project

    def look() -> None:
        app.live.refresh(now=False)

    add_editing(server, prefix, lambda: app.live.served().lookup, look, renew, access)

    def is_page(path: str) -> bool:
        return find_page(app.lookup, _path_of(app.lookup, path)).found

    def name_version(response: Response) -> Response:
        """Say in every response which state of the data it was made from."""
        response.headers["Data-Version"] = g.get(VERSION) or app.live.version
        return response

    server.after_request(name_version)
    protect(server, app.csp_hashes(), is_page, f"{prefix}<path:path>")
    return app


def create_server(
    folder: Path | None = None,
    *,
    edit: bool = False,
    token_file: Path | str = "",
    user_header: str = "",
    proxies: Sequence[str] = (),
    allowed_hosts: Sequence[str] = (),
) -> Flask:
    """The WSGI app for the project in `folder` (default: the current one): `gunicorn 'dashboard.web:create_server()'`.

    It does not know what address it is served on, so that editing always takes a token (or VET_DASHBOARD_TOKEN) or the
    header of a proxy: as `serve --edit`, with the same names. UsageError: it has neither. UsageError or CatalogueError as
    `load_project` raises them, unless the last good state of the project was kept.
    """
    home = folder or Path.cwd()
    token = Path(token_file) if token_file else None
    access = access_of("", 0, edit, token, user_header, proxies, allowed_hosts)
    if access.offered:
        access = replace(access, mark=shared_mark(home))
    server: Flask = create_app(open_project(home), access=access).server
    return server


def _path_of(lookup: Lookup, path: str) -> str:
    """A request's path below the prefix."""
    return "/" + path.removeprefix(lookup.prefix).lstrip("/")


def _on_error(problem: Exception) -> None:
    """A callback failed: the log gets the traceback, the reader a sentence and the number that finds it."""
    number = correlation_id(problem, "callback")
    search = next((value for name, value in {**ctx.states, **ctx.inputs}.items() if name == "url.search"), "")
    set_props("toast", {"children": failure_text(search if isinstance(search, str) else "", number)})
