"""What a value, its period, its flags and its source are called."""

from __future__ import annotations

import pytest
from chart_frames import NANYANG, XINYANG, row, small_catalogue, small_observations

from dashboard.charts.labels import (
    breakdown_text,
    flags,
    part_owner,
    period_text,
    place_name,
    short_period,
    symbols_legend,
    value_text,
)
from dashboard.charts.sources import citation, source_line
from dashboard.observations.dates import date_text

ROWS = {entry["observation_id"]: entry for entry in small_observations().to_dict("records")}
CATALOGUE = small_catalogue()


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("a01", "37所", "37 schools"),
        ("a09", "5万多名", "more than 50,000 persons"),
        ("a10", "15.5万人", "155,000 persons"),
        ("a11", "5.2万人次", "52,000 participations"),
        ("a12", "25万人次以上", "at least 250,000 participations"),
        ("a13", "第四名", "rank 4 of 23"),
        ("a14", "70%", "70%"),
    ],
)
def test_a_value_never_has_more_digits_than_printed(name: str, zh: str, en: str) -> None:
    assert (value_text(ROWS[name], CATALOGUE, "zh"), value_text(ROWS[name], CATALOGUE, "en")) == (zh, en)


def test_a_table_value_gets_its_unit_and_a_decimal_stays() -> None:
    table = row("t", "enrolment", NANYANG, 12678379, "1267.8379万", "2020", unit="人", unit_mult=4, decimals=4)
    share = row("s", "technician_teacher_share", NANYANG, 64.7, "64.7%", "2024", decimals=1, unit_mult=0)
    assert value_text(table, CATALOGUE, "zh") == "1267.8379万人"
    assert value_text(table, CATALOGUE, "en") == "12,678,379 persons"
    assert value_text(share, CATALOGUE, "en") == "64.7%"


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2024", "2024年", "2024"),
        ("2024-05", "2024年5月", "May 2024"),
        ("2024-12-31", "2024年12月31日", "31 December 2024"),
        ("2022-01-01/2022-05-15", "2022年1月1日至5月15日", "1 January 2022 to 15 May 2022"),
        ("2022/2025", "2022年至2025年", "2022 to 2025"),
    ],
)
def test_dates_in_words(period: str, zh: str, en: str) -> None:
    assert (date_text(period, "zh"), date_text(period, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("kind", "period", "zh", "en", "short"),
    [
        ("as_of", "2024-12-31", "截至2024年12月31日", "at 31 December 2024", "2024-12-31"),
        ("during", "2024", "2024年", "2024", "2024"),
        ("year_to_date", "2022-01-01/2022-05-15", "2022年1月1日至5月15日（年内累计）", "1 January 2022 to 15 May 2022 (year to date)", "至2022-05-15"),
        ("cumulative", "2022/2024-12-31", "累计，截至2024年12月31日", "cumulative, to 31 December 2024", "至2024-12-31"),
        ("rate", "2025", "年均（2025年）", "per year (2025)", "2025"),
        ("as_of", "", "时点未注明", "date not stated", ""),
        ("", "", "时期未注明", "period not stated", ""),
    ],
)  # fmt: skip
def test_periods_say_how_the_value_relates_to_them(kind: str, period: str, zh: str, en: str, short: str) -> None:
    entry = {"period_type": kind, "time_period": period}
    assert (period_text(entry, "zh"), period_text(entry, "en"), short_period(entry, "zh")) == (zh, en, short)


UNDATED = {"period_basis": "document", "time_period": "2025", "date_issued": "2025"}


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("as_of", "时点未注明，文件日期2025年", "date not stated, document of 2025"),
        ("cumulative", "累计，起止未注明，文件日期2025年", "cumulative, dates not stated, document of 2025"),
        ("rate", "年均，年份未注明，文件日期2025年", "per year, year not stated, document of 2025"),
    ],
)
def test_a_date_nobody_states_is_never_given_as_one(kind: str, zh: str, en: str) -> None:
    entry = UNDATED | {"period_type": kind}
    assert (period_text(entry, "zh"), period_text(entry, "en")) == (zh, en)
    assert (short_period(entry, "zh"), short_period(entry, "en")) == ("文件日期2025", "document of 2025")
    dated = entry | {"time_period": "2024-12-31"}  # a correction gave it a date of its own
    assert short_period(dated, "zh") == "2024-12-31"


def test_a_target_is_reached_by_its_date() -> None:
    entry = {"period_type": "as_of", "time_period": "2025", "status": "target"}
    assert (period_text(entry, "zh"), period_text(entry, "en")) == ("目标，到2025年", "target, by 2025")


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ({"status": "target", "period_type": "during"}, "目标，2026年", "target, 2026"),
        ({"status": "target", "period_type": "rate"}, "目标，年均（2026年）", "target, per year (2026)"),
        ({"status": "target", "period_type": "as_of", **UNDATED}, "目标，时点未注明，文件日期2025年", "target, date not stated, document of 2025"),
        ({"status": "applied", "period_type": "during"}, "申报，2026年", "applied for, 2026"),
        ({"status": "capacity", "period_type": "rate"}, "能力，年均（2026年）", "capacity, per year (2026)"),
        ({"status": "actual", "period_type": "during"}, "2026年", "2026"),
    ],
)  # fmt: skip
def test_the_period_of_what_is_no_actual_says_so(said: dict[str, str], zh: str, en: str) -> None:
    entry = {"time_period": "2026"} | said
    assert (period_text(entry, "zh"), period_text(entry, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("printed", "qualifier", "value", "high", "zh", "en"),
    [
        ("700万人", "approx", 7e6, 7e6, "近700万人", "nearly 7,000,000 persons"),
        ("558.76万人", "approx", 5587600, 5866980, "约558.76万人", "about 5,587,600 persons"),
        ("485万人", "gt", 4850000, float("nan"), "超过485万人", "more than 4,850,000 persons"),
        ("32%", "ge", 32, float("nan"), "不少于32%", "at least 32%"),
        ("500人", "le", 500, 500, "至多500人", "at most 500 persons"),
        ("500人", "lt", 500, 500, "不足500人", "fewer than 500 persons"),
        ("5万多名", "gt", 50000, 60000, "5万多名", "more than 50,000 persons"),
        ("200万人以上", "ge", 2e6, float("nan"), "200万人以上", "at least 2,000,000 persons"),
        ("不足500人", "lt", 500, 500, "不足500人", "fewer than 500 persons"),
        ("5200人", "eq", 5200, 5200, "5200人", "5,200 persons"),
    ],
)
def test_a_bound_stays_one_where_the_word_stands_apart_from_the_number(
    printed: str, qualifier: str, value: float, high: float, zh: str, en: str
) -> None:
    entry = ROWS["a09"] | {
        "printed": printed,
        "qualifier": qualifier,
        "value": value,
        "high": high,
        "unit": "%" if "%" in printed else "人",
        "decimals": 0,
        "unit_mult": 0,
    }
    assert (value_text(entry, CATALOGUE, "zh"), value_text(entry, CATALOGUE, "en")) == (zh, en)


def test_a_computed_interval_is_no_single_number_in_english() -> None:
    entry = ROWS["a09"] | {
        "printed": "9.81–10.19万人次",
        "qualifier": "approx",
        "processing": "derived",
        "value": 100000.0,
        "low": 98095.238,
        "high": 101941.748,
        "unit": "人次",
    }
    assert value_text(entry, CATALOGUE, "zh") == "9.81–10.19万人次"
    assert value_text(entry, CATALOGUE, "en") == "98,095–101,942 participations"


@pytest.mark.parametrize(
    ("panel", "zh", "en"),
    [
        ("evaluation_agencies", "南阳市（企业评价机构）", "Nanyang (enterprise)"),
        ("evaluation_agencies;agency_type=enterprise", "南阳市", "Nanyang"),
    ],
)
def test_a_part_says_which_where_its_panel_does_not(panel: str, zh: str, en: str) -> None:
    entry = ROWS["a01"] | {"indicator": "evaluation_agencies", "breakdown": "agency_type=enterprise"}
    assert (part_owner(entry, CATALOGUE, "zh", panel), part_owner(entry, CATALOGUE, "en", panel)) == (zh, en)
    whole = entry | {"breakdown": ""}
    assert part_owner(whole, CATALOGUE, "zh", panel) == "南阳市"


@pytest.mark.parametrize(
    ("unit", "one"), [("所", "1 school"), ("家", "1 agency"), ("人", "1 person"), ("名次", "rank 1")]
)
def test_one_of_a_thing_is_singular_in_english(unit: str, one: str) -> None:
    entry = ROWS["a01"] | {"value": 1.0, "printed": f"1{unit}", "unit": unit}
    assert value_text(entry, CATALOGUE, "en") == one


@pytest.mark.parametrize(
    ("breakdown", "zh", "en"),
    [
        ("agency_type=enterprise", "企业评价机构", "enterprise"),
        ("organiser=education_system", "教育系统", "education system"),
        ("agency_type=mobile_unit", "未命名分项", "mobile unit"),
    ],
)
def test_a_part_is_said_in_words_never_as_a_code(breakdown: str, zh: str, en: str) -> None:
    said = [breakdown_text("evaluation_agencies", breakdown, CATALOGUE, lang) for lang in ("zh", "en")]
    assert said == [zh, en]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("a01", ["digest"]),
        ("a02", ["conflict", "digest"]),
        ("a04", []),
        ("a09", ["approximate", "rate", "digest"]),
        ("a10", ["capacity", "rate", "digest"]),
        ("a11", ["provisional", "digest"]),
        ("a12", ["approximate", "target", "digest"]),
        ("a15", ["derived", "digest"]),
    ],
)
def test_flags(name: str, codes: list[str]) -> None:
    assert [flag.code for flag in flags(ROWS[name], "zh")] == codes


def test_the_legend_holds_the_symbols_of_the_handbook() -> None:
    symbols = [symbol for symbol, _ in symbols_legend("zh")]
    assert symbols == [
        "u",
        "e",
        "p",
        "r",
        "推算",
        "目标",
        "申报",
        "能力",
        "累计",
        "年均",
        "文件日期",
        "摘编",
        "b",
        "",
        "…",
        "#",
    ]


def test_the_source_line_names_body_year_number_and_marks_digests() -> None:
    assert citation(ROWS["a01"], "zh") == "南阳市人力资源和社会保障局（2025）宛人社字〔2025〕55号（摘编，非原文）"
    assert citation(ROWS["a04"], "zh") == "教育部（2025）《全国普通高等学校名单》"
    titled = {**ROWS["a01"], "source_title": "第9号提案的答复"}
    assert (
        citation(titled, "zh")
        == "南阳市人力资源和社会保障局（2025）《第9号提案的答复》宛人社字〔2025〕55号（摘编，非原文）"
    )
    line = source_line([ROWS["a04"], ROWS["a01"], ROWS["a03"]], CATALOGUE, "en")
    assert line == (
        "Source: 南阳市人力资源和社会保障局 (2025) 宛人社字〔2025〕55号 (digest, not the original text); "
        "教育部 (2025) 《全国普通高等学校名单》; CC BY 4.0"
    )
    assert source_line([], CATALOGUE, "zh") == "来源：无（没有数据）"


def test_places_have_two_names() -> None:
    assert [place_name(code, CATALOGUE, "zh") for code in (NANYANG, XINYANG, "CN999999")] == [
        "南阳市",
        "信阳市",
        "CN999999",
    ]
    assert place_name(XINYANG, CATALOGUE, "en") == "Xinyang"


@pytest.mark.parametrize(
    ("kind", "zh", "en", "short"),
    [
        ("cumulative", "2021年以来累计", "cumulative since 2021", "2021以来"),
        ("during", "2021年以来", "since 2021", "2021以来"),
    ],
)
def test_a_period_without_an_end_is_said_to_go_on(kind: str, zh: str, en: str, short: str) -> None:
    open_ended = {"period_type": kind, "time_period": "2021/..", "period_basis": "text", "status": "actual"}
    assert (period_text(open_ended, "zh"), period_text(open_ended, "en")) == (zh, en)
    assert short_period(open_ended, "zh") == short
