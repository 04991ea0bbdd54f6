"""data/population.csv: what a row becomes, and what is wrong with it, each fault at its place."""

from pathlib import Path

import pytest

from dashboard.catalogue import Population, Source, load_catalogue
from dashboard.errors import CatalogueError
from dashboard.model import Interval

HEADER = "code,year,population,unit,source_title,publisher,date,url\n"
DECLARED = "population: {file: population.csv, scales: {人: 1, 万人: 10000}, stale_after: 3}\n"
GOOD = "CN411300,2020,9713112,人,普查公报,统计局,2021-05-24,https://example.org/a\n"


def test_a_row_becomes_a_population_with_its_interval_and_source(folder, small):
    rows = HEADER + "CN411300,2021,962.9,万人,公报,统计局,2022,\n" + GOOD
    catalogue = load_catalogue(folder(small + DECLARED, population=rows))
    printed = Source("普查公报", "统计局", "2021-05-24", "https://example.org/a")
    assert catalogue.residents.stale_after == 3
    assert catalogue.residents.counts == {
        "CN411300": (
            Population("CN411300", 2020, 9713112, Interval(9713112, 9713112), "9713112人", printed, (3, 1)),
            Population(
                "CN411300", 2021, 9629000, Interval(9628500, 9629500, True, False), "962.9万人",
                Source("公报", "统计局", "2022"), (2, 1),
            ),
        )
    }  # fmt: skip


def test_a_new_row_changes_the_version_of_the_data(folder, small):
    before = load_catalogue(folder(small + DECLARED, population=HEADER)).content_hash
    assert load_catalogue(folder(small + DECLARED, population=HEADER + GOOD)).content_hash != before


def test_a_file_without_populations_is_valid(folder, small):
    assert load_catalogue(folder(small)).residents.counts == {}


@pytest.mark.parametrize(
    ("row", "column", "zh", "en"),
    [
        ("CN41130,2020,1,人,公报,统计局,,", 1, "你是不是想写“CN411300”？", "no place with the code “CN41130”"),
        ("CN411500,20,1,人,公报,统计局,,", 10, "年份“20”不对", "“20” is no year"),
        ("CN411500,2020,约5,人,公报,统计局,,", 15, "人口“约5”不是大于零的数", "“约5” is no number above zero"),
        ("CN411500,2020,0,人,公报,统计局,,", 15, "人口“0”", "“0” is no number above zero"),
        ("CN411500,2020,5,万,公报,统计局,,", 17, "你是不是想写“万人”？", "The unit “万” is not entered"),
        ("CN411500,2020,5,人,,统计局,,", 19, "没有写明“source_title”", "needs its source"),
        ("CN411500,2020,5,人,公报,,,", 22, "没有写明“publisher”", "needs its source"),
        ("CN411500,2020,5,人,公报,统计局,2021/5,", 26, "写“2021-05”？", "is no date"),
        ("CN411300,2020,5,人,公报,统计局,,", 10, "在第 2 行已经写过", "already given in line 2"),
        ("CN411500,2020,5,人", 1, "有 4 个字段，应有 8 个", "4 fields instead of 8"),
    ],
)
def test_a_faulty_row_is_named_at_its_place(problems_of, small, row, column, zh, en):
    (problem,) = problems_of(small + DECLARED, population=HEADER + GOOD + row + "\n")
    assert (problem.file, problem.line, problem.column) == ("data/population.csv", 3, column)
    assert zh in problem.zh
    assert en in problem.en
    assert problem.excerpt == row


def test_a_missing_column_and_a_missing_file_are_named(problems_of, small):
    (problem,) = problems_of(small + DECLARED, population=HEADER.replace("unit,", "") + "\n")
    assert (problem.file, problem.line) == ("data/population.csv", 1)
    assert "lacks the column “unit”" in problem.en
    line = small.count("\n") + 1
    (problem,) = problems_of(small + DECLARED.replace("population.csv", "popluation.csv"), population=HEADER)
    assert (problem.file, problem.line, problem.column) == ("indicators.yaml", line, 20)
    assert "Did you mean “population.csv”?" in problem.en


def test_a_misspelt_key_of_the_declaration_is_named(problems_of, small):
    (problem,) = problems_of(small + DECLARED.replace("stale_after", "stale_afer"), population=HEADER)
    assert (problem.file, problem.line) == ("indicators.yaml", small.count("\n") + 1)
    assert "Did you mean “stale_after”?" in problem.en


def test_the_shipped_census_adds_up(root: Path):
    """The 31 provinces and the servicemen make the nation; the eighteen cities of Henan make Henan."""
    counts = load_catalogue(root / "indicators.yaml").residents.counts
    census = {code: next(entry.value for entry in entries if entry.year == 2020) for code, entries in counts.items()}
    provinces = {code: value for code, value in census.items() if code.endswith("0000") and code != "CN000000"}
    henan = {code: value for code, value in census.items() if code.startswith("CN41") and code != "CN410000"}
    assert (len(provinces), sum(provinces.values()) + 2_000_000) == (31, census["CN000000"])
    assert (len(henan), sum(henan.values())) == (18, census["CN410000"])
    assert (census["CN411300"], census["CN411500"]) == (9_713_112, 6_234_401)


def test_an_edited_population_is_read_anew_and_not_from_what_was_compiled(folder, small, tmp_path, monkeypatch):
    monkeypatch.setenv("VET_DASHBOARD_CACHE", str(tmp_path / "cache"))
    path = folder(small + DECLARED, population=HEADER + GOOD)
    assert load_catalogue(path).residents.counts["CN411300"][0].value == 9713112
    (path.parent / "data" / "population.csv").write_text((HEADER + GOOD).replace("9713112", "9713113"), "utf-8")
    assert load_catalogue(path).residents.counts["CN411300"][0].value == 9713113
    (path.parent / "data" / "population.csv").unlink()
    with pytest.raises(CatalogueError, match=r"population\.csv"):
        load_catalogue(path)
