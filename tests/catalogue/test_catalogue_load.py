"""What a valid file becomes."""

from dashboard.catalogue import (
    Correction,
    CuratedObservation,
    DocumentEntry,
    Indicator,
    Perimeter,
    ProjectInfo,
    Source,
    Table,
    TableColumn,
    Unit,
    load_catalogue,
)
from dashboard.catalogue.schema import json_schema

FULL = """\
project:
  title: 指标台
indicators:
  - id: agencies
    zh: 评价机构数
    en: Agencies
    theme: evaluation
    core: true
    unit: 家
    unit_family: registration
    kind: stock
    direction: higher
    additive: [agency_type]
    aliases: [评价机构]
    lookalikes: [评价机构备案]
    breakdowns:
      agency_type: {enterprise: [企业], school: [], social: }
      stage: [filed, published]
    parent: null
    perimeter_codes: {edu_only: {words: [不含技工], beside: [share]}, unstated: {}}
    definition: {zh: 备案的机构, en: Agencies on file}
    source_of_definition: {title: 目录, publisher: 部, date: 2024-05}
    not_comparable_when:
      - {zh: 口径不同, en: other perimeter}
      - 年份不同
    checks: [C01, C11]
    decimals: 1
  - {id: share, zh: 占比, en: Share, theme: training, unit: '%', unit_family: percent, kind: share,
     additive: true, numerator: agencies, denominator: agencies}
units:
  家: {words: [个], families: [registration], en: ""}
  '%': {words: [％, 百分之], families: [percent], en: per cent}
scopes:
  city: [全市, 我市]
  nation:
documents:
  - {file: letter.md, kind: digest, place: CN411300, date_issued: 2025, document_number: 宛字2025-5号}
observations:
  - indicator: agencies
    breakdown: {agency_type: enterprise, stage: _T}
    place: 宛
    scope: city
    time_period: 2022-01-01/2022-06-17
    period_type: as_of
    value: 近258家
    unit: 家
    perimeter: edu_only
    source: {title: 公报, url: 'https://example.org/a?b=1', date: 2023}
    by: curator
    on: 2026-01-02
    note: 已核对
    note_en: checked
tables:
  - file: pupils.csv
    source: 年鉴
    place: 全国
    scope: nation
    period_column: 年
    note: 照刊
    note_en: as printed
    columns:
      家数（万家）: {indicator: agencies, breakdown: {stage: filed}, scale: 10000, decimals: 4}
corrections:
  - document: letter.md
    quote: 17 家
    expect: {indicator: null, value: 17, high: 17.5, low_closed: true}
    set: {indicator: agencies, breakdown: {stage: filed, agency_type: school}, time_period: 2022}
    reason: 较旧
    reason_en: older
    by: curator
    on: 2026-01-30
"""


def test_a_whole_file_becomes_its_entries(folder):
    catalogue = load_catalogue(folder(FULL, pupils="年,家数（万家）\n2020,1\n"))
    assert catalogue.project == ProjectInfo("指标台", "指标台", "MIT", "CC BY 4.0")
    assert list(catalogue.indicators.values()) == [
        Indicator(
            id="agencies",
            zh="评价机构数",
            en="Agencies",
            theme="evaluation",
            unit="家",
            unit_family="registration",
            kind="stock",
            direction="higher",
            additive=("agency_type",),
            core=True,
            aliases=("评价机构",),
            lookalikes=("评价机构备案",),
            breakdowns={
                "agency_type": {"enterprise": ("企业",), "school": (), "social": ()},
                "stage": {"filed": (), "published": ()},
            },
            perimeter_codes={"edu_only": Perimeter(("不含技工",), ("share",)), "unstated": Perimeter()},
            definition_zh="备案的机构",
            definition_en="Agencies on file",
            source_of_definition=Source("目录", "部", "2024-05"),
            not_comparable_when_zh=("口径不同", "年份不同"),
            not_comparable_when_en=("other perimeter", "年份不同"),
            checks=("C01", "C11"),
            per_population=True,
            decimals=1,
            at=(4, 5),
        ),
        Indicator(
            id="share",
            zh="占比",
            en="Share",
            theme="training",
            unit="%",
            unit_family="percent",
            kind="share",
            additive=True,
            numerator="agencies",
            denominator="agencies",
            at=(28, 5),
        ),
    ]
    assert catalogue.units == {
        "家": Unit("家", ("个",), ("registration",), "", (31, 3)),
        "%": Unit("%", ("％", "百分之"), ("percent",), "per cent", (32, 3)),
    }
    assert catalogue.scopes == {"city": ("全市", "我市"), "nation": ()}
    assert catalogue.documents == (
        DocumentEntry(
            "letter.md", "digest", document_number="宛字2025-5号", place="CN411300", date_issued="2025", at=(37, 5)
        ),
    )
    assert catalogue.observations == (
        CuratedObservation(
            indicator="agencies",
            place="宛",
            time_period="2022-01-01/2022-06-17",
            value="近258家",
            source=Source("公报", "", "2023", "https://example.org/a?b=1"),
            breakdown={"agency_type": "enterprise", "stage": "_T"},
            scope="city",
            period_type="as_of",
            unit="家",
            perimeter="edu_only",
            by="curator",
            on="2026-01-02",
            note="已核对",
            note_en="checked",
            at=(39, 5),
        ),
    )
    column = TableColumn("家数（万家）", "agencies", {"stage": "filed"}, None, 10000, 4)
    said = {"note": "照刊", "note_en": "as printed"}
    assert catalogue.tables == (
        Table("pupils.csv", Source("年鉴"), "全国", "nation", "年", (column,), **said, at=(54, 5)),
    )
    assert catalogue.corrections == (
        Correction(
            document="letter.md",
            quote="17 家",
            expect={"indicator": None, "value": 17, "high": 17.5, "low_closed": True},
            set={"indicator": "agencies", "breakdown": "agency_type=school;stage=filed", "time_period": "2022"},
            reason="较旧",
            reason_en="older",
            by="curator",
            on="2026-01-30",
            at=(64, 5),
        ),
    )
    assert list(catalogue.places)[:3] == ["CN000000", "CN410000", "CN411300"]


def test_the_texts_are_plain_strings(folder):
    catalogue = load_catalogue(folder(FULL, pupils="年,家数（万家）\n"))
    assert {type(name) for name in (*catalogue.units, *catalogue.scopes, catalogue.indicators["share"].unit)} == {str}


def test_the_json_schema_names_every_key_and_closes_every_entry():
    schema = json_schema()
    assert list(schema["properties"]) == [
        "project",
        "indicators",
        "units",
        "scopes",
        "documents",
        "observations",
        "tables",
        "population",
        "corrections",
    ]
    assert schema["required"] == ["project", "indicators", "units"]
    assert {entry["additionalProperties"] for entry in schema["$defs"].values() if "properties" in entry} == {False}
