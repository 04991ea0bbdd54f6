"""The plain number at a place of a text: its digits or numerals, scale, sign, 百分之, or fraction; no measure word yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from dashboard.quantities.spelled import Reading, read_positional, read_run
from dashboard.quantities.widths import fold_widths

__all__ = ["EDGES", "NUMBER", "Number", "number_at", "number_of", "read_number"]

_ONE = "零〇○一二三四五六七八九"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_B = "[ ]{0,2}"
_CHAR = rf"(?:[{_ONE}两十百万亿几{_FORMAL}]|千(?!瓦|伏|赫|比特|字节))"
_MORE = rf"[多余来几](?={_B}[万亿])"
_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d++)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d++)?|\d++(?:\.\d++(?!\.\d))?|(?<![\w.])\.\d++"
_TAIL = (
    rf"(?:{_B}(?:{_MORE}|[万亿]|千(?!瓦|伏|米|克|焦|卡|赫|比特|字节)|百(?!分)|[kK](?![a-zA-Z]))"
    rf"|(?<=[千百])十|(?<=[万亿千百])零(?=\d)|(?<=[万亿千百零])\d{{1,8}}+(?![\d.,，])|(?<=[万亿千百]) \d{{1,4}}+(?= ?[千百])"
    rf"|(?<=[万亿千百])[{_ONE[3:]}](?=[千百十])){{1,30}}"
)
_NEXT = _CHAR.replace("两", "") + rf"|两(?={_B}[百千万亿])|(?<=[一三])两(?=[个家所名项次年人天种门位场])"
_SPELLED = (
    rf"{_CHAR}(?:{_B}(?:{_NEXT}|{_MORE})){{0,24}}"
    rf"(?:{_B}点{_B}[{_ONE}](?:{_B}[{_ONE}]){{0,20}}(?!{_B}[十百千])(?:{_B}[万亿]){{0,2}})?"
)
_PER = r"(?:百万|十万|[百千万])[ ]{0,4}分[ ]{0,4}之[ ]{0,4}"
_FIRST = rf"(?=[\d.{_ONE}两十百千万亿几{_FORMAL}])"  # asked first: most characters begin no number
NUMBER = re.compile(
    rf"{_FIRST}(?:(?<![{_ONE}两十百千万亿\d])({_PER})(?=[\d负.-]|{_CHAR})|({_DIGITS})({_TAIL})?|({_SPELLED}))"
)
_PERS = {"百": 1.0, "千": 0.1, "万": 0.01, "十万": 0.001, "百万": 0.0001}
_POSITIONAL = re.compile(rf"[{_ONE}]{{2,}}+(?![十百千万亿两])")
_SCALES = {None: 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "k": 3, "K": 3}
_LONE = {c: float(i) for i, c in enumerate(_ONE[0] + _ONE[3:])} | {"〇": 0.0, "两": 2.0, "十": 10.0}
_LEADING = frozenset("近约上超逾过达破")
_MORE_THAN = frozenset("多余")
_MOST_DIGITS = 20
_SIGN = re.compile(
    r"(?:^|[\s:：,，。；、“(（=≥≤<>为是达于至到率和与长降速比幅])(?:(-)|(负) ?)$"
)  # 减负100亿元 has no sign
_SIGNS = frozenset("-负 ")
_OVER = re.compile(rf"{_B}分{_B}之{_B}|/(?=\d{{1,3}}(?![\d/]))")
_AND = re.compile(rf"{_B}又{_B}")
_BINDING = frozenset("分/又")
EDGES = frozenset(" \t\n，。；：、！？,.;:!?“”‘’（）()《》【】\"'+-—=") | {""}


class Number(NamedTuple):
    """A number as read: `start` and `end` of the number alone, `outer` where its 百分之 begins.

    `high` is set for 二三十, `exponent` is that of its scale, `step` one unit of its last non-zero digit in 几十 and 多万.
    `kind`: number, percent or fraction.
    """

    start: int
    end: int
    outer: int
    value: float
    high: float | None
    exponent: int
    decimals: int
    step: float
    more: bool
    spelled: bool
    kind: str = "number"


def read_number(digits: str) -> float | None:
    """The value of digits or spelled numerals without a range; None for what is no number (万一, 千百)."""
    folded = fold_widths(digits).replace("Ｏ", "〇")
    number = number_at(folded, 0)
    return number.value if number and number.end == len(folded) else None


def number_at(text: str, position: int) -> Number | None:
    """The number that starts at `position` of half-width text, with its sign or its 百分之."""
    match = NUMBER.match(text, position)
    if match and match.lastindex == 1:
        return _per(text, match)
    number = _plain_at(text, position)
    return number and (_fraction(text, number) or number)


def number_of(text: str, match: re.Match[str]) -> Number | None:
    """The number a match of `NUMBER` begins with, with its sign and what makes it a fraction."""
    if match.lastindex == 1:
        return _per(text, match)
    number = _plain(text, match)
    start = match.start()
    if number is None:
        return None
    if start and text[start - 1] in _SIGNS:
        sign = _SIGN.search(text[max(0, start - 3) : start])
        if sign:
            number = _negative(number, max(0, start - 3) + sign.start(sign.lastindex or 0))
    return _fraction(text, number) or number


def _plain_at(text: str, position: int) -> Number | None:
    """The number at `position` with its sign, neither a fraction nor with 百分之."""
    signed = text[position : position + 1] in ("-", "负")
    match = NUMBER.match(text, position + signed)
    if match is None or match.lastindex == 1:
        return None
    number = _plain(text, match)
    return _negative(number, position) if number and signed else number


def _plain(text: str, match: re.Match[str]) -> Number | None:
    _, digits, tail, spelled = match.groups()
    return _spelled(text, match.start(), spelled) if spelled else _digits(text, match.start(), digits, tail)


def _negative(number: Number, start: int) -> Number:
    return number._replace(start=start, outer=start, value=-number.value)


def _digits(text: str, start: int, digits: str, tail: str | None) -> Number | None:
    if len(digits) > _MOST_DIGITS:
        return None
    if tail is None and digits.isdigit():
        return Number(start, start + len(digits), start, float(digits), None, 0, 0, 0.0, False, False)
    if "." in digits and start > 1 and text[start - 1] == "." and text[start - 2].isdigit():
        digits, tail = digits.partition(".")[0], None  # 2.3.4.5 is no row of decimals
    exponent = _SCALES.get(tail, -1)
    if exponent < 0 and tail:
        exponent = _SCALES.get(tail.strip(" "), -1)
        if exponent < 0:
            reading = read_run(digits + tail)
            return _from(reading, start, False) if reading else None
    plain = digits.replace(",", "").replace("，", "").replace(" ", "")
    decimals = len(plain.partition(".")[2])
    value = float(f"{plain}e{exponent}")
    return Number(
        start, start + len(digits) + len(tail or ""), start, value, None, exponent, decimals, 0.0, False, False
    )


def _spelled(text: str, start: int, run: str) -> Number | None:
    if len(run) == 1 and run in _LONE:
        return Number(start, start + 1, start, _LONE[run], None, 0, 0, 0.0, False, True)
    positional = _POSITIONAL.match(run)
    if positional:
        return _positional(text, start, positional.group())
    if run[0] in _FORMAL and not any(c in "拾佰仟万亿" for c in run[1:]):
        return None
    before, after = text[start - 1] if start else "", text[start + len(run) : start + len(run) + 1]
    leading = before in _LEADING or after in _MORE_THAN  # 近百家, 千余家
    if before in ("几", "数") or (run[0] in "百千万亿几" and not leading):
        return None
    reading = read_run(run, leading)
    return _from(reading, start, True) if reading else None


def _positional(text: str, start: int, digits: str) -> Number | None:
    """二零二四, 三六七年: digits one by one; 九九 and 一一 alone are words. 五六家 is five or six."""
    end = start + len(digits)
    reading = read_run(digits) if len(digits) == 2 else None
    if reading and reading.high:
        return _from(reading, start, True)
    if len(digits) > _MOST_DIGITS:
        return None
    after = text[end : end + 1]
    if set(digits) & set("零〇○") or after == "年" or (len(digits) > 2 and after in EDGES):
        return Number(start, end, start, read_positional(digits), None, 0, 0, 0.0, False, True)
    return None


def _from(reading: Reading, start: int, spelled: bool) -> Number:
    value, high, exponent, decimals, step, more, length = reading
    return Number(start, start + length, start, value, high, exponent, decimals, step, more, spelled)


def _per(text: str, match: re.Match[str]) -> Number | None:
    """百分之六十, 千分之三, 百分之百: the number behind it, in percent."""
    start, end, printed = match.start(), match.end(), match.group()
    number = _plain_at(text, end)
    if number is None and text.startswith("百", end):
        number = Number(end, end + 1, start, 100.0, None, 0, 0, 100.0, False, True)
    if number is None:
        return None
    factor = _PERS[printed[: printed.index("分")].strip(" ")]
    if factor != 1.0:
        number = number._replace(value=float(f"{number.value * factor:.12g}"), high=None)
    return number._replace(outer=start, kind="percent")


def _fraction(text: str, number: Number) -> Number | None:
    """四分之三, 1/4, 三百五又三分之一; None when the number is not part of a fraction."""
    if (text[number.end : number.end + 3].lstrip(" ") or "-")[0] not in _BINDING:
        return None
    joined = _AND.match(text, number.end)
    if joined is None:
        return _over(text, number)
    below = _plain_at(text, joined.end())
    rest = _over(text, below) if below else None
    return rest and number._replace(end=rest.end, value=number.value + rest.value, kind="fraction")


def _over(text: str, number: Number) -> Number | None:
    """The number before 分之 or a slash with the one behind it."""
    over = _OVER.match(text, number.end)
    other = _plain_at(text, over.end()) if over else None
    if over is None or other is None:
        return None
    above, below = (number, other) if over.group() == "/" else (other, number)
    if not below.value or (over.group() == "/" and not _proper(text, above, below)):
        return None
    value = above.value / below.value
    return number._replace(end=other.end, value=value, exponent=0, decimals=0, kind="fraction", spelled=True)


def _proper(text: str, above: Number, below: Number) -> bool:
    """1/4 is a fraction, 2024/5, 12/1/2024 and 3.5/4 are none."""
    before = text[above.start - 1 : above.start]
    return (
        0 < above.value < below.value and above.end - above.start < 3 and above.end == below.start - 1 and before != "/"
    )
