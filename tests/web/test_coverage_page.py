"""The coverage of the shipped project: every cell says a year, 无数据 or that there is a target at most."""

from __future__ import annotations

from typing import Any

import pytest
from web_project import NANYANG, XINYANG, attribute, of_type, opened_by, shipped_lookup, words

from dashboard.model import Selection
from dashboard.observations.coverage import covered
from dashboard.web.callbacks import show_page
from dashboard.web.pages import coverage

LOOKUP = shipped_lookup()
NOW = 2026


def _page(theme: str = "", lang: str = "zh", places: tuple[str, ...] = (), periods: tuple[str, ...] = ()) -> list[Any]:
    return list(coverage.layout(LOOKUP, Selection((), places, periods, lang=lang), theme=theme, now=NOW))


def _matrix(page: list[Any]) -> Any:
    (table,) = (part for part in of_type(page, "Table") if getattr(part, "className", "") == "ages")
    return table


def test_every_cell_is_a_year_or_says_that_there_is_none() -> None:
    cells = of_type(_matrix(_page()), "Td")
    places, entries = LOOKUP.places_with_values(), LOOKUP.indicators_with_values()
    assert len(cells) == len(places) * len(entries)
    known = [covered(LOOKUP.cells.get((entry.id, place.code), ())) for entry in entries for place in places]
    for cell, found in zip(cells, known, strict=True):
        if found.newest is None:
            assert words(cell) in ("无数据", "仅有目标", "年份未注明")
        else:
            assert str(found.newest["year"]) in words(cell)
            assert opened_by(cell) == [f"o:{found.newest['observation_id']}"]
    assert any(words(cell) == "仅有目标" for cell in cells)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_old_figure_says_its_age_in_words(lang: str) -> None:
    said = "4年前" if lang == "zh" else "4 years ago"
    old = [
        cell
        for cell in of_type(_matrix(_page(lang=lang, places=(XINYANG,))), "Td")
        if "age-old" in str(attribute(cell, "className"))
    ]
    assert len(old) >= 5
    assert all(said in words(cell) for cell in old)


def test_the_sentence_counts_what_the_matrix_shows() -> None:
    page = _page(places=(NANYANG, XINYANG))
    cells = of_type(_matrix(page), "Td")
    known = [cell for cell in cells if opened_by(cell)]
    old = [cell for cell in known if "age-old" in str(cell.className)]
    text = words([part for part in of_type(page, "P") if getattr(part, "className", "") == "summary"])
    assert f"共 {len(cells)} 格：有数 {len(known)} 格" in text
    assert f"无数据 {len(cells) - len(known)} 格；有数的格中 {len(old)} 格已过 3 年（以 2026 年计）" in text


def test_a_theme_a_place_and_a_year_narrow_the_matrix() -> None:
    page = _page(theme="training", places=(XINYANG,), periods=("2022",))
    table = _matrix(page)
    assert [words(head) for head in of_type(table, "Th")[:2]] == ["指标", "信阳市"]
    assert {words(b) for b in of_type(table, "B")} == {"2022"}
    chip = next(part for part in of_type(page, "A") if getattr(part, "id", "") == f"place-{NANYANG}")
    assert "theme=training" in chip.href
    assert "t=2022" in chip.href


def test_a_place_says_what_it_lacks_how_old_it_is_and_how_much_is_in_conflict() -> None:
    tables = of_type(_page(), "Table")
    row = next(part for part in of_type(tables[1], "Tr") if words(part).startswith("信阳市"))
    texts = [words(cell) for cell in of_type(row, "Td")]
    every = len(LOOKUP.indicators_with_values())
    assert texts[1] == f"{every - int(texts[0])}/{every}"
    assert (texts[2], texts[5]) == ("1", "2022")
    assert texts[6].endswith("%")
    assert texts[6] != "0%"
    (link,) = of_type(row, "A")
    assert link.href == f"/place/{XINYANG}"


def test_places_by_year_lead_to_that_year() -> None:
    row = next(part for part in of_type(of_type(_page(), "Table")[2], "Tr") if words(part).startswith("信阳市"))
    hrefs = [str(link.href) for link in of_type(row, "A")]
    assert f"/coverage?p={XINYANG}&t=2022" in hrefs


def test_indicators_known_nowhere_are_named() -> None:
    known = {entry.id for entry in LOOKUP.indicators_with_values()}
    (part,) = (part for part in of_type(_page(), "Details") if getattr(part, "id", "") == "nowhere")
    missing = [entry.zh for entry in LOOKUP.catalogue.indicators.values() if entry.id not in known]
    assert missing
    assert [name for name in missing if name not in words(part)] == []


def test_the_address_holds_the_theme_and_unknown_words_restrict_nothing() -> None:
    page, _ = show_page(LOOKUP, "/coverage", "?theme=training&lang=en", None)
    (chosen,) = (part for part in of_type(page, "A") if attribute(part, "id") == "theme-training")
    assert attribute(chosen, "aria-current") == "true"
    switch = next(part for part in of_type(page, "A") if getattr(part, "className", "") == "lang")
    assert "theme=training" in switch.href
    assert len(of_type(_matrix(_page(theme="nosuch")), "Td")) == len(of_type(_matrix(_page()), "Td"))
    assert "没有数据" in words(_page(places=("CN110000",)))
