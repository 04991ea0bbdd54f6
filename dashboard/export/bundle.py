"""The plotly.js that pages and exported pages carry: the basic bundle where it was taken at set-up, else the wheel's own.

The basic bundle draws bars, lines and points, which is all our charts are made of, and is a quarter of the full one. It
is never part of the repository: `setup.py` takes it by exact version and hash; where that was not possible, everything
works as before and takes longer to load.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version

__all__ = ["BASIC_SHA256", "BASIC_VERSION", "basic_bundle", "plotly_js"]

BASIC_VERSION = "4.1.1"
BASIC_SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
_BASIC = Path(__file__).parent / "plotly-basic.min.js"
_FULL = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def plotly_js() -> bytes:
    """The script, as it is served and inlined."""
    return basic_bundle() or _FULL.read_bytes()


def basic_bundle() -> bytes | None:
    """The basic bundle; None where there is none, where it is not the file it should be, or the wheel has another version."""
    try:
        content = _BASIC.read_bytes()
    except OSError:
        return None
    right = hashlib.sha256(content).hexdigest() == BASIC_SHA256 and get_plotlyjs_version() == BASIC_VERSION
    return content if right else None
