"""Nodes against the models of `schema.py`: every mismatch becomes a problem at its place in the file."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dashboard.catalogue.nodes import Listing, Mapping, Node, Scalar, plain_data
from dashboard.catalogue.problems import Noun, Placed, Problems, Where, shown
from dashboard.catalogue.schema import FileModel, allowed_keys
from dashboard.catalogue.spelling import nearest

__all__ = ["check_shape", "label"]

Loc = tuple[str | int, ...]
LIMIT = 1000  # mismatches looked at one by one; more are counted
KEY = "[key]"  # pydantic's last step for an error in a key
NAMES = ("id", "file", "indicator", "document")  # what an entry of a list is called by
MAPPING_TYPES = frozenset({"model_type", "model_attributes_type", "dict_type"})
LIST_TYPES = frozenset({"tuple_type", "list_type"})


def check_shape(root: Node, problems: Problems) -> FileModel | None:
    """The file as models, or None with every mismatch noted."""
    try:
        return FileModel.model_validate(plain_data(root))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[:LIMIT]
        problems.unsaid += error.error_count() - len(details)
        unknown = _unknown_keys(details)
        for detail in details:
            _note(root, detail, unknown, problems)
        return None


def _unknown_keys(details: Sequence[ErrorDetails]) -> dict[Loc, list[str]]:
    """The keys nobody knows, by the mapping they stand in."""
    unknown: dict[Loc, list[str]] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            unknown.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    return unknown


def _note(root: Node, detail: ErrorDetails, unknown: dict[Loc, list[str]], problems: Problems) -> None:
    """One mismatch as a problem."""
    kind, loc, ctx = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        _note_unknown(root, loc, problems)
    elif kind == "missing":
        _note_missing(root, loc, unknown.get(loc[:-1], []), problems)
    elif kind in MAPPING_TYPES:
        node = _find(root, loc)
        allowed = allowed_keys(loc)
        problems.add("not_mapping", node, where=label(root, loc), value=_said(node), allowed=allowed)
    elif kind in LIST_TYPES:
        node = _find(root, loc)
        problems.add("not_list", node, where=label(root, loc), value=_said(node))
    else:
        _note_value(root, loc, kind, ctx, problems)


def _note_unknown(root: Node, loc: Loc, problems: Problems) -> None:
    """A key that is not one of the mapping's."""
    key, allowed = str(loc[-1]), allowed_keys(loc[:-1])
    at = _find(root, (*loc, KEY))
    before, colon, _ = key.partition("：")
    if colon and before.strip() in allowed:
        problems.add("syntax_wide_colon", (at.line, at.column + len(before)))
        return
    free = _free_keys(_find(root, loc[:-1]), allowed)
    problems.add("unknown_key", at, near=(key, free), where=label(root, loc[:-1]), value=key, allowed=allowed)


def _free_keys(parent: Node, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The keys a misspelt one may stand for: those the mapping does not have yet."""
    return tuple(name for name in allowed if not isinstance(parent, Mapping) or name not in parent.pairs)


def _note_missing(root: Node, loc: Loc, unknown: list[str], problems: Problems) -> None:
    """A required key that is not there: silent where it is there misspelt, since that is said already."""
    key, parent = str(loc[-1]), _find(root, loc[:-1])
    free = _free_keys(parent, allowed_keys(loc[:-1]))
    if any(nearest(wrong, free) == key or wrong.partition("：")[0].strip() == key for wrong in unknown):
        return
    there = parent.key_node(key) if isinstance(parent, Mapping) else None
    problems.add("empty_value" if there else "missing_key", there or parent, where=label(root, loc[:-1]), value=key)


def _note_value(root: Node, loc: Loc, kind: str, ctx: dict[str, object], problems: Problems) -> None:
    """A value that cannot be read; `kind` is the wording key its reader chose."""
    node = _find(root, loc)
    names = ctx.get("names")
    allowed = tuple(str(name) for name in names) if isinstance(names, tuple) else ()
    value = _said(node)
    problems.add(
        kind,
        node,
        near=(value, allowed) if allowed and isinstance(node, Scalar) else None,
        guess=str(ctx.get("guess", "")),
        where=label(root, loc),
        value=value,
        allowed=allowed,
        more={name: str(ctx[name]) for name in ("least", "most") if name in ctx},
    )


def _said(node: Placed) -> str:
    """What stands at a node, as it may be quoted."""
    if isinstance(node, Scalar):
        return Noun("noun.nothing") if node.is_null else node.text
    return Noun("noun.list" if isinstance(node, Listing) else "noun.mapping")


def _child(node: Node, step: str | int) -> Node | None:
    """One step down; a code of a short list is found by its text."""
    if isinstance(node, Mapping):
        pair = node.pairs.get(str(step))
        return pair[1] if pair else None
    if isinstance(node, Scalar):
        return None
    if isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return next((item for item in node.items if isinstance(item, Scalar) and item.text == step), None)


def _find(root: Node, loc: Loc) -> Node:
    """The node at a place, or the deepest one on the way there; with a last step `[key]` the key itself."""
    node = root
    for index, step in enumerate(loc):
        if index + 1 < len(loc) and loc[index + 1] == KEY and isinstance(node, Mapping):
            return node.key_node(str(step)) or node
        following = _child(node, step)
        if following is None:
            return node
        node = following
    return node


def label(root: Node, loc: Loc) -> Where:
    """A place in the file as a reader would name it: `indicators.evaluation_agencies.unit`."""
    names, node = list[str](), root
    for step in loc:
        following = _child(node, step)
        if step != KEY and (following is not None or isinstance(node, Mapping)):
            names.append(_name(following, step))
        if following is None:
            break
        node = following
    return Where(".".join(names) or "indicators.yaml")


def _name(node: Node | None, step: str | int) -> str:
    """A step: the key, or what the entry of a list is called, or its number from 1."""
    if isinstance(step, str):
        return shown(step)
    for key in NAMES:
        named = node.get(key) if isinstance(node, Mapping) else None
        if isinstance(named, Scalar):
            return shown(named.text)
    return f"#{step + 1}"
