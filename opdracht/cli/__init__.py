"""The command line: declarations only. Every command reads its words, calls a use case and shows what came of it.

Nothing here imports the model, the database or Word at module level: `opdracht -h` must appear at once.
"""

from opdracht.cli import commands  # noqa: F401 - it declares the commands
from opdracht.cli.app import main

__all__ = ["main"]
