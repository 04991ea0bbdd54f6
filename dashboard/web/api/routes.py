"""The addresses under `/api/`: reading only, each answer with the version of the data as its tag, each refusal a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import Flask, Response, request

from dashboard.errors import UsageError
from dashboard.export.csv_text import csv_of
from dashboard.export.dataset.tables import written
from dashboard.export.json_text import json_of
from dashboard.web.api.asking import Ask, Refusal, problem_of, read_ask
from dashboard.web.api.description import description
from dashboard.web.api.resources import RESOURCES, Page, Resource
from dashboard.web.lookup import Lookup
from dashboard.web.security import correlation_id
from dashboard.wording import say
from dashboard.wording.api import WORDS as API_WORDS

__all__ = ["add_api"]

_READING = ("GET", "HEAD", "OPTIONS")
_ALL = (*_READING, "POST", "PUT", "PATCH", "DELETE", "TRACE")
_FORM = "1"  # of the answers; another number makes every kept copy old


def add_api(server: Flask, prefix: str, get: Callable[[], Lookup]) -> None:
    """Add the addresses below `prefix`; `get` gives the data each request asks for, UsageError where they are not there."""

    def answer(name: str = "") -> Response:
        """Whatever is asked under /api/."""
        if request.method == "OPTIONS":
            return Response(status=204, headers={"Allow": ", ".join(_READING)})
        try:
            return _answer(get, name)
        except Refusal as refusal:
            return _problem(refusal)
        except UsageError as error:
            return _problem(Refusal(404, "detail.edition", {"zh": error.zh, "en": error.en}))
        except Exception as problem:
            number = correlation_id(problem, request.path)
            return _problem(Refusal(500, "detail.failed", {"number": number}))

    for path in ("api/", "api/<path:name>"):
        server.add_url_rule(
            f"{prefix}{path}",
            f"api {path}",
            answer,
            methods=_ALL,
            provide_automatic_options=False,
            strict_slashes=False,
        )


def _answer(get: Callable[[], Lookup], name: str) -> Response:
    if request.method not in _READING:
        raise Refusal(405, "detail.method", {"method": request.method, "allowed": ", ".join(_READING)}, _READING)
    resource = RESOURCES.get(name)
    if resource is None and name not in ("", "openapi.json"):
        known = (*RESOURCES, "openapi.json")
        raise Refusal(404, "detail.resource", {"name": name[:60]}, known, _nearest_of(name))
    lookup, today = get(), date.today().isoformat()
    tag = f"{lookup.project.version}-{_FORM}" + (f"-{today}" if resource and resource.dated else "")
    if resource is None:
        read_ask(lookup, name, (), _query())
        return _tagged(tag, lambda: _json(description(lookup) if name else _index(lookup)))
    ask = read_ask(lookup, name, resource.keys, _query(), request.host_url, today)
    return _tagged(tag, lambda: _rows(resource, ask))


def _nearest_of(name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:60], list(RESOURCES), 1, 0.4)), "")


def _query() -> str:
    return str(request.query_string.decode("utf-8", "replace"))


def _tagged(tag: str, make: Callable[[], Response]) -> Response:
    """The answer with its tag; where the reader has it already, only that it is still the same. (Compression adds to a tag.)"""
    held = request.if_none_match
    if held.star_tag or any(each.partition(":")[0] == tag for each in held.as_set(include_weak=True)):
        response = Response(status=304)
    else:
        response = make()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _json(value: object, status: int = 200, kind: str = "application/json") -> Response:
    return Response(json_of(value), status=status, content_type=kind)


def _problem(refusal: Refusal) -> Response:
    response = _json(problem_of(refusal, _query(), request.path), refusal.status, "application/problem+json")
    if refusal.status == 405:
        response.headers["Allow"] = ", ".join(_READING)
    return response


def _rows(resource: Resource, ask: Ask) -> Response:
    page = resource.answer(ask)
    if ask.other("format") == "csv":
        return _csv(resource, ask, page)
    return _json(_said(ask, page) | {"rows": [_in_json(row) for row in page.rows]})


def _said(ask: Ask, page: Page) -> dict[str, object]:
    """What is said about the answer as a whole."""
    behind = ask.offset + len(page.rows)
    catalogue = ask.lookup.catalogue
    return {
        "resource": ask.resource,
        "link": ask.href(),
        "next": ask.href(offset=str(behind)) if page.rows and behind < page.total else None,
        "data_hash": ask.lookup.project.version,
        "catalogue_hash": catalogue.content_hash,
        "licence": catalogue.project.licence_data,
        "total": page.total,
        "limit": ask.limit,
        "offset": ask.offset,
    }


def _in_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with whole numbers as integers and half characters replaced."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in row.items()
    }


def _csv(resource: Resource, ask: Ask, page: Page) -> Response:
    """The rows as CSV, which ends with the question and the version of the data in every row."""
    names = [field.name for field in resource.fields(ask.lookup.catalogue)]
    last = [ask.href(), ask.lookup.project.version]
    rows = [[*(written(row[name]) for name in names), *last] for row in page.rows]
    return Response(csv_of([[*names, "selection", "data_hash"], *rows]), content_type="text/csv; charset=utf-8")


def _index(lookup: Lookup) -> dict[str, object]:
    """What there is, with addresses."""
    project = lookup.catalogue.project
    addresses = {name: f"{lookup.prefix}api/{name}" for name in RESOURCES}
    return {
        "title": {"zh": project.title_zh, "en": project.title_en},
        "about": {lang: say(API_WORDS, "about", lang) for lang in ("zh", "en")},
        "licence": project.licence_data,
        "data_hash": lookup.project.version,
        "description": f"{lookup.prefix}api/openapi.json",
        "resources": addresses,
    }
