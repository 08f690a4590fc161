"""Which commands there are, in the order in which the help of the program names them, and declaring those that are needed."""

from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile

NAMES = (
    "demo", "init", "create", "edit", "check", "render", "status", "sign", "capacity", "plan", "todo", "list", "find", "show", "report",
    "diff", "verify", "log", "undo", "forget", "add", "set", "remove", "import", "export", "request", "archive", "backup", "restore",
    "doctor", "migrate", "config", "template",
)  # fmt: skip
"""What people type after 'opdracht'."""
_MODULES = {name: "importing" if name == "import" else name for name in NAMES}
"""The module of each; `import` is a word of Python."""


def declare(words: Sequence[str]) -> None:
    """Declare the commands that these words may name: each that stands among them, and all when help is asked of all.

    A command is declared when its module is imported; all of them take as long as a short command itself.
    """
    named = {*words} & {*NAMES}
    for name in NAMES:
        if name in named or not named or asks_what_there_is(words):
            import_module(f"opdracht.cli.commands.{_MODULES[name]}")


def asks_what_there_is(words: Sequence[str]) -> bool:
    """Whether these words ask for the help of the program: which commands there are."""
    before = {*takewhile(lambda word: word not in NAMES, words)}
    return not words or bool({"-h", "--help"} & before)
