"""All that is known of one place: by theme, value as printed with its date and flags, then what is missing and in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.entries import Indicator
from dashboard.charts.labels import indicator_name, owner_text, place_name, unit_text
from dashboard.model import Selection, Severity
from dashboard.observations.coverage import Coverage, age_of, covered
from dashboard.web.components.attributes import labelled
from dashboard.web.components.evidence import finding_line
from dashboard.web.components.legend import legend
from dashboard.web.components.links import page_link, place_address
from dashboard.web.components.picker import theme_text
from dashboard.web.components.values import trend_mark, value_button
from dashboard.web.lookup import Lookup, Row, by_theme
from dashboard.web.overview import cell_rows
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "layout", "title_of"]

PATH = "/place/<name>"
TITLE = "place.title"

_CHARTS = ("compare", "composition", "plan", "coverage")
_MOST_FINDINGS = 12


def title_of(lookup: Lookup, name: str, lang: str) -> str | None:
    """The place's name; None if there is no such code."""
    return place_name(name, lookup.catalogue, lang) if name in lookup.catalogue.places else None


def layout(lookup: Lookup, selection: Selection, name: str = "", now: int = 0, **_ids: object) -> list[Component]:
    """The page of a known area code. `now` is the year ages are counted from (default: today's)."""
    lang = selection.lang
    entries = [entry for entry in lookup.indicators_with_values() if (entry.id, name) in lookup.cells]
    held = lookup.cells.many([(entry.id, name) for entry in entries])
    rows = [row for entry in entries for row in held[entry.id, name]]
    own = lookup.cells.institution_rows(places=(name,))
    head = html.Div([_crumb(lookup, name, lang), html.H1(place_name(name, lookup.catalogue, lang), tabIndex=-1)])
    if not rows and not own:
        return [html.Div(head, className="lede"), html.P(say(WORDS, "place.empty", lang), className="empty")]
    found = covered(rows)
    return [
        html.Div(
            [
                head,
                html.P(_note(lookup, found, len(entries), lang, now or date.today().year)),
                _facts(lookup, found, name, lang),
            ],
            className="lede",
        ),
        html.P([*_chart_links(lookup, name, lang)], className="actions"),
        *(_theme(lookup, theme, group, held, name, lang) for theme, group in by_theme(entries).items()),
        *_institutions(lookup, own, lang),
        *_documents(lookup, found, name, lang),
        *_findings(lookup, [*rows, *own], name, lang),
        *_missing(lookup, entries, lang),
        legend(lang),
    ]


def _crumb(lookup: Lookup, name: str, lang: str) -> Component:
    """Up to the place it lies in where something is known of that, else to the overview of places."""
    parent = lookup.catalogue.places[name].parent
    known = {place.code for place in lookup.places_with_values()}
    if parent in known:
        link = page_link(place_name(str(parent), lookup.catalogue, lang), place_address(lookup, str(parent), lang))
    else:
        link = page_link(say(WORDS, "place.all", lang), lookup.href("/coverage", Selection(lang=lang)))
    return html.P(link, className="crumb")


def _note(lookup: Lookup, found: Coverage, shown: int, lang: str, now: int) -> str:
    """The coverage in a sentence: how many indicators of how many, how old the newest, whether anything conflicts.

    Of the indicators `shown` below, those with nothing but plans, applications or computed values are counted apart.
    """
    every, known = len(lookup.indicators_with_values()), len(found.indicators)
    parts = [say(WORDS, "place.known", lang, known=known, all=every, missing=every - shown)]
    if shown > known:
        parts.append(say(WORDS, "place.planned", lang, count=shown - known))
    if found.newest is None:
        parts.append(say(WORDS, "place.no_year", lang))
    else:
        year = int(found.newest["year"])
        key = "place.newest.old" if age_of(year, now) == "old" else "place.newest"
        parts.append(say(WORDS, key, lang, year=year, years=now - year))
    if found.conflicts:
        parts.append(say(WORDS, "place.conflicts", lang, count=found.conflicts, share=f"{found.conflict_share:.0%}"))
    return ("" if lang == "zh" else " ").join(parts)


def _facts(lookup: Lookup, found: Coverage, name: str, lang: str) -> Component:
    """How much there is of what."""
    counts = {
        "indicators": str(len(found.indicators)),
        "values": str(len(found.rows)),
        "documents": str(len(_document_names(lookup, found, name))),
        "sources": str(len(found.sources)),
    }
    pairs = [
        html.Div([html.Dt(say(WORDS, f"place.count.{key}", lang, count=text)), html.Dd(text)])
        for key, text in counts.items()
    ]
    return html.Dl(pairs, className="facts")


def _chart_links(lookup: Lookup, name: str, lang: str) -> Iterator[Component]:
    """On to the charts of this place."""
    for page in _CHARTS:
        target = lookup.href(f"/{page}", Selection(places=(name,), lang=lang))
        yield page_link(say(WORDS, f"place.to.{page}", lang), target, className="button quiet")


# --- values --------------------------------------------------------------------------------------------------------


def _theme(
    lookup: Lookup,
    theme: str,
    entries: Sequence[Indicator],
    held: Mapping[tuple[str, str], tuple[Row, ...]],
    name: str,
    lang: str,
) -> Component:
    """One theme: a line an indicator."""
    heads = ("matrix.indicator", "column.value", "place.change")
    head = html.Thead(html.Tr([html.Th(say(WORDS, key, lang), scope="col") for key in heads]))
    body = html.Tbody([_line(lookup, entry, held[entry.id, name], lang) for entry in entries])
    table = html.Div(html.Table([head, body], className="profile"), className="scroll")
    return html.Section([html.H2(theme_text(theme, lang)), table], className="section")


def _line(lookup: Lookup, entry: Indicator, rows: tuple[Row, ...], lang: str) -> Component:
    """An indicator: what a reader should see first, all the rest folded away, how it changed, where to compare."""
    shown, _ = cell_rows(rows)
    rest = [row for row in rows if row not in shown]
    label = indicator_name(entry.id, lookup.catalogue, lang)
    unit = say(WORDS, "matrix.unit", lang, unit=unit_text(entry.unit, lookup.catalogue, lang))
    definition = lookup.href(f"/indicator/{entry.id}", Selection(lang=lang))
    compare = lookup.href("/compare", Selection(indicators=(entry.id,), lang=lang))
    title = say(WORDS, "matrix.compare", lang, indicator=label)
    onward = page_link(say(WORDS, "place.compare", lang), compare, title=title, className="count")
    more = say(WORDS, "matrix.more", lang, count=len(rest))
    values: list[Component] = [html.Div([_value(lookup, row, lang) for row in shown], className="parts")]
    if rest:
        buttons = html.Div([_value(lookup, row, lang) for row in rest], className="parts")
        values.append(html.Details([html.Summary(more), buttons], className="twin", id=f"rest-{entry.id}"))
    return html.Tr(
        [
            html.Th([page_link(label, definition), html.Div(unit, className="unit")], scope="row"),
            html.Td(values),
            html.Td([_change(lookup, entry.id, shown, rows, lang), html.Div(onward)]),
        ]
    )


def _value(lookup: Lookup, row: Row, lang: str) -> Component:
    return value_button(lookup, row, lang, part=bool(row["breakdown"]))


def _change(lookup: Lookup, indicator: str, shown: Sequence[Row], rows: Sequence[Row], lang: str) -> Component:
    """The way the first value shown that has a past went, as a mark with its years, leading to the trend."""
    marks = (trend_mark(row, rows, lookup.catalogue, lang) for row in shown)
    mark, words = next((found for found in marks if found[0]), ("", ""))
    if not mark:
        return html.Span("–", className="nodata")
    target = lookup.href("/trend", Selection(indicators=(indicator,), places=(str(shown[0]["ref_area"]),), lang=lang))
    return page_link(mark, target, className="count", title=words, **labelled(words))


def _institutions(lookup: Lookup, rows: Sequence[Row], lang: str) -> list[Component]:
    """Figures of single institutions, which are never the place's."""
    if not rows:
        return []
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(owner_text(row, lookup.catalogue, lang), []).append(row)
    lines = [
        html.Tr([html.Th(owner, scope="row"), html.Td(html.Ul(list(_own_lines(lookup, mine, lang)), className="rows"))])
        for owner, mine in groups.items()
    ]
    heading = html.H2(say(WORDS, "place.institutions", lang))
    note = html.P(say(WORDS, "place.institutions.note", lang), className="small")
    table = html.Div(html.Table(html.Tbody(lines), className="profile"), className="scroll")
    return [html.Section([heading, note, table], className="section")]


def _own_lines(lookup: Lookup, rows: Sequence[Row], lang: str) -> Iterator[Component]:
    """An institution's figures, a line an indicator."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["indicator"]), []).append(row)
    for indicator, mine in groups.items():
        values = html.Div([_value(lookup, row, lang) for row in mine], className="parts")
        yield html.Li([html.Span(indicator_name(indicator, lookup.catalogue, lang)), values])


# --- what stands behind it -----------------------------------------------------------------------------------------


def _document_names(lookup: Lookup, found: Coverage, name: str) -> list[str]:
    """The documents a figure of the place comes from, and those that are the place's own."""
    own = [
        document.name
        for document in lookup.documents.values()
        if document.place == lookup.catalogue.places[name].name_zh
    ]
    return list(dict.fromkeys([*own, *(key for key in found.documents if key in lookup.documents)]))


def _documents(lookup: Lookup, found: Coverage, name: str, lang: str) -> list[Component]:
    links = [
        html.Li(page_link(lookup.documents[key].title or key, lookup.href(f"/documents/{key}", Selection(lang=lang))))
        for key in _document_names(lookup, found, name)
    ]
    others = [html.Li(source, className="small") for source in found.sources]
    if not links and not others:
        return []
    return [
        html.Section(
            [html.H2(say(WORDS, "place.documents", lang)), html.Ul([*links, *others], className="rows")],
            className="section",
        )
    ]


def _findings(lookup: Lookup, rows: Sequence[Row], name: str, lang: str) -> list[Component]:
    """What the checks found about the place's figures, each a link to its card."""
    levels = list(Severity)  # the gravest first, so that none of them is among those left out
    numbers = sorted(lookup.findings_about(rows), key=lambda number: levels.index(lookup.findings[number].severity))
    if not numbers:
        return []
    items = [finding_line(lookup, number, lang) for number in numbers[:_MOST_FINDINGS]]
    target = lookup.href("/findings", Selection(places=(name,), lang=lang))
    every = page_link(say(WORDS, "place.findings.all", lang, count=len(numbers)), target, className="small")
    heading = html.H2(say(WORDS, "place.findings", lang))
    return [html.Section([heading, html.Ul(items, className="rows"), html.P(every)], className="section")]


def _missing(lookup: Lookup, entries: Sequence[Indicator], lang: str) -> list[Component]:
    """The indicators other places have and this one has not, by theme."""
    known = {entry.id for entry in entries}
    groups = by_theme(entry for entry in lookup.indicators_with_values() if entry.id not in known)
    if not groups:
        return []
    comma = "、" if lang == "zh" else ", "
    lines = [
        html.Li(
            [
                html.B(theme_text(theme, lang)),
                " ",
                comma.join(indicator_name(e.id, lookup.catalogue, lang) for e in group),
            ]
        )
        for theme, group in groups.items()
    ]
    count = sum(len(group) for group in groups.values())
    heading = html.H2(say(WORDS, "place.missing", lang, count=count))
    return [html.Section([heading, html.Ul(lines, className="rows")], className="section")]
