"""restore: put a reserve copy back."""

from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.options import DryRun, Text, Yes, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command(
    "restore",
    "Inrichting",
    """
    opdracht restore --dry-run
    opdracht restore register-2026-11-24-103015.db
    """,
)
def restore(
    session: Session,
    copy: Annotated[Text, argument("KOPIE", "Welke reservekopie. Anders: de nieuwste die gaaf is.")] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Zet een reservekopie terug; eerst ziet u wat er verandert.

    Van het register zoals het nu is, komt er eerst een reservekopie. Wat niet te lezen is, blijft staan onder een andere
    naam. Zonder KOPIE is het de nieuwste die gaaf is; een kopie die restore zelf maakte, zet u terug door haar te noemen.
    """
    from opdracht.cli import ask
    from opdracht.cli.copies import near, show_proposal
    from opdracht.safety import restore as action

    register = session.register
    chosen = action.chosen(register, copy)
    proposal = action.propose(register, chosen)
    show_proposal(proposal, session)
    if proposal.is_for_nothing:
        say("De kopie is gelijk aan het register. Er is niets om terug te zetten.")
        return
    if dry_run:
        say("Dit was een proef: er is niets veranderd.")
        return
    if not yes:
        ask.need_somebody("Terugzetten")
        if not ask.confirm("Deze kopie terugzetten?"):
            raise typer.Abort
    done = action.restore(register, chosen)
    say(f"Teruggezet op {register.name}.")
    if kept := done.kept or done.aside:
        say(f"Wat er stond, staat nog in {near(kept)}")
    if done.templates:
        say(f"Ook teruggezet, in {near(register.own_templates)}: {', '.join(done.templates)}.")
    say(f"Kijk het na met:  {session.typed('opdracht doctor')}")
