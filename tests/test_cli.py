"""The command line: flags, output and exit codes."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.cli import COMMANDS, main, parser
from dashboard.export import CHARTS, FORMATS
from dashboard.export.boards import BOARD_FORMATS
from tests.conftest import ROOT

LETTER = "信阳市情况\n全市有技工院校12所，在校生2.3万人。\n"
KEYS = [
    "document", "surface", "start", "end", "sentence_start", "sentence_end", "value", "value_high", "low", "high",
    "low_closed", "high_closed", "unit", "qualifier", "indicator", "breakdown", "rivals", "reason", "area_name",
    "ref_area", "scope", "entity", "event", "perimeter", "time_period", "period_type", "status", "confidence",
]  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, "utf-8")
    return file


def _run(*arguments: object) -> int:
    return main([*(str(a) for a in arguments), "--project", str(ROOT), "--lang", "en"])


def test_extract_prints_one_line_a_quantity(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("extract", letter) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [(r["surface"], r["indicator"], r["value"]) for r in rows] == [
        ("12所", "skilled_worker_schools", 12),
        ("2.3万人", "enrolment", 23_000),
    ]
    assert [(r["low"], r["high"], r["low_closed"], r["high_closed"]) for r in rows] == [
        (12, 12, True, True),
        (22_500, 23_500, True, False),
    ]


def test_an_explanation_is_text_unless_jsonl_is_asked_for(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("extract", letter, "--explain") == 0
    explained = capsys.readouterr().out
    assert explained.splitlines()[0] == "letter.txt (信阳市情况)"
    assert "[12所]" in explained
    assert "12所    → Skilled-worker schools (skilled_worker_schools) · place: Xinyang, whole city" in explained
    assert explained.endswith("2 quantities: 2 with an indicator, 0 left over.\n")
    assert _run("extract", letter, "--format", "text") == 0
    assert capsys.readouterr().out == explained
    assert _run("extract", letter, "--explain", "--format", "jsonl") == 0
    captured = capsys.readouterr()
    assert [list(json.loads(line)) for line in captured.out.splitlines()] == [[*KEYS, "subject", "period_basis"]] * 2
    assert captured.err == ""


def test_several_documents_are_explained_one_after_the_other(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("信阳市情况\n购置设备300台。\n", "utf-8")
    assert main(["extract", str(letter), str(other), "--explain", "--project", str(ROOT), "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(("letter.txt", "other.txt"))] == [
        "letter.txt（信阳市情况）",
        "other.txt（信阳市情况）",
    ]
    assert lines[-1] == "2 份文件，共 3 个数：2 个归入指标，1 个未归类。"


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    letter: Path,
    terminal: bool,
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    for name, value in ({"NO_COLOR": "", "TERM": "xterm", "COLUMNS": "60"} | environment).items():
        monkeypatch.setenv(name, value)
    assert _run("extract", letter, "--explain") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("\x1b[" in line for line in lines) == coloured
    assert (len(lines) > 12) == terminal


@pytest.mark.parametrize(("good", "code"), [(True, 3), (False, 4)])
def test_extract_says_how_much_could_be_read(
    letter: Path, tmp_path: Path, good: bool, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    assert _run("extract", *([letter] if good else []), bad) == code
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == (2 if good else 0)
    assert (
        captured.err == "bad.txt:0:0: bad.txt: there is no text in it. If it is a scan, run text recognition first.\n"
    )


def test_outside_a_project_the_remedy_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(tmp_path), "--lang", "en"]) == 2
    assert "python -m dashboard init" in capsys.readouterr().err


def test_init_writes_a_project_that_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["init", str(folder), "--lang", "en"]) == 0
    assert main(["check", "--project", str(folder), "--lang", "en"]) == 0
    assert "0 errors" in capsys.readouterr().out
    assert main(["init", str(folder), "--lang", "zh"]) == 2
    assert "换一个空文件夹" in capsys.readouterr().err


def test_check_strict_counts_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check") == 0
    assert _run("check", "--strict") == 1
    capsys.readouterr()
    assert _run("check", "--format", "jsonl") == 0
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {f["code"] for f in findings} >= {"C02", "C08", "C09", "C13", "C20"}
    assert all(f["zh"] and f["en"] for f in findings)


def test_a_broken_catalogue_lists_every_problem_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    main(["init", str(folder), "--lang", "en"])
    file = folder / "indicators.yaml"
    text = file.read_text("utf-8")
    broken = text.replace("unit_family: institution", "unit_family: instituton", 1).replace(
        "    kind: stock", "    knd: stock", 1
    )
    file.write_text(broken, "utf-8")
    capsys.readouterr()
    assert main(["check", "--project", str(folder), "--lang", "en"]) == 2
    lines = capsys.readouterr().err.splitlines()
    places = {f"indicators.yaml:{_line(broken, w)}:" for w in ("instituton", "knd: stock")}
    assert {p for p in places if not any(line.startswith(p) for line in lines)} == set()
    assert any("instituton" in line and "institution" in line for line in lines)


def _line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(("suffix", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("html", b"<!")])
def test_export_writes_the_selection(tmp_path: Path, suffix: str, start: bytes) -> None:
    file = tmp_path / f"out.{suffix}"
    assert _run("export", file, "-i", "higher_vocational_colleges", "-p", "南阳市,信阳市") == 0
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("-i", "higher_vocational_college"), "Did you mean “higher_vocational_colleges”?"),
        (("-p", "南阳士"), "Did you mean “南阳市”?"),
    ],
)
def test_export_names_the_closest_known_name(
    tmp_path: Path, flags: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("export", tmp_path / "x.csv", *flags) == 2
    assert message in capsys.readouterr().err


def test_a_taken_port_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert _run("serve", "--port", port) == 2
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_reading_text_loads_neither_pandas_nor_dash(letter: Path) -> None:
    code = (
        "import sys; from dashboard.cli import main; "
        f"main(['extract', {str(letter)!r}, '--project', {str(ROOT)!r}]); "
        "print([m for m in ('pandas', 'dash', 'plotly', 'flask') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_asking_for_help_loads_no_station() -> None:
    code = (
        "import sys; from dashboard.cli import main\n"
        "try: main(['--help', '--lang', 'en'])\n"
        "except SystemExit: print(sorted(m for m in sys.modules if m.startswith('dashboard')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    own = ["dashboard.cli", "dashboard.cli.parser", "dashboard.cli.said"]
    wording = ["dashboard.wording", "dashboard.wording.cli", "dashboard.wording.curation"]
    assert done.stderr.strip() == str(["dashboard", *own, "dashboard.errors", "dashboard.model", *wording])


def test_checking_a_project_that_is_kept_loads_no_pandas() -> None:
    code = (
        "import sys; from dashboard.cli import main; main(['check', '--quiet']); "
        "print([m for m in ('pandas', 'dashboard.extraction', 'dashboard.export') if m in sys.modules])"
    )
    assert main(["check", "--quiet", "--project", str(ROOT)]) == 0  # read here, if no test before did
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_table_the_help_and_the_functions_name_the_same_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help", "--lang", "en"])
    helped = re.findall(r"^    ([a-z]+)", capsys.readouterr().out, re.MULTILINE)
    assert helped == list(COMMANDS)
    told = re.findall(r"^python -m dashboard (?:\[--project DIR\] \[)?([a-z]+)", cli.__doc__ or "", re.MULTILINE)
    assert set(told) == set(COMMANDS)
    homes = [home.partition(".") for home in COMMANDS.values()]
    functions = [getattr(import_module(f"dashboard.cli.{module}"), name) for module, _, name in homes]
    assert [function.__annotations__ for function in functions] == [
        {"options": "argparse.Namespace", "return": "int"}
    ] * 11


def test_the_flags_offer_what_the_stations_can_make() -> None:
    assert parser.CHARTS == CHARTS
    assert set(parser.EXPORT_FORMATS) == {*FORMATS, "package"}
    assert parser.BRIEF_FORMATS == BOARD_FORMATS


def _broken(tmp_path: Path) -> Path:
    """A starter project with two errors and a warning."""
    folder = tmp_path / "mine"
    main(["init", str(folder), "--lang", "en"])
    file = folder / "indicators.yaml"
    text = file.read_text("utf-8").replace("\nproject:\n", "\nprojekt:\n", 1)
    file.write_text(
        text.replace("lookalikes: [职业院校, ", "lookalikes: [职业院校, no, ", 1).replace("  city: [", "  city:\t["),
        "utf-8",
    )
    return folder


def test_a_check_shows_the_line_and_a_caret_under_the_right_column_errors_before_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _broken(tmp_path)
    capsys.readouterr()
    assert main(["check", "--project", str(folder), "--lang", "zh"]) == 2
    said = capsys.readouterr().err.splitlines()
    heads = [line for line in said if line.startswith("indicators.yaml:")]
    assert ["提醒：" in line for line in heads] == [False, False, True]
    assert "你是不是想写“project”？" in heads[0]
    at = next(number for number, line in enumerate(said) if "的“no”没有加引号" in line)
    before = said[at + 1][: said[at + 1].index("no,")]
    assert said[at + 2] == " " * sum(2 if character > "\u2e80" else 1 for character in before) + "^"
    assert said[-1] == "2 处错误、1 处提醒、0 处说明。"


def test_a_check_of_a_document_in_order_says_how_many_observations_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text("# 南阳市\n\n2024年，南阳市有中等职业学校37所、高职院校5所。\n", encoding="utf-8")
    assert main(["check", str(letter), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing found: 1 document, 2 observations."


def test_a_quiet_check_prints_nothing_where_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    main(["init", str(folder), "--lang", "en"])
    capsys.readouterr()
    assert main(["check", "--quiet", "--project", str(folder)]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["check", "-q", "--strict", "--project", str(folder), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert {line.split()[1] for line in said.out.splitlines()} == {"warning"}


def test_a_quiet_check_of_a_broken_file_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _broken(tmp_path)
    capsys.readouterr()
    assert main(["check", "--quiet", "--project", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Did you mean “project”?" in said.err


def test_diff_says_what_changed_with_the_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    text = (ROOT / "indicators.yaml").read_text("utf-8")
    (tmp_path / "indicators.yaml").write_text(text.replace("value: 6所", "value: 8所", 1), "utf-8")
    assert _run("diff", ROOT, tmp_path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "≠ corrected  Nanyang, Higher vocational colleges (at 20 June 2025): 6 institutions → 8 institutions",
        "    教育部 (2025) 《全国普通高等学校名单》",
        "0 withdrawn, 1 of another value, 0 added, 0 in words only, 0 indicators redefined: "
        "what was cited may have changed, a major step.",
    ]
    assert _run("diff", ROOT, tmp_path, "--format", "jsonl") == 0
    record = json.loads(capsys.readouterr().out)
    assert [record[key] for key in ("change", "indicator", "ref_area", "old", "new", "why")] == [
        *("changed", "higher_vocational_colleges", "CN411300", "6所", "8所", "corrected"),
    ]
    assert _run("diff", ROOT, "no-such-state") == 2
    assert "no-such-state" in capsys.readouterr().err
