"""A frozen view goes on showing what it showed, and says what became of it; the history shows each change with its sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from web_project import NANYANG, ROOT, attribute, components, of_type, words

from dashboard.editions import editions, keep_state
from dashboard.project import load_project
from dashboard.web.callbacks import open_value, show_page
from dashboard.web.frozen import FrozenViews
from dashboard.web.lookup import Lookup, build_lookup

QUERY = f"?i=higher_vocational_colleges&p={NANYANG}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped project."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    return tmp_path


def now(folder: Path) -> Lookup:
    """The project as its files are."""
    return build_lookup(load_project(folder))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def page(views: FrozenViews, current: Lookup, query: str, path: str = "/compare") -> str:
    lookup, notices = views.shown(current, path, query)
    return words(show_page(lookup, path, query, None, notices)[0])


def test_a_view_is_frozen_by_a_link_and_shows_its_values_after_they_changed(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    frozen = f"{QUERY}&at={before.project.version}"
    assert "这是固定在数据版本 1.0.0" in page(views, before, frozen)
    assert "所示各值至今没有变。" in page(views, before, frozen)
    edit(folder, "value: 6所", "value: 8所")
    after = now(folder)
    assert "8所" in page(views, after, QUERY)
    shown = page(views, after, frozen)
    assert "8所" not in shown
    assert "此后，所示各值中：更正 1，更新 0，撤下 0。" in shown
    elsewhere = f"?i=evaluation_agencies&p={NANYANG}&at={before.project.version}"
    assert "所示各值至今没有变。" in page(views, after, elsewhere)


def test_a_withdrawn_value_is_said_to_be_withdrawn(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    frozen = f"?p={NANYANG}&at={before.project.version}&lang=en"
    page(views, before, frozen)
    (folder / "data" / "documents" / "nanyang-2025-digest.md").write_text("全市情况。\n", encoding="utf-8")
    assert " withdrawn." in page(views, now(folder), frozen)
    assert "0 withdrawn" not in page(views, now(folder), frozen)


def test_every_link_of_a_frozen_view_stays_in_it_but_the_one_that_leaves(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    keep_state(before.project)
    edit(folder, "value: 6所", "value: 8所")
    query = f"{QUERY}&at={before.project.version}"
    lookup, notices = views.shown(now(folder), "/compare", query)
    drawn = show_page(lookup, "/compare", query, None, notices)[0]
    links = {attribute(each, "href"): words(each) for each in components(drawn) if attribute(each, "data-nav")}
    outside = {text for href, text in links.items() if f"at={before.project.version}" not in href}
    assert outside == {"看现在的数据", "看有哪些变化"}
    assert len(links) > 20


def test_the_drawer_and_the_sentence_are_those_of_the_time(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    page(views, before, f"?at={before.project.version}")
    curated = next(
        row for row in before.observations.values() if row["printed"] == "6所" and row["origin"] == "curated"
    )
    edit(folder, "value: 6所", "value: 8所")
    lookup = views.lookup(now(folder), f"?at={before.project.version}")
    request = {"key": f"o:{curated['observation_id']}"}
    assert "6所" in words(open_value(lookup, request, ""))
    assert "8所" in words(open_value(views.lookup(now(folder), ""), request, ""))


@pytest.mark.parametrize("name", ["abc", "9.9.9", "../../etc/passwd", "x" * 400, "\x00"])
def test_an_edition_that_is_not_there_is_said_and_the_present_shown(folder: Path, name: str) -> None:
    assert "已不存在" in page(FrozenViews(), now(folder), f"{QUERY}&at={name}")


def test_who_opens_a_frozen_view_keeps_its_edition(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    page(views, before, f"{QUERY}&at={before.project.version}")
    edit(folder, "value: 6所", "value: 8所")
    keep_state(load_project(folder))  # at once: without the reader the first edition would be a draft, and replaced
    assert [each.number for each in editions(folder)] == ["1.0.0", "2.0.0"]


def test_the_history_lists_editions_and_shows_both_values_with_the_source(folder: Path) -> None:
    views, before = FrozenViews(), now(folder)
    page(views, before, f"?at={before.project.version}")
    edit(folder, "value: 6所", "value: 8所")
    current = now(folder)
    keep_state(current.project)
    shown = page(views, current, f"?from={before.project.version}", "/history")
    for said in (
        "从 1.0.0 到 现在",
        "改值（1）",
        "更正",
        "6所 → 8所",
        "《全国普通高等学校名单》",
        "2.0.0",
        "第一个版本",
    ):
        assert said in shown, said
    drawn = show_page(current, "/history", f"?from={before.project.version}", None)[0]
    assert [words(each) for each in of_type(drawn, "Del")] == ["6所"]
    assert [words(each) for each in of_type(drawn, "Ins")] == ["8所"]
    assert "没有“nothing”这个数据版本" in page(views, current, "?from=nothing", "/history")


def test_a_project_without_editions_says_so(folder: Path) -> None:
    assert "还没有留下版本" in page(FrozenViews(), now(folder), "", "/history")
