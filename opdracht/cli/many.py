"""Changing many at once: first what it is about, then a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from opdracht.cli import ask
from opdracht.cli.listing import FORMS
from opdracht.cli.session import SCREEN
from opdracht.cli.terminal import say

if TYPE_CHECKING:
    from opdracht.actions.many import Meant


def are_meant(meant: Meant, becoming: str, *, yes: bool) -> bool:
    """Whether somebody wants all that is meant to be so, after seeing it; False when there is nothing.

    Raises UsageFault when there is nobody to ask, and Abort when the answer is no.
    """
    FORMS[SCREEN](meant.shown)
    if not meant.shown.rows:
        return False
    if not yes:
        ask.need_somebody("Veel tegelijk veranderen")
        if not ask.confirm(f"{meant.counted} veranderen: {becoming}?"):
            raise typer.Abort
    return True


def say_changed(meant: Meant, changed: int) -> None:
    """Say how many changed, and how many were so already."""
    same = len(meant.shown.rows) - changed
    say(f"Veranderd: {changed} van de {meant.counted}." if same else f"Veranderd: {meant.counted}.")
