"""What functions say of themselves, which users read: also when Python was told to leave it out (-OO)."""

import ast
import inspect
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_LEFT_OUT = 2  # PYTHONOPTIMIZE, from which docstrings are no longer in the program


def docstring(function: Callable[..., object]) -> str:
    """The docstring of a function without its indent; empty when it has none, or its source is not there."""
    if function.__doc__ or sys.flags.optimize < _LEFT_OUT:
        return inspect.getdoc(function) or ""
    return _in_source(function.__code__.co_filename).get(function.__name__, "")


@cache
def _in_source(path: str) -> dict[str, str]:
    """The docstrings of the functions in a file, by their names."""
    try:
        tree = ast.parse(Path(path).read_text("utf-8"))
    except OSError:
        return {}
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {function.name: ast.get_docstring(function) or "" for function in functions}
