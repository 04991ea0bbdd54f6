"""Who decides, where nobody else says it: the user the program runs as."""

from __future__ import annotations

import getpass
import os

__all__ = ["system_user"]


def system_user() -> str:
    """The name of the system user, or the number of one without a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"
