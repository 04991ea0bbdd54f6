"""One change of indicators.yaml as text: an entry added or taken away, a value replaced, and no other character moved.

Where things stand is asked of the YAML parser, and the text is cut there; nothing is written out anew, since a file written
out anew differs in lines nobody touched (comments behind values, `null`, wide flow lists). What comes of it is
read again: it has to say what the old text said and the one thing more, or it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from dashboard.errors import EditError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.edits import WORDS

__all__ = ["Steps", "with_entry", "with_item", "with_value", "without_entry"]

Steps = Sequence[str | int]  # keys and places in lists, from the root: ("corrections", 3, "reason")

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BLOCK = ("|", ">")
_INDENT = "  "
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def with_entry(text: str, section: str, entry: str) -> str:
    """The text with one more entry at the end of a top-level list, indented and spaced as its neighbours.

    `entry` is the entry as lines, its first beginning with `- ` (blanks before it count for nothing). A section that is
    missing or says nothing is begun. EditError: the text is no valid YAML, or the section is written in a way an entry
    cannot be added to.
    """
    root = _root(text)
    listing = _value_of(root, section)
    lines = _lines(text)
    if listing is None:
        made = _begun(lines, section, entry, _newline(text))
    elif isinstance(listing, yaml.SequenceNode) and not listing.flow_style and listing.value:
        made = _grown(lines, listing, entry, _newline(text))
    elif _says_nothing(listing):
        made = _filled(lines, _key_of(root, section), listing, entry, _newline(text))
    else:
        raise _refused("edit.flow_section", section=section)
    return _checked(root, made, (section,), {"added": 1})


def without_entry(text: str, section: str, number: int) -> str:
    """The text without an entry (counted from 0) of a top-level list; comments around it stay. EditError as `with_entry`."""
    root = _root(text)
    listing = _value_of(root, section)
    if not isinstance(listing, yaml.SequenceNode) or listing.flow_style or not 0 <= number < len(listing.value):
        raise _refused("edit.no_entry", section=section, number=number + 1)
    lines = _lines(text)
    node = listing.value[number]
    first, last = _dash_line(lines, listing, node), _last_line(node)
    while number and len(listing.value) - 1 == number and first and not lines[first - 1].strip():
        first -= 1  # the blank lines that set the last entry apart from the one before
    made = "".join((*lines[:first], *lines[last + 1 :]))
    return _checked(root, made, (section,), {"added": -1})


def with_value(text: str, path: Steps, value: str) -> str:
    """The text with another value at a path, or with one more key where the last key of the path is missing.

    `value` is YAML on one line, quotes included where it needs them. EditError: there is no such path, or what stands there
    is not a value on one line.
    """
    root = _root(text)
    parent = _node_at(root, path[:-1])
    key = path[-1]
    node = _child(parent, key)
    if node is None:
        made = _with_key(text, parent, str(key), value)
    elif node.start_mark.line == node.end_mark.line and not _is_block(node):
        made = _cut(text, node.start_mark, node.end_mark, value)
    else:
        raise _refused("edit.no_line", path=_shown(path))
    return _checked(root, made, path, {})


def with_item(text: str, path: Steps, item: str) -> str:
    """The text with one more item in the list at a path, in the list's own style; a missing list is begun in brackets.

    `item` is YAML on one line. EditError as `with_value`.
    """
    root = _root(text)
    parent = _node_at(root, path[:-1])
    node = _child(parent, path[-1])
    if node is None or _says_nothing(node):
        return with_value(text, path, f"[{item}]")
    if not isinstance(node, yaml.SequenceNode):
        raise _refused("edit.no_line", path=_shown(path))
    if node.flow_style:
        last = node.value[-1].end_mark
        made = _cut(text, last, last, f", {item}")
    else:
        made = _grown(_lines(text), node, f"- {item}", _newline(text))
    return _checked(root, made, path, {"added": 1})


# --- where things stand --------------------------------------------------------------------------------------------


def _root(text: str) -> yaml.MappingNode:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _refused("edit.broken") from error
    if not isinstance(root, yaml.MappingNode):
        raise _refused("edit.broken")
    return root


def _value_of(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _key_of(mapping: yaml.MappingNode, key: str) -> yaml.Node:
    found: yaml.Node = next(name for name, _ in mapping.value if name.value == key)
    return found


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    """What stands under a key or at a place; None where nothing does."""
    if isinstance(node, yaml.MappingNode):
        return _value_of(node, str(step))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _node_at(root: yaml.Node, path: Steps) -> yaml.Node:
    node = root
    for step in path:
        found = _child(node, step)
        if found is None:
            raise _refused("edit.no_path", path=_shown(path))
        node = found
    return node


def _says_nothing(node: yaml.Node) -> bool:
    """An empty value or an empty list."""
    plain = isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")
    return plain or (isinstance(node, yaml.SequenceNode) and not node.value)


def _is_block(node: yaml.Node) -> bool:
    """Whether a text stands below its key (`|`, `>`)."""
    return isinstance(node, yaml.ScalarNode) and node.style in _BLOCK


def _last_line(node: yaml.Node) -> int:
    """The number of the line a node's last character stands on: a block ends for the parser where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(map(_last_line, last)) if isinstance(last, tuple) else _last_line(last)
    if _is_block(node):
        return int(node.start_mark.line) + len(node.value.rstrip("\n").split("\n"))
    return int(node.end_mark.line)


def _dash_line(lines: Sequence[str], listing: yaml.SequenceNode, node: yaml.Node) -> int:
    """The line of the dash an entry begins with: its own, or one above."""
    column, number = listing.start_mark.column, int(node.start_mark.line)
    while number > listing.start_mark.line and not lines[number][column:].startswith("-"):
        number -= 1
    return number


# --- cutting -------------------------------------------------------------------------------------------------------


def _grown(lines: Sequence[str], listing: yaml.SequenceNode, entry: str, newline: str) -> str:
    """The text with an entry behind the last of a block list, as far from it as that one is from the one before."""
    node = listing.value[-1]
    end = _last_line(node) + 1
    before = _last_line(listing.value[-2]) + 1 if len(listing.value) > 1 else end
    gap = 0
    while before + gap < end and not lines[before + gap].strip():
        gap += 1
    new = [newline] * gap + _indented(entry, " " * listing.start_mark.column, newline)
    return "".join((*_closed(lines[:end], newline), *new, *lines[end:]))


def _filled(lines: Sequence[str], key: yaml.Node, value: yaml.Node, entry: str, newline: str) -> str:
    """The text with a first entry below the key of a section that says nothing; `[]` or `null` behind the key goes."""
    number, start, end = key.start_mark.line, value.start_mark, value.end_mark
    line = lines[number]
    if start.index != end.index and start.line == end.line == number:
        line = line[: start.column].rstrip(" ") + line[end.column :]
    elif start.index != end.index:
        raise _refused("edit.flow_section", section=key.value)
    new = _indented(entry, _INDENT, newline)
    return "".join((*lines[:number], *_closed([line], newline), *new, *lines[number + 1 :]))


def _begun(lines: Sequence[str], section: str, entry: str, newline: str) -> str:
    """The text with a new section at its end."""
    head = [newline, f"{section}:{newline}"]
    return "".join((*_closed(lines, newline), *head, *_indented(entry, _INDENT, newline)))


def _with_key(text: str, parent: yaml.Node, key: str, value: str) -> str:
    """The text with one more key in a mapping: on a line of its own, or before the closing brace."""
    if not isinstance(parent, yaml.MappingNode) or not parent.value:
        raise _refused("edit.no_path", path=key)
    if parent.flow_style:
        last = parent.value[-1][1].end_mark
        return _cut(text, last, last, f", {key}: {value}")
    lines, newline = _lines(text), _newline(text)
    end = _last_line(parent) + 1
    new = f"{' ' * parent.start_mark.column}{key}: {value}{newline}"
    return "".join((*_closed(lines[:end], newline), new, *lines[end:]))


def _cut(text: str, start: yaml.Mark, end: yaml.Mark, value: str) -> str:
    """The text with a stretch of one line replaced."""
    lines = _lines(text)
    line = lines[start.line]
    lines[start.line] = f"{line[: start.column]}{_set_apart(line, start.column, value)}{line[end.column :]}"
    return "".join(lines)


def _set_apart(line: str, column: int, value: str) -> str:
    """A value that comes where nothing stood, a blank behind the colon."""
    return f" {value}" if line[:column].endswith(":") else value


def _indented(entry: str, indent: str, newline: str) -> list[str]:
    """The lines of an entry at another depth."""
    lines = entry.rstrip("\n").split("\n")
    own = len(lines[0]) - len(lines[0].lstrip(" "))
    return [f"{indent}{line[own:]}{newline}" for line in lines]


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends, as the parser counts them."""
    lines = [found[0] for found in _LINE.finditer(text) if found[0]]
    return lines or [""]


def _closed(lines: Sequence[str], newline: str) -> list[str]:
    """The lines, the last of them ended."""
    kept = list(lines)
    if kept and kept[-1] and not kept[-1].endswith(("\n", "\r")):
        kept[-1] += newline
    return kept


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


# --- proof ---------------------------------------------------------------------------------------------------------


def _checked(old: yaml.Node, new: str, path: Steps, meant: dict[str, int]) -> str:
    """The new text, if it says what the old one said everywhere but at the path."""
    before = _plain(old)
    try:
        after = _plain(_root(new))
    except EditError as error:
        raise _refused("edit.not_meant", path=_shown(path)) from error
    was, now = _taken(before, path), _taken(after, path)
    grown = len(now or ()) - len(was or ()) == meant["added"] if "added" in meant else True
    kept = _still_there(was, now) if meant.get("added") == 1 else True
    if before != after or not grown or not kept:
        raise _refused("edit.not_meant", path=_shown(path))
    return new


def _plain(node: yaml.Node) -> Any:
    """A node as dicts, lists and texts."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


def _taken(data: Any, path: Steps) -> Any:
    """What stands at a path, taken out of the data."""
    for step in path[:-1]:
        data = data[step]
    last = path[-1]
    if isinstance(data, list) and isinstance(last, int):
        found, data[last] = data[last], None
        return found
    return data.pop(last, None)


def _still_there(was: Any, now: Any) -> bool:
    """Whether a list begins as it did."""
    return bool(now[: len(was or ())] == (was or []))


def _shown(path: Steps) -> str:
    return ".".join(str(step) for step in path)


def _refused(key: str, **values: object) -> EditError:
    return EditError(*(say(WORDS, key, lang, **values) for lang in LANGUAGES))
