"""Word documents: what a template sees (contexts), filling it (engine), its faults (lint), and the file itself (word)."""

from datetime import date
from typing import TypeAlias, cast

Context: TypeAlias = dict[str, object]
"""The names that a template sees, with what each stands for."""


def document_of(context: Context) -> Context:
    """What a context says of the document itself: its soort, its day, its version."""
    return cast("Context", context["document"])


def day_of(context: Context) -> date:
    """The day of the document that a context makes."""
    return cast("date", document_of(context)["datum"])
