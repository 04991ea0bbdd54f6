"""A labelled set of one text, written where a test wants it, and a scorer's judgement of one row."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

TEXT = "信阳市培训情况\n2024年，全市现有技工院校10所。南阳市有高职院校5所。参加评审3人。"
GOLD: list[dict[str, Any]] = [
    {"surface": "10所", "value": 10, "unit": "所", "indicator": "skilled_worker_schools", "place": "信阳市", "period": "2024"},
    {"surface": "5所", "value": 5, "unit": "所", "indicator": "higher_vocational_colleges", "place": "郑州市", "period": "2024"},
    {"surface": "3人", "value": 3, "unit": "人", "indicator": None, "place": None, "period": None},
]  # fmt: skip


def write_set(folder: Path) -> Path:
    """texts/001.txt and gold.jsonl; the second label's place is wrong on purpose."""
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "001.txt").write_text(TEXT, "utf-8")
    rows = [
        {"doc": "001", "start": TEXT.index(g["surface"]), "indicator_ok": [g["indicator"]], "breakdown": {}}
        | {"place_basis": "text", "period_basis": "text"}
        | g
        for g in GOLD
    ]
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (folder / "gold.jsonl").write_text(lines, "utf-8")
    return folder


def plain_scorer() -> ModuleType:
    """The scorer's functions in their simplest form."""
    judgement = SimpleNamespace(
        UNLABELLED=set(),
        accepted=lambda g, p: g["indicator"] == p["indicator"],
        overlaps=lambda p, start, end: p["start"] < end and start < p["end"],
        close=lambda a, b: a == b,
        same_unit=lambda g, p: g["unit"] == p["unit"],
        agree_place=lambda g, p: g["place"] == p["area_name"],
        agree_period=lambda g, p: g["period"] == p["time_period"],
    )
    return cast(ModuleType, judgement)
