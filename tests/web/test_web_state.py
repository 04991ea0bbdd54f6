"""The URL is the state: what a link says, and what a link that says nonsense becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_project import NANYANG, XINYANG, shipped

from dashboard.model import Selection
from dashboard.web.screen import Screen, read_screen
from dashboard.web.state import CHOICES, read_language, read_query, toggled, write_query

CATALOGUE = shipped().catalogue

LINKS = [
    (Selection(), ""),
    (Selection(lang="en"), "?lang=en"),
    (
        Selection(indicators=("skilled_worker_schools", "evaluation_agencies"), places=(NANYANG, XINYANG)),
        "?i=skilled_worker_schools,evaluation_agencies&p=CN411300,CN411500",
    ),
    (
        Selection(
            indicators=("evaluation_agencies;agency_type=enterprise",), periods=("2024", "2022-05"), order="value"
        ),
        "?i=evaluation_agencies;agency_type=enterprise&t=2024,2022-05&order=value",
    ),
    (Selection(by="place", axis="shared", mode="index"), "?by=place&axis=shared&mode=index"),
]


@pytest.mark.parametrize(("selection", "query"), LINKS)
def test_a_selection_is_one_readable_link_and_back(selection: Selection, query: str) -> None:
    assert write_query(selection) == query
    assert read_query(query, CATALOGUE).selection == selection


def test_a_list_may_be_given_in_pieces() -> None:
    query = f"?i=skilled_worker_schools&p={NANYANG}&i=evaluation_agencies&p={XINYANG},{NANYANG}&by=place&by=indicator"
    chosen = Selection(("skilled_worker_schools", "evaluation_agencies"), (NANYANG, XINYANG))
    assert read_query(query, CATALOGUE).selection == chosen


@given(
    st.builds(
        Selection,
        indicators=st.lists(st.sampled_from(sorted(CATALOGUE.indicators)), unique=True, max_size=6).map(tuple),
        places=st.lists(st.sampled_from(sorted(CATALOGUE.places)), unique=True, max_size=6).map(tuple),
        periods=st.lists(st.integers(1990, 2030).map(str), unique=True, max_size=4).map(tuple),
        **{key: st.sampled_from(words) for key, words in CHOICES.items()},
    )
)
def test_every_selection_survives_its_link(selection: Selection) -> None:
    reading = read_query(write_query(selection), CATALOGUE)
    assert (reading.selection, reading.ignored, dict(reading.others)) == (selection, (), {})


PLACES = [
    ("南阳市", (NANYANG,)),
    ("%E5%8D%97%E9%98%B3%E5%B8%82,信阳市", (NANYANG, XINYANG)),
    ("CN411300,南阳市", (NANYANG,)),
]


@pytest.mark.parametrize(("written", "codes"), PLACES)
def test_a_place_may_be_written_by_its_name(written: str, codes: tuple[str, ...]) -> None:
    assert read_query(f"?p={written}", CATALOGUE).selection.places == codes


IGNORED = [
    ("?i=nosuch", ("i=nosuch",)),
    ("?i=evaluation_agencies;agency_type=nosuch", ("i=evaluation_agencies;agency_type=nosuch",)),
    ("?p=Atlantis,CN411300", ("p=Atlantis",)),
    ("?t=soon", ("t=soon",)),
    ("?axis=log&order=", ("axis=log",)),
    ("?lang=fr", ("lang=fr",)),
    ("?i=%00%ff<script>", ("i=\x00\ufffd<script>",)),
]


@pytest.mark.parametrize(("query", "ignored"), IGNORED)
def test_what_is_not_understood_is_named_and_left_out(query: str, ignored: tuple[str, ...]) -> None:
    assert read_query(query, CATALOGUE).ignored == ignored


@given(st.text(max_size=300))
def test_no_query_raises(query: str) -> None:
    assert read_query(query, CATALOGUE).selection.lang in ("zh", "en")
    assert read_language(query) in ("zh", "en")


def test_ten_thousand_values_are_cut_and_said_to_be() -> None:
    reading = read_query("?i=" + ",".join(["evaluation_agencies"] * 10_000), CATALOGUE)
    assert reading.selection.indicators == ("evaluation_agencies",)
    assert reading.ignored[-1].startswith("i: +")


TOGGLES = [((), "a", ("a",)), (("a",), "a", ()), (("a", "b"), "a", ("b",)), (("b",), "a", ("b", "a"))]


@pytest.mark.parametrize(("values", "value", "after"), TOGGLES)
def test_a_chip_puts_in_or_takes_out(values: tuple[str, ...], value: str, after: tuple[str, ...]) -> None:
    assert toggled(values, value) == after


SCREENS = [
    ({"theme": "dark", "width": 330}, Screen("dark", 330)),
    ({"theme": "x", "width": 1e9}, Screen()),
    ({"width": True}, Screen()),
    ({"width": float("nan")}, Screen()),
    (None, Screen()),
    ([1, 2], Screen()),
]


@pytest.mark.parametrize(("sent", "read"), SCREENS)
def test_a_screen_is_believed_only_within_reason(sent: object, read: Screen) -> None:
    assert read_screen(sent) == read
