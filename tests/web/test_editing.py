"""A write comes from an editor and from our own page, or nothing is touched: the file's bytes are looked at after each."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.curation import saving
from dashboard.web.access import COOKIE, PAGE_MARK, VIEWERS, Access
from dashboard.web.app import create_app
from dashboard.web.callbacks import show_page
from dashboard.web.live import open_project
from tests.web.web_project import ROOT

OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
LOCAL = Access("local")
TOKEN = Access("token", token="a-token-long-enough")
HEADER = Access("header", header="X-Forwarded-User", hosts=("localhost", "stat.example.org"))
WRITES = ("preview", "save", "undo", "enter")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    return tmp_path


def client(folder: Path, access: Access) -> FlaskClient:
    return create_app(open_project(folder), access=access).server.test_client()


def hashed(folder: Path) -> str:
    return hashlib.sha256((folder / "indicators.yaml").read_bytes()).hexdigest()


def first(asker: FlaskClient, kind: str = "conflict", number: int = 0) -> str:
    items = asker.get("/review/items?lang=zh").get_json()["queue"]["items"]
    return str([item["key"] for item in items if item["kind"] == kind][number])


def post(asker: FlaskClient, name: str, body: Any, access: Access = LOCAL, **headers: str) -> TestResponse:
    sent = {PAGE_MARK: access.mark, **OWN, **headers}
    return asker.post(f"/review/{name}?lang=zh", json=body, headers={k: v for k, v in sent.items() if v})


def decide(asker: FlaskClient, wish: dict[str, Any], **more: Any) -> TestResponse:
    draft = post(asker, "preview", wish, **more).get_json()["draft"]
    return post(asker, "save", {**wish, "version": draft["version"]}, **more)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.WARNING, "dashboard.web"):
        yield caplog


@pytest.mark.parametrize("name", WRITES)
def test_a_viewer_changes_nothing(folder: Path, name: str, logged: pytest.LogCaptureFixture) -> None:
    asker, before = client(folder, VIEWERS), hashed(folder)
    wish = {"action": "reject", "key": first(asker), "version": before, "id": "x", "token": ""}
    answer = post(asker, name, wish, VIEWERS)
    assert answer.status_code == 403
    assert (hashed(folder), (folder / ".dashboard").exists()) == (before, False)
    assert "write refused" in logged.text
    assert set(answer.get_json()) == {"zh", "en"}


def test_a_viewer_sees_what_waits_but_nobodys_name(folder: Path) -> None:
    decide(client(folder, LOCAL), {"action": "keep", "key": first(client(folder, LOCAL)), "option": 1})
    told = client(folder, VIEWERS).get("/review/items?lang=en").get_json()
    assert told["history"] == []
    assert told["access"]["mark"] == ""
    assert "serve --edit" in told["access"]["said"]
    assert len(told["queue"]["items"]) > 50


FOREIGN = {
    "another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "another port": {"Origin": "http://localhost:9"},
    "no origin": {"Origin": "null"},
    "an origin that is no address": {"Origin": "http://[evil"},
    "a site beside ours": {"Sec-Fetch-Site": "same-site"},
    "a navigation": {"Origin": "", "Sec-Fetch-Site": "none"},
    "nothing of a browser": {"Origin": "", "Sec-Fetch-Site": ""},
    "a foreign name for this machine": {"Host": "rebound.example", "Origin": "http://rebound.example"},
    "without the page's mark": {PAGE_MARK: ""},
    "with another mark": {PAGE_MARK: "x" * 32},
    "through a proxy": {"X-Forwarded-For": "10.0.0.9"},
    "a plain form": {"Content-Type": "text/plain"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_write_that_our_page_did_not_send_is_refused(folder: Path, headers: dict[str, str]) -> None:
    asker, before = client(folder, LOCAL), hashed(folder)
    wish = {"action": "keep", "key": first(asker), "option": 1, "version": before}
    assert post(asker, "save", wish, **headers).status_code == 403
    assert hashed(folder) == before


def test_the_port_is_part_of_the_host(folder: Path) -> None:
    access = Access("local", port=8050)
    asker = client(folder, access)
    wish = {"action": "keep", "key": first(asker), "option": 1}
    assert post(asker, "preview", wish, access).status_code == 403
    here = {"Host": "localhost:8050", "Origin": "http://localhost:8050"}
    assert post(asker, "preview", wish, access, **here).status_code == 200


def test_a_request_from_another_machine_is_a_viewers(folder: Path) -> None:
    asker, before = client(folder, LOCAL), hashed(folder)
    answer = asker.post(
        "/review/undo", json={}, headers={PAGE_MARK: LOCAL.mark, **OWN}, environ_base={"REMOTE_ADDR": "10.0.0.9"}
    )
    assert (answer.status_code, hashed(folder)) == (403, before)


def test_a_decision_is_shown_saved_and_taken_back(folder: Path) -> None:
    asker, before = client(folder, LOCAL), hashed(folder)
    wish = {"action": "keep", "key": first(asker), "option": 1}
    draft = post(asker, "preview", wish).get_json()["draft"]
    assert [line for line in draft["lines"] if "reject" in line] == ["+    reject: true"]
    assert hashed(folder) == before
    saved = post(
        asker, "save", {**wish, "reason": "见原件", "version": draft["version"], "next": first(asker, "doubtful")}
    )
    told = saved.get_json()
    assert (saved.status_code, told["item"]["kind"]) == (200, "doubtful")
    assert wish["key"] not in [item["key"] for item in told["queue"]["items"]]
    assert "    reason: 见原件\n" in (folder / "indicators.yaml").read_text(encoding="utf-8")
    assert [(line["undo"], line["undone"]) for line in told["history"]] == [(True, False)]
    undone = post(asker, "undo", {"id": told["edit"]}).get_json()
    assert hashed(folder) == before
    assert wish["key"] in [item["key"] for item in undone["queue"]["items"]]


def test_a_stale_save_is_answered_with_all_three(folder: Path) -> None:
    one, other = client(folder, LOCAL), client(folder, LOCAL)
    wish = {"action": "keep", "key": first(one), "option": 1}
    version = post(one, "preview", wish).get_json()["draft"]["version"]
    decide(other, {"action": "reject", "key": first(other, "leftover")})
    answer = post(one, "save", {**wish, "version": version})
    told = answer.get_json()
    assert answer.status_code == 409
    assert any("quote: 17所" in line for line in told["stale"]["mine"])
    assert not any("quote: 17所" in line for line in (*told["stale"]["base"], *told["stale"]["theirs"]))
    assert len(told["stale"]["theirs"]) > len(told["stale"]["base"])
    assert decide(one, wish).status_code == 200


def test_what_is_already_decided_in_another_tab_is_not_decided_twice(folder: Path) -> None:
    asker = client(folder, LOCAL)
    wish = {"action": "reject", "key": first(asker, "leftover")}
    assert decide(asker, wish).status_code == 200
    after = hashed(folder)
    again = post(asker, "preview", wish)
    assert (again.status_code, "已不在清单里" in again.get_json()["zh"]) == (422, True)
    assert hashed(folder) == after


def test_a_full_disk_is_said_and_the_file_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asker, before = client(folder, LOCAL), hashed(folder)
    wish = {"action": "keep", "key": first(asker), "option": 1}
    version = post(asker, "preview", wish).get_json()["draft"]["version"]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)
    answer = post(asker, "save", {**wish, "version": version})
    assert (answer.status_code, hashed(folder)) == (422, before)
    assert "您输入的内容还在" in answer.get_json()["zh"]


@pytest.mark.parametrize(
    "body",
    [
        [], "x", None, {"action": 7}, {"action": "reject", "key": {}}, {"action": "keep", "option": "1"},
        {"action": "correct", "key": "nanyang-2025-digest.md@831", "fields": [1]}, {"action": "\x00reject", "key": "a" * 9000},
        {"action": "observe", "fields": {"indicator": "graduates", "place": "南阳市", "time_period": "2024", "value": "1人\n  - x: y", "source_title": "a\u2028b: {"}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["preview", "save", "undo"])
def test_whatever_is_sent_no_5xx_and_no_change(folder: Path, name: str, body: Any) -> None:
    asker, before = client(folder, LOCAL), hashed(folder)
    assert post(asker, name, body).status_code in (200, 403, 422)
    assert hashed(folder) == before


def test_too_large_a_body_is_refused(folder: Path) -> None:
    assert post(client(folder, LOCAL), "preview", {"reason": "x" * 300_000}).status_code in (403, 413)


def test_the_token_is_entered_once(folder: Path) -> None:
    asker = client(folder, TOKEN)
    wish = {"action": "keep", "key": first(asker), "option": 1}
    assert post(asker, "preview", wish, TOKEN).status_code == 403
    assert post(asker, "enter", {"token": "a-token-long-enougH"}, TOKEN).status_code == 403
    assert post(asker, "enter", {"token": TOKEN.token}, TOKEN, Origin="https://evil.example").status_code == 403
    entered = post(asker, "enter", {"token": TOKEN.token}, TOKEN)
    cookie = entered.headers["Set-Cookie"]
    assert entered.status_code == 200
    assert all(part in cookie for part in (f"{COOKIE}=", "HttpOnly", "SameSite=Strict", "Path=/review/"))
    assert TOKEN.token not in cookie
    assert post(asker, "preview", wish, TOKEN).status_code == 200
    asker.set_cookie(COOKIE, "x" * 64, path="/review/")
    assert post(asker, "preview", wish, TOKEN).status_code == 403
    bearer = {"Authorization": f"Bearer {TOKEN.token}"}
    assert post(client(folder, TOKEN), "preview", wish, TOKEN, **bearer).status_code == 200


def test_the_proxys_name_signs_the_decision(folder: Path) -> None:
    asker = client(folder, HEADER)
    own = {"Host": "stat.example.org", "Origin": "https://stat.example.org"}
    wish = {"action": "keep", "key": first(asker), "option": 1}
    assert post(asker, "preview", wish, HEADER, **own).status_code == 403
    named = {**own, "X-Forwarded-User": "王某".encode().decode("latin-1")}
    assert decide(asker, wish, access=HEADER, **named).status_code == 200
    assert "    by: 王某\n" in (folder / "indicators.yaml").read_text(encoding="utf-8")
    before = hashed(folder)
    far = asker.post(
        "/review/undo", json={}, headers={PAGE_MARK: HEADER.mark, **own, "X-Forwarded-User": "mallory"},
        environ_base={"REMOTE_ADDR": "10.0.0.9"},
    )  # fmt: skip
    assert (far.status_code, hashed(folder)) == (403, before)


def test_the_proxys_address_is_believed_and_no_other(folder: Path) -> None:
    access = replace(HEADER, proxies=("10.0.0.2",))
    asker = client(folder, access)
    headers = {PAGE_MARK: access.mark, **OWN, "X-Forwarded-User": "wang"}
    wish = {"action": "keep", "key": first(asker), "option": 1}
    status = {
        address: asker.post(
            "/review/preview", json=wish, headers=headers, environ_base={"REMOTE_ADDR": address}
        ).status_code
        for address in ("10.0.0.2", "10.0.0.3", "127.0.0.1")
    }
    assert status == {"10.0.0.2": 200, "10.0.0.3": 403, "127.0.0.1": 403}


def test_the_page_is_in_the_navigation_only_where_somebody_may_edit(folder: Path) -> None:
    shown: dict[str, str] = {}
    for access in (VIEWERS, LOCAL):
        app = create_app(open_project(folder), access=access)
        with app.server.app_context():
            shown[access.mode] = str(show_page(app.lookup, "/findings", "?code=C08", None))
    assert ["/review" in text for text in shown.values()] == [False, True]
    assert "/review?item=C08-" in shown["local"]
