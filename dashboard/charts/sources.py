"""Who said it: one observation's citation, and the source line under a chart or in a file.

Form: 机关（年份）《标题》文号, a digest marked 摘编，非原文 (handbook 8, items 3 and 4).
"""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.catalogue.entries import Catalogue, Source
from dashboard.charts.style import Row
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["citation", "population_source", "source_line", "sources_of"]


def citation(row: Row, lang: str) -> str:
    """The source of one row; empty when nothing about it is known."""
    body = str(row["issuing_body"] or row["source_publisher"])
    year = str(row["date_issued"] or row["source_date"])[:4]
    title = str(row["source_title"])
    who = say(WORDS, "source.body_year", lang, body=body, year=year) if body and year else body or year
    named = [part for part in (who, f"《{title}》" if title else "", str(row["document_number"])) if part]
    parts = ("" if lang == "zh" else " ").join(named) or str(row["document"] or row["table"])
    return parts + (say(WORDS, "source.digest", lang) if row["document_kind"] == "digest" else "")


def sources_of(rows: Iterable[Row], lang: str) -> tuple[str, ...]:
    """Every source once, documents before other sources, each in the order it first occurs."""
    listed = list(rows)
    documents = [citation(row, lang) for row in listed if row["document"]]
    others = [citation(row, lang) for row in listed if not row["document"]]
    return tuple(dict.fromkeys(text for text in documents + others if text))


def source_line(rows: Iterable[Row], catalogue: Catalogue, lang: str) -> str:
    """One line naming every source of the rows, with the licence of the data set."""
    sources = sources_of(rows, lang)
    if not sources:
        return say(WORDS, "source.none", lang)
    line = say(WORDS, "source.line", lang, sources=say(WORDS, "source.join", lang).join(sources))
    return f"{line}{say(WORDS, 'source.join', lang)}{catalogue.project.licence_data}"


def population_source(source: Source, lang: str) -> str:
    """Who counted the residents: 机关（年份）《标题》."""
    who = (
        say(WORDS, "source.body_year", lang, body=source.publisher, year=source.date[:4])
        if source.date
        else source.publisher
    )
    return ("" if lang == "zh" else " ").join((who, f"《{source.title}》"))
