"""Words of single pages: parts and totals, plans, coverage, a place, findings; they are part of `web.WORDS`."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    # composition
    "composition.title": ("总数的构成", "What totals are made of"),
    "composition.lede": (
        "可相加的分项叠成一条，所载总数写在条后；分项与总数对不上的，差多少、多多少照实写出；没有说明的部分画斜线，不作补足。"
        "点任一部分可读原句。",
        "Parts that may be summed are stacked in one bar, the stated total behind it. Where parts and total disagree, the gap "
        "or excess is said; what nobody explains is hatched and never filled in. Click a part to read its sentence.",
    ),
    "composition.empty": (
        "所选指标在所选地区和时期没有可相加的分项。下列指标有：",
        "The chosen indicators have no parts to add up for these places and periods. These have:",
    ),
    "composition.nothing": ("所收文件没有载明可相加的分项。", "No document at hand states parts that may be added up."),
    "composition.verdicts": ("分项与总数", "Parts and total"),
    "composition.verdict.agrees": ("相符", "agrees"),
    "composition.verdict.rest": ("有未说明部分", "partly unexplained"),
    "composition.verdict.short": ("不足总数", "short of the total"),
    "composition.verdict.over": ("超出总数", "over the total"),
    "composition.verdict.open": ("总数未载", "no total stated"),
    "composition.verdict.whole": ("推算合计", "derived total"),
    "composition.summary": ("{name}（{period}）：{parts}；{total}。", "{name} ({period}): {parts}; {total}."),
    "composition.part": ("{name}{value}", "{name} {value}"),
    "composition.total": ("所载总数{value}", "stated total {value}"),
    "composition.no_total": ("总数未载", "no total stated"),
    "composition.rest": ("未说明", "not stated"),
    "column.who": ("地区或机构", "Place or institution"),
    "column.part": ("分项", "Part"),
    "column.total": ("总数", "Total"),
    # plan
    "plan.title": ("计划与实绩", "Plans and results"),
    "plan.lede": (
        "目标与同一指标、同一地区、同一时期的实绩成对列出。原文只写完成百分之几的，按区间推算所指计划；尚无实绩的目标、没有目标的"
        "实绩都照实写明，不作外推。点任一标记可读原句。",
        "Each target beside the result of the same indicator, place and period. Where a text states only a completion share, "
        "the plan it stands for is worked out as an interval. Targets without a result and results without a target are "
        "said; nothing is extrapolated. Click a mark to read its sentence.",
    ),
    "plan.empty": (
        "所选指标在所选地区和时期没有目标。下列指标有：",
        "Nobody set a target for the chosen indicators, places and periods. These have some:",
    ),
    "plan.nothing": ("所收文件没有载明任何目标。", "No document at hand states a target."),
    "plan.verdicts": ("对照", "Target and result"),
    "plan.verdict.met": ("已达到", "met"),
    "plan.verdict.short": ("未达到", "not met"),
    "plan.verdict.to_date": ("进行中", "to date"),
    "plan.verdict.undecided": ("难以判定", "undecided"),
    "plan.verdict.none": ("尚无实绩", "no result"),
    "plan.unplanned": ("有实绩而无同年目标", "Results without a target for their year"),
    "column.target": ("目标", "Target"),
    "column.target_period": ("目标时期", "Target period"),
    "column.result": ("实绩", "Result"),
    "column.share": ("完成情况", "Reached"),
    "column.completion": ("原文称完成", "Stated completion"),
    "plan.none": ("无", "none"),
    # coverage
    "coverage.title": ("数据覆盖", "What is known, and how old"),
    "coverage.lede": (
        "每格为该地区该指标最新一期的年份，颜色与文字都表示新旧，{years} 年以上的标明年数；没有的写“无数据”。目标与推算值不计入。点年份"
        "可读原句，点地名看该地全部数据。",
        "Each cell is the newest year an indicator is known for in a place; shade and words say how old it is, and figures of "
        "{years} years or more say their age. Targets and derived values do not count. Open a year to read its sentence, a "
        "place to see all that is known of it.",
    ),
    "coverage.empty": ("所选主题和地区没有数据。", "Nothing is known for this theme and these places."),
    "coverage.file": ("数据覆盖", "coverage"),
    "coverage.sheet.cells": ("各指标各地区", "cells"),
    "coverage.sheet.notes": ("说明", "notes"),
    "coverage.chosen": ("所选范围：{items}", "Chosen: {items}"),
    "coverage.state.known": ("有数", "known"),
    "coverage.cell.theme": ("主题", "theme"),
    "coverage.cell.indicator": ("指标", "indicator"),
    "coverage.cell.place": ("地区", "place"),
    "coverage.cell.state": ("情况", "state"),
    "coverage.cell.year": ("最新年份", "newest year"),
    "coverage.cell.age": ("距今年数", "years ago"),
    "coverage.cell.values": ("数值个数", "values"),
    "coverage.cell.value": ("最新数值", "newest value"),
    "coverage.cell.period": ("时期（文字）", "period in words"),
    "coverage.cell.origin": ("取得方式", "how obtained"),
    "coverage.cell.source": ("出处", "source"),
    "coverage.cell.id": ("指标代码", "indicator id"),
    "coverage.cell.code": ("地区代码", "area code"),
    "coverage.theme": ("主题", "Theme"),
    "coverage.all_themes": ("全部主题", "All themes"),
    "coverage.summary": (
        "{places} 个地区 × {indicators} 个指标，共 {cells} 格：有数 {known} 格（{share}），无数据 {missing} 格；有数的格中 {old} 格"
        "已过 {years} 年（以 {now} 年计）。",
        "{places} places × {indicators} {indicators:indicator|indicators} make {cells} cells: {known} known ({share}), {missing} without data; of "
        "those known, {old} are {years} {years:year|years} old or more (counted from {now}).",
    ),
    "coverage.left_out": (
        "地区太多，下表只列数据最多的地区，另有 {count} 个未列；可按地区或主题筛选。",
        "Too many places for one table: the best known are shown, {count} more are not. Choose places or a theme.",
    ),
    "coverage.matrix": ("各指标各地区最新年份", "Newest year of each indicator in each place"),
    "coverage.places": ("各地概况", "Places in numbers"),
    "coverage.years": ("各地各年有数的指标个数", "Number of indicators known, by place and year"),
    "coverage.ago": ("{years}年前", "{years} {years:year|years} ago"),
    "coverage.values": ("{count}个值", "{count} {count:value|values}"),
    "coverage.state.undated": ("年份未注明", "year not stated"),
    "coverage.state.planned": ("仅有目标", "target only"),
    "coverage.age.fresh": ("今年或去年", "this year or last"),
    "coverage.age.ageing": ("不足{years}年", "under {years} {years:year|years}"),
    "coverage.age.old": ("{years}年以上", "{years} years or more"),
    "coverage.age.missing": ("：所收文件未载，并非为零", ": not stated in the documents at hand; not zero"),
    "coverage.column.indicators": ("有数指标", "Indicators known"),
    "coverage.column.missing": ("无数据", "No data"),
    "coverage.column.documents": ("文件", "Documents"),
    "coverage.column.sources": ("其他来源", "Other sources"),
    "coverage.column.newest": ("最新", "Newest"),
    "coverage.column.oldest": ("最早", "Oldest"),
    "coverage.column.conflicts": ("前后不一占比", "Share in conflict"),
    "coverage.missing": ("{count}/{all}", "{count} of {all}"),
    "coverage.newest.old": ("{year}（{years}年前）", "{year} ({years} {years:year|years} ago)"),
    "coverage.earlier": ("更早", "Earlier"),
    "coverage.count": ("{place}{year}年：{count}个指标", "{place}, {year}: {count} {count:indicator|indicators}"),
    "coverage.nowhere": (
        "目录中另有 {count} 个指标，各地均无数据",
        "{count} more indicators of the catalogue have no data anywhere",
    ),
    # place
    "place.title": ("地区", "Place"),
    "place.all": ("各地覆盖", "All places"),
    "place.empty": (
        "无数据：所收文件和统计资料没有载明这个地区的数值。",
        "No data: no document or statistics at hand states a figure of this place.",
    ),
    "place.known": (
        "有数指标 {known} 个（各地共 {all} 个），{missing} 个无数据。",
        "{known} {known:indicator|indicators} known, of {all} that any place has; no data for {missing}.",
    ),
    "place.planned": (
        "另有 {count} 个只有目标、申报或推算值。",
        "For {count} more there {count:is|are} only targets, applications or derived values.",
    ),
    "place.no_year": ("数值均未注明年份。", "No figure states its year."),
    "place.newest": ("最新数值为 {year} 年。", "The newest figure is of {year}."),
    "place.newest.old": (
        "最新数值为 {year} 年，已过 {years} 年，请留意时效。",
        "The newest figure is of {year}, {years} {years:year|years} ago: mind its age.",
    ),
    "place.conflicts": (
        "{count} 个数值在同一来源内前后不一（{share}）。",
        "{count} {count:value is|values are} contradicted by their own source ({share}).",
    ),
    "place.count.indicators": ("个指标", "{count:indicator|indicators}"),
    "place.count.values": ("个数值", "{count:value|values}"),
    "place.count.documents": ("份文件", "{count:document|documents}"),
    "place.count.sources": ("个其他来源", "other {count:source|sources}"),
    "place.to.compare": ("对比", "Compare"),
    "place.to.composition": ("总数的构成", "Parts and totals"),
    "place.to.plan": ("计划与实绩", "Plans and results"),
    "place.to.coverage": ("数据覆盖", "Coverage"),
    "place.change": ("变化", "Change"),
    "place.compare": ("对比", "compare"),
    "place.institutions": ("单个机构的数值", "Figures of single institutions"),
    "place.institutions.note": (
        "以下各数属于所列机构，不是该地区的数。",
        "These belong to the institutions named, not to the place.",
    ),
    "place.documents": ("出处", "Where it comes from"),
    "place.findings": ("核查提示", "Findings"),
    "place.findings.all": ("该地区全部 {count} 条核查提示", "All {count} findings of this place"),
    "place.missing": ("无数据的指标（{count} 个）", "No data for {count} {count:indicator|indicators}"),
    # findings
    "findings.title": ("核查提示", "Findings"),
    "findings.lede": (
        "逐条核查文内与文间的数字关系。错误为不可能成立，警示为需人工复核，提示供了解情况。",
        "Relations between the numbers, inside a document and between documents. An error cannot be true, a warning needs "
        "a person to look, information is for your knowledge.",
    ),
    "findings.none": ("没有符合条件的提示。", "No finding matches."),
    "findings.severity": ("级别", "Severity"),
    "findings.check": ("核查项", "Check"),
    "findings.all": ("全部 {count}", "All {count}"),
    "findings.document": ("文件", "Document"),
    "findings.documents": ("选择文件（{count} 份）", "Choose a document ({count})"),
    "findings.shown": ("显示 {count} 条，共 {all} 条", "{count} of {all} shown"),
    "findings.stands": ("{value} → {interval}", "{value} → {interval}"),
    "findings.intervals": ("所载数值的区间：{values}", "What the prints stand for: {values}"),
    "findings.interval": ("推算区间：{interval}", "Computed interval: {interval}"),
    "findings.apart": (
        "这些区间没有共同的数，不能同时成立。",
        "These have no number in common: they cannot both be true.",
    ),
    "findings.settle": ("如何裁定（写入 indicators.yaml）", "How to settle it (in indicators.yaml)"),
    "findings.settle.hint": (
        "二者择一：把条目放在 indicators.yaml 的 corrections: 之下（原为 [] 的去掉 []），并改写 reason、by；保存后重新载入，本条提示即不再出现。",
        "Choose one: put its entries below corrections: in indicators.yaml (where that says [], drop the []), and rewrite reason "
        "and by. Once the file is read again, this finding is gone.",
    ),
    "findings.settle.keep": ("保留{kept}，剔除{lost}", "Keep {kept}, reject {lost}"),
    "findings.settle.reason": ("经核对，以{kept}为准", "checked: {kept} counts"),
    "findings.settle.copy": ("复制条目", "Copy the entry"),
    # history
    "history.title": ("数据沿革", "History of the data"),
    "history.lede": (
        "每次数据有变都留下一个版本，版本号按语义规则递增：撤下、改值或重新定义升主版本，新增升次版本，只改文字升修订号。十分钟内的连续改动合为一个版本。",
        "Each change of the data leaves an edition, numbered by semantic rules: a withdrawal, another value or another definition is a major step, an addition a minor one, words alone a patch. Changes within ten minutes make one edition.",
    ),
    "history.list": ("各版本", "Editions"),
    "history.none": (
        "还没有留下版本：项目文件夹写不进去，或数据太大。",
        "No edition has been kept yet: the project folder cannot be written, or the data are too large.",
    ),
    "history.number": ("版本", "Edition"),
    "history.when": ("时间", "When"),
    "history.changes": ("变化", "Changes"),
    "history.look": ("查看", "Look"),
    "history.since": ("其后的变化", "Changes since"),
    "history.view": ("当时的页面", "The pages as they were"),
    "history.now": ("现在", "now"),
    "history.between": ("从 {old} 到 {new}", "From {old} to {new}"),
    "history.unknown": ("没有“{name}”这个数据版本。", "There is no edition “{name}” of the data."),
    "history.more": (
        "还有 {count} 条，用 python -m dashboard diff 可全部列出。",
        "{count} more; python -m dashboard diff lists them all.",
    ),
    "history.stated": ("{what}：", "{what}: "),
    "history.chart": ("看图", "See the chart"),
    "history.why.corrected": ("更正", "corrected"),
    "history.why.updated": ("更新", "updated"),
    "history.why.read": ("重读", "read otherwise"),
    "history.kind.removed": ("撤下（{count}）", "Withdrawn ({count})"),
    "history.kind.changed": ("改值（{count}）", "Of another value ({count})"),
    "history.kind.added": ("新增（{count}）", "Added ({count})"),
    "history.kind.worded": ("只改文字（{count}）", "In words only ({count})"),
    "history.kind.redefined": ("重新定义的指标（{count}）", "Indicators redefined ({count})"),
    "history.kind.renamed": ("改名或改注的指标（{count}）", "Indicators renamed or annotated ({count})"),
    # a frozen view
    "frozen.freeze": ("固定此视图", "Freeze this view"),
    "frozen.banner": (
        "这是固定在数据版本 {number}（{when}）的视图。",
        "This view is frozen at edition {number} of the data ({when}).",
    ),
    "frozen.same": ("所示各值至今没有变。", "None of the values shown has changed since."),
    "frozen.changed": (
        "此后，所示各值中：更正 {corrected}，更新 {updated}，撤下 {removed}。",
        "Since then, of the values shown: {corrected} corrected, {updated} updated, {removed} withdrawn.",
    ),
    "frozen.now": ("看现在的数据", "See the data as they are now"),
    "frozen.changes": ("看有哪些变化", "See what changed"),
    "frozen.gone": (
        "网址中的数据版本“{name}”已不存在（从未有人固定过它），下面是现在的数据。",
        "Edition “{name}” of the data is no longer there (nobody froze it); below are the data as they are now.",
    ),
}
