"""indicators.yaml read to be changed, and saved: whole or not at all, and never over somebody else's work.

A save says which version it was made for. Writers of this program queue at a lock; an editor knows no lock, so the version is
looked at again right before the file is replaced. What is saved has been read whole and found without errors first.
"""

from __future__ import annotations

import codecs
import difflib
import errno
import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.catalogue import problems_of
from dashboard.curation.edit_log import (
    Change,
    Edit,
    edits,
    keep_version,
    kept_version,
    log_edit,
    log_not_done,
    settle_log,
)
from dashboard.curation.merging import merged
from dashboard.durable import clear_unfinished, made_own_folder, own_folder, write_whole
from dashboard.errors import EditError, StaleEditError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.edits import WORDS

__all__ = ["Held", "held_version", "hold", "preview", "save", "tidy", "undo"]

_WAIT = 5.0  # seconds at the lock
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Held:
    """A file as read: its text without BOM, and its version, the SHA-256 of its bytes."""

    path: Path
    text: str
    version: str
    bom: bool = False

    def encoded(self, text: str) -> bytes:
        """A text as the file has its own."""
        return (codecs.BOM_UTF8 if self.bom else b"") + text.encode("utf-8")


def hold(path: Path) -> Held:
    """The file, to be changed. The version is kept, so that a change that comes too late can be shown beside it.

    EditError: there is no such file, it cannot be read, or it is not UTF-8.
    """
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("edit.broken") from error
    with _said_why(path), _locked(path) as home:
        keep_version(home, data)
    return Held(path, text, _version(data), data.startswith(codecs.BOM_UTF8))


def held_version(path: Path, version: str) -> Held:
    """The file as it was at a version; as it is now where that was not kept."""
    data = kept_version(own_folder(path.parent), version)
    if data is None:
        return hold(path)
    return Held(path, data.decode("utf-8-sig"), version, data.startswith(codecs.BOM_UTF8))


def preview(old: str, new: str) -> tuple[str, ...]:
    """The lines a change takes out (`-…`) and puts in (`+…`), with two lines around them (` …`), `@@` between stretches."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm="")
    return tuple("@@" if line.startswith("@@") else line for line in lines if not line.startswith(("---", "+++")))


def save(held: Held, text: str, change: Change) -> Edit:
    """Put a changed text in the place of what was read; the line of the log that says so.

    StaleEditError: the file was changed meanwhile. EditError: the text would be no valid catalogue, says nothing new, or
    cannot be written; the file is as it was.
    """
    if text == held.text:
        raise _refused("edit.nothing")
    data = held.encoded(text)
    with _said_why(held.path), _locked(held.path) as home:
        _unchanged(held, text)
        _writable(held.path)
        _valid(held.path, data)
        clear_unfinished(held.path)
        settle_log(home, held.version)
        keep_version(home, held.encoded(held.text))
        keep_version(home, data)
        lines = [line for line in preview(held.text, text) if line.startswith(("-", "+"))]
        edit = log_edit(home, change, lines, held.version, _version(data))
        _replaced(held, text, data, home, edit)
    return edit


def undo(path: Path, name: str, change: Change) -> Edit:
    """Take a logged change back, what came after it left as it is. EditError: there is none, or its lines were changed since."""
    home = own_folder(path.parent)
    edit = next((each for each in edits(home) if each.id == name), None)
    if edit is None:
        raise _refused("undo.unknown", id=name)
    before, after = kept_version(home, edit.before), kept_version(home, edit.after)
    if before is None or after is None:
        raise _refused("undo.lost", id=name)
    held = hold(path)
    text = merged(after.decode("utf-8-sig"), before.decode("utf-8-sig"), held.text)
    if text is None:
        raise _refused("undo.overtaken", id=name)
    return save(held, text, change)


def tidy(path: Path) -> None:
    """Remove what killed writers left beside the file, if no other is at work; a folder that cannot be written stays as it is."""
    with suppress(OSError, EditError), _locked(path):
        clear_unfinished(path)


# --- at the lock ---------------------------------------------------------------------------------------------------


@contextmanager
def _locked(path: Path) -> Iterator[Path]:
    home = made_own_folder(path.parent)
    try:
        with FileLock(home / "lock", timeout=_WAIT):
            yield home
    except Timeout as error:
        raise _refused("edit.busy", file=path.name, seconds=f"{_WAIT:g}") from error


@contextmanager
def _said_why(path: Path) -> Iterator[None]:
    """What the system refuses, as a sentence with its remedy."""
    try:
        yield
    except OSError as error:
        remedy = "edit.remedy.full" if error.errno in _FULL else "edit.remedy.other"
        why = error.strerror or type(error).__name__
        texts = (
            say(WORDS, "edit.not_saved", lang, file=path.name, why=why, remedy=say(WORDS, remedy, lang))
            for lang in LANGUAGES
        )
        raise EditError(*texts) from error


def _unchanged(held: Held, text: str) -> None:
    """StaleEditError with all three texts where the file is another than the one read."""
    data = _bytes(held.path)
    if _version(data) == held.version:
        return
    theirs = data.decode("utf-8-sig", "replace")
    zh, en = (say(WORDS, "edit.stale", lang, file=held.path.name) for lang in LANGUAGES)
    raise StaleEditError(zh, en, held.text, theirs, text, merged(held.text, text, theirs))


def _writable(path: Path) -> None:
    """A file marked read-only stays as it is, though a rename would pass over the mark."""
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise _refused("edit.read_only", file=path.name)


def _valid(path: Path, data: bytes) -> None:
    errors = [problem for problem in problems_of(path, data) if problem.severity == "error"]
    if errors:
        texts = (" ".join(problem.text(lang) for problem in errors[:3]) for lang in LANGUAGES)
        raise EditError(
            *(say(WORDS, "edit.invalid", lang, problems=text) for lang, text in zip(LANGUAGES, texts, strict=True))
        )


def _replaced(held: Held, text: str, data: bytes, home: Path, edit: Edit) -> None:
    still: Callable[[], None] = lambda: _unchanged(held, text)  # noqa: E731
    try:
        write_whole(held.path.resolve(), data, still)
    except (OSError, EditError):
        log_not_done(home, edit)
        raise


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused("edit.missing", file=path.name) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        remedies = (say(WORDS, "edit.remedy.other", lang) for lang in LANGUAGES)
        texts = (
            say(WORDS, "edit.not_saved", lang, file=path.name, why=why, remedy=remedy)
            for lang, remedy in zip(LANGUAGES, remedies, strict=True)
        )
        raise EditError(*texts) from error


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refused(key: str, **values: object) -> EditError:
    return EditError(*(say(WORDS, key, lang, **values) for lang in LANGUAGES))
