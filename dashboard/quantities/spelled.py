"""The value of a run of numeral characters: 一千七百四十四万, 5亿1万4千6百, 二百五, 十几万, 二三十, 二零二四.

A run is read token by token as long as it stays a number; what follows (五十|千, 七十|百分位) is left to the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Reading", "read_positional", "read_run", "step_of"]

_ONES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_ONES |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "k": 1000, "K": 1000}
_MYRIAD = 10_000
_BILLION = 10**8
_TOKEN = re.compile(r"[\d.,，]+|点[零〇○一二三四五六七八九 \u3000]+|[^ \u3000]")
_EXPONENTS = {"万": 4, "亿": 8}
_PAIR = re.compile(
    r"(?<![零〇○一二三四五六七八九两])(?:一[二两]|[二两]三|三[四两]|四五|五六|六七|七八|八九)(?![零〇○一二三四五六七八九两])"
)


class Reading(NamedTuple):
    """The number at the beginning of a run: `length` characters of it; `high` is set for 二三十 and 五六.

    `exponent` is that of the scale it closes with (万 4, 亿 8), `step` one unit of its last non-zero digit.
    """

    value: float
    high: float | None
    exponent: int
    decimals: int
    step: float
    more: bool
    length: int


def read_run(run: str, leading: bool = False) -> Reading | None:
    """The number a run begins with, or None: 万, 几十 and 千百 state none.

    `leading` says that a scale without a digit counts as one of it, as in 近百家 and 百分之百.
    """
    pair = _PAIR.search(run)
    if pair is None:
        return _Reader(run).read(leading)
    first, second = pair.start(), pair.start() + 1
    low, high = _Reader(run[:second] + run[second + 1 :]).read(), _Reader(run[:first] + run[second:]).read()
    if low is None or high is None or low.value >= high.value or low.length <= first:
        return _Reader(run).read(leading)
    return low._replace(high=high.value, length=low.length + 1)


def read_positional(digits: str) -> float:
    """二零二四 → 2024: digits read one by one."""
    return float("".join(str(_ONES[c]) for c in digits))


def step_of(value: float, decimals: int) -> float:
    """One unit of the last non-zero digit of `value` printed with `decimals` places: 5400 → 100, 5.2 → 0.1."""
    digits = round(abs(value) * 10**decimals)
    step = 1
    while digits and digits % 10 == 0:
        digits //= 10
        step *= 10
    return float(step) / 10.0**decimals


class _Reader:
    """Reads one run from the left. `end` is where the number read so far ends, `pending` a digit without its scale."""

    __slots__ = (
        "billions",
        "decimals",
        "end",
        "exponent",
        "floor",
        "last",
        "more",
        "myriads",
        "pending",
        "run",
        "section",
        "seen",
        "zero",
    )

    def __init__(self, run: str) -> None:
        self.run = run
        self.billions = self.myriads = self.section = 0.0
        self.pending: float | None = None
        self.floor = self.last = 0
        self.end = self.exponent = self.decimals = 0
        self.more = self.zero = self.seen = False

    def read(self, leading: bool = False) -> Reading | None:
        """The number, or None when the run begins with none."""
        self.floor = _MYRIAD
        if leading and self.run[0] not in _ONES:
            self.pending, self.seen = 1.0, True
        for match in _TOKEN.finditer(self.run):
            if not self._take(match.group(), match.end()):
                break
        return self._result()

    def _take(self, token: str, end: int) -> bool:
        """Read one token; False when it does not continue the number."""
        if token in "零〇○":
            return self._nought(end)
        if token in _ONES:
            return self._digit(float(_ONES[token]))
        if token in _TENS:
            return self._ten(_TENS[token], end)
        if token in _EXPONENTS:
            return self._scale(token, end)
        if token == "几":
            return self._some()
        if token[0] == "点":
            return self._point(token, end)
        if token in "多余来":
            self.more = self.seen
            return self.seen
        return self._arabic(token)

    def _nought(self, end: int) -> bool:
        if self.pending is not None:
            return False
        if not self.seen:
            self.end = end
        self.zero = self.seen = True
        return True

    def _digit(self, value: float) -> bool:
        if self.pending is not None:
            return False
        self.pending, self.seen, self.exponent = value, True, 0
        return True

    def _arabic(self, token: str) -> bool:
        if not self.seen:
            return self._digit(float(token.replace(",", "").replace("，", "")))
        after = self.run[self.run.index(token, self.end) + len(token) :].lstrip()[:1]
        whole = token.isdigit() and (self.zero or 10 ** len(token) == self.last or after in {*_TENS, "万"})
        if not whole:
            return False
        self.last = 0
        return self._digit(float(token))

    def _some(self) -> bool:
        """几 stands for a digit not told: 二十几万."""
        if self.pending is not None or not self.seen:
            return False
        self.pending, self.more, self.last = 0.0, True, 0
        return True

    def _ten(self, power: int, end: int) -> bool:
        if self.pending is None:
            if power != 10 or (self.seen and not self.zero):
                return False
            self.pending = 1.0
        if power >= self.floor:
            self.pending = None
            return False
        self.section += self.pending * power
        self.floor = self.last = power
        return self._close(end, 0)

    def _scale(self, token: str, end: int) -> bool:
        amount = self.section + (self.pending or 0.0)
        if not self.seen or (token == "万" and self.myriads and amount) or (token == "亿" and self.billions):
            self.pending = None
            return False
        if token == "万":
            self.myriads = (amount or self.myriads or self.billions) * _MYRIAD
            self.billions = self.billions if amount else 0.0
        else:
            self.billions, self.myriads = (self.myriads + amount) * _BILLION, 0.0
        self.section, self.floor = 0.0, _MYRIAD
        self.last = _MYRIAD if token == "万" else _BILLION
        return self._close(end, self.exponent + _EXPONENTS[token])

    def _close(self, end: int, exponent: int) -> bool:
        self.pending, self.zero, self.seen = None, False, True
        self.end, self.exponent = end, exponent
        return True

    def _point(self, token: str, end: int) -> bool:
        if not self.seen:
            return False
        digits = "".join(str(_ONES[c]) for c in token[1:] if c in _ONES)
        whole = self.billions + self.myriads + self.section + (self.pending or 0.0)
        self.billions = self.myriads = 0.0
        self.section, self.decimals = float(f"{whole:.0f}.{digits}"), len(digits)
        return self._close(end - (len(token) - len(token.rstrip())), 0)

    def _result(self) -> Reading | None:
        if self.pending is not None:
            self.section += self._tail()
            self.end = self._end_of_pending()
        if not self.end:
            return None
        value = self.billions + self.myriads + self.section
        factor = 10.0**self.exponent
        step = step_of(value / factor, self.decimals) * factor
        return Reading(value, None, self.exponent, self.decimals, step, self.more, self.end)

    def _tail(self) -> float:
        """The last digit: 五 of 二百五 is fifty, of 二百零五 five."""
        short = self.last > 10 and not self.zero and not self.decimals
        return (self.pending or 0.0) * (self.last / 10 if short else 1.0)

    def _end_of_pending(self) -> int:
        match = re.compile(r"[ \u3000]*零?[ \u3000]*(?:[\d.,，]+|[^ \u3000])").match(self.run, self.end)
        return match.end() if match else self.end
