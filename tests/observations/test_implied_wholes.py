"""A whole follows from a part and its share only where an indicator counts that whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import SourceDocument
from dashboard.observations import build_mentions, build_observations


def _derived(catalogue: Catalogue, text: str) -> list[str]:
    alone = replace(catalogue, observations=(), tables=(), corrections=())
    document = SourceDocument("x.txt", f"信阳市职业教育情况\n{text}", "", date_issued="2024-03-01")
    mentions = build_mentions((document,), extract(document, alone), alone)
    frame = build_observations(mentions, (document,), alone, Path())
    return list(frame.loc[frame["origin"] == "derived", "indicator"])


def test_a_share_of_the_employed_makes_no_skilled_talent(catalogue: Catalogue) -> None:
    assert "skilled_talent" not in _derived(catalogue, "2023年，全市技能人才60万人，占就业人员的30%。")


def test_a_share_of_the_skilled_makes_the_skilled(catalogue: Catalogue) -> None:
    assert _derived(catalogue, "2023年，全市高技能人才20万人，占技能人才的40%。") == ["skilled_talent"]
