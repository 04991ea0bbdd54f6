"""A hundred edits of a project that is being served, forty of them broken: no outage, and none is lost."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.catalogue import load_catalogue
from dashboard.errors import CatalogueError
from dashboard.project import last_good_project, load_project
from dashboard.web.app import Station, create_app
from dashboard.web.live import open_project
from tests.live.edits import LETTER, YAML, Edit, copy_of_shipped, edits, titled, write

RELOADS = 30
SEED = 5
SEED = 5
SOON = 10.0  # seconds: a busy machine reads late; how soon it is usually is what tests.live.measure says


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_shipped(tmp_path / "project")


@pytest.fixture
def station(folder: Path) -> Station:
    app = create_app(open_project(folder))
    app.live.prepare()
    return app


def _until(holds: Callable[[], Any], what: str) -> Any:
    """What `holds` comes to as soon as it is something; fails where it never is."""
    limit = time.monotonic() + SOON
    while time.monotonic() < limit:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {SOON} s: {what}")


def _title(client: FlaskClient) -> str:
    page: str = client.get("/").get_data(as_text=True)
    return page[page.index("<title>") + 7 : page.index("</title>")]


def _banner(client: FlaskClient) -> str:
    body = {
        "output": "broken.children",
        "outputs": {"id": "broken", "property": "children"},
        "inputs": [{"id": "news", "property": "data", "value": {}}],
        "state": [{"id": "url", "property": "search", "value": "?lang=en"}],
        "changedPropIds": ["news.data"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    text: str = answer.get_data(as_text=True)
    return text


class _Readers(threading.Thread):
    """Somebody who turns pages all the time; `answers` are the statuses of what came back."""

    def __init__(self, app: Station) -> None:
        super().__init__(daemon=True)
        self.app, self.answers, self.done = app, [], False  # type: ignore[var-annotated]

    def run(self) -> None:
        client = self.app.server.test_client()
        while not self.done:
            for path in ("/", "/compare", "/version", "/health", "/export/csv?i=secondary_vocational_schools"):
                self.answers.append((path, client.get(path).status_code))
                time.sleep(0.1)


@pytest.mark.parametrize(("count", "broken"), [(25, 10), pytest.param(100, 40, marks=pytest.mark.long)])
def test_of_many_edits_none_is_lost_and_no_page_fails(folder: Path, station: Station, count: int, broken: int) -> None:
    readers, client = _Readers(station), station.server.test_client()
    readers.start()
    good, kinds = _title(client), []
    for edit in edits(folder, count, broken, SEED):
        write(folder, edit)
        kinds.append(edit.broken)
        if edit.broken:
            _until(partial(_is_told, client, _first_fault(folder)), f"{edit.kind} is told")
        else:
            good = edit.shows
            _until(partial(_is_shown, client, good), f"{edit.kind}: {good} is shown, and no banner")
        assert good in _title(client), edit
    readers.done = True
    readers.join()
    assert (len(kinds), sum(kinds)) == (count, broken)
    assert len(readers.answers) > count
    assert {status for _, status in readers.answers} == {200}
    assert good == station.lookup.catalogue.project.title_zh


def _first_fault(folder: Path) -> str:
    """Where the first thing wrong with the catalogue is, as a banner names it."""
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(folder / YAML)
    first = raised.value.problems[0]
    return f"{first.file}:{first.line}:{first.column}"


def _is_told(client: FlaskClient, place: str) -> bool:
    return bool(client.get("/version").json["broken"]) and f'"{place}"' in _banner(client)


def _is_shown(client: FlaskClient, title: str) -> bool:
    return title in _title(client) and not client.get("/version").json["broken"] and YAML not in _banner(client)


def _changed(folder: Path, station: Station, change: Callable[[str], str], file: str = YAML) -> int:
    """How many documents were extracted because of a change of a file, once it is served."""
    path, before, extracted = folder / file, station.live.version, station.live.extracted
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    _until(lambda: station.live.served().state.version != before, f"a change of {file}")
    assert station.live.problems == ()
    return station.live.extracted - extracted


def test_only_what_changed_is_extracted_again(folder: Path, station: Station) -> None:
    letters = len(station.live.project.documents)
    assert station.live.extracted == letters
    assert _changed(folder, station, lambda text: titled(text, "另一题名")) == 0
    assert _changed(folder, station, lambda text: text.replace("value: 6所", "value: 7所", 1)) == 0
    assert _changed(folder, station, lambda text: text.replace("theme: providers", "theme: training", 1)) == 0
    assert _changed(folder, station, lambda text: text.replace("aliases: [", "aliases: [没有文件这样写, ", 1)) == 0
    assert 0 < _changed(folder, station, lambda text: text.replace("中职学校, ", "", 1)) < letters
    assert _changed(folder, station, lambda text: f"{text}\n全市有技工院校12所。\n", LETTER) == 1
    fresh = load_project(folder)
    assert station.live.project.mentions.equals(fresh.mentions)
    assert station.live.project.observations.equals(fresh.observations)
    assert station.live.project.findings == fresh.findings


def test_a_lookup_that_is_no_longer_served_is_given_back(folder: Path, station: Station) -> None:
    client, old = station.server.test_client(), []
    gc.collect()
    gc.disable()
    try:
        for number in range(RELOADS):
            client.get("/export/csv?i=secondary_vocational_schools")
            station.lookup.observations[next(iter(station.lookup.observations))]
            old += [weakref.ref(station.lookup), weakref.ref(station.lookup.cells.lines)]
            text = (folder / YAML).read_text("utf-8")
            (folder / YAML).write_text(titled(text, f"第{number}次"), "utf-8")
            station.live.refresh(now=True)
        assert station.lookup.catalogue.project.title_zh == f"第{RELOADS - 1}次"
        assert [ref() for ref in old if ref() is not None] == []
    finally:
        gc.enable()


@pytest.mark.parametrize("writer", ["truncate", "rename"])
def test_a_hundred_writes_a_second_never_show_half_a_catalogue(folder: Path, station: Station, writer: str) -> None:
    whole = (folder / YAML).read_text("utf-8")
    indicators, seen, last = len(station.lookup.catalogue.indicators), [], ""
    end = time.monotonic() + 3.0
    while time.monotonic() < end:
        last = f"第{len(seen)}次写入"
        content = titled(whole, last).encode()
        write(folder, Edit("hammered", YAML, content, writer, last))
        served = station.live.glance().state
        seen.append(served.lookup.catalogue.project.title_zh)
        assert len(served.lookup.catalogue.indicators) == indicators
        assert served.broken == ""
        time.sleep(0.01)
    assert len(set(seen)) > 1, "nothing was shown while the file was written"
    _until(lambda: station.live.served().lookup.catalogue.project.title_zh == last, "the last write")


def test_a_touched_file_is_not_read_again(folder: Path, station: Station) -> None:
    station.live.served()
    before = station.lookup
    (folder / YAML).touch()
    (folder / LETTER).write_bytes((folder / LETTER).read_bytes())
    time.sleep(0.6)
    station.live.served()
    assert station.lookup is before


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VET_DASHBOARD_CACHE", str(tmp_path / "cache"))
    return


@pytest.mark.usefixtures("kept")
def test_a_start_with_a_broken_file_shows_the_last_good_state(folder: Path) -> None:
    first = open_project(folder)
    first.prepare()
    _until(lambda: last_good_project(folder), "the good state is kept")
    (folder / YAML).write_text((folder / YAML).read_text("utf-8").replace("theme: providers", "theme: nowhere", 1))
    again = create_app(open_project(folder))
    client = again.server.test_client()
    assert again.live.project.version == first.project.version
    assert [problem.severity for problem in again.live.problems] == ["error"]
    assert "nowhere" in _banner(client)
    assert client.get("/").status_code == 200
    said = client.get("/health")
    assert (said.status_code, said.json["detail"]) == (200, "stale catalogue: problems in indicators.yaml: 1")
    (folder / YAML).write_text((folder / YAML).read_text("utf-8").replace("theme: nowhere", "theme: training", 1))
    _until(lambda: not again.live.served().state.broken, "the file is whole again")
    assert "nowhere" not in _banner(client)


def test_what_a_save_wrote_is_there_at_once(folder: Path, station: Station) -> None:
    text = (folder / YAML).read_text("utf-8")
    (folder / YAML).write_text(titled(text, "刚刚写下"), "utf-8")
    edition = station.live.refresh(now=True)
    assert edition.lookup.catalogue.project.title_zh == "刚刚写下"
    assert "刚刚写下" in _title(station.server.test_client())
