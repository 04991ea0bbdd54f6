"""How to cite an observation, a chart or a document: a reference by GB/T 7714—2015 and a plain sentence, the issuing body first.

A link is where the reader finds it: the source's own address where it has one, else the address of our page, which the caller
gives with the day it was looked at. There is no clock here: what nobody states is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import breakdown_text, indicator_name, period_text, place_name, value_text
from dashboard.charts.style import Row
from dashboard.export.csv_text import whole
from dashboard.export.options import Request
from dashboard.model import SourceDocument
from dashboard.observations.dates import date_text
from dashboard.observations.privacy import masked
from dashboard.wording import LANGUAGES, say
from dashboard.wording.export import WORDS

__all__ = ["Citation", "cite_chart", "cite_document", "cite_observation"]

_MOST_BODIES = 3  # GB/T 7714 names three and says 等


@dataclass(frozen=True, slots=True)
class Citation:
    """`reference` follows GB/T 7714 and is the same in every language; `zh` and `en` are one sentence each."""

    reference: str
    zh: str
    en: str

    def sentence(self, lang: str) -> str:
        """The sentence in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Work:
    """What is cited: who issued it, what it is called and numbered, when it was issued, where it is and when it was seen."""

    body: str
    title: str
    number: str
    issued: str
    link: str
    accessed: str
    digest: bool = False
    publisher: str = ""
    kind: str = "Z"  # GB/T 7714: Z another document, DS a data set

    @property
    def reference(self) -> str:
        """主要责任者. 题名: 其他信息[类型/载体]. 出版者, 年(日期)[引用日期]. 链接."""
        carrier = f"{self.kind}/OL" if self.link else self.kind
        title = ": ".join(part for part in (self.title, self.number) if part) or say(WORDS, "cite.untitled", "zh")
        digest = say(WORDS, "cite.digest", "zh") if self.digest else ""
        dates = (f"({self.issued})" if len(self.issued) > 4 else "") + (
            f"[{self.accessed}]" if self.link and self.accessed else ""
        )
        when = f"{', '.join(part for part in (self.publisher, self.issued[:4]) if part)}{dates}"
        return ". ".join(part for part in (self.body, f"{title}{digest}[{carrier}]", when, self.link) if part) + "."

    def named(self, lang: str) -> str:
        """机关（年份）《题名》（文号）."""
        year = self.issued[:4]
        key = "cite.body_year" if self.body and year else "cite.body"
        who = say(WORDS, key, lang, body=self.body, year=year) if self.body else year
        title = say(WORDS, "cite.title", lang, title=self.title) if self.title else ""
        number = say(WORDS, "cite.number", lang, number=self.number) if self.number else ""
        digest = say(WORDS, "cite.digest", lang) if self.digest else ""
        return ("" if lang == "zh" else " ").join(part for part in (who, title, number) if part) + digest

    def where(self, lang: str) -> str:
        """链接：…，访问日期：…; "" without a link."""
        if not self.link:
            return ""
        key = "cite.link.accessed" if self.accessed else "cite.link"
        return say(WORDS, key, lang, link=self.link, accessed=date_text(self.accessed, lang))


def cite_document(document: SourceDocument, link: str = "", accessed: str = "") -> Citation:
    """A document. `link` and `accessed` (ISO 8601) are of our page and count where the document states no address of its own."""
    work = _of_document(document, link, accessed)
    return _citation(work, dict.fromkeys(LANGUAGES, ""))


def cite_observation(
    row: Row, catalogue: Catalogue, document: SourceDocument | None = None, link: str = "", accessed: str = ""
) -> Citation:
    """One value with what it describes and as of when; `document` is the one it stands in, None for another source."""
    work = _of_document(document, link, accessed) if document is not None else _of_source(row, link, accessed)
    return _citation(work, {lang: _said(row, catalogue, lang) for lang in LANGUAGES})


def cite_chart(request: Request, link: str = "", accessed: str = "") -> Citation:
    """A chart or table of a selection: the bodies behind it, its title and the version of the data."""
    project = request.catalogue.project
    requests = {
        lang: Request(request.project, replace(request.selection, lang=lang), request.chart) for lang in LANGUAGES
    }
    works = {
        lang: _Work(
            body=_bodies(request.rows, lang),
            title=each.title,
            number=say(WORDS, "version", lang, version=each.proof.data_hash),
            issued=each.proof.issued,
            link=link,
            accessed=accessed,
            publisher=project.title_zh if lang == "zh" else project.title_en,
            kind="DS",
        )
        for lang, each in requests.items()
    }
    issued = {lang: date_text(work.issued, lang) for lang, work in works.items()}
    said = {lang: say(WORDS, "cite.as_of", lang, date=issued[lang]) if issued[lang] else "" for lang in LANGUAGES}
    zh, en = (_sentence(works[lang], said[lang], lang) for lang in LANGUAGES)
    return Citation(whole(works["zh"].reference), zh, en)


def _of_document(document: SourceDocument, link: str, accessed: str) -> _Work:
    own = document.url or ""
    return _Work(
        body=document.issuing_body or "",
        title=masked(document.title or document.name),
        number=document.document_number or "",
        issued=document.date_issued or "",
        link=own or link,
        accessed=(document.accessed or "") if own else accessed,
        digest=document.kind == "digest",
    )


def _of_source(row: Row, link: str, accessed: str) -> _Work:
    """The source of a curated value, a table or a derived one."""
    own = str(row["source_url"])
    return _Work(
        body=str(row["issuing_body"] or row["source_publisher"]),
        title=masked(str(row["source_title"] or row["table"] or ("" if row["document_number"] else row["document"]))),
        number=str(row["document_number"]),
        issued=str(row["date_issued"] or row["source_date"]),
        link=own or link,
        accessed=str(row["on"]) if own else accessed,
        digest=row["document_kind"] == "digest",
    )


def _said(row: Row, catalogue: Catalogue, lang: str) -> str:
    """What the source says: 南阳市技工院校数，截至2024年12月31日，10所; of a computed value also how."""
    part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
    name = indicator_name(str(row["indicator"]), catalogue, lang)
    words = {
        "place": str(row["entity"]) or place_name(str(row["ref_area"]), catalogue, lang),
        "indicator": say(WORDS, "cite.part", lang, indicator=name, part=part) if part else name,
        "period": period_text(row, lang),
        "value": value_text(row, catalogue, lang),
    }
    formula = say(WORDS, "cite.derived", lang, formula=row["formula"]) if row["processing"] == "derived" else ""
    return say(WORDS, "cite.said", lang, **words) + formula


def _bodies(rows: Iterable[Row], lang: str) -> str:
    bodies = list(dict.fromkeys(str(row["issuing_body"] or row["source_publisher"]) for row in rows))
    named = [body for body in bodies if body]
    more = [say(WORDS, "cite.others", lang)] if len(named) > _MOST_BODIES else []
    return ", ".join([*named[:_MOST_BODIES], *more])


def _citation(work: _Work, said: dict[str, str]) -> Citation:
    zh, en = (_sentence(work, said[lang], lang) for lang in LANGUAGES)
    return Citation(whole(work.reference), zh, en)


def _sentence(work: _Work, said: str, lang: str) -> str:
    named = work.named(lang)
    text = say(WORDS, "cite.colon", lang, named=named, said=said) if said and named else said or named
    where = work.where(lang)
    return whole(say(WORDS, "cite.sentence.link" if where else "cite.sentence", lang, text=text, where=where))
