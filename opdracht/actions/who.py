"""Who runs the program, to stand beside what the register records."""

from __future__ import annotations

import getpass


def who() -> str:
    """The account of whoever runs the program."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
