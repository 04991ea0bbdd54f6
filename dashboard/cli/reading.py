"""`extract`: figures out of files, one JSON object a line or as text to be read. Loads no pandas."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dashboard.catalogue import load_catalogue
from dashboard.cli.said import print_problems
from dashboard.documents import read_documents
from dashboard.extraction import Extractor, mention_record

if TYPE_CHECKING:
    from dashboard.catalogue import Catalogue
    from dashboard.model import Mention, SourceDocument

__all__ = ["extract"]

_Read = Iterable[tuple["SourceDocument", Sequence["Mention"]]]


def extract(options: argparse.Namespace) -> int:
    """Print what the documents say. Exit 0, 3 where some could not be read, 4 where none could."""
    catalogue = load_catalogue(options.project / "indicators.yaml")
    shelf = read_documents(options.paths, catalogue, declared=not options.no_documents)
    extractor = Extractor(catalogue)
    read = ((document, extractor.extract(document)) for document in shelf.documents)
    if (options.format or ("text" if options.explain else "jsonl")) == "text":
        _print_explained(read, catalogue, options.lang)
    else:
        _print_records(read, options.explain)
    print_problems(shelf.problems, options.lang)
    return 0 if not shelf.problems else 3 if shelf.documents else 4


def _print_records(read: _Read, explained: bool) -> None:
    """One JSON object a figure; claims without a number are left out."""
    for mention in (m for _, mentions in read for m in mentions if m.value is not None):
        print(json.dumps(mention_record(mention, explained), ensure_ascii=False, allow_nan=False))


def _print_explained(read: _Read, catalogue: Catalogue, lang: str) -> None:
    """Every figure with its sentence and its reason; colours and wrapping only where a terminal shows them."""
    from dashboard.extraction.explain import Explainer, Tally

    terminal = sys.stdout.isatty()
    coloured = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    explainer = Explainer(catalogue, lang, coloured, shutil.get_terminal_size().columns if terminal else 0)
    tally, documents = Tally(), 0
    for document, mentions in read:
        print(*([""] if documents else []), *explainer.explain(document, mentions), sep="\n")
        tally, documents = tally.plus(explainer.tally(mentions)), documents + 1
    if documents > 1:
        print("", explainer.total(tally, documents), sep="\n")
