"""The shipped project, opened once for all tests of the web station, and a copy of it with hostile text inside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from dash.development.base_component import Component

from dashboard.observations.arrange import packed_frames
from dashboard.observations.columns import OBSERVATION_COLUMNS, filled_frame
from dashboard.project import Project, load_project
from dashboard.web.lookup import Lookup, build_lookup

ROOT = Path(__file__).resolve().parent.parent.parent
NANYANG, XINYANG = "CN411300", "CN411500"
NANYANG_LETTER, XINYANG_LETTER = "nanyang-2025-digest.md", "xinyang-2022-digest.md"


@cache
def shipped() -> Project:
    return load_project(ROOT)


@cache
def shipped_lookup() -> Lookup:
    return build_lookup(shipped())


def lookup_of(rows: Sequence[Mapping[str, Any]]) -> Lookup:
    """The shipped project with these observations and no others; what a row leaves out is absent."""
    absent = filled_frame({}, OBSERVATION_COLUMNS, 1).to_dict("records")[0]
    columns = {name: [row.get(name, absent[name]) for row in rows] for name in OBSERVATION_COLUMNS}
    frame = filled_frame(columns, OBSERVATION_COLUMNS, len(rows))
    return build_lookup(
        replace(shipped(), folder=Path("nowhere"), frames=packed_frames(frame, shipped().mentions.iloc[:0]))
    )


def hostile_project(folder: Path, name: str, text: str) -> Project:
    """The shipped project with one more document in it."""
    shutil.copy(ROOT / "indicators.yaml", folder)
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "data" / "documents" / name).write_text(text, encoding="utf-8")
    return load_project(folder)


def components(tree: Any) -> Iterator[Component]:
    """Every component of a layout, in document order. (A component without children is falsy: ask for None.)"""
    for part in tree if isinstance(tree, (list, tuple)) else [tree]:
        if isinstance(part, Component):
            yield part
            yield from components(getattr(part, "children", None))


def words(tree: Any) -> str:
    """All text of a layout, joined without anything between."""
    if isinstance(tree, (list, tuple)):
        return "".join(words(part) for part in tree)
    if isinstance(tree, Component):
        return words(getattr(tree, "children", None))
    return "" if tree is None else str(tree)


def of_type(tree: Any, name: str) -> list[Component]:
    """The components of one kind (`Mark`, `Button`, …)."""
    return [part for part in components(tree) if type(part).__name__ == name]


def attribute(part: Component, name: str) -> Any:
    """An attribute such as `data-open`; None without it."""
    return getattr(part, name, None)


def opened_by(tree: Any) -> list[str]:
    """The keys of everything that opens the drawer."""
    return [attribute(part, "data-open") for part in components(tree) if attribute(part, "data-open")]
