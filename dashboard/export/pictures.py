"""The selection as a picture: PNG and SVG drawn by Chromium, everything a reader needs inside the picture.

One Chromium is started for the first picture and kept; pictures are drawn one at a time. Before drawing, a Chinese font
and a browser are looked for: without the font every character would silently be a box.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import logging
import platform
import re
import shutil
import subprocess
import threading
from concurrent.futures import TimeoutError as FutureTimeoutError
from html import escape

import kaleido
from choreographer.browsers.chromium import Chromium

from dashboard.charts.style import Chart
from dashboard.errors import ExportError, UsageError
from dashboard.export.options import Request
from dashboard.wording import say
from dashboard.wording.export import WORDS

__all__ = ["SCALES", "browser_path", "has_chinese_font", "png_bytes", "stop_drawing", "svg_bytes"]

SCALES = (1, 2, 4)
_SECONDS = 60.0


def png_bytes(request: Request) -> bytes:
    """A PNG, `request.scale` times as large in both directions. ExportError: no font, no browser, or it failed."""
    _check_scale(request.scale)
    return _draw(request.drawn(fixed=True), "png", request.scale)


def svg_bytes(request: Request) -> bytes:
    """An SVG with its title and description inside; the same bytes for the same data. Errors as `png_bytes`."""
    svg = _draw(request.drawn(fixed=True), "svg", 1).decode("utf-8")
    words = "\n".join((*request.selection_words, *request.panel_notes, *request.notes))
    head = f"<title>{escape(request.title)}</title><desc>{escape(words)}</desc>"
    opening, end, rest = _settled(svg).partition(">")
    return f'{opening} role="img"{end}{head}{rest}'.encode()


def _check_scale(scale: int) -> None:
    if scale not in SCALES:
        words = {"scale": scale, "scales": ", ".join(map(str, SCALES))}
        raise UsageError(*(say(WORDS, "error.scale", lang, **words) for lang in ("zh", "en")))


def _settled(svg: str) -> str:
    """The SVG with the random part of its ids made constant."""
    found = re.search(r'id="defs-([0-9a-f]{6})"', svg)
    return re.sub(rf"(?<=[a-z\-]){found.group(1)}", "chart0", svg) if found else svg


# --- what has to be there ------------------------------------------------------------------------------------------


def has_chinese_font() -> bool:
    """Whether the system can draw Chinese; asked of fontconfig on Linux, taken for granted elsewhere."""
    if platform.system() != "Linux":
        return True
    command = shutil.which("fc-list")
    if command is None:
        return False
    found = subprocess.run([command, ":lang=zh", "family"], capture_output=True, check=False, timeout=30)
    return bool(found.stdout.strip())


def browser_path() -> str | None:
    """Where a Chrome or Chromium is, or None."""
    return Chromium.find_browser(skip_local=False)


def _fail(key: str, **words: object) -> ExportError:
    return ExportError(*(say(WORDS, key, lang, **words) for lang in ("zh", "en")))


def _draw(chart: Chart, form: str, scale: int) -> bytes:
    if not has_chinese_font():
        raise _fail("error.font")
    path = browser_path()
    if path is None:
        raise _fail("error.browser")
    return _easel(path).draw(chart, form, scale)


# --- the browser that draws ----------------------------------------------------------------------------------------


class _Easel:
    """A Chromium with a page that draws, run by an event loop in a thread of its own. Safe to use from many threads."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._drawer: kaleido.Kaleido | None = None

    def draw(self, chart: Chart, form: str, scale: int) -> bytes:
        """The picture's bytes. A browser that failed is given up, so that the next picture starts a new one."""
        with self._turn:
            try:
                loop = self._loop or self._start()
                return asyncio.run_coroutine_threadsafe(self._calc(chart, form, scale), loop).result(_SECONDS)
            except FutureTimeoutError as error:
                self._stop()
                raise _fail("error.drawing", why=f"{_SECONDS:.0f} s") from error
            except Exception as error:
                self._stop()
                raise _fail("error.drawing", why=type(error).__name__) from error

    def stop(self) -> None:
        """Close the browser if it is open."""
        with self._turn:
            self._stop()

    def _start(self) -> asyncio.AbstractEventLoop:
        logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # it reports garbled messages it then ignores
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="easel", daemon=True)
        self._thread.start()
        return self._loop

    async def _calc(self, chart: Chart, form: str, scale: int) -> bytes:
        if self._drawer is None:
            # no sandbox: containers and root have none to give, and the page drawn is our own file
            drawer = kaleido.Kaleido(n=1, mathjax=False, path=self._path, enable_sandbox=False, timeout=_SECONDS)
            await drawer.open()
            self._drawer = drawer
        drawn: bytes = await self._drawer.calc_fig(chart, opts={"format": form, "scale": scale})
        return drawn

    def _stop(self) -> None:
        loop, drawer, thread = self._loop, self._drawer, self._thread
        self._loop = self._drawer = self._thread = None
        if loop is None or thread is None:
            return
        if drawer is not None:
            closing = asyncio.run_coroutine_threadsafe(drawer.close(), loop)
            with contextlib.suppress(FutureTimeoutError):  # a browser that no longer answers cannot be asked twice
                closing.result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        if not thread.is_alive():
            loop.close()


@functools.cache
def _easel(path: str) -> _Easel:
    easel = _Easel(path)
    atexit.register(easel.stop)
    return easel


def stop_drawing() -> None:
    """Close the browser that draws; the next picture starts it again."""
    path = browser_path()
    if path is not None:
        _easel(path).stop()
