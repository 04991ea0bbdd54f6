"""What the reviewer's page is told: the queue, drafts, what a save came to. It knows no request; `editing.py` does.

This brings the stations that read and write the catalogue along; it is imported when somebody first asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.curation.deciding import Wish, refused
from dashboard.curation.desk import Desk, Writer
from dashboard.project import Project
from dashboard.web.lookup import Lookup
from dashboard.web.review_items import choices_of, draft_of, history_of, item_of, queue_of
from dashboard.wording import say
from dashboard.wording.curation import WORDS as CURATION

__all__ = ["Reviewing"]

_LONGEST = 4000  # characters of one field
_MOST_FIELDS = 40

Body = Mapping[str, Any]


class Reviewing:
    """The answers for one project. One decision is made at a time; EditError and StaleEditError as `Desk` raises them."""

    def __init__(self, get: Callable[[], Lookup], renew: Callable[[], Project]) -> None:
        self._get = get
        self._desk = Desk(get().project.folder, lambda: get().project, renew)
        self._turn = threading.Lock()

    def state(self, editor: str, lang: str, everything: bool) -> dict[str, Any]:
        """The queue; for an editor also the changes made, since these name people."""
        sitting = self._desk.sitting()
        return {
            "version": sitting.project.version,
            "queue": queue_of(self._get(), sitting, lang, everything),
            "history": history_of(self._desk, lang) if editor else [],
        }

    def item(self, key: str, lang: str) -> dict[str, Any] | None:
        """One item in full; None where it does not wait any more."""
        found = self._desk.sitting().item(key[:_LONGEST])
        return item_of(self._get(), found, lang) if found is not None else None

    def choices(self, lang: str) -> dict[str, Any]:
        """What the forms offer."""
        return choices_of(self._get(), lang)

    def preview(self, body: Body, editor: str, lang: str) -> dict[str, Any]:
        """What a decision would change; nothing of the file is written."""
        writer = Writer(editor, "page", lang)
        with self._turn:
            return {"draft": draft_of(self._desk.draft(_wish(body), writer), writer)}

    def save(self, body: Body, editor: str, lang: str) -> dict[str, Any]:
        """A decision saved for the version it was shown for; then the queue as it is, and the next item."""
        writer = Writer(editor, "page", lang)
        version = _text(body.get("version"))
        if not version:
            raise refused("access.denied.form")
        with self._turn:
            edit = self._desk.save(self._desk.draft(_wish(body), writer, version), writer)
            done = say(CURATION, f"action.{edit.action}", lang)
            said = say(CURATION, "said.saved", lang, action=done, summary=edit.summary)
            return {"said": said, "edit": edit.id, **self._after(body, editor, lang)}

    def undo(self, body: Body, editor: str, lang: str) -> dict[str, Any]:
        """A change taken back, the last one where none is named."""
        with self._turn:
            last = self._desk.last()
            edit = self._desk.undo(_text(body.get("id")) or (last.id if last else ""), Writer(editor, "page", lang))
            said = say(CURATION, "said.undone", lang, summary=edit.summary.partition(" ")[2])
            return {"said": said, "edit": edit.id, **self._after(body, editor, lang)}

    def _after(self, body: Body, editor: str, lang: str) -> dict[str, Any]:
        wanted = self.item(_text(body.get("next")), lang)
        return {**self.state(editor, lang, body.get("all") is True), "item": wanted}


def _wish(body: Body) -> Wish:
    """A decision as a browser sent it; whatever is no text is none."""
    fields = body.get("fields")
    pairs = list(fields.items())[:_MOST_FIELDS] if isinstance(fields, dict) else []
    option = body.get("option")
    return Wish(
        action=_text(body.get("action")),
        key=_text(body.get("key")),
        option=option if isinstance(option, int) and not isinstance(option, bool) else 0,
        fields={str(name): _text(value) for name, value in pairs},
        reason=" ".join(_text(body.get("reason")).split()),
    )


def _text(value: object) -> str:
    """A text without what no file should hold: control characters, halves of characters."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value[:_LONGEST] if c.isprintable()).strip()
