"""One fault in a small file: where it is reported, what is said in both languages, which name is offered."""

import re

import pytest

from dashboard.catalogue import catalogue_problems, problems_of
from tests.conftest import ROOT

# (what stands there, what is put there instead, line, column, part of the Chinese, part of the English)
FAULTS = [
    # keys
    (
        "unit_family: person\n",
        "unit_familly: person\n",
        20,
        5,
        "没有“unit_familly”这个键",
        "Did you mean “unit_family”?",
    ),
    ("units:\n", "unitz:\n", 23, 1, "你是不是想写“units”？", "has no key “unitz”"),
    ("    kind: flow\n", "", 15, 5, "缺少必填的键“kind”", "lacks the key “kind”"),
    ("kind: flow", "kind:", 21, 5, "的“kind”后面没有值", "has no value, but one is required"),
    (
        "    zh: 培训人数",
        "    zh: 培训人数\n    zh: 人数",
        17,
        5,
        "在第 16 行和第 17 行",
        "stands in line 16 and again in line 17",
    ),
    ("licence: {code: MIT", "licence: {kode: MIT", 3, 13, "你是不是想写“code”？", "project.licence has no key “kode”"),
    ("{families: [organisation]}", "{familys: [organisation]}", 25, 7, "你是不是想写“families”？", "units.所"),
    # values of the wrong kind
    ("kind: flow", "kind: flo", 21, 11, "只能是 stock、flow、share", "Did you mean “flow”?"),
    ("theme: training", "theme: Training", 18, 12, "你是不是想写“training”？", "must be one of providers, evaluation"),
    ("kind: digest", "kind: 摘编", 30, 11, "不能是“摘编”", "must be one of original, digest."),
    ("city: [全市]", "citty: [全市]", 27, 3, "你是不是想写“city”？", "cannot be “citty”"),
    ("aliases: [培训]", "aliases: 培训", 22, 14, "应是列表，写的却是“培训”", "should be a list"),
    ("en: Trainees", "en: [a]", 17, 9, "应是一段文字，写的却是列表", "should be a text, not a list"),
    ("title: {zh: 指标台, en: Indicators}", "title: [a]", 2, 10, "应是映射", "its keys are zh, en"),
    ("kind: flow", "kind: flow\n    core: yes", 22, 11, "只能是不加引号的 true 或 false", "Did you mean “true”?"),
    ("kind: flow", 'kind: flow\n    core: "true"', 22, 11, "写的却是“true”", "without quotes"),
    ("kind: flow", "kind: flow\n    decimals: 0377", 22, 15, "整数", "not “0377”"),
    ("kind: flow", "kind: flow\n    decimals: '2'", 22, 15, "整数", "no quotes"),
    ("kind: flow", "kind: flow\n    additive: maybe", 22, 15, "维度的列表", "a list of dimensions"),
    ("kind: flow", "kind: flow\n    checks: [C01, C99]", 22, 19, "C01 到 C31", "no check “C99”"),
    ("zh: 培训人数", 'zh: " "', 16, 9, "是空的", "is empty"),
    # ids
    ("id: trainees", "id: schools", 15, 9, "在第 5 行已经用过", "already used in line 5"),
    ("id: trainees", "id: Trainees-2", 15, 9, "你是不是想写“trainees_2”？", "is no id"),
    ("id: trainees", "id: \uff54rainees", 15, 9, "全角、看不见", "Did you mean “trainees”?"),
    ("id: trainees", "id: train\u200bees", 15, 9, "train\\u200bees", "Did you mean “trainees”?"),
    ("id: trainees", "id: 'a.b{c}'", 15, 9, "不合规则", "“a.b{c}” is no id"),
    ("id: trainees", f"id: {'a' * 300}", 15, 9, "最长 64 个字符", "64 at most"),
    # names
    (
        "aliases: [培训]",
        "aliases: [培训, 院校]",
        22,
        19,
        "在第 12 行已经属于 schools",
        "already belongs to schools in line 12",
    ),
    ("words: [名, 位]", "words: [名, 位, 名]", 24, 21, "在第 24 行已经有了", "already has the name “名”"),
    ("kind: flow", "kind: flow\n    parent: school", 22, 13, "引用的指标“school”不存在", "Did you mean “schools”?"),
    (
        "kind: flow",
        "kind: flow\n    sum_of: [skools]",
        22,
        14,
        "你是不是想写“schools”？",
        "names the indicator “skools”",
    ),
    (
        "kind: flow",
        "kind: flow\n    numerator: x",
        22,
        16,
        "可用的有：schools、trainees",
        "there are schools, trainees.",
    ),
    ("kind: flow", "kind: flow\n    denominator: x", 22, 18, "“x”不存在", "trainees.denominator names"),
    ("kind: flow", "kind: flow\n    parent: trainees", 22, 13, "trainees → trainees", "goes round in a circle"),
    (
        "kind: flow",
        "kind: flow\n    additive: [host]",
        22,
        16,
        "没有分组维度“host”",
        "has no breakdown dimension “host”",
    ),
    (
        "[edu_only, unstated]",
        "{edu_only: {beside: [trainee]}}",
        14,
        43,
        "你是不是想写“trainees”？",
        "perimeter_codes.edu_only.beside",
    ),
    ("unit: 人\n", "unit: 名\n", 19, 11, "你是不是想写“人”？", "names the unit “名”"),
    ("unit_family: person\n", "unit_family: persons\n", 20, 18, "你是不是想写“person”？", "the unit family “persons”"),
    (
        "unit_family: person\n",
        "unit_family: organisation\n",
        20,
        18,
        "单位 人 只属于 person",
        "the unit 人 measures only person",
    ),
    ("place: 南阳市", "place: 南洋市", 31, 12, "你是不是想写“南阳市”？", "not in data/places.csv"),
    ("place: 南阳\n", "place: 朝阳区\n", 34, 12, "不止一个：CN110105 朝阳区、CN220104 朝阳区", "write the code"),
    ("indicator: schools", "indicator: school", 33, 16, "你是不是想写“schools”？", "observations.school.indicator"),
    ("value: 6所", "value: 6所\n    unit: 个", 37, 11, "引用的单位“个”不存在", "there are 人, 所."),
    (
        "value: 6所",
        "value: 6所\n    perimeter: edu_onli",
        37,
        16,
        "你是不是想写“edu_only”？",
        "no perimeter code “edu_onli”",
    ),
    (
        "value: 6所",
        "value: 6所\n    breakdown: {hosts: public}",
        37,
        17,
        "你是不是想写“host”？",
        "no breakdown dimension “hosts”",
    ),
    (
        "value: 6所",
        "value: 6所\n    breakdown: {host: publik}",
        37,
        23,
        "你是不是想写“public”？",
        "it has public, private.",
    ),
    ("value: 6所", "value: 6所\n    scope: town", 37, 12, "nation、province、city", "cannot be “town”"),
    # dates, periods, addresses, file names
    ("2025-06-20", "2025年6月", 35, 18, "你是不是想写“2025-06”？", "is no period"),
    ("2025-06-20", "2025-02-30", 35, 18, "时期“2025-02-30”不对", "is no period"),
    ("2025-06-20", "12:30", 35, 18, "“12:30”", "is no period"),
    ("2025-06-20", "2025/2024", 35, 18, "止早于起", "Did you mean “2024/2025”?"),
    ("kind: digest", "date_issued: 2025/6/20", 30, 18, "你是不是想写“2025-06-20”？", "is no date"),
    ("kind: digest", "url: javascript:alert(1)", 30, 10, "网址", "is no web address"),
    ("kind: digest", "url: www.example.org", 30, 10, "http://", "begins with http://"),
    ("file: letter.md", "file: ../letter.md", 29, 11, "不能离开文件夹", "stays inside its folder"),
    ("file: letter.md", "file: other.md", 29, 11, "data/documents 下没有文件“other.md”", "no file “other.md”"),
    # YAML itself
    ("    kind: flow", "\tkind: flow", 21, 1, "制表符", "indented with a tab"),
    ("kind: flow", "kind：flow", 21, 9, "全角冒号", "full-width colon"),
    ("en: Trainees", "en: a: b", 17, 10, "“: ”没有加引号", "needs quotes"),
    ("aliases: [培训]", "aliases: [培训", 22, 14, "没有配对", "is not closed"),
    ("en: Trainees", 'en: "Trainees', 17, 9, "引号没有结束", "is never closed"),
    ("en: Trainees", "en: @x", 17, 9, "不能以这个字符开头", "put the whole value in quotes"),
    ("en: Trainees", 'en: "\\q"', 17, 10, "反斜杠", "backslash"),
    ("    kind: flow", "   kind: flow", 21, 4, "缩进对不上", "indentation does not fit"),
    ("en: Trainees", "en: !!python/name:os.system ''", 17, 9, "不接受 YAML 标签", "is not accepted"),
    ("en: Trainees", "en: *there", 17, 9, "锚点不存在", "refers to an anchor that is not there"),
    ("scopes:\n", "---\nscopes:\n", 26, 1, "第二个“---”", "A second document"),
    ("en: Trainees", "{a: b}: c", 17, 5, "键必须是一段文字", "A key must be a text"),
    ("en: Trainees", "en: a\x07b", 17, 10, "控制字符 U+0007", "control character U+0007"),
    # what the parser stumbles over later than where it is to be mended
    ("kind: flow", "kind:flow", 21, 5, "没有冒号和空格", "no colon and blank"),
    ("kind: flow", "kind flow", 21, 5, "没有冒号和空格", "no colon and blank"),
    ("    kind: flow", "\u3000\u3000kind: flow", 21, 1, "全角空格", "full-width or no-break blank"),
    ("    kind: flow", "  \u00a0 kind: flow", 21, 3, "不换行空格", "full-width or no-break blank"),
    ("    kind: flow", "kind: flow", 21, 1, "缩进对不上", "indentation does not fit"),
    ("  - id: trainees", "  -id: trainees", 15, 3, "“- ”", "a plain dash and a blank"),
    ("  - id: trainees", "  － id: trainees", 15, 3, "“- ”", "a plain dash and a blank"),
    ("aliases: [培训]", "aliases: ['培训, 院校]", 22, 15, "引号没有结束", "is never closed"),
    ("code: MIT, data: CC BY 4.0}", "code: MIT, data: CC BY 4.0", 3, 12, "没有配对", "is not closed"),
    ("aliases: [培训]", "aliases: [培训]]", 22, 18, "多了一个", "a bracket or quote too many"),
    ("en: Trainees", 'en: "Train" ees', 17, 17, "收得太早", "closed too early"),
    ("project:\n", "%YAML 1.1\nproject:\n", 1, 1, "不需要以“%”开头", "begins with %"),
    ("project:\n", "%YAML 3.0\n---\nproject:\n", 1, 1, "不需要以“%”开头", "begins with %"),
    ("  - id: trainees", "...\n  - id: trainees", 15, 1, "到此结束", "the file ends here"),
    ("  - id: trainees", "<<<<<<< HEAD\n  - id: trainees", 15, 1, "合并冲突", "merge conflict"),
    ("  - id: trainees", "    id: trainees", 15, 5, "前面加“- ”", "put “- ” before it"),
    ("title: {zh: 指标台", "title: {zh：指标台", 2, 13, "全角冒号", "full-width colon"),
    ("id: trainees", "id: tr\u0430inees", 15, 9, "形近的外文字符", "Did you mean “trainees”?"),
    ("zh: 培训人数", "zh: 培训\u2028人数", 16, 11, "U+2028", "control character U+2028"),
    ("zh: 培训人数", "zh: 培训\u0085人数", 16, 11, "U+0085", "control character U+0085"),
    ("file: letter.md", "file: letter.txt", 29, 11, "你是不是想写“letter.md”？", "no file “letter.txt”"),
    ("file: letter.md", "file: data/documents/letter.md", 29, 11, "你是不是想写“letter.md”？", "no file"),
]


@pytest.mark.parametrize(("there", "instead", "line", "column", "zh", "en"), FAULTS)
def test_a_fault_is_named_at_its_place(problems_of, small, there, instead, line, column, zh, en):
    assert small.count(there) >= 1
    head, _, tail = small.rpartition(there)
    text = head + instead + tail
    found = [problem for problem in problems_of(text) if (problem.line, problem.column) == (line, column)]
    assert found, [problem.text() for problem in problems_of(text)]
    assert any(zh in problem.zh and en in problem.en for problem in found), [(p.zh, p.en) for p in found]
    assert {problem.excerpt for problem in found} == {text.split("\n")[line - 1]}
    assert {problem.file for problem in found} == {"indicators.yaml"}


def test_what_follows_from_one_fault_is_not_said_again(problems_of, small):
    dashless = [p.line for p in problems_of(small.replace("  - id: trainees", "    id: trainees"))]
    renamed = [p.en for p in problems_of(small.replace("\nindicators:", "\n指标:"))]
    assert dashless == [15]
    assert [text for text in renamed if "does not exist" in text] == []
    assert any("no key “指标”" in text for text in renamed)


def test_a_table_that_is_no_text_names_the_remedy(folder, small):
    path = folder(small + TABLE)
    (path.parent / "data" / "pupils.csv").write_bytes("年,学校（所）\n".encode("gb18030"))
    assert [("iconv -f GB18030" in p.en, p.line) for p in catalogue_problems(path)] == [(True, 39)]
    (path.parent / "data" / "pupils.csv").write_bytes(b"")
    assert ["is empty" in p.en for p in catalogue_problems(path)] == [True]


def test_the_small_file_has_no_problem(problems_of):
    assert problems_of() == ()


def test_all_problems_are_said_at_once_in_file_order(problems_of, small):
    text = (
        small.replace("theme: providers", "theme: provider")
        .replace("unit: 人", "unit: 名")
        .replace("kind: flow", "kinds: flow")
        .replace("2025-06-20", "2025年")
        .replace("place: 南阳\n", "place: 郑州\n")
    )
    assert [(p.line, p.column, p.severity) for p in problems_of(text)] == [
        (8, 12, "error"),
        (19, 11, "error"),
        (21, 5, "error"),
        (34, 12, "error"),
        (35, 18, "error"),
    ]


def test_fifty_problems_are_said_and_the_rest_counted(problems_of, small):
    text = small + "".join(f"wrong_{number}: 1\n" for number in range(70))
    problems = problems_of(text)
    assert len(problems) == 51
    assert problems[-1].zh == "还有 20 处问题未列出；先改好上面的再检查一次。"
    assert problems[-1].en == "… and 20 more; mend the ones above and check again."


def test_warnings_never_crowd_out_errors(problems_of, small):
    words = ", ".join(["全市"] * 80)
    problems = problems_of(small.replace("[全市]", f"[{words}]").replace("indicator: schools", "indicator: x"))
    assert [p.line for p in problems if p.severity == "error"] == [33]
    assert (len(problems), problems[-1].severity) == (51, "warning")


def test_a_circle_of_sums_is_one_problem(problems_of, small):
    text = small.replace("kind: stock", "kind: stock\n    sum_of: [trainees]").replace(
        "kind: flow", "kind: flow\n    sum_of: [schools]"
    )
    assert [(p.line, p.column, p.en) for p in problems_of(text)] == [
        (
            23,
            14,
            "indicators.trainees.sum_of goes round in a circle: schools → trainees → schools (lines 12, 23); remove one of its links.",
        )
    ]


TABLE = """\
tables:
  - file: pupils.csv
    source: 年鉴
    place: 全国
    scope: nation
    period_column: 年
    columns:
      学校（所）: {indicator: schools, breakdown: {host: public}, scale: 1}
"""


@pytest.mark.parametrize(
    ("there", "instead", "header", "line", "column", "en"),
    [
        ("", "", "年,学校（所）", 0, 0, ""),
        (
            "",
            "",
            "年份,学校（所）",
            43,
            20,
            "The table pupils.csv has no column “年”; its columns are 年份, 学校（所）.",
        ),
        ("", "", "年,学校(所)", 45, 7, "Did you mean “学校(所)”?"),
        ("", "", "", 39, 11, "is empty"),
        ("pupils.csv", "pupil.csv", "年,学校（所）", 39, 11, "Did you mean “pupils.csv”?"),
        ("scale: 1", "scale: 0", "年,学校（所）", 45, 69, "from 1 to 999999999999"),
        ("host: public", "host: publik", "年,学校（所）", 45, 53, "Did you mean “public”?"),
    ],
)
def test_a_table_is_there_and_has_its_columns(problems_of, small, there, instead, header, line, column, en):
    problems = problems_of(small + TABLE.replace(there or "\0", instead), pupils=header)
    assert [(p.line, p.column) for p in problems] == ([(line, column)] if line else [])
    assert all(en in problem.en for problem in problems)


CORRECTION = """\
corrections:
  - document: letter.md
    quote: 17 所
    expect: {indicator: schools, value: 17, breakdown: {host: public}}
    reject: true
    reason: older
    by: curator
    on: 2026-01-30
"""


@pytest.mark.parametrize(
    ("there", "instead", "line", "column", "en"),
    [
        ("", "", 0, 0, ""),
        ("value: 17", "value: 17所", 41, 41, "must be a number"),
        ("value: 17", "valeu: 17", 41, 34, "Did you mean “value”?"),
        ("host: public", "host: pub", 41, 63, "no breakdown code “pub”"),
        ("reject: true", "reject: false", 39, 5, "it has (none)"),
        ("reject: true", "reject: true\n    assign: schools", 43, 5, "it has reject, assign"),
        ("reject: true", "assign: school", 42, 13, "Did you mean “schools”?"),
        ("reject: true", "set: {status: planned}", 42, 19, "must be one of actual, target, applied, capacity"),
        ("document: letter.md", "document: leter.md", 39, 15, "Did you mean “letter.md”?"),
        ("    reason: older\n", "", 39, 5, "lacks the key “reason”"),
        ("{indicator: schools, value: 17, breakdown: {host: public}}", "{}", 41, 13, "expect says nothing"),
    ],
)
def test_a_correction_says_one_thing(problems_of, small, there, instead, line, column, en):
    problems = problems_of(small + CORRECTION.replace(there or "\0", instead))
    assert [(p.line, p.column) for p in problems] == ([(line, column)] if line else [])
    assert all(en in problem.en for problem in problems)


AGAIN = CORRECTION.removeprefix("corrections:\n")


@pytest.mark.parametrize(
    ("there", "instead", "severity", "en"),
    [
        ("reason: older", "reason: another", "warning", "decides the same"),
        (
            "{indicator: schools, value: 17, breakdown: {host: public}}",
            "{breakdown: {host: public}, value: 17, indicator: 'schools'}",
            "warning",
            "decides the same",
        ),
        ("reject: true", "choose: true", "error", "contradicts the entry in line 39"),
        ("reject: true", "set: {status: target}", "error", "contradicts the entry in line 39"),
        ("value: 17", "value: 18", "", ""),
        ("quote: 17 所", "quote: 18 所", "", ""),
    ],
)
def test_a_decision_is_taken_once(problems_of, small, there, instead, severity, en):
    problems = problems_of(small + CORRECTION + AGAIN.replace(there, instead))
    assert [(p.line, p.severity) for p in problems] == ([(46, severity)] if severity else [])
    assert all(en in p.en for p in problems)


def test_two_changes_of_one_quote_are_no_contradiction(problems_of, small):
    first = CORRECTION.replace("reject: true", "set: {status: target}")
    assert problems_of(small + first + AGAIN.replace("reject: true", "set: {scope: city}")) == ()


@pytest.mark.parametrize(("instead", "lines"), [("6所", [38]), ("7所", [38])])
def test_a_figure_is_given_once_from_one_source(problems_of, small, instead, lines):
    _, _, entry = small.partition("observations:\n")
    problems = problems_of(small + entry.replace("6所", instead))
    assert [(p.line, p.severity) for p in problems] == [(line, "warning") for line in lines]
    assert "the entry in line 33" in problems[0].en
    assert problems_of(small + entry.replace("名单", "另一名单")) == ()


@pytest.mark.parametrize("value", ["⑥所", "1²所", "６⑥所"])
def test_what_only_looks_like_a_digit_is_none(problems_of, small, value):
    (problem,) = problems_of(small.replace("6所", value))
    assert (problem.line, problem.column) == (36, 12)
    assert f"“{value}”, which holds no number" in problem.en


@pytest.mark.parametrize(
    ("value", "is_wrong"),
    [("9-4所", True), ("9至4所", True), ("1万—8千人", True), ("4-9所", False), ("8千—1万人", False), ("5-5所", False)],
)
def test_a_range_runs_upwards(problems_of, small, value, is_wrong):
    found = [p.line for p in problems_of(small.replace("6所", value)) if "ends below its beginning" in p.en]
    assert found == ([36] if is_wrong else [])


@pytest.mark.parametrize(("value", "word"), [("7百分点", "百分点"), ("7个百分点", "个百分点"), ("7百元", "元")])
def test_a_measure_word_that_begins_like_a_scale_is_read_as_the_word_it_is(value: str, word: str) -> None:
    text = (ROOT / "indicators.yaml").read_text("utf-8")
    before, _, after = text.partition("  - indicator: high_skilled_talent\n")
    faulty = f"{before}  - indicator: high_skilled_talent\n{re.sub(r'value: .*', f'value: {value}', after, count=1)}"
    (problem,) = [p for p in problems_of(ROOT / "indicators.yaml", faulty.encode()) if p.severity == "error"]
    assert f"is “{value}”, but {word} does not measure high_skilled_talent (person)" in problem.en
