"""A terminal, or the lines of a pipe: what is written, keys and lines read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["ESCAPE", "Console"]

ESCAPE = "\x1b"
_PAINT = {"+": "\x1b[32m", "-": "\x1b[31m", "mark": "\x1b[1;7m", "aside": "\x1b[2m"}
_PLAIN = "\x1b[0m"
_GIVE_UP = r'"\e\C-m": "\C-e\C-u\C-v\e\C-m"'  # Escape, then Enter: a line that is a single Escape
_TOGETHER = 0.05  # seconds within which the bytes of one key arrive


@dataclass(frozen=True)
class Console:
    """Where is written to and read from. `key` gives one key, `line` a line typed behind a question.

    Both give "" at the end of input and a line break for Enter alone; a line that was given up holds an ESCAPE.
    """

    write: Callable[[str], None]
    key: Callable[[str], str]
    line: Callable[[str], str]
    colours: bool = False

    def paint(self, name: str, text: str) -> str:
        """The text in a colour, where there are colours."""
        return f"{_PAINT[name]}{text}{_PLAIN}" if text and self.colours and name in _PAINT else text

    @classmethod
    def of_process(cls) -> Console:
        """Standard input and output; single keys and lines that can be edited where both are a terminal."""
        terminal = sys.stdin.isatty() and sys.stdout.isatty()
        return cls(print, _pressed, _edited, True) if terminal else cls(print, _typed, _typed)


def _typed(question: str) -> str:
    """A line; of an answer to a menu its first letter counts, and an empty line is Enter. "" at the end of input."""
    print(question, end=" ", flush=True)
    line = sys.stdin.readline()
    return "" if not line else line.rstrip("\n") or "\n"


def _edited(question: str) -> str:
    """A line with the keys of a shell to edit it, Chinese too; Escape, then Enter, or Ctrl-C give it up."""
    _bind_escape()
    try:
        return input(f"{question} ") or "\n"
    except KeyboardInterrupt:
        print()
        return ESCAPE
    except EOFError:
        print()
        return ""


def _bind_escape() -> None:
    """Have Escape, then Enter, end a line where GNU readline would take the two for one key with Meta."""
    try:
        import readline
    except ImportError:  # not a POSIX system
        return
    if "GNU" in (readline.__doc__ or ""):
        readline.parse_and_bind(_GIVE_UP)


def _pressed(question: str) -> str:
    """One key, as it is pressed."""
    key = _read_key(question)
    print(key if key.isprintable() else "")
    return key


def _read_key(question: str) -> str:
    """A key's character, or the whole sequence of one such as an arrow. What is typed ahead stays to be read."""
    try:
        import termios
        import tty
    except ImportError:  # not a POSIX system
        return _typed(question).strip()[:1] or "\n"
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle, termios.TCSANOW)  # before the question: what is typed at its sight is a key
        print(question, end=" ", flush=True)
        return _key_of(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)


def _key_of(handle: int) -> str:
    """The bytes of one key: of a character as many as it has, behind an Escape what arrives together with it."""
    import select

    key = os.read(handle, 1)
    while key[:1] >= b"\xc0" and len(key) < 4 and key.decode(errors="ignore") == "":
        key += os.read(handle, 1)
    while key.startswith(ESCAPE.encode()) and select.select([handle], [], [], _TOGETHER)[0]:
        key += os.read(handle, 1)
    return key.decode(errors="ignore")
