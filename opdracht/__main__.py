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
    open_streams()
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


def open_streams() -> None:
    """Give the process the streams that whoever started it had closed, before a file gets their number.

    What is written to a closed output fails, as on a full disk; messages to people go nowhere.
    """
    for number, name, mode, flags in (
        (0, "stdin", "r", os.O_RDONLY), (1, "stdout", "w", os.O_RDONLY), (2, "stderr", "w", os.O_WRONLY),
    ):  # fmt: skip
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flags)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


if __name__ == "__main__":
    main()
