"""A compiled catalogue says what its files say, for as long as they say it, and never stands in the way."""

from __future__ import annotations

import dataclasses
import errno
import gc
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue import catalogue_problems, compiled, entries, kept, load_catalogue, sources
from dashboard.errors import CatalogueError
from tests.catalogue.test_catalogue_load import FULL
from tests.conftest import ROOT

Folder = Callable[..., Path]
SHIPPED = ROOT / "indicators.yaml"
TABLE = "年,家数（万家）\n2020,1\n"
WARNED = FULL.replace("letter.md, kind", "missing.md, kind")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place to keep things in that is still to be made."""
    folder = tmp_path_factory.mktemp("caches") / "a" / "cache"
    monkeypatch.setenv("VET_DASHBOARD_CACHE", str(folder))
    return folder


@pytest.fixture
def only_compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on nothing can be read from the files themselves."""

    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was read whole")

    return lambda: monkeypatch.setattr(sources, "read_sources", refuse)


@pytest.fixture
def project(folder: Folder) -> Path:
    return folder(FULL, pupils=TABLE)


def spelled(value: object) -> object:
    """A value with every type and the order of every mapping in it."""
    if dataclasses.is_dataclass(value):
        return type(value), [spelled(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, dict):
        return type(value), [(spelled(key), spelled(item)) for key, item in value.items()]
    if isinstance(value, tuple):  # a Place too
        return type(value), [spelled(item) for item in value]
    return type(value), value


def files_in(folder: Path) -> list[Path]:
    """The texts kept in a folder; a page of an earlier test that goes on may keep its store in one beside them."""
    return sorted(file for file in folder.iterdir() if file.name != "store") if folder.is_dir() else []


# ---- the same ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [FULL, WARNED, None])
def test_what_was_compiled_is_what_was_read(folder, only_compiled, text):
    path = folder(text, pupils=TABLE) if text else SHIPPED
    assert compiled.recall(path) is None
    whole = sources.read_sources(path)
    only_compiled()
    again = compiled.recall(path)
    assert again == whole
    assert spelled(again) == spelled(whole)
    assert load_catalogue(path) == whole.catalogue
    assert len(whole.catalogue.places.all_names) > 5


def test_the_spelling_tells_types_and_order_apart():
    pairs = [(1, 1.0), (1, True), ("a", ("a",)), ({"a": 1, "b": 2}, {"b": 2, "a": 1})]
    assert [pair for pair in pairs if spelled(pair[0]) == spelled(pair[1])] == []


def test_warnings_are_said_every_time_in_the_same_words_and_places(folder, only_compiled):
    path = folder(WARNED, pupils=TABLE)
    first = catalogue_problems(path)
    only_compiled()
    assert catalogue_problems(path) == first
    assert [(p.file, p.line, p.column, p.severity) for p in first] == [("indicators.yaml", 37, 12, "warning")]
    assert first[0].excerpt.startswith("  - {file: missing.md")


def test_an_invalid_file_is_not_compiled(folder, cache):
    path = folder(FULL.replace("kind: stock", "kind: stok"), pupils=TABLE)
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load_catalogue(path)
    assert files_in(cache) == []


def test_every_entry_has_a_compiled_form():
    kinds = {name for name, kind in vars(entries).items() if getattr(kind, "__module__", "") == entries.__name__}
    assert len(kinds) > 12
    assert kinds - set(compiled.KINDS) == set()


def test_what_json_could_not_give_back_is_refused():
    with pytest.raises(TypeError, match="frozenset has no compiled form"):
        compiled._plain((frozenset({"a"}),))


def test_texts_no_encoding_has_are_kept(cache):
    kept.keep("name", "a\ud800b")
    assert kept.kept("name") == "a\ud800b"


def test_the_same_files_are_compiled_to_the_same_bytes(project, cache):
    load_catalogue(project)
    (file,) = files_in(cache)
    first = file.read_bytes()
    file.unlink()
    load_catalogue(project)
    assert files_in(cache) == [file]
    assert file.read_bytes() == first


# ---- only while nothing has changed --------------------------------------------------------------------------------


def change_yaml(path: Path) -> Path:
    path.write_bytes(path.read_bytes().replace("评价机构数".encode(), "评价机构量".encode(), 1))
    return path


def add_a_byte(path: Path) -> Path:
    path.write_bytes(path.read_bytes() + b"\n")
    return path


def change_places(path: Path) -> Path:
    places = path.parent / "data" / "places.csv"
    places.write_bytes(places.read_bytes().replace(b"Henan", b"HeNan", 1))
    return path


def change_the_name(path: Path) -> Path:
    return path.rename(path.parent / "other.yaml")


def remove_a_document(path: Path) -> Path:
    (path.parent / "data" / "documents" / "letter.md").unlink()
    return path


def change_a_header(path: Path) -> Path:
    (path.parent / "data" / "pupils.csv").write_text("年,家数（万家）,more\n2020,1,1\n", encoding="utf-8")
    return path


def remove_a_table(path: Path) -> Path:
    (path.parent / "data" / "pupils.csv").unlink()
    return path


def damage_a_table(path: Path) -> Path:
    (path.parent / "data" / "pupils.csv").write_bytes(b"\xff\xff,\xff\n")
    return path


CHANGES = [change_yaml, add_a_byte, change_places, change_the_name, remove_a_document, change_a_header]
CHANGES += [remove_a_table, damage_a_table]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_it_stale(project, change):
    load_catalogue(project)
    assert compiled.recall(project) is not None
    assert compiled.recall(change(project)) is None


def test_what_has_changed_is_what_is_read(project):
    assert load_catalogue(project).indicators["agencies"].zh == "评价机构数"
    assert load_catalogue(change_yaml(project)).indicators["agencies"].zh == "评价机构量"
    assert load_catalogue(project).places["CN410000"].name_en == "Henan"
    assert load_catalogue(change_places(project)).places["CN410000"].name_en == "HeNan"
    assert catalogue_problems(project) == ()
    assert [p.line for p in catalogue_problems(remove_a_document(project))] == [37]
    with pytest.raises(CatalogueError):
        load_catalogue(remove_a_table(project))


def test_no_places_and_an_empty_file_of_places_are_two_things(folder):
    text = FULL.partition("documents:")[0]
    path = folder(text, None)
    assert [p.severity for p in catalogue_problems(path)] == ["warning"]
    folder(text, b"")
    assert compiled.recall(path) is None
    assert "error" in [p.severity for p in catalogue_problems(path)]


def test_another_version_of_the_program_finds_nothing(project, tmp_path, monkeypatch):
    package = tmp_path / "package"
    for name in ("catalogue/load.py", *compiled.BESIDE):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes((compiled.PACKAGE / name).read_bytes())
    monkeypatch.setattr(compiled, "PACKAGE", package)
    for changed in ("", "catalogue/load.py", "wording/catalogue.py", "model.py"):
        if changed:
            add_a_byte(package / changed)
        compiled._program.cache_clear()
        assert compiled.recall(project) is None
        load_catalogue(project)
        assert compiled.recall(project) is not None
    (package / "model.py").unlink()
    compiled._program.cache_clear()
    assert compiled.recall(project) is None
    assert load_catalogue(project).project.title_en == "指标台"
    monkeypatch.undo()
    compiled._program.cache_clear()


# ---- never in the way ----------------------------------------------------------------------------------------------


def sealed(text: str) -> bytes:
    """A file whose seal is right, whatever it says."""
    return b'"%s"\n' % hashlib.sha256(text.encode()).hexdigest().encode() + text.encode()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one bit": lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:],
    "seal only": lambda content: content[:67],
    "no text": lambda content: b"\xff" * 100,
    "no json": lambda content: sealed("["),
    "empty list": lambda content: sealed("[]"),
    "other kind": lambda content: sealed('["Nothing",1]'),
    "kind of no name": lambda content: sealed('[{"a":1},1]'),
    "too few fields": lambda content: sealed('["",["Reading"],{},{}]'),
    "other shape": lambda content: sealed('["",1,{},{}]'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_passed_over_and_mended(project, cache, damage):
    whole = load_catalogue(project)
    (file,) = files_in(cache)
    good = file.read_bytes()
    file.write_bytes(damage(good))
    assert compiled.recall(project) is None
    assert load_catalogue(project) == whole
    assert file.read_bytes() == good


def test_a_folder_in_the_files_place_is_passed_over(project, cache):
    whole = load_catalogue(project)
    (file,) = files_in(cache)
    file.unlink()
    file.mkdir()
    assert load_catalogue(project) == whole
    assert files_in(cache) == [file]


def test_where_no_folder_can_be_made_nothing_is_kept(project, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VET_DASHBOARD_CACHE", str(tmp_path / "file" / "cache"))
    for _ in range(2):
        assert load_catalogue(project).project.title_en == "指标台"
    assert compiled.recall(project) is None


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(folder, enabled):
    change = {True: gc.enable, False: gc.disable}
    change[enabled]()
    try:
        load_catalogue(folder(FULL, pupils=TABLE))
        assert gc.isenabled() is enabled
        with pytest.raises(CatalogueError):
            load_catalogue(folder(""))
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_a_full_disk_leaves_nothing_behind(project, cache, monkeypatch):
    tried = []

    def write_half(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:100])
        tried.append(path.suffix)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    assert load_catalogue(project).project.title_en == "指标台"
    assert tried == [".part"]
    assert files_in(cache) == []


def test_without_a_home_nothing_is_kept(project, monkeypatch):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("VET_DASHBOARD_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    for _ in range(2):
        assert load_catalogue(project).project.title_en == "指标台"
    assert compiled.recall(project) is None


def test_the_place_is_the_users_cache_and_can_be_named_or_refused(project, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(sys, "platform", "linux")
    for own, shared, place in [
        (None, None, "home/.cache/vet-dashboard/catalogue"),
        (None, "relative", "home/.cache/vet-dashboard/catalogue"),
        (None, str(tmp_path / "xdg"), "xdg/vet-dashboard/catalogue"),
        (str(tmp_path / "own"), str(tmp_path / "xdg"), "own"),
    ]:
        for name, value in (("VET_DASHBOARD_CACHE", own), ("XDG_CACHE_HOME", shared)):
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        load_catalogue(project)
        assert compiled.recall(project) is not None
        (file,) = files_in(tmp_path / place)
        file.unlink()
    monkeypatch.setenv("VET_DASHBOARD_CACHE", "")
    load_catalogue(project)
    assert compiled.recall(project) is None


def test_nothing_is_kept_in_the_project(project, cache):
    before = sorted(project.parent.rglob("*"))
    load_catalogue(project)
    assert sorted(project.parent.rglob("*")) == before
    assert len(files_in(cache)) == 1


def test_only_the_newest_stay_and_what_is_not_ours_too(cache):
    cache.mkdir(parents=True)
    (cache / "notes.txt").write_text("mine")
    for number in range(12):
        kept.keep(f"{number}", "text")
        os.utime(cache / f"{number}.jsonl", (number, number))
    assert [file.name for file in files_in(cache)] == [
        "10.jsonl", "11.jsonl", "4.jsonl", "5.jsonl", "6.jsonl", "7.jsonl", "8.jsonl", "9.jsonl", "notes.txt",
    ]  # fmt: skip


def test_what_was_just_kept_stays_whatever_the_clock_says(cache):
    for number in range(kept.NEWEST):
        kept.keep(f"{number}", "text")
        os.utime(cache / f"{number}.jsonl", (2**33 + number, 2**33 + number))
    kept.keep("now", "text")
    assert kept.kept("now") == "text"
    assert [kept.kept("0"), kept.kept("1")] == [None, "text"]


def test_what_a_killed_process_left_goes_in_time(cache):
    cache.mkdir(parents=True)
    (cache / "left.part").write_text("")
    os.utime(cache / "left.part", (0, 0))
    for number in range(kept.NEWEST):
        kept.keep(f"{number}", "text")
    assert len(files_in(cache)) == kept.NEWEST
    assert not (cache / "left.part").exists()


# ---- other processes -----------------------------------------------------------------------------------------------


def python(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, str(path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_processes_that_compile_at_once_do_not_disturb_each_other(project, cache):
    code = """
import sys
from pathlib import Path
from dashboard.catalogue import kept, load_catalogue
for _ in range(20):
    print(len(load_catalogue(Path(sys.argv[1])).indicators))
    for file in kept._folder().glob("*.jsonl"):
        file.unlink(missing_ok=True)
"""
    for running in [python(code, project) for _ in range(3)]:
        out, err = running.communicate(timeout=60)
        assert (out.split(), err, running.returncode) == (["2"] * 20, "", 0)
    load_catalogue(project)
    assert [file.suffix for file in files_in(cache)] == [".jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes, which this platform has not")
def test_a_pipe_in_the_files_place_is_not_waited_for(project, cache):
    load_catalogue(project)
    (file,) = files_in(cache)
    file.unlink()
    os.mkfifo(file)
    code = "import sys, pathlib; from dashboard.catalogue import load_catalogue as l; l(pathlib.Path(sys.argv[1]))"
    running = python(code, project)
    try:
        assert running.communicate(timeout=30) == ("", "")
    finally:
        running.kill()
    assert file.is_file()


def test_a_compiled_catalogue_needs_none_of_the_heavy_libraries():
    code = """
import json, sys
from pathlib import Path
from dashboard.catalogue import load_catalogue
from dashboard.extraction import extract
from dashboard.model import SourceDocument
found = extract(SourceDocument("a", "全市现有技工院校10所。", ""), load_catalogue(Path(sys.argv[1])))
print(json.dumps([sorted(sys.modules), len(found)]))
"""
    heavy = {
        "pydantic",
        "pydantic_core",
        "yaml",
        "pandas",
        "numpy",
        "importlib.metadata",
        "email",
        "difflib",
        "zipfile",
    }
    loaded = []
    for _ in range(2):
        out, err = python(code, SHIPPED).communicate(timeout=60)
        assert err == ""
        modules, found = json.loads(out)
        assert found == 1
        loaded.append(heavy & set(modules))
    assert {"pydantic", "yaml"} <= loaded[0]
    assert loaded[1] == set()
