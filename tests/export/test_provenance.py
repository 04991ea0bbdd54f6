"""What travels with every file: made, written, read back."""

from __future__ import annotations

import base64
import json
import zlib
from types import SimpleNamespace

import pytest
from chart_frames import NANYANG, frame_of, row

from dashboard.errors import ExportError
from dashboard.export.kept import MOST_PLAIN, Kept
from dashboard.export.options import Request
from dashboard.export.provenance import KEY, Proof, link_parts, proof_text, read_proof
from dashboard.export.query import read_query
from dashboard.model import Selection
from dashboard.observations import cells_of

SELECTION = Selection(indicators=("higher_vocational_colleges",), places=("CN411300", "CN411500"), lang="en")


def test_a_proof_names_the_view_the_data_and_the_values(small_project: SimpleNamespace) -> None:
    proof = Request(small_project, SELECTION).proof
    assert (proof.chart, proof.selection, proof.data_hash) == (
        "compare",
        "i=higher_vocational_colleges&p=CN411300,CN411500&lang=en",
        "c0ffee123456",
    )
    assert proof.link == "/compare?i=higher_vocational_colleges&p=CN411300,CN411500&lang=en"
    assert [kept.printed for kept in proof.values] == ["5所", "6所", "4所", "6所"]
    assert proof.issued == "2025-06-20"
    assert read_query(proof.selection, small_project.catalogue).selection == SELECTION


def test_a_proof_survives_as_ascii_text(small_project: SimpleNamespace) -> None:
    proof = Request(small_project, SELECTION, chart="trend").proof
    text = proof_text(proof)
    assert text.isascii()
    assert read_proof(text) == proof
    assert json.loads(text)["made_by"] == KEY


def test_half_characters_do_not_reach_a_proof(small_project: SimpleNamespace) -> None:
    odd = [row("o1", "new_skilled_talent", NANYANG, 1.0, "1\ud800人", "2024")]
    project = SimpleNamespace(catalogue=small_project.catalogue, cells=cells_of(frame_of(odd)), version="v")
    proof = Request(project, Selection(indicators=("new_skilled_talent",))).proof
    assert proof.values == (Kept("o1", "1?人", "new_skilled_talent", "", NANYANG, "2024"),)


def test_many_values_are_packed_and_come_back_whole() -> None:
    values = tuple(Kept(f"o{n}", f"{n}所", "enrolment", "", NANYANG, "2024", "1.5") for n in range(MOST_PLAIN + 1))
    proof = Proof("compare", "i=enrolment", "d", "c", values=values, count=len(values))
    text = proof_text(proof)
    assert text.isascii()
    assert "packed" in json.loads(text)
    assert len(text) < 3000
    assert read_proof(text) == proof


def test_what_unpacks_to_more_than_any_file_of_ours_is_refused() -> None:
    bomb = base64.b64encode(zlib.compress(b"[" * 30_000_000, 9)).decode()
    for packed in (
        bomb,
        "nonsense",
        base64.b64encode(b"nonsense").decode(),
        base64.b64encode(zlib.compress(b"[1]")).decode(),
    ):
        record = {"chart": "compare", "selection": "", "data_hash": "", "catalogue_hash": "", "packed": packed}
        with pytest.raises(ExportError, match="carries no proof"):
            read_proof(record)


NO_PROOFS = ["", "{", "[]", "3", "{}", '{"chart": "compare"}', '{"chart": "pie", "selection": "", "data_hash": "", "catalogue_hash": ""}',
    '{"chart": "compare", "selection": 3, "data_hash": "", "catalogue_hash": ""}',
    '{"chart": "compare", "selection": "", "data_hash": "", "catalogue_hash": "", "values": [1]}']  # fmt: skip


@pytest.mark.parametrize("text", NO_PROOFS)
def test_what_is_no_proof_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ExportError, match="carries no proof"):
        read_proof(text)


def test_a_link_gives_chart_and_selection_back() -> None:
    proof = Proof("trend", "i=enrolment", "d", "c")
    assert link_parts(proof.link) == ("trend", "i=enrolment")
    assert link_parts("http://127.0.0.1:8050/sub/plan") == ("plan", "")
    with pytest.raises(ExportError, match="carries no proof"):
        link_parts("/nowhere?i=x")
