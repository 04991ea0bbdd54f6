"""What every response carries, and what is refused before a page is asked.

The policy lets a page load from its own host only. Inline styles are allowed because Plotly sets them; the one inline
script is Dash's own starter, allowed by its hash.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from dashboard.web.access import site_of

__all__ = ["LARGEST_REQUEST", "correlation_id", "policy", "protect"]

LARGEST_REQUEST = 256 * 1024
"""Bytes a request body may have; more is answered 413. The largest one our pages send is a few hundred bytes."""

_LOG = logging.getLogger("dashboard.web")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(script_hashes: Sequence[str]) -> str:
    """The Content-Security-Policy; `script_hashes` are quoted as Dash's `csp_hashes` gives them."""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def correlation_id(problem: BaseException, where: str) -> str:
    """Log `problem` with its traceback and return the short id a reader may quote."""
    number = uuid.uuid4().hex[:10]
    _LOG.error("%s failed [%s]", where, number, exc_info=problem)
    return number


def protect(server: Flask, script_hashes: Sequence[str], is_page: Callable[[str], bool], catch_all: str) -> None:
    """Install headers, limits and error answers. `catch_all` is the endpoint that serves any path; `is_page` knows better."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    headers = {**_HEADERS, "Content-Security-Policy": policy(script_hashes)}

    def refuse_foreign_writes() -> None:
        """A request that is not a plain read must come from our own pages."""
        origin = request.headers.get("Origin")
        if request.method not in ("GET", "HEAD", "OPTIONS") and origin and site_of(origin) != request.host.casefold():
            abort(403)

    def finish(response: Response) -> Response:
        """Add the headers; an unknown path keeps its page and gets the status it deserves."""
        for name, value in headers.items():
            response.headers[name] = value
        if request.endpoint == catch_all and response.status_code == 200 and not is_page(request.path):
            response.status_code = 404
        return response

    server.before_request(refuse_foreign_writes)
    server.after_request(finish)
    server.register_error_handler(Exception, _answer)


def _answer(problem: Exception) -> Response | HTTPException:
    """A short text for every failure: nothing of the inside is shown, the log has the rest under the same id.

    A callback's own failure is caught earlier (`on_error`); what fails around it is a malformed request. Dash raises for
    a file of a package it does not serve: that is simply not there.
    """
    if isinstance(problem, HTTPException):
        return problem
    if "/_dash-component-suites/" in request.path:
        return Response(status=404)
    number = correlation_id(problem, request.path)
    malformed = request.method == "POST"
    text = "请求无法处理 / bad request" if malformed else "服务器出错 / internal error"
    return Response(f"{text} [{number}]\n", status=400 if malformed else 500, mimetype="text/plain")
