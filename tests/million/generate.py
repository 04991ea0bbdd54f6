"""A project of about a million observations, the same for the same seed: `python -m tests.million.generate DIR`.

Places, indicators and letters are invented. Every observation has its document, its sentence and the span of its value
in it, and some values are missing, rounded, targets or parts, as in life.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST_YEAR = 2008
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SIDES = "东南西北中"
_THEMES = ("providers", "evaluation", "training", "pupils", "competitions")
_UNITS = (("所", "institution", "stock"), ("人", "person", "stock"), ("人次", "person_time", "flow"))


@dataclass(frozen=True)
class Size:
    """How much of what. `missing` is the share of values nobody states."""

    places: int = 300
    indicators: int = 200
    years: int = 17
    missing: float = 0.01


def write_project(folder: Path, size: Size | None = None, seed: int = 1) -> Path:
    """Write indicators.yaml, data/places.csv and data/observations/letters.parquet; returns the folder."""
    size = size or Size()
    (folder / "data" / "observations").mkdir(parents=True, exist_ok=True)
    (folder / "indicators.yaml").write_text(_catalogue(size), encoding="utf-8")
    (folder / "data" / "places.csv").write_text(_places(size), encoding="utf-8")
    table = observations(size, seed)
    pq.write_table(table, folder / "data" / "observations" / "letters.parquet", compression="zstd")
    return folder


def indicator_id(number: int) -> str:
    """The id of the nth indicator."""
    return f"measure_{number:03d}"


def place_code(number: int) -> str:
    """The area code of the nth place."""
    return f"CN{11 + number // 90:02d}{1 + number % 90:02d}00"


def place_name(number: int) -> str:
    """The name of the nth place."""
    around = len(_STEMS) * len(_BRANCHES)
    pair = number % around
    return f"{_SIDES[number // around]}{_STEMS[pair % len(_STEMS)]}{_BRANCHES[pair // len(_STEMS)]}市"


def observations(size: Size, seed: int) -> pa.Table:
    """The observations in a shuffled order, with the columns of the observations frame that are not usual."""
    chance = np.random.default_rng(seed)
    shape = (size.indicators, size.places, size.years)
    indicator, place, year = (axis.ravel() for axis in np.indices(shape))
    level = chance.lognormal(6, 1.5, shape[:2])[..., None] * np.cumprod(chance.normal(1.03, 0.03, shape), axis=2)
    value = np.maximum(1, np.round(level)).ravel()
    kept = np.flatnonzero(chance.random(value.size) >= size.missing)
    chance.shuffle(kept)
    indicator, place, year, value = indicator[kept], place[kept], year[kept], value[kept].astype("int64")
    units = [_UNITS[number % len(_UNITS)][0] for number in range(size.indicators)]
    return _table(indicator, place, year, value, units, size)


def _table(
    indicator: np.ndarray, place: np.ndarray, year: np.ndarray, value: np.ndarray, units: list[str], size: Size
) -> pa.Table:
    """The lines as columns; whatever repeats as a dictionary."""
    names = [_indicator_name(number) for number in range(size.indicators)]
    letters = [f"{place_name(p)}-{FIRST_YEAR + y}.txt" for p in range(size.places) for y in range(size.years)]
    letter = place * size.years + year
    printed = [f"{v}{units[i]}" for i, v in zip(indicator.tolist(), value.tolist(), strict=True)]
    lead = [f"{FIRST_YEAR + y}年末，{place_name(p)}" for p in range(size.places) for y in range(size.years)]
    before = [f"{lead[n]}{names[i]}为" for n, i in zip(letter.tolist(), indicator.tolist(), strict=True)]
    start = np.array([len(text) for text in before])
    flow = np.array([_UNITS[number % len(_UNITS)][2] == "flow" for number in range(size.indicators)])
    return pa.table(
        {
            "indicator": _dictionary(indicator, [indicator_id(number) for number in range(size.indicators)]),
            "ref_area": _dictionary(place, [place_code(number) for number in range(size.places)]),
            "time_period": _dictionary(year, [str(FIRST_YEAR + number) for number in range(size.years)]),
            "period_type": _dictionary(flow[indicator].astype("int64"), ["as_of", "during"]),
            "value": pa.array(value.astype("float64")),
            "unit": _dictionary(indicator, units),
            "printed": pa.array(printed),
            "origin": _dictionary(np.zeros_like(year), ["extracted"]),
            "document": _dictionary(letter, letters),
            "document_kind": _dictionary(np.zeros_like(year), ["original"]),
            "document_number": _dictionary(
                letter, [f"统字〔{name[-8:-4]}〕{n % 97 + 1}号" for n, name in enumerate(letters)]
            ),
            "issuing_body": _dictionary(place, [f"{place_name(number)}统计局" for number in range(size.places)]),
            "date_issued": _dictionary(year, [f"{FIRST_YEAR + number + 1}-03" for number in range(size.years)]),
            "period_basis": _dictionary(np.zeros_like(year), ["text"]),
            "quote": pa.array([f"{text}{said}。" for text, said in zip(before, printed, strict=True)]),
            "quote_start": pa.array(start),
            "quote_end": pa.array(start + np.array([len(text) for text in printed])),
        }
    )


def _dictionary(codes: np.ndarray, words: list[str]) -> pa.DictionaryArray:
    """Words by their numbers, each different word once."""
    different = list(dict.fromkeys(words))
    position = np.array([different.index(word) for word in words]) if len(different) < len(words) else None
    numbers = codes if position is None else position[codes]
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype("int32")), pa.array(different))


def _indicator_name(number: int) -> str:
    stem, branch = _STEMS[number % len(_STEMS)], _BRANCHES[number // len(_STEMS) % len(_BRANCHES)]
    kind = ("机构数", "在册人数", "服务量")[number % len(_UNITS)]
    return f"{stem}{branch}类{_SIDES[number // 120]}部{kind}"


def _catalogue(size: Size) -> str:
    """indicators.yaml of the invented indicators."""
    entries = []
    for number in range(size.indicators):
        unit, family, kind = _UNITS[number % len(_UNITS)]
        entries.append(
            f"  - {{id: {indicator_id(number)}, zh: {_indicator_name(number)}, en: Measure {number:03d}, "
            f"theme: {_THEMES[number * len(_THEMES) // size.indicators]}, unit: {unit}, unit_family: {family}, kind: {kind}}}"
        )
    units = [f"  {unit}: {{families: [{family}], en: {family}s}}" for unit, family, _ in _UNITS]
    return "\n".join(
        (
            "project: {title: {zh: 百万条指标, en: A million observations}}",
            "indicators:", *entries, "units:", *units, "scopes: {city: [全市]}", "",
        )
    )  # fmt: skip


def _places(size: Size) -> str:
    """places.csv: a nation, its provinces, the invented cities."""
    lines = ["code,name_zh,name_en,level,parent,valid_from,valid_to,aliases,official,source,fetched"]
    lines.append("CN000000,全国,China,nation,,,,,true,invented,2026-01-01")
    provinces = range((size.places + 89) // 90)
    heads = [(f"CN{11 + number:02d}0000", f"{_STEMS[number]}省", f"Province {number}") for number in provinces]
    lines += [f"{code},{zh},{en},province,CN000000,,,,true,invented,2026-01-01" for code, zh, en in heads]
    lines += [
        f"{place_code(number)},{place_name(number)},City {number},city,{heads[number // 90][0]},,,,true,invented,2026-01-01"
        for number in range(size.places)
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write an invented project of about a million observations.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_project(options.folder, seed=options.seed)
