"""The rows a selection shows: the newest value of each origin, for each place, and what to call the selection.

An indicator of a selection is an id of the catalogue, alone (`evaluation_agencies`) or with a breakdown key behind a
semicolon (`evaluation_agencies;agency_type=enterprise`). A place is a code, a name or an alias. A period is a year or a
`time_period`. Rows of single institutions (scope `entity`) are never a place's value and never selected.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import breakdown_text, date_text, indicator_name, place_name
from dashboard.model import Selection, breakdown_of
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["describe_selection", "place_codes", "select", "select_series"]

_ORIGIN_GROUP = {"extracted": 0, "corrected": 0, "curated": 1, "derived": 2}
_STATUS_ORDER = {"actual": 0, "target": 1, "applied": 2, "capacity": 3}
_SAME_STATEMENT = [
    "ref_area",
    "_group",
    "breakdown",
    "scope",
    "event",
    "perimeter",
    "status",
    "period_type",
    "unit_family",
]


def place_codes(selection: Selection, catalogue: Catalogue) -> tuple[str, ...]:
    """The area codes of the selected places in the order chosen; a place nobody knows stays as it was written."""
    names: dict[str, str] = {}
    for code, place in catalogue.places.items():
        for name in (place.name_zh, place.name_en, *place.aliases):
            names.setdefault(name, code)
    return tuple(
        dict.fromkeys(text if text in catalogue.places else names.get(text, text) for text in selection.places)
    )


def select(observations: pd.DataFrame, selection: Selection, catalogue: Catalogue) -> pd.DataFrame:
    """The observations a comparison shows, in the order they are shown.

    Columns of the observations frame plus `panel` (an indicator id, with `;` and a breakdown key for a part). Per
    indicator and place: the total, or where a place has no total its broadest parts; of those the chosen periods, or
    else the newest year of each origin, extracted beside curated; plans, applications and capacities of no older year.
    """
    rows = _of_places(observations, selection, catalogue)
    picked = [_pick(part, selection) for part in _panels(rows, selection, catalogue)]
    return _ordered(picked, rows, place_codes(selection, catalogue))


def select_series(observations: pd.DataFrame, selection: Selection, catalogue: Catalogue) -> pd.DataFrame:
    """The observations a trend shows: every year of the chosen indicators and places, `panel` being the indicator.

    Without chosen indicators: those with a value in three years or more for one place. Rows without a year are left out.
    """
    rows = _of_places(observations, selection, catalogue)
    rows = _of_periods(rows[rows["year"] > 0], selection)
    if not selection.indicators:
        rows = _long(rows)
    wanted = selection.indicators or tuple(i for i in catalogue.indicators if (rows["indicator"] == i).any())
    parts = []
    for name in wanted:
        indicator, _, breakdown = name.partition(";")
        part = rows[rows["indicator"] == indicator]
        parts.append(part[part["breakdown"] == breakdown].assign(panel=name) if breakdown else part.assign(panel=name))
    return _ordered(parts, rows, place_codes(selection, catalogue))


def _long(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of indicators and places with values in three years or more."""
    if rows.empty:
        return rows
    years = rows.groupby(["indicator", "ref_area", "scope"])["year"].transform("nunique")
    return rows[years >= 3]


def _of_places(observations: pd.DataFrame, selection: Selection, catalogue: Catalogue) -> pd.DataFrame:
    rows = observations[(observations["scope"] != "entity") & observations["value"].notna()]
    codes = place_codes(selection, catalogue)
    return rows[rows["ref_area"].isin(codes)] if codes else rows


def _of_periods(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    if not selection.periods:
        return rows
    chosen = list(selection.periods)
    return rows[rows["time_period"].isin(chosen) | rows["year"].astype(str).isin(chosen)]


def _panels(rows: pd.DataFrame, selection: Selection, catalogue: Catalogue) -> Iterator[pd.DataFrame]:
    wanted = selection.indicators or tuple(i for i in catalogue.indicators if (rows["indicator"] == i).any())
    for name in wanted:
        indicator, _, breakdown = name.partition(";")
        part = _of_periods(rows[rows["indicator"] == indicator], selection)
        if breakdown:
            yield part[part["breakdown"] == breakdown].assign(panel=name)
        elif (part["breakdown"] == "").any():
            yield _broadest(part).assign(panel=name)
        elif not part.empty:
            yield from _parts(name, _broadest(part))


def _parts(name: str, rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Rows of an indicator nobody states a total of: one panel where one part is the broadest of all, else one a part."""
    depth = rows["breakdown"].map(lambda key: len(breakdown_of(key)))
    broadest = rows.loc[depth == depth.min(), "breakdown"].unique()
    if len(broadest) == 1:
        yield rows.assign(panel=f"{name};{broadest[0]}")
        return
    for key in rows["breakdown"].drop_duplicates():
        yield rows[rows["breakdown"] == key].assign(panel=f"{name};{key}")


def _broadest(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each place the rows with the fewest breakdown dimensions."""
    if rows.empty:
        return rows
    depth = rows["breakdown"].map(lambda key: len(breakdown_of(key)))
    return rows[depth == depth.groupby(rows["ref_area"]).transform("min")]


def _pick(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    if rows.empty:
        return rows
    rows = rows.assign(_group=rows["origin"].map(_ORIGIN_GROUP), _end=rows["time_period"].map(_end_of))
    if not selection.periods:
        rows = _newest(rows)
    statement = _SAME_STATEMENT if not selection.periods else [*_SAME_STATEMENT, "year"]
    rows = rows.sort_values("_end", kind="stable").drop_duplicates(statement, keep="last")
    return rows.drop(columns=["_end"])


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest year of each place, origin and status; what is not actual only if no older than the actual."""
    newest = rows.groupby(["ref_area", "_group", "status"])["year"].transform("max")
    actual = rows["year"].where(rows["status"] == "actual").groupby(rows["ref_area"]).transform("max").fillna(0)
    return rows[(rows["year"] == newest) & ((rows["status"] == "actual") | (rows["year"] >= actual))]


def _end_of(period: str) -> str:
    """The end of a period as sortable text: a year sorts after its months, a month after its days."""
    return (period.partition("/")[2] or period) + "~"


def _ordered(parts: list[pd.DataFrame], rows: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    filled = [part for part in parts if not part.empty]
    if not filled:
        return rows.head(0).assign(panel="")
    table = pd.concat(filled)
    order = {code: rank for rank, code in enumerate(codes or sorted(set(table["ref_area"])))}
    panels = {panel: rank for rank, panel in enumerate(dict.fromkeys(table["panel"]))}
    table = table.assign(
        _panel=table["panel"].map(panels),
        _place=table["ref_area"].map(order),
        _status=table["status"].map(_STATUS_ORDER),
        _group=table["origin"].map(_ORIGIN_GROUP),
    )
    keys = ["_panel", "_place", "_status", "_group", "year", "time_period"]
    return table.sort_values(keys, kind="stable").drop(columns=keys[:4]).reset_index(drop=True)


def describe_selection(selection: Selection, catalogue: Catalogue, lang: str) -> tuple[str, str, str]:
    """The selection in words: its indicators, its places, its periods."""
    comma = say(WORDS, "list.comma", lang)
    indicators = [_indicator_words(name, catalogue, lang) for name in selection.indicators]
    places = [place_name(code, catalogue, lang) for code in place_codes(selection, catalogue)]
    periods = [date_text(period, lang) for period in selection.periods]
    return (
        say(
            WORDS,
            "selection.indicators",
            lang,
            items=comma.join(indicators) or say(WORDS, "selection.all_indicators", lang),
        ),
        say(WORDS, "selection.places", lang, items=comma.join(places) or say(WORDS, "selection.all_places", lang)),
        say(WORDS, "selection.periods", lang, items=comma.join(periods) or say(WORDS, "selection.newest", lang)),
    )


def _indicator_words(name: str, catalogue: Catalogue, lang: str) -> str:
    indicator, _, breakdown = name.partition(";")
    words = breakdown_text(indicator, breakdown, catalogue, lang)
    title = indicator_name(indicator, catalogue, lang)
    return title + (f"（{words}）" if lang == "zh" else f" ({words})") if words else title
