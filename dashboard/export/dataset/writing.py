"""The files of a data set onto the disk: a folder, or one .zip that is the same bytes everywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from dashboard.errors import ExportError
from dashboard.export.dataset.files import DESCRIPTOR
from dashboard.export.writing import put_file
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["write_dataset", "zipped"]

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can state
_READABLE = 0o100644 << 16
_UNIX = 3


def write_dataset(files: Mapping[str, bytes], target: Path) -> None:
    """Write the files into a new, empty or earlier folder, or into one ZIP where `target` ends in .zip.

    Every file is complete before it takes its name, the descriptor last. ExportError: the folder holds something else;
    OSError: the disk refused.
    """
    if target.suffix.lower() == ".zip":
        put_file(target, zipped(files))
        return
    if target.exists() and not (target / DESCRIPTOR).is_file() and any(target.iterdir()):
        raise ExportError(*(say(WORDS, "error.occupied", lang, folder=target) for lang in LANGUAGES))
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        put_file(target / name, content)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP: no clock and no owner in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE, _UNIX
            archive.writestr(entry, content)
    return buffer.getvalue()
