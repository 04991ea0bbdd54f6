"""Short links: written, read back, refused."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dashboard.export.short import read_short, short_link
from dashboard.model import Selection

TOGETHER = Selection(
    ("secondary_vocational_schools", "evaluation_agencies;agency_type=enterprise"),
    ("CN411300", "CN411500"),
    ("2024", "2024-05", "2022-01-01/2022-05-15"),
    by="place",
    axis="shared",
    mode="index",
    order="value",
    lang="en",
)
VIEWS = [
    ("compare", Selection(), "/s/c"),
    ("trend", Selection(lang="en"), "/s/tl1"),
    ("plan", Selection(places=("CN411300",)), "/s/p--8td0"),
    ("compare", Selection(("secondary_vocational_schools",), ("CN411300", "CN411500")), "/s/c-ohld5-8td08tik"),
    ("composition", TOGETHER, "/s/mb1a2o2r1l1-ohld5l6ein-8td08tik-2024_2024-05_2022-01-01~2022-05-15"),
]


@pytest.mark.parametrize(("chart", "selection", "link"), VIEWS)
def test_a_short_link_is_the_view(small_project: SimpleNamespace, chart: str, selection: Selection, link: str) -> None:
    catalogue = small_project.catalogue
    assert short_link(chart, selection, catalogue) == link
    assert read_short(link, catalogue) == (chart, selection)
    assert read_short(f"  http://host:1/sub{link.upper().replace('/S/', '/s/')}/ ", catalogue) == (chart, selection)


def test_what_cannot_be_short_has_no_short_link(small_project: SimpleNamespace) -> None:
    catalogue = small_project.catalogue
    many = tuple(name for name in catalogue.indicators) * 2
    assert short_link("compare", Selection(many), catalogue) == ""
    assert short_link("compare", Selection(places=("XX-1",)), catalogue) == ""
    assert short_link("compare", Selection(("unknown",)), catalogue) == ""


@pytest.mark.parametrize(
    "link",
    [
        "",
        "/s/",
        "/s/x",
        "/s/c-zzzzz",
        "/s/c-ohld",
        "/s/c--zzzz",
        "/s/c--8td",
        "/s/cb9",
        "/s/cb",
        "/s/cz1",
        "/s/cb\uff11",
    ],
)
def test_what_is_no_short_link_is_nothing(small_project: SimpleNamespace, link: str) -> None:
    assert read_short(link, small_project.catalogue) is None
