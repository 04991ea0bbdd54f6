"""Colours for every eye: contrast of marks and words, and how far places stay apart for people who see no red or no green."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.charts.style import THEMES, contrast, legible

# What is left of red, green and blue (linear light) without the long or the middle cones: Machado, Oliveira and Fernandes 2009.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
CARDS = {"light": ("#ffffff",), "dark": ("#14181d", "#1c2226")}  # a chart of a file, and the card of a page
SHEET = (Path(__file__).parents[2] / "dashboard" / "web" / "assets" / "station.css").read_text(encoding="utf-8")


def _linear(colour: str) -> list[float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def _seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as these eyes see it."""
    light = _linear(colour)
    r, g, b = (min(1, max(0, sum(w * own for w, own in zip(row, light, strict=True)))) for row in EYES[eyes])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _apart(one: str, other: str, eyes: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(_seen(one, eyes), _seen(other, eyes), strict=True)) ** 0.5


def _variables(scheme: str) -> dict[str, str]:
    """The colour variables of the sheet in a scheme."""
    parts = SHEET.split("@media screen and (prefers-color-scheme: dark)")
    own = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", parts[0].split("}")[0]))
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", parts[1].split("}")[0]))
    return own | (dark if scheme == "dark" else {})


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_places_look_alike_whatever_the_eyes(theme: str, eyes: str) -> None:
    alike = [
        (round(_apart(a, b, eyes), 1), a, b)
        for a, b in combinations(THEMES[theme].places, 2)
        if _apart(a, b, eyes) < 11
    ]
    assert alike == []


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_and_words_can_be_read(theme: str) -> None:
    own = THEMES[theme]
    for card in CARDS[theme]:
        faint = [colour for colour in (*own.places, own.nation) if contrast(colour, card) < 3]
        words = (own.ink, own.muted, *own.verdicts.values(), *(legible(colour, theme) for colour in own.places))
        assert (faint, [colour for colour in words if contrast(colour, card) < 4.5]) == ([], []), card


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert (legible("#332288", "light"), contrast("#000000", "#ffffff")) == ("#332288", 21)
    assert legible("#009e73", "light") != "#009e73"


PAIRS = [
    *[(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "card", "accent-soft")],
    *[("on-accent", "accent"), ("mark-ink", "mark"), ("ink", "left"), ("ink", "claim")],
    *[(kind, f"{kind}-soft") for kind in ("good", "care", "bad")],
    *[(kind, "card") for kind in ("good", "care", "bad")],
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_words_can_be_read_on_what_it_stands(scheme: str) -> None:
    known = _variables(scheme)
    faint = [pair for pair in PAIRS if contrast(known[pair[0]], known[pair[1]]) < 4.5]
    assert (len(known) > 18, faint) == (True, [])
