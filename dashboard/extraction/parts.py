"""Numbers that are parts: of a total printed before (16个，含11所…), of hosts with a stage, or with a colour inside.

A total opens its parts with 含, 其中 or a colon; hosts with a stage count what they host (15所中职学校已有13所完成公示).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.lookup import CodeMatch, NounMatch
from dashboard.extraction.ground import Earlier, Ground, Match, Topic, same_unit
from dashboard.extraction.windows import FILLER, Window
from dashboard.model import Span

__all__ = ["Parts"]

_PARTS = re.compile(r"^[：:]|含|其中|包括|包含|分别|由|分为|细分")
_BY_KIND = re.compile(r"按[^，。；]{1,8}(?:分|划分)|其中|分[^，。；]{1,6}看")
_CARRIES = re.compile(r"(?:其中|[已己]有|有|含|，|、|；|\(|（)$")


class Parts:
    """Finds what a part counts."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def inside(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """2银9铜53优胜: the colour or the award is the measure word."""
        span = window.quantity.span
        tail = Span(span.start + 1, span.end)
        for indicator in self._ground.medals:
            if not self._ground.fits(window.quantity, indicator.id):
                continue
            codes = self._ground.lexicon.codes(indicator.id, window.text, tail.start, tail.end)
            if codes:
                breakdown = {codes[0].dimension: codes[0].code}
                return Match(indicator.id, breakdown, 0.95, "the colour is the measure word", noun=codes[0].span)
        for noun in nouns:
            if (
                tail.start <= noun.span.start
                and noun.span.end <= tail.end
                and self._ground.fits(window.quantity, noun.indicator)
            ):
                return Match(noun.indicator, {}, 0.95, f"the noun is the measure word: {noun.alias}", noun=noun.span)
        return None

    def part(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """A part of the last total, opened by 含 or 其中 (按对象分 in a new sentence), whose noun says one of its codes."""
        total = self._total(window, earlier)
        if total is None or not self._ground.fits(window.quantity, total):
            return None
        indicator = self._ground.catalogue.indicators[total]
        code = self._head_code(window, indicator)
        if code is None:
            return None
        breakdown = {code.dimension: code.code}
        if self._counted_itself(window, nouns, indicator):
            return None
        return Match(indicator.id, breakdown, 0.9, "a part of the total before", (), code.span)

    def _counted_itself(self, window: Window, nouns: Sequence[NounMatch], total: Indicator) -> bool:
        """Whether a perimeter of the total names the part (含技工学校), so that an indicator of its own counts it."""
        start = window.quantity.span.start
        named = [word for perimeter in total.perimeter_codes.values() for word in perimeter.words]
        return any(
            n.indicator != total.id
            and any(n.alias in word for word in named)
            and window.left <= n.span.start
            and n.span.end <= start
            and FILLER.fullmatch(window.text, n.span.end, start)
            for n in nouns
        )

    def _total(self, window: Window, earlier: Earlier) -> str | None:
        """The indicator of the total this quantity may be a part of."""
        unit = window.quantity.unit
        same = [
            (q, m)
            for q, m in earlier
            if m.indicator and (same_unit(q.unit, unit) or self._ground.fits(window.quantity, m.indicator))
        ]
        said = next(((q, m) for q, m in reversed(same) if not set(m.breakdown) & self._additive(m)), None)
        if said:
            between = window.text[said[0].span.end : window.quantity.span.start]
            additive = self._ground.catalogue.indicators[said[1].indicator or ""].additive
            return said[1].indicator if additive and _PARTS.search(between) else None
        if not _BY_KIND.search(window.text, window.sentence.start, window.quantity.span.start):
            return None
        totals = [t for t in self._ground.topics if t.unit == window.quantity.unit and not t.breakdown]
        return totals[-1].indicator if totals else None

    def _additive(self, match: Match) -> set[str]:
        """The dimensions over which parts of what was counted are parted."""
        indicator = self._ground.catalogue.indicators[match.indicator or ""]
        return set(indicator.breakdowns) if indicator.additive is True else set(indicator.additive or ())

    def _head_code(self, window: Window, indicator: Indicator) -> CodeMatch | None:
        """The code said by the noun of the quantity, behind it or right before it."""
        after = window.after()
        behind = self._ground.lexicon.codes(indicator.id, window.text, after.start, after.end)
        if behind:
            return behind[-1]
        start = window.quantity.span.start
        before = self._ground.lexicon.codes(indicator.id, window.text, window.left, start)
        return next((c for c in reversed(before) if FILLER.fullmatch(window.text, c.span.end, start)), None)

    def staged_host(self, window: Window, nouns: Sequence[NounMatch], earlier: Earlier) -> Match | None:
        """A number of hosts with a stage word, in a passage about what they host, counts what they host."""
        for indicator in self._ground.staged:
            topic = self._topic(indicator.id, window, nouns)
            if (
                topic is None
                or not self._ground.fits(window.quantity, indicator.id)
                or window.names(indicator.id, nouns)
            ):
                continue
            said = window.predicate()
            stage = self._ground.code(indicator.id, "stage", window.text, said.start, said.end)
            host = self._host(indicator.id, window, earlier)
            if stage and host:
                codes = {
                    "agency_type": topic.breakdown.get("agency_type", ""),
                    "host": host.code,
                    "stage": stage.code,
                }
                kept = {k: v for k, v in codes.items() if v and k in indicator.breakdowns}
                return Match(indicator.id, kept, 0.85, "hosts with a stage, in a passage about them", noun=host.span)
        return None

    def _topic(self, indicator: str, window: Window, nouns: Sequence[NounMatch]) -> Topic | None:
        """The nearest earlier mention of the indicator in the paragraph, with the codes of its noun phrase."""
        start = window.quantity.span.start
        before = [n for n in nouns if n.indicator == indicator and n.span.end <= start]
        if before:
            return Topic(indicator, self._ground.noun_codes(window.text, before[-1]), before[-1].span)
        return next((t for t in reversed(self._ground.topics) if t.indicator == indicator), None)

    def _host(self, indicator: str, window: Window, earlier: Earlier) -> CodeMatch | None:
        after = window.after()
        own = self._ground.code(indicator, "host", window.text, after.start, after.end)
        own = own or self._last_host(indicator, window.text, window.left, window.quantity.span.start)
        if own or not earlier or not _CARRIES.search(window.before):
            return own
        return self._last_host(indicator, window.text, window.sentence.start, window.quantity.span.start)

    def _last_host(self, indicator: str, text: str, start: int, end: int) -> CodeMatch | None:
        hosts = [c for c in self._ground.lexicon.codes(indicator, text, start, end) if c.dimension == "host"]
        return hosts[-1] if hosts else None
