"""The command line: parse, call, print, exit. Each command imports its station when it is called.

python -m dashboard [--project DIR] [serve]      the dashboard in the browser
python -m dashboard extract PATH…                figures out of files          exit 0 all, 3 some, 4 none read
python -m dashboard check [PATH…]                what is wrong                 exit 0, 1 errors found, 2 catalogue or usage
python -m dashboard export FILE                  the selection as a file       exit 0, 1 not made
python -m dashboard export FILE.zip              the whole data set, documented; a folder with --format package
python -m dashboard export DIR --batch LIST      a file a link of the list     exit 0, 1 some not made; taken up where it stopped
python -m dashboard brief FILE                   a brief: PDF, DOCX or a page   exit 0, 1 not made, 2 too long
python -m dashboard open FILE                    its view again, and what changed   exit 0, 1 not ours
python -m dashboard diff OLD [NEW]               what changed in the data     exit 0
python -m dashboard history                      the editions of the data     exit 0
python -m dashboard curate                       decide on figures             exit 0, 1 something was not saved
python -m dashboard init DIR                     a starter project             exit 0, 2 folder not empty
python -m dashboard schema                       a JSON Schema for editors     exit 0, 2 catalogue or file
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli import exporting
from dashboard.errors import CatalogueError, DashboardError, ExportError, Problem, UsageError
from dashboard.wording import LANGUAGES, say
from dashboard.wording.cli import WORDS
from dashboard.wording.curation import WORDS as CURATION

if TYPE_CHECKING:
    from dashboard.catalogue import Catalogue
    from dashboard.curation.terminal import Session
    from dashboard.model import Finding, Mention, SourceDocument

__all__ = ["main"]

_EXCERPT = 100  # columns of a terminal a line of the file may take

_EXPORT_FORMATS = ("csv", "xlsx", "json", "parquet", "png", "svg", "pdf", "html", "package")
_BRIEF_FORMATS = ("pdf", "docx", "html")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is the module docstring's. No traceback for anything the reader can act on."""
    _utf8_streams()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(argv)
    options = _parser(lang).parse_args(argv, _defaults(lang))
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except CatalogueError as error:
        _print_problems(error.problems, options.lang, shown=command is _check)
        print(_counted([p.severity for p in error.problems], options.lang), file=sys.stderr)
        return 2
    except ExportError as error:
        exporting.complain(error, options.lang)
        return 1
    except DashboardError as error:
        exporting.complain(error, options.lang)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _utf8_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(argv: Sequence[str]) -> str:
    """--lang if it is given, else the environment's language."""
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
    return argparse.Namespace(run=_serve, project=Path(), lang=lang, host="127.0.0.1", port=8050, **doors)


def _serving(words: Callable[[str], str]) -> argparse.ArgumentParser:
    """The flags of a server: where it listens, who may edit."""
    serving = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    serving.add_argument("--host", help=words("host"))
    serving.add_argument("--port", type=int, help=words("port"))
    serving.add_argument("--edit", action="store_true", default=argparse.SUPPRESS, help=words("edit"))
    serving.add_argument("--token-file", type=Path, metavar="FILE", help=words("token_file"))
    serving.add_argument("--user-header", metavar="NAME", help=words("user_header"))
    serving.add_argument("--proxy", action="append", metavar="ADDRESS", help=words("proxy"))
    serving.add_argument("--allow-host", action="append", metavar="NAME", help=words("allow_host"))
    return serving


def _parser(lang: str) -> argparse.ArgumentParser:
    def words(key: str) -> str:
        return say(WORDS, key, lang)

    def common() -> argparse.ArgumentParser:
        """Options every command takes, before or behind its name; made anew each time, for defaults are set on the option."""
        options = argparse.ArgumentParser(add_help=False)
        options.add_argument("--project", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=words("project"))
        options.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=words("lang"))
        return options

    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description=words("program"), parents=[common(), _serving(words)]
    )
    commands = parser.add_subparsers(title="commands", metavar="")
    commands.add_parser("serve", help=words("serve"), parents=[common(), _serving(words)]).set_defaults(run=_serve)

    extract = commands.add_parser("extract", help=words("extract"), parents=[common()])
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=words("paths"))
    extract.add_argument("--format", choices=("jsonl", "text"), help=words("format.extract"))
    extract.add_argument("--no-documents", action="store_true", help=words("no_documents"))
    extract.add_argument("--explain", action="store_true", help=words("explain"))
    extract.set_defaults(run=_extract)

    check = commands.add_parser("check", help=words("check"), parents=[common()])
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=words("paths"))
    check.add_argument("--format", choices=("text", "jsonl"), default="text", help=words("format"))
    check.add_argument("--no-documents", action="store_true", help=words("no_documents"))
    check.add_argument("--strict", action="store_true", help=words("strict"))
    check.add_argument("--quiet", "-q", action="store_true", help=words("quiet"))
    check.set_defaults(run=_check)

    export = commands.add_parser("export", help=words("export"), parents=[common()])
    export.add_argument("output", type=Path, metavar="FILE", help=words("output"))
    export.add_argument("--format", choices=_EXPORT_FORMATS, help=words("format"))
    exporting.add_selection(export, words)
    export.add_argument("--chart", choices=exporting.CHARTS, default=exporting.CHARTS[0], help=words("chart"))
    several = export.add_mutually_exclusive_group()
    several.add_argument("--batch", metavar="LIST", help=words("batch"))
    several.add_argument("--every", action="store_true", help=words("every"))
    export.add_argument("--scale", type=int, choices=(1, 2, 4), default=2, help=words("scale"))
    export.add_argument("--theme", choices=("light", "dark"), default="light", help=words("theme"))
    export.set_defaults(run=exporting.export)

    _add_curate(commands, common, lang)

    brief = commands.add_parser("brief", help=words("brief"), parents=[common()])
    brief.add_argument("output", type=Path, metavar="FILE", help=words("output"))
    brief.add_argument("--format", choices=_BRIEF_FORMATS, help=words("format"))
    exporting.add_selection(brief, words)
    brief.add_argument("--charts", default=exporting.CHARTS[0], metavar="A,B", help=words("charts"))
    brief.add_argument("--finding", action="append", default=[], metavar="NAME", help=words("finding"))
    brief.set_defaults(run=exporting.brief)

    again = commands.add_parser("open", help=words("open"), parents=[common(), _serving(words)])
    again.add_argument("source", metavar="FILE", help=words("open.source"))
    again.add_argument("--print", action="store_true", dest="only_print", help=words("open.print"))
    again.set_defaults(run=_open)
    diff = commands.add_parser("diff", help=words("diff"), parents=[common()])
    diff.add_argument("old", metavar="OLD", help=words("state"))
    diff.add_argument("new", nargs="?", metavar="NEW", help=words("state.new"))
    diff.add_argument("--format", choices=("text", "jsonl"), default="text", help=words("format"))
    diff.set_defaults(run=_diff)

    history = commands.add_parser("history", help=words("history"), parents=[common()])
    history.set_defaults(run=_history)

    init = commands.add_parser("init", help=words("init"), parents=[common()])
    init.add_argument("folder", type=Path, metavar="DIR", help=words("folder"))
    init.set_defaults(run=_init)

    schema = commands.add_parser("schema", help=words("schema"), parents=[common()])
    schema.add_argument("--output", type=Path, metavar="FILE", help=words("schema.output"))
    schema.set_defaults(run=_schema)
    return parser


def _add_curate(commands: Any, common: Callable[[], argparse.ArgumentParser], lang: str) -> None:
    """The queue in the terminal: with no flag one by one, else what the flags say."""

    def words(key: str) -> str:
        return say(CURATION, f"term.{key}", lang)

    curate = commands.add_parser("curate", help=words("help"), parents=[common()])
    curate.add_argument("--all", action="store_true", help=words("all"))
    curate.add_argument("--list", action="store_true", help=words("list"))
    curate.add_argument("--format", choices=("text", "jsonl"), default="text", help=say(WORDS, "format", lang))
    curate.add_argument("--history", action="store_true", help=words("history"))
    curate.add_argument("--undo", metavar="ID", help=words("undo"))
    curate.add_argument("--confirm", metavar="KEY", help=words("confirm"))
    curate.add_argument("--reject", metavar="KEY", help=words("reject"))
    curate.add_argument("--keep", nargs=2, metavar=("KEY", "N"), help=words("keep"))
    curate.add_argument("--assign", nargs="+", metavar=("KEY INDICATOR", "WORD"), help=words("assign"))
    curate.add_argument("--correct", nargs="+", metavar=("KEY", "FIELD=VALUE"), help=words("set"))
    curate.add_argument("--observe", nargs="+", metavar="FIELD=VALUE", help=words("observe"))
    curate.add_argument("--define", nargs="+", metavar=("KEY", "FIELD=VALUE"), help=words("define"))
    curate.add_argument("--reason", default="", help=words("reason"))
    curate.add_argument("--yes", action="store_true", help=words("yes"))
    curate.set_defaults(run=_curate)


def _curate(options: argparse.Namespace) -> int:
    from dashboard.curation.console import Console
    from dashboard.curation.terminal import Session, history_lines, opened_desk

    desk, writer = opened_desk(options.project, options.lang)
    if options.history:
        print(*history_lines(desk, options.lang), sep="\n")
        return 0
    session = Session(desk, writer, Console.of_process(), options.all, asking=not options.yes)
    if options.undo:
        return 0 if session.undo(options.undo) else 1
    if options.list:
        print(*session.listed(options.format), sep="\n")
        return 0
    saved = [decide() for decide in _decisions(session, options)]
    return int(not all(saved)) if saved else session.run()


def _decisions(session: Session, options: argparse.Namespace) -> Iterator[Callable[[], bool]]:
    """What the flags decide, each to be called; whether it was saved."""
    from dashboard.curation.deciding import Wish

    for action in ("confirm", "reject"):
        if getattr(options, action):
            yield partial(session.decide, Wish(action, getattr(options, action), reason=options.reason))
    if options.keep:
        key, number = options.keep
        option = int(number) if number.isdecimal() else 0
        yield partial(session.decide, Wish("keep", key, option, reason=options.reason))
    if options.assign:
        key, *rest = options.assign
        words = [f"{name}={word}" for name, word in zip(("indicator", "alias"), rest, strict=False)]
        yield partial(session.decide_named, "assign", key, [*words, *rest[2:]], options.reason)
    for action in ("correct", "define"):
        if getattr(options, action):
            key, *words = getattr(options, action)
            yield partial(session.decide_named, action, key, words, options.reason)
    if options.observe:
        yield partial(session.decide_named, "observe", "", options.observe, options.reason)


def _serve(options: argparse.Namespace) -> int:
    from dashboard.web import serve
    from dashboard.web.access import access_of

    doors = (options.edit, options.token_file, options.user_header, options.proxy, options.allow_host)
    access = access_of(options.host, options.port, *doors)

    _refresh_schema(options.project)

    def ready(url: str, amiss: Sequence[Problem]) -> None:
        _print_problems(amiss, options.lang)
        if amiss:
            print(say(WORDS, "last_good", options.lang), file=sys.stderr)
        print(say(WORDS, "serving", options.lang, url=url), flush=True)

    try:
        serve(options.project, options.host, options.port, ready, access)
    except OSError as error:
        values = {"host": options.host, "port": options.port, "other": options.port + 1, "why": error.strerror or error}
        key = "port_taken" if error.errno in {48, 98, 10048} else "cannot_listen"
        raise UsageError(*(say(WORDS, key, lang, **values) for lang in LANGUAGES)) from error
    return 0


def _extract(options: argparse.Namespace) -> int:
    from dashboard.documents import read_documents
    from dashboard.extraction import Extractor, mention_record

    catalogue = _catalogue(options)
    shelf = read_documents(options.paths, catalogue, declared=not options.no_documents)
    extractor = Extractor(catalogue)
    read = ((document, extractor.extract(document)) for document in shelf.documents)
    if (options.format or ("text" if options.explain else "jsonl")) == "text":
        _print_explained(read, catalogue, options.lang)
    else:
        for mention in (m for _, mentions in read for m in mentions if m.value is not None):
            print(json.dumps(mention_record(mention, options.explain), ensure_ascii=False, allow_nan=False))
    _print_problems(shelf.problems, options.lang)
    return 0 if not shelf.problems else 3 if shelf.documents else 4


def _print_explained(read: Iterable[tuple[SourceDocument, Sequence[Mention]]], catalogue: Catalogue, lang: str) -> None:
    """Every figure with its sentence and its reason; colours and wrapping only where a terminal shows them."""
    from dashboard.extraction.explain import Explainer, Tally

    terminal = sys.stdout.isatty()
    coloured = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    explainer = Explainer(catalogue, lang, coloured, shutil.get_terminal_size().columns if terminal else 0)
    tally, documents = Tally(), 0
    for document, mentions in read:
        print(*([""] if documents else []), *explainer.explain(document, mentions), sep="\n")
        tally, documents = tally.plus(explainer.tally(mentions)), documents + 1
    if documents > 1:
        print("", explainer.total(tally, documents), sep="\n")


def _check(options: argparse.Namespace) -> int:
    from dashboard.catalogue import catalogue_problems
    from dashboard.catalogue.aliases import alias_problems
    from dashboard.documents import read_documents
    from dashboard.gathering import judge
    from dashboard.project import CATALOGUE_FILE, load_project

    catalogue = _catalogue(options)
    file = options.project / CATALOGUE_FILE
    said = (*catalogue_problems(file), *alias_problems(file, catalogue))
    if options.paths:
        shelf = read_documents(options.paths, catalogue, declared=not options.no_documents)
        documents, problems, findings = shelf.documents, shelf.problems, judge(shelf.documents, catalogue)
        counted = len(findings)
    else:
        project = load_project(options.project)
        documents, findings = project.documents, project.findings
        problems = project.problems
        counted = len(project.cells.by_id)
    _refresh_schema(options.project)
    severities = [f.severity.value for f in findings] + [p.severity for p in (*said, *problems)]
    failing = {"error", "warning"} if options.strict else {"error"}
    if options.quiet:  # only what makes it fail
        findings = tuple(f for f in findings if f.severity.value in failing)
        said, problems = (tuple(p for p in each if p.severity in failing) for each in (said, problems))
    _print_problems(said, options.lang, shown=True)
    _print_findings(findings, options)
    _print_problems(problems, options.lang, shown=True)
    if options.format == "text" and not options.quiet:
        print(_verdict(severities, len(documents), counted, options.lang))
    return 1 if failing & set(severities) else 0


def _verdict(severities: Sequence[str], documents: int, observations: int, lang: str) -> str:
    if not severities:
        return say(WORDS, "all_fine", lang, documents=documents, observations=observations)
    return _counted(severities, lang)


def _counted(severities: Sequence[str], lang: str) -> str:
    counts = {f"{name}s": severities.count(name) for name in ("error", "warning", "info")}
    return say(WORDS, "counted", lang, **counts)


def _print_findings(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    from dashboard.observations import finding_record

    for finding in findings:
        if options.format == "jsonl":
            print(json.dumps(finding_record(finding), ensure_ascii=False, allow_nan=False))
        else:
            print(
                f"{finding.code} {finding.severity.value} {', '.join(finding.documents)}: {finding.zh if options.lang == 'zh' else finding.en}"
            )


def _open(options: argparse.Namespace) -> int:
    """What changed, then the view: on the server that runs at this address, else on a new one."""
    from dashboard.export.opening import open_again
    from dashboard.project import load_project

    opened = open_again(options.source, load_project(options.project), options.lang)
    for line in opened.said:
        print(line)
    if options.only_print:
        print(opened.link)
        return 0
    return _show_view(options, opened.link)


def _show_view(options: argparse.Namespace, link: str) -> int:
    import webbrowser

    from dashboard.web.serving import running_at, serve

    running = running_at(options.host, options.port)
    if running:
        print(f"{running}{link}")
        webbrowser.open(f"{running}{link}")
        return 0

    def ready(url: str, problems: Sequence[Problem]) -> None:
        _print_problems(problems, options.lang)
        print(f"{url.rstrip('/')}{link}", flush=True)
        webbrowser.open(f"{url.rstrip('/')}{link}")

    serve(options.project, options.host, options.port, ready)
    return 0


def _diff(options: argparse.Namespace) -> int:
    from dashboard.editions import changes_since, open_state
    from dashboard.export.changes import change_lines, change_records, changes_title
    from dashboard.project import load_project

    old = open_state(options.project, options.old)
    new = open_state(options.project, options.new) if options.new else load_project(options.project)
    changes = changes_since(old, new)
    if options.format == "jsonl":
        for record in change_records(changes):
            print(json.dumps(record, ensure_ascii=False, allow_nan=False))
    else:
        lines = change_lines(changes, old.catalogue, new.catalogue, options.lang)
        print(*lines, changes_title(changes, options.lang), sep="\n")
    return 0


def _history(options: argparse.Namespace) -> int:
    """The change log of the data; the present state is kept first, so that it is in it."""
    from dashboard.editions import editions, keep_state
    from dashboard.export.changes import edition_line
    from dashboard.project import load_project

    keep_state(load_project(options.project))
    for edition in reversed(editions(options.project)):
        print(edition_line(edition, options.lang))
    return 0


def _init(options: argparse.Namespace) -> int:
    from dashboard.starter import write_starter

    write_starter(options.folder)
    _refresh_schema(options.folder)
    print(say(WORDS, "initialised", options.lang, folder=options.folder))
    return 0


def _schema(options: argparse.Namespace) -> int:
    from dashboard.catalogue.editor_file import refresh_schema, schema_text

    catalogue = _catalogue(options)
    try:
        if options.output is None:
            written = refresh_schema(options.project, catalogue, always=True)
            print(say(WORDS, "schema_written", options.lang, file=written), file=sys.stderr)
        if options.output is not None and str(options.output) != "-":
            options.output.write_text(schema_text(options.project, catalogue), "utf-8")
        elif options.output is not None or not sys.stdout.isatty():
            print(schema_text(options.project, catalogue), end="")
    except OSError as error:
        values = {"file": options.output or options.project, "why": error.strerror or error}
        raise UsageError(*(say(WORDS, "cannot_write", lang, **values) for lang in LANGUAGES)) from error
    return 0


def _refresh_schema(folder: Path) -> None:
    """Bring the schema that editors read up to date. It is a help: where it cannot be made, nothing is said."""
    from dashboard.catalogue import load_catalogue
    from dashboard.catalogue.editor_file import refresh_schema

    with suppress(DashboardError, OSError):
        refresh_schema(folder, load_catalogue(folder / "indicators.yaml"))


def _catalogue(options: argparse.Namespace) -> Catalogue:
    from dashboard.catalogue import load_catalogue

    return load_catalogue(options.project / "indicators.yaml")


def _print_problems(problems: Sequence[Problem], lang: str, shown: bool = False) -> None:
    """One line a problem on standard error, errors first; on a terminal, or where `shown`, the line of the file and a caret."""
    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        said = problem.zh if lang == "zh" else problem.en
        kind = "" if problem.severity == "error" else say(WORDS, "a_warning", lang)
        print(f"{problem.file}:{problem.line}:{problem.column}: {kind}{said}", file=sys.stderr)
        excerpt, caret = problem.pointed(_EXCERPT)
        if excerpt and (shown or sys.stderr.isatty()):
            print(f"    {excerpt}\n    {caret}", file=sys.stderr)
