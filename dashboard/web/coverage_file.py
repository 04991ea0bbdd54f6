"""What the coverage page shows as a file: one line a cell of its matrix, one a place, and what to know about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.labels import indicator_name, origin_text, period_text, place_name, value_text
from dashboard.charts.sources import citation
from dashboard.export import ExportedFile, Listing, export_lists
from dashboard.export.options import Cell
from dashboard.export.provenance import Proof, proof_for
from dashboard.export.query import write_query
from dashboard.model import Selection
from dashboard.observations.coverage import OLD
from dashboard.project import Project
from dashboard.web.components.picker import theme_text
from dashboard.web.lookup import Lookup, Row
from dashboard.web.pages.coverage import COLUMNS, Looked, known_words, look_at, place_facts, state_text
from dashboard.wording import say
from dashboard.wording.export import WORDS as EXPORT
from dashboard.wording.web import WORDS

__all__ = ["coverage_file"]

_CELL = (
    "theme",
    "indicator",
    "place",
    "state",
    "year",
    "age",
    "values",
    "value",
    "period",
    "origin",
    "source",
    "id",
    "code",
)


def coverage_file(lookup: Lookup, selection: Selection, form: str, theme: str = "", now: int = 0) -> ExportedFile:
    """The page of this selection and theme as a file of a format of `dashboard.export.LISTS`."""
    view = look_at(lookup, selection, theme if theme in known_words(lookup)["theme"] else "", now)
    title = say(WORDS, "coverage.title", view.lang)
    listings = (_cells(view), _places(view), _notes(view, title))
    return export_lists(listings, form, _proof(view, title), say(WORDS, "coverage.file", view.lang), view.lang)


@dataclass(frozen=True, slots=True)
class _Covered:
    """The newest values of the cells, as a file is proved by them."""

    project: Project
    rows: Sequence[Row]
    title: str
    lang: str

    @property
    def computed(self) -> Mapping[str, str]:
        """Values stand as stated."""
        return {}


def _proof(view: Looked, title: str) -> Proof:
    """What the file carries to be opened again."""
    found = (_shown(view, entry.id, code) for entry in view.indicators for code in view.places)
    rows = [row for row in found if row is not None]
    chosen = replace(view.selection, indicators=())  # the page has a theme instead
    query = write_query(chosen, theme=view.theme).removeprefix("?")
    return proof_for(_Covered(view.lookup.project, rows, title, view.lang), "coverage", query)


def _shown(view: Looked, indicator: str, code: str) -> Row | None:
    """The value a cell shows: its newest, or the first of those without a year."""
    found = view.cell(indicator, code)
    return found.newest or (found.rows[0] if found.rows else None)


def _cells(view: Looked) -> Listing:
    """One line for each indicator and place, stated or not."""
    headings = [say(WORDS, f"coverage.cell.{key}", view.lang) for key in _CELL]
    headings += [say(EXPORT, f"column.{key}", view.lang) for key in ("printed", "observation_id")]
    rows = [_cell(view, entry.id, entry.theme, code) for entry in view.indicators for code in view.places]
    return Listing(say(WORDS, "coverage.sheet.cells", view.lang), headings, rows)


def _cell(view: Looked, indicator: str, theme: str, code: str) -> list[Cell]:
    lang, catalogue, found = view.lang, view.lookup.catalogue, view.cell(indicator, code)
    state = view.state(indicator, code)
    row = _shown(view, indicator, code)
    year = int(found.newest["year"]) if found.newest is not None else 0
    told: list[Cell] = [""] * 4
    if row is not None:
        told = [value_text(row, catalogue, lang), period_text(row, lang), origin_text(row, lang), citation(row, lang)]
    return [
        theme_text(theme, lang),
        indicator_name(indicator, catalogue, lang),
        place_name(code, catalogue, lang),
        state_text(state, lang),
        year or "",
        view.now - year if year else "",
        len(found.rows) or "",
        *told,
        indicator,
        code,
        *(["", ""] if row is None else [str(row["printed"]), str(row["observation_id"])]),
    ]


def _places(view: Looked) -> Listing:
    """The places in numbers, as the page says them."""
    keys = ["column.place", *(f"coverage.column.{key}" for key in COLUMNS)]
    facts = {code: place_facts(view, code) for code in view.places}
    rows = [
        [place_name(code, view.lookup.catalogue, view.lang), *(texts[key] for key in COLUMNS)]
        for code, texts in facts.items()
    ]
    return Listing(say(WORDS, "coverage.places", view.lang), [say(WORDS, key, view.lang) for key in keys], rows)


def _notes(view: Looked, title: str) -> Listing:
    """What a reader must know: what counts, what was chosen, the licence, the version of the data."""
    lang, project = view.lang, view.lookup.project
    chosen = [
        *([theme_text(view.theme, lang)] if view.theme else []),
        *(place_name(code, view.lookup.catalogue, lang) for code in view.selection.places),
        *view.selection.periods,
    ]
    lines = [
        title,
        say(WORDS, "coverage.lede", lang, years=OLD),
        *([say(WORDS, "coverage.chosen", lang, items=" · ".join(chosen))] if chosen else []),
        say(WORDS, "footer.licence", lang, licence=view.lookup.catalogue.project.licence_data),
        say(WORDS, "footer.version", lang, version=project.version),
    ]
    return Listing(say(WORDS, "coverage.sheet.notes", lang), [lines[0]], [[line] for line in lines[1:]])
