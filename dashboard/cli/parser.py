"""The words typed after `python -m dashboard`, as options: every command with its flags. Loads no station.

Flags that every command takes may stand before or behind its name. So no flag has a default of its own that another
parser could undo: what holds where none is given is in `_defaults`, or belongs to flags of one command alone.
"""

from __future__ import annotations

import argparse
import os
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.model import SWITCHES
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS
from dashboard.wording.curation import WORDS as CURATION

__all__ = ["BRIEF_FORMATS", "CHARTS", "EXPORT_FORMATS", "parsed"]

CHARTS = ("compare", "trend", "composition", "plan")
"""The charts by name, as `dashboard.export` has them."""
EXPORT_FORMATS = ("csv", "xlsx", "json", "parquet", "png", "svg", "pdf", "html", "package")
"""The formats of `dashboard.export`, and the folder of a data set."""
BRIEF_FORMATS = ("pdf", "docx", "html")
"""The formats of `dashboard.export.boards`."""

_Words = Callable[[str], str]
_AddFlags = Callable[[ArgumentParser, _Words], None]


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line; `command` is its name, `lang` the language to answer in.

    Leaves the program, as argparse does, where help is asked for (0) or the line cannot be read (2).
    """
    argv = list(arguments)
    lang = _language(argv)
    return _parser(lang).parse_args(argv, _defaults(lang))


def _language(argv: Sequence[str]) -> str:
    """--lang if it is given, else the environment's language: wanted before the line is read, for what may be wrong with it."""
    for index, word in enumerate(argv):
        value = (
            word.partition("=")[2]
            if word.startswith("--lang=")
            else argv[index + 1]
            if word == "--lang" and index + 1 < len(argv)
            else ""
        )
        if value in LANGUAGES:
            return value
    return "zh" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("zh") else "en"


def _defaults(lang: str) -> argparse.Namespace:
    """What holds where a flag is not given. A parser's own defaults would also undo the flags before a command."""
    doors: dict[str, Any] = {"edit": False, "token_file": None, "user_header": "", "proxy": [], "allow_host": []}
    return argparse.Namespace(command="serve", project=Path(), lang=lang, host="127.0.0.1", port=8050, **doors)


def _parser(lang: str) -> ArgumentParser:
    def words(key: str) -> str:
        return say(CURATION if key.startswith("term.") else WORDS, key, lang)

    parser = ArgumentParser(prog="python -m dashboard", description=words("program"))
    _add_common(parser, words)
    _add_server(parser, words)
    commands = parser.add_subparsers(title="commands", metavar="", dest="command")
    for name, flags in _COMMANDS.items():
        command = commands.add_parser(name, help=words(name))
        for add in (_add_common, *flags):
            add(command, words)
    return parser


def _add_common(command: ArgumentParser, words: _Words) -> None:
    """The flags of every command."""
    command.add_argument("--project", type=Path, default=SUPPRESS, metavar="DIR", help=words("project"))
    command.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("lang"))


def _add_server(command: ArgumentParser, words: _Words) -> None:
    """The flags of a server: where it listens, who may edit."""
    command.add_argument("--host", default=SUPPRESS, help=words("host"))
    command.add_argument("--port", type=int, default=SUPPRESS, help=words("port"))
    command.add_argument("--edit", action="store_true", default=SUPPRESS, help=words("edit"))
    command.add_argument("--token-file", type=Path, default=SUPPRESS, metavar="FILE", help=words("token_file"))
    command.add_argument("--user-header", default=SUPPRESS, metavar="NAME", help=words("user_header"))
    for flag, metavar in (("--proxy", "ADDRESS"), ("--allow-host", "NAME")):
        key = flag.strip("-").replace("-", "_")
        command.add_argument(flag, action="append", default=SUPPRESS, metavar=metavar, help=words(key))


def _add_extract(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=words("paths"))
    command.add_argument("--format", choices=("jsonl", "text"), help=words("format.extract"))
    command.add_argument("--no-documents", action="store_true", help=words("no_documents"))
    command.add_argument("--explain", action="store_true", help=words("explain"))


def _add_check(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=words("paths"))
    _add_lines_format(command, words)
    command.add_argument("--no-documents", action="store_true", help=words("no_documents"))
    command.add_argument("--strict", action="store_true", help=words("strict"))
    command.add_argument("--quiet", "-q", action="store_true", help=words("quiet"))


def _add_lines_format(command: ArgumentParser, words: _Words) -> None:
    """Lines to be read, or one JSON object a line."""
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help=words("format"))


def _add_selection(command: ArgumentParser, words: _Words) -> None:
    """The flags that choose what is shown and how."""
    for flag, key in (("-i", "indicators"), ("-p", "places"), ("-t", "periods")):
        command.add_argument(flag, f"--{key}", default="", metavar="A,B", help=words(key))
    for key, words_of in SWITCHES.items():
        command.add_argument(f"--{key}", choices=words_of, default=words_of[0], help=words(key))


def _add_export(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("output", type=Path, metavar="FILE", help=words("output"))
    command.add_argument("--format", choices=EXPORT_FORMATS, help=words("format"))
    _add_selection(command, words)
    command.add_argument("--chart", choices=CHARTS, default=CHARTS[0], help=words("chart"))
    several = command.add_mutually_exclusive_group()
    several.add_argument("--batch", metavar="LIST", help=words("batch"))
    several.add_argument("--every", action="store_true", help=words("every"))
    command.add_argument("--scale", type=int, choices=(1, 2, 4), default=2, help=words("scale"))
    command.add_argument("--theme", choices=("light", "dark"), default="light", help=words("theme"))


def _add_curate(command: ArgumentParser, words: _Words) -> None:
    """With none of these the queue one by one, else what they say."""
    for flag in ("all", "list"):
        command.add_argument(f"--{flag}", action="store_true", help=words(f"term.{flag}"))
    _add_lines_format(command, words)
    command.add_argument("--history", action="store_true", help=words("term.history"))
    command.add_argument("--undo", metavar="ID", help=words("term.undo"))
    for flag in ("confirm", "reject"):
        command.add_argument(f"--{flag}", metavar="KEY", help=words(f"term.{flag}"))
    command.add_argument("--keep", nargs=2, metavar=("KEY", "N"), help=words("term.keep"))
    command.add_argument("--assign", nargs="+", metavar=("KEY INDICATOR", "WORD"), help=words("term.assign"))
    command.add_argument("--correct", nargs="+", metavar=("KEY", "FIELD=VALUE"), help=words("term.set"))
    command.add_argument("--observe", nargs="+", metavar="FIELD=VALUE", help=words("term.observe"))
    command.add_argument("--define", nargs="+", metavar=("KEY", "FIELD=VALUE"), help=words("term.define"))
    command.add_argument("--reason", default="", help=words("term.reason"))
    command.add_argument("--yes", action="store_true", help=words("term.yes"))


def _add_brief(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("output", type=Path, metavar="FILE", help=words("output"))
    command.add_argument("--format", choices=BRIEF_FORMATS, help=words("format"))
    _add_selection(command, words)
    command.add_argument("--charts", default=CHARTS[0], metavar="A,B", help=words("charts"))
    command.add_argument("--finding", action="append", default=[], metavar="NAME", help=words("finding"))
    command.add_argument("--title", default="", help=words("brief.own_title"))
    command.add_argument("--introduction", default="", metavar="TEXT", help=words("brief.introduction"))


def _add_open(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("source", metavar="FILE", help=words("open.source"))
    command.add_argument("--print", action="store_true", dest="only_print", help=words("open.print"))


def _add_diff(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("old", metavar="OLD", help=words("state"))
    command.add_argument("new", nargs="?", metavar="NEW", help=words("state.new"))
    _add_lines_format(command, words)


def _add_init(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help=words("folder"))


def _add_schema(command: ArgumentParser, words: _Words) -> None:
    command.add_argument("--output", type=Path, metavar="FILE", help=words("schema.output"))


_COMMANDS: Mapping[str, Sequence[_AddFlags]] = {
    "serve": (_add_server,),
    "extract": (_add_extract,),
    "check": (_add_check,),
    "export": (_add_export,),
    "curate": (_add_curate,),
    "brief": (_add_brief,),
    "open": (_add_server, _add_open),
    "diff": (_add_diff,),
    "history": (),
    "init": (_add_init,),
    "schema": (_add_schema,),
}
"""The commands as help lists them, each with what adds its flags."""
