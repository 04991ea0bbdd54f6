"""Two workers under gunicorn that let a reviewer write: whichever is asked, each decision is made once and none is refused."""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from dashboard.catalogue import load_catalogue
from dashboard.curation.edit_log import edits
from dashboard.durable import own_folder
from dashboard.errors import UsageError
from dashboard.web import create_server
from tests.live.edits import YAML, copy_of_shipped
from tests.live.measure import served

TOKEN = "a-token-long-enough"
SETTLED = 6


def _asked(address: str, name: str, body: dict[str, Any] | None = None, mark: str = "") -> dict[str, Any]:
    """What one of the workers answers: each question comes over a connection of its own."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "X-Dashboard-Page": mark}
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{address}/review/{name}?lang=zh", data, {**headers, "Origin": address})
    try:
        with urlopen(request) as answer:
            said: dict[str, Any] = json.loads(answer.read())
    except HTTPError as refused:
        raise AssertionError(refused.read().decode()) from refused
    return said


@pytest.mark.skipif(
    find_spec("gunicorn") is None or sys.platform == "win32", reason="needs gunicorn: pip install '.[server]'"
)
def test_decisions_made_through_either_worker_are_each_made_once(tmp_path: Path) -> None:
    folder = copy_of_shipped(tmp_path / "project")
    before = len(load_catalogue(folder / YAML).corrections)
    app = "create_server(edit=True)"
    with served(folder, tmp_path / "cache", True, app, preload=False, VET_DASHBOARD_TOKEN=TOKEN) as (address, _):
        state = [_asked(address, "items") for _ in range(8)]
        marks = {said["access"]["mark"] for said in state}
        assert len(marks) == 1, "a mark of each worker's own"
        doubtful = [item["key"] for item in state[0]["queue"]["items"] if item["kind"] == "doubtful"][:SETTLED]
        for key in doubtful:
            wish = {"action": "confirm", "key": key}
            draft = _asked(address, "preview", wish, *marks)["draft"]
            _asked(address, "save", {**wish, "version": draft["version"]}, *marks)
        left = [{item["key"] for item in _asked(address, "items")["queue"]["items"]} for _ in range(6)]
    assert [set(doubtful) & keys for keys in left] == [set()] * 6
    assert len(load_catalogue(folder / YAML).corrections) == before + SETTLED
    assert Counter(edit.action for edit in edits(own_folder(folder))) == {"confirm": SETTLED}
    assert ((own_folder(folder) / "page-mark").stat().st_mode & 0o077) == 0


def test_editing_without_a_token_or_a_proxy_is_refused_at_the_start(tmp_path: Path) -> None:
    folder = copy_of_shipped(tmp_path / "project")
    with pytest.raises(UsageError) as refused:
        create_server(folder, edit=True)
    assert "--token-file" in refused.value.en
