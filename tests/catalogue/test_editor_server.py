"""yaml-language-server reads the schema as an editor would: it completes, explains and finds mistakes.

`make test` installs it beside the environment; VET_YAML_LANGUAGE_SERVER names another folder it was installed into by npm.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import load_catalogue
from dashboard.catalogue.editor_file import POINTER, refresh_schema
from tests.conftest import ROOT

FOLDER = "VET_YAML_LANGUAGE_SERVER"
SECONDS = 30.0
QUIET = 0.6


class Server:
    """A language server on a pipe, and the diagnostics it last gave for each file."""

    def __init__(self, script: Path, folder: Path) -> None:
        command = [str(shutil.which("node")), str(script), "--stdio"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = self.version = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.uri = (folder / "indicators.yaml").as_uri()
        root = {"uri": folder.as_uri(), "name": "project"}
        self.ask(
            "initialize", {"processId": None, "rootUri": root["uri"], "capabilities": {}, "workspaceFolders": [root]}
        )
        self.tell("initialized", {})
        settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})

    def _listen(self) -> None:
        out = self.process.stdout
        assert out is not None
        while head := out.readline():
            if head.lower().startswith(b"content-length:"):
                length = int(head.split(b":")[1])
                while out.readline().strip():
                    pass
                self.heard.put(json.loads(out.read(length)))

    def tell(self, method: str, params: Any, **more: Any) -> None:
        self._send({"method": method, "params": params, **more})

    def _send(self, said: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **said}).encode()
        pipe = self.process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        pipe.flush()

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request; what the server asks meanwhile is answered with nothing."""
        self.number += 1
        self.tell(method, params, id=self.number)
        return self._wait(lambda message: message.get("id") == self.number and "method" not in message)["result"]

    def _wait(self, wanted: Any, seconds: float = SECONDS) -> dict[str, Any]:
        while True:
            message = self.heard.get(timeout=seconds)
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                items = len(message["params"].get("items", [])) if message["method"] == "workspace/configuration" else 0
                self._send({"id": message["id"], "result": [None] * items or None})

    def show(self, text: str) -> None:
        """Let the server know what the editor holds."""
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        if self.version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "text": text}})
        else:
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, text: str) -> list[tuple[int, str]]:
        """(line from 1, message) of everything the server finds in a text of the file."""
        self.show(text)
        said = self._wait(lambda m: m.get("method") == "textDocument/publishDiagnostics")
        while True:  # the last word counts: the server may judge again when its settings arrive
            try:
                said = self._wait(lambda m: m.get("method") == "textDocument/publishDiagnostics", QUIET)
            except queue.Empty:
                break
        return [(d["range"]["start"]["line"] + 1, d["message"]) for d in said["params"]["diagnostics"]]

    def offered(self, text: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place (from 1) of a text: label → explanation."""
        self.show(text)
        place = {"textDocument": {"uri": self.uri}, "position": {"line": line - 1, "character": column - 1}}
        items = self.ask("textDocument/completion", place)["items"]
        return {item["label"]: _plain(item.get("documentation")) for item in items}

    def explained(self, text: str, line: int, column: int) -> str:
        """What is shown over a place (from 1) of a text."""
        self.show(text)
        place = {"textDocument": {"uri": self.uri}, "position": {"line": line - 1, "character": column - 1}}
        return _plain(self.ask("textDocument/hover", place)["contents"])


def _plain(said: Any) -> str:
    return str(said.get("value", "")) if isinstance(said, dict) else str(said or "")


@pytest.fixture(scope="module")
def shipped() -> str:
    return (ROOT / "indicators.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shipped: str) -> Iterator[Server]:
    home = Path(os.environ.get(FOLDER) or Path(sys.prefix) / "editor")
    script = home / "node_modules/yaml-language-server/bin/yaml-language-server"
    if not script.is_file():
        pytest.skip(f"needs yaml-language-server: run make test, or npm install it into a folder named in {FOLDER}")
    if shutil.which("node") is None:
        pytest.skip("needs node, which yaml-language-server runs on")
    folder = tmp_path_factory.mktemp("project")
    (folder / "indicators.yaml").write_text(shipped, "utf-8")
    shutil.copytree(ROOT / "data", folder / "data")
    refresh_schema(folder, load_catalogue(folder / "indicators.yaml"))
    server = Server(script, folder)
    yield server
    server.process.kill()
    server.process.communicate(timeout=SECONDS)


def _line(text: str, there: str) -> int:
    return text[: text.index(there)].count("\n") + 1


def test_the_file_points_at_its_schema_and_the_server_finds_nothing(server: Server, shipped: str) -> None:
    assert shipped.startswith(POINTER + "\n")
    assert server.diagnostics(shipped) == []


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        ("    theme: providers", "    tehme: providers", "tehme"),
        ("    kind: stock", "    kind: stok", "stock"),
        ("    unit: 所\n", "    unit: 锁\n", "所"),
        ("  - indicator: higher_vocational_colleges", "  - indicator: higher_vocational_collages", "higher_vocational_colleges"),
        ("    decimals: 0", "    decimals: 1.5", "integer"),
        ("    core: true", "    core: yes", "boolean"),
        ("    time_period: 2025-06-20", "    time_period: 2025年6月", "pattern"),
        ("  city: [全市", "  citty: [全市", "citty"),
    ],
)  # fmt: skip
def test_a_mistake_is_marked_on_its_line(server: Server, shipped: str, there: str, instead: str, said: str) -> None:
    found = server.diagnostics(shipped.replace(there, instead, 1))
    assert {line for line, _ in found} >= {_line(shipped, there)}, found
    assert any(said in message for line, message in found if line == _line(shipped, there)), found


def test_keys_are_offered_with_both_languages(server: Server, shipped: str) -> None:
    line = _line(shipped, "    unit_family: institution")
    offered = server.offered(shipped.replace("    unit_family: institution", "    ", 1), line, 5)
    assert "unit_family" in offered
    assert "单位族" in offered["unit_family"]
    assert "What is counted" in offered["unit_family"]
    assert "sum_of" in offered


def test_indicators_and_units_of_the_moment_are_offered(server: Server, shipped: str) -> None:
    there = "  - indicator: higher_vocational_colleges\n"
    line = _line(shipped, there)
    offered = server.offered(shipped.replace(there, "  - indicator: \n", 1), line, 16)
    assert {"training_person_times", "enrolment", "competition_medals"} <= set(offered)
    assert "在校生数 · Enrolment (人)" in offered["enrolment"]
    unit = _line(shipped, "    unit: 所\n")
    offered = server.offered(shipped.replace("    unit: 所\n", "    unit: \n", 1), unit, 11)
    assert {"人次", "所", "平方米"} <= set(offered)
    assert "participations" in offered["人次"]


def test_places_and_codes_are_offered(server: Server, shipped: str) -> None:
    there = "    place: 南阳市\n"
    line = _line(shipped, there)
    offered = server.offered(shipped.replace(there, "    place: \n", 1), line, 12)
    assert {"南阳市", "河南省", "信阳市"} <= set(offered)


def test_a_key_is_explained_with_good_and_bad_examples(server: Server, shipped: str) -> None:
    said = server.explained(shipped, _line(shipped, "    time_period: 2025-06-20"), 8)
    assert "时期" in said
    assert "2022-01-01/2022-05-15" in said
    assert "2025年6月" in said
