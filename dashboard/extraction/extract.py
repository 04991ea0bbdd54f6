"""A document → its mentions, in document order: every quantity with what it counts, whose it is and when it was true.

A quantity no indicator claims stays as a leftover; a claim without a number is a mention without a value.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dashboard.catalogue.entries import Catalogue, Indicator
from dashboard.catalogue.lookup import Lexicon
from dashboard.documents.clean import CleanText, clean
from dashboard.documents.header import Letterhead, read_letterhead
from dashboard.documents.sentences import Paragraph, Sentence, paragraphs
from dashboard.documents.tables import find_tables
from dashboard.extraction.carried import levels
from dashboard.extraction.claims import find_claims
from dashboard.extraction.match import Match, Matcher
from dashboard.extraction.names import EventName, Organisation, find_events
from dashboard.extraction.periods import Calendar, Period, begins_section, period_type_of
from dashboard.extraction.places import Area, Territory
from dashboard.extraction.scope import Subjects, status_of
from dashboard.extraction.tables import TableFigure, read_table
from dashboard.extraction.telling import telling_paragraphs
from dashboard.model import Breakdown, Mention, PeriodType, Qualifier, Quantity, Scope, SourceDocument, Span, Status
from dashboard.quantities import DateSpan, find_dates, find_quantities, is_spelled, measure_words
from dashboard.quantities.find import PERSONS_BEHIND

__all__ = ["Extractor", "extract"]

_TITLE_LENGTH = 60
_OPENING = 120  # characters in which a letter says what it is about
_AREAS = 16  # places before a figure that may be its own
_ASIDE = 30  # characters in which a bracket around a place is closed
_BEFORE = 300  # characters before a figure in which cues are looked for
_AFTER = 4
_UNDATED = 0.89  # a figure without any date is not to be relied on alone
_HELD = re.compile(r"[居列占在排入]$")
_OWN_SCOPES = {Scope.CITY, Scope.COUNTY}
_RANKED = re.compile(r"(?:排名|排在|排|位居|名列|位列|居|列|获)?")
_PLACE_LIKE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治县|区|县|市|州|旗|镇)")
_PERSONS = re.compile(
    r"(?:人才|人口|人员|人数|劳动者|技师|学生|精英|毕业生|工人|农民工|[工员生者])(?:总量|总数|规模|缺口)?(?:[^，。；]{0,6}为)?(?:超过|达到|突破|已|达|约|近|超|有|为|共|仅|只|不足)*$"
)
_BRACKET = re.compile(r"[（(）)]")
_MONEY = re.compile(
    r"(?:投入|资金|经费|支出|补贴|投资|产值|总额)(?:总量|总额)?(?:累计|共|已|超过|达到|突破|达|约|近|超|为)*$"
)
_DATED = re.compile(r"的?(?:约|近|不足|超过|超)?")  # between a date and its own figure: 由2020年的7739人减为…
_PROSE = re.compile(r"[，；]")
_TASKS = re.compile(r"任务(?:清单|分解)")
_SHARES = {"比例", "%"}
_EVENT_FAMILIES = {"medal", "award", "rank", "delegation", "event"}


def extract(document: SourceDocument, catalogue: Catalogue) -> tuple[Mention, ...]:
    """The mentions of one document. For many documents build one `Extractor`."""
    return Extractor(catalogue).extract(document)


class Extractor:
    """The catalogue's names and measure words, compiled once for any number of documents."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.lexicon = Lexicon(catalogue)
        self.words = measure_words(catalogue.units.values())

    def letterhead(self, document: SourceDocument) -> Letterhead:
        """What the document says about itself, with what the catalogue declares about it first."""
        return read_letterhead(document, clean(document.text).text, self.lexicon)

    def extract(self, document: SourceDocument) -> tuple[Mention, ...]:
        """The mentions of one document, in order; spans are source offsets."""
        cleaned = clean(document.text)
        return tuple(_Reading(self, document, cleaned).mentions())


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence being read: where it stands and what it says besides its figures."""

    paragraph: Paragraph
    span: Span
    source: Span  # the same in the source
    areas: Sequence[Area]
    perimeters: Mapping[str, str]
    levels: Mapping[Span, Span]  # the later of two levels by the earlier: 由422.8万增为445万


class _Reading:
    """One document being read: what has been said so far."""

    def __init__(self, extractor: Extractor, document: SourceDocument, cleaned: CleanText) -> None:
        self._catalogue = extractor.catalogue
        self._lexicon = extractor.lexicon
        self._words = extractor.words
        self._document = document
        self._clean = cleaned
        self._text = cleaned.text
        head = read_letterhead(document, cleaned.text, extractor.lexicon)
        self._year = head.year
        self._calendar = Calendar(head.date_issued)
        self._matcher = Matcher(extractor.lexicon, cleaned.text[:_OPENING])
        self._title = f"{document.title or ''}\n{_opening(cleaned.text)}"
        self._territory = Territory(extractor.lexicon, lambda: head.ref_area, self._title.strip())
        self._subjects = Subjects(extractor.lexicon, self._title)
        self._events: list[EventName] = []
        self._heading: Paragraph | None = None
        self._claims_here = False

    def mentions(self) -> Iterator[Mention]:
        found = paragraphs(self._text)
        cells: dict[int, list[TableFigure]] = {}
        for table in find_tables(self._clean, self._document.text, found):
            first = min(table.paragraphs)
            title = "|".join(p.span.of(self._text)[:_TITLE_LENGTH] for p in found[max(0, first - 2) : first])
            for figure in read_table(table, title, self._lexicon, self._words):
                cells.setdefault(figure.cell_row, []).append(figure)
        counting, claiming = telling_paragraphs(self._text, found, self._lexicon)
        for paragraph in found:
            index = paragraph.index
            if paragraph.short:
                self._heading = paragraph
            if index in counting or index in claiming or index in cells:
                prose = self._paragraph(paragraph, index in counting, index in claiming)
                yield from self._row(paragraph, prose, cells[index]) if index in cells else prose
            else:
                self._pass_by(paragraph)

    def _row(self, paragraph: Paragraph, prose: Sequence[Mention], figures: Sequence[TableFigure]) -> list[Mention]:
        """A row of a table: its numbers, and what stands in words in its other cells, all of the row's institution."""
        span = paragraph.span
        perimeters = self._perimeters(span, [f.match for f in figures])
        said = _Said(paragraph, span, self._clean.source(span), [], perimeters, {})
        numbers = [self._cell(said, f) for f in figures]
        taken = [m.span for m in numbers]
        others = [
            _owned(m, figures[0].entity)
            for m in prose
            if not any(t.start < m.span.end and m.span.start < t.end for t in taken)
        ]
        return sorted([*numbers, *others], key=lambda m: m.span)

    def _cell(self, said: _Said, figure: TableFigure) -> Mention:
        """A number of a table, with the place, the period and the status its row and column say."""
        mention = _owned(self._mention(said, figure.quantity, figure.match), figure.entity)
        if figure.place:
            known = self._lexicon.places(figure.place, 0, len(figure.place))
            area = (
                self._territory.named(figure.place, self._lexicon) if known else Area(None, figure.place, Scope.COUNTY)
            )
            mention = replace(mention, area_name=area.name, ref_area=area.code, scope=area.scope)
        if figure.period:
            later = self._year is not None and int(figure.period[:4]) > self._year
            status = Status.TARGET if figure.target or later else Status.ACTUAL
            mention = replace(mention, time_period=figure.period, period_basis="text", status=status)
        return mention

    def _pass_by(self, paragraph: Paragraph) -> None:
        """A paragraph without figures and claims: only a heading's date or number matters to those after it."""
        dates = find_dates(paragraph.span.of(self._text)) if paragraph.short else []
        if dates:
            self._enter(paragraph, dates)
            if self._text[paragraph.span.end - 1] in "：:":
                self._calendar.enter_sentence(paragraph.span)
        elif begins_section(self._text, paragraph.span.start):
            self._calendar.enter_section()

    def _enter(self, paragraph: Paragraph, dates: Sequence[DateSpan]) -> None:
        """The calendar enters a paragraph in which these dates stand, their spans counted from its beginning."""
        start = paragraph.span.start
        said = [DateSpan(_shifted(d.span, start), d.first, d.last) for d in dates]
        self._calendar.enter_paragraph(self._text, paragraph.span, paragraph.short, said)

    def _paragraph(self, paragraph: Paragraph, counts: bool, claims: bool) -> list[Mention]:
        """The mentions of a paragraph that may hold some.

        `counts`: it has a digit or names an indicator; `claims`: it has a word no claim is without.
        """
        text, start = paragraph.span.of(self._text), paragraph.span.start
        dates = find_dates(text) if counts or paragraph.short else []
        self._enter(paragraph, dates)
        self._subjects.enter_paragraph()
        self._territory.enter_paragraph()
        self._events = self._heading_events()
        self._claims_here = claims
        quantities = find_quantities(text, self._words, dates) if counts else []
        quantities = [q._replace(span=_shifted(q.span, start)) for q in quantities]
        if not quantities:
            return self._claims_alone(paragraph, claims, leads=bool(dates) and text[-1] in "：:")
        self._matcher.enter_paragraph(paragraph.span.start, (self._title, *paragraph.headings))
        mentions: list[Mention] = []
        last = quantities[-1].span.start
        starts = [q.span.start for q in quantities]
        for sentence in paragraph.sentences:
            if sentence.span.start <= last:
                own = quantities[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
                mentions += self._sentence(paragraph, sentence, own)
            elif claims:
                mentions += self._claims(paragraph, sentence.span)
        return _with_stages(mentions, self._catalogue)

    def _heading_events(self) -> list[EventName]:
        """The contest named last in the heading above, if it names one."""
        if self._heading is None:
            return []
        span = self._heading.span
        return find_events(self._text, span.start, span.end, self._lexicon)[-1:]

    def _claims_alone(self, paragraph: Paragraph, claims: bool, leads: bool) -> list[Mention]:
        """The claims of a paragraph without a quantity; its dates (到2015年：) hold for the list below it."""
        if leads:
            for sentence in paragraph.sentences:
                self._calendar.enter_sentence(sentence.span)
        if not claims:
            return []
        return [m for sentence in paragraph.sentences for m in self._claims(paragraph, sentence.span)]

    def _claims(self, paragraph: Paragraph, span: Span) -> list[Mention]:
        """The claims without a number in a sentence."""
        found = find_claims(self._text, span.start, span.end)
        if found:
            self._calendar.enter_sentence(span)
        return [self._claim(paragraph, span, claim) for claim in found]

    def _sentence(self, paragraph: Paragraph, sentence: Sentence, quantities: Sequence[Quantity]) -> list[Mention]:
        text, span = self._text, sentence.span
        self._calendar.enter_sentence(span)
        organisations = self._subjects.enter_sentence(text, span)
        events = find_events(text, span.start, span.end, self._lexicon)
        self._events += events
        matches = self._matcher.match(text, span, quantities)
        read = self._figures(paragraph, span, quantities, matches, [*events, *organisations]) if quantities else []
        claims = find_claims(text, span.start, span.end) if self._claims_here else []
        return sorted([*read, *(self._claim(paragraph, span, c) for c in claims)], key=lambda m: m.span)

    def _figures(
        self,
        paragraph: Paragraph,
        span: Span,
        quantities: Sequence[Quantity],
        matches: Sequence[Match],
        named: Sequence[EventName | Organisation],
    ) -> list[Mention]:
        """The quantities of a sentence as mentions; spelled ones only where they count something."""
        names = [*(n.span for n in named), *self._terms(span, matches)]
        kept = [
            (q, m)
            for q, m in zip(quantities, matches, strict=True)
            if m.indicator or q.unit in _SHARES or not is_spelled(q.surface)
        ]
        said = _Said(
            paragraph,
            span,
            self._clean.source(span),
            self._territory.in_sentence(self._text, span, names),
            self._perimeters(span, [m for _, m in kept]),
            levels(self._text, quantities),
        )
        return self._with_fields([self._mention(said, q, m) for q, m in kept])

    def _terms(self, span: Span, matches: Sequence[Match]) -> list[Span]:
        """The breakdown words of a sentence: a 全国 inside 全国技术能手 says nobody's scope."""
        counted = {m.indicator for m in matches if m.indicator}
        return [c.span for i in counted for c in self._lexicon.codes(i, self._text, span.start, span.end)]

    def _mention(self, said: _Said, quantity: Quantity, match: Match) -> Mention:
        indicator = self._catalogue.indicators.get(match.indicator or "")
        source = self._clean.source(quantity.span)
        event = self._event(indicator)
        entity = self._subjects.at(quantity.span.start) if indicator else None
        area = self._item_area(match.where) if match.where else self._area(indicator, quantity.span.start, said.areas)
        period, period_type = self._period(indicator, said, quantity.span, bool(event))
        period = period.earlier(match.years_back) if period and match.years_back else period
        return Mention(
            document=self._document.name,
            span=source,
            sentence=said.source,
            surface=source.of(self._document.text),
            value=quantity.value,
            value_high=quantity.value_high,
            interval=quantity.interval,
            unit=quantity.unit or (indicator.unit if indicator else self._unit_said(said.span, quantity.span)),
            unit_mult=quantity.unit_mult,
            decimals=quantity.decimals,
            qualifier=quantity.qualifier,
            indicator=match.indicator,
            breakdown=match.breakdown,
            rivals=match.rivals,
            reason=match.reason,
            subject=match.noun.of(self._text) if match.noun else "",
            area_name=area.name,
            ref_area=area.code,
            scope=Scope.ENTITY if entity else area.scope,
            entity=entity,
            event=event,
            perimeter=said.perimeters.get(match.indicator or ""),
            time_period=period.time_period if period else None,
            period_type=period_type,
            period_basis=period.basis if period else "none",
            status=self._status(indicator, said, quantity.span, match.noun, period),
            paragraph=said.paragraph.index,
            confidence=round(min(match.confidence, 1.0 if period else _UNDATED), 3),
        )

    def _unit_said(self, sentence: Span, span: Span) -> str | None:
        """The unit of a bare 2亿 or 300万: persons or money, if a word for them stands right before or behind it."""
        before = self._text[max(sentence.start, span.start - _TITLE_LENGTH) : span.start]
        if _PERSONS.search(before) or PERSONS_BEHIND.match(self._text, span.end, sentence.end):
            return "人"
        return "元" if _MONEY.search(before) else None

    def _period(
        self, indicator: Indicator | None, said: _Said, span: Span, of_event: bool
    ) -> tuple[Period | None, PeriodType]:
        """The period in force at the figure; a flow counted to a day within a year begins on 1 January.

        Of a date said in an earlier sentence a contest keeps only the year: it may have been another contest's.
        """
        period = self._calendar.at(span.start)
        own = bool(period and _DATED.fullmatch(self._text, period.span.end, span.start))
        first = next((a for a, b in said.levels.items() if b == span), None)
        if (span in said.levels and not own) or (first and self._dated(first) == (period and period.span)):
            period = self._calendar.at(span.start, back=1) or period
        before = self._text[max(said.span.start, span.start - _BEFORE) : span.start]
        period_type = period_type_of(self._flow_kind(indicator), before, period)
        if period is None:
            return self._calendar.document(), period_type
        if of_event and period.basis == "inherited":
            return replace(period, time_period=str(period.year)), period_type
        if period_type is PeriodType.YEAR_TO_DATE and "/" not in period.time_period:
            return replace(period, time_period=f"{period.year}-01-01/{period.time_period}"), period_type
        return period, period_type

    def _dated(self, span: Span) -> Span | None:
        """The date that stands right before a figure and is said of it alone: 由2002年的54所."""
        period = self._calendar.at(span.start)
        return period.span if period and _DATED.fullmatch(self._text, period.span.end, span.start) else None

    def _flow_kind(self, indicator: Indicator | None) -> str:
        """The kind that decides the period: a share of a plan runs with the flow it measures."""
        if indicator is None:
            return "flow"
        whole = self._catalogue.indicators.get(indicator.denominator or "")
        return "flow" if indicator.kind == "share" and whole and whole.kind == "target" else indicator.kind

    def _status(
        self, indicator: Indicator | None, said: _Said, span: Span, noun: Span | None, period: Period | None
    ) -> Status:
        head = max(said.paragraph.span.start, span.start - _BEFORE)
        start = max(head, self._text.rfind("。", head, span.start) + 1)
        before = _without(self._text, start, span.start, noun)
        after = self._text[span.end : span.end + _AFTER]
        future = None
        if period and self._year and period.basis != "document":
            future = period.year > self._year
        kind = indicator.kind if indicator else ""
        headings = (self._title, *said.paragraph.headings) if _TASKS.search(self._title) else said.paragraph.headings
        return status_of(kind, before, after, headings, self._text[head:start], future)

    def _area(self, indicator: Indicator | None, position: int, areas: Sequence[Area]) -> Area:
        """The place last named before the figure; the delegations of a contest belong to the contest's place."""
        if indicator and indicator.unit_family == "delegation" and self._events and self._events[-1].area:
            return self._territory.named(self._events[-1].area, self._lexicon)
        ranked = indicator is not None and indicator.kind == "rank"
        named = bisect_right(areas, position, key=_start)
        for area in reversed(areas[max(0, named - _AREAS) : named]):
            end = area.span.end if area.span else 0
            if end > position or self._aside(end, position):
                continue
            field = ranked and _RANKED.fullmatch(self._text, end, position)
            if not field or (area.scope in _OWN_SCOPES and not self._is_field(area)):
                return area
        return self._territory.home

    def _is_field(self, area: Area) -> bool:
        """Whether a place is where a rank is held (列全省第五), not who holds it (徐州排名第五)."""
        start = area.span.start if area.span else 0
        return bool(_HELD.search(self._text[max(0, start - 3) : start]))

    def _aside(self, end: int, position: int) -> bool:
        """Whether a place stands in brackets that are closed before the figure: 第一届（2020年，广州）：32金."""
        closed = _BRACKET.search(self._text, end, min(position, end + _ASIDE))
        return closed is not None and closed.group() in "）)"

    def _item_area(self, item: Span) -> Area:
        """The place of a list's own item; one the catalogue does not know keeps its name and has no code."""
        name = item.of(self._text)
        known = self._lexicon.places(name, 0, len(name))
        own = _PLACE_LIKE.match(name)
        name = own.group() if own and not known else name
        return self._territory.named(name, self._lexicon) if known else Area(None, name, Scope.COUNTY)

    def _event(self, indicator: Indicator | None) -> str | None:
        """The contest a competition figure belongs to: the one named last in the paragraph, with its area's name."""
        if indicator is None or indicator.unit_family not in _EVENT_FAMILIES or not self._events:
            return None
        event = self._events[-1]
        if not event.area or event.area in event.name:
            return event.name
        return f"{self._territory.named(event.area, self._lexicon).name or event.area}{event.name}"

    def _perimeters(self, span: Span, matches: Sequence[Match]) -> dict[str, str]:
        """Indicator → perimeter code: stated by its words in the sentence, or implied by what is counted beside it."""
        counted = {m.indicator for m in matches if m.indicator}
        found: dict[str, str] = {}
        if not counted:
            return found
        said = span.of(self._text)
        for indicator in (self._catalogue.indicators[i] for i in counted):
            if indicator.perimeter_codes:
                codes = [c for c, p in indicator.perimeter_codes.items() if any(w in said for w in p.words)]
                codes += [c for c, p in indicator.perimeter_codes.items() if set(p.beside) & counted]
                found[indicator.id] = codes[0] if codes else "unstated"
        return found

    def _with_fields(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Ranks take the size of their field from the delegations counted in the same sentence."""
        if not any(m.unit == "名次" for m in mentions):
            return list(mentions)
        families = {i.id: i.unit_family for i in self._catalogue.indicators.values()}
        fields = [m.value for m in mentions if families.get(m.indicator or "") == "delegation"]
        return [replace(m, rank_of=fields[-1]) if fields and m.unit == "名次" else m for m in mentions]

    def _claim(self, paragraph: Paragraph, sentence: Span, claim: Span) -> Mention:
        source = self._clean.source(claim)
        period = self._calendar.at(claim.start) or self._calendar.document()
        return Mention(
            document=self._document.name,
            span=source,
            sentence=self._clean.source(sentence),
            surface=source.of(self._document.text),
            value=None,
            value_high=None,
            interval=None,
            unit=None,
            unit_mult=0,
            decimals=0,
            qualifier=Qualifier.EQ,
            reason="a claim without a number",
            subject=claim.of(self._text),
            area_name=self._territory.home.name,
            ref_area=self._territory.home.code,
            scope=self._territory.home.scope,
            time_period=period.time_period if period else None,
            period_basis=period.basis if period else "none",
            paragraph=paragraph.index,
        )


def _opening(text: str) -> str:
    """The title as the text begins with it: its first line, and those below it that are no prose."""
    first, *lines = text[:_TITLE_LENGTH].partition("。")[0].split("\n")
    return "\n".join([first, *takewhile(lambda line: not _PROSE.search(line), lines)])


def _start(area: Area) -> int:
    return area.span.start if area.span else 0


def _owned(mention: Mention, entity: str | None) -> Mention:
    """A figure of a row that names an institution is that institution's."""
    return replace(mention, entity=entity, scope=Scope.ENTITY) if entity else mention


def _shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _without(text: str, start: int, end: int, noun: Span | None) -> str:
    """The text between two offsets without the noun, whose own words (年度计划) are no cues."""
    if noun is None or noun.start >= end or noun.end <= start:
        return text[start:end]
    return text[start : noun.start] + text[min(noun.end, end) : end]


def _with_stages(mentions: list[Mention], catalogue: Catalogue) -> list[Mention]:
    """Parts inherit the stage of the total they are listed under, within a paragraph."""
    stages: dict[str, str] = {}
    found: list[Mention] = []
    for mention in mentions:
        indicator = catalogue.indicators.get(mention.indicator or "")
        if indicator is None or "stage" not in indicator.breakdowns:
            found.append(mention)
            continue
        stage = mention.breakdown.get("stage")
        if stage and not set(mention.breakdown) - {"stage"}:
            stages[indicator.id] = stage
        inherited: Breakdown = {"stage": stages[indicator.id]} if stage is None and indicator.id in stages else {}
        found.append(replace(mention, breakdown={**mention.breakdown, **inherited}))
    return found
