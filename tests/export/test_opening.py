"""Every export leads back to its view, and says what has changed since; what is not ours is refused in a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from chart_frames import small_catalogue, small_observations
from conftest import project_of

from dashboard.errors import ExportError
from dashboard.export import FORMATS, containers, export_selection
from dashboard.export.board import Board
from dashboard.export.boards import BOARD_FORMATS, export_board
from dashboard.export.containers import read_container
from dashboard.export.opening import open_again
from dashboard.model import Selection

SELECTION = Selection(
    ("secondary_vocational_schools", "training_person_times"), ("CN411300", "CN411500"), by="place", lang="en"
)
LINK = "/compare?i=secondary_vocational_schools,training_person_times&p=CN411300,CN411500&by=place&lang=en"
BRIEF_LINK = LINK.replace("/compare", "/brief") + "&charts=compare,trend"
DRAWN = {"png", "svg", "pdf", "docx"}


def _written(project: SimpleNamespace, form: str, folder: Path, board: bool) -> Path:
    path = folder / f"file.{form}"
    if board:
        path.write_bytes(export_board(Board(project, SELECTION, ("compare", "trend")), form))
    else:
        path.write_bytes(export_selection(project, SELECTION, form))
    return path


def _changed() -> SimpleNamespace:
    """The small project with one value corrected and one gone."""
    frame = small_observations()
    mine = frame[(frame["indicator"] == "secondary_vocational_schools") & (frame["ref_area"] == "CN411300")].index
    frame.loc[mine, "printed"] = "38所"
    frame.loc[mine, "value"] = 38.0
    gone = frame[(frame["indicator"] == "training_person_times") & (frame["printed"] == "25万人次以上")].index
    assert (len(mine), len(gone)) == (1, 1)
    return project_of(small_catalogue(), frame.drop(gone).reset_index(drop=True), "changed00000")


CASES = [(form, False) for form in FORMATS] + [(form, True) for form in BOARD_FORMATS]


@pytest.mark.parametrize(("form", "board"), CASES)
def test_a_file_leads_back_to_its_view_and_says_what_changed(
    small_project: SimpleNamespace, tmp_path: Path, form: str, board: bool, request: pytest.FixtureRequest
) -> None:
    if form in DRAWN:
        request.getfixturevalue("drawing")
    path = _written(small_project, form, tmp_path, board)
    same = open_again(str(path), small_project, "en")
    assert (same.link, same.changed) == (BRIEF_LINK if board else LINK, False)
    assert same.said == ("The data are the same (version c0ffee123456).",)
    other = open_again(str(path), _changed(), "en")
    assert (other.link, other.changed) == (same.link, True)
    assert other.said == (
        "The data have changed: the file was made of version c0ffee123456, now it is changed00000.",
        "Changed: Nanyang · Secondary vocational schools · at 2025 was 37所 and is 38所.",
        "Gone: Xinyang · Training participations · 2022, which was 25万人次以上.",
    )


def test_a_data_set_leads_back_too(tmp_path: Path, root: Path) -> None:
    from dashboard.export.dataset import export_dataset
    from dashboard.project import load_project

    project = load_project(root)
    export_dataset(project, tmp_path / "set.zip")
    export_dataset(project, tmp_path / "folder")
    for path in (tmp_path / "set.zip", tmp_path / "folder", tmp_path / "folder" / "datapackage.json"):
        carried = read_container(path)
        assert carried.everything
        assert len(carried.proof.values) == len(project.cells.by_id)
        opened = open_again(str(path), project, "zh")
        assert (opened.link, opened.said) == ("/compare", (f"数据未变（版本 {project.version}）。",))


def test_data_that_changed_elsewhere_leave_the_view_as_it_was(small_project: SimpleNamespace, tmp_path: Path) -> None:
    path = _written(small_project, "json", tmp_path, board=False)
    other = project_of(small_catalogue(), small_observations(), "elsewhere000")
    opened = open_again(str(path), other, "zh")
    assert not opened.changed
    assert opened.said[1] == "此视图的 4 个数值都没有变。"


@pytest.mark.parametrize("form", ["xlsx", "json", "parquet", "html"])
def test_a_view_without_a_value_says_whether_there_is_one_now(
    small_project: SimpleNamespace, tmp_path: Path, form: str
) -> None:
    chosen = Selection(("secondary_vocational_schools",), ("CN411300",), ("2031",), lang="en")
    path = tmp_path / f"file.{form}"
    path.write_bytes(export_selection(small_project, chosen, form))
    opened = open_again(str(path), _changed(), "en")
    assert (opened.changed, opened.said[1]) == (False, "Nothing was stated in this view, and nothing is now.")
    frame = small_observations()
    frame.loc[frame["indicator"] == "secondary_vocational_schools", ["time_period", "year"]] = ["2031", 2031]
    opened = open_again(str(path), project_of(small_catalogue(), frame, "later0000000"), "en")
    assert opened.changed
    assert opened.said[1].startswith("New: Nanyang · Secondary vocational schools")


def test_a_csv_without_a_row_says_why_it_leads_nowhere(small_project: SimpleNamespace, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_bytes(export_selection(small_project, Selection(("enrolment",), (), ("2031",)), "csv"))
    with pytest.raises(ExportError, match="has a heading only: nothing was stated"):
        open_again(str(path), small_project, "en")


def test_a_file_of_an_earlier_version_is_opened_as_well(small_project: SimpleNamespace, tmp_path: Path) -> None:
    record = json.loads(export_selection(small_project, SELECTION, "json"))
    del record["rows"], record["proof"]["count"]
    record["proof"]["values"] = [["nobody-1", "7所"]]
    path = tmp_path / "old.json"
    path.write_text(json.dumps(record))
    opened = open_again(str(path), _changed(), "en")
    assert opened.said[1] == "Gone: a value that was 7所."


def test_a_short_link_and_a_long_one_are_opened_as_well(small_project: SimpleNamespace) -> None:
    assert open_again("/s/c-ohld5-8td08tik", small_project, "zh").link == (
        "/compare?i=secondary_vocational_schools&p=CN411300,CN411500"
    )
    given = "http://127.0.0.1:8050/trend?i=enrolment&p=南阳市&evil=1"
    assert open_again(given, small_project, "zh").link == "/trend?i=enrolment&p=CN411300"
    with pytest.raises(ExportError, match="fits nothing in this project's catalogue"):
        open_again("/s/c-zzzzz", small_project, "zh")


def test_a_file_cannot_smuggle_an_address_in(small_project: SimpleNamespace, tmp_path: Path) -> None:
    page = export_selection(small_project, SELECTION, "json")
    record = json.loads(page)
    record["proof"] |= {
        "selection": "i=enrolment,nothing&next=//evil.example&by=javascript:alert(1)",
        "link": "//evil.example",
    }
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(record))
    opened = open_again(str(path), small_project, "en")
    assert opened.link == "/compare?i=enrolment"
    assert opened.said[0] == "No longer in the catalogue: i=nothing, by=javascript:alert(1)."


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
FOREIGN = {
    "plain text": (b"hello\n", "is of no format this program exports"),
    "empty": (b"", "is of no format"),
    "bare png": (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82", "is PNG but carries no proof"),
    "cut png": (b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xfftEXt", "looks like PNG but is incomplete"),
    "foreign svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is SVG but carries no proof"),
    "entity svg": (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "is SVG but carries no proof"),
    "cut pdf": (b"%PDF-1.4\nhello", "looks like PDF but is incomplete"),
    "foreign page": (b"<!DOCTYPE html><p>hello", "is HTML but carries no proof"),
    "deep json": (b'{"a":' * 100_000, "looks like JSON but is incomplete"),
    "foreign json": (b'{"rows": []}', "is JSON but carries no proof"),
    "cut parquet": (b"PAR1hello", "looks like PARQUET but is incomplete"),
    "foreign csv": (b"selection,data_hash\r\n", "is CSV but carries no proof"),
    "odd csv": (b"selection,data_hash\r\nnowhere,x\r\n", "is CSV but carries no proof"),
    "cut archive": (b"PK\x03\x04hello", "looks like ZIP but is incomplete"),
    "foreign archive": (_zip(a=b"b"), "is ZIP but carries no proof"),
    "workbook with entities": (_zip(xl__workbook_xml=_ENTITY), "looks like XLSX but is incomplete or damaged"),
    "foreign brief": (_zip(customXml__proof_xml=b"<x/>", word__document_xml=b"<x/>"), "is DOCX but carries no proof"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_ours_is_refused_in_a_sentence(small_project: SimpleNamespace, tmp_path: Path, name: str) -> None:
    content, said = FOREIGN[name]
    path = tmp_path / "foreign"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=said) as raised:
        open_again(str(path), small_project, "en")
    assert raised.value.zh.startswith("foreign ")


def test_a_bomb_is_refused_at_its_limit(
    small_project: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_UNPACKED", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(_zip(xl__workbook_xml=b"<workbook/>", filler=b"a" * 5_000_000))
    with pytest.raises(ExportError, match=r"damaged .> 1 MB"):
        open_again(str(path), small_project, "en")
    monkeypatch.setattr(containers, "LARGEST_FILE", 1000)
    with pytest.raises(ExportError, match="was not read"):
        open_again(str(path), small_project, "en")


def test_what_is_not_there_is_said(small_project: SimpleNamespace, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"There is no file nothing\.png"):
        open_again(str(tmp_path / "nothing.png"), small_project, "en")
    with pytest.raises(ExportError, match="There is no file"):
        open_again(str(tmp_path), small_project, "en")


@pytest.mark.parametrize("form", ["csv", "json", "html", "xlsx"])
def test_half_a_file_is_no_view(small_project: SimpleNamespace, tmp_path: Path, form: str) -> None:
    """Cut anywhere, a file is refused or still says exactly what it is."""
    content = export_selection(small_project, SELECTION, form)
    path = tmp_path / f"half.{form}"
    for cut in range(0, len(content), max(1, len(content) // 40)):
        path.write_bytes(content[:cut])
        with suppress(ExportError):
            assert open_again(str(path), small_project, "en").link == LINK
