"""What one observation is called on a chart, in a table and in a file: its value, period, flags and names as text.

A row is one observation as a mapping (a `dict` of the observations frame). Every function returns plain text in `lang`
("zh" or "en"); nothing is escaped here. Rules: domain handbook 6.3 and 8 (never more digits than the source; 人 and
人次 always spelled out; 万 and 亿 in Chinese, thousands separators in English).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.entries import Catalogue
from dashboard.catalogue.names import breakdown_text, indicator_name, perimeter_name, place_name, unit_text
from dashboard.charts.style import Row
from dashboard.observations.composition import row_interval
from dashboard.observations.dates import date_text
from dashboard.observations.intervals import show
from dashboard.observations.qualified import qualified
from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = [
    "Flag",
    "breakdown_text",
    "every_flag",
    "flag_marks",
    "flags",
    "has",
    "indicator_name",
    "note_text",
    "origin_text",
    "owner_text",
    "part_owner",
    "perimeter_text",
    "period_text",
    "place_name",
    "reason_text",
    "scope_text",
    "short_period",
    "status_text",
    "symbols_legend",
    "undated",
    "unit_text",
    "value_text",
]

_ENDS_WITHOUT_UNIT = re.compile(r"[0-9万亿多余几]$")
_OPEN = ".."  # the end of a period that has none yet


@dataclass(frozen=True, slots=True)
class Flag:
    """One mark beside a value: a stable `code`, the `symbol` of tables and files, what it means, and the `word` of a page."""

    code: str
    symbol: str
    meaning: str
    word: str = ""


def has(value: Any) -> bool:
    """Whether a cell of a frame holds a number or a text: not NaN, not None, not empty."""
    if value is None or value == "":
        return False
    return not (isinstance(value, float) and math.isnan(value))


def perimeter_text(row: Row, catalogue: Catalogue, lang: str) -> str:
    """The perimeter in words; empty where the row has none."""
    code = str(row["perimeter"])
    return perimeter_name(str(row["indicator"]), code, catalogue, lang) if code else ""


def scope_text(row: Row, lang: str) -> str:
    """Whose number it is: 全市, 市本级, the institution's own name …; empty where unknown."""
    if row["scope"] == "entity" and row["entity"]:
        return str(row["entity"])
    return say(WORDS, f"scope.{row['scope']}", lang) if row["scope"] else ""


_PART_SCOPES = ("municipal", "system")


def owner_text(row: Row, catalogue: Catalogue, lang: str) -> str:
    """Whose value: the place, or the institution with its place."""
    place = place_name(str(row["ref_area"]), catalogue, lang)
    if row["scope"] == "entity" and row["entity"]:
        return f"{row['entity']}（{place}）" if lang == "zh" else f"{row['entity']} ({place})"
    return f"{place} · {scope_text(row, lang)}" if row["scope"] in _PART_SCOPES else place


def part_owner(row: Row, catalogue: Catalogue, lang: str, panel: str = "") -> str:
    """The place, with the part the value is of where a panel (an id, with `;` and a breakdown key) does not say it."""
    place = place_name(str(row["ref_area"]), catalogue, lang)
    part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), catalogue, lang)
    if not part or row["breakdown"] == panel.partition(";")[2]:
        return place
    return f"{place}（{part}）" if lang == "zh" else f"{place} ({part})"


def origin_text(row: Row, lang: str) -> str:
    """How the value came in: 自动摘录, 人工整理, 推算 …"""
    return say(WORDS, f"origin.{row['origin']}", lang)


def note_text(row: Row, lang: str) -> str:
    """What a curator notes about a value, in English where that is given; empty where nothing is noted."""
    return str((row["note_en"] if lang == "en" else "") or row["note"])


def status_text(row: Row, lang: str) -> str:
    """What kind of statement the value is: 实绩, 目标, 申报, 能力."""
    return say(WORDS, f"status.{row['status']}", lang)


def reason_text(code: str, lang: str) -> str:
    """A reason code of a verdict in words."""
    return say(WORDS, f"reason.{code}", lang)


def value_text(row: Row, catalogue: Catalogue, lang: str) -> str:
    """The value as a reader may quote it.

    Chinese: as printed, with the measure word when the print left it to a table head, and with the qualifier when that
    stands apart from the number in its sentence (近700万人). English: the base value with thousands separators and no
    more decimals than printed, the qualifier and the unit in words. Empty without a value.
    """
    if not has(row["value"]):
        return ""
    if lang == "zh":
        return _qualified(_printed(row), row, "zh")
    return _english(row, catalogue)


def _printed(row: Row) -> str:
    printed: str = row["printed"]
    unit: str = row["unit"]
    if unit and printed.endswith(unit):
        return printed
    bare = bool(_ENDS_WITHOUT_UNIT.search(printed)) and unit not in printed
    return printed + unit if bare else printed


def _english(row: Row, catalogue: Catalogue) -> str:
    number = _number(row, "value")
    if has(row["value_high"]):
        number = f"{number}–{_number(row, 'value_high')}"
    if row["unit"] == "名次":
        return _english_rank(row, number)
    unit = str(row["unit"])
    words = unit_text(unit, catalogue, "en")
    if row["processing"] == "derived":
        return f"{show(row_interval(row), 'en')}{'%' if unit == '%' else f' {words}'}"
    text = f"{number}%" if unit == "%" else f"{number} {_singular(words) if number == '1' else words}".strip()
    return _qualified(text, row, "en")


def _qualified(text: str, row: Row, lang: str) -> str:
    return qualified(text, str(row["qualifier"]), float(row["value"]), float(row["high"]), lang)


_PLURALS = ((re.compile(r"ies$"), "y"), (re.compile(r"(ss|ch|x)es$"), r"\1"), (re.compile(r"(?<!s)s$"), ""))


def _singular(words: str) -> str:
    """The singular of English words: institutions → institution, bodies → body, classes → class; other words stay."""
    found = next(((ending, new) for ending, new in _PLURALS if ending.search(words)), None)
    return found[0].sub(found[1], words) if found else words


def _english_rank(row: Row, number: str) -> str:
    text = say(WORDS, "value.rank", "en", value=number)
    return say(WORDS, "value.of", "en", value=text, of=f"{row['rank_of']:g}") if has(row["rank_of"]) else text


def _number(row: Row, column: str) -> str:
    decimals = max(0, int(row["decimals"]) - int(row["unit_mult"]))
    return f"{float(row[column]):,.{decimals}f}"


def period_text(row: Row, lang: str) -> str:
    """The period and how the value relates to it: 截至2024年12月31日, 2022年1月1日至5月15日（年内累计） …

    A date the text does not state is never said to be one: 时点未注明，文件日期2025年; handbook 1.5. What is no actual
    is said to be none: a target is reached by its date (目标，到2025年), is one for its year (目标，2026年), or was
    applied for.
    """
    text, status = _period(row, lang), str(row.get("status", ""))
    if status in ("", "actual"):
        return text
    if _is_due(row):
        return say(WORDS, "period.target", lang, period=date_text(str(row["time_period"]), lang))
    return say(WORDS, "period.status", lang, status=say(WORDS, f"status.{status}", lang), period=text)


def _is_due(row: Row) -> bool:
    """Whether a row is a target with the date by which it is to be reached."""
    return bool(row["status"] == "target" and row["period_type"] == "as_of" and row["time_period"]) and not undated(row)


def _period(row: Row, lang: str) -> str:
    kind, period = str(row["period_type"]) or "unknown", str(row["time_period"])
    if not period:
        return say(WORDS, f"period.none.{kind}", lang)
    if undated(row):
        return say(WORDS, f"period.document.{kind}", lang, period=date_text(period, lang))
    start, _, end = period.partition("/")
    if end == "..":
        return say(
            WORDS,
            f"period.since.{kind}" if kind == "cumulative" else "period.since",
            lang,
            period=date_text(start, lang),
        )
    if kind == "cumulative":
        period = end or period
    return say(WORDS, f"period.{kind}", lang, period=date_text(period, lang))


def short_period(row: Row, lang: str) -> str:
    """The period as it fits beside a mark: 2024-12-31, 文件日期2025; of a range to a date 至2022-05-15; empty without one."""
    start, slash, end = str(row["time_period"]).partition("/")
    if undated(row):
        return say(WORDS, "period.document.short", lang, period=end or start)
    if end == "..":
        return say(WORDS, "period.since", lang, period=start)
    return say(WORDS, "period.to", lang, end=end) if slash else start


def undated(row: Row) -> bool:
    """Whether the text states no date and the document's own stands in for it (handbook 1.5); not so once corrected."""
    period, issued = str(row["time_period"]), str(row.get("date_issued", ""))
    stands_in = bool(period) and (issued.startswith(period) or period.startswith(issued))
    return row.get("period_basis") == "document" and stands_in


_RULES: tuple[tuple[str, Any], ...] = (
    ("conflict", lambda row: bool(row["conflict"])),
    ("approximate", lambda row: row["qualifier"] not in ("eq", "")),
    ("provisional", lambda row: row["period_type"] == "year_to_date"),
    ("revised", lambda row: row["origin"] == "corrected"),
    ("derived", lambda row: row["origin"] == "derived" or row["processing"] == "derived"),
    ("target", lambda row: row["status"] == "target"),
    ("applied", lambda row: row["status"] == "applied"),
    ("capacity", lambda row: row["status"] == "capacity"),
    ("cumulative", lambda row: row["period_type"] == "cumulative"),
    ("rate", lambda row: row["period_type"] == "rate"),
    ("undated", undated),
    ("digest", lambda row: row["document_kind"] == "digest"),
)


def _flag(code: str, lang: str) -> Flag:
    symbol, short = say(WORDS, f"flag.{code}", lang), f"flag.{code}.short"
    word = say(WORDS, short, lang) if short in WORDS else symbol
    return Flag(code, symbol, say(WORDS, f"flag.{code}.meaning", lang), word)


def every_flag(lang: str) -> tuple[Flag, ...]:
    """All marks there are, in the order in which a value carries them."""
    return tuple(_flag(code, lang) for code, _ in _RULES)


def flags(row: Row, lang: str) -> tuple[Flag, ...]:
    """The marks a value carries, always in the same order (handbook 6.3 and 8)."""
    return tuple(_flag(code, lang) for code, holds in _RULES if holds(row))


def flag_marks(row: Row, lang: str) -> str:
    """The symbols of a row's flags in one cell: `u e`, `p 累计`; empty when there are none."""
    return " ".join(flag.symbol for flag in flags(row, lang))


def symbols_legend(lang: str) -> tuple[tuple[str, str], ...]:
    """Every symbol an export may hold and what it means, the handbook's legend included: (symbol, meaning)."""
    own = tuple((flag.symbol, flag.meaning) for flag in every_flag(lang))
    signs = (("b", "symbols.break"), ("", "symbols.blank"), ("…", "symbols.below"), ("#", "symbols.of_which"))
    return own + tuple((sign, say(WORDS, key, lang)) for sign, key in signs)
