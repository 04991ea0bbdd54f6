"""Every state of the data is numbered by what changed, kept once, and opens as it was."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.editions import (
    changes_since,
    editions,
    find_edition,
    keep_edition,
    keeping,
    open_state,
    pin_edition,
    stated_rows,
)
from dashboard.editions.opening import _unpack, open_edition
from dashboard.errors import UsageError
from dashboard.observations.changes import next_number
from dashboard.observations.dtypes import LATER
from dashboard.observations.parquet import Lines, parquet_bytes
from dashboard.project import Project, load_project

ROOT = Path(__file__).parents[2]
LETTER = "xinyang-2022-digest.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped project."""
    place = tmp_path / "project"
    shutil.copytree(ROOT / "data", place / "data")
    shutil.copy(ROOT / "indicators.yaml", place)
    return place


@pytest.fixture
def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], keeping.Edition]:
    """Keep the folder's present state, an hour after the last."""
    clock = [datetime(2026, 1, 1, tzinfo=UTC)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return clock[0]

    monkeypatch.setattr(keeping, "datetime", Clock)

    def keep() -> keeping.Edition:
        clock[0] += timedelta(hours=1)
        project = load_project(folder)
        edition = keep_edition(project, lambda old: changes_since(open_edition(folder, old), project))
        assert edition is not None
        return edition

    return keep


def edit(folder: Path, old: str, new: str, name: str = "indicators.yaml") -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(project: Project) -> list[str]:
    """Every stated observation with all its columns; as text, since an absent number is not equal to itself."""
    return [repr(row) for row in stated_rows(project)]


def test_the_number_says_what_kind_of_change_it_was(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    assert kept().number == "1.0.0"
    assert kept().number == "1.0.0"
    edit(folder, "note_en: counted from the list by location; junior-college level", "note_en: counted by location")
    assert kept().number == "1.0.1"
    source = "    source: {title: 名单, publisher: 教育部, date: 2025}\n"
    entry = "  - indicator: skilled_worker_schools\n    place: 信阳市\n    time_period: 2025\n    value: 9所\n"
    edit(folder, "observations:\n", f"observations:\n{entry}{source}")
    edition = kept()
    assert (edition.number, edition.counts["added"]) == ("1.1.0", 1)
    edit(folder, "value: 9所", "value: 8所")
    assert kept().number == "2.0.0"
    edit(folder, entry.replace("9所", "8所") + source, "")
    edition = kept()
    assert (edition.number, edition.counts["removed"]) == ("3.0.0", 1)
    assert [each.number for each in editions(folder)] == ["1.0.0", "1.0.1", "1.1.0", "2.0.0", "3.0.0"]


def test_a_change_of_meaning_is_a_major_step(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    kept()
    edit(folder, "    kind: stock\n", "    kind: flow\n")
    assert kept().number == "2.0.0"


def test_an_edition_opens_as_it_was(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    before = load_project(folder)
    first = kept()
    edit(folder, "zh: 中等职业学校数\n", "zh: 中职数\n")
    edit(folder, "17所", "18所", f"data/documents/{LETTER}")
    kept()
    again = open_state(folder, first.number)
    assert told(again) == told(before)
    assert again.catalogue.indicators["secondary_vocational_schools"].zh == "中等职业学校数"
    assert [document.text for document in again.documents] == [document.text for document in before.documents]
    assert (again.version, again.findings) == (before.version, before.findings)


def test_an_edition_of_before_notes_in_english_opens_and_is_compared(
    folder: Path, kept: Callable[[], keeping.Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = load_project(folder)
    frames = {"lines": _before(now.cells.lines), "mentions": _before(now.mention_lines)}
    monkeypatch.setattr(sys.modules[__name__], "load_project", lambda _: replace(now, frames=now.frames | frames))
    first = kept()
    monkeypatch.undo()
    again = open_state(folder, first.number)
    assert _spelled(stated_rows(again)) == _spelled({**row, "note_en": ""} for row in stated_rows(now))
    assert {row["note_en"] for row in again.mention_lines.rows(0, len(again.mention_lines))} == {""}
    changes = changes_since(again, now)
    assert (changes.level, {each.fields for each in changes.worded}) == ("patch", {("note_en",)})


def _spelled(rows: Iterable[Mapping[str, object]]) -> list[str]:
    return [repr(sorted(row.items())) for row in rows]


def _before(lines: Lines) -> bytes:
    """A frame as it was kept before it had the columns that came later."""
    older = {name: dtype for name, dtype in lines.dtypes.items() if name not in LATER}
    return parquet_bytes({name: lines.column(name) for name in older}, older)


def test_the_same_file_is_kept_once(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    kept()
    files = folder / ".dashboard" / "editions" / "files"
    first = {path.name for path in files.iterdir()}
    edit(folder, "en: Secondary vocational schools", "en: Vocational schools")
    kept()
    assert len({path.name for path in files.iterdir()} - first) == 2  # indicators.yaml, and the frame that names it


def test_what_comes_within_ten_minutes_takes_the_place_of_a_draft(folder: Path) -> None:
    def keep() -> keeping.Edition:
        project = load_project(folder)
        edition = keep_edition(project, lambda old: changes_since(open_edition(folder, old), project))
        assert edition is not None
        return edition

    first = keep()
    edit(folder, "value: 6所", "value: 7所")
    second = keep()
    assert [each.version for each in editions(folder)] == [second.version]
    assert (first.number, second.number) == ("1.0.0", "1.0.0")
    assert find_edition(folder, first.version) is None
    pin_edition(folder, second)
    edit(folder, "value: 7所", "value: 8所")
    assert (keep().number, find_edition(folder, second.version)) == ("2.0.0", second)


def test_of_old_editions_one_of_each_day_and_the_frozen_ones_stay(
    folder: Path, kept: Callable[[], keeping.Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_NEWEST", 2)
    names = []
    for number in range(6):
        edit(folder, "value: 6所" if not number else f"value: {number + 10}所", f"value: {number + 11}所")
        edition = kept()
        names.append(edition.number)
        if number == 1:
            pin_edition(folder, edition)
    assert [each.number for each in editions(folder)] == [names[1], names[3], names[4], names[5]]
    for edition in editions(folder):
        assert open_edition(folder, edition).version == edition.version


def test_a_damaged_edition_says_so(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    edition = kept()
    path = folder / ".dashboard" / "editions" / "files" / edition.frames["lines"]
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(UsageError, match="gone or damaged"):
        open_state(folder, "1.0.0")
    (folder / ".dashboard" / "editions" / "2.0.0.json").write_text("{}", encoding="utf-8")
    assert [each.number for each in editions(folder)] == ["1.0.0"]


def test_a_folder_that_cannot_be_written_is_shown_without_editions(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(keeping, "write_whole", refuse)
    project = load_project(folder)
    assert keep_edition(project, lambda _: None) is None
    assert "Permission denied" in caplog.text


def test_a_state_is_a_folder_an_edition_or_a_revision(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    def git(*words: str) -> None:
        names = ("-c", "user.name=li", "-c", "user.email=li@example.org")
        subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)

    project = load_project(folder)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    edition = kept()
    edit(folder, "value: 6所", "value: 7所")
    for name in (edition.number, edition.version, "HEAD", str(ROOT)):
        opened: Project = open_state(folder, name)
        assert told(opened) == told(project), name
        assert len(changes_since(opened, load_project(folder)).changed) == 1
    for name in ("9.9.9", "--output=x", "no-such-thing"):
        with pytest.raises(UsageError, match="no project folder, no edition"):
            open_state(folder, name)


@pytest.mark.parametrize(
    ("number", "level", "after"),
    [
        ("", "major", "1.0.0"),
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("1.4.2", "none", "1.4.2"),
    ],
)
def test_numbers_follow_semantic_versioning(number: str, level: str, after: str) -> None:
    assert next_number(number, level) == after


def test_a_sheet_is_plain_json(folder: Path, kept: Callable[[], keeping.Edition]) -> None:
    kept()
    said = json.loads((folder / ".dashboard" / "editions" / "1.0.0.json").read_text(encoding="utf-8"))
    assert (said["number"], said["previous"], said["when"]) == ("1.0.0", "", "2026-01-01T01:00:00Z")
    assert {"indicators.yaml", "data/places.csv", f"data/documents/{LETTER}"} <= set(said["files"])


def test_of_an_archive_only_plain_files_inside_it_are_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in ("indicators.yaml", "data/places.csv", "../outside.csv"):
            member = tarfile.TarInfo(name)
            member.size = 2
            archive.addfile(member, io.BytesIO(b"x\n"))
        link = tarfile.TarInfo("data/link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    packed.seek(0)
    with tarfile.open(fileobj=packed) as archive:
        _unpack(archive, tmp_path / "in")
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == ["in/data/places.csv", "in/indicators.yaml"]
