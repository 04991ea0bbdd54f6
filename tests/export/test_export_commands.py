"""`export --batch`, `brief` and `open` as they are typed: what is written, what is said, which exit code."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.project import load_project
from dashboard.web.serving import running_at

PLACES = ("-p", "南阳市,信阳市")
ONE = ("-i", "secondary_vocational_schools", *PLACES)


def _run(root: Path, *arguments: str) -> int:
    return main(["--project", str(root), "--lang", "en", *arguments])


def test_a_batch_tells_of_every_file_and_is_taken_up_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("/compare?i=secondary_vocational_schools\n/trend?i=enrolment\n"))
    assert _run(root, "export", str(tmp_path / "out"), "--batch", "-", "--format", "csv") == 0
    said = capsys.readouterr()
    assert said.out == f"2 views exported to {tmp_path / 'out'}, 0 of them not made.\n"
    assert [line[:5] for line in said.err.splitlines()] == ["[1/2]", "[2/2]"]
    links = tmp_path / "list.txt"
    links.write_text("/compare?i=secondary_vocational_schools\n", encoding="utf-8")
    assert _run(root, "export", str(tmp_path / "out"), "--batch", str(links), "--format", "csv") == 0
    assert capsys.readouterr().err.startswith("[1/1] there already  ")


def test_every_indicator_of_a_place_is_a_file(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(root, "export", str(tmp_path), "--every", "--format", "json", *PLACES) == 0
    assert len(list(tmp_path.iterdir())) >= 20
    assert "0 of them not made" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("export", "OUT", "--batch", "nowhere.txt"), 2, "nowhere.txt cannot be read: No such file or directory."),
        (("brief", "OUT/b.odt", *ONE), 2, "a brief cannot be written as 'odt'; must be one of: pdf, docx, html"),
        (("brief", "OUT/b.pdf", *ONE, "--charts", "compare,tend"), 2, "no chart called “tend”. Did you mean “trend”?"),
        (("brief", "OUT/b.pdf", *ONE, "--finding", "C08"), 2, "There is no finding called “C08”."),
        (("brief", "OUT/none/b.html", *ONE), 1, "b.html cannot be written: No such file or directory."),
        (("open", "OUT/nothing.png", "--print"), 1, "There is no file nothing.png."),
        (("open", "/s/c-zzzzz", "--print"), 1, "the short link /s/c-zzzzz fits nothing"),
    ],
)
def test_what_cannot_be_done_is_said(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert _run(root, *(word.replace("OUT", str(tmp_path)) for word in arguments)) == code
    assert said in capsys.readouterr().err


def test_a_page_of_several_charts_is_opened_again(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.html"
    assert _run(root, "brief", str(file), *ONE, "--charts", "compare,trend") == 0
    assert _run(root, "open", str(file), "--print") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"The data are the same (version {load_project(root).version}).",
        "/brief?i=secondary_vocational_schools&p=CN411300,CN411500&lang=en&charts=compare,trend",
    ]


def test_a_view_is_opened_on_the_server_that_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("dashboard.web.serving.running_at", lambda host, port: f"http://{host}:{port}")
    file = tmp_path / "a.csv"
    assert _run(root, "export", str(file), *ONE) == 0
    assert _run(root, "open", str(file), "--port", "8449") == 0
    link = "http://127.0.0.1:8449/compare?i=secondary_vocational_schools&p=CN411300,CN411500&lang=en"
    assert opened == [link]
    assert capsys.readouterr().out.splitlines()[-1] == link


def test_where_no_server_of_ours_answers_there_is_none() -> None:
    assert running_at("127.0.0.1", 9) == ""


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["-t", "banana"], "“banana” is no period. Write 2024, 2024-05"),
        (["-t", "\udcff"], "“?” is no period."),
        (
            ["-i", "secondary_vocational_schools;level=nix"],
            "names a part the catalogue does not have. It has: school_type=regular",
        ),
    ],
)
def test_what_no_selection_can_hold_is_refused_before_anything_is_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: list[str], said: str
) -> None:
    for command in ("export", "brief"):
        path = tmp_path / "file.html"
        assert main([command, str(path), "--project", str(root), "--lang", "en", *flags]) == 2
        assert said in capsys.readouterr().err
        assert not path.exists()


def test_the_brief_takes_a_title_and_an_introduction_of_its_author(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, path = tmp_path / "words.txt", tmp_path / "brief.html"
    words.write_text("第一段\n第二段", encoding="utf-8")
    chosen = ["--project", str(root), "--lang", "en", "-i", "evaluation_agencies", "-p", "南阳市", "--title", "附件"]
    assert main(["brief", str(path), *chosen, "--introduction", f"@{words}"]) == 0
    page = path.read_text(encoding="utf-8")
    assert "<h1>附件</h1>" in page
    assert "<p>第一段</p><p>第二段</p>" in page
    assert main(["brief", str(path), *chosen, "--introduction", "引" * 601]) == 2
    assert "--introduction has 601 characters, at most 600 are allowed" in capsys.readouterr().err
    assert main(["brief", str(path), *chosen, "--introduction", "@nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
