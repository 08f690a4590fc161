"""The user's own text editor, and faults written beside the lines they are about."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from opdracht.errors import Fault, OpdrachtError

FAULT = "# FOUT: "


def let_edit(text: str, name: str) -> tuple[str, bool]:
    """Open a text in $VISUAL, $EDITOR or the system's own editor; the text as it was saved, and if all went well."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if sys.platform == "win32" else "nano")
    with tempfile.TemporaryDirectory(prefix="opdracht-") as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        try:
            words = shlex.split(command, posix=sys.platform != "win32")
            worked = subprocess.run([*words, str(path)], check=False).returncode == 0
        except KeyboardInterrupt:  # Ctrl-C reaches the editor and the program; what was saved is not lost
            worked = False
        except (OSError, ValueError):
            raise OpdrachtError(
                f"De editor '{command}' werkt niet.", "Stel een andere in met EDITOR, bijvoorbeeld: EDITOR=nano"
            ) from None
        saved = path.read_bytes().decode("utf-8", "surrogateescape") if path.is_file() else text
        return saved, worked


def with_faults(text: str, faults: Sequence[Fault]) -> str:
    """The text with each fault on a line of its own, above the line it is about."""
    lines = text.split("\n")
    for fault in sorted(faults, reverse=True):
        lines.insert(max(fault.line - 1, 0), f"{FAULT}{fault.text} {fault.hint}".rstrip())
    return "\n".join(lines)


def without_faults(text: str) -> str:
    """The text without the lines that `with_faults` put in."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(FAULT))
