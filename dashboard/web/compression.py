"""What a browser is sent is compressed; the files that never change are compressed once."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request

__all__ = ["Kept", "compressing_server"]

_SUITES = "/_dash-component-suites/"


class Kept:
    """Compressed answers by key, at most `most` of them: the libraries of the pages, a dozen files."""

    def __init__(self, most: int = 40) -> None:
        self._most = most
        self._answers: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The answer kept under a key; None if there is none."""
        return self._answers.get(key)

    def set(self, key: str, answer: bytes) -> None:
        """Keep an answer. A key that ends in nothing (see `_key`) is not to be kept."""
        if not key.endswith(";") and len(self._answers) < self._most:
            self._answers[key] = answer


def compressing_server() -> Any:
    """A Flask app on which Dash's compression keeps what it has compressed. (Dash's own types want no Flask app.)"""
    server = Flask("dashboard.web")
    server.config["COMPRESS_CACHE_BACKEND"] = Kept
    server.config["COMPRESS_CACHE_KEY"] = _key
    return server


def _key(request: Request) -> str:
    """The path of a library's file; nothing for an answer that may differ next time."""
    return request.path if _SUITES in request.path else ""
