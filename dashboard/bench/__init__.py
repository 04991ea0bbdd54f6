"""How good and how fast the reader is, measured on labelled and unlabelled text: `python -m dashboard.bench COMMAND`.

accuracy      the shared scorer over a labelled set, each text by itself, and each text left out
reliability   confidence against what turned out right
wrap          labelled texts hard-wrapped in every width: are the same figures found
corpora       unlabelled text: exceptions, spans, figures claimed where nobody speaks of training; samples for reading
speed         characters a second, beside two plain regular expressions; cold start; long and hostile lines

A developer's tool: it knows no indicator and no place, and reads only what it is pointed to (`--shared`, `--set`).
"""

from __future__ import annotations
