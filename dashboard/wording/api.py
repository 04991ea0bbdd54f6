"""Words of the data interface: its description and what it refuses. Key → (中文, English)."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    # description
    "about": (
        "只读数据接口：与页面使用相同的查询键，返回 JSON 或 CSV。",
        "Read-only data with the query keys of the pages, as JSON or CSV. Every answer names the version of the data and can be asked for again with If-None-Match.",
    ),
    "resource.observations": (
        "观测值：每行一个数值及其来源。未给 t 时返回全部时期；给出 chart 时只返回该图所示的行。",
        "Observations: one value a row, with its source. Without t every period is returned; with chart only the rows that chart shows.",
    ),
    "resource.mentions": ("文件中出现的每一处数值。", "Every place in a document where a value stands."),
    "resource.indicators": ("指标及其定义。", "The indicators and their definitions."),
    "resource.places": ("地区及其代码。", "The places and their codes."),
    "resource.documents": (
        "来源文件的版头信息，不含正文。",
        "The letterheads of the source documents, without their text.",
    ),
    "resource.findings": ("核查发现。", "What the checks found."),
    "resource.compare": (
        "对照页所示数值的两两可比性：判定、理由、倍数。",
        "The values of the comparison two by two: whether they compare, why not, how many times one is the other.",
    ),
    "resource.citations": (
        "引用格式：以 o 指定观测、以 document 指定文件，否则为 chart 所示图表。",
        "How to cite an observation (o), a document (document) or else the chart of the selection (chart).",
    ),
    "resource.index": ("接口目录。", "What the interface offers."),
    "resource.openapi": ("本说明（OpenAPI 3.1）。", "This description (OpenAPI 3.1)."),
    "key.i": (
        "指标代码，以逗号分隔；分项写在分号之后，如 evaluation_agencies;agency_type=enterprise。",
        "Indicator ids, separated by commas; a breakdown behind a semicolon: evaluation_agencies;agency_type=enterprise.",
    ),
    "key.p": ("地区代码、名称或别称，以逗号分隔。", "Area codes, names or aliases, separated by commas."),
    "key.t": (
        "时期，以逗号分隔：2024、2024-05、2022-01-01/2022-05-15。",
        "Periods, separated by commas: 2024, 2024-05, 2022-01-01/2022-05-15.",
    ),
    "key.choice": ("与页面相同的选项。", "The same choice as on the pages."),
    "key.lang": ("文字与说明所用语言。", "The language of words and explanations."),
    "key.chart": ("哪一张图。", "Which chart."),
    "key.format": ("返回格式。", "The format of the answer."),
    "key.limit": ("每页行数。", "How many rows a page has."),
    "key.offset": ("跳过的行数。", "How many rows to leave out before the first."),
    "key.document": ("文件名。", "The name of a document."),
    "key.o": ("观测编号。", "The id of an observation."),
    "key.at": (
        "数据版次，与页面的 at 相同；不给则为现行数据。",
        "An edition of the data, as on the pages; without it the data as they are.",
    ),
    "key.severity": ("发现的程度。", "How much a finding matters."),
    "key.code": ("核查代码，如 C08。", "The code of a check, such as C08."),
    "answer.200": ("所求数据。", "The data asked for."),
    "answer.304": ("数据未变。", "The data have not changed."),
    "answer.400": ("查询键或取值不合规。", "A key or value is not one of those allowed."),
    "answer.404": ("没有这样的指标、地区、文件或地址。", "There is no such indicator, place, document or address."),
    "answer.405": ("只能读取。", "Reading is all that is allowed."),
    "field.total": ("符合条件的行数", "how many rows there are"),
    "field.next": ("下一页的地址", "the address of the next page"),
    "field.link": ("本查询的规范地址", "the address of this query, written in full"),
    "field.panel": ("所在分图", "the panel both stand in"),
    "field.a": ("数值甲的观测编号", "observation id of the first value"),
    "field.b": ("数值乙的观测编号", "observation id of the second value"),
    "field.a_text": ("数值甲", "the first value in words"),
    "field.b_text": ("数值乙", "the second value in words"),
    "field.verdict": ("判定代码", "verdict"),
    "field.reasons": ("理由代码", "reasons"),
    "field.part_of": ("一方包含另一方", "one is part of the other"),
    "field.ratio": ("倍数", "how many times one is the other"),
    "field.ratio_text": ("倍数（文字）", "the ratio in words"),
    "field.of": ("所引之物", "what is cited"),
    "field.reference": ("参考文献（GB/T 7714）", "reference by GB/T 7714"),
    # refusals
    "problem.400": ("查询不合规", "The query is not allowed"),
    "problem.404": ("没有找到", "Not found"),
    "problem.405": ("只能读取", "Reading only"),
    "problem.500": ("未能回答", "Not answered"),
    "detail.key": ("没有名为“{name}”的查询键。", "There is no query key called {name!r}."),
    "detail.value": ("{asked} 不能是“{name}”。", "{asked} cannot be {name!r}."),
    "detail.number": (
        "{asked} 须为 {least} 至 {most} 的整数，不能是“{name}”。",
        "{asked} must be a whole number from {least} to {most}, not {name!r}.",
    ),
    "detail.period": (
        "t 须写作 2024、2024-05、2024-12-31 或两者之间加斜线，不能是“{name}”。",
        "t must be written as 2024, 2024-05, 2024-12-31 or two of these around a stroke, not {name!r}.",
    ),
    "detail.many": ("一个键最多 {most} 个值。", "One key takes at most {most} values."),
    "detail.long": ("查询最多 {most} 个字符。", "A query has at most {most} characters."),
    "detail.indicator": (
        "没有代码为“{name}”的指标（或该分项）。",
        "There is no indicator {name!r}, or it has no such breakdown.",
    ),
    "detail.place": ("没有代码或名称为“{name}”的地区。", "There is no place with the code or name {name!r}."),
    "detail.document": ("没有名为“{name}”的文件。", "There is no document called {name!r}."),
    "detail.observation": ("没有编号为“{name}”的观测。", "There is no observation with the id {name!r}."),
    "detail.resource": ("没有 /api/{name} 这一地址。", "There is nothing at /api/{name}."),
    "detail.edition": ("{zh}", "{en}"),
    "detail.method": ("{method} 不可用，只能用 {allowed}。", "{method} is not possible, only {allowed}."),
    "detail.failed": (
        "出错了，编号 {number}，日志中有详情。",
        "Something went wrong; the log has the details under {number}.",
    ),
}
