"""Edits a person makes to a project, at random but the same each time: those that can be read, and those that break the file.

Every good edit names what a page must show after it, so that none can be lost unseen.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
YAML = "indicators.yaml"
LETTER = "data/documents/nanyang-2025-digest.md"
INDICATOR = "secondary_vocational_schools"

BROKEN: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("a tab", lambda text: text.replace("\nindicators:", "\n\tindicators:", 1)),
    ("an unknown theme", lambda text: re.sub(r"theme: \w+", "theme: nothing_known", text, count=1)),
    ("a key twice", lambda text: re.sub(r"(\n    unit: [^\n]+)", r"\1\1", text, count=1)),
    ("an open bracket", lambda text: text.replace("aliases: [", "aliases: [[", 1)),
    ("an unknown key", lambda text: re.sub(r"\n    unit:", "\n    unti: x\n    unit:", text, count=1)),
    ("cut in the middle of a word", lambda text: text[: text.index("\nindicators:") + 400]),
    ("nothing left", lambda text: ""),
    ("not UTF-8", lambda text: text),
)
WRITERS = ("truncate", "rename", "in place")


@dataclass(frozen=True)
class Edit:
    """What is done to which file, how it is written, and the words an overview must show then ("" for a broken one)."""

    kind: str
    file: str
    content: bytes
    writer: str
    shows: str

    @property
    def broken(self) -> bool:
        return not self.shows


def copy_of_shipped(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / YAML, folder)
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def edits(folder: Path, count: int, broken: int, seed: int) -> Iterator[Edit]:
    """`count` edits of a copy of the shipped project, `broken` of them broken. Each says what the file then holds."""
    chance = random.Random(seed)
    spoil = set(chance.sample(range(count), broken))
    text = (folder / YAML).read_text("utf-8")
    for number in range(count):
        writer = chance.choice(WRITERS)
        if number in spoil:
            name, change = chance.choice(BROKEN)
            coding = "gb18030" if name == "not UTF-8" else "utf-8"
            yield Edit(name, YAML, change(text).encode(coding), writer, "")
            continue
        kind = chance.choice(tuple(GOOD))
        text = GOOD[kind](text, number)
        shows = f"题名{number}号"
        text = titled(text, shows)
        yield Edit(kind, YAML, text.encode(), writer, shows)


def titled(text: str, title: str) -> str:
    """The catalogue with another title of the project, which every page shows."""
    return re.sub(r"(\n  title: \{zh: )[^,}]+", rf"\g<1>{title}", text, count=1)


def _alias(text: str, number: int) -> str:
    return re.sub(r"aliases: \[", f"aliases: [别称{number}, ", text, count=1)


def _value(text: str, number: int) -> str:
    return re.sub(r"(\n    value: )[\d.]+(万?)", rf"\g<1>{number + 1}\2", text, count=1)


def _comment(text: str, number: int) -> str:
    return f"# edit {number}\n{text}"


GOOD: dict[str, Callable[[str, int], str]] = {
    "title": lambda text, number: text,
    "alias": _alias,
    "curated value": _value,
    "comment": _comment,
}


def write(folder: Path, edit: Edit) -> None:
    """Save as editors do: emptied and written, written beside and renamed, or written over."""
    path = folder / edit.file
    if edit.writer == "rename":
        beside = path.with_name(f".{path.name}.swp")
        beside.write_bytes(edit.content)
        beside.replace(path)
    elif edit.writer == "truncate":
        with path.open("wb") as file:
            file.flush()
            file.write(edit.content)
    else:
        with path.open("r+b") as file:
            file.write(edit.content)
            file.truncate()
