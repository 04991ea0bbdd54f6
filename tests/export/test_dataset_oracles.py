"""What other people's programs say of the data set: frictionless, csvw and pysdmx read it without an error."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.export.dataset import dataset_of, files_of, write_dataset
from dashboard.project import load_project
from tests.conftest import ROOT

pytestmark = pytest.mark.filterwarnings("default")  # what the three libraries warn of in themselves is not ours

WANTED = "needs `pip install .[standards]`"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dataset")
    write_dataset(files_of(dataset_of(load_project(ROOT))), made)
    return made


def test_frictionless_finds_no_error(folder: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason=WANTED)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []
    assert (report.valid, report.stats["tasks"]) == (True, 8)


def test_frictionless_would_find_a_planted_error(folder: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason=WANTED)
    for path in folder.iterdir():
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(
            content.replace(b",actual,", b",finished,", 1) if path.name == "observations.csv" else content
        )
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert "constraint-error" in {kind for (kind,) in report.flatten(["type"])}


def test_csvw_finds_no_error(folder: Path) -> None:
    csvw = pytest.importorskip("csvw", reason=WANTED)
    metadata = sorted(folder.glob("*csv-metadata.json"))
    assert len(metadata) == 7
    said = {path.name: csvw.CSVW(str(path), validate=True) for path in metadata}
    assert {name: (read.is_valid, [str(w.message) for w in read.warnings]) for name, read in said.items()} == {
        path.name: (True, []) for path in metadata
    }


@pytest.mark.parametrize("name", ["observations.sdmx.csv", "claims.sdmx.csv"])
def test_pysdmx_reads_equal_values(folder: Path, name: str) -> None:
    pytest.importorskip("pysdmx", reason=WANTED)
    from pysdmx.io import read_sdmx

    with (folder / name).open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    (dataset,) = read_sdmx(folder / name).data
    theirs = dataset.data.to_dict("records")
    assert len(theirs) == len(ours)
    assert len(ours) > 500
    assert [Decimal(row["OBS_VALUE"]) for row in theirs] == [Decimal(row["OBS_VALUE"]) for row in ours]
    texts = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "PERIOD_TYPE", "UNIT_MEASURE", "OBS_STATUS", "PRINTED", "QUOTE")
    assert [[row[key] for key in texts] for row in theirs] == [[row[key] for key in texts] for row in ours]
