"""How fast the pages are at a million observations, beside bare Dash pages in the same run: `python -m tests.million.measure`.

Every figure stands beside the one of the stock page and is judged by their ratio, as the machine is never the same; the
bars are those of the README. Exit 0 where all are met, 1 where one is not. Needs Chromium; takes about three minutes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from dashboard.bench.printing import table
from tests.asking import page_asked
from tests.million import stock
from tests.million.generate import Size, indicator_id, place_code, write_project

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PLACES = ",".join(stock.CHOSEN)
FACETS, LINES = 12, 18
# Notes when the first bar of a chart is there; runs before the page does.
NOTE_FIRST_BAR = """
new MutationObserver((_, watch) => {
  if (document.querySelector(".js-plotly-plot .barlayer .point path")) {
    window.firstBar = performance.now();
    watch.disconnect();
  }
}).observe(document, { childList: true, subtree: true });
"""
# Changes what is chosen and resolves with the milliseconds until the chart that says so has been painted.
TIME_A_CHANGE = """
([change, said]) => new Promise((resolve) => {
  const shown = () => [...document.querySelectorAll(".js-plotly-plot")].some((plot) =>
    plot.data && JSON.stringify([plot.data, plot.layout.title]).includes(said)
    && plot.querySelector(".barlayer .point path"));
  const begin = performance.now();
  const look = () => (shown() ? requestAnimationFrame(() => resolve(performance.now() - begin)) : requestAnimationFrame(look));
  Function("said", change)(said);
  look();
})
"""
FOLLOW_A_LINK = """
const link = document.querySelector("a[data-nav]");
link.href = said[0];
link.click();
"""


@dataclass(frozen=True)
class Figure:
    """One measured thing: ours, the stock page's, and the bar as a function of the stock page's."""

    name: str
    unit: str
    ours: float
    stock: float | None
    bar: float
    relative: bool

    @property
    def ratio(self) -> float | None:
        """Ours in parts of the stock page's."""
        return None if not self.stock else self.ours / self.stock

    @property
    def met(self) -> bool:
        """Whether the bar is kept."""
        value = self.ratio if self.relative else self.ours
        return value is not None and value <= self.bar


def main() -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", type=Path, help="a project made before by tests.million.generate")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = options.folder or write_project(Path(place, "project"))
        figures = list(measure(folder, Path(place), options.rounds))
    rows = [_line(figure) for figure in figures]
    print(json.dumps([vars(f) for f in figures]) if options.json else "\n".join(table(HEADS, rows)))
    return 0 if all(figure.met for figure in figures) else 1


HEADS = ["", "ours", "stock", "ratio", "bar", "met"]


def _line(figure: Figure) -> list[object]:
    stock_said = "" if figure.stock is None else f"{figure.stock:.1f} {figure.unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    bar = f"{figure.bar:g} x" if figure.relative else f"{figure.bar:g} {figure.unit}"
    return [figure.name, f"{figure.ours:.1f} {figure.unit}", stock_said, ratio, bar, "yes" if figure.met else "NO"]


def measure(folder: Path, place: Path, rounds: int) -> Iterator[Figure]:
    """All figures, one after another."""
    surroundings = {
        **os.environ,
        "VET_DASHBOARD_CACHE": str(place / "cache"),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    programs: dict[str, Callable[[int], list[str]]] = {
        "hello": lambda port: ["-m", "tests.million.hello", str(port)],
        "stock": lambda port: ["-m", "tests.million.stock", str(folder), str(port)],
        "ours": lambda port: ["-m", "dashboard", "--project", str(folder), "--port", str(port)],
        "shipped": lambda port: ["-m", "dashboard", "--project", str(ROOT), "--port", str(port)],
    }
    yield from _starts(programs, surroundings, rounds)
    with _served(programs["stock"], surroundings) as other, _served(programs["ours"], surroundings) as own:
        with sync_playwright() as playwright:
            yield from _pages(playwright, own, other, rounds)
            yield from _changes(playwright, own, other)
        yield from _answers(own, other)
    yield _built(folder, surroundings)


def _starts(
    programs: Mapping[str, Callable[[int], list[str]]], surroundings: Mapping[str, str], rounds: int
) -> Iterator[Figure]:
    """Start to first answer, the programs in turn, each after a start that fills its store and its bytecode."""
    names = ("hello", "shipped", "ours")
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        for name in names:
            begin = time.perf_counter()
            with _served(programs[name], surroundings):
                if turn:
                    seconds[name].append(time.perf_counter() - begin)
    hello = 1000 * median(seconds["hello"])
    yield Figure("start to first answer, shipped data", "ms", 1000 * median(seconds["shipped"]), hello, 2.0, True)
    yield Figure("start to first answer, 1,000,000", "ms", 1000 * median(seconds["ours"]), hello, 2.0, True)


@contextmanager
def _served(command: Callable[[int], list[str]], surroundings: Mapping[str, str]) -> Iterator[str]:
    """A program answering on a free port, as its address; ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command(port)],
        cwd=ROOT,
        env=dict(surroundings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the first answer; RuntimeError where the program has ended instead."""
    while process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.2):
                break
        except OSError:
            time.sleep(0.002)
    else:
        raise RuntimeError(f"{process.args} ended with {process.returncode}")
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        answer.read()


# --- in the browser ------------------------------------------------------------------------------------------------


def _chromium(playwright: Playwright) -> Browser:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def _pages(playwright: Playwright, own: str, other: str, rounds: int) -> Iterator[Figure]:
    """What a first visit costs: bytes on the wire, and how long until there is a chart."""
    chart = f"{own}/compare?i={indicator_id(0)}&p={PLACES}"
    home = _visit(playwright, f"{own}/")
    yield Figure("home page on the wire", "KiB", home.kib, None, 400, False)
    visits = [(_visit(playwright, chart, True), _visit(playwright, f"{other}/", True)) for _ in range(rounds)]
    ours, theirs = ([pair[n] for pair in visits] for n in (0, 1))
    small = _has_basic_bundle()
    cold = [median(visit.first_bar for visit in each) for each in (ours, theirs)]
    yield Figure("first chart, cold", "ms", *cold, 0.6 if small else 1.1, True)
    yield Figure("chart page on the wire", "KiB", ours[0].kib, theirs[0].kib, 0.5 if small else 1.1, True)


@dataclass(frozen=True)
class Visit:
    """A first visit: what came over the wire, and when the first bar stood."""

    kib: float
    first_bar: float


def _visit(playwright: Playwright, address: str, chart: bool = False) -> Visit:
    """Open an address in a browser that has never seen it."""
    browser = _chromium(playwright)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wire: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
    page.add_init_script(NOTE_FIRST_BAR)
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .barlayer .point path" if chart else "h1", state="attached")
    page.wait_for_load_state("networkidle")
    first = page.evaluate("window.firstBar || 0")
    browser.close()
    return Visit(sum(wire) / 1024, float(first))


def _changes(playwright: Playwright, own: str, other: str, changes: int = 24) -> Iterator[Figure]:
    """Another indicator is chosen: until the chart that shows it has been painted."""
    browser = _chromium(playwright)
    ours, theirs = (browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True) for _ in range(2))
    ours.goto(f"{own}/compare?i={indicator_id(0)}&p={PLACES}&lang=en")
    theirs.goto(f"{other}/")
    for page in (ours, theirs):
        page.wait_for_selector(".js-plotly-plot .barlayer .point path", state="attached")
        page.wait_for_load_state("networkidle")
    times: dict[str, list[float]] = {"ours": [], "stock": []}
    for number in random.Random(1).sample(range(1, Size().indicators), changes):
        name = indicator_id(number)
        address = f"/compare?i={name}&p={PLACES}&lang=en"
        follow = f'const link = document.querySelector("a[data-nav]"); link.href = "{address}"; link.click();'
        choose = f'dash_clientside.set_props("indicator", {{ value: "{name}" }});'
        times["ours"].append(_change(ours, follow, f"Measure {number:03d}"))
        times["stock"].append(_change(theirs, choose, f'"{name}"'))
    browser.close()
    yield Figure("control change, in the browser", "ms", median(times["ours"]), median(times["stock"]), 0.45, True)


def _change(page: Page, change: str, said: str) -> float:
    page.bring_to_front()
    took: float = page.evaluate(TIME_A_CHANGE, [change, said])
    page.wait_for_timeout(60)
    return took


# --- on the server -------------------------------------------------------------------------------------------------


def _answers(own: str, other: str, requests: int = 200) -> Iterator[Figure]:
    """The real callback over one connection, as a browser asks it, for ever other indicators."""
    chance = random.Random(2)
    names = [indicator_id(chance.randrange(Size().indicators)) for _ in range(requests)]
    codes = [place_code(number) for number in range(Size().places)]
    searches = [f"?i={name}&p={','.join(chance.sample(codes, 6))}" for name in names]
    ours = _asked(own, [_our_request(search) for search in searches])
    theirs = _asked(other, [_stock_request(name) for name in names[:60]])
    yield Figure("control change on the server, p95", "ms", _at(ours, 0.95), _at(theirs, 0.95), 25, False)
    yield Figure("control change on the server, p50", "ms", _at(ours, 0.5), _at(theirs, 0.5), 25, False)


def _our_request(search: str) -> dict[str, Any]:
    return page_asked("/compare", search, {"theme": "light", "width": 560})


def _stock_request(name: str) -> dict[str, Any]:
    return {
        "output": "chart.figure",
        "outputs": {"id": "chart", "property": "figure"},
        "inputs": [{"id": "indicator", "property": "value", "value": name}],
        "changedPropIds": ["indicator.value"],
    }


def _asked(address: str, bodies: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds of each answer, after some that warm up."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br", "Connection": "keep-alive"}
    times = []
    for body in [*bodies[:10], *bodies]:
        content = json.dumps(body)
        begin = time.perf_counter()
        connection.request("POST", "/_dash-update-component", content, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - begin))
        if answer.status != 200:
            raise RuntimeError(f"{address} answered {answer.status}")
    return times[10:]


def _at(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def _built(folder: Path, surroundings: Mapping[str, str]) -> Figure:
    """Facets of lines as figures, ours and plotly.express', in a process of their own."""
    command = [sys.executable, "-m", "tests.million.facets", str(folder), str(FACETS), str(LINES)]
    done = subprocess.run(command, cwd=ROOT, env=dict(surroundings), capture_output=True, text=True, check=True)
    ours, theirs = map(float, done.stdout.split())
    return Figure(f"{FACETS} facets x {LINES} series built", "ms", ours, theirs, 20, False)


def _has_basic_bundle() -> bool:
    from dashboard.export.bundle import basic_bundle

    return basic_bundle() is not None


if __name__ == "__main__":
    sys.exit(main())
