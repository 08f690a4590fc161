"""forget: a person goes out of the register, and out of its past."""

from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.completion import fixed, keys_of
from opdracht.cli.options import Several, Yes, argument, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "forget",
    "Gegevens",
    """
    opdracht forget persoon jansen
    opdracht forget persoon jansen --also "meneer Jansen"
    """,
)
def forget(
    session: Session,
    soort: Annotated[str, argument("SOORT", "Altijd: persoon.", fixed("persoon"))],
    code: Annotated[str, argument("CODE", "Wie.", keys_of("persoon"))],
    also: Annotated[Several, option("TEKST", "Zo staat die persoon ook in teksten. Mag vaker.", "--also")] = None,
    yes: Yes = False,
) -> None:
    """Vergeet een persoon: overal in het register komt een schuilnaam, ook in vroegere wijzigingen. De functie blijft.

    Dit gaat niet terug. Bestanden op uw schijf verandert het programma niet; het zegt welke u zelf moet bekijken.
    """
    from opdracht.cli import ask, past
    from opdracht.history.forget import foreseen, forget
    from opdracht.model import Persoon
    from opdracht.records import kind_named

    if kind_named(soort) is not Persoon:
        raise UsageFault("Vergeten kan alleen een persoon.", "Haal iets anders weg met: opdracht remove SOORT SLEUTEL")
    names = also or []
    if not yes:
        ask.need_somebody("Iemand vergeten")
        coming = foreseen(session.register, code, names)
        say(f"Dit verandert: {past.rewritten(coming.done, {coming.pseudonym: code})}.")
        if not ask.confirm(f"Persoon '{code}' voorgoed vergeten? Dit gaat niet terug."):
            raise typer.Abort
    forgotten = forget(session.register, code, names)
    was_forgotten = forgotten.pseudonym == code
    say(f"Persoon '{code}' {'was al vergeten' if was_forgotten else f'is vergeten en heet nu {forgotten.pseudonym}'}.")
    say(f"Veranderd: {past.rewritten(forgotten.done)}.")
    past.say_what_is_left(forgotten, session.typed)
