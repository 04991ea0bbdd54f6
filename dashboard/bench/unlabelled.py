"""Whole corpora without labels: what breaks, spans that are not their surface, claims where nobody speaks of training."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from dashboard.bench.material import Row, records
from dashboard.extraction import Extractor
from dashboard.model import SourceDocument

__all__ = ["VOCATIONAL", "Claim", "CorpusTally", "measure", "outside", "sampled", "together"]

VOCATIONAL = re.compile(
    r"职业(教育|技能|培训|院校|学校|高中|中专)|中职|高职|技工(院校|学校|教育)|技师|技能人才|技能大赛|实训基地|学徒制"
)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A record that carries an indicator, and the sentence of the source it stands in."""

    record: Row
    sentence: str
    at: int  # where in the sentence the figure stands

    @property
    def vocational(self) -> bool:
        """Whether the sentence speaks of vocational education or training at all."""
        return bool(VOCATIONAL.search(self.sentence))


@dataclass(slots=True)
class CorpusTally:
    """What came out over one corpus. `outside` counts the characters of sentences that do not speak of training."""

    documents: int = 0
    characters: int = 0
    outside: int = 0
    quantities: int = 0
    claims: list[Claim] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    wrong_spans: list[str] = field(default_factory=list)

    def per_ten_thousand(self, confidence: float = 0.0) -> float:
        """Records with an indicator outside the vocational sentences, per 10,000 characters there."""
        strangers = [c for c in self.claims if not c.vocational and c.record["confidence"] >= confidence]
        return 10_000 * len(strangers) / self.outside if self.outside else 0.0


def measure(extractor: Extractor, documents: Iterable[SourceDocument]) -> CorpusTally:
    """Extract every document of a corpus; a document that breaks the reader is named with its error."""
    tally = CorpusTally()
    for document in documents:
        tally.documents += 1
        tally.characters += len(document.text)
        tally.outside += outside(document.text)
        try:
            found = records(extractor, document)
        except Exception as error:  # the measurement is to name every text that breaks the reader
            tally.exceptions.append(f"{document.name}: {type(error).__name__}: {error}")
            continue
        tally.quantities += len(found)
        tally.wrong_spans += _wrong_spans(document, found)
        tally.claims += [_claim(document.text, r) for r in found if r["indicator"]]
    return tally


def together(tallies: Iterable[CorpusTally]) -> CorpusTally:
    """Several corpora as one."""
    total = CorpusTally()
    for tally in tallies:
        total.documents += tally.documents
        total.characters += tally.characters
        total.outside += tally.outside
        total.quantities += tally.quantities
        total.claims += tally.claims
        total.exceptions += tally.exceptions
        total.wrong_spans += tally.wrong_spans
    return total


def outside(text: str) -> int:
    """How many characters stand in sentences that do not speak of vocational education or training."""
    return sum(len(s) for s in _SENTENCE.findall(text) if not VOCATIONAL.search(s))


def sampled(claims: list[Claim], size: int, seed: int) -> Iterator[str]:
    """A sample of claims for reading by eye: what is claimed, then its sentence with the figure in 【】."""
    for claim in Random(seed).sample(claims, min(size, len(claims))):
        r = claim.record
        kept = " ".join(f"{k}={v}" for k, v in r["breakdown"].items())
        facts = [r["indicator"], kept, r["area_name"], r["entity"], r["time_period"], r["status"], r["confidence"]]
        before, behind = claim.sentence[: claim.at], claim.sentence[claim.at + len(r["surface"]) :]
        marked = f"{before}【{r['surface']}】{behind}".strip()
        yield f"{r['document']}@{r['start']} {r['surface']!r} {' · '.join(str(f) for f in facts if f)}\n    {marked}"


def _wrong_spans(document: SourceDocument, found: Iterable[Row]) -> list[str]:
    return [
        f"{document.name}@{r['start']}: {r['surface']!r}"
        for r in found
        if document.text[r["start"] : r["end"]] != r["surface"]
    ]


def _claim(text: str, record: Row) -> Claim:
    """The record with the sentence of the source around it."""
    begin = max(text.rfind(mark, 0, record["start"]) for mark in "。！？；\n") + 1
    stops = [at for mark in "。！？；\n" if (at := text.find(mark, record["end"])) >= 0]
    return Claim(record, text[begin : min(stops, default=len(text) - 1) + 1], record["start"] - begin)
