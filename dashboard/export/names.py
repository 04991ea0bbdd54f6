"""What an exported file is called, and how a server says so (RFC 6266)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from dashboard.catalogue.entries import Catalogue
from dashboard.charts.labels import indicator_name, place_name
from dashboard.charts.selection import place_codes
from dashboard.model import Selection
from dashboard.observations.measures import ABSOLUTE
from dashboard.wording import say
from dashboard.wording.charts import WORDS as CHART_WORDS
from dashboard.wording.export import WORDS

__all__ = ["content_disposition", "file_name"]

_UNSAFE = re.compile(r'[\\/:*?"<>|\s;%\x00-\x1f\x7f]+')
_LONGEST = 60


def file_name(selection: Selection, catalogue: Catalogue, form: str) -> str:
    """A name that says what is inside and that every file system takes: 南阳市-信阳市_中等职业学校数等3项.csv."""
    lang = selection.lang
    places = "-".join(place_name(code, catalogue, lang) for code in place_codes(selection, catalogue)[:3])
    names = [indicator_name(name.partition(";")[0], catalogue, lang) for name in selection.indicators]
    what = names[0] if names else say(WORDS, "name.all", lang)
    if len(names) > 1:
        what = say(WORDS, "name.more", lang, first=names[0], count=len(names), more=len(names) - 1)
    mode = say(CHART_WORDS, f"mode.{selection.mode}", lang) if selection.mode != ABSOLUTE else ""
    stem = "_".join(part for part in (places, what, mode) if part)
    return f"{_safe(stem)}.{_safe(form)}"


def _safe(text: str) -> str:
    """No separators, quotes, controls or formatting characters; never empty, never a dot at either end."""
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _UNSAFE.sub("-", visible)[:_LONGEST].strip("-. ") or "export"


def content_disposition(name: str) -> str:
    """The header for a download: an ASCII name for old clients, the real one in UTF-8 (RFC 6266, RFC 8187)."""
    plain = _safe(re.sub(r"[^\x20-\x7e]+", "-", name)) if name.isascii() else f"export.{name.rpartition('.')[2]}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
