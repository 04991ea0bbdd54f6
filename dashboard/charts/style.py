"""How charts look: two themes, one colour per place, the font stack, and the configuration every graph is shown with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard import observations as station
from dashboard.errors import UsageError
from dashboard.observations.cells import Cells
from dashboard.wording import say
from dashboard.wording.charts import WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CONFIG",
    "FONTS",
    "THEMES",
    "Chart",
    "ChartStyle",
    "Row",
    "Theme",
    "cells_in",
    "contrast",
    "legible",
    "place_colours",
    "theme_named",
]

Chart = dict[str, Any]
Row = Mapping[str, Any]

FONTS = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme. `places` is told apart with colour-blind eyes (after Okabe and Ito, and Tol).

    `verdicts` are the colours of the words 可比, 谨慎 and 不可比, legible on `paper`.
    """

    paper: str
    ink: str
    muted: str
    grid: str
    rule: str
    nation: str
    places: tuple[str, ...]
    verdicts: Mapping[str, str]


THEMES: Mapping[str, Theme] = {
    "light": Theme(
        paper="#ffffff",
        ink="#1b1f24",
        muted="#5b636d",
        grid="#e8eaed",
        rule="#b7bdc5",
        nation="#6b6b6b",
        places=(
            "#0072b2",
            "#d55e00",
            "#009e73",
            "#b0578d",
            "#a5693c",
            "#332288",
            "#3a9bd4",
            "#882255",
            "#2d78f0",
            "#781e00",
            "#873c3c",
        ),
        verdicts={"comparable": "#1c6637", "with_care": "#84500a", "not_comparable": "#9c2020"},
    ),
    "dark": Theme(
        paper="#14181d",
        ink="#eef1f4",
        muted="#a9b2bc",
        grid="#2a3037",
        rule="#59636e",
        nation="#a8a8a8",
        places=(
            "#4aa8e0",
            "#ff8a3d",
            "#2fc79a",
            "#e39ac4",
            "#f0b429",
            "#a569a5",
            "#8fd0f5",
            "#96784b",
            "#2d87ff",
            "#87f087",
            "#4b9687",
        ),
        verdicts={"comparable": "#8fd3a4", "with_care": "#f0bd74", "not_comparable": "#f2a09a"},
    ),
}


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """How one chart is laid out.

    `width` is the width in pixels it is laid out for; `fixed` also writes it into the
    chart (a picture), otherwise the chart fills its box (a page). `title` and `subtitle` (line breaks kept) stand above,
    `footnotes` below, one paragraph each; all are plain text.
    """

    theme: str = "light"
    width: int = 960
    columns: int = 2
    fixed: bool = False
    title: str = ""
    subtitle: str = ""
    footnotes: tuple[str, ...] = ()


def theme_named(name: str) -> Theme:
    """The theme; UsageError lists the names when there is none of that name."""
    if name not in THEMES:
        names = ", ".join(THEMES)
        raise UsageError(f"没有名为 {name} 的配色，可用：{names}", f"no theme called {name}; must be one of: {names}")
    return THEMES[name]


def cells_in(observations: Cells | pd.DataFrame) -> Cells:
    """The observations cell by cell; a whole frame is arranged for it first."""
    return observations if isinstance(observations, Cells) else station.cells_of(observations)


def place_colours(observations: Cells | pd.DataFrame, theme: str = "light") -> dict[str, str]:
    """ref_area → colour, the same whatever is selected: places in the order of their codes in the whole frame.

    A nation is grey; more places than colours begin again at the first, each time in another shade of it.
    """
    chosen = theme_named(theme)
    known = cells_in(observations).places
    codes = [code for code, national in known.items() if not national]
    colours = {code: _shade(theme, number) for number, code in enumerate(codes)}
    return colours | {code: chosen.nation for code, national in known.items() if national}


_SHADES = (("ink", 0.0), ("ink", 0.4), ("paper", 0.35), ("ink", 0.65))  # towards what, and how far, round after round


@lru_cache(maxsize=4096)
def _shade(name: str, number: int) -> str:
    """The colour of the place of this number: those of the list, then each again towards ink, towards paper, near ink."""
    theme = THEMES[name]
    again, index = divmod(number, len(theme.places))
    towards, share = _SHADES[again % len(_SHADES)]
    return _mixed(theme.places[index], getattr(theme, towards), share)


def _mixed(colour: str, other: str, share: float) -> str:
    """A colour drawn `share` of the way to another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (there - own) * share):02x}" for own, there in pairs)


_LEGIBLE = 4.5  # WCAG 2.2, 1.4.3: text against what it stands on


@lru_cache(maxsize=4096)
def legible(colour: str, name: str) -> str:
    """A colour for words of a mark's colour: the same, drawn towards ink as far as text needs on the paper of theme `name`."""
    theme = theme_named(name)
    shares = (step / 10 for step in range(11))
    return next(
        text
        for text in (_mixed(colour, theme.ink, share) for share in shares)
        if contrast(text, theme.paper) >= _LEGIBLE
    )


def contrast(one: str, other: str) -> float:
    """How far two hex colours stand apart in lightness, 1 to 21, as WCAG counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> tuple[int, ...]:
    """Red, green and blue of a hex colour."""
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _dictionary() -> dict[str, str]:
    prefix = "modebar."
    return {key.removeprefix(prefix): say(WORDS, key, "zh") for key in WORDS if key.startswith(prefix)}


def _config(locale: str) -> dict[str, Any]:
    """No button that sends the chart anywhere, no logo, the words of the buttons carried along."""
    months = [say(WORDS, f"month.{month:02d}", "zh") for month in range(1, 13)]
    words = {
        "moduleType": "locale",
        "name": "zh-CN",
        "dictionary": _dictionary(),
        "format": {"months": months, "shortMonths": months, "date": "%Y-%m-%d", "decimal": ".", "thousands": ","},
    }
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
        "locale": locale,
        "locales": {"zh-CN": words},
    }


CONFIG: Mapping[str, dict[str, Any]] = {"zh": _config("zh-CN"), "en": _config("en")}
"""lang → what `config=` of every graph and of every exported page must be."""
