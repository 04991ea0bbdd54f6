"""The lines of a trend, before anything is drawn: which values belong to one line, and what sets lines apart.

One panel is one indicator in one unit at one scope: a city beside the nation on one axis would be a flat line at zero and
is not comparable anyway (domain handbook 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import (
    breakdown_text,
    indicator_name,
    origin_text,
    perimeter_text,
    place_name,
    unit_text,
)
from dashboard.charts.style import Row, Theme
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["Series", "TrendPanel", "trend_panels"]

_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_KEY = ("ref_area", "breakdown", "perimeter", "event", "period_type", "status", "origin")


@dataclass(frozen=True, slots=True)
class Series:
    """The values that make one line: `rows` by year, `label` what sets it apart in its panel."""

    rows: tuple[Row, ...]
    label: str
    colour: str
    dash: str

    @property
    def first(self) -> Row:
        """Any row stands for the key all of them share."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One indicator in one unit."""

    title: str
    unit: str
    places: tuple[str, ...]
    rank: bool
    series: tuple[Series, ...]
    notes: tuple[str, ...]


def trend_panels(
    rows: Sequence[Row], colours: Mapping[str, str], catalogue: Catalogue, lang: str, theme: Theme
) -> tuple[TrendPanel, ...]:
    """The panels of the rows of `selection.select_series`: one per `panel`, unit and scope."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((str(row["panel"]), str(row["unit"]), str(row["scope"])), []).append(row)
    return tuple(
        _trend_panel(name, unit, mine, colours, catalogue, lang, theme) for (name, unit, _), mine in grouped.items()
    )


def _trend_panel(
    name: str, unit: str, rows: Sequence[Row], colours: Mapping[str, str], catalogue: Catalogue, lang: str, theme: Theme
) -> TrendPanel:
    indicator, _, breakdown = name.partition(";")
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    entry = catalogue.indicators.get(indicator)
    keys: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        keys.setdefault(tuple(str(row[column]) for column in _KEY), []).append(row)
    varying = frozenset(column for index, column in enumerate(_KEY) if len({key[index] for key in keys}) > 1)
    broken = any(len({key[2] for key in keys if key[0] == place}) > 1 for place in {key[0] for key in keys})
    series: list[Series] = []
    for mine in keys.values():
        dash = _DASHES[sum(other.first["ref_area"] == mine[0]["ref_area"] for other in series) % len(_DASHES)]
        label = _series_label(mine[0], varying, catalogue, lang)
        colour = colours.get(str(mine[0]["ref_area"]), theme.muted)
        series.append(Series(tuple(sorted(mine, key=lambda row: int(row["year"]))), label, colour, dash))
    return TrendPanel(
        title=f"{title} · {words}" if words else title,
        unit=unit_text(unit, catalogue, lang),
        places=tuple(dict.fromkeys(place_name(str(row["ref_area"]), catalogue, lang) for row in rows)),
        rank=entry is not None and entry.kind == "rank",
        series=tuple(series),
        notes=(say(WORDS, "trend.perimeters", lang),) if broken else (),
    )


def _series_label(row: Row, varying: frozenset[str], catalogue: Catalogue, lang: str) -> str:
    """What sets a line apart within its panel; the place where nothing else does."""
    words = {
        "breakdown": breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang),
        "perimeter": perimeter_text(row, catalogue, lang),
        "event": str(row["event"]),
        "period_type": say(WORDS, f"trend.{row['period_type']}", lang),
        "status": say(WORDS, f"status.{row['status']}", lang) if row["status"] != "actual" else "",
        "origin": origin_text(row, lang) if row["status"] == "actual" else "",
    }
    apart = [text for column, text in words.items() if text and (column in varying or column == "status")]
    place = place_name(str(row["ref_area"]), catalogue, lang)
    return " · ".join([place, *apart] if "ref_area" in varying or not apart else apart)
