"""Two workers under gunicorn: each follows the files by itself, and a browser is never sent back to an older state."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.asking import page_asked
from tests.live.edits import YAML, copy_of_shipped, titled
from tests.live.measure import served

pytestmark = pytest.mark.skipif(
    find_spec("gunicorn") is None or sys.platform == "win32", reason="needs gunicorn: pip install '.[server]'"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_shipped(tmp_path / "project")


@pytest.fixture
def address(folder: Path, tmp_path: Path) -> Iterator[str]:
    with served(folder, tmp_path / "cache", gunicorn=True) as (address, _):
        yield address


def _version(address: str) -> dict[str, Any]:
    with urlopen(f"{address}/version") as answer:
        said: dict[str, Any] = json.loads(answer.read())
    return said


def _page(address: str, seen: int) -> dict[str, Any]:
    """What the callback of the page answers a browser that knows of a state seen at that moment; "" where nothing is new."""
    screen = {"theme": "light", "width": 560, "heard": {"seen": seen}}
    body = page_asked("/compare", "", screen)
    request = Request(
        f"{address}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urlopen(request) as answer:
        text = answer.read()
    state: dict[str, Any] = json.loads(text)["response"]["page-state"]["data"] if text else {}
    return state


class _Browser:
    """Asks as an open page does: what a worker says that has looked earlier than another is not taken for news."""

    def __init__(self, address: str) -> None:
        self.address, self.news = address, _version(address)

    def heard(self, answers: int) -> list[tuple[str, str]]:
        """Version and faults after each of so many answers, as the browser knows them then."""
        found = []
        for _ in range(answers):
            said = _version(self.address)
            self.news = said if said["seen"] >= self.news["seen"] else self.news
            found.append((self.news["version"], self.news["broken"]))
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool], what: str) -> tuple[str, str]:
        """Version and faults as soon as they are so."""
        limit = time.monotonic() + 20
        while not holds(self.news):
            assert time.monotonic() < limit, what
            self.heard(1)
        return self.news["version"], self.news["broken"]


def test_every_worker_shows_each_save_and_none_shows_an_older_state_as_new(folder: Path, address: str) -> None:
    whole = (folder / YAML).read_text("utf-8")
    browser = _Browser(address)
    for number in range(8):
        before = browser.news["version"]
        (folder / YAML).write_text(titled(whole, f"第{number}次"), "utf-8")
        now = browser.until(lambda news, before=before: news["version"] != before, f"save {number}")  # type: ignore[misc]
        assert set(browser.heard(30)) == {now}, "a state that was left behind came back as news"
        states = [_page(address, browser.news["seen"]) for _ in range(10)]
        assert {state["version"] for state in states} == {now[0]}
        assert {state["title"] for state in states} == {f"地区对比 · 第{number}次"}


def test_both_workers_keep_the_same_last_good_state_while_the_file_is_broken(folder: Path, address: str) -> None:
    whole = (folder / YAML).read_text("utf-8")
    browser = _Browser(address)
    before = browser.news["version"]
    (folder / YAML).write_text(titled(whole, "最后一次无误"), "utf-8")
    good, _ = browser.until(lambda news: news["version"] != before, "the save")
    time.sleep(4)  # what is good is kept for the other workers after it was shown
    (folder / YAML).write_text(whole.replace("theme: providers", "theme: nowhere", 1), "utf-8")
    faults = browser.until(lambda news: bool(news["broken"]), "the fault")
    assert faults[0] == good
    assert set(browser.heard(60)) == {faults}
    (folder / YAML).write_text(whole, "utf-8")
    assert browser.until(lambda news: not news["broken"], "the file is whole again") == (before, "")
    assert set(browser.heard(60)) == {(before, "")}
