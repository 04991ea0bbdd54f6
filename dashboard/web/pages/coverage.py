"""What is known of which place, and how old: a matrix of newest years, places in numbers, places by year, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator
from dashboard.charts.labels import indicator_name, place_name
from dashboard.export import LISTS
from dashboard.model import Selection
from dashboard.observations.coverage import OLD, Coverage, age_of, covered, is_known
from dashboard.web.components.attributes import Attributes, labelled, opens
from dashboard.web.components.exports import export_links
from dashboard.web.components.links import choice_link, page_link, place_address
from dashboard.web.components.paper import paper_note
from dashboard.web.components.picker import clear_link, period_picker, picker, place_picker, theme_text
from dashboard.web.lookup import Choices, Lookup, Row, by_theme
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = [
    "COLUMNS",
    "PATH",
    "TITLE",
    "Looked",
    "choices",
    "completed",
    "known_words",
    "layout",
    "look_at",
    "place_facts",
    "state_text",
]

PATH = "/coverage"
TITLE = "coverage.title"

_MOST_YEARS = 10
_NOTHING = covered(())


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: the places, the indicators (of one theme, or all), the years, and the year it is now."""

    lookup: Lookup
    selection: Selection
    theme: str
    places: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    held: Mapping[tuple[str, str], tuple[Row, ...]]
    known: Mapping[tuple[str, str], Coverage]
    left_out: int
    now: int

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.selection.lang

    def cell(self, indicator: str, place: str) -> Coverage:
        """What is known of one indicator in one place in the chosen years."""
        return self.known.get((indicator, place), _NOTHING)

    def state(self, indicator: str, place: str) -> str:
        """What is known of a cell: `known` with a year, `undated`, `planned` (a target at most), `missing`."""
        found = self.cell(indicator, place)
        if found.newest is not None:
            return "known"
        planned = (indicator, place) in self.held and not self.selection.periods
        return "undated" if found.rows else "planned" if planned else "missing"

    def place(self, place: str) -> Coverage:
        """What is known of one place in the chosen years, of the indicators looked at."""
        return covered(self.rows(place), self.selection.periods)

    def rows(self, place: str) -> Iterator[Row]:
        """The rows of one place, of the indicators looked at."""
        return (row for entry in self.indicators for row in self.held.get((entry.id, place), ()))

    def href(self, selection: Selection, theme: str | None = None) -> str:
        """The address of the same page with another selection or theme."""
        return self.lookup.href(PATH, selection, theme=self.theme if theme is None else theme)


def layout(lookup: Lookup, selection: Selection, theme: str = "", now: int = 0, **_ids: object) -> list[Component]:
    """Filters, a sentence, the places in numbers, the matrix, the years, what is nowhere. `now` is a year (default: today's)."""
    lang = selection.lang
    entries = lookup.indicators_with_values()
    themes = list(by_theme(entries))
    theme = theme if theme in themes else ""
    view = look_at(lookup, selection, theme, now)
    every = [place.code for place in lookup.places_with_values()]
    return [
        html.Div(
            [
                html.H1(say(WORDS, TITLE, lang), tabIndex=-1),
                html.P(say(WORDS, "coverage.lede", lang, years=OLD)),
            ],
            className="lede",
        ),
        picker(
            _themes(view, themes),
            place_picker(lookup, selection, PATH, every, later=True, theme=theme),
            period_picker(lookup, selection, PATH, _years(view), "pick.all_periods", theme=theme),
        ),
        html.Div(
            [
                html.Div([clear_link(lookup, selection, PATH)], className="switches"),
                export_links(lookup, selection, "coverage", LISTS, theme=theme),
            ],
            className="bar",
        ),
        *_body(view),
    ]


def look_at(lookup: Lookup, selection: Selection, theme: str = "", now: int = 0) -> Looked:
    """What is looked at (`now`: a year, default today's); of more places than a table can hold the best known."""
    entries = tuple(entry for entry in lookup.indicators_with_values() if theme in ("", entry.theme))
    wanted = [p.code for p in lookup.places_with_values() if not selection.places or p.code in selection.places]
    best = set(lookup.best_known(len(entries))) if not selection.places else set(wanted)
    places = tuple(code for code in wanted if code in best)
    held = lookup.cells.many([(entry.id, code) for entry in entries for code in places])
    known = {key: covered(rows, selection.periods) for key, rows in held.items()}
    left_out = len(wanted) - len(places)
    return Looked(lookup, selection, theme, places, entries, held, known, left_out, now or date.today().year)


def _body(view: Looked) -> list[Component]:
    """The tables, or a sentence where nothing is looked at."""
    if not view.places or not view.indicators:
        return [html.P(say(WORDS, "coverage.empty", view.lang), className="empty")]
    return [
        html.P(_summary(view), className="summary"),
        *_left_out(view),
        _section("coverage.matrix", _matrix(view), view.lang, _age_legend(view.lang), paper_note(view.lang)),
        _section("coverage.places", _place_table(view), view.lang),
        _section("coverage.years", _year_table(view), view.lang),
        *_nowhere(view),
    ]


def _section(key: str, table: Component, lang: str, *more: Component) -> Component:
    region: dict[str, Any] = {"tabIndex": 0, "role": "region", **labelled(say(WORDS, key, lang))}
    return html.Section(
        [html.H2(say(WORDS, key, lang)), *more, html.Div(table, className="scroll tall", **region)],
        className="section",
    )


def known_words(lookup: Lookup) -> dict[str, set[str]]:
    """The words each query key of this page may hold: themes of indicators that have values."""
    return {"theme": {entry.theme for entry in lookup.indicators_with_values()}}


def choices(lookup: Lookup) -> Choices:
    """What may be chosen: whatever has a value."""
    return Choices(lookup.indicators_with_values(), tuple(place.code for place in lookup.places_with_values()))


def completed(_lookup: Lookup, selection: Selection) -> Selection:
    """The selection as it is: where it says nothing, everything is looked at."""
    return selection


def _themes(view: Looked, themes: Sequence[str]) -> Component:
    """One chip a theme; none chosen means all."""
    lang = view.lang
    links = [
        choice_link(say(WORDS, "coverage.all_themes", lang), view.href(view.selection, ""), not view.theme, "theme-all")
    ]
    links += [
        choice_link(theme_text(theme, lang), view.href(view.selection, theme), theme == view.theme, f"theme-{theme}")
        for theme in themes
    ]
    name = say(WORDS, "coverage.theme", lang)
    return html.Div(
        [html.Span(name, className="pick-name"), html.Div(links, className="chips")],
        className="pick-row",
        role="group",
        **labelled(name),
    )


def _years(view: Looked) -> list[int]:
    """The newest years anything looked at is known for."""
    years = {int(row["year"]) for rows in view.held.values() for row in rows if is_known(row)} - {0}
    return sorted(years, reverse=True)[:_MOST_YEARS]


def _summary(view: Looked) -> str:
    """How many cells there are, how many are filled, how many of those are old."""
    newest = [
        found.newest for entry in view.indicators for code in view.places for found in [view.cell(entry.id, code)]
    ]
    known = [row for row in newest if row is not None]
    old = sum(age_of(int(row["year"]), view.now) == "old" for row in known)
    return say(
        WORDS,
        "coverage.summary",
        view.lang,
        places=len(view.places),
        indicators=len(view.indicators),
        cells=len(newest),
        known=len(known),
        share=f"{len(known) / len(newest):.0%}",
        missing=len(newest) - len(known),
        old=old,
        years=OLD,
        now=view.now,
    )


def _left_out(view: Looked) -> list[Component]:
    """That there are more places than the tables hold, where there are."""
    if not view.left_out:
        return []
    return [html.P(say(WORDS, "coverage.left_out", view.lang, count=view.left_out), className="notice")]


# --- matrix --------------------------------------------------------------------------------------------------------


def _place_head(view: Looked, code: str) -> Component:
    """A column's head: the place, leading to all that is known of it."""
    target = place_address(view.lookup, code, view.lang)
    return html.Th(page_link(place_name(code, view.lookup.catalogue, view.lang), target), scope="col")


def _matrix(view: Looked) -> Component:
    """Indicators by theme × places: the newest year of each, shaded and worded by its age."""
    lang = view.lang
    corner = html.Th(say(WORDS, "matrix.indicator", lang), scope="col")
    head = html.Thead(html.Tr([corner, *(_place_head(view, code) for code in view.places)]))
    bodies = []
    for theme, entries in by_theme(view.indicators).items():
        heading = html.Th(theme_text(theme, lang), colSpan=len(view.places) + 1, scope="rowgroup")
        bodies.append(html.Tbody([html.Tr(heading, className="group"), *(_row(view, entry) for entry in entries)]))
    caption = html.Caption(say(WORDS, "coverage.matrix", lang), className="unseen")
    return html.Table([caption, head, *bodies], className="ages")


def _row(view: Looked, entry: Indicator) -> Component:
    name = indicator_name(entry.id, view.lookup.catalogue, view.lang)
    target = view.lookup.href("/compare", Selection(indicators=(entry.id,), lang=view.lang))
    title = say(WORDS, "matrix.compare", view.lang, indicator=name)
    head = html.Th(page_link(name, target, title=title), scope="row")
    return html.Tr([head, *(_cell(view, entry.id, code) for code in view.places)])


def _cell(view: Looked, indicator: str, place: str) -> Component:
    """The newest year as a button to its value; 无数据 where nothing is stated, and that there is a target at most."""
    found = view.cell(indicator, place)
    if found.newest is None:
        state = view.state(indicator, place)
        said = html.Span(state_text(state, view.lang), className="nodata")
        return html.Td(said, className=f"state-{state}", **_placed(view, place))
    year = int(found.newest["year"])
    age = age_of(year, view.now)
    return html.Td(
        _year_button(view, found.newest, year, age, len(found.rows)), className=f"age age-{age}", **_placed(view, place)
    )


def _placed(view: Looked, place: str) -> Attributes:
    """On paper a cell stands alone and says its place."""
    return {"data-place": place_name(place, view.lookup.catalogue, view.lang)}


def state_text(state: str, lang: str) -> str:
    """What stands in a cell without a year."""
    return say(WORDS, "matrix.missing" if state == "missing" else f"coverage.state.{state}", lang)


def _year_button(view: Looked, row: Row, year: int, age: str, count: int) -> Component:
    lang, catalogue = view.lang, view.lookup.catalogue
    names = {
        "indicator": indicator_name(str(row["indicator"]), catalogue, lang),
        "place": place_name(str(row["ref_area"]), catalogue, lang),
    }
    small = [say(WORDS, "coverage.ago", lang, years=view.now - year)] if age == "old" else []
    small += [say(WORDS, "coverage.values", lang, count=count)] if count > 1 else []
    return html.Button(
        [
            html.Span(say(WORDS, "cell.what", lang, **names), className="unseen"),
            html.B(str(year)),
            html.Span(" · ".join(small), className="meta") if small else None,
            html.Span(say(WORDS, "cell.open", lang), className="unseen"),
        ],
        className="cell",
        type="button",
        **opens(f"o:{row['observation_id']}"),
    )


def _age_legend(lang: str) -> Component:
    """What the shades mean; each says it in words too."""
    keys = [html.Span(say(WORDS, f"coverage.age.{age}", lang, years=OLD), className=f"key age-{age}") for age in _AGES]
    missing = html.Span([say(WORDS, "matrix.missing", lang), say(WORDS, "coverage.age.missing", lang)], className="key")
    return html.P([*keys, missing], className="keys small")


_AGES = ("fresh", "ageing", "old")


# --- places in numbers ---------------------------------------------------------------------------------------------

COLUMNS = ("indicators", "missing", "documents", "sources", "newest", "oldest", "conflicts")


def _place_table(view: Looked) -> Component:
    """One line a place: how many indicators, documents and sources, the newest and oldest figure, the share in conflict."""
    heads = [
        say(WORDS, "column.place", view.lang),
        *(say(WORDS, f"coverage.column.{key}", view.lang) for key in COLUMNS),
    ]
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    return html.Table([head, html.Tbody([_place_row(view, code) for code in view.places])], className="numbers")


def _place_row(view: Looked, code: str) -> Component:
    texts = place_facts(view, code)
    target = place_address(view.lookup, code, view.lang)
    name = html.Th(page_link(place_name(code, view.lookup.catalogue, view.lang), target), scope="row")
    return html.Tr([name, *(html.Td(texts[key]) for key in COLUMNS)])


def place_facts(view: Looked, code: str) -> dict[str, str]:
    """What is said of one place, by the names of COLUMNS."""
    found, lang = view.place(code), view.lang
    known, every = len(found.indicators), len(view.indicators)
    return {
        "indicators": f"{known}",
        "missing": say(WORDS, "coverage.missing", lang, count=every - known, all=every),
        "documents": f"{len(found.documents)}",
        "sources": f"{len(found.sources)}",
        "newest": _newest_text(view, found),
        "oldest": str(found.oldest["year"]) if found.oldest is not None else "–",
        "conflicts": f"{found.conflict_share:.0%}" if found.rows else "–",
    }


def _newest_text(view: Looked, found: Coverage) -> str:
    """The newest year, and that it is old where it is."""
    if found.newest is None:
        return say(WORDS, "matrix.missing", view.lang)
    year = int(found.newest["year"])
    if age_of(year, view.now) != "old":
        return str(year)
    return say(WORDS, "coverage.newest.old", view.lang, year=year, years=view.now - year)


# --- places by year ------------------------------------------------------------------------------------------------


def _year_table(view: Looked) -> Component:
    """Places × years: for how many indicators there is a figure of that year; earlier years together."""
    lang = view.lang
    found = {code: covered(view.rows(code)) for code in view.places}
    years = sorted({year for each in found.values() for year in each.years}, reverse=True)
    shown, earlier = years[:_MOST_YEARS], years[_MOST_YEARS:]
    heads = [say(WORDS, "column.place", lang), *map(str, shown)]
    heads += [say(WORDS, "coverage.earlier", lang)] if earlier else []
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    rows = [
        html.Tr(
            [
                html.Th(place_name(code, view.lookup.catalogue, lang), scope="row"),
                *(_count_cell(view, code, each, (year,)) for year in shown),
                *([_count_cell(view, code, each, tuple(earlier))] if earlier else []),
            ]
        )
        for code, each in found.items()
    ]
    return html.Table([head, html.Tbody(rows)], className="numbers")


def _count_cell(view: Looked, code: str, found: Coverage, years: tuple[int, ...]) -> Component:
    """How many indicators are known for these years; a single year leads to the matrix of that place and year."""
    count = len({row["indicator"] for row in found.rows if int(row["year"]) in years})
    if not count:
        return html.Td("–", className="nodata")
    if len(years) > 1:
        return html.Td(str(count))
    chosen = Selection(places=(code,), periods=(str(years[0]),), lang=view.lang)
    label = say(WORDS, "coverage.count", view.lang, place=place_name(code, view.lookup.catalogue, view.lang), year=years[0], count=count)  # fmt: skip
    return html.Td(page_link(str(count), view.href(chosen), className="count", **labelled(label)))


def _nowhere(view: Looked) -> list[Component]:
    """The indicators of the catalogue nobody states a figure of, by theme."""
    known = {entry.id for entry in view.lookup.indicators_with_values()}
    themes = by_theme(
        entry
        for entry in view.lookup.catalogue.indicators.values()
        if entry.id not in known and view.theme in ("", entry.theme)
    )
    count = sum(len(entries) for entries in themes.values())
    if not count:
        return []
    comma = "、" if view.lang == "zh" else ", "
    lines = [
        html.Li(
            [html.B(theme_text(theme, view.lang)), " ", comma.join(e.zh if view.lang == "zh" else e.en for e in group)]
        )
        for theme, group in themes.items()
    ]
    summary = html.Summary(say(WORDS, "coverage.nowhere", view.lang, count=count))
    return [html.Details([summary, html.Ul(lines, className="rows")], className="twin", id="nowhere")]
