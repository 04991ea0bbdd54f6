"""Whole files: encodings, files that are missing, empty, too large or made to do harm, and random damage."""

import hashlib
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import catalogue_problems, load_catalogue
from dashboard.errors import CatalogueError, UsageError
from dashboard.wording import say
from dashboard.wording.catalogue import WORDS


def lines(problems):
    return [(p.line, p.column, p.severity) for p in problems]


def test_a_missing_file_names_the_command_that_makes_one(tmp_path):
    with pytest.raises(UsageError) as caught:
        load_catalogue(tmp_path / "indicators.yaml")
    assert "python -m dashboard init DIR" in caught.value.en
    assert "python -m dashboard init DIR" in caught.value.zh


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "indicators.yaml").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "indicators.yaml", tmp_path / "loop"):
        with pytest.raises(UsageError) as caught:
            catalogue_problems(path)
        assert "is no regular file" in caught.value.en
        assert "init DIR" not in caught.value.en


def test_a_bom_and_windows_line_ends_are_read_over(folder, problems_of, small):
    (mark,) = problems_of(b"\xef\xbb\xbf" + small.replace("\n", "\r\n").encode())
    assert (mark.line, mark.column, mark.severity) == (1, 1, "warning")
    assert "字节顺序标记" in mark.zh
    assert "byte-order mark" in mark.en
    wrong = small.replace("project:", "projekt:", 1).replace("\n", "\r\n")
    _, problem = problems_of(b"\xef\xbb\xbf" + wrong.encode())
    assert (problem.line, problem.column, problem.excerpt) == (1, 1, "projekt:")


@pytest.mark.parametrize(
    ("encoding", "line", "column", "zh", "en"),
    [
        ("gb18030", 2, 15, "看起来是 GB18030", "iconv -f GB18030 -t UTF-8"),
        ("utf-16", 1, 1, "看起来是 UTF-16", "iconv -f UTF-16 -t UTF-8"),
        ("utf-16-le", 1, 1, "看起来是 UTF-16LE", "iconv -f UTF-16LE -t UTF-8"),
        ("utf-16-be", 1, 1, "看起来是 UTF-16BE", "iconv -f UTF-16BE -t UTF-8"),
        ("utf-32", 1, 1, "看起来是 UTF-32", "iconv -f UTF-32 -t UTF-8"),
    ],
)
def test_another_encoding_is_named_with_the_remedy(problems_of, small, encoding, line, column, zh, en):
    (problem,) = problems_of(small.encode(encoding))
    assert (problem.line, problem.column) == (line, column)
    assert zh in problem.zh
    assert en in problem.en


def test_a_file_cut_off_inside_a_character_names_the_line_it_ends_in(problems_of, small):
    (problem,) = problems_of(small.encode()[: -len("单\n".encode()) + 1])
    assert (problem.line, problem.column) == (37, 14)
    assert "as if the file were damaged or cut off" in problem.en


def test_an_archive_is_no_text(problems_of):
    (problem,) = problems_of(b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)))
    assert (problem.line, problem.column) == (1, 1)
    assert ".xlsx" in problem.en


def test_bytes_of_no_known_encoding_are_shown(problems_of):
    (problem,) = problems_of(b"project:\n  title: \xff\xff")
    assert (problem.line, problem.column) == (2, 10)
    assert "byte 0xFF" in problem.en


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "~\n"])
def test_an_empty_file_says_what_it_needs(problems_of, text):
    (problem,) = problems_of(text)
    assert (problem.line, problem.column) == (1, 1)
    assert "project, indicators and units" in problem.en


@pytest.mark.parametrize("text", ["- a\n- b\n", "hello\n", "{}\n"])
def test_another_root_is_no_catalogue(problems_of, text):
    assert {(p.line, p.column) for p in problems_of(text)} == {(1, 1)}


def test_an_invisible_character_in_a_name_is_a_warning(problems_of, small):
    (problem,) = problems_of(small.replace("[培训]", "[培\u200b训]"))
    assert (problem.line, problem.column, problem.severity) == (22, 16, "warning")
    assert "U+200B" in problem.en


def test_errors_come_as_one_exception_with_all_problems(folder, small):
    path = folder(small.replace("kind: flow", "kind: flo").replace("place: 南阳市", "place: 南洋市"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    assert lines(caught.value.problems) == [(21, 11, "error"), (31, 12, "error")]
    assert caught.value.en.startswith(
        "indicators.yaml:21:11: indicators.trainees.kind cannot be “flo”; it must be one of"
    )


BENT = {
    "bent_flag": ["no", "Yes", "off", "true"],
    "bent_number": ["0377", "1e3", "0x1F", "1_000", "007"],
    "bent_sixty": ["1:30", "12:30:45"],
    "bent_date": ["2024-12-31", "2024-12-31 08:00:00"],
}


@pytest.mark.parametrize(
    "written", ["2022-07", ".5", "743", "=", "NaN", "第4", *(f'"{b}"' for k in BENT for b in BENT[k])]
)
def test_a_text_stays_as_it_was_written(folder, small, written):
    text = small.replace("source: 名单", f"source: 名单\n    note: {written}")
    catalogue = load_catalogue(folder(text.replace("aliases: [培训]", f"aliases: [培训, {written}]")))
    assert catalogue.observations[0].note == written.strip('"')
    assert catalogue.indicators["trainees"].aliases == ("培训", written.strip('"'))


@pytest.mark.parametrize(("key", "written"), [(key, written) for key, all_ in BENT.items() for written in all_])
def test_a_text_that_yaml_would_bend_asks_for_quotes(problems_of, small, key, written):
    (problem,) = problems_of(small.replace("source: 名单", f"source: 名单\n    note: {written}"))
    assert (problem.line, problem.column, problem.severity) == (38, 11, "error")
    said = {"where": "observations.schools.note", "value": written}
    assert (problem.zh, problem.en) == (say(WORDS, key, "zh", **said), say(WORDS, key, "en", **said))
    assert f'write "{written}"' in problem.en


def test_a_date_may_stand_where_one_belongs(problems_of, small):
    assert problems_of(small.replace("kind: digest", "kind: digest\n    date_issued: 2025-06-20")) == ()
    (problem,) = problems_of(small.replace("kind: digest", "kind: digest\n    title: 2025-06-20"))
    assert "documents.letter.md.title is no date" in problem.en


@pytest.mark.parametrize("written", ["2025", "2024-05", "2025-06-20", "2022-01-01/2022-06-17", '"2025"'])
def test_a_period_needs_no_quotes(folder, small, written):
    catalogue = load_catalogue(folder(small.replace("time_period: 2025-06-20", f"time_period: {written}")))
    assert catalogue.observations[0].time_period == written.strip('"')


def test_the_content_hash_covers_both_files(folder, small):
    path = folder()
    both = path.read_bytes() + (path.parent / "data" / "places.csv").read_bytes()
    assert load_catalogue(path).content_hash == hashlib.sha256(both).hexdigest()


def test_anchors_and_merges_work(folder, small):
    text = small.replace("source: 名单", "source: &list {title: 名单, publisher: 教育部}") + (
        "  - &first\n    indicator: trainees\n    place: 信阳市\n    time_period: 2024\n    value: 5万人\n    source: *list\n"
        "  - {<<: *first, time_period: 2023}\n"
    )
    catalogue = load_catalogue(folder(text))
    assert [(o.place, o.time_period, o.source.publisher, o.at) for o in catalogue.observations] == [
        ("南阳", "2025-06-20", "教育部", (33, 5)),
        ("信阳市", "2024", "教育部", (38, 5)),
        ("信阳市", "2023", "教育部", (44, 5)),
    ]


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 40)
)


@pytest.mark.parametrize(
    ("text", "line", "en"),
    [
        (BOMB, 6, "more than 100 times as large"),
        ("a: &a " + "x" * 10_000 + "\nb: [" + ", ".join(["*a"] * 400) + "]\n", 2, "more than 100 times as large"),
        ("[" * 100_000, 1, "more than 100 levels deep"),
        ("a: " + "{a: " * 100_000, 1, "more than 100 levels deep"),
        ("- " * 100_000, 1, "more than 100 levels deep"),
        ("a: &a " + "[" * 60 + "]" * 60 + "\nb: " + "[" * 60 + "*a" + "]" * 60 + "\n", 2, "more than 100 levels deep"),
        ("- a\n" * 400_000, 200_000, "More than 200000 values"),
        ("x" * (20 * 1024 * 1024 + 1), 0, "more than the limit of 20971520"),
        ('a: "' + "x" * 15_000_000, 1, "never closed"),
        ("k" * 2_000_000, 1, "should be a mapping"),
    ],
    ids=[
        "laughs",
        "long-text",
        "lists",
        "maps",
        "dashes",
        "aliases",
        "many",
        "large",
        "text",
        "key",
    ],
)
def test_a_harmful_file_is_refused_quickly(folder, text, line, en):  # its own time: the machine may be busy
    path = folder(text)
    started = time.process_time()
    problems = catalogue_problems(path)
    assert time.process_time() - started < 2
    assert (len(problems), problems[0].line) == (1, line)
    assert en in problems[0].en
    assert len(problems[0].excerpt) <= 400


@pytest.mark.parametrize(("text", "column"), [("extra: &a [*a]\n", 12), ("extra: &a {b: {c: *a}}\n", 19)])
def test_an_alias_inside_its_own_anchor_is_one_problem_among_others(problems_of, small, text, column):
    found = problems_of(small + text)
    assert [(p.line, p.column) for p in found] == [(38, 1), (38, column)]
    assert "refers to what contains it (line 38)" in found[1].en


def test_deep_but_allowed_nesting_is_only_a_wrong_shape(problems_of, small):
    (problem,) = problems_of(small + "deep: " + "[" * 90 + "]" * 90 + "\n")
    assert "has no key “deep”" in problem.en


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_character_raises_nothing_but_a_catalogue_error(folder, small, data):
    position = data.draw(st.integers(0, len(small) - 1))
    characters = st.sampled_from(
        list("\t\r\n :-[]{}&*!|>'\"%@`#?,~0a人，：\x00\x85\u2028\ufeff\ud7ff😀\\")
    ) | st.characters(codec="utf-8")
    character = data.draw(characters)
    keep = data.draw(st.integers(0, 1))
    path = folder(small[:position] + character + small[position + keep :])
    problems = catalogue_problems(path)
    assert all(p.zh and p.en and p.line >= 1 and p.column >= 1 for p in problems)
    if not any(p.severity == "error" for p in problems):
        load_catalogue(path)
        return
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    assert caught.value.problems == problems


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), seed=st.integers(0, 10**6))
def test_random_bytes_raise_nothing_but_a_catalogue_error(folder, small, data, seed):
    cut = random.Random(seed).randrange(len(small))
    path = folder(small.encode()[:cut] + data, places=data)
    with pytest.raises(CatalogueError):
        load_catalogue(path)


@pytest.mark.parametrize(
    ("text", "line", "en"),
    [
        ("\ufeff" * 2_000_000, 1, "U+FEFF"),
        ("".join(f"a{n}: &x{n} 1\n" for n in range(20_000)) + "b: *y\n" * 20_000, 20_001, "is not there"),
        ("观测:\n" * 100_000, 2, "stands in line 1 and again in line 2"),
    ],
    ids=["marks", "nowhere", "keys"],
)
def test_a_file_of_nothing_but_mistakes_is_read_as_quickly(folder, text, line, en):
    path = folder(text)
    started = time.process_time()
    problems = catalogue_problems(path)
    assert time.process_time() - started < 2
    assert len(problems) == 51
    assert any(en in problem.en for problem in problems if problem.line == line)
    assert problems[-1].en.startswith("… and ")
