"""Names in indicators.yaml that must exist, be unique, or not go round in a circle.

Everything here looks at nodes, not at validated models: a file with a misspelt key still gets its dangling references
named in the same report. A node of the wrong shape is passed over; `shape.py` has said so already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from dashboard.catalogue.nodes import Listing, Node, Scalar
from dashboard.catalogue.nodes import Mapping as Entry
from dashboard.catalogue.places import Places, find_place, find_places
from dashboard.catalogue.problems import Noun, Problems, Value, Where, shown
from dashboard.catalogue.spelling import folded, nearest

__all__ = ["Index", "check_references", "entries", "index_of", "scalar", "scalars", "where"]

TOTAL = "_T"
GAP = "…"  # parts a noun from the verb that must follow it
WELL_PARTED = re.compile(f"[^{GAP}]+{GAP}[^{GAP}]+")
MOST_OF_CIRCLE = 12  # names of a circle that are listed
ACTIONS = ("set", "reject", "choose", "assign")


@dataclass(frozen=True, slots=True)
class Index:
    """What is there to be referred to. `places` None means: not known, ask nothing about places."""

    root: Entry
    places: Places | None
    problems: Problems
    indicators: dict[str, Entry]
    units: dict[str, Node]
    unit_words: dict[str, str]
    families: dict[str, None]
    units_by_use: tuple[str, ...] = ()  # the most used first: the likelier one to have been meant
    place_names: tuple[str, ...] = ()  # those the file uses first
    place_seen: dict[str, bool] = field(default_factory=dict)


def entries(root: Node | None, key: str) -> Iterator[Entry]:
    """The mappings in the list under a key."""
    listing = root.get(key) if isinstance(root, Entry) else None
    if isinstance(listing, Listing):
        yield from (item for item in listing.items if isinstance(item, Entry))


def scalar(entry: Node | None, key: str) -> Scalar | None:
    """The text under a key, if it is one and says something."""
    node = entry.get(key) if isinstance(entry, Entry) else None
    return node if isinstance(node, Scalar) else None


def scalars(node: Node | None) -> list[Scalar]:
    """The texts of a list, or the keys of a mapping."""
    if isinstance(node, Listing):
        return [item for item in node.items if isinstance(item, Scalar) and not item.is_null]
    return [key for key, _ in node.pairs.values()] if isinstance(node, Entry) else []


def where(kind: str, entry: Entry, *steps: str) -> Where:
    """`indicators.enrolment.unit`: the section, what the entry is called (or its line), the steps below it."""
    named = scalar(entry, "id") or scalar(entry, "file") or scalar(entry, "indicator") or scalar(entry, "document")
    name = shown(named.text) if named else f"#{entry.line}"
    return Where(".".join([kind, name, *map(shown, steps)]))


def index_of(root: Entry, places: Places | None, problems: Problems) -> Index:
    """The names of a file. Of equal ids the first one counts."""
    indicators: dict[str, Entry] = {}
    for entry in entries(root, "indicators"):
        name = scalar(entry, "id")
        if name is not None:
            indicators.setdefault(name.text, entry)
    units = root.get("units")
    known = {key: value for key, (_, value) in units.pairs.items()} if isinstance(units, Entry) else {}
    words = {word.text: name for name, unit in known.items() for word in _words(unit)}
    families = {
        name.text: None for unit in known.values() if isinstance(unit, Entry) for name in scalars(unit.get("families"))
    }
    by_use, used = _units_by_use(root, known), _used_places(root, places)
    return Index(root, places, problems, indicators, known, words, families, by_use, used)


def _units_by_use(root: Entry, known: Mapping[str, Node]) -> tuple[str, ...]:
    """The units, those named most often first."""
    named = Counter(unit.text for entry in entries(root, "indicators") if (unit := scalar(entry, "unit")))
    return tuple(sorted(known, key=lambda unit: -named[unit]))


def _used_places(root: Entry, places: Places | None) -> tuple[str, ...]:
    """The names of all places, those that the file uses first."""
    if places is None:
        return ()
    sections = ("documents", "observations", "tables")
    named = {place.text for key in sections for entry in entries(root, key) if (place := scalar(entry, "place"))}
    return (*sorted(name for name in named if find_place(places, name) is not None), *places.all_names)


def _words(unit: Node) -> list[Scalar]:
    return scalars(unit.get("words")) if isinstance(unit, Entry) else []


DECLARED_IN = {"indicator": "indicators", "unit": "units", "family": "units"}


def check_references(index: Index) -> None:
    """Note every name that is used twice, belongs to two, or does not exist."""
    _check_unique(index, "indicators", "id", "duplicate_id")
    _check_unique(index, "documents", "file", "duplicate_document")
    _check_claims(index)
    for entry in entries(index.root, "indicators"):
        _check_indicator(index, entry)
    for key in ("parent", "sum_of"):
        _check_cycles(index, key)
    for entry in entries(index.root, "documents"):
        _check_place(index, "documents", entry)
    for entry in entries(index.root, "observations"):
        _check_place(index, "observations", entry)
        _check_key(index, entry, where("observations", entry))
    for entry in entries(index.root, "tables"):
        _check_table(index, entry)
    for entry in entries(index.root, "corrections"):
        _check_correction(index, entry)


def _check_unique(index: Index, section: str, key: str, wording: str) -> None:
    """No two entries of a section have the same id; ids that only look different count as the same."""
    first: dict[str, Scalar] = {}
    for entry in entries(index.root, section):
        name = scalar(entry, key)
        if name is None:
            continue
        known = first.setdefault(folded(name.text), name)
        if known is not name:
            index.problems.add(wording, name, value=name.text, first=known.line)


def _check_claims(index: Index) -> None:
    """A name in running text means one indicator, one unit, one scope."""
    indicators = ((owner, _claims(entry)) for owner, entry in index.indicators.items())
    _check_claimed(index, Noun("noun.indicator"), indicators)
    _check_claimed(index, Noun("noun.unit"), ((owner, _words(unit)) for owner, unit in index.units.items()))
    scopes = index.root.get("scopes")
    levels = (
        ((level, scalars(words)) for level, (_, words) in scopes.pairs.items()) if isinstance(scopes, Entry) else ()
    )
    _check_claimed(index, Noun("noun.scope"), levels)


def _claims(indicator: Entry) -> list[Scalar]:
    """An indicator's aliases, and its Chinese name where that is not one of them."""
    aliases, name = scalars(indicator.get("aliases")), scalar(indicator, "zh")
    known = {folded(alias.text) for alias in aliases}
    return [*([name] if name and folded(name.text) not in known else []), *aliases]


def _check_claimed(index: Index, noun: Noun, claims: Iterable[tuple[str, list[Scalar]]]) -> None:
    """No name is claimed by two owners; one that an owner repeats, or that looks like two, is only a warning."""
    first: dict[str, tuple[str, Scalar]] = {}
    for owner, names in claims:
        for name in names:
            other, known = first.setdefault(folded(name.text), (owner, name))
            said: dict[str, Value] = {"noun": noun, "owner": owner, "value": name.text, "first": known.line}
            if other != owner:
                index.problems.add("alias_claimed", name, other=other, more=said)
            elif known is not name and known.text == name.text:
                index.problems.add("alias_repeated", name, severity="warning", more=said)
            if GAP in name.text and not WELL_PARTED.fullmatch(name.text):
                index.problems.add("alias_gap", name, noun=noun, owner=owner, value=name.text)
            if "，" in name.text:
                index.problems.add("alias_with_comma", name, severity="warning", value=name.text)


def _check_indicator(index: Index, entry: Entry) -> None:
    """The names one indicator uses."""
    for key in ("parent", "numerator", "denominator"):
        _check_indicator_name(index, scalar(entry, key), where("indicators", entry, key))
    for name in scalars(entry.get("sum_of")):
        _check_indicator_name(index, name, where("indicators", entry, "sum_of"))
    perimeters = entry.get("perimeter_codes")
    for code, (_, perimeter) in perimeters.pairs.items() if isinstance(perimeters, Entry) else ():
        for name in scalars(perimeter.get("beside") if isinstance(perimeter, Entry) else None):
            _check_indicator_name(index, name, where("indicators", entry, "perimeter_codes", code, "beside"))
    additive = entry.get("additive")
    for name in scalars(additive) if isinstance(additive, Listing) else ():
        _check_own(index, name, entry, "dimension", _dimensions(entry), where("indicators", entry, "additive"))
    _check_unit_and_family(index, entry)


def _check_unit_and_family(index: Index, entry: Entry) -> None:
    """The unit and the family exist, and belong to each other."""
    unit, family = scalar(entry, "unit"), scalar(entry, "unit_family")
    _check_unit(index, unit, where("indicators", entry, "unit"))
    place = where("indicators", entry, "unit_family")
    if family is not None and family.text not in index.families:
        _unknown(index, family, "family", tuple(index.families), place)
    elif family is not None and unit is not None:
        known = index.units.get(unit.text)
        own = tuple(name.text for name in scalars(known.get("families"))) if isinstance(known, Entry) else ()
        if known is not None and family.text not in own:
            said: dict[str, Value] = {"where": place, "value": family.text, "unit": unit.text, "allowed": own}
            index.problems.add("family_of_unit", family, severity="warning", near=(family.text, own), more=said)


def _check_indicator_name(index: Index, name: Scalar | None, place: Where) -> None:
    if name is not None and name.text not in index.indicators:
        _unknown(index, name, "indicator", tuple(index.indicators), place)


def _check_unit(index: Index, name: Scalar | None, place: Where) -> None:
    """A unit is named by its id; one of its other words leads to it."""
    if name is not None and name.text not in index.units:
        guess = index.unit_words.get(name.text) or nearest(name.text, index.units_by_use) or ""
        _unknown(index, name, "unit", tuple(index.units), place, guess=guess)


def _unknown(index: Index, name: Scalar, noun: str, names: tuple[str, ...], place: Where, guess: str = "") -> None:
    """A name that does not exist. Where the section it would stand in is missing, that is said already, and once."""
    if not names and DECLARED_IN.get(noun, "") not in index.root.pairs:
        return
    said: dict[str, Value] = {"where": place, "noun": Noun(f"noun.{noun}"), "value": name.text, "allowed": names}
    index.problems.add("unknown_name", name, near=(name.text, names), guess=guess, more=said)


def _check_own(index: Index, name: Scalar, indicator: Entry, noun: str, names: Iterable[str], place: Where) -> None:
    """A dimension, code or perimeter is one of the indicator's own."""
    allowed = tuple(names)
    if name.text in allowed:
        return
    identity = scalar(indicator, "id")
    owner = identity.text if identity else ""
    said: dict[str, Value] = {"where": place, "noun": Noun(f"noun.{noun}"), "value": name.text, "allowed": allowed}
    index.problems.add("unknown_of_indicator", name, near=(name.text, allowed), owner=owner, more=said)


def _dimensions(indicator: Entry) -> dict[str, tuple[str, ...]]:
    """The indicator's dimensions, each with its codes."""
    breakdowns = indicator.get("breakdowns")
    below = breakdowns.pairs if isinstance(breakdowns, Entry) else {}
    return {
        dim.text: tuple(code.text for code in scalars(below[dim.text][1] if dim.text in below else None))
        for dim in scalars(breakdowns)
    }


def _check_key(index: Index, entry: Entry, place: Where, indicator: Entry | None = None) -> None:
    """Indicator, breakdown, unit and perimeter of an observation, a column, or what a correction says.

    `indicator` is the one meant where the entry itself names none.
    """
    name = scalar(entry, "indicator")
    _check_indicator_name(index, name, Where(f"{place}.indicator"))
    _check_unit(index, scalar(entry, "unit"), Where(f"{place}.unit"))
    meant = index.indicators.get(name.text) if name else indicator
    if meant is None:
        return
    perimeter = scalar(entry, "perimeter")
    if perimeter is not None:
        codes = (code.text for code in scalars(meant.get("perimeter_codes")))
        _check_own(index, perimeter, meant, "perimeter", codes, Where(f"{place}.perimeter"))
    _check_breakdown(index, entry, meant, Where(f"{place}.breakdown"))


def _check_breakdown(index: Index, entry: Entry, meant: Entry, place: Where) -> None:
    """Every dimension is the indicator's, every code the dimension's. A dimension without codes takes any."""
    breakdown, dimensions = entry.get("breakdown"), _dimensions(meant)
    for dim, code in breakdown.pairs.values() if isinstance(breakdown, Entry) else ():
        _check_own(index, dim, meant, "dimension", dimensions, place)
        codes = dimensions.get(dim.text)
        if codes and isinstance(code, Scalar) and code.text != TOTAL:
            _check_own(index, code, meant, "code", codes, place)


def _check_place(index: Index, section: str, entry: Entry) -> None:
    """The entry's place is one place of data/places.csv."""
    name, places = scalar(entry, "place"), index.places
    if name is None or places is None:
        return
    if name.text not in index.place_seen:
        index.place_seen[name.text] = find_place(places, name.text) is not None
    if index.place_seen[name.text]:
        return
    several = find_places(places, name.text)
    if several:
        allowed = tuple(f"{place.code} {place.name_zh}" for place in several)
        index.problems.add("ambiguous_place", name, where=where(section, entry), value=name.text, allowed=allowed)
    else:
        near = (name.text, index.place_names)
        index.problems.add("unknown_place", name, near=near, where=where(section, entry), value=name.text)


def _check_table(index: Index, entry: Entry) -> None:
    """The table's place and what its columns hold."""
    _check_place(index, "tables", entry)
    columns = entry.get("columns")
    for header, (_, column) in columns.pairs.items() if isinstance(columns, Entry) else ():
        if isinstance(column, Entry):
            _check_key(index, column, where("tables", entry, header))


def _check_correction(index: Index, entry: Entry) -> None:
    """One action, and names that exist in what is expected and set."""
    given = [key for key in ACTIONS if _acts(entry, key)]
    if len(given) != 1:
        first = entry.key_node(given[1]) if len(given) > 1 else None
        index.problems.add("one_action", first or entry, where=where("corrections", entry), value=tuple(given))
    expected, action = entry.get("expect"), entry.get("set")
    if isinstance(expected, Entry) and not expected.pairs:
        index.problems.add("nothing_expected", expected, where=where("corrections", entry))
    named = scalar(expected, "indicator")
    meant = index.indicators.get(named.text) if named else None
    for key, values in (("expect", expected), ("set", action)):
        if isinstance(values, Entry):
            _check_key(index, values, where("corrections", entry, key), meant)
            _check_place(index, "corrections", values)
    _check_indicator_name(index, scalar(entry, "assign"), where("corrections", entry, "assign"))


def _acts(entry: Entry, key: str) -> bool:
    """Whether an action is there and not switched off by `false`."""
    node = entry.get(key)
    return node is not None and not (isinstance(node, Scalar) and node.plain and node.text == "false")


def _check_cycles(index: Index, key: str) -> None:
    """No indicator is, by way of others, above or inside itself."""
    edges: dict[str, list[Scalar]] = {}
    for name, entry in index.indicators.items():
        single = scalar(entry, key)
        edges[name] = [single] if single else scalars(entry.get(key))
    for closing, names in _cycles(edges):
        place = where("indicators", index.indicators[names[-2]], key)
        said: dict[str, Value] = {"where": place, "value": Where(" → ".join(map(shown, names[:MOST_OF_CIRCLE])))}
        links = (_link(edges, one, other) for one, other in pairwise(names[:MOST_OF_CIRCLE]))
        lines = sorted({link.line for link in links if link is not None})
        index.problems.add("cycle", closing, more=said, lines=tuple(map(str, lines)))


def _link(edges: Mapping[str, list[Scalar]], one: str, other: str) -> Scalar | None:
    """Where one indicator names the other."""
    return next((name for name in edges[one] if name.text == other), None)


def _cycles(edges: Mapping[str, list[Scalar]]) -> Iterator[tuple[Scalar, list[str]]]:
    """(the reference that closes a circle, the names round it) for every circle met going down from each name."""
    done: set[str] = set()
    for start in edges:
        path, stack = ({}, []) if start in done else ({start: None}, [iter(edges[start])])
        while stack:
            target = next(stack[-1], None)
            if target is None:
                stack.pop()
                done.add(path.popitem()[0])
            elif target.text in path:
                names = list(path)
                yield target, [*names[names.index(target.text) :], target.text]
            elif target.text in edges and target.text not in done:
                path[target.text] = None
                stack.append(iter(edges[target.text]))
