"""`curate`: the queue in the terminal, one by one, or what the flags decide."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from dashboard.curation.console import Console
from dashboard.curation.deciding import Wish
from dashboard.curation.terminal import Session, history_lines, opened_desk

__all__ = ["curate"]

_Decision = Callable[[], bool]


def curate(options: argparse.Namespace) -> int:
    """Show, undo or decide. Exit 0, or 1 where something was not saved."""
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
    saved = [decide() for decide in (*_choices(session, options), *_forms(session, options))]
    return int(not all(saved)) if saved else session.run()


def _choices(session: Session, options: argparse.Namespace) -> Iterator[_Decision]:
    """What the flags choose among the values there are, each to be called; whether it was saved."""
    for action in ("confirm", "reject"):
        if key := getattr(options, action):
            yield partial(session.decide, Wish(action, key, reason=options.reason))
    if options.keep:
        key, number = options.keep
        option = int(number) if number.isdecimal() else 0
        yield partial(session.decide, Wish("keep", key, option, reason=options.reason))


def _forms(session: Session, options: argparse.Namespace) -> Iterator[_Decision]:
    """What the flags write by FIELD=VALUE, each to be called; whether it was saved."""
    if options.assign:
        key, *rest = options.assign
        words = [f"{name}={word}" for name, word in zip(("indicator", "alias"), rest, strict=False)]
        yield partial(session.decide_named, "assign", key, [*words, *rest[2:]], options.reason)
    for action in ("correct", "define"):
        if given := getattr(options, action):
            key, *words = given
            yield partial(session.decide_named, action, key, words, options.reason)
    if options.observe:
        yield partial(session.decide_named, "observe", "", options.observe, options.reason)
