"""Who may change indicators.yaml through the server: nobody, unless it was started for that.

Three ways to start it, and no other:

local   `--edit` on a loopback address: whoever sits at this machine. A request that came through a proxy is a viewer's.
token   `--edit` with a token from a file or the environment: who has entered it once (kept in a cookie no script can read,
        sent to this site only), or sends it as `Authorization: Bearer`.
header  `--edit --user-header NAME` behind a proxy that sets the header for those it has let in, and takes it away from
        everybody else: the name in the header, of requests that come from the proxy (loopback, or `--proxy ADDRESS`).

Every write must moreover come from our own page: a host we go by (so that a foreign name pointed at this machine is of no use),
the same origin, JSON, and the page's own mark, which no other site can read.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import re
import secrets
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Request, current_app, has_app_context

from dashboard.curation.who import system_user
from dashboard.durable import made_own_folder
from dashboard.errors import UsageError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.curation import WORDS as CURATION

__all__ = [
    "CONFIG",
    "COOKIE",
    "PAGE_MARK",
    "TOKEN_VARIABLE",
    "VIEWERS",
    "Access",
    "Denied",
    "access_of",
    "editing_offered",
    "is_loopback",
    "shared_mark",
    "site_of",
]

CONFIG = "DASHBOARD_ACCESS"
"""Where a server keeps its `Access`."""

COOKIE = "dashboard_editor"
PAGE_MARK = "X-Dashboard-Page"
"""The header every write carries: the mark the page was given, which no other site can read."""

TOKEN_VARIABLE = "VET_DASHBOARD_TOKEN"
_LEAST = 16  # characters of a token
_MARK = "page-mark"
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}")
_MOST_NAME = 80
_THROUGH_PROXY = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_FETCHED = ("same-origin", None)  # what a browser says of a request of our own page; old ones say nothing


class Denied(Exception):  # noqa: N818  # an answer, no fault of the program
    """A write that is refused: a wording key and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True)
class Access:
    """How a server was started. `mode` is off, local, token or header; `hosts` are the names it goes by.

    `any_address`: it listens on all addresses of the machine, so that any address (no name) will do.
    """

    mode: str = "off"
    port: int = 0
    hosts: tuple[str, ...] = _LOCAL
    any_address: bool = False
    token: str = field(default="", repr=False)
    header: str = ""
    proxies: tuple[str, ...] = ()
    mark: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def offered(self) -> bool:
        """Whether somebody may change something."""
        return self.mode != "off"

    @property
    def cookie(self) -> str:
        """What the cookie of an editor holds: made from the token, not the token."""
        return hmac.new(self.token.encode(), b"editor of the dashboard", hashlib.sha256).hexdigest()

    def editor(self, request: Request) -> str:
        """The name of who asks, where they may change something; "" for a viewer."""
        return {"local": self._local, "token": self._token, "header": self._header}.get(self.mode, _nobody)(request)

    def check_page(self, request: Request) -> None:
        """Denied: a write that our own page did not send."""
        self._check_host(request)
        origin = request.headers.get("Origin")
        if origin is not None and site_of(origin) != request.host.casefold():
            raise Denied("access.denied.origin")
        if request.headers.get("Sec-Fetch-Site") not in _FETCHED or (
            origin is None and "Sec-Fetch-Site" not in request.headers
        ):
            raise Denied("access.denied.origin")
        if request.mimetype != "application/json":
            raise Denied("access.denied.form")
        if not hmac.compare_digest(request.headers.get(PAGE_MARK, "").encode(), self.mark.encode()):
            raise Denied("access.denied.page")

    def is_token(self, given: str) -> bool:
        """Whether this is the token, in the same time whatever is wrong with it."""
        return bool(self.token) and hmac.compare_digest(given.encode(), self.token.encode())

    def _check_host(self, request: Request) -> None:
        """The name is one of ours, or any address where we listen on all; without a proxy the port is ours too."""
        name, port = _split(request.host)
        known = name in self.hosts or (self.any_address and _is_address(name))
        if not known or (self.mode == "local" and self.port and port != self.port):
            raise Denied("access.denied.host", host=request.host[:80])

    def _local(self, request: Request) -> str:
        proxied = any(name in request.headers for name in _THROUGH_PROXY)
        return system_user() if is_loopback(request.remote_addr or "") and not proxied else ""

    def _token(self, request: Request) -> str:
        scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
        cookie = request.cookies.get(COOKIE, "")
        entered = hmac.compare_digest(cookie.encode(), self.cookie.encode())
        return system_user() if entered or (scheme == "Bearer" and self.is_token(bearer.strip())) else ""

    def _header(self, request: Request) -> str:
        peer = request.remote_addr or ""
        trusted = peer in self.proxies if self.proxies else is_loopback(peer)
        return _name(request.headers.get(self.header, "")) if trusted else ""


VIEWERS = Access()
"""The access of a server that was not started for editing."""


def access_of(
    host: str, port: int, edit: bool, token_file: Path | None, user_header: str, proxies: Sequence[str],
    allowed: Sequence[str], environment: Mapping[str, str] = os.environ,
) -> Access:  # fmt: skip
    """The access a server is started with. UsageError: this combination would leave the door open, or says nothing."""
    token = environment.get(TOKEN_VARIABLE, "").strip()
    if not edit:
        flags = {"--token-file": token_file, "--user-header": user_header, "--proxy": proxies, "--allow-host": allowed}
        given = [name for name, value in flags.items() if value]
        if given:
            raise _usage("start.alone", flags=", ".join(given))
        return VIEWERS
    if user_header and (token_file or token):
        raise _usage("start.both", variable=TOKEN_VARIABLE)
    names: dict[str, Any] = {"port": port, "hosts": _names(host, allowed), "any_address": host in ("0.0.0.0", "::", "")}
    if user_header:
        return Access("header", header=_checked_header(user_header), proxies=_checked(proxies), **names)
    if proxies:
        raise _usage("start.alone", flags="--proxy (--user-header)")
    if token_file or token:
        return Access("token", token=_checked_token(_read(token_file) if token_file else token), **names)
    if not is_loopback(host) and host != "localhost":
        raise _usage("start.open", host=host or "0.0.0.0")
    return Access("local", **names)


def shared_mark(folder: Path) -> str:
    """The page's mark where several processes serve a project: kept in its own folder, readable by its owner only.

    Where nothing can be kept it is this process's own.
    """
    own = secrets.token_urlsafe(24)
    try:
        kept = made_own_folder(folder) / _MARK
        part = kept.with_name(f"{_MARK}.{os.getpid()}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(own)
        with suppress(FileExistsError):
            os.link(part, kept)  # whole, or not at all: another process may be at the same
        part.unlink()
        return kept.read_text("ascii").strip() or own
    except OSError:
        return own


def editing_offered() -> bool:
    """Whether the server at hand lets anybody change something; no where none is."""
    return has_app_context() and bool(current_app.config.get(CONFIG, VIEWERS).offered)


def is_loopback(address: str) -> bool:
    """Whether an address is one of this machine's own, unreachable from outside."""
    try:
        return ipaddress.ip_address(address.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


def site_of(origin: str) -> str:
    """The host and port of an Origin header; "" where it is no address."""
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


def _nobody(_: Request) -> str:
    return ""


def _names(host: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """The names a server goes by: this machine's own ones, the one it listens on, those allowed."""
    own = [] if host in ("0.0.0.0", "::", "") else [host.strip("[]").casefold()]
    own += [] if is_loopback(host) or host == "localhost" else [socket.gethostname().casefold()]
    return tuple(dict.fromkeys((*_LOCAL, *own, *(name.casefold() for name in allowed))))


def _split(host: str) -> tuple[str, int | None]:
    """A Host header's name and port."""
    parts = urlsplit(f"//{host}")
    try:
        return (parts.hostname or "").casefold(), parts.port
    except ValueError:
        return "", None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name(raw: str) -> str:
    """A name as the proxy gives it (UTF-8 in a header); what cannot be printed is no name."""
    try:
        text = raw.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        text = raw.strip()
    return text[:_MOST_NAME] if text.isprintable() else ""


def _checked_header(name: str) -> str:
    if not _HEADER.fullmatch(name):
        raise _usage("start.header", header=name[:60])
    return name


def _checked(proxies: Sequence[str]) -> tuple[str, ...]:
    for address in proxies:
        if not _is_address(address):
            raise _usage("start.proxy", address=address[:60])
    return tuple(proxies)


def _checked_token(token: str) -> str:
    if len(token) < _LEAST:
        raise _usage("start.token_short", least=_LEAST, count=len(token))
    return token


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror or "" if isinstance(error, OSError) else type(error).__name__
        raise _usage("start.token_unread", file=file, why=why) from error


def _usage(key: str, **values: object) -> UsageError:
    return UsageError(*(say(CURATION, key, lang, **values) for lang in LANGUAGES))
