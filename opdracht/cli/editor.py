"""The user's own text editor, and faults written beside the lines they are about."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from opdracht.errors import Fault, OpdrachtError

FAULT = "# FOUT: "
_MOST_FAULTS = 100
_COMMON = ("notepad",) if sys.platform == "win32" else ("nano", "vim", "vi", "micro", "emacs")


def let_edit(path: Path) -> bool:
    """Open a file in $VISUAL, $EDITOR or an editor that the system has; whether that went well.

    Raises OpdrachtError when there is no editor, or it does not start.
    """
    words = _editor()
    try:
        return subprocess.run([*words, str(path)], check=False).returncode == 0
    except KeyboardInterrupt:  # Ctrl-C reaches the editor and the program; what was saved is in the file
        return False
    except (OSError, ValueError):
        raise _unusable(" ".join(words)) from None


def _editor() -> list[str]:
    """The words that start the editor: a path with spaces is one word, also without quotes."""
    given = (os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()).strip()
    if not given:
        if found := next(filter(shutil.which, _COMMON), None):
            return [found]
        raise OpdrachtError("Er is geen teksteditor gevonden.", _HINT)
    if Path(given).is_file():
        return [given]
    try:
        words = shlex.split(given, posix=sys.platform != "win32")
    except ValueError:
        raise _unusable(given) from None
    return [word.strip('"') if sys.platform == "win32" else word for word in words]


_HINT = "Stel er een in met EDITOR, bijvoorbeeld: EDITOR=nano"


def _unusable(command: str) -> OpdrachtError:
    return OpdrachtError(f"De editor '{command}' werkt niet.", _HINT)


def with_faults(text: str, faults: Sequence[Fault]) -> str:
    """The text with each fault on a line of its own, above the line it is about; of very many faults the first."""
    lines = text.split("\n")
    for fault in sorted(faults, key=lambda fault: fault.order, reverse=True)[-_MOST_FAULTS:]:
        lines.insert(max(fault.line - 1, 0), f"{FAULT}{fault.text} {fault.hint}".rstrip())
    return "\n".join(lines)


def without_faults(text: str) -> str:
    """The text without the lines that `with_faults` put in."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(FAULT))
