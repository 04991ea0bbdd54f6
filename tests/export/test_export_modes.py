"""Files of the comparison per 10,000 residents and as an index: columns, titles, notes, the verdict on each pair."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from chart_frames import NANYANG, XINYANG

from dashboard.catalogue import Population, Residents, Source
from dashboard.cli import main
from dashboard.export import export_selection, file_name
from dashboard.export.opening import open_again
from dashboard.export.options import Request
from dashboard.export.tables import COLUMNS, columns_of
from dashboard.model import Interval, Selection

SCHOOLS = "secondary_vocational_schools"
CITIES = ("南阳市", "信阳市")
COMPUTED = ["computed", "computed_value", "computed_low", "computed_high", "computed_formula", "not_computed"]


@pytest.fixture(scope="module")
def project(small_project: SimpleNamespace) -> SimpleNamespace:
    """The small project with residents of two cities."""
    counts = {
        place: (
            Population(place, 2020, value, Interval(value, value), f"{value:.0f}人", Source(title, "统计局", "2021")),
        )
        for place, value, title in ((NANYANG, 10_000_000.0, "南阳公报"), (XINYANG, 5_000_000.0, "信阳公报"))
    }
    small = small_project.catalogue
    countable = {name: replace(entry, per_population=entry.kind == "stock") for name, entry in small.indicators.items()}
    catalogue = replace(small, indicators=countable, residents=Residents(counts, stale_after=5))
    return SimpleNamespace(catalogue=catalogue, cells=small_project.cells, version="c0ffee")


def rows_of(project: SimpleNamespace, selection: Selection) -> list[dict[str, str]]:
    text = export_selection(project, selection, "csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    columns = columns_of(Request(project, selection))
    return [dict(zip(columns, cells, strict=True)) for cells in lines[1:]]


def test_the_columns_of_a_mode_stand_behind_the_flags(project: SimpleNamespace) -> None:
    plain, rates, index = (
        columns_of(Request(project, Selection(mode=mode))) for mode in ("absolute", "per_10k", "index")
    )
    assert plain == COLUMNS
    assert [name for name in rates if name not in COLUMNS] == [
        *COMPUTED,
        "population",
        "population_year",
        "population_source",
    ]
    assert [name for name in index if name not in COLUMNS] == COMPUTED
    assert rates[rates.index("computed") - 1] == "flags"


def test_a_rate_comes_with_its_population_year_and_source(project: SimpleNamespace) -> None:
    first, second = rows_of(project, Selection((SCHOOLS,), CITIES, mode="per_10k"))
    assert [first[name] for name in (*COMPUTED, "population", "population_year", "population_source")] == [
        "0.0370所", "0.037", "0.037", "0.037", "37所 ÷ 10000000人（2020年） × 10000", "", "10000000", "2020", "统计局（2021）《南阳公报》",
    ]  # fmt: skip
    assert (second["computed"], second["printed"], second["value"]) == ("0.0300所", "15所", "15")


def test_what_is_not_computed_has_empty_cells_and_a_reason(project: SimpleNamespace) -> None:
    (row,) = rows_of(project, Selection(("competition_rank",), CITIES, mode="per_10k"))
    assert (row["computed"], row["computed_value"], row["population"]) == ("", "", "")
    assert row["not_computed"] == "不是可按人口折算的计数"
    refused = rows_of(project, Selection(("training_person_times",), ("信阳市",), mode="index", lang="en"))
    assert [row["computed"] for row in refused] == ["100", ""]
    assert refused[1]["not_computed"] == "not comparable with the base"


def test_every_row_says_how_it_compares(project: SimpleNamespace) -> None:
    first, second = rows_of(project, Selection((SCHOOLS,), CITIES))
    reasons = "口径不同或未注明；时点相差一年以上；文件内数值不一致"
    assert (first["verdicts"], second["verdicts"]) == (
        f"谨慎：信阳市15所（{reasons}）",
        f"谨慎：南阳市37所（{reasons}）",
    )


def test_the_workbook_lists_every_pair(project: SimpleNamespace) -> None:
    selection = Selection((SCHOOLS, "new_skilled_talent"), CITIES)
    book = openpyxl.load_workbook(io.BytesIO(export_selection(project, selection, "xlsx")))
    schools, talents = list(book["可比性"].iter_rows(min_row=2, values_only=True))
    assert schools == (
        "中等职业学校数", "南阳市37所", "截至2025年", "信阳市15所", "截至2022年5月15日", "谨慎",
        "口径不同或未注明；时点相差一年以上；文件内数值不一致", "南阳市是信阳市的2.47倍", "with_care", "perimeter age conflict",
    )  # fmt: skip
    assert (talents[5], talents[7], talents[9]) == ("不可比", None, "unit_family")


@pytest.mark.parametrize(
    ("mode", "lang", "title", "measure"),
    [
        ("per_10k", "zh", "南阳市、信阳市：职业教育培训指标对照（每万常住人口）", "计量：每万常住人口"),
        ("per_10k", "en", "Nanyang, Xinyang: vocational training indicators compared (per 10,000 residents)", "Measure: per 10,000 residents"),
        ("index", "zh", "南阳市、信阳市：职业教育培训指标对照（指数）", "计量：指数，以南阳市为100"),
        ("index", "en", "Nanyang, Xinyang: vocational training indicators compared (index)", "Measure: index, Nanyang = 100"),
    ],
)  # fmt: skip
def test_title_and_selection_state_the_mode(
    project: SimpleNamespace, mode: str, lang: str, title: str, measure: str
) -> None:
    request = Request(project, Selection((SCHOOLS,), CITIES, mode=mode, lang=lang))
    assert request.title == title
    assert request.selection_words[-1] == measure
    drawn = [note["text"] for note in request.drawn(fixed=True)["layout"]["annotations"]]
    assert measure in drawn
    page = export_selection(project, request.selection, "html").decode()
    assert f"<title>{title}</title>" in page
    assert ("37所 ÷ 10000000人（2020年） × 10000 = 0.0370所" in page) == (mode == "per_10k" and lang == "zh")


def test_the_notes_name_the_sources_of_the_populations(project: SimpleNamespace) -> None:
    request = Request(project, Selection((SCHOOLS,), CITIES, mode="per_10k"))
    assert "人口来源：统计局（2021）《南阳公报》；统计局（2021）《信阳公报》" in request.notes
    assert not any("人口来源" in note for note in Request(project, Selection((SCHOOLS,), CITIES)).notes)


def test_a_trend_says_what_its_index_begins_with(project: SimpleNamespace) -> None:
    selection = Selection(("enrolment",), mode="index")
    request = Request(project, selection, chart="trend")
    assert request.selection_words[-1] == "计量：指数，以各数列最早一期为100"
    text = export_selection(project, selection, "csv", chart="trend").decode("utf-8-sig")
    assert text.splitlines()[1].split(",")[9] == "100"


def test_the_file_name_tells_the_mode(project: SimpleNamespace) -> None:
    selection = Selection((SCHOOLS,), CITIES, mode="per_10k")
    assert file_name(selection, project.catalogue, "csv") == "南阳市-信阳市_中等职业学校数_每万常住人口.csv"


def test_the_command_line_takes_the_mode(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    arguments = ["-i", SCHOOLS, "-p", "南阳市,信阳市", "--mode", "per_10k", "--lang", "zh"]
    assert main(["export", str(file), "--project", str(root), *arguments]) == 0
    assert "0.0381所" in file.read_text("utf-8-sig")
    with pytest.raises(SystemExit):
        main(["export", str(file), "--mode", "per_head"])


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "parquet", "html"])
def test_a_file_opened_again_names_a_rate_that_changed_with_the_residents(
    project: SimpleNamespace, tmp_path: Path, form: str
) -> None:
    chosen = Selection((SCHOOLS,), (NANYANG, XINYANG), mode="per_10k", lang="en")
    path = tmp_path / f"rates.{form}"
    path.write_bytes(export_selection(project, chosen, form))
    catalogue, counts = project.catalogue, project.catalogue.residents.counts
    doubled = tuple(replace(each, value=2 * each.value, interval=Interval(2e7, 2e7)) for each in counts[NANYANG])
    grown = replace(catalogue, residents=replace(catalogue.residents, counts={**counts, NANYANG: doubled}))
    later = SimpleNamespace(catalogue=grown, cells=project.cells, version="later0", findings=(), documents=())
    opened = open_again(str(path), later, "en")
    assert opened.changed
    assert opened.said[1:] == (
        "Computed anew: Nanyang · Secondary vocational schools · at 2025 is still 37所, but what is computed of it was "
        "0.037 and is 0.0185 (the residents or the base changed).",
    )
    assert not open_again(str(path), replace_version(project, "later1"), "en").changed


def replace_version(project: SimpleNamespace, version: str) -> SimpleNamespace:
    """The same project under another version."""
    return SimpleNamespace(**{**vars(project), "version": version, "findings": (), "documents": ()})
