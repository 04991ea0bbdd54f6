"""A file we once wrote, or a short link, opened again: the same view today, and what has changed in it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard.charts.labels import breakdown_text, indicator_name, period_text, place_name
from dashboard.charts.style import Row
from dashboard.errors import ExportError
from dashboard.export.board import Showable, board_of_query
from dashboard.export.containers import Carried, read_container
from dashboard.export.options import Request
from dashboard.export.provenance import Proof, link_parts
from dashboard.export.query import BRIEF, CHARTS, PAGES, read_query, write_query
from dashboard.export.short import SHORT_PATH, read_short
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
    others = {key: value for key, value in reading.others.items() if key in BRIEF} if chart == "brief" else {}
    return f"/{chart}{write_query(reading.selection, **others)}", reading.ignored


def _changes(carried: Carried, project: Showable, lang: str) -> tuple[tuple[str, ...], bool]:
    """What is different today from what the file shows."""
    proof = carried.proof
    if proof.data_hash == project.version:
        return (say(WORDS, "open.same", lang, version=project.version),), False
    versions = {"then": proof.data_hash, "now": project.version}
    head = say(WORDS, "open.changed", lang, **versions)
    if not proof.values:
        return (head, say(WORDS, "open.unlisted", lang)), True
    rows = list(project.cells.by_id.values()) if carried.everything else _rows_now(proof, project)
    lines = _differences(proof, rows, project, lang)
    catalogue = proof.catalogue_hash and proof.catalogue_hash != project.catalogue.content_hash
    told = (say(WORDS, "open.catalogue", lang),) if catalogue else ()
    if not lines:
        return (head, say(WORDS, "open.still", lang, count=len(proof.values)), *told), False
    more = len(lines) - _MOST_SAID
    rest = (say(WORDS, "open.more", lang, count=more),) if more > 0 else ()
    return (head, *lines[:_MOST_SAID], *rest, *told), True


def _rows_now(proof: Proof, project: Showable) -> Sequence[Row]:
    """The rows the view shows today."""
    selection = read_query(proof.selection, project.catalogue).selection
    if proof.chart in CHARTS:
        return Request(project, selection, proof.chart).rows
    return board_of_query(project, selection, dict(parse_qsl(proof.selection))).rows


def _differences(proof: Proof, rows: Sequence[Row], project: Showable, lang: str) -> list[str]:
    """A sentence for each value that is another, gone or new."""
    then = dict(proof.values)
    now = {str(row["observation_id"]): row for row in rows}
    lines: list[str] = []
    for name, printed in then.items():
        row = now.get(name)
        if row is None:
            known = project.cells.by_id.get(name)
            what = _what(known, project, lang) if known is not None else ""
            lines.append(say(WORDS, "open.gone" if what else "open.lost", lang, what=what, then=printed))
        elif str(row["printed"]) != printed:
            words = {"what": _what(row, project, lang), "then": printed, "now": row["printed"]}
            lines.append(say(WORDS, "open.other", lang, **words))
    for name, row in now.items():
        if name not in then:
            lines.append(say(WORDS, "open.new", lang, what=_what(row, project, lang), now=row["printed"]))
    return lines


def _what(row: Mapping[str, object] | Row, project: Showable, lang: str) -> str:
    """Place, indicator, part and period of a value."""
    indicator = str(row["indicator"])
    parts = (
        place_name(str(row["ref_area"]), project.catalogue, lang),
        indicator_name(indicator, project.catalogue, lang),
        breakdown_text(indicator, str(row["breakdown"]), project.catalogue, lang),
        period_text(row, lang),
    )
    return " · ".join(part for part in parts if part)
