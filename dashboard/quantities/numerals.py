"""Numerals of Chinese official text: digits, 一二三, 万 and 亿, 多 and 余, ranges, fractions, percentages.

`find_numerals` finds every numeral, with the measure word that follows if there is one; what counts as a statistic is
decided in `find.py`. The interval of a printed form is the handbook's table 1.4. Accepted: 5,400 · 1，234 · 2 210 ·
5.2万 · 5400多万 · 4万多亿 · 九十一万 · 百分之六十 · 3—5万 · 四分之三 · 1/4. Digits such as ² and ① are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dashboard.model import Interval, Qualifier, Span
from dashboard.quantities.units import MeasureWords, measure_words

__all__ = ["Numeral", "find_numerals", "interval_of", "read_number"]

_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?![\d])(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.．]\d+)?"
_SPELLED = r"[零〇○一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九两]+)?"
_SCALE = r"万亿|千万|百万|十万|亿|万|千(?![瓦伏米克焦卡赫])|百|[kK](?![a-zA-Z])"
_NUMBER = (
    rf"(?P<@digits>{_DIGITS}|{_SPELLED})(?P<@scale>{_SCALE})?(?P<@more>多|余|来(?=[万亿]))?(?P<@outer>万亿|亿|万)?"
)
_PERCENT_WORD = r"百分之"
_FRACTION = re.compile(
    rf"(?P<below>{_SPELLED})分之(?P<above>{_SPELLED}|\d+)|(?<![\d/])(?P<num>\d{{1,2}})/(?P<den>\d{{1,3}})(?![\d/])"
)
_PATTERN = re.compile(
    rf"(?P<percent>{_PERCENT_WORD})?{_NUMBER.replace('@', 'a_')}"
    rf"(?:(?P<a_word>%|个百分点|个|名|人|所|家|元|项)?(?P<dash>[-—–~～]{{1,2}}|至|到)(?P<second>{_PERCENT_WORD})?{_NUMBER.replace('@', 'b_')})?"
)
_DIGIT_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGIT_VALUES |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "k": 3, "K": 3}
_MOST_DIGITS = 20
_BEFORE = {
    "不少于": "ge", "不低于": "ge", "不小于": "ge", "至少": "ge", "大于等于": "ge",
    "超过": "gt", "突破": "gt", "高于": "gt", "多于": "gt", "大于": "gt", "超": "gt", "逾": "gt", "已超": "gt",
    "不超过": "le", "不高于": "le", "不多于": "le", "至多": "le", "最多": "le", "最高": "le", "小于等于": "le",
    "不到": "lt", "不足": "lt", "未达": "lt", "低于": "lt", "少于": "lt", "小于": "lt",
    "近": "near", "接近": "near", "将近": "near", "约": "about", "大约": "about", "约为": "about", "大概": "about", "约占": "about",
}  # fmt: skip
_NOT_BEFORE = re.compile(r"(?:最近|附近|临近|邻近|节约|合约|条约|契约|公约|特约|签约|高超|赶超)$")
_AFTER = re.compile(r"(?:及|或)?以上|以下|以内|之内|左右|上下|起(?![来步点])")
_AFTER_MEANING = {"以上": "ge", "起": "ge", "以下": "le", "以内": "le", "之内": "le", "左右": "about", "上下": "about"}
_QUALIFIERS = {"near": Qualifier.APPROX, "about": Qualifier.APPROX, "more": Qualifier.GT}
_LOOK_BACK = 4
_GENERAL_WORDS = measure_words()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral: `span` covers the number alone, `word_span` also the measure word that follows, if one does.

    `word` is the printed measure word; `value_high` is set for a range; `meaning` is the printed approximator's.
    """

    span: Span
    word_span: Span
    surface: str
    value: float
    value_high: float | None
    qualifier: Qualifier
    interval: Interval
    unit_mult: int
    decimals: int
    word: str | None
    spelled: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    unit_mult: int
    decimals: int
    step: float  # one unit of the last non-zero printed digit
    more: bool
    spelled: bool
    bare: bool


def find_numerals(text: str, words: MeasureWords | None = None) -> list[Numeral]:
    """Every numeral of clean text in order, none overlapping. Without `words` the general measure words are used."""
    known = words or _GENERAL_WORDS
    found: list[Numeral] = []
    for match in _PATTERN.finditer(text):
        numeral = _numeral(text, match, known) if not found or match.start() >= found[-1].word_span.end else None
        if numeral:
            found.append(numeral)
    fractions = [n for m in _FRACTION.finditer(text) if (n := _fraction(text, m))]
    if not fractions:
        return found
    taken = [n for n in found if not any(n.span.start < f.span.end and f.span.start < n.span.end for f in fractions)]
    return sorted([*taken, *fractions], key=lambda n: n.span)


def read_number(digits: str) -> float | None:
    """The value of digits or spelled numerals without 多 or a range; None for what is no number (万一, 千百)."""
    return (
        _spelled(digits) if digits[0] not in "0123456789" else float(re.sub(r"[,， ]", "", digits).replace("．", "."))
    )


def _numeral(text: str, match: re.Match[str], words: MeasureWords) -> Numeral | None:
    first = _read(match, "a_")
    if first is None:
        return None
    second = _read(match, "b_") if match["dash"] else None
    end = match.end() if second else (match.end("a_outer") if match["a_outer"] else _end_of_first(match))
    percent = bool(match["percent"])
    word = "%" if percent else _word_after(text, end, words)
    word_end = end if percent or word is None else end + len(word)
    if word in {"个", "年"} and text[word_end : word_end + 1] in {"多", "余"}:
        first, word, word_end = _more_inside(text, first, word, word_end, words)
    meaning = _meaning(text, match.start(), word_end, first)
    if second and first.bare and not second.bare and (match["a_word"] is None):
        first = _with_scale(first, second.unit_mult)
    return Numeral(
        span=Span(match.start(), end),
        word_span=Span(match.start(), word_end),
        surface=text[match.start() : word_end],
        value=first.value,
        value_high=second.value if second else None,
        qualifier=_QUALIFIERS.get(meaning) or Qualifier(meaning),
        interval=_range(first, second) if second else interval_of(first.value, meaning, _half(first, word), first.step),
        unit_mult=first.unit_mult,
        decimals=first.decimals,
        word=word,
        spelled=first.spelled,
    )


def _end_of_first(match: re.Match[str]) -> int:
    return max(match.end(f"a_{part}") for part in ("digits", "scale", "more") if match[f"a_{part}"])


def _word_after(text: str, position: int, words: MeasureWords) -> str | None:
    """The measure word at `position`; one blank may stand before it."""
    return words.at(text, position)


def _more_inside(text: str, number: _Number, word: str, end: int, words: MeasureWords) -> tuple[_Number, str, int]:
    """2个多百分点, 3年多: 多 between a measure word and its noun, or behind it."""
    rest = words.at(text, end + 1)
    joined = word + (rest or "")
    if rest and joined in words.canonical:
        return replace(number, more=True), joined, end + 1 + len(rest)
    return replace(number, more=True), word, end + 1


def _read(match: re.Match[str], group: str) -> _Number | None:
    digits, scale, more, outer = (match[group + part] for part in ("digits", "scale", "more", "outer"))
    if len(digits) > _MOST_DIGITS:
        return None
    value = read_number(digits)
    if value is None:
        return None
    exponent = _SCALES.get(scale or "", 0) + _SCALES.get(outer or "", 0)
    spelled = not digits[0].isascii()
    if spelled and exponent == 0:
        exponent = 8 if digits.endswith("亿") else 4 if digits.endswith("万") else 0
        own = value
    else:
        own = value * 10**exponent
    decimals = len(digits.partition(".")[2]) if not spelled else 0
    factor = 10**exponent
    return _Number(
        own, _multiple(exponent), decimals, _step(own / factor, decimals) * factor, bool(more), spelled, not exponent
    )


def _multiple(exponent: int) -> int:
    """The printed scale as SDMX's unit multiplier: 0, 4 (万) or 8 (亿)."""
    return 8 if exponent >= 8 else 4 if exponent >= 4 else 0


def _with_scale(number: _Number, unit_mult: int) -> _Number:
    factor = 10**unit_mult
    return replace(number, value=number.value * factor, step=number.step * factor, unit_mult=unit_mult)


def _step(value: float, decimals: int) -> float:
    """One unit of the last non-zero digit of `value` printed with `decimals` places: 5400 → 100, 5.2 → 0.1."""
    digits = round(abs(value) * 10**decimals)
    step = 1
    while digits and digits % 10 == 0:
        digits //= 10
        step *= 10
    return float(step) / 10.0**decimals


def _spelled(digits: str) -> float | None:
    """一千七百四十四万 → 17440000; None for strings of scales without digits (万一, 百千)."""
    whole, _, fraction = digits.partition("点")
    value = _positional(whole) if set(whole) <= set(_DIGIT_VALUES) else _with_tens(whole)
    if value is None:
        return None
    return value + sum(_DIGIT_VALUES[c] / 10.0**i for i, c in enumerate(fraction, 1))


def _positional(digits: str) -> float | None:
    return float("".join(str(_DIGIT_VALUES[c]) for c in digits)) if digits else None


def _with_tens(digits: str) -> float | None:
    total = section = current = 0
    seen = False
    for c in digits:
        if c in _DIGIT_VALUES:
            current, seen = _DIGIT_VALUES[c], True
        elif c in _TENS:
            if not seen and c not in "十拾百千":
                return None
            section += (current or 1) * _TENS[c]
            current, seen = 0, True
        else:
            if not seen:
                return None
            total = (total + section + current) * (10**4 if c == "万" else 10**8)
            section = current = 0
    return float(total + section + current)


def _meaning(text: str, start: int, end: int, number: _Number) -> str:
    """eq, ge, gt, more, le, lt, near or about: from 多 inside, then the words after, then the words before."""
    if number.more:
        return "more"
    after = _AFTER.match(text, end)
    if after:
        return _AFTER_MEANING[after.group().lstrip("及或")]
    return _meaning_before(text, start)


def _meaning_before(text: str, start: int) -> str:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _NOT_BEFORE.search(before):
        return "eq"
    for length in range(min(_LOOK_BACK, len(before)), 0, -1):
        meaning = _BEFORE.get(before[-length:])
        if meaning:
            return meaning
    return "eq"


def _half(number: _Number, word: str | None) -> float:
    """Half a unit of the last printed place; 0 for a plain count, which is exact."""
    exact = (
        number.unit_mult == 0 and number.decimals == 0 and number.bare and word not in {"%", "％", "个百分点", "百分点"}
    )
    if exact:
        return 0.0
    return float(0.5 * 10.0 ** (number.unit_mult - number.decimals))


def interval_of(value: float, meaning: str, half: float, step: float) -> Interval:
    """The interval a printed form stands for (handbook 1.4).

    `half`: half a unit of the last place; `step`: one unit of the last non-zero digit.
    """
    table = {
        "more": Interval(value, value + step, False, False),
        "gt": Interval(value, None, False, False),
        "ge": Interval(value, None, True, False),
        "le": Interval(0.0, value),
        "lt": Interval(0.0, value, True, False),
        "near": Interval(0.9 * value, value, False, False),
        "about": Interval(0.95 * value, 1.05 * value),
    }
    if meaning in table:
        return table[meaning]
    return Interval(value - half, value + half, True, half == 0)


def _range(first: _Number, second: _Number) -> Interval:
    return Interval(first.value, second.value)


def _fraction(text: str, match: re.Match[str]) -> Numeral | None:
    below = read_number(match["below"] or match["den"])
    above = read_number(match["above"] or match["num"])
    if not below or above is None or match["below"] in {"百", "千", "万"} or above >= below:
        return None
    value = above / below
    meaning = _meaning(text, match.start(), match.end(), _Number(value, 0, 0, 0.0, False, True, True))
    return Numeral(
        Span(*match.span()), Span(*match.span()), match.group(), value, None, _QUALIFIERS.get(meaning) or Qualifier(meaning),
        interval_of(value, meaning, 0.0, 0.0), 0, 0, None, True, True,
    )  # fmt: skip
