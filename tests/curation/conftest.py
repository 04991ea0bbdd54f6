"""A copy of the shipped project that may be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.curation.desk import Desk
from dashboard.project import Project, Workshop

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The indicators.yaml of a copy of the shipped project."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "data", folder / "data")
    return Path(shutil.copy(ROOT / "indicators.yaml", folder))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """The folder of a project of one letter that holds a contradiction, a doubtful figure and figures nothing claims."""
    folder = tmp_path / "letter"
    (folder / "data" / "documents").mkdir(parents=True)
    (folder / "data" / "places.csv").write_text(PLACES, encoding="utf-8")
    (folder / "data" / "documents" / "letter.md").write_text(LETTER, encoding="utf-8")
    (folder / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    return folder


def desk_of(folder: Path) -> Desk:
    """A desk that reads the project anew after each save."""
    workshop = Workshop(folder)
    read = [workshop.read()]

    def renew() -> Project:
        read[0] = workshop.read()
        return read[0]

    return Desk(folder, lambda: read[0], renew)


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

PLACES = """\
code,name_zh,name_en,level,parent,valid_from,valid_to,aliases,official,source,fetched
CN411300,南阳市,Nanyang,city,,,,宛,true,own,2026-01-01
CN411500,信阳市,Xinyang,city,,,,,true,own,2026-01-01
"""
LETTER = """\
# 关于职业教育的答复

全市现有技工学校17所，高职院校4所。截至2025年5月，建成产业学院40个，选派教师20人。

全市技工学校15所，已有12所技工学校招生，另有3个项目、3个项目在建。
"""
CATALOGUE = """\
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

  - id: colleges
    zh: 高职院校数
    en: Colleges
    theme: providers
    unit: 所
    unit_family: organisation
    kind: stock
    aliases: [高职院校]
    breakdowns: {ownership: {public: [公办], private: [民办]}}
units:
  所: {families: [organisation]}
  个: {families: [site]}
  人: {families: [person]}
documents:
  - file: letter.md
    title: 答复
    place: 南阳市
observations:

corrections: []
"""
