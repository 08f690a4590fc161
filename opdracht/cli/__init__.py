"""The command line: declarations only. Every command reads its words, calls a use case and shows what came of it.

Nothing here imports the model, the database or Word at module level: `opdracht -h` must appear at once.
"""

import os
import sys

from opdracht.cli.app import run
from opdracht.cli.completion import VARIABLE
from opdracht.cli.declaring import NAMES, declare

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the program; its exit code (errors.ExitCode)."""
    given = sys.argv[1:] if arguments is None else arguments
    declare(NAMES if os.environ.get(VARIABLE) else given)
    return run(given)
