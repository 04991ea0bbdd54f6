"""A file that is no YAML is read on behind its first fault: every fault is said, and nothing that is none."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue import problems_of
from dashboard.errors import Problem
from tests.conftest import ROOT

SHIPPED = (ROOT / "indicators.yaml").read_text("utf-8")
FAULTS: dict[str, Callable[[str], str]] = {
    "an open bracket": lambda line: re.sub(r"unit: (.*)", r"unit: [[\1]", line),
    "a tab": lambda line: "\t" + line.strip(),
    "a full-width colon": lambda line: line.replace("unit:", "unit："),
    "an open quote": lambda line: re.sub(r"unit: (.*)", r'unit: "\1', line),
    "an open single quote": lambda line: re.sub(r"unit: (.*)", r"unit: '\1", line),
    "too far in": lambda line: "      " + line,
    "an unknown key": lambda line: line.replace("unit:", "unti:"),
    "two colons": lambda line: line + ": x",
}
SMALL = """project:
  title: {zh: 指标, en: Indicators}
indicators:
  - id: schools
    zh: 学校数
    en: "Schools
    theme: providers
  - id: colleges
    zh: 高校数
  - id: teachers
\tzh: 教师数
  - id: pupils
    zh: 学生数
    thema: pupils
"""


def told(text: str) -> list[Problem]:
    return [each for each in problems_of(ROOT / "indicators.yaml", text.encode()) if each.severity == "error"]


def test_each_fault_of_a_small_file_is_said_at_its_place() -> None:
    said = [(each.line, each.column, each.en.partition(";")[0]) for each in told(SMALL) if "lacks" not in each.en]
    assert said == [
        (6, 9, "The quote that opens here is never closed"),
        (11, 1, "This line is indented with a tab"),
        (14, 5, "indicators.pupils has no key “thema”"),
    ]


@pytest.mark.parametrize("number", range(24))
def test_three_faults_in_three_entries_are_all_said_and_nothing_else(number: int) -> None:
    chance = random.Random(number)
    lines = SHIPPED.split("\n")
    units = [at for at, line in enumerate(lines) if re.match(r"    unit: \S+$", line)]
    kinds = {at: chance.choice(sorted(FAULTS)) for at in chance.sample(units[: len(units) // 2], 3)}
    for at, kind in kinds.items():
        lines[at] = FAULTS[kind](lines[at])
    begin = time.process_time()
    found = {each.line for each in told("\n".join(lines))}
    assert time.process_time() - begin < 1
    wanted = {at + 1 for at in kinds}
    missed = {line for line in wanted if not found & {line, line + 1}}
    assert (missed, {line for line in found if not wanted & {line, line - 1}}) == (set(), set()), kinds


@pytest.mark.parametrize(
    ("faulty", "lines"),
    [
        (SHIPPED.replace("\nindicators:", "\n\tindicators:", 1), [SHIPPED[: SHIPPED.index("\nindicators:")].count("\n") + 2]),
        ("indicators: [", [1]),
        ("a: b: c", [1]),
    ],
)  # fmt: skip
def test_where_a_section_itself_is_at_fault_nothing_is_guessed_behind_it(faulty: str, lines: list[int]) -> None:
    assert [each.line for each in told(faulty)] == lines


def test_an_entry_that_cannot_be_read_is_not_missed_by_those_that_name_it(tmp_path: Path) -> None:
    text = SHIPPED.replace("  - id: secondary_vocational_schools\n", "  - id: secondary_vocational_schools: x\n", 1)
    assert text != SHIPPED
    assert len(told(text)) == 1
