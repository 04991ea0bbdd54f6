"""A save puts the whole new file in the place of the old one it was made for, or changes nothing and says why."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from dashboard.catalogue import catalogue_problems
from dashboard.catalogue.edit import with_entry, with_value
from dashboard.curation import saving
from dashboard.curation.edit_log import Change, edits, tampered
from dashboard.curation.saving import hold, preview, save, tidy, undo
from dashboard.durable import own_folder
from dashboard.errors import EditError, StaleEditError

ME = Change("note", "a title", "li", "test")
TITLE = ("project", "title", "en")
ROOT = Path(__file__).parents[2]


def versions(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_save_changes_its_line_and_says_so_in_the_log(small: Path) -> None:
    before = versions(small)
    held = hold(small)
    edit = save(held, with_value(held.text, TITLE, "Figures"), ME)
    assert "{zh: 指标台, en: Figures}" in small.read_text(encoding="utf-8")
    assert (edit.by, edit.via, edit.action, edit.summary) == ("li", "test", "note", "a title")
    assert edit.lines == ("-  title: {zh: 指标台, en: Indicators}", "+  title: {zh: 指标台, en: Figures}")
    assert (edit.before, edit.after) == (before, versions(small))
    assert edits(own_folder(small.parent)) == (edit,)
    assert (own_folder(small.parent) / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_preview_shows_the_lines_around_a_change(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    assert preview(text, with_value(text, TITLE, "F")) == (
        *("@@", " project:", "-  title: {zh: 指标台, en: Indicators}"),
        *("+  title: {zh: 指标台, en: F}", " indicators:", "   - id: schools"),
    )


def test_a_byte_order_mark_and_permissions_stay(small: Path) -> None:
    small.write_bytes(b"\xef\xbb\xbf" + small.read_bytes())
    small.chmod(0o640)
    held = hold(small)
    save(held, with_value(held.text, TITLE, "F"), ME)
    assert small.read_bytes().startswith(b"\xef\xbb\xbfproject:")
    assert small.stat().st_mode & 0o777 == 0o640


def test_a_save_for_an_older_version_is_refused_with_all_three_texts(small: Path) -> None:
    mine, theirs = hold(small), hold(small)
    save(theirs, with_value(theirs.text, TITLE, "Theirs"), ME)
    wanted = with_value(mine.text, TITLE, "Mine")
    with pytest.raises(StaleEditError) as caught:
        save(mine, wanted, ME)
    assert (caught.value.base, caught.value.mine) == (mine.text, wanted)
    assert "en: Theirs" in caught.value.theirs
    assert caught.value.merged is None
    assert "en: Theirs" in small.read_text(encoding="utf-8")


def test_changes_of_different_lines_can_be_put_together(small: Path) -> None:
    mine = hold(small)
    small.write_text(mine.text.replace("技工学校]", "技工学校, 技校]"), encoding="utf-8")  # an editor
    with pytest.raises(StaleEditError) as caught:
        save(mine, with_value(mine.text, TITLE, "Mine"), ME)
    assert caught.value.merged == mine.text.replace("技工学校]", "技工学校, 技校]").replace("Indicators", "Mine")


def test_an_editor_that_writes_in_the_last_moment_is_not_overwritten(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = hold(small)
    checked = saving._valid

    def slowly(path: Path, data: bytes) -> None:
        checked(path, data)
        small.write_text(mine.text + "# edited\n", encoding="utf-8")

    monkeypatch.setattr(saving, "_valid", slowly)
    with pytest.raises(StaleEditError):
        save(mine, with_value(mine.text, TITLE, "Mine"), ME)
    assert small.read_text(encoding="utf-8") == mine.text + "# edited\n"
    assert edits(own_folder(small.parent)) == ()


def test_a_text_with_an_error_is_not_saved(small: Path) -> None:
    held = hold(small)
    with pytest.raises(EditError, match=r"indicators.yaml:9:.*stok|kind"):
        save(held, held.text.replace("kind: stock", "kind: stok"), ME)
    assert small.read_text(encoding="utf-8") == held.text


def test_a_read_only_file_is_left_alone_and_the_reader_told(small: Path) -> None:
    held = hold(small)
    small.chmod(0o444)
    with pytest.raises(EditError, match="read-only"):
        save(held, with_value(held.text, TITLE, "Mine"), ME)
    assert small.read_text(encoding="utf-8") == held.text


@pytest.mark.parametrize(("holder", "name"), [(os, "fsync"), (Path, "replace")])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_a_full_or_failing_disk_leaves_the_old_file(
    small: Path, monkeypatch: pytest.MonkeyPatch, holder: object, name: str, number: int
) -> None:
    held = hold(small)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(holder, name, fail)
        with pytest.raises(EditError) as caught:
            save(held, with_value(held.text, TITLE, "Mine"), ME)
    assert os.strerror(number) in caught.value.zh
    assert ("腾出磁盘空间" in caught.value.zh) == (number in (errno.ENOSPC, errno.EDQUOT))
    assert small.read_text(encoding="utf-8") == held.text
    assert [file.name for file in small.parent.iterdir() if file.name.endswith(".part")] == []
    assert edits(own_folder(small.parent)) == ()


def test_what_killed_writers_left_is_removed_unless_one_is_at_work(small: Path) -> None:
    left = small.with_name(".indicators.yaml.0a1b2c3d.part")
    left.write_text("half", encoding="utf-8")
    with saving._locked(small), ThreadPoolExecutor(1) as other:
        monkey = pytest.MonkeyPatch()
        monkey.setattr(saving, "_WAIT", 0.1)
        other.submit(tidy, small).result()
        monkey.undo()
    assert left.exists()
    tidy(small)
    assert not left.exists()


def test_a_change_is_taken_back_and_later_changes_stay(small: Path) -> None:
    held = hold(small)
    first = save(held, with_value(held.text, TITLE, "First"), ME)
    held = hold(small)
    save(held, with_value(held.text, ("indicators", 0, "en"), "All schools"), ME)
    undone = undo(small, first.id, Change("undo", first.id, "wang", "test"))
    text = small.read_text(encoding="utf-8")
    assert ("en: Indicators}" in text, "All schools" in text) == (True, True)
    assert undone.lines == ("-  title: {zh: 指标台, en: First}", "+  title: {zh: 指标台, en: Indicators}")
    assert [edit.action for edit in edits(own_folder(small.parent))] == ["note", "note", "undo"]


def test_a_change_that_was_changed_again_cannot_be_taken_back_by_itself(small: Path) -> None:
    held = hold(small)
    first = save(held, with_value(held.text, TITLE, "First"), ME)
    held = hold(small)
    save(held, with_value(held.text, TITLE, "Second"), ME)
    with pytest.raises(EditError, match="changed again"):
        undo(small, first.id, ME)
    with pytest.raises(EditError, match="no change numbered"):
        undo(small, "nothing", ME)


def test_a_line_altered_in_the_log_or_taken_out_shows(small: Path) -> None:
    for title in ("A", "B", "C"):
        held = hold(small)
        save(held, with_value(held.text, TITLE, title), ME)
    log = own_folder(small.parent) / "edits.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    assert tampered(own_folder(small.parent)) == ()
    log.write_bytes(lines[0].replace(b'"li"', b'"wu"') + lines[1] + lines[2])
    assert tampered(own_folder(small.parent)) == (2,)
    log.write_bytes(lines[0] + lines[2])
    assert tampered(own_folder(small.parent)) == (2,)


def test_a_torn_last_line_of_the_log_is_passed_over(small: Path) -> None:
    held = hold(small)
    first = save(held, with_value(held.text, TITLE, "A"), ME)
    log = own_folder(small.parent) / "edits.jsonl"
    log.write_bytes(log.read_bytes() + b'{"id": "2026')
    held = hold(small)
    second = save(held, with_value(held.text, TITLE, "B"), ME)
    assert edits(own_folder(small.parent)) == (first, second)


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    program = str(Path(__file__).parent / "save_in_a_loop.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "VET_DASHBOARD_CACHE": ""}
    return subprocess.Popen(
        [sys.executable, program, str(path), name], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_writers_killed_at_any_moment_leave_a_valid_file_with_all_they_said_was_saved(small: Path) -> None:
    chance = random.Random(5)
    acknowledged: list[str] = []
    for round_ in range(5):
        writers = [writer(small, f"w{round_}{side}") for side in "ab"]
        said = [process.stdout.readline() for process in writers if process.stdout]  # both are at work
        time.sleep(chance.uniform(0, 0.12))
        for process in writers:
            process.send_signal(signal.SIGKILL)
        for process in writers:
            said += process.communicate()[0].splitlines()
        acknowledged += [line.split()[1] for line in said if line.startswith("saved") and len(line.split()) == 2]
        assert [p.en for p in catalogue_problems(small) if p.severity == "error"] == []
    text = small.read_text(encoding="utf-8")
    assert [name for name in acknowledged if f"reason: {name}\n" not in text] == []
    assert len(acknowledged) >= 10
    held = hold(small)
    save(held, with_value(held.text, TITLE, "Last"), ME)
    assert [file.name for file in small.parent.iterdir() if file.name.endswith(".part")] == []
    logged = {line for edit in edits(own_folder(small.parent)) for line in edit.lines}
    assert [name for name in acknowledged if f"+    reason: {name}" not in logged] == []
    assert tampered(own_folder(small.parent)) == ()


def lines_of_a_save(path: Path, title: str, last: int) -> int:
    """Save in a child process that kills itself before the `last`-th line it runs; the number of lines it ran."""
    watched = {Path(module).name for module in ("durable.py", "saving.py", "edit_log.py", "pathlib.py")}
    counted, told = os.pipe()
    child = os.fork()
    if child == 0:
        seen = 0

        def step(frame: FrameType, event: str, _: object) -> object:
            nonlocal seen
            if Path(frame.f_code.co_filename).name not in watched:
                return None
            if event == "line":
                seen += 1
                if seen == last:
                    os.kill(os.getpid(), signal.SIGKILL)
            return step

        saving._valid = lambda *_: None  # it writes nothing, and a thousand lines of it would be steps too
        held = hold(path)
        sys.settrace(step)  # type: ignore[arg-type]
        save(held, with_value(held.text, TITLE, title), ME)
        sys.settrace(None)
        os.write(told, str(seen).encode())
        os._exit(0)
    os.close(told)
    os.waitpid(child, 0)
    with os.fdopen(counted) as pipe:
        return int(pipe.read() or 0)


@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.long)])
def test_a_save_killed_before_any_of_its_last_three_hundred_lines_leaves_the_old_file_or_the_new(
    small: Path, step: int
) -> None:
    old = small.read_text(encoding="utf-8")
    lines = lines_of_a_save(small, "Counted", 0)
    assert lines > 400
    outcomes = set()
    for number in range(lines - 300, lines, step):
        small.write_text(old, encoding="utf-8")
        shutil.rmtree(own_folder(small.parent))
        lines_of_a_save(small, f"T{number}", number + 1)
        text = small.read_text(encoding="utf-8")
        assert text in (old, old.replace("Indicators", f"T{number}")), number
        outcomes.add(text == old)
        if text != old:
            assert edits(own_folder(small.parent))[-1].after == versions(small)
    assert outcomes == {True, False}


@pytest.mark.long
def test_two_hundred_saves_killed_at_random_leave_a_valid_file(small: Path) -> None:
    chance = random.Random(7)
    for number in range(200):
        process = writer(small, f"w{number}")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert [p.en for p in catalogue_problems(small) if p.severity == "error"] == [], number


def test_of_two_hundred_saves_by_two_writers_each_is_kept_or_refused(small: Path) -> None:
    kept = refused = 0
    for number in range(100):
        one, other = hold(small), hold(small)
        entries = [
            f"- document: letter.md\n  quote: 10所\n  expect: {{value: 10}}\n  choose: true\n  reason: r{number}{side}\n"
            f"  by: li\n  on: 2026-11-22\n"
            for side in "ab"
        ]
        for held, entry in zip((one, other), entries, strict=True):
            try:
                save(held, with_entry(held.text, "corrections", entry), ME)
                kept += 1
            except StaleEditError:
                refused += 1
    assert (kept, refused) == (100, 100)
    assert small.read_text(encoding="utf-8").count("reason: r") == 100


def test_any_change_of_a_row_of_additions_can_be_taken_back_by_itself(small: Path) -> None:
    made = []
    for number in range(4):
        entry = f"- document: letter.md\n  quote: 10所\n  expect: {{value: 10}}\n  choose: true\n  reason: r{number}\n  by: li\n  on: 2026-11-22\n"
        held = hold(small)
        made.append(save(held, with_entry(held.text, "corrections", entry), ME))
    for number in (1, 3, 2, 0):
        undo(small, made[number].id, ME)
        left = small.read_text(encoding="utf-8")
        assert f"reason: r{number}" not in left
    assert left.count("reason: r") == 0
