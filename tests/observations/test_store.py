"""The frames kept on disk: found again as they were, never half written, never used when damaged or out of date."""

from __future__ import annotations

import functools
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from dashboard import gathering
from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.observations import store
from dashboard.project import Project, load_project
from tests.conftest import ROOT

YAML = "indicators.yaml"
GATHER = gathering.gather


class _Killed(BaseException):
    """Stands for a kill -9: nothing may catch it."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own; returns the store in it."""
    monkeypatch.setenv("VET_DASHBOARD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "store"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped project."""
    shutil.copy(ROOT / YAML, tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@functools.cache
def _shipped() -> gathering.Gathered:
    """What the shipped files say, read once for all tests."""
    return GATHER(ROOT, load_catalogue(ROOT / YAML))


@pytest.fixture(autouse=True)
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read from their files; what they say is what the shipped ones say, whatever was changed."""
    folders: list[Path] = []

    def counted(folder: Path, _: Catalogue) -> gathering.Gathered:
        folders.append(folder)
        return _shipped()

    monkeypatch.setattr(gathering, "gather", counted)
    return folders


def _same(a: Project, b: Project) -> None:
    assert_frame_equal(a.observations, b.observations)
    assert_frame_equal(a.mentions, b.mentions)
    assert (a.documents, a.findings, a.problems, a.version) == (b.documents, b.findings, b.problems, b.version)
    assert len(a.observations) > 100
    assert len(a.findings) > 3


def test_a_second_start_reads_the_store_and_finds_the_same(cache: Path, folder: Path, gathered: list[Path]) -> None:
    first = load_project(folder)
    second = load_project(folder)
    assert gathered == [folder]
    _same(first, second)
    assert sorted(path.suffix for path in cache.iterdir()) == [".json", *[".parquet"] * 4]
    assert cache.stat().st_mode & 0o077 == 0


def _edit_yaml(folder: Path) -> None:
    path = folder / YAML
    path.write_text(path.read_text("utf-8") + "\n# a remark\n", "utf-8")


def _edit_letter(folder: Path) -> None:
    path = next((folder / "data" / "documents").glob("*.md"))
    path.write_bytes(path.read_bytes() + "\n全市有技工院校12所。\n".encode())


def _add_letter(folder: Path) -> None:
    (folder / "data" / "documents" / "third.md").write_text("全市有技工院校12所。", "utf-8")


def _edit_table(folder: Path) -> None:
    path = next(path for path in (folder / "data").glob("*.csv") if path.name not in ("places.csv", "population.csv"))
    path.write_bytes(path.read_bytes() + b"\n")


def _another_program(folder: Path) -> None:
    store._program = lambda: b"another"  # type: ignore[assignment]


@pytest.fixture
def program() -> Iterator[None]:
    own = store._program
    yield
    store._program = own


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("change", [_edit_yaml, _edit_letter, _add_letter, _edit_table, _another_program])
def test_whatever_changes_is_read_anew(
    cache: Path, folder: Path, gathered: list[Path], change: Callable[[Path], None]
) -> None:
    load_project(folder)
    change(folder)
    load_project(folder)
    assert len(gathered) == 2
    load_project(folder)
    assert len(gathered) == 2
    assert len(list(cache.glob("*.json"))) == 2


def test_times_of_files_mean_nothing(cache: Path, folder: Path, gathered: list[Path]) -> None:
    load_project(folder)
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    load_project(folder)
    assert len(gathered) == 1
    path = folder / YAML
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"CC BY 4.0", b"CC BY 3.0"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_project(folder).catalogue.project.licence_data == "CC BY 3.0"
    assert len(gathered) == 2


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _not_a_sheet(path: Path) -> None:
    line = b'{"frames": []}'
    path.write_bytes(store._hash(line).encode() + b"\n" + line)


@pytest.mark.parametrize("damage", [_flip, _cut, _empty, _not_a_sheet, Path.unlink])
@pytest.mark.parametrize("kind", [".json", ".parquet"])
def test_a_damaged_file_is_reported_and_built_again(
    cache: Path, folder: Path, gathered: list[Path], kind: str, damage: Callable[[Path], None]
) -> None:
    whole = load_project(folder)
    for path in [path for path in cache.iterdir() if path.suffix == kind]:
        good = path.read_bytes()
        damage(path)
        project = load_project(folder)
        reported = [problem for problem in project.problems if problem not in whole.problems]
        if kind == ".json" and damage is Path.unlink:
            assert reported == []
        else:
            assert [(problem.file, problem.severity) for problem in reported] == [(str(path), "warning")]
            assert "stored again" in reported[0].en
        assert path.read_bytes() == good
        _same(load_project(folder), whole)
    assert len(gathered) > 1


def test_a_writer_killed_at_any_step_leaves_the_old_store_or_the_new(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_project(folder)
    kept = sorted((path.name, path.read_bytes()) for path in cache.iterdir())
    shutil.rmtree(cache)
    steps = 0
    for name, holder in (("fsync", os), ("replace", Path)):
        real = getattr(holder, name)
        for at in range(20):
            left = at

            def killed(*given: object, real: Callable[..., object] = real) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    raise _Killed
                return real(*given)

            monkeypatch.setattr(holder, name, killed)
            try:
                load_project(folder)
                done = True
            except _Killed:
                done = False
            monkeypatch.setattr(holder, name, real)
            steps += not done
            project = load_project(folder)
            _same(project, whole)
            assert sorted((path.name, path.read_bytes()) for path in cache.iterdir()) == kept
            shutil.rmtree(cache)
            if done:
                break
    assert steps >= 10


def test_bytes_are_on_the_disk_before_they_have_their_name(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("sync"), fsync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda path, to: (done.append(Path(to).suffix), replace(path, to))[1])
    load_project(folder)
    shown = [step for step in done if step != "sync"]
    assert shown == [".jsonl", *[".parquet"] * 4, ".json"] or shown == [*[".parquet"] * 4, ".json"]
    for number, step in enumerate(done):
        if step in (".parquet", ".json"):
            assert done[number - 1] == "sync"
            assert done[number + 1] == "sync"


def test_only_the_newest_stay_and_nothing_that_may_be_in_the_making_goes(cache: Path, folder: Path) -> None:
    for number in range(7):
        path = folder / YAML
        path.write_text(path.read_text("utf-8") + f"\n# {number}\n", "utf-8")
        load_project(folder)
    assert len(list(cache.glob("*.json"))) == 4
    young, old = cache / f"{'a' * 64}.parquet", cache / f"{'b' * 64}.parquet"
    part, stale = cache / "x.1234.part", cache / "y.1234.part"
    for file in (young, old, part, stale):
        file.write_bytes(b"x")
    for file in (old, stale):
        os.utime(file, (1, 1))
    _edit_yaml(folder)
    load_project(folder)
    assert [file.exists() for file in (young, old, part, stale)] == [True, False, True, False]


def test_where_nothing_can_be_kept_the_log_says_why_and_all_goes_on(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with caplog.at_level(logging.WARNING, logger="dashboard.store"):
        project = load_project(folder)
    assert len(project.cells) > 50
    assert "No space left on device" in caplog.text
    assert list(cache.iterdir()) == []


def test_switched_off_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VET_DASHBOARD_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    load_project(folder)
    assert not (tmp_path / "xdg").exists()


def test_a_change_while_the_files_were_read_is_not_kept_as_if_it_had_been_read(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def slow(*_: object) -> gathering.Gathered:
        _add_letter(folder)
        return _shipped()

    monkeypatch.setattr(gathering, "gather", slow)
    load_project(folder)
    assert list(cache.glob("*.json")) == []


def test_nothing_is_unpickled() -> None:
    """Neither here nor anywhere in the program."""
    for path in (ROOT / "dashboard").rglob("*.py"):
        assert not re.search(r"\b(?:pickle|shelve|diskcache|marshal|joblib)\b", path.read_text("utf-8")), path


def test_a_sheet_is_plain_json_that_names_its_frames(cache: Path, folder: Path) -> None:
    project = load_project(folder)
    (sheet,) = cache.glob("*.json")
    said = json.loads(sheet.read_bytes().partition(b"\n")[2])
    assert {f"{name}.parquet" for name in said["frames"].values()} == {p.name for p in cache.glob("*.parquet")}
    assert said["version"] == project.version
