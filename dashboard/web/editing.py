"""The addresses a reviewer's page speaks to: what waits, what a decision would change, saving it, taking it back.

They are there on every server; who may not edit is answered 403 and nothing is touched. Refused writes are in the log.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request

from dashboard.curation.merging import beside
from dashboard.errors import DashboardError, StaleEditError
from dashboard.project import Project
from dashboard.web.access import CONFIG, COOKIE, VIEWERS, Access, Denied
from dashboard.web.lookup import Lookup
from dashboard.web.security import correlation_id
from dashboard.wording import LANGUAGES, say
from dashboard.wording.curation import WORDS as CURATION
from dashboard.wording.web import WORDS

if TYPE_CHECKING:
    from dashboard.web.reviewing import Body, Reviewing

__all__ = ["add_editing"]

_LOG = logging.getLogger("dashboard.web")
_YEAR = 365 * 24 * 3600  # seconds an editor stays one
_NOTICE = {"off": "off", "local": "off", "token": "token", "header": "header"}


def add_editing(
    server: Flask,
    prefix: str,
    get: Callable[[], Lookup],
    look: Callable[[], object],
    renew: Callable[[], Project],
    access: Access = VIEWERS,
) -> None:
    """Add the routes below `prefix`review/.

    `get` gives what is served, after `look` what the files say now; `renew` reads the project again and gives it.
    """
    server.config[CONFIG] = access
    routes = _Routes(get, look, renew, access)
    for name in ("items", "item", "choices"):
        server.add_url_rule(f"{prefix}review/{name}", f"review-{name}", getattr(routes, name))
    for name in ("preview", "save", "undo", "enter"):
        server.add_url_rule(f"{prefix}review/{name}", f"review-{name}", getattr(routes, name), methods=["POST"])


class _Routes:
    """The answers to requests."""

    def __init__(
        self, get: Callable[[], Lookup], look: Callable[[], object], renew: Callable[[], Project], access: Access
    ) -> None:
        self._get, self._look, self._renew, self._access = get, look, renew, access
        self._made: Reviewing | None = None
        self._making = threading.Lock()

    @property
    def _reviewing(self) -> Reviewing:
        """What knows the answers. It is imported when first asked: a server that is only read starts without it."""
        with self._making:
            if self._made is None:
                from dashboard.web.reviewing import Reviewing

                self._made = Reviewing(self._get, self._renew)
            return self._made

    def items(self) -> Response:
        """What waits, who asks, and what the page needs to write. Another process may have saved a decision just now."""
        editor, lang = self._access.editor(request), _lang()
        if editor:
            self._look()
        return _answer(
            {**self._reviewing.state(editor, lang, request.args.get("all") == "1"), **self._told_access(editor, lang)}
        )

    def item(self) -> Response:
        """One item in full; null where it does not wait any more."""
        return _answer({"item": self._reviewing.item(request.args.get("key", ""), _lang())})

    def choices(self) -> Response:
        """What the forms offer."""
        return _answer(self._reviewing.choices(_lang()))

    def preview(self) -> Response:
        """What a decision would change."""
        return self._written(lambda body, editor, lang: self._reviewing.preview(body, editor, lang))

    def save(self) -> Response:
        """A decision saved."""
        return self._written(lambda body, editor, lang: self._reviewing.save(body, editor, lang))

    def undo(self) -> Response:
        """A change taken back."""
        return self._written(lambda body, editor, lang: self._reviewing.undo(body, editor, lang))

    def enter(self) -> Response:
        """The token entered once: a cookie for this browser, read by no script and sent to this site only."""
        try:
            self._access.check_page(request)
            if self._access.mode != "token" or not self._access.is_token(str(_body().get("token", "")).strip()):
                raise Denied("access.denied.token")
        except Denied as denied:
            return _denied(denied)
        answer = _answer({"entered": True})
        answer.set_cookie(
            COOKIE,
            self._access.cookie,
            max_age=_YEAR,
            path=request.path.removesuffix("enter"),
            secure=request.headers.get("Origin", "").startswith("https:"),
            httponly=True,
            samesite="Strict",
        )
        return answer

    def _written(self, answer: Callable[[Body, str, str], dict[str, Any]]) -> Response:
        """The answer to a write, if who asks may and asks from our page."""
        try:
            editor = self._access.editor(request)
            if not editor:
                raise Denied("access.denied.viewer")
            self._access.check_page(request)
            body, lang = _body(), _lang()
        except Denied as denied:
            return _denied(denied)
        try:
            return _answer({**answer(body, editor, lang), **self._told_access(editor, lang)})
        except StaleEditError as stale:
            return _answer({**_told(stale), "stale": beside(stale.base, stale.theirs, stale.mine)}, 409)
        except DashboardError as problem:
            return _answer(_told(problem), 422)
        except Exception as problem:
            number = correlation_id(problem, request.path)
            return _answer({lang: say(WORDS, "failed", lang, number=number) for lang in LANGUAGES}, 500)

    def _told_access(self, editor: str, lang: str) -> dict[str, Any]:
        """Who asks and whether they may write; the page's mark only where somebody may."""
        notice = (
            "" if editor else say(CURATION, f"access.{_NOTICE[self._access.mode]}", lang, header=self._access.header)
        )
        mark = self._access.mark if self._access.offered else ""
        return {"access": {"mode": self._access.mode, "editor": editor, "mark": mark, "said": notice}}


def _body() -> Body:
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise Denied("access.denied.form")
    return data


def _lang() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _denied(denied: Denied) -> Response:
    """403 and why; the log has who asked for what."""
    sent = {name: request.headers.get(name, "")[:120] for name in ("Host", "Origin", "Sec-Fetch-Site")}
    _LOG.warning("write refused: %s %r from %r %r", denied.key, request.path[:120], request.remote_addr, sent)
    return _answer({lang: say(CURATION, denied.key, lang, **denied.values) for lang in LANGUAGES}, 403)


def _told(problem: DashboardError) -> dict[str, Any]:
    return {"zh": problem.zh, "en": problem.en}


def _answer(data: Mapping[str, Any], status: int = 200) -> Response:
    answer: Response = jsonify(dict(data))
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer
