"""render: the Word documents, and PDF and ODT of them."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import nummers, templates, words_of
from opdracht.cli.options import DOCUMENTS, Documents, Force, Odt, Pdf, Several, Text, argument, flag, option
from opdracht.cli.session import Session


@command(
    "render",
    "Opdrachten",
    """
    opdracht render 2027-001
    opdracht render --all --to documenten
    opdracht render --status vastgesteld --template bestuurlijke-opdracht
    opdracht render 2027-001 --template gespreksagenda
    opdracht render moerdijk --template gemeenteblad
    """,
)
def render(
    session: Session,
    keys: Annotated[
        Several, argument("NUMMER", "De opdrachten; voor een gemeenteblad de codes van de gemeenten.", nummers)
    ] = None,
    everything: Annotated[bool, flag("--all", "Alle opdrachten (of gemeenten) van het register.")] = False,
    status: Annotated[
        Text, option("STATUS", "Alle opdrachten met deze status.", "--status", complete=words_of("opdracht", "status"))
    ] = None,
    template: Annotated[
        Several, option("NAAM", "Alleen dit sjabloon. Mag vaker.", "--template", complete=templates)
    ] = None,
    to: Documents = DOCUMENTS,
    pdf: Pdf = False,
    odt: Odt = False,
    no_names: Annotated[bool, flag("--without-names", "Laat de namen van personen weg; hun functies blijven.")] = False,
    force: Force = False,
) -> None:
    """Maak documenten: de bestuurlijke en de ambtelijke opdracht, of wat u met --template kiest.

    De sjablonen zijn bestuurlijke-opdracht, ambtelijke-opdracht, wijziging, gespreksagenda en gemeenteblad, en die van
    uzelf. Wat niet veranderd is, blijft staan. Gaat er een mis, dan worden de andere toch gemaakt.
    """
    from opdracht.actions.render import Wanted, render
    from opdracht.cli.papers import converted_too, documents, not_made, show_like_names, show_written
    from opdracht.cli.progress import steps
    from opdracht.dutch import counted

    wanted = Wanted(keys or (), template or (), everything=everything, status=status, names=not no_names)
    result = render(session.register, wanted, to, session.today, force=force, steps=steps)
    show_written(result.written, result.same, f"{documents(len(result.written))} gemaakt in {to}.")
    show_like_names(result.like_names)
    for conversion, converted in converted_too(session, result.written + result.same, pdf=pdf, odt=odt, force=force):
        number = counted(len(converted.written), conversion.name, f"{conversion.name}'s")
        show_written(converted.written, converted.same, f"{number} gemaakt.")
        result.failed.update(converted.failed)
    if result.failed:
        raise not_made(result.failed, some_are=bool(result.written or result.same))
