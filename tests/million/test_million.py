"""The invented project: the same for the same seed, every value in its sentence; pages of it cost what they show."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from dashboard.charts import trend_chart
from dashboard.model import Selection
from dashboard.project import Project, load_project
from dashboard.web.callbacks import open_list, show_page
from dashboard.web.lookup import build_lookup
from tests.million import measure, stock
from tests.million.facets import best_of
from tests.million.generate import Size, indicator_id, observations, place_code, write_project

SIZE = Size(places=70, indicators=70, years=17)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("project"), SIZE, seed=3)


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    return load_project(folder)


def test_it_is_the_same_for_the_same_seed_and_a_million_at_full_size() -> None:
    small = Size(places=4, indicators=5, years=3)
    assert observations(small, 1).equals(observations(small, 1))
    assert not observations(small, 1).equals(observations(small, 2))
    full = Size()
    assert 0.98e6 < full.places * full.indicators * full.years * (1 - full.missing) < 1.02e6


def test_every_value_stands_in_its_sentence_and_says_its_document(project: Project) -> None:
    assert project.problems == ()
    frame = project.observations
    assert len(frame) > 0.98 * 70 * 70 * 17
    for row in frame.sample(500, random_state=1).to_dict("records"):
        assert row["quote"][row["quote_start"] : row["quote_end"]] == row["printed"]
        assert row["document"].endswith(f"{row['time_period']}.txt")
        assert row["document_number"]
        assert row["issuing_body"]


def test_pages_show_some_of_many_and_fetch_a_long_list_when_it_is_unfolded(project: Project) -> None:
    lookup = build_lookup(project)
    search = f"?i={indicator_id(3)}&p={place_code(1)},{place_code(69)}&lang=en"
    page, _ = show_page(lookup, "/compare", search, None)
    sent = str(page)
    assert sent.count("all-measure_") == 0
    assert f"place-{place_code(69)}" in sent
    assert f"place-{place_code(5)}" not in sent
    for name, first, count in (("indicators", "all-measure_", 70), ("places", "all-place-CN", 70)):
        listed = str(list(open_list(lookup, name, "/compare", search)))
        assert listed.count(first) == count
    assert open_list(lookup, "nothing", "/compare", search) == ()
    assert open_list(lookup, "places", "/findings", search) == ()
    home = str(show_page(lookup, "/", "?lang=en", None)[0])
    assert "45 of 70 places" in home


def test_a_change_of_a_control_reads_its_own_cells_only(project: Project) -> None:
    lookup = build_lookup(project)
    lookup.places_with_values()
    read: list[tuple[str, str]] = []
    cells = lookup.cells
    cells._cell.cache_clear()
    real = type(cells)._read_cell
    cells._cell = lambda key: (read.append(key), real(cells, key))[1]  # type: ignore[assignment]
    codes = [place_code(number) for number in (2, 4, 6)]
    show_page(lookup, "/compare", f"?i={indicator_id(9)}&p={','.join(codes)}", None)
    assert set(read) == {(indicator_id(9), code) for code in codes}


def test_twelve_facets_of_eighteen_lines_take_a_fraction_of_plotly_express(folder: Path, project: Project) -> None:
    chosen = Selection(tuple(map(indicator_id, range(12))), tuple(map(place_code, range(18))))
    frame = stock.frame_of(folder)
    gc.collect()
    ours = best_of(5, lambda: trend_chart(project.cells, chosen, project.catalogue))
    theirs = best_of(2, lambda: stock.facets(frame, 12, 18))
    assert len(trend_chart(project.cells, chosen, project.catalogue)["data"]) == 12 * 18
    assert ours / theirs < 0.2


def test_a_figure_is_met_by_its_ratio_or_by_itself() -> None:
    def met(ours: float, other: float | None, bar: float, relative: bool) -> bool:
        return measure.Figure("", "ms", ours, other, bar, relative).met

    assert met(10, 100, 0.1, True)
    assert not met(11, 100, 0.1, True)
    assert met(25, 1000, 25, False)
    assert not met(26, 1000, 25, False)
    assert not met(1, None, 0.5, True)
