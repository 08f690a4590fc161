"""Word documents: what a template sees (contexts), filling it (engine), its faults (lint), and the file itself (word)."""

from datetime import date
from typing import TypeAlias, cast

Context: TypeAlias = dict[str, object]
"""The names that a template sees, with what each stands for."""


def names_under(context: Context, name: str) -> Context:
    """The names under one of a context, as under `document`: its soort, its day, its version."""
    return cast("Context", context[name])


def day_of(context: Context) -> date:
    """The day of the document that a context makes."""
    return cast("date", names_under(context, "document")["datum"])
