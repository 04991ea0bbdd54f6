"""`check`: what is wrong with the catalogue, then with the documents or the whole project."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.catalogue import catalogue_problems, load_catalogue
from dashboard.catalogue.aliases import alias_problems
from dashboard.cli.said import counted, print_problems
from dashboard.cli.schema import refresh_schema
from dashboard.observations import finding_record
from dashboard.project import CATALOGUE_FILE, load_project
from dashboard.wording import say
from dashboard.wording.cli import WORDS

if TYPE_CHECKING:
    from dashboard.catalogue import Catalogue
    from dashboard.errors import Problem
    from dashboard.model import Finding

__all__ = ["check"]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was looked at, how many figures it holds, and what is wrong with it."""

    documents: int
    observations: int
    findings: Sequence[Finding]
    problems: Sequence[Problem]


def check(options: argparse.Namespace) -> int:
    """Print what is wrong. Exit 0, or 1 where any of it is an error (with --strict: or a warning)."""
    file = options.project / CATALOGUE_FILE
    catalogue = load_catalogue(file)
    said = (*catalogue_problems(file), *alias_problems(file, catalogue))
    judged = _named_documents(options, catalogue) if options.paths else _project(options)
    refresh_schema(options.project)
    severities = [f.severity.value for f in judged.findings] + [p.severity for p in (*said, *judged.problems)]
    failing = {"error", "warning"} if options.strict else {"error"}
    told = failing if options.quiet else set(severities)
    print_problems([p for p in said if p.severity in told], options.lang, shown=True)
    _print_findings([f for f in judged.findings if f.severity.value in told], options)
    print_problems([p for p in judged.problems if p.severity in told], options.lang, shown=True)
    if options.format == "text" and not options.quiet:
        print(_verdict(severities, judged, options.lang))
    return 1 if failing & set(severities) else 0


def _project(options: argparse.Namespace) -> _Judged:
    """The project as it is kept; only where it is not, its documents are read again."""
    project = load_project(options.project)
    return _Judged(len(project.documents), len(project.cells.by_id), project.findings, project.problems)


def _named_documents(options: argparse.Namespace, catalogue: Catalogue) -> _Judged:
    """The documents named, read now: what that takes is imported only here, as it loads pandas."""
    from dashboard.documents import read_documents
    from dashboard.gathering import judge

    shelf = read_documents(options.paths, catalogue, declared=not options.no_documents)
    observations, findings = judge(shelf.documents, catalogue)
    return _Judged(len(shelf.documents), observations, findings, shelf.problems)


def _print_findings(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    for finding in findings:
        if options.format == "jsonl":
            print(json.dumps(finding_record(finding), ensure_ascii=False, allow_nan=False))
        else:
            said = finding.zh if options.lang == "zh" else finding.en
            print(f"{finding.code} {finding.severity.value} {', '.join(finding.documents)}: {said}")


def _verdict(severities: Sequence[str], judged: _Judged, lang: str) -> str:
    """The last line: how much is wrong, or that nothing is."""
    if severities:
        return counted(severities, lang)
    return say(WORDS, "all_fine", lang, documents=judged.documents, observations=judged.observations)
