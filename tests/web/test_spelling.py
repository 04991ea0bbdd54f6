"""Names as they sound: a character of two readings is read as its word, or a place's own romanised name, wants."""

from __future__ import annotations

import subprocess
import sys

import pytest
from web_project import ROOT, shipped

from dashboard.catalogue.sounds import spelled, spelled_as

NAMES = [
    ("高职（专科）院校数", "GaoZhiZhuanKeYuanXiaoShu"),
    ("行业企业", "HangYeQiYe"),
    ("就业率", "JiuYeLv"),
    ("1+X证书", "ZhengShu"),
    ("", ""),
    ("GDP", ""),
]


@pytest.mark.parametrize(("name", "sound"), NAMES)
def test_a_name_is_spelled_syllable_by_syllable(name: str, sound: str) -> None:
    assert spelled(name) == sound


PLACES = [
    ("漯河市", "Luohe", "LuoHeShi"),
    ("长葛市", "Changge", "ChangGeShi"),
    ("六安市", "Lu'an", "LuAnShi"),
    ("吕梁市", "Lüliang", "LvLiangShi"),
    ("呼和浩特市", "Hohhot", "HuHeHaoTeShi"),
    ("南阳市", "", "NanYangShi"),
]


@pytest.mark.parametrize(("name", "romanised", "sound"), PLACES)
def test_the_romanised_name_of_a_place_chooses_between_readings(name: str, romanised: str, sound: str) -> None:
    assert spelled_as(name, romanised) == sound


def test_nearly_every_city_is_spelled_as_it_romanises_itself() -> None:
    cities = [
        place for place in shipped().catalogue.places.values() if place.level == "city" and place.name_en.isalpha()
    ]
    other = [
        place.name_zh
        for place in cities
        if not spelled_as(place.name_zh, place.name_en).lower().startswith(place.name_en.lower().replace("ü", "v"))
    ]
    assert len(cities) > 250
    assert len(other) < 25


def test_who_opens_no_overview_does_not_wait_for_the_dictionary() -> None:
    code = "import dashboard.web, sys; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
