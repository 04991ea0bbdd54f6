"""What the measuring commands count, on sets small enough to count by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.bench.__main__ import main
from dashboard.bench.material import labelled_sets
from dashboard.bench.printing import table
from dashboard.bench.reliability import measure as reliability
from dashboard.bench.speed import cold, hostile, long_line, throughput, trie
from dashboard.bench.unlabelled import Claim, outside, sampled, together
from dashboard.bench.unlabelled import measure as unlabelled
from dashboard.catalogue import Catalogue
from dashboard.errors import UsageError
from dashboard.extraction import Extractor
from dashboard.model import Mention, SourceDocument
from tests.bench.labelled import plain_scorer, write_set
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def extractor(catalogue: Catalogue) -> Extractor:
    return Extractor(catalogue)


def test_a_row_is_right_when_indicator_value_place_and_period_are(extractor: Extractor, tmp_path: Path) -> None:
    found = reliability(extractor, labelled_sets(tmp_path, [write_set(tmp_path / "a")]), plain_scorer())
    assert found.labelled == 2
    assert [(b.low, b.rows, b.right) for b in found.bins if b.rows] == [(0.9, 2, 1)]
    assert [(e.row["surface"], e.wrong) for e in found.errors] == [("5所", ("place",))]
    assert (found.share_right(0.9), found.reached[0.9], found.covered[0.9]) == (0.5, 1.0, 0.5)


def test_sentences_that_do_not_speak_of_training_are_outside() -> None:
    assert outside("职业教育发展。粮食增产。\n高校招生！") == len("粮食增产。高校招生！")


def test_a_claim_outside_is_counted_per_ten_thousand_characters(extractor: Extractor) -> None:
    sentence = "全市现有高等学校5所。"
    tally = unlabelled(extractor, [SourceDocument("a", sentence + "粮食增产。" * 198, "")])
    assert (tally.documents, tally.outside, len(tally.claims)) == (1, 1001, 1)
    assert tally.per_ten_thousand() == pytest.approx(10_000 / 1001)
    assert together([tally, tally]).per_ten_thousand() == tally.per_ten_thousand()


def test_a_text_that_breaks_the_reader_is_named(catalogue: Catalogue) -> None:
    class Broken(Extractor):
        def extract(self, document: SourceDocument) -> tuple[Mention, ...]:
            raise ValueError("no such thing")

    tally = unlabelled(Broken(catalogue), [SourceDocument("laws/x", "甲。", "")])
    assert tally.exceptions == ["laws/x: ValueError: no such thing"]


def test_a_sample_shows_the_figure_in_its_sentence() -> None:
    record = {"document": "a", "start": 14, "surface": "10所", "indicator": "schools", "breakdown": {"host": "city"}}
    record |= {"area_name": "南阳市", "entity": None, "time_period": "2024", "status": "actual", "confidence": 0.95}
    assert list(sampled([Claim(record, "10家企业办学校10所。", 8)], 3, seed=1)) == [
        "a@14 '10所' schools · host=city · 南阳市 · 2024 · actual · 0.95\n    10家企业办学校【10所】。"
    ]


def test_the_trie_finds_what_the_aliases_say(catalogue: Catalogue) -> None:
    pattern = trie(catalogue)
    aliases = [a for i in catalogue.indicators.values() for a in i.aliases]
    assert len(aliases) > 100
    assert [a for a in aliases if pattern.fullmatch(a) is None] == []


def test_speed_is_measured_on_what_it_is_given(extractor: Extractor) -> None:
    documents = [SourceDocument("a", "全市现有技工院校10所。\n" * 40, "")]
    warm = throughput(extractor, documents, rounds=1)
    assert warm.characters == 520
    assert warm.ratio == warm.plain / warm.reader > 1
    assert long_line(extractor, documents, characters=2000) > 0
    assert [unit for _, unit in hostile(extractor, ["一"])] == ["一"]


def test_a_start_is_measured_from_yaml_and_from_what_was_compiled() -> None:
    starts = cold(ROOT / "indicators.yaml", ROOT / "data" / "documents" / "nanyang-2025-digest.md", runs=1)
    assert {name: start.heavy for name, start in starts.items()} == {"yaml": ("pydantic", "yaml"), "compiled": ()}
    assert 0 < starts["compiled"].catalogue < starts["yaml"].catalogue
    assert all(start.total == start.imported + start.catalogue + start.letter for start in starts.values())


def test_numbers_stand_to_the_right_and_have_three_digits() -> None:
    assert table(["name", "share"], [["dev", 0.98], ["letters", 1.0]]) == [
        "name     share",
        "dev      0.980",
        "letters  1.000",
    ]


def test_a_missing_folder_is_named_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wrap", "--project", str(ROOT), "--shared", str(tmp_path / "none")]) == 2
    assert re.search(r"none.*gold\.jsonl is missing\. Point to", capsys.readouterr().err)
    with pytest.raises(UsageError):
        labelled_sets(tmp_path, [])


def test_wrap_prints_a_table_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["wrap", "--project", str(ROOT), "--set", str(write_set(tmp_path / "a")), "--every", "14"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[0].split("  ")[0] == "cut"
    assert main([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["characters"]["variants"] == 12


# ---- the bars, on the shared folder --------------------------------------------------------------------------------


def _printed(capsys: pytest.CaptureFixture[str], shared: Path, *command: str) -> Iterator[object]:
    assert main([*command, "--project", str(ROOT), "--shared", str(shared), "--json"]) == 0
    yield json.loads(capsys.readouterr().out)


@pytest.mark.long
def test_wrapped_texts_give_the_same_figures(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tally,) = (t["characters"] for t in _printed(capsys, shared, "wrap"))  # type: ignore[index]
    assert tally["variants"] == 30 * 29 * 4
    assert tally["found"] >= 0.995 * tally["asked"]
    assert tally["identical"] >= 0.99 * tally["variants"]


@pytest.mark.long
def test_what_was_compiled_is_read_in_far_less_time() -> None:
    starts = cold(ROOT / "indicators.yaml", ROOT / "data" / "documents" / "nanyang-2025-digest.md", runs=9)
    assert starts["compiled"].total <= 0.65 * starts["yaml"].total
    assert starts["compiled"].catalogue <= 0.25 * starts["yaml"].catalogue


@pytest.mark.long
def test_no_text_of_the_corpora_breaks_the_reader(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpora,) = _printed(capsys, shared, "corpora")
    assert isinstance(corpora, dict)
    total = corpora["together"]
    assert (total["documents"], total["exceptions"], total["wrong_spans"]) == (1771, [], [])


@pytest.mark.long
def test_the_sure_are_right(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = _printed(capsys, shared, "reliability")
    assert isinstance(found, dict)
    sure = found["bins"][9]
    assert sure["right"] >= 0.98 * sure["rows"]
    assert found["reached"]["0.9"] >= 0.7


@pytest.mark.long
def test_the_scores_hold(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sets,) = _printed(capsys, shared, "accuracy", "--total")
    assert isinstance(sets, list)
    dev = sets[0]["score"]
    bars = {"quantity_f1": 0.97, "indicator_f1": 0.9, "indicator_precision": 0.95, "place": 0.93, "period": 0.9}
    bars |= {"status": 0.95, "qualifier": 0.97, "entity": 0.8, "entity_precision": 0.8}
    bars |= {"status_marked": 0.85, "qualifier_marked": 0.85}
    assert {name: dev[name] for name, bar in bars.items() if dev[name] < bar} == {}
    assert dev["traps_hit"] <= 2


@pytest.mark.long
def test_the_reader_takes_few_times_as_long_as_two_plain_passes(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (measured,) = _printed(capsys, shared, "speed")
    assert isinstance(measured, dict)
    assert measured["warm"]["laws"]["ratio"] <= 15  # aimed at 10, and 25 below; a busy machine adds some
    assert measured["warm"]["gwr_prov_2026"]["ratio"] <= 35
