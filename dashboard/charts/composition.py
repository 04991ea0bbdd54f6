"""What totals are made of: one stacked bar a place, the total printed behind it, whatever the parts leave open hatched.

Every part has a pattern besides its colour, and its name and value stand below it, so that a print in black and white says
the same. Whether parts and total agree is arithmetic on intervals (`dashboard.observations.composition`), said in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.hover import hover_text
from dashboard.charts.labels import (
    breakdown_text,
    has,
    indicator_name,
    origin_text,
    owner_text,
    perimeter_text,
    period_text,
    unit_text,
    value_text,
)
from dashboard.charts.panels import Lane
from dashboard.charts.selection import place_codes, rows_stated
from dashboard.charts.strip_marks import Key, Look, Mark, Words
from dashboard.charts.strips import Line, Strip, StripPanel, draw_strips
from dashboard.charts.style import Chart, ChartStyle, Row, Theme, theme_named
from dashboard.model import Interval, Selection, breakdown_key, breakdown_of
from dashboard.observations.cells import Cells
from dashboard.observations.composition import Composition, compositions, may_be_composed
from dashboard.observations.intervals import is_exact, show
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "composition_chart",
    "composition_panels",
    "composition_rows",
    "composition_words",
    "find_compositions",
    "part_text",
    "rest_text",
]

_PATTERNS = ("", "/", ".", "x", "-", "\\", "+", "|")
_STUB_LABEL = 11  # the size of the word under a rest of unknown size
_CURATED = "curated"


def find_compositions(
    observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue
) -> tuple[Composition, ...]:
    """The compositions a selection shows: of each indicator, place, origin and split the chosen years, or the newest.

    A part of an indicator (`id;dimension=code`) stands for the indicator. Institutions' own compositions come behind
    their place's.
    """
    codes = place_codes(selection, catalogue)
    chosen = list(dict.fromkeys(name.partition(";")[0] for name in selection.indicators))
    names = chosen or [entry.id for entry in catalogue.indicators.values() if may_be_composed(entry)]
    kinds = [kind for name in names if name in catalogue.indicators for kind in catalogue.indicators[name].sum_of]
    rows = rows_stated(observations, [*names, *kinds], codes)
    found = [each for each in compositions(rows, catalogue) if each.indicator in names]
    found = _of_periods(found, selection) if selection.periods else _newest(found)
    return tuple(sorted(found, key=lambda each: _order(each, names, codes)))


def _of_periods(found: Sequence[Composition], selection: Selection) -> list[Composition]:
    chosen = set(selection.periods)
    return [each for each in found if chosen & {str(each.first["year"]), str(each.first["time_period"])}]


def _newest(found: Sequence[Composition]) -> list[Composition]:
    newest: dict[tuple[object, ...], int] = {}
    for each in found:
        newest[_series(each)] = max(newest.get(_series(each), 0), int(each.first["year"]))
    return [each for each in found if int(each.first["year"]) == newest[_series(each)]]


def _series(each: Composition) -> tuple[object, ...]:
    """What compositions of different years have in common."""
    row = each.first
    same = ("ref_area", "scope", "entity", "perimeter", "status", "period_type")
    return (each.indicator, each.dimension, _rest_key(each), row["origin"] == _CURATED, *(row[name] for name in same))


def _rest_key(each: Composition) -> str:
    """What all parts say besides the dimension they differ in."""
    parts = breakdown_of(str(each.first["breakdown"]))
    parts.pop(each.dimension, None)
    return breakdown_key(parts)


def _order(each: Composition, names: Sequence[str], codes: Sequence[str]) -> tuple[object, ...]:
    row = each.first
    place = codes.index(row["ref_area"]) if row["ref_area"] in codes else len(codes)
    return (names.index(each.indicator), each.dimension, place, row["ref_area"], row["entity"], -int(row["year"]))


def composition_rows(observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue) -> list[Row]:
    """The observations behind the compositions of a selection, each once: parts, then their total."""
    found = find_compositions(observations, selection, catalogue)
    return list({str(row["observation_id"]): row for each in found for row in each.rows}.values())


def composition_chart(
    observations: Cells | pd.DataFrame, selection: Selection, catalogue: Catalogue, style: ChartStyle | None = None
) -> Chart:
    """The compositions a selection asks for, from the observations. `{"data": …, "layout": …}`.

    `selection.axis` "shared" puts all bars of one unit on one scale. UsageError for an unknown theme.
    """
    style = style or ChartStyle()
    found = find_compositions(observations, selection, catalogue)
    panels = composition_panels(found, selection, catalogue, theme_named(style.theme))
    return draw_strips(panels, style, selection.lang, shared=selection.axis == "shared")


def composition_panels(
    found: Iterable[Composition], selection: Selection, catalogue: Catalogue, theme: Theme
) -> tuple[StripPanel, ...]:
    """One panel for each indicator and dimension, its strips the places and institutions in the order given."""
    groups: dict[tuple[str, str], list[Composition]] = {}
    for each in found:
        groups.setdefault((each.indicator, each.dimension), []).append(each)
    return tuple(_panel(group, selection.lang, catalogue, theme) for group in groups.values())


def _panel(group: Sequence[Composition], lang: str, catalogue: Catalogue, theme: Theme) -> StripPanel:
    first = group[0]
    looks = _looks(first, catalogue, theme)
    codes = [code for code in looks if any(code == part for each in group for part, _ in each.parts)]
    strips: dict[tuple[str, str], list[Composition]] = {}
    for each in group:
        strips.setdefault((str(each.first["ref_area"]), owner_text(each.first, catalogue, lang)), []).append(each)
    units = dict.fromkeys(unit_text(str(row["unit"]), catalogue, lang) for each in group for row in each.rows)
    keys = [Key(part_text(first, code, catalogue, lang), looks[code]) for code in codes]
    keys += [Key(say(WORDS, "composition.unknown", lang), _unknown(theme))] if any(map(_is_open, group)) else []
    over = any(each.verdict == "over" for each in group)
    keys += [Key(say(WORDS, "composition.total.mark", lang), Look(theme.ink), "tick")] if over else []
    return StripPanel(
        name=f"{first.indicator}.{first.dimension or 'kinds'}",
        title=f"{indicator_name(first.indicator, catalogue, lang)} · {_dimension_text(first.dimension, lang)}",
        unit=say(WORDS, "list.comma", lang).join(unit for unit in units if unit),
        strips=tuple(
            Strip(code, name, tuple(_line(each, looks, lang, catalogue, theme) for each in mine))
            for (code, name), mine in strips.items()
        ),
        keys=tuple(keys),
        notes=tuple(composition_words(each, catalogue, lang) for each in group),
    )


def _dimension_text(dimension: str, lang: str) -> str:
    key = f"dimension.{dimension or 'kinds'}"
    return say(WORDS, key if key in WORDS else "dimension.other", lang)


def _looks(each: Composition, catalogue: Catalogue, theme: Theme) -> dict[str, Look]:
    """Every code of the dimension with its own colour and pattern, the same whatever is shown."""
    entry = catalogue.indicators[each.indicator]
    codes = list(entry.breakdowns[each.dimension] if each.dimension else entry.sum_of)
    codes += [code for code, _ in each.parts if code not in codes]
    return {
        code: Look(theme.places[index % len(theme.places)], pattern=_PATTERNS[index % len(_PATTERNS)])
        for index, code in enumerate(codes)
    }


def _unknown(theme: Theme) -> Look:
    return Look(theme.muted, "paper", "/")


def _is_open(each: Composition) -> bool:
    """Whether something is left that nobody explains."""
    return each.verdict in ("rest", "short", "open")


def part_text(each: Composition, code: str, catalogue: Catalogue, lang: str) -> str:
    """What a part is called: the words of its code, or the name of its indicator."""
    if not each.dimension:
        return indicator_name(code, catalogue, lang)
    return breakdown_text(each.indicator, f"{each.dimension}={code}", catalogue, lang)


# --- one bar -------------------------------------------------------------------------------------------------------


def _line(each: Composition, looks: dict[str, Look], lang: str, catalogue: Catalogue, theme: Theme) -> Line:
    marks: list[Mark] = []
    below: list[Words] = []
    start = 0.0
    for code, row in each.parts:
        value, key, hover = float(row["value"]), str(row["observation_id"]), _hover(row, catalogue, lang)
        name, printed = part_text(each, code, catalogue, lang), value_text(row, catalogue, lang)
        marks.append(Mark(start, start + value, key, hover, looks[code]))
        named = say(WORDS, "composition.part", lang, name=name, value=printed)
        below.append(Words((named, printed, _bare_number(row, lang)), key, hover, start, start + value))
        start += value
    rest, words = _rest(each, start, lang, catalogue, theme)
    ground = each.total if each.total is not None else each.first
    about, hover = str(ground["observation_id"]), _hover(ground, catalogue, lang)
    return Line(
        marks=(*marks, *rest),
        above=Words((" · ".join(_circumstances(each, catalogue, lang)),), about, hover),
        label=Words((_label(each, catalogue, lang),), about, hover),
        below=(*below, *words),
    )


def _hover(row: Row, catalogue: Catalogue, lang: str) -> str:
    return hover_text(Lane(row, float(row["value"]), value_text(row, catalogue, lang), ()), catalogue, lang)


def _bare_number(row: Row, lang: str) -> str:
    """The value without its unit, where nothing longer fits under a narrow part."""
    number = f"{float(row['value']):,.0f}"
    return number if len(number) <= 5 or lang == "en" else ""


def _rest(
    each: Composition, start: float, lang: str, catalogue: Catalogue, theme: Theme
) -> tuple[list[Mark], list[Words]]:
    """What the parts leave open: hatched up to the total, or of unknown length; of too many parts the total as a stroke."""
    ground = each.total if each.total is not None else each.first
    key, hover = str(ground["observation_id"]), composition_words(each, catalogue, lang)
    unknown = say(WORDS, "composition.unknown", lang)
    if each.verdict == "open":
        stub = _STUB_LABEL * (len(unknown) + 1) * (1 if lang == "zh" else 0.6)
        mark = Mark(start, start, key, hover, _unknown(theme), stub=stub)
        return [mark], [Words((unknown,), key, hover, start, start, stub)]
    total = float(ground["value"])
    if each.verdict in ("rest", "short"):
        amount = say(WORDS, "composition.unknown.size", lang, value=rest_text(each, catalogue, lang))
        mark = Mark(start, total, key, hover, _unknown(theme))
        return [mark], [Words((amount, unknown), key, hover, start, total)]
    if each.verdict == "over":
        return [Mark(total, total, key, hover, Look(theme.ink), "tick")], []
    return [], []


def _circumstances(each: Composition, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """What holds for all parts: period and status, the rest of the breakdown, perimeter, contest, origin."""
    row = each.first
    texts = (
        period_text(row, lang),
        breakdown_text(each.indicator, _rest_key(each), catalogue, lang) if each.dimension else "",
        perimeter_text(row, catalogue, lang) if row["perimeter"] != "unstated" else "",
        str(row["event"]),
        origin_text(row, lang),
    )
    yield from (text for text in texts if text)


def _label(each: Composition, catalogue: Catalogue, lang: str) -> str:
    if each.total is not None:
        return say(WORDS, "composition.total", lang, value=value_text(each.total, catalogue, lang))
    if each.verdict == "whole":
        return say(WORDS, "composition.sum", lang, value=_amount(each.sum, each, catalogue, lang))
    return say(WORDS, "composition.no_total", lang)


# --- in words ------------------------------------------------------------------------------------------------------


def composition_words(each: Composition, catalogue: Catalogue, lang: str) -> str:
    """Whether the parts and the total agree, in a sentence; amounts are intervals where the print is rounded."""
    who = say(
        WORDS,
        "composition.who",
        lang,
        name=owner_text(each.first, catalogue, lang),
        period=period_text(each.first, lang),
    )
    rest = each.rest
    missing = (part_text(each, code, catalogue, lang) for code in each.missing)
    key = "agrees.range" if each.verdict == "agrees" and not is_exact(each.sum) else each.verdict
    return say(
        WORDS,
        f"composition.{key}",
        lang,
        who=who,
        sum=_amount(each.sum, each, catalogue, lang),
        total=value_text(each.total, catalogue, lang) if each.total is not None else "",
        rest=_amount(_positive(rest), each, catalogue, lang) if rest is not None else "",
        missing=say(WORDS, "list.comma", lang).join(missing),
    )


def rest_text(each: Composition, catalogue: Catalogue, lang: str) -> str:
    """What is left unexplained, as an amount; empty where nothing is, "" too where its size is unknown."""
    if each.rest is None or each.verdict not in ("rest", "short"):
        return ""
    return _amount(each.rest, each, catalogue, lang)


def _positive(rest: Interval) -> Interval:
    """The size of a rest, whichever side it is on."""
    if rest.low is not None and rest.low >= 0:
        return rest
    low, high = (None if bound is None else -bound for bound in (rest.high, rest.low))
    return replace(rest, low=low, high=high, low_closed=rest.high_closed, high_closed=rest.low_closed)


def _amount(interval: Interval, each: Composition, catalogue: Catalogue, lang: str) -> str:
    """An amount with its unit, where all values have the same."""
    units = {str(row["unit"]) for row in each.rows if has(row["unit"])}
    number = show(interval, lang)
    if len(units) != 1:
        return number
    unit = unit_text(units.pop(), catalogue, lang)
    return f"{number}{unit}" if lang == "zh" else f"{number} {unit}"
