"""A small valid project, and folders made from variants of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue import catalogue_problems
from dashboard.errors import Problem

SMALL = """\
project:
  title: {zh: 指标台, en: Indicators}
  licence: {code: MIT, data: CC BY 4.0}
indicators:
  - id: schools
    zh: 学校数
    en: Schools
    theme: providers
    unit: 所
    unit_family: organisation
    kind: stock
    aliases: [学校, 院校]
    breakdowns: {host: [public, private]}
    perimeter_codes: [edu_only, unstated]
  - id: trainees
    zh: 培训人数
    en: Trainees
    theme: training
    unit: 人
    unit_family: person
    kind: flow
    aliases: [培训]
units:
  人: {words: [名, 位], families: [person], en: persons}
  所: {families: [organisation]}
scopes:
  city: [全市]
documents:
  - file: letter.md
    kind: digest
    place: 南阳市
observations:
  - indicator: schools
    place: 南阳
    time_period: 2025-06-20
    value: 6所
    source: 名单
"""

PLACES = """\
code,name_zh,name_en,level,parent,valid_from,valid_to,aliases,official,source,fetched
CN000000,全国,China,nation,,,,中国,true,own,2026-01-01
CN410000,河南省,Henan,province,CN000000,,,豫,true,own,2026-01-01
CN411300,南阳市,Nanyang,city,CN410000,,,宛,true,own,2026-01-01
CN411500,信阳市,Xinyang,city,CN410000,,,,true,own,2026-01-01
CN220000,吉林省,Jilin,province,CN000000,,,,true,own,2026-01-01
CN220200,吉林市,Jilin City,city,CN220000,,,,true,own,2026-01-01
CN110105,朝阳区,Chaoyang,county,CN000000,,,,true,own,2026-01-01
CN220104,朝阳区,Chaoyang,county,CN220200,,,,true,own,2026-01-01
"""

Folder = Callable[..., Path]
Problems = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def small() -> str:
    """The small valid file as text."""
    return SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write a project and return the path of its indicators.yaml."""

    def make(text: str | bytes = SMALL, places: str | bytes | None = PLACES, **tables: str) -> Path:
        documents = tmp_path / "data" / "documents"
        documents.mkdir(parents=True, exist_ok=True)
        (documents / "letter.md").write_text("", encoding="utf-8")
        for name, content in tables.items():
            (tmp_path / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
        if places is not None:
            data = places if isinstance(places, bytes) else places.encode()
            (tmp_path / "data" / "places.csv").write_bytes(data)
        path = tmp_path / "indicators.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


@pytest.fixture
def problems_of(folder: Folder) -> Problems:
    """All problems of a project made from a text."""

    def check(text: str | bytes = SMALL, places: str | bytes | None = PLACES, **tables: str) -> tuple[Problem, ...]:
        return catalogue_problems(folder(text, places, **tables))

    return check
