"""Paragraphs without figures are passed by; what they say that matters to those after them is still known."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import SourceDocument

PLAIN = "各级各部门高度重视职业技能培训工作，不断完善政策体系，持续优化服务流程，推动各项任务落到实处，取得积极成效。\n"
HEAD = (
    "信阳市情况\n一、基本情况\n" + PLAIN * 3
)  # behind the letter's head and its first section, whose dates hold for all of it


@pytest.mark.parametrize(
    ("before", "period"),
    [
        ("2021年底技工院校情况\n" + PLAIN * 3, "2021-12-31"),  # a heading's date holds for what stands below
        ("2021年底技工院校情况\n" + PLAIN + "二、今后打算\n" + PLAIN, "2024-03-01"),  # until a section begins
        ("二、2021年底情况\n" + PLAIN + "（一）下一步\n", "2024-03-01"),
        ("截至2021年底，全市共有技工院校4所。\n" + PLAIN * 2, "2021-12-31"),  # the date said last still holds
        ("截至2021年底，全市共有技工院校4所。\n二、学校情况介绍以及各级各部门关于进一步完善政策体系并且持续优化服务流程的情况报告。\n", "2024-03-01"),
        ("去年情况\n" + PLAIN, "2023"),  # a heading may say its date in words
    ],
)  # fmt: skip
def test_the_date_in_force_behind_passed_paragraphs(catalogue: Catalogue, before: str, period: str) -> None:
    text = f"{HEAD}{before}学校建设成绩明显。全市共有技工院校5所。"
    document = SourceDocument("x.txt", text, "", date_issued="2024-03-01")
    assert [m.time_period for m in extract(document, catalogue)][-1:] == [period]


def test_the_contest_of_a_heading_without_figures(catalogue: Catalogue) -> None:
    document = SourceDocument("x.txt", f"{HEAD}第二届全国技能大赛\n{PLAIN}成绩明显。我市选手获得金牌3枚。", "")
    assert [m.event for m in extract(document, catalogue) if m.value] == ["第二届全国技能大赛"]
