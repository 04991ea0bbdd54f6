"""The data as shipped: the catalogue, the places, the digests and the tables, read with csv, json, re and yaml alone."""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"
LETTERS = SHARED / "letters"
REPORTS = SHARED / "corpora" / "gwr_prov_2026.jsonl.gz"
TEXTS = SHARED / "eval" / "dev" / "texts"
FIGURES_BY_HAND = Path(__file__).with_name("digest_figures.csv")
RUN = 18  # so many characters in a row are a sentence of the original, not a name

DIGEST_FIGURES = {
    "nanyang-2025-digest.md": [
        "44个",
        "64.7%",
        "70%",
        "10余项",
        "16个",
        "11所",
        "5个",
        "5所",
        "37所",
        "10所",
        "5万多名",
        "158所",
        "15.5万人",
        "11家",
        "8家",
        "6295人",
        "258家",
        "169家",
        "35家",
        "25家",
        "29家",
        "395人",
        "9人次",
        "243名",
        "2银",
        "9铜",
        "53优胜",
        "23个",
        "第四名",
    ],
    "xinyang-2022-digest.md": [
        "15所",
        "2个",
        "4个",
        "4所",
        "3所",
        "15所",
        "13所",
        "6所",
        "2所",
        "1所",
        "2所",
        "5.2万人次",
        "52%",
        "5所",
        "17所",
        "5个",
    ],
}
# The other digests, and where their sources lie in ../shared: a work report by its province, another text by its number.
SOURCES = {
    "anhui-2024-digest.md": "007",
    "anhui-2026-digest.md": "安徽省",
    "fujian-2026-digest.md": "福建省",
    "hainan-2025-digest.md": "055",
    "hebei-2025-digest.md": "060",
    "heilongjiang-2026-digest.md": "黑龙江省",
    "henan-2026-digest.md": "河南省",
    "hubei-2022-digest.md": "018",
    "inner-mongolia-2023-digest.md": "054",
    "inner-mongolia-2026-digest.md": "内蒙古自治区",
    "jiangsu-2025-digest.md": "004",
    "liaoning-2026-digest.md": "辽宁省",
    "shaanxi-2024-digest.md": "053",
    "shandong-2025-digest.md": "003",
    "shandong-2026-digest.md": "山东省",
    "zhejiang-2025-digest.md": "040",
    "zhejiang-2026-digest.md": "浙江省",
}
# Numbers of those digests that count clauses, departments, years or ages and are no figure of anything.
OTHER_NUMBERS = {
    "anhui-2024-digest.md": ["6"],
    "hainan-2025-digest.md": ["5"],
    "inner-mongolia-2023-digest.md": ["18"],
    "jiangsu-2025-digest.md": ["19", "5", "4", "10", "5"],
    "shaanxi-2024-digest.md": ["54", "17"],
}
DATES = re.compile(r"(?<!\d)(?:20\d\d—)?20\d\d年(?:\d+月)?(?:\d+日)?")
FIGURE = re.compile(
    r"(?<![第\d年月])(?:\d[\d.]*(?:余|万多|万)?(?:人次|个|所|家|项|名|人|%|银|铜|优胜)|第四名)(?![届号日])"
)
CLAIMS = {
    "nanyang-2025-digest.md": [
        "奖牌总数和总积分均创历史最高",
        "总积分居全省第四名",
        "先后申报发明专利",
        "共申请全民技能振兴工程建设项目",
    ],
    "xinyang-2022-digest.md": ["位于全省前列", "居于全省前列", "截至5月15日", "全系统", "占年度计划的52%"],
}
CURATED_BESIDE_THE_LETTERS = {
    ("higher_vocational_colleges", "南阳市", "2025", ""): "6所",
    ("competition_delegations", "河南省", "2024", "河南省第三届职业技能大赛"): "23个",
    ("secondary_vocational_schools", "信阳市", "2022", ""): "29所",
    ("higher_education_institutions", "信阳市", "2022", ""): "7所",
}
TARGETS_BESIDE_THE_LETTERS = {
    ("annual_skilled_graduates", "南阳市", "2025", ""): "3万人",
    ("higher_vocational_colleges", "南阳市", "2025", ""): "8-10所",
}
TABLE_FACTS = [
    ("nbs-secondary-vocational-schools.csv", "2013", "中等职业教育学校数（所，含技工学校）", "12262"),
    ("nbs-secondary-vocational-schools.csv", "2013", "中等职业学校数（所，不含技工学校）", "9380"),
    ("nbs-secondary-vocational-schools.csv", "2014", "中等职业学校数（所，不含技工学校）", ""),
    ("nbs-secondary-vocational-pupils.csv", "2020", "招生数（万人，不含技工学校）", "484.6056"),
    ("nbs-secondary-vocational-pupils.csv", "2020", "专任教师数（万人，不含技工学校）", "64.8718"),
    ("nbs-skilled-worker-schools.csv", "2012", "技工学校在校学生数（万人）", "422.8"),
    ("nbs-skilled-worker-schools.csv", "2020", "技工学校数（所）", "2423"),
    ("nbs-higher-education.csv", "2020", "高职（专科）院校数（所）", "1468"),
    ("nbs-higher-education.csv", "2008", "本科院校数（所）", "1079"),
]
PLACE_FACTS = {
    "CN000000": ("全国", "China", "nation", ""),
    "CN410000": ("河南省", "Henan", "province", "CN000000"),
    "CN411300": ("南阳市", "Nanyang", "city", "CN410000"),
    "CN411500": ("信阳市", "Xinyang", "city", "CN410000"),
    "CN419001": ("济源市", "Jiyuan", "city", "CN410000"),
    "CN411381": ("邓州市", "Dengzhou", "county", "CN411300"),
    "CN411525": ("固始县", "Gushi County", "county", "CN411500"),
    "CN140400": ("长治市", "Changzhi", "city", "CN140000"),
}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    """indicators.yaml, every scalar as text."""
    loaded = yaml.load((ROOT / "indicators.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    """The rows of places.csv."""
    return _rows(DATA / "places.csv")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _flat(path: Path) -> str:
    return _dense(path.read_text("utf-8"))


def _dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def _sources() -> Iterator[str]:
    """Every text of ../shared a digest is made from, and those beside it."""
    yield from (path.read_text("utf-8") for path in [*LETTERS.glob("*.txt"), *TEXTS.glob("*.txt")])
    yield from _reports().values()


def _reports() -> dict[str, str]:
    with gzip.open(REPORTS, "rt", encoding="utf-8") as lines:
        return {report["place"]: report["text"] for report in map(json.loads, lines)}


def _surfaces(name: str) -> list[str]:
    return [row["surface"] for row in _rows(FIGURES_BY_HAND) if row["document"] == name]


def _key(row: dict[str, Any]) -> tuple[str, str, str, str]:
    return row["indicator"], row["place"], row["time_period"].split("/")[-1][:4], row.get("event", "")


# ---- the catalogue -------------------------------------------------------------------------------------------------


def test_there_are_seventy_indicators_and_forty_two_are_core(catalogue: dict[str, Any]) -> None:
    ids = [i["id"] for i in catalogue["indicators"]]
    assert (len(ids), len(set(ids))) == (70, 70)
    assert Counter(i["core"] for i in catalogue["indicators"]) == {"true": 42, "false": 28}
    assert Counter(i["theme"] for i in catalogue["indicators"]) == {
        "providers": 20,
        "evaluation": 14,
        "training": 12,
        "pupils": 15,
        "competitions": 9,
    }


def test_a_name_belongs_to_one_indicator_only(catalogue: dict[str, Any]) -> None:
    names = Counter(alias for i in catalogue["indicators"] for alias in i["aliases"])
    assert [name for name, times in names.items() if times > 1] == []


def test_every_indicator_is_defined_in_both_languages_with_a_source(catalogue: dict[str, Any]) -> None:
    for indicator in catalogue["indicators"]:
        assert {"zh", "en"} == set(indicator["definition"]), indicator["id"]
        assert indicator["source_of_definition"]["title"], indicator["id"]
        assert all({"zh", "en"} == set(reason) for reason in indicator["not_comparable_when"]), indicator["id"]
        assert indicator["not_comparable_when"], indicator["id"]
        assert all(re.fullmatch(r"C(0[1-9]|[12]\d|3[01])", code) for code in indicator["checks"]), indicator["id"]


def test_units_can_measure_what_their_indicators_count(catalogue: dict[str, Any]) -> None:
    families = {name: unit["families"] for name, unit in catalogue["units"].items()}
    assert [i["id"] for i in catalogue["indicators"] if i["unit_family"] not in families[i["unit"]]] == []


def test_a_share_that_names_a_part_or_a_whole_names_an_indicator(catalogue: dict[str, Any]) -> None:
    ids = {i["id"] for i in catalogue["indicators"]}
    named = {
        i[field] for i in catalogue["indicators"] for field in ("parent", "numerator", "denominator") if i.get(field)
    }
    named |= {part for i in catalogue["indicators"] for part in i.get("sum_of", [])}
    assert named - ids == set()


# ---- figures entered by hand ---------------------------------------------------------------------------------------


def test_every_curated_figure_says_where_it_comes_from_who_and_when(catalogue: dict[str, Any]) -> None:
    for row in catalogue["observations"]:
        assert row["source"]["title"], _key(row)
        assert row["source"]["publisher"], _key(row)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["source"]["date"]), _key(row)
        assert (row["by"], row["on"]) == ("curator", "2026-11-22"), _key(row)
        assert re.search(r"\d", row["value"]), _key(row)
    assert len(catalogue["observations"]) == 47


def test_every_note_and_reason_is_in_both_languages_with_the_same_numbers(catalogue: dict[str, Any]) -> None:
    """The sections and centuries of English (14th) are no numbers; a month is a name in one language only."""
    entries = [*catalogue["observations"], *catalogue["tables"], catalogue["population"], *catalogue["corrections"]]
    pairs = [
        (entry[key], entry[f"{key}_en"].replace("November", "11"))
        for entry in entries
        for key in ("note", "reason")
        if key in entry or f"{key}_en" in entry
    ]
    number = re.compile(r"\d+(?:\.\d+)?(?!\d|th)")
    assert len(pairs) == 27
    assert [zh for zh, _ in pairs if re.search(r"[A-Za-z]{3,}", zh) or not re.search(r"[\u4e00-\u9fff]", zh)] == []
    assert [en for _, en in pairs if not re.search(r"[a-z%]", en)] == []
    assert [(zh, en) for zh, en in pairs if sorted(number.findall(zh)) != sorted(number.findall(en))] == []


@pytest.mark.parametrize(
    ("status", "beside"), [("actual", CURATED_BESIDE_THE_LETTERS), ("target", TARGETS_BESIDE_THE_LETTERS)]
)
def test_some_curated_figures_stand_beside_figures_of_the_letters(
    catalogue: dict[str, Any], status: str, beside: dict[tuple[str, str, str, str], str]
) -> None:
    rows = {_key(row): row["value"] for row in catalogue["observations"] if row["status"] == status}
    assert {key: rows.get(key) for key in beside} == beside


# ---- the digests ---------------------------------------------------------------------------------------------------


def _body(name: str) -> str:
    text = (DATA / "documents" / name).read_text("utf-8")
    return re.sub(r"\s", "", text[text.index("\n\n", text.index("成文时间")) :])


@pytest.mark.parametrize("name", sorted(DIGEST_FIGURES))
def test_a_digest_gives_every_figure_of_its_letter_once_each_time_the_letter_does(name: str) -> None:
    assert Counter(FIGURE.findall(_body(name))) == Counter(DIGEST_FIGURES[name])


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_a_digest_keeps_the_claims_and_the_words_that_decide_their_meaning(name: str) -> None:
    body = _body(name)
    assert [claim for claim in CLAIMS[name] if claim not in body] == []


@pytest.mark.parametrize(("name", "sections"), [("nanyang-2025-digest.md", 5), ("xinyang-2022-digest.md", 3)])
def test_a_digest_says_that_it_is_one_and_keeps_the_sections_of_the_letter(name: str, sections: int) -> None:
    text = (DATA / "documents" / name).read_text("utf-8")
    assert text.startswith("# ")
    assert "（摘编，非原文）" in text.splitlines()[0]
    assert re.findall(r"^## (.)、", text, re.M) == list("一二三四五"[:sections])


def test_a_digest_names_no_signatory_addressee_or_telephone() -> None:
    for path in (DATA / "documents").glob("*.md"):
        text = path.read_text("utf-8")
        assert not re.search(r"签发人|联系人|电话[:：]|委员[:：]|抄送|\d{7}", text), path.name


def test_no_sentence_of_the_originals_is_in_the_data() -> None:
    if not (LETTERS.is_dir() and TEXTS.is_dir() and REPORTS.is_file()):
        pytest.skip("the originals are not beside this checkout (../shared/letters, eval/dev/texts, corpora)")
    runs: set[str] = set()
    for source in _sources():
        flat = _dense(source)
        runs |= {flat[i : i + RUN] for i in range(len(flat) - RUN + 1)}
    files = [ROOT / "indicators.yaml", *sorted(DATA.rglob("*.md")), *sorted(DATA.rglob("*.csv"))]
    found = {
        path.name: text[i : i + RUN]
        for path in files
        for text in [_flat(path)]
        for i in range(len(text))
        if text[i : i + RUN] in runs
    }
    assert len(files) >= 25
    assert found == {}


def test_every_digest_is_checked_against_its_figures_and_declared(catalogue: dict[str, Any]) -> None:
    shipped = {path.name for path in (DATA / "documents").iterdir()}
    assert shipped == {*DIGEST_FIGURES, *SOURCES} == {row["file"] for row in catalogue["documents"]}
    assert len(SOURCES) >= 10


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_the_first_lines_of_a_digest_say_what_it_is_whose_and_of_when(catalogue: dict[str, Any], name: str) -> None:
    declared = next(row for row in catalogue["documents"] if row["file"] == name)
    assert declared["kind"] == "digest"
    assert (declared["document_number"], declared.get("url")) == ("null", None)
    title, _, note, *_ = (DATA / "documents" / name).read_text("utf-8").splitlines()
    year, month, day, *_ = [*map(int, declared["date_issued"].split("-")), 0]
    date = f"{year}年{month}月" + (f"{day}日" if day else "")
    assert title.startswith("# ")
    assert title.endswith("（摘编，非原文）")
    assert note.startswith(
        f"（摘编，非原文。发文机关：{declared['issuing_body']}；发文字号：无；成文时间：{date}。原文为"
    )
    assert note.endswith("由编者重新表述，事实与数字照录，语句不是原件文字。）")


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_digest_holds_its_figures_in_order_and_no_other_number(name: str) -> None:
    body, position = _body(name), 0
    for surface in _surfaces(name):
        position = body.index(surface, position) + len(surface)
    numbers = Counter(re.findall(r"\d[\d.,]*", DATES.sub("", body)))
    figures = [re.findall(r"\d[\d.,]*", surface)[0] for surface in _surfaces(name)]
    assert numbers == Counter([*figures, *OTHER_NUMBERS.get(name, [])])


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_figure_of_a_digest_is_printed_in_its_source(name: str) -> None:
    if not (TEXTS.is_dir() and REPORTS.is_file()):
        pytest.skip("the sources of the digests are not beside this checkout (../shared/eval/dev/texts, corpora)")
    key = SOURCES[name]
    source = (TEXTS / f"{key}.txt").read_text("utf-8") if key.isdigit() else _reports()[key]
    flat = unicodedata.normalize("NFKC", _dense(source))
    amounts = [re.sub(r"(人次|人|名|位|个|所|家|项|枚|本|份|支|岁)$", "", surface) for surface in _surfaces(name)]
    assert len(amounts) >= 2
    assert [amount for amount in amounts if amount not in flat] == []


# ---- places --------------------------------------------------------------------------------------------------------


def test_places_known_by_heart(places: list[dict[str, str]]) -> None:
    known = {p["code"]: (p["name_zh"], p["name_en"], p["level"], p["parent"]) for p in places}
    assert {code: known.get(code) for code in PLACE_FACTS} == PLACE_FACTS


def test_every_place_has_one_code_and_a_parent_that_exists(places: list[dict[str, str]]) -> None:
    codes = Counter(p["code"] for p in places)
    assert [code for code, times in codes.items() if times > 1] == []
    assert [p["code"] for p in places if p["parent"] not in codes and p["level"] != "nation"] == []
    assert {p["official"] for p in places if p["level"] == "zone"} == {"false"}
    assert {p["official"] for p in places if p["level"] != "zone"} == {"true"}


def test_henan_is_complete(places: list[dict[str, str]]) -> None:
    henan = Counter(p["level"] for p in places if p["code"].startswith("CN41"))
    assert henan == {"province": 1, "city": 18, "county": 156, "zone": 9}
    assert Counter(p["level"] for p in places)["province"] == 34


# ---- tables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "year", "column", "cell"), TABLE_FACTS)
def test_a_cell_known_from_the_yearbook(file: str, year: str, column: str, cell: str) -> None:
    assert {r["年份"]: r[column] for r in _rows(DATA / file)}[year] == cell


def test_tables_run_year_by_year_and_declare_every_column(catalogue: dict[str, Any]) -> None:
    assert {t["file"] for t in catalogue["tables"]} == {p.name for p in DATA.glob("nbs-*.csv")}
    for table in catalogue["tables"]:
        rows = _rows(DATA / table["file"])
        years = [int(r["年份"]) for r in rows]
        assert all(later == earlier + 1 for earlier, later in pairwise(years)), table["file"]
        assert set(rows[0]) == {table["period_column"], *table["columns"]}, table["file"]
        for header, column in table["columns"].items():
            assert column["scale"] == ("10000" if "万人" in header else "1"), header
            digits = r"\d+\.\d+" if "万人" in header else r"\d+"
            assert all(re.fullmatch(digits, r[header]) for r in rows if r[header]), header


def test_the_two_perimeters_of_secondary_vocational_schools_differ_by_the_skilled_worker_schools() -> None:
    skilled = {r["年份"]: r["技工学校数（所）"] for r in _rows(DATA / "nbs-skilled-worker-schools.csv")}
    for row in _rows(DATA / "nbs-secondary-vocational-schools.csv"):
        with_them, without = row["中等职业教育学校数（所，含技工学校）"], row["中等职业学校数（所，不含技工学校）"]
        if without and row["年份"] != "2008":  # 2008 is printed with 28 more; said in the table's note
            assert int(with_them) - int(without) == int(skilled[row["年份"]]), row["年份"]
