"""What the measurements read: labelled sets, the letters, the corpora, and the scorer that lies beside them."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dashboard.documents import read_document
from dashboard.errors import UsageError
from dashboard.extraction import Extractor, mention_record
from dashboard.model import SourceDocument
from dashboard.wording import say
from dashboard.wording.bench import WORDS

__all__ = ["CORPORA", "LabelledSet", "Row", "corpus", "labelled_sets", "load_scorer", "records", "rows_of"]

Row = dict[str, Any]  # one line of JSON: a label, a trap or an extracted record
CORPORA = ("laws", "ai_policy", "gwr_national", "gwr_prov_2026")


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Texts with their labels: `folder` holds gold.jsonl and, if there are any, traps.jsonl."""

    name: str
    folder: Path
    documents: tuple[SourceDocument, ...]

    @property
    def gold(self) -> list[Row]:
        """The genuine quantities, one row each."""
        return rows_of(self.folder / "gold.jsonl")

    @property
    def traps(self) -> list[Row]:
        """The numbers that are no statistics; a set without them has none."""
        path = self.folder / "traps.jsonl"
        return rows_of(path) if path.is_file() else []


def labelled_sets(shared: Path, folders: Sequence[Path]) -> list[LabelledSet]:
    """The sets in the folders given (each with texts/ and gold.jsonl), else `dev` and the letters of the shared folder."""
    if folders:
        return [_labelled(f.name, f, f / "texts") for f in folders]
    return [
        _labelled("dev", shared / "eval" / "dev", shared / "eval" / "dev" / "texts"),
        _labelled("letters", shared / "eval" / "letters", shared / "letters"),
    ]


def _labelled(name: str, folder: Path, texts: Path) -> LabelledSet:
    _require(folder / "gold.jsonl")
    documents = tuple(read_document(p) for p in sorted(_require(texts).glob("*.txt")))
    return LabelledSet(name, folder, documents)


def rows_of(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def records(extractor: Extractor, document: SourceDocument) -> list[Row]:
    """What `extract` prints of one document: every mention that has a value."""
    return [mention_record(m) for m in extractor.extract(document) if m.value is not None]


def corpus(shared: Path, name: str) -> Iterator[SourceDocument]:
    """The documents of one corpus, named by their ids. Only their text is used."""
    with gzip.open(_require(shared / "corpora" / f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"].strip():
                yield SourceDocument(f"{name}/{row['id']}", row["text"], "")


def load_scorer(shared: Path) -> ModuleType:
    """The shared scorer as a module, for its judgement of one row: accepted, agree_place, agree_period …"""
    spec = importlib.util.spec_from_file_location("shared_scorer", _require(shared / "eval" / "score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _require(path: Path) -> Path:
    if not path.exists():
        raise UsageError(*(say(WORDS, "missing", lang, path=path) for lang in ("zh", "en")))
    return path
