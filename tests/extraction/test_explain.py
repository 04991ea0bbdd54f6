"""The explanation a person reads: sentences with their figures marked, a line a figure, leftovers, sums, widths."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.extraction.explain import Explainer, Tally, wide
from dashboard.model import Mention, SourceDocument

TEXT = "信阳市情况\n截至2023年底，全市有技工院校12所，在校生\n2.3万人；购置设备300台。\n技工院校比上年增加2所。"
COLOUR = re.compile("\x1b\\[[0-9;]*m")


def _document(text: str = TEXT, title: str | None = None) -> SourceDocument:
    return SourceDocument("letter.txt", text, "", title=title, date_issued="2024-03-01")


def _read(catalogue: Catalogue, text: str = TEXT) -> tuple[Mention, ...]:
    return extract(_document(text), catalogue)


def _lines(catalogue: Catalogue, lang: str, text: str = TEXT, colours: bool = False, width: int = 0) -> list[str]:
    return list(Explainer(catalogue, lang, colours, width).explain(_document(text), _read(catalogue, text)))


def test_in_chinese(catalogue: Catalogue) -> None:
    assert _lines(catalogue, "zh") == [
        "letter.txt",
        "",
        "  截至2023年底，全市有技工院校[12所]，在校生[2.3万人]；",
        "    12所    → 技工院校数（skilled_worker_schools） · 地区：信阳市，全市 · 时期：2023-12-31（时点数，原句写明）"
        " · 性质：实绩 · 把握：0.95 · 理由：名词“技工院校”在数的前面",
        "    2.3万人 → 在校生数·技工院校（enrolment，school_type=skilled_worker） · 地区：信阳市，全市 · 时期：2023-12-31（时点数，原句写明） · 性质：实绩"
        " · 把握：0.95 · 理由：名词“在校生”在数的前面",
        "",
        "  购置设备[300台]。",
        "    300台 → 未归类 · 理由：附近没有指标的名词",
        "",
        "  技工院校比上年增加[2所]。",
        "    2所 → 未归类 · 理由：是增减、规定或比率，不是水平 · 曾考虑：技工院校数（skilled_worker_schools）",
        "",
        "共 4 个数：2 个归入指标，2 个未归类。",
    ]


def test_in_english(catalogue: Catalogue) -> None:
    lines = _lines(catalogue, "en")
    assert lines[3] == (
        "    12所    → Skilled-worker schools (skilled_worker_schools) · place: Xinyang, whole city · period: 2023-12-31"
        " (at that time, stated in the sentence) · status: actual · confidence: 0.95"
        " · why: the noun “技工院校” stands before the number"
    )
    assert lines[7] == "    300台 → left over · why: no noun of an indicator is near"
    assert lines[-1] == "4 quantities: 2 with an indicator, 2 left over."


def test_a_part_is_named_with_its_codes(catalogue: Catalogue) -> None:
    text = "信阳市情况\n集团成员单位20个，其中技工院校8所。"
    [zh] = [line for line in _lines(catalogue, "zh", text) if line.startswith("    8所")]
    assert "→ 集团成员单位数·技工院校（vet_group_members，member_type=skilled_worker_school） · " in zh
    [en] = [line for line in _lines(catalogue, "en", text) if line.startswith("    8所")]
    assert ", skilled-worker schools (vet_group_members, member_type=skilled_worker_school) · " in en


def test_what_is_not_known_is_said_to_be_unknown(catalogue: Catalogue) -> None:
    [mention] = _read(catalogue, "信阳市情况\n全市有技工院校12所。")
    bare = replace(mention, area_name=None, ref_area=None, scope=None, time_period=None, confidence=0.4)
    line = list(Explainer(catalogue, "zh").explain(_document("信阳市情况\n全市有技工院校12所。"), [bare]))[3]
    assert " · 地区：未知 · 时期：未注明（时点数） · " in line
    assert " · 把握：0.40，须复核 · " in line


def test_claims_without_a_number_are_no_quantities(catalogue: Catalogue) -> None:
    text = "信阳市情况\n技能竞赛成绩位于全省前列。"
    assert [m.value for m in _read(catalogue, text)] == [None]
    assert _lines(catalogue, "zh", text) == ["letter.txt", "  没有读到数", "", "共 0 个数：0 个归入指标，0 个未归类。"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_colours_change_nothing_but_the_colour(catalogue: Catalogue, lang: str) -> None:
    plain, coloured = _lines(catalogue, lang), _lines(catalogue, lang, colours=True)
    assert [COLOUR.sub("", line) for line in coloured] == plain
    assert sum(line.count("\x1b[1;36m") for line in coloured) == 8
    assert all(line.count("\x1b[0m") == len(COLOUR.findall(line)) / 2 for line in coloured)
    assert not any("\x1b" in line for line in plain)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 90])
@pytest.mark.parametrize("colours", [False, True])
def test_no_line_is_wider_than_the_terminal(catalogue: Catalogue, lang: str, width: int, colours: bool) -> None:
    lines = _lines(catalogue, lang, colours=colours, width=width)
    assert max(wide(line) for line in lines) <= width
    assert any(wide(line) > width - 12 for line in lines)
    assert [line for line in lines if COLOUR.sub("", line).lstrip()[:1] in set("，。；：、）”")] == []
    together = "".join(COLOUR.sub("", line).replace(" ", "") for line in lines)
    assert together == "".join(line.replace(" ", "") for line in _lines(catalogue, lang))
    assert all(line.count("\x1b[0m") == len(COLOUR.findall(line)) / 2 for line in lines)


def test_the_arrows_of_a_sentence_stand_in_one_column(catalogue: Catalogue) -> None:
    first, second = (wide(line.partition("→")[0]) for line in _lines(catalogue, "zh")[3:5])
    assert first == second == 12


@pytest.mark.parametrize(
    ("text", "columns"), [("12所", 4), ("（）", 4), ("“abc”", 5), ("\x1b[1;36m12所\x1b[0m", 4), ("e\u0301", 1), ("", 0)]
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert wide(text) == columns


def test_nothing_in_a_letter_commands_the_terminal(catalogue: Catalogue) -> None:
    text = "信阳市情况\n全市有技工院校\x1b[31m12所\x1b[0m，在校生\u202e2.3万人。"
    lines = list(Explainer(catalogue, "zh").explain(_document(text, title="\x1b]0;x\x07题"), _read(catalogue, text)))
    assert len(lines) > 3
    assert [line for line in lines if re.search("[\x00-\x1f\u202a-\u202e]", line)] == []


def test_sums_are_added_up(catalogue: Catalogue) -> None:
    tally = Explainer.tally(_read(catalogue))
    assert (tally, tally.left) == (Tally(4, 2), 2)
    assert tally.plus(Tally(3, 3)) == Tally(7, 5)
    total = Explainer(catalogue, "zh").total(tally, 2)
    assert total == "2 份文件，共 4 个数：2 个归入指标，2 个未归类。"
