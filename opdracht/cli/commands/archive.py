"""archive: a version of an opdracht as a folder for the archive."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import keys_of
from opdracht.cli.options import Nummer, Text, flag, option
from opdracht.cli.session import Session, write_json


@command(
    "archive",
    "Opdrachten",
    """
    opdracht archive 2027-001 --to archief
    opdracht archive 2027-001 --to archief --getekend getekend.pdf
    opdracht archive 2027-001 --to archief --version 1
    """,
    forms=["json"],
)
def archive(
    session: Session,
    nummer: Nummer,
    to: Annotated[Path, option("MAP", "De map waarin de map van deze versie komt.", "--to")],
    getekend: Annotated[
        list[Path] | None, option("BESTAND", "De getekende PDF, zoals u die kreeg. Mag vaker.", "--getekend")
    ] = None,
    version: Annotated[int | None, option("NR", "Welke versie. Anders: de nieuwste.", "--version")] = None,
    archiefvormer: Annotated[
        Text,
        option(
            "CODE",
            "Wiens archief het is. Anders: de organisaties van opdrachtgever en opdrachtnemer.",
            complete=keys_of("organisatie"),
        ),
    ] = None,
    force: Annotated[bool, flag("--force", "Vervang de map van deze versie die er al staat.")] = False,
) -> None:
    """Maak van een vastgestelde versie een map voor het archief, met metagegevens volgens MDTO.

    Erin staan de documenten in Word en als PDF, het getekende bestand, de vastgelegde tekst en het journaal van de opdracht. De
    selectielijst en openbaar moeten zijn gekozen. Met 'opdracht verify MAP' kijkt u later na of de map nog heel is.
    """
    from opdracht.actions.archive import ToArchive
    from opdracht.actions.archive import archive as make
    from opdracht.cli.archived import archived_data, show_archived
    from opdracht.paths import user_path

    signed = [user_path(path) for path in getekend or ()]
    wanted = ToArchive(nummer, version, signed, archiefvormer)
    made = make(session.register, wanted, to, session.today, force=force)
    if session.as_data:
        write_json(archived_data(made))
    else:
        show_archived(made, session.typed)
