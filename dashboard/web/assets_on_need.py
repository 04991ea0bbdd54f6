"""The files of `assets/` that only some pages bring: the others are part of every page, and a reader waits for each byte."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ASSETS", "ON_NEED", "asset_address"]

ASSETS = Path(__file__).parent / "assets"
ON_NEED = r"review\."  # what Dash leaves out of its first page: a regular expression for the names of files


def asset_address(prefix: str, name: str) -> str:
    """Where a file of `assets/` is fetched from, as Dash writes it: with the second of its last change.

    `prefix` is the path the dashboard is served under. FileNotFoundError where there is no such file.
    """
    return f"{prefix}assets/{name}?m={int((ASSETS / name).stat().st_mtime)}"
