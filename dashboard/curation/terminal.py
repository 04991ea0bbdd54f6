"""The review queue in a terminal: each item with its sentence, one key a decision, the change shown before it is saved.

With a terminal on both sides single keys are read; else lines. Nothing here decides anything: `desk` does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.curation.deciding import Wish
from dashboard.curation.desk import Desk, Draft, Writer, undone
from dashboard.curation.queue import ANSWERS, CONFLICT, LEFTOVER, UNFIT, Item
from dashboard.curation.who import system_user
from dashboard.errors import DashboardError, StaleEditError
from dashboard.observations.privacy import masked
from dashboard.project import Project, Workshop, load_project
from dashboard.wording import say
from dashboard.wording.curation import WORDS
from dashboard.wording.extraction import say_reason

__all__ = ["Console", "Session", "history_lines", "item_record", "opened_desk", "read_fields"]

_HERE = ("confirm", "reject", "assign", "correct")  # what needs no form
_END, _ESCAPE = ("\x03", "\x04"), "\x1b"
_PAINT = {"+": "\x1b[32m", "-": "\x1b[31m", "mark": "\x1b[1;7m", "aside": "\x1b[2m"}
_PLAIN = "\x1b[0m"


@dataclass(frozen=True)
class Console:
    """Where is written to and read from. `key` gives one key, `line` a line typed behind a question; "" at the end of input."""

    write: Callable[[str], None]
    key: Callable[[str], str]
    line: Callable[[str], str]
    colours: bool = False

    def paint(self, name: str, text: str) -> str:
        """The text in a colour, where there are colours."""
        return f"{_PAINT[name]}{text}{_PLAIN}" if self.colours and name in _PAINT else text

    @classmethod
    def of_process(cls) -> Console:
        """Standard input and output; single keys where both are a terminal."""
        terminal = sys.stdin.isatty() and sys.stdout.isatty()
        return cls(print, _pressed if terminal else _typed, _typed, terminal)


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


def read_fields(words: str) -> Mapping[str, str]:
    """`value=17所 place=信阳市` as fields; a word without = belongs to the value before it."""
    fields: dict[str, str] = {}
    last = ""
    for word in words.split():
        name, mark, value = word.partition("=")
        if mark:
            last, fields[name] = name, value
        elif last:
            fields[last] += f" {word}"
    return fields


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
            if self._at >= len(items):
                self._tell(say(WORDS, "term.end" if items else "queue.empty", self._lang))
                return 0
            item = items[self._at]
            self._show(item, len(items))
            key = self.console.key(self._menu(item))
            if key in ("q", "", _ESCAPE, *_END):
                return 0
            self._act(key, item)

    def decide(self, wish: Wish) -> bool:
        """Show what a decision changes, ask, save; whether it was saved."""
        try:
            draft = (
                self._asked(self.desk.draft(wish, self.writer)) if self.asking else self.desk.draft(wish, self.writer)
            )
            if draft is None:
                self._tell(say(WORDS, "term.not_saved", self._lang))
                return False
            edit = self.desk.save(draft, self.writer)
        except StaleEditError as stale:
            self._tell(self._told(stale))
            return self.decide(wish) if self.asking else False
        except DashboardError as problem:
            self._tell(self._told(problem))
            return False
        done = say(WORDS, f"action.{edit.action}", self._lang)
        self._tell(say(WORDS, "said.saved", self._lang, action=done, summary=edit.summary))
        return True

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

    def _act(self, key: str, item: Item) -> None:
        moves = {"s": 1, "j": 1, "b": -1, "k": -1}
        if key in moves:
            self._at = max(0, self._at + moves[key])
        elif key == "u":
            self.undo()
        else:
            wish = self._wish(key, item)
            if wish is not None:
                self.decide(wish)

    def _wish(self, key: str, item: Item) -> Wish | None:
        """The decision a key stands for; None for a key that stands for none."""
        plain = {"c": "confirm", "x": "reject"}
        if not key.isdigit() and key not in {each for each, _, _ in ANSWERS[item.kind]}:
            return None
        if key in plain:
            return Wish(plain[key], item.key)
        if key.isdigit():
            return _numbered(int(key), item)
        if key == "a":
            return self._assigned(item)
        if key == "e":
            return Wish(
                "correct", item.key, fields=read_fields(self.console.line(say(WORDS, "term.ask_fields", self._lang)))
            )
        return None

    def _assigned(self, item: Item) -> Wish | None:
        asked = self.console.line(say(WORDS, "term.ask_indicator", self._lang)).strip()
        return Wish("assign", item.key, fields={"indicator": self._indicator(asked)}) if asked else None

    def _indicator(self, asked: str) -> str:
        """The id of what was typed: an id, a name or an alias, whole or in part, if it means one indicator."""
        known = self.desk.sitting().ground.catalogue.indicators
        if asked in known:
            return asked
        whole = [i.id for i in known.values() if asked in (i.zh, i.en, *i.aliases)]
        part = [i.id for i in known.values() if any(asked.casefold() in n.casefold() for n in (i.zh, i.en, i.id))]
        found = whole or part
        if len(found) > 1:
            self._tell("\n".join(f"  {name}  {known[name].zh}" for name in found[:12]))
        return found[0] if len(found) == 1 else asked

    def _asked(self, draft: Draft) -> Draft | None:
        """The draft once it was agreed to, with another reason where one was typed; None where it was not."""
        while True:
            self._tell("\n".join(self.console.paint(line[:1], line) for line in draft.lines))
            for row in draft.also[:5]:
                self._tell(f"  {row['document']}: {row['surface']}")
            key = self.console.key(say(WORDS, "term.ask_save", self._lang))
            if key in ("\r", "\n", "y"):
                return draft
            if key != "r":
                return None
            reason = self.console.line(say(WORDS, "term.ask_reason", self._lang)).strip()
            draft = self.desk.draft(replace(draft.wish, reason=reason or draft.wish.reason), self.writer)

    def _menu(self, item: Item) -> str:
        options = "".join(
            say(WORDS, "term.menu.option", self._lang, number=number, text=text)
            for number, text in enumerate(self._choices(item), start=1)
        )
        letters = (
            say(WORDS, "term.menu.option", self._lang, number=key, text=say(WORDS, f"do.{word}", self._lang))
            for key, word, action in ANSWERS[item.kind]
            if action in _HERE
        )
        return "".join((options, *letters)) + say(WORDS, "term.menu", self._lang)

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
        known = self.desk.sitting().ground.catalogue.indicators.get(indicator)
        return indicator if known is None else known.zh if self._lang == "zh" else known.en

    def _tell(self, text: str) -> None:
        if text:
            self.console.write(text)

    def _told(self, problem: DashboardError) -> str:
        return problem.zh if self._lang == "zh" else problem.en


def _numbered(number: int, item: Item) -> Wish | None:
    """A side of a contradiction, or a rival."""
    if item.kind == CONFLICT:
        return Wish("keep", item.key, number)
    rivals = item.rivals[:9]
    return Wish("assign", item.key, fields={"indicator": rivals[number - 1]}) if 1 <= number <= len(rivals) else None


def _values(rows: tuple[Mapping[str, Any], ...]) -> list[str]:
    return list(dict.fromkeys("".join(str(row["surface"]).split()) for row in rows))


def _said(item: Item, lang: str) -> str:
    """What a check, or the reader of the file, says about an item."""
    told = item.finding or item.problem
    return "" if told is None else told.zh if lang == "zh" else told.en


def _typed(question: str) -> str:
    """A line; of an answer to a menu its first letter counts, and an empty line is Enter. "" at the end of input."""
    print(question, end=" ", flush=True)
    line = sys.stdin.readline()
    return "" if not line else line.rstrip("\n") or "\n"


def _pressed(question: str) -> str:
    """One key, as it is pressed."""
    print(question, end=" ", flush=True)
    key = _read_key()
    print(key if key.isprintable() else "")
    return key


def _read_key() -> str:
    try:
        import termios
        import tty
    except ImportError:  # not a POSIX system
        return sys.stdin.readline().strip()[:1] or "\n"
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
