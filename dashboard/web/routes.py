"""Plain addresses beside the pages: `/health`, `/version`, `/export/<format>` for the files of a selection, the data under `/api/`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from html import escape

from flask import Flask, Response, jsonify, request

from dashboard.errors import DashboardError
from dashboard.export import CHARTS, FORMATS, LISTS, ExportedFile, export_file
from dashboard.export.bundle import plotly_js
from dashboard.model import Selection
from dashboard.web.api import add_api, completed
from dashboard.web.coverage_file import coverage_file
from dashboard.web.frozen import FrozenViews
from dashboard.web.live import Served, name_served
from dashboard.web.lookup import Lookup
from dashboard.web.security import correlation_id
from dashboard.web.state import read_language, read_query
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PLOTLY", "add_routes"]

COVERAGE = "coverage"
"""The page whose tables `/export` gives as lists, beside the charts."""

_PICTURES = ("png", "svg")
_AT_ONCE = 2
PLOTLY = "_dash-component-suites/plotly/package_data/plotly.min.js"
"""Where Dash's graphs load plotly.js from, below the prefix; only when a page has a chart."""


def add_routes(
    server: Flask,
    prefix: str,
    get: Callable[[int], Served],
    glance: Callable[[bool], Served],
    frozen: FrozenViews,
) -> None:
    """Add the routes below `prefix`. At most two pictures are drawn at once; more are asked to come back.

    `glance` is what is served at once (True: a page is open), `get` the same after a look at the files.
    """
    drawing = threading.BoundedSemaphore(_AT_ONCE)

    def health() -> Response:
        """Whether there is something to show, and which version of it; 200 with a detail where it is the last good one."""
        try:
            return jsonify(**_health(glance(False)))
        except Exception as problem:
            answer = jsonify(status="unusable", detail=correlation_id(problem, "health"))
            answer.status_code = 503
            return answer

    def version() -> Response:
        """What a page that is open asks again and again: is there another version, are the files broken."""
        served = glance(True)
        state = served.state
        answer = jsonify(version=state.version, broken=state.broken, seen=served.seen, pending=served.pending)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def shown() -> Lookup:
        """What the query asks for: the data as they are, or as they were."""
        return frozen.lookup(name_served(get(0)).lookup, request.query_string.decode("utf-8", "replace"))

    def named() -> Lookup:
        """The same for programs; UsageError where there is no such edition."""
        return frozen.named(name_served(get(0)).lookup, request.query_string.decode("utf-8", "replace"))

    def export(name: str) -> Response:
        """The selection of the query as a file."""
        lang = read_language(request.query_string.decode("utf-8", "replace"))
        offered = LISTS if request.args.get("chart") == COVERAGE else FORMATS
        if name not in offered:
            return _page(say(WORDS, "export.unknown", lang, format=name[:20], formats=", ".join(offered)), lang, 404)
        if name not in _PICTURES:
            return _exported(shown(), name, lang)
        if not drawing.acquire(blocking=False):
            return _page(say(WORDS, "export.busy", lang), lang, 503, {"Retry-After": "3"})
        try:
            return _exported(shown(), name, lang)
        finally:
            drawing.release()

    server.add_url_rule(f"{prefix}{PLOTLY}", "plotly", _plotly)
    server.add_url_rule(f"{prefix}health", "health", health)
    server.add_url_rule(f"{prefix}version", "version", version)
    server.add_url_rule(f"{prefix}export/<name>", "export", export)
    add_api(server, prefix, named)


def _health(served: Served) -> dict[str, object]:
    """What is served, in figures."""
    project, amiss = served.lookup.project, served.state.problems
    said: dict[str, object] = {
        "status": "ok",
        "version": project.version,
        "documents": len(served.lookup.documents),
        "problems": len(project.problems),
    }
    if amiss:
        said["detail"] = say(WORDS, "health.stale", "en", count=len(amiss), file=amiss[0].file)
    return said


def _plotly() -> Response:
    """The plotly.js of our charts, where Dash would send the full one; a browser that has it is told to keep it."""
    response = Response(plotly_js(), mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
    response.add_etag()
    response.make_conditional(request)
    return response


def _exported(lookup: Lookup, name: str, lang: str) -> Response:
    """The file, or a page that says why there is none."""
    reading = read_query(request.query_string.decode("utf-8", "replace"), lookup.catalogue)
    named = reading.others.get("chart", "")
    chart = named if named in CHARTS else CHARTS[0]
    selection = completed(lookup, reading.selection, chart)
    try:
        made = _made(lookup, selection, name, chart, reading.others)
    except DashboardError as problem:
        return _page(problem.zh if lang == "zh" else problem.en, lang, 503)
    except Exception as problem:
        return _page(say(WORDS, "failed", lang, number=correlation_id(problem, request.path)), lang, 500)
    return Response(made.content, content_type=made.media_type, headers={"Content-Disposition": made.disposition})


def _made(lookup: Lookup, selection: Selection, name: str, chart: str, others: Mapping[str, str]) -> ExportedFile:
    """The file of a chart, or of the coverage page."""
    if others.get("chart") == COVERAGE and name in LISTS:
        return coverage_file(lookup, selection, name, others.get("theme", ""))
    return export_file(lookup.project, selection, name, chart)


def _page(text: str, lang: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """A small readable page: what happened and the way back."""
    title, back = say(WORDS, "export.failed", lang), say(WORDS, "export.back", lang)
    code = "zh-CN" if lang == "zh" else "en"
    body = (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{font:1rem/1.7 sans-serif;max-width:40rem;margin:12vh auto;padding:0 1.25rem}</style></head>"
        f'<body><h1>{escape(title)}</h1><p>{escape(text)}</p><p><a href="../compare">{escape(back)}</a></p></body></html>'
    )
    return Response(body, status=status, mimetype="text/html", headers=headers)
