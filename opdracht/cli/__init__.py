"""The command line: declarations only. Every command reads its words, calls an action and shows what came of it.

Nothing here imports the model, the database or Word at module level: `opdracht -h` must appear at once.
"""

from opdracht.cli import (  # noqa: F401 - they declare the commands
    agreements,
    capacity,
    checking,
    history,
    plan,
    records,
    rendering,
    report,
    setup,
    status,
    templates,
    versions,
)
from opdracht.cli.app import main

__all__ = ["main"]
