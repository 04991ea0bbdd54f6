"""What the pages show of the shipped project, in both languages."""

from __future__ import annotations

import math
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from web_project import (
    NANYANG,
    NANYANG_LETTER,
    XINYANG,
    XINYANG_LETTER,
    attribute,
    components,
    hostile_project,
    of_type,
    opened_by,
    shipped,
    shipped_lookup,
    words,
)

from dashboard.charts.labels import perimeter_text
from dashboard.model import Selection
from dashboard.observations.privacy import masked
from dashboard.project import load_project
from dashboard.web.callbacks import open_value, page_title, show_page
from dashboard.web.components.drawer import drawer_content
from dashboard.web.components.passage import cut_passage, run_on
from dashboard.web.lookup import build_lookup
from dashboard.web.pages import compare, document, find_page, findings, trend

LOOKUP = shipped_lookup()
ROOT = Path(__file__).resolve().parents[2]
PATHS = [
    "/",
    "/compare",
    "/composition",
    "/plan",
    "/coverage",
    f"/place/{NANYANG}",
    "/place/CN000000",
    "/place/CN110000",
    "/trend",
    "/findings",
    "/history",
    "/documents",
    f"/documents/{NANYANG_LETTER}",
    f"/documents/{XINYANG_LETTER}",
    "/indicator/evaluation_agencies",
    "/nowhere",
]
_UNFILLED = re.compile(r"\{[a-z_]+\}|\bnan\b|\bNone\b")


def _value(
    indicator: str, place: str, breakdown: str = "", origin: str = "extracted", status: str = "actual"
) -> dict[str, object]:
    """The one row of a cell."""
    (row,) = (
        dict(row)
        for row in LOOKUP.cells[indicator, place]
        if (row["breakdown"], row["origin"], row["status"]) == (breakdown, origin, status)
    )
    return row


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_drawn_whole(path: str, lang: str) -> None:
    page, state = show_page(LOOKUP, path, f"?lang={lang}", None)
    text = words(page)
    assert len(of_type(page, "H1")) == 1
    assert state["lang"] == ("zh-CN" if lang == "zh" else "en")
    assert not _UNFILLED.search(text), _UNFILLED.search(text)


@pytest.mark.parametrize("path", PATHS)
def test_ids_on_a_page_are_unique(path: str) -> None:
    page, _ = show_page(LOOKUP, path, "", None)
    ids = [str(part.id) for part in components(page) if getattr(part, "id", None)]
    assert sorted(ids) == sorted(set(ids))


TITLES = [
    ("/compare", "zh", "地区对比"),
    ("/compare/", "en", "Compare places"),
    (f"/documents/{XINYANG_LETTER}", "zh", "关于加快职业教育创新发展的提案答复（第57165号提案）"),
    ("/indicator/evaluation_agencies", "zh", "技能人才评价机构数"),
    ("/documents/../../etc/passwd", "zh", "没有这一页"),
]


@pytest.mark.parametrize(("path", "lang", "title"), TITLES)
def test_a_page_has_its_own_title(path: str, lang: str, title: str) -> None:
    assert page_title(LOOKUP, path, lang).partition(" · ")[0] == title


def test_the_anchor_of_a_finding_does_not_depend_on_the_others() -> None:
    found = dict(zip(LOOKUP.anchors, LOOKUP.findings, strict=True))
    assert len(found) == len(LOOKUP.findings)
    assert all(re.fullmatch(r"C\d\d-[0-9a-f]{8}(-\d+)?", anchor) for anchor in found)
    alone = build_lookup(replace(shipped(), findings=shipped().findings[::-1]))
    assert {a: f.mentions for a, f in zip(alone.anchors, alone.findings, strict=True) if a.count("-") == 1} == {
        a: f.mentions for a, f in found.items() if a.count("-") == 1
    }


def test_by_place_there_is_a_box_for_each_place_and_every_verdict_below() -> None:
    selection = Selection(
        ("secondary_vocational_schools", "higher_vocational_colleges"), (NANYANG, XINYANG), by="place"
    )
    boxes = of_type(compare.layout(LOOKUP, selection), "Article")
    assert [words(of_type(box, "H2")[0]) for box in boxes] == [
        "南阳市",
        "信阳市",
        "中等职业学校数",
        "高职（专科）院校数",
    ]
    assert [len(of_type(box, "Graph")) for box in boxes] == [1, 1, 0, 0]
    apart = compare.layout(LOOKUP, replace(selection, by="indicator"))
    badges = [words(part) for part in of_type(apart, "Span") if "badge" in str(attribute(part, "className"))]
    assert badges == [words(part) for part in of_type(boxes, "Span") if "badge" in str(attribute(part, "className"))]


def test_the_value_of_one_institution_is_in_no_cell() -> None:
    entities = {f"o:{key}" for key, row in LOOKUP.observations.items() if row["scope"] == "entity"}
    assert len(entities) >= 5
    for path in ("/compare", "/trend"):
        page, _ = show_page(LOOKUP, path, "", None)
        assert not entities & set(opened_by(page))


def test_the_comparison_of_schools_says_with_care_and_why() -> None:
    chosen = Selection(indicators=("secondary_vocational_schools",), places=(NANYANG, XINYANG))
    text = words(compare.layout(LOOKUP, chosen))
    assert "谨慎南阳市37所与信阳市15所" in text
    for reason in ("口径", "时点", "不一致"):
        assert reason in text
    assert "同一文件另载17所" in text


def test_every_mark_of_a_comparison_is_in_its_table() -> None:
    page = compare.layout(LOOKUP, Selection(places=(NANYANG, XINYANG)))
    for panel in (part for part in of_type(page, "Article") if of_type(part, "Graph")):
        (graph,) = of_type(panel, "Graph")
        marks = {f"o:{key}" for trace in graph.figure["data"] for key in trace.get("customdata", []) if key}
        assert marks
        assert marks <= set(opened_by(panel))
        assert (graph.config["showSendToCloud"], graph.config["displaylogo"]) == (False, False)


def test_a_shared_axis_is_the_same_in_panels_of_one_unit() -> None:
    chosen = Selection(
        indicators=("secondary_vocational_schools", "higher_vocational_colleges"), places=(NANYANG, XINYANG)
    )

    def ranges(axis: str) -> list[object]:
        page = compare.layout(LOOKUP, Selection(chosen.indicators, chosen.places, axis=axis))
        return [graph.figure["layout"]["xaxis"]["range"][1] for graph in of_type(page, "Graph")]

    assert len(set(ranges("own"))) == 2
    assert len(set(ranges("shared"))) == 1


@pytest.mark.parametrize("name", [NANYANG_LETTER, XINYANG_LETTER])
def test_a_document_page_holds_the_text_and_nothing_else(name: str) -> None:
    (sheet,) = (part for part in of_type(document.layout(LOOKUP, Selection(), name=name), "Article"))
    squeezed = re.compile(r"\s|#")
    assert squeezed.sub("", words(sheet)) == squeezed.sub("", masked(LOOKUP.documents[name].text))


@pytest.mark.parametrize("name", [NANYANG_LETTER, XINYANG_LETTER])
def test_every_mention_is_marked_with_its_own_words(name: str) -> None:
    page = document.layout(LOOKUP, Selection(), name=name)
    marks = {
        attribute(mark, "data-open"): words(mark) for mark in of_type(page, "Mark") if attribute(mark, "data-open")
    }
    rows = LOOKUP.mentions_of[name]
    apart = [
        row for before, row in zip([None, *rows], rows, strict=False) if before is None or row["start"] >= before["end"]
    ]
    assert marks == {f"m:{row['mention_id']}": run_on(row["surface"]) for row in apart}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_extracted_value_opens_its_sentence_with_the_exact_span(lang: str) -> None:
    opened = 0
    for key, row in LOOKUP.observations.items():
        if row["mention_id"]:
            content = drawer_content(LOOKUP, f"o:{key}", Selection(lang=lang))
            mention = LOOKUP.mentions[row["mention_id"]]
            (mark,) = of_type(content, "Mark")
            text = LOOKUP.documents[row["document"]].text
            (said,) = (part for part in of_type(content, "Span") if getattr(part, "className", "") == "said")
            assert words(mark) == run_on(mention["surface"])
            assert words(said) == run_on(masked(text)[mention["sentence_start"] : mention["sentence_end"]])
            opened += 1
    assert opened >= 40


def test_the_drawer_says_document_body_number_and_that_it_is_a_digest() -> None:
    text = words(
        open_value(LOOKUP, {"key": f"o:{_value('evaluation_agencies', NANYANG, 'stage=filed')['observation_id']}"}, "")
    )
    for part in (
        "258家",
        "宛人社字〔2025〕55号",
        "南阳市人力资源和社会保障局",
        "摘编，非原文",
        "在文件中查看",
        "复制引用",
    ):
        assert part in text


def test_a_curated_value_shows_its_source() -> None:
    text = words(
        open_value(
            LOOKUP,
            {"key": f"o:{_value('higher_vocational_colleges', NANYANG, origin='curated')['observation_id']}"},
            "",
        )
    )
    for part in ("6所", "全国普通高等学校名单", "教育部", "人工整理"):
        assert part in text


@pytest.mark.parametrize(("lang", "said"), [("zh", "在数的前面"), ("en", "stands before the number")])
def test_the_drawer_says_in_the_readers_language_why_this_indicator(lang: str, said: str) -> None:
    reasons = {r["mention_id"]: r["reason"] for r in LOOKUP.mentions.values() if r["reason"].startswith("noun before")}
    assert len(reasons) > 5
    for key, reason in reasons.items():
        text = words(drawer_content(LOOKUP, f"m:{key}", Selection(lang=lang)))
        assert (said in text, reason in text) == (True, False)


def test_every_value_whatever_its_origin_has_a_drawer_in_both_languages() -> None:
    for key in LOOKUP.observations:
        for lang in ("zh", "en"):
            text = words(drawer_content(LOOKUP, f"o:{key}", Selection(lang=lang)))
            assert not _UNFILLED.search(text), (key, _UNFILLED.search(text))


def test_leftovers_and_claims_open_too() -> None:
    claims = [row for row in LOOKUP.mentions.values() if math.isnan(row["value"])]
    assert claims
    for row in claims:
        text = words(drawer_content(LOOKUP, f"m:{row['mention_id']}", Selection()))
        assert "定性说法，无数字" in text


@pytest.mark.parametrize(
    "request_data", [None, {}, [], "x", {"key": 3}, {"key": "o:nosuch"}, {"key": "m:" + "x" * 9999}]
)
def test_a_value_nobody_knows_is_answered_not_failed(request_data: object) -> None:
    assert "没有找到这个数值" in words(open_value(LOOKUP, request_data, None))


FILTERS = [("", ""), ("warning", ""), ("", "C08"), ("warning", "C08"), ("info", "C08")]


@pytest.mark.parametrize(("severity", "code"), FILTERS)
def test_findings_are_filtered_by_severity_and_check(severity: str, code: str) -> None:
    page = findings.layout(LOOKUP, Selection(), severity=severity, code=code)
    wanted = [f for f in shipped().findings if severity in ("", f.severity) and code in ("", f.code)]
    cards = list(of_type(page, "Article"))
    assert len(cards) == len(wanted)
    assert sorted(words(of_type(card, "P")[0]) for card in cards) == sorted(f.zh for f in wanted)


def test_a_finding_quotes_its_sentences_with_the_figures_marked() -> None:
    page = findings.layout(LOOKUP, Selection(), code="C08")
    cards = {words(of_type(card, "Mark")) for card in of_type(page, "Article")}
    assert cards == {"15所15所17所", "2个5个"}


def test_pages_that_do_not_exist() -> None:
    for path in (
        "/nowhere",
        "/documents/none.md",
        "/indicator/none",
        "/documents/../app.py",
        "/compare/x",
        "/place/",
        "/place/x",
    ):
        assert not find_page(LOOKUP, path).found, path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_indicator_says_its_perimeters_and_when_not_to_compare(lang: str) -> None:
    entry = LOOKUP.catalogue.indicators["secondary_vocational_schools"]
    text = words(show_page(LOOKUP, f"/indicator/{entry.id}", f"?lang={lang}", None)[0])
    reasons = entry.not_comparable_when_zh if lang == "zh" else entry.not_comparable_when_en
    perimeters = [perimeter_text({"perimeter": "edu_only", "indicator": entry.id}, LOOKUP.catalogue, lang)]
    assert reasons
    assert [line for line in (*reasons, *perimeters) if line not in text] == []


def test_a_file_that_cannot_be_read_is_named_below_the_documents(tmp_path: Path) -> None:
    hostile_project(tmp_path, "sound.txt", "全市有中等职业学校41所。")
    (tmp_path / "data" / "documents" / "broken.txt").write_bytes(b"\xff\x81\x00\xff" * 40)
    text = words(show_page(build_lookup(load_project(tmp_path)), "/documents", "", None)[0])
    assert "broken.txt" in text
    assert "broken.txt" not in words(show_page(LOOKUP, "/documents", "", None)[0])


def test_the_three_kinds_of_marks_of_a_document_are_explained() -> None:
    page = document.layout(LOOKUP, Selection(), name=NANYANG_LETTER)
    (box,) = (part for part in components(page) if getattr(part, "className", "") == "legend")
    assert [getattr(mark, "className", "") for mark in of_type(box, "Mark")] == ["", "leftover", "claim"]


def test_without_a_choice_the_trend_page_draws_every_long_series() -> None:
    page, _ = show_page(LOOKUP, "/trend", "", None)
    tables = of_type(page, "Table")
    assert len(tables) == 4
    assert min(len(of_type(table, "Tr")) for table in tables) > 10
    (china,) = (part for part in components(page) if getattr(part, "id", "") == "place-CN000000")
    assert attribute(china, "aria-checked") == "true"


def test_markup_in_a_document_stays_text(tmp_path: Path) -> None:
    evil = "全市有中等职业学校41所<script>alert(1)</script>，技工院校12所<img src=x onerror=alert(1)>。"
    lookup = build_lookup(hostile_project(tmp_path, "<b>evil<b>.md", evil))
    page = document.layout(lookup, Selection(), name="<b>evil<b>.md")
    assert evil in words(page)
    assert not [part for part in components(page) if type(part).__name__ in ("Script", "Img", "Markdown", "Iframe")]
    assert not [part for part in components(page) if getattr(part, "dangerously_allow_html", None)]


def test_a_passage_keeps_the_span_and_cuts_at_sentences() -> None:
    text = "甲。" * 200 + "全市有学校\n37所，另有10所。" + "乙。" * 200
    start = text.index("37所")
    sentence = text.index("全市"), text.index("另有10所。") + 6
    passage = cut_passage(text, start, start + 3, *sentence)
    assert (passage.lead, passage.span, passage.rest) == ("全市有学校", "37所", "，另有10所。")
    assert passage.before.startswith("…甲。")
    assert passage.after.endswith("乙。…")
    assert len(passage.before) <= 161


def test_a_value_is_cited_by_the_standard_and_as_a_sentence_with_its_span() -> None:
    row = _value("evaluation_agencies", NANYANG, "stage=filed")
    mention = LOOKUP.mentions[str(row["mention_id"])]
    reference, sentence = _cited(str(row["observation_id"]))
    assert reference == (
        "南阳市人力资源和社会保障局. 关于优化职业教育资源的提案答复（第73179号提案）: 宛人社字〔2025〕55号（摘编，非原文）[Z]. 2025."
    )
    assert "258家" in sentence
    assert sentence.endswith(f"（所收文本第 {mention['start'] + 1}–{mention['end']} 字）")


def test_a_computed_value_is_cited_as_computed_and_marks_no_words() -> None:
    row = _value("training_person_times", XINYANG, origin="derived", status="target")
    assert "5.2万人次 ÷ 52%" in _cited(str(row["observation_id"]))[1]
    content = drawer_content(LOOKUP, f"o:{row['observation_id']}", Selection())
    assert (of_type(content, "Mark"), words(content).count("取得方式")) == ([], 1)


def _cited(key: str) -> list[str]:
    """The two texts of a drawer that may be copied: the reference and the sentence."""
    parts = of_type(drawer_content(LOOKUP, f"o:{key}", Selection()), "P")
    return [words(part) for part in parts if getattr(part, "className", "") == "citation"]


def test_a_place_alone_opens_on_indicators_it_has() -> None:
    runs = LOOKUP.cells.runs
    for place in (XINYANG, "CN000000", NANYANG):
        chosen = compare.completed(LOOKUP, Selection(places=(place,))).indicators
        assert len(chosen) == 4
        assert all((name, place) in runs for name in chosen)
    series = trend.completed(LOOKUP, Selection(places=("CN410000",))).indicators
    assert series
    assert all(runs[name, "CN410000"].years >= 3 for name in series)


def test_a_series_of_one_value_says_it_once() -> None:
    page, _ = show_page(LOOKUP, "/trend", f"?i=skilled_worker_schools&p={NANYANG}", None)
    assert words(page).count("文件日期2025年为10所，只有这一个数。") == 1


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("/compare", "还没有任何数值。", "There are no values yet."),
        ("/documents", "还没有文件。", "There are no documents yet."),
    ],
)
def test_a_project_without_anything_says_what_to_do(tmp_path: Path, path: str, zh: str, en: str) -> None:
    shutil.copytree(
        ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("documents", "nbs-*", "observations")
    )
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    head, rest = text[: text.index("\ndocuments:")], text[text.index("\npopulation:") : text.index("\ncorrections:")]
    (tmp_path / "indicators.yaml").write_text(head + rest, encoding="utf-8")
    lookup = build_lookup(load_project(tmp_path))
    for lang, said in (("zh", zh), ("en", en)):
        shown = words(show_page(lookup, path, f"?lang={lang}", None)[0])
        assert said in shown
        assert "data/documents/" in shown
