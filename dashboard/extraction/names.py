"""Names in running text: single schools, firms, bases and groups, and contests with their edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.catalogue.lookup import Lexicon
from dashboard.model import Span

__all__ = ["EventName", "Organisation", "find_events", "find_organisations", "title_organisation"]

_ORGANISATION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）]{2,24}?(?:职业技术学院|技师学院|职业学院|师范学院|学院|大学|技工学校|职业学校|职业中专|学校|职教中心"
    r"|集团公司|有限公司|公司|集团|联盟|实训基地|训练中心|培训中心)(?:（集团）|（联盟）)?"
)
_KINDS = re.compile(
    r"学院|大学|学校|职业中专|职教中心|集团|公司|联盟|实训基地|(?:训练|培训)中心"
)  # how every name ends
_LIST = re.compile(r"等|、[^，。；]{2,20}等")
_CUT = re.compile(
    r"[，。；：、！？“”（）()\n\t ]|(?:现有|已有|拥有|成立了?|组建了?|培育了?|建设|建成了?|加入了?|合并|例如|如|以|由|与|和|及|在|对|为|的|是|含|包括|其中|依托|指导|支持|参加)"
)
_COUNTED = re.compile(r"\d|[一二三四五六七八九十两]$")
_COUNT_FOLLOWS = re.compile(r"(?:共|有|共有|达)?(?!\d{4}年)\d")
_CONTEST = re.compile(r"(?:技能大赛|技能竞赛|大赛|竞赛|锦标赛|国赛|省赛|市赛)")
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]{1,3}届|首届")
_LEVELS = {"国赛": "全国", "省赛": "全省", "市赛": "全市"}
_STOP = re.compile(r"[，。；：、！？（）()\n\t ]|\d年|[一二三四五六七八九十]月")
_REACH = 24
_NO_NAME = re.compile(r"有|通过|参加|举办|组织|各类|开展|名|选手|在|凭|的")
_TITLE_ORGANISATION = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20}?(?:学院|大学|学校|职教中心|集团|公司|基地|训练中心|培训中心))"
    r"(?:[（(]?\d{4}年?[）)]?)?(?:年度)?(?:高等职业教育|职业教育|人才培养)?(?:运行|建设|工作|基本|发展|教育|质量|办学|简介|简况|概况|情况|年报|年度)"
)
_GENERIC = re.compile(r"^(?:各|全|每|本|该|此|这|那|某|一些|多|数|知名|优秀|本地|当地)")


@dataclass(frozen=True, slots=True)
class Organisation:
    """One named school, firm, base or group. `example` is set where the name only illustrates (…等11家)."""

    span: Span
    name: str
    example: bool


@dataclass(frozen=True, slots=True)
class EventName:
    """A contest; `span` begins at the scope word or place before it, `name` does not hold what stands before it."""

    span: Span
    name: str
    area: str | None


def find_organisations(text: str, start: int, end: int, lexicon: Lexicon) -> list[Organisation]:
    """The organisations named between two offsets: a name begins with a place's name or at the head of its clause."""
    found: list[Organisation] = []
    if not _KINDS.search(text, start, end):
        return found
    for match in _ORGANISATION.finditer(text, start, end):
        begin = _begin(text, match, start, lexicon)
        if begin is None:
            continue
        name = text[begin : match.end()]
        found.append(Organisation(Span(begin, match.end()), name, bool(_LIST.match(text, match.end(), end))))
    return found


def title_organisation(title: str, lexicon: Lexicon) -> str | None:
    """The one institution a title is about: it begins the title, after its place's name, and is not of a plural kind."""
    for line in title.split("\n"):
        match = _TITLE_ORGANISATION.match(line.lstrip("# ").strip())
        if match and lexicon.places(match["name"], 0, len(match["name"]))[:1]:
            return match["name"]
    return None


def _begin(text: str, match: re.Match[str], start: int, lexicon: Lexicon) -> int | None:
    """Where the name begins: behind the last cut, at a place's name if one stands there; None for a general noun."""
    cuts = [m.end() for m in _CUT.finditer(text, start, match.end() - 2)]
    head = max([c for c in cuts if c <= match.end() - 3], default=start)
    places = [m for m in lexicon.places(text, head, match.end()) if m.span.start >= head]
    proper = text[places[0].span.end : match.end()] if places else ""
    if not places or not _is_name(proper, lexicon) or _COUNT_FOLLOWS.match(text, match.end()):
        return None
    return places[0].span.start


def _is_name(behind_place: str, lexicon: Lexicon) -> bool:
    """Whether what follows the place is a proper name, not a kind of institution and nothing counted.

    A 学院 is always one institution of its own.
    """
    nouns = lexicon.nouns(behind_place, 0, len(behind_place))
    whole = any(n.span == Span(0, len(behind_place)) and not n.alias.endswith("学院") for n in nouns)
    return (
        not whole and not _COUNTED.search(behind_place) and not _GENERIC.match(behind_place) and len(behind_place) >= 3
    )


def find_events(text: str, start: int, end: int, lexicon: Lexicon) -> list[EventName]:
    """The contests between two offsets that are named by an edition or by the area they are held for."""
    found: list[EventName] = []
    for match in _CONTEST.finditer(text, start, end):
        head = max([start, match.start() - _REACH, *(m.end() for m in _STOP.finditer(text, start, match.start()))])
        edition = _EDITION.search(text, head, match.start())
        areas = [m.span for m in lexicon.scopes(text, head, match.start())]
        areas += [m.span for m in lexicon.places(text, head, match.start())]
        level = _LEVELS.get(match.group())
        if not edition and areas and _NO_NAME.search(text, areas[-1].end, match.start()):
            areas = []
        if not edition and not areas:
            continue
        area = areas[-1].of(text) if areas else level
        begin = min(s.start for s in (*areas, *([Span(*edition.span())] if edition else [])))
        outside = [s.end for s in areas if not edition or s.end <= edition.start()]
        found.append(EventName(Span(begin, match.end()), text[max([begin, *outside]) : match.end()], area))
    return found
