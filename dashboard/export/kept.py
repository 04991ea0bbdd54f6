"""The values a file keeps, so that a later state of the data can say which of them changed, and how.

A few stand in the proof as they are, many are packed: compressed, in base 64, which every container of text takes.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dashboard.charts.style import Row
from dashboard.export.csv_text import number_of, whole

__all__ = ["MOST_KEPT", "MOST_PLAIN", "Kept", "computed_text", "kept_rows", "pack", "unpack"]

MOST_PLAIN = 100
"""Up to so many values stand in a proof as they are."""
MOST_KEPT = 20_000
"""A file keeps up to so many values; of a longer one only the hashes."""
_MOST_UNPACKED = 20_000_000  # characters: several times what MOST_KEPT values take


class Kept(NamedTuple):
    """A value of a file: its observation, how it was printed, what it is of, and what the file computed of it.

    `computed` is a rate or an index as a number, "" where values stand as stated. All but the first two are "" in files
    of earlier versions, which did not keep them.
    """

    observation_id: str
    printed: str
    indicator: str = ""
    breakdown: str = ""
    ref_area: str = ""
    time_period: str = ""
    computed: str = ""


def kept_rows(rows: Iterable[Row], computed: Mapping[str, str]) -> tuple[Kept, ...]:
    """The rows as a file keeps them; `computed` says by observation what was computed."""
    texts = ("observation_id", "printed", "indicator", "breakdown", "ref_area", "time_period")
    return tuple(
        Kept._make((*(whole(str(row[text])) for text in texts), computed.get(str(row["observation_id"]), "")))
        for row in rows
    )


def computed_text(value: object) -> str:
    """A computed number as it is kept, the same whichever file it was read from; "" for none."""
    try:
        return str(number_of(float(str(value)))) if value not in ("", None) else ""
    except (ValueError, OverflowError):
        return ""


def pack(values: Iterable[Kept]) -> str:
    """The values in short, ASCII only."""
    text = json.dumps([list(value) for value in values], ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(text: str) -> Any:
    """What was packed, as parsed JSON. ValueError: it was not packed by us, or holds more than a file of ours can."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), _MOST_UNPACKED)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(str(error)) from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("too much, or cut short")
    return json.loads(content)
