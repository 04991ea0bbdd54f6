"""What travels with every exported file: which view it shows, of which data, so that the view can be restored and checked.

A format writes it where the format has a place for such things and gives it back from there:

    picture, SVG, PDF, HTML, Parquet    one text under the name `KEY`: `proof_text(proof)`, ASCII only
    JSON                                the object `proof` at the top: `proof_record(proof)`
    XLSX                                the description among the document properties, and in words on the notes sheet
    CSV                                 the last columns of every row: `selection` (`proof.link`) and `data_hash`

JSON and XLSX leave the values out of the proof, they stand in the file (`bare`); a CSV without a row has nowhere to say anything.
`Request.proof` and `Board.proof` make it, `read_proof(text)` reads it back. The same data and selection give the same text: no clock, no machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from dashboard.charts.sources import sources_of
from dashboard.charts.style import Row
from dashboard.errors import ExportError
from dashboard.export.csv_text import whole
from dashboard.export.exportable import Shown
from dashboard.export.kept import MOST_KEPT, MOST_PLAIN, Kept, kept_rows, pack, unpack
from dashboard.export.query import PAGES
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = [
    "KEY",
    "Proof",
    "bare",
    "link_parts",
    "proof_for",
    "proof_record",
    "proof_text",
    "read_proof",
]

KEY = "vet-dashboard"
"""The name under which a file keeps its proof."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a file comes from.

    `chart` is one of PAGES and `selection` the query of its page without the question mark, `lang` included where it is not
    the default. `data_hash` is the project's version (catalogue, tables and documents together), `catalogue_hash` that of
    indicators.yaml and the places alone. `issued` is the newest date a source bears (ISO 8601 to the precision stated, "" if
    none does). `values` are those the file shows, so that a later version can say which changed; it is empty where there are
    more than MOST_KEPT. `count` is how many the file shows, None where an earlier version of the program did not say.
    """

    chart: str
    selection: str
    data_hash: str
    catalogue_hash: str
    title: str = ""
    issued: str = ""
    licence: str = ""
    sources: tuple[str, ...] = ()
    values: tuple[Kept, ...] = ()
    count: int | None = None

    @property
    def link(self) -> str:
        """The address of the view below the dashboard's own: `/trend?i=…&p=…`."""
        return f"/{self.chart}?{self.selection}" if self.selection else f"/{self.chart}"


def proof_for(shown: Shown, chart: str, query: str) -> Proof:
    """The proof of a file that shows these rows at the address of a page (`chart`) and its query."""
    rows = shown.rows
    return Proof(
        chart=chart,
        selection=whole(query),
        data_hash=shown.project.version,
        catalogue_hash=shown.project.catalogue.content_hash,
        title=whole(shown.title),
        issued=newest_issue(rows),
        licence=shown.project.catalogue.project.licence_data,
        sources=tuple(whole(source) for source in sources_of(rows, shown.lang)),
        values=kept_rows(rows, shown.computed) if len(rows) <= MOST_KEPT else (),
        count=len(rows),
    )


def bare(proof: Proof) -> Proof:
    """The proof of a file whose values stand in the file itself."""
    return replace(proof, values=())


def newest_issue(rows: Iterable[Row]) -> str:
    """The newest date a document or another source of the rows bears; "" where none is dated."""
    return max((str(row["date_issued"] or row["source_date"]) for row in rows), default="")


def proof_record(proof: Proof) -> dict[str, object]:
    """A JSON-ready dict of the proof, with its link and the name of the format first; many values as `packed`."""
    record = {"made_by": KEY, "link": proof.link, **asdict(bare(proof))}
    if len(proof.values) > MOST_PLAIN:
        return record | {"packed": pack(proof.values)}
    return record | {"values": [list(value) for value in proof.values]}


def proof_text(proof: Proof) -> str:
    """The proof as one line of ASCII JSON, which every container of text takes."""
    return json.dumps(proof_record(proof), ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def read_proof(text: str | bytes | Mapping[str, object]) -> Proof:
    """The proof a file carries: from its text or its parsed record. ExportError: it is no proof of ours."""
    try:
        record: Any = json.loads(text) if isinstance(text, str | bytes) else dict(text)
        known: dict[str, Any] = {field.name: record[field.name] for field in fields(Proof) if field.name in record}
        known["sources"] = tuple(str(source) for source in known.get("sources", ()))
        values = unpack(record["packed"]) if "packed" in record else known.get("values", ())
        known["values"] = tuple(Kept(*map(str, value)) for value in values)
        known["count"] = known["count"] if type(known.get("count")) is int else None
        proof = Proof(**known)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _no_proof() from error
    texts = (proof.chart, proof.selection, proof.data_hash, proof.catalogue_hash)
    if proof.chart not in PAGES or not all(isinstance(value, str) for value in texts):
        raise _no_proof()
    return proof


def link_parts(link: str) -> tuple[str, str]:
    """The chart and the selection of a link as `Proof.link` writes it, a host or prefix before it allowed. ExportError."""
    path, _, query = link.partition("?")
    chart = path.rstrip("/").rpartition("/")[2]
    if chart not in PAGES:
        raise _no_proof()
    return chart, query


def _no_proof() -> ExportError:
    return ExportError(*(say(WORDS, "error.no_proof", lang) for lang in LANGUAGES))
