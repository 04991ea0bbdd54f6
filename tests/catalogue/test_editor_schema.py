"""The JSON Schema for editors: it accepts the shipped file, refuses what a schema can refuse, and knows the names of the moment."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dashboard.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.editor_file import POINTER, SCHEMA_FILE, refresh_schema, schema_text
from dashboard.catalogue.examples import EXAMPLES
from dashboard.catalogue.nodes import Listing, Mapping, Node, Scalar, compose
from dashboard.catalogue.problems import Problems
from dashboard.cli import main
from dashboard.wording.fields import WORDS
from tests.catalogue.mutants import Breaker
from tests.conftest import ROOT

EACH = 10  # mutants of a kind: a pure-Python validator takes its time
SHIPPED = (ROOT / "indicators.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def schema(catalogue: Catalogue) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(schema_text(ROOT, catalogue))
    return made


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> jsonschema.Draft7Validator:
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def as_an_editor_reads(text: str) -> Any:
    """The data of a YAML text by YAML 1.2's core schema."""
    problems = Problems("indicators.yaml")
    root = compose(text, problems)
    assert root is not None
    return _read(root)


def _read(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key: _read(value) for key, (_, value) in node.pairs.items()}
    if isinstance(node, Listing):
        return [_read(item) for item in node.items]
    return _scalar(node)


def _scalar(node: Scalar) -> Any:
    if node.is_null:
        return None
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    if node.plain and re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    return float(node.text) if node.plain and re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", node.text) else node.text


def test_the_shipped_file_is_accepted(validator: jsonschema.Draft7Validator) -> None:
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(SHIPPED))] == []


def test_its_first_line_points_at_the_schema() -> None:
    assert SHIPPED.split("\n", 1)[0] == POINTER
    assert POINTER == "# yaml-language-server: $schema=.dashboard/indicators.schema.json"


def test_mutants_that_a_schema_can_refuse_are_refused(validator: jsonschema.Draft7Validator) -> None:
    breaker = Breaker(SHIPPED, 7, set())
    refused: Counter[str] = Counter()
    for kind in ("unknown key", "value not allowed", "wrong type", "dangling reference"):
        for _ in range(EACH):
            text = breaker.kinds[kind]().data.decode()
            refused[kind] += not validator.is_valid(as_an_editor_reads(text))
    assert refused["unknown key"] == EACH
    assert refused["value not allowed"] == EACH
    assert refused["wrong type"] >= EACH - 1
    assert refused["dangling reference"] >= EACH - 4  # places are only offered: a county is right too


def test_every_key_is_explained_in_both_languages(schema: dict[str, Any]) -> None:
    models = {"": schema, **schema["definitions"]}
    fields = {
        f"{name}.{key}": field.get("description", "")
        for name, model in models.items()
        if name != "breakdown"
        for key, field in model.get("properties", {}).items()
    }
    assert len(fields) > 100
    assert [place for place, said in fields.items() if "\n\n" not in said] == []
    assert sorted(word for word in WORDS if WORDS[word][0] == WORDS[word][1]) == []


def test_the_names_of_the_moment_are_the_allowed_values(schema: dict[str, Any], catalogue: Catalogue) -> None:
    names = schema["definitions"]
    assert names["indicators"]["enum"] == list(catalogue.indicators)
    assert names["units"]["enum"] == list(catalogue.units)
    assert names["documents"]["enum"] == [document.file for document in catalogue.documents]
    assert names["scopes"]["enum"] == ["nation", "province", "city", "municipal", "system", "county", "entity"]
    assert names["scopes"]["enumDescriptions"][2] == "全市、我市、本市"
    assert names["checks"]["enum"][:2] == ["C01", "C02"]
    assert names["breakdown"]["properties"]["ownership"]["enum"] == ["public", "private", "_T"]
    assert {"南阳市", "河南省", "全国"} <= set(names["places"]["anyOf"][0]["enum"])
    assert names["csv"]["anyOf"][0]["enum"][0] == "nbs-higher-education.csv"
    for offer in names.values():
        assert len(offer.get("enum", [])) == len(offer.get("enumDescriptions", []))


HEADS = {
    "indicator": "  - id: schools\n",
    "document": "  - file: letter.md\n",
    "observation": "  - indicator: schools\n",
}
ELSEWHERE = ("does not exist", "already belongs", "does not measure", "no breakdown dimension")  # not about the form


def with_example(small: str, place: str, example: str) -> str:
    """The small file with an example behind a key of the last entry of its kind."""
    entry, _, key = place.partition(".")
    head = HEADS[entry]
    before, _, after = small.rpartition(head)
    if f"- {key}:" in head:
        return f"{before}  - {key}: {example}\n{after}"
    rest = re.sub(rf"^    {key}: .*\n", "", after, count=1, flags=re.MULTILINE)
    return f"{before}{head}    {key}: {example}\n{rest}"


@pytest.mark.parametrize("place", [place for place in EXAMPLES if place.partition(".")[0] in HEADS])
def test_good_examples_are_accepted_and_bad_ones_refused(problems_of: Any, small: str, place: str) -> None:
    def errors(example: str) -> list[str]:
        text, written = with_example(small, place, example), f"{place.partition('.')[2]}: {example}\n"
        line = text[: text.rindex(written)].count("\n") + 1
        return [p.en for p in problems_of(text) if p.severity == "error" and p.line == line]

    for example in EXAMPLES[place].good:
        assert [said for said in errors(example) if not any(word in said for word in ELSEWHERE)] == [], example
    for example in EXAMPLES[place].bad:
        assert errors(example) != [], example


def test_the_schema_file_is_written_when_stale_and_left_when_fresh(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "indicators.yaml").write_text(SHIPPED, "utf-8")
    file = refresh_schema(tmp_path, load_catalogue(tmp_path / "indicators.yaml"))
    assert file == tmp_path / SCHEMA_FILE
    first = file.stat().st_mtime_ns
    refresh_schema(tmp_path, load_catalogue(tmp_path / "indicators.yaml"))
    assert file.stat().st_mtime_ns == first
    new = "  千克: {words: [千克, 公斤], families: [other], en: kilograms}\n"
    (tmp_path / "indicators.yaml").write_text(SHIPPED.replace("\nunits:\n", "\nunits:\n" + new), "utf-8")
    refresh_schema(tmp_path, load_catalogue(tmp_path / "indicators.yaml"))
    assert "千克" in json.loads(file.read_text("utf-8"))["definitions"]["units"]["enum"]
    assert sorted(path.name for path in file.parent.iterdir()) == [".gitignore", "indicators.schema.json"]


def test_the_command_writes_it_where_it_is_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, other = tmp_path / "mine", tmp_path / "other.json"
    assert main(["init", str(folder), "--lang", "en"]) == 0
    made = (folder / SCHEMA_FILE).read_text("utf-8")
    assert (folder / "indicators.yaml").read_text("utf-8").startswith(POINTER)
    (folder / SCHEMA_FILE).unlink()
    capsys.readouterr()
    assert main(["schema", "--project", str(folder), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out == (folder / SCHEMA_FILE).read_text("utf-8") == made
    assert "indicators.schema.json written; editors" in said.err
    assert main(["schema", "--project", str(folder), "--output", str(other)]) == 0
    assert other.read_text("utf-8") == made
    assert main(["schema", "--project", str(folder), "--output", str(tmp_path), "--lang", "en"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_check_brings_it_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "mine")]) == 0
    (tmp_path / "mine" / SCHEMA_FILE).write_text("{}", "utf-8")
    assert main(["check", "--quiet", "--project", str(tmp_path / "mine")]) == 0
    assert "draft-07" in (tmp_path / "mine" / SCHEMA_FILE).read_text("utf-8")
    assert capsys.readouterr().err == ""
