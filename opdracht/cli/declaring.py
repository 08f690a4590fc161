"""Which commands there are, in the order in which the help of the program names them, and declaring those that are needed."""

from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile

NAMES = (
    "demo", "init", "create", "edit", "check", "render", "status", "sign", "capacity", "plan", "list", "show", "report",
    "diff", "verify", "log", "undo", "forget", "add", "set", "remove", "import", "export", "backup", "restore",
    "doctor", "migrate", "config", "template",
)  # fmt: skip
"""What people type after 'opdracht'."""
_MODULES = {name: "importing" if name == "import" else name for name in NAMES}
"""The module of each; `import` is a word of Python."""


def declare(words: Sequence[str]) -> None:
    """Declare the commands that these words may name: each that stands among them, and all when help is asked of all.

    A command is declared when its module is imported; all of them take as long as a short command itself.
    """
    before = list(takewhile(lambda word: word not in NAMES, words))
    named = [] if {"-h", "--help"} & {*before} else [word for word in words if word in NAMES]
    for name in NAMES:
        if not named or name in named:
            import_module(f"opdracht.cli.commands.{_MODULES[name]}")
