"""References and sentences for a value, a document and a chart, the issuing body first."""

from __future__ import annotations

from types import SimpleNamespace

from dashboard.export.citing import Citation, cite_chart, cite_document, cite_observation
from dashboard.export.options import Request
from dashboard.model import Selection, SourceDocument

LETTER = SourceDocument(
    "nanyang-2025-digest.md",
    "",
    "",
    kind="digest",
    title="提案答复",
    document_number="宛人社字〔2025〕55号",
    issuing_body="南阳市人力资源和社会保障局",
    date_issued="2025-03-14",
)
PAGE, DAY = "http://127.0.0.1:8050/documents/nanyang-2025-digest.md", "2026-11-22"


def _row(project: SimpleNamespace, printed: str, document: bool) -> dict[str, object]:
    rows = project.cells["higher_vocational_colleges", "CN411300"]
    return dict(next(row for row in rows if row["printed"] == printed and bool(row["document"]) == document))


def test_a_document_without_an_address_is_cited_with_ours() -> None:
    assert cite_document(LETTER, PAGE, DAY) == Citation(
        f"南阳市人力资源和社会保障局. 提案答复: 宛人社字〔2025〕55号（摘编，非原文）[Z/OL]. 2025(2025-03-14)[2026-11-22]. {PAGE}.",
        f"南阳市人力资源和社会保障局（2025）《提案答复》（宛人社字〔2025〕55号）（摘编，非原文）。链接：{PAGE}，访问日期：2026年11月22日。",
        f"南阳市人力资源和社会保障局 (2025) “提案答复” (宛人社字〔2025〕55号) (digest, not the original text). Link: {PAGE}, accessed 22 November 2026.",
    )


def test_what_nobody_states_is_left_out() -> None:
    assert cite_document(SourceDocument("a.txt", "", "")) == Citation("a.txt[Z].", "《a.txt》。", "“a.txt”.")


def test_a_documents_own_address_counts_before_ours() -> None:
    letter = SourceDocument("a.txt", "", "", title="答复", url="https://example.org/a", accessed="2025-05-01")
    assert cite_document(letter, PAGE, DAY).reference == "答复[Z/OL]. [2025-05-01]. https://example.org/a."


def test_an_extracted_value_is_cited_with_its_document_and_its_period(small_project: SimpleNamespace) -> None:
    cited = cite_observation(_row(small_project, "5所", True), small_project.catalogue, LETTER, PAGE, DAY)
    assert cited.sentence("zh").startswith(
        "南阳市人力资源和社会保障局（2025）《提案答复》（宛人社字〔2025〕55号）（摘编，非原文）：南阳市高职（专科）院校数，截至2025年，5所。链接："
    )
    assert "Nanyang, Higher vocational colleges, at 2025: 5 schools. Link: " in cited.sentence("en")


def test_a_curated_value_is_cited_with_its_own_source(small_project: SimpleNamespace) -> None:
    cited = cite_observation(_row(small_project, "6所", False), small_project.catalogue)
    assert cited.reference == "教育部. 全国普通高等学校名单[Z]. 2025(2025-06-20)."


def test_a_chart_is_cited_as_data_with_the_bodies_behind_it(small_project: SimpleNamespace) -> None:
    selection = Selection(("higher_vocational_colleges",), ("CN411300", "CN411500"), lang="en")
    cited = cite_chart(Request(small_project, selection), "http://127.0.0.1:8050/compare", DAY)
    bodies = "南阳市人力资源和社会保障局, 教育部, 信阳市教育体育局"
    title = "南阳市、信阳市：职业教育培训指标对照"
    assert cited.reference == (
        f"{bodies}. {title}: 数据版本：c0ffee123456[DS/OL]. 职业教育培训指标台, 2025(2025-06-20)[2026-11-22]. "
        "http://127.0.0.1:8050/compare."
    )
    assert cited.zh.startswith(f"{bodies}（2025）《{title}》（数据版本：c0ffee123456）：所用来源截至2025年6月20日。")
    assert "sources up to 20 June 2025. Link: http://127.0.0.1:8050/compare, accessed 22 November 2026." in cited.en


def test_persons_in_a_title_are_covered() -> None:
    letter = SourceDocument("a.txt", "", "", title="联系人：张三丰")
    assert "张三丰" not in cite_document(letter).reference + cite_document(letter).zh
