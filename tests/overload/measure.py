"""Whether pages stay quick while many want pictures: `python -m tests.overload.measure [--form png] [--rounds 4]`.

Twenty clients ask for pictures at the same time and again and again, waiting as long as `Retry-After` says (with `--rude`
half a second, whatever it says). Meanwhile one reader opens pages of the shipped project, one every fifty milliseconds,
and is timed. Idle and busy times take turns, so that whatever else the machine does falls on both. Exit 1 where a request
was answered with anything but a picture or a 503 that says when to come back, or where the 95th of a hundred pages takes
more than twice as long as idle. Needs Chromium.
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from urllib.request import urlopen

from dashboard.bench.printing import table
from tests.asking import page_asked

ROOT = Path(__file__).resolve().parents[2]
CLIENTS, PAUSE, BAR = 20, 0.05, 2.0
PLACES = ("CN411300,CN411500", "CN411300", "CN410000,CN411500", "CN411300,CN411500,CN410000")
INDICATORS = ("secondary_vocational_schools,training_person_times", "evaluation_agencies", "higher_vocational_colleges")
SEARCHES = [f"?i={names}&p={places}" for names in INDICATORS for places in PLACES]


@dataclass
class Crowd:
    """What the twenty clients got: how often which answer, and how long a picture took that was drawn."""

    answers: Counter[tuple[int, bool]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Answers that are neither a picture nor a 503 with a time to come back."""
        return sum(count for answer, count in self.answers.items() if answer not in ((200, False), (503, True)))


def main() -> int:
    """Measure and print; exit 1 where a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--form", default="png", help="what the clients ask for: png, svg, pdf, brief.pdf, brief.docx")
    parser.add_argument("--rounds", type=int, default=4, help="times idle and busy take turns")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long each lasts")
    parser.add_argument("--rude", action="store_true", help="clients that do not wait as long as they are told")
    given = parser.parse_args()
    with serving() as port:
        asked(port, given.form, SEARCHES[0])  # the browser is started, as it is for the first picture of a day
        read_for(port, given.seconds)
        idle, busy, crowd = measured(port, given)
    return told(idle, busy, crowd)


def measured(port: int, given: argparse.Namespace) -> tuple[list[float], list[float], Crowd]:
    """Milliseconds of the pages of idle and of busy times, and what the clients got."""
    idle: list[float] = []
    busy: list[float] = []
    crowd = Crowd()
    for _ in range(given.rounds):
        idle += read_for(port, given.seconds)
        with crowding(port, given.form, given.rude, crowd):
            busy += read_for(port, given.seconds)
    return idle, busy, crowd


def told(idle: list[float], busy: list[float], crowd: Crowd) -> int:
    """Print the figures; 0 where they are within the bars."""
    ratio = p95(busy) / p95(idle)
    rows = [[name, len(times), median(times), p95(times)] for name, times in (("idle", idle), ("busy", busy))]
    print(*table(["page", "loads", "median ms", "p95 ms"], rows), sep="\n")
    drawn = f"{median(crowd.seconds):.2f} s each" if crowd.seconds else "none"
    counts = {f"{status}{' + Retry-After' if said else ''}": n for (status, said), n in sorted(crowd.answers.items())}
    print(f"pictures {drawn}; answers {counts}; p95 {ratio:.2f} x idle (at most {BAR:g})")
    return 1 if crowd.wrong or ratio > BAR else 0


def p95(times: list[float]) -> float:
    """The 95th of a hundred."""
    return quantiles(times, n=100)[94]


@contextmanager
def serving() -> Iterator[int]:
    """A server of the shipped project; the port it listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "dashboard", "--project", str(ROOT), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Until the server answers. OSError: it does not within a minute."""
    end = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def read_for(port: int, seconds: float) -> list[float]:
    """Milliseconds each page takes that a reader opens one after another for so long, by the clock."""
    times, end = [], time.monotonic() + seconds
    for search in cycle(SEARCHES):
        if time.monotonic() > end:
            return times
        begin = time.perf_counter()
        opened(port, search)
        times.append(1000 * (time.perf_counter() - begin))
        time.sleep(PAUSE)
    raise AssertionError


def opened(port: int, search: str) -> None:
    """A page as a browser gets it: the frame, then what stands in it. AssertionError: either is refused."""
    body = page_asked("/compare", search)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        for method, path, content in (
            ("GET", f"/compare{search}", None),
            ("POST", "/_dash-update-component", json.dumps(body)),
        ):
            line.request(method, path, content, {"Content-Type": "application/json"} if content else {})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
    finally:
        line.close()


@contextmanager
def crowding(port: int, form: str, rude: bool, crowd: Crowd) -> Iterator[None]:
    """Twenty clients at once for as long as this lasts."""
    done = threading.Event()
    clients = [
        threading.Thread(target=want, args=(port, form, rude, crowd, done, SEARCHES[n % len(SEARCHES)]))
        for n in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    try:
        yield
    finally:
        done.set()
        for client in clients:
            client.join(60)


def want(port: int, form: str, rude: bool, crowd: Crowd, done: threading.Event, search: str) -> None:
    """One client: it asks, waits as it is told, and asks again."""
    while not done.is_set():
        status, later, seconds = asked(port, form, search)
        crowd.answers[status, bool(later)] += 1
        if status == 200:
            crowd.seconds.append(seconds)
        else:
            done.wait(0.5 if rude else float(later or 1))


def asked(port: int, form: str, search: str) -> tuple[int, str, float]:
    """One picture: status, `Retry-After`, and the seconds it took."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begin = time.perf_counter()
    try:
        line.request("GET", f"/export/{form}{search}&scale=2")
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After") or "", time.perf_counter() - begin
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())
