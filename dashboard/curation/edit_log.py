"""Every change of indicators.yaml, one line of JSON each, and the texts it had before and after.

`.dashboard/edits.jsonl` beside the file: who, when, why, which lines, and the hash of the line before, so that a line taken
out or altered shows. A line is written and synced before the file is replaced; where the file then was not, a line
`not_done` follows, at the latest when the next change finds it so. A torn last line (the process was killed while writing)
is passed over. `.dashboard/versions/` holds the texts by the hash of their bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.durable import write_whole

__all__ = [
    "Change",
    "Edit",
    "edits",
    "keep_version",
    "kept_version",
    "log_edit",
    "log_not_done",
    "settle_log",
    "tampered",
]

_FILE = "edits.jsonl"
_VERSIONS = "versions"
_NOT_DONE = "not_done"
_MOST_VERSIONS = 400
_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants: `action` (confirm, reject, correct, …), in words, by whom, through what (page, command)."""

    action: str
    summary: str
    by: str
    via: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change as logged. `before` and `after` are the SHA-256 of the file's bytes, `lines` those taken out (-) and put in (+).

    `previous` is the SHA-256 of the log's line before, `when` the time in UTC.
    """

    id: str
    when: str
    by: str
    via: str
    action: str
    summary: str
    lines: tuple[str, ...]
    before: str
    after: str
    previous: str


def log_edit(home: Path, change: Change, lines: Sequence[str], before: str, after: str) -> Edit:
    """Append a change to the log and make it last. OSError where that fails."""
    now = datetime.now(UTC)
    when = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = f"{now:%Y%m%d%H%M%S}-{os.urandom(3).hex()}"
    said = (change.by, change.via, change.action, change.summary)
    edit = Edit(name, when, *said, tuple(lines), before, after, _last_hash(home))
    _append(home, asdict(edit))
    return edit


def log_not_done(home: Path, edit: Edit) -> None:
    """Append that a logged change was not made after all."""
    _append(home, {"id": edit.id, "action": _NOT_DONE, "previous": _last_hash(home)})


def settle_log(home: Path, current: str) -> None:
    """Say of the last change that it was not made, where the file still is what it was before (a killed process)."""
    known = edits(home)
    if known and known[-1].before == current != known[-1].after:
        log_not_done(home, known[-1])


def edits(home: Path) -> tuple[Edit, ...]:
    """The changes made, oldest first; none where nothing was ever changed."""
    records = [record for _, record in _records(home)]
    undone = {record["id"] for record in records if record["action"] == _NOT_DONE}
    return tuple(_edit(record) for record in records if record["id"] not in undone)


def tampered(home: Path) -> tuple[int, ...]:
    """The numbers (from 1) of the lines of the log that do not follow from the line before."""
    wrong: list[int] = []
    expected = _FIRST
    for number, (line, record) in enumerate(_records(home), start=1):
        if record["previous"] != expected:
            wrong.append(number)
        expected = _hash(line)
    return tuple(wrong)


def keep_version(home: Path, data: bytes) -> str:
    """Keep the bytes of a version; its name, which is their SHA-256. OSError where that fails."""
    name = _hash(data)
    folder = home / _VERSIONS
    if not (folder / f"{name}.yaml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}.yaml", data)
        _prune(folder)
    return name


def kept_version(home: Path, name: str) -> bytes | None:
    """The bytes of a version; None where they were not kept, or are not what their name says."""
    try:
        data = (home / _VERSIONS / f"{name}.yaml").read_bytes() if name.isalnum() else b""
    except OSError:
        return None
    return data if _hash(data) == name else None


def _append(home: Path, record: Mapping[str, object]) -> None:
    """One line at the end; what a killed writer left without a line end is ended first."""
    line = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    with (home / _FILE).open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _records(home: Path) -> list[tuple[bytes, dict[str, object]]]:
    """The lines that are whole, with what they say."""
    try:
        lines = (home / _FILE).read_bytes().split(b"\n")
    except OSError:
        return []
    found = ((line, _said(line)) for line in lines)
    return [(line, record) for line, record in found if record]


def _said(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) and {"id", "action", "previous"} <= set(record) else {}


def _edit(record: Mapping[str, object]) -> Edit:
    values = {name: record.get(name, "") for name in Edit.__dataclass_fields__}
    lines = values.pop("lines")
    texts = {name: str(value) for name, value in values.items()}
    return Edit(**texts, lines=tuple(map(str, lines)) if isinstance(lines, list) else ())


def _last_hash(home: Path) -> str:
    records = _records(home)
    return _hash(records[-1][0]) if records else _FIRST


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _prune(folder: Path) -> None:
    """Of the versions only the newest stay."""
    files = sorted(folder.glob("*.yaml"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_MOST_VERSIONS:]:
        file.unlink(missing_ok=True)
