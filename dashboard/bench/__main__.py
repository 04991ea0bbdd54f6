"""`python -m dashboard.bench COMMAND`: measure, print a table or JSON. Exit 0, or 2 where something is missing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from dashboard.bench import accuracy, pictures, printing, reliability, speed, unlabelled, wrapping
from dashboard.bench.material import CORPORA, corpus, labelled_sets, load_scorer
from dashboard.catalogue import load_catalogue
from dashboard.errors import DashboardError
from dashboard.extraction import Extractor
from dashboard.wording import LANGUAGES, say
from dashboard.wording.bench import WORDS

__all__ = ["main"]

Result = tuple[object, list[str]]  # what --json prints, and the lines of the table
_FAST, _DENSE = "laws", "gwr_prov_2026"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement and print it."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Extractor], Result] = options.run
    try:
        extractor = Extractor(load_catalogue(options.project / "indicators.yaml"))
        content, lines = command(options, extractor)
    except DashboardError as error:
        print(error.zh if options.lang == "zh" else error.en, file=sys.stderr)
        return 2
    print(json.dumps(content, ensure_ascii=False) if options.json else "\n".join(lines))
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--project", type=Path, default=Path(), metavar="DIR", help=_words("project"))
    common.add_argument("--shared", type=Path, default=Path("..") / "shared", metavar="DIR", help=_words("shared"))
    common.add_argument("--json", action="store_true", help=_words("json"))
    common.add_argument("--lang", choices=LANGUAGES, default="en", help=_words("lang"))
    sets = argparse.ArgumentParser(add_help=False)
    sets.add_argument("--set", type=Path, action="append", default=[], metavar="DIR", help=_words("set"))

    parser = argparse.ArgumentParser(prog="python -m dashboard.bench", description=_words("program"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace, Extractor], Result], *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=_words(name), parents=[common, *parents])
        command.set_defaults(run=run)
        return command

    add("accuracy", _accuracy, sets).add_argument("--total", action="store_true", help=_words("total"))
    add("reliability", _reliability, sets).add_argument("--errors", type=int, default=20, help=_words("errors"))
    wrap = add("wrap", _wrap, sets)
    wrap.add_argument("--every", type=int, default=1, metavar="N", help=_words("every"))
    wrap.add_argument("--other", action="store_true", help=_words("other"))
    corpora = add("corpora", _corpora)
    corpora.add_argument("--only", choices=CORPORA, action="append", help=_words("only"))
    corpora.add_argument("--sample", type=int, default=0, metavar="N", help=_words("sample"))
    corpora.add_argument("--seed", type=int, default=0, metavar="S", help=_words("seed"))
    add("speed", _speed).add_argument("--rounds", type=int, default=3, metavar="N", help=_words("rounds"))
    drawn = add("pictures", _pictures)
    drawn.add_argument("--count", type=int, default=100, metavar="N", help=_words("count"))
    drawn.add_argument("--format", default="png", choices=("png", "svg", "pdf"), help=_words("format"))
    return parser


def _words(key: str) -> str:
    return say(WORDS, key, "en")


def _accuracy(options: argparse.Namespace, extractor: Extractor) -> Result:
    scorer = options.shared / "eval" / "score.py"
    sets = labelled_sets(options.shared, options.set)
    scores = [accuracy.score_set(extractor, s, scorer, not options.total) for s in sets]
    return [asdict(s) for s in scores], printing.accuracy(scores)


def _reliability(options: argparse.Namespace, extractor: Extractor) -> Result:
    sets = labelled_sets(options.shared, options.set)
    result = reliability.measure(extractor, sets, load_scorer(options.shared))
    return asdict(result), printing.reliability(result, options.errors)


def _wrap(options: argparse.Namespace, extractor: Extractor) -> Result:
    documents = [d for s in labelled_sets(options.shared, options.set) for d in s.documents]
    widths = wrapping.WIDTHS[:: options.every]
    tried = {"characters": list(wrapping.ways(widths))}
    if options.other:
        tried |= {name: list(wrapping.ways(widths, line_break)) for name, line_break in wrapping.BREAKS.items()}
        tried |= {cut: list(wrapping.ways(widths, cut=cut)) for cut in wrapping.CUTS if cut not in tried}
    results = {name: wrapping.measure(extractor, documents, ways) for name, ways in tried.items()}
    return {name: asdict(t) for name, t in results.items()}, printing.wrap(results)


def _corpora(options: argparse.Namespace, extractor: Extractor) -> Result:
    names = options.only or CORPORA
    results = {name: unlabelled.measure(extractor, corpus(options.shared, name)) for name in names}
    results["together"] = unlabelled.together(results.values())
    sample = list(unlabelled.sampled(results["together"].claims, options.sample, options.seed))
    return {name: asdict(t) for name, t in results.items()}, [*printing.corpora(results), *sample]


def _speed(options: argparse.Namespace, extractor: Extractor) -> Result:
    letters = sorted((options.shared / "letters").glob("*.txt"))
    starts = speed.cold(options.project / "indicators.yaml", letters[0])
    texts = {name: list(corpus(options.shared, name)) for name in (_FAST, _DENSE)}
    warm = {name: speed.throughput(extractor, documents, options.rounds) for name, documents in texts.items()}
    linear = speed.long_line(extractor, texts[_DENSE])
    worst = speed.hostile(extractor)
    content = {
        "warm": {name: asdict(t) | {"ratio": t.ratio} for name, t in warm.items()},
        "cold": {name: asdict(start) | {"total": start.total} for name, start in starts.items()},
        "linear": linear,
        "hostile": worst,
    }
    return content, printing.speed(warm, starts, linear, worst[:8])


def _pictures(options: argparse.Namespace, _: Extractor) -> Result:
    indicators = list(load_catalogue(options.project / "indicators.yaml").indicators)
    result = pictures.measure(options.project, indicators, options.count, options.format)
    return asdict(result), printing.pictures(result)


if __name__ == "__main__":
    sys.exit(main())
