"""Words that bound a number: 超过, 不少于, 最多, ≥, 以上, 左右, 近 … and the interval a printed form stands for."""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.model import Interval

__all__ = ["BOUNDING", "bound_after", "bound_before", "interval_of"]

_LONGEST = 10
_BEFORE = re.compile(
    r"(?P<ge>不少于|不低于|不小于|至少|最少|大于 ?或?者? ?等于|≥|> ?=)(?:是|为|有|达|达到)? ?$"
    r"|(?P<le>不超过|不高于|不多于|不大于|至多|最多|最高|小于 ?或?者? ?等于|≤|< ?=)(?:是|为|有|达|达到)? ?$"
    r"|(?P<lt>不到|不足|未达|低于|少于|小于|<)(?:了)? ?$"
    r"|(?P<gt>已?超过|突破|高于|多于|大于|(?<![高赶])超|已超|逾|>)(?:了)? ?$|(?<=[比率重量数均生次员才])(?P<gt_>过) ?$"
    r"|(?P<near>接近|将近|(?<![最附临邻])近)$"
    r"|(?P<about>大约|约为|大概|约占|(?<![节合条契公特签])约)$"
    r"|(?P<eq>等于|(?<![<>]) ?=) ?$"
)
_LAST = frozenset("上于过破超逾少多高到足达近约为概占有是了等=<>≥≤ ")
_AFTER = re.compile(
    r" ?(?:(?:及|或|或者)?(?P<ge>以上|之上)|起(?![来步点])|或者?更多|(?P<le>(?:及|或|或者)?(?:以下|以内|之内)|之下|或者?更少)|(?P<about>左右|上下))"
)
BOUNDING = frozenset("及或以之起左上 ")
"""The characters the words behind a number begin with."""

_THAN = re.compile(r"比 ?$")
_COMPARED = re.compile(r" ?(?:(?P<gt>[大高多长])|(?P<lt>[小低少短]))(?:一些)?(?![\d一-九])")


def bound_before(text: str, start: int) -> tuple[str, int] | None:
    """What the words right before a number say (ge, gt, le, lt, near, about, eq) and where they begin."""
    if not start or text[start - 1] not in _LAST:
        return None
    if text[start - 1] == "上":
        return ("ge", start - 1) if text[start] in "百千万亿" else None  # 上千人
    back = max(0, start - _LONGEST)
    match = _BEFORE.search(text[back:start])
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup.rstrip("_"), back + match.start()


def bound_after(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """What the words behind a number say, where the whole phrase begins (比三十大) and where it ends."""
    after = text[end : end + 1]
    if after in BOUNDING and after:
        match = _AFTER.match(text, end)
        if match:
            return match.lastgroup or "ge", start, match.end()
    if start and text[start - 1] in "比 ":
        return _compared(text, start, end)
    return None


def _compared(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    before, after = _THAN.search(text[max(0, start - 2) : start]), _COMPARED.match(text, end)
    if before is None or after is None:
        return None
    return after.lastgroup or "gt", start - len(before.group()), after.end("gt" if after["gt"] else "lt")


def interval_of(value: float, meaning: str, half: float, step: float) -> Interval:
    """The interval a printed form stands for (handbook 1.4).

    `half`: half a unit of the last place; `step`: one unit of the last non-zero digit.
    """
    if meaning == "eq":
        return Interval(value - half, value + half, True, half == 0)
    return _INTERVALS[meaning](value, step)


_INTERVALS: dict[str, Callable[[float, float], Interval]] = {
    "more": lambda value, step: Interval(value, value + step, False, False),
    "gt": lambda value, _: Interval(value, None, False, False),
    "ge": lambda value, _: Interval(value, None, True, False),
    "le": lambda value, _: Interval(0.0, value),
    "lt": lambda value, _: Interval(0.0, value, True, False),
    "near": lambda value, _: Interval(0.9 * value, value, False, False),
    "about": lambda value, _: Interval(0.95 * value, 1.05 * value),
}
