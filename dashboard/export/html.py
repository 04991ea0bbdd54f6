"""The selection as one web page that needs nothing else: the chart, its notes, its sources and the values as a table.

The page carries plotly.js and asks nothing of any host; its policy forbids it. Every text is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape

from dashboard.charts.labels import (
    breakdown_text,
    flag_marks,
    indicator_name,
    origin_text,
    period_text,
    place_name,
    value_text,
)
from dashboard.charts.sources import citation
from dashboard.charts.style import CONFIG, FONTS, Row, theme_named
from dashboard.export.bundle import plotly_js
from dashboard.export.options import Request
from dashboard.observations.measures import ABSOLUTE
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["html_bytes"]

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
_TABLE = ("indicator_name", "place", "printed", "period", "origin", "flags", "verdicts", "quote", "citation")
_OPENING = """document.getElementById("chart").on("plotly_click", (event) => {
  const point = event.points.find((each) => typeof each.customdata === "string");
  const row = point && document.getElementById("o" + point.customdata.split("|")[0]);
  if (!row) return;
  document.querySelectorAll("tr.shown").forEach((old) => old.classList.remove("shown"));
  row.classList.add("shown");
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
});"""


def html_bytes(request: Request) -> bytes:
    """The page in UTF-8."""
    lang = request.lang
    words = "".join(f"<p>{escape(line)}</p>" for line in request.selection_words)
    notes = "".join(f"<li>{escape(line)}</li>" for line in request.notes)
    page = f"""<!DOCTYPE html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(request.title)}</title>
<style>{_css(request.theme)}</style>
<script>{_inline(plotly_js().decode())}</script>
</head>
<body>
<main>
<h1>{escape(request.title)}</h1>
<header>{words}</header>
<figure aria-label="{escape(say(WORDS, "chart", lang))}"><div id="chart"></div></figure>
<h2>{escape(say(WORDS, "notes", lang))}</h2>
<ul>{notes}</ul>
<h2>{escape(say(WORDS, "table", lang))}</h2>
<div class="table" tabindex="0" role="region" aria-label="{escape(say(WORDS, "table", lang))}"><table>
<thead><tr>{"".join(f'<th scope="col">{escape(word)}</th>' for word in _headings(request))}</tr></thead>
<tbody>{"".join(_table_rows(request))}</tbody>
</table></div>
</main>
<script>const chart = {_json(request.drawn(fixed=False, bare=True))};
Plotly.newPlot("chart", chart.data, chart.layout, {_json(CONFIG[lang])}).then(() => {{ {_OPENING} }});</script>
</body>
</html>
"""
    return page.encode("utf-8", "replace")


def _headings(request: Request) -> list[str]:
    """What the table's columns are called; in a mode the computed value stands behind the printed one."""
    lang, mode = request.lang, request.selection.mode
    words = [say(WORDS, f"column.{column}", lang) for column in _TABLE]
    if mode != ABSOLUTE:
        words.insert(_TABLE.index("printed") + 1, say(CHART_WORDS, f"mode.{mode}", lang))
    return words


def _table_rows(request: Request) -> Iterator[str]:
    catalogue, lang = request.catalogue, request.lang
    for row, extra in zip(request.rows, request.extras, strict=True):
        name = indicator_name(str(row["indicator"]), catalogue, lang)
        part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
        cells = (
            f"{name} · {part}" if part else name,
            place_name(str(row["ref_area"]), catalogue, lang),
            value_text(row, catalogue, lang),
            *_computed(request, extra),
            period_text(row, lang),
            origin_text(row, lang),
            flag_marks(row, lang),
            str(extra["verdicts"]),
        )
        texts = [escape(cell) for cell in cells] + [_evidence(row), escape(citation(row, lang))]
        yield f'<tr id="o{row["observation_id"]}" tabindex="-1">' + "".join(f"<td>{t}</td>" for t in texts) + "</tr>"


def _computed(request: Request, extra: Mapping[str, object]) -> tuple[str, ...]:
    """The rate or index with its formula, or why there is none; nothing where values stand as stated."""
    if request.selection.mode == ABSOLUTE:
        return ()
    parts = (extra.get(key, "") for key in ("computed", "computed_formula", "not_computed"))
    return (" = ".join(reversed([str(part) for part in parts if part])),)


def _evidence(row: Row) -> str:
    """The sentence with the value marked; of a value that stands in no text its formula or the curator's note."""
    quote, start, end = str(row["quote"]), int(row["quote_start"]), int(row["quote_end"])
    formula = f"<p>{escape(str(row['formula']))}</p>" if row["formula"] else ""
    if not quote:
        return formula or escape(str(row["note"]))
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


def _css(theme: str) -> str:
    colours = theme_named(theme)
    return (
        f"body{{margin:0;background:{colours.paper};color:{colours.ink};font:15px/1.7 {FONTS}}}"
        "main{max-width:1000px;margin:0 auto;padding:24px 20px 60px}"
        "h1{font-size:24px;line-height:1.4;margin:0 0 8px}h2{font-size:16px;margin:28px 0 8px}"
        f"header p{{margin:0;color:{colours.muted}}}figure{{margin:16px 0}}ul{{padding-left:20px;color:{colours.muted}}}"
        ".table{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}"
        f"th,td{{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid {colours.grid}}}"
        f"q{{quotes:none}}td p{{margin:0}}td:first-child{{min-width:9em}}td:nth-last-child(3){{min-width:16em}}td:nth-last-child(2){{min-width:18em}}td:last-child{{min-width:11em}}tr.shown td{{background:{colours.grid}}}"
        f"th{{white-space:nowrap;border-bottom-color:{colours.rule}}}"
    )
