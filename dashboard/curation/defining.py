"""An indicator defined, or named by one more word, from a figure nothing claims: and what makes that figure count.

Whether the words suffice is not guessed: the documents that hold them are extracted again with the catalogue as it would
be. Where the figure then counts, it is confirmed as read; where not, it is assigned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.catalogue.edit import with_entry, with_item
from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.snippets import correction_lines, indicator_lines, said
from dashboard.catalogue.sources import read_sources
from dashboard.curation.deciding import Ground, Proposed, Signature, Wish, check_fields, check_needed, entry_of, refused
from dashboard.curation.forms import NEEDED
from dashboard.curation.pinning import Row
from dashboard.curation.queue import Item
from dashboard.errors import EditError
from dashboard.extraction import Extractor
from dashboard.model import Mention, breakdown_key
from dashboard.wording import LANGUAGES, say
from dashboard.wording.edits import WORDS as EDITS

__all__ = ["with_definition", "with_word"]

_OPEN = "unreviewed"


def with_definition(text: str, wish: Wish, item: Item, ground: Ground, signed: Signature, path: Path) -> Proposed:
    """The text with a new indicator that the figure counts. EditError: something is missing, or the file would be wrong."""
    given = {name: str(value).strip() for name, value in wish.fields.items()}
    check_needed("define", given)
    check_fields({"id": given["id"]}, ground)
    words = tuple(word.strip() for word in re.split("[,，、]", given.get("aliases", "")) if word.strip())
    entry: dict[str, Any] = {
        **{name: given[name] for name in NEEDED["define"]},
        "aliases": tuple(w for w in words if w != given["zh"]),
    }
    grown = with_entry(text, "indicators", indicator_lines(entry))
    return _counted(grown, given["id"], (given["zh"], *words), item.rows[0], ground, signed, path)


def with_word(text: str, wish: Wish, item: Item, ground: Ground, signed: Signature, path: Path) -> Proposed:
    """The text with one more alias of an indicator, which the figure then counts."""
    name, word = str(wish.fields.get("indicator", "")).strip(), str(wish.fields.get("alias", "")).strip()
    check_needed("assign", {"indicator": name})
    check_fields({"indicator": name}, ground)
    number = list(ground.catalogue.indicators).index(name)
    grown = with_item(text, ("indicators", number, "aliases"), said("", word))
    return _counted(grown, name, (word,), item.rows[0], ground, signed, path)


def _counted(
    text: str, indicator: str, words: Sequence[str], row: Row, ground: Ground, signed: Signature, path: Path
) -> Proposed:
    """The text with the correction that goes with it: the figure confirmed where it now counts, else assigned."""
    if not signed.reason.strip():
        raise refused("refused.reason")
    document = ground.documents[row["document"]]
    read = _read_anew(_catalogue(text, path), words, ground, row)
    own = [_row_of(mention) for mention in read[document.name]]
    here = next((each for each in own if each["start"] == row["start"]), None)
    if here is not None and here["indicator"] == indicator:
        correction = entry_of(here, own, document, signed, choose=True)
    else:
        correction = entry_of(row, ground.rows_of[document.name], document, signed, assign=indicator)
    also = tuple(_read_otherwise(read, ground, row))
    return Proposed(with_entry(text, "corrections", correction_lines([correction])), also)


def _catalogue(text: str, path: Path) -> Catalogue:
    reading = read_sources(path, text.encode("utf-8"))
    if reading.catalogue is None:
        errors = [problem for problem in reading.problems if problem.severity == "error"][:3]
        told = (" ".join(problem.text(lang) for problem in errors) for lang in LANGUAGES)
        raise EditError(
            *(say(EDITS, "edit.invalid", lang, problems=t) for lang, t in zip(LANGUAGES, told, strict=True))
        )
    return reading.catalogue


def _read_anew(catalogue: Catalogue, words: Sequence[str], ground: Ground, row: Row) -> Mapping[str, Sequence[Mention]]:
    """The document of the figure, and all that hold one of the words, extracted again."""
    extractor = Extractor(catalogue)
    wanted = [
        document
        for document in ground.documents.values()
        if document.name == row["document"] or any(word in "".join(document.text.split()) for word in words)
    ]
    return {document.name: extractor.extract(document) for document in wanted}


def _read_otherwise(read: Mapping[str, Sequence[Mention]], ground: Ground, row: Row) -> list[Row]:
    now = {(m.document, m.span.start): m.indicator or "" for mentions in read.values() for m in mentions}
    return [
        other
        for name in read
        for other in ground.rows_of.get(name, ())
        if other is not row
        and other["review_state"] == _OPEN
        and now.get((name, other["start"]), "") != other["indicator"]
    ]


def _row_of(mention: Mention) -> Row:
    """A mention with the fields a quote is pinned by."""
    texts = ("entity", "time_period", "scope", "status", "unit", "subject", "indicator", "area_name")
    return {
        **{name: str(getattr(mention, name) or "") for name in texts},
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "value": float("nan") if mention.value is None else mention.value,
        "breakdown": breakdown_key(mention.breakdown),
    }
