"""The whole project as a data set: keys, codes, periods, the same bytes everywhere and after reading them back."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.errors import ExportError
from dashboard.export import export_selection
from dashboard.export.dataset import Dataset, dataset_of, files_of, read_dataset, write_dataset
from dashboard.export.dataset.sdmx import breaks_of, obs_value, sdmx_period
from dashboard.export.dataset.tables import refuse_broken_keys
from dashboard.export.dataset.writing import zipped
from dashboard.export.provenance import read_proof
from dashboard.model import Selection
from dashboard.project import Project, load_project
from tests.conftest import ROOT

TABLES = ["observations", "mentions", "indicators", "places", "documents", "findings"]


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def dataset(project: Project) -> Dataset:
    return dataset_of(project)


@pytest.fixture(scope="module")
def files(dataset: Dataset) -> dict[str, bytes]:
    return files_of(dataset)


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_files_of_a_data_set(files: dict[str, bytes]) -> None:
    assert list(files) == [
        *(f"{name}.csv" for name in TABLES),
        "observations.sdmx.csv",
        "claims.sdmx.csv",
        *(f"{name}.csv-metadata.json" for name in TABLES),
        "csv-metadata.json",
        "dataset.jsonld",
        "README.md",
        "datapackage.json",
    ]


def test_the_descriptor_names_keys_codes_hashes_and_the_view(files: dict[str, bytes], project: Project) -> None:
    made = json.loads(files["datapackage.json"])
    assert made["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert made["version"] == f"1.0.0+{project.version}"
    assert made["created"] == "2026-11-22T00:00:00Z"
    assert made["licenses"] == [
        {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    proof = read_proof(made["proof"])
    assert (proof.data_hash, proof.catalogue_hash) == (project.version, project.catalogue.content_hash)
    tables = {each["name"]: each["schema"] for each in made["resources"] if each.get("type") == "table"}
    keys = {name: schema["primaryKey"] for name, schema in tables.items()}
    assert keys == {
        "observations": ["observation_id"],
        "mentions": ["mention_id"],
        "indicators": ["id"],
        "places": ["code"],
        "documents": ["name"],
        "findings": ["finding_id"],
    }
    pointers = [(key["fields"], key["reference"]) for key in tables["observations"]["foreignKeys"]]
    assert pointers == [
        (["indicator"], {"resource": "indicators", "fields": ["id"]}),
        (["ref_area"], {"resource": "places", "fields": ["code"]}),
        (["document"], {"resource": "documents", "fields": ["name"]}),
        (["mention_id"], {"resource": "mentions", "fields": ["mention_id"]}),
    ]
    (status,) = (each for each in tables["observations"]["fields"] if each["name"] == "status")
    assert status["constraints"] == {"enum": ["actual", "target", "applied", "capacity"]}
    assert tables["mentions"]["missingValues"][0]["label"] == "未刊载（不等于零） / not stated (which is not zero)"


def test_notes_are_there_in_both_languages_and_in_sdmx_in_that_of_the_data(
    files: dict[str, bytes], project: Project
) -> None:
    tables = {
        each["name"]: each["schema"] for each in json.loads(files["datapackage.json"])["resources"] if "schema" in each
    }
    fields = {field["name"]: field for name in ("observations", "mentions") for field in tables[name]["fields"]}
    assert (fields["note"]["title"], fields["note_en"]["title"]) == ("备注", "备注（英文）")
    assert (fields["note"]["description"], fields["note_en"]["description"]) == ("note", "note in English")
    rows = lines_of(files["observations.csv"])
    assert [(row["note"], row["note_en"]) for row in rows] == list(
        zip(project.observations["note"], project.observations["note_en"], strict=True)
    )
    noted = {row["observation_id"]: row["note"] for row in rows if row["note_en"]}
    comments = {row["OBSERVATION_ID"]: row["COMMENT_OBS"] for row in lines_of(files["observations.sdmx.csv"])}
    assert len(noted) > 300
    assert {name: comments[name] for name in noted if name in comments} == {
        name: note for name, note in noted.items() if name in comments
    }


def test_every_row_of_the_project_is_there(files: dict[str, bytes], project: Project) -> None:
    rows = {name: lines_of(files[f"{name}.csv"]) for name in TABLES}
    assert {name: len(found) for name, found in rows.items()} == {
        "observations": len(project.observations),
        "mentions": len(project.mentions),
        "indicators": len(project.catalogue.indicators),
        "places": len(project.catalogue.places),
        "documents": len(project.documents),
        "findings": len(project.findings),
    }
    assert [row["observation_id"] for row in rows["observations"]] == list(project.observations["observation_id"])
    assert [row["value"] for row in rows["observations"] if row["printed"] == "5.2万人次"] == ["52000"]


def test_reading_and_writing_a_data_set_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    again = files_of(read_dataset(files))
    assert [name for name in files if again[name] != files[name]] == []


def test_another_clock_locale_and_hash_seed_give_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    for number, (zone, seed, locale) in enumerate(
        [("Pacific/Kiritimati", "1", "C"), ("America/Adak", "77", "C.UTF-8")]
    ):
        file = tmp_path / f"{number}.zip"
        there = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        code = "import sys; from dashboard.cli import main; sys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", code, "--project", str(ROOT), "export", str(file)],
            cwd=tmp_path,
            env=there,
            check=False,
        )
        assert done.returncode == 0
        assert file.read_bytes() == zipped(files)


def test_a_key_that_stands_twice_is_refused(dataset: Dataset) -> None:
    documents = dataset.by_name["documents"]
    twice = replace(documents, rows=[*documents.rows, documents.rows[0]])
    broken = replace(dataset, resources=tuple(twice if each is documents else each for each in dataset.resources))
    with pytest.raises(ExportError, match=r"primary key name of documents\.csv says 'anhui-2024-digest\.md' 2 times"):
        refuse_broken_keys(broken)


def test_a_key_that_points_at_nothing_is_refused(dataset: Dataset) -> None:
    places = dataset.by_name["places"]
    fewer = replace(places, rows=[row for row in places.rows if row["code"] != "CN411300"])
    broken = replace(dataset, resources=tuple(fewer if each is places else each for each in dataset.resources))
    with pytest.raises(
        ExportError, match=r"ref_area of observations\.csv says 'CN411300', which places\.csv does not have"
    ):
        refuse_broken_keys(broken)


def test_two_sdmx_rows_of_one_key_are_refused(dataset: Dataset) -> None:
    mentions = dataset.by_name["mentions"]
    twice = replace(mentions, rows=[*mentions.rows, mentions.rows[0]])
    broken = replace(dataset, resources=tuple(twice if each is mentions else each for each in dataset.resources))
    with pytest.raises(ExportError, match=r"two rows of claims\.sdmx\.csv have the same dimensions"):
        files_of(broken)


# --- SDMX ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-12-31", "2024-12-31"),
        ("2022-01-01/2022-05-15", "2022-01-01/P135D"),
        ("2022/2025", "2022-01-01/P4Y"),
        ("2024-03/2024-05", "2024-03-01/P3M"),
        ("2023/2024-05-01", "2023-01-01/P487D"),
        ("2021/..", "2021"),
        ("", ""),
        ("neulich", ""),
    ],
)
def test_periods_as_sdmx_writes_them(period: str, expected: str) -> None:
    assert sdmx_period(period) == expected


@pytest.mark.parametrize(
    ("value", "unit_mult", "decimals", "processing", "expected"),
    [
        (52000.0, 4, 1, "printed", "5.2"),
        (258.0, 0, 0, "printed", "258"),
        (5.0e7, 8, 1, "printed", "0.5"),
        (64.7, 0, 1, "printed", "64.7"),
        (70.0, 0, 1, "printed", "70.0"),
        (33.25, 0, 1, "printed", "33.25"),
        (8986711.0, 4, 2, "derived", "898.67"),
        (4845500000.0, 0, 0, "printed", "4845500000"),
        (None, 0, 0, "printed", ""),
    ],
)
def test_values_as_printed(value: float | None, unit_mult: int, decimals: int, processing: str, expected: str) -> None:
    row: dict[str, Any] = {"value": value, "unit_mult": unit_mult, "decimals": decimals, "processing": processing}
    assert obs_value(row) == expected


def test_the_sdmx_file_has_one_row_per_key_with_the_number_as_printed(files: dict[str, bytes]) -> None:
    rows = lines_of(files["observations.sdmx.csv"])
    names = list(rows[0])
    assert names[:6] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR"]
    dimensions = names[3 : names.index("OBS_VALUE")]
    assert dimensions[-1] == "TIME_PERIOD"
    assert len({tuple(row[name] for name in dimensions) for row in rows}) == len(rows)
    (trained,) = (row for row in rows if row["PRINTED"] == "5.2万人次")
    shown = ("OBS_VALUE", "UNIT_MULT", "DECIMALS", "LOW", "HIGH", "TIME_PERIOD", "FREQ", "OBS_STATUS", "UNIT_MEASURE")
    assert [trained[name] for name in shown] == [
        "5.2",
        "4",
        "1",
        "51500",
        "52500",
        "2022-01-01/P135D",
        "_O",
        "P",
        "人次",
    ]


def test_values_that_lost_stand_among_the_claims(files: dict[str, bytes]) -> None:
    rows = lines_of(files["claims.sdmx.csv"])
    conflicting = [
        (row["INDICATOR"], row["OBS_VALUE"], row["OBS_STATUS"])
        for row in rows
        if row["OBS_STATUS"] == "U" and row["REF_AREA"] == "CN411500"
    ]
    assert conflicting == [
        ("secondary_vocational_teaching_sites", "2", "U"),
        ("secondary_vocational_teaching_sites", "5", "U"),
        ("secondary_vocational_schools", "15", "U"),
        ("secondary_vocational_schools", "15", "U"),
        ("secondary_vocational_schools", "17", "U"),
    ]


def test_statuses_are_derived_in_their_order(files: dict[str, bytes]) -> None:
    rows = lines_of(files["observations.sdmx.csv"])
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["OBS_STATUS"], f"{row['INDICATOR']} {row['PERIOD_STATED']} {row['PRINTED']}")
    assert found == {
        "U": "secondary_vocational_teaching_sites 2022-07-22 2个",
        "B": "undergraduate_institutions 2008 1079所",
        "D": "enrolment 2015-04 25万人",
        "W": "secondary_vocational_schools 2000 19727所",
        "P": "evaluation_agencies 2022-05-15 1所",
        "E": "enrolment 2027 25万人",
        "V": "skilled_talent 2020 520万人",
        "A": "higher_vocational_colleges 2025-06-20 6所",
    }


@pytest.mark.parametrize(
    ("perimeters", "expected"),
    [
        (("edu_only", "edu_only", "edu_only"), []),
        (("edu_only", "incl_skilled", "incl_skilled"), ["2"]),
        (("edu_only", "incl_skilled", "edu_only"), []),
        (("unstated", "edu_only", "edu_only"), []),
        ((None, None, "edu_only"), []),
    ],
)
def test_a_series_breaks_where_its_perimeter_changes_for_good(
    perimeters: tuple[str | None, ...], expected: list[str]
) -> None:
    same = dict.fromkeys(("breakdown", "ref_area", "scope", "entity", "event", "status", "period_type"))
    rows: list[Any] = [
        {**same, "observation_id": str(n), "indicator": "x", "perimeter": perimeter, "time_period": str(2020 + n)}
        for n, perimeter in enumerate(perimeters, start=1)
    ]
    assert list(breaks_of(rows, {"x": {"breaks": []}})) == expected


# --- files ---------------------------------------------------------------------------------------------------------


def test_the_command_writes_a_folder_and_writes_it_again(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "set"
    for _ in range(2):
        assert main(["--project", str(ROOT), "export", str(folder), "--format", "package"]) == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="neither empty nor an earlier export"):
        write_dataset(files, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_data_set_is_never_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "part.zip"
    assert main(["--project", str(ROOT), "--lang", "en", "export", str(file), "-p", "南阳市"]) == 2
    assert "a data set is always whole" in capsys.readouterr().err
    assert not file.exists()


def test_the_zip_holds_the_files_and_no_clock(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("datapackage.json", b"{", "does not describe a data set"),
        ("datapackage.json", b"[]", "does not describe a data set"),
        ("datapackage.json", b'{"titles": {}}', "does not describe a data set"),
        ("documents.csv", b"a,b\r\n", "the heading of documents.csv"),
        ("places.csv", b"", "the heading of places.csv"),
    ],
)
def test_a_damaged_data_set_is_refused_in_a_sentence(
    files: dict[str, bytes], name: str, content: bytes, message: str
) -> None:
    with pytest.raises(ExportError, match=message):
        read_dataset(files | {name: content})


LETTERS = ROOT.parent / "shared" / "letters"


@pytest.mark.skipif(not LETTERS.is_dir(), reason="needs ../shared")
def test_no_person_and_no_phone_of_the_letters_is_in_the_data_set(tmp_path: Path) -> None:
    import re
    import shutil

    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for letter in LETTERS.glob("*.txt"):
        shutil.copy(letter, tmp_path / "data" / "documents")
    texts = "".join(letter.read_text("utf-8") for letter in LETTERS.glob("*.txt"))
    persons = set(re.findall(r"(?:联系人|经办人)\s*[：:]\s*([一-龥·]{2,4})", texts))
    persons |= set(re.findall(r"(?m)^\s*([一-龥·]{2,4})(?=(?:委员|代表)\s*[：:])", texts))
    phones = set(re.findall(r"(?:电话|手机)\s*[：:]?\s*(\d[\d\-— ]{5,}\d)", texts))
    assert persons
    assert phones
    files = files_of(dataset_of(load_project(tmp_path)))
    assert b"xinyang-2022-57165.txt@" in files["mentions.csv"]
    found = [
        (name, word) for name, content in files.items() for word in persons | phones if word in content.decode("utf-8")
    ]
    assert found == []


def test_a_person_beside_a_figure_is_covered_in_every_file_and_answer(tmp_path: Path) -> None:
    import shutil

    from dashboard.web import create_app

    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    text = "联系人：王小明的答复\n\n全市有技工院校12所，联系人：王小明，电话：0377-63123456。\n"
    (tmp_path / "data" / "documents" / "planted.md").write_text(text, encoding="utf-8")
    project = load_project(tmp_path)
    files = files_of(dataset_of(project))
    assert "全市有技工院校12所，联系人：×××，电话：××××" in files["observations.csv"].decode("utf-8")
    client = create_app(project).server.test_client()
    answers = {name: client.get(f"/api/{name}?limit=5000").get_data() for name in (*TABLES, "compare")}
    answers |= {"citations": client.get("/api/citations?document=planted.md").get_data()}
    answers |= {form: export_selection(project, Selection(), form, chart="trend") for form in ("csv", "json")}
    found = [
        name
        for name, content in (files | answers).items()
        if "王小明" in content.decode() or "63123456" in content.decode()
    ]
    assert found == []
