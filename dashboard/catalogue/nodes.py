"""YAML text → nodes that know their line and column, and nothing bent on the way.

PyYAML's own loaders keep the last of two equal keys, read `no` as false and `12:30` as 750, and follow aliases without
end. Here the parser's events are put together by hand: every scalar stays the text as written, equal keys are refused,
tags that would make objects are refused, and nesting, number and expansion are limited while reading. The limits:
nesting 100 (aliases followed), 200,000 values after aliases, 100 times the characters of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import yaml

from dashboard.catalogue.problems import LIMIT, Problems, Value
from dashboard.catalogue.spelling import nearest
from dashboard.catalogue.syntax import add_syntax_problem, control_character

__all__ = ["LOADER", "Listing", "Mapping", "Node", "Quoted", "Scalar", "compose", "plain_data"]

DEPTH_LIMIT = 100
VALUE_LIMIT = 200_000
EXPANSION_LIMIT = 100
BEGINNINGS = frozenset({"id", "file", "indicator", "document"})  # keys an entry of a list begins with
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TAGS = frozenset({None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Quoted(str):
    """The text of a scalar that stood in quotes: never a number, a truth value or nothing."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Scalar:
    """A text. `plain` means it stood without quotes."""

    text: str
    plain: bool
    line: int
    column: int
    values: int = 1
    characters: int = 0
    height: int = 1
    open: bool = False

    @property
    def is_null(self) -> bool:
        """Whether it says nothing: empty, ~ or null, without quotes."""
        return self.plain and self.text in NULLS


@dataclass(slots=True, eq=False)
class Listing:
    """A YAML sequence."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    values: int = 1
    characters: int = 0
    height: int = 1
    open: bool = True


@dataclass(slots=True, eq=False)
class Mapping:
    """A YAML mapping in file order: key → (key node, value node)."""

    line: int
    column: int
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    values: int = 1
    characters: int = 0
    height: int = 1
    open: bool = True
    key: Node | None = None  # a key that waits for its value
    merged: list[tuple[Scalar, Node]] = field(default_factory=list)  # << and its value
    dashless: bool = False  # a second entry stands in it

    def get(self, key: str) -> Node | None:
        """The value of a key; None where the key is missing or says nothing."""
        pair = self.pairs.get(key)
        return None if pair is None or (isinstance(pair[1], Scalar) and pair[1].is_null) else pair[1]

    def key_node(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        pair = self.pairs.get(key)
        return pair[0] if pair else None


Node = Scalar | Listing | Mapping


class _RefusedError(Exception):
    """The file is refused as a whole: a wording key, a place, the values of the sentence."""

    def __init__(self, key: str, at: tuple[int, int], **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.at = at
        self.values = values


def compose(text: str, problems: Problems) -> Node | None:
    """The root node of a YAML text (without BOM), or None with the reason in `problems`.

    A syntax error or a refusal is one problem. Equal keys, keys that are no text and foreign tags are noted and
    reading goes on.
    """
    if control_character(text, problems):
        return None
    composer = _Composer(problems, len(text))
    try:
        for event in yaml.parse(text, Loader=LOADER):  # libyaml where it is there
            composer.take(event)
    except _RefusedError as refused:
        problems.add(refused.key, refused.at, more=refused.values)
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        add_syntax_problem(error, text, problems)
        return None
    if composer.root is None or (isinstance(composer.root, Scalar) and composer.root.is_null):
        problems.add("empty_file", (1, 1))
        return None
    return composer.root


class _Composer:
    """Puts events together. `root` is the first document's node once its end has been taken."""

    def __init__(self, problems: Problems, characters: int) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._character_limit = EXPANSION_LIMIT * max(characters, 1)
        self._stack: list[Listing | Mapping] = []
        self._anchors: dict[str, Node] = {}
        self._documents = 0
        self._unknown = 0  # aliases that lead nowhere

    def take(self, event: yaml.Event) -> None:
        """Go one event on; _RefusedError where a limit is passed."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _RefusedError("second_document", _place(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        line, column = _place(event)
        plain = not event.style and event.tag is None
        node = Scalar(event.value, plain, line, column, characters=len(event.value) + 1)
        self._name(event, node)
        self._put(node)

    def _start(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        self._refuse_tag(event)
        line, column = _place(event)
        if len(self._stack) >= DEPTH_LIMIT:
            raise _RefusedError("too_deep", (line, column), limit=DEPTH_LIMIT)
        node = Listing(line, column) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line, column)
        self._name(event, node)
        self._stack.append(node)

    def _end(self) -> None:
        node = self._stack.pop()
        node.open = False
        if isinstance(node, Mapping):
            self._merge(node)
        self._put(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        place, name = _place(event), event.anchor or ""
        target = self._anchors.get(name)
        if target is None:
            self._note_unknown(name, place)
        elif target.open:
            self._problems.add("cyclic_alias", place, value=name, first=target.line)
        if target is not None and not target.open:
            self._put(replace(target, line=place[0], column=place[1]), place)
        elif not self._stack or isinstance(self._stack[-1], Mapping):
            self._put(Scalar("", True, *place))

    def _note_unknown(self, name: str, place: tuple[int, int]) -> None:
        """An alias that leads nowhere, with the anchor it may have meant and where that is."""
        self._unknown += 1
        meant = nearest(name, self._anchors) if self._unknown <= LIMIT else None
        if meant is None:
            self._problems.add("unknown_anchor", place, value=name)
        else:
            anchor = self._anchors[meant]
            self._problems.add("unlike_anchor", place, guess=meant, value=name, meant=meant, first=anchor.line)

    def _put(self, node: Node, place: tuple[int, int] | None = None) -> None:
        """Hang a finished node into what is open; `place` is where an alias to it stands."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        self._grow(parent, node, place or (node.line, node.column))
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._pair(parent, key, node)

    def _grow(self, parent: Listing | Mapping, node: Node, place: tuple[int, int]) -> None:
        """Count the node into its parent, as large as it is with its aliases followed."""
        parent.values += node.values
        parent.characters += node.characters
        if node.height >= parent.height:
            parent.height = node.height + 1
        if len(self._stack) + node.height - 1 > DEPTH_LIMIT:
            raise _RefusedError("too_deep", place, limit=DEPTH_LIMIT)
        if parent.characters > self._character_limit:
            raise _RefusedError("too_much_expansion", place, limit=EXPANSION_LIMIT)
        if parent.values > VALUE_LIMIT:
            raise _RefusedError("too_many_values", place, limit=VALUE_LIMIT)

    def _pair(self, mapping: Mapping, key: Node, value: Node) -> None:
        """One key and its value; equal keys and keys that are no text are noted, the first stays."""
        if not isinstance(key, Scalar):
            self._problems.add("key_not_text", key)
        elif key.plain and key.text == "<<":
            mapping.merged.append((key, value))
        elif key.plain and not key.text:
            self._problems.add("empty_key", key)
        elif key.text in mapping.pairs:
            self._note_again(mapping, key)
        else:
            mapping.pairs[key.text] = (key, value)

    def _note_again(self, mapping: Mapping, key: Scalar) -> None:
        """A key that was there before. Where it is the one the entry begins with, another entry lacks its dash: said once."""
        first = mapping.pairs[key.text][0]
        begins = next(iter(mapping.pairs)) == key.text and first.column == key.column
        said: dict[str, Value] = {"value": key.text, "first": first.line, "second": key.line}
        if begins and key.text in BEGINNINGS:
            mapping.dashless = True
            self._problems.add("duplicate_first_key", key, more=said)
        elif not mapping.dashless:
            self._problems.add("duplicate_key", key, more=said)

    def _merge(self, mapping: Mapping) -> None:
        """`<<: *name`: what the other mapping says and this one does not."""
        for mark, value in mapping.merged:
            for other in value.items if isinstance(value, Listing) else [value]:
                if not isinstance(other, Mapping):
                    self._problems.add("bad_merge", mark)
                    continue
                for key, pair in other.pairs.items():
                    mapping.pairs.setdefault(key, pair)

    def _name(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, node: Node) -> None:
        if event.anchor is None:
            return
        known = self._anchors.setdefault(event.anchor, node)
        if known is not node:
            said: dict[str, Value] = {"value": event.anchor, "first": known.line, "second": node.line}
            self._problems.add("anchor_repeated", node, severity="warning", more=said)
            self._anchors[event.anchor] = node

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in TAGS:
            self._problems.add("foreign_tag", _place(event), value=event.tag or "")


def _place(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def plain_data(node: Node) -> object:
    """A node as dicts, lists, texts (`str` for plain, `Quoted` for quoted scalars and keys) and None."""
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        return node.text if node.plain else Quoted(node.text)
    if isinstance(node, Listing):
        return [plain_data(item) for item in node.items]
    return {name if key.plain else Quoted(name): plain_data(value) for name, (key, value) in node.pairs.items()}
