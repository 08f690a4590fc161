"""backup: a reserve copy of the register, and the ones there are."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import flag, option
from opdracht.cli.session import Session, write_json
from opdracht.cli.terminal import say, show


@command(
    "backup",
    "Inrichting",
    """
    opdracht backup
    opdracht backup --to /media/stick
    opdracht backup --list
    """,
    forms=["json"],
)
def backup(
    session: Session,
    to: Annotated[Path | None, option("MAP", "Een andere map dan die van uw reservekopieën.", "--to")] = None,
    show_all: Annotated[bool, flag("--list", "Toon de reservekopieën die er zijn.")] = False,
) -> None:
    """Maak een reservekopie van het register, en kijk na of zij klopt.

    Oude kopieën ruimt het programma op. Het bewaart alle van de laatste 7 dagen, en daarvoor de laatste van elk van 31
    dagen, 26 weken en 24 maanden waarin er een is. Ook vóór migrate, import, restore en forget komt er een kopie.
    """
    from opdracht.cli import copies
    from opdracht.dutch import counted
    from opdracht.safety import backup as action

    if show_all:
        there = action.all_copies(session.register, to)
        if session.as_data:
            write_json(copies.copies_data(there))
            return
        hint = f"Maak er een met: {session.typed('opdracht backup')}"
        copies.show_copies(there, action.generations(session.register, to).folder, hint)
        return
    made = action.backup(session.register, to)
    if session.as_data:
        write_json({"bestand": str(made.path), "opgeruimd": [str(path) for path in made.thinned]})
        return
    show(copies.near(made.path))
    say(f"De reservekopie klopt: {copies.contents_text(made.contents)}.")
    if made.thinned:
        say(f"Opgeruimd: {counted(len(made.thinned), 'oude kopie', 'oude kopieën')}.")
