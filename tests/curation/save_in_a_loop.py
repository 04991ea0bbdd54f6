"""Run as a program: save one correction after another into a project until killed, saying each that is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboard.catalogue.edit import with_entry
from dashboard.curation.edit_log import Change
from dashboard.curation.saving import hold, save
from dashboard.errors import StaleEditError


def main(path: Path, name: str) -> None:
    number = 0
    while True:
        held = hold(path)
        entry = (
            f"- document: letter.md\n  quote: 10所\n  expect: {{value: 10}}\n  choose: true\n"
            f"  reason: {name}-{number}\n  by: {name}\n  on: 2026-11-22\n"
        )
        try:
            save(held, with_entry(held.text, "corrections", entry), Change("confirm", "10所", name, "test"))
        except StaleEditError:
            print("refused", flush=True)
        else:
            print(f"saved {name}-{number}", flush=True)
        number += 1


main(Path(sys.argv[1]), sys.argv[2])
