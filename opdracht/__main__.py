"""Runs the command line: `opdracht`, or `python -m opdracht`."""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program and end the process with its exit code.

    Most commands are done before the interpreter would be: collecting garbage while libraries load, and taking their
    modules apart at the end, is a quarter of the time of `opdracht list`. What must be on disk is there by then.
    """
    if getattr(sys, "frozen", False):  # packed into one program, the helpers that print documents begin here too
        from multiprocessing import freeze_support

        freeze_support()
    gc.set_threshold(200_000, 20, 20)
    from opdracht.cli import main as run
    from opdracht.cli.terminal import show_traceback

    sys.excepthook = show_traceback
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read the output has gone
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
