"""data/places.csv: what is wrong with it, and which place a name means."""

import pytest

from dashboard.catalogue import Place, find_place, load_catalogue

HEADER = "code,name_zh,name_en,level,parent,valid_from,valid_to,aliases,official,source,fetched\n"
NATION = "CN000000,全国,China,nation,,,,,true,own,2026-01-01\n"


@pytest.mark.parametrize(
    ("row", "line", "column", "zh", "en"),
    [
        ("CN41000,河南省,Henan,province,CN000000,,,,true,own,2026", 3, 1, "“CN41000”不合规则", "is no place code"),
        ("CN000000,河南省,Henan,province,,,,,true,own,2026", 3, 1, "在第 2 行已经用过", "already used in line 2"),
        ("CN410000,,Henan,province,CN000000,,,,true,own,2026", 3, 10, "没有中文名", "has no Chinese name"),
        ("CN410000,河南省,Henan,provinz,CN000000,,,,true,own,2026", 3, 20, "你是不是想写“province”？", "is no level"),
        (
            "CN410000,河南省,Henan,province,CN00000,,,,true,own,2026",
            3,
            29,
            "你是不是想写“CN000000”？",
            "is not in this file",
        ),
        ("CN410000,河南省,Henan,province,CN410000,,,,true,own,2026", 3, 29, "形成循环", "round in a circle"),
        ("CN410000,河南省,Henan,province,CN000000,,,,yes,own,2026", 3, 41, "只能是 true 或 false", "true or false"),
        ('CN410000,河南省,"He,nan",province,CN000000,2020/1,,,true,own,2026', 3, 41, "写“2020-01”？", "is no date"),
        ("CN410000,河南省,Henan,province", 3, 1, "有 4 个字段，应有 11 个", "4 fields instead of 11"),
        ('CN410000,"河南省', 3, 1, "双引号没有结束", "never closed"),
        ('CN410000,"河南"省,', 3, 1, "CSV 格式有误", "not well formed"),
    ],
)
def test_a_faulty_row_is_named_at_its_place(problems_of, small, row, line, column, zh, en):
    problems = [p for p in problems_of(small, HEADER + NATION + row + "\n") if p.file == "data/places.csv"]
    assert [(p.line, p.column) for p in problems] == [(line, column)]
    assert zh in problems[0].zh
    assert en in problems[0].en
    assert problems[0].excerpt == row


def test_a_quote_that_is_never_closed_is_named_where_it_opens_and_not_at_every_place_behind_it(problems_of, small):
    rows = f'{HEADER}CN000000,"全国,China,nation,,,,,true,own,2026-01-01\n' + "".join(
        f"CN{n:06},名{n},,county,CN000000,,,,,,\n" for n in range(1, 9_000)
    )
    (problem,) = problems_of(small, rows)
    assert (problem.file, problem.line, problem.column) == ("data/places.csv", 2, 1)
    assert "never closed" in problem.en


def test_a_character_no_text_holds_is_named(problems_of, small):
    (problem,) = problems_of(small, (HEADER + NATION).replace("China", "Chi\0na"))
    assert (problem.file, problem.line, problem.column) == ("data/places.csv", 2, 16)
    assert "U+0000" in problem.en


def test_a_table_without_places_is_named_once(problems_of, small):
    (problem,) = problems_of(small, HEADER)
    assert (problem.file, problem.line, problem.column) == ("data/places.csv", 2, 1)
    assert "write one place a line" in problem.en


def test_too_many_rows_are_refused(problems_of, small):
    rows = "".join(f"CN{n:06},名{n},,county,CN000000,,,,,,\n" for n in range(1, 50_001))
    (problem,) = problems_of(small.partition("documents:")[0], HEADER + NATION + rows)
    assert (problem.file, problem.line, problem.column, problem.severity) == ("data/places.csv", 50_002, 1, "error")
    assert problem.en.startswith("More than 50000 rows")


def test_a_misnamed_column_is_named(problems_of, small):
    problems = problems_of(small, HEADER.replace("name_zh", "name") + NATION)
    assert [(p.file, p.line, p.column) for p in problems] == [("data/places.csv", 1, 1), ("data/places.csv", 1, 6)]
    assert "lacks the column “name_zh”" in problems[0].en


def test_without_the_file_no_place_is_known(problems_of, small):
    (problem,) = problems_of(small, None)
    assert (problem.file, problem.line, problem.severity) == ("data/places.csv", 0, "error")
    head, _, _ = small.partition("documents:")
    (problem,) = problems_of(head, None)
    assert (problem.file, problem.line, problem.severity) == ("data/places.csv", 0, "warning")


def test_the_places_may_be_written_in_another_encoding_only_by_mistake(problems_of, small):
    (problem,) = problems_of(small, (HEADER + NATION).encode("gb18030"))
    assert (problem.file, problem.line, problem.column) == ("data/places.csv", 2, 10)
    assert "GB18030" in problem.en


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("CN411300", None, "CN411300"),
        ("南阳市", None, "CN411300"),
        ("南阳", None, "CN411300"),
        ("宛", None, "CN411300"),
        (" 南阳市 ", None, "CN411300"),
        ("中国", None, "CN000000"),
        ("吉林", None, "CN220000"),
        ("吉林市", None, "CN220200"),
        ("吉林", "CN220200", "CN220200"),
        ("朝阳区", None, None),
        ("朝阳区", "CN220000", "CN220104"),
        ("朝阳", "CN220200", "CN220104"),
        ("朝阳区", "CN410000", None),
        ("郑州市", None, None),
        ("", None, None),
    ],
)
def test_a_name_means_one_place_or_none(folder, name, within, code):
    places = load_catalogue(folder()).places
    found = find_place(places, name, within)
    assert (found.code if found else None) == code
    assert find_place(dict(places), name, within) == found


def test_a_row_becomes_a_place(folder):
    row = "CN419001,济源市,Jiyuan,city,CN000000,1997,2020-01,济 | 济源示范区,false,own,2026-01-01\n"
    text = HEADER + NATION + row + "CN411300,南阳市,Nanyang,city,CN000000,,,,,,\n"
    places = load_catalogue(folder(places="\ufeff" + text.replace("\n", "\r\n"))).places
    assert places["CN419001"] == Place(
        code="CN419001",
        name_zh="济源市",
        name_en="Jiyuan",
        level="city",
        parent="CN000000",
        valid_from="1997",
        valid_to="2020-01",
        aliases=("济", "济源示范区"),
        official=False,
        source="own",
        fetched="2026-01-01",
    )
