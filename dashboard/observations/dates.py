"""Dates and periods as a reader writes them; frames and files keep ISO 8601."""

from __future__ import annotations

import re

from dashboard.wording import say
from dashboard.wording.charts import WORDS

__all__ = ["date_text"]

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def date_text(period: str, lang: str) -> str:
    """An ISO 8601 date, month, year or range in words: 2024年5月, 2022年1月1日至5月15日; other text unchanged."""
    start, slash, end = period.partition("/")
    if slash:
        same_year = lang == "zh" and start[:4] == end[:4] and len(end) > 4
        later = date_text(end, lang).removeprefix(f"{end[:4]}年") if same_year else date_text(end, lang)
        return say(WORDS, "period.range", lang, start=date_text(start, lang), end=later)
    match = _ISO_DATE.fullmatch(period)
    if match is None:
        return period
    year, month, day = match.groups()
    return _zh_date(year, month, day) if lang == "zh" else _en_date(year, month, day)


def _zh_date(year: str, month: str | None, day: str | None) -> str:
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def _en_date(year: str, month: str | None, day: str | None) -> str:
    parts = [str(int(day))] if day else []
    return " ".join([*parts, say(WORDS, f"month.{month}", "en"), year] if month else [year])
