"""The starter project: a copy of the shipped indicators.yaml and data/, for `init` and for a first look."""

from __future__ import annotations

import shutil
from pathlib import Path

from dashboard.errors import UsageError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS

__all__ = ["starter_folder", "write_starter"]

_PACKAGE = Path(__file__).parent


def starter_folder() -> Path:
    """Where the shipped project lies: in the installed package, or, in a checkout, beside it. UsageError if nowhere."""
    for folder in (_PACKAGE / "starter", _PACKAGE.parent):
        if (folder / "indicators.yaml").is_file() and (folder / "data").is_dir():
            return folder
    raise UsageError(*(say(WORDS, "no_starter", lang) for lang in LANGUAGES))


def write_starter(folder: Path) -> None:
    """Copy the shipped project into a new or empty folder. UsageError when it is not empty or cannot be written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(*(say(WORDS, "not_empty", lang, folder=folder) for lang in LANGUAGES))
    source = starter_folder()
    try:
        shutil.copytree(source / "data", folder / "data")
        shutil.copy(source / "indicators.yaml", folder)
    except OSError as error:
        values = {"file": folder, "why": error.strerror or error}
        raise UsageError(*(say(WORDS, "cannot_write", lang, **values) for lang in LANGUAGES)) from error
