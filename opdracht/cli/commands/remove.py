"""remove: take a record away."""

from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.completion import records
from opdracht.cli.options import Yes, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command("remove", "Gegevens", "opdracht remove mijlpaal 2027-001/2")
def remove_record(
    session: Session,
    words: Annotated[list[str], argument("[SOORT] SLEUTEL", "Welk gegeven.", records)],
    yes: Yes = False,
) -> None:
    """Verwijder een gegeven. Wat nog gebruikt wordt, blijft staan."""
    from opdracht.actions import records
    from opdracht.cli import ask
    from opdracht.cli.words import kind_and_key

    kind, key = kind_and_key(words)
    if not yes:
        ask.need_somebody("Verwijderen")
        if not ask.confirm(f"{kind} '{key}' verwijderen?"):
            raise typer.Abort
    record = records.remove(session.register, kind, key)
    say(f"Verwijderd: {record.enkelvoud} {key}.")
