"""Reading files: encodings, and one sentence for each way a file can be unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalogue import Catalogue
from dashboard.documents import read_document, read_documents, read_shelf
from dashboard.errors import DocumentError

TEXT = "全市现有技工院校10所。\r\n在校生3.2万人。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_text_is_the_decoded_file_with_newlines_untouched(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert read_document(file).text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "en"),
    [
        (
            "letter.wps",
            b"x",
            "letter.wps: the format .wps is not supported. Allowed: .txt, .md; save it as a text file first.",
        ),
        ("empty.txt", b" \n", "empty.txt: there is no text in it. If it is a scan, run text recognition first."),
        (
            "bytes.txt",
            b"\xff\x00\xfe\x81\x00",
            "bytes.txt: the text encoding is not recognised. Save it as UTF-8 text.",
        ),
    ],
)
def test_an_unreadable_file_is_named_with_the_remedy(tmp_path: Path, name: str, content: bytes, en: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(file)
    assert caught.value.en == en
    assert caught.value.zh.startswith(name)


def test_one_bad_file_among_good_ones_leaves_the_others_alone(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    shelf = read_documents([tmp_path / n for n in ("a.txt", "b.txt", "missing.txt", "c.txt")], catalogue)
    assert [d.name for d in shelf.documents] == ["a.txt", "c.txt"]
    assert [p.file for p in shelf.problems] == ["b.txt", "missing.txt"]


LETTER = "宛测字〔2031〕7号\n关于某提案的答复\n南阳市现有技工院校10所。\n{sign}"


def test_an_original_replaces_the_digest_of_the_same_letter(tmp_path: Path, catalogue: Catalogue) -> None:
    from dataclasses import replace

    from dashboard.catalogue import DocumentEntry

    home = tmp_path / "data" / "documents"
    home.mkdir(parents=True)
    (home / "x-digest.md").write_text("# 摘编\n现有技工院校10所。", "utf-8")
    declared = DocumentEntry(
        "x-digest.md", kind="digest", document_number="宛测字〔2031〕7号", place="南阳市", date_issued="2031"
    )
    shipped = replace(catalogue, documents=(declared,))
    assert [d.name for d in read_shelf(tmp_path, shipped).documents] == ["x-digest.md"]
    (home / "x.txt").write_text(LETTER.format(sign=""), "utf-8")
    assert [d.name for d in read_shelf(tmp_path, shipped).documents] == ["x.txt"]
