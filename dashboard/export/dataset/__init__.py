"""The whole project as a published data set: Data Package v2, CSVW, SDMX-CSV 2.0 and schema.org beside each other.

    project → `dataset_of` → Dataset → `files_of` → {name: bytes} → `write_dataset` (a folder or a .zip)
    {name: bytes} → `read_dataset` → the same Dataset, and the same bytes again

Nothing depends on the clock, the machine or the language of the reader: the same data are the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import UsageError
from dashboard.export.dataset.files import files_of, read_dataset
from dashboard.export.dataset.gathering import Publishable, dataset_of
from dashboard.export.dataset.tables import Dataset, Field, Resource
from dashboard.export.dataset.writing import write_dataset
from dashboard.wording import LANGUAGES, say
from dashboard.wording.dataset import WORDS

__all__ = ["Dataset", "Field", "Resource", "dataset_of", "export_dataset", "files_of", "read_dataset", "write_dataset"]


def export_dataset(project: Publishable, target: Path, *, whole: bool = True) -> None:
    """Write the data set of a project into a folder or a .zip.

    UsageError: only a part was asked for (`whole` is false); ExportError: keys are broken or the folder is taken; OSError.
    """
    if not whole:
        raise UsageError(*(say(WORDS, "error.whole", lang) for lang in LANGUAGES))
    write_dataset(files_of(dataset_of(project)), target)
