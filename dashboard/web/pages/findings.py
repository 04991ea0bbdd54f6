"""Every finding as a card, with filters by severity, check, place and document that the address holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.labels import place_name
from dashboard.model import Selection, Severity
from dashboard.web.components.attributes import labelled
from dashboard.web.components.finding_card import check_name, finding_card, rows_of
from dashboard.web.components.links import check_link, choice_link
from dashboard.web.lookup import Lookup
from dashboard.web.state import toggled
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["PATH", "TITLE", "Wanted", "chosen_findings", "known_words", "layout"]

PATH = "/findings"
TITLE = "findings.title"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are wanted; what is empty restricts nothing. `places` are area codes, `document` a file name."""

    severity: str = ""
    code: str = ""
    places: tuple[str, ...] = ()
    document: str = ""


def layout(
    lookup: Lookup, selection: Selection, severity: str = "", code: str = "", document: str = "", **_ids: object
) -> list[Component]:
    """The cards that match (unknown words restrict nothing), errors first. Places are those of the selection."""
    lang, known = selection.lang, known_words(lookup)
    wanted = Wanted(
        severity if severity in known["severity"] else "",
        code if code in known["code"] else "",
        selection.places,
        document if document in known["document"] else "",
    )
    numbers = chosen_findings(lookup, wanted)
    cards = [finding_card(lookup, number, lang) for number in numbers]
    shown = say(WORDS, "findings.shown", lang, count=len(numbers), all=len(lookup.findings))
    return [
        html.Div(
            [html.H1(say(WORDS, TITLE, lang), tabIndex=-1), html.P(say(WORDS, "findings.lede", lang))], className="lede"
        ),
        html.Div(
            [
                _severities(lookup, wanted, lang),
                _codes(lookup, wanted, lang),
                _places(lookup, wanted, lang),
                _documents(lookup, wanted, lang),
            ],
            className="picker",
        ),
        html.P(shown, className="small"),
        html.Div(cards or html.P(say(WORDS, "findings.none", lang), className="empty"), className="cards"),
    ]


def known_words(lookup: Lookup) -> dict[str, set[str]]:
    """The words each query key of this page may hold: levels, checks that found something, documents."""
    return {
        "severity": {str(level) for level in Severity},
        "code": {finding.code for finding in lookup.findings},
        "document": set(lookup.documents),
    }


def chosen_findings(lookup: Lookup, wanted: Wanted) -> list[int]:
    """The numbers of the findings wanted: errors first, then warnings, each in the order of the checks."""
    order = {level: rank for rank, level in enumerate(Severity)}
    findings = lookup.findings
    numbers = [number for number in range(len(findings)) if _matches(lookup, number, wanted)]
    return sorted(numbers, key=lambda number: (order[findings[number].severity], findings[number].code))


def _matches(lookup: Lookup, number: int, wanted: Wanted) -> bool:
    finding = lookup.findings[number]
    return (
        wanted.severity in ("", str(finding.severity))
        and wanted.code in ("", finding.code)
        and wanted.document in ("", *finding.documents)
        and (not wanted.places or bool(set(wanted.places) & set(_places_of(lookup, number))))
    )


def _places_of(lookup: Lookup, number: int) -> list[str]:
    """The places a finding speaks of."""
    rows = rows_of(lookup, lookup.findings[number])
    return list(dict.fromkeys(str(row["ref_area"]) for _, row in rows if row["ref_area"]))


# --- filters -------------------------------------------------------------------------------------------------------


def _counts(lookup: Lookup, wanted: Wanted, values: Callable[[int], Iterable[str]]) -> Counter[str]:
    """How many of the wanted findings there are of each value."""
    return Counter(value for number in chosen_findings(lookup, wanted) for value in values(number))


def _href(lookup: Lookup, wanted: Wanted, lang: str) -> str:
    words = {"severity": wanted.severity, "code": wanted.code, "document": wanted.document}
    return lookup.href(PATH, Selection(places=wanted.places, lang=lang), **words)


def _row(name: str, links: list[Component], lang: str) -> Component:
    title = say(WORDS, name, lang)
    return html.Div(
        [html.Span(title, className="pick-name"), html.Div(links)],
        className="pick-row",
        role="group",
        **labelled(title),
    )


def _all_link(lookup: Lookup, free: Wanted, chosen: bool, key: str, lang: str) -> Component:
    """The chip that lifts one restriction."""
    text = say(WORDS, "findings.all", lang, count=len(chosen_findings(lookup, free)))
    return choice_link(text, _href(lookup, free, lang), chosen, key)


def _severities(lookup: Lookup, wanted: Wanted, lang: str) -> Component:
    free = replace(wanted, severity="")
    counts = _counts(lookup, free, lambda number: (str(lookup.findings[number].severity),))
    links = [_all_link(lookup, free, not wanted.severity, "severity-all", lang)]
    for level in map(str, Severity):
        text = f"{say(WORDS, f'severity.{level}', lang)} {counts[level]}"
        target = _href(lookup, replace(wanted, severity=level), lang)
        links.append(choice_link(text, target, level == wanted.severity, f"severity-{level}"))
    return _row("findings.severity", [html.Div(links, className="chips")], lang)


def _codes(lookup: Lookup, wanted: Wanted, lang: str) -> Component:
    free = replace(wanted, code="")
    counts = _counts(lookup, free, lambda number: (lookup.findings[number].code,))
    links = [_all_link(lookup, free, not wanted.code, "code-all", lang)]
    for code in sorted({*counts, *([wanted.code] if wanted.code else [])}):
        text = f"{code} {check_name(code, lang)} {counts[code]}"
        target = _href(lookup, replace(wanted, code=code), lang)
        links.append(choice_link(text, target, code == wanted.code, f"code-{code}"))
    return _row("findings.check", [html.Div(links, className="chips")], lang)


def _places(lookup: Lookup, wanted: Wanted, lang: str) -> Component:
    counts = _counts(lookup, replace(wanted, places=()), lambda number: _places_of(lookup, number))
    every = dict.fromkeys([*(place.code for place in lookup.places_with_values()), *wanted.places])
    links = [
        check_link(
            f"{place_name(code, lookup.catalogue, lang)} {counts[code]}",
            _href(lookup, replace(wanted, places=toggled(wanted.places, code)), lang),
            code in wanted.places,
            f"place-{code}",
        )
        for code in every
        if counts[code] or code in wanted.places
    ]
    return _row("pick.places", [html.Div(links, className="chips")], lang)


def _documents(lookup: Lookup, wanted: Wanted, lang: str) -> Component:
    """The documents findings are about, folded away; the chosen one stays visible."""
    free = replace(wanted, document="")
    counts = _counts(lookup, free, lambda number: lookup.findings[number].documents)
    chips = {
        name: choice_link(
            f"{lookup.documents[name].title or name} {counts[name]}",
            _href(lookup, replace(wanted, document=name), lang),
            name == wanted.document,
            f"document-{name}",
        )
        for name in lookup.documents
        if counts[name] or name == wanted.document
    }
    chosen = [chips.pop(wanted.document)] if wanted.document else []
    shown = html.Div([_all_link(lookup, free, not wanted.document, "document-all", lang), *chosen], className="chips")
    summary = html.Summary(say(WORDS, "findings.documents", lang, count=len(chips)))
    more = html.Details(
        [summary, html.Div(list(chips.values()), className="chips pick-group")],
        className="pick-more",
        id="pick-documents",
    )
    return _row("findings.document", [shown, more], lang)
