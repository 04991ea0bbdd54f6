"""A form in a terminal: its fields asked one after the other, each looked at as soon as it is answered.

Enter takes what stands in brackets, a lone - leaves the field empty, ? lists what may be chosen, a number chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.catalogue.names import place_name
from dashboard.curation.console import ESCAPE, Console
from dashboard.curation.deciding import Ground, check_fields
from dashboard.curation.forms import FIELDS, FILLED, answered, fixed_choices, parts_of, perimeters_of, words_of
from dashboard.curation.queue import LEFTOVER, Item
from dashboard.errors import DashboardError
from dashboard.wording import say
from dashboard.wording.curation import WORDS

__all__ = ["Asking"]

Options = Sequence[Sequence[str]]

_OPEN = ("place", "zh", "alias", "aliases")  # what is listed are proposals, and anything may be written
_MOST_PLACES = 60
_COLUMNS = 100
_CLEAR, _LIST = "-", "?"


@dataclass(frozen=True)
class Asking:
    """One form asked in a terminal, about an item or, for a figure from elsewhere, none."""

    action: str
    console: Console
    ground: Ground
    item: Item | None
    lang: str

    def filled(self, first: Mapping[str, str]) -> dict[str, str] | None:
        """The fields as they were answered, beginning with `first`; None where it was given up."""
        fields = dict(first)
        self.console.write(self._said("term.form"))
        for name in FIELDS[self.action]:
            if not self._is_asked(name, fields):
                continue
            value = self._answer(name, fields)
            if value is None:
                return None
            fields = answered(self.action, fields, name, value, self.ground.catalogue)
        return fields

    # --- one field

    def _is_asked(self, name: str, fields: Mapping[str, str]) -> bool:
        """Parts and perimeters only of an indicator that has some; a word only from a figure nothing claims."""
        if name == "alias":
            return self.item is not None and self.item.kind == LEFTOVER
        return name not in ("breakdown", "perimeter") or bool(self._options(name, fields))

    def _answer(self, name: str, fields: Mapping[str, str]) -> str | None:
        """The value of a field, asked until it is one; None where the form was given up."""
        options = listed = self._options(name, fields)
        default = fields[name]
        while True:
            typed = self.console.line(self._question(name, default, options))
            if typed == "" or ESCAPE in typed:
                return None
            text = typed.strip() or default
            if text == _LIST:
                listed = self._list(options)
                continue
            found = [text] if text in ("", fields[name]) else self._meant(name, text, options, listed)
            if len(found) > 1:
                listed = self._list(sorted((o for o in options if o[0] in found), key=lambda o: found.index(o[0])))
                continue
            problem = self._amiss(name, found, text, fields)
            if not problem:
                self._echo(found[0], typed.strip(), options)
                return found[0]
            self.console.write(problem)
            default = "" if text == _CLEAR else text

    def _echo(self, value: str, text: str, options: Options) -> None:
        """Say what was chosen, where something else was typed for it."""
        chosen = next((label for code, label, *_ in options if code == value), "")
        if chosen and text not in ("", chosen):
            self.console.write(self.console.paint("aside", f"  → {chosen}"))

    def _amiss(self, name: str, found: Sequence[str], text: str, fields: Mapping[str, str]) -> str:
        """Why an answer cannot stand; empty where it can. What a correction leaves as it is was read so."""
        if not found:
            return self._said("refused.indicator" if name == "indicator" else "refused.choice", value=text[:60])
        if not found[0]:
            needed = name in FILLED[self.action]
            return self._said("refused.missing", field=self._said(f"form.{name}")) if needed else ""
        if self.action == "correct" and found[0] == fields[name]:
            return ""
        try:
            check_fields({name: found[0]}, self.ground)
        except DashboardError as problem:
            return problem.zh if self.lang == "zh" else problem.en
        return ""

    def _question(self, name: str, default: str, options: Options) -> str:
        """The field's name, a star where it is needed, and what Enter takes."""
        shown = next((label for code, label, *_ in options if code == default), default)
        if name == "breakdown" and not default:
            shown = self._said("form.total")
        star = " *" if name in FILLED[self.action] else ""
        return self._said(f"form.{name}") + star + (f" [{shown}]" if shown else "") + self._said("term.colon")

    # --- what may be chosen

    @cached_property
    def _fixed(self) -> Mapping[str, Options]:
        return fixed_choices(self.ground.catalogue, self.lang)

    def _options(self, name: str, fields: Mapping[str, str]) -> Options:
        """What may be chosen, or is proposed, for a field: code, name, and other words it is found by."""
        entry = self.ground.catalogue.indicators.get(fields.get("indicator", ""))
        if name == "indicator":
            return self._indicators
        if name == "place":
            return self._places
        if name in ("breakdown", "perimeter"):
            own = parts_of(entry, self.ground.catalogue, self.lang) if entry and name == "breakdown" else ()
            return own or (perimeters_of(entry) if entry and name == "perimeter" else ())
        if name in _OPEN:
            return [[word, word] for word in self._words]
        return self._fixed.get(name, ())

    @cached_property
    def _indicators(self) -> Options:
        known = self.ground.catalogue.indicators.values()
        return [[i.id, i.zh if self.lang == "zh" else i.en, i.zh, i.en, *i.aliases] for i in known]

    @cached_property
    def _places(self) -> Options:
        """The places the documents speak of, the most spoken of first."""
        places = self.ground.catalogue.places
        spoken = Counter(str(row["ref_area"]) for row in self.ground.mentions.values() if row["ref_area"] in places)
        codes = (code for code, _ in spoken.most_common(_MOST_PLACES))
        return [[places[code].name_zh, place_name(code, self.ground.catalogue, self.lang)] for code in codes]

    @cached_property
    def _words(self) -> Sequence[str]:
        return words_of(self.item, self.ground.documents.get(self.item.document)) if self.item else ()

    def _meant(self, name: str, text: str, options: Options, listed: Options) -> list[str]:
        """What was typed: a number of the list, a code or a name in whole or in part, an indicator as it sounds."""
        if text == _CLEAR:
            return [""]
        if options and text.isdecimal() and 0 < int(text) <= len(listed):
            return [listed[int(text) - 1][0]]
        wanted = text.casefold()
        names = {option[0]: [word.casefold() for word in option] for option in options}
        whole = [code for code, words in names.items() if wanted in words]
        if name in _OPEN or not options:
            return whole[:1] or (self._placed(wanted) if name == "place" else []) or [text]
        part = [code for code, words in names.items() if any(wanted in word for word in words)]
        return whole[:1] or part or (self._sounding(wanted) if name == "indicator" else [])

    def _placed(self, wanted: str) -> list[str]:
        """The one place that has this English name; the file knows places by their own."""
        named = [p.name_zh for p in self.ground.catalogue.places.values() if p.name_en.casefold() == wanted]
        return named if len(named) == 1 else []

    def _sounding(self, wanted: str) -> list[str]:
        """The indicators whose name sounds so from any syllable on, or has these initials; those that begin so first."""
        from dashboard.catalogue.sounds import spelled  # reads its dictionary: only where nothing is written so

        def fit(name: str) -> int:
            sound = spelled(name)
            initials = "".join(letter for letter in sound if letter.isupper()).lower()
            starts = [sound[at:].lower() for at, letter in enumerate(sound) if letter.isupper()]
            begun = initials.startswith(wanted) or sound.lower().startswith(wanted)
            return 2 * begun + (wanted in initials or any(start.startswith(wanted) for start in starts))

        if not wanted.isascii() or not wanted.isalpha():
            return []
        known = self.ground.catalogue.indicators.values()
        fits = {entry.id: max(map(fit, (entry.zh, *entry.aliases))) for entry in known}
        return sorted((code for code, how in fits.items() if how), key=lambda code: -fits[code])

    def _list(self, options: Options) -> Options:
        """Show what may be chosen, numbered; the same again."""
        shown = [f"{number} {label}" for number, (_, label, *_) in enumerate(options, 1)]
        for line in _rows(shown) or [self._said("term.form.free")]:
            self.console.write(f"  {line}")
        return options

    def _said(self, key: str, **values: object) -> str:
        return say(WORDS, key, self.lang, **values)


def _rows(cells: Sequence[str]) -> list[str]:
    """The cells in lines of a terminal, under each other in columns as wide as the widest."""
    from dashboard.extraction.explain import wide

    most = max(map(wide, cells), default=0) + 3
    abreast = max(1, _COLUMNS // most)
    padded = [cell + " " * (most - wide(cell)) for cell in cells]
    return ["".join(padded[at : at + abreast]).rstrip() for at in range(0, len(padded), abreast)]
