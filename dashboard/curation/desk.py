"""Where decisions are made: the queue of a project, a decision shown before it is saved, saved, taken back.

The page and the terminal both sit here. Who asks for a change says for which version of the file; of a project read from
another version than the file's it is read again first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.catalogue import load_catalogue, problems_of
from dashboard.curation.deciding import Ground, Proposed, Signature, Wish, refused, with_decision
from dashboard.curation.edit_log import Change, Edit, edits
from dashboard.curation.pinning import Row
from dashboard.curation.queue import CONFLICT, LEFTOVER, UNFIT, Item, waiting
from dashboard.curation.saving import Held, held_version, hold, preview, save, undo
from dashboard.durable import own_folder
from dashboard.errors import CatalogueError, EditError
from dashboard.project import CATALOGUE_FILE, Project
from dashboard.wording import LANGUAGES, say
from dashboard.wording.curation import WORDS
from dashboard.wording.edits import WORDS as EDITS

__all__ = ["Desk", "Draft", "Sitting", "Writer", "also_said", "undone"]

_MOST_ALSO = 5


@dataclass(frozen=True, slots=True)
class Writer:
    """Who decides, through what (page, terminal), in which language reasons are proposed."""

    name: str
    via: str
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision not yet saved: the lines it changes, and the version of the file it was made for.

    `also` are other figures it would change; `held` and `text` are what `save` needs.
    """

    wish: Wish
    held: Held
    text: str
    lines: tuple[str, ...]
    summary: str
    signed: Signature
    also: tuple[Row, ...] = ()

    @property
    def version(self) -> str:
        """The version of the file as read."""
        return self.held.version


@dataclass(frozen=True)
class Sitting:
    """The project at one version, arranged for deciding."""

    project: Project

    @cached_property
    def ground(self) -> Ground:
        """What decisions are made on."""
        lines = self.project.mention_lines
        mentions: Mapping[str, Row] = {row["mention_id"]: row for row in lines.rows(0, len(lines))}
        return Ground(self.project.catalogue, {d.name: d for d in self.project.documents}, mentions)

    @cached_property
    def short(self) -> tuple[Item, ...]:
        """The queue without the figures nobody doubts."""
        return self._waiting(everything=False)

    @cached_property
    def full(self) -> tuple[Item, ...]:
        """The queue with all figures not yet reviewed."""
        return self._waiting(everything=True)

    def item(self, key: str) -> Item | None:
        """The item of a key; None where nothing of that key waits."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Item]:
        return {item.key: item for item in self.full}

    def _waiting(self, everything: bool) -> tuple[Item, ...]:
        project, ground = self.project, self.ground
        return waiting(
            ground.mentions,
            project.findings,
            ground.documents,
            ground.catalogue.corrections,
            project.problems,
            everything,
        )


class Desk:
    """The desk of one project folder. `current` gives the project as it is served, `renew` reads it again and gives it."""

    def __init__(self, folder: Path, current: Callable[[], Project], renew: Callable[[], Project]) -> None:
        self.path = folder / CATALOGUE_FILE
        self._current, self._renew = current, renew
        self._sitting: Sitting | None = None
        self._last: Draft | None = None

    def sitting(self) -> Sitting:
        """The queue and what it is made of, as the project is served now."""
        project = self._current()
        if self._sitting is None or self._sitting.project is not project:
            self._sitting = Sitting(project)
        return self._sitting

    def draft(self, wish: Wish, writer: Writer, version: str = "") -> Draft:
        """What a decision would change in the file as it is, or as it was at `version`. Nothing is written.

        EditError: it cannot be made, or the file would have errors. The reason may be empty: one is proposed.
        """
        held = held_version(self.path, version) if version else hold(self.path)
        if version and held.version != version:
            raise refused("refused.version")
        sitting = self._fitting(held)
        item = sitting.item(wish.key) if wish.key else None
        if wish.key and item is None and wish.action != "observe":
            raise refused("refused.gone")
        wish = replace(wish, reason=wish.reason.strip() or proposed_reason(wish, item, sitting.ground, writer.lang))
        signed = Signature(writer.name, date.today().isoformat(), wish.reason)
        if self._last is not None and (self._last.wish, self._last.version, self._last.signed) == (
            wish,
            held.version,
            signed,
        ):
            return self._last  # it was shown, and is now to be saved
        made = self._made(held.text, wish, item, sitting.ground, signed)
        self._sound(held, made.text)
        lines = preview(held.text, made.text)
        self._last = Draft(wish, held, made.text, lines, _summary(wish, item), signed, made.also)
        return self._last

    def save(self, draft: Draft, writer: Writer) -> Edit:
        """Put a decision into the file, and read the project again. EditError and StaleEditError as `saving.save`."""
        edit = save(draft.held, draft.text, Change(draft.wish.action, draft.summary, writer.name, writer.via))
        self._renew()
        return edit

    def undo(self, name: str, writer: Writer) -> Edit:
        """Take a logged change back, and read the project again. EditError as `saving.undo`."""
        known = next((edit for edit in self.history() if edit.id == name), None)
        edit = undo(
            self.path, name, Change("undo", f"{name} {known.summary if known else ''}".strip(), writer.name, writer.via)
        )
        self._renew()
        return edit

    def history(self) -> tuple[Edit, ...]:
        """The changes made, the newest first."""
        return tuple(reversed(edits(own_folder(self.path.parent))))

    def last(self) -> Edit | None:
        """The newest change that can be taken back: no undoing, and not undone."""
        taken = undone(self.history())
        return next((edit for edit in self.history() if edit.action != "undo" and edit.id not in taken), None)

    def _made(self, text: str, wish: Wish, item: Item | None, ground: Ground, signed: Signature) -> Proposed:
        """The changed text; of a word that is to be known from now on also what else it changes."""
        action = "alias" if wish.action == "assign" and str(wish.fields.get("alias", "")).strip() else wish.action
        if action not in ("define", "alias"):
            return Proposed(with_decision(text, wish, item, ground, signed))
        if item is None or item.kind != LEFTOVER:
            raise refused("refused.gone" if item is None else "refused.claimed")
        from dashboard.curation.defining import with_definition, with_word  # brings all that reads text: only for these

        change = with_definition if action == "define" else with_word
        return change(text, wish, item, ground, signed, self.path)

    def _fitting(self, held: Held) -> Sitting:
        """The project as read from the file at its present version."""
        sitting = self.sitting()
        try:
            now = load_catalogue(self.path).content_hash
        except CatalogueError as error:
            raise EditError(*(say(EDITS, "edit.broken", lang) for lang in LANGUAGES)) from error
        if sitting.project.catalogue.content_hash != now:
            self._renew()
            sitting = self.sitting()
        return sitting

    def _sound(self, held: Held, text: str) -> None:
        """EditError with what is wrong, where the file would have errors."""
        errors = [p for p in problems_of(self.path, held.encoded(text)) if p.severity == "error"][:3]
        if errors:
            told = {lang: " ".join(p.text(lang) for p in errors) for lang in LANGUAGES}
            raise EditError(*(say(EDITS, "edit.invalid", lang, problems=told[lang]) for lang in LANGUAGES))


def undone(history: tuple[Edit, ...]) -> frozenset[str]:
    """The ids of the changes that were taken back."""
    return frozenset(edit.summary.partition(" ")[0] for edit in history if edit.action == "undo")


def also_said(draft: Draft, lang: str) -> str:
    """Which other figures a decision would have read differently, five of them by name; empty where there are none."""
    if not draft.also:
        return ""
    shown = [f"{''.join(str(row['surface']).split())}（{row['document']}）" for row in draft.also[:_MOST_ALSO]]
    examples = "；".join(shown) + ("……" if len(draft.also) > _MOST_ALSO else "")
    return say(WORDS, "form.also", lang, count=len(draft.also), examples=examples)


def proposed_reason(wish: Wish, item: Item | None, ground: Ground, lang: str) -> str:
    """A sensible reason for a decision, to be edited; empty for a figure entered by hand, whose source says it."""
    indicator = ground.catalogue.indicators.get(str(wish.fields.get("indicator", "")))
    name = (indicator.zh if lang == "zh" else indicator.en) if indicator else str(wish.fields.get(lang, ""))
    return say(WORDS, f"reason.{_reason(wish.action, item)}", lang, indicator=name, kept=_kept(wish, item, lang))


def _reason(action: str, item: Item | None) -> str:
    """Which reason goes with an action on an item."""
    kind = item.kind if item else ""
    special: dict[tuple[str, str], str] = {
        ("confirm", CONFLICT): "both",
        ("confirm", UNFIT): "renew",
        ("reject", UNFIT): "withdraw",
        ("reject", LEFTOVER): "leftover",
    }
    named = special.get((action, kind), action)
    return named if f"reason.{named}" in WORDS else "confirm"


def _kept(wish: Wish, item: Item | None, lang: str) -> str:
    """The values a way out keeps."""
    if item is None or not 1 <= wish.option <= len(item.ways):
        return ""
    kept: dict[str, Any] = dict.fromkeys(
        "".join(str(row["surface"]).split()) for row in item.ways[wish.option - 1].kept
    )
    return ("、" if lang == "zh" else ", ").join(kept)


def _summary(wish: Wish, item: Item | None) -> str:
    """What the log calls a decision: the values, or the quote, and where they stand."""
    if item is None or wish.action == "observe":
        return " ".join(str(wish.fields.get(name, "")) for name in ("value", "place", "time_period")).strip()
    if item.correction is not None:
        return f"{item.correction.quote} · {item.document}"
    values = dict.fromkeys("".join(str(row["surface"]).split()) for row in item.rows)
    return f"{'、'.join(values)} · {item.document}"
