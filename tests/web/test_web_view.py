"""How the overview is looked at is in the URL: readable, complete, and harmless where it makes no sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_project import shipped

from dashboard.model import Selection
from dashboard.web.state import read_query, write_query
from dashboard.web.view import COLUMN_ORDERS, FLAGS, ROW_ORDERS, View, read_view, write_view

CATALOGUE = shipped().catalogue
THEMES = sorted({entry.theme for entry in CATALOGUE.indicators.values()})

LINKS = [
    (View(), ""),
    (View(query="ny"), "?q=ny"),
    (View(query="高职 南阳"), "?q=%E9%AB%98%E8%81%8C%20%E5%8D%97%E9%98%B3"),
    (View(themes=("providers", "training"), levels=("city",)), "?level=city&theme=providers,training"),
    (View(flags=("conflict", "target"), comparable=True), "?flag=conflict,target&only=comparable"),
    (View(columns="name", rows="coverage"), "?columns=name&rows=coverage"),
    (
        View(columns="value", of="evaluation_agencies", direction="up"),
        "?columns=value&dir=up&of=evaluation_agencies",
    ),
    (View(columns="value", of="evaluation_agencies"), "?columns=value&of=evaluation_agencies"),
]


def _read(query: str) -> tuple[View, tuple[str, ...]]:
    return read_view(read_query(query, CATALOGUE).others, CATALOGUE)


@pytest.mark.parametrize(("view", "query"), LINKS)
def test_a_view_is_one_readable_link_and_back(view: View, query: str) -> None:
    assert write_query(Selection(), **write_view(view)) == query
    assert _read(query) == (view, ())


VIEWS = st.builds(
    View,
    query=st.text(max_size=40).map(lambda text: " ".join(text.split())),
    themes=st.lists(st.sampled_from(THEMES), unique=True).map(tuple),
    levels=st.lists(st.sampled_from(["province", "city", "county"]), unique=True).map(tuple),
    flags=st.lists(st.sampled_from(FLAGS), unique=True).map(tuple),
    comparable=st.booleans(),
    columns=st.sampled_from([order for order in COLUMN_ORDERS if order != "value"]),
    rows=st.sampled_from(ROW_ORDERS),
) | st.builds(
    View,
    columns=st.just("value"),
    of=st.sampled_from(sorted(CATALOGUE.indicators)),
    direction=st.sampled_from(["up", "down"]),
)


@given(VIEWS)
def test_every_view_survives_its_link_beside_a_selection(view: View) -> None:
    query = write_query(Selection(lang="en"), **write_view(view))
    assert _read(query) == (view, ())
    assert read_query(query, CATALOGUE).selection == Selection(lang="en")


IGNORED = [
    ("?theme=nosuch,training", View(themes=("training",)), ("theme=nosuch",)),
    ("?level=village", View(), ("level=village",)),
    ("?flag=red&only=best", View(), ("only=best", "flag=red")),
    ("?columns=size&rows=size", View(), ("columns=size", "rows=size")),
    ("?columns=value", View(), ("columns=value",)),
    ("?columns=value&of=nosuch", View(), ("of=nosuch", "columns=value")),
    ("?columns=name&of=evaluation_agencies", View(columns="name"), ("of=evaluation_agencies",)),
    ("?columns=name&dir=up", View(columns="name"), ()),
    ("?dir=sideways", View(), ("dir=sideways",)),
    ("?q=" + "x" * 500, View(query="x" * 100), ()),
]


@pytest.mark.parametrize(("query", "view", "ignored"), IGNORED)
def test_what_is_not_understood_is_named_and_left_out(query: str, view: View, ignored: tuple[str, ...]) -> None:
    read, named = _read(query)
    assert read == view
    assert sorted(named) == sorted(ignored)


@given(
    st.dictionaries(st.sampled_from(["q", "theme", "level", "flag", "only", "columns", "of", "dir", "rows"]), st.text())
)
def test_no_keys_raise(others: dict[str, str]) -> None:
    view, _ = read_view(others, CATALOGUE)
    assert read_view(write_view(view), CATALOGUE) == (view, ())


def test_the_number_of_filters_counts_every_choice_and_no_order() -> None:
    assert View(query="x", columns="name", rows="name").narrowed == 0
    assert View(themes=("a", "b"), flags=("conflict",), comparable=True).narrowed == 4
