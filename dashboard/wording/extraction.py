"""What is said of a figure as it was read: why it counts what it counts, or why it is left over.

`REASONS` is keyed by the reason the extraction gives, with `{0}` where it quotes the letter; the first wording that fits
is used, so a narrower one stands before a wider.
"""

from __future__ import annotations

import re
from functools import cache

from dashboard.wording import Words

__all__ = ["REASONS", "WORDS", "say_reason"]

WORDS: Words = {
    "document": ("{name}（{title}）", "{name} ({title})"),
    "counts": ("{surface} → {indicator}", "{surface} → {indicator}"),
    "indicator": ("{name}（{id}）", "{name} ({id})"),
    "indicator.part": ("{name}·{parts}（{id}，{codes}）", "{name}, {parts} ({id}, {codes})"),
    "leftover": ("未归类", "left over"),
    "list": ("、", ", "),
    "place": ("地区：{place}", "place: {place}"),
    "place.scope": ("{place}，{scope}", "{place}, {scope}"),
    "place.none": ("未知", "unknown"),
    "period": ("时期：{period}（{kind}，{basis}）", "period: {period} ({kind}, {basis})"),
    "period.none": ("时期：未注明（{kind}）", "period: not stated ({kind})"),
    "kind.as_of": ("时点数", "at that time"),
    "kind.during": ("全期", "during it"),
    "kind.year_to_date": ("年内累计", "year to date"),
    "kind.cumulative": ("累计", "cumulative"),
    "kind.rate": ("年均", "per year"),
    "kind.unknown": ("性质不明", "kind unknown"),
    "basis.text": ("原句写明", "stated in the sentence"),
    "basis.inherited": ("承接上文", "carried on from before"),
    "basis.document": ("按文件日期", "the document's date"),
    "basis.none": ("未注明", "not stated"),
    "status": ("性质：{status}", "status: {status}"),
    "confidence": ("把握：{confidence}", "confidence: {confidence}"),
    "confidence.low": ("把握：{confidence}，须复核", "confidence: {confidence}, for review only"),
    "reason": ("理由：{reason}", "why: {reason}"),
    "rivals": ("曾考虑：{rivals}", "also considered: {rivals}"),
    "nothing": ("没有读到数", "no figure in it"),
    "summary": (
        "共 {count} 个数：{counted} 个归入指标，{left} 个未归类。",
        "{count} {count:quantity|quantities}: {counted} with an indicator, {left} left over.",
    ),
    "total": (
        "{documents} 份文件，共 {count} 个数：{counted} 个归入指标，{left} 个未归类。",
        "{documents} {documents:document|documents}, {count} {count:quantity|quantities}: {counted} with an indicator, {left} left over.",
    ),
}

REASONS: Words = {
    # the noun of the number
    "noun behind the number: {0}": ("名词“{0}”在数的后面", "the noun “{0}” stands behind the number"),
    "noun before the number: {0}": ("名词“{0}”在数的前面", "the noun “{0}” stands before the number"),
    "noun earlier in the clause: {0}": ("名词“{0}”在同一小句的前部", "the noun “{0}” stands earlier in the clause"),
    "noun in an earlier clause: {0}": ("名词“{0}”在前一小句", "the noun “{0}” stands in an earlier clause"),
    "the noun is the measure word: {0}": ("量词本身就是名词“{0}”", "the measure word is the noun “{0}”"),
    "the colour is the measure word": ("量词就是奖牌的颜色", "the measure word is the colour of the medal"),
    "table: {0} of {1}": ("表格：“{1}”一行的“{0}”一栏", "table: the column “{0}” of the row “{1}”"),
    # parts and lists
    "a part of the total before": ("前面总数的一部分", "a part of the total before it"),
    "hosts with a stage, in a passage about them": (
        "说明了承办主体与环节，上下文正是讲这类主体",
        "bodies of one kind at one stage, in a passage about such bodies",
    ),
    "paired in order": ("与前面列举的各项按顺序一一对应", "paired in order with the items listed before"),
    "paired with a place or a kind": ("与列举的地区或类别一一对应", "paired with a place or a kind of the list"),
    "paired with the kinds before": ("与前面所数的各类一一对应", "paired with the kinds counted before"),
    # carried on from before
    "a later level of the figure before": ("前一个数后来的水平", "the figure before, at a later time"),
    "the noun of the figure before": ("沿用前一个数的名词", "the noun of the figure before"),
    "the noun is carried over": ("只写了类别，名词沿用前文", "only a kind is said; the noun is carried over"),
    "a kind of what was named": ("前文所说对象的一类", "a kind of what was named before"),
    "of a place, named before: {0}": ("列出各地，名词“{0}”在前面", "a place of a list; “{0}” was named before it"),
    "the institutions named last: {0}": ("指前面刚说到的“{0}”", "the institutions named last: “{0}”"),
    "the total of what was counted before": ("前面各数的合计", "the total of what was counted before"),
    "a plan of what was counted": ("前面所数事项的计划", "a plan of what was counted before"),
    "a plan of what the heading names: {0}": ("标题所说“{0}”的计划", "a plan of what the heading names: “{0}”"),
    "the share of the plan before": ("占前面计划的比例", "the share of the plan before it"),
    "the share of the figure before": ("前一个数所占的比例", "the share of the figure before"),
    "the share of {0}": ("“{0}”的比例", "the share of “{0}”"),
    "last year's figure in brackets": ("括号里是上年数", "last year's figure in brackets"),
    "the label: {0}": ("所在一段以“{0}”领起", "the label before it says “{0}”"),
    "of one kind of institution, counted as before": ("同一事项，换了一类院校", "the same, of one kind of institution"),
    "the pupils of the schools counted before": ("前面所数学校的学生", "the pupils of the schools counted before"),
    "a group of those counted in the sentence": ("本句所数人群中的一类", "a group of those counted in the sentence"),
    "a rank in a contest": ("竞赛中的名次", "a rank in a contest"),
    # left over
    "no noun": ("附近没有指标的名词", "no noun of an indicator is near"),
    "a noun only in the clause before": ("名词只在前一小句，不足为据", "a noun stands only in the clause before"),
    "no noun in its item": ("列举的这一项里没有名词", "its item of the list names nothing"),
    "no noun in the column or the row": ("表格的栏和行都没有指标的名词", "neither column nor row names an indicator"),
    "a list that does not pair": ("前后两列举对不上", "a list whose parts do not pair"),
    "a change, a rule or a rate, not a level": (
        "是增减、规定或比率，不是水平",
        "a change, a rule or a rate, not a level",
    ),
    "a column of changes": ("表格的这一栏是增减", "a column of changes"),
    "a rank in no contest": ("名次与竞赛无关", "a rank, but in no contest"),
    "the passage speaks of something else": ("上下文讲的不是这方面的事", "the passage speaks of something else"),
    "a figure of somebody else": ("是别的对象的数", "a figure of somebody else"),
    "who was served, chosen or gained, not how many there are": (
        "是服务、入选或新增的数，不是总数",
        "who was served, chosen or gained, not how many there are",
    ),
    "one more of what was gained, or how many there are": (
        "可能是新增数，也可能是总数",
        "either one more of what was gained, or how many there are",
    ),
    "one number over several kinds": ("一个数合并了几类", "one number over several kinds"),
    "a share of something else": ("是别的总体的比例", "a share of something else"),
    "a claim without a number": ("只有说法，没有数", "a claim without a number"),
}


def say_reason(reason: str, lang: str) -> str:
    """A reason in the reader's language; one that has no wording is shown as the extraction gave it."""
    for key, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found:
            zh, en = REASONS[key]
            return (zh if lang == "zh" else en).format(*found.groups())
    return reason


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each key with the pattern of the reasons it words."""
    return tuple((key, re.compile(re.sub(r"\\\{\d\\\}", "(.*)", re.escape(key)), re.DOTALL)) for key in REASONS)
