"""New knowledge is data: an indicator, a measure word, a place and a scope word are edits of YAML and CSV, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.catalogue import catalogue_problems, load_catalogue
from dashboard.catalogue.aliases import alias_problems
from dashboard.extraction import extract
from dashboard.model import SourceDocument
from tests.conftest import ROOT

Row = tuple[str | float | None, ...]
TEXT = "桃源高地技能工作情况\n截至2023年底，全条线现有传承工坊7爿。"
EDITS = {  # what is new: (the file, the words it stands behind, what is written there)
    "indicator": (
        "indicators.yaml",
        "\nindicators:\n",
        "  - {id: heritage_workshops, zh: 非遗工坊数, en: Heritage workshops, theme: providers, unit: 家,"
        " unit_family: organisation, kind: stock, aliases: [非遗工坊, 传承工坊]}\n",
    ),
    "measure word": (
        "indicators.yaml",
        "\nunits:\n",
        "  爿: {words: [爿, 爿儿], families: [organisation], en: shops}\n",
    ),
    "scope word": ("indicators.yaml", "\n  system: [", "全条线, "),
    "place": (
        "data/places.csv",
        "official,source,fetched\n",
        "HN-TAOYUAN,桃源高地,Taoyuan Heights,county,CN411300,,,桃源岭,,false,local code,2026-11-22\n",
    ),
}
READ = ("7爿", 7.0, "爿", "heritage_workshops", "HN-TAOYUAN", "桃源高地", "system", "2023-12-31")
MISSED = {  # what the same sentence says without one of the edits
    "indicator": ("7爿", 7.0, "爿", None, "HN-TAOYUAN", "桃源高地", "system", "2023-12-31"),
    "measure word": None,
    "scope word": ("7爿", 7.0, "爿", "heritage_workshops", "HN-TAOYUAN", "桃源高地", "county", "2023-12-31"),
    "place": ("7爿", 7.0, "爿", "heritage_workshops", None, None, "system", "2023-12-31"),
}


def _project(folder: Path, edits: list[str]) -> Path:
    """The shipped project with some of the edits made; the path of its catalogue."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "indicators.yaml", folder)
    for name, behind, new in (EDITS[edit] for edit in edits):
        text = (folder / name).read_text("utf-8")
        assert text.count(behind) == 1, name
        (folder / name).write_text(text.replace(behind, behind + new), "utf-8")
    return folder / "indicators.yaml"


def _read(path: Path, text: str = TEXT) -> list[Row]:
    return [
        (m.surface, m.value, m.unit, m.indicator, m.ref_area, m.area_name, m.scope and m.scope.value, m.time_period)
        for m in extract(SourceDocument("x.txt", text, ""), load_catalogue(path))
    ]


def test_four_edits_and_the_sentence_is_read(tmp_path: Path) -> None:
    path = _project(tmp_path / "p", list(EDITS))
    known = catalogue_problems(ROOT / "indicators.yaml")
    assert [p.zh for p in catalogue_problems(path)] == [p.zh for p in known]
    assert alias_problems(path, load_catalogue(path)) == ()
    assert _read(path) == [READ]


@pytest.mark.parametrize("edit", EDITS)
def test_without_one_of_them_it_is_read_otherwise(tmp_path: Path, edit: str) -> None:
    path = _project(tmp_path / "p", [other for other in EDITS if other != edit])
    missed = MISSED[edit]
    assert _read(path) == ([missed] if missed else [])


@pytest.mark.parametrize(
    ("said", "instead"),
    [("传承工坊", "非遗工坊"), ("7爿", "7爿儿"), ("桃源高地", "桃源岭"), ("传承工坊7爿", "7爿传承工坊")],
)
def test_every_new_name_is_known(tmp_path: Path, said: str, instead: str) -> None:
    path = _project(tmp_path / "p", list(EDITS))
    [row] = _read(path, TEXT.replace(said, instead))
    assert row[1:] == READ[1:]
