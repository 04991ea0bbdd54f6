"""Faulty copies of the shipped indicators.yaml, each with the line the fault is on and, for a typo, the right spelling.

What a fault looks like is decided here from the parsed text alone: nothing is asked of the code under test.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
DATE_KEYS = frozenset({"date", "date_issued", "accessed", "time_period", "on", "breaks"})
REFERENCES = frozenset({"parent", "numerator", "denominator", "sum_of", "indicator", "assign", "beside"})
CLOSED = frozenset({"theme", "kind", "direction", "scope", "status", "period_type"})


@dataclass(frozen=True)
class Mutant:
    """A faulty file. `line` is where the fault was made; `right` what a typo was made of."""

    kind: str
    data: bytes
    line: int
    right: str = ""
    what: str = ""


@dataclass(frozen=True)
class Site:
    """A scalar of the file: the steps that lead to it, where it stands, what it says."""

    path: tuple[str | int, ...]
    start: int
    end: int
    line: int
    text: str
    plain: bool
    is_key: bool

    @property
    def key(self) -> str:
        """The last step that is a name: of a list's item the key of the list."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


class Shipped:
    """The valid file as text, its scalars, and the names it knows."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        self.sites = list(_sites(root, (), set()))
        self.data: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
        self.indicators = {entry["id"]: entry for entry in self.data["indicators"]}

    def where(self, wanted: Callable[[Site], bool]) -> list[Site]:
        return [site for site in self.sites if wanted(site)]

    def line_of(self, index: int) -> int:
        return self.text.count("\n", 0, index) + 1


def _sites(node: yaml.Node, path: tuple[str | int, ...], seen: set[int]) -> Iterator[Site]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield _site(node, path, False)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _sites(item, (*path, number), seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _site(key, (*path, key.value), True)
            yield from _sites(value, (*path, key.value), seen)


def _site(node: yaml.ScalarNode, path: tuple[str | int, ...], is_key: bool) -> Site:
    mark = node.start_mark
    plain = not node.style
    return Site(path, mark.index, node.end_mark.index, mark.line + 1, node.value, plain, is_key)


class Breaker:
    """Makes faulty files out of the shipped one, at random places."""

    def __init__(self, text: str, seed: int, places: set[str]) -> None:
        """`places`: every text that names one."""
        self.shipped = Shipped(text)
        self.places = places
        self.random = random.Random(seed)
        self.kinds: dict[str, Callable[[], Mutant]] = {
            "unknown key": self.unknown_key,
            "wrong type": self.wrong_type,
            "duplicate id": self.duplicate_id,
            "duplicate key": self.duplicate_key,
            "dangling reference": self.dangling_reference,
            "value not allowed": self.value_not_allowed,
            "cycle in sums": self.cycle,
            "alias claimed twice": self.claimed_alias,
            "curated value": self.curated_value,
            "bent scalar": self.bent_scalar,
            "tab": self.tab,
            "anchor": self.anchor,
            "BOM": self.bom,
            "GB18030": self.gb18030,
        }

    def made(self, each: int) -> list[Mutant]:
        """So many of each kind, in the order of the kinds."""
        return [make() for make in self.kinds.values() for _ in range(each)]

    def any(self) -> Mutant:
        """One of any kind."""
        return self.random.choice(list(self.kinds.values()))()

    # --- pieces -----------------------------------------------------------------------------------------------------

    def _put(self, kind: str, start: int, end: int, instead: str, right: str = "", line: int = 0) -> Mutant:
        text = self.shipped.text
        what = f"{text[start:end]!r} -> {instead!r}"
        data = (text[:start] + instead + text[end:]).encode()
        return Mutant(kind, data, line or self.shipped.line_of(start), right, what)

    def _insert(self, kind: str, line: int, new: str) -> Mutant:
        """A new line before a line (from 1): the fault is on it."""
        start = self.shipped.starts[line - 1]
        return self._put(kind, start, start, new + "\n", line=line)

    def _typo(self, word: str, known: set[str]) -> str:
        """The word with one slip of the fingers that makes no other known word."""
        for _ in range(50):
            wrong = self._slip(word)
            if wrong not in known and wrong.strip() == wrong and wrong:
                return wrong
        return word + "x"

    def _slip(self, word: str) -> str:
        at = self.random.randrange(len(word))
        kind = self.random.choice(("drop", "double", "swap", "other", "extra"))
        if kind == "drop" and len(word) > 2:
            return word[:at] + word[at + 1 :]
        if kind == "double":
            return word[:at] + word[at] + word[at:]
        if kind == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        near = self._neighbour(word[at])
        return word[:at] + near + word[at + (kind != "extra") :]

    def _neighbour(self, character: str) -> str:
        """A character one may type instead: a key beside it, or any Chinese character for a Chinese one."""
        row = next((row for row in KEYBOARD if character in row), None)
        if row is None:
            return self.random.choice(HAN if character > "\u2e80" else string.ascii_lowercase)
        at = row.index(character)
        return self.random.choice([row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)])

    def _pick(self, wanted: Callable[[Site], bool]) -> Site:
        return self.random.choice(self.shipped.where(wanted))

    # --- one kind each ----------------------------------------------------------------------------------------------

    def unknown_key(self) -> Mutant:
        """A typo in a key that the program knows."""
        site = self._pick(lambda s: s.is_key and s.plain and _is_known_key(s.path))
        wrong = self._typo(site.text, set(_siblings_of(site)))
        return self._put("unknown key", site.start, site.end, wrong, right=site.text)

    def wrong_type(self) -> Mutant:
        """A list or a mapping for a text, a text for a list or mapping, a word for a number."""
        form = self.random.choice(("list", "mapping", "text for list", "text for mapping", "word"))
        if form in ("list", "mapping"):
            site = self._pick(lambda s: not s.is_key and not isinstance(s.path[-1], int) and _is_text_field(s))
            return self._put("wrong type", site.start, site.end, "[a, b]" if form == "list" else "{a: b}")
        if form == "word":
            site = self._pick(lambda s: not s.is_key and s.key in ("decimals", "scale", "core", "stale_after"))
            return self._put(
                "wrong type", site.start, site.end, self.random.choice(("many", "1.5", '"1"', "-1", "yes"))
            )
        keys = (
            ("aliases", "lookalikes", "checks") if form == "text for list" else ("breakdowns", "definition", "source")
        )
        lines = [
            n for n, line in enumerate(self.shipped.lines, 1)
            if re.fullmatch(rf" +(?:{'|'.join(keys)}): [\[{{].*[\]}}]", line)
        ]  # fmt: skip
        number = self.random.choice(lines)
        start = self.shipped.starts[number - 1] + self.shipped.lines[number - 1].index(": ") + 2
        instead = "培训" if form == "text for list" or "source:" not in self.shipped.lines[number - 1] else "[培训]"
        return self._put("wrong type", start, self.shipped.starts[number] - 1, instead)

    def duplicate_id(self) -> Mutant:
        """An id, a document or a measure word that is there already."""
        sites = self.shipped.where(lambda s: s.path[0] == "indicators" and s.path[2:] == ("id",) and not s.is_key)
        if self.random.random() < 0.2:
            sites = self.shipped.where(lambda s: s.path[0] == "documents" and s.path[2:] == ("file",) and not s.is_key)
        one, other = self.random.sample(sites, 2)
        return self._put("duplicate id", one.start, one.end, other.text)

    def duplicate_key(self) -> Mutant:
        """A line of an entry once more."""
        lines = [n for n, line in enumerate(self.shipped.lines, 1) if re.match(r"    [a-z_]+: \S", line)]
        number = self.random.choice(lines)
        line = self.shipped.lines[number - 1]
        if self.random.random() < 0.5:
            line = line.split(":")[0] + ": 别的"
        line = re.sub(r"&\w+ ", "", line)
        return self._insert("duplicate key", number + 1, line)

    def dangling_reference(self) -> Mutant:
        """A typo in the name of an indicator, unit, family, place, perimeter, code or document."""
        indicator = set(self.shipped.indicators)
        choice = self.random.choice(("indicator", "indicator", "unit", "family", "place", "perimeter", "code", "file"))
        wanted: dict[str, Callable[[Site], bool]] = {
            "indicator": lambda s: s.key in REFERENCES and s.text in indicator,
            "unit": lambda s: s.key == "unit" and len(s.text) > 1,
            "family": lambda s: s.key == "unit_family",
            "place": lambda s: s.key == "place" and len(s.text) > 2,
            "perimeter": lambda s: s.key == "perimeter",
            "code": lambda s: len(s.path) > 2 and s.path[-2] == "breakdown",
            "file": lambda s: s.key == "document",
        }
        site = self._pick(lambda s: not s.is_key and wanted[choice](s))
        known = {s.text for s in self.shipped.sites} | (self.places if choice == "place" else set())
        wrong = self._typo(site.text, known)
        return self._put("dangling reference", site.start, site.end, wrong, right=site.text)

    def value_not_allowed(self) -> Mutant:
        """A typo in one of a few allowed words."""
        site = self._pick(lambda s: not s.is_key and s.key in CLOSED and s.text != "none")
        wrong = self._typo(site.text, {s.text for s in self.shipped.sites})
        return self._put("value not allowed", site.start, site.end, wrong, right=site.text)

    def cycle(self) -> Mutant:
        """A sum whose part is the sum itself, by one step or two."""
        sums = {name: entry["sum_of"] for name, entry in self.shipped.indicators.items() if entry.get("sum_of")}
        free = [name for name in self.shipped.indicators if name not in sums]
        if sums and self.random.random() < 0.5:
            whole = self.random.choice(list(sums))
            part = self.random.choice(sums[whole])
        else:
            whole = part = self.random.choice(free)
        if part in sums:
            part = whole = self.random.choice(free)
        line = self._id_line(part)
        return self._insert("cycle in sums", line + 1, f"    sum_of: [{whole}]")

    def _id_line(self, name: str) -> int:
        return self.shipped.lines.index(f"  - id: {name}") + 1

    def claimed_alias(self) -> Mutant:
        """An alias, a measure word or a scope word that another one has already."""
        section, key = self.random.choice((("indicators", "aliases"),) * 3 + (("units", "words"), ("scopes", "")))
        sites = self.shipped.where(
            lambda s: (
                not s.is_key and s.path[0] == section and (not key or s.key == key) and isinstance(s.path[-1], int)
            )
        )
        while True:
            one, other = self.random.sample(sites, 2)
            if one.path[1] != other.path[1]:
                return self._put("alias claimed twice", one.start, one.end, self._written(other))

    def _written(self, site: Site) -> str:
        return self.shipped.text[site.start : site.end]

    def curated_value(self) -> Mutant:
        """A value of another unit, beyond the range of its indicator, or no value at all."""
        site = self._pick(lambda s: not s.is_key and s.path[0] == "observations" and s.path[2:] == ("value",))
        entry = self.shipped.data["observations"][site.path[1]]
        indicator = self.shipped.indicators[entry["indicator"]]
        families = self.shipped.data["units"]
        sibling = {"person", "person_time", "person_per_year"}
        own = {indicator["unit_family"]} | (sibling if indicator["unit_family"] in sibling else set())
        foreign = [name for name, unit in families.items() if not own & set(unit["families"]) and name != "名次"]
        wrong = ["-5" + indicator["unit"], "很多", "没有", "12所和13所", f"3.5万{self.random.choice(foreign)}"]
        wrong += [f"{self.random.randrange(2, 900)}{self.random.choice(foreign)}"] * 3
        if indicator["unit"] == "%" and "plan" not in indicator["id"]:
            wrong += ["164.7%", "101%"] * 3
        elif indicator["unit"] != "%":
            wrong += [f"{self.random.randrange(2, 99)}.5{indicator['unit']}"] * 3
        return self._put("curated value", site.start, site.end, f'"{self.random.choice(wrong)}"')

    def bent_scalar(self) -> Mutant:
        """A plain text that YAML reads as a truth value, an octal number, base 60, or (in no field of dates) a date."""
        site = self._pick(lambda s: not s.is_key and s.plain and s.text != "null" and not _in_values(s))
        words = ["no", "yes", "off", "On", "NO", "0377", "012", "12:30", "1:30:45", "0x1F", "1_000"]
        if site.key not in DATE_KEYS:
            words += ["2024-12-31", "2025-06-20"] * 2
        return self._put("bent scalar", site.start, site.end, self.random.choice(words))

    def tab(self) -> Mutant:
        """A tab for the blanks a line begins with, or for some of them."""
        indented = [
            n
            for n, line in enumerate(self.shipped.lines, 1)
            if line.startswith("  ") and line.strip()[:1] not in ("#", "")
        ]
        number = self.random.choice(indented)
        line = self.shipped.lines[number - 1]
        blanks = len(line) - len(line.lstrip(" "))
        kept = self.random.choice((0, 0, max(blanks - 2, 0)))
        start = self.shipped.starts[number - 1]
        return self._put("tab", start + kept, start + blanks, "\t")

    def anchor(self) -> Mutant:
        """An alias to nothing, to itself, to something of another shape, or one that grows beyond bounds."""
        form = self.random.choice(("unknown", "typo", "itself", "shape", "bomb", "merge"))
        if form == "typo":
            name = self.random.choice(
                [
                    m
                    for m in re.finditer(r"\*(vocational|other_schools|contest)\b", self.shipped.text)
                    if self.shipped.text[m.start() - 2] == ":"
                ]
            )
            wrong = self._typo(name[1], {"vocational", "other_schools", "contest"})
            return self._put("anchor", name.start(1), name.end(1), wrong, right=name[1])
        lines = [n for n, line in enumerate(self.shipped.lines, 1) if re.match(r"    (?:kind|unit|theme): ", line)]
        number = self.random.choice(lines)
        if form == "bomb":
            laugh = "[" + ", ".join(["*b{0}"] * 10) + "]"
            grown = ", ".join(f"&b{n + 1} {laugh.format(n)}" for n in range(8))
            return self._insert("anchor", number + 1, f"    context: [&b0 [x, x, x, x, x, x, x, x, x, x], {grown}]")
        after = [n for n in lines if n > self._id_line("skill_master_studios")]
        number = self.random.choice(after)
        new = {
            "unknown": "zh_: *nowhere",
            "itself": "extra: &me [*me]",
            "shape": "note: *vocational",
            "merge": "<<: *vocational",
        }
        return self._insert("anchor", number + 1, "    " + new[form])

    def bom(self) -> Mutant:
        """A byte-order mark at the beginning, or where two files were put together."""
        if self.random.random() < 0.3:
            return Mutant("BOM", b"\xef\xbb\xbf" + self.shipped.text.encode(), 1, what="at the beginning")
        site = self._pick(lambda s: s.plain)
        at = self.random.choice((site.start, site.end))
        return self._put("BOM", at, at, "\ufeff")

    def gb18030(self) -> Mutant:
        """The whole file in GB18030, or one line of it, pasted from elsewhere."""
        chinese = [n for n, line in enumerate(self.shipped.lines, 1) if re.search("[\u4e00-\u9fff]{2}", line)]
        if self.random.random() < 0.3:
            cut = self.random.choice(chinese)
            lines = self.shipped.lines[:0] + self.shipped.lines[cut - 1 :]
            first = next(n for n, line in enumerate(lines, 1) if not line.isascii())
            return Mutant("GB18030", "\n".join(lines).encode("gb18030"), first, what="whole")
        number = self.random.choice(chinese)
        while _is_utf8(self.shipped.lines[number - 1].encode("gb18030")):
            number = self.random.choice(chinese)  # 取证 is also ȡ and a Hebrew sign: no reader of bytes can tell
        coded = [line.encode() for line in self.shipped.lines]
        coded[number - 1] = self.shipped.lines[number - 1].encode("gb18030")
        return Mutant("GB18030", b"\n".join(coded), number, what="line")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_known_key(path: tuple[str | int, ...]) -> bool:
    """Whether a key is the program's, not a name of the reader's own."""
    if "null" in path or any(name in path for name in ("breakdowns", "breakdown", "perimeter_codes")):
        return False
    if path[0] in ("units", "scopes"):
        return path[0] == "units" and len(path) == 3
    return not (path[0] == "tables" and len(path) > 3 and len(path) < 5) and "scales" not in path[1:-1]


def _siblings_of(site: Site) -> list[str]:
    return [
        "id", "zh", "en", "theme", "core", "unit", "unit_family", "kind", "direction", "additive", "aliases", "lookalikes",
        "context", "settled_by", "outside", "breakdowns", "parent", "sum_of", "numerator", "denominator", "perimeter_codes",
        "definition", "checks", "breaks", "decimals", "by", "on", "note", "note_en", "source", "title", "file", "place", "scope", "words",
    ]  # fmt: skip


def _is_text_field(site: Site) -> bool:
    return site.key in {
        "zh",
        "en",
        "theme",
        "unit",
        "kind",
        "place",
        "note",
        "note_en",
        "by",
        "title",
        "value",
        "indicator",
        "quote",
    }


def _in_values(site: Site) -> bool:
    """Whether any scalar is right there: what a correction expects, a source's date."""
    return "expect" in site.path or "set" in site.path
