"""Quantities: numerals with a measure word that may be statistics.

Dates, editions, document and phone numbers, names with digits, numbered headings and copies sent are none (handbook
3.6), and are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.catalogue.entries import Catalogue, Unit
from dashboard.model import Qualifier, Quantity, Span
from dashboard.quantities.bounds import interval_of
from dashboard.quantities.dates import DateSpan, find_dates
from dashboard.quantities.scan import Numeral, read_numerals
from dashboard.quantities.units import MEDAL_SHORTHAND, MeasureWords, measure_words

__all__ = ["PERSONS_BEHIND", "find_quantities", "is_spelled", "read_printed"]

_RANK = re.compile(r"第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<word>名|位)?")
_RANK_BEFORE = re.compile(
    r"(?:[居列排获得占在为均都并分榜省国市区]|名列|位列|位居|排名|名次|[居列][^，。；]{1,4}|第\d{1,3}[、和])$"
)
_RATIO = re.compile(r"(?<![\d.:：\u2236])(?P<a>\d{1,3}(?:\.\d+)?)[:：\u2236](?P<b>\d{1,2}(?:\.\d+)?)(?![\d.:：\u2236])")
_OF_RATIO = re.compile(r"比(?:例|率)?(?:[^，。；\d]{0,6})$")
_OF_FRACTION = re.compile(r"(?:占[^，。；\d]{0,8}|[近约达超过的有]|比例为?|不足|不到|接近)$")
_HALF = re.compile(r"(?:占[^，。；\d]{0,8}|[近约达过的]|超过)(?P<half>一半)(?=以上|左右|[，。；、）！]|$)")
_TENTHS = re.compile(r"(?P<n>[一二三四五六七八九])成(?P<half>半)?(?=[以左多的，。；、）！增留在仍进来]|$)")
_OF_TENTHS = re.compile(r"(?:[占近约达超过加长少降余有了到的成位]|比例为?|接近|完成)$")
_NUMBERING = frozenset("第№#前头")  # 前三名 is a rule, not three persons
_JOINED = re.compile(r"(?:[A-Za-z\d.][-+]?|\d-)\Z")
_BEFORE, _AFTER = 8, 6
_FRACTION_REACH = 10
_NAMES = re.compile(  # one class for all beginnings, then which one it was: so places without any cost little
    r"[《〔\[“A-Za-z\d](?:(?<=《)[^》]{0,80}》|(?<=〔)\d{4}〕\d+号?|(?<=\[)\d{1,3}\]|(?<=“)[^”]{1,8}”"
    r"|(?<=[A-Za-z])[A-Za-z]{0,11}\d{1,12}|(?<=\d)(?<!\d\d)\d{0,3}(?:\.\d{1,4})?\+[A-Za-z])"
)
_COPIES = re.compile(
    r"(?:^|\n)(?:抄送|抄报|主送|分送|印发|联系人|联系电话|电话)[^\n]*|联系电话[^\n，。；]*|抄送[:：][^\n]*|电话[:：]?[\d-]+"
)
_MAY_COPY = re.compile(r"[抄主分印联电][送报发系话]")  # in all of these
_OWN_PARTS = re.compile(
    r"(?:方面|部分|章|责任单位|主办|国家部委|行政区|工作日|个?月|小时|星期|部门|环节|阶段|维度|必须|确保|坚持|[^，。；]{0,3}行动(?!计划))"
)
_ORDINALS = frozenset(
    {"届", "条", "号", "级", "期", "年", "天", "点"}
)  # calendar, edition or part of a text, hardly ever a count
_SHORTHAND = re.compile("|".join(sorted(MEDAL_SHORTHAND, key=len, reverse=True)))
_SHORTHAND_ENDS = re.compile(r"(?=[\d，。、；！!,.;）)（(的和及与以列并居等位共]|优胜|優勝|佳绩|成绩|$|\s|[牌奖獎])")
_PAPERS, _PAPER = frozenset({"份", "张"}), re.compile(r"(?:附件|文件|照片|复印件|材料|申请表|登记表)[^，。；]{0,3}$")
_PER_GROUP = re.compile(r"每(?:班|期|场|组|批)$")
PERSONS_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:人口|人才|人员|职工|农民工|劳动者|技师|毕业生|学生|学员|工人|教师|党员|群众)(?![数证大])"
)  # a bare 11万 before them counts persons
_LIMIT = re.compile(r"(?:限报|领队|联络员|最多享受|最多可享受|责任单位|责任部门|第\d{1,2}[至到—-]第)$")
_SIGNED = re.compile(r"等\d{1,3}[名位](?:代表|委员)")
_HOURS = re.compile(r"(?:不少于|每天|每日|共|每|，|、)$")
_CONDITION = re.compile(
    r"(?:以上|以下|以内)?(?:者|的)?[，]?(?:不予|不得|不纳入|方可|可以?申请)|的(?:学校|院校|企业|机构|单位|班级)[，。；]"
)
_AVERAGE = re.compile(r"平均[^，。]{0,6}$")
_LARGE = re.compile(
    r"[百千万亿][万亿余多]|[一二三四五六七八九十两]+[十百千万亿]|[一二三四五六七八九]?十[一二三四五六七八九]|十(?=[万亿余多])"
)
_SPELLED_DIGITS = frozenset("零〇一二三四五六七八九十百千万亿两")


def is_spelled(surface: str) -> bool:
    """Whether a quantity is one spelled digit (一个, 两项): mostly no statistic, unless it counts an indicator."""
    return surface[:1] in _SPELLED_DIGITS and not _LARGE.match(surface)


def find_quantities(text: str, words: MeasureWords, dates: Sequence[DateSpan] | None = None) -> list[Quantity]:
    """The quantities of clean text in order. `dates` are the dates already found there, to be left out."""
    spans = [d.span for d in (find_dates(text) if dates is None else dates)]
    spans += [Span(*m.span()) for m in _NAMES.finditer(text)]
    if _MAY_COPY.search(text):
        spans += [Span(*m.span()) for m in _COPIES.finditer(text)]
    ranks = [] if "第" not in text else [q for m in _RANK.finditer(text) if (q := _rank(text, m))]
    if "比" in text or "成" in text or "一半" in text:
        ranks += _ratios(text)
    barred = _Barred([*spans, *(q.span for q in ranks)])
    counted = [
        quantity
        for numeral in read_numerals(text, words)
        if not barred.holds(numeral.span) and (quantity := _counted(text, numeral, words))
    ]
    return sorted([*ranks, *counted], key=lambda q: q.span) if ranks else counted


def read_printed(value: str, catalogue: Catalogue) -> Quantity:
    """A curated value as printed (10.2万人, 32%以上, 近700万, 第四名) → the quantity it states.

    A value without a measure word is allowed; ValueError says when there is not exactly one number.
    """
    text = value.strip()
    words = _words_of(tuple(catalogue.units.values()))
    found = [q for m in _RANK.finditer(text) if (q := _rank(text, m, always=True))]
    found = found or [_quantity(text, n, words) for n in read_numerals(text, words)]
    if len(found) != 1:
        raise ValueError(f"{value!r} holds {len(found)} numbers, not one")
    return found[0]


@lru_cache(maxsize=8)
def _words_of(units: tuple[Unit, ...]) -> MeasureWords:
    return measure_words(units)


class _Barred:
    """Ranges in which no quantity may stand; asked in ascending order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._next = 0

    def holds(self, span: Span) -> bool:
        while self._next < len(self._spans) and self._spans[self._next].end <= span.start:
            self._next += 1
        for index in range(self._next, len(self._spans)):
            if self._spans[index].start >= span.end:
                return False
            if span.start < self._spans[index].end:
                return True
        return False


def _rank(text: str, match: re.Match[str], always: bool = False) -> Quantity | None:
    """第四名, 第2位; 第六 without a word only behind a verb of ranking."""
    if not always and match["word"] is None:
        if text[match.end() : match.end() + 1] not in "，。；、）！":
            return None
        if not _RANK_BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
            return None
    numeral = read_numerals(match["n"])
    if len(numeral) != 1:
        return None
    n = numeral[0]
    return Quantity(Span(*match.span()), match.group(), n.value, None, n.interval, "名次", 0, 0, n.qualifier)


def _ratios(text: str) -> list[Quantity]:
    """生师比19.2:1 is 19.2, 占七成 is 0.7."""
    found = [
        _share(m, float(m["a"]) / float(m["b"]), len(m["a"].partition(".")[2]))
        for m in _RATIO.finditer(text)
        if float(m["b"]) and _OF_RATIO.search(text[max(0, m.start() - 10) : m.start()])
    ]
    found += [_share_at(Span(*m.span("half")), "一半", 0.5, 1) for m in _HALF.finditer(text)]
    for match in _TENTHS.finditer(text):
        if _OF_TENTHS.search(text[max(0, match.start() - 3) : match.start()]):
            tenths = "零一二三四五六七八九".index(match["n"]) + (0.5 if match["half"] else 0.0)
            found.append(_share(match, tenths / 10, 1))
    return found


def _share(match: re.Match[str], value: float, decimals: int) -> Quantity:
    return _share_at(Span(*match.span()), match.group(), value, decimals)


def _share_at(span: Span, surface: str, value: float, decimals: int) -> Quantity:
    half = 0.5 * 10.0**-decimals
    interval = interval_of(value, "eq", half, 0.0)
    return Quantity(span, surface, round(value, 6), None, interval, "比例", 0, decimals, Qualifier.EQ)


def _counted(text: str, numeral: Numeral, words: MeasureWords) -> Quantity | None:
    """The numeral as a quantity, if a measure word of the catalogue follows and nothing says it is a name or a rule.

    What most numerals lack is asked first.
    """
    unit = words.canonical.get(numeral.word or "", "")
    medal = _medal(text, numeral)
    found = medal or _measured(text, numeral, unit, words)
    if found is None or _is_named(text, numeral):
        return None
    return found


def _measured(text: str, numeral: Numeral, unit: str, words: MeasureWords) -> Quantity | None:
    """A number in a unit that may be a statistic's, or a large one without any."""
    if not unit:
        return _unitless(text, numeral, words)
    if unit in _ORDINALS or _is_rule(text, numeral, unit):
        return None
    return _quantity(text, numeral, words)


def _is_rule(text: str, numeral: Numeral, unit: str) -> bool:
    """Whether a number is a part of its own text, a rule, a condition or a paper to hand in, and no statistic."""
    start, end = numeral.word_span.start, numeral.word_span.end
    before = _before(text, numeral, _BEFORE)
    if unit == "个" and _OWN_PARTS.match(text, end, end + _AFTER):
        return True
    if (unit == "部" and text.startswith("门", end)) or (unit == "岁" and not _AVERAGE.search(before)):
        return True
    if (unit == "学时" and _HOURS.search(before)) or (unit in _PAPERS and _PAPER.search(before)):
        return True
    return bool(
        _SIGNED.match(text, max(0, start - 1))
        or _LIMIT.search(before)
        or _PER_GROUP.search(before)
        or _CONDITION.match(text, end)
    )


def _before(text: str, numeral: Numeral, reach: int) -> str:
    """The characters right before a numeral and what is printed with it (￥, 百分之), as many as `reach` at most."""
    start = numeral.word_span.start
    return text[max(0, start - reach) : start]


def _is_named(text: str, numeral: Numeral) -> bool:
    """Behind 第 or № and in 前三名, or part of a phone number, a code or a decimal the pattern did not take: 0579-5550188."""
    start = numeral.word_span.start
    last = text[start - 1] if start else ""
    if last in _NUMBERING and last:
        return True
    if numeral.spelled or not (last.isascii() or last.isdigit()):
        return False
    return _JOINED.search(text, max(0, start - _BEFORE), start) is not None


def _unitless(text: str, numeral: Numeral, words: MeasureWords) -> Quantity | None:
    """A number in 万 or 亿 without a measure word (技能人才近700万) is kept; its unit comes from its noun."""
    if numeral.fraction and numeral.word is None and _is_share(text, numeral):
        return _quantity(text, numeral, words)._replace(unit="比例")
    if numeral.word is not None or numeral.unit_mult == 0 or numeral.spelled or numeral.fraction:
        return None
    end = numeral.word_span.end
    joined = "一" <= text[end : end + 1] <= "龥" and text[end] not in "左以的和及与"
    return None if joined and not PERSONS_BEHIND.match(text, end) else _quantity(text, numeral, words)


def _is_share(text: str, numeral: Numeral) -> bool:
    """Whether a fraction is a part of something: 三分之一, 占1/4."""
    return "分之" in numeral.surface or bool(_OF_FRACTION.search(_before(text, numeral, _FRACTION_REACH)))


def _medal(text: str, numeral: Numeral) -> Quantity | None:
    """2银9铜53优胜: the colour stands as its own measure word."""
    match = _SHORTHAND.match(text, numeral.span.end)
    if match is None or not _SHORTHAND_ENDS.match(text, match.end()) or numeral.value_high is not None:
        return None
    span = Span(numeral.span.start, match.end())
    return Quantity(
        span,
        span.of(text),
        numeral.value,
        None,
        numeral.interval,
        MEDAL_SHORTHAND[match.group()],
        0,
        0,
        numeral.qualifier,
    )


def _quantity(text: str, numeral: Numeral, words: MeasureWords) -> Quantity:
    unit = words.canonical.get(numeral.word or "") or None
    span = numeral.word_span if unit or numeral.word is None else numeral.span
    return Quantity(
        span, span.of(text), numeral.value, numeral.value_high, numeral.interval, unit,
        numeral.unit_mult, numeral.decimals, numeral.qualifier,
    )  # fmt: skip
