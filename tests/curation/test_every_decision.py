"""Whatever is decided, in whatever order: each decision applies once, none is lost or doubled, nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import load_catalogue
from dashboard.catalogue.snippets import correction_lines
from dashboard.curation.deciding import Ground, Signature, Wish, entry_of, with_decision
from dashboard.curation.desk import Sitting
from dashboard.curation.queue import Item
from dashboard.errors import EditError
from dashboard.observations import apply_corrections
from dashboard.project import Project, load_project

ROOT = Path(__file__).parents[2]
SAME = ("document", "start", "end", "surface", "rivals", "confidence")
READ = (*SAME, "indicator", "breakdown", "value", "area_name", "scope", "time_period", "status", "review_state", "note")


@cache
def shipped_project() -> Project:
    return load_project(ROOT)


@cache
def sitting() -> Sitting:
    return Sitting(shipped_project())


def rows_with(text: str, folder: Path) -> Mapping[str, dict[str, Any]]:
    """The mentions with the corrections of a text applied, and none refused."""
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    project = shipped_project()
    without = load_catalogue(ROOT / "indicators.yaml").corrections
    catalogue = load_catalogue(folder / "indicators.yaml")
    added = catalogue.corrections[len(without) :]
    mentions = project.mentions
    frame, problems = apply_corrections(mentions, project.documents, replace(catalogue, corrections=added))
    assert problems == ()
    return {row["mention_id"]: row for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("decided")
    (made / "data").symlink_to(ROOT / "data")
    return made


def wishes(item: Item, chance: st.DataObject) -> Wish:
    """Any of the decisions an item of the queue takes."""
    indicators = st.sampled_from(sorted(shipped_project().catalogue.indicators))
    if item.kind == "conflict":
        side = chance.draw(st.integers(0, len(item.ways)))
        return Wish("keep", item.key, side) if side else Wish("confirm", item.key)
    actions = {"leftover": ("reject", "assign", "correct")}.get(item.kind, ("confirm", "reject", "assign", "correct"))
    action = chance.draw(st.sampled_from(actions))
    fields = {
        "assign": lambda: {"indicator": chance.draw(indicators)},
        "correct": lambda: {"scope": chance.draw(st.sampled_from(["county", "system"])), "time_period": "1999"},
    }
    return Wish(action, item.key, fields=fields.get(action, dict)())


def expected(row: Mapping[str, Any], wish: Wish, item: Item, note: str) -> dict[str, Any]:
    """What a row says after the decision on its item."""
    now = {name: row[name] for name in READ}
    if wish.action == "keep":
        lost = {each["mention_id"] for each in item.ways[wish.option - 1].rejected}
        return now | ({"review_state": "rejected", "note": note} if row["mention_id"] in lost else {})
    now |= {"review_state": "rejected" if wish.action == "reject" else "confirmed", "note": note}
    if wish.action == "assign":
        now |= {"indicator": wish.fields["indicator"], "breakdown": ""}
    return now | (dict(wish.fields) if wish.action == "correct" else {})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.data())
def test_every_decision_applies_once_and_nothing_else_changes(chance: st.DataObject, folder: Path) -> None:
    items = chance.draw(st.lists(st.sampled_from(sitting().full), unique_by=lambda item: item.key, max_size=8))
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    ground: Ground = sitting().ground
    meant = {key: {name: row[name] for name in READ} for key, row in ground.mentions.items()}
    taken: set[str] = set()
    refusals: list[str] = []
    for number, item in enumerate(items):
        keys = {row["mention_id"] for row in item.rows}
        if keys & taken:
            continue  # two contradictions about one figure: the page would have taken the second off the list
        wish = wishes(item, chance)
        signed = Signature("li", date.today().isoformat(), f"decision {number}")
        try:
            text = with_decision(text, wish, item, ground, signed)
        except EditError as refusal:
            refusals.append(refusal.en)
            continue
        taken |= keys
        meant |= {key: expected(ground.mentions[key], wish, item, signed.reason) for key in keys}
    assert [why for why in refusals if "indicators.yaml" not in why and "nothing to save" not in why] == []
    rows = rows_with(text, folder)
    assert {key: {name: row[name] for name in READ if name != "value"} for key, row in rows.items()} == {
        key: {name: value for name, value in row.items() if name != "value"} for key, row in meant.items()
    }


def test_every_figure_of_the_shipped_queue_can_be_told_from_all_others_and_all_decisions_are_there_again(
    folder: Path,
) -> None:
    ground = sitting().ground
    rows = [row for item in sitting().full if item.kind != "conflict" for row in item.rows]
    entries = [
        entry_of(
            row,
            ground.rows_of[row["document"]],
            ground.documents[row["document"]],
            Signature("li", "2026-11-22", f"d{number}"),
            reject=True,
        )
        for number, row in enumerate(rows)
    ]
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    for entry in entries:
        lines = correction_lines([entry])
        text = text.rstrip("\n") + "\n" + lines
    decided = rows_with(text, folder)
    assert len(rows) > 100
    notes = {key: row["note"] for key, row in decided.items() if row["by"] == "li"}
    assert notes == {row["mention_id"]: f"d{number}" for number, row in enumerate(rows)}
