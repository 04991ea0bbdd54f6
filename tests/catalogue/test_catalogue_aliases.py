"""Aliases no text can show, aliases that are another kind of name, and aliases across the seams of other words."""

import pytest

from dashboard.catalogue import catalogue_problems, load_catalogue
from dashboard.catalogue.aliases import TRAPS, alias_problems
from dashboard.cli import main
from dashboard.documents.clean import clean
from tests.conftest import ROOT

WARNINGS = [
    # (the aliases of the trainees, column, part of the Chinese, part of the English)
    ("[技工]", 15, "“科技工作、科技工作者", "stands across the words of “科技工作, 科技工作者"),
    ("[培训, 高职]", 19, "会在“提高职业、提高职工", "add these to its lookalikes"),
    ("[中职]", 15, "驾驶员中职务", "across the words of “驾驶员中职务”"),
    ("[校企]", 15, "高校企业", "across the words of “高校企业”"),
    ("[本科]", 15, "基本科研", "基本科研, 基本科学"),
    ("[金奖]", 15, "基金奖励", "add these to its lookalikes"),
    ("[新生]", 15, "创新生态", "创新生态"),
    ("[其中农民工]", 15, "“其中农民工”永远读不到", "can never be matched: the end of a sentence, or 其中"),
    ("[培训；实训]", 15, "句末标点", "can never be matched"),
    ("[\uff11+\uff38证书]", 15, "你是不是想写“1+X证书”？", "full-width digits and letters"),
    ("[技能 培训]", 15, "你是不是想写“技能培训”？", "stray blanks"),
    ("[名]", 15, "同时是单位的名称", "is also a unit, and is read as one"),
    ("[培训, 南阳]", 19, "同时是地方的名称", "is also a place"),
    ("[全市]", 15, "同时是范围的名称", "is also a scope"),
]


def warned(folder, text):
    """What is said of the trainees; the schools' 学校 is one across 小学校园, and stays so."""
    path = folder(text)
    assert catalogue_problems(path) == ()
    schools, *others = alias_problems(path, load_catalogue(path))
    assert (schools.line, schools.column, "小学校园" in schools.zh) == (12, 15, True)
    return tuple(others)


@pytest.mark.parametrize(("aliases", "column", "zh", "en"), WARNINGS)
def test_an_alias_is_named_with_its_place_and_the_remedy(folder, small, aliases, column, zh, en):
    (problem,) = warned(folder, small.replace("aliases: [培训]", f"aliases: {aliases}"))
    assert (problem.file, problem.line, problem.column, problem.severity) == ("indicators.yaml", 22, column, "warning")
    assert zh in problem.zh
    assert en in problem.en
    assert "trainees" in problem.zh
    assert "trainees" in problem.en
    assert problem.excerpt.strip() == f"aliases: {aliases}"


def test_a_lookalike_that_holds_the_words_settles_it(folder, small):
    trapped = small.replace("aliases: [培训]", "aliases: [高职]\n    lookalikes: [提高职, 崇高职业]")
    (problem,) = warned(folder, trapped)
    assert "“最高职务”" in problem.zh
    assert warned(folder, trapped.replace("提高职,", "提高职, 最高职务,")) == ()


def test_an_alias_that_is_its_own_lookalike_is_a_contradiction(folder, small):
    text = small.replace("aliases: [培训]", "aliases: [培训, 实训]\n    lookalikes: [实训]")
    (problem,) = warned(folder, text)
    assert (problem.line, problem.column) == (22, 19)
    assert "一个" not in problem.zh
    assert "它自己的 lookalikes" in problem.zh
    assert "one of its own lookalikes" in problem.en


def test_an_alias_across_the_seam_is_none_where_a_longer_one_takes_the_words(folder, small):
    assert len(warned(folder, small.replace("aliases: [培训]", "aliases: [教学点]"))) == 1
    assert warned(folder, small.replace("aliases: [培训]", "aliases: [教学点, 教学点评]")) == ()


def test_another_indicators_equal_alias_is_an_error(problems_of, small):
    (problem,) = problems_of(small.replace("aliases: [培训]", "aliases: [院校]"))
    assert (problem.line, problem.column, problem.severity) == (22, 15, "error")
    assert "already belongs to schools in line 12" in problem.en


@pytest.mark.parametrize("alias", ["…合作", "企业…", "企业…合作…协议"])
def test_a_gap_needs_words_on_both_sides(problems_of, small, alias):
    (problem,) = problems_of(small.replace("aliases: [培训]", f"aliases: [{alias}]"))
    assert (problem.line, problem.column, problem.severity) == (22, 15, "error")
    assert "前后都要有词" in problem.zh
    assert problems_of(small.replace("aliases: [培训]", "aliases: [企业…合作]")) == ()


def test_the_check_of_a_project_prints_them_and_strict_counts_them(folder, small, capsys):
    path = folder(small.replace("aliases: [培训]", "aliases: [技工]"))
    options = ["--project", str(path.parent), "--lang", "en"]
    letter = path.parent / "data" / "documents" / "letter.md"
    letter.write_text("全市有学校6所。\n", "utf-8")
    for arguments in (["check"], ["check", str(letter)]):
        assert main([*arguments, *options]) == 0
        lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("indicators.yaml:22:15: ")]
        assert len(lines) == 1
        assert "技工" in lines[0]
        assert "科技工作者" in lines[0]
    assert main(["check", str(letter), "--strict", *options]) == 1


def test_the_shipped_aliases_are_clean():
    path = ROOT / "indicators.yaml"
    assert alias_problems(path, load_catalogue(path)) == ()


def test_without_its_lookalikes_the_shipped_file_is_not(tmp_path):
    lines = (ROOT / "indicators.yaml").read_text("utf-8").splitlines()
    path = tmp_path / "indicators.yaml"
    path.write_text("\n".join("" if line.startswith("    lookalikes:") else line for line in lines), "utf-8")
    (tmp_path / "data").symlink_to(ROOT / "data")
    found = alias_problems(path, load_catalogue(path))
    named = {problem.excerpt[problem.column - 1 :].partition(",")[0].rstrip("]") for problem in found}
    assert named >= {"中职", "中专", "职专", "高职", "高专", "本科", "新生", "取证", "金奖", "选手", "就业率"}


def test_every_row_of_words_has_a_seam_and_stands_once():
    rows = [line for line in TRAPS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(rows) > 140
    assert [row for row in rows if len(row.split()) < 2 or row != " ".join(row.split())] == []
    assert len({row.replace(" ", "") for row in rows}) == len(rows)


def test_a_spelling_is_called_unreadable_exactly_where_cleaning_changes_it(folder, small):
    odd = "\uff10\uff19\uff21\uff3a\uff41\uff5a\uff3b％＋－．＃＝＆＠﹪〇〆 \u3000（）()、“”·Aa9%-"
    for character in odd:
        alias = f"技{character}训"
        known = warned(folder, small.replace("aliases: [培训]", f"aliases: ['{alias}']"))
        folded = any("full-width" in problem.en for problem in known)
        assert folded == (clean(f"全市{alias}人数").text != f"全市{alias}人数"), alias
