"""When a document changes under a decision, it holds or it is reported: it is never applied to something else, or doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard.curation.deciding import Wish
from dashboard.curation.desk import Writer
from tests.curation.conftest import LETTER, desk_of

LI = Writer("li", "test", "zh")
COLLEGES, FORTY = "letter.md@29", "letter.md@48"

CHANGES = {
    "re-wrapped": (LETTER.replace("，高职", "，\n高职"), "holds"),
    "a sentence before it": (LETTER.replace("全市现有", "近年来发展较快。全市现有"), "holds"),
    "another value": (LETTER.replace("高职院校4所", "高职院校6所"), "reported"),
    "another noun": (LETTER.replace("高职院校4所", "技工学校4所"), "reported"),
    "gone": (LETTER.replace("，高职院校4所", ""), "reported"),
    "said twice": (LETTER + "\n另一市高职院校4所，民办高职院校14所。\n", "holds for both"),
}


@pytest.mark.parametrize(("text", "outcome"), CHANGES.values(), ids=CHANGES)
def test_a_changed_document(letter: Path, text: str, outcome: str) -> None:
    desk = desk_of(letter)
    desk.save(desk.draft(Wish("correct", COLLEGES, fields={"scope": "system"}), LI), LI)
    (letter / "data" / "documents" / "letter.md").write_text(text, encoding="utf-8")
    project = desk_of(letter).sitting().project
    corrected = project.mentions[project.mentions["origin"] == "corrected"]
    told = [problem for problem in project.problems if problem.severity == "error"]
    if outcome == "reported":
        assert (len(corrected), len(told)) == (0, 1)
        assert "4" in told[0].en
        assert (told[0].file, told[0].line > 0) == ("indicators.yaml", True)
        assert [item.kind for item in desk_of(letter).sitting().short].count("unfit") == 1
    else:
        assert told == []
        assert set(zip(corrected["indicator"], corrected["value"], corrected["scope"], strict=True)) == {
            ("colleges", 4.0, "system")
        }


def test_reading_the_documents_again_never_loses_or_doubles_a_decision(letter: Path) -> None:
    chance = random.Random(3)
    desk = desk_of(letter)
    for wish in (Wish("confirm", COLLEGES), Wish("assign", FORTY, fields={"indicator": "schools"})):
        desk.save(desk.draft(wish, LI), LI)
    document = letter / "data" / "documents" / "letter.md"
    for number in range(6):
        lines = LETTER.splitlines(keepends=True)
        lines.insert(chance.randrange(len(lines)), f"第{number}次修改。\n" * chance.randrange(3))
        document.write_text("".join(lines), encoding="utf-8")
        project = desk_of(letter).sitting().project
        rows = project.mentions[project.mentions["by"] == "li"]
        decided = sorted(zip(rows["surface"], rows["indicator"], rows["review_state"], rows["origin"], strict=True))
        assert decided == [
            ("40个", "schools", "confirmed", "corrected"),
            ("4所", "colleges", "confirmed", "extracted"),
        ], number
        assert [problem for problem in project.problems if problem.severity == "error"] == []
