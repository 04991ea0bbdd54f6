"""A decision → the text of indicators.yaml with it: a few lines added, in the style of the file, and no other character moved.

A decision says what to do with an item of the queue (`Wish`). What it is made of is a `Ground`: the project as it was read
from that very text. One decision is one change of the text, of one or several entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dashboard.catalogue.edit import with_entry, with_value, without_entry
from dashboard.catalogue.entries import Catalogue, Correction
from dashboard.catalogue.places import find_place
from dashboard.catalogue.scalars import day_of, is_address, is_id, is_period
from dashboard.catalogue.snippets import correction_lines, expected_text, observation_lines
from dashboard.curation.forms import FIELDS, NEEDED, figure_of
from dashboard.curation.pinning import Row, pinned
from dashboard.curation.queue import CONFLICT, LEFTOVER, UNFIT, Item
from dashboard.errors import EditError
from dashboard.model import SourceDocument
from dashboard.observations.quotes import quote_spans
from dashboard.quantities import read_printed
from dashboard.wording import LANGUAGES, say
from dashboard.wording.curation import WORDS

__all__ = [
    "CHECKS", "OBSERVED", "Ground", "Proposed", "Signature", "Wish", "check_fields", "check_needed", "entry_of", "refused", "with_decision",
]  # fmt: skip

OBSERVED = (
    "indicator", "breakdown", "place", "scope", "entity", "time_period", "period_type", "value", "unit", "status",
    "perimeter", "source", "by", "on", "note",
)  # fmt: skip
"""The fields of a figure entered by hand, in the order they are written."""

_SOURCE = {"title": "source_title", "publisher": "publisher", "date": "date", "url": "url"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done: the action, the key of the item, which way (from 1), what was filled in, the reason."""

    action: str
    key: str = ""
    option: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, on which day (ISO 8601), and why."""

    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A changed text and the other figures, not yet reviewed, that would be read differently because of it."""

    text: str
    also: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What is decided on: the catalogue, the documents by name, the mentions by id."""

    catalogue: Catalogue
    documents: Mapping[str, SourceDocument]
    mentions: Mapping[str, Row]

    @cached_property
    def rows_of(self) -> Mapping[str, Sequence[Row]]:
        """The mentions of each document."""
        found: dict[str, list[Row]] = {}
        for row in self.mentions.values():
            found.setdefault(row["document"], []).append(row)
        return found


def with_decision(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    """The text with a decision on an item (none: a figure entered by hand). EditError: it cannot be made, and why."""
    decide = _ACTIONS.get(wish.action)
    if decide is None:
        raise refused("refused.action", action=wish.action[:40], allowed=", ".join(_ACTIONS))
    if item is None and wish.action != "observe":
        raise refused("refused.gone")
    return decide(text, wish, item, ground, signed)


def entry_of(
    row: Row, rows: Sequence[Row], document: SourceDocument, signed: Signature, **action: object
) -> Correction:
    """The correction that does `action` (reject=True, choose=True, assign=…, set=…) to one mention and no other."""
    quote, expected = pinned(document, row, rows)
    return Correction(document.name, quote, expected, signed.reason, signed.by, signed.on, **action)  # type: ignore[arg-type]


def refused(key: str, **values: object) -> EditError:
    """A decision that is not made; nothing was changed."""
    return EditError(*(say(WORDS, key, lang, **values) for lang in LANGUAGES))


# --- one function for each action ------------------------------------------------------------------------------------


def _confirm(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    """Each figure stands as it was read; a decision that no longer fits is made to expect what is read now."""
    if item is None or item.kind == LEFTOVER:
        raise _not_here("confirm")
    if item.kind == UNFIT:
        return _renewed(text, item, ground)
    return _added(text, item.rows, ground, signed, choose=True)


def _reject(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    if item is None:
        raise _not_here("reject")
    if item.kind == UNFIT:
        return without_entry(text, "corrections", item.number)
    return _added(text, item.rows, ground, signed, reject=True)


def _keep(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    """One side of a contradiction stays, the others are rejected."""
    if item is None or item.kind != CONFLICT:
        raise _not_here("keep")
    if not 1 <= wish.option <= len(item.ways):
        raise refused("refused.option", number=wish.option, count=len(item.ways))
    return _added(text, item.ways[wish.option - 1].rejected, ground, signed, reject=True)


def _assign(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    """The figure counts another indicator; with more than that said, several fields are set."""
    row = _one_row(item, "assign")
    fields = {name: said for name in FIELDS["correct"] if (said := str(wish.fields.get(name, "")).strip())}
    check_needed("assign", fields)
    check_fields(fields, ground)
    indicator = fields.pop("indicator")
    if not fields and not row["breakdown"]:
        return _added(text, (row,), ground, signed, assign=indicator)
    changed = _changed(row, {"breakdown": "", **fields})
    return _added(text, (row,), ground, signed, set={"indicator": indicator, **changed})


def _correct(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    row = _one_row(item, "correct")
    fields = {name: str(value).strip() for name, value in wish.fields.items() if name in FIELDS["correct"]}
    changed = _changed(row, fields)
    if not changed:
        raise refused("refused.nothing")
    check_fields(changed, ground)
    return _added(text, (row,), ground, signed, set=changed)


def _observe(text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> str:
    """A figure entered by hand, with its source."""
    given = {name: str(value).strip() for name, value in wish.fields.items()}
    check_needed("observe", given)
    check_fields(given, ground)
    source = {name: given.get(key, "") for name, key in _SOURCE.items()}
    note = given.get("note", "") or signed.reason
    entry: dict[str, Any] = {**given, "source": source, "by": signed.by, "on": signed.on, "note": note}
    return with_entry(text, "observations", observation_lines({name: entry.get(name) for name in OBSERVED}))


def check_needed(action: str, given: Mapping[str, str]) -> None:
    """EditError: a field of the form has to be filled in and is not."""
    for name in NEEDED[action]:
        if not given.get(name):
            raise EditError(
                *(say(WORDS, "refused.missing", lang, field=say(WORDS, f"form.{name}", lang)) for lang in LANGUAGES)
            )


def check_fields(given: Mapping[str, str | None], ground: Ground) -> None:
    """EditError: a field says what nothing is called, or what cannot be read; of what is empty nothing is said."""
    for name, value in given.items():
        if value and name in CHECKS and not CHECKS[name](value, ground):
            raise refused(f"refused.{name}", value=value[:60])
    if given.get("id") in ground.catalogue.indicators:
        raise refused("refused.known", value=str(given["id"])[:60])


_Act = Callable[[str, Wish, Item | None, Ground, Signature], str]
_ACTIONS: dict[str, _Act] = {
    "confirm": _confirm,
    "reject": _reject,
    "keep": _keep,
    "assign": _assign,
    "correct": _correct,
    "observe": _observe,
}


# --- parts -----------------------------------------------------------------------------------------------------------


def _added(text: str, rows: Iterable[Row], ground: Ground, signed: Signature, **action: object) -> str:
    """The text with a correction for each row."""
    if not signed.reason.strip():
        raise refused("refused.reason")
    for row in rows:
        document = ground.documents[row["document"]]
        correction = entry_of(row, ground.rows_of[row["document"]], document, signed, **action)
        text = with_entry(text, "corrections", correction_lines([correction]))
    return text


def _one_row(item: Item | None, action: str) -> Row:
    """The figure of an item that has one."""
    if item is None or len(item.rows) != 1:
        raise _not_here(action)
    return item.rows[0]


def _reads(value: str, ground: Ground) -> bool:
    try:
        read_printed(value, ground.catalogue)
    except ValueError:
        return False
    return True


CHECKS: dict[str, Callable[[str, Ground], bool]] = {
    "indicator": lambda value, ground: value in ground.catalogue.indicators,
    "place": lambda value, ground: find_place(ground.catalogue.places, value) is not None,
    "value": _reads,
    "time_period": lambda value, ground: is_period(value),
    "date": lambda value, ground: day_of(value) is not None,
    "url": lambda value, ground: is_address(value),
    "id": lambda value, ground: is_id(value),
}
"""What a field of a form can be looked at for by itself; of one that does not hold, `refused.<field>` is said."""


def _changed(row: Row, fields: Mapping[str, str]) -> dict[str, str | None]:
    """What is to be said otherwise than the row says it; nothing is null."""
    now = figure_of(row)
    return {name: value or None for name, value in fields.items() if value != now[name]}


def _renewed(text: str, item: Item, ground: Ground) -> str:
    """The text with the decision expecting what is read at its quote now."""
    correction = item.correction
    document = ground.documents.get(correction.document) if correction else None
    if correction is None or document is None:
        raise refused("refused.cannot_renew")
    spans = quote_spans(document.text, correction.quote)
    rows = [
        row
        for row in ground.rows_of.get(document.name, ())
        if any(span.start < row["end"] and row["start"] < span.end for span in spans) and row["value"] == row["value"]
    ]
    if len(spans) != 1 or len(rows) != 1:
        raise refused("refused.cannot_renew")
    _, expected = pinned(document, rows[0], ground.rows_of[document.name])
    return with_value(text, ("corrections", item.number, "expect"), expected_text(expected))


def _not_here(action: str) -> EditError:
    return EditError(
        *(say(WORDS, "refused.not_here", lang, action=say(WORDS, f"action.{action}", lang)) for lang in LANGUAGES)
    )
