"""The queue in a terminal: a key a decision, the change shown and agreed to, the same file in the end as from the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.curation.desk import Writer
from dashboard.curation.console import Console
from dashboard.curation.terminal import Session
from tests.curation.conftest import CATALOGUE, desk_of


def at(folder: Path, typed: Iterable[str], lang: str = "en") -> list[str]:
    """What is written while the answers are typed."""
    answers = iter(typed)
    said: list[str] = []

    def answer(question: str) -> str:
        said.append(question)
        return next(answers, "")

    Session(desk_of(folder), Writer("li", "terminal", lang), Console(said.append, answer, answer)).run()
    return said


def quotes(folder: Path) -> list[str]:
    text = (folder / "indicators.yaml").read_text(encoding="utf-8")
    return [
        line.strip()
        for line in text.splitlines()
        if line.strip().startswith(("quote", "choose", "reject", "assign", "set"))
    ]


def test_one_key_and_enter_decide(letter: Path) -> None:
    said = at(letter, ["2", "\n", "c", "\n", "a", "Colleges", "\n", "\n", "x", "n", "q"])
    assert quotes(letter) == [
        *("quote: 17所", "reject: true", "quote: 12所", "reject: true"),
        *("quote: 4所", "choose: true", "quote: 40个", "assign: colleges"),
    ]
    assert "1 of 6 · Contradiction · letter.md" in said[0]
    assert "  全市现有技工学校[17所]，高职院校4所。" in said
    assert said[-1].startswith("[a] Assign to … [x] Reject")
    assert [line for line in said if line.startswith("Saved")] == [
        "Saved: one side kept 17所、15所、12所 · letter.md",
        "Saved: confirmed 4所 · letter.md",
        "Saved: assigned 40个 · letter.md",
    ]
    assert "Not saved." in said


def test_the_reason_may_be_another_and_a_decision_taken_back(letter: Path) -> None:
    said = at(letter, ["s", "c", "r", "as on page 3", "\n", "u", "q"])
    assert any("+    reason: as on page 3" in line for line in said)
    assert (letter / "indicators.yaml").read_text(encoding="utf-8") == CATALOGUE
    assert "Undone: 4所 · letter.md" in said


def test_moving_correcting_and_what_is_refused(letter: Path) -> None:
    said = at(letter, ["e", "s", "z", "i", "e", "value=许多", "e", "value=6所 scope=system", "\n", "b", "9", "q"])
    assert [line for line in said if "does not hold exactly one number" in line]
    assert quotes(letter)[-2:] == ["quote: 4所", "set: {value: 6所, scope: system}"]
    assert "There is no way 9; there are 3." in said


def test_the_end_of_the_list_and_of_the_input(letter: Path) -> None:
    assert at(letter, ["s"] * 6)[-1] == "That was the last one."
    assert at(letter, [])[-1].startswith("[1] Keep 17所")


def test_the_flags_do_the_same_without_asking(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = ["--project", str(letter), "--lang", "en"]
    assert main(["curate", *project, "--list", "--format", "jsonl"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["kind"], r["values"], r["ways"]) for r in records[:2]] == [
        ("conflict", ["17所", "15所", "12所"], [["17所"], ["15所"], ["12所"]]),
        ("doubtful", ["4所"], []),
    ]
    assert main(["curate", *project, "--keep", records[0]["key"], "2", "--yes"]) == 0
    assert main(["curate", *project, "--confirm", "letter.md@29", "--reason", "seen", "--yes"]) == 0
    assert main(["curate", *project, "--confirm", "letter.md@29", "--yes"]) == 1
    assert main(["curate", *project, "--assign", "letter.md@48", "schools", "--yes"]) == 0
    assert main(["curate", *project, "--correct", "letter.md@56", "indicator=schools", "value=2所", "--yes"]) == 0
    assert main(["curate", *project, "--reject", "letter.md@86", "--yes"]) == 0
    capsys.readouterr()
    assert main(["curate", *project, "--history"]) == 0
    history = capsys.readouterr().out.splitlines()
    assert len(history) == 5
    assert main(["curate", *project, "--undo", history[0].split()[0]]) == 0
    assert main(["curate", *project, "--undo", "nothing"]) == 1
    assert quotes(letter)[-2:] == ["quote: 20人", "set: {indicator: schools, value: 2所}"]
    assert main(["curate", *project, "--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[-2:]] == ["letter.md@86", "letter.md@91"]


INTRODUCED = (
    "Enter takes what stands in brackets, a lone - clears it, ? lists what may be chosen (then a number chooses), "
    "* has to be filled in, Esc and Enter gives up."
)


def form_of(said: list[str]) -> list[str]:
    """What is asked and said from the introduction of the first form to its save."""
    return said[said.index(INTRODUCED) + 1 : said.index("Save? [Enter] save [r] another reason [n] cancel")]


def added(folder: Path) -> str:
    """The lines added to the file; no other may have changed."""
    text = (folder / "indicators.yaml").read_text(encoding="utf-8")
    kept, today = CATALOGUE.splitlines(), date.today().isoformat()
    lines = [line for line in text.splitlines() if line not in kept]
    assert [line for line in text.splitlines() if line in kept] == kept
    return "\n".join(lines).replace(today, "TODAY")


def test_a_figure_is_added_field_by_field(letter: Path) -> None:
    typed = ["n", "", "s", "n"]
    typed += ["学校", "2", "?", "2", "无此市", "信阳市", "?", "3", "\n", "去年", "2024", "during", "\n", "-"]
    typed += ["许多", "3所", "\n", "统计公报", "\n", "2025-13", "2025-06", "statistics", "-", "page 3", "\n", "q"]
    said = at(letter, typed)
    assert form_of(said[said.index("Not saved.") :])[:-1] == [
        *("Indicator *:", "There is no indicator with the id “学校”; choose one from the list.", "Indicator * [学校]:"),
        *("  → Colleges", "Part [(the total)]:", "  1 public    2 private", "Part [(the total)]:", "  → private"),
        *("Place * [南阳市]:", "“无此市” is not in data/places.csv; write its full name or its code.", "Place * [无此市]:"),
    ]


def test_lines_are_read_where_there_is_no_terminal(letter: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "curate", "--project", str(letter), "--lang", "en"]
    done = subprocess.run(
        command,
        input="s\nc\n\nq\n",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert "Saved: confirmed 4所 · letter.md" in done.stdout
    assert quotes(letter) == ["quote: 4所", "choose: true"]
