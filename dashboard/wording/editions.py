"""What is said about editions of the data: what changed from one to the next, and of a view that was frozen."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "edition.unreadable": (
        "数据版本 {edition} 的 indicators.yaml 这个版本的程序读不了，不能重现它。",
        "This version of the program cannot read the indicators.yaml of data edition {edition}, so it cannot be shown again.",
    ),
    "edition.damaged": (
        "数据版本 {edition} 的文件缺失或损坏，不能重现它。",
        "Files of data edition {edition} are gone or damaged, so it cannot be shown again.",
    ),
    "state.unknown": (
        "“{name}”既不是项目文件夹，也不是数据版本，也不是 git 里的修订。可以写文件夹、版本号（见数据沿革页）或 HEAD~1 这样的修订。",
        "“{name}” is no project folder, no edition of the data and no revision in git. Give a folder, an edition's number (see the history page) or a revision such as HEAD~1.",
    ),
    # an edition
    "edition.line": ("{number}  {when}  {version}  {changes}", "{number}  {when}  {version}  {changes}"),
    "edition.first": ("第一个版本", "the first edition"),
    "edition.count.added": ("新增 {count}", "{count} added"),
    "edition.count.removed": ("撤下 {count}", "{count} withdrawn"),
    "edition.count.changed": ("改值 {count}", "{count} of another value"),
    "edition.count.worded": ("改文字 {count}", "{count} in words only"),
    "edition.count.redefined": ("重新定义 {count}", "{count} redefined"),
    "edition.count.renamed": ("改名 {count}", "{count} renamed"),
    "edition.count.nothing": ("图表以外的文字", "words outside the charts"),
    # changes
    "change.what": ("{place} {name}（{period}）", "{place}, {name} ({period})"),
    "change.part": ("{name}·{part}", "{name}: {part}"),
    "change.removed": ("− 撤下  {what}：{value}", "− withdrawn  {what}: {value}"),
    "change.added": ("＋ 新增  {what}：{value}", "+ added  {what}: {value}"),
    "change.changed": ("≠ {why}  {what}：{old} → {new}", "≠ {why}  {what}: {old} → {new}"),
    "change.worded": ("· 文字  {what}：{fields}", "· words only  {what}: {fields}"),
    "change.redefined": ("! 重新定义  {name}", "! redefined  {name}"),
    "change.renamed": ("· 改名或改注  {name}", "· renamed or annotated  {name}"),
    "change.sentence": ("“{quote}” {source}", "“{quote}” {source}"),
    "change.why.corrected": ("更正", "corrected"),
    "change.why.updated": ("更新", "updated"),
    "change.why.read": ("重读", "read otherwise"),
    "change.total.major": (
        "撤下 {removed}，改值 {changed}，新增 {added}，仅文字 {worded}，重新定义的指标 {redefined}：引用过的数可能已变，应升主版本。",
        "{removed} withdrawn, {changed} of another value, {added} added, {worded} in words only, {redefined} {redefined:indicator|indicators} redefined: what was cited may have changed, a major step.",
    ),
    "change.total.minor": (
        "新增 {added}，仅文字 {worded}，原有的数都没有变：应升次版本。",
        "{added} added, {worded} in words only, every figure there was is unchanged: a minor step.",
    ),
    "change.total.patch": (
        "只有文字变了（{worded} 条观测），数都没有变：应升修订号。",
        "Only words changed ({worded} {worded:observation|observations}), no figure did: a patch step.",
    ),
    "change.total.none": ("没有变化。", "Nothing changed."),
    "change.step": ("{old} → {new}", "{old} → {new}"),
    "change.same_number": ("版本号仍为 {number}", "the number stays {number}"),
    "change.field.value": ("值", "value"),
    "change.field.value_high": ("值", "value"),
    "change.field.low": ("区间", "interval"),
    "change.field.high": ("区间", "interval"),
    "change.field.low_closed": ("区间", "interval"),
    "change.field.high_closed": ("区间", "interval"),
    "change.field.qualifier": ("约数", "precision"),
    "change.field.unit": ("单位", "unit"),
    "change.field.rank_of": ("名次范围", "field of ranks"),
    "change.field.printed": ("写法", "spelling"),
    "change.field.document": ("文件", "document"),
    "change.field.quote": ("原句", "sentence"),
    "change.field.document_number": ("文号", "document number"),
    "change.field.issuing_body": ("机关", "issuing body"),
    "change.field.date_issued": ("成文日期", "date issued"),
    "change.field.document_kind": ("文件性质", "kind of document"),
    "change.field.formula": ("算式", "formula"),
    "change.field.conflict": ("是否矛盾", "conflict"),
    "change.field.rival_values": ("其他说法", "other values"),
    "change.field.source_title": ("出处", "source"),
    "change.field.source_publisher": ("出处", "source"),
    "change.field.source_date": ("出处", "source"),
    "change.field.source_url": ("出处", "source"),
    "change.field.by": ("经手人", "who decided"),
    "change.field.on": ("经手日期", "when"),
    "change.field.note": ("附注", "note"),
    "change.field.note_en": ("英文附注", "note in English"),
    "change.field.review_state": ("核对状态", "review state"),
}
