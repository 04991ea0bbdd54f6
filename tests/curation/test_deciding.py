"""Each decision is a few lines of indicators.yaml, read as meant; nothing else of the file moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.curation import saving
from dashboard.curation.deciding import Wish
from dashboard.curation.desk import Desk, Draft, Writer
from dashboard.errors import EditError, StaleEditError
from tests.curation.conftest import CATALOGUE, LETTER, desk_of

LI = Writer("li", "test", "zh")
TODAY = date.today().isoformat()
COLLEGES, FORTY, TEACHERS, THREE, OTHER_THREE = (f"letter.md@{n}" for n in (29, 48, 56, 86, 91))


@pytest.fixture
def desk(letter: Path) -> Desk:
    return desk_of(letter)


def conflict_of(desk: Desk) -> str:
    return desk.sitting().short[0].key


def added(draft: Draft) -> str:
    """The lines put in, as they stand in the file."""
    assert not [line for line in draft.lines if line.startswith("-") and line != "-corrections: []"]
    lines = (line[1:] for line in draft.lines if line.startswith("+") and line != "+corrections:")
    return "\n".join(lines).replace(TODAY, "TODAY")


def saved(desk: Desk, wish: Wish) -> Draft:
    draft = desk.draft(wish, LI)
    desk.save(draft, LI)
    return draft


ENTRIES = {
    "confirm": (
        Wish("confirm", COLLEGES),
        """\
  - document: letter.md
    quote: 4所
    expect: {indicator: colleges, value: 4}
    choose: true
    reason: 经核对，与原句一致
    by: li
    on: TODAY""",
    ),
    "reject": (
        Wish("reject", COLLEGES, reason="是毕业生数: see p. 3"),
        """\
  - document: letter.md
    quote: 4所
    expect: {indicator: colleges, value: 4}
    reject: true
    reason: "是毕业生数: see p. 3"
    by: li
    on: TODAY""",
    ),
    "reject a leftover": (
        Wish("reject", TEACHERS),
        """\
  - document: letter.md
    quote: 20人
    expect: {indicator: null, value: 20}
    reject: true
    reason: 经核对，不计入任何指标
    by: li
    on: TODAY""",
    ),
    "assign": (
        Wish("assign", FORTY, fields={"indicator": "schools"}),
        """\
  - document: letter.md
    quote: 40个
    expect: {indicator: null, value: 40}
    assign: schools
    reason: 经核对，原句所数即学校数
    by: li
    on: TODAY""",
    ),
    "assign and say more": (
        Wish("assign", FORTY, fields={"indicator": "colleges", "breakdown": "ownership=public", "scope": "system"}),
        """\
  - document: letter.md
    quote: 40个
    expect: {indicator: null, value: 40}
    set: {indicator: colleges, breakdown: {ownership: public}, scope: system}
    reason: 经核对，原句所数即高职院校数
    by: li
    on: TODAY""",
    ),
    "correct": (
        Wish(
            "correct", COLLEGES, fields={"value": "5.2万所", "place": "信阳市", "time_period": "2024", "scope": "city"}
        ),
        """\
  - document: letter.md
    quote: 4所
    expect: {indicator: colleges, value: 4}
    set: {value: 5.2万所, place: 信阳市, time_period: 2024}
    reason: 经核对，按原句更正
    by: li
    on: TODAY""",
    ),
    "one of two that say the same": (
        Wish("reject", OTHER_THREE, reason="项目"),
        """\
  - document: letter.md
    quote: 3个项目在建
    expect: {indicator: null, value: 3}
    reject: true
    reason: 项目
    by: li
    on: TODAY""",
    ),
    "define": (
        Wish(
            "define",
            FORTY,
            fields={
                "id": "industry_colleges",
                "zh": "产业学院数",
                "en": "Industry colleges",
                "theme": "providers",
                "unit": "个",
                "unit_family": "site",
                "kind": "stock",
                "aliases": "产业学院",
            },
        ),
        """\

  - id: industry_colleges
    zh: 产业学院数
    en: Industry colleges
    theme: providers
    unit: 个
    unit_family: site
    kind: stock
    aliases: [产业学院]
  - document: letter.md
    quote: 40个
    expect: {indicator: industry_colleges, value: 40}
    choose: true
    reason: 原句所数为新立指标产业学院数
    by: li
    on: TODAY""",
    ),
    "observe": (
        Wish(
            "observe",
            fields={
                "indicator": "schools",
                "place": "信阳市",
                "scope": "city",
                "time_period": "2024-12-31",
                "period_type": "as_of",
                "value": "29所",
                "status": "actual",
                "source_title": "统计公报",
                "publisher": "市统计局",
                "date": "2025",
                "url": "https://example.org/a",
                "note": "含民办",
            },
        ),
        """\
  - indicator: schools
    place: 信阳市
    scope: city
    time_period: 2024-12-31
    period_type: as_of
    value: 29所
    status: actual
    source: {title: 统计公报, publisher: 市统计局, date: 2025, url: "https://example.org/a"}
    by: li
    on: TODAY
    note: 含民办""",
    ),
}


@pytest.mark.parametrize(("wish", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_a_decision_is_written_like_the_file(desk: Desk, wish: Wish, entry: str) -> None:
    assert added(saved(desk, wish)) == entry
    assert [p for p in desk.sitting().project.problems if p.severity == "error"] == []


def test_keeping_a_side_rejects_the_others_in_one_save(desk: Desk) -> None:
    draft = saved(desk, Wish("keep", conflict_of(desk), 2))
    assert added(draft) == (
        """\
  - document: letter.md
    quote: 17所
    expect: {indicator: schools, value: 17}
    reject: true
    reason: 经核对，以15所为准
    by: li
    on: TODAY
  - document: letter.md
    quote: 12所
    expect: {indicator: schools, value: 12}
    reject: true
    reason: 经核对，以15所为准
    by: li
    on: TODAY"""
    )
    assert [(edit.action, edit.by, edit.via, edit.summary) for edit in desk.history()] == [
        ("keep", "li", "test", "17所、15所、12所 · letter.md")
    ]
    assert [f.code for f in desk.sitting().project.findings if f.code == "C08"] == []


def test_a_word_added_makes_the_figure_count_and_says_what_else_it_changes(letter: Path) -> None:
    document = letter / "data" / "documents" / "letter.md"
    document.write_text(LETTER + "\n全市教师选派基地8所。\n", encoding="utf-8")
    desk = desk_of(letter)
    draft = saved(desk, Wish("assign", TEACHERS, fields={"indicator": "schools", "alias": "选派"}))
    assert "+    aliases: [技工学校, 选派]" in draft.lines
    assert [row["surface"] for row in draft.also] == ["8所"]
    assert [row["indicator"] for row in desk.sitting().ground.rows_of["letter.md"] if row["surface"] == "20人"] == [
        "schools"
    ]


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish("confirm", FORTY), "不能确认"),
        (Wish("keep", COLLEGES, 1), "不能取舍"),
        (Wish("dance", COLLEGES), "confirm, reject, keep"),
        (Wish("confirm", "letter.md@1"), "已不在清单里"),
        (Wish("assign", FORTY, fields={"indicator": "nothing"}), "“nothing”"),
        (Wish("assign", FORTY, fields={}), "请填写“指标”"),
        (Wish("correct", COLLEGES, fields={"value": "4所"}), "没有改任何一项"),
        (Wish("correct", COLLEGES, fields={"value": "许多"}), "“许多”"),
        (Wish("correct", COLLEGES, fields={"place": "无此市"}), "“无此市”"),
        (Wish("correct", COLLEGES, fields={"status": "done"}), "actual"),
        (Wish("correct", COLLEGES, fields={"time_period": "去年"}), "去年"),
        (Wish("observe", fields={"indicator": "schools", "place": "南阳市", "time_period": "2024"}), "数值"),
        (Wish("define", FORTY, fields={"id": "schools", "zh": "甲", "en": "A", "theme": "providers", "unit": "个", "unit_family": "site", "kind": "stock"}), "“schools”"),
        (Wish("define", FORTY, fields={"id": "x", "zh": "甲"}), "请填写“英文名称”"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.action,
)  # fmt: skip
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(letter: Path, wish: Wish, says: str) -> None:
    desk = desk_of(letter)
    with pytest.raises(EditError) as caught:
        desk.draft(wish, LI)
    assert says in caught.value.zh
    assert caught.value.en
    assert (letter / "indicators.yaml").read_text(encoding="utf-8") == CATALOGUE
    assert desk.history() == ()


def test_a_side_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(EditError, match="no way 4; there are 3"):
        desk.draft(Wish("keep", conflict_of(desk), 4), LI)


def test_figures_that_nothing_tells_apart_are_left_to_an_editor(letter: Path) -> None:
    document = letter / "data" / "documents" / "letter.md"
    document.write_text("另有3个3个。\n", encoding="utf-8")
    desk = desk_of(letter)
    first, second = desk.sitting().short
    assert "quote: 另有3个\n" in desk.draft(Wish("reject", first.key), LI).text
    assert "quote: 3个。\n" in desk.draft(Wish("reject", second.key), LI).text
    document.write_text("3个3个3个\n", encoding="utf-8")
    middle = desk_of(letter)
    with pytest.raises(EditError, match="says the same"):
        middle.draft(Wish("reject", middle.sitting().short[1].key), LI)


def test_a_quote_never_holds_private_details(letter: Path) -> None:
    text = "经办人：王某某5人，另有5人。\n"
    (letter / "data" / "documents" / "letter.md").write_text(text, encoding="utf-8")
    desk = desk_of(letter)
    texts = [desk.draft(Wish("reject", item.key), LI).text for item in desk.sitting().short]
    assert len(texts) == 2
    assert [text for text in texts if "王" in text] == []


def test_a_decision_made_twice_is_refused_the_second_time(desk: Desk) -> None:
    saved(desk, Wish("confirm", COLLEGES))
    with pytest.raises(EditError, match="no longer on the list"):
        desk.draft(Wish("confirm", COLLEGES), LI)


def test_a_save_for_an_older_version_is_refused_and_repeated_on_the_new_one(letter: Path) -> None:
    one, other = desk_of(letter), desk_of(letter)
    early = one.draft(Wish("confirm", COLLEGES), LI)
    saved(other, Wish("reject", FORTY))
    with pytest.raises(StaleEditError) as caught:
        one.save(one.draft(early.wish, LI, early.version), LI)
    assert (caught.value.base, "quote: 40个" in caught.value.theirs) == (CATALOGUE, True)
    assert "quote: 4所" in caught.value.mine
    saved(one, early.wish)
    text = (letter / "indicators.yaml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "quote" in line] == ["    quote: 40个", "    quote: 4所"]


def test_a_version_nobody_kept_is_not_saved_for(desk: Desk) -> None:
    with pytest.raises(EditError, match="which version"):
        desk.draft(Wish("confirm", COLLEGES), LI, "0" * 64)


def test_a_decision_is_taken_back_and_waits_again(letter: Path) -> None:
    desk = desk_of(letter)
    before = [item.key for item in desk.sitting().short]
    saved(desk, Wish("confirm", COLLEGES))
    last = desk.last()
    assert last is not None
    desk.undo(last.id, LI)
    assert [item.key for item in desk.sitting().short] == before
    assert (letter / "indicators.yaml").read_text(encoding="utf-8") == CATALOGUE
    assert desk.last() is None
    assert [edit.action for edit in desk.history()] == ["undo", "confirm"]


def test_a_file_an_editor_has_open_is_read_before_it_is_decided_on(letter: Path) -> None:
    desk = desk_of(letter)
    path = letter / "indicators.yaml"
    path.write_text(CATALOGUE.replace("zh: 高职院校数", "zh: 高职数"), encoding="utf-8")
    draft = saved(desk, Wish("assign", FORTY, fields={"indicator": "colleges"}))
    assert "+    reason: 经核对，原句所数即高职数" in draft.lines
    path.write_text("broken: [", encoding="utf-8")
    with pytest.raises(EditError, match="no valid YAML"):
        desk.draft(Wish("confirm", COLLEGES), LI)


def test_a_full_disk_changes_nothing_and_is_said(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(letter)
    draft = desk.draft(Wish("confirm", COLLEGES), LI)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)
    with pytest.raises(EditError, match="Free some disk space"):
        desk.save(draft, LI)
    assert (letter / "indicators.yaml").read_text(encoding="utf-8") == CATALOGUE
    assert desk.history() == ()


def test_a_decision_that_no_longer_fits_is_restated_or_taken_out(letter: Path) -> None:
    saved(desk_of(letter), Wish("correct", COLLEGES, fields={"scope": "system"}))
    document = letter / "data" / "documents" / "letter.md"
    document.write_text(LETTER.replace("高职院校4所", "高职院校4所（其中公办高职院校3所）"), encoding="utf-8")
    path = letter / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 4}", "value: 6}"), encoding="utf-8")
    desk = desk_of(letter)
    (unfit,) = (item for item in desk.sitting().short if item.kind == "unfit")
    assert unfit.problem is not None
    assert "value=6" in unfit.problem.zh
    restated = desk.draft(Wish("confirm", unfit.key), LI)
    assert [line for line in restated.lines if line[0] in "+-"] == [
        "-    expect: {indicator: colleges, value: 6}",
        "+    expect: {indicator: colleges, value: 4}",
    ]
    saved(desk, Wish("reject", unfit.key))
    assert "quote" not in path.read_text(encoding="utf-8")
