"""What kind of statement a figure is (done, planned, applied for, possible) and which single institution it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from dashboard.catalogue.lookup import Lexicon
from dashboard.extraction.names import Organisation, find_organisations, title_organisation
from dashboard.model import Span, Status

__all__ = ["Subjects", "status_of"]

_APPLIED = re.compile(r"申请|申报|报送|拟报")
_INTENDED = re.compile(
    r"20\d\d年(?:打算|计划|拟)|(?:打算|目标|计划|安排)[：:]|我们要|要办好|力争|将(?:为|达|有|实现|完成|增加|培养|培训)|目标|(?:设计|培训|年度|目标)任务|下一步|今后"
)
_IN_YEAR = re.compile(r"(?<![加长少升高降展大整合])到20\d\d年(?!底|末|[，、]?(?:共|已|全))")
_BY_YEAR = re.compile(r"(?<![加长少升高降展大整合])到20\d\d年|[”\"]末")
_AIM = re.compile(r"达到|以上|左右|不少于|不低于|建成|建设|培养|新建|稳定在|力争")
_PLANNED = re.compile(r"确保|争取|计划(?!的|内|完成|单列|执行)|拟|将(?!职业|军)|规划|打算|预计|不少于|不低于")
_SET_OUT = re.compile(r"(?:今年|明年)，?(?:我们|全市|全省|全县|我市|我省|我县)?(?:将|要)(?!求|素)[^。]{2,}。")
_TARGET_HEADING = re.compile(
    r"(?:今年|明年|20\d\d年)[^。]{0,8}(?:我们|全市|全省|全县)?要[^。]{2,}。|目标|计划|规划|下一步|打算|安排|重点工作|重点任务|工作任务|任务清单|任务分解|主要任务|任务举措|总体要求"
)
_DONE = re.compile(r"完成|实现|已|达成|占(?:年度|全年)|现有|共有")
_PAST = re.compile(r"已|截至|去年|上年|累计|现有|共有")
_CAPACITY = re.compile(r"可容纳?|能力|可同时|规模达|可接纳|可承担")
_SCOPED = re.compile(r"全市|全省|全国|全县|全区|我市|我省|我县|我区|全系统")
_BUREAU = re.compile(r"(?:市|省|县|区|我)(?:人社|教育|教体|财政|政府)?(?:局|厅)")
_THIS = re.compile(r"(?:该|本|我|此)(?P<kind>学院|学校|院|校|基地|集团|公司|中心)(?!校)")
_BARE = re.compile(r"(?:^|(?<=[，。；、：在由经\n.]))(?:公共实训)?(?P<kind>学院|学校|基地|集团|公司|中心)(?![校、和])")
_CUES = re.compile(  # one of these stands in whatever a sentence says of a plan, an application or a capacity
    r"申请|申报|报送|拟|力争|将|安排|我们要|要办好|目标|任务|下一步|今后|到\d|”末|\"末|确保|争取|计划|规划|打算|预计|不少于|不低于|可|能力|规模达"
)
_PLAN_ITSELF = re.compile(r"(?:目标任务|目标|任务|计划)(?:数|为|是)?$")
_ACHIEVED = re.compile(
    r"(?:超额完成|完成|占|为|达)了?[^，。；]{0,8}(?:目标任务|目标|任务|计划)(?:数)?(?:[\d.,]+[万亿]?[人名家个所项本]?次?)?的"
)
_OWN_REPORT = re.compile(r"质量|年度报告|年报|概况|简介|简况")
_QUOTED = re.compile(r"[“《][^”》]{1,40}[”》]")
_CLAUSE = re.compile(r"[，。；;！？]")


def status_of(kind: str, before: str, after: str, headings: Sequence[str], earlier: str, future: bool | None) -> Status:
    """The status of a figure.

    It follows from its indicator's kind, the words of the full sentence `before` and right `after` it, the headings
    above it, the `earlier` sentences of its paragraph (今年，我们要办好十件实事。…), and whether its period lies behind the
    letter's own date (`future`, None when that is not known). Words of names in quotes do not count.
    """
    if kind == "capacity":
        return Status.CAPACITY
    said = _ACHIEVED.sub("", _QUOTED.sub("", before))
    announced = _SET_OUT.search(earlier) or _is_plan(tuple(headings))
    if not _CUES.search(said):
        return Status.TARGET if future or (announced and not _PAST.search(said)) else Status.ACTUAL
    clause = _CLAUSE.split(said)[-1]
    if _APPLIED.search(clause):
        return Status.APPLIED
    if _PLAN_ITSELF.search(clause) or future:
        return Status.TARGET
    if future is None and (_IN_YEAR.search(said) or (_BY_YEAR.search(said) and _AIM.search(clause + after))):
        return Status.TARGET
    if (_INTENDED.search(said) or _PLANNED.search(clause)) and not _DONE.search(clause):
        return Status.TARGET
    if announced and not _PAST.search(said):
        return Status.TARGET
    return Status.CAPACITY if _CAPACITY.search(clause[-12:]) else Status.ACTUAL


@lru_cache(maxsize=256)
def _is_plan(headings: tuple[str, ...]) -> bool:
    """Whether one of the headings announces targets; the figures under them all ask the same."""
    return any(_TARGET_HEADING.search(h) for h in headings)


class Subjects:
    """The single institution a paragraph speaks about, sentence by sentence.

    An institution named as itself (not as an example …等11家) is the subject until a bureau, a scope word or another
    institution takes over; a new paragraph starts without one.
    """

    def __init__(self, lexicon: Lexicon, title: str) -> None:
        self._lexicon = lexicon
        self._title = title_organisation(title, lexicon)
        self._reports = self._title is not None and bool(_OWN_REPORT.search(title)) and "关于" not in title
        self._last = self._title
        self._current: str | None = None
        self._turns: list[tuple[int, str | None]] = [(0, None)]

    def enter_paragraph(self) -> None:
        """Forget the institution of the paragraph before."""
        self._current = self._title if self._reports else None
        self._last = self._title
        self._turns = [(0, self._current)]

    def enter_sentence(self, text: str, span: Span) -> list[Organisation]:
        """Note where the subject changes in a sentence; returns the organisations named in it."""
        organisations = find_organisations(text, span.start, span.end, self._lexicon)
        changes: list[tuple[int, str | None]] = [(span.start, self._current)]
        changes += [(o.span.end, o.name) for o in organisations if not o.example]
        for name, references in ((self._last, _THIS), (self._title, _BARE)):
            if name:
                changes += [(m.end(), name) for m in references.finditer(text, span.start, span.end) if _ends(name, m)]
        inside = [o.span for o in organisations]
        for pattern in () if self._reports else (_SCOPED, _BUREAU):
            changes += [
                (m.end(), None)
                for m in pattern.finditer(text, span.start, span.end)
                if not any(s.start <= m.start() < s.end for s in inside)
            ]
        self._turns = sorted(changes, key=lambda c: c[0])
        self._current = self._turns[-1][1]
        self._last = next((o.name for o in reversed(organisations) if not o.example), self._last)
        return organisations

    def at(self, position: int) -> str | None:
        """The institution a figure at this clean offset belongs to, or None."""
        return self._turns[bisect_right(self._turns, position, key=lambda turn: turn[0]) - 1][1]


def _ends(name: str, reference: re.Match[str]) -> bool:
    """Whether 该院, 基地, 学校 … can stand for an institution named before."""
    return name.rstrip("）").endswith(reference["kind"])
