"""The two frames: columns, the kept value of a slot, what is absent, what is masked."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalogue import Catalogue
from dashboard.model import PeriodType, Status
from dashboard.observations import MENTION_COLUMNS, OBSERVATION_COLUMNS, build_mentions, build_observations
from dashboard.observations.privacy import masked
from tests.observations.cases import DATA, Fig, bare, fig, frames, letter

SCHOOLS = "secondary_vocational_schools"
DATED = {"time_period": "2025-05-15", "period_basis": "text"}


@pytest.fixture(scope="module")
def plain(catalogue: Catalogue) -> Catalogue:
    return bare(catalogue)


def _kept(catalogue: Catalogue, *pieces: str | Fig) -> list[list[object]]:
    _, observations, _ = frames(catalogue, [letter(catalogue, "a.txt", *pieces)])
    return observations[["printed", "time_period", "conflict", "rival_values"]].to_dict("split")["data"]


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        # dated before undated, though the undated is mentioned twice and first
        (
            (fig("17所", SCHOOLS), "。", fig("17所", SCHOOLS), "。", fig("15所", SCHOOLS, **DATED), "。"),
            [["15所", "2025-05-15", True, ("17所",)]],
        ),
        # more mentions before fewer
        ((fig("17所", SCHOOLS), "。", fig("15所", SCHOOLS), "。", fig("15所", SCHOOLS)), [["15所", "2025", True, ("17所",)]]),
        # earlier before later
        ((fig("17所", SCHOOLS), "。", fig("15所", SCHOOLS)), [["17所", "2025", True, ("15所",)]]),
        # one value twice is no conflict
        ((fig("15所", SCHOOLS), "。", fig("15 所", SCHOOLS)), [["15所", "2025", False, ()]]),
        # a rounded and an exact value that meet are one
        (
            (fig("5.2万人次", "training_person_times"), "。", fig("52341人次", "training_person_times")),
            [["5.2万人次", "2025", False, ()]],
        ),
        # two stated dates are two observations; an undated stock joins the later
        (
            (
                fig("20所", SCHOOLS, time_period="2024-12-31", period_basis="text"), "。", fig("15所", SCHOOLS, **DATED), "。",
                fig("17所", SCHOOLS),
            ),
            [["20所", "2024-12-31", False, ()], ["15所", "2025-05-15", True, ("17所",)]],
        ),
    ],
    ids=["dated", "more mentions", "earlier", "same value", "rounded", "two dates"],
)  # fmt: skip
def test_the_kept_value_of_a_slot(pieces: tuple[str | Fig, ...], kept: list[list[object]], plain: Catalogue) -> None:
    assert _kept(plain, *pieces) == kept


def test_equal_values_with_different_keys_never_merge(plain: Catalogue) -> None:
    pieces = (
        fig("5所", SCHOOLS), "。", fig("5所", "skilled_worker_schools"), "。", fig("5所", SCHOOLS, entity="甲集团"), "。",
        fig("5所", SCHOOLS, status=Status.TARGET), "。", fig("5所", SCHOOLS, perimeter="edu_only"),
    )  # fmt: skip
    assert len(_kept(plain, *pieces)) == 5


def test_columns_and_dtypes(plain: Catalogue) -> None:
    mentions, observations, _ = frames(plain, [letter(plain, "a.txt", "共", fig("15所", SCHOOLS), "。")])
    for frame, columns in ((mentions, MENTION_COLUMNS), (observations, OBSERVATION_COLUMNS)):
        assert list(frame.columns) == list(columns)
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == columns


def test_a_value_names_the_letter_it_stands_in(plain: Catalogue) -> None:
    document, mentions = letter(plain, "a.txt", "共", fig("15所", SCHOOLS), "。")
    head = {"title": "第9号提案的答复", "document_number": "测字〔2031〕7号", "issuing_body": "测试局", "url": "x:1"}
    _, observations, _ = frames(plain, [(replace(document, **head), mentions)])
    columns = ["issuing_body", "date_issued", "source_title", "document_number", "source_url"]
    assert observations[columns].to_dict("split")["data"] == [
        ["测试局", "2025", "第9号提案的答复", "测字〔2031〕7号", "x:1"]
    ]


def test_nothing_read_makes_empty_frames_of_the_same_shape(plain: Catalogue, tmp_path: Path) -> None:
    mentions = build_mentions([], [], plain)
    observations = build_observations(mentions, [], plain, tmp_path)
    assert (len(mentions), len(observations)) == (0, 0)
    assert {name: str(dtype) for name, dtype in observations.dtypes.items()} == OBSERVATION_COLUMNS


def test_leftovers_and_claims_make_no_observation_and_missing_is_not_zero(plain: Catalogue) -> None:
    pieces = (
        fig("300人", None),
        "。",
        fig("位于前列", None, claim=True),
        "。",
        fig("2枚", "competition_medals", breakdown={"medal": "silver"}),
    )
    mentions, observations, _ = frames(plain, [letter(plain, "a.txt", *pieces)])
    assert list(mentions["observation_id"] != "") == [False, False, True]
    assert list(observations["breakdown"]) == ["medal=silver"]
    assert math.isnan(mentions["value"][1])
    assert math.isnan(observations["value_high"][0])


def test_scope_and_perimeter_are_completed(plain: Catalogue) -> None:
    pieces = (
        fig("15所", SCHOOLS, scope=None),
        "。",
        fig("23个", "competition_delegations", scope=None, ref_area="CN410000"),
    )
    _, observations, _ = frames(plain, [letter(plain, "a.txt", *pieces)])
    assert observations[["scope", "perimeter"]].to_dict("split")["data"] == [["city", "unstated"], ["province", ""]]


def test_an_observation_carries_its_sentence_and_letterhead(plain: Catalogue) -> None:
    pieces = ("前文。全市共有", fig("15 所", SCHOOLS), "学校。后文。")
    document, mentions = letter(plain, "a.txt", *pieces, issued="2025-03-01")
    frame = build_mentions([document], mentions, plain)
    row = build_observations(frame, [document], plain, DATA).to_dict("records")[0]
    columns = ("printed", "quote", "quote_start", "quote_end", "date_issued", "document_kind", "year")
    assert [row[name] for name in columns] == ["15所", "全市共有15 所学校。", 4, 8, "2025-03-01", "original", 2025]
    assert (frame["prefix"][0], frame["suffix"][0]) == ("前文。全市共有", "学校。后文。")


def test_the_newest_document_gives_the_value_of_a_shared_key(plain: Catalogue) -> None:
    said = {"time_period": "2024", "period_type": PeriodType.DURING, "period_basis": "text"}
    old = letter(plain, "b-old.txt", fig("300人", "graduates", **said), "。", issued="2025-01-01")
    new = letter(plain, "a-new.txt", fig("310人", "graduates", **said), "。", issued="2025-06-01")
    _, observations, _ = frames(plain, [old, new])
    row = observations.to_dict("records")[0]
    assert (len(observations), row["printed"], row["document"]) == (1, "310人", "a-new.txt")
    assert (row["rival_values"], row["conflict"], set(row["mentions"])) == (
        ("300人",),
        False,
        {"a-new.txt@0", "b-old.txt@0"},
    )


def test_ids_are_stable_and_tell_origins_apart(plain: Catalogue) -> None:
    first, second = (
        frames(plain, [letter(plain, "a.txt", lead, fig("15所", SCHOOLS))])[1] for lead in ("共", "一共有")
    )
    assert list(first["observation_id"]) == list(second["observation_id"])
    assert first["observation_id"].str.fullmatch("[0-9a-f]{12}").all()


def test_personal_data_is_masked_and_offsets_stay() -> None:
    text = "签发人：张三丰\n李四光委员：\n全市15所。联系人：王五 电话：0377-6543210"
    assert masked(text) == "签发人：×××\n×××委员：\n全市15所。联系人：×× 电话：××××××××××××"
    assert len(masked(text)) == len(text)
    english = "Counted by hand; contact: John Smith, phone 0377-6543210, Fax: +86 377 654321; 2018765432 persons, hotel 1234567"
    covered = (
        f"Counted by hand; contact: {'×' * 10}, phone {'×' * 12}, Fax: {'×' * 14}; 2018765432 persons, hotel 1234567"
    )
    assert masked(english) == covered


@pytest.mark.parametrize("said", ["电话：0377-6543210，", "联系人：王五，", "tel. 0377-6543210, ", "contact: Ab, "])
def test_many_persons_are_masked_in_time_that_grows_with_the_text(said: str) -> None:
    """100,000 of them: a copy of the text for each would take half a minute."""
    start = time.perf_counter()
    assert masked(said * 100_000) == masked(said) * 100_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人：王五 13800000000", "联系人：×× ×××××××××××"),
        ("联系人：王五，0377-6543210 转办；6543210", "联系人：××，×××××××××××× 转办；6543210"),
        ("联系电话 6543210。全市培训1234567人。", "联系电话 ×××××××。全市培训1234567人。"),
        ("联系人培训情况：全市培训1234567人", "联系人培训情况：全市培训1234567人"),
    ],
)
def test_a_bare_number_beside_a_contact_person_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_the_frames_are_not_changed_by_building_on_them(plain: Catalogue) -> None:
    document, mentions = letter(plain, "a.txt", fig("15所", SCHOOLS), "。", fig("17所", SCHOOLS))
    frame = build_mentions([document], mentions, plain)
    before = frame.copy()
    build_observations(frame, [document], plain, DATA)
    pd.testing.assert_frame_equal(frame, before)
