"""Plain addresses beside the pages: `/health`, `/version`, `/export/<format>` for the files of a selection, the data under `/api/`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from html import escape

from flask import Flask, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as Answer

from dashboard.errors import DashboardError, UsageError
from dashboard.export import CHARTS, FORMATS, LISTS, ExportedFile, Request, content_disposition, export_file
from dashboard.export.board import board_of_query
from dashboard.export.boards import BOARD_FORMATS, BOARD_MEDIA_TYPES, export_board
from dashboard.export.bundle import plotly_js
from dashboard.export.citing import cite_chart
from dashboard.export.names import file_name
from dashboard.export.query import Reading
from dashboard.export.short import SHORT_PATH, read_short
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

_BRIEF = "brief."
_BOARDS = tuple(f"{_BRIEF}{form}" for form in BOARD_FORMATS)
_KNOWN = (*FORMATS, *_BOARDS)
_DRAWN = ("png", "svg", "pdf", "brief.pdf", "brief.docx")
"""What the browser on the server draws, one after another."""

COVERAGE = "coverage"
"""The page whose tables `/export` gives as lists, beside the charts."""

_ADMITTED = 2  # pictures: one is worked on, one waits for its turn
PLOTLY = "_dash-component-suites/plotly/package_data/plotly.min.js"
"""Where Dash's graphs load plotly.js from, below the prefix; only when a page has a chart."""


def add_routes(
    server: Flask,
    prefix: str,
    get: Callable[[int], Served],
    glance: Callable[[bool], Served],
    frozen: FrozenViews,
) -> None:
    """Add the routes below `prefix`.

    One picture is worked on at a time and one waits; more at once would slow the pages down and come no sooner. Who asks
    for a further one is asked to come back.

    `glance` is what is served at once (True: a page is open), `get` the same after a look at the files.
    """
    drawing, at_work = threading.BoundedSemaphore(_ADMITTED), threading.Lock()

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
        offered = LISTS if request.args.get("chart") == COVERAGE else _KNOWN
        if name not in offered:
            formats = ", ".join(each for each in offered if each not in _BOARDS)
            return _page(say(WORDS, "export.unknown", lang, format=name[:20], formats=formats), lang, 404)
        if name not in _DRAWN:
            return _exported(shown(), name, lang)
        if not drawing.acquire(blocking=False):
            return _page(say(WORDS, "export.busy", lang), lang, 503, {"Retry-After": "3"})
        try:
            with at_work:
                return _exported(shown(), name, lang)
        finally:
            drawing.release()

    server.add_url_rule(f"{prefix}{PLOTLY}", "plotly", _plotly)
    server.add_url_rule(f"{prefix}health", "health", health)
    server.add_url_rule(f"{prefix}version", "version", version)
    server.add_url_rule(f"{prefix}export/<name>", "export", export)
    server.add_url_rule(f"{prefix}cite/<chart>", "cite", lambda chart: _cited(shown(), chart))
    server.add_url_rule(f"{prefix}{SHORT_PATH.strip('/')}/<code>", "short", lambda code: _long(shown(), code))
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
    try:
        made = _board_file(lookup, name, reading) if name in _BOARDS else _chart_file(lookup, name, reading)
    except DashboardError as problem:
        status = 400 if isinstance(problem, UsageError) else 503
        return _page(problem.zh if lang == "zh" else problem.en, lang, status)
    except Exception as problem:
        return _page(say(WORDS, "failed", lang, number=correlation_id(problem, request.path)), lang, 500)
    return Response(made.content, content_type=made.media_type, headers={"Content-Disposition": made.disposition})


def _chart_file(lookup: Lookup, name: str, reading: Reading) -> ExportedFile:
    """One chart, or the list of the coverage page; `scale` magnifies a PNG."""
    if reading.others.get("chart", "") == COVERAGE and name in LISTS:  # its page shows every place where none is chosen
        return coverage_file(lookup, reading.selection, name, reading.others.get("theme", ""))
    chart = _chart(reading)
    selection = completed(lookup, reading.selection, chart)
    scale = reading.others.get("scale", "")
    times = int(scale) if scale.isascii() and scale.isdecimal() and len(scale) == 1 else 1
    return export_file(lookup.project, selection, name, chart, scale=times)


def _chart(reading: Reading) -> str:
    named = reading.others.get("chart", "")
    return named if named in CHARTS else CHARTS[0]


def _board_file(lookup: Lookup, name: str, reading: Reading) -> ExportedFile:
    """Several charts: a brief, or a page of them."""
    form = name.removeprefix(_BRIEF)
    board = board_of_query(lookup.project, completed(lookup, reading.selection, CHARTS[0]), reading.others)
    named = file_name(board.selection, lookup.catalogue, form)
    return ExportedFile(export_board(board, form), named, BOARD_MEDIA_TYPES[form], content_disposition(named))


def _cited(lookup: Lookup, chart: str) -> Response:
    """How to cite a chart as it is today: `{"reference": …, "sentence": …}`; the link is the page's own address."""
    if chart not in CHARTS:
        return Response(status=404)
    reading = read_query(request.query_string.decode("utf-8", "replace"), lookup.catalogue)
    selection = completed(lookup, reading.selection, chart)
    link = request.host_url.rstrip("/") + lookup.href(f"/{chart}", selection)
    cited = cite_chart(Request(lookup.project, selection, chart), link, date.today().isoformat())
    return jsonify(reference=cited.reference, sentence=cited.sentence(selection.lang))


def _long(lookup: Lookup, code: str) -> Answer:
    """The page a short link means, or a page that says there is none."""
    found = read_short(f"{SHORT_PATH}{code}", lookup.catalogue)
    if found is None:
        text = say(WORDS, "export.short", "zh", link=f"{SHORT_PATH}{code[:80]}")
        return _page(text, "zh", 404, title=say(WORDS, "missing.title", "zh"))
    chart, selection = found
    return redirect(lookup.href(f"/{chart}", selection))


def _page(text: str, lang: str, status: int, headers: dict[str, str] | None = None, title: str = "") -> Response:
    """A small readable page: what happened and the way back; the title is that an export failed unless another is given."""
    title, back = title or say(WORDS, "export.none", lang), say(WORDS, "export.back", lang)
    code = "zh-CN" if lang == "zh" else "en"
    body = (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{font:1rem/1.7 sans-serif;max-width:40rem;margin:12vh auto;padding:0 1.25rem}</style></head>"
        f'<body><h1>{escape(title)}</h1><p>{escape(text)}</p><p><a href="../compare">{escape(back)}</a></p></body></html>'
    )
    return Response(body, status=status, mimetype="text/html", headers=headers)
