"""The queue in a terminal: a key a decision, the change shown and agreed to, the same file in the end as from the page."""

from __future__ import annotations

import difflib
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.curation.console import Console
from dashboard.curation.desk import Writer
from dashboard.curation.terminal import Session
from tests.curation.conftest import CATALOGUE, LETTER, desk_of


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
SAVE = "Save? [Enter] save [r] another reason [n] cancel"


def asked(said: list[str]) -> list[str]:
    """What is asked and said from the introduction of the first form to the change it makes."""
    return said[said.index(INTRODUCED) + 1 : said.index(SAVE) - 1]


def added(folder: Path, *gone: str) -> list[str]:
    """The lines added to the file. None may have gone but these, and the mark of an empty list."""
    lines = (folder / "indicators.yaml").read_text(encoding="utf-8").splitlines()
    changes = list(difflib.ndiff(CATALOGUE.splitlines(), lines))
    assert {line[2:] for line in changes if line.startswith("-")} <= {"corrections: []", *gone}
    found = [line[2:].replace(date.today().isoformat(), "TODAY") for line in changes if line.startswith("+")]
    return [line for line in found if line != "corrections:"]


def test_a_figure_from_elsewhere_is_added_field_by_field(letter: Path) -> None:
    typed = [
        "n",
        "graduates",
        "数",
        "2",
        "?",
        "2",
        "无此市",
        "Xinyang",
        "?",
        "3",
        "\n",
        "去年",
        "2024",
        "during",
        "\n",
        "-",
    ]
    typed += ["许多", "3所", "\n", "统计公报", "\n", "2025-13", "2025-06", "statistics", "-", "page 3", "\n", "q"]
    period, value = "Period (2024, 2024-05, 2024-12-31, start/end) *", "Value (as printed, such as 5.2万人次) *"
    assert asked(at(letter, typed)) == [
        "Indicator *:",
        "There is no indicator with the id “graduates”; choose one from the list.",
        *("Indicator * [graduates]:", "  1 Schools    2 Colleges", "Indicator * [graduates]:", "  → Colleges"),
        *("Part [(the total)]:", "  1 public    2 private", "Part [(the total)]:", "  → private"),
        *("Place *:", "“无此市” is not in data/places.csv; write its full name or its code.", "Place * [无此市]:"),
        "Scope:",
        "  1 nation                    2 province                  3 whole city",
        "  4 municipal level only      5 one department's system   6 county",
        "  7 one institution",
        *("Scope:", "  → whole city", "Institution:"),
        f"{period}:",
        "“去年” is no period; write 2024, 2024-05, 2024-12-31, or start/end such as 2022-01-01/2022-05-15.",
        f"{period} [去年]:",
        *("How the period is meant:", "  → during the period", "Kind of statement * [actual]:", "Unit:"),
        f"{value}:",
        "“许多” does not hold exactly one number; write it as printed, such as 17所 or 5.2万人次.",
        f"{value} [许多]:",
        *("Title of the source *:", "Fill in “Title of the source”.", "Title of the source *:", "Publisher:"),
        *(
            "Date of the source:",
            "“2025-13” is no date; write 2025, 2025-06 or 2025-06-20.",
            "Date of the source [2025-13]:",
        ),
        "Address:",
        "“statistics” is no web address; it begins with http:// or https:// and holds no blanks.",
        *("Address [statistics]:", "Note:"),
    ]
    assert added(letter) == [
        *("  - indicator: colleges", "    breakdown: {ownership: private}", "    place: 信阳市", "    scope: city"),
        *("    time_period: 2024", "    period_type: during", "    value: 3所", "    status: actual"),
        *("    source: {title: 统计公报, date: 2025-06}", "    by: li", "    on: TODAY", "    note: page 3"),
    ]


def test_an_indicator_is_defined_from_a_figure_nothing_claims(letter: Path) -> None:
    typed = ["s", "s", "s", "i", "教师数", "Teachers sent", "\n", "x", "\n", "1", "\n", "\n", "-", "?", "stock", "教师"]
    said = at(letter, [*typed, "\n", "q"])
    assert asked(said) == [
        *("Chinese name * [选派教师]:", "English name *:", "Id (lower-case letters) * [teachers_sent]:"),
        *("Theme * [Providers and capacity]:", "“x” cannot be chosen here; ? lists what can.", "Theme * [x]:"),
        *("“x” cannot be chosen here; ? lists what can.", "Theme * [x]:", "  → Providers and capacity"),
        *("Unit * [人]:", "What is counted * [person]:", "Kind * [flow]:", "Fill in “Kind”.", "Kind *:"),
        *("  1 stock      2 flow       3 share      4 rank       5 capacity   6 target", "Kind *:"),
        "Words for it in the text (commas between) [选派教师]:",
    ]
    assert [line for line in said if line.startswith("Saved")] == ["Saved: indicator defined 20人 · letter.md"]
    assert added(letter) == [
        *(
            "",
            "  - id: teachers_sent",
            "    zh: 教师数",
            "    en: Teachers sent",
            "    theme: providers",
            "    unit: 人",
        ),
        *("    unit_family: person", "    kind: stock", "    aliases: [教师]"),
        *("  - document: letter.md", "    quote: 20人", "    expect: {indicator: teachers_sent, value: 20}"),
        "    choose: true",
        "    reason: the sentence counts the new indicator Teachers sent",
        *("    by: li", "    on: TODAY"),
    ]


def test_a_figure_is_assigned_by_sound_and_its_word_known_from_now_on(letter: Path) -> None:
    said = at(letter, ["s", "s", "a", "gzyx", "?", "1", "\n", "q"])
    assert asked(said) == [
        *("Indicator *:", "  → Colleges", "Know it by this word from now on (may stay empty):", "  1 建成产业学院"),
        *("Know it by this word from now on (may stay empty):", "  → 建成产业学院"),
    ]
    assert "    aliases: [高职院校, 建成产业学院]" in (letter / "indicators.yaml").read_text(encoding="utf-8")


def test_the_other_figures_a_word_changes_are_named(letter: Path) -> None:
    document = letter / "data" / "documents" / "letter.md"
    document.write_text(LETTER + "\n全市教师选派基地8所。\n", encoding="utf-8")
    said = at(letter, ["s", "s", "a", "schools", "教师选派基地", "n", "q"])
    assert said[said.index(SAVE) - 1] == (
        "1 more unchecked figures will be read differently because of it: 8所（letter.md）"
    )


def test_a_correction_can_be_asked_field_by_field(letter: Path) -> None:
    at(letter, ["s", "e", "\n", "6所", *["\n"] * 3, "one department's system", *["\n"] * 6, "\n", "q"])
    assert added(letter)[3] == "    set: {value: 6所, scope: system}"


GIVEN_UP = {"escape": "学\x1b", "the end of the input": ""}


@pytest.mark.parametrize("key", GIVEN_UP.values(), ids=GIVEN_UP)
def test_a_form_that_is_given_up_changes_nothing(letter: Path, key: str) -> None:
    said = at(letter, ["n", "schools", key, "q"])
    assert said[said.index(INTRODUCED) + 1 :][:4] == ["Indicator *:", "  → Schools", "Place *:", "Not saved."]
    assert added(letter) == []


def test_a_form_the_file_refuses_is_asked_again_with_what_was_typed(letter: Path) -> None:
    fields = ["schools", "信阳市", "\n", "\n", "2024", "\n", "\n", "\n", "3人", "公报", *["\n"] * 4]
    said = at(letter, ["n", *fields, *["\n"] * 8, "3所", *["\n"] * 5, "\n", "q"])
    assert [line.partition(":")[0] for line in said if "wrong after this change" in line] == [
        "The file would be wrong after this change, which was not saved"
    ]
    assert "Value (as printed, such as 5.2万人次) * [3人]:" in said
    assert added(letter) == [
        *(
            "  - indicator: schools",
            "    place: 信阳市",
            "    time_period: 2024",
            "    value: 3所",
            "    status: actual",
        ),
        *("    source: {title: 公报}", "    by: li", "    on: TODAY"),
    ]


def test_a_figure_can_be_added_when_nothing_waits(letter: Path) -> None:
    (letter / "data" / "documents" / "letter.md").write_text("# 关于职业教育的答复\n", encoding="utf-8")
    fields = ["schools", "信阳市", "\n", "\n", "2024", "\n", "\n", "\n", "3所", "公报", *["\n"] * 4]
    said = at(letter, ["n", *fields, "\n", "q"])
    menu = "[n] Add a figure by hand … [u] undo [q] quit"
    assert said[:2] == ["Nothing waits for review.", menu]
    assert said[-3:] == ["Saved: figure added 3所 信阳市 2024", "Nothing waits for review.", menu]


def test_flags_add_and_define_as_the_forms_begin(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = ["--project", str(letter), "--lang", "en", "--yes"]
    figure = ["indicator=schools", "place=信阳市", "time_period=2024", "value=3所", "source_title=统计", "公报"]
    assert main(["curate", *project, "--observe", *figure, "url=https://a.example/?b=c"]) == 0
    assert main(["curate", *project, "--define", "letter.md@56", "zh=教师数", "en=Teachers sent", "aliases="]) == 0
    assert main(["curate", *project, "--assign", "letter.md@48", "schools", "产业学院", "--reason", "seen"]) == 0
    capsys.readouterr()
    lines = added(letter, "    aliases: [技工学校]")
    assert [line.strip() for line in lines if not line.strip().startswith(("by", "on:"))] == [
        "aliases: [技工学校, 产业学院]",
        *("", "- id: teachers_sent", "zh: 教师数", "en: Teachers sent", "theme: providers", "unit: 人"),
        *("unit_family: person", "kind: flow"),
        *("- indicator: schools", "place: 信阳市", "time_period: 2024", "value: 3所", "status: actual"),
        'source: {title: 统计 公报, url: "https://a.example/?b=c"}',
        *("- document: letter.md", "quote: 20人", "expect: {indicator: null, value: 20}", "assign: teachers_sent"),
        "reason: the sentence counts the new indicator Teachers sent",
        *(
            "- document: letter.md",
            "quote: 40个",
            "expect: {indicator: null, value: 40}",
            "assign: schools",
            "reason: seen",
        ),
    ]


REFUSED = {
    "an unknown field": (
        ["--correct", "letter.md@29", "worth=6所"],
        "There is no field “worth”; write FIELD=VALUE, the fields are: value, indicator, breakdown, perimeter, place, scope, "
        "entity, time_period, period_type, status, unit.",
    ),
    "an unknown field behind a known one": (
        ["--define", "letter.md@56", "zh=教师数", "name=x"],
        "There is no field “name”; write FIELD=VALUE, the fields are: zh, en, id, theme, unit, unit_family, kind, aliases.",
    ),
    "no field": (
        ["--observe", "schools"],
        "There is no field “schools”; write FIELD=VALUE, the fields are: indicator, breakdown, perimeter, place, scope, entity, "
        "time_period, period_type, status, unit, value, source_title, publisher, date, url, note.",
    ),
    "a needed field left out": (["--observe", "indicator=schools"], "Fill in “Place”."),
    "no indicator": (["--assign", "letter.md@48"], "Fill in “Indicator”."),
    "a figure that has one": (
        ["--define", "letter.md@29", "zh=甲", "en=A"],
        "This figure has an indicator; only one that nothing claims can define an indicator, or add a word to one.",
    ),
    "an id that is none": (
        ["--define", "letter.md@56", "zh=甲", "en=A", "id=1 a"],
        "“1 a” is no id; an id begins with a lower-case letter, then has lower-case letters, digits and _ only, 64 at most.",
    ),
    "an item that is gone": (
        ["--define", "letter.md@1", "zh=甲", "en=A"],
        "This is no longer on the list: somebody may have decided it, or the file changed. Nothing was changed.",
    ),
}


@pytest.mark.parametrize(("flags", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_flag_that_is_refused_says_why(
    letter: Path, flags: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["curate", "--project", str(letter), "--lang", "en", "--yes", *flags]) == 1
    assert capsys.readouterr().out.splitlines() == [sentence]
    assert added(letter) == []


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


def test_in_a_terminal_keys_arrows_and_escape_are_read(letter: Path) -> None:
    pty = pytest.importorskip("pty")
    command = [sys.executable, "-m", "dashboard", "curate", "--project", str(letter), "--lang", "en"]
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, command, {**os.environ, "TERM": "xterm", "LANG": "C.UTF-8"})
    steps = [("quit", "\x1b[B"), ("2 of 6", ""), ("quit", "n"), ("Indicator * [Colleges]:", "学\x7fschools\r")]
    steps += [("→ Schools", ""), ("Place * [Nanyang]:", "信阳市\x1b\r"), ("Not saved.", ""), ("quit", "\x1b")]
    try:
        for awaited, typed in steps:
            read = b""
            while awaited.encode() not in read:
                assert select.select([terminal], [], [], 20)[0], f"{awaited!r} did not come: {read.decode()!r}"
                read += os.read(terminal, 1)
            os.write(terminal, typed.encode())
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    finally:
        os.close(terminal)
    assert added(letter) == []


def test_a_key_that_is_none_is_said_so(letter: Path) -> None:
    said = at(letter, ["z", "\x1b[5~", "", "q"])
    assert [line for line in said if line.startswith("There is no key")] == [
        "There is no key “z” here; those there are stand in brackets.",
        "There is no key “\\u001b[5~” here; those there are stand in brackets.",
    ]
