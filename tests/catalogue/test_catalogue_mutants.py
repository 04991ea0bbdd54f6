"""Hundreds of faulty copies of the shipped indicators.yaml: each is refused or warned of, on its line, with the right spelling."""

from __future__ import annotations

import csv
import re
import resource
import shutil
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.catalogue import catalogue_problems, load_catalogue
from dashboard.errors import CatalogueError, Problem
from tests.catalogue.mutants import Breaker, Mutant
from tests.conftest import ROOT

SEED = 20261122
EACH = 24  # of every kind
KINDS = [
    "unknown key", "wrong type", "duplicate id", "duplicate key", "dangling reference", "value not allowed", "cycle in sums",
    "alias claimed twice", "curated value", "bent scalar", "tab", "anchor", "BOM", "GB18030",
]  # fmt: skip
MANY = 10_000
MEMORY = 256 * 1024  # kB more than before


@dataclass(frozen=True)
class Report:
    """What was said of a faulty file."""

    mutant: Mutant
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def here(self) -> list[Problem]:
        """The problems on the line of the fault."""
        return [problem for problem in self.problems if problem.line == self.mutant.line]

    @property
    def names_the_line(self) -> bool:
        """Whether one is on it, or names it as the other place of a duplicate or circle."""
        line = re.compile(rf"(?<!\d){self.mutant.line}(?!\d)")
        return bool(self.here) or any(line.search(problem.zh) and line.search(problem.en) for problem in self.problems)

    @property
    def suggests_the_right(self) -> bool:
        """Whether the first that is suggested on the line, in both languages, is what the typo was made of."""
        first = next((p for p in self.here if "Did you mean" in p.en), None)
        right = self.mutant.right
        return first is not None and f"Did you mean “{right}”?" in first.en and f"你是不是想写“{right}”？" in first.zh

    def __str__(self) -> str:
        said = "; ".join(problem.text() for problem in self.problems[:2])
        return f"{self.mutant.kind}, line {self.mutant.line}, {self.mutant.what}: {said[:300]}"


@pytest.fixture(scope="module")
def breaker() -> Breaker:
    with (ROOT / "data" / "places.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["name_zh"], *re.split(r"[|\s]+", row["aliases"])) for row in csv.DictReader(file)]
    names = {name for row in rows for name in row}
    return Breaker((ROOT / "indicators.yaml").read_text("utf-8"), SEED, names | {name[:-1] for name in names})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutants")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder / "indicators.yaml"


def reported(mutant: Mutant, file: Path) -> Report:
    """The report on a mutant; whatever is raised but a CatalogueError fails the test."""
    file.write_bytes(mutant.data)
    started = time.process_time()  # what it costs, whatever else the machine does
    try:
        load_catalogue(file)
    except CatalogueError as error:
        return Report(mutant, error.problems, time.process_time() - started)
    return Report(mutant, catalogue_problems(file), time.process_time() - started)


@pytest.fixture(scope="module")
def reports(breaker: Breaker, home: Path) -> list[Report]:
    return [reported(mutant, home) for mutant in breaker.made(EACH)]


def test_there_are_enough_mutants_of_each_kind(reports: list[Report]) -> None:
    assert Counter(report.mutant.kind for report in reports) == dict.fromkeys(KINDS, EACH)
    assert len({report.mutant.data for report in reports}) >= 300
    assert EACH >= 20


def test_the_shipped_file_has_no_problem(home: Path) -> None:
    home.write_bytes((ROOT / "indicators.yaml").read_bytes())
    assert catalogue_problems(home) == ()


def test_every_mutant_is_reported(reports: list[Report]) -> None:
    assert [str(report) for report in reports if not report.problems] == []


def test_reports_name_the_line_of_the_fault(reports: list[Report]) -> None:
    wrong = [str(report) for report in reports if not report.names_the_line]
    assert len(wrong) <= 0.03 * len(reports), "\n".join(wrong)


def test_most_typos_get_the_right_suggestion_first(reports: list[Report]) -> None:
    typos = [report for report in reports if report.mutant.right]
    wrong = [str(report) for report in typos if not report.suggests_the_right]
    assert len(typos) >= 3 * EACH
    assert len(wrong) <= 0.15 * len(typos), "\n".join(wrong)


def test_no_report_takes_a_second(reports: list[Report]) -> None:
    assert [str(report) for report in reports if report.seconds >= 1] == []


def test_every_problem_is_said_in_both_languages_with_its_line_and_a_caret(reports: list[Report]) -> None:
    for report in reports:
        text = report.mutant.data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        for problem in report.problems:
            assert problem.zh != problem.en
            assert problem.severity in ("error", "warning")
            if report.mutant.kind != "GB18030":
                assert problem.excerpt in text[problem.line - 1]
            excerpt, caret = problem.pointed()
            assert excerpt.strip()
            assert caret.endswith("^")


@pytest.mark.long
def test_ten_thousand_mutants_raise_nothing_else_and_never_hang(breaker: Breaker, home: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    silent, slow, lost, typos, wrong = [], [], 0, 0, 0
    for _ in range(MANY):
        report = reported(breaker.any(), home)
        silent += [str(report)] * (not report.problems)
        slow += [str(report)] * (report.seconds >= 2)
        lost += not report.names_the_line
        typos += bool(report.mutant.right)
        wrong += bool(report.mutant.right) and not report.suggests_the_right
    print(f"{MANY} mutants: {lost} without their line, {wrong} of {typos} typos with another suggestion")
    assert silent == []
    assert slow == []
    assert lost <= 0.03 * MANY
    assert wrong <= 0.15 * typos
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
