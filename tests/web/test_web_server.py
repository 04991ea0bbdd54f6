"""What the server answers: headers, statuses, files, and to requests no page of ours would send."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from web_project import NANYANG, NANYANG_LETTER, ROOT, XINYANG, hostile_project, shipped

from dashboard.errors import ExportError
from dashboard.web import create_app, create_server, routes
from tests.asking import page_asked


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(shipped()).server.test_client()


def _callback(client: FlaskClient, path: object, search: object, screen: object = None) -> Any:
    body = page_asked(path, search, screen)
    return client.post("/_dash-update-component", json=body)


@pytest.mark.parametrize(
    "path", ["/", "/compare", "/health", "/nowhere", "/assets/station.js", "/export/csv", "/export/zip"]
)
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/=]+'", policy["script-src"])
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == ("'none'", "'self'", "'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


STATUSES = [
    ("/", 200),
    ("/compare?i=evaluation_agencies&lang=en", 200),
    (f"/documents/{NANYANG_LETTER}", 200),
    ("/documents/none.md", 404),
    ("/documents/..%2f..%2fpyproject.toml", 404),
    ("/assets/..%2fapp.py", 404),
    ("/nowhere", 404),
    ("/compare?i=%00%ff&p=<script>&t=;;&lang=xx", 200),
    ("/export/zip", 404),
    ("/_dash-component-suites/os/path.py", 404),
]


@pytest.mark.parametrize(("path", "status"), STATUSES)
def test_statuses(client: FlaskClient, path: str, status: int) -> None:
    with client.get(path) as answer:
        assert answer.status_code == status


def test_the_first_page_is_in_the_readers_language_and_asks_no_other_host(client: FlaskClient) -> None:
    for query, code, title in (("", "zh-CN", "地区对比"), ("?lang=en", "en", "Compare places")):
        page = client.get(f"/compare{query}").get_data(as_text=True)
        assert f'<html lang="{code}">' in page
        assert f"<title>{title} · " in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_a_hostile_file_name_is_escaped_in_the_title(tmp_path: Path) -> None:
    project = hostile_project(tmp_path, "<b>.md", "<script>x{%config%}\n\n全市有技工院校12所。\n")
    page = create_app(project).server.test_client().get("/documents/" + quote("<b>.md")).get_data(as_text=True)
    assert "<title>&lt;script&gt;x{%config%}" in page


def test_health_says_which_data_it_serves(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.mimetype == "application/json"
    assert answer.json == {
        "status": "ok",
        "version": shipped().version,
        "documents": 19,
        "problems": len(shipped().problems),
    }


def test_answers_are_compressed(client: FlaskClient) -> None:
    with client.get("/", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Content-Encoding"] == "br"


def test_a_page_comes_from_the_callback(client: FlaskClient) -> None:
    answer = _callback(client, "/compare", f"?p={NANYANG},{XINYANG}&lang=en", {"theme": "dark", "width": 330})
    assert answer.status_code == 200
    state = answer.json["response"]["page-state"]["data"]
    assert (state["path"], state["asked"]) == ("/compare", f"/compare?p={NANYANG},{XINYANG}&lang=en")


HOSTILE_VALUES: list[Any] = [
    None,
    3,
    [],
    {},
    "\x00",
    "/documents/" + "a" * 5000,
    "?i=" + "," * 5000,
    "../../etc/passwd",
    "{{7*7}}",
]


@pytest.mark.parametrize("value", HOSTILE_VALUES)
def test_values_no_browser_sends_are_a_page_all_the_same(client: FlaskClient, value: object) -> None:
    assert _callback(client, value, value, value).status_code == 200


HOSTILE_BODIES = [
    b"",
    b"{",
    b"[]",
    b"3",
    b'"x"',
    b"{}",
    b'{"output": "x.y"}',
    b'{"output": 3, "inputs": 4}',
    b"\xff\xfe",
    b"null",
]


@pytest.mark.parametrize("body", HOSTILE_BODIES)
def test_malformed_callbacks_are_refused_without_a_traceback(
    client: FlaskClient, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL, logger="dashboard.web"):
        answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.get_data(as_text=True)
    assert "site-packages" not in answer.get_data(as_text=True)


def test_a_failure_is_answered_with_a_number_the_log_knows(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/_dash-update-component", data=b'{"output": "x.y"}', content_type="application/json")
    number = re.search(r"\[([0-9a-f]{10})\]", answer.get_data(as_text=True))
    assert number is not None
    assert number.group(1) in caplog.text


def test_a_body_over_the_limit_is_refused(client: FlaskClient) -> None:
    assert (
        client.post("/_dash-update-component", data=b"x" * 300_000, content_type="application/json").status_code == 413
    )


@pytest.mark.parametrize("origin", ["https://example.org", "null"])
def test_another_site_may_not_call_a_callback(client: FlaskClient, origin: str) -> None:
    assert client.post("/_dash-update-component", json={}, headers={"Origin": origin}).status_code == 403


def test_a_callback_that_fails_tells_the_reader_a_number(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(shipped())
    app.live = SimpleNamespace(version="")  # type: ignore[assignment]
    answer = _callback(app.server.test_client(), "/", "?lang=en")
    told = json.loads(answer.data)["sideUpdate"]["toast"]["children"]
    number = re.search(r"number ([0-9a-f]{10})", told)
    assert number is not None
    assert number.group(1) in caplog.text


def test_a_table_is_exported_with_its_name(client: FlaskClient) -> None:
    answer = client.get(f"/export/csv?i=evaluation_agencies&p={NANYANG}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    assert "258" in answer.get_data().decode("utf-8-sig")


def test_a_failed_export_says_why_in_the_readers_language(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ExportError("缺少中文字体", "no Chinese font <b>")

    monkeypatch.setattr(routes, "export_file", fail)
    chinese, english = client.get("/export/csv"), client.get("/export/csv?lang=en")
    assert (chinese.status_code, english.status_code) == (503, 503)
    assert "缺少中文字体" in chinese.get_data(as_text=True)
    assert "no Chinese font &lt;b&gt;" in english.get_data(as_text=True)


def test_two_apps_in_one_process_show_their_own_data(tmp_path: Path) -> None:
    other = hostile_project(tmp_path, "third.md", "全市有技工院校12所。")
    first, second = create_app(shipped()).server.test_client(), create_app(other).server.test_client()
    assert (first.get("/documents/third.md").status_code, second.get("/documents/third.md").status_code) == (404, 200)


def test_served_under_a_path_every_link_stays_below_it() -> None:
    server = create_app(shipped(), prefix="/figures/").server.test_client()
    assert server.get("/figures/compare").status_code == 200
    assert server.get("/figures/nowhere").status_code == 404
    assert server.get("/figures/health").status_code == 200
    body = server.get("/figures/_dash-layout").get_data(as_text=True)
    assert "drawer" in body


def test_the_server_for_a_folder() -> None:
    assert create_server(ROOT).test_client().get("/health").status_code == 200


def test_the_parts_of_a_total_are_exported_with_what_is_said_about_them(client: FlaskClient) -> None:
    answer = client.get(f"/export/csv?i=competition_medals&p={NANYANG}&chart=composition")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert [line.split(",")[4] for line in lines[1:]] == ["2银", "9铜"]
    picture = client.get(f"/export/html?i=competition_medals&p={NANYANG}&chart=composition").get_data(as_text=True)
    assert "11枚不是总数" in picture
