"""README stays true: its commands run, its files exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("python -m dashboard ") and "--project mine" not in line]
EXPECTED = {"python -m dashboard check --strict --format jsonl": 1}


def test_the_readme_names_commands() -> None:
    assert len(COMMANDS) >= 7


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)[3:]
    arguments = [str(tmp_path / w) if w.startswith("out.") or w == "mine" else w for w in words]
    expanded = [p for a in arguments for p in ([str(f) for f in sorted(ROOT.glob(a))] if "*" in a else [a])]
    done = subprocess.run([sys.executable, "-m", "dashboard", *expanded], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == EXPECTED.get(command, 0), done.stderr


def test_every_measure_it_names_and_what_draws_its_pictures_can_be_read() -> None:
    named = set(re.findall(r"python -m (tests\.[\w.]+\w)", README))
    assert {"tests.live.measure", "tests.million.measure", "tests.overload.measure"} <= named
    for name in sorted(named | {"tests.browser.draw_readme"}):
        import_module(name)


def test_make_has_the_two_words() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"run", "test"} <= set(targets)
    assert {line for line in LINES if line.startswith("make ")} == {"make run", "make test"}


def test_every_picture_and_folder_it_names_exists() -> None:
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README) + re.findall(r"`((?:dashboard|tests)/[\w/.]+)`", README)
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_gunicorn_line_names_a_real_factory() -> None:
    from dashboard.web import create_server

    assert "dashboard.web:create_server()" in README
    assert callable(create_server(ROOT))
