"""A small catalogue and a small observations frame, written by hand: two cities and the nation, every kind of value."""

from __future__ import annotations

import math

import pandas as pd

from dashboard.catalogue.entries import Catalogue, Indicator, Perimeter, Place, ProjectInfo, Unit
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame

NANYANG, XINYANG, NATION = "CN411300", "CN411500", "CN000000"
_PLACES = {
    NANYANG: ("南阳市", "Nanyang", "city"),
    XINYANG: ("信阳市", "Xinyang", "city"),
    NATION: ("全国", "China", "nation"),
}
_FAMILIES = {
    "所": "institution",
    "家": "registration",
    "人": "person",
    "人次": "person_time",
    "%": "percent",
    "名次": "rank",
}


def _indicator(name: str, zh: str, en: str, unit: str, kind: str, **more: object) -> Indicator:
    family = _FAMILIES[unit]
    return Indicator(id=name, zh=zh, en=en, theme="providers", unit=unit, unit_family=family, kind=kind, **more)  # type: ignore[arg-type]


_PERIMETERS = {
    "edu_only": Perimeter(words=("不含技工学校",)),
    "incl_skilled": Perimeter(words=("含技工学校",)),
    "unstated": Perimeter(),
}
_TYPES = {"agency_type": {"enterprise": ("企业评价机构", "企业"), "school": ("院校评价机构", "院校")}}
_SCHOOLS = "secondary_vocational_schools"
_INDICATORS = (
    _indicator(_SCHOOLS, "中等职业学校数", "Secondary vocational schools", "所", "stock", perimeter_codes=_PERIMETERS),
    _indicator("higher_vocational_colleges", "高职（专科）院校数", "Higher vocational colleges", "所", "stock"),
    _indicator(
        "evaluation_agencies", "技能人才评价机构数", "Skill-evaluation agencies", "家", "stock", breakdowns=_TYPES
    ),
    _indicator("annual_skilled_graduates", "年输送技能人才数", "Skilled people supplied per year", "人", "flow"),
    _indicator("annual_training_capacity", "年职业培训能力", "Annual training capacity", "人", "capacity"),
    _indicator("training_person_times", "职业技能培训人次", "Training participations", "人次", "flow"),
    _indicator("competition_rank", "总积分名次", "Rank by points", "名次", "rank"),
    _indicator("technician_teacher_share", "技师教师占比", "Technician share of teachers", "%", "share"),
    _indicator("new_skilled_talent", "新增技能人才", "New skilled people", "人", "flow"),
    _indicator("enrolment", "在校生数", "Enrolment", "人", "stock", perimeter_codes=_PERIMETERS),
)


def small_catalogue() -> Catalogue:
    """Ten indicators, three places."""
    english = {"所": "schools", "家": "agencies", "人": "persons", "人次": "participations", "%": "%", "名次": "rank"}
    return Catalogue(
        project=ProjectInfo("职业教育培训指标台", "Vocational training indicators"),
        indicators={entry.id: entry for entry in _INDICATORS},
        units={unit: Unit(unit, words=(unit,), families=(_FAMILIES[unit],), en=en) for unit, en in english.items()},
        scopes={"city": ("全市",)},
        documents=(),
        observations=(),
        tables=(),
        corrections=(),
        places={code: Place(code, zh, en, level, None, aliases=(zh[:2],)) for code, (zh, en, level) in _PLACES.items()},
        content_hash="c0ffee",
    )


_LETTERS = {
    NANYANG: {
        "document": "nanyang-2025-digest.md",
        "document_kind": "digest",
        "document_number": "宛人社字〔2025〕55号",
        "issuing_body": "南阳市人力资源和社会保障局",
        "date_issued": "2025",
    },
    XINYANG: {
        "document": "xinyang-2022-digest.md",
        "document_kind": "digest",
        "document_number": "信教体函〔2022〕12号",
        "issuing_body": "信阳市教育体育局",
        "date_issued": "2022-07-22",
    },
}
_LISTED = {"source_title": "全国普通高等学校名单", "source_publisher": "教育部", "source_date": "2025-06-20"}
_CURATED = {"by": "整理者", "on": "2026-11-22", **_LISTED}
_BUREAU = {"source_title": "国家数据", "source_publisher": "国家统计局", "source_date": "2021", "table": "nbs.csv"}


def row(
    name: str, indicator: str, place: str, value: float, printed: str, period: str, **more: object
) -> dict[str, object]:
    """One observation: exact, extracted from the place's letter, a stock of the whole place, unless said otherwise."""
    unit = next((unit for unit in ("人次", "名次", "所", "家", "人", "%") if printed.endswith(unit)), "")
    _, _, level = _PLACES[place]
    origin = str(more.get("origin", "extracted"))
    letter = _LETTERS.get(place, {}) if origin in ("extracted", "corrected", "derived") else _CURATED
    base: dict[str, object] = {
        "observation_id": name,
        "indicator": indicator,
        "ref_area": place,
        "area_name": _PLACES[place][0],
        "scope": level,
        "status": "actual",
        "period_type": "as_of",
        "time_period": period,
        "value": value,
        "value_high": math.nan,
        "low": value,
        "high": value,
        "low_closed": True,
        "high_closed": True,
        "unit": unit,
        "unit_family": _FAMILIES.get(unit, ""),
        "printed": printed,
        "qualifier": "eq",
        "origin": "extracted",
        "processing": "printed",
        "quote": f"句中写明{printed}。" if origin == "extracted" else "",
        "year": int((period.partition("/")[2] or period)[:4] or 0),
    }
    return base | letter | more


def _national() -> list[dict[str, object]]:
    """在校生, two perimeters; 2009 is not printed for the wider one."""
    rows = []
    for year in range(2004, 2021):
        for perimeter, size in (("edu_only", 1100 + 20 * (year - 2004)), ("incl_skilled", 1400 + 30 * (year - 2004))):
            if not (perimeter == "incl_skilled" and year == 2009):
                name, printed = f"n{perimeter[0]}{year}", f"{size}.0万人"
                more = {"perimeter": perimeter, "origin": "curated", "unit_mult": 4, "decimals": 1, **_BUREAU}
                rows.append(row(name, "enrolment", NATION, size * 1e4, printed, str(year), **more))
    return rows


def _cities() -> list[dict[str, object]]:
    event = {"event": "河南省第三届职业技能大赛", "period_type": "during", "rank_of": 23.0}
    more_than = {"qualifier": "gt", "low": 50000.0, "high": 60000.0, "low_closed": False, "high_closed": False}
    at_least = {"qualifier": "ge", "low": 250000.0, "high": math.nan, "unit_mult": 4, "status": "target"}
    to_date = {"period_type": "year_to_date", "unit_mult": 4, "decimals": 1, "low": 51500.0, "high": 52500.0}
    return [
        row("a01", _SCHOOLS, NANYANG, 37, "37所", "2025", perimeter="edu_only"),
        row("a02", _SCHOOLS, XINYANG, 15, "15所", "2022-05-15", perimeter="unstated", conflict=True, rival_values=("17所",)),
        row("a03", "higher_vocational_colleges", NANYANG, 5, "5所", "2025"),
        row("a04", "higher_vocational_colleges", NANYANG, 6, "6所", "2025-06-20", origin="curated", **_CURATED),
        row("a05", "higher_vocational_colleges", XINYANG, 4, "4所", "2022-05-15"),
        row("a06", "higher_vocational_colleges", XINYANG, 6, "6所", "2025-06-20", origin="curated", **_CURATED),
        row("a07", "evaluation_agencies", NANYANG, 258, "258家", "2024-12-31"),
        row("a08", "evaluation_agencies", NANYANG, 169, "169家", "2024-12-31", breakdown="agency_type=enterprise"),
        row("a09", "annual_skilled_graduates", NANYANG, 50000, "5万多名", "2025", period_type="rate", unit="人", unit_family="person", unit_mult=4, **more_than),
        row("a10", "annual_training_capacity", NANYANG, 155000, "15.5万人", "2025", period_type="rate", status="capacity", unit_mult=4, decimals=1),
        row("a11", "training_person_times", XINYANG, 52000, "5.2万人次", "2022-01-01/2022-05-15", **to_date),
        row("a12", "training_person_times", XINYANG, 250000, "25万人次以上", "2022", unit="人次", unit_family="person_time", period_type="during", **at_least),
        row("a13", "competition_rank", NANYANG, 4, "第四名", "2024-09", unit="名次", unit_family="rank", **event),
        row("a14", "technician_teacher_share", NANYANG, 70, "70%", "2025", scope="entity", entity="某技师学院"),
        row("a15", "evaluation_agencies", XINYANG, 260, "260家", "2024-12-31", origin="derived", processing="derived", formula="100 + 160"),
        row("a16", "new_skilled_talent", NANYANG, 81000, "8.1万人", "2024", period_type="during", unit_mult=4, decimals=1),
        row("a17", "new_skilled_talent", XINYANG, 102000, "10.2万人次", "2024", period_type="during", unit_mult=4, decimals=1),
        row("a18", "new_skilled_talent", NANYANG, 60000, "6.0万人", "2023", period_type="during", unit_mult=4, decimals=1),
    ]  # fmt: skip


def small_observations() -> pd.DataFrame:
    """The frame of all rows above."""
    return frame_of([*_cities(), *_national()])


def frame_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as `row` makes them, as an observations frame."""
    columns = {
        name: [entry[name] if name in entry else _absent(kind) for entry in rows]
        for name, kind in OBSERVATION_COLUMNS.items()
    }
    return filled_frame(columns, OBSERVATION_COLUMNS, len(rows))


def _absent(kind: str) -> object:
    return {"str": "", "float64": math.nan, "int64": 0, "bool": False, "object": ()}[kind]
