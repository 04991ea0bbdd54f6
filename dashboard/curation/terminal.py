"""The review queue in a terminal: each item with its sentence, one key a decision, the change shown before it is saved.

With a terminal on both sides single keys are read; else lines. Nothing here decides anything: `desk` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.names import indicator_name
from dashboard.curation.asking import Asking
from dashboard.curation.console import ESCAPE, Console
from dashboard.curation.deciding import Wish
from dashboard.curation.desk import Desk, Draft, Writer, also_said, undone
from dashboard.curation.forms import begins, completed, named_fields
from dashboard.curation.queue import ANSWERS, CONFLICT, LEFTOVER, UNFIT, Item
from dashboard.curation.who import system_user
from dashboard.errors import DashboardError, StaleEditError
from dashboard.observations.privacy import masked
from dashboard.project import Project, Workshop, load_project
from dashboard.wording import say
from dashboard.wording.curation import WORDS
from dashboard.wording.extraction import say_reason

__all__ = ["Session", "history_lines", "item_record", "opened_desk"]

_END = ("\x03", "\x04")
_LEAVE = ("q", "", ESCAPE, *_END)
_FORMS = ("observe", "define", "assign", "correct")
_SAVED, _DECLINED, _REFUSED = "saved", "declined", "refused"


def opened_desk(folder: Path, lang: str) -> tuple[Desk, Writer]:
    """The desk of a project folder, and who sits at it: the system user. CatalogueError and UsageError as `load_project`."""
    workshop = Workshop(folder)
    read = [load_project(folder)]

    def renew() -> Project:
        read[0] = workshop.read()
        return read[0]

    return Desk(folder, lambda: read[0], renew), Writer(system_user(), "terminal", lang)


def item_record(item: Item, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    """An item as one line of `--format jsonl`: key, kind, document, what the figures say, what may be chosen."""
    row = item.rows[0] if item.rows else {}
    return {
        "key": item.key,
        "kind": item.kind,
        "document": item.document,
        "values": ["".join(str(each["surface"]).split()) for each in item.rows],
        "indicator": row.get("indicator") or None,
        "confidence": float(row["confidence"]) if row.get("indicator") else None,
        "rivals": list(item.rivals),
        "ways": [["".join(str(each["surface"]).split()) for each in way.kept] for way in item.ways],
        "said": _said(item, lang),
    }


def history_lines(desk: Desk, lang: str) -> Iterator[str]:
    """The changes made, the newest first, each with the id it can be taken back by."""
    history = desk.history()
    taken = undone(history)
    for edit in history:
        action = say(WORDS, f"action.{edit.action}", lang) if f"action.{edit.action}" in WORDS else edit.action
        summary = edit.summary.partition(" ")[2] if edit.action == "undo" else edit.summary
        line = say(WORDS, "history.line", lang, when=edit.when, by=edit.by, action=action, summary=summary)
        yield f"{edit.id}  {line}" + (f"  [{say(WORDS, 'history.undone', lang)}]" if edit.id in taken else "")
    if not history:
        yield say(WORDS, "history.none", lang)


@dataclass
class Session:
    """One person at the queue. `everything`: the figures nobody doubts too."""

    desk: Desk
    writer: Writer
    console: Console
    everything: bool = False
    asking: bool = True
    _at: int = field(default=0, init=False)

    def run(self) -> int:
        """Go through the queue until its end or until told to stop; 0."""
        while True:
            items = self._items()
            if items and self._at >= len(items):
                self._tell(say(WORDS, "term.end", self._lang))
                return 0
            item = items[self._at] if items else None
            if item is None:
                self._tell(say(WORDS, "queue.empty", self._lang))
            else:
                self._show(item, len(items))
            key = self.console.key(self._menu(item))
            if key in _LEAVE:
                return 0
            self._act(key, item)

    def decide(self, wish: Wish) -> bool:
        """Show what a decision changes, ask, save; whether it was saved."""
        return self._decided(wish) == _SAVED

    def decide_named(self, action: str, key: str, words: Iterable[str], reason: str) -> bool:
        """A decision whose fields come as FIELD=VALUE; what a new figure or indicator leaves out is as its form begins."""
        try:
            fields: Mapping[str, str] = named_fields(action, words)
            if action in ("observe", "define"):
                item = self.desk.sitting().item(key)
                fields = completed(action, self._begins(action, item), fields, self.desk.sitting().ground.catalogue)
        except DashboardError as problem:
            self._tell(self._told(problem))
            return False
        return self.decide(Wish(action, key, fields=fields, reason=reason))

    def _decided(self, wish: Wish) -> str:
        """What came of a decision that was shown and asked about: saved, declined or refused."""
        try:
            shown = self.desk.draft(wish, self.writer)
            draft = self._asked(shown) if self.asking else shown
            if draft is None:
                self._tell(say(WORDS, "term.not_saved", self._lang))
                return _DECLINED
            edit = self.desk.save(draft, self.writer)
        except StaleEditError as stale:
            self._tell(self._told(stale))
            return self._decided(wish) if self.asking else _REFUSED
        except DashboardError as problem:
            self._tell(self._told(problem))
            return _REFUSED
        done = say(WORDS, f"action.{edit.action}", self._lang)
        self._tell(say(WORDS, "said.saved", self._lang, action=done, summary=edit.summary))
        return _SAVED

    def undo(self, name: str = "") -> bool:
        """Take a change back, the last one where none is named; whether that was done."""
        last = self.desk.last()
        try:
            edit = self.desk.undo(name or (last.id if last else ""), self.writer)
        except DashboardError as problem:
            self._tell(self._told(problem))
            return False
        self._tell(say(WORDS, "said.undone", self._lang, summary=edit.summary.partition(" ")[2]))
        return True

    def listed(self, form: str) -> Iterator[str]:
        """What waits, a line each: for a reader, or as JSON."""
        for item in self._items():
            record = item_record(item, self.desk.sitting().ground.catalogue, self._lang)
            if form == "jsonl":
                yield json.dumps(record, ensure_ascii=False, allow_nan=False)
            else:
                kind = say(WORDS, f"kind.{item.kind}", self._lang)
                values = "、".join(dict.fromkeys(record["values"])) or (
                    item.correction.quote if item.correction else ""
                )
                name = self._name(record["indicator"]) if record["indicator"] else ""
                yield "  ".join(part for part in (item.key, kind, values, name) if part)

    # --- one item

    @property
    def _lang(self) -> str:
        return self.writer.lang

    def _items(self) -> tuple[Item, ...]:
        sitting = self.desk.sitting()
        return sitting.full if self.everything else sitting.short

    def _act(self, key: str, item: Item | None) -> None:
        moves = {"s": 1, "j": 1, "b": -1, "k": -1, f"{ESCAPE}[B": 1, f"{ESCAPE}[A": -1}
        answers = {} if item is None else {each: action for each, _, action in ANSWERS[item.kind]}
        action = "observe" if key == "n" else answers.get(key, "")
        if key in moves:
            self._at = max(0, self._at + moves[key])
        elif key == "u":
            self.undo()
        elif key.isdigit() and item is not None:
            self._choose(int(key), item)
        elif action == "correct" and item is not None:
            self._correct(item)
        elif action in _FORMS:
            self._fill(action, item)
        elif action and item is not None:
            self.decide(Wish(action, item.key))
        elif key.strip():
            self._tell(say(WORDS, "term.unknown_key", self._lang, pressed=_shown_key(key)))

    def _choose(self, number: int, item: Item) -> None:
        """A side of a contradiction, or a rival."""
        rivals = item.rivals[:9]
        if item.kind == CONFLICT:
            self.decide(Wish("keep", item.key, number))
        elif 1 <= number <= len(rivals):
            self.decide(Wish("assign", item.key, fields={"indicator": rivals[number - 1]}))

    def _correct(self, item: Item) -> None:
        """A correction on one line; with nothing on it, field by field."""
        line = self.console.line(say(WORDS, "term.ask_fields", self._lang))
        if line.strip() and ESCAPE not in line:
            self.decide_named("correct", item.key, line.split(), "")
        elif line and ESCAPE not in line:
            self._fill("correct", item)

    def _fill(self, action: str, item: Item | None) -> None:
        """A form asked until it is saved or given up; what was answered stays when it is refused."""
        first = self._begins(action, item)
        while True:
            asking = Asking(action, self.console, self.desk.sitting().ground, item, self._lang)
            fields = asking.filled(first)
            if fields is None:
                self._tell(say(WORDS, "term.not_saved", self._lang))
                return
            if self._decided(Wish(action, item.key if item else "", fields=fields)) != _REFUSED:
                return
            first = fields

    def _begins(self, action: str, item: Item | None) -> dict[str, str]:
        """What a form begins with."""
        ground = self.desk.sitting().ground
        name = item.document if item is not None else ""
        return begins(action, item, ground.documents.get(name), ground.rows_of.get(name, ()), ground.catalogue)

    def _asked(self, draft: Draft) -> Draft | None:
        """The draft once it was agreed to, with another reason where one was typed; None where it was not."""
        while True:
            self._tell("\n".join(self.console.paint(line[:1], line) for line in draft.lines))
            self._tell(also_said(draft, self._lang))
            key = self.console.key(say(WORDS, "term.ask_save", self._lang))
            if key in ("\r", "\n", "y"):
                return draft
            if key != "r":
                return None
            reason = self.console.line(say(WORDS, "term.ask_reason", self._lang)).strip()
            draft = self.desk.draft(replace(draft.wish, reason=reason or draft.wish.reason), self.writer)

    def _menu(self, item: Item | None) -> str:
        numbered = [] if item is None else [(str(n), text) for n, text in enumerate(self._choices(item), start=1)]
        answers = () if item is None else ANSWERS[item.kind]
        named = [(key, say(WORDS, f"do.{word}", self._lang)) for key, word, _ in (*answers, ("n", "observe", ""))]
        options = (say(WORDS, "term.menu.option", self._lang, number=k, text=t) for k, t in (*numbered, *named))
        return "".join(options) + say(WORDS, "term.menu" if item else "term.menu.empty", self._lang)

    def _choices(self, item: Item) -> list[str]:
        comma = "、" if self._lang == "zh" else ", "
        if item.kind == CONFLICT:
            sides = ((_values(way.kept), _values(way.rejected)) for way in item.ways)
            return [say(WORDS, "do.keep", self._lang, kept=comma.join(k), lost=comma.join(r)) for k, r in sides]
        return [say(WORDS, "do.assign_to", self._lang, indicator=self._name(name)) for name in item.rivals[:9]]

    def _show(self, item: Item, count: int) -> None:
        place = say(WORDS, "queue.place", self._lang, number=self._at + 1, count=count)
        kind = say(WORDS, f"kind.{item.kind}", self._lang)
        self._tell(f"\n{place} · {kind} · {item.document}")
        if _said(item, self._lang):
            self._tell(_said(item, self._lang))
        for row in item.rows:
            self._tell(self._sentence(row))
        if item.kind != UNFIT:
            self._tell(self.console.paint("aside", self._read(item)))

    def _sentence(self, row: Mapping[str, Any]) -> str:
        text = masked(self.desk.sitting().ground.documents[row["document"]].text)
        before, after = text[row["sentence_start"] : row["start"]], text[row["end"] : row["sentence_end"]]
        mark = self.console.paint("mark", f"[{text[row['start'] : row['end']]}]")
        return "  " + "".join("".join(part.split()) if part is not mark else part for part in (before, mark, after))

    def _read(self, item: Item) -> str:
        """What was read, why, how surely."""
        row = item.rows[0]
        if item.kind == CONFLICT:
            return ""
        name = self._name(row["indicator"]) if row["indicator"] else say(WORDS, "read.nothing", self._lang)
        facts = [name, row["breakdown"], row["area_name"], row["time_period"], say_reason(row["reason"], self._lang)]
        facts += [f"{float(row['confidence']):.2f}"] if item.kind != LEFTOVER else []
        return "  " + " · ".join(str(fact) for fact in facts if fact)

    def _name(self, indicator: str) -> str:
        return indicator_name(indicator, self.desk.sitting().ground.catalogue, self._lang)

    def _tell(self, text: str) -> None:
        if text:
            self.console.write(text)

    def _told(self, problem: DashboardError) -> str:
        return problem.zh if self._lang == "zh" else problem.en


def _values(rows: tuple[Mapping[str, Any], ...]) -> list[str]:
    return list(dict.fromkeys("".join(str(row["surface"]).split()) for row in rows))


def _shown_key(key: str) -> str:
    """A key as it may be printed: what cannot be seen, and the sequences of a terminal, by their codes."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in key)[:20]


def _said(item: Item, lang: str) -> str:
    """What a check, or the reader of the file, says about an item."""
    told = item.finding or item.problem
    return "" if told is None else told.zh if lang == "zh" else told.en
