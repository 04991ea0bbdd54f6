"""Every page in one language only: no Chinese in English pages but names and quotations, no English words in Chinese ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.project import load_project
from dashboard.web.callbacks import open_value, show_page
from dashboard.web.lookup import Lookup, build_lookup
from tests.conftest import PAGES

ROOT = Path(__file__).parents[2]
LOOKUP: Lookup = build_lookup(load_project(ROOT), "/")
PATHS = (
    *PAGES,
    "/?theme=training&columns=value&of=secondary_vocational_schools",
    "/compare?mode=index",
    "/trend",
    "/trend?mode=per_10k",
    "/place/CN110000",
    "/nowhere",
)
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3,}")
QUOTED = {"sheet", "quote", "passage", "source", "who", "settle", "lang"}
"""Classes of what is quoted as it stands, in the language it was written in."""

NAMES = (
    "English",
    "CSV",
    "XLSX",
    "PDF",
    "DOCX",
    "PARQUET",
    "JSON",
    "PNG",
    "SVG",
    "HTML",
    "SHA",
    "indicators.yaml",
    "corrections",
    "reason",
    "data/documents",
    "CC BY",
    "UTC",
)
"""What has no Chinese name: formats, files, keys of indicators.yaml."""


def _pieces(node: Any, quoted: bool = False) -> list[str]:
    """Every text a reader meets below a node, names and titles of elements too; what is quoted as it stands left out."""
    if isinstance(node, str):
        return [] if quoted else [node]
    if isinstance(node, list | tuple):
        return [text for child in node for text in _pieces(child, quoted)]
    if not isinstance(node, Component):
        return []
    inside = (
        quoted or bool(QUOTED & set(str(getattr(node, "className", "") or "").split())) or node._type in ("Code", "Pre")
    )
    said = [getattr(node, name, None) for name in ("title", "aria-label", "placeholder")]
    return [text for text in said if isinstance(text, str) and not inside] + _pieces(
        getattr(node, "children", None), inside
    )


def _data() -> list[str]:
    """Every text of the data itself: names, titles, prints; the longest first. Notes are in the language of the page."""
    rows = [*LOOKUP.observations.values(), *LOOKUP.mentions.values()]
    texts = {
        part
        for row in rows
        for name, value in row.items()
        if name not in ("formula", "note", "note_en")
        for part in ((value,) if isinstance(value, str) else value if isinstance(value, tuple) else ())
    }
    for document in LOOKUP.documents.values():
        texts |= {document.title, document.name, document.issuing_body, document.document_number, document.sha256[:16]}
    for entry in LOOKUP.catalogue.indicators.values():
        source = entry.source_of_definition
        texts |= {
            entry.id,
            *entry.aliases,
            *entry.not_comparable_when_en,
            *((source.title, source.publisher) if source else ()),
        }
    texts |= {
        problem
        for each in LOOKUP.project.problems
        for problem in (str(each), getattr(each, "zh", ""), getattr(each, "en", ""))
    }
    texts |= {LOOKUP.project.version[:10], *NAMES}
    return sorted((text for text in texts if isinstance(text, str) and len(text) > 1), key=len, reverse=True)


DATA = _data()


def _strange(path: str, lang: str, foreign: re.Pattern[str]) -> list[str]:
    """What of a page is in the other language although no data says it."""
    where, _, query = path.partition("?")
    page, _ = show_page(LOOKUP, where, f"?{query}&lang={lang}", None)
    found = []
    for text in (text for text in _pieces(page) if foreign.search(text)):
        rest = text
        for known in DATA:
            if known in rest:
                rest = rest.replace(known, "")
        if foreign.search(rest):
            found.append(text)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_an_english_page_says_nothing_of_its_own_in_chinese(path: str) -> None:
    assert _strange(path, "en", HAN) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_chinese_page_says_nothing_of_its_own_in_english(path: str) -> None:
    assert _strange(path, "zh", LATIN) == []


NOTED = [
    row for row in LOOKUP.observations.values() if row["note"] and not row["document"] and not row["table"]
] + list({row["table"]: row for row in LOOKUP.observations.values() if row["note"] and row["table"]}.values())
"""The observations entered by hand with a note, and one of each table."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_drawer_says_a_note_in_the_language_of_the_page(lang: str) -> None:
    assert len(NOTED) == 22
    strange = []
    for row in NOTED:
        opened = _pieces(open_value(LOOKUP, {"key": f"o:{row['observation_id']}"}, f"?lang={lang}"))
        said = opened[opened.index("备注" if lang == "zh" else "Note") + 1]
        if said != row["note" if lang == "zh" else "note_en"] or (lang == "zh" and LATIN.search(said)):
            strange.append(said)
    assert strange == []


@pytest.mark.parametrize("path", PATHS)
def test_large_numbers_are_written_as_each_language_writes_them(path: str) -> None:
    """万 and 亿 only in Chinese, thousands separated in English; documents keep their own digits."""
    where, _, query = path.partition("?")
    english, _ = show_page(LOOKUP, where, f"?{query}&lang=en", None)
    bare = re.compile(r"(?<![\d.,])\d{5,}(?![\d.,])")
    assert [
        text
        for text in _pieces(english)
        if re.search(r"\d[万亿]", text) and not any(known in text for known in DATA if re.search(r"\d[万亿]", known))
    ] == []
    assert [
        text
        for text in _pieces(english)
        if bare.search(text) and not any(known in text for known in DATA if bare.search(known))
    ] == []
