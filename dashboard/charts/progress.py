"""Plans beside what was reached: a bar for the result, an upright stroke for the target, a hatched band for one in a range.

A plan that only a completion share implies is a band as wide as the arithmetic leaves it; a target without a result yet
stands alone and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.hover import hover_text
from dashboard.charts.labels import (
    breakdown_text,
    has,
    indicator_name,
    origin_text,
    owner_text,
    period_text,
    reason_text,
    short_period,
    unit_text,
    value_text,
)
from dashboard.charts.panels import Lane
from dashboard.charts.selection import place_codes, rows_stated
from dashboard.charts.strip_marks import BAR, Key, Look, Mark, Words
from dashboard.charts.strips import Line, Strip, StripPanel, draw_strips
from dashboard.charts.style import Chart, ChartStyle, Row, Theme, place_colours, theme_named
from dashboard.model import Interval, Selection
from dashboard.observations.cells import Cells
from dashboard.observations.composition import row_interval
from dashboard.observations.dates import date_text
from dashboard.observations.intervals import is_exact, show
from dashboard.observations.progress import Progress, progress, unplanned
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "find_progress",
    "find_unplanned",
    "goal_text",
    "panel_name",
    "progress_chart",
    "progress_panels",
    "progress_rows",
    "progress_words",
    "share_text",
]

_RESULT = 12.0  # pixels: the result is the slimmer bar, so that the target stands out on both sides
_STEM = 3.0
_CURATED = "curated"
_TO_DATE = "year_to_date"


def find_progress(
    observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue
) -> tuple[Progress, ...]:
    """The targets of the chosen indicators, places and years, or of all; within a place the newest first."""
    rows = _read(observations, selection, catalogue)
    found = [each for each in progress(rows, catalogue) if _is_chosen(each.target, selection)]
    codes = place_codes(selection, catalogue)
    names = list(dict.fromkeys(name.partition(";")[0] for name in selection.indicators)) or list(catalogue.indicators)
    paired = {_place_of(each) for each in found if each.actual is not None}
    return tuple(sorted(found, key=lambda each: _order(each, names, codes, paired)))


def _place_of(each: Progress) -> tuple[str, ...]:
    """The strip a target stands in."""
    return tuple(str(each.target[name]) for name in ("indicator", "breakdown", "ref_area", "entity"))


def find_unplanned(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> tuple[Row, ...]:
    """The results of a selection that have no target of their year, where somebody in it sets targets."""
    rows = _read(observations, selection, catalogue)
    return tuple(row for row in unplanned(rows, catalogue) if _is_chosen(row, selection))


def _read(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> list[Row]:
    """The rows of the chosen indicators and places, and of the shares that say how much of their plans is completed."""
    names = [name.partition(";")[0] for name in selection.indicators] or list(catalogue.indicators)
    shares = [entry.id for entry in catalogue.indicators.values() if entry.numerator in names]
    return rows_stated(observations, [*names, *shares], place_codes(selection, catalogue))


def _is_chosen(row: Row, selection: Selection) -> bool:
    names = {name.partition(";")[0] for name in selection.indicators}
    periods = {str(row["year"]), str(row["time_period"])}
    return (not names or row["indicator"] in names) and (
        not selection.periods or bool(periods & set(selection.periods))
    )


def _order(
    each: Progress, names: Sequence[str], codes: Sequence[str], paired: set[tuple[str, ...]]
) -> tuple[object, ...]:
    """Indicators, breakdowns and places as chosen; without chosen places those with a result come first."""
    row = each.target
    place = codes.index(row["ref_area"]) if codes else _place_of(each) not in paired
    return (
        names.index(str(row["indicator"])),
        row["breakdown"],
        place,
        row["ref_area"],
        row["entity"],
        -int(row["year"]),
    )


def progress_rows(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> list[Row]:
    """The observations behind a selection's plans, each once: target, result, completion, then what has no target."""
    rows = [
        row
        for each in find_progress(observations, selection, catalogue)
        for row in (each.target, each.actual, each.completion, each.latest, *(row for row, _ in each.apart))
        if row is not None
    ]
    rows += find_unplanned(observations, selection, catalogue)
    return list({str(row["observation_id"]): row for row in rows}.values())


def progress_chart(
    observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue, style: ChartStyle | None = None
) -> Chart:
    """The plans a selection asks for, from the observations. `{"data": …, "layout": …}`.

    `selection.axis` "shared" puts all bars of one unit on one scale. UsageError for an unknown theme.
    """
    style = style or ChartStyle()
    found = find_progress(observations, selection, catalogue)
    colours = place_colours(observations, style.theme)
    panels = progress_panels(found, selection, catalogue, theme_named(style.theme), colours)
    return draw_strips(panels, style, selection.lang, shared=selection.axis == "shared")


def panel_name(each: Progress) -> str:
    """What a panel is called: an indicator, its breakdown, its kind of unit."""
    row = each.target
    return ".".join(str(row[name]) for name in ("indicator", "breakdown", "unit_family") if row[name])


def progress_panels(
    found: Iterable[Progress], selection: Selection, catalogue: Catalogue, theme: Theme, colours: Mapping[str, str]
) -> tuple[StripPanel, ...]:
    """One panel for each indicator, breakdown and kind of unit; its strips are places, in the order given."""
    groups: dict[str, list[Progress]] = {}
    for each in found:
        groups.setdefault(panel_name(each), []).append(each)
    return tuple(_panel(name, group, selection.lang, catalogue, theme, colours) for name, group in groups.items())


def _panel(
    name: str, group: Sequence[Progress], lang: str, catalogue: Catalogue, theme: Theme, colours: Mapping[str, str]
) -> StripPanel:
    first = group[0].target
    strips: dict[tuple[str, str], list[Progress]] = {}
    for each in group:
        owner = owner_text(each.target, catalogue, lang)
        strips.setdefault((str(each.target["ref_area"]), owner), []).append(each)
    part = breakdown_text(str(first["indicator"]), str(first["breakdown"]), catalogue, lang)
    title = indicator_name(str(first["indicator"]), catalogue, lang)
    return StripPanel(
        name=name,
        title=f"{title} · {part}" if part else title,
        unit=unit_text(str(first["unit"]), catalogue, lang),
        strips=tuple(
            Strip(
                code,
                owner,
                tuple(_line(each, colours.get(code, theme.muted), theme, catalogue, lang) for each in mine),
                scaled=any(each.actual is not None for each in mine),
            )
            for (code, owner), mine in strips.items()
        ),
        keys=tuple(_keys(group, theme, lang)),
        notes=tuple(progress_words(each, catalogue, lang) for each in group),
    )


# --- one bar -------------------------------------------------------------------------------------------------------


def _line(each: Progress, colour: str, theme: Theme, catalogue: Catalogue, lang: str) -> Line:
    """A pair: its result above, its target below the marks. A target alone stands above, the latest result below."""
    ground = _ground(each.target if each.actual is None else each.actual, catalogue, lang)
    target = Words((" · ".join(_target_words(each, catalogue, lang)),), *_ground(each.target, catalogue, lang))
    marks = (*_result_marks(each, colour, catalogue, lang), *_target_marks(each, theme, catalogue, lang))
    label = Words((share_text(each, catalogue, lang),), *ground)
    if each.actual is None:
        return Line(marks, target, label, tuple(_latest_words(each, catalogue, lang)))
    return Line(marks, Words((" · ".join(_result_words(each.actual, catalogue, lang)),), *ground), label, (target,))


def _ground(row: Row, catalogue: Catalogue, lang: str) -> tuple[str, str]:
    return str(row["observation_id"]), _hover(row, catalogue, lang)


def _hover(row: Row, catalogue: Catalogue, lang: str) -> str:
    return hover_text(Lane(row, float(row["value"]), value_text(row, catalogue, lang), ()), catalogue, lang)


def _result_marks(each: Progress, colour: str, catalogue: Catalogue, lang: str) -> Iterator[Mark]:
    """A bar, or for a curated result a stem with a diamond; pale where it is only to date."""
    row = each.actual
    if row is None:
        return
    to_date = row["period_type"] == _TO_DATE
    look = Look(colour, "pale" if to_date else "solid", "." if to_date else "")
    value, curated = float(row["value"]), row["origin"] == _CURATED
    key, hover = _ground(row, catalogue, lang)
    yield Mark(0.0, value, key, hover, look, height=_STEM if curated else _RESULT)
    if curated:
        yield Mark(value, value, key, hover, Look(colour, "paper" if to_date else "solid"), kind="diamond")


def _target_marks(each: Progress, theme: Theme, catalogue: Catalogue, lang: str) -> Iterator[Mark]:
    """A stroke; two with a band between them for a range or an implied plan; an arrow behind a floor."""
    row, look = each.target, Look(theme.ink)
    key, hover = _ground(row, catalogue, lang)
    ends = _ends(row)
    if len(ends) > 1:
        yield Mark(ends[0], ends[1], key, hover, Look(theme.ink, "none", "\\"), height=BAR)
    for end in ends:
        yield Mark(end, end, key, hover, look, kind="tick")
    if each.floor:
        yield Mark(ends[-1], ends[-1], key, hover, look, kind="triangle-right", shift=7.0)


def _ends(row: Row) -> tuple[float, ...]:
    """Where a target's strokes stand: one, or both ends of a range and of what is only implied."""
    implied = row["processing"] == "derived" and has(row["low"]) and has(row["high"]) and row["low"] < row["high"]
    if implied:
        return float(row["low"]), float(row["high"])
    return (float(row["value"]), float(row["value_high"])) if has(row["value_high"]) else (float(row["value"]),)


def _result_words(row: Row, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """The result with its period and origin."""
    yield say(WORDS, "progress.result", lang, value=value_text(row, catalogue, lang))
    yield period_text(row, lang)
    yield origin_text(row, lang)


def _latest_words(each: Progress, catalogue: Catalogue, lang: str) -> Iterator[Words]:
    """The newest result of another period, where there is one."""
    if each.latest is not None:
        value, period = value_text(each.latest, catalogue, lang), short_period(each.latest, lang)
        text = say(WORDS, "progress.latest", lang, value=value, period=period)
        yield Words((text,), *_ground(each.latest, catalogue, lang))


def _target_words(each: Progress, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """The target with its period, how it was derived, and the completion its source states."""
    row = each.target
    derived = row["processing"] == "derived"
    yield say(WORDS, "progress.plan" if derived else "progress.target", lang, value=goal_text(row, catalogue, lang))
    yield _formula(each, catalogue, lang) if derived else short_period(row, lang)
    if each.completion is not None and not derived:
        yield say(WORDS, "progress.completion", lang, value=value_text(each.completion, catalogue, lang))


def goal_text(row: Row, catalogue: Catalogue, lang: str) -> str:
    """A target as printed; a plan that is only implied as the interval the arithmetic leaves."""
    if row["processing"] != "derived":
        return value_text(row, catalogue, lang)
    unit = unit_text(str(row["unit"]), catalogue, lang)
    return show(row_interval(row), lang) + (unit if lang == "zh" else f" {unit}")


def share_text(each: Progress, catalogue: Catalogue, lang: str) -> str:
    """How much of the target is reached, as far as the print allows to say: 62.0–62.2 % of it; of a share, in points."""
    if each.actual is None or each.reached is None:
        return say(WORDS, "progress.no_result", lang) if each.actual is None else ""
    if each.target["processing"] == "derived" and each.completion is not None:
        return say(WORDS, "progress.completion", lang, value=value_text(each.completion, catalogue, lang))
    if each.in_points:
        return say(WORDS, "progress.points", lang, points=_rounded(each.reached, signed=True))
    key = "progress.reached.floor" if each.floor else "progress.reached"
    return say(WORDS, key, lang, share=_rounded(each.reached) + "%")


def _rounded(interval: Interval, signed: bool = False) -> str:
    """An interval with one decimal, rounded outwards; one number where both ends read alike or nothing is uncertain."""
    sign = "+" if signed else ""
    if interval.low is None or interval.high is None:
        bound = interval.low if interval.high is None else interval.high
        return "–" if bound is None else f"{'≥' if interval.high is None else '≤'} {bound:{sign}.1f}"
    if is_exact(interval):
        return f"{interval.low:{sign}.1f}"
    low, high = math.floor(interval.low * 10 + 1e-9) / 10, math.ceil(interval.high * 10 - 1e-9) / 10
    return f"{low:{sign}.1f}–{high:{sign}.1f}"


# --- legend and words ----------------------------------------------------------------------------------------------


def _keys(group: Sequence[Progress], theme: Theme, lang: str) -> Iterator[Key]:
    """What the marks of a panel mean, in grey: the colour says the place."""
    results = [each.actual for each in group if each.actual is not None]
    curated = [row["origin"] == _CURATED for row in results]
    shown = {
        "actual": (any(not each for each in curated), Look(theme.muted), "bar"),
        "curated": (any(curated), Look(theme.muted), "diamond"),
        "to_date": (any(row["period_type"] == _TO_DATE for row in results), Look(theme.muted, "pale", "."), "bar"),
        "target": (any(len(_ends(each.target)) == 1 for each in group), Look(theme.ink), "tick"),
        "range": (any(len(_ends(each.target)) > 1 for each in group), Look(theme.ink, "none", "\\"), "bar"),
        "floor": (any(each.floor for each in group), Look(theme.ink), "triangle-right"),
    }
    for name, (needed, look, kind) in shown.items():
        if needed:
            yield Key(say(WORDS, f"progress.key.{name}", lang), look, kind)


def progress_words(each: Progress, catalogue: Catalogue, lang: str) -> str:
    """The pair in a sentence, then what the stated completion stands for, then what was not set against the target."""
    return ("" if lang == "zh" else " ").join(_sentences(each, catalogue, lang))


def _sentences(each: Progress, catalogue: Catalogue, lang: str) -> Iterator[str]:
    values: dict[str, str] = {
        "who": owner_text(each.target, catalogue, lang),
        "share": share_text(each, catalogue, lang),
    }
    values |= {
        "target": goal_text(each.target, catalogue, lang),
        "target_period": date_text(str(each.target["time_period"]), lang),
    }
    rows = {"actual": each.actual, "completion": each.completion, "latest": each.latest}
    for name, row in rows.items():
        values[name] = value_text(row, catalogue, lang) if row is not None else ""
        values[f"{name}_period"] = period_text(row, lang) if row is not None else ""
    yield say(WORDS, f"progress.words.{_sentence_key(each)}", lang, **values, formula=_formula(each, catalogue, lang))
    if each.implied is not None and each.target["processing"] != "derived":
        agrees = each.implied.meets(each.goal)
        unit = unit_text(str(each.target["unit"]), catalogue, lang)
        implied = show(each.implied, lang) + (unit if lang == "zh" else f" {unit}")
        key = "progress.words.agrees" if agrees else "progress.words.differs"
        yield say(WORDS, key, lang, completion=values["completion"], implied=implied)
    for row, codes in each.apart:
        reasons = say(WORDS, "list.semicolon", lang).join(reason_text(code, lang) for code in codes)
        value, period = value_text(row, catalogue, lang), period_text(row, lang)
        yield say(WORDS, "progress.words.apart", lang, value=value, period=period, reasons=reasons)


def _formula(each: Progress, catalogue: Catalogue, lang: str) -> str:
    """How an implied plan came about: in Chinese as the prints say it, in English with the same values as English writes them."""
    printed = str(each.target["formula"])
    if lang == "zh" or each.actual is None or each.completion is None or not printed:
        return printed
    return " ÷ ".join(value_text(row, catalogue, lang) for row in (each.actual, each.completion))


def _sentence_key(each: Progress) -> str:
    if each.actual is None:
        return "none" if each.latest is None else "latest"
    if each.target["processing"] == "derived":
        return "implied"
    return "points" if each.in_points else "pair"
