"""The letterhead as the text itself states it: document number, issuing body, place, date issued.

Only what is printed: the year in 〔2025〕, the date below the signature, the body that signs. What the catalogue
declares about a document comes first; this fills the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.lookup import Lexicon
from dashboard.model import SourceDocument
from dashboard.quantities.dates import find_dates

__all__ = ["Letterhead", "read_letterhead"]

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(](?P<year>20\d{2})[〕\]）)](?:第)?\d{1,5}号")
_BODY = re.compile(
    r"^[\u4e00-\u9fff]{2,24}(?:局|厅|委员会|委|办公室|人民政府|政府|部|中心)$|(?:主办单位|发文机关|发布机构|答复单位|制发机关)[:：](?P<named>[\u4e00-\u9fff]{2,24}?)(?=联系人|文号|日期|[，。；\s（(]|$)"
)
_OF_CONTEST = re.compile(r"(?:(?!参加|代表|队|选手|举办|在|，|。|；|\n).){0,14}?(?:大赛|竞赛)")
_TO_CONTEST = 16  # characters in which the 赛 of such a contest stands, asked first
_DATELINE = re.compile(r"(?:\d{1,2}月\d{1,2}日电|(?:举行|闭幕|开幕|收官|落幕|启动))")
_COUNTED = 20_000  # characters in which the places are counted
_NATION = re.compile(r"国务院|中华人民共和国|全国人民代表大会")
_SPOKEN = re.compile(r"(?P<date>\d{4}年\d{1,2}月\d{1,2}日)在[^\n]{4,40}(?:会议|大会|全会)上?")
_CITED = re.compile(r"(?:依据|根据|按照|按|落实|执行|《)$")
_NO_TITLE = re.compile(rf"附(?:件|表)?[\d一二三四五六七八九十]{{0,2}}[:：]?|{_NUMBER.pattern}|")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_LOCAL = {"province", "city", "county"}  # who says 全县 speaks for no nation
_SHORT = 2000  # in a long report 全国 is mostly what the place is measured against
_OPENING = 80
_HEAD = 400
_TAIL = 500
_BESIDE_DATE = 16


@dataclass(frozen=True)
class Letterhead:
    """What is known about the letter as a whole; dates are ISO 8601 to the precision stated.

    The place is looked for when it is asked for: in a long text that counts nothing nobody needs it.
    """

    document_number: str | None
    issuing_body: str | None
    date_issued: str | None
    _place: Callable[[], str | None]

    @cached_property
    def ref_area(self) -> str | None:
        """The code of the place the letter speaks for."""
        return self._place()

    @property
    def year(self) -> int | None:
        """The year the letter was written in, if it says so."""
        return int(self.date_issued[:4]) if self.date_issued else None


def read_letterhead(document: SourceDocument, text: str, lexicon: Lexicon) -> Letterhead:
    """The letterhead of a document whose clean text is `text`."""
    number = next((m for m in _NUMBER.finditer(text[:_HEAD]) if not _CITED.search(text[: m.start()][-4:])), None)
    body = document.issuing_body or _issuing_body(text)
    printed = document.document_number or (number.group() if number else None)
    year = number["year"] if number else None
    return Letterhead(
        printed,
        body,
        document.date_issued or _signature_date(text) or year or _head_date(text),
        lambda: _area(document, body, text, lexicon),
    )


def _issuing_body(text: str) -> str | None:
    """The body that signs: the last line that is one body's name, or the one named as such."""
    for line in reversed(text[-_TAIL:].split("\n")):
        match = _BODY.search(line.strip())
        if match:
            return match["named"] or match.group()
    return None


def _signature_date(text: str) -> str | None:
    """The last line that is little more than a full date: below the signature, or in brackets."""
    return next((d for line in reversed(text[-_TAIL:].split("\n")) if (d := _date_line(line))), None)


def _head_date(text: str) -> str | None:
    """A line of the head that is little more than a full date: （2025年5月20日发布）."""
    return next((d for line in text[:_HEAD].split("\n")[:5] if (d := _date_line(line))), None)


def _date_line(line: str) -> str | None:
    spoken = _SPOKEN.search(line)
    stripped = spoken["date"] if spoken else line.strip("（）() \t")
    dates = [d for d in find_dates(stripped) if d.last[0] not in "~^@" and not d.is_range]
    if (
        not dates
        or len(stripped) - len(dates[-1].span.of(stripped)) > _BESIDE_DATE
        or len(dates[-1].last) < len("2025-05")
    ):
        return None
    return dates[-1].last


def _area(document: SourceDocument, body: str | None, text: str, lexicon: Lexicon) -> str | None:
    """The area the letter speaks for: declared, else of the body that signs, else of the title, else named most often.

    In a long text without any of these the place named most often must be named twice as often as the next.
    """
    title = _BRACKETS.sub("", _title(text))
    for source in (document.place, body, title):
        codes = _first_named(source or "", lexicon)
        if codes:
            return _best(codes, lexicon.catalogue)
    nation = next((c for c, p in lexicon.catalogue.places.items() if p.level == "nation"), None)
    if _NATION.search(title) or any(m.scope == "nation" for m in lexicon.scopes(title, 0, len(title))):
        return nation
    head = text[:_COUNTED]
    any_place = (m for m in lexicon.places(head, 0, len(head)) if not _OF_CONTEST.match(head, m.span.end))
    counted = Counter(_named(head, lexicon) or [m.codes for m in any_place]).most_common()
    spoken = sum(
        m.scope == "nation" and not _OF_CONTEST.match(head, m.span.end) for m in lexicon.scopes(head, 0, len(head))
    )
    local = any(m.scope in _LOCAL for m in lexicon.scopes(head, 0, len(head)))
    if not counted or (len(text) <= _SHORT and spoken >= counted[0][1] and not local):
        return nation if spoken and not local else None
    best = _best(counted[0][0], lexicon.catalogue)
    others = [n for codes, n in counted[1:] if not _related(_best(codes, lexicon.catalogue), best, lexicon.catalogue)]
    return best if len(text) <= _SHORT or counted[0][1] >= 2 * max(others, default=0) else None


def _title(text: str) -> str:
    """The title: the first line that is no mark of an annex, with a subtitle behind a dash."""
    lines = [line for line in text[:_OPENING].split("\n") if not _NO_TITLE.fullmatch(line.strip("（） "))]
    subtitles = [line for line in lines[1:2] if line.lstrip().startswith("—")]
    return "".join([*lines[:1], *subtitles])


def _related(a: str | None, b: str | None, catalogue: Catalogue) -> bool:
    """Whether one of two places lies in the other."""
    return a in _upwards(b, catalogue) or b in _upwards(a, catalogue)


def _upwards(code: str | None, catalogue: Catalogue) -> list[str]:
    """A place's code and those of the places it lies in."""
    found: list[str] = []
    while code and code not in found:
        found.append(code)
        place = catalogue.places.get(code)
        code = place.parent if place else None
    return found


def _named(text: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The places named in a text, those of a contest, of a dateline and of zones left out."""
    return [
        m.codes
        for m in lexicon.places(text, 0, len(text))
        if not (text.find("赛", m.span.end, m.span.end + _TO_CONTEST) >= 0 and _OF_CONTEST.match(text, m.span.end))
        and not _DATELINE.match(text, m.span.end)
        and any(lexicon.catalogue.places[c].level not in {"zone", "nation"} for c in m.codes)
    ]


def _first_named(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The place named first, the innermost of those that follow each other without a gap: 重庆市綦江区."""
    chain: tuple[str, ...] = ()
    end = -1
    for match in lexicon.places(text, 0, len(text)):
        if chain and match.span.start != end:
            break
        inner = [c for c in match.codes if any(_related(c, outer, lexicon.catalogue) for outer in chain)]
        if match.codes in _named(text, lexicon) and (inner or not chain):
            chain, end = tuple(inner) or match.codes, match.span.end
    return chain


def _best(codes: Sequence[str], catalogue: Catalogue) -> str | None:
    """Of places that share a name, the one of the highest level; None where several counties bear it (鼓楼区)."""
    order = ("nation", "province", "city", "county", "zone")
    highest = min(order.index(catalogue.places[c].level) for c in codes)
    chosen = [c for c in codes if order.index(catalogue.places[c].level) == highest]
    return chosen[0] if len(chosen) == 1 else None
