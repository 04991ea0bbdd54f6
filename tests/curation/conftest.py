"""A copy of the shipped project that may be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The indicators.yaml of a copy of the shipped project."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "data", folder / "data")
    return Path(shutil.copy(ROOT / "indicators.yaml", folder))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The indicators.yaml of a project of one indicator."""
    folder = tmp_path / "small"
    (folder / "data" / "documents").mkdir(parents=True)
    (folder / "data" / "places.csv").write_text(
        "code,name_zh,name_en,level,parent,valid_from,valid_to,aliases,official,source,fetched\n"
        "CN411300,南阳市,Nanyang,city,,,,宛,true,own,2026-01-01\n",
        encoding="utf-8",
    )
    (folder / "data" / "documents" / "letter.md").write_text("全市现有技工学校10所。\n", encoding="utf-8")
    path = folder / "indicators.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


SMALL = """\
project:
  title: {zh: 指标台, en: Indicators}
indicators:
  - id: schools
    zh: 学校数   # what is counted
    en: Schools
    theme: providers
    unit: 所
    unit_family: organisation
    kind: stock
    aliases: [技工学校]
units:
  所: {families: [organisation]}
documents:
  - file: letter.md
    place: 南阳市
observations:

corrections: []
"""
