"""A file we once wrote, or a short link, opened again: the same view today, and what has changed in it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard.charts.labels import breakdown_text, indicator_name, period_text, place_name
from dashboard.charts.style import Row
from dashboard.errors import ExportError
from dashboard.export.board import Board, Showable, board_of_query
from dashboard.export.containers import Carried, read_container
from dashboard.export.csv_text import whole
from dashboard.export.kept import Kept
from dashboard.export.options import Request
from dashboard.export.provenance import Proof, link_parts
from dashboard.export.query import BRIEF, CHARTS, COVERAGE, PAGES, read_query, write_query
from dashboard.export.short import SHORT_PATH, read_short
from dashboard.observations.dates import date_text
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = ["Opened", "open_again"]

_MOST_SAID = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """`link` is the address of the view below the dashboard's own; `said` whole sentences: what changed, or that nothing did.

    `changed` is whether a value the file shows is another one today, or no longer there.
    """

    link: str
    said: tuple[str, ...]
    changed: bool = False


def open_again(source: str, project: Showable, lang: str) -> Opened:
    """The view of a file, of a short link or of a full one, as the project has it today.

    ExportError: the file is not ours or cannot be read, or the link is none.
    """
    if SHORT_PATH in source and not Path(source).exists():
        return Opened(_long_link(source, project), ())
    if _is_link(source):
        return Opened(_link(*link_parts(source), project)[0], ())
    carried = read_container(Path(source))
    proof = carried.proof
    link, ignored = _link(proof.chart, proof.selection, project)
    lost = (say(WORDS, "open.ignored", lang, names=", ".join(ignored)),) if ignored else ()
    said, changed = _changes(carried, project, lang)
    return Opened(link, (*lost, *said), changed)


def _is_link(source: str) -> bool:
    """Whether this is the address of a page rather than a file's."""
    page = source.partition("?")[0].rstrip("/").rpartition("/")[2]
    return page in PAGES and source.startswith(("/", "http://", "https://")) and not Path(source).exists()


def _long_link(source: str, project: Showable) -> str:
    found = read_short(source, project.catalogue)
    if found is None:
        raise ExportError(*(say(WORDS, "open.short", lang, link=source[:80]) for lang in LANGUAGES))
    chart, selection = found
    return f"/{chart}{write_query(selection)}"


def _link(chart: str, query: str, project: Showable) -> tuple[str, tuple[str, ...]]:
    """The link written anew from what the catalogue knows of it, and what was left out. A file cannot smuggle an address in."""
    reading = read_query(query, project.catalogue)
    own = {"brief": BRIEF, "coverage": COVERAGE}.get(chart, ())
    others = {key: value for key, value in reading.others.items() if key in own}
    return f"/{chart}{write_query(reading.selection, **others)}", reading.ignored


def _changes(carried: Carried, project: Showable, lang: str) -> tuple[tuple[str, ...], bool]:
    """What is different today from what the file shows."""
    proof = carried.proof
    if proof.data_hash == project.version:
        return (say(WORDS, "open.same", lang, version=project.version),), False
    versions = {"then": proof.data_hash, "now": project.version}
    head = say(WORDS, "open.changed", lang, **versions)
    if not proof.values and proof.count != 0:
        return (head, say(WORDS, "open.unlisted", lang)), True
    lines = _differences(proof, _now(carried, project), project, lang)
    catalogue = proof.catalogue_hash and proof.catalogue_hash != project.catalogue.content_hash
    told = (say(WORDS, "open.catalogue", lang),) if catalogue else ()
    if not lines:
        key = "open.still" if proof.values else "open.still_none"
        return (head, say(WORDS, key, lang, count=len(proof.values)), *told), False
    more = len(lines) - _MOST_SAID
    rest = (say(WORDS, "open.more", lang, count=more),) if more > 0 else ()
    return (head, *lines[:_MOST_SAID], *rest, *told), True


@dataclass(frozen=True, slots=True)
class _Now:
    """The rows the view shows today, and what it computes of them, by observation."""

    rows: Sequence[Row]
    computed: Mapping[str, str]


def _now(carried: Carried, project: Showable) -> _Now:
    proof = carried.proof
    if carried.everything:
        return _Now(list(project.cells.by_id.values()), {})
    if (
        proof.chart == "coverage"
    ):  # it has a cell for whatever there is: what it kept is looked up, what is new it shows
        known = project.cells.by_id
        return _Now([known[kept.observation_id] for kept in proof.values if kept.observation_id in known], {})
    selection = read_query(proof.selection, project.catalogue).selection
    shown: Request | Board = (
        Request(project, selection, proof.chart)
        if proof.chart in CHARTS
        else board_of_query(project, selection, dict(parse_qsl(proof.selection)))
    )
    return _Now(shown.rows, shown.computed)


def _differences(proof: Proof, now: _Now, project: Showable, lang: str) -> list[str]:
    """A sentence for each value that is another, gone or new."""
    then = {kept.observation_id: kept for kept in proof.values}
    rows = {str(row["observation_id"]): row for row in now.rows}
    lines = [_difference(kept, rows.get(name), now.computed, project, lang) for name, kept in then.items()]
    for name, row in rows.items():
        if name not in then:
            lines.append(say(WORDS, "open.new", lang, what=_what(row, project, lang), now=row["printed"]))
    return [line for line in lines if line]


def _difference(kept: Kept, row: Row | None, computed: Mapping[str, str], project: Showable, lang: str) -> str:
    """How a value differs from the one kept; "" where it does not."""
    if row is None:
        return _gone(kept, project, lang)
    what = _what(row, project, lang)
    if whole(str(row["printed"])) != kept.printed:
        return say(WORDS, "open.other", lang, what=what, then=kept.printed, now=row["printed"])
    value = computed.get(kept.observation_id, "")
    if kept.indicator and kept.computed != value:
        words = {"then": kept.computed or "—", "now": value or "—", "printed": kept.printed}
        return say(WORDS, "open.computed", lang, what=what, **words)
    return ""


def _gone(kept: Kept, project: Showable, lang: str) -> str:
    """A value the view no longer shows: it is elsewhere now, or no longer there at all."""
    known = project.cells.by_id.get(kept.observation_id)
    if known is not None:
        return say(WORDS, "open.gone", lang, what=_what(known, project, lang), then=kept.printed)
    if not kept.indicator:
        return say(WORDS, "open.unnamed", lang, then=kept.printed)
    return say(WORDS, "open.lost", lang, what=_what_kept(kept, project, lang), then=kept.printed)


def _what_kept(kept: Kept, project: Showable, lang: str) -> str:
    """Place, indicator, part and period of a value that is no longer there; ids where the catalogue lost their names too."""
    catalogue = project.catalogue
    known = kept.indicator in catalogue.indicators
    parts = (
        place_name(kept.ref_area, catalogue, lang),
        indicator_name(kept.indicator, catalogue, lang) if known else kept.indicator,
        breakdown_text(kept.indicator, kept.breakdown, catalogue, lang) if known else kept.breakdown,
        date_text(kept.time_period, lang),
    )
    return " · ".join(part for part in parts if part)


def _what(row: Row, project: Showable, lang: str) -> str:
    """Place, indicator, part and period of a value."""
    indicator = str(row["indicator"])
    parts = (
        place_name(str(row["ref_area"]), project.catalogue, lang),
        indicator_name(indicator, project.catalogue, lang),
        breakdown_text(indicator, str(row["breakdown"]), project.catalogue, lang),
        period_text(row, lang),
    )
    return " · ".join(part for part in parts if part)
