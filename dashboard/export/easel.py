"""The browser that draws and prints: one Chromium, started for the first picture and kept, one piece of work at a time.

What it needs is looked for before anything is drawn: a browser, a Chinese font, and a glyph for every Chinese character of
the picture. Without them every character would silently be a box.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import contextlib
import functools
import json
import logging
import platform
import shutil
import subprocess
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any
from urllib.parse import unquote

from choreographer import Browser, Tab
from choreographer.browsers.chromium import Chromium

from dashboard.charts.style import Chart
from dashboard.errors import ExportError
from dashboard.export.bundle import plotly_js
from dashboard.wording import say
from dashboard.wording.export import WORDS

__all__ = ["browser_path", "characters_without_glyph", "draw_chart", "has_chinese_font", "print_page", "stop_drawing"]

_SECONDS = 60.0
_NICE = "10"
_FIRST_HAN = 0x2E80
"""Below it every system has faces; a character from here on needs a Chinese one."""

# --- what has to be there ------------------------------------------------------------------------------------------


def browser_path() -> str | None:
    """Where a Chrome or Chromium is, or None."""
    return Chromium.find_browser(skip_local=False)


def has_chinese_font() -> bool:
    """Whether the system can draw Chinese; asked of fontconfig on Linux, taken for granted elsewhere."""
    if platform.system() != "Linux":
        return True
    if not _drawable and _faces(":lang=zh"):
        _drawable.add("中")
    return bool(_drawable)


def characters_without_glyph(text: str) -> str:
    """The Chinese characters of a text that no installed font has, each once; "" where all are there or nobody can say."""
    if platform.system() != "Linux" or shutil.which("fc-list") is None:
        return ""
    wanted = sorted({character for character in text if _is_han(character)} - _drawable)
    if not wanted:
        return ""
    if _faces(_having(wanted)):
        _drawable.update(wanted)
        return ""
    missing = "".join(character for character in wanted if not _faces(_having(character)))
    _drawable.update(set(wanted) - set(missing))
    return missing


_drawable: set[str] = set()
"""Characters some installed font is known to have: asking costs a process each time."""


def _is_han(character: str) -> bool:
    return ord(character) >= _FIRST_HAN and character.isalpha()


def _having(characters: Iterable[str]) -> str:
    """The fontconfig pattern of faces that have all of these characters."""
    return ":charset=" + " ".join(f"{ord(character):x}" for character in characters)


def _faces(pattern: str) -> bytes:
    """What fontconfig knows of faces of this pattern; nothing where there is no fontconfig."""
    command = shutil.which("fc-list")
    if command is None:
        return b""
    return subprocess.run([command, pattern, "family"], capture_output=True, check=False, timeout=30).stdout.strip()


def _fail(key: str, **words: object) -> ExportError:
    return ExportError(*(say(WORDS, key, lang, **words) for lang in ("zh", "en")))


def _ready(text: str) -> _Easel:
    """The easel, once everything is there that drawing this text needs. ExportError names the package to install."""
    if not has_chinese_font():
        raise _fail("error.font")
    path = browser_path()
    if path is None:
        raise _fail("error.browser")
    missing = characters_without_glyph(text)
    if missing:
        raise _fail("error.glyphs", characters=missing[:20])
    return _easel(path)


# --- what it does --------------------------------------------------------------------------------------------------

_PAGE = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>body{margin:0}</style></head><body></body></html>'
_PICTURE = "Plotly.toImage(%s, {format: '%s', scale: %d, width: %s, height: %s})"


def draw_chart(chart: Chart, form: str, scale: int = 1) -> bytes:
    """A chart as PNG or SVG, `scale` times as large. ExportError: no font, no browser, a character no font has, it failed."""
    return _ready("".join(_texts(chart))).work(lambda drawer: drawer.drawn(chart, form, scale))


def print_page(page: str, text: str, *, foot: str = "", tagged: bool = True) -> bytes:
    """A page of HTML as PDF, its size as its own style says; errors as `draw_chart`.

    `text` is everything that is printed, `foot` the template of every page's foot, `tagged` whether the PDF tells its
    headings, lists and tables to those who cannot see them.
    """
    return _ready(text).work(lambda drawer: drawer.printed(page, foot, tagged))


_NOT_SHOWN = {"hovertext", "hovertemplate", "customdata"}


def _texts(part: object) -> Iterator[str]:
    """Every text of a chart that a picture shows."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key not in _NOT_SHOWN:
                yield from _texts(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _texts(value)


def stop_drawing() -> None:
    """Close the browser that draws; the next picture starts it again."""
    path = browser_path()
    if path is not None:
        _easel(path).stop()


class _PatientChromium(Chromium):
    """A Chromium that lets others go first: who reads a page is not to wait for those who want pictures."""

    def get_cli(self) -> Sequence[str]:
        """The command that starts it, at a lower priority where the system has one."""
        nice = shutil.which("nice")
        return [*((nice, "-n", _NICE) if nice else ()), *super().get_cli()]


class _Drawer:
    """An open browser with two pages: one that has plotly.js and draws, one that is printed."""

    def __init__(self, browser: Browser, drawing: Tab, printing: Tab) -> None:
        self._browser = browser
        self._drawing = drawing
        self._printing = printing

    @classmethod
    async def opened(cls, path: str) -> _Drawer:
        """A browser started and made ready."""
        # no sandbox: containers and root have none to give, and the pages shown are our own
        browser = Browser(path=path, browser_cls=_PatientChromium, headless=True, enable_sandbox=False)
        await browser.open()
        drawer = cls(browser, await browser.create_tab("about:blank"), await browser.create_tab("about:blank"))
        await _show(drawer._drawing, _PAGE)
        await _told(drawer._drawing, "Runtime.evaluate", expression=plotly_js().decode())
        return drawer

    async def close(self) -> None:
        """End the browser."""
        await self._browser.close()

    async def drawn(self, chart: Chart, form: str, scale: int) -> bytes:
        """The picture plotly.js makes of a chart."""
        figure = json.dumps(chart, ensure_ascii=False, allow_nan=False)
        layout = chart["layout"]
        asked = _PICTURE % (figure, form, scale, float(layout["width"]), float(layout["height"]))
        answer = await _told(self._drawing, "Runtime.evaluate", expression=asked, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"].get("text")))
        content = str(answer["result"]["value"]).partition(",")[2]
        return unquote(content).encode() if form == "svg" else base64.b64decode(content)

    async def printed(self, page: str, foot: str, tagged: bool) -> bytes:
        """Chromium's own PDF of a page. Pictures in it stand as SVG: as images their digits would lose their text."""
        await _show(self._printing, page)
        shown = {"displayHeaderFooter": True, "headerTemplate": "<span></span>", "footerTemplate": foot} if foot else {}
        how = {"printBackground": True, "preferCSSPageSize": True, "generateTaggedPDF": tagged, **shown}
        answer = await _told(self._printing, "Page.printToPDF", **how)
        return base64.b64decode(answer["data"])


async def _show(tab: Tab, page: str) -> None:
    """Put a page into a tab, in place of what it shows."""
    frames = await _told(tab, "Page.getFrameTree")
    await _told(tab, "Page.setDocumentContent", frameId=frames["frameTree"]["frame"]["id"], html=page)


async def _told(tab: Tab, command: str, **parameters: object) -> Any:
    """What the browser answers to a command; RuntimeError if it refuses."""
    answer = await tab.send_command(command, params=parameters)
    if "error" in answer:
        raise RuntimeError(f"{command}: {answer['error']}")
    return answer["result"]


class _Easel:
    """A Chromium run by an event loop in a thread of its own. Safe to use from many threads."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._drawer: _Drawer | None = None

    def work(self, task: Callable[[_Drawer], Awaitable[bytes]]) -> bytes:
        """What the task makes. A browser that failed is given up, so that the next picture starts a new one."""
        with self._turn:
            try:
                loop = self._loop or self._start()
                return asyncio.run_coroutine_threadsafe(self._with_drawer(task), loop).result(_SECONDS)
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

    async def _with_drawer(self, task: Callable[[_Drawer], Awaitable[bytes]]) -> bytes:
        if self._drawer is None:
            self._drawer = await _Drawer.opened(self._path)
        return await task(self._drawer)

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
