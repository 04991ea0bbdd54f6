"""Every reason the extraction can give is worded in both languages; which it can give, its source says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import dashboard.extraction
from dashboard.catalogue import Catalogue
from dashboard.extraction import extract
from dashboard.model import SourceDocument
from dashboard.wording.extraction import REASONS, WORDS, say_reason
from tests.conftest import ROOT

MAKERS = {"Match": 3, "Candidate": 2, "Mention": None}  # who holds a reason → where it stands without its name
HAN = re.compile(r"[\u4e00-\u9fff]")
Function = ast.FunctionDef | ast.Module


class Site:
    """One place in the source that makes something with a reason, or gives it another."""

    def __init__(self, path: Path, call: ast.Call, function: Function) -> None:
        self.name = f"{path.name}:{call.lineno}"
        self.maker = call.func.id if isinstance(call.func, ast.Name) else ""
        self.function = function
        named = {k.arg: k.value for k in call.keywords}
        place = MAKERS.get(self.maker)
        by_place = call.args[place] if place is not None and len(call.args) > place else None
        self.reason = named.get("reason", by_place)

    def templates(self, expression: ast.expr | None) -> Iterator[str]:
        """The reasons an expression may be, with {0} for what is put in; one passed on from elsewhere is none of its own."""
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
            yield expression.value
        elif isinstance(expression, ast.IfExp):
            yield from self.templates(expression.body)
            yield from self.templates(expression.orelse)
        elif isinstance(expression, ast.JoinedStr):
            yield from self._joined(expression)
        elif isinstance(expression, ast.Name):
            said = [
                node.value
                for node in ast.walk(self.function)
                if isinstance(node, ast.Assign) and any(ast.unparse(t) == expression.id for t in node.targets)
            ]
            assert said, f"{self.name}: nothing says what {expression.id} is"
            for value in said:
                yield from self.templates(value)
        else:
            passed_on = isinstance(expression, ast.Attribute) and expression.attr == "reason"
            assert passed_on, f"{self.name}: cannot tell which reason this is"

    def _joined(self, expression: ast.JoinedStr) -> Iterator[str]:
        """A reason that quotes the letter; one that begins with another's reason is each of those, gone on."""
        first, *rest = expression.values
        of_another = isinstance(first, ast.FormattedValue) and ast.unparse(first.value).endswith(".reason")
        text, holes = "", 0
        for part in rest if of_another else expression.values:
            text += str(part.value) if isinstance(part, ast.Constant) else f"{{{holes}}}"
            holes += isinstance(part, ast.FormattedValue)
        yield from (f"{begun}{text}" for begun in candidates()) if of_another else [text]


def sites() -> list[Site]:
    """All of them, in every module of the extraction."""
    found: list[Site] = []
    for path in sorted(Path(dashboard.extraction.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        inside = {id(c): f for f in functions for c in ast.walk(f) if isinstance(c, ast.Call)}
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            site = Site(path, call, inside.get(id(call), ast.Module([], [])))
            if site.maker in MAKERS or (site.maker == "replace" and site.reason is not None):
                found.append(site)
    return found


def candidates() -> list[str]:
    """The reasons of candidates, which a match goes on with the noun."""
    return [t for s in sites() if s.maker == "Candidate" for t in s.templates(s.reason)]


def given() -> list[str]:
    """The reasons the code can give, each once."""
    return list(dict.fromkeys(t for s in sites() if s.maker != "Candidate" for t in s.templates(s.reason)))


def test_the_source_was_walked() -> None:
    assert len(sites()) > 40
    assert len(candidates()) == 4
    assert {"no noun", "the label: {0}", "noun behind the number: {0}", "table: {0} of {1}"} <= set(given())


def test_everything_that_is_matched_has_a_reason() -> None:
    assert [site.name for site in sites() if site.reason is None] == []


def test_every_reason_is_worded_and_no_wording_is_left_over() -> None:
    assert sorted(given()) == sorted(REASONS)


@pytest.mark.parametrize("reason", list(REASONS))
def test_a_reason_is_said_by_its_own_wording(reason: str) -> None:
    words = ("评价机构", "合计")
    zh, en = REASONS[reason]
    assert {name for _, name, _, _ in Formatter().parse(reason) if name} == {
        name for _, name, _, _ in Formatter().parse(zh) if name
    }
    assert HAN.search(zh)
    assert not HAN.search(en)
    assert say_reason(reason.format(*words), "zh") == zh.format(*words)
    assert say_reason(reason.format(*words), "en") == en.format(*words)


def test_a_reason_nobody_worded_is_shown_as_it_is() -> None:
    assert say_reason("a new reason: 评价机构", "zh") == "a new reason: 评价机构"


def test_the_reasons_given_for_the_digests_are_worded(catalogue: Catalogue) -> None:
    texts = [p.read_text("utf-8") for p in sorted((ROOT / "data" / "documents").glob("*.md"))]
    said = {m.reason for text in texts for m in extract(SourceDocument("x.md", text, ""), catalogue)}
    assert len(said) > 20
    assert {reason for reason in said if not HAN.search(say_reason(reason, "zh"))} == set()
    assert {reason for reason in said if say_reason(reason, "zh") == reason} == set()


@pytest.mark.parametrize("key", list(WORDS))
def test_every_sentence_says_the_same_twice(key: str) -> None:
    zh, en = WORDS[key]
    assert {n for _, n, _, _ in Formatter().parse(zh) if n} == {n for _, n, _, _ in Formatter().parse(en) if n}
    assert not HAN.search(en)
