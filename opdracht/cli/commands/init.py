"""init: a new register, with the region and its organisations."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import Several, Text, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, write_data


@command(
    "init",
    "Beginnen",
    """
    opdracht init
    opdracht init --naam "Regio West-Brabant" --gemeente Breda --gemeente Moerdijk
    opdracht init --roles > rollen.sql
    """,
)
def init(
    session: Session,
    naam: Annotated[Text, option("NAAM", "De naam van de regio.")] = None,
    lichaam: Annotated[Text, option("NAAM", "De organisatie die voor de regio werkt, zoals RWB.")] = None,
    gemeente: Annotated[Several, option("NAAM", "Een gemeente die meedoet. Mag vaker.")] = None,
    roles: Annotated[
        bool,
        flag("--roles", "Schrijf de SQL met de rollen van een register in PostgreSQL, voor de beheerder; maak niets."),
    ] = False,
) -> None:
    """Maak uw eigen register; het programma vraagt naar de regio en de gemeenten."""
    from opdracht.actions import setup
    from opdracht.cli import ask
    from opdracht.dutch import counted

    register = session.register
    if roles:
        write_data(setup.roles(register))
        return
    setup.need_none(register)
    gemeenten = gemeente or []
    if naam is None and ask.possible():
        naam, lichaam, gemeenten = ask.about_the_region(lichaam or "", gemeenten)
    number = setup.create_register(register, naam or "", lichaam or "", gemeenten)
    say(f"Het register staat klaar op {register.name}, met {counted(number, 'organisatie', 'organisaties')}.")
    say(f"Voeg personen toe met:  {session.typed('opdracht add persoon')}")
    say(f"Maak een opdracht met:  {session.typed('opdracht create')}")
