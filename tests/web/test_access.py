"""Who may change the file: nobody unless the server was started for it, and then only from our own page."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.errors import UsageError
from dashboard.web.access import TOKEN_VARIABLE, Access, access_of
from dashboard.web.app import create_app
from dashboard.web.live import open_project
from dashboard.web.serving import server_on
from tests.conftest import ROOT, until_closed

TOKEN = "a-token-long-enough"


def door(host: str = "127.0.0.1", edit: bool = True, token_file: Path | None = None, header: str = "",
         proxies: tuple[str, ...] = (), allowed: tuple[str, ...] = (), **environment: str) -> Access:  # fmt: skip
    return access_of(host, 8050, edit, token_file, header, proxies, allowed, environment)


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    return file


def test_without_the_flag_nobody_edits() -> None:
    assert (door(edit=False).mode, door("0.0.0.0", edit=False).mode) == ("off", "off")
    assert door(edit=False, **{TOKEN_VARIABLE: TOKEN}).mode == "off"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_whoever_sits_at_it(host: str) -> None:
    access = door(host)
    assert (access.mode, access.token, access.header) == ("local", "", "")


def test_a_token_from_a_file_or_the_environment_opens_any_address(token_file: Path) -> None:
    for access in (door("0.0.0.0", token_file=token_file), door("10.1.1.1", **{TOKEN_VARIABLE: TOKEN})):
        assert (access.mode, access.is_token(TOKEN), access.is_token(TOKEN + " ")) == ("token", True, False)
        assert TOKEN not in repr(access)
        assert TOKEN not in access.cookie


def test_a_header_of_a_proxy_and_whom_it_is_believed_from() -> None:
    access = door("0.0.0.0", header="X-Forwarded-User", proxies=("10.0.0.2",), allowed=("Stat.Example.org",))
    assert (access.mode, access.header, access.proxies) == ("header", "X-Forwarded-User", ("10.0.0.2",))
    assert "stat.example.org" in access.hosts


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "open to the network": ({"host": "0.0.0.0"}, "--token-file"),
    "open to the network by name": ({"host": "stat.example.org"}, "--host 127.0.0.1"),
    "open to the network by default": ({"host": ""}, "0.0.0.0"),
    "a token without editing": ({"edit": False, "token_file": Path("x")}, "add --edit"),
    "a header without editing": ({"edit": False, "header": "X-User"}, "--user-header"),
    "a proxy without a header": ({"proxies": ("10.0.0.2",)}, "--proxy"),
    "two ways at once": ({"header": "X-User", TOKEN_VARIABLE: TOKEN}, "not both"),
    "no file": ({"token_file": Path("nowhere/token")}, "nowhere/token"),
    "a short token": ({TOKEN_VARIABLE: "secret"}, "16"),
    "no name of a header": ({"header": "X User:"}, "X-Forwarded-User"),
    "no address": ({"header": "X-User", "proxies": ("nginx",)}, "nginx"),
}


@pytest.mark.parametrize(("asked", "says"), REFUSED.values(), ids=REFUSED)
def test_any_other_combination_is_refused_with_the_remedy(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        door(**asked)
    assert says in caught.value.en
    assert caught.value.zh != caught.value.en


def test_the_command_ends_with_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(root), "serve", "--edit", "--host", "0.0.0.0", "--lang", "en"]) == 2
    assert "would let anybody on the network change the file" in capsys.readouterr().err


def test_every_start_marks_its_pages_anew() -> None:
    assert door().mark != door().mark
    assert len(door().mark) >= 32


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The address of a server as `serve --edit` starts it, with a copy of the shipped project."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    app = create_app(open_project(tmp_path), access=Access("local"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_on(listener, app)
        thread = threading.Thread(target=until_closed, args=(server,), daemon=True)
        thread.start()
        yield listener.getsockname()
        server.close()
        thread.join(timeout=0.3)


def test_the_server_itself_tells_a_stranger_behind_a_proxy_from_who_sits_here(served: tuple[str, int]) -> None:
    def editor(**headers: str) -> str:
        with closing(http.client.HTTPConnection(*served, timeout=60)) as asked:
            asked.request("GET", "/review/items", headers={"Connection": "close", **headers})
            return str(json.loads(asked.getresponse().read())["access"]["editor"])

    assert editor() != ""
    through = ("X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
    assert [editor(**{header: "10.0.0.9"}) for header in through] == [""] * len(through)
