"""What totals are made of: which figures belong together, and how parts and total stand to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.catalogue import Catalogue, Perimeter
from dashboard.catalogue.entries import Indicator
from dashboard.model import Interval
from dashboard.observations.composition import Composition, additive_dimensions, compositions
from tests.charts.chart_frames import NANYANG, XINYANG, row, small_catalogue

AGENCIES, SCHOOLS, COLLEGES = "evaluation_agencies", "secondary_vocational_schools", "higher_vocational_colleges"
TYPES = {"enterprise": ("企业",), "school": ("院校",), "social": ("社会",)}


def _catalogue(**changes: dict[str, Any]) -> Catalogue:
    """The small catalogue with agencies that may be summed over their type, and fields of indicators changed."""
    catalogue = small_catalogue()
    fields = {AGENCIES: {"additive": ("agency_type",), "breakdowns": {"agency_type": TYPES, "stage": {"filed": ()}}}}
    indicators = {key: replace(entry, **(fields | changes).get(key, {})) for key, entry in catalogue.indicators.items()}
    return replace(catalogue, indicators=indicators)


def _part(name: str, code: str, value: float, **more: object) -> dict[str, Any]:
    bounds = {"period_basis": "text", "value_high": float("nan")}
    return row(name, AGENCIES, NANYANG, value, f"{value:g}家", "2024-12-31", **bounds, **_key(code), **more) | _bounds()


def _key(code: str) -> dict[str, object]:
    return {"breakdown": f"agency_type={code}"} if code else {}


def _bounds() -> dict[str, object]:
    return {"table": "", "entity": "", "event": "", "perimeter": ""}


def _found(*rows: dict[str, Any], **changes: dict[str, Any]) -> tuple[Composition, ...]:
    filled = [{"entity": "", "event": "", "perimeter": "", "table": "", "breakdown": ""} | r for r in rows]
    return compositions(filled, _catalogue(**changes))


THREE = [("e", "enterprise", 169), ("s", "school", 35), ("o", "social", 25)]
VERDICTS = [
    (THREE, 229, {}, "agrees", ()),
    (THREE[:2], 229, {}, "rest", ("social",)),
    (THREE, 240, {}, "short", ()),
    (THREE, 220, {}, "over", ()),
    (THREE[:2], 200, {}, "over", ("social",)),
    (THREE[:2], None, {}, "open", ("social",)),
    (THREE, None, {}, "whole", ()),
    (THREE, 300, {"low": 229.0, "high": 400.0}, "agrees", ()),
    (THREE, 230, {"low": 229.0, "low_closed": False, "high": float("nan")}, "short", ()),
    (THREE[:1], 229, {}, "rest", ("school", "social")),
]


@pytest.mark.parametrize(("parts", "total", "bounds", "verdict", "missing"), VERDICTS)
def test_parts_and_total(
    parts: list[tuple[str, str, float]], total: float | None, bounds: dict[str, Any], verdict: str, missing: tuple[str]
) -> None:
    rows = [_part(*part) for part in parts]
    rows += [_part("t", "", total) | bounds] if total is not None else []
    (found,) = _found(*rows)
    assert (found.verdict, found.missing) == (verdict, missing)
    assert [code for code, _ in found.parts] == [code for _, code, _ in parts]


def test_what_is_left_is_an_interval() -> None:
    rounded = {"low": 25.5, "high": 26.5, "high_closed": False}
    (found,) = _found(_part("e", "enterprise", 169), _part("s", "school", 26) | rounded, _part("t", "", 229))
    assert found.sum == Interval(194.5, 195.5, True, False)
    assert found.rest == Interval(33.5, 34.5, False, True)


APART = [
    {"ref_area": XINYANG},
    {"document": "another.md"},
    {"scope": "system"},
    {"entity": "某集团", "scope": "entity"},
    {"time_period": "2023-12-31"},
    {"period_type": "cumulative"},
    {"status": "target"},
    {"breakdown": "agency_type=school;stage=filed"},
    {"unit_family": "person"},
]


@pytest.mark.parametrize("change", APART)
def test_parts_that_do_not_belong_together_make_no_total(change: dict[str, object]) -> None:
    assert len(_found(_part("e", "enterprise", 169), _part("s", "school", 35))) == 1
    assert _found(_part("e", "enterprise", 169), _part("s", "school", 35) | change) == ()


def test_a_derived_value_is_no_part() -> None:
    assert _found(_part("e", "enterprise", 169), _part("s", "school", 35) | {"processing": "derived"}) == ()


def test_an_undated_part_belongs_to_the_dated_ones_of_its_document() -> None:
    undated = {"time_period": "2025", "period_basis": "document"}
    (found,) = _found(_part("e", "enterprise", 169), _part("s", "school", 35) | undated, _part("t", "", 204) | undated)
    assert (len(found.parts), found.verdict) == (2, "agrees")


def test_two_years_are_two_compositions() -> None:
    later = {"time_period": "2025-12-31", "year": 2025}
    rows = [_part(*part) for part in THREE] + [_part(f"{n}2", c, v) | later for n, c, v in THREE]
    assert [each.first["time_period"] for each in _found(*rows)] == ["2024-12-31", "2025-12-31"]


def test_stages_and_overlapping_codes_are_never_summed() -> None:
    codes = {"all": (), "senior": (), "senior_and_above": ()}
    entry = Indicator(
        "x", "x", "x", "x", "人", "person", "stock", additive=True, breakdowns={"stage": {}, "level": codes}
    )
    assert list(additive_dimensions(entry)) == ["level"]
    assert list(additive_dimensions(replace(entry, additive=False))) == []
    nested = {AGENCIES: {"additive": True, "breakdowns": {"agency_type": codes}}}
    assert _found(_part("a", "all", 5), _part("b", "senior_and_above", 3), _part("c", "senior", 2), **nested) == ()


def test_kinds_are_held_against_the_total_they_make() -> None:
    kinds = {SCHOOLS: {"sum_of": (COLLEGES, AGENCIES)}}
    rows = [
        row("t", SCHOOLS, XINYANG, 5, "5所", "2022-07-22", period_basis="document"),
        row("a", COLLEGES, XINYANG, 4, "4所", "2022-07-22", period_basis="document"),
        row("b", AGENCIES, XINYANG, 3, "3所", "2022-05-15", period_basis="text"),
    ]
    (found,) = _found(*rows, **kinds)
    assert (found.dimension, [code for code, _ in found.parts], found.verdict) == ("", [COLLEGES, AGENCIES], "over")
    assert found.rest == Interval(-2.0, -2.0)
    assert _found(*rows[1:], **kinds) == ()


def test_a_part_outside_the_perimeter_is_not_missing() -> None:
    codes = {"school_type": {"regular": ("普通中专",), "adult": ("成人中专",), "skilled": ("技工学校",)}}
    perimeters = {"edu_only": Perimeter(beside=(COLLEGES,)), "unstated": Perimeter()}
    changes = {
        SCHOOLS: {"additive": True, "breakdowns": codes, "perimeter_codes": perimeters},
        COLLEGES: {"aliases": ("技工学校",)},
    }

    def missing(perimeter: str) -> tuple[str, ...]:
        rows = [
            row(code, SCHOOLS, NANYANG, 3, "3所", "2024", breakdown=f"school_type={code}", perimeter=perimeter)
            for code in ("regular", "adult")
        ]
        (found,) = _found(*({"period_basis": "text"} | r for r in rows), **changes)
        return found.missing

    assert (missing("edu_only"), missing("unstated")) == ((), ("skilled",))
