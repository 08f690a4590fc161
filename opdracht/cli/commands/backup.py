"""backup: a reserve copy of the register, and the ones there are."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.options import flag, option
from opdracht.cli.session import Session, write_json
from opdracht.errors import ExitCode


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

    Uw eigen sjablonen gaan mee. Klopt er iets niet aan het register, dan heet de kopie 'niet-gaaf' en is de uitgangscode
    4; restore zet zo'n kopie alleen terug als u haar noemt.
    """
    from opdracht.cli import copies
    from opdracht.safety import backup as action
    from opdracht.safety.generations import generations

    if show_all:
        on_disk = action.all_copies(session.register, to)
        if session.as_data:
            write_json(copies.copies_data(on_disk))
            return
        hint = f"Maak er een met: {session.typed('opdracht backup')}" if session.register.exists() else ""
        copies.show_copies(on_disk, generations(session.register, to).folder, hint)
        return
    new = action.backup(session.register, to)
    if session.as_data:
        write_json(copies.new_copy_data(new))
    else:
        copies.show_new(new, session)
    if new.faults:
        raise typer.Exit(ExitCode.FINDINGS)
