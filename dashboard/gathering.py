"""A project folder read from its files: letters, tables and curated decisions → frames and findings.

This is the long way, which imports all that reads text and pandas; `dashboard.project` keeps what comes out of it. A
`Gatherer` goes it again and again for one folder: each step remembers what it was made of, and is taken again only where
that has changed. A title is no part of what the extraction is given, so it cannot depend on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.catalogue.entries import Correction, Indicator, ProjectInfo, Residents, Unit
from dashboard.catalogue.lookup import GAP, Lexicon, alias_map
from dashboard.documents import read_shelf
from dashboard.documents.clean import clean
from dashboard.errors import Problem
from dashboard.extraction import Extractor
from dashboard.model import Finding, Mention, SourceDocument
from dashboard.observations import apply_corrections, build_mentions, build_observations, run_checks
from dashboard.observations.arrange import packed_mentions, packed_observations
from dashboard.observations.bulk import FOLDER, bulk_observations
from dashboard.observations.curated import curated_rows
from dashboard.observations.store import file_hash

__all__ = ["Gathered", "Gatherer", "bare", "gather", "judge"]

_Made = TypeVar("_Made")
_Rows = tuple[pd.DataFrame, tuple[Problem, ...]]
_Packed = tuple[Mapping[str, bytes], tuple[Problem, ...]]
_NAMELESS = ProjectInfo("", "")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a folder's files say: the documents, both frames packed, what the checks found, what could not be read."""

    documents: tuple[SourceDocument, ...]
    frames: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


class _Step(Generic[_Made]):
    """One step of the way and what it last came to. `turn` counts how often it was taken."""

    def __init__(self) -> None:
        self.turn = 0
        self._key: object = None
        self.made: _Made | None = None

    def taken(self, key: object, make: Callable[[], _Made]) -> _Made:
        """What the step came to for an equal key, else what `make` makes of it now."""
        if self.made is None or self._key != key:
            self.made, self._key = make(), key
            self.turn += 1
        return self.made


@dataclass(frozen=True, slots=True)
class _Read:
    """A document's mentions and what they were read with: the names of the catalogue, and (a turn of) all else."""

    document: SourceDocument
    searched: str  # every form of its text in which a name is looked for, without blanks
    aliases: Mapping[str, str]
    rest: int
    mentions: tuple[Mention, ...]


class Gatherer:
    """Reads one project folder, as often as it is asked; what is as it was the last time is not read again.

    `hash_of` tells the content of a file ("" where it cannot be read). Not for several threads at once.
    """

    def __init__(self, folder: Path, hash_of: Callable[[Path], str] = file_hash) -> None:
        self.folder, self.data, self._hash_of = folder, folder / "data", hash_of
        self.extracted = 0  # how many times a document was extracted
        self._rest: _Step[Catalogue] = _Step()
        self._lexicon: _Step[Lexicon] = _Step()
        self._extractor: _Step[Extractor] = _Step()
        self._described: dict[str, tuple[object, SourceDocument]] = {}
        self._read: dict[str, _Read] = {}
        self._mentions: _Step[pd.DataFrame] = _Step()
        self._corrected: _Step[_Rows] = _Step()
        self._tables: dict[str, _Step[_Rows]] = {}
        self._curated: _Step[_Rows] = _Step()
        self._stated: _Step[pd.DataFrame] = _Step()
        self._findings: _Step[tuple[Finding, ...]] = _Step()
        self._packed: _Step[_Packed] = _Step()
        self._packed_mentions: _Step[bytes] = _Step()

    def gather(self, catalogue: Catalogue, known: Gathered | None = None) -> Gathered:
        """Read the documents and tables of the folder.

        An unreadable document is a problem, not an error. The checks look at what documents and curators say; the
        observations of Parquet tables are taken as they stand. `known` is what the folder is known to come to: its
        frames are then taken over, and only what the next reading needs is got ready.
        """
        named = bare(catalogue)
        nameless = _without_aliases(named)
        rest = self._rest.taken(nameless, lambda: nameless)
        lexicon = self._lexicon.taken(self._rest.turn, lambda: Lexicon(rest))
        shelf = read_shelf(self.folder, catalogue, lexicon, self._describe)
        documents = shelf.documents
        extracted = self._extracted(documents, self._extractor.taken(named, lambda: Extractor(named)))
        corrected, refused = self._corrections(documents, extracted, catalogue.corrections)
        curated, unread = self._curations(catalogue)
        stated = self._stated.taken(
            (documents, self._corrected.turn, self._curated.turn, self._rest.turn),
            lambda: build_observations(corrected, documents, rest, self.data, curated),
        )
        judging = _worded(catalogue)
        findings = self._findings.taken(
            (self._stated.turn, judging), lambda: run_checks(corrected, stated, documents, judging)
        )
        packed, bulky = self._pack(stated, known)
        mentions = self._packed_mentions.taken(
            self._corrected.turn, lambda: known.frames["mentions"] if known else packed_mentions(corrected)
        )
        problems = (*shelf.problems, *refused, *unread, *bulky)
        return Gathered(documents, {**packed, "mentions": mentions}, findings, problems)

    def _describe(self, read: SourceDocument, entry: object, describe: Callable[[], SourceDocument]) -> SourceDocument:
        """A document with its metadata, as `describe` says or has said for the very same one."""
        key = (read, entry, self._rest.turn)
        known = self._described.get(read.name)
        if known is None or known[0] != key:
            known = self._described[read.name] = key, describe()
        return known[1]

    def _extracted(self, documents: Iterable[SourceDocument], extractor: Extractor) -> list[Mention]:
        """The mentions of all documents; those of a document are kept while it and the names it may hold stay the same."""
        aliases = alias_map(extractor.catalogue.indicators.values())
        found: dict[str, _Read] = {}
        for document in documents:
            known = self._read.get(document.name)
            if known is None or not self._still(known, document, aliases):
                self.extracted += 1
                mentions = extractor.extract(document)
                known = _Read(document, _searched(document), aliases, self._rest.turn, mentions)
            found[document.name] = replace(known, aliases=aliases)
        self._read = found
        return [mention for read in found.values() for mention in read.mentions]

    def _still(self, known: _Read, document: SourceDocument, aliases: Mapping[str, str]) -> bool:
        """Whether the extraction would say the same again: no name that has come, gone or moved stands in the document."""
        if known.document != document or known.rest != self._rest.turn:
            return False
        changed = {name for name, _ in known.aliases.items() ^ aliases.items()}
        return not any(all(part in known.searched for part in _parts(name)) for name in changed)

    def _corrections(
        self, documents: tuple[SourceDocument, ...], extracted: list[Mention], corrections: tuple[Correction, ...]
    ) -> _Rows:
        """The mentions with the corrections applied, and those that do not fit any more."""
        rest = self._known_rest
        read = self._mentions.taken(
            (documents, extracted, self._rest.turn), lambda: build_mentions(documents, extracted, rest)
        )
        declared = replace(rest, corrections=corrections)
        return self._corrected.taken(
            (self._mentions.turn, corrections), lambda: apply_corrections(read, documents, declared)
        )

    def _curations(self, catalogue: Catalogue) -> _Rows:
        """The curated figures and declared tables; of these, those are read again that changed, or whose declaration did."""
        hashes = [self._hash_of(self.data / table.file) for table in catalogue.tables]
        declared = replace(self._known_rest, observations=catalogue.observations, tables=catalogue.tables)

        def once(number: int, read: Callable[[], _Rows]) -> _Rows:
            table = catalogue.tables[number]
            step = self._tables.setdefault(f"{number} {table.file}", _Step())
            return step.taken((table, hashes[number], self._rest.turn), read)

        key = (catalogue.observations, catalogue.tables, hashes, self._rest.turn)
        return self._curated.taken(key, lambda: curated_rows(declared, self.data, once))

    def _pack(self, stated: pd.DataFrame, known: Gathered | None) -> _Packed:
        """The observations with those of the Parquet tables, packed, and what is wrong with these."""
        home = self.data / FOLDER
        tables = {path.name: self._hash_of(path) for path in sorted(home.glob("*.parquet"))} if home.is_dir() else {}

        def pack() -> _Packed:
            if known is not None:
                problems = tuple(p for p in known.problems if p.file.startswith(f"data/{FOLDER}"))
                return {name: frame for name, frame in known.frames.items() if name != "mentions"}, problems
            observations, problems = bulk_observations(stated, self._known_rest, self.data)
            return asdict(packed_observations(observations)), problems

        return self._packed.taken((self._stated.turn, self._rest.turn, tables), pack)

    @property
    def _known_rest(self) -> Catalogue:
        """The catalogue without names, as the last step of that kind left it."""
        if self._rest.made is None:
            raise RuntimeError("nothing has been gathered yet")
        return self._rest.made


def gather(folder: Path, catalogue: Catalogue) -> Gathered:
    """Read the documents and tables of a project folder once."""
    return Gatherer(folder).gather(catalogue)


def judge(documents: tuple[SourceDocument, ...], catalogue: Catalogue) -> tuple[int, tuple[Finding, ...]]:
    """How many observations these documents alone hold, curated figures and corrections left out, and what is found in them."""
    alone = replace(catalogue, observations=(), tables=(), corrections=())
    extractor = Extractor(alone)
    extracted: list[Mention] = [m for document in documents for m in extractor.extract(document)]
    mentions = build_mentions(documents, extracted, alone)
    observations = build_observations(mentions, documents, alone, Path())
    return len(observations), run_checks(mentions, observations, documents, alone)


def bare(catalogue: Catalogue) -> Catalogue:
    """What of a catalogue decides which figures there are: without texts for readers, without what curators declare."""
    return replace(
        _worded(catalogue),
        indicators={name: replace(entry, en="") for name, entry in _worded_indicators(catalogue)},
        units={name: replace(unit, en="", at=(0, 0)) for name, unit in catalogue.units.items()},
    )


def _worded(catalogue: Catalogue) -> Catalogue:
    """What the checks are given: names too, for they say what they found."""
    return replace(
        catalogue,
        project=_NAMELESS,
        indicators=dict(_worded_indicators(catalogue)),
        units={name: _placeless(unit) for name, unit in catalogue.units.items()},
        documents=(),
        observations=(),
        tables=(),
        corrections=(),
        content_hash="",
        residents=Residents(),
    )


def _worded_indicators(catalogue: Catalogue) -> Iterable[tuple[str, Indicator]]:
    return ((name, _unexplained(entry)) for name, entry in catalogue.indicators.items())


def _unexplained(entry: Indicator) -> Indicator:
    """An indicator without what only pages show, sort by or compare by, and without its place in the file."""
    return replace(
        entry,
        theme="",
        direction="none",
        core=False,
        definition_zh="",
        definition_en="",
        source_of_definition=None,
        not_comparable_when_zh=(),
        not_comparable_when_en=(),
        breaks=(),
        per_population=False,
        at=(0, 0),
    )


def _placeless(unit: Unit) -> Unit:
    return replace(unit, at=(0, 0))


def _without_aliases(catalogue: Catalogue) -> Catalogue:
    """A catalogue without the names its indicators are found by."""
    indicators = {name: replace(entry, zh="", aliases=()) for name, entry in catalogue.indicators.items()}
    return replace(catalogue, indicators=indicators)


def _searched(document: SourceDocument) -> str:
    """All the forms of a document's text that are searched for names, without the blanks in it."""
    return "".join(f"{document.title or ''}\n{document.text}\n{clean(document.text).text}".split())


def _parts(name: str) -> list[str]:
    """What stands in a text that holds a name: one part, or two with something between (企业…合作)."""
    return ["".join(part.split()) for part in name.split(GAP)]
