"""What one value of indicators.yaml may look like: texts, ids, dates, periods, numbers, addresses.

Each reader takes the text as it was written (`str` plain, `Quoted` in quotes) and gives the value or raises a
`PydanticCustomError` whose type is a key of the wording module. Nothing is converted that was not asked for: only a
plain `true` is a truth value and only plain digits are a number.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from dashboard.catalogue.nodes import Quoted
from dashboard.catalogue.spelling import ALIKE, INVISIBLE, folded

__all__ = [
    "Address",
    "CheckCode",
    "Code",
    "Date",
    "FileName",
    "Flag",
    "Id",
    "Number",
    "Period",
    "Printed",
    "Scale",
    "Text",
    "UnitId",
    "Whole",
    "day_of",
    "is_address",
    "is_id",
    "is_period",
    "one_of",
    "suggested_date",
    "suggested_id",
]

ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
UNIT_ID = re.compile(r"[^\s{}\[\]<>]{1,16}")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LOOSE_DATE = re.compile(r"([0-9]{4})(?:[年./-]([0-9]{1,2})(?:[月./-]([0-9]{1,2})日?|月)?)?年?")
WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")
URL = re.compile(r"https?://[^\s<>\"'\\]+")
CHECK = re.compile(r"C(?:0[1-9]|[12][0-9]|3[01])")
BENT = {  # wording key → what YAML 1.1, as most programs read it, makes something else of
    "bent_flag": re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
    "bent_sixty": re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
    "bent_date": re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9][0-9:.]*[ \t]*(?:Z|[-+][0-9:]+)?)?"),
    "bent_number": re.compile(
        r"[-+]?0[0-7_]+|[-+]?0[0-9_]*[0-9]|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9]+(?:_[0-9_]*)+(?:\.[0-9_]*)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+"
    ),
}
FLAGS = {"true": True, "false": False}
YEARS = range(1900, 2101)
MOST_DECIMALS = 9


def _wrong(key: str, value: object, guess: str = "") -> PydanticCustomError:
    """The error that carries a wording key, and the spelling that would be right if it is known."""
    return PydanticCustomError(key, "{value}", {"value": str(value), "guess": guess})


def _said(value: object) -> str:
    """A text that is not empty, whatever it looks like."""
    if not isinstance(value, str):
        raise _wrong("not_text", value)
    if not value.strip():
        raise _wrong("empty_text", value)
    return str(value)


def _text(value: object) -> str:
    """A text that is not empty; without quotes none that other readers of YAML would take for something else."""
    text = _said(value)
    if not isinstance(value, Quoted):
        for key, pattern in BENT.items():
            if pattern.fullmatch(text):
                raise _wrong(key, text)
    return text


def is_id(text: str) -> bool:
    """Whether the text is an id: a lower-case letter, then letters, digits and _, 64 at most."""
    return ID.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Whether the text is a period: 2024, 2024-05, 2024-12-31, or two of them with a / between, the earlier first."""
    days = [day_of(part) for part in text.split("/")]
    return None not in days and len(days) <= 2 and days == sorted(day for day in days if day)


def is_address(text: str) -> bool:
    """Whether the text is a web address."""
    return URL.fullmatch(text) is not None


def suggested_id(text: str) -> str:
    """The id a text was probably meant to be, or nothing."""
    guess = re.sub(r"[^a-z0-9]+", "_", folded(text)).strip("_")
    return guess if is_id(guess) else ""


def _id(value: object) -> str:
    text = _text(value)
    if is_id(text):
        return text
    hidden = INVISIBLE.search(text) or unicodedata.normalize("NFKC", text) != text
    hidden = hidden or text.casefold().translate(ALIKE) != text.casefold()
    raise _wrong("lookalike_id" if hidden else "bad_id", text, suggested_id(text))


def _code(value: object) -> str:
    """A breakdown code in use: an id or `_T`, the total."""
    return "_T" if value == "_T" else _id(value)


def _unit_id(value: object) -> str:
    text = _said(value)
    normal = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if UNIT_ID.fullmatch(text) and normal == text:
        return text
    raise _wrong("bad_unit_id" if normal == text else "lookalike_id", text, normal if normal != text else "")


@lru_cache(maxsize=64)
def day_of(text: str) -> datetime.date | None:
    """The first day of a year, month or day written 2025, 2025-06 or 2025-06-20; None for anything else."""
    match = DATE.fullmatch(text)
    if match is None or int(match[1]) not in YEARS:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def suggested_date(text: str) -> str:
    """The date that 2025年6月, 2025/6/20 or 2025.6 was probably meant to be, or nothing."""
    match = LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    guess = "-".join(part.zfill(2) for part in match.groups() if part) if match else ""
    return guess if guess != text and day_of(guess) else ""


def _date(value: object) -> str:
    text = _said(value)
    if day_of(text) is None:
        raise _wrong("bad_date", text, suggested_date(text))
    return text


def _period(value: object) -> str:
    """A date or two dates with a / between them, the earlier first."""
    text = _said(value)
    parts = text.split("/")
    days = [day for part in parts if (day := day_of(part)) is not None]
    if len(days) != len(parts) or len(parts) > 2:
        raise _wrong("bad_period", text, suggested_date(text))
    if days != sorted(days):
        raise _wrong("reversed_period", text, "/".join(reversed(parts)))
    return text


def _flag(value: object) -> bool:
    if isinstance(value, Quoted) or value not in FLAGS:
        guess = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        text = str(value).casefold()
        raise _wrong("bad_flag", value, guess.get(text, text if text in FLAGS else ""))
    return FLAGS[str(value)]


def _whole(least: int, most: int) -> Callable[[object], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(value: object) -> int:
        plain = isinstance(value, str) and not isinstance(value, Quoted) and WHOLE.fullmatch(value)
        if plain and least <= int(plain[0]) <= most:
            return int(plain[0])
        raise PydanticCustomError("bad_whole", "{value}", {"least": str(least), "most": str(most)})

    return read


def _number(value: object) -> int | float:
    match = NUMBER.fullmatch(value) if isinstance(value, str) and not isinstance(value, Quoted) else None
    if match is None:
        raise _wrong("bad_number", value)
    return float(match[0]) if match[1] else int(match[0])


def _printed(value: object) -> str | int | float:
    """A plain number, or a value as printed: any text, read where it is applied."""
    bare = isinstance(value, str) and not isinstance(value, Quoted) and NUMBER.fullmatch(value)
    return _number(value) if bare else _text(value)


def _url(value: object) -> str:
    text = _said(value)
    if not is_address(text):
        raise _wrong("bad_url", text)
    return text


def _check(value: object) -> str:
    text = _said(value)
    if not CHECK.fullmatch(text):
        raise _wrong("bad_check", text)
    return text


def _file_name(value: object) -> str:
    """A relative path with / that stays inside its folder."""
    text = _said(value)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or ":" in text or INVISIBLE.search(text):
        raise _wrong("bad_file_name", text)
    return text


def one_of(*names: str) -> PlainValidator:
    """The annotation of a value that must be one of some names."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in names:
            return str(value)
        raise PydanticCustomError("not_one_of", "{value}", {"value": str(value), "names": names})

    return PlainValidator(read, json_schema_input_type=Literal[names])


def _pattern(pattern: re.Pattern[str], description: str) -> WithJsonSchema:
    """The JSON Schema of a text in a form."""
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern.pattern})$", "description": description})


_TEXT = WithJsonSchema({"type": "string", "minLength": 1})
Text = Annotated[str, PlainValidator(_text), _TEXT]
Id = Annotated[str, PlainValidator(_id), _pattern(ID, "an id")]
Code = Annotated[str, PlainValidator(_code), _pattern(re.compile(f"_T|{ID.pattern}"), "a breakdown code, _T: total")]
UnitId = Annotated[str, PlainValidator(_unit_id), _pattern(UNIT_ID, "a measure word")]
CheckCode = Annotated[str, PlainValidator(_check), _pattern(CHECK, "a check")]
Address = Annotated[str, PlainValidator(_url), _pattern(URL, "a web address")]
FileName = Annotated[str, PlainValidator(_file_name), _TEXT]
_ISO = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_YEAR = {"type": ["string", "integer"], "minimum": YEARS[0], "maximum": YEARS[-1]}
Date = Annotated[str, PlainValidator(_date), WithJsonSchema({**_YEAR, "pattern": f"^{_ISO}$"})]
Period = Annotated[str, PlainValidator(_period), WithJsonSchema({**_YEAR, "pattern": f"^{_ISO}(?:/{_ISO})?$"})]
_WHOLE: dict[str, object] = {"type": "integer", "minimum": 0}
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Whole = Annotated[int, PlainValidator(_whole(0, MOST_DECIMALS)), WithJsonSchema(_WHOLE | {"maximum": MOST_DECIMALS})]
Scale = Annotated[int, PlainValidator(_whole(1, 10**12 - 1)), WithJsonSchema({"type": "integer", "minimum": 1})]
Number = Annotated[float, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Printed = Annotated[str | float, PlainValidator(_printed), WithJsonSchema({"type": ["number", "string"]})]
