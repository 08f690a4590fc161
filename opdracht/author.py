"""Who runs the program, and by which command: what the register writes beside every change."""

from __future__ import annotations

import getpass
import os
from contextvars import ContextVar

from opdracht.errors import OpdrachtError, reason
from opdracht.fields import filled_line
from opdracht.paths import own_name

NAME = "OPDRACHT_WIE"
"""The name to write, before the one that was kept; for a machine that several people share."""

COMMAND: ContextVar[str] = ContextVar("command", default="")
"""The command that runs: `set`, `template copy`. Never its values, which may be about people."""


def who() -> str:
    """The name of whoever runs the program: as it was given, else the account."""
    return _given() or account()


def account() -> str:
    """The account on this machine: its name, of one without a name its number, and else 'onbekend'."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows has no list of accounts to look in
        return str(os.getuid()) if hasattr(os, "getuid") else "onbekend"


def keep_name(name: str) -> None:
    """Keep a name for whoever has this account, for every register; an empty one is the account again.

    Raises OpdrachtError when it cannot be a name.
    """
    try:
        path = own_name()
        if not name.strip():
            path.unlink(missing_ok=True)
            return
        cleaned = filled_line(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(cleaned + "\n", "utf-8")
    except ValueError as error:
        raise OpdrachtError(f"wie: {error}") from None
    except OSError as error:
        raise OpdrachtError(f"Uw naam is niet bewaard: {reason(error)}.", f"Zet hem in {NAME}.") from error


def _given() -> str:
    """The name that was given and can be one; a broken file with it is no reason to stop the work."""
    try:
        kept = own_name().read_text("utf-8", errors="replace") if own_name().is_file() else ""
        return filled_line((os.environ.get(NAME) or kept).strip())
    except (OSError, ValueError):
        return ""
