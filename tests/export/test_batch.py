"""A batch: named, told of, taken up where it stopped."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from chart_frames import small_catalogue, small_observations
from conftest import project_of

from dashboard.errors import ExportError, UsageError
from dashboard.export import batch
from dashboard.export.batch import Look, View, every_indicator, export_batch, read_views
from dashboard.model import Selection

CSV = Look("csv")
LIST = """\ufeff# what the report needs
/compare?i=secondary_vocational_schools&p=南阳市

http://127.0.0.1:8050/trend?i=enrolment&lang=en
/s/c-ohld5-8td08tik
""".removeprefix("\ufeff")


def test_a_list_is_read_line_by_line(small_project: SimpleNamespace) -> None:
    assert read_views(LIST, small_project.catalogue, "zh") == (
        View("compare", Selection(("secondary_vocational_schools",), ("CN411300",))),
        View("trend", Selection(("enrolment",), lang="en")),
        View("compare", Selection(("secondary_vocational_schools",), ("CN411300", "CN411500"))),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hello", "line 2 of the list is no link"),
        ("/s/c-zzzzz", "line 2 of the list is no link"),
        ("/compare?i=nothing", "line 2 of the list names what the catalogue does not have: i=nothing"),
        ("/brief?i=enrolment", "line 2 of the list names what the catalogue does not have: brief"),
    ],
)
def test_a_line_that_is_no_view_is_named(small_project: SimpleNamespace, line: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_views(f"# list\n{line}\n", small_project.catalogue, "en")


def test_a_list_has_an_end(small_project: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_VIEWS", 2)
    with pytest.raises(UsageError, match="at most 2 views"):
        read_views(LIST, small_project.catalogue, "en")


def test_a_batch_is_taken_up_where_it_stopped(small_project: SimpleNamespace, tmp_path: Path) -> None:
    views = every_indicator(small_project, "compare", Selection(places=("CN411300",)))
    assert len(views) >= 5
    folder = tmp_path / "new" / "folder"
    first = list(export_batch(small_project, views[:2], folder, CSV))
    assert [done.state for done in first] == ["made", "made"]
    first[0].path.write_bytes(first[0].path.read_bytes()[:100])
    again = list(export_batch(small_project, views, folder, CSV))
    assert [done.state for done in again] == ["made", "kept", *["made"] * (len(views) - 2)]
    assert sorted(path.name for path in folder.iterdir()) == sorted(done.path.name for done in again)
    assert [done.state for done in export_batch(small_project, views, folder, CSV)] == ["kept"] * len(views)
    changed = project_of(small_catalogue(), small_observations(), "changed")
    assert [done.state for done in export_batch(changed, views[:2], folder, CSV)] == ["made", "made"]


def test_files_are_named_by_what_they_show_and_how(small_project: SimpleNamespace, tmp_path: Path) -> None:
    view = View("compare", Selection(("enrolment",), ("CN411300",)))
    names = [
        next(iter(export_batch(small_project, [each], tmp_path, look))).path.name
        for each, look in (
            (view, CSV),
            (View("trend", view.selection), CSV),
            (view, Look("csv", scale=4)),
            (view, Look("json")),
        )
    ]
    assert len(set(names)) == 4
    assert names[0].startswith("南阳市_在校生数_compare_")


def test_one_that_cannot_be_made_does_not_stop_the_others(
    small_project: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch.export_selection

    def failing(project: object, selection: Selection, *rest: object, **how: object) -> bytes:
        if "enrolment" in selection.indicators:
            raise ExportError("坏", "broken")
        return made(project, selection, *rest, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "export_selection", failing)
    views = every_indicator(small_project, "compare", Selection())
    told = list(export_batch(small_project, views, tmp_path, CSV))
    failed = [done for done in told if done.state == "failed"]
    assert [str(done.problem) for done in failed] == ["broken"]
    assert len(list(tmp_path.iterdir())) == len(views) - 1


def test_a_full_disk_is_told_of(
    small_project: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path), len(content))

    monkeypatch.setattr(batch, "put_file", full)
    view = View("compare", Selection(("enrolment",)))
    done = next(iter(export_batch(small_project, [view], tmp_path, CSV)))
    assert done.state == "failed"
    assert "No space left on device" in str(done.problem)
    assert list(tmp_path.iterdir()) == []
