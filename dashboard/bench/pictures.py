"""How long pictures take: a batch as the command line makes it, broken off half way and taken up again."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median

from dashboard.errors import UsageError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.bench import WORDS

__all__ = ["Batch", "measure", "views"]

_MADE = re.compile(r"^\[\d+/\d+\] ([\d.]+) s ", re.MULTILINE)
_KEPT = re.compile(r"^\[\d+/\d+\] there already ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Batch:
    """Seconds. `first` is the first picture with the start of the browser, `warm` the median and `slowest` of the others.

    `whole` is the run that made the second half, its start included; `again` one that found `kept` files and made none.
    """

    count: int
    first: float
    warm: float
    slowest: float
    whole: float
    again: float
    kept: int


def views(indicators: Sequence[str], count: int) -> list[str]:
    """So many links, each of another view: every indicator compared, then over the years, then by year."""
    charts = ("compare", "trend")
    years = ("", "&t=2025", "&t=2024", "&t=2023", "&t=2022", "&t=2021", "&t=2020")
    links = [f"/{chart}?i={name}{year}" for year, chart, name in product(years, charts, indicators)]
    return list(islice(cycle(links), count))


def measure(project: Path, indicators: Sequence[str], count: int, form: str) -> Batch:
    """The times of a batch of pictures. UsageError: the command failed, with what it said."""
    links = views(indicators, count)
    with tempfile.TemporaryDirectory() as folder:
        half = _run(project, links[: count // 2], folder, form)
        started = time.perf_counter()
        rest = _run(project, links, folder, form)
        whole = time.perf_counter() - started
        started = time.perf_counter()
        kept = len(_KEPT.findall(_run(project, links, folder, form)))
        again = time.perf_counter() - started
    first, *warm = [float(seconds) for seconds in _MADE.findall(half)]
    warm += [float(seconds) for seconds in _MADE.findall(rest)][1:]
    return Batch(count, first, median(warm), max(warm), whole, again, kept)


def _run(project: Path, links: Sequence[str], folder: str, form: str) -> str:
    """What the command says of each picture."""
    command = [sys.executable, "-m", "dashboard", "--project", str(project), "--lang", "en", "export", folder]
    options = ["--batch", "-", "--format", form, "--scale", "2"]
    ran = subprocess.run([*command, *options], input="\n".join(links), capture_output=True, text=True, check=False)
    if ran.returncode:
        raise UsageError(*(say(WORDS, "undrawn", lang, why=ran.stderr.strip()[-500:]) for lang in LANGUAGES))
    return ran.stderr
