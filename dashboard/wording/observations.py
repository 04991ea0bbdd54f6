"""Words of the observations: what a check found, and what is wrong with a curated entry. Key → (中文, English)."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    # Parquet tables of data/observations
    "bulk.unreadable": (
        "这个文件不是可读的 Parquet 表（{why}）；请重新导出。",
        "This is no Parquet table that can be read ({why}); export it again.",
    ),
    "bulk.missing": (
        "缺少列：{names}；至少要有：{required}。整个文件没有采用。",
        "Columns are missing: {names}; at least these are needed: {required}. Nothing of the file is used.",
    ),
    "bulk.unknown": (
        "不认识这些列，没有采用：{names}；列名见 dashboard/observations/dtypes.py。",
        "Nobody knows these columns, they are not used: {names}; the names are in dashboard/observations/dtypes.py.",
    ),
    "bulk.type": (
        "列 {name} 的类型是 {type}，读不成所需的类型。整个文件没有采用。",
        "Column {name} has the type {type} and cannot be read as what it should be. Nothing of the file is used.",
    ),
    "bulk.indicator": (
        "有 {count} 行的指标不在 indicators.yaml 中，第一个是“{bad}”；这些行没有采用。",
        "{count} lines have an indicator that indicators.yaml does not know, the first “{bad}”; they are left out.",
    ),
    "bulk.place": (
        "有 {count} 行的 ref_area 不是 places.csv 中的代码，第一个是“{bad}”；这些行没有采用。",
        "{count} lines have a ref_area that is no code of places.csv, the first “{bad}”; they are left out.",
    ),
    "bulk.period": (
        "有 {count} 行的 time_period 读不懂，第一个是“{bad}”，应写作 2024、2024-05 或 2024-12-31；这些行没有采用。",
        "{count} lines have a time_period that is none, the first “{bad}”; write 2024, 2024-05 or 2024-12-31. They are left out.",
    ),
    "bulk.value": (
        "有 {count} 行没有可用的数值（第一个是 {bad}）；这些行没有采用。",
        "{count} lines have no finite value (the first is {bad}); they are left out.",
    ),
    "bulk.word": (
        "有 {count} 行的 {name} 写法不对，第一个是“{bad}”；这些行没有采用。",
        "{count} lines have a word in {name} that is not allowed, the first “{bad}”; they are left out.",
    ),
    "bulk.interval": (
        "有 {count} 行的数值不在自己的上下限之间（第一个下限是 {bad}）；这些行没有采用。",
        "{count} lines have a value outside its own bounds (the first lower bound is {bad}); they are left out.",
    ),
    "bulk.span": (
        "有 {count} 行的 quote_start、quote_end 不在原句之内，第一句是“{bad}”；这些行没有采用。",
        "{count} lines have a quote_start and quote_end outside their quote, the first “{bad}”; they are left out.",
    ),
    "bulk.source": (
        "有 {count} 行没有出处：既没有原句（quote），也没有来源（source_title）；这些行没有采用。",
        "{count} lines do not say where they come from: neither a quote nor a source_title; they are left out.",
    ),
    "bulk.again": (
        "有 {count} 行与前面已有的数值是同一项；采用前面的，这些行没有采用。",
        "{count} lines state what is stated already under the same key; the earlier counts and these are left out.",
    ),
    # the store
    "store.damaged": (
        "存放处的这个文件已损坏或不见了，本次已从原始文件重新读取并重新存放；数据没有丢失，不必做什么。",
        "This file of the store is damaged or gone; everything was read anew from the project's own files and stored again. No data is lost and nothing has to be done.",
    ),
    "store.not_kept": (
        "没有存到 {folder}：{why}；下次启动会再读一遍，其他一切照常。",
        "not kept in {folder}: {why}; the next start reads everything again, all else goes on as usual.",
    ),
    # pieces of sentences
    "list": ("、", ", "),
    "of": ("{name}（{parts}）", "{name} ({parts})"),
    "place.unknown": ("地区未注明", "place not stated"),
    "value.gt": ("超过{value}", "more than {value}"),
    "value.ge": ("不少于{value}", "at least {value}"),
    "value.le": ("至多{value}", "at most {value}"),
    "value.lt": ("不足{value}", "fewer than {value}"),
    "value.approx": ("约{value}", "about {value}"),
    "value.nearly": ("近{value}", "nearly {value}"),
    # checks: sums and shares
    "C01": (
        "{indicator}：各分项合计{parts}，与总数{total}不符。",
        "{indicator}: the parts add up to {parts}, the total says {total}.",
    ),
    "C02.single": (
        "{part} ÷ {share} 对应总数 {interval}，只有 {whole} 一个整数（{indicator}）。",
        "{part} ÷ {share} implies a total of {interval}; only {whole} is a whole number in it ({indicator}).",
    ),
    "C02.range": (
        "{part} ÷ {share} 对应总数 {interval}（{indicator}）。",
        "{part} ÷ {share} implies a total of {interval} ({indicator}).",
    ),
    "C02.none": (
        "{part} ÷ {share} 对应总数 {interval}，其中没有整数（{indicator}）。",
        "{part} ÷ {share} implies a total of {interval}, which holds no whole number ({indicator}).",
    ),
    "C02.off": (
        "{part} ÷ {share} 对应总数 {interval}，文中总数却为 {whole}（{indicator}）。",
        "{part} ÷ {share} implies a total of {interval}, but the total is given as {whole} ({indicator}).",
    ),
    "C03.implied": (
        "{part} ÷ {share} 对应年度计划约 {interval}（{indicator}）。",
        "{part} ÷ {share} implies an annual plan of {interval} ({indicator}).",
    ),
    "C03.off": (
        "{part} ÷ {share} 对应年度计划 {interval}，已知计划却为 {whole}（{indicator}）。",
        "{part} ÷ {share} implies an annual plan of {interval}, but the plan is given as {whole} ({indicator}).",
    ),
    "C04": (
        "{part_name}{part}大于其所属的{whole_name}{whole}：{low} > {high}。",
        "{part_name}: {part} is larger than {whole} ({whole_name}), of which it is a part: {low} > {high}.",
    ),
    "C05": (
        "{indicator}为{value}，超出 0–100% 的范围。",
        "{indicator} is {value}, outside 0–100 %.",
    ),
    "C06.unstated": (
        "{indicator}：列出的{named}合计{sum}，{unnamed}未注明；缺失不等于零，{sum}不是总数。",
        "{indicator}: {named} add up to {sum}, {unnamed} not stated; missing is not zero, so {sum} is not the total.",
    ),
    "C06.off": (
        "{indicator}：{named}合计{sum}，与总数{total}不符。",
        "{indicator}: {named} add up to {sum}, the total says {total}.",
    ),
    "C07": (
        "名次{rank}不在 1–{field} 之内（共{field}个）。",
        "Rank {rank} is not within 1–{field}, the size of the field.",
    ),
    # checks: conflicts
    "C08": (
        "同一文件对{indicator}前后说法不一：{values}。",
        "One document gives different values for {indicator}: {values}.",
    ),
    "C09": (
        "{indicator}：分类 {sum}，总数却写作{total}。",
        "{indicator}: its kinds give {sum}, but the total is said to be {total}.",
    ),
    "C11.stages": (
        "{indicator}：后一阶段{later}多于前一阶段{earlier}。",
        "{indicator}: {later} at the later stage, more than {earlier} at the earlier one.",
    ),
    "C11.hosts": (
        "{indicator}：已公示与待公示合计{sum}，多于所在学校{hosts}。",
        "{indicator}: published and pending make {sum}, more than the {hosts} hosting institutions.",
    ),
    "C12": (
        "{indicator}（{place}）既有按人、也有按人次的数：{values}；二者不能相加、相比。",
        "{indicator} ({place}) is given both in persons and in participations: {values}; the two cannot be added or compared.",
    ),
    "C13": (
        "{indicator}口径不一，不能直接相比：{values}。",
        "{indicator} has different perimeters and is not like for like: {values}.",
    ),
    "C13.value": ("{place}{value}（{perimeter}）", "{place} {value} ({perimeter})"),
    "C14": (
        "{part_name}{part}，多于当地全部的{whole_name}{whole}，成员中或有外地单位。",
        "{part_name}: {part}, more than all {whole} of the place ({whole_name}); some members may lie elsewhere.",
    ),
    "C15.stock": (
        "{indicator}（{place}）由{old_period}的{old}降至{new_period}的{new}，降幅 {fall}%。",
        "{indicator} ({place}) fell from {old} ({old_period}) to {new} ({new_period}), by {fall} %.",
    ),
    "C15.cumulative": (
        "{indicator}（{place}）是累计数，却由{old_period}的{old}减为{new_period}的{new}。",
        "{indicator} ({place}) is cumulative, yet it went from {old} ({old_period}) down to {new} ({new_period}).",
    ),
    # checks: time
    "C17": (
        "截至{as_of}的数据比文件日期{issued}早至少 {days} 天：{values}。",
        "Figures as of {as_of} are at least {days} days older than the document of {issued}: {values}.",
    ),
    "C18": (
        "{count}个存量指标没有写明时点：{values}。",
        "{count} stock figures carry no as-of date: {values}.",
    ),
    "C20": (
        "{indicator}（{place}，{period}）：{old_source}记为{old}，{new_source}记为{new}；以较新的来源为准，旧值保留。",
        "{indicator} ({place}, {period}): {old_source} says {old}, {new_source} says {new}; the newer source counts, the older value is kept.",
    ),
    "C22.unmarked": (
        "{indicator}{value}说的是{entity}，却被记为地区数。",
        "{indicator}: {value} belongs to {entity}, but it is kept as the place's figure.",
    ),
    "C22.nameless": (
        "{indicator}{value}的范围与机构名称不一致：范围为 {scope}，机构为{entity}。",
        "{indicator}: {value}, scope {scope} and institution {entity} contradict each other.",
    ),
    "C23.trained": (
        "培训{trained}超过能力{capacity}的 1.5 倍。",
        "{trained} trained are more than 1.5 times the capacity of {capacity}.",
    ),
    "C23.provider": (
        "能力{capacity}由{providers}分担，平均每家 {each} 人，超出 50–20000 的常见范围。",
        "A capacity of {capacity} over {providers} is {each} a provider, outside the usual 50–20,000.",
    ),
    "C24": (
        "{indicator}{value}是累计数，起始时间未注明，不能当作某一年的数。",
        "{indicator}, {value}: cumulative from an unstated start, so no single year's figure.",
    ),
    "C25.applied": (
        "{indicator}{value}是申请、申报数，不是获批或完成数。",
        "{indicator}, {value}: applied for, not approved or done.",
    ),
    "C25.target": (
        "{indicator}{value}是计划、目标数，不是完成数。",
        "{indicator}, {value}: a plan or target, not a result.",
    ),
    "C27": (
        "{indicator}（{place}）：名次的参评数不同（{values}），不能直接相比。",
        "{indicator} ({place}): the ranks are out of different fields ({values}) and do not compare directly.",
    ),
    "C27.value": ("{period}第{rank}名，共{field}个", "{period} rank {rank} of {field}"),
    "C29": (
        "“{claim}”没有给出数字，无从核对。",
        "“{claim}” gives no number and cannot be verified.",
    ),
    "C31": (
        "{indicator}{value}在文中写了{count}次，按一个数值计。",
        "{indicator}, {value}: stated {count} times, kept as one observation.",
    ),
    # curated entries
    "curated.indicator": (
        "没有名为“{bad}”的指标，该条未采用；请改用 indicators: 下已有的 id。",
        "no indicator “{bad}”, so the entry is left out; use an id listed under indicators:.",
    ),
    "curated.place": (
        "地名“{bad}”在 data/places.csv 中找不到或不唯一，该条未采用；请写全名或代码。",
        "place “{bad}” is unknown or ambiguous in data/places.csv, so the entry is left out; write the full name or the code.",
    ),
    "curated.period": (
        "时期“{bad}”不是 2024、2024-05、2024-12-31 或起止日期，该条未采用。",
        "period “{bad}” is not 2024, 2024-05, 2024-12-31 or a start/end pair, so the entry is left out.",
    ),
    "curated.value": (
        "数值“{bad}”读不出唯一的数，该条未采用；请照原文写，如 10.2万人、32%以上。",
        "value “{bad}” does not read as one number, so the entry is left out; write it as printed, such as 10.2万人 or 32%以上.",
    ),
    "curated.family": (
        "数值“{bad}”的单位“{unit}”不能计量 {indicator}（应属 {family}），该条未采用；请核对单位或指标。",
        "the unit “{unit}” of “{bad}” cannot measure {indicator} ({family} expected), so the entry is left out; check unit and indicator.",
    ),
    "curated.sibling": (
        "数值“{bad}”的单位“{unit}”与 {indicator} 通常的单位类别（{family}）不同，按原文保留，不与其相比。",
        "the unit “{unit}” of “{bad}” is not of the family {indicator} is normally in ({family}); it is kept as printed and not compared with it.",
    ),
    "table.unreadable": (
        "表 data/{file} 读不出（{fault}），未采用；请确认文件在 data/ 下且为 UTF-8 编码的 CSV。",
        "table data/{file} cannot be read ({fault}) and is left out; it must lie under data/ and be UTF-8 CSV.",
    ),
    "table.column": (
        "表 data/{file} 没有“{bad}”这一列，未采用；请核对表头。",
        "table data/{file} has no column “{bad}”, so it is left out; check the header.",
    ),
    "table.cell": (
        "“{bad}”不是一个数（如 1041、1,041、220.6，不带正负号和单位），该格未采用；没有数据的格请留空。",
        "“{bad}” is no number such as 1041, 1,041 or 220.6, without sign or unit, so the cell is left out; leave a cell without data blank.",
    ),
    "table.decimals": (
        "“{bad}”的小数位数多于该列声明的 {decimals} 位（decimals），该格未采用；请核对这个数，或改列的 decimals。",
        "“{bad}” has more digits behind the point than the {decimals} its column declares (decimals), so the cell is left out; check the number, or change decimals of the column.",
    ),
    "table.fields": (
        "这一行有 {bad} 个字段，表头有 {count} 个，各数会错位，整行未采用；没有数据的格也要留逗号，含逗号的内容加双引号。",
        "This line has {bad} fields and the header {count}, so its figures would stand in wrong columns; the line is left out. A cell without data still needs its comma, and one with a comma in it double quotes.",
    ),
    "table.quote": (
        "这一行的双引号没有结束，从这一行起都未采用；请补上右引号：{bad}",
        "A double quote in this line is never closed, so the lines from here on are left out; close it: {bad}",
    ),
    "table.header_twice": (
        "列名“{bad}”在表头中出现不止一次，只读第一列；请给每列不同的名字。",
        "The column name “{bad}” stands more than once in the header and only its first column is read; give each column a name of its own.",
    ),
    "table.period_twice": (
        "时期“{bad}”在第 {first} 行已有一行，这一行未采用；请删去其中一行，或改正时期。",
        "The period “{bad}” has a line already, line {first}, so this one is left out; delete one of them or correct the period.",
    ),
    # corrections
    "correction.document": (
        "校正所指的文件“{document}”不在本项目中，未执行。",
        "the correction's document “{document}” is not in the project; nothing was changed.",
    ),
    "correction.quote": (
        "在“{document}”中找不到引文“{quote}”，校正未执行；原文若已更换，请更新引文。",
        "quote “{quote}” is not found in “{document}”; nothing was changed. If the document was replaced, update the quote.",
    ),
    "correction.expect": (
        "“{document}”中“{quote}”处的摘录与预期不符，校正未执行：预期 {expected}，现为 {actual}。",
        "the extraction at “{quote}” in “{document}” is not what the correction expects; nothing was changed: expected {expected}, found {actual}.",
    ),
    "correction.ambiguous": (
        "引文“{quote}”在“{document}”中对应{count}个不同的数，校正未执行；请写长引文或补充 expect。",
        "quote “{quote}” in “{document}” fits {count} different figures; nothing was changed. Lengthen the quote or add to expect.",
    ),
    "correction.field": (
        "校正不能设置“{bad}”，可设置的有：{allowed}。",
        "a correction cannot set “{bad}”; it can set: {allowed}.",
    ),
    "correction.indicator": (
        "校正指定的指标“{bad}”不存在，未执行。",
        "the correction names an indicator “{bad}” that does not exist; nothing was changed.",
    ),
    "correction.place": (
        "校正指定的地名“{bad}”找不到或不唯一，未执行。",
        "the correction names a place “{bad}” that is unknown or ambiguous; nothing was changed.",
    ),
    "correction.value": (
        "校正给出的数值“{bad}”读不出唯一的数，未执行。",
        "the correction's value “{bad}” does not read as one number; nothing was changed.",
    ),
}
