"""Entries that say again, or deny, what an earlier entry of the file has decided."""

from __future__ import annotations

from dashboard.catalogue.nodes import Mapping, Node, Scalar, plain_data
from dashboard.catalogue.problems import Value
from dashboard.catalogue.references import Index, entries, scalar, where

__all__ = ["check_repeated"]

KEY = (
    "indicator", "breakdown", "place", "scope", "entity", "event", "perimeter", "status", "period_type", "time_period",
    "source",
)  # fmt: skip  # what makes two curated figures the same one (architecture: the key of an observation), from one source
ABOUT = ("document", "quote", "expect")
ACTIONS = ("set", "reject", "choose", "assign")


def check_repeated(index: Index) -> None:
    """Note a figure given twice from one source, a decision taken twice, and two that contradict each other."""
    figures: dict[str, Mapping] = {}
    for entry in entries(index.root, "observations"):
        known = figures.setdefault(_said(entry, KEY), entry)
        if known is not entry:
            said: dict[str, Value] = {"where": where("observations", entry), "first": known.line}
            index.problems.add("figure_again", entry, severity="warning", more=said)
    decisions: dict[str, list[Mapping]] = {}
    for entry in entries(index.root, "corrections"):
        if scalar(entry, "quote") is not None:
            _check_decision(index, entry, decisions.setdefault(_said(entry, ABOUT), []))


def _check_decision(index: Index, entry: Mapping, before: list[Mapping]) -> None:
    """One correction beside the earlier ones about the same quote with the same expectation."""
    for other in before:
        said: dict[str, Value] = {"where": where("corrections", entry), "first": other.line}
        if (_action(entry) == "reject") != (_action(other) == "reject"):
            index.problems.add("decision_denied", entry, more=said)
            break
        if _said(entry, ACTIONS) == _said(other, ACTIONS):
            index.problems.add("decision_again", entry, severity="warning", more=said)
            break
    before.append(entry)


def _action(entry: Mapping) -> str:
    """The first action an entry names; "" for none. One that is switched off by `false` is none."""
    return next((key for key in ACTIONS if (node := entry.get(key)) is not None and not _is_off(node)), "")


def _is_off(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text == "false"


def _said(entry: Mapping, keys: tuple[str, ...]) -> str:
    """What an entry says under some keys, whatever their order and their quotes."""
    return repr([_ordered(plain_data(node)) if (node := entry.get(key)) else None for key in keys])


def _ordered(data: object) -> object:
    """Data whose mappings are in the order of their keys and whose texts are plain."""
    if isinstance(data, dict):
        return [(str(key), _ordered(data[key])) for key in sorted(data)]
    if isinstance(data, list):
        return [_ordered(item) for item in data]
    return str(data)
