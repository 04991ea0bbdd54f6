"""Table 5.1 of the domain handbook: what the checks find in the two original letters, alone and together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue import Catalogue
from dashboard.documents import read_document
from dashboard.extraction import Extractor
from dashboard.model import Finding, Mention, SourceDocument
from tests.observations.cases import bare, counted, found_in, frames, labelled_letter

Letter = tuple[SourceDocument, list[Mention]]

NANYANG = {
    "C02 info": 1, "C06 info": 1, "C14 info": 1, "C18 info": 1, "C24 info": 5, "C25 warning": 2, "C29 info": 1,
}  # fmt: skip
XINYANG = {
    "C03 info": 1, "C08 warning": 2, "C09 warning": 1, "C18 info": 1, "C29 info": 2, "C31 info": 1,
}  # fmt: skip
BOTH = {
    "C02 info": 1, "C03 info": 1, "C06 info": 1, "C08 warning": 2, "C09 warning": 1, "C13 warning": 1, "C14 info": 1,
    "C18 info": 2, "C24 info": 5, "C25 warning": 2, "C29 info": 3, "C31 info": 1,
}  # fmt: skip


def _labelled(catalogue: Catalogue, shared: Path) -> list[Letter]:
    return [
        labelled_letter(catalogue, shared, "nanyang-2025-73179", "2025", ("南阳市", "CN411300")),
        labelled_letter(catalogue, shared, "xinyang-2022-57165", "2022-07-22", ("信阳市", "CN411500")),
    ]


def _extracted(catalogue: Catalogue, shared: Path) -> list[Letter]:
    extractor = Extractor(replace(catalogue, documents=()))
    letters = []
    for path in sorted((shared / "letters").glob("*.txt")):
        document = read_document(path)
        document = replace(document, date_issued=extractor.letterhead(document).date_issued)
        letters.append((document, list(extractor.extract(document))))
    return letters


@pytest.fixture(scope="module", params=[_labelled, _extracted], ids=["labelled", "extracted"])
def letters(request: pytest.FixtureRequest, catalogue: Catalogue, shared: Path) -> list[Letter]:
    read: Callable[[Catalogue, Path], list[Letter]] = request.param
    return read(bare(catalogue), shared)


@pytest.fixture(scope="module")
def found(letters: list[Letter], catalogue: Catalogue) -> tuple[Finding, ...]:
    return found_in(bare(catalogue), *letters)


def test_the_first_letter_alone(letters: list[Letter], catalogue: Catalogue) -> None:
    assert counted(found_in(bare(catalogue), letters[0])) == NANYANG


def test_the_second_letter_alone(letters: list[Letter], catalogue: Catalogue) -> None:
    assert counted(found_in(bare(catalogue), letters[1])) == XINYANG


def test_both_letters_together_add_one_warning(found: tuple[Finding, ...]) -> None:
    assert counted(found) == BOTH


def _surfaces(found: tuple[Finding, ...], letters: list[Letter], code: str) -> list[list[str]]:
    texts = {d.name: d.text for d, _ in letters}
    return [["".join(span.of(texts[name]).split()) for name, span in f.spans] for f in found if f.code == code]


@pytest.mark.parametrize(
    ("code", "surfaces"),
    [
        ("C02", [["44个", "64.7%"]]),
        ("C03", [["5.2万人次", "52％"]]),
        ("C06", [["2银", "9铜"]]),
        ("C08", [["15所", "15所", "17所"], ["2个", "5个"]]),
        ("C09", [["5所", "4所", "3所"]]),
        ("C13", [["37所", "15所", "15所", "17所"]]),
        ("C14", [["11所", "10所"]]),
        ("C24", [["10余项"], ["6295人"], ["395人"], ["9人次"], ["243名"]]),
        ("C25", [["44个"], ["10余项"]]),
        ("C31", [["15所", "15所"]]),
    ],
)
def test_each_finding_points_at_its_figures(
    code: str, surfaces: list[list[str]], found: tuple[Finding, ...], letters: list[Letter]
) -> None:
    assert _surfaces(found, letters, code) == surfaces


def test_the_arithmetic_is_said(found: tuple[Finding, ...]) -> None:
    said = {f.code: (f.zh, f.en) for f in found if f.code in ("C02", "C03", "C09")}
    assert said == {
        "C02": (
            "44个 ÷ 64.7% 对应总数 67.95–68.06，只有 68 一个整数（职业院校项目占全市项目比）。",
            "44 ÷ 64.7 % implies a total of 67.95–68.06; only 68 is a whole number in it (Share of city projects).",
        ),
        "C03": (
            "5.2万人次 ÷ 52％ 对应年度计划约 9.81–10.19万（年度培训计划完成率）。",
            "52,000 participations ÷ 52 % implies an annual plan of 98,095–101,942 (Plan completion).",
        ),
        "C09": (
            "高等学校数：分类 4所 + 3所 = 7，总数却写作5所。",
            "Higher-education institutions: its kinds give 4 + 3 = 7, but the total is said to be 5.",
        ),
    }


def test_45_figures_make_42_slots_and_two_derived_rows(letters: list[Letter], catalogue: Catalogue) -> None:
    mentions, observations, _ = frames(bare(catalogue), letters)
    assert (len(mentions), int(mentions["value"].notna().sum())) == (48, 45)
    assert observations["origin"].value_counts().to_dict() == {"extracted": 42, "derived": 2}
    assert observations["observation_id"].is_unique
    derived = observations[observations["origin"] == "derived"][["indicator", "scope", "status", "printed", "formula"]]
    assert derived.to_dict("split")["data"] == [
        ["skills_revitalisation_projects", "city", "applied", "68个", "44个 ÷ 64.7%"],
        ["training_person_times", "system", "target", "9.81–10.19万人次", "5.2万人次 ÷ 52％"],
    ]


def test_the_losing_values_stay_visible(letters: list[Letter], catalogue: Catalogue) -> None:
    _, observations, _ = frames(bare(catalogue), letters)
    conflicts = observations[observations["conflict"]]
    assert sorted(conflicts[["indicator", "printed", "rival_values"]].to_dict("split")["data"]) == [
        ["secondary_vocational_schools", "15所", ("17所",)],
        ["secondary_vocational_teaching_sites", "2个", ("5个",)],
    ]


def test_entity_figures_keep_their_scope(letters: list[Letter], catalogue: Catalogue) -> None:
    _, observations, _ = frames(bare(catalogue), letters)
    entity = observations[observations["scope"] == "entity"]
    assert list(entity["printed"]) == ["70%", "10余项", "16个", "11所", "5个", "395人", "9人次"]
    assert (entity["entity"] != "").all()


def test_every_quote_holds_its_value(letters: list[Letter], catalogue: Catalogue) -> None:
    _, observations, documents = frames(bare(catalogue), letters)
    texts = {d.name: d.text for d in documents}
    stated = observations[observations["mention_id"] != ""]
    assert len(stated) == 42
    for row in stated.to_dict("records"):
        start = int(row["mention_id"].rpartition("@")[2])
        surface = row["quote"][row["quote_start"] : row["quote_end"]]
        assert "".join(surface.split()) == row["printed"]
        assert texts[row["document"]][start : start + len(surface)] == surface
