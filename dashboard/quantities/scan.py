"""One pass over a text: every outermost numeral with its sign, scale, measure word, range and bounding words.

Accepted: 5,400 · 1，234 · 2 210 · .5 · -3.2 · 5.2万 · 5400多万 · 4万多亿 · 5亿1万4千6百 · 九十一万 · 百分之六十 · 千分之三 · 3—5万 ·
二三十 · 四分之三 · 三百五又三分之一 · 1/4 · 一吨半 · 五元三毛. Digits such as ² and ① are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dashboard.model import Interval, Qualifier, Span
from dashboard.quantities.bounds import BOUNDING, bound_after, bound_before, interval_of
from dashboard.quantities.digits import EDGES, NUMBER, Number, number_at, number_of
from dashboard.quantities.spelled import step_of
from dashboard.quantities.units import MINOR, MeasureWords, measure_words
from dashboard.quantities.widths import fold_widths

__all__ = ["Numeral", "read_numerals"]

_STATED = frozenset("是为于前")
_AFTER_STATED = frozenset("这那而却不就也的")
_WORDS_WITH_ONE = frozenset("统唯专逐")  # 统一部署 is no count
_WEIGHED = frozenset("斤银两")  # 斤两, 银两, 两两 are words
_PERCENT = re.compile(r"[ ]?%(?![0-9A-Za-z])|[ ]{0,4}个?[ ]{0,4}百[ ]{0,4}分[ ]{0,4}点")
_PERCENT_FIRST = frozenset(" 个百%")
_PERCENT_WORDS = frozenset({"%", "个百分点", "百分点"})
_DASH = re.compile(r"[-—–~]{1,2}| [-—–~] |至|到")
_DASHES = frozenset("-—–~至到")
_RANGE_WORDS = frozenset({None, "%", "个百分点", "个", "名", "人", "所", "家", "元", "项"})
_MORE = frozenset("多余")
_HALF = re.compile(r"半(?![价夜径数边球决])")
_HALVED = frozenset(
    {"吨", "斤", "公斤", "千克", "克", "两", "米", "公里", "千米", "里", "亩", "公顷", "升", "年", "天", "倍", "小时"}
)
_MONEY_SIGNS = frozenset("$¥€£")
_BEFORE_NUMBER = _STATED | _MONEY_SIGNS | frozenset("第比 ")
_NUMBERS_END = EDGES | _MORE | _DASHES | _PERCENT_FIRST | BOUNDING | frozenset("分")
_QUALIFIERS = {m: Qualifier(m) for m in ("eq", "ge", "gt", "le", "lt")}
_QUALIFIERS |= {"near": Qualifier.APPROX, "about": Qualifier.APPROX, "more": Qualifier.GT}
_GENERAL_WORDS = measure_words()


class Numeral(NamedTuple):
    """A numeral. Offsets are those of the text it was found in.

    `span`: the number alone (六十 of 百分之六十, 三 of 第三, 80 of 超过了80人), for a range both numbers and the words
    between (3—5万, 20和30之间). `word_span`: with the measure word before or behind it (百分之六十, 60%, ￥300, 5万多名).
    `phrase`: with the words that order or bound it (第三, 超过了80, 三十或者以上, 位于20和30之间).
    `kind`: number, percent (`word` is %, 个百分点 …; 千分之三 is 0.3 %), ordinal, fraction or range.
    `word`: the printed measure word, or None. `value_high` is set for a range, `parts` are the numerals inside it.
    `meaning`: eq, ge, gt, more, le, lt, near or about, as the words say; `half` is half a unit of the last place.
    """

    span: Span
    word_span: Span
    surface: str
    value: float
    value_high: float | None
    qualifier: Qualifier
    unit_mult: int
    decimals: int
    word: str | None
    spelled: bool
    kind: str
    phrase: Span
    meaning: str = "eq"
    step: float = 0.0
    half: float = 0.0
    parts: tuple[Numeral, ...] = ()

    @property
    def fraction(self) -> bool:
        """Whether it is printed as a fraction: 四分之三, 1/4."""
        return self.kind == "fraction"

    @property
    def interval(self) -> Interval:
        """What the printed form stands for (handbook 1.4)."""
        if self.value_high is not None:
            return Interval(self.value, self.value_high)
        return interval_of(self.value, self.meaning, self.half, self.step)


def read_numerals(text: str, words: MeasureWords | None = None) -> list[Numeral]:
    """The outermost numerals of a text in order, none overlapping; a range or 五元三毛 is one numeral.

    Without `words` the general measure words are used.
    """
    known = words or _GENERAL_WORDS
    folded = fold_widths(text)
    found: list[Numeral] = []
    position = 0
    while match := NUMBER.search(folded, position):
        number = number_of(folded, match)
        numeral = _numeral(folded, number, known) if number else None
        if numeral:
            found.append(numeral if folded is text else numeral._replace(surface=numeral.word_span.of(text)))
            position = numeral.word_span.end
        else:
            position = _behind(match, number)
    return found


def _behind(match: re.Match[str], number: Number | None) -> int:
    """Where to read on behind what is no numeral: 十十十 is passed in one step."""
    if number is None or (number.end - number.start == 1 and " " not in match.group()):
        return match.end()
    return number.end


def _numeral(text: str, number: Number, words: MeasureWords) -> Numeral | None:
    """The numeral a number makes with what stands around it, or None where a spelled digit is part of a word."""
    if number.spelled and number.end - number.start == 1 and number.kind == "number" and _in_word(text, number, words):
        return None
    first = _measured(text, number, words)
    if (
        number.kind != "fraction"
        and number.high is None
        and (text[first.word_span.end : first.word_span.end + 2].lstrip(" ") or "0")[0] in _DASHES
    ):
        ranged = _ranged(text, number, first, words)
        if ranged:
            return ranged
    if number.spelled and number.kind == "number" and not _is_number(text, number, first):
        return None
    if first.word in MINOR or first.word in _HALVED:
        return _amount(text, first, words)
    return first


def _in_word(text: str, number: Number, words: MeasureWords) -> bool:
    """Whether a spelled digit is part of a word at a glance (统一, 四川): nothing that could measure, bound or order it."""
    after = text[number.end : number.end + 1]
    if after in _NUMBERS_END or after in words.by_first:
        return False
    return not number.start or text[number.start - 1] not in _BEFORE_NUMBER


def _is_number(text: str, number: Number, first: Numeral) -> bool:
    """一只, 是五 and “五” are numbers; 一切, 四川, 美味十足 and 统一 are words; 五六 is a number with a measure word."""
    length = number.end - number.start
    if length > 2 or (length == 2 and (number.high is None or number.exponent or first.word)):
        return True
    if length == 2:
        return False
    before, after = text[number.start - 1 : number.start] if number.start else "", text[number.end : number.end + 1]
    if first.word or first.phrase.end > number.end:
        return text[number.start] + after != "两两" and before not in _WORDS_WITH_ONE
    if before == "第" or text.startswith("分之", number.end):
        return True
    if after in EDGES:
        return before in EDGES or before in _STATED or (text[number.start] == "两" and before not in _WEIGHED)
    return before in _STATED and after in _AFTER_STATED


def _measured(text: str, number: Number, words: MeasureWords) -> Numeral:
    """The number with its measure word and the words that bound it."""
    more = number.more
    end = number.end
    if text[end : end + 1] in _MORE and number.kind == "number":
        more, end = True, end + 1
    word, start, word_end = _word(text, number, end, words)
    if word in {"个", "年"} and text[word_end : word_end + 1] in _MORE:
        more = True
        word, word_end = _word_behind_more(text, word or "", word_end + 1, words)
    printed = number.start, end
    meaning, phrase = ("more", printed) if more else _meaning(text, start, printed, word_end)
    kind = "percent" if word in _PERCENT_WORDS else number.kind
    if number.start and text[number.start - 1] == "第" and kind == "number":
        kind, phrase = "ordinal", (number.start - 1, number.end)
    span = Span(number.start, number.end)
    unit_mult = 8 if number.exponent >= 8 else 4 if number.exponent >= 4 else 0
    exact = not (number.exponent or number.decimals or kind == "percent") or number.kind == "fraction"
    return Numeral(
        span, word_span := Span(start, word_end), word_span.of(text), number.value, number.high, _QUALIFIERS[meaning],
        unit_mult, number.decimals, word, number.spelled, kind if number.high is None else "range",
        span if phrase == (number.start, number.end) else Span(*phrase), meaning,
        _step(number) if more else 0.0, 0.0 if exact else 0.5 * 10.0 ** (unit_mult - number.decimals),
    )  # fmt: skip


def _step(number: Number) -> float:
    """What 多 adds at most: 5400多万 is less than 5500万."""
    factor = 10.0**number.exponent
    return number.step or step_of(number.value / factor, number.decimals) * factor


def _word(text: str, number: Number, end: int, words: MeasureWords) -> tuple[str | None, int, int]:
    """The measure word of a number and the stretch of both: 60%, 百分之六十, 六 个 百分点, ￥300."""
    if number.kind != "number":
        return "%" if number.kind == "percent" else None, number.outer, end
    if text[end : end + 1] in _PERCENT_FIRST:
        match = _PERCENT.match(text, end)
        if match and text[number.start - 1 : number.start] != "%":
            return match.group().replace(" ", ""), number.start, match.end()
    word = words.at(text, end) if text[end : end + 1] != "%" else None  # 30%25 is code
    if word is None and number.start and text[number.start - 1] in _MONEY_SIGNS:
        return text[number.start - 1], number.start - 1, end
    return word, number.start, end + len(word or "")


def _word_behind_more(text: str, word: str, end: int, words: MeasureWords) -> tuple[str, int]:
    """2个多百分点, 3年多: 多 between a measure word and its noun, or behind it."""
    rest = words.at(text, end)
    joined = word + (rest or "")
    return (joined, end + len(rest)) if rest and joined in words.canonical else (word, end)


def _meaning(text: str, outer: int, printed: tuple[int, int], word_end: int) -> tuple[str, tuple[int, int]]:
    """What the words behind and before say, behind first, and the stretch of number and words."""
    after = bound_after(text, outer, word_end)
    if after:
        meaning, start, end = after
    elif before := bound_before(text, outer):
        (meaning, start), end = before, printed[1]
    else:
        return "eq", printed
    return meaning, printed if meaning in {"near", "about"} else (start, end)


def _ranged(text: str, number: Number, first: Numeral, words: MeasureWords) -> Numeral | None:
    """3—5万, 15—16所, 37.5%至40%, 一到五个; None when no second number follows."""
    dash = _DASH.match(text, first.word_span.end) if first.word in _RANGE_WORDS or first.word is None else None
    second = number_at(text, dash.end()) if dash else None
    if (
        second is None
        or second.kind == "fraction"
        or (number.spelled and number.end - number.start == 1 and not second.spelled)
    ):
        return None
    last = _measured(text, second, words)
    value = first.value
    scale = 10.0**last.unit_mult
    if first.word is None and not number.exponent and value <= second.value / scale:
        value *= scale
    span = Span(first.span.start, second.end)
    meaning = last.meaning if last.meaning != "eq" else first.meaning
    word_span = Span(first.word_span.start, last.word_span.end)
    return last._replace(
        span=span, word_span=word_span, surface=word_span.of(text), value=value, value_high=second.high or second.value,
        qualifier=_QUALIFIERS[meaning], decimals=first.decimals, spelled=number.spelled, kind="range", phrase=span,
        meaning=meaning, parts=(first, last),
    )  # fmt: skip


def _amount(text: str, first: Numeral, words: MeasureWords) -> Numeral:
    """一吨半 and 五元三毛 are one amount."""
    end = first.word_span.end
    if first.unit_mult == 0 and first.word in _HALVED and _HALF.match(text, end):
        span = Span(first.word_span.start, end + 1)
        return first._replace(span=span, word_span=span, surface=span.of(text), value=first.value + 0.5, phrase=span)
    small = MINOR.get(first.word or "")
    number = number_at(text, end + text.startswith("又", end)) if small else None
    if small is None or number is None or number.kind != "number":
        return first
    word = next((w for w in small if text.startswith(w, number.end)), None)
    if word is None:
        return first
    span = Span(first.word_span.start, number.end + len(word))
    value = float(f"{first.value + number.value * small[word]:.12g}")
    last = _measured(text, number, words)
    return first._replace(
        span=span, word_span=span, surface=span.of(text), value=value, phrase=span, parts=(first, last)
    )
