"""The shape of the house: arrows in one direction, no drawers, no registry hosts, no machine paths."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
TEXTS = [p for p in TRACKED if p.suffix in {".py", ".md", ".toml", ".yaml", ".csv", ".css", ".js", ".sh", ".txt", ""}]


def _python() -> list[Path]:
    return [p for p in TRACKED if p.suffix == ".py" and p.is_relative_to(ROOT / "dashboard")]


def test_there_is_something_to_look_at() -> None:
    assert len(_python()) > 60


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [str(p) for p in _python() if p.stem in drawers or drawers & set(p.parts)] == []


def test_no_module_grows_past_five_hundred_lines() -> None:
    assert [p.name for p in _python() if len(p.read_text("utf-8").splitlines()) > 500] == []


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    registries = re.compile("(" + "|".join(["python" + "hosted", "np" + "mjs", "py" + "pi"]) + r")\.(org|com)")
    machine = re.compile(r"(?<![\w.])/(?:work|root|home)/[\w.-]+")
    found = [
        (p.name, m.group())
        for p in TEXTS
        for m in [registries.search(p.read_text("utf-8")) or machine.search(p.read_text("utf-8"))]
        if m
    ]
    assert found == []


def test_knowledge_is_not_in_the_code(catalogue_names: list[str]) -> None:
    """No city of the catalogue and no indicator id with a special case in the stations that read and judge."""
    readers = [
        p for p in _python() if p.parts[-2] in {"documents", "quantities", "extraction", "observations", "checks"}
    ]
    found = [(p.name, name) for p in readers for name in catalogue_names if name in _code_of(p)]
    assert found == []


@pytest.fixture(scope="module")
def catalogue_names() -> list[str]:
    from dashboard.catalogue import load_catalogue

    catalogue = load_catalogue(ROOT / "indicators.yaml")
    return [p.name_zh for p in catalogue.places.values() if p.level in {"province", "city"}] + list(
        catalogue.indicators
    )


def _code_of(path: Path) -> str:
    """The source without its docstrings and comments."""
    source = re.sub(r'(?s)r?""".*?"""', "", path.read_text("utf-8"))
    return re.sub(r"#.*", "", source)


def test_importing_the_package_does_nothing() -> None:
    code = "import dashboard, sys; print(sorted(m for m in sys.modules if m.startswith('dashboard')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['dashboard']"
