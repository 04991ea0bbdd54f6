"""What is said about indicators.yaml and the CSVs beside it: what is wrong, why, and what to do."""

from __future__ import annotations

from dashboard.wording import Words
from dashboard.wording.syntax import WORDS as SYNTAX

__all__ = ["WORDS"]

WORDS: Words = {
    # shared parts
    "hint": ("你是不是想写“{guess}”？", " Did you mean “{guess}”?"),
    "none": ("（没有）", "(none)"),
    "and_so_on": (" 等共 {count} 个", " and so on, {count} in all"),
    "more": (
        "还有 {count} 处问题未列出；先改好上面的再检查一次。",
        "… and {count} more; mend the ones above and check again.",
    ),
    # the file as a whole
    "no_catalogue": (
        "这里没有 {value}，不是一个项目文件夹。用 python -m dashboard init DIR 新建一个，或用 --project DIR 指到已有的项目。",
        "There is no {value} here, so this is no project folder. Make one with python -m dashboard init DIR, or point to one with --project DIR.",
    ),
    "no_regular_file": (
        "{value} 不是普通文件（是文件夹、管道，或者指不到文件的链接）；请把它移开，放回真正的 {value}。",
        "{value} is no regular file (a folder, a pipe, or a link that leads to no file); move it away and put the real {value} in its place.",
    ),
    "unreadable": (
        "读不了这个文件（{detail}）；请检查它的访问权限。",
        "The file cannot be read ({detail}); check its permissions.",
    ),
    "too_large": (
        "文件有 {size} 字节，超过上限 {limit} 字节；请把数据移到 data/ 下的 CSV 表里。",
        "The file has {size} bytes, more than the limit of {limit}; move data into CSV tables under data/.",
    ),
    "empty_file": (
        "文件是空的；至少要有 project、indicators、units 三个键。",
        "The file is empty; it needs at least the keys project, indicators and units.",
    ),
    "not_utf8": (
        "文件不是 UTF-8 编码，看起来是 {value}；请在编辑器里另存为 UTF-8，或运行 iconv -f {value} -t UTF-8。",
        "The file is not UTF-8; it looks like {value}. Save it as UTF-8 in your editor, or run iconv -f {value} -t UTF-8.",
    ),
    "unknown_encoding": (
        "文件不是 UTF-8 编码（字节 {value}）；请在编辑器里另存为 UTF-8。",
        "The file is not UTF-8 (byte {value}); save it as UTF-8 in your editor.",
    ),
    "control_character": (
        "有一个不可见的控制字符 {value}；请删掉它。",
        "There is an invisible control character {value}; delete it.",
    ),
    "invisible_character": (
        "有一个看不见的字符 {value}，会使名称对不上；请删掉它。",
        "There is an invisible character {value}, which keeps names from matching; delete it.",
    ),
    "archive": (
        "这是压缩包（如 .xlsx、.docx、.zip），不是文本；请在表格或文字软件里另存为 UTF-8 文本（表存为 CSV）。",
        "This is an archive (such as .xlsx, .docx or .zip), no text; save it as UTF-8 text from its own program (a table as CSV).",
    ),
    "line_damaged": (
        "这一行有些字节不是 UTF-8，也认不出是哪种编码（多半是文件残缺）；请重新输入这一行，存为 UTF-8。",
        "Some bytes of this line are no UTF-8 nor of another known encoding, as if the file were damaged or cut off; type the line again and save as UTF-8.",
    ),
    "line_not_utf8": (
        "这一行不是 UTF-8 编码，看起来是 {value}（多半是从别的文件粘贴来的），其余各行是 UTF-8；请重新输入这一行，存为 UTF-8。",
        "This line is not UTF-8 but looks like {value}, perhaps pasted from another file, while the other lines are UTF-8; type it again and save the file as UTF-8.",
    ),
    "byte_order_mark": (
        "文件以字节顺序标记（BOM）开头，已跳过；有的程序会把它当成第一个键的一部分，请另存为“UTF-8 无 BOM”。",
        "The file begins with a byte-order mark, which is read over; other programs take it for part of the first key, so save as UTF-8 without BOM.",
    ),
    "tab_inside": (
        "这一行里有制表符（Tab），看起来像空格却不是；请换成空格。",
        "This line holds a tab, which looks like blanks and is not; replace it by a blank.",
    ),
    **SYNTAX,
    # shapes
    "noun.mapping": ("映射（键: 值）", "a mapping (key: value)"),
    "noun.list": ("列表", "a list"),
    "noun.nothing": ("空值", "nothing"),
    "unknown_key": (
        "{where} 中没有“{value}”这个键；可用的键：{allowed}。",
        "{where} has no key “{value}”; its keys are {allowed}.",
    ),
    "missing_key": ("{where} 缺少必填的键“{value}”。", "{where} lacks the key “{value}”, which is required."),
    "empty_value": (
        "{where} 的“{value}”后面没有值，而它是必填的。",
        "“{value}” of {where} has no value, but one is required.",
    ),
    "empty_text": ("{where} 是空的；请填写文字或删掉这一行。", "{where} is empty; write a text or delete the line."),
    "not_text": ("{where} 应是一段文字，写的却是{value}。", "{where} should be a text, not {value}."),
    "not_mapping": (
        "{where} 应是映射（键: 值），写的却是“{value}”；可用的键：{allowed}。",
        "{where} should be a mapping (key: value), not “{value}”; its keys are {allowed}.",
    ),
    "not_list": (
        "{where} 应是列表，写的却是“{value}”；请写成 [甲, 乙]，或每行一个“- ”。",
        "{where} should be a list, not “{value}”; write [a, b], or one “- ” a line.",
    ),
    "not_one_of": (
        "{where} 不能是“{value}”；只能是 {allowed} 之一。",
        "{where} cannot be “{value}”; it must be one of {allowed}.",
    ),
    "bent_flag": (
        '{where} 的“{value}”没有加引号，许多程序会读成“是”或“否”；如果就是这几个字母，请写成 "{value}"。',
        '{where}: without quotes many programs read “{value}” as true or false; if the letters are meant, write "{value}".',
    ),
    "bent_sixty": (
        '{where} 的“{value}”没有加引号，许多程序会按六十进制读成一个整数；请写成 "{value}"。',
        '{where}: without quotes many programs read “{value}” as a number to base 60; write "{value}".',
    ),
    "bent_date": (
        '{where} 不是日期，“{value}”不加引号却会被读成日期；请写成 "{value}"。',
        '{where} is no date, but without quotes “{value}” is read as one; write "{value}".',
    ),
    "bent_number": (
        '{where} 的“{value}”没有加引号，会被读成另一个数（八进制、十六进制、指数或分节的数）；照原文保留请写成 "{value}"，否则写普通的数字。',
        '{where}: without quotes “{value}” is read as another number (octal, hexadecimal, with exponent or parted digits); to keep it as written write "{value}", else write plain digits.',
    ),
    "bad_flag": (
        "{where} 只能是不加引号的 true 或 false，写的却是“{value}”。",
        "{where} must be true or false without quotes, not “{value}”.",
    ),
    "bad_whole": (
        "{where} 应是 {least} 到 {most} 的整数（不加引号、不带前导零），写的却是“{value}”。",
        "{where} must be a whole number from {least} to {most} (no quotes, no leading zero), not “{value}”.",
    ),
    "bad_number": (
        "{where} 应是数字（如 17 或 64.7，不加引号、不带单位），写的却是“{value}”。",
        "{where} must be a number (such as 17 or 64.7, no quotes, no unit), not “{value}”.",
    ),
    "bad_additive": (
        "{where} 应是 true、false 或维度的列表（如 [agency_type]），写的却是“{value}”。",
        "{where} must be true, false or a list of dimensions (such as [agency_type]), not “{value}”.",
    ),
    "bad_id": (
        "{where} 的标识“{value}”不合规则：以小写字母开头，只用小写字母、数字和下划线，最长 64 个字符。",
        "{where}: “{value}” is no id; an id begins with a lower-case letter, then has lower-case letters, digits and _ only, 64 at most.",
    ),
    "lookalike_id": (
        "{where} 的标识“{value}”里有全角、看不见或形近的外文字符，看起来像另一个标识；请重新用键盘输入。",
        "{where}: “{value}” holds full-width, invisible or foreign characters and only looks like an id; type it again.",
    ),
    "bad_unit_id": (
        "{where} 的单位“{value}”不合规则：1–16 个字符，不含空格和括号。",
        "{where}: “{value}” is no unit; a unit has 1 to 16 characters without blanks, brackets or braces.",
    ),
    "bad_date": (
        "{where} 的日期“{value}”不对；写成 2025、2025-06 或 2025-06-20。",
        "{where}: “{value}” is no date; write 2025, 2025-06 or 2025-06-20.",
    ),
    "bad_period": (
        "{where} 的时期“{value}”不对；写成 2025、2025-06、2025-06-20，或用“/”连接起止，如 2022-01-01/2022-05-15。",
        "{where}: “{value}” is no period; write 2025, 2025-06, 2025-06-20, or start/end such as 2022-01-01/2022-05-15.",
    ),
    "reversed_period": ("{where} 的时期“{value}”止早于起。", "{where}: the period “{value}” ends before it begins."),
    "bad_url": (
        "{where} 的网址“{value}”不对；要以 http:// 或 https:// 开头，不含空格。",
        "{where}: “{value}” is no web address; it begins with http:// or https:// and holds no blanks.",
    ),
    "bad_check": (
        "{where} 中没有检查“{value}”；检查的编号是 C01 到 C31。",
        "{where}: there is no check “{value}”; they are C01 to C31.",
    ),
    "bad_file_name": (
        "{where} 的文件名“{value}”不对；写相对路径，用“/”，不能离开文件夹。",
        "{where}: “{value}” is no file name; write a relative path with / that stays inside its folder.",
    ),
    # references
    "noun.indicator": ("指标", "indicator"),
    "noun.unit": ("单位", "unit"),
    "noun.family": ("单位族", "unit family"),
    "noun.dimension": ("分组维度", "breakdown dimension"),
    "noun.code": ("分组代码", "breakdown code"),
    "noun.perimeter": ("口径代码", "perimeter code"),
    "noun.document": ("文件", "document"),
    "noun.scope": ("范围", "scope"),
    "noun.place": ("地方", "place"),
    "duplicate_id": (
        "标识“{value}”在第 {first} 行已经用过；每个标识只能用一次。",
        "The id “{value}” is already used in line {first}; each id may be used once.",
    ),
    "duplicate_document": (
        "文件“{value}”在第 {first} 行已经登记过；请合并这两条。",
        "The document “{value}” is already entered in line {first}; make one entry of the two.",
    ),
    "unknown_name": (
        "{where} 引用的{noun}“{value}”不存在；可用的有：{allowed}。",
        "{where} names the {noun} “{value}”, which does not exist; there are {allowed}.",
    ),
    "unknown_of_indicator": (
        "{where}：指标 {owner} 没有{noun}“{value}”；它有：{allowed}。",
        "{where}: the indicator {owner} has no {noun} “{value}”; it has {allowed}.",
    ),
    "alias_claimed": (
        "{noun} {owner} 的名称“{value}”在第 {first} 行已经属于 {other}；一个名称只能属于一个，请删掉其中之一。",
        "The name “{value}” of the {noun} {owner} already belongs to {other} in line {first}; a name may belong to one only, so delete one of them.",
    ),
    "alias_repeated": (
        "{noun} {owner} 的名称“{value}”在第 {first} 行已经有了；可以删掉这一个。",
        "The {noun} {owner} already has the name “{value}” in line {first}; this one can go.",
    ),
    "alias_with_comma": (
        "名称“{value}”里有中文逗号或顿号；如果是几个名称，请用半角逗号“, ”分开。",
        "The name “{value}” holds a Chinese comma; if it is several names, put “, ” between them.",
    ),
    "alias_gap": (
        "{noun} {owner} 的名称“{value}”不对；“…”只能有一个，前后都要有词，如 企业…合作。",
        "The name “{value}” of the {noun} {owner} is not well made; it may hold one “…” with words on both sides, as in 企业…合作.",
    ),
    "alias_folded": (
        "指标 {owner} 的名称“{value}”永远读不到：来文里的全角数字、字母和多余的空格，读入时已改成半角或去掉；名称也要这样写。",
        "The alias “{value}” of {owner} can never be matched: full-width digits and letters and stray blanks are folded or dropped when a letter is read; write it without them.",
    ),
    "alias_never": (
        "指标 {owner} 的名称“{value}”永远读不到：句末标点和“其中”会把它断开；请写成不含它们的词。",
        "The alias “{value}” of {owner} can never be matched: the end of a sentence, or 其中, parts it; write a phrase without them.",
    ),
    "alias_lookalike": (
        "“{value}”既是指标 {owner} 的名称，又列在它自己的 lookalikes 里；后者不起作用，请删掉其中之一。",
        "“{value}” is an alias of {owner} and one of its own lookalikes, which has no effect there; delete one of the two.",
    ),
    "alias_is_name": (
        "指标 {owner} 的名称“{value}”同时是{noun}的名称，数字旁的这个词会被读成{noun}；请换一个更长的说法。",
        "The alias “{value}” of {owner} is also a {noun}, and is read as one beside a number; use a longer phrase.",
    ),
    "alias_trap": (
        "指标 {owner} 的名称“{value}”跨在别的词之间，会在“{traps}”里被误认；请把这些词加入它的 lookalikes。",
        "The alias “{value}” of {owner} stands across the words of “{traps}”, where nobody says it; add these to its lookalikes.",
    ),
    "family_of_unit": (
        "{where} 是“{value}”，而单位 {unit} 只属于 {allowed}。",
        "{where} is “{value}”, but the unit {unit} measures only {allowed}.",
    ),
    "cycle": (
        "{where} 形成循环：{value}（见第 {lines} 行）；请去掉其中一环。",
        "{where} goes round in a circle: {value} (lines {lines}); remove one of its links.",
    ),
    "value_no_number": (
        "{where} 是“{value}”，里面没有数；请照原文写，如 10.2万人、32%以上、第四名。",
        "{where} is “{value}”, which holds no number; write it as printed, such as 10.2万人, 32%以上 or 第四名.",
    ),
    "value_reversed": (
        "{where} 是“{value}”，区间的终点小于起点；请把小的数写在前面，或改正数字。",
        "{where} is “{value}”, a range that ends below its beginning; write the smaller number first, or correct it.",
    ),
    "figure_again": (
        "{where} 与第 {first} 行的一条指标、地方、时期、口径和来源都相同；只会采用一个值，请删去一条，或写明它们的不同。",
        "{where} has the same indicator, place, period, perimeter and source as the entry in line {first}, and only one value is used; delete one, or say in what they differ.",
    ),
    "decision_again": (
        "{where} 与第 {first} 行对同一句、同一预期作了同样的决定；请删去一条。",
        "{where} decides the same about the same quote and expectation as the entry in line {first}; delete one of them.",
    ),
    "decision_denied": (
        "{where} 与第 {first} 行对同一句、同一预期的决定相反（一条排除，一条采用）；请只留一条。",
        "{where} contradicts the entry in line {first}: of the same quote and expectation one is rejected and the other kept; leave one of them.",
    ),
    "nothing_expected": (
        "{where}.expect 里什么也没写，文件或提取变了也看不出来；请写明预期，如 {{indicator: …, value: …}}。",
        "{where}.expect says nothing, so a change of the document or its reading would go unseen; say what is expected, such as {{indicator: …, value: …}}.",
    ),
    "value_several": (
        "{where} 是“{value}”，里面有 {count} 个数；一条只写一个数（8-10所 这样的区间可以），其余另立一条。",
        "{where} is “{value}”, which holds {count} numbers; an entry has one (a range such as 8-10所 is one), so make another entry of the rest.",
    ),
    "value_unit": (
        "{where} 是“{value}”，但“{unit}”不能计量 {indicator}（{family}）；可用的单位：{allowed}。请核对单位或指标。",
        "{where} is “{value}”, but {unit} does not measure {indicator} ({family}); it is measured in {allowed}. Check the unit or the indicator.",
    ),
    "value_unit_named": (
        "{where} 的单位“{value}”不能计量 {indicator}（{family}）；可用的单位：{allowed}。请核对单位或指标。",
        "{where}: {value} does not measure {indicator} ({family}); it is measured in {allowed}. Check the unit or the indicator.",
    ),
    "value_negative": (
        "{where} 是“{value}”，小于零；{indicator} 只能是零或更大的数。",
        "{where} is “{value}”, below zero; {indicator} is zero or more.",
    ),
    "value_share": (
        "{where} 是“{value}”，超过 100%；{indicator} 是占比，只能在 0 到 100% 之间。",
        "{where} is “{value}”, more than 100 %; {indicator} is a share and lies between 0 and 100 %.",
    ),
    "value_fraction": (
        "{where} 是“{value}”，不是整数；{indicator} 按个数计，请核对小数点，或是否漏了“万”。",
        "{where} is “{value}”, no whole number; {indicator} counts whole ones, so check the decimal point, or whether a 万 is missing.",
    ),
    "value_rank": (
        "{where} 是“{value}”；名次从第 1 名起。",
        "{where} is “{value}”; ranks begin at 1.",
    ),
    "unknown_place": (
        "{where} 的地方“{value}”不在 data/places.csv 中；请写代码、全名或别名，或在该文件中加一行。",
        "{where} names the place “{value}”, which is not in data/places.csv; write a code, full name or alias, or add a line to that file.",
    ),
    "ambiguous_place": (
        "{where} 的地方“{value}”不止一个：{allowed}；请写代码。",
        "{where} names the place “{value}”, but there are several: {allowed}; write the code.",
    ),
    "one_action": (
        "{where} 必须且只能有 set、reject、choose、assign 之一；现在有：{value}。",
        "{where} must have exactly one of set, reject, choose, assign; it has {value}.",
    ),
    "no_document": (
        "data/documents 下没有文件“{value}”；放入该文件，或改正文件名。",
        "There is no file “{value}” under data/documents; put it there, or correct its name.",
    ),
    "unknown_document": (
        "{where}：文件“{value}”既没有登记在 documents 中，也不在 data/documents 下。",
        "{where}: the document “{value}” is neither entered under documents nor found in data/documents.",
    ),
    "no_table": (
        "data 下没有表“{value}”；放入该文件，或改正文件名。",
        "There is no table “{value}” under data; put it there, or correct its name.",
    ),
    "table_not_utf8": (
        "表“{value}”不是 UTF-8 编码的文本；请在表格软件里另存为“CSV UTF-8”，或运行 iconv -f GB18030 -t UTF-8。",
        "The table “{value}” is no text in UTF-8; save it as “CSV UTF-8” from your spreadsheet, or run iconv -f GB18030 -t UTF-8.",
    ),
    "table_empty": (
        "表“{value}”是空的；第一行应是列名，以下每行一个时期。",
        "The table “{value}” is empty; its first line holds the column names, then comes a line for each period.",
    ),
    "unreadable_table": (
        "表“{value}”读不了（{detail}）；它应是 UTF-8 编码的 CSV，第一行是列名。",
        "The table “{value}” cannot be read ({detail}); it should be a CSV in UTF-8 whose first line holds the column names.",
    ),
    "no_column": (
        "表 {table} 没有“{value}”这一列；它的列有：{allowed}。",
        "The table {table} has no column “{value}”; its columns are {allowed}.",
    ),
    # places.csv
    "no_places": (
        "没有 data/places.csv，因此不认识任何地方；新建该文件，第一行写：{value}",
        "There is no data/places.csv, so no place is known; make the file, with the first line {value}",
    ),
    "csv_quote": (
        "这一行的双引号没有结束，后面的行都读不到；请补上右引号，或删去多余的引号。",
        "A double quote in this line is never closed, so no line behind it can be read; close it, or delete it.",
    ),
    "no_place_rows": (
        "表里只有列名，没有一个地方；每行写一个地方。",
        "The table has its column names but no place; write one place a line.",
    ),
    "bad_csv": (
        "CSV 格式有误（{detail}）；请检查这一行的引号和逗号。",
        "The CSV is not well formed ({detail}); check the quotes and commas of this line.",
    ),
    "csv_missing_column": (
        "第一行缺少列“{value}”；各列应为：{allowed}。",
        "The first line lacks the column “{value}”; the columns are {allowed}.",
    ),
    "csv_unknown_column": (
        "没有“{value}”这一列；可用的列：{allowed}。",
        "There is no column “{value}”; the columns are {allowed}.",
    ),
    "csv_fields": (
        "这一行有 {value} 个字段，应有 {count} 个；含逗号的内容要加双引号。",
        "This line has {value} fields instead of {count}; a field with a comma in it needs double quotes.",
    ),
    "too_many_rows": (
        "超过 {limit} 行；更多的行不予读取，请删去用不到的。",
        "More than {limit} rows; no more are read, so delete those that are not needed.",
    ),
    "place_code": (
        "地方代码“{value}”不合规则：CN 加六位数字，或以两个大写字母开头、只含大写字母、数字、“_”“-”的自定代码。",
        "“{value}” is no place code: write CN and six digits, or a code of your own of two capitals, then capitals, digits, _ and -.",
    ),
    "place_repeated": (
        "地方代码“{value}”在第 {first} 行已经用过。",
        "The place code “{value}” is already used in line {first}.",
    ),
    "place_no_name": ("地方 {value} 没有中文名（name_zh）。", "The place {value} has no Chinese name (name_zh)."),
    "place_level": (
        "级别“{value}”不对；只能是 {allowed} 之一。",
        "“{value}” is no level; it must be one of {allowed}.",
    ),
    "place_parent": ("上级代码“{value}”不在本文件中。", "The parent “{value}” is not in this file."),
    "place_cycle": ("上级关系形成循环：{value} → …", "The parents go round in a circle: {value} → …"),
    "place_official": (
        "official 只能是 true 或 false，写的却是“{value}”。",
        "official must be true or false, not “{value}”.",
    ),
    "place_date": (
        "日期“{value}”不对；写成 2025、2025-06 或 2025-06-20。",
        "“{value}” is no date; write 2025, 2025-06 or 2025-06-20.",
    ),
    # the table of populations
    "population_place": (
        "places.csv 中没有代码为“{value}”的地方。",
        "There is no place with the code “{value}” in places.csv.",
    ),
    "population_year": (
        "年份“{value}”不对；写成四位数字，如 2020。",
        "“{value}” is no year; write four digits, such as 2020.",
    ),
    "population_count": (
        "人口“{value}”不是大于零的数；照原文写数字，不加逗号，单位另列。",
        "“{value}” is no number above zero; write the digits as printed, without commas, the unit in its own column.",
    ),
    "population_unit": (
        "单位“{value}”没有登记；population.scales 中有：{allowed}。",
        "The unit “{value}” is not entered; population.scales has {allowed}.",
    ),
    "population_source": (
        "{value} 的人口没有写明“{column}”；每个数都要有出处。",
        "The population of {value} has no “{column}”; every figure needs its source.",
    ),
    "population_repeated": (
        "{value} {year} 年的人口在第 {first} 行已经写过。",
        "The population of {value} in {year} is already given in line {first}.",
    ),
}
