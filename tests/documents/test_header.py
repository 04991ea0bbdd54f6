"""The letterhead as a text states it itself."""

from __future__ import annotations

import pytest

from dashboard.catalogue import Catalogue
from dashboard.catalogue.lookup import Lexicon
from dashboard.documents import clean, read_letterhead
from dashboard.model import SourceDocument

SIGNED = "关于第1号提案的答复\n全市现有技工院校10所。\n信阳市教育体育局\n2023 年 6 月 1 日\n抄送：市政府督查室（1份）。"
NUMBERED = "宛测字〔2031〕7号\n关于优化南阳市职业教育资源的答复\n全市现有技工院校10所。"
PUBLISHED = "“技能山东”建设要点\n（2025年5月20日发布）\n高技能人才总量460万人。"
SILENT = "培训情况\n去年培训3万人次。"


@pytest.mark.parametrize(
    ("text", "number", "body", "area", "date"),
    [
        (SIGNED, None, "信阳市教育体育局", "CN411500", "2023-06-01"),
        (NUMBERED, "宛测字〔2031〕7号", None, "CN411300", "2031"),
        (PUBLISHED, None, None, "CN370000", "2025-05-20"),
        (SILENT, None, None, None, None),
    ],
)
def test_what_the_text_states(
    catalogue: Catalogue, text: str, number: str | None, body: str | None, area: str | None, date: str | None
) -> None:
    head = read_letterhead(SourceDocument("x.txt", text, ""), clean(text).text, Lexicon(catalogue))
    assert (head.document_number, head.issuing_body, head.ref_area, head.date_issued) == (number, body, area, date)
