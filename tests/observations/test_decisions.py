"""How a conflict may be settled: the entries written for it load, are applied, and make the finding go away."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue import Catalogue, Correction
from dashboard.catalogue.snippets import correction_lines
from dashboard.model import Finding, Severity
from dashboard.observations.decisions import Decision, decisions, unique_quote
from dashboard.project import Project, load_project

MARKER = "\ncorrections:"


@pytest.fixture(scope="module")
def shipped(root: Path) -> Project:
    return load_project(root)


def _ways(project: Project, finding: Finding) -> tuple[Decision, ...]:
    mentions = {str(row["mention_id"]): row for row in project.mentions.to_dict("records")}
    documents = {document.name: document for document in project.documents}
    return decisions(finding, mentions, documents, "curator", "2026-11-22")  # type: ignore[arg-type]


def _pasted(root: Path, folder: Path, text: str) -> Project:
    """The shipped project with entries put right below `corrections:`, as the page's hint says."""
    shutil.copytree(root / "data", folder / "data")
    whole = (root / "indicators.yaml").read_text("utf-8")
    head, found, tail = whole.rpartition(MARKER)
    assert found
    pasted = f"{head}{MARKER}\n{text}{tail.removeprefix(' []')}"
    (folder / "indicators.yaml").write_text(pasted, encoding="utf-8")
    return load_project(folder)


CONFLICTS = [
    ("C08", 0, ["15所", "15所"], ["17所"]),
    ("C08", 1, ["17所"], ["15所", "15所"]),
    ("C09", 0, ["4所", "3所"], ["5所"]),
]


@pytest.mark.parametrize(("code", "number", "kept", "lost"), CONFLICTS)
def test_the_entry_pasted_into_the_file_settles_the_finding(
    code: str, number: int, kept: list[str], lost: list[str], shipped: Project, root: Path, tmp_path: Path
) -> None:
    finding = next(f for f in shipped.findings if f.code == code)
    way = _ways(shipped, finding)[number]
    squeezed = [["".join(str(row["surface"]).split()) for row in rows] for rows in (way.kept, way.rejected)]
    assert squeezed == [kept, lost]
    settled = _pasted(root, tmp_path, correction_lines(replace(c, reason="经核对：见“原件”") for c in way.corrections))
    assert [p.text("en") for p in settled.problems] == [p.text("en") for p in shipped.problems]
    assert len(settled.catalogue.corrections) == len(shipped.catalogue.corrections) + len(way.corrections)
    assert finding.mentions not in {f.mentions for f in settled.findings if f.code == code}
    rejected = settled.mentions[settled.mentions["review_state"] == "rejected"]
    assert set(rejected["mention_id"]) >= {row["mention_id"] for row in way.rejected}


def test_every_conflict_inside_a_document_has_a_way_out_and_nothing_else_has(shipped: Project) -> None:
    ways = {finding.code: len(_ways(shipped, finding)) for finding in shipped.findings}
    assert {code for code, count in ways.items() if count} == {"C08", "C09"}
    assert all(_ways(shipped, finding) for finding in shipped.findings if finding.code in ("C08", "C09"))


def test_a_conflict_with_a_figure_entered_by_hand_is_settled_where_it_was_entered(shipped: Project) -> None:
    finding = next(f for f in shipped.findings if f.code == "C08")
    mixed = replace(finding, mentions=(*finding.mentions, "an observation"))
    assert _ways(shipped, mixed) == ()
    assert _ways(shipped, replace(finding, code="C01", severity=Severity.INFO)) == ()


QUOTES = [
    ("全市有学校17所，企业5个。", "17所", "17所"),
    ("甲县有17所，乙县有17所。", "17所", "甲县有17所"),
    ("共 17\n所。又17所学校。", "17\n所", "共17所"),
    ("有17所，有17所。", "17所", "有17所，"),
    ("联系电话：037661234567，共17人，又17人", "17人", "共17人"),
]


@pytest.mark.parametrize(("text", "span", "quote"), QUOTES)
def test_a_quote_grows_until_it_stands_once(text: str, span: str, quote: str) -> None:
    start = text.index(span)
    assert unique_quote(text, start, start + len(span)) == quote


def test_a_quote_never_takes_in_private_details() -> None:
    text = "联系人：王某某5人，另有5人"
    start = text.index("5人")
    assert "王" not in unique_quote(text, start, start + 2)


def test_every_kind_of_correction_is_written_as_the_file_reads_it(
    catalogue: Catalogue, root: Path, tmp_path: Path
) -> None:
    document = catalogue.documents[0].file
    said = {"document": document, "quote": '甲"乙\\：#', "reason": "yes", "by": "no one", "on": "2026-11-22"}
    expect = {
        "indicator": "evaluation_agencies",
        "breakdown": "agency_type=school;stage=filed",
        "value": 0.5,
        "unit": None,
    }
    written = (
        Correction(**said, expect=expect, reject=True),
        Correction(**said, expect={"value": 52000}, choose=True),
        Correction(**said, expect={"value": 17}, set={"scope": "system", "value": 16}),
        Correction(**said, expect={"low_closed": True}, assign="graduates", reason_en="it's older: #2"),
    )
    read = _pasted(root, tmp_path, correction_lines(written)).catalogue.corrections[: len(written)]
    assert [replace(correction, at=(0, 0)) for correction in read] == list(written)
