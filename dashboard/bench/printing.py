"""Results as plain tables for the terminal. Each function takes one result and returns lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.bench.accuracy import MEASURES, SetScore
from dashboard.bench.pictures import Batch
from dashboard.bench.reliability import Reliability
from dashboard.bench.speed import Cold, Throughput
from dashboard.bench.unlabelled import CorpusTally
from dashboard.bench.wrapping import Tally

__all__ = ["accuracy", "corpora", "pictures", "reliability", "speed", "table", "wrap"]

Cells = Sequence[object]


def table(heads: Sequence[str], rows: Sequence[Cells]) -> list[str]:
    """Columns as wide as their longest cell; numbers to the right, floats with three digits."""
    printed = [[_cell(c) for c in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *printed, strict=True)]
    numeric = [bool(rows) and isinstance(c, int | float) for c in (rows[0] if rows else heads)]
    lines = [heads, *printed]
    return ["  ".join(_put(*cell) for cell in zip(line, widths, numeric, strict=True)).rstrip() for line in lines]


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _put(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def accuracy(scores: Sequence[SetScore]) -> list[str]:
    """One line a measure, one column a set; then each text by itself and what the set scores without it."""
    rows = [[m, *(s.score[m] for s in scores)] for m in MEASURES]
    rows.append(["traps hit", *(f"{int(s.score['traps_hit'])} of {int(s.score['traps'])}" for s in scores)])
    lines = table(["measure", *(s.name for s in scores)], rows)
    heads = ["text", "quantities", "quantity_f1", "indicators", "indicator_f1", "indicator_precision"]
    heads += ["quantity_f1 without", "indicator_f1 without"]
    for score in scores:
        texts = [
            [
                t.name,
                int(t.alone["gold"]),
                t.alone["quantity_f1"],
                int(t.alone["indicator_gold"]),
                t.alone["indicator_f1"],
                t.alone["indicator_precision"],
                t.left_out["quantity_f1"],
                t.left_out["indicator_f1"],
            ]
            for t in score.texts
        ]
        lines += ["", f"{score.name}, text by text", *table(heads, texts)] if texts else []
    return lines


def reliability(result: Reliability, errors: int) -> list[str]:
    """One line a tenth of confidence, then coverage, then the surest errors."""
    rows = [
        [f"{b.low:.1f}-{b.low + 0.1:.1f}", b.rows, b.right, b.right / b.rows if b.rows else "-"] for b in result.bins
    ]
    lines = table(["confidence", "rows", "right", "share"], rows)
    lines += ["", f"right at >= 0.9: {result.share_right(0.9):.3f}   at >= 0.5: {result.share_right(0.5):.3f}"]
    lines += [
        f"labelled indicator rows ({result.labelled}) named at >= {c}: {result.reached[c]:.3f}, right in all: {result.covered[c]:.3f}"
        for c in sorted(result.reached, reverse=True)
    ]
    shown = [
        [
            j.row["confidence"],
            j.row["document"],
            j.row["surface"],
            j.row["indicator"],
            ", ".join(j.wrong),
            (j.label or {}).get("indicator") or "-",
        ]
        for j in result.errors[:errors]
    ]
    return (
        [*lines, "", *table(["confidence", "document", "surface", "indicator", "wrong", "label"], shown)]
        if shown
        else lines
    )


def wrap(results: Mapping[str, Tally]) -> list[str]:
    """One line a way of cutting, then the first difference of every document that differs."""
    rows = [[name, t.variants, t.share_found, t.share_identical] for name, t in results.items()]
    lines = table(["cut", "variants", "quantities found", "identical"], rows)
    for name, tally in results.items():
        lines += ["", f"{name}: variants that differ"] if tally.differing else []
        ordered = sorted(tally.differing.items(), key=lambda item: -item[1])
        lines += [f"{count:5}  {document}  {tally.first[document]}" for document, count in ordered]
    return lines


def corpora(results: Mapping[str, CorpusTally]) -> list[str]:
    """One line a corpus, then every exception and every span that is not its surface."""
    rows = [
        [
            name,
            t.documents,
            t.characters,
            t.quantities,
            len(t.claims),
            t.per_ten_thousand(),
            t.per_ten_thousand(0.5),
            len(t.exceptions),
            len(t.wrong_spans),
        ]
        for name, t in results.items()
    ]
    heads = ["corpus", "documents", "characters", "quantities", "with indicator", "outside per 10,000"]
    heads += ["at >= 0.5", "exceptions", "wrong spans"]
    faults = dict.fromkeys(line for t in results.values() for line in (*t.exceptions, *t.wrong_spans))
    return [*table(heads, rows), *faults]


def speed(
    warm: Mapping[str, Throughput], starts: Mapping[str, Cold], linear: float, worst: Sequence[tuple[float, str]]
) -> list[str]:
    """Throughput by corpus, the cold start, and how long lines behave."""
    rows = [
        [name, t.characters, t.reader / 1e6, t.plain / 1e6, t.ratio, t.peaks[-1], t.peaks[-1] - t.peaks[0]]
        for name, t in warm.items()
    ]
    heads = ["corpus", "characters", "M chars/s", "plain re", "times as long", "peak MB", "growth MB"]
    lines = table(heads, rows)
    heads = ["cold start, ms", "import", "catalogue", "first letter", "together", "heavy libraries"]
    lines += ["", *table(heads, [[f"from {name}", *_cold(start)] for name, start in starts.items()])]
    lines += ["", f"one line of 1,000,000 characters: time(2n)/time(n) = {linear:.2f}"]
    lines += ["", "2,000 characters of one unit, ms", *table(["ms", "unit"], [[ms, repr(unit)] for ms, unit in worst])]
    return lines


def pictures(result: Batch) -> list[str]:
    """One line of seconds, and what was kept of the batch when it was run again."""
    heads = ["pictures", "first, s", "warm median, s", "slowest, s", "second half, s", "again, s", "kept"]
    cells = [result.count, result.first, result.warm, result.slowest, result.whole, result.again, result.kept]
    return table(heads, [cells])


def _cold(start: Cold) -> Cells:
    return [start.imported, start.catalogue, start.letter, start.total, " ".join(start.heavy) or "none"]
