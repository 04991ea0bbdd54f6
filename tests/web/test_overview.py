"""The overview: what a cell shows, which rows and columns there are, in which order, and what they are found by."""

from __future__ import annotations

import json
from typing import Any

import pytest
from full_project import full_lookup
from web_project import NANYANG, XINYANG, attribute, components, lookup_of, of_type, shipped_lookup, words

from dashboard.charts.labels import flags
from dashboard.model import Selection
from dashboard.web.callbacks import show_page
from dashboard.web.components.matrix import matrix_data
from dashboard.web.lookup import Lookup, Row
from dashboard.web.overview import arranged, cell_rows
from dashboard.web.view import FLAGS, View

LOOKUP = shipped_lookup()
SCHOOLS, COLLEGES = "secondary_vocational_schools", "higher_vocational_colleges"
HENAN, CHINA = "CN410000", "CN000000"


def _data(view: View | None = None, lang: str = "zh", lookup: Lookup = LOOKUP) -> dict[str, Any]:
    view = view or View()
    return matrix_data(arranged(lookup, view, lang), lookup, Selection(lang=lang), view)


def _rows(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for group in data["groups"] for row in group["rows"]}


def _cell(data: dict[str, Any], indicator: str, place: str) -> Any:
    return _rows(data)[indicator]["cells"][[column["id"] for column in data["columns"]].index(place)]


CELLS = [
    (SCHOOLS, NANYANG, [0, ["37所", "文件日期2025", "时点未注明，文件日期2025年", "digest"]]),
    (
        SCHOOLS,
        XINYANG,
        [
            0,
            ["15所", "2022-05-15", "截至2022年5月15日", "conflict digest"],
            ["29所", "2022-12-31", "截至2022年12月31日", "curated"],
        ],
    ),
    (
        "skilled_worker_schools",
        CHINA,
        [20, ["2423所", "2020", "截至2020年", "curated", "", "↑ 21期", "较2019年的2392所上升，可比 21 期"]],
    ),
    (SCHOOLS, HENAN, 0),
]


@pytest.mark.parametrize(("indicator", "place", "said"), CELLS)
def test_a_cell_says_value_period_flags_and_trend(indicator: str, place: str, said: Any) -> None:
    cell = _cell(_data(), indicator, place)
    assert (cell and [cell[0], *(value[1:] for value in cell[1:])]) == said


def test_a_part_is_named_and_every_value_leads_to_its_observation() -> None:
    data = _data()
    assert [value[5] for value in _cell(data, "evaluation_agencies", NANYANG)[1:]] == ["备案"]
    keys = [value[0] for row in _rows(data).values() for cell in row["cells"] if cell for value in cell[1:]]
    assert len(keys) > 60
    assert [key for key in keys if key not in LOOKUP.observations] == []
    assert [key for key in keys if LOOKUP.observations[key]["scope"] == "entity"] == []


def test_every_flag_of_a_cell_is_explained() -> None:
    data = _data()
    used = {
        code for row in _rows(data).values() for cell in row["cells"] if cell for v in cell[1:] for code in v[4].split()
    }
    assert used == set(data["flags"])
    assert data["flags"]["conflict"] == ("同文不一", "同一文件数值不一致")


def test_nothing_stated_is_said_and_never_zero() -> None:
    data = _data()
    cells = [cell for row in _rows(data).values() for cell in row["cells"]]
    assert len(cells) == len(LOOKUP.indicators_with_values()) * len(LOOKUP.places_with_values())
    assert cells.count(0) == len(cells) - len(LOOKUP.cells)
    assert data["words"]["missing"] == "无数据"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([("a", "extracted", 2022), ("b", "curated", 2025)], "ab"),
        ([("a", "curated", 2025), ("b", "extracted", 2022), ("c", "curated", 2020)], "ba"),
        ([("a", "derived", 2025), ("b", "extracted", 2022)], "b"),
        ([("a", "derived", 2025)], "a"),
    ],
)
def test_a_cell_shows_the_newest_of_documents_and_of_curators(rows: list[tuple[str, str, int]], shown: str) -> None:
    cells = tuple(
        {"observation_id": key, "origin": origin, "year": year, "status": "actual", "breakdown": ""}
        for key, origin, year in rows
    )
    assert "".join(row["observation_id"] for row in cell_rows(cells)[0]) == shown
    assert cell_rows(cells)[1] == len(rows) - len(shown)


def test_rows_lead_to_comparisons_and_columns_to_profiles() -> None:
    data = _data(lang="en")
    assert _rows(data)[SCHOOLS]["href"] == f"/compare?i={SCHOOLS}&lang=en"
    assert {column["id"]: column["href"] for column in data["columns"]}[NANYANG] == f"/place/{NANYANG}?lang=en"


FOUND_BY = [
    (COLLEGES, {"高职（专科）院校数", "高职院校数", "高职院校", COLLEGES}, {"GaoZhiYuanXiao"}),
    (NANYANG, {"南阳市", "南阳", "Nanyang", NANYANG, "411300"}, {"NanYangShi", "NanYang"}),
]


@pytest.mark.parametrize(("key", "names", "sounds"), FOUND_BY)
def test_a_thing_is_found_by_names_aliases_code_and_sound(key: str, names: set[str], sounds: set[str]) -> None:
    data = _data()
    thing = ({column["id"]: column for column in data["columns"]} | _rows(data))[key]
    assert names <= set(thing["names"])
    assert sounds <= set(thing["spelled"])


# ---- filters


def test_themes_and_levels_leave_their_own_rows_and_columns_and_none_that_is_empty() -> None:
    data = _data(View(themes=("training",), levels=("city",)))
    places = {column["id"] for column in data["columns"]}
    assert {LOOKUP.catalogue.indicators[key].theme for key in _rows(data)} == {"training"}
    assert {LOOKUP.catalogue.places[code].level for code in places} == {"city"}
    assert all(any(row["cells"]) for row in _rows(data).values())
    assert all(any(cells) for cells in zip(*(row["cells"] for row in _rows(data).values()), strict=True))
    assert places < {place.code for place in LOOKUP.places_with_values() if place.level == "city"}


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_leaves_the_values_that_carry_it_and_counts_the_others(flag: str) -> None:
    view = View(flags=(flag,))
    data = _data(view)
    shown = 0
    for indicator, row in _rows(data).items():
        for column, cell in zip(data["columns"], row["cells"], strict=True):
            rows = LOOKUP.cells.get((indicator, column["id"]), ())
            flagged = [r for r in rows if flag in {mark.code for mark in flags(r, "zh")}]
            assert bool(cell) == bool(flagged)
            if cell:
                assert all(flag in value[4].split() for value in cell[1:])
                assert cell[0] + len(cell) - 1 == len(rows)
                shown += 1
    assert shown >= 2


def test_two_flags_are_either_of_them() -> None:
    one, other = (set(_rows(_data(View(flags=(flag,))))) for flag in ("conflict", "target"))
    assert set(_rows(_data(View(flags=("conflict", "target"))))) == one | other


# ---- orders


def _order(view: View, lang: str = "zh") -> list[str]:
    return [column["name"] for column in _data(view, lang)["columns"]]


def test_places_stand_by_sound_in_chinese_and_by_name_in_english() -> None:
    known = ["河南省", "开封市", "漯河市", "南阳市", "全国", "信阳市", "许昌市", "郑州市", "驻马店市"]
    assert [name for name in _order(View(columns="name")) if name in known] == known
    english = _order(View(columns="name"), "en")
    assert english == sorted(english)


def test_places_stand_by_code_and_by_number_of_values() -> None:
    codes = [column["id"] for column in _data(View(columns="code"))["columns"]]
    assert codes == sorted(codes)
    counts = [
        sum(1 for _, code in LOOKUP.cells if code == column["id"]) for column in _data(View(columns="count"))["columns"]
    ]
    assert counts == sorted(counts, reverse=True)


def test_rows_stand_by_name_and_by_coverage_within_their_theme() -> None:
    for view, key in (
        (View(rows="name"), lambda row: row["spelled"][0].lower()),
        (View(rows="coverage"), lambda row: sum(1 for cell in row["cells"] if not cell)),
    ):
        for group in _data(view)["groups"]:
            assert [key(row) for row in group["rows"]] == sorted(key(row) for row in group["rows"])
    assert _data(View(rows="name"))["sorted"] == "ascending"
    assert _data()["sorted"] == ""


def _stated(name: str, value: float, **said: Any) -> Row:
    common = {
        "indicator": COLLEGES, "ref_area": name, "observation_id": name, "breakdown": "", "status": "actual", "scope": "city",
        "origin": "curated", "year": 2024, "value": value, "value_high": float("nan"), "qualifier": "eq",
        "period_type": "as_of", "document": "", "unit": "所",
    }  # fmt: skip
    return common | said


RANKED = [
    _stated("CN411300", 5),
    _stated("CN411500", 9),
    _stated("CN410100", 5, qualifier="gt"),
    _stated("CN410200", 5, qualifier="lt"),
    _stated("CN411000", 4, value_high=8.0),
    _stated("CN411100", 99, status="target"),
    _stated("CN411700", 98, breakdown="ownership=public"),
    _stated("CN410300", 97, scope="system"),
    _stated("CN410400", 96, period_type="year_to_date"),
]
DOWN = ["CN411500", "CN411000", "CN410100", "CN411300", "CN410200"]
APART = ["CN411100", "CN411700", "CN410300", "CN410400"]


@pytest.mark.parametrize(("direction", "whole", "apart"), [("down", DOWN, APART), ("up", DOWN[::-1], APART[::-1])])
def test_places_stand_by_a_value_targets_and_parts_behind_and_none_last(
    direction: str, whole: list[str], apart: list[str]
) -> None:
    other = [_stated(code, 1, indicator=SCHOOLS) for code in ("CN410500", "CN410600")]
    lookup = lookup_of([*RANKED, *other])
    view = View(columns="value", of=COLLEGES, direction=direction)
    assert [place.code for place in arranged(lookup, view, "zh").places] == [*whole, *apart, "CN410500", "CN410600"]


def test_the_button_of_a_row_goes_down_up_and_back_and_says_which_way_it_is() -> None:
    def row(view: View, indicator: str = SCHOOLS) -> tuple[str, str]:
        found = _rows(_data(view))[indicator]
        return found["order"], found["sorted"]

    assert row(View()) == (f"/?columns=value&of={SCHOOLS}", "")
    assert row(View(columns="value", of=SCHOOLS)) == (f"/?columns=value&dir=up&of={SCHOOLS}", "descending")
    assert row(View(columns="value", of=SCHOOLS, direction="up")) == ("/", "ascending")
    assert row(View(columns="value", of=COLLEGES), SCHOOLS) == (f"/?columns=value&of={SCHOOLS}", "")
    assert row(View(), "competition_rank")[0] == "/?columns=value&dir=up&of=competition_rank"


# ---- the page


def test_the_page_holds_the_table_as_data_and_its_controls_as_links() -> None:
    page, _ = show_page(LOOKUP, "/", "?theme=training&q=ny&lang=en", None)
    (store,) = (part for part in of_type(page, "Store") if isinstance(part.id, dict))
    assert store.id == {"type": "matrix", "index": "overview"}
    assert json.loads(json.dumps(store.data)) == json.loads(
        json.dumps(_data(View(query="ny", themes=("training",)), "en"))
    )
    chips = {str(part.id): part for part in components(page) if attribute(part, "className") == "chip"}
    assert attribute(chips["theme-training"], "aria-checked") == "true"
    assert chips["theme-training"].href == "/?lang=en&q=ny"
    assert chips["level-city"].href == "/?lang=en&level=city&q=ny&theme=training"
    (box,) = of_type(page, "Input")
    assert box.value == "ny"


def test_the_other_language_shows_the_same_view() -> None:
    page, _ = show_page(LOOKUP, "/", "?q=ny&flag=conflict&columns=name", None)
    (switch,) = (part for part in of_type(page, "A") if attribute(part, "className") == "lang")
    assert switch.href == "/?lang=en&columns=name&flag=conflict&q=ny"


def test_an_order_by_value_is_said_and_can_be_left() -> None:
    page, _ = show_page(LOOKUP, "/", f"?columns=value&of={SCHOOLS}&level=city", None)
    (note,) = (part for part in of_type(page, "P") if attribute(part, "id") == "view-note")
    assert "中等职业学校数" in words(note)
    assert "由大到小" in words(note)
    assert of_type(note, "A")[0].href == "/?level=city"


def test_what_the_address_says_in_vain_is_named() -> None:
    page, _ = show_page(LOOKUP, "/", "?theme=nosuch&flag=conflict", None)
    assert "theme=nosuch" in words(page)
    assert "theme=nosuch" not in words(show_page(LOOKUP, "/", "?flag=conflict", None)[0])


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "还没有任何数值。"), ("en", "There are no values yet.")])
def test_a_project_without_values_says_what_to_do(lang: str, sentence: str) -> None:
    page, _ = show_page(lookup_of([]), "/", f"?lang={lang}", None)
    assert sentence in words(page)
    assert "indicators.yaml" in words(page)
    assert not of_type(page, "Store")
    assert any(
        part.href.startswith("/documents") for part in of_type(page, "A") if attribute(part, "className") == "button"
    )


def test_a_lookup_tells_a_cell_once_and_two_languages_apart() -> None:
    lookup = full_lookup(places=3, indicators=4)
    first = _data(lookup=lookup)
    assert _data(lookup=lookup) == first
    assert _cell(_data(lang="en", lookup=lookup), SCHOOLS, first["columns"][0]["id"]) != _cell(
        first, SCHOOLS, first["columns"][0]["id"]
    )
    assert len(lookup.told) == 2 * 3 * 4
