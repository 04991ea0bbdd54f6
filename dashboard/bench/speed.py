"""How fast the reader is, beside two plain regular expressions over the same text in the same run.

The plain passes are a trie of every alias and a pattern of numerals: what any reader has to look for at the very least.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from dashboard.catalogue import Catalogue
from dashboard.extraction import Extractor
from dashboard.model import SourceDocument

__all__ = ["HOSTILE", "Cold", "Throughput", "cold", "hostile", "long_line", "throughput", "trie"]

_NUMERAL = re.compile(r"\d+(?:[.．,，]\d+)*|[〇零一二三四五六七八九十百千万亿两]+")
_LINE = 2000
HOSTILE = (
    "1", "一", "十", "万", "亿", "%", "，", "。", "、", "（", "“", "|", "\t1", " ", "\u3000", "a", "1 ", "1.", "1,", "2024年",
    "2024年5月", "1—", "第", "第一", "分别", "其中", "共", "近", "10所", "10 所", "10万人", "技工院校", "技工院校10所", "技工院校10所，",
    "由1增加到", "3金", "4银5铜", "四分之", "一、", "（一）", "全市", "学院", "有限公司", "职业", "省", "百分之", "多", "不", "1:", "2个多百分点",
)  # fmt: skip
_COLD = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
from dashboard.catalogue import load_catalogue
from dashboard.documents import read_document
from dashboard.extraction import Extractor
imported = time.perf_counter()
catalogue = load_catalogue(Path(sys.argv[1]))
loaded = time.perf_counter()
found = Extractor(catalogue).extract(read_document(Path(sys.argv[2])))
ended = time.perf_counter()
print(imported - begin, loaded - imported, ended - loaded)
print(*(m for m in ("pandas", "numpy", "pydantic", "yaml") if m in sys.modules))
assert found
"""


@dataclass(frozen=True, slots=True)
class Throughput:
    """Characters a second, warm, of the reader and of the plain passes; `peaks` are MB resident after each round."""

    characters: int
    reader: float
    plain: float
    peaks: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long the reader takes as the plain passes."""
        return self.plain / self.reader


@dataclass(frozen=True, slots=True)
class Cold:
    """Milliseconds in a fresh process, the middle of several: importing, the catalogue, the first letter.

    `heavy` are the libraries that take long to import and were imported all the same.
    """

    imported: float
    catalogue: float
    letter: float
    heavy: tuple[str, ...]

    @property
    def total(self) -> float:
        """Import to first letter."""
        return self.imported + self.catalogue + self.letter


def throughput(extractor: Extractor, documents: Sequence[SourceDocument], rounds: int = 3) -> Throughput:
    """The best of several rounds over the documents, after one that warms up."""
    characters = sum(len(d.text) for d in documents)
    alias = trie(extractor.catalogue)
    peaks: list[float] = []

    def read() -> None:
        for document in documents:
            extractor.extract(document)
        peaks.append(_resident())

    def scan() -> None:
        for document in documents:
            for pattern in (alias, _NUMERAL):
                for _ in pattern.finditer(document.text):
                    pass

    plain = _best(scan, rounds)
    return Throughput(characters, characters / _best(read, rounds), characters / plain, tuple(peaks))


class _Node(dict[str, "_Node"]):
    """One place in a trie: the next characters, and under "" the end of a word."""


def trie(catalogue: Catalogue) -> re.Pattern[str]:
    """Every alias of every indicator as one pattern without common beginnings."""
    root = _Node()
    for alias in sorted({a for i in catalogue.indicators.values() for a in (i.zh, *i.aliases)}):
        node = root
        for character in alias:
            node = node.setdefault(character, _Node())
        node[""] = _Node()
    return re.compile(_branches(root))


def _branches(node: _Node) -> str:
    parts = [re.escape(c) + _branches(following) for c, following in node.items() if c]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)}){'?' if '' in node else ''}"


def cold(catalogue: Path, letter: Path, runs: int = 5) -> dict[str, Cold]:
    """Import, catalogue and first letter in fresh processes: from YAML, compiling included, and from what was compiled.

    The processes have a cache folder of their own, empty for every start from YAML, and bytecode as an installed
    program has it, whether this process writes any or not.
    """
    with TemporaryDirectory() as folder:
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        surroundings["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))

        def start(cache: str) -> tuple[list[float], tuple[str, ...]]:
            return _start(catalogue, letter, surroundings | {"VET_DASHBOARD_CACHE": str(Path(folder, cache))})

        start("compiled")
        return {
            "yaml": _middle([start(f"empty {run}") for run in range(runs)]),
            "compiled": _middle([start("compiled") for _ in range(runs)]),
        }


def _start(catalogue: Path, letter: Path, surroundings: Mapping[str, str]) -> tuple[list[float], tuple[str, ...]]:
    """Seconds of the three parts of one start, and the heavy libraries it imported."""
    command = [sys.executable, "-c", _COLD, str(catalogue), str(letter)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    seconds, heavy = done.stdout.splitlines()
    return [float(word) for word in seconds.split()], tuple(heavy.split())


def _middle(starts: Sequence[tuple[list[float], tuple[str, ...]]]) -> Cold:
    """The median of each part, in milliseconds."""
    imported, loaded, read = (1000 * median(part) for part in zip(*(seconds for seconds, _ in starts), strict=True))
    return Cold(imported, loaded, read, tuple(sorted({name for _, heavy in starts for name in heavy})))


def long_line(extractor: Extractor, documents: Iterable[SourceDocument], characters: int = 1_000_000) -> float:
    """time(2n) / time(n) of one line without a break, 2n being `characters`: about 2 where the reader is linear."""
    line = re.sub(r"\s+", "", "".join(d.text for d in documents))
    line = (line * (characters // max(1, len(line)) + 1))[:characters]
    half, whole = (
        _best(_reading(extractor, SourceDocument("line.txt", text, "")), 1) for text in (line[: len(line) // 2], line)
    )
    return whole / half


def hostile(extractor: Extractor, units: Sequence[str] = HOSTILE) -> list[tuple[float, str]]:
    """Milliseconds for a line of 2,000 characters that repeats one unit, the worst first."""
    timed = []
    for unit in units:
        document = SourceDocument("line.txt", (unit * _LINE)[:_LINE], "")
        timed.append((1000 * _best(_reading(extractor, document), 2), unit))
    return sorted(timed, reverse=True)


def _reading(extractor: Extractor, document: SourceDocument) -> Callable[[], object]:
    return lambda: extractor.extract(document)


def _best(run: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs in seconds, after one that warms up where there are several."""
    if rounds > 1:
        run()
    times = []
    for _ in range(rounds):
        begin = perf_counter()
        run()
        times.append(perf_counter() - begin)
    return min(times)


def _resident() -> float:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
