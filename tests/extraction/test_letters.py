"""The original letters, measured by the shared scorer. Skipped where the shared folder is not beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BARS = {
    "quantity_f1": 1.0,
    "indicator_f1": 0.97,
    "place": 0.95,
    "period": 0.95,
    "status": 1.0,
    "status_marked": 1.0,
    "qualifier": 1.0,
    "qualifier_marked": 1.0,
    "entity": 1.0,
    "entity_precision": 1.0,
}


@pytest.fixture(scope="module")
def extracted(shared: Path) -> str:
    letters = sorted(str(p) for p in (shared / "letters").glob("*.txt"))
    command = [sys.executable, "-m", "dashboard", "extract", *letters, "--format", "jsonl", "--no-documents"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_the_bars_hold(extracted: str, shared: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.jsonl").write_text(extracted, "utf-8")
    command = [
        sys.executable,
        str(shared / "eval" / "score.py"),
        str(shared / "eval" / "letters"),
        str(tmp_path / "letters.jsonl"),
        "--json",
    ]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert {name: score[name] for name, bar in BARS.items() if score[name] < bar} == {}
    assert (score["gold"], score["traps_hit"]) == (45, 0)


def test_every_span_is_its_surface(extracted: str, shared: Path) -> None:
    rows = [json.loads(line) for line in extracted.splitlines()]
    assert len(rows) == 45
    for row in rows:
        text = (shared / "letters" / row["document"]).read_bytes().decode("utf-8")
        assert text[row["start"] : row["end"]] == row["surface"]
