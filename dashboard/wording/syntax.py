"""What is said about an indicators.yaml that is no YAML, or no text: what is wrong, why, and what to do."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "syntax_tab": (
        "这里用制表符（Tab）缩进；YAML 只允许空格，请换成空格。",
        "This line is indented with a tab; YAML allows only blanks, so replace the tab by blanks.",
    ),
    "syntax_wide_colon": (
        "键后面是全角冒号“：”；请用半角冒号“:”加一个空格。",
        "The key is followed by a full-width colon “：”; write “:” and a blank.",
    ),
    "syntax_conflict": (
        "这里还留着版本合并冲突的标记（<<<<<<<、=======、>>>>>>>）；请选定要保留的一边，删去这些标记行。",
        "A mark of a merge conflict is left here (<<<<<<<, =======, >>>>>>>); keep one side and delete the lines with marks.",
    ),
    "syntax_wide_blank": (
        "这一行的缩进里有全角空格或不换行空格；YAML 只认半角空格，请重新缩进。",
        "This line is indented with a full-width or no-break blank; YAML knows plain blanks only, so indent it again.",
    ),
    "syntax_dash_blank": (
        "列表项要以半角“-”加一个空格开头；请把这里改成“- ”。",
        "An entry of a list begins with a plain dash and a blank; write “- ” here.",
    ),
    "syntax_directive": (
        "不需要以“%”开头的指令行（如 %YAML）；请删掉这一行。",
        "A line that begins with % (such as %YAML) is not needed here; delete it.",
    ),
    "syntax_document_end": (
        "“...”表示文件到此结束，后面却还有内容；请删掉这一行。",
        "“...” says that the file ends here, but more follows; delete this line.",
    ),
    "syntax_behind": (
        "值到这里已经结束，后面却还有文字：括号或引号多了一个，或引号收得太早。出错的行：{value}",
        "The value has ended before this, but more stands behind it: a bracket or quote too many, or a quote closed too early. The line: {value}",
    ),
    "syntax_colon": (
        "这里不能再出现冒号：要么值里的“: ”没有加引号，要么这一行缩进过深、或上一行少了冒号。出错的行：{value}",
        "A colon cannot stand here: a value with “: ” in it needs quotes, or this line is indented too far, or the line above lacks its colon. The line: {value}",
    ),
    "syntax_no_colon": (
        "这个键后面没有冒号和空格；请写成“键: 值”。出错的行：{value}",
        "This key has no colon and blank behind it; write “key: value”. The line: {value}",
    ),
    "syntax_bracket": (
        "方括号或花括号没有配对，或者各项之间少了半角逗号“,”。出错的行：{value}",
        "A bracket or brace is not closed, or a comma is missing between two items. The line: {value}",
    ),
    "syntax_dash": (
        "列表的写法不对：同一列表的每一项都要以“- ”开头并对齐。出错的行：{value}",
        "The list is not well formed: each of its items begins with “- ” in the same column. The line: {value}",
    ),
    "syntax_indent": (
        "缩进对不上：同一层的键要从同一列开始；也请看看上一行的引号是否配对。出错的行：{value}",
        "The indentation does not fit: keys of one level begin in the same column; also see whether the line above closes its quotes. The line: {value}",
    ),
    "syntax_quote": (
        "从这里开始的引号没有结束；请在值的末尾补上同样的引号。",
        "The quote that opens here is never closed; put the same quote behind the value.",
    ),
    "syntax_character": (
        "不加引号的值不能以这个字符开头；请给整个值加上引号。出错的行：{value}",
        "A value without quotes cannot begin with this character; put the whole value in quotes. The line: {value}",
    ),
    "syntax_escape": (
        "双引号里的反斜杠写法无效；请改用单引号，或把反斜杠写成两个。出错的行：{value}",
        "The backslash in double quotes is not valid; use single quotes, or write two backslashes. The line: {value}",
    ),
    "syntax_other": (
        "YAML 语法有误（{detail}）；请检查这一行的缩进、冒号和引号：{value}",
        "The YAML is not well formed ({detail}); check the indentation, colons and quotes of this line: {value}",
    ),
    "duplicate_first_key": (
        "键“{value}”在第 {first} 行和第 {second} 行各出现一次；如果这里开始新的一条，请在它前面加“- ”，否则只留一个。",
        "The key “{value}” stands in line {first} and again in line {second}; if another entry begins here put “- ” before it, else keep one of them.",
    ),
    "duplicate_key": (
        "键“{value}”在第 {first} 行和第 {second} 行各出现一次；只能留一个。",
        "The key “{value}” stands in line {first} and again in line {second}; keep one of them.",
    ),
    "key_not_text": (
        "键必须是一段文字，这里却是列表或映射；值里若有花括号请加引号。",
        "A key must be a text, but here is a list or mapping; put a value with braces in quotes.",
    ),
    "empty_key": ("冒号前面没有键；请补上键名。", "There is no key before this colon; write one."),
    "bad_merge": (
        "“<<”后面只能是映射（或映射的列表）；请引用一个映射的锚点。",
        "Only a mapping, or a list of mappings, can follow “<<”; name the anchor of a mapping.",
    ),
    "foreign_tag": (
        "不接受 YAML 标签“{value}”；请删掉它，只写值本身。",
        "The YAML tag “{value}” is not accepted; delete it and write only the value.",
    ),
    "unknown_anchor": (
        "“*{value}”引用的锚点不存在（要在前面用 &{value} 定义）；以 * 开头的文字请加引号。",
        "“*{value}” refers to an anchor that is not there (&{value} has to come before); put a text that begins with * in quotes.",
    ),
    "unlike_anchor": (
        "“*{value}”引用的锚点不存在；最像的是第 {first} 行的 &{meant}。两处要写得一样。",
        "“*{value}” refers to an anchor that is not there; the most like it is &{meant} in line {first}. Both have to be spelt alike.",
    ),
    "anchor_repeated": (
        "锚点 &{value} 在第 {first} 行和第 {second} 行各定义了一次，后面的 *{value} 只指后一个；请改名。",
        "The anchor &{value} is set in line {first} and again in line {second}, and *{value} below means the second; give one another name.",
    ),
    "cyclic_alias": (
        "“*{value}”引用了包含它自己的内容（第 {first} 行）；请去掉这个循环。",
        "“*{value}” refers to what contains it (line {first}); remove the cycle.",
    ),
    "second_document": (
        "文件里有第二个“---”文档；一个文件只能有一个，请删掉这一行的“---”。",
        "A second document begins here; the file may hold one only, so delete this “---”.",
    ),
    "too_deep": (
        "嵌套超过 {limit} 层；这样的文件不予读取。",
        "Nested more than {limit} levels deep; such a file is not read.",
    ),
    "too_many_values": (
        "值的个数（锚点展开后）超过上限 {limit}；请把数据移到 data/ 下的 CSV 表里。",
        "More than {limit} values once aliases are followed; move data into CSV tables under data/.",
    ),
    "too_much_expansion": (
        "别名展开后的大小超过文件的 {limit} 倍；请减少对锚点的引用。",
        "Once its aliases are followed the file is more than {limit} times as large; use fewer of them.",
    ),
}
