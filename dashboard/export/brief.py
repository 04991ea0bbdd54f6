"""A board as a brief to attach to a proposal: what it says, in which order, every number with its note. No layout here.

board → `brief_of` → Brief (sections of paragraphs, tables, pictures) → `brief_page` (A4 PDF) or `brief_docx` (DOCX)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.catalogue.entries import Indicator
from dashboard.charts.labels import (
    breakdown_text,
    flags,
    indicator_name,
    note_text,
    origin_text,
    period_text,
    place_name,
    symbols_legend,
    unit_text,
    value_text,
)
from dashboard.charts.sources import citation
from dashboard.charts.style import Row
from dashboard.export.board import Board
from dashboard.export.citing import cite_document, cite_observation
from dashboard.export.options import Request
from dashboard.model import Finding, SourceDocument
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["Brief", "Line", "Picture", "Section", "Table", "brief_of"]

_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or the content of a cell: texts, each with the numbers of the notes that stand behind it."""

    runs: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to be drawn, with its caption; `said` is the chart in words, for those who cannot see it."""

    request: Request
    caption: Line
    said: str


Block = Line | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `kind` is text, list (each line an item) or notes (each line numbered from 1)."""

    heading: str
    blocks: tuple[Block, ...]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. `foot` stands on every page."""

    board: Board
    title: str
    subtitle: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str

    @property
    def text(self) -> str:
        """Every word of it but those in the pictures."""
        lines = [line for section in self.sections for block in section.blocks for line in _lines(block)]
        heads = [word for section in self.sections for word in (section.heading, *_heads(section.blocks))]
        return "\n".join((self.title, *self.subtitle, *heads, *(line.text for line in lines), self.foot))


def _lines(block: Block) -> Iterable[Line]:
    if isinstance(block, Line):
        return (block,)
    if isinstance(block, Picture):
        return (block.caption,)
    return (cell for row in block.rows for cell in row)


def _heads(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(word for block in blocks if isinstance(block, Table) for word in block.head)


@dataclass
class _Notes:
    """The notes as they are first asked for: the same text is the same note."""

    texts: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts) + 1)


def brief_of(board: Board) -> Brief:
    """The brief of a board: the author's introduction, key figures, charts, table, findings, notes, sources, definitions, how it came about."""
    notes, lang = _Notes(), board.lang
    documents = {document.name: document for document in getattr(board.project, "documents", ())}
    writer = _Writer(board, notes, documents)
    body = (writer.introduction(), writer.key_figures(), writer.charts(), writer.table(), writer.findings())
    numbered = Section(_word(board, "brief.notes"), tuple(_plain(text) for text in notes.texts), "notes")
    closing = (numbered, writer.sources(), writer.definitions(), writer.remarks())
    return Brief(
        board,
        board.title,
        (*board.words, _word(board, "version", version=board.project.version)),
        tuple(section for section in (*body, *closing) if section.blocks),
        say(WORDS, "brief.foot", lang, title=board.title, version=board.project.version),
    )


def _plain(text: str) -> Line:
    return Line(((text, ()),))


def _word(board: Board, key: str, **words: object) -> str:
    return say(WORDS, key, board.lang, **words)


@dataclass(frozen=True)
class _Writer:
    """The sections of one brief."""

    board: Board
    notes: _Notes
    documents: Mapping[str, SourceDocument]

    def _word(self, key: str, **words: object) -> str:
        return _word(self.board, key, **words)

    def _note(self, row: Row) -> int:
        """The number of the note of a value: who says it, in which sentence, and what is to be known of it."""
        lang = self.board.lang
        quote = "".join(str(row["quote"]).split("\n"))
        quote = f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote
        said = self._word("brief.quote", quote=quote) if quote else ""
        formula = self._word("brief.formula", formula=row["formula"]) if row["formula"] else ""
        marks = say(CHART_WORDS, "list.semicolon", lang).join(
            self._word("flag", symbol=flag.symbol, meaning=flag.meaning) for flag in flags(row, lang)
        )
        parts = (citation(row, lang), said or formula or note_text(row, lang), marks)
        return self.notes.number(say(CHART_WORDS, "list.semicolon", lang).join(part for part in parts if part))

    def _numbers(self, rows: Iterable[Row]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._note(row) for row in rows))

    def introduction(self) -> Section:
        """The author's own words, a paragraph a line."""
        lines = [line.strip() for line in self.board.introduction.split("\n")]
        return Section(self._word("brief.introduction"), tuple(_plain(line) for line in lines if line))

    def key_figures(self) -> Section:
        """Of each indicator the newest value of each place in a sentence, and what stands against comparing them."""
        lines: list[Block] = []
        for name in dict.fromkeys(request.selection.indicators[0] for request in self.board.requests):
            request = Request(self.board.project, replace(self.board.selection, indicators=(name,)))
            if request.rows:
                lines += [self._values_said(name, request), *self._warned(request)]
        return Section(self._word("brief.key"), tuple(lines))

    def _warned(self, request: Request) -> list[Line]:
        """What stands against comparing the values, in one paragraph; every panel is named once."""
        colon = self._word("brief.colon")
        said: dict[str, list[str]] = {}
        for note in request.panel_notes:
            panel, _, text = note.partition(colon)
            said.setdefault(panel, []).append(text)
        blank = "" if self.board.lang == "zh" else " "
        joined = [f"{panel}{colon}{blank.join(texts)}" for panel, texts in said.items()]
        return [Line(((text, self._numbers(request.rows)),)) for text in joined]

    def _values_said(self, name: str, request: Request) -> Line:
        lang, catalogue = self.board.lang, self.board.catalogue
        colon, semicolon = self._word("brief.colon"), say(CHART_WORDS, "list.semicolon", lang)
        runs: list[tuple[str, tuple[int, ...]]] = [(f"{self._named(name)}{colon}", ())]
        for index, row in enumerate(request.rows):
            part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
            words = {
                "place": place_name(str(row["ref_area"]), catalogue, lang),
                "part": self._word("brief.part", part=part) if part else "",
                "value": value_text(row, catalogue, lang),
                "period": period_text(row, lang),
            }
            runs.append(((semicolon if index else "") + self._word("brief.value", **words), (self._note(row),)))
        return Line((*runs, (self._word("brief.end"), ())))

    def _named(self, name: str) -> str:
        indicator, _, breakdown = name.partition(";")
        part = breakdown_text(indicator, breakdown, self.board.catalogue, self.board.lang)
        title = indicator_name(indicator, self.board.catalogue, self.board.lang)
        return f"{title}{self._word('brief.part', part=part)}" if part else title

    def charts(self) -> Section:
        """Each chart with its number and its notes."""
        pictures: list[Block] = []
        for number, request in enumerate(self.board.requests, start=1):
            title = self.board.chart_title(request)
            caption = Line(((self._word("brief.figure", number=number, title=title), self._numbers(request.rows)),))
            said = self._values_said(request.selection.indicators[0], request).text
            pictures.append(Picture(request, caption, said))
        return Section(self._word("brief.charts"), tuple(pictures))

    def table(self) -> Section:
        """Every value of the charts, each with its note."""
        lang, catalogue = self.board.lang, self.board.catalogue
        computed = self._computed_texts()
        mode = say(CHART_WORDS, f"mode.{self.board.selection.mode}", lang)
        head = tuple(
            self._word(f"column.{key}") for key in ("indicator_name", "place", "printed", "brief_period", "origin")
        ) + ((mode,) if computed else ())
        rows = []
        for row in self.board.rows:
            part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
            name = indicator_name(str(row["indicator"]), catalogue, lang)
            rows.append(
                (
                    _plain(f"{name}{self._word('brief.part', part=part)}" if part else name),
                    _plain(place_name(str(row["ref_area"]), catalogue, lang)),
                    Line(((value_text(row, catalogue, lang), (self._note(row),)),)),
                    _plain(period_text(row, lang)),
                    _plain(origin_text(row, lang)),
                    *((self._computed_cell(row, computed),) if computed else ()),
                )
            )
        return Section(self._word("brief.table"), (Table(head, tuple(rows)),) if rows else ())

    def _computed_texts(self) -> dict[str, str]:
        """The rate or index of each value that has one, by its first chart; nothing where values stand as stated."""
        found: dict[str, str] = {}
        for request in self.board.requests:
            if request.computed:
                for row, extra in zip(request.rows, request.extras, strict=True):
                    found.setdefault(str(row["observation_id"]), str(extra.get("computed", "")))
        return {name: text for name, text in found.items() if text}

    def _computed_cell(self, row: Row, computed: Mapping[str, str]) -> Line:
        text = computed.get(str(row["observation_id"]), "")
        return Line(((text, (self._note(row),)),)) if text else _plain("")

    def findings(self) -> Section:
        """The chosen findings, each with a note that names the documents it was found in."""
        zh = self.board.lang == "zh"
        lines = [Line(((each.zh if zh else each.en, (self._finding_note(each),)),)) for each in self.board.found]
        return Section(self._word("brief.findings"), tuple(lines), "list")

    def _finding_note(self, finding: Finding) -> int:
        found = [self.documents[name] for name in finding.documents if name in self.documents]
        cited = [cite_document(document).sentence(self.board.lang).rstrip("。.") for document in found]
        sources = say(CHART_WORDS, "list.semicolon", self.board.lang).join(cited or finding.documents)
        return self.notes.number(self._word("brief.finding", code=finding.code, sources=sources))

    def sources(self) -> Section:
        """Every source once, as GB/T 7714 lists it; documents of findings too."""
        cited = [self._reference(row) for row in self.board.rows]
        names = dict.fromkeys(name for each in self.board.found for name in each.documents)
        cited += [cite_document(self.documents[name]).reference for name in names if name in self.documents]
        return Section(self._word("brief.sources"), tuple(_plain(text) for text in dict.fromkeys(cited)), "list")

    def _reference(self, row: Row) -> str:
        return cite_observation(row, self.board.catalogue, self.documents.get(str(row["document"]))).reference

    def definitions(self) -> Section:
        """What each indicator counts, in which unit, and when it may not be compared."""
        known = self.board.catalogue.indicators
        names = dict.fromkeys(str(row["indicator"]) for row in self.board.rows)
        return Section(
            self._word("brief.definitions"),
            tuple(self._definition(known[name]) for name in names if name in known),
            "list",
        )

    def _definition(self, entry: Indicator) -> Line:
        zh, lang = self.board.lang == "zh", self.board.lang
        definition = (entry.definition_zh if zh else entry.definition_en) or self._word("brief.undefined")
        never = entry.not_comparable_when_zh if zh else entry.not_comparable_when_en
        warned = say(CHART_WORDS, "list.semicolon", lang).join(line.rstrip("。.") for line in never)
        words = {
            "name": indicator_name(entry.id, self.board.catalogue, lang),
            "definition": definition.rstrip("。."),
            "unit": unit_text(entry.unit, self.board.catalogue, lang),
            "kind": self._word(f"kind.{entry.kind}"),
        }
        text = self._word("brief.definition", **words)
        return _plain(text + (self._word("brief.never", warned=warned) if warned else ""))

    def remarks(self) -> Section:
        """Symbols, what a blank means, the licence, how to come back."""
        symbols = say(CHART_WORDS, "list.semicolon", self.board.lang).join(
            self._word("flag", symbol=symbol, meaning=meaning)
            for symbol, meaning in symbols_legend(self.board.lang)
            if symbol
        )
        own = (self._word("brief.own_words"),) if self.board.introduction else ()
        lines = (
            *own,
            self._word("flags", flags=symbols),
            self._word("blank"),
            say(CHART_WORDS, "note.rounding", self.board.lang),
            self._word("digest"),
            self._word("licence", licence=self.board.catalogue.project.licence_data),
            self._word("proof.link", link=self.board.printed_link),
            self._word("proof.catalogue", hash=self.board.catalogue.content_hash[:12]),
        )
        return Section(self._word("notes"), tuple(_plain(line) for line in lines), "list")
