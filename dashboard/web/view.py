"""How the overview is looked at ⇄ the URL: what is searched for, which rows and columns are shown, and in what order.

Keys: `q` words searched for · `theme`, `level` (of places), `flag` comma-separated · `only=comparable` ·
`columns=name|code|count`, or `columns=value&of=<indicator>&dir=up` · `rows=name|coverage`. What is default is not written. Values
nobody knows are left out and handed back, as in `state`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.places import LEVELS

__all__ = ["COLUMN_ORDERS", "FLAGS", "ROW_ORDERS", "View", "read_view", "write_view"]

FLAGS = ("conflict", "approximate", "target")
COLUMN_ORDERS = ("spoken", "name", "code", "count", "value")
ROW_ORDERS = ("catalogue", "name", "coverage")
_DIRECTIONS = ("down", "up")
_COMPARABLE = "comparable"
_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class View:
    """`columns` is one of COLUMN_ORDERS; with `value`, `of` is the indicator and `direction` down (largest first) or up."""

    query: str = ""
    themes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    comparable: bool = False
    columns: str = COLUMN_ORDERS[0]
    of: str = ""
    direction: str = _DIRECTIONS[0]
    rows: str = ROW_ORDERS[0]

    @property
    def narrowed(self) -> int:
        """How many filters are set; the search and the orders are none."""
        return len(self.themes) + len(self.levels) + len(self.flags) + self.comparable


def read_view(others: Mapping[str, str], catalogue: Catalogue) -> tuple[View, tuple[str, ...]]:
    """The view of the query keys that are not the selection's, and what of them was ignored, as `key=value`."""
    ignored: list[str] = []

    def words(key: str, known: Collection[str]) -> tuple[str, ...]:
        given = dict.fromkeys(word.strip() for word in others.get(key, "").split(",") if word.strip())
        ignored.extend(f"{key}={word[:60]}" for word in given if word not in known)
        return tuple(word for word in given if word in known)

    def choice(key: str, known: tuple[str, ...]) -> str:
        return (*words(key, known), known[0])[0]

    of = choice("of", ("", *catalogue.indicators))
    columns = choice("columns", COLUMN_ORDERS)
    direction = choice("dir", _DIRECTIONS)
    if (columns == "value") != bool(of):
        ignored.append(f"columns={columns}" if columns == "value" else f"of={of}")
        columns, of = COLUMN_ORDERS[0] if columns == "value" else columns, ""
    view = View(
        query=" ".join(others.get("q", "").split())[:_LONGEST_QUERY],
        themes=words("theme", {entry.theme for entry in catalogue.indicators.values()}),
        levels=words("level", LEVELS),
        flags=words("flag", FLAGS),
        comparable=choice("only", ("", _COMPARABLE)) == _COMPARABLE,
        columns=columns,
        of=of,
        direction=direction if of else _DIRECTIONS[0],
        rows=choice("rows", ROW_ORDERS),
    )
    return view, tuple(ignored)


def write_view(view: View) -> dict[str, str]:
    """The query keys of a view without what is default; inverse of `read_view`."""
    said = {
        "q": view.query,
        "theme": ",".join(view.themes),
        "level": ",".join(view.levels),
        "flag": ",".join(view.flags),
        "only": _COMPARABLE if view.comparable else "",
        "columns": view.columns if view.columns != COLUMN_ORDERS[0] else "",
        "of": view.of,
        "dir": view.direction if view.direction != _DIRECTIONS[0] else "",
        "rows": view.rows if view.rows != ROW_ORDERS[0] else "",
    }
    return {key: value for key, value in said.items() if value}
