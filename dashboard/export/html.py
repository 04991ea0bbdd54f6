"""A selection as one web page that needs nothing else: charts, the sentence behind each mark, notes, tables, sources.

The page carries plotly.js and asks nothing of any host; its policy forbids it. Every text is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path

from dashboard.charts.labels import (
    breakdown_text,
    flag_marks,
    indicator_name,
    note_text,
    origin_text,
    period_text,
    place_name,
    symbols_legend,
    value_text,
)
from dashboard.charts.sources import citation
from dashboard.charts.style import CONFIG, FONTS, Row, theme_named
from dashboard.export.board import MOST_CHARTS, Board, board_of_request
from dashboard.export.bundle import plotly_js
from dashboard.export.citing import cite_chart
from dashboard.export.options import Request
from dashboard.export.provenance import KEY, proof_text
from dashboard.observations.measures import ABSOLUTE
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["board_html", "html_bytes"]

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
_TABLE = ("indicator_name", "place", "printed", "period", "origin", "flags", "verdicts", "quote", "citation")
_MARKS = {"light": ("#ffe9a8", "#0d5c6b"), "dark": ("#6b5310", "#7fcbd8")}


def html_bytes(request: Request) -> bytes:
    """The page of one chart, in UTF-8."""
    return board_html(board_of_request(request))


def board_html(board: Board) -> bytes:
    """The page of several charts, in UTF-8. The same bytes for the same data."""
    lang = board.lang
    words = "".join(f"<p>{escape(line)}</p>" for line in board.words)
    sections = "".join(_section(board, request, number) for number, request in enumerate(board.requests))
    given = {"charts": [request.drawn(fixed=False, bare=True) for request in board.requests], "config": CONFIG[lang]}
    page = f"""<!DOCTYPE html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="{KEY}" content="{escape(proof_text(board.proof))}">
<title>{escape(board.title)}</title>
<style>{_colours(board.theme)}{_part("page.css")}</style>
<script>{_inline(plotly_js().decode())}</script>
</head>
<body>
<main>
<h1>{escape(board.title)}</h1>
<header>{words}</header>
{_introduction(board)}
{sections or f"<p>{escape(_word(board, 'board.empty'))}</p>"}
{_findings(board)}
{_closing(board)}
</main>
{_dialog(board)}
<script>const given = {_json(given)};
{_part("page.js")}</script>
</body>
</html>
"""
    return page.encode("utf-8", "replace")


def _word(board: Board, key: str, **words: object) -> str:
    return say(WORDS, key, board.lang, **words)


def _section(board: Board, request: Request, number: int) -> str:
    """One chart: its title, the chart, its notes, the values as a table."""
    title = escape(board.chart_title(request))
    notes = "".join(f"<li>{escape(line)}</li>" for line in request.panel_notes)
    height = float(request.drawn(fixed=False, bare=True)["layout"]["height"])
    label = escape(_word(board, "board.chart", title=board.chart_title(request)))
    table = escape(_word(board, "table"))
    heads = "".join(f'<th scope="col">{escape(word)}</th>' for word in _headings(request))
    return f"""<section>
<h2>{title}</h2>
<figure tabindex="0" role="group" aria-label="{label}"><div data-chart="{number}" style="height:{height:.0f}px"></div></figure>
<details><summary>{escape(_word(board, "board.table", count=len(request.rows)))}</summary>
<div class="table" tabindex="0" role="region" aria-label="{table}"><table>
<thead><tr>{heads}</tr></thead>
<tbody>{"".join(_table_rows(request, number))}</tbody>
</table></div>{f"<ul>{notes}</ul>" if notes else ""}</details>
</section>
"""


def _introduction(board: Board) -> str:
    """The author's own words, a paragraph a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in board.introduction.split("\n") if line.strip())


def _findings(board: Board) -> str:
    """What the checks found and the reader chose to show."""
    if not board.found:
        return ""
    items = "".join(f"<li>{escape(each.zh if board.lang == 'zh' else each.en)}</li>" for each in board.found)
    return f"<h3>{escape(_word(board, 'brief.findings'))}</h3><ul>{items}</ul>"


def _closing(board: Board) -> str:
    """Notes, symbols, how to cite, how to come back."""
    notes = list(board.notes)
    if board.left_out:
        notes.append(_word(board, "board.left_out", most=MOST_CHARTS, count=board.left_out))
    symbols = "".join(
        f"<dt>{escape(symbol)}</dt><dd>{escape(meaning)}</dd>"
        for symbol, meaning in symbols_legend(board.lang)
        if symbol
    )
    cited = "".join(f"<p>{escape(text)}</p>" for text in _citations(board))
    link = escape(_word(board, "proof.link", link=board.printed_link))
    return (
        f"<h3>{escape(_word(board, 'notes'))}</h3><ul>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ul>"
        f"<h3>{escape(_word(board, 'sheet.symbols'))}</h3><dl>{symbols}</dl>"
        f"<h3>{escape(_word(board, 'board.cite'))}</h3>{cited}"
        f'<p class="foot">{link}</p>'
    )


def _citations(board: Board) -> tuple[str, ...]:
    """The page as it may be cited: by GB/T 7714 and as a sentence; nothing without a chart."""
    whole = board.asked or (board.requests[0] if board.requests else None)
    if whole is None:
        return ()
    cited = cite_chart(whole if board.asked else Request(board.project, board.selection, whole.chart))
    return cited.reference, cited.sentence(board.lang)


def _dialog(board: Board) -> str:
    """The window that shows the sentence behind a mark."""
    buttons = "".join(
        f'<button type="button" id="{key}">{escape(_word(board, f"board.{key}"))}</button>'
        for key in ("before", "after", "close")
    )
    return (
        '<dialog id="evidence" aria-labelledby="what">'
        f'<h2 id="what" tabindex="-1">{escape(_word(board, "board.evidence"))}</h2>'
        f'<dl id="facts" aria-live="polite"></dl><div class="steps">{buttons}</div></dialog>'
    )


def _headings(request: Request) -> list[str]:
    """What the table's columns are called; in a mode the computed value stands behind the printed one."""
    lang, mode = request.lang, request.selection.mode
    words = [say(WORDS, f"column.{column}", lang) for column in _TABLE]
    if mode != ABSOLUTE:
        words.insert(_TABLE.index("printed") + 1, say(CHART_WORDS, f"mode.{mode}", lang))
    return words


def _table_rows(request: Request, number: int) -> Iterator[str]:
    catalogue, lang = request.catalogue, request.lang
    for row, extra in zip(request.rows, request.extras, strict=True):
        name = indicator_name(str(row["indicator"]), catalogue, lang)
        part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
        value = escape(value_text(row, catalogue, lang))
        cells = (
            escape(f"{name} · {part}" if part else name),
            escape(place_name(str(row["ref_area"]), catalogue, lang)),
            f'<button type="button" class="value">{value}</button>',
            *map(escape, _computed(request, extra)),
            escape(period_text(row, lang)),
            escape(origin_text(row, lang)),
            escape(flag_marks(row, lang)),
            escape(str(extra["verdicts"])),
            _evidence(row, request.lang),
            escape(citation(row, lang)),
        )
        yield f'<tr id="c{number}-{escape(str(row["observation_id"]))}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _computed(request: Request, extra: Mapping[str, object]) -> tuple[str, ...]:
    """The rate or index with its formula, or why there is none; nothing where values stand as stated."""
    if request.selection.mode == ABSOLUTE:
        return ()
    parts = (extra.get(key, "") for key in ("computed", "computed_formula", "not_computed"))
    return (" = ".join(reversed([str(part) for part in parts if part])),)


def _evidence(row: Row, lang: str) -> str:
    """The sentence with the value marked; of a value that stands in no text its formula or the curator's note."""
    quote, start, end = str(row["quote"]), int(row["quote_start"]), int(row["quote_end"])
    formula = f"<p>{escape(str(row['formula']))}</p>" if row["formula"] else ""
    if not quote:
        return formula or escape(note_text(row, lang))
    before, value, after = (
        escape("".join(part.split("\n"))) for part in (quote[:start], quote[start:end], quote[end:])
    )
    return f'{formula}<q lang="zh-CN">{before}<mark>{value}</mark>{after}</q>'


def _json(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _inline(script: str) -> str:
    return script.replace("</script", "<\\/script")


@cache
def _part(name: str) -> str:
    """The page's own script or style, which lies beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _colours(theme: str) -> str:
    colours = theme_named(theme)
    mark, focus = _MARKS[theme]
    said = {
        "paper": colours.paper, "ink": colours.ink, "muted": colours.muted, "grid": colours.grid, "rule": colours.rule,
        "mark": mark, "focus": focus, "fonts": FONTS,
    }  # fmt: skip
    return ":root{" + "".join(f"--{name}:{value};" for name, value in said.items()) + "}"
